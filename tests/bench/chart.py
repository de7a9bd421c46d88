"""chart.py: charts as SVG, written by hand: bars on a logarithmic scale, and curves in two logarithmic ones.

A chart stands on a card of its own colour, so that it can be read on any page, and follows the reader's choice of a
dark one. No fonts and nothing else is fetched.
"""
import math
from xml.sax.saxutils import escape

WIDTH = 860
LEFT, RIGHT = 208, 96 # of the bars: room for labels, room for numbers
STYLE = """
  .card { fill: #ffffff; stroke: #d5dae1 } .title { font-size: 19px; font-weight: 600; fill: #1b2430 }
  .panel { font-size: 14.5px; font-weight: 600; fill: #1b2430 } .small { font-size: 11.5px; fill: #66717f }
  .group { font-size: 12px; font-weight: 600; fill: #66717f } .label { font-size: 12.5px; fill: #3a4552 }
  .ours { font-weight: 600; fill: #0b6e5f } .value { font-size: 12px; fill: #3a4552; font-variant-numeric: tabular-nums }
  .bar { fill: #b4bfcc } .bar-ours { fill: #12a38c } .grid { stroke: #e7ebf0 } .axis { stroke: #b4bfcc }
  .none { font-style: italic; fill: #8a94a1 }
  .line { fill: none; stroke-width: 2.2; stroke-linejoin: round } .band { stroke-width: 6; opacity: .25 }
  .c0 { stroke: #12a38c; color: #12a38c } .c1 { stroke: #3b6fd4; color: #3b6fd4 }
  .c2 { stroke: #d9822b; color: #d9822b } .c3 { stroke: #a04bc4; color: #a04bc4 }
  .c4 { stroke: #7c8794; color: #7c8794 } .dot { fill: currentColor; stroke: none } .tag { fill: currentColor; stroke: none }
  @media (prefers-color-scheme: dark) {
    .card { fill: #161b22; stroke: #30363d } .title, .panel { fill: #e6edf3 } .small, .group { fill: #8d96a0 }
    .label, .value { fill: #c3ccd6 } .ours { fill: #3fd0b6 } .bar { fill: #4a5563 } .bar-ours { fill: #1fae96 }
    .grid { stroke: #262d36 } .axis { stroke: #4a5563 } .none { fill: #7d8691 }
    .c1 { stroke: #6d9bf1; color: #6d9bf1 } .c3 { stroke: #c58be0; color: #c58be0 }
  }
"""


def text(x, y, kind, words, anchor="start"):
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def rectangle(x, y, width, height, kind, radius=2.5):
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{radius}" class="{kind}"/>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def document(title, height, parts):
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}"'
        f' role="img" font-family="system-ui, -apple-system, \'Segoe UI\', \'DejaVu Sans\', sans-serif">'
    )
    card = f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1:.0f}" rx="10" class="card"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", f"<style>{STYLE}</style>", card, *parts, "</svg>", ""])


def shown(value):
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.0f}" if value == round(value) else f"{value:.1f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}"


class Scale:
    """Decades from `low` to `high` onto pixels."""

    def __init__(self, low, high, start, end):
        self.first = math.floor(math.log10(low) + 1e-9)
        self.last = max(math.ceil(math.log10(high) - 1e-9), self.first + 1)
        self.start, self.end = start, end

    def __call__(self, value):
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)

    def ticks(self):
        return [10.0**power for power in range(self.first, self.last + 1)]


def tick(value):
    for limit, letter in ((1e6, "M"), (1e3, "k")):
        if value >= limit:
            return f"{value / limit:g}{letter}"
    return f"{value:g}"


