#!/usr/bin/env python3
"""publish.py BUILD: what `make bench-publish` does at the end: the figures of BUILD/bench/results.tsv and scale.tsv go
into README.md, docs/speed.md and docs/reading.md, between `<!-- bench: NAME -->` and `<!-- /bench -->`, and the charts into docs/.
"""
import os
import re
import shutil
import sys
import textwrap

import scale
from measure import read_results
from report import ENGINES, KINDS, Table, called, markdown, number, short, sizes, spread

QUESTIONS = (
    "cooc", "cooc, one year", "cooc by NPMI", "cooc by NPMI, one year", "cooc within 50 tokens", "timeline",
    "kwic of a pair", "plain SQL",
)


def machine(table, _):
    return f"Measured on {table.about('machine')}.\n"


def rates(table, _):
    """MB/s, an engine a row, a number of names a column."""
    columns = [*sizes(table), 0]
    head = ["MB/s of text", *(f"{size:,} names" for size in columns[:-1]), "shipped set"]
    rows = [[engine, *(mark(table, size, engine) for size in columns)] for engine in ENGINES]
    for what, words in (("tokens", "gazet: tokens only"), ("read", "reading the bytes")):
        rows.append([words, *(number(table.median("alone", size, what, "rate")) for size in columns)])
    return markdown(head, rows)


def mark(table, size, engine):
    row = table.get("match", size, engine, "rate")
    if row is None:
        return "–"
    return spread(row) if row["median"] is not None else short(row["note"])


def factors(table, _):
    """How many times faster gazet is."""
    columns = sizes(table)
    head = ["gazet is faster than", *(f"at {size:,} names" for size in columns)]
    rows = []
    for engine in ENGINES[1:]:
        cells = []
        for size in columns:
            ratio = table.get("match", size, engine, "ratio")
            cells.append(f"{spread(ratio)} ×" if ratio else mark(table, size, engine))
        rows.append([engine, *cells])
    for row in table.all("whole", "ratio"):
        cells = [f"{spread(row)} ×" if size == row["size"] else "" for size in columns]
        rows.append(["Python into SQLite", *cells])
    return markdown(head, rows)


def costs(table, _):
    """What it takes to make the names ready."""
    columns = sizes(table)
    head = ["seconds to be ready; memory in MB", *(f"{size:,} names" for size in columns)]
    rows = []
    for engine in ENGINES[:3]:  # the greps keep nothing
        cells = []
        for size in columns:
            seconds, memory = (table.median("match", size, engine, what) for what in ("build", "memory"))
            cells.append("–" if seconds is None else f"{number(seconds)}; {number(memory)}")
        rows.append([engine, *cells])
    if table.all("match", "compile"):
        cells = []
        for size in columns:
            seconds, memory = (table.median("match", size, "gazet", what) for what in ("compile", "compile memory"))
            cells.append("" if seconds is None else f"{number(seconds)}; {number(memory)}")
        rows.append(["`gazet gaz compile`", *cells])
    return markdown(head, rows)


def programs(table, _):
    rows = []
    for row in sorted(table.all("whole", "rate"), key=lambda row: row["size"]):
        key = ("whole", row["size"], row["subject"])
        name = f"{row['subject']}, {row['size']:,} names" if row["size"] else f"{row['subject']}, shipped set"
        rows.append(
            [name, spread(row), number(table.median(*key, "documents")), number(table.median(*key, "memory"))]
        )
    sized = ("text", "database", "beside the text")
    text, size, beside = (number(table.median("size", 0, "gazet index", what)) for what in sized)
    return markdown(["program", "MB/s", "documents/s", "memory, MB"], rows) + (
        f"\nThe database of {text} MB of text has {size} MB: {beside} bytes beside each byte of text.\n"
    )


