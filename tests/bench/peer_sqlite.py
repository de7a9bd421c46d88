#!/usr/bin/env python3
"""peer_sqlite.py ARCHIVE NAMES DATABASE: what `gazet index` does, as one would write it in Python.

JSON Lines are parsed with json, names (one a line) found by pyahocorasick at word boundaries, leftmost-longest, and
documents with their text, names and mentions written with executemany in one transaction; an index for co-occurrence
is made at the end.
"""
import json
import os
import sqlite3
import sys

from peer_ahocorasick import Matcher

SCHEMA = """
CREATE TABLE document (id INTEGER PRIMARY KEY, external_id TEXT, day TEXT, title TEXT, text TEXT);
CREATE TABLE entity (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE mention (document_id INTEGER, field INTEGER, start INTEGER, length INTEGER, entity_id INTEGER,
                      PRIMARY KEY (document_id, field, start)) WITHOUT ROWID;
"""


def mentions(matcher, numbers, number, document):
    for field, key in enumerate(("title", "text")):
        text = document.get(key, "").lower()
        for start, end in matcher.spans(text):
            yield number, field, start, end - start, numbers[text[start:end]]


def main(archive, names_path, database):
    with open(names_path, encoding="utf-8") as names_file:
        names = names_file.read().split("\n")
    numbers = {name.lower(): number for number, name in enumerate(names) if name}
    matcher = Matcher(numbers)
    if os.path.exists(database):
        os.remove(database)
    db = sqlite3.connect(database, isolation_level=None)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + SCHEMA)
    db.execute("BEGIN")
    db.executemany("INSERT INTO entity VALUES (?, ?)", ((number, name) for name, number in numbers.items()))
    found = []
    with open(archive, "rb") as lines:
        for number, line in enumerate(lines):
            document = json.loads(line)
            db.execute(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
                (number, document.get("id"), document.get("date"), document.get("title"), document.get("text")),
            )
            found.extend(mentions(matcher, numbers, number, document))
            if len(found) > 50000:
                db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", found)
                found.clear()
    db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?)", found)
    db.execute("CREATE INDEX mention_entity ON mention (entity_id, document_id)")
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
