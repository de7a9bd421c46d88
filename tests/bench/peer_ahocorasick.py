#!/usr/bin/env python3
"""peer_ahocorasick.py NAMES: pyahocorasick as an engine that run.py can ask; engine.h tells how.

The automaton holds the names in small letters and goes over each document in small letters; of the matches those at
word boundaries count, and of these the leftmost, then longest. Text is read as Latin-1, so that a character is a byte.
"""
import re
import sys
import time

import ahocorasick

WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_" + "".join(map(chr, range(0x80, 0x100))))


def memory():
    """Megabytes of the largest resident set so far; getrusage would count who started this program too."""
    with open("/proc/self/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s*(\d+)", status.read())[1]) * 1024 / 1e6


def lines(path):
    with open(path, encoding="latin-1", newline="\n") as text:
        return text.read().split("\n")


class Matcher:
    def __init__(self, names):
        self.automaton = ahocorasick.Automaton()
        for name in names:
            self.automaton.add_word(name.lower(), len(name))
        self.automaton.make_automaton()

    def spans(self, text):
        """Leftmost-longest spans of one document in small letters."""
        found = []
        length = len(text)
        for last, size in self.automaton.iter(text):
            start = last + 1 - size
            if (start == 0 or text[start - 1] not in WORD) and (last + 1 == length or text[last + 1] not in WORD):
                found.append((start, -size))
        found.sort()
        behind = 0
        for start, size in found:
            if start >= behind:
                behind = start - size
                yield start, behind


def run(matcher, documents, limit, listing):
    started = time.thread_time()
    offset = matches = 0
    for document in documents:
        if offset >= limit:
            break
        small = document.lower()
        for start, end in matcher.spans(small):
            matches += 1
            if listing:
                listing.write(f"{offset + start}\t{small[start:end]}\n")
        offset += len(document) + 1
    return time.thread_time() - started, offset, matches


def main(names_path):
    started = time.thread_time()
    names = [name for name in lines(names_path) if name]
    matcher = Matcher(names)
    largest = memory()  # the text that comes later is no part of it
    print("ready", f"{time.thread_time() - started:.6f}", f"{largest:.1f}", len(names), flush=True)
    held = None
    for order in sys.stdin:
        _, text_path, limit, *path = order.split()
        if text_path != held:
            held, documents = text_path, lines(text_path)
            if documents[-1] == "":
                documents.pop()
        if path:
            with open(path[0], "w", encoding="latin-1") as listing:
                seconds, size, matches = run(matcher, documents, int(limit), listing)
        else:
            seconds, size, matches = run(matcher, documents, int(limit), None)
        print("ran", f"{seconds:.6f}", size, matches, f"{largest:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
