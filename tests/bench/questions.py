"""questions.py: how long answers take, a new process each, on a large generated database; beside plain SQL."""
import csv
import io
import os
import subprocess

from measure import Failed, Timer, ratios, say

DOCUMENTS, MENTIONS, SEED = 1_000_000, 12_000_000, 1
QUICK = 2_000, 24_000, SEED
TYPES = ["--type", "person,country,org,place"]  # gazet counts a series of events with its editions, plain SQL does not

# What a good hand would make of the mentions for co-occurrence in SQL: both ways round, each clustered.
PLAIN = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
ATTACH 'file:{database}?mode=ro' AS gazet;
CREATE TABLE of_document (document_id INTEGER, entity_id INTEGER, PRIMARY KEY (document_id, entity_id)) WITHOUT ROWID;
CREATE TABLE of_entity (entity_id INTEGER, document_id INTEGER, PRIMARY KEY (entity_id, document_id)) WITHOUT ROWID;
INSERT OR IGNORE INTO of_document SELECT document_id, entity_id FROM gazet.mention;
INSERT INTO of_entity SELECT entity_id, document_id FROM of_document ORDER BY entity_id, document_id;
CREATE TABLE entity AS SELECT id, entity, type FROM gazet.entity;
CREATE UNIQUE INDEX entity_name ON entity (entity);
CREATE INDEX entity_id ON entity (id);
"""
COOC = """
SELECT e.entity, count(*) AS docs
  FROM of_entity a JOIN of_document b ON b.document_id = a.document_id AND b.entity_id <> a.entity_id
  JOIN entity e ON e.id = b.entity_id
 WHERE a.entity_id = (SELECT id FROM entity WHERE entity = '{entity}') {types}
 GROUP BY b.entity_id ORDER BY docs DESC, e.entity LIMIT 20;
