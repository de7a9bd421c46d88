#!/usr/bin/env python3
"""scale.py [--quick] BUILD: what `make bench-scale` does: how costs grow with documents, names and threads.

Of each curve an exponent is fitted: cost ~ size^exponent, by least squares over the logarithms of the medians. 1 is
proportional, 0 is independent of size. Writes BUILD/bench/scale.tsv, scale.md and scale.svg.
"""
import math
import os
import sys

import chart
import matching
import whole
from inputs import Inputs, size_of
from measure import Failed, Results, Timer, machine, read_results, say
from report import Table, markdown, number, spread

NAMES = (1000, 10_000, 100_000, 1_000_000)
DOCUMENTS = (10_000, 30_000, 100_000, 300_000, 1_000_000)
MENTIONS = 4     # in a generated document
APPENDED = 10_000


# ---- measuring -----------------------------------------------------------------------


def archive(inputs, documents, mentions, seed, name):
    tool = inputs.tool("generate")
    return inputs.make(name, [tool], [tool, inputs.shipped, documents, mentions, seed])


def documents(inputs, results, sizes, appended):
    """Indexing from nothing, and then so many documents more: with tagging, the database closed and synced."""
    timer = Timer(inputs.build)
    gazetteer = inputs.compile(inputs.shipped, timer)[0]
    whole_archive = archive(inputs, sizes[-1], MENTIONS, 1, f"scale-{sizes[-1]}.jsonl")
    more = archive(inputs, appended, MENTIONS, 2, f"more-{appended}.jsonl")
    database = os.path.join(inputs.work, "scale.db")
    for size in sizes:
        say(f"{size} documents")
        front = inputs.make(f"scale-{size}.jsonl", [whole_archive], ["head", "-n", size, whole_archive])
        times, additions = [], []
        for _ in range(3 if size <= 100_000 else 1):
            times.append(timer.once(whole.index(inputs, gazetteer, database, front)))
            command = [inputs.gazet, "index", "-q", "-g", gazetteer, "-d", database, more]
            additions.append(timer.once(command)[0])
        results.add("documents", size, "index", "time", "s", [one[0] for one in times])
        results.add("documents", size, "index", "rate", "documents/s", [size / one[0] for one in times])
        results.add("documents", size, "index", "memory", "MB", [one[2] for one in times])
        results.add("documents", size, "index", "database", "MB", size_of(database) / 1e6)
        results.add("documents", size, "append", "time", "s", additions, f"{appended} documents")
        if size != sizes[-1]:
            os.remove(front)


def names(inputs, results, sizes, rounds):
    timer = Timer(inputs.build)
    for size in sizes:
        say(f"{size} names")
        gazet = matching.gazet_engine(inputs, timer, results, size, inputs.names(size)[0])
        gazet.ready()
        opened = [gazet.seconds]
        plans = matching.trial([gazet], inputs, results, size, 0)
        rates, _ = matching.walk(plans, inputs, rounds, gazet)
        memory = gazet.memory
        gazet.close()
        for _ in range(2):
            gazet.ready()
            opened.append(gazet.seconds)
            gazet.close()
        results.add("names", size, "match", "rate", "MB/s", rates["gazet"])
        results.add("names", size, "match", "time", "s/GB", [1000 / rate for rate in rates["gazet"]])
        results.add("names", size, "open", "time", "s", opened)
        results.add("names", size, "memory", "memory", "MB", memory)


def threads(inputs, results, counts, rounds):
    timer = Timer(inputs.build)
    gazetteer = inputs.compile(inputs.shipped, timer)[0]
    database = os.path.join(inputs.work, "threads.db")
    say("threads")
    commands = {}
    for count in counts:
        commands[("tag", count)] = whole.tag(inputs, gazetteer, count, inputs.archive)
        commands[("index", count)] = [*whole.index(inputs, gazetteer, database, inputs.archive), "-j", str(count)]
    megabytes = size_of(inputs.archive) / 1e6
    for (subject, count), costs in timer.turns(commands, rounds, warm=rounds > 1).items():
        results.add("threads", count, subject, "time", "s", [cost[0] for cost in costs])
        results.add("threads", count, subject, "rate", "MB/s", [megabytes / cost[0] for cost in costs])
        results.add("threads", count, subject, "memory", "MB", [cost[2] for cost in costs])


# ---- reporting -----------------------------------------------------------------------


