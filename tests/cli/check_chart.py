"""A timeline's picture: check_chart.py SVG. Prints what is wrong: XML, names for those who do not see it, words that
overlap or leave the picture, anything that would be fetched or run."""
import re
import sys
import unicodedata
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"title": 19, "name": 13, "what": 13}
faults = []


def width(text, size):
    """As wide as DejaVu Sans makes it, which is wider than others."""
    columns = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return columns * size * 0.62


def box(element):
    classes = element.get("class", "").split()
    size = max([12] + [SIZES[c] for c in classes if c in SIZES])
    text = "".join(element.itertext())
    x, y, wide = float(element.get("x")), float(element.get("y")), width(text, size)
    left = x - wide if "end" in classes else x - wide / 2 if "mid" in classes else x
    # Long lines of prose are cut to measured widths: see the library's own measure.
    return (left, y - size * 0.8, left + wide, y + size * 0.2, text, "quiet" in classes or "title" in classes)


def main():
    root = tree.parse(sys.argv[1]).getroot()
    texts = [element for element in root.iter(SVG + "text")]
    wide, high = (float(n) for n in root.get("viewBox").split()[2:])
    boxes = [box(element) for element in texts]
    if root.get("role") != "img" or not root.findtext(SVG + "title") or not root.findtext(SVG + "desc"):
        faults.append("no title or description")
    for element in root.iter():
        if element.tag.replace(SVG, "") not in {"svg", "title", "desc", "style", "rect", "path", "text", "tspan", "g",
                                                "circle"}:
            faults.append("element %s" % element.tag)
        for name, value in element.attrib.items():
            if name.startswith("on") or "href" in name or "nan" in value or "inf" in value.split():
                faults.append("%s=%s" % (name, value))
        if element.tag == SVG + "rect" and element.get("x"):
            if float(element.get("width")) < 0 or float(element.get("height")) < 0:
                faults.append("a bar less than nothing")
    if re.search(r"url\(|@import|https?:", "".join(root.find(SVG + "style").itertext())):
        faults.append("the style fetches something")
    for i, a in enumerate(boxes):
        if not a[5] and (a[0] < -1 or a[2] > wide + 1):
            faults.append("outside: %s" % a[4])
        if a[1] < 0 or a[3] > high:
            faults.append("above or below: %s" % a[4])
        for b in boxes[:i]:
            if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1:
                faults.append("overlap: %s / %s" % (a[4], b[4]))


main()
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