"""


def database(inputs, results):
    """The path of the generated database, or None where nothing makes it yet."""
    tool = inputs.tool("generate_db")
    if not os.access(tool, os.X_OK):
        say("skipped: questions: there is no", tool)
        results.add("ask", 0, "all", "time", "ms", [], "skipped: no generate_db")
        return None
    documents, mentions, seed = QUICK if inputs.quick else (DOCUMENTS, MENTIONS, SEED)
    path = os.path.join(inputs.tools, "input", f"{documents}-{mentions}.db")
    if os.path.exists(path) and os.path.getmtime(path) > os.path.getmtime(tool):
        return path
    for old in (path, path + "-wal", path + "-shm", path + ".plain"):
        if os.path.exists(old):
            os.remove(old)
    say("makes", path)
    command = [tool, path, str(documents), str(mentions), str(seed)]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        raise Failed("generate_db failed")
    return path


def plain(path):
    """The same mentions in two plain tables."""
    other = path + ".plain"
    if not os.path.exists(other):
        say("makes", other)
        script = PLAIN.format(database=os.path.abspath(path).replace("'", "''"))
        if os.path.exists(other + ".new"):
            os.remove(other + ".new")
        if subprocess.run(["sqlite3", "-bail", other + ".new", script], stdout=subprocess.DEVNULL).returncode != 0:
            raise Failed("the plain tables could not be made")
        os.replace(other + ".new", other)
    return other


def rows(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"{command}: {done.stderr.strip()}")
    return list(csv.reader(io.StringIO(done.stdout), delimiter="\t"))


def chosen(inputs, path):
    """[(kind, entity, documents)]: the most frequent entity, one in 7 of 100 documents, and the median one; no events."""
    table = rows([inputs.gazet, "entities", "-q", "-d", path, *TYPES, "--format", "tsv", "--limit", "0"])
    entity, docs = (table[0].index(column) for column in ("entity", "docs"))
    ranked = sorted(((int(row[docs]), row[entity]) for row in table[1:]), reverse=True)
    documents = (QUICK if inputs.quick else (DOCUMENTS,))[0]
    below = (one for one in ranked[1:] if one[0] <= max(0.07 * documents, 2))
    picks = [
        ("most frequent", ranked[0]),
        ("frequent", next(below, ranked[-1])),
        ("median", ranked[len(ranked) // 2]),
    ]
    return [(kind, name, number) for kind, (number, name) in picks]


def middle_year(inputs, path, entity):
    table = rows([inputs.gazet, "timeline", entity, "-q", "-d", path, "--by", "year", "--format", "tsv"])
    periods = [row[table[0].index("period")] for row in table[1:]]
    return periods[len(periods) // 2]


def commands(entity, other, year):
    window = ["--from", year, "--to", year]
    return {
        "cooc": ["cooc", entity],
        "cooc, one year": ["cooc", entity, *window],
        "cooc by NPMI": ["cooc", entity, "--sort", "-npmi"],
        "cooc by NPMI, one year": ["cooc", entity, "--sort", "-npmi", *window],
        "cooc within 50 tokens": ["cooc", entity, "--window", "50"],
        "timeline": ["timeline", entity],
        "kwic of a pair": ["kwic", entity, "--with", other],
    }


def sql(entity, types=""):
    return COOC.format(entity=entity.replace("'", "''"), types=types)


def compare(inputs, path, other, entity, results, kind):
    """Do gazet and plain SQL give the same twenty?"""
    ours = rows([inputs.gazet, "cooc", entity, "-q", "-d", path, *TYPES, "--limit", "20", "--format", "tsv"])
    docs = ours[0].index("docs")
    ours = sorted((int(row[docs]), row[0]) for row in ours[1:])
    script = sql(entity, "AND e.type <> 'event'")
    theirs = sorted((int(count), name) for name, count in rows(["sqlite3", "-readonly", "-tabs", other, script]))
    # Of entities with equally many documents at the end of the list either may stand there.
    least = theirs[0][0] if theirs else 0
    certain = [[one for one in answer if one[0] > least] for answer in (ours, theirs)]
    same = certain[0] == certain[1] and len(ours) == len(theirs)
    results.add("agree", 0, f"SQL, {kind}", "same", "", 1 if same else 0, "the same" if same else "they differ")
    if not same:
        say(f"cooc {entity}: gazet and SQL differ")
    return same


def questions(inputs, results, rounds):
    timer = Timer(inputs.build)
    # What a process costs here at all is a part of every answer.
    starts = {"a program that does nothing": ["true"], "process start": [inputs.gazet, "--version"]}
    for subject, costs in timer.turns(starts, max(rounds, 3)).items():
        results.add("ask", 0, subject, "time", "ms", [1000 * one[0] for one in costs])
        results.add("ask", 0, subject, "processor", "ms", [1000 * one[1] for one in costs])
    path = database(inputs, results)
    if path is None:
        return True
    other, good = plain(path), True
    picks = chosen(inputs, path)
    year = middle_year(inputs, path, picks[0][1])
    for kind, entity, docs in picks:
        say(f"questions: {kind}, {entity}, {docs} documents")
        partner = next(name for _, name, _ in picks if name != entity)
        asked = {
            subject: [inputs.gazet, *words, "-q", "-d", path, "--limit", "20", "--format", "tsv"]
            for subject, words in commands(entity, partner, year).items()
        }
        asked["plain SQL"] = ["sqlite3", "-readonly", other, sql(entity)]
        good = compare(inputs, path, other, entity, results, kind) and good
        slow = asked.pop("plain SQL") if docs > 100_000 else None
        costs = timer.turns(asked, rounds)
        if slow:  # seconds each: not as often
            costs["plain SQL"] = [timer.once(slow) for _ in range(2)]
        for subject, runs in costs.items():
            results.add("ask", docs, f"{kind}: {subject}", "time", "ms", [1000 * run[0] for run in runs])
            results.add("ask", docs, f"{kind}: {subject}", "processor", "ms", [1000 * run[1] for run in runs])
            results.add("ask", docs, f"{kind}: {subject}", "memory", "MB", [run[2] for run in runs])
        ours, theirs = ([run[0] for run in costs[name]] for name in ("cooc", "plain SQL"))
        results.add("ask", docs, f"{kind}: cooc", "ratio", "x", ratios(theirs, ours[: len(theirs)]))
    return good
