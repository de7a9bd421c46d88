"""page.py PAGE [GROUPS LONG OTHER...]: reads pages of `gazet report` in a headless Chromium, with mouse and keys, prints TAP.

PAGE is the one of T39-report.sh: two entities, days of 2011 and 2012, hostile titles. GROUPS has a group and ids that
several sources have, LONG documents of a century; the others only have to open without complaint.
"""
import json
import os
import re
import sys

import browser

DATA = "JSON.parse(document.getElementById('data').textContent)"
tests = failures = 0


def check(title, good, why=""):
    global tests, failures
    tests += 1
    failures += not good
    print("%sok %d - %s" % ("" if good else "not ", tests, title))
    if not good:
        print("# " + str(why)[:2000].replace("\n", "\n# "))
    sys.stdout.flush()


def same(title, want, got):
    check(title, want == got, "wanted %r\ngot    %r" % (want, got))


# ---- what the page says --------------------------------------------------------------

def text(b, selector):
    return b.ask("(document.querySelector(%s) || {textContent: null}).textContent" % json.dumps(selector))


def rows(b, table, column):
    """Texts of a column, of the rows that are seen."""
    return b.ask("Array.from(document.querySelectorAll('#%s-table tbody tr')).filter(r => r.offsetParent !== null)"
                 ".map(r => r.cells[%d].textContent)" % (table, column))


def days(b, table):
    return rows(b, table, 0)


# ---- colours ---------------------------------------------------------------------------

def luminance(color):
    channels = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    a, b = sorted((luminance(a), luminance(b)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def check_colors(page):
    """WCAG 2.2: 4.5 to 1 for text (1.4.3), 3 to 1 for what pictures and controls are seen by (1.4.11)."""
    style = re.search(r"<style>(.*?)</style>", page, re.S).group(1)
    words = [("text", "ground"), ("text", "panel"), ("quiet", "ground"), ("quiet", "panel"), ("link", "ground"),
             ("link", "panel"), ("marked", "mark"), ("text", "button"), ("quiet", "button"), ("on-chosen", "chosen")]
    shapes = [(kind, ground) for kind in ("person", "country", "org", "place", "event") for ground in ("ground", "panel")]
    shapes += [("series-%d" % i, "ground") for i in range(8)]
    shapes += [("focus", "ground"), ("focus", "panel"), ("rule", "ground"), ("rule", "button")]
    for theme in ("light", "dark"):
        block = re.search(r":root\[data-theme=%s\]\{(.*?)\}" % theme, style).group(1)
        colors = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6});", block))
        low = ["%s on %s %.2f" % (a, b, contrast(colors[a], colors[b])) for pairs, least in ((words, 4.5), (shapes, 3))
               for a, b in pairs if contrast(colors[a], colors[b]) < least]
        same("every colour of the %s page can be told from what is behind it" % theme, [], low)


# ---- parts -------------------------------------------------------------------------------

def check_tables(b):
    first = rows(b, "associates", 2)
    same("associates come by documents", sorted(map(int, first), reverse=True), list(map(int, first)))
    b.click("#associates-table th:nth-child(1) button")
    names = rows(b, "associates", 0)
    same("a click on a heading sorts by name", b.ask("%s.sort((a, b) => a.localeCompare(b))" % json.dumps(names)), names)
    same("and says so", "ascending", b.ask("document.querySelector('#associates-table th').getAttribute('aria-sort')"))
    b.click("#associates-table th:nth-child(1) button")
    same("another one turns it around", names[::-1], rows(b, "associates", 0))
    same("only one column is the sorted one", 1, b.ask("document.querySelectorAll('#associates-table [aria-sort]').length"))
    b.ask("document.querySelector('#associates-table th:nth-child(4) button').focus()")
    b.key("Enter")
    shares = list(map(float, rows(b, "associates", 3)))
    same("so does the keyboard, numbers from the largest down", sorted(shares, reverse=True), shares)
    b.ask("(function () { var s = document.querySelector('#associates-type'); s.value = 'org';"
          " s.dispatchEvent(new Event('change')); })()")
    same("a type chooses rows", {"org"}, set(rows(b, "associates", 1)))
    b.ask("(function () { var s = document.querySelector('#associates-type'); s.value = '';"
          " s.dispatchEvent(new Event('change')); })()")
    b.ask("document.querySelector('#associates-words').focus()")
    b.type("nAt")
    same("words choose rows", ["NATO", "United Nations"], sorted(rows(b, "associates", 0)))
    same("and their number is told", "2 of 2 rows that fit, of %d" % len(first), text(b, "#associates-status"))
    b.ask("(function () { var i = document.querySelector('#associates-words'); i.value = '';"
          " i.dispatchEvent(new Event('input')); })()")
    same("documents come a page at a time", 25, len(days(b, "documents")))
    b.click("#documents-more")
    same("and all when asked for", 46, len(days(b, "documents")))


