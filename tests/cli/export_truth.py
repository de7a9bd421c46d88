"""What a database says of its documents and mentions, for the checks of exports. Read by SQL that is none of the
program's: every export is compared with it."""
import sqlite3
import sys

LABELS = {
    "conll": {"person": "PER", "country": "LOC", "org": "ORG", "place": "LOC", "event": "MISC"},
    "ontonotes": {"person": "PERSON", "country": "GPE", "org": "ORG", "place": "LOC", "event": "EVENT"},
    "brat": {"person": "Person", "country": "Country", "org": "Organization", "place": "Place", "event": "Event"},
}


class Document:
    def __init__(self, row):
        self.number, self.source, self.doc, self.date, self.title, self.url, self.lang, self.text = row
        self.mentions = []

    def joined(self):
        return self.title + "\n\n" + self.text if self.title else self.text

    def shift(self, mention):
        """Where the mention begins in the joined text."""
        return mention["start"] + (len(self.title) + 2 if mention["field"] == "text" and self.title else 0)

    def outer(self):
        """Mentions that are in no other, and those that are."""
        out, inner, last = [], [], ("", 0)
        for m in self.mentions:
            if m["field"] == last[0] and m["start"] < last[1]:
                inner.append(m)
            else:
                out.append(m)
                last = (m["field"], m["end"])
        return out, inner


def documents(path):
    """In the order of an export."""
    db = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    found = {}
    for row in db.execute("""SELECT d.id, v.source, v.doc, v.date, d.title, d.url, d.language, d.text
                             FROM document d JOIN v_document v ON v.id = d.id
                             ORDER BY d.day IS NULL, d.day, v.source, v.doc"""):
        found[row[0]] = Document(row)
    columns = ["field", "start", "end", "text", "entity", "name", "type", "country", "series", "via", "score", "nested",
               "sentence", "token", "tokens"]
    for row in db.execute("""
            SELECT m.document_id, iif(m.field = 0, 'title', 'text'), m.start, m.start + m.length, NULL,
                   e.entity, e.name, e.type, iif(e.type = 'country', ifnull(c.entity, e.entity), c.entity), s.entity,
                   v.name, m.score, m.nested, m.sentence, m.token, m.tokens
            FROM mention m JOIN entity e ON e.id = m.entity_id LEFT JOIN entity c ON c.id = e.country_id
                 LEFT JOIN entity s ON s.id = e.series_id JOIN via v ON v.id = m.via
            ORDER BY m.document_id, m.field, m.start, m.length DESC, e.entity"""):
        m = dict(zip(columns, row[1:]))
        document = found[row[0]]
        m["text"] = (document.title if m["field"] == "title" else document.text)[m["start"]:m["end"]]
        document.mentions.append(m)
    return list(found.values())


def fail(*what):
    sys.exit("wrong: " + " ".join(map(str, what))[:2000])


def equal(what, expected, got):
    if expected != got:
        fail(what, "\nexpected:", repr(expected), "\ngot:     ", repr(got))
