"""chart.py: charts as SVG, written by hand: bars on a logarithmic scale, and curves in two logarithmic ones.

A chart stands on a card of its own colour, so that it can be read on any page, and follows the reader's choice of a
dark one. No fonts and nothing else is fetched.
"""
import math
from xml.sax.saxutils import escape

WIDTH = 860
LEFT, RIGHT = 208, 96  # of the bars: room for labels, room for numbers
STYLE = """
  .card { fill: #ffffff; stroke: #d5dae1 } .title { font-size: 19px; font-weight: 600; fill: #1b2430 }
  .panel { font-size: 14.5px; font-weight: 600; fill: #1b2430 } .small { font-size: 11.5px; fill: #66717f }
  .group { font-size: 12px; font-weight: 600; fill: #66717f } .label { font-size: 12.5px; fill: #3a4552 }
  .value { font-size: 12px; fill: #3a4552; font-variant-numeric: tabular-nums }
  .ours { font-weight: 600; fill: #0b6e5f }
  .bar { fill: #b4bfcc } .bar-ours { fill: #12a38c } .grid { stroke: #e7ebf0 } .axis { stroke: #b4bfcc }
  .none { font-style: italic; fill: #8a94a1 }
  .line { fill: none; stroke-width: 2.2; stroke-linejoin: round } .band { stroke-width: 6; opacity: .25 }
  .c0 { stroke: #12a38c; color: #12a38c } .c1 { stroke: #3b6fd4; color: #3b6fd4 }
  .c2 { stroke: #d9822b; color: #d9822b } .c3 { stroke: #a04bc4; color: #a04bc4 }
  .c4 { stroke: #7c8794; color: #7c8794 } .dot, .tag { fill: currentColor; stroke: none }
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
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}"'
        f' width="{WIDTH}" height="{height:.0f}"'
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

PANEL_WIDTH, PANEL_HEIGHT = (WIDTH - 28) / 2, 300
MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, MARGIN_BOTTOM = 70, 26, 62, 54


class Range:
    """A logarithmic axis from `low` to `high` onto pixels, no wider than the values need."""

    def __init__(self, low, high, start, end):
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value):
        share = math.log(value / self.low) / math.log(self.high / self.low) if self.high > self.low else 0.5
        return self.start + share * (self.end - self.start)

    def ticks(self):
        """1, 2, 5, 10 ... between the ends; only the powers of ten where that would be too many."""
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        steps = (1, 2, 5) if len(powers) <= 3 else (1,)
        values = [step * 10.0**power for power in powers for step in steps]
        return [value for value in values if self.low * 0.999 <= value <= self.high * 1.001]


def vertical(points, start, end):
    """At least a factor of five, so that noise does not look like growth."""
    low, high = min(point[2] for point in points), max(point[3] for point in points)
    if high < 5 * low:
        middle = math.sqrt(low * high)
        low, high = middle / math.sqrt(5), middle * math.sqrt(5)
    return Range(low / 1.25, high * 1.25, start, end)


def draw_curve(parts, curve, x_scale, y_scale, colour):
    for x, _, low, high in curve:
        parts.append(line(x_scale(x), y_scale(low), x_scale(x), y_scale(high), f"band {colour}"))
    path = " ".join(f"{x_scale(x):.1f},{y_scale(median):.1f}" for x, median, _, _ in curve)
    parts.append(f'<polyline points="{path}" class="line {colour}"/>')
    for x, median, _, _ in curve:
        parts.append(f'<circle cx="{x_scale(x):.1f}" cy="{y_scale(median):.1f}" r="3.4" class="dot {colour}"/>')


def curve_panel(parts, x, y, title, across, up, curves):
    """curves: (label, [(size, median, low, high)]). Both axes are logarithmic."""
    left, right = x + MARGIN_LEFT, x + PANEL_WIDTH - MARGIN_RIGHT
    top, bottom = y + MARGIN_TOP, y + PANEL_HEIGHT - MARGIN_BOTTOM
    points = [point for _, curve in curves for point in curve]
    parts.append(text(x + 14, y + 14, "panel", title))
    parts.append(text(right, y + 14, "small", up, "end"))
    if not points:
        return
    across_values = sorted({point[0] for point in points})
    x_scale = Range(across_values[0], across_values[-1], left + 8, right - 8)
    y_scale = vertical(points, bottom, top)
    for value in across_values:
        parts.append(line(x_scale(value), top, x_scale(value), bottom, "grid"))
        parts.append(text(x_scale(value), bottom + 17, "small", tick(value), "middle"))
    for value in y_scale.ticks():
        parts.append(line(left, y_scale(value), right, y_scale(value), "grid"))
        parts.append(text(left - 7, y_scale(value) + 4, "small", tick(value), "end"))
    parts.append(text((left + right) / 2, bottom + 36, "small", across, "middle"))
    at = x + 14
    for number, (label, curve) in enumerate(curves):
        colour = f"c{number % 5}"
        draw_curve(parts, curve, x_scale, y_scale, colour)
        parts.append(text(at, y + 36, f"label tag {colour}", label))
        at += 7.2 * len(label) + 22


def curves(title, where, panels):
    parts = [text(28, 38, "title", title), text(WIDTH - 28, 38, "small", where, "end")]
    for number, one in enumerate(panels):
        curve_panel(parts, 14 + (number % 2) * PANEL_WIDTH, 66 + (number // 2) * PANEL_HEIGHT, *one)
    return document(title, 66 + (len(panels) + 1) // 2 * PANEL_HEIGHT, parts)