def exponent(points):
    """Of y ~ x^exponent, by least squares over the logarithms; None with fewer than two points."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y and y > 0]
    if len(logs) < 2:
        return None
    x_mean, y_mean = (sum(column) / len(logs) for column in zip(*logs))
    spread_of_x = sum((x - x_mean) ** 2 for x, _ in logs)
    return sum((x - x_mean) * (y - y_mean) for x, y in logs) / spread_of_x if spread_of_x else None


def curve(table, section, subject, measure, limit=math.inf):
    rows = [r for r in table.all(section, measure) if r["subject"] == subject and r["size"] <= limit]
    return [(r["size"], r["median"], r["low"], r["high"]) for r in rows]


def fitted(points):
    value = exponent([(x, median) for x, median, _, _ in points])
    return "" if value is None else f"{value:.2f}".replace("-", "−")


CURVES = (
    ("documents", "index", "time", "indexing so many documents"),
    ("documents", "append", "time", "appending {appended} to them"),
    ("documents", "index", "database", "size of the database"),
    ("documents", "index", "memory", "memory of indexing"),
    ("names", "match", "time", "matching a text"),
    ("names", "gazet", "compile", "compiling the names"),
    ("names", "open", "time", "opening or loading them"),
    ("names", "memory", "memory", "memory of matching"),
    ("threads", "tag", "time", "tagging an archive"),
    ("threads", "index", "time", "indexing an archive"),
)


def section_of(table, section, subject, measure):
    """Compiling is reported by matching.py under its own section."""
    section = "match" if measure == "compile" else section
    limit = (os.cpu_count() or 1) if section == "threads" else math.inf
    return curve(table, section, subject, measure, limit)


def page(table):
    yield "# gazet: growth\n"
    yield f"{table.about('machine')}. Medians, in brackets lowest and highest.\n"
    head = ["documents", "documents/s", "s", "append, s", "database, MB", "memory, MB"]
    yield "## Documents: generated, tagged with the shipped gazetteer, database closed and synced\n"
    sizes = [row["size"] for row in table.all("documents", "rate")]
    cells = (("index", "rate"), ("index", "time"), ("append", "time"), ("index", "database"), ("index", "memory"))
    yield markdown(
        head, [[f"{size:,}", *(spread(table.get("documents", size, *key)) for key in cells)] for size in sizes]
    )
    yield "## Names: folding, tokens and matching of plain text, one thread\n"
    rows = []
    for row in table.all("names", "rate"):
        size = row["size"]
        compiled, opened = table.get("match", size, "gazet", "compile"), table.get("names", size, "open", "time")
        memory = number(table.median("names", size, "memory", "memory"))
        rows.append([f"{size:,}", spread(row), spread(compiled), spread(opened), memory])
    yield markdown(["names", "MB/s", "compile, s", "open, s", "memory, MB"], rows)
    yield "## Threads: whole programs, shipped gazetteer\n"
    rows = []
    for row in table.all("threads", "rate"):
        memory = number(table.median("threads", row["size"], row["subject"], "memory"))
        rows.append([f"{row['subject']} -j {row['size']}", spread(row), memory])
    yield markdown(["program", "MB/s", "memory, MB"], sorted(rows))
    yield "## Fitted exponents: cost ~ size^exponent\n"
    yield "1 is proportional, 0 independent of the size; threads up to the number of processors, where −1 is ideal.\n"
    yield markdown(["cost", "grows with", "exponent"], list(exponents(table)))


def exponents(table):
    appended = next((row["note"] for row in table.all("documents", "time") if row["note"]), "")
    for section, subject, measure, words in CURVES:
        points = section_of(table, section, subject, measure)
        if fitted(points):
            yield [words.format(appended=appended), section, fitted(points)]


def panels(table):
    def labelled(words, section, subject, measure, cost):
        value = fitted(section_of(table, section, subject, cost))
        return words + (f": time ~ n^{value}" if value else ""), curve(table, section, subject, measure)

    yield "Indexing", "documents in the archive", "documents/s", [
        labelled("gazet index", "documents", "index", "rate", "time")
    ]
    yield "Appending to a database", "documents that are there", "seconds", [
        labelled("gazet index", "documents", "append", "time", "time")
    ]
    yield "Folding, tokens and matching", "names in the gazetteer", "MB/s of text", [
        labelled("one thread", "names", "match", "rate", "time")
    ]
    ready = [labelled("opening", "names", "open", "time", "time")]
    if table.all("match", "compile"):
        ready.append(labelled("compiling", "match", "gazet", "compile", "compile"))
    yield "Making names ready", "names in the gazetteer", "seconds", ready
    yield "Memory of matching", "names in the gazetteer", "MB", [
        ("largest resident set", curve(table, "names", "memory", "memory"))
    ]
    yield "Threads", "threads that tag", "MB/s of JSON Lines", [
        labelled(f"gazet {subject}", "threads", subject, "rate", "time") for subject in ("tag", "index")
    ]


def write(path, folder):
    table = Table(read_results(path))
    with open(os.path.join(folder, "scale.md"), "w", encoding="utf-8") as out:
        out.write("\n".join(page(table)))
    measured = [panel for panel in panels(table) if any(points for _, points in panel[3])]
    with open(os.path.join(folder, "scale.svg"), "w", encoding="utf-8") as out:
        out.write(chart.curves("How costs grow", table.about("machine").split(",")[0], measured))


def main(arguments):
    quick = arguments[:1] == ["--quick"]
    if len(arguments) != 1 + quick:
        print("usage: tests/bench/scale.py [--quick] BUILD", file=sys.stderr)
        return 2
    build = arguments[-1]
    inputs = Inputs(os.path.dirname(__file__) or ".", build, quick)
    folder = os.path.join(build, "bench", "quick") if quick else os.path.join(build, "bench")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "scale.tsv")
    processors = os.cpu_count() or 1
    try:
        results = Results(path + ".new")
        results.add("about", 0, "machine", "", "", [], machine())
        names(inputs, results, (500, 2000) if quick else NAMES, 1 if quick else 5)
        counts = sorted({1, 2, *(2**i for i in range(2, 8) if 2**i < processors), processors, 2 * processors})
        threads(inputs, results, (1, 2) if quick else counts, 1 if quick else 3)
        documents(inputs, results, (200, 600) if quick else DOCUMENTS, 100 if quick else APPENDED)
        os.replace(path + ".new", path)
    finally:
        inputs.close()
    write(path, folder)
    with open(os.path.join(folder, "scale.md"), encoding="utf-8") as text:
        print(text.read())
    say(f"{path}, scale.md and scale.svg beside it")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as failure:
        say(failure)
        sys.exit(2)
