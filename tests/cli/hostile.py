"""hostile.py FOLDER: an archive of hostile texts: FOLDER/gaz/entities.tsv, articles.jsonl and names.sql.

Every name, title, id, source and address tries to break out of some format, or is not what that format allows. What the
gazetteer's reader refuses is put into the database afterwards, by names.sql: a database may be another program's.
"""
import json
import os
import sys

PIECES = [
    ("script", "</script><script>alert(1)</script>"),
    ("style", "</style></svg></text><img src=x onerror=alert(2)>"),
    ("cdata", "]]> <![CDATA[ <!-- --> -- --!> <?xml version='1.0'?> &amp; &lt; &#0; &bogus;"),
    ("quotes", "\"double\" 'single' `back` \u201ccurly\u201d \\ \\\\ \\\" \\n \\u0041 \\"),
    ("formula", "=cmd|' /C calc'!A0"),
    ("formulas", "+1 -1 @SUM(A1) =1+1 ;,| %0A {=1}"),
    ("number", "1e309"),
    ("negative", "-0"),
    ("nan", "NaN"),
    ("null", "null"),
    ("true", "true"),
    ("date", "2017-07-07"),
    ("json", '{"a":[1,"x"],"b":null}'),
    ("template", "${jndi} {{x}} <%= y %> $(z) #{q} %s %n %d"),
    ("markdown", "| a | [b](javascript:x) **c** _d_ ~e~ # f > g ![h](i) <http://j> &nbsp;"),
    ("dot", '"]; node [label="x"]; } digraph y { a -> b; //'),
    ("sql", "'; DROP TABLE entity; --"),
    ("path", "../../etc/passwd"),
    ("emoji", "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \u263a\ufe0f family"),
    ("separators", "line\u2028separator\u2029paragraph\u0085next"),
    ("bidi", "\u202eoverride\u202c \u2066isolate \u200fmark\u200e"),
    ("private", "private \ue000\uf8ff\U000f0000\U0010fffd use"),
    ("noncharacter", "non \ufffe\uffff\ufdd0\U0001fffe\U0010ffff character"),
    ("replaced", "\ufffd \ufeff replaced"),
    ("combining", "z" + "\u0300\u0489" * 30 + "algo"),
    ("invisible", "zero\u200bwidth\u00adsoft\u2060join"),
    ("wide", "\uff1cwide\uff1e \u65e5\u672c\u8a9e \u0e01\u0e33 \u0928\u093f"),
    ("controls", "con\u0001tr\u0007ol\u001b[31m\u009b31mred\u007f \u0008"),
    ("lines", "one\ntwo\r\nthree\tfour"),
    ("long", "long " + "x" * 100000),
]
REFUSED = ("formula", "controls", "long")
SPACES = ["\t tab", "\r\nlines\r \n", "\v\f", "\u0000nul", "\x1e\x1f"]


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def main(folder):
    os.makedirs(os.path.join(folder, "gaz"), exist_ok=True)
    types = ("person", "org", "place", "event", "country")
    with open(os.path.join(folder, "gaz", "entities.tsv"), "w", encoding="utf-8", newline="\n") as out:
        out.write("id\ttype\tname\taliases\n")
        for i, (word, name) in enumerate(PIECES):
            kind = types[i % len(types)]
            name = word if word in REFUSED else name
            for plain, escaped in ("\\", "\\\\"), ("\t", "\\t"), ("\r", " "), ("\n", "\\n"):
                name = name.replace(plain, escaped)
            out.write(f"{kind}/{word}\t{kind}\t={name}\tHostile{word}\n")
    with open(os.path.join(folder, "names.sql"), "w", encoding="utf-8", newline="\n") as out:
        for word, name in PIECES:
            if word in REFUSED:
                out.write(f"UPDATE entity SET name = {quoted(name)} WHERE entity LIKE '%/{word}';\n")
    with open(os.path.join(folder, "articles.jsonl"), "w", encoding="utf-8", newline="\n") as out:
        for i, (word, name) in enumerate(PIECES):
            mentioned = [f"Hostile{PIECES[(i + k * k) % len(PIECES)][0]}" for k in range(6)]
            text = f"{name}{SPACES[i % 5]} {' and '.join(mentioned)}: {name}. {SPACES[(i + 1) % 5]} Hostile{word}\n"
            article = {
                "id": f"{name[:2000]}{i}{SPACES[i % 5]}",
                "source": name[:1000] if i % 2 else f"s{i % 4}",
                "date": ("2017-07-%02d" % (i % 28 + 1), "2017-07", "2017", None, "2016-12-31")[i % 5],
                "title": f"{name} {SPACES[i % 5]}",
                "url": (f"https://example.org/{name[:500]}", f"javascript:alert('{word}')", name[:500])[i % 3],
                "text": text,
            }
            out.write(json.dumps({k: v for k, v in article.items() if v is not None}, ensure_ascii=i % 3 == 0) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
