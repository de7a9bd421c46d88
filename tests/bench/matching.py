"""matching.py: gazet's folding, tokens and matching beside other engines: the same names, the same text, in turns.

First every engine finds the names in the words of the text, where all ideas of a word are one (small letters, single
spaces), and the lists of matches must be equal. Then each goes through the front of the text as it is, so long a front
that it takes about half a second.
"""
import os

from engines import Coprocess, peers
from inputs import size_of
from measure import Failed, Timer, ratios, say

WALK = 0.5          # seconds a walk is to take
SLOW = 4.0          # seconds after which one walk is enough
NOISE = 0.25        # of the seconds to be ready: less cannot be told from it
LIMIT = 15          # seconds of processor time that a grep may take; with very many names HOPELESS
HOPELESS = 8
TRIAL = 200_000     # bytes
COMPARED = 2_000_000
ALONE = ("tokens", "read")  # what gazet can do without matching, as the program `matches` knows it


def close(engines):
    for engine in engines:
        engine.close()


def start(engines, results, size, limit):
    """Those that became ready."""
    ready = []
    for engine in engines:
        say(f"{engine.name}, {size} names")
        try:
            engine.ready()
            ready.append(engine)
        except Failed:
            results.add("match", size, engine.name, "rate", "MB/s", [], f"not ready within {limit} s")
            engine.close()
    return ready


def listing(inputs, engine):
    return os.path.join(inputs.work, f"list-{engine.name}")


def trial(engines, inputs, results, size, limit):
    """One short walk each, which also tells how long a front is enough. engine -> (bytes, runs)."""
    plans = {}
    for engine in engines:
        try:
            seconds, took, _ = engine.run(inputs.text, TRIAL)
        except Failed:
            results.add("match", size, engine.name, "rate", "MB/s", [], f"more than {limit} s for {TRIAL / 1e6} MB")
            continue
        before = 0 if isinstance(engine, Coprocess) else engine.seconds  # it becomes ready in each walk
        whole = seconds + before
        if whole >= SLOW and seconds < before * NOISE:
            note = f"more than {int(before)} s to be ready: a walk of {TRIAL / 1e6} MB is lost in that"
            results.add("match", size, engine.name, "rate", "MB/s", [], note)
            continue
        front = max(TRIAL, min(size_of(inputs.text), int(took / seconds * (WALK / 10 if inputs.quick else WALK))))
        plans[engine] = (front if whole < SLOW else TRIAL, whole < SLOW, (seconds, took))
    return plans


def agree(gazet, engines, plans, inputs, results, size):
    """Do all find the same? The walks go as far as the slower ones can."""
    good = True
    for engine in engines:
        if engine not in plans or engine is gazet:
            continue
        if engine.seconds > SLOW and not isinstance(engine, Coprocess):
            continue  # it would be built once more
        front = COMPARED if plans[engine][1] and not inputs.quick else TRIAL // 2
        counts = []
        for one in (gazet, engine):
            counts.append(one.list(inputs.words, front, listing(inputs, one))[2])
        with open(listing(inputs, gazet), "rb") as a, open(listing(inputs, engine), "rb") as b:
            same = a.read() == b.read()
        note = f"{counts[1]} matches, the same" if same else f"{counts[1]} matches, gazet {counts[0]}: they differ"
        results.add("agree", size, engine.name, "same", "", 1 if same else 0, note)
        if not same:
            say(f"{size} names: {engine.name} and gazet do not find the same: {note}")
            good = False
    return good


def walk(plans, inputs, rounds, gazet):
    """In turns: engine name -> rates in MB/s, and the matches a MB."""
    rates = {engine.name: [] for engine in plans}
    for what in ALONE:
        rates[f"gazet, {what} only"] = []
    matches = {}
    for engine, (front, again, first) in plans.items():
        if not again:
            rates[engine.name].append(first[1] / 1e6 / first[0])
    for _ in range(rounds):
        for engine, (front, again, _) in plans.items():
            if not again:
                continue
            seconds, took, found = engine.run(inputs.text, front)
            rates[engine.name].append(took / 1e6 / seconds)
            matches[engine.name] = found / (took / 1e6)
        front = plans[gazet][0]
        for what in ALONE:
            seconds, took, _ = gazet.run(inputs.text, front, what)
            rates[f"gazet, {what} only"].append(took / 1e6 / seconds)
    return rates, matches


def report(results, size, gazet, plans, rates, matches):
    for what in ALONE:
        results.add("alone", size, what, "rate", "MB/s", rates[f"gazet, {what} only"])
    for engine, (front, again, _) in plans.items():
        own, ours = rates[engine.name], rates[gazet.name]
        results.add("match", size, engine.name, "rate", "MB/s", own, f"{front / 1e6:.1f} MB of text")
        results.add("match", size, engine.name, "build", "s", engine.seconds)
        results.add("match", size, engine.name, "memory", "MB", engine.memory)
        if engine.name in matches:
            results.add("match", size, engine.name, "matches", "per MB", matches[engine.name])
        if engine is not gazet:
            beside = own if len(own) == len(ours) else own * len(ours)  # one walk of a slow one stands for all
            results.add("match", size, engine.name, "ratio", "x", ratios(ours, beside))


def gazet_engine(inputs, timer, results, size, table):
    """gazet on the compiled gazetteer, where that can be made."""
    path, seconds, memory = inputs.compile(table, timer)
    if seconds:
        results.add("match", size, "gazet", "compile", "s", seconds)
        results.add("match", size, "gazet", "compile memory", "MB", memory)
        results.add("match", size, "gazet", "compiled", "MB", size_of(path) / 1e6)
    return Coprocess("gazet", [inputs.tool("matches"), path])


def matching(inputs, results, sizes, rounds):
    """True if all engines agree."""
    good = True
    for size in sizes:
        limit = LIMIT if size < 1_000_000 else HOPELESS
        timer = Timer(inputs.build, processor_limit=limit)
        table, names = inputs.names(size)
        gazet = gazet_engine(inputs, timer, results, size, table)
        others, missing = peers(inputs.here, inputs.build, names, timer, inputs.work)
        for name in missing:
            say(f"skipped: {name} is not installed (make bench installs it)")
            results.add("match", size, name, "rate", "MB/s", [], "not installed")
        engines = start([gazet, *others], results, size, limit)
        plans = trial(engines, inputs, results, size, limit)
        if gazet not in plans:
            raise Failed(f"gazet could not be measured with {size} names")
        good = agree(gazet, engines, plans, inputs, results, size) and good
        rates, matches = walk(plans, inputs, rounds, gazet)
        results.add("match", size, "gazet", "searched", "names", gazet.names)
        report(results, size, gazet, plans, rates, matches)
        close(engines)
    return good


def shipped(inputs, results, rounds):
    """gazet alone with the shipped gazetteer."""
    timer = Timer(inputs.build)
    gazet = gazet_engine(inputs, timer, results, 0, inputs.shipped)
    gazet.ready()
    plans = trial([gazet], inputs, results, 0, LIMIT)
    rates, matches = walk(plans, inputs, rounds, gazet)
    results.add("match", 0, "gazet", "searched", "names", gazet.names)
    report(results, 0, gazet, plans, rates, matches)
    gazet.close()
