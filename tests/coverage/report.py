#!/usr/bin/env python3
"""report.py BUILD [--markdown]: lines and branches of src/ that the tests ran, from gcov's counts below BUILD.

Printed are: folders and the whole, files (the worst first), then every line of src/store and src/text that never
ran, or has a branch that was never taken, with the reason that tests/coverage/explained.tsv gives for it. Exit
status 1: less is covered than is promised, or something is not explained. --markdown: folders and reasons as tables.

A line or a branch ran when it ran in any program: the same source is compiled for the program, the libraries and
the extension, and what a header has inline for every file that includes it.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
EXPLAINED = ("store", "text")
LEAST_LINES, LEAST_BRANCHES = 95.0, 85.0
NO_REASON = "NOT EXPLAINED"
# A program of the build, not of what is built.
LEFT_OUT = {"src/text/make_unicode.c"}


def counted(build):
    """What gcov says of every source, a JSON object a compilation."""
    notes = sorted(str(p.resolve()) for p in (build / "obj" / "src").rglob("*.gcno"))
    for at in range(0, len(notes), 50):
        told = subprocess.run(["gcov", "--branch-probabilities", "--json-format", "--stdout", *notes[at:at + 50]],
                              cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, text=True)
        if told.returncode:
            raise SystemExit(f"gcov fails, as when a source was compiled anew: remove {build} and count again")
        yield from (json.loads(line) for line in told.stdout.splitlines() if line.startswith("{"))


class Source:
    def __init__(self):
        self.lines = collections.Counter()
        self.functions = {}
        self.branches = {}

    def add(self, told):
        seen = collections.Counter()
        for line in told["lines"]:
            number, name = line["line_number"], line.get("function_name", "")
            self.lines[number] += line["count"]
            self.functions[number] = name
            here = seen[number]  # a line may be told twice, for two functions
            seen[number] += 1
            for at, branch in enumerate(line["branches"]):
                key = (number, here, at)
                self.branches[key] = self.branches.get(key, 0) + branch["count"]

    def missed(self):
        return sorted(n for n, count in self.lines.items() if not count)

    def untaken(self):
        """{line that ran: (branches never taken, branches)}"""
        counts = collections.defaultdict(lambda: [0, 0])
        for (number, _, _), count in self.branches.items():
            counts[number][0] += not count
            counts[number][1] += 1
        return {n: tuple(c) for n, c in counts.items() if c[0] and self.lines[n]}

    def sums(self):
        return [len(self.lines), len(self.lines) - len(self.missed()), len(self.branches),
                sum(1 for count in self.branches.values() if count)]


def read(build):
    sources = collections.defaultdict(Source)
    for told in counted(build):
        for file in told["files"]:
            name = file["file"]
            if name.startswith("src/") and name not in LEFT_OUT:
                sources[name].add(file)
    return sources


def share(part, whole):
    return f"{100 * part / whole:6.2f}" if whole else "     -"


def row(name, sums, markdown):
    lines, ran, branches, taken = sums
    cells = [name, str(lines), str(lines - ran), share(ran, lines), str(branches), share(taken, branches)]
    if markdown:
        return "| " + " | ".join(cell.strip() for cell in cells) + " |"
    return "{:34}{:>8}{:>9}{:>9}{:>10}{:>9}".format(*cells)


def table(first, rows, markdown):
    if markdown:
        print(f"| {first} | lines | not run | % | branches | % taken |\n|---|--:|--:|--:|--:|--:|")
    else:
        print("{:34}{:>8}{:>9}{:>9}{:>10}{:>9}".format(first, "lines", "not run", "%", "branches", "% taken"))
    for name, sums in rows:
        print(row(name, sums, markdown))


def total(sums):
    return [sum(column) for column in zip(*sums)]


def reasons():
    """(file, function, what stands in the line, reason): patterns; the first row that fits a line counts."""
    rows = []
    for line in (TOP / "tests/coverage/explained.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        file, function, words, reason = line.split("\t")
        rows.append((re.compile(file), re.compile(function), re.compile(words), reason))
    return rows


def reason_of(rows, file, function, words):
    for f, g, w, reason in rows:
        if f.search(file) and g.fullmatch(function) and w.search(words):
            return reason
    return NO_REASON


def explained(sources):
    """(folder, where, what, reason, lines, branches), a row for each line of which something was not run."""
    rows = reasons()
    for name in sorted(sources):
        folder, source = name.split("/")[1], sources[name]
        if folder not in EXPLAINED:
            continue
        text = (TOP / name).read_text(encoding="utf-8").splitlines()
        untaken = source.untaken()
        for number in sorted({*source.missed(), *untaken}):
            words, function = text[number - 1].strip(), source.functions[number]
            branches, of = untaken.get(number, (0, 0))
            what = f"{branches} of {of} branches: {words}" if branches else words
            yield (folder, f"{name}:{number}", what, f"{function}: {reason_of(rows, name, function, words)}",
                   not branches, branches)


def print_reasons(found, markdown):
    lines, branches = collections.Counter(), collections.Counter()
    for folder, _, _, reason, line, branch in found:
        lines[folder, reason.split(": ", 1)[1]] += line
        branches[folder, reason.split(": ", 1)[1]] += branch
    if markdown:
        print("| folder | lines | branches | why |\n|---|--:|--:|---|")
    for key in sorted(lines, key=lambda k: (k[0], -lines[k] - branches[k], k[1])):
        if markdown:
            print(f"| {key[0]} | {lines[key]} | {branches[key]} | {key[1]} |")
        else:
            print(f"{key[0]:8}{lines[key]:6}{branches[key]:6}  {key[1]}")


def judge(whole, found):
    """What falls short of what is promised."""
    if 100 * whole[1] < LEAST_LINES * whole[0]:
        yield f"less than {LEAST_LINES} % of the lines ran"
    if 100 * whole[3] < LEAST_BRANCHES * whole[2]:
        yield f"less than {LEAST_BRANCHES} % of the branches were taken"
    open_ = sum(reason.endswith(NO_REASON) for _, _, _, reason, _, _ in found)
    if open_:
        yield f"{open_} places of src/store and src/text are not explained"


def main():
    markdown = "--markdown" in sys.argv
    sources = read(pathlib.Path(sys.argv[1]))
    folders = collections.defaultdict(list)
    for name, source in sources.items():
        folders[name.rsplit("/", 1)[0]].append(source.sums())
    rows = [(name, total(sums)) for name, sums in sorted(folders.items())]
    whole = total(sums for _, sums in rows)
    found = list(explained(sources))
    table("folder", rows + [("the whole", whole)], markdown)
    print()
    if not markdown:
        worst = sorted(((n, s.sums()) for n, s in sources.items()), key=lambda f: (f[1][1] - f[1][0], f[0]))
        table("file", worst, markdown)
        print("\nnever run, or never taken, in src/store and src/text:")
        for _, where, what, reason, _, _ in found:
            print(f"{where}: {what}  [{reason}]")
        print("\n           lines branches")
    print_reasons(found, markdown)
    short = list(judge(whole, found))
    for what in short:
        print(f"NOT REACHED: {what}", file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