def group(parts, y, label, bars, scale):
    parts.append(text(28, y + 12, "group", label))
    y += 20
    for name, value, note in bars:
        ours = "gazet" in name or name.startswith(("cooc", "timeline")) and "SQL" not in name
        parts.append(text(LEFT - 10, y + 12.5, "label ours" if ours else "label", name, "end"))
        if value is None:
            parts.append(text(LEFT + 4, y + 12.5, "value none", note))
        else:
            width = max(scale(value) - LEFT, 2)
            parts.append(rectangle(LEFT, y + 1.5, width, 14, "bar-ours" if ours else "bar"))
            parts.append(text(LEFT + width + 7, y + 12.5, "value ours" if ours else "value", shown(value)))
        y += 19
    return y + 9


def panel(parts, y, title, unit, hint, groups):
    values = [value for _, bars in groups for _, value, _ in bars if value]
    parts.append(text(28, y + 12, "panel", title))
    parts.append(text(WIDTH - 28, y + 12, "small", f"{unit}, logarithmic scale; {hint}", "end"))
    y += 26
    if not values:
        return y
    scale = Scale(min(values) * 0.8, max(values), LEFT, WIDTH - RIGHT)
    behind = len(parts)
    top = y
    for label, bars in groups:
        y = group(parts, y, label, bars, scale)
    grid = []
    for value in scale.ticks():
        grid.append(line(scale(value), top + 14, scale(value), y - 4, "grid"))
        grid.append(text(scale(value), y + 9, "small", tick(value), "middle"))
    parts[behind:behind] = grid
    return y + 36


def bars(title, where, panels):
    """panels: (title, unit, hint, groups of (label, bars of (name, value or None, note)))."""
    parts = [text(28, 38, "title", title), text(WIDTH - 28, 38, "small", where, "end")]
    y = 62
    for one in panels:
        y = panel(parts, y, *one)
    return document(title, y - 8, parts)


# ---- curves ------------------------------------------------------------------------


def curve_panel(parts, y, title, across, up, curves):
    """curves: (label, [(x, median, low, high)]). Both axes are logarithmic."""
    height, left, right = 210, 74, WIDTH - 216
    points = [point for _, curve in curves for point in curve]
    parts.append(text(28, y + 12, "panel", title))
    y += 30
    if not points:
        return y
    x_scale = Scale(min(p[0] for p in points), max(p[0] for p in points), left, right)
    y_scale = Scale(min(p[2] for p in points), max(p[3] for p in points), y + height, y)
    for value in x_scale.ticks():
        parts.append(line(x_scale(value), y, x_scale(value), y + height, "grid"))
        parts.append(text(x_scale(value), y + height + 16, "small", tick(value), "middle"))
    for value in y_scale.ticks():
        parts.append(line(left, y_scale(value), right, y_scale(value), "grid"))
        parts.append(text(left - 8, y_scale(value) + 4, "small", tick(value), "end"))
    parts.append(text((left + right) / 2, y + height + 34, "small", across, "middle"))
    parts.append(text(left - 46, y - 8, "small", up))
    labels = []
    for number, (label, curve) in enumerate(curves):
        colour = f"c{number % 5}"
        for x, _, low, high in curve:
            parts.append(line(x_scale(x), y_scale(low), x_scale(x), y_scale(high), f"band {colour}"))
        path = " ".join(f"{x_scale(x):.1f},{y_scale(median):.1f}" for x, median, _, _ in curve)
        parts.append(f'<polyline points="{path}" class="line {colour}"/>')
        for x, median, _, _ in curve:
            parts.append(f'<circle cx="{x_scale(x):.1f}" cy="{y_scale(median):.1f}" r="3.2" class="dot {colour}"/>')
        labels.append([y_scale(curve[-1][1]) + 4, label, colour])
    labels.sort()
    for before, label in zip([None, *labels], labels):
        if before is not None:
            label[0] = max(label[0], before[0] + 16)
        parts.append(text(right + 12, label[0], f"label tag {label[2]}", label[1]))
    return y + height + 62


def curves(title, where, panels):
    parts = [text(28, 38, "title", title), text(WIDTH - 28, 38, "small", where, "end")]
    y = 66
    for one in panels:
        y = curve_panel(parts, y, *one)
    return document(title, y - 8, parts)
