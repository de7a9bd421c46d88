"""check_export_rows.py FORMAT DATABASE FILE: jsonl, mentions, csv, spacy or webannotation, against its specification and
against the database."""
import csv
import io
import json
import re
import sys
from urllib.parse import quote

from export_truth import LABELS, documents, equal, fail

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")


def lines(path):
    """The values of JSON Lines: UTF-8 without a mark, a value a line, each line ended by LF."""
    data = open(path, "rb").read()
    if data and not data.endswith(b"\n"):
        fail("the last line has no end")
    for line in data.split(b"\n")[:-1]:
        def pairs(items):
            if len({key for key, _ in items}) != len(items):
                fail("a key stands twice:", items)
            return dict(items)
        yield json.loads(line.decode("utf-8"), object_pairs_hook=pairs)


def without_nothing(value):
    return {key: item for key, item in value.items() if item not in (None, "")}


def check_jsonl(truth, path):
    got = list(lines(path))
    equal("documents", len(truth), len(got))
    for document, line in zip(truth, got):
        mentions = line.pop("mentions")
        equal("document", without_nothing({"id": document.doc, "source": document.source, "date": document.date,
                                           "title": document.title, "url": document.url, "lang": document.lang})
              | {"text": document.text}, line)
        expected = []
        for m in document.mentions:
            m = {key: m[key] for key in ("field", "start", "end", "text", "entity", "name", "type", "country", "via",
                                         "score", "series", "nested") if m[key] not in (None, 0) or key == "start"}
            if m.get("nested"):
                m["nested"] = True
            expected.append(m)
        equal("mentions of " + document.doc, expected, mentions)


def rows(truth):
    for d in truth:
        for m in d.mentions:
            yield {"doc": d.doc, "source": d.source, "date": d.date, "title": d.title or None, "url": d.url,
                   "lang": d.lang, **m}


def check_mentions(truth, path):
    got = list(lines(path))
    expected = list(rows(truth))
    equal("rows", len(expected), len(got))
    for want, row in zip(expected, got):
        want["nested"] = bool(want["nested"])
        equal("keys", list(want), list(row))
        equal("row", want, row)


def check_csv(truth, path):
    """RFC 4180: CR LF behind every record, quotation marks doubled, the same number of fields everywhere."""
    data = open(path, "rb").read().decode("utf-8")
    if data.startswith("\ufeff"):
        data = data[1:]
    got = list(csv.reader(io.StringIO(data, newline=""), strict=True))
    outside = re.sub(r'"(?:[^"]|"")*"', "", data)
    if '"' in outside:
        fail("a quotation mark stands alone")
    if re.search(r"\r(?!\n)|(?<!\r)\n", outside) or not outside.endswith("\r\n"):
        fail("a record does not end in CR LF")
    expected = list(rows(truth))
    equal("header", "doc source date title url lang field start end text entity name type country series via score "
          "nested sentence token tokens".split(), got[0])
    equal("rows", len(expected), len(got) - 1)
    for want, row in zip(expected, got[1:]):
        equal("row", ["" if value is None else "%g" % value if isinstance(value, float) else str(value)
                      for value in want.values()], row)


def spans(d, mentions):
    return [{"start": d.shift(m), "end": d.shift(m) + m["end"] - m["start"], "label": LABELS["ontonotes"][m["type"]],
             "kb_id": m["entity"]} for m in mentions]


def check_spacy(truth, path):
    got = list(lines(path))
    equal("documents", len(truth), len(got))
    for d, line in zip(truth, got):
        equal("text", d.joined(), line["text"])
        outer, inner = d.outer()
        equal("spans", spans(d, outer), line["spans"])
        equal("nested", spans(d, inner), line.get("nested", []))
        for before, span in zip(line["spans"], line["spans"][1:]):
            if span["start"] < before["end"]:
                fail("spans overlap:", before, span)
        meta = line["meta"]
        equal("text_start", d.text, line["text"][meta.pop("text_start"):])
        equal("meta", without_nothing({"source": d.source, "doc": d.doc, "date": d.date, "url": d.url, "lang": d.lang}),
              meta)


def check_webannotation(truth, path):
    """The Web Annotation Data Model: context, id, type, body, target; quote and position select the same words."""
    got, seen = list(lines(path)), set()
    expected = [(d, m) for d in truth for m in d.mentions]
    equal("annotations", len(expected), len(got))
    for (d, m), a in zip(expected, got):
        equal("keys", {"@context", "id", "type", "motivation", "generator", "body", "target"}, set(a))
        equal("context", "http://www.w3.org/ns/anno.jsonld", a["@context"])
        equal("type", ("Annotation", "identifying"), (a["type"], a["motivation"]))
        if not IRI.match(a["id"]) or a["id"] in seen:
            fail("no IRI of its own:", a["id"])
        seen.add(a["id"])
        equal("generator", ("Software", "gazet"), (a["generator"]["type"], a["generator"]["name"]))
        identifying, tagging = a["body"]
        equal("entity", {"type": "SpecificResource", "purpose": "identifying",
                         "source": {"id": "urn:gazet:entity:" + quote(m["entity"], safe="-._~/"), "label": m["name"]}},
              identifying)
        equal("tag", {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": m["type"]}, tagging)
        if not IRI.match(a["target"]["source"]):
            fail("the source is no IRI:", a["target"]["source"])
        if d.url and re.match(r"https?://", d.url) and IRI.match(d.url):
            equal("source", d.url, a["target"]["source"])
        else:
            equal("source", "urn:gazet:document:%s:%s" % tuple(quote(part, safe="-._~") for part in (d.source, d.doc)),
                  a["target"]["source"])
        by_quote, by_position = a["target"]["selector"]
        text, start, end = d.joined(), by_position["start"], by_position["end"]
        equal("position", (d.shift(m), d.shift(m) + m["end"] - m["start"]), (start, end))
        equal("quote", {key: value for key, value in
                        {"type": "TextQuoteSelector", "exact": m["text"], "prefix": text[max(0, start - 32):start],
                         "suffix": text[end:end + 32]}.items() if value}, by_quote)
        equal("selector", "TextPositionSelector", by_position["type"])


if __name__ == "__main__":
    check = {"jsonl": check_jsonl, "mentions": check_mentions, "csv": check_csv, "spacy": check_spacy,
             "webannotation": check_webannotation}[sys.argv[1]]
    check(documents(sys.argv[2]), sys.argv[3])