def check_csv(b):
    b.ask("window.copied = null; Object.defineProperty(navigator, 'clipboard', {configurable: true, value:"
          " {writeText: t => { window.copied = t; return Promise.resolve(); }}})")
    b.click("#documents-csv")
    copied = b.ask("window.copied")
    lines = copied.split("\r\n")
    same("CSV is copied with its header, CR LF behind each row", ("date,title,mentions,document", "", 48),
         (lines[0], lines[-1], len(lines)))
    check("a title with quotes and a comma stands between quotes", '"""Quotes"", \'apostrophes\' & more"' in copied, copied)
    same("and it is told", "46 rows copied", text(b, "#documents-status"))
    b.ask("window.titles = Array.from(document.querySelectorAll('#documents-table td.title bdi')).slice(0, 6);"
          " window.before = titles.map(t => t.textContent);"
          " ['=1+1', '+a', '-x', '@a', '\uff1d1', '-0.5'].forEach((text, i) => { titles[i].textContent = text; })")
    b.click("#documents-csv")
    same("nothing that is copied is a formula, and numbers are none", ["'=1+1", "'+a", "'-x", "'@a", "'\uff1d1", "-0.5"],
         [title for title in ("'=1+1", "'+a", "'-x", "'@a", "'\uff1d1", "-0.5") if "," + title + "," in b.ask("window.copied")])
    b.ask("titles.forEach((t, i) => { t.textContent = before[i]; })")


def check_timeline(b):
    same("the whole time is shown", "2011-01-03 to 2012-06-30", text(b, "#timeline-range"))
    b.hover("#timeline-svg", 0.5)
    tip = b.ask("document.querySelector('#timeline-tip').innerText").strip().split("\n")
    lines = [r"\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d"]
    lines += [r" ?%s: \d+ documents?, \d+ mentions?, \d+(\.\d)? %% of all" % name for name in ("Greece", "Angela Merkel", "together")]
    lines += [r"all: \d+ documents?"]
    check("pointing at it tells a period and its numbers of each series",
          len(tip) == len(lines) and all(map(re.fullmatch, lines, tip)), tip)
    dashes = "Array.from(document.querySelectorAll('%s .line')).map(l => getComputedStyle(l).strokeDasharray)"
    lines = b.ask(dashes % "#timeline-svg")
    check("lines are told apart by their dashes", len(set(lines)) == 3, lines)
    same("the key has dashes as the lines have them", lines, b.ask(dashes % "#series"))
    same("so has what pointing tells", lines, b.ask(dashes % "#timeline-tip"))
    b.drag("#timeline-svg", 0.3, 0.6)
    zoomed = text(b, "#timeline-range")
    low, high = zoomed.split(" to ")
    check("dragging zooms to less than the whole", "2011-01-03" < low < high < "2012-06-30", zoomed)
    check("and the documents are those of the range", days(b, "documents") and
          all(low <= day <= high for day in days(b, "documents")), days(b, "documents"))
    check("the words in context too", all(low <= day <= high for day in days(b, "contexts")), days(b, "contexts"))
    check("which the page says", "Tables show only: " + zoomed in text(b, "#selection"), text(b, "#selection"))
    b.click("#timeline-reset")
    same("a button shows the whole time again", "2011-01-03 to 2012-06-30", text(b, "#timeline-range"))
    same("and all documents", "", text(b, "#selection"))


