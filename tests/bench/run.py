#!/usr/bin/env python3
"""run.py [--quick] BUILD: what `make bench` does.

Measures the program that stands in BUILD beside other tools, in turns, on inputs that inputs.py makes; checks that
engines that can be compared find the same names; and writes BUILD/bench/results.tsv, bench.md and bench.svg.
--quick only proves that everything runs and agrees: a small generated archive, few names, no figure worth anything.
"""
import os
import sys
import time

import formats
import matching
import questions
import report
import whole
from inputs import Inputs
from measure import Failed, Results, machine, say


def measure(inputs, results, quick):
    """True if all that can be compared agrees."""
    rounds = 1 if quick else 5
    sizes = (1000, 5000) if quick else (1000, 100_000, 1_000_000)
    good = matching.matching(inputs, results, sizes, rounds)
    matching.shipped(inputs, results, rounds)
    good = formats.formats(inputs, results, 60 if quick else 14000, 1 if quick else 9) and good
    whole.stages(inputs, results, 1 if quick else 10)
    whole.pipelines(inputs, results, sizes[1], 1 if quick else 3)
    if not quick:
        whole.tag_many(inputs, results, sizes[2], 3)
        whole.profile(inputs, results)
    return questions.questions(inputs, results, 1 if quick else 11) and good


def main(arguments):
    quick = arguments[:1] == ["--quick"]
    if len(arguments) != 1 + quick:
        print("usage: tests/bench/run.py [--quick] BUILD", file=sys.stderr)
        return 2
    here, build, began = os.path.dirname(__file__) or ".", arguments[-1], time.time()
    inputs = Inputs(here, build, quick)
    folder = os.path.join(build, "bench", "quick") if quick else os.path.join(build, "bench")
    os.makedirs(folder, exist_ok=True)
    table = os.path.join(folder, "results.tsv")
    try:
        results = Results(table + ".new")
        results.add("about", 0, "machine", "", "", [], machine())
        results.add("about", 0, "archive", "", "", [], inputs.title)
        good = measure(inputs, results, quick)
        results.add("about", 0, "took", "time", "s", time.time() - began)
        os.replace(table + ".new", table)
    finally:
        inputs.close()
    report.write(table, folder)
    with open(os.path.join(folder, "bench.md"), encoding="utf-8") as page:
        print(page.read())
    say(f"{table}, bench.md and bench.svg beside it, {time.time() - began:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as failure:
        say(failure)
        sys.exit(2)
