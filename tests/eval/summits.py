#!/usr/bin/env python3
"""Which edition of a summit was meant: gazet against readers, on mentions in real archives.

usage: summits.py GAZET DATA [-v]

Reads summits.tsv beside this file (places in the archives and what a reader says is meant there, no text of
theirs) and the archives below DATA/news; tags the documents; prints how many mentions have the right entity.
"""
import collections
import gzip
import json
import os
import re
import subprocess
import sys

EDITION = re.compile(r"-\d{4}")


def documents(data, archive):
    path = os.path.join(data, "news", archive + ".jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            document = json.loads(line)
            document["id"] = str(document.get("id", number))
            document.setdefault("date", document.get("Date"))
            yield document


def main():
    gazet, data, verbose = sys.argv[1], sys.argv[2], "-v" in sys.argv
    wanted = collections.defaultdict(list)
    with open(os.path.join(os.path.dirname(__file__), "summits.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    for archive, number, field, start, end, entity in rows[1:]:
        wanted[archive, number].append((field, int(start), int(end), entity))
    lines, texts = [], {}
    for archive in sorted({archive for archive, _ in wanted}):
        for document in documents(data, archive):
            key = (archive, document["id"])
            if key in wanted:
                texts[key] = document
                lines.append(json.dumps({"id": "/".join(key), **{k: document.get(k) for k in ("date", "title", "text")}}))
    told = subprocess.run([gazet, "tag", "-f", "jsonl", "-"], input="\n".join(lines), capture_output=True, text=True, check=True)
    right = editions = editions_right = given = 0
    for line in told.stdout.splitlines():
        tagged = json.loads(line)
        key = tuple(tagged["id"].split("/", 1))
        for field, start, end, entity in wanted[key]:
            found = [m for m in tagged["mentions"] if m["type"] == "event" and m["start"] < end and m["end"] > start]
            # A title that the text repeats is tagged there only: then the same words in the text answer.
            found = [m for m in found if m["field"] == field]
            hit = any(m["entity"] == entity for m in found)
            given += any(EDITION.search(m["entity"]) for m in found)
            right += hit
            is_edition = EDITION.search(entity) is not None
            editions += is_edition
            editions_right += is_edition and hit
            if verbose and not hit:
                text = texts[key][field]
                print(f"{texts[key]['date']} {entity} got {[m['entity'] for m in found]}: "
                      f"{text[max(0, start - 110):start]}[{text[start:end]}]{text[end:end + 70]}".replace("\n", " "))
    total = len(rows) - 1
    print(f"summits: {right} of {total} mentions right ({right / total:.3f}); of editions {editions_right} of {editions}"
          f" ({editions_right / editions:.3f})\neditions given: {given}, right {editions_right} ({editions_right / given:.3f})")


if __name__ == "__main__":
    main()