def check_timeline_keys(b):
    value = "document.querySelector('#timeline-svg').getAttribute('aria-valuetext')"
    b.ask("document.querySelector('#timeline-svg').focus()")
    b.key("Home")
    first = b.ask(value)
    check("Home goes to the first period, and it is told", first.startswith("2011-01-03 to 2011-01-09: Greece"), first)
    b.key("ArrowRight")
    check("an arrow to the next", b.ask(value).startswith("2011-01-10 to 2011-01-16: Greece"), b.ask(value))
    b.key("ArrowLeft")
    same("and back", first, b.ask(value))
    b.key("+", "+")
    closer = text(b, "#timeline-range")
    check("+ zooms in around it", closer.startswith("2011-01-03 to 2011-0"), closer)
    b.key("-", "-")
    b.key("0", "0")
    same("0 shows all", "2011-01-03 to 2012-06-30", text(b, "#timeline-range"))
    b.click("#timeline-tools [data-unit=month]")
    same("months can be asked for", "month", b.ask("document.querySelector('#timeline-table th').textContent"))
    month = b.ask("Array.from(document.querySelectorAll('#timeline-table tbody tr')).map(r => r.textContent).slice(0, 2)")
    same("and the table beside the picture has them", ["2011-0122211", "2011-0222210"], month)
    before = b.ask("document.querySelector('#timeline-svg .y:last-of-type, #timeline-svg .y').textContent")
    b.click("#timeline-share")
    check("shares have an axis of shares", b.ask("Array.from(document.querySelectorAll('#timeline-svg .y'))"
                                                 ".every(t => / %$/.test(t.textContent))"), before)
    b.click("#timeline-share")
    b.click("#series li:nth-child(2) button")
    same("a series can be left out", 2, b.ask("document.querySelectorAll('#timeline-svg .line').length"))
    b.click("#series li:nth-child(2) button")


def check_network(b):
    nodes = b.ask("Array.from(document.querySelectorAll('.node')).map(n => n.getAttribute('aria-label'))")
    check("nodes have names", nodes and all(re.search(r", (person|country|org|place|event), \d+ document", n) for n in nodes), nodes)
    nato = next(i for i, n in enumerate(nodes) if n.startswith("NATO"))
    node = ".node[data-node='%d']" % nato
    b.hover(node + " circle")
    check("pointing at one lights its neighbours and dims the rest",
          b.ask("document.querySelector('#network-picture').classList.contains('dimmed') && "
                "document.querySelector(%s).classList.contains('near')" % json.dumps(node)), "")
    check("and says who they are", text(b, "#network-status").startswith("NATO, org: "), text(b, "#network-status"))
    count = re.match(r"NATO, org: (\d+) documents", text(b, "#network-status")).group(1)
    b.click(node + " circle")
    same("a click shows its documents only", "%s of %s rows that fit, of 46" % (count, count), text(b, "#documents-status").replace("row ", "rows "))
    check("it is said", "with NATO" in text(b, "#selection"), text(b, "#selection"))
    b.click("#clear")
    same("all again", "", text(b, "#selection"))
    b.ask("document.querySelector(%s).focus()" % json.dumps(node))
    b.key("Enter")
    same("Enter does the same", "true", b.ask("document.querySelector(%s).getAttribute('aria-pressed')" % json.dumps(node)))
    b.key("Enter")
    same("and undoes it", "", text(b, "#selection"))


def check_theme(b):
    ground = "getComputedStyle(document.body).backgroundColor"
    b.prefer(prefers_color_scheme="light")
    same("light where the system is light", "rgb(255, 255, 255)", b.ask(ground))
    b.click("[data-theme-name=dark]")
    same("dark by the switch", "rgb(21, 24, 29)", b.ask(ground))
    b.click("[data-theme-name=auto]")
    b.prefer(prefers_color_scheme="dark")
    same("dark where the system is dark", "rgb(21, 24, 29)", b.ask(ground))
    b.click("[data-theme-name=light]")
    same("light by the switch", "rgb(255, 255, 255)", b.ask(ground))
    b.click("[data-theme-name=auto]")
    b.prefer(prefers_color_scheme="light")


