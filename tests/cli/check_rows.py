"""check_rows.py DATABASE GAZET: every question over the database in every format of rows: each has the same rows, read back
by the rules of the format, and nothing that a terminal would obey. Prints what is wrong."""
import csv
import io
import json
import re
import subprocess
import sys

database, gazet = sys.argv[1:3]
faults = []
csv.field_size_limit(10 ** 9)
QUESTIONS = [
    ["entities"], ["docs"], ["docs", "type:person"], ["cooc", "type:org"], ["kwic", "type:place"], ["timeline", "type:event"],
    ["diff", "--from", "2017", "--to", "2017-12", "--vs-from", "2016"], ["path", "Hostilescript", "Hostilelong"],
    ["graph"], ["bursts", "--by", "day"], ["sql", "SELECT id, source_id, title AS \"</a> | \"\"x\"\"\", text, url FROM document ORDER BY id"],
    ["sql", "SELECT entity, name, name AS name, x'00ff' AS blob, char(0, 27, 155) AS control, NULL AS \"none\" FROM entity ORDER BY id"],
]


def ask(question, form):
    limit = [] if question[0] in ("path", "graph") else ["--limit", "0"]
    done = subprocess.run([gazet, *question, *limit, "-d", database, "-q", "--format", form], capture_output=True, timeout=100)
    if done.returncode != 0:
        faults.append(f"{question} {form}: {done.stderr[:200]!r}")
    return done.stdout.decode("utf-8")


def pairs(items):
    if len({key for key, _ in items}) != len(items):
        faults.append(f"a key twice: {[key for key, _ in items]}")
    return dict(items)


def unescaped(cell):
    known = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(.)", lambda m: known.get(m.group(1), m.group(0)), cell)


def text(value):
    return "" if value is None else str(value)


def same(question, form, want, got):
    if len(want) != len(got):
        faults.append(f"{question} {form}: {len(got)} rows, not {len(want)}")
        return
    for a, b in zip(want, got):
        for x, y in zip([v for v in a.values() if isinstance(v, str)], [y for v, y in zip(a.values(), b) if isinstance(v, str)]):
            if x != y:
                faults.append(f"{question} {form}: {y[:200]!r} is not {x[:200]!r}")


for question in QUESTIONS:
    lines = ask(question, "jsonl")
    want = [json.loads(line, object_pairs_hook=pairs) for line in lines.split("\n")[:-1]]
    if not want and question[0] != "bursts":
        faults.append(f"{question}: nothing")
    if question[0] != "graph" and json.loads(ask(question, "json") or "null", object_pairs_hook=pairs) != want:
        faults.append(f"{question}: json is not jsonl")
    same(question, "csv", want, list(csv.reader(io.StringIO(ask(question, "csv"), newline=""), strict=True))[1:])
    rows = ask(question, "tsv").split("\n")[1:-1]
    same(question, "tsv", want, [[unescaped(cell) for cell in row.split("\t")] for row in rows])
    for form, extra in ("md", 2), ("table", None):
        out = ask(question, form)
        obeyed = re.search(".{0,20}[\x00-\x09\x0b-\x1f\x7f-\x9f].{0,20}", out)
        if obeyed:
            faults.append(f"{question} {form}: {obeyed.group(0)!r}")
        if extra and out.count("\n") != len(want) + extra:
            faults.append(f"{question} {form}: {out.count(chr(10))} lines for {len(want)} rows")
        if form == "md" and re.search(r"(?<!\\)<", out):
            faults.append(f"{question} md: a tag")

print("\n".join(faults[:20]))
sys.exit(bool(faults))
