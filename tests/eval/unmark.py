#!/usr/bin/env python3
"""Marked-up gold documents into the JSON Lines that `gazet eval` reads.

usage: unmark.py FILE.txt... > gold.jsonl

A file holds documents, parted by lines of `---`. A document opens with lines `id:`, `date:` (may be
missing) and `title:` (may be missing); behind an empty line follows its text. A mention is written
[words](entity-id), in the title too; mentions may hold others: [[Syrian](country/sy) civil
war](event/syrian-civil-war). [words](?) is a span that counts neither as right nor as wrong.
"""
import json
import sys

TYPES = ("person", "country", "org", "place", "event")


def fail(path, line, message):
    sys.exit(f"{path}:{line}: {message}")


def unmark(marked, path, line):
    """The text without marks, and (start, end, id) of each mention, in code points."""
    text, spans, opened, i = [], [], [], 0
    while i < len(marked):
        c = marked[i]
        if c == "[":
            opened.append(len(text))
        elif c == "]":
            close = marked.find(")", i)
            if not opened or marked[i + 1 : i + 2] != "(" or close < 0:
                fail(path, line, f"a bracket without its entity: ...{marked[max(0, i - 30):i + 10]}")
            start, entity = opened.pop(), marked[i + 2 : close]
            if start == len(text) or (entity != "?" and entity.split("/")[0] not in TYPES):
                fail(path, line, f"no entity of a known type, or no words: ({entity})")
            spans.append((start, len(text), entity))
            i = close
        else:
            text.append(c)
        i += 1
    if opened:
        fail(path, line, f"a bracket is not closed: {marked[:60]}")
    return "".join(text), sorted(spans, key=lambda s: (s[0], -s[1]))


def document(lines, path, first):
    head, at = {}, 0
    while at < len(lines) and lines[at].strip():
        key, colon, value = lines[at].partition(":")
        if not colon or key not in ("id", "date", "title"):
            fail(path, first + at, f"not a line of a head: {lines[at]}")
        head[key] = value.strip()
        at += 1
    if "id" not in head:
        fail(path, first, "the document has no id")
    made = {"id": head["id"], "date": head.get("date"), "spans": [], "ambiguous": []}
    for field, marked in (("title", head.get("title", "")), ("text", "\n".join(lines[at:]).strip())):
        made[field], spans = unmark(marked, path, first)
        for start, end, entity in spans:
            span = {"field": field, "start": start, "end": end}
            if entity == "?":
                made["ambiguous"].append(span)
            else:
                made["spans"].append({**span, "type": entity.split("/")[0], "entity": entity})
    return made


def main():
    seen = set()
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        first = 0
        for at in range(len(lines) + 1):
            if at < len(lines) and lines[at] != "---":
                continue
            block = lines[first:at]
            while block and not block[0].strip():
                block.pop(0)
                first += 1
            if block:
                made = document(block, path, first + 1)
                if made["id"] in seen:
                    fail(path, first + 1, f"a second document with the id {made['id']}")
                seen.add(made["id"])
                print(json.dumps(made, ensure_ascii=False))
            first = at + 1


if __name__ == "__main__":
    main()
