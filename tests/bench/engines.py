"""engines.py: what finds names in a text, each behind the same three calls.

    ready()                 makes it ready; sets .seconds (build), .memory (MB), .names
    run(text, bytes)        (seconds, bytes, matches) of one walk through the front of a text
    list(text, bytes, path) the same, and the matches in a file: byte offset, tab, name

Seconds are of processor time.

Coprocess is a program that stays and obeys orders (engine.h); Grep is started anew for each walk, and the time of a
walk through nothing is taken off.
"""
import os
import re
import shutil
import subprocess

from measure import Failed


class Coprocess:
    def __init__(self, name, command):
        self.name, self.command = name, command
        self.process = None

    def ready(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        word, seconds, memory, names = self.answer()
        self.seconds, self.memory, self.names = float(seconds), float(memory), int(names)

    def answer(self):
        answer = self.process.stdout.readline().split()
        if not answer:
            raise Failed(f"{self.name} has ended")
        return answer

    def order(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        _, seconds, size, matches, memory = self.answer()
        self.memory = max(self.memory, float(memory))
        return float(seconds), int(size), int(matches)

    def run(self, text, size, what="run"):
        return self.order(what, text, size)

    def list(self, text, size, path):
        return self.order("list", text, size, path)

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.stdout.close()
            self.process.wait()
            self.process = None


class Grep:
    LINE = re.compile(rb"(\d+)[:+](.*)")

    def __init__(self, name, names, timer, folder):
        self.name, self.timer, self.folder = name, timer, folder
        self.command = [shutil.which(name), "-F", "-i", "-w", "-o", "-b", "-f", names]
        self.names = 0

    def ready(self):
        _, self.seconds, self.memory = self.timer.once(self.quietly("/dev/null"), limited=True)

    def quietly(self, path):
        # Nothing found is status 1. A grep that writes to /dev/null stops at the first match, so it gets a file.
        out = os.path.join(self.folder, "grep.out")
        return ["sh", "-c", 'LC_ALL=C "$@" >"$0" || [ $? -eq 1 ]', out, *self.command, path]

    def front(self, text, size):
        path = os.path.join(self.folder, f"front-{size}")
        with open(text, "rb") as whole, open(path, "wb") as part:
            part.write(whole.read(size))
            part.write(whole.readline())
        return path

    def run(self, text, size):
        path = self.front(text, size)
        _, seconds, memory = self.timer.once(self.quietly(path), limited=True)
        self.memory = max(self.memory, memory)
        return max(seconds - self.seconds, 0.001), os.path.getsize(path), 0

    def list(self, text, size, path):
        with open(path, "wb") as out:
            done = subprocess.run(
                [*self.command, self.front(text, size)], stdout=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"}
            )
            matches = self.LINE.findall(done.stdout)
            out.writelines(b"%s\t%s\n" % (offset, name.lower()) for offset, name in matches)
        return 0, size, len(matches)

    def close(self):
        pass


def python_with(module):
    """A Python that has the module: Debian's, if the one in front of it has not; None if none has."""
    for python in ("python3", "/usr/bin/python3"):
        if shutil.which(python):
            if subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0:
                return python
    return None


def peers(here, build, names, timer, folder, grep_too=True):
    """The engines beside gazet that this machine has, and what is missing."""
    found, missing = [], []
    hyperscan = os.path.join(build, "bench", "peer_hyperscan")
    if os.access(hyperscan, os.X_OK):
        found.append(Coprocess("Hyperscan", [hyperscan, names]))
    else:
        missing.append("Hyperscan")
    python = python_with("ahocorasick")
    if python:
        found.append(Coprocess("pyahocorasick", [python, os.path.join(here, "peer_ahocorasick.py"), names]))
    else:
        missing.append("pyahocorasick")
    for name in ("grep", "ugrep") if grep_too else ():
        if shutil.which(name):
            found.append(Grep(name, names, timer, folder))
        else:
            missing.append(name)
    return found, missing