def questions(table, _):
    """Milliseconds, a question a row, an entity a column."""
    asked = {row["subject"]: row for row in table.all("ask", "time")}
    start, floor = asked.get("process start"), asked.get("a program that does nothing")
    head = ["ms, median (lowest–highest)"]
    for kind in KINDS:
        first = asked.get(f"{kind}: cooc")
        head.append(f"{kind}, in {first['size']:,}" if first else kind)
    rows = [
        ["cooc in plain SQL" if question == "plain SQL" else question]
        + [spread(asked.get(f"{kind}: {question}")) for kind in KINDS]
        for question in QUESTIONS
    ]
    words = f"\nStarting and ending gazet: {spread(start)} ms; a program that does nothing: {spread(floor)} ms.\n"
    return (markdown(head, rows) if head[1] != KINDS[0] else "Not measured yet.\n") + words


def stages(table, _):
    rows = []
    for row in table.all("stages", "rate"):
        share = table.get("stages", 0, row["subject"], "share")
        if row["subject"] != "tagger as called":
            rows.append([row["subject"], spread(row), f"{share['median']:.0f}"])
    return markdown(["stage", "MB/s", "share, %"], rows)


def formats(table, _):
    """MB/s of uncompressed input and documents, a format a row."""
    rows = []
    for row in table.all("formats", "rate"):
        key = ("formats", 0, row["subject"])
        cells = [number(table.median(*key, what)) for what in ("size", "documents")]
        rows.append([row["subject"], cells[0], spread(row), cells[1], spread(table.get(*key, "index"))])
    head = ["format", "MB", "reader, MB/s", "documents/s", "gazet index, MB/s"]
    return markdown(head, rows) if rows else "Not measured yet.\n"


def profile(table, _):
    parts = [f"`{row['subject']}` {row['median']:.1f}" for row in table.all("profile", "share")[:10]]
    return listed("Of 100 samples of `gazet tag -j1`: ", parts) if parts else "No profile: perf was not there.\n"


def growth(_, grown):
    if grown is None:
        return "Not measured yet.\n"
    parts = [f"{words} {value} ({section})" for words, section, value in scale.exponents(grown)]
    return listed("", parts)


def listed(head, parts):
    """One sentence, wrapped."""
    return textwrap.fill(head + "; ".join(parts) + ".", 98, break_long_words=False, break_on_hyphens=False) + "\n"


def quoted(table, _):
    """README's sentence and table of ratios."""
    lines = [factors(table, None)]
    asked = {row["subject"]: row for row in table.all("ask", "ratio")}
    parts = []
    for kind in KINDS:
        if f"{kind}: cooc" in asked:
            parts.append(f"{number(asked[f'{kind}: cooc']['median'])} for {called(kind)}")
    if parts:
        lines.append("Co-occurrence in a million documents, times faster than plain SQL: " + ", ".join(parts) + ".\n")
    return "\n".join(lines)


BLOCKS = {
    "machine": machine, "rates": rates, "factors": factors, "costs": costs, "programs": programs,
    "questions": questions, "stages": stages, "formats": formats, "profile": profile, "growth": growth, "quoted": quoted,
}


def fill(path, table, grown):
    with open(path, encoding="utf-8") as file:
        page = file.read()

    def block(match):
        return f"{match[1]}\n{BLOCKS[match[2]](table, grown)}{match[3]}"

    page = re.sub(r"(<!-- bench: (\w+) -->)\n.*?(<!-- /bench -->)", block, page, flags=re.S)
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)


def main(build):
    folder, docs = os.path.join(build, "bench"), "docs"
    table = Table(read_results(os.path.join(folder, "results.tsv")))
    grown = os.path.join(folder, "scale.tsv")
    grown = Table(read_results(grown)) if os.path.exists(grown) else None
    for page in ("README.md", *(os.path.join(docs, name) for name in ("speed.md", "reading.md"))):
        fill(page, table, grown)
    for chart in ("bench.svg", "scale.svg"):
        if os.path.exists(os.path.join(folder, chart)):
            shutil.copy(os.path.join(folder, chart), docs)


if __name__ == "__main__":
    main(sys.argv[1])
