#!/usr/bin/env python3
"""Near-duplicates against readers: are pairs of articles that are the same story in one cluster?

usage: near.py GAZET GAZETTEERS DATA [-v]

Indexes DATA/news/reuters-news-2011.jsonl.gz into a database that is thrown away and looks which pairs of
near-duplicates.tsv (beside this file: ids and labels, no text) are in one cluster. Each pair counts for as
many pairs of the archive as its stratum has for each that was drawn from it.
"""
import collections
import os
import sqlite3
import subprocess
import sys
import tempfile


def pairs():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "near-duplicates.tsv")
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def clusters(gazet, gazetteers, archive):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "near.db")
        subprocess.run([gazet, "index", "-q", "-g", gazetteers, "-d", path, archive], check=True)
        with sqlite3.connect(path) as db:
            return dict(db.execute("SELECT doc, cluster FROM v_cluster"))


def main():
    gazet, gazetteers, data = sys.argv[1:4]
    found = clusters(gazet, gazetteers, os.path.join(data, "news", "reuters-news-2011.jsonl.gz"))
    drawn = collections.Counter(pair["stratum"] for pair in pairs())
    strata = collections.defaultdict(collections.Counter)
    for pair in pairs():
        first, second = pair["first"], pair["second"]
        together = first in found and found[first] == found.get(second)
        weight = int(pair["pairs"]) / drawn[pair["stratum"]]
        for row in (pair["stratum"], "all"):
            strata[row][pair["label"], together] += 1 if row != "all" else weight
        if "-v" in sys.argv and together != (pair["label"] == "same"):
            print(pair["stratum"], pair["label"], first, second, file=sys.stderr)
    print(f"{'shared':>7} {'same':>6} {'found':>6} {'wrong':>6} {'precision':>9} {'recall':>6}")
    for row in sorted(strata):
        count = strata[row]
        right, wrong, missed = count["same", True], count["different", True], count["same", False]
        precision = right / (right + wrong) if right + wrong else 1
        recall = right / (right + missed) if right + missed else 1
        print(f"{row:>7} {right + missed:6.0f} {right:6.0f} {wrong:6.0f} {precision:9.3f} {recall:6.3f}")


main()