def check_print(b):
    b.click("[data-theme-name=dark]")
    b.send("Emulation.setEmulatedMedia", {"media": "print"})
    same("paper is white", "rgb(255, 255, 255)", b.ask("getComputedStyle(document.body).backgroundColor"))
    same("tables are whole on it", 46, len(days(b, "documents")))
    same("addresses are printed", '" " attr(href)', b.ask(
        "Array.from(document.styleSheets[0].cssRules).filter(r => r.media && r.media.mediaText === 'print')"
        ".flatMap(r => Array.from(r.cssRules)).find(r => /a::after/.test(r.selectorText || '')).style.content"))
    b.send("Emulation.setEmulatedMedia", {"media": ""})
    b.click("[data-theme-name=auto]")


def check_names(b):
    """What a screen reader is told: every control and picture has a name."""
    tree = b.send("Accessibility.getFullAXTree")["nodes"]
    roles = {}
    for node in tree:
        if not node.get("ignored"):
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    for role in ("button", "link", "slider", "searchbox", "combobox", "table", "heading", "columnheader", "region", "navigation"):
        names = roles.get(role, [])
        check("every %s has a name" % role, names and all(name.strip() for name in names), names)
    same("one main part, one banner", (1, 1), (len(roles.get("main", [])), len(roles.get("banner", []))))
    same("headings in order", [], b.ask(
        "Array.from(document.querySelectorAll('h1,h2,h3,h4')).map(h => +h.tagName[1])"
        ".filter((level, i, all) => i && level > all[i - 1] + 1)"))


def check_hostile(b):
    same("no title was run", None, b.ask("window.hurt === undefined ? null : window.hurt"))
    titles = b.ask("Array.from(document.querySelectorAll('#documents-table td.title')).map(t => t.textContent)")
    for title in ("</script><script>window.hurt = 1</script>", "<!-- <script> a comment", "<img src=x onerror=window.hurt=2>",
                  "\"Quotes\", 'apostrophes' & more", "Line\u2028and paragraph\u2029separators", "\u202eright to left",
                  "😀 emoji 👩‍👩‍👧 family"):
        seen = title.replace("\u2028", "\ufffd").replace("\u2029", "\ufffd").replace("\u202e", "\ufffd")
        check("a title is what it was, and all of it is seen: " + json.dumps(title), seen in titles, titles)
    same("and stands apart from what is around it", True, b.ask(
        "Array.from(document.querySelectorAll('#documents-table td.title bdi')).length >= 46"))
    same("only web addresses are links", ["http:", "https:"], b.ask(
        "Array.from(new Set(Array.from(document.querySelectorAll('td.title a')).map(a => a.protocol))).sort()"))
    same("links tell nobody where they were", True, b.ask(
        "Array.from(document.querySelectorAll('td.title a')).every(a => /noopener/.test(a.rel))"))
    same("the data are what can be downloaded", 46, b.ask(DATA + ".articles.length"))
    for width in (320, 1200):
        b.size(width, 800)
        same("nothing is wider than a window of %d" % width, True, b.ask("document.documentElement.scrollWidth <= innerWidth"))


