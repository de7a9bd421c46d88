"""check_export_files.py FORMAT DATABASE PATH: brat or displacy, against its specification and the database."""
import os
import re
import sys
from html.parser import HTMLParser
from urllib.parse import unquote

from export_truth import LABELS, documents, equal, fail

NAME = re.compile(r"[A-Za-z0-9._-]{1,120}\Z")


def read(path):
    return open(path, encoding="utf-8", newline="").read()


def read_annotations(text, ann, types):
    """The annotations of a document: [(offset of its first fragment, end of its last, type, entity)]."""
    spans, entities, notes = {}, {}, set()
    if ann and not ann.endswith("\n"):
        fail("the last line has no end")
    for line in ann.split("\n")[:-1]:
        key, data, *tail = line.split("\t")
        if key[0] == "T":
            kind, _, offsets = data.partition(" ")
            fragments = [tuple(map(int, fragment.split(" "))) for fragment in offsets.split(";")]
            if kind not in types or key in spans or len(tail) != 1:
                fail("T line:", line)
            words = [text[start:end] for start, end in fragments]
            equal("the words of " + line, " ".join(words), tail[0])
            for (start, end), word in zip(fragments, words):
                if start >= end or re.search("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", word) or word != word.strip(" "):
                    fail("fragment:", repr(word))
            if any(b[0] <= a[1] for a, b in zip(fragments, fragments[1:])):
                fail("fragments:", line)
            spans[key] = (fragments[0][0], fragments[-1][1], kind)
        elif key[0] == "N":
            m = re.match(r"Reference (T\d+) gazet:(\S+)\Z", data)
            if not m or m[1] in entities or len(tail) != 1:
                fail("N line:", line)
            entities[m[1]] = unquote(m[2])
        elif key[0] == "#" and re.match(r"AnnotatorNotes T\d+\Z", data) and len(tail) == 1:
            notes.add(data.split(" ")[1])
        else:
            fail("line:", line)
    equal("every T has its N", set(spans), set(entities))
    equal("every T has its note", set(spans), notes)
    return [(*span, entities[key]) for key, span in spans.items()]


def check_brat(truth, folder):
    conf = read(folder + "/annotation.conf")
    sections = re.findall(r"^\[(\w+)\]$", conf, re.M)
    equal("sections", ["entities", "relations", "events", "attributes"], sections)
    types = set(re.search(r"\[entities\]\n(.*?)\n\n", conf, re.S)[1].split("\n"))
    equal("sections", ["labels", "drawing"], re.findall(r"^\[(\w+)\]$", read(folder + "/visual.conf"), re.M))
    found = []
    for root, _, names in os.walk(folder):
        for name in names:
            if name in ("annotation.conf", "visual.conf", "_gazet.json"):
                continue
            if not NAME.match(name) or not name.endswith((".txt", ".ann")):
                fail("a file's name:", name)
            if name.endswith(".ann"):
                text = read(os.path.join(root, name[:-3] + "txt"))
                found.append((text, read_annotations(text, read(os.path.join(root, name)), types)))
            elif not os.path.exists(os.path.join(root, name[:-3] + "ann")):
                fail("a .txt without .ann:", name)
    expected = [(d.joined(), [(d.shift(m), d.shift(m) + m["end"] - m["start"], LABELS["brat"][m["type"]], m["entity"])
                              for m in d.mentions]) for d in truth]
    expected.sort()
    found.sort()
    equal("documents", len(expected), len(found))
    for want, got in zip(expected, found):
        equal("document", want, got)


class Page(HTMLParser):
    """Every tag is closed in its place, nothing runs, nothing is fetched."""
    VOID = {"meta", "br"}
    KNOWN = {"html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(),
             "style": set(), "body": set(), "main": set(), "article": set(), "h2": {"dir"}, "p": {"class"}, "bdi": set(),
             "a": {"rel", "href"}, "div": {"class", "dir"}, "mark": {"class", "data-type", "title"}, "span": set(),
             "footer": set()}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.documents = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in self.KNOWN or not {name for name, _ in attrs} <= self.KNOWN[tag]:
            fail("an element that is not ours:", tag, attrs)
        attrs = dict(attrs)
        if tag == "a" and not re.match("https?://", attrs["href"]):
            fail("a link:", attrs)
        if tag == "article":
            self.documents.append({"title": "", "text": "", "link": None, "marks": []})
        elif tag == "a":
            self.documents[-1]["link"] = attrs["href"]
        elif tag == "mark":
            place = self.place()
            name, entity = re.match(r"(.*) \((.*)\)\Z", attrs["title"], re.S).groups()
            mark = [place, len(self.documents[-1][place]), None, entity, name, attrs["data-type"], None]
            self.documents[-1]["marks"].append(mark)
            self.open.append((tag, mark))
            return
        if tag not in self.VOID:
            self.open.append((tag, None))

    def handle_endtag(self, tag):
        name, mark = self.open.pop()
        equal("end tag", name, tag)
        if mark is not None:
            mark[2] = len(self.documents[-1][mark[0]])

    def place(self):
        tags = [tag for tag, _ in self.open]
        return "title" if "h2" in tags else "text" if "div" in tags else None

    def handle_data(self, data):
        if not self.open:
            return
        tag, place = self.open[-1][0], self.place()
        if tag == "span":
            self.open[-2][1][6] = data
        elif place:
            self.documents[-1][place] += data

    def handle_comment(self, data):
        fail("a comment:", data)


CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
UNSEEN = re.compile("[%s\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
                    "|(?<![\u0590-\U0010ffff])[\u200c\u200d]" % CONTROLS)
TURNING = re.compile("[%s\u202a-\u202e\u2066-\u2069]" % CONTROLS)


def shown(text, marked=TURNING):
    """What would not be seen, or turns the rest around, is marked; what XML and HTML cannot hold is left out."""
    return re.sub("[\ufffe\uffff]", "", marked.sub("\ufffd", text))


def check_displacy(truth, path):
    data = read(path)
    page = Page()
    page.feed(data)
    page.close()
    equal("everything is closed", [], page.open)
    if not data.startswith("<!DOCTYPE html>\n") or re.search(r"url\(|@import", data[:data.index("</style>")]):
        fail("the page's head")
    equal("documents", len(truth), len(page.documents))
    for d, got in zip(truth, page.documents):
        equal("words", (shown(d.title), shown(d.text)), (got["title"], got["text"]))
        place = {"title": d.title, "text": d.text}
        equal("marks of " + d.doc,
              [[m["field"], len(shown(place[m["field"]][:m["start"]])), len(shown(place[m["field"]][:m["end"]])), m["entity"],
                shown(m["name"], UNSEEN), m["type"], LABELS["ontonotes"][m["type"]]] for m in d.mentions], got["marks"])
        if got["link"] is not None:
            equal("link", d.url, got["link"])


if __name__ == "__main__":
    {"brat": check_brat, "displacy": check_displacy}[sys.argv[1]](documents(sys.argv[2]), sys.argv[3])
