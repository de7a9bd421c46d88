"""measure.py: commands that are timed, medians with their spread, and the file of results.

A result is a row of a TSV file: section, size (names, documents, threads; 0 where it has none), subject (an engine, a
command), measure (rate, ratio, time, memory ...), unit, median, lowest, highest, runs, note.
"""
import os
import statistics
import subprocess
import sys
import time

COLUMNS = ("section", "size", "subject", "measure", "unit", "median", "low", "high", "runs", "note")


BEGAN = time.monotonic()


def say(*words):
    print(f"bench, {time.monotonic() - BEGAN:.0f} s:", *words, file=sys.stderr, flush=True)


class Results:
    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")
        print(*COLUMNS, sep="\t", file=self.file, flush=True)

    def add(self, section, size, subject, measure, unit, values, note=""):
        """values: of the runs; none where it could not be measured, and the note says why."""
        if isinstance(values, (int, float)):
            values = [values]
        numbers = (statistics.median(values), min(values), max(values)) if values else ("", "", "")
        numbers = [f"{number:.6g}" if number != "" else "" for number in numbers]
        print(section, size, subject, measure, unit, *numbers, len(values), note, sep="\t", file=self.file, flush=True)


def read_results(path):
    rows = []
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            row = dict(zip(COLUMNS, line.rstrip("\n").split("\t")))
            for key in ("median", "low", "high"):
                row[key] = float(row[key]) if row[key] else None
            row["size"], row["runs"] = int(row["size"]), int(row["runs"])
            rows.append(row)
    return rows


class Failed(Exception):
    pass


class Timer:
    """Runs commands through the program `repeat`, which is small: what it measures is the command alone."""

    def __init__(self, build, processor_limit=60, memory_limit=8 << 20):
        self.repeat = os.path.join(build, "bench", "repeat")
        # Limits of the shell: seconds of processor time, kilobytes of address space.
        self.limits = f'ulimit -t {processor_limit}; ulimit -v {memory_limit}; exec "$@"'

    def once(self, command, limited=False):
        """(seconds, processor seconds, MB) of one run."""
        if limited:
            command = ["sh", "-c", self.limits, "sh", *command]
        done = subprocess.run([self.repeat, "1", *command], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise Failed(" ".join(command) + ": " + done.stderr.strip())
        wall, _, _, processor, memory = map(float, done.stdout.split())
        return wall / 1000, processor / 1000, memory

    def turns(self, commands, rounds, warm=True):
        """commands: name -> list of arguments. They take turns; name -> list of (seconds, processor, MB)."""
        costs = {name: [] for name in commands}
        for number in range(-1 if warm else 0, rounds):
            for name, command in commands.items():
                cost = self.once(command)
                if number >= 0:
                    costs[name].append(cost)
        return costs


def ratios(over, under):
    """Run by run, what stands beside each other in time: over / under."""
    return [a / b for a, b in zip(over, under)]


def machine():
    """One line on where this runs."""
    processor = "unknown processor"
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("model name"):
                    processor = line.split(":", 1)[1].strip()
                    break
    except OSError:
        pass
    load = os.getloadavg()[0]
    day = time.strftime("%Y-%m-%d", time.gmtime())
    return f"{processor}, {os.cpu_count()} processors, load at the start {load:.1f}; {day}"