def check_quiet(b, what):
    loud = [e["params"] for e in b.events if e.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")]
    same("no errors " + what, [], loud)
    asked = sorted({e["params"]["request"]["url"].split(":")[0] for e in b.events if e.get("method") == "Network.requestWillBeSent"})
    same("nothing was fetched but the file " + what, ["file"], asked)


def check_measures(b):
    """Measures are explained where they stand, and short numbers are sorted and copied whole."""
    heads = b.ask("Array.from(document.querySelectorAll('#associates-table th button')).map(h => [h.textContent, h.title !== ''])")
    same("columns of measures are explained", [["name", False], ["type", False]] + [[name, True] for name in (
        "documents", "share", "Jaccard", "NPMI", "G\u00b2", "q", "first", "last")], heads)
    same("in words too", [head for head, said in heads if said],
         b.ask("Array.from(document.querySelectorAll('#associates .meaning dt')).map(t => t.textContent)"))
    chances = b.ask(DATA + ".associates.map(row => [row.entity, row.q])")
    b.click("#associates-table th:nth-child(8) button")
    b.click("#associates-table th:nth-child(8) button")
    shown = b.ask("Array.from(document.querySelectorAll('#associates-table tbody tr')).map(r => [r.dataset.entity, r.cells[7].textContent])")
    want = dict(chances)
    same("q is sorted by its value", sorted(want.values()), [want[entity] for entity, _ in shown])
    same("and read to three digits", [[entity, "<\u00a00.001" if want[entity] < 0.001 else "%.3f" % want[entity]]
                                      for entity, _ in shown], shown)


def check_groups(b, path):
    b.open(path)
    same("a group is named in words", "Greece with either Angela Merkel or NATO", text(b, "h1"))
    same("what is left out too", True, "; without Hamburg or any event" in text(b, ".lede"))
    same("its card has its members, each counted", [["NATO", "4 documents"], ["Angela Merkel", "3 documents"]], b.ask(
        "Array.from(document.querySelectorAll('.card')[1].querySelectorAll('li')).map(l => [l.querySelector('bdi').textContent,"
        " l.querySelector('.quiet').textContent])"))
    same("an entity has names instead", "Names", text(b, ".card details summary"))
    same("lines for each and for both", ["Greece", "Angela Merkel or NATO", "together"],
         b.ask(DATA + ".timeline.series.map(s => s.name)"))
    nodes = b.ask(DATA + ".network.nodes.map(n => [n.name, n.type, n.docs])")
    check("the group is a node of no type", ["Angela Merkel or NATO", "group", 5] in nodes, nodes)
    same("who published a document is told where there are several", ["date", "title", "mentions", "source", "document"],
         b.ask("Array.from(document.querySelectorAll('#documents-table th')).map(h => h.textContent)"))
    number = [name for name, _, _ in nodes].index("Russia")
    b.click(".node[data-node='%d'] circle" % number)
    same("documents of one id are told apart by their source", [["two", "1"]],
         b.ask("Array.from(document.querySelectorAll('#documents-table tbody tr')).filter(r => r.offsetParent !== null)"
               ".map(r => [r.dataset.source, r.dataset.doc])"))
    same("their words too", [["two", "1"]] * len(days(b, "contexts")),
         b.ask("Array.from(document.querySelectorAll('#contexts-table tbody tr')).filter(r => r.offsetParent !== null)"
               ".map(r => [r.dataset.source, r.dataset.doc])"))
    check("of which there are some", days(b, "contexts"))
    b.click("#clear")
    all_days = days(b, "contexts")
    same("words of several are newest first together", sorted(all_days, reverse=True), all_days)


def open_quietly(b, path):
    """Only whether it opens without an error."""
    b.events.clear()
    b.open(path)
    name = os.path.basename(path)
    check_quiet(b, "in " + name)
    same("the script came to its end in " + name, True, b.ask("document.querySelector('#download') !== null"))


def check_long(b, path):
    b.open(path)
    years = b.ask("Array.from(document.querySelectorAll('#timeline-svg .x')).map(t => t.textContent)")
    check("the axis of a century names round years", len(years) > 3 and all(int(year) % 10 == 0 for year in years), years)


def main(path, groups=None, long=None, *others):
    with open(path, encoding="utf-8") as file:
        check_colors(file.read())
    b = browser.Browser()
    try:
        b.prefer(prefers_color_scheme="light")
        b.open(path)
        for part in (check_tables, check_csv, check_timeline, check_timeline_keys, check_network, check_theme, check_print,
                     check_measures, check_names, check_hostile):
            part(b)
        check_quiet(b, "with the script")
        b.open(path, script=False)
        same("without the script all rows are there", 46, len(days(b, "documents")))
        same("and the pictures", 2, b.ask("document.querySelectorAll('.picture svg').length"))
        same("and no empty tools", 0, b.ask("Array.from(document.querySelectorAll('.tools')).filter(t => t.offsetParent).length"))
        check_quiet(b, "without it")
        if groups:
            b.events.clear()
            check_groups(b, groups)
            check_quiet(b, "in groups")
        if long:
            check_long(b, long)
        for other in others:
            open_quietly(b, other)
    finally:
        b.close()
    print("1..%d" % tests)
    return failures > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
