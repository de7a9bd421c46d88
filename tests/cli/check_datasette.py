"""Metadata for Datasette beside its database: check_datasette.py METADATA DATABASE ENTITY WORDS. Prints what is wrong.

Every table and column that is named exists, every table of the database is described or hidden, and every query is one
SELECT, takes named parameters only, and gives rows.
"""
import json
import os
import re
import sqlite3
import sys

TABLE_KEYS = {"title", "description", "label_column", "facets", "sort", "sort_desc", "columns", "hidden", "size"}
faults = []


def main():
    metadata = json.load(open(sys.argv[1], encoding="utf-8"))
    db = sqlite3.connect("file:%s?mode=ro" % sys.argv[2], uri=True)
    stem = os.path.splitext(os.path.basename(sys.argv[2]))[0]
    if list(metadata["databases"]) != [stem]:
        faults.append("the database is %s, not %s" % (list(metadata["databases"]), stem))
    described = metadata["databases"][stem]
    there = {name for (name,) in db.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'")}
    if there != set(described["tables"]):
        faults.append("tables: %s" % (there ^ set(described["tables"])))
    for table, about in described["tables"].items():
        columns = {row[1] for row in db.execute("SELECT * FROM pragma_table_xinfo(?)", (table,))}
        named = set(about.get("facets", [])) | set(about.get("columns", {}))
        named |= {about[key] for key in ("label_column", "sort", "sort_desc") if key in about}
        if set(about) - TABLE_KEYS or named - columns:
            faults.append("%s: %s" % (table, (set(about) - TABLE_KEYS) | (named - columns)))
        if table.startswith("ix_") and not about.get("hidden"):
            faults.append("%s is shown" % table)
    for name, query in described["queries"].items():
        if not re.match("(?i)(select|with) ", query["sql"]):
            faults.append("%s does not begin with its statement" % name)
        names = set(re.findall(":([a-zA-Z0-9_]+)", query["sql"]))
        if names - {"entity", "words"}:
            faults.append("%s takes %s" % (name, names))
        rows = db.execute(query["sql"], {"entity": sys.argv[3], "words": sys.argv[4]}).fetchall()
        if not rows:
            faults.append("%s gives nothing" % name)


main()
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
