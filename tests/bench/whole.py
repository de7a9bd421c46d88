"""whole.py: from the archive to mentions and into a database: whole programs, in turns, and the stages apart."""
import os
import re
import shutil
import sqlite3
import subprocess

from engines import python_with
from inputs import count_lines, size_of
from measure import Failed, Timer, ratios, say


def fresh(database, command):
    """The command, after the database of the run before was removed."""
    return ["sh", "-c", 'rm -f "$0" "$0"-*; exec "$@"', database, *command]


def index(inputs, gazetteer, database, archive):
    return fresh(database, [inputs.gazet, "index", "-q", "-g", gazetteer, "-d", database, archive])


def tag(inputs, gazetteer, threads, archive):
    return [inputs.gazet, "tag", "-q", "-j", str(threads), "-g", gazetteer, archive]


def database_size(database, results):
    """Bytes of the database beside the text in it, for a byte of text."""
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    text = db.execute(
        "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(text AS BLOB))) FROM document"
    ).fetchone()[0]
    db.close()
    size = size_of(database)
    results.add("size", 0, "gazet index", "text", "MB", text / 1e6)
    results.add("size", 0, "gazet index", "database", "MB", size / 1e6)
    results.add("size", 0, "gazet index", "beside the text", "bytes a byte of text", (size - text) / text)


def pipelines(inputs, results, size, rounds):
    """`gazet index` and `gazet tag` beside the same in Python, on the whole archive."""
    timer = Timer(inputs.build)
    table, names = inputs.names(size)
    gazetteer = inputs.compile(table, timer)[0]
    database, own, peer = (os.path.join(inputs.work, name) for name in ("names.db", "shipped.db", "peer.db"))
    commands = {
        (size, "gazet index"): index(inputs, gazetteer, database, inputs.archive),
        (size, "gazet tag -j1"): tag(inputs, gazetteer, 1, inputs.archive),
    }
    if not inputs.quick:
        shipped = inputs.compile(inputs.shipped, timer)[0]
        commands[(0, "gazet index")] = index(inputs, shipped, own, inputs.archive)
        commands[(0, "gazet tag -j1")] = tag(inputs, shipped, 1, inputs.archive)
        commands[(0, "gazet tag")] = tag(inputs, shipped, os.cpu_count(), inputs.archive)
    python = python_with("ahocorasick")
    if python:
        script = os.path.join(inputs.here, "peer_sqlite.py")
        commands[(size, "Python, SQLite")] = [python, script, inputs.archive, names, peer]
    else:
        say("skipped: the pipeline in Python: pyahocorasick is not installed")
        results.add("whole", size, "Python, SQLite", "rate", "MB/s", [], "not installed")
    say(f"whole programs, {size} names")
    costs = timer.turns(commands, rounds, warm=rounds > 1)
    report(inputs, results, costs, size)
    database_size(database if inputs.quick else own, results)


def report(inputs, results, costs, size):
    megabytes, documents = size_of(inputs.archive) / 1e6, count_lines(inputs.archive)
    ours = [cost[0] for cost in costs[(size, "gazet index")]]
    for (names, subject), runs in costs.items():
        times = [run[0] for run in runs]
        results.add("whole", names, subject, "time", "s", times)
        results.add("whole", names, subject, "rate", "MB/s", [megabytes / time for time in times])
        results.add("whole", names, subject, "documents", "per s", [documents / time for time in times])
        results.add("whole", names, subject, "processor", "s", [run[1] for run in runs])
        results.add("whole", names, subject, "memory", "MB", [run[2] for run in runs])
        if subject.startswith("Python"):
            results.add("whole", names, subject, "ratio", "x", ratios(times, ours))


def tag_many(inputs, results, size, rounds):
    """`gazet tag -j1` with very many names."""
    timer = Timer(inputs.build)
    gazetteer = inputs.compile(inputs.names(size)[0], timer)[0]
    say(f"gazet tag, {size} names")
    subject = (size, "gazet tag -j1")
    costs = timer.turns({subject: tag(inputs, gazetteer, 1, inputs.archive)}, rounds, warm=rounds > 1)[subject]
    megabytes = size_of(inputs.archive) / 1e6
    for measure, unit, values in (
        ("time", "s", [cost[0] for cost in costs]),
        ("rate", "MB/s", [megabytes / cost[0] for cost in costs]),
        ("processor", "s", [cost[1] for cost in costs]),
        ("memory", "MB", [cost[2] for cost in costs]),
    ):
        results.add("whole", *subject, measure, unit, values)


def stages(inputs, results, megabytes):
    """The stages of the tagger, one thread, as the program `stages` measures them."""
    say("stages")
    gazetteer = inputs.compile(inputs.shipped, Timer(inputs.build))[0]
    command = [inputs.tool("stages"), gazetteer, str(megabytes), inputs.archive, inputs.packed]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(done.stderr.strip())
    for line in done.stdout.splitlines():
        measure, unit, subject, *values = line.split("\t")
        results.add("stages", 0, subject, measure, unit, [float(value) for value in values])


def profile(inputs, results, rows=12):
    """Where `gazet tag -j1` is found most often, function by function, if perf is there and allowed."""
    data = os.path.join(inputs.work, "perf.data")
    gazetteer = inputs.compile(inputs.shipped, Timer(inputs.build))[0]
    record = ["perf", "record", "-q", "-e", "cpu-clock", "-F", "999", "-o", data]
    record += tag(inputs, gazetteer, 1, inputs.archive)
    nowhere = subprocess.DEVNULL
    if not shutil.which("perf") or subprocess.run(record, stdout=nowhere, stderr=nowhere).returncode != 0:
        say("skipped: the profile: perf is not there, or not allowed")
        return
    show = ["perf", "report", "-i", data, "--stdio", "-q", "--no-children", "-s", "symbol"]
    lines = subprocess.run(show, capture_output=True, text=True).stdout.splitlines()
    found = [re.match(r"\s*([\d.]+)%\s+\[(.)\]\s+(\S+)", line) for line in lines]
    for match in [one for one in found if one][:rows]:
        name = re.sub(r"\.(isra|part|constprop|cold).*", "", match[3])
        results.add("profile", 0, f"{name} (kernel)" if match[2] == "k" else name, "share", "%", float(match[1]))
