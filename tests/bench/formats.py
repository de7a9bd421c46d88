"""formats.py: how fast each format is read: the reader alone, by processor time on one thread, and `gazet index` by the
clock. The archives hold the same generated documents (archives.py), and what is read of them must be the same.
"""
import json
import os
import subprocess

import archives
from inputs import SEED
from measure import Failed, Timer, say

MENTIONS = 30  # a document: some 3,600 bytes
INDEXED = ("jsonl", "text, zip")  # when it has to be quick


def source(inputs, number):
    if inputs.quick:
        return inputs.archive
    generate = inputs.tool("generate")
    return inputs.make(f"formats-{number}.jsonl", [generate], [generate, inputs.shipped, number, MENTIONS, SEED])


def read(inputs, path, runs):
    """What the program `formats` says of an archive."""
    done = subprocess.run([inputs.tool("formats"), str(runs), path], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failed(f"{path}: {done.stderr.strip()}")
    documents, rejected, megabytes, text, words, fields, days, *seconds = done.stdout.split()
    return {
        "documents": int(documents), "rejected": int(rejected), "megabytes": float(megabytes), "text": float(text),
        "words": words, "fields": fields, "days": days, "seconds": [float(one) for one in seconds],
    }


def index(inputs, timer, gazetteer, path, documents, rounds):
    """Seconds, processor seconds and MB of each run into a new database; the first one shows that all documents are in it."""
    database = os.path.join(inputs.work, "formats.db")
    command = [inputs.gazet, "index", "-q", "-g", gazetteer, "-d", database, "--format", "json", path]
    first = subprocess.run(command, capture_output=True, text=True)
    if first.returncode != 0 or json.loads(first.stdout)["added"] != documents:
        raise Failed(f"{path}: not all documents were indexed: {first.stdout}{first.stderr}")
    costs = []
    for _ in range(rounds):
        os.remove(database)
        costs.append(timer.once(command))
    os.remove(database)
    return costs


def differs(name, found, first):
    """What of an archive is read otherwise than of the one it is compared with, in words; "" if nothing is."""
    parts = []
    if found["documents"] != first["documents"] or found["rejected"] > 0:
        parts.append(f"{found['documents']} documents and {found['rejected']} rejected, not {first['documents']}")
    for what in ("words", "fields", "days"):
        if found[what] != first[what] and what not in archives.FORMATS[name][2]:
            parts.append(f"other {what}")
    return ", ".join(parts)


def formats(inputs, results, number, rounds):
    """True if all archives are read into the same documents."""
    timer, good, compared = Timer(inputs.build), True, {}
    docs = list(archives.documents(source(inputs, number), number))
    table = inputs.names(1000)[0] if inputs.quick else inputs.shipped
    gazetteer = inputs.compile(table, timer)[0]
    say(f"formats: {len(docs)} documents")
    for name in archives.FORMATS:
        path = archives.make(name, docs, inputs.work)
        if path is None:
            results.add("formats", 0, name, "rate", "MB/s", [], "not installed")
            continue
        found = read(inputs, path, rounds)
        first = compared.setdefault("alphabet" if archives.FORMATS[name][2] == "alphabet" else "", found)
        why = differs(name, found, first)
        if why:
            say(f"DIFFERENT: {name}: {why}")
            good = False
        costs = []
        if not inputs.quick or name in INDEXED:
            costs = index(inputs, timer, gazetteer, path, found["documents"], 0 if inputs.quick else rounds // 3)
        archives.remove(path)
        megabytes, documents = found["megabytes"], found["documents"]
        results.add("formats", 0, name, "same", "", 0 if why else 1, why or "same")
        results.add("formats", 0, name, "size", "MB", megabytes)
        results.add("formats", 0, name, "rate", "MB/s", [megabytes / one for one in found["seconds"]])
        results.add("formats", 0, name, "documents", "per s", [documents / one for one in found["seconds"]])
        results.add("formats", 0, name, "index", "MB/s", [megabytes / cost[0] for cost in costs])
        results.add("formats", 0, name, "memory", "MB", [cost[2] for cost in costs])
    return good
