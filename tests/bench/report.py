"""report.py: the results of run.py as a Markdown page and a chart: medians, in brackets lowest to highest."""
import os

import chart
from measure import read_results

ENGINES = ("gazet", "Hyperscan", "pyahocorasick", "ugrep", "grep")
KINDS = ("most frequent", "frequent", "median")  # entities that questions.py asks for
# Of its questions, those in the chart: the question, its label.
CHARTED = {
    "cooc": "cooc",
    "cooc by NPMI, one year": "cooc by NPMI, one year",
    "timeline": "timeline",
    "plain SQL": "cooc in plain SQL",
}


def called(kind):
    return f"{'the' if kind in ('most frequent', 'median') else 'a'} {kind} entity"


class Table:
    """The rows of results.tsv, to be asked."""

    def __init__(self, rows):
        self.rows = rows

    def get(self, section, size, subject, measure):
        for row in self.rows:
            if (row["section"], row["size"], row["subject"], row["measure"]) == (section, size, subject, measure):
                return row
        return None

    def get_any(self, section, subject, measure):
        """Whatever its size."""
        return next((row for row in self.all(section, measure) if row["subject"] == subject), None)

    def all(self, section, measure):
        return [row for row in self.rows if row["section"] == section and row["measure"] == measure]

    def median(self, *key):
        row = self.get(*key)
        return row["median"] if row else None

    def about(self, subject):
        row = next((row for row in self.rows if row["section"] == "about" and row["subject"] == subject), None)
        return row["note"] if row else ""


def number(value):
    """Three digits that count."""
    if value is None:
        return ""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def spread(row):
    if row is None:
        return ""
    if row["median"] is None:
        return row["note"]
    if row["runs"] < 2:
        return number(row["median"])
    return f"{number(row['median'])} ({number(row['low'])}–{number(row['high'])})"


def markdown(head, rows):
    """The first column is words, the others are numbers."""
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def sizes(table):
    return sorted({row["size"] for row in table.all("match", "rate")} - {0})


def matching_rows(table, size):
    for engine in ENGINES:
        rate = table.get("match", size, engine, "rate")
        if rate is None:
            continue
        agree = table.get("agree", size, engine, "same")
        found = "" if agree is None else agree["note"].split(", ", 1)[1]
        yield [
            engine,
            spread(rate),
            spread(table.get("match", size, engine, "ratio")),
            number(table.median("match", size, engine, "build")),
            number(table.median("match", size, engine, "memory")),
            "" if engine == "gazet" else found or "not compared",
        ]


def matching_part(table):
    yield "## Names in text\n"
    yield (
        "Folding, tokens and matching of plain text in memory, one thread; MB/s of text by processor time, build\n"
        "or opening time in seconds, largest memory in MB without the text. Engines take turns; the ratio is of\n"
        "runs that stand beside each other. `same`: in the words of the text (small letters, single spaces) the\n"
        "lists of matches are equal. In text as it is they differ by design: to gazet `U.S.` and `u s`,\n"
        "`Franco-German` and `franco german` are the same words,\n"
        "and no name goes across a comma or the end of a sentence.\n"
    )
    for size in [*sizes(table), 0]:
        searched = table.median("match", size, "gazet", "searched")
        if searched is None:
            continue
        title = f"{size:,} names" if size else f"The shipped gazetteer ({searched:,.0f} names)"
        yield f"### {title}\n"
        head = ["engine", "MB/s", "gazet is faster by", "ready, s", "memory, MB", "matches"]
        yield markdown(head, matching_rows(table, size))
        tokens, read = (table.get("alone", size, what, "rate") for what in ("tokens", "read"))
        parts = [f"gazet, tokens only: {spread(tokens)} MB/s; only reading the bytes: {spread(read)} MB/s."]
        compiled = table.median("match", size, "gazet", "compile")
        if compiled is not None:
            memory, file = (number(table.median("match", size, "gazet", w)) for w in ("compile memory", "compiled"))
            parts.append(f"Compiling: {number(compiled)} s, {memory} MB of memory, {file} MB of file.")
        if size:
            parts.append(f"With the surnames of people gazet looks for {searched:,.0f} names.")
        yield " ".join(parts) + "\n"


def stages_part(table):
    yield "## Stages of the tagger, one thread, shipped gazetteer\n"
    yield "MB/s of JSON Lines by the time of that stage alone; the share is of the time from parsing to output.\n"
    rows = [
        [row["subject"], spread(row), spread(table.get("stages", 0, row["subject"], "share"))]
        for row in table.all("stages", "rate")
    ]
    yield markdown(["stage", "MB/s", "share, %"], rows)
    rows = [[f"`{row['subject']}`", number(row["median"])] for row in table.all("profile", "share")]
    if rows:
        yield "### Functions of `gazet tag -j1`, by where it was found most often\n"
        yield markdown(["function", "share, %"], rows)


