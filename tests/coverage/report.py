#!/usr/bin/env python3
"""report.py BUILD [--markdown]: lines and branches of src/ that the tests ran, from gcov's counts below BUILD.

Printed are: folders and the whole, files (the worst first), then every line of src/store and src/text that never
ran, with the reason that tests/coverage/explained.tsv gives for it.

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
    return "NOT EXPLAINED"


def explain(sources):
    rows, counts = reasons(), collections.Counter()
    for name in sorted(sources):
        if name.split("/")[1] not in EXPLAINED:
            continue
        text = (TOP / name).read_text(encoding="utf-8").splitlines()
        for number in sources[name].missed():
            function = sources[name].functions[number]
            reason = reason_of(rows, name, function, text[number - 1])
            counts[name.split("/")[1], reason] += 1
            print(f"{name}:{number}: {text[number - 1].strip()}  [{function}: {reason}]")
    print()
    for (folder, reason), count in sorted(counts.items(), key=lambda c: (c[0][0], -c[1], c[0][1])):
        print(f"{folder:8}{count:5}  {reason}")


def main():
    markdown = "--markdown" in sys.argv
    sources = read(pathlib.Path(sys.argv[1]))
    folders = collections.defaultdict(list)
    for name, source in sources.items():
        folders[name.rsplit("/", 1)[0]].append(source.sums())
    rows = [(name, total(sums)) for name, sums in sorted(folders.items())]
    table("folder", rows + [("the whole", total(sums for _, sums in rows))], markdown)
    if markdown:
        return 0
    print()
    worst = sorted(((n, s.sums()) for n, s in sources.items()), key=lambda f: (f[1][1] - f[1][0], f[0]))
    table("file", worst, markdown)
    print("\nnever run in src/store and src/text:")
    explain(sources)
    return 0


if __name__ == "__main__":
    sys.exit(main())
