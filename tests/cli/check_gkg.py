"""Lines in the shape of GDELT's Global Knowledge Graph 2.1, beside the documents: check_gkg.py GKG JSONL.

JSONL is the export `jsonl` of the same selection: every offset is looked up in its texts. Prints what is wrong.
"""
import json
import re
import sys

COLUMNS = [
    "GKGRECORDID", "DATE", "SourceCollectionIdentifier", "SourceCommonName", "DocumentIdentifier", "Counts", "V2Counts",
    "Themes", "V2Themes", "Locations", "V2Locations", "Persons", "V2Persons", "Organizations", "V2Organizations", "V2Tone",
    "Dates", "GCAM", "SharingImage", "RelatedImages", "SocialImageEmbeds", "SocialVideoEmbeds", "Quotations", "AllNames",
    "Amounts", "TranslationInfo", "Extras",
]
EMPTY = {"Counts", "V2Counts", "Themes", "V2Themes", "V2Tone", "Dates", "GCAM", "SharingImage", "RelatedImages",
         "SocialImageEmbeds", "SocialVideoEmbeds", "Quotations", "Amounts", "TranslationInfo"}
faults = []


def parts(cell):
    return cell.split(";") if cell else []


def check_places(row, doc):
    """Every offset of a name is that of a mention."""
    shift = len(doc["title"]) + 1 if doc.get("title") else 0
    there = {m["start"] + (shift if m["field"] == "text" else 0) for m in doc["mentions"]}
    for column in ("V2Persons", "V2Organizations", "AllNames"):
        for part in parts(row[column]):
            name, offset = part.rsplit(",", 1)
            if not name or "," in name or int(offset) not in there:
                faults.append("%s: %s" % (column, part))
    if len(parts(row["AllNames"])) != len(doc["mentions"]):
        faults.append("AllNames has %d of %d" % (len(parts(row["AllNames"])), len(doc["mentions"])))
    for part in parts(row["V2Locations"]):
        fields = part.split("#")
        if len(fields) != 9 or fields[0] not in "12345" or int(fields[8]) not in there:
            faults.append("V2Locations: %s" % part)
    for part in parts(row["Locations"]):
        if len(part.split("#")) != 7:
            faults.append("Locations: %s" % part)


def main():
    documents = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    lines = open(sys.argv[1], encoding="utf-8", newline="").read().split("\n")
    ids = set()
    if lines.pop() != "" or len(lines) != len(documents):
        faults.append("%d lines for %d documents" % (len(lines), len(documents)))
    for line, doc in zip(lines, documents):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or re.search("[\x00-\x08\x0b-\x1f]", line):
            faults.append("%d columns, or control characters: %s" % (len(cells), line[:80]))
            continue
        row = dict(zip(COLUMNS, cells))
        if not re.fullmatch(r"\d{14}-\d+", row["GKGRECORDID"]) or not re.fullmatch(r"(\d{14})?", row["DATE"]):
            faults.append("record %s, date %s" % (row["GKGRECORDID"], row["DATE"]))
        if row["DATE"] and not row["DATE"].startswith(doc.get("date", "").replace("-", "")):
            faults.append("date %s of %s" % (row["DATE"], doc.get("date")))
        ids.add(row["GKGRECORDID"])
        if row["SourceCollectionIdentifier"] != ("1" if row["DocumentIdentifier"].startswith("http") else "2"):
            faults.append("collection of %s" % row["DocumentIdentifier"])
        if row["Extras"] and not re.fullmatch("<PAGE_TITLE>[^<>]*</PAGE_TITLE>", row["Extras"]):
            faults.append("extras: %s" % row["Extras"])
        faults.extend("%s is not empty" % column for column in EMPTY if row[column])
        for column in ("Persons", "Organizations"):
            if len(set(parts(row[column]))) != len(parts(row[column])):
                faults.append("%s: a name twice" % column)
        check_places(row, doc)
    if len(ids) != len(lines):
        faults.append("a record's id twice")


main()
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