def whole_part(table):
    yield "## From the archive to the database\n"
    yield f"Whole programs, loading included, on JSON Lines: {table.about('archive')}.\n"
    rows = []
    for rate in sorted(table.all("whole", "rate"), key=lambda row: row["size"]):
        key = ("whole", rate["size"], rate["subject"])
        rows.append(
            [
                f"{rate['subject']}, {rate['size']:,} names" if rate["size"] else f"{rate['subject']}, shipped",
                spread(rate),
                spread(table.get(*key, "time")),
                number(table.median(*key, "processor")),
                number(table.median(*key, "documents")),
                number(table.median(*key, "memory")),
                spread(table.get(*key, "ratio")),
            ]
        )
    yield markdown(["program", "MB/s", "s", "CPU s", "documents/s", "memory, MB", "gazet index is faster by"], rows)
    sized = ("database", "text", "beside the text")
    database, text, beside = (number(table.median("size", 0, "gazet index", what)) for what in sized)
    yield f"Database: {database} MB for {text} MB of text: {beside} bytes beside each byte of text.\n"


def ask_part(table):
    yield "## Questions\n"
    yield (
        "A new process each, on 1,000,000 generated documents with 12,000,000 mentions (Zipf); first 20 rows. Plain\n"
        "SQL: co-occurrence over two clustered tables of documents and entities, in the sqlite3 shell.\n"
    )
    rows = []
    for row in table.all("ask", "time"):
        ratio = table.get("ask", row["size"], row["subject"], "ratio")
        processor = number(table.median("ask", row["size"], row["subject"], "processor"))
        documents = f"{row['size']:,}" if row["size"] else ""
        rows.append([row["subject"], documents, spread(row), processor, spread(ratio)])
    yield markdown(["question", "documents", "ms", "CPU ms", "faster than SQL by"], rows)


def page(table):
    yield "# gazet: timings\n"
    yield (
        f"{table.about('machine')}.\n\nMB/s always means uncompressed bytes (1 MB = 1,000,000 bytes). Medians, in"
        " brackets lowest and highest.\nTimes depend on the machine and on what else it does; ratios less so.\n"
    )
    for part in (matching_part, whole_part, ask_part, stages_part):
        yield from part(table)


def panels(table):
    """What the chart shows: (title, unit, groups of (label, bars)); a bar is (label, value or None, note)."""
    groups = []
    for size in sizes(table):
        bars = []
        for engine in ENGINES:
            row = table.get("match", size, engine, "rate")
            if row:
                bars.append((engine, row["median"], short(row["note"])))
        groups.append((f"{size:,} names", bars))
    yield "Finding names in plain text, one thread", "MB/s", "longer is faster", groups
    rates = [row for row in table.all("whole", "rate") if row["size"] in (0, sizes(table)[1])]
    order = {"gazet tag": 1, "gazet tag -j1": 2, "gazet index": 3, "Python, SQLite": 4}
    rates.sort(key=lambda row: (row["size"], order[row["subject"]]))
    by_size = {}
    for row in rates:
        label = {"Python, SQLite": "pyahocorasick + SQLite"}.get(row["subject"], row["subject"])
        by_size.setdefault(row["size"], []).append((label, row["median"], short(row["note"])))
    groups = [(f"{size:,} names" if size else "shipped gazetteer", bars) for size, bars in by_size.items()]
    yield "JSON Lines in, JSON or a database out", "MB/s", "longer is faster", groups
    groups = []
    for kind in KINDS:
        asked = {q: table.get_any("ask", f"{kind}: {q}", "time") for q in CHARTED}
        bars = [(label, asked[q]["median"], "") for q, label in CHARTED.items() if asked[q]]
        if bars:
            groups.append((f"{called(kind)}, in {asked['cooc']['size']:,} documents", bars))
    if groups:
        yield "Answers from 1,000,000 documents, a new process each", "ms", "shorter is faster", groups


def short(note):
    return "timed out" if note.startswith(("more than", "not ready")) else note


def write(results, folder):
    table = Table(read_results(results))
    with open(os.path.join(folder, "bench.md"), "w", encoding="utf-8") as out:
        out.write("\n".join(page(table)))
    with open(os.path.join(folder, "bench.svg"), "w", encoding="utf-8") as out:
        out.write(chart.bars("gazet beside other tools", table.about("machine").split(",")[0], list(panels(table))))
