#!/usr/bin/env python3
"""Recall by kind of annotation (name, demonym, constituent) of a set with `countries`.

usage: kinds.py GAZET GOLD.jsonl
"""
import collections
import json
import subprocess
import sys


def main():
    gazet, gold = sys.argv[1:3]
    kinds, total, missed = {}, collections.Counter(), collections.Counter()
    with open(gold, encoding="utf-8") as file:
        for line in file:
            document = json.loads(line)
            for country in document["countries"]:
                kinds[document["id"], country["start"], country["end"]] = country["kind"]
                total[country["kind"]] += 1
    told = subprocess.run([gazet, "eval", "-q", gold, "--errors", "--format", "jsonl"], capture_output=True, text=True, check=True)
    for error in map(json.loads, told.stdout.splitlines()):
        if error["error"] != "spurious":
            missed[kinds[error["doc"], error["start"], error["end"]]] += 1
    print("\nrecall: " + ", ".join(f"{kind} {1 - missed[kind] / count:.3f} of {count}" for kind, count in total.most_common()))


if __name__ == "__main__":
    main()
