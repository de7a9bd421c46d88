#!/usr/bin/env python3
"""plain.py [--words] ARCHIVE...: the text of JSON Lines archives, a document a line, on standard output.

With --words only words of ASCII letters stay, in small letters with single spaces: the text on which engines with
different ideas of a word must find the same names.
"""
import gzip
import json
import re
import sys


def documents(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as lines:
        for line in lines:
            document = json.loads(line)
            yield document.get("title", "") + ". " + document.get("text", "")


def words(text):
    return " ".join(re.findall(r"(?<![^\W_])[a-z]+(?![^\W_])", text.lower()))


def main(arguments):
    only_words = arguments[:1] == ["--words"]
    out = sys.stdout.buffer
    for path in arguments[only_words:]:
        for text in documents(path):
            text = words(text) if only_words else " ".join(text.split())
            out.write(text.encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
