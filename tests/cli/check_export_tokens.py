"""check_export_tokens.py FORMAT DATABASE FILE: conll2003 or conllu, against its specification and the database."""
import re
import sys
from urllib.parse import unquote

from export_truth import LABELS, documents, equal, fail


def is_space(char):
    code = ord(char)
    return code <= 32 or 0x7f <= code <= 0xa0 or char in "\u1680\u2028\u2029\u202f\u205f\u3000" or 0x2000 <= code <= 0x200a


def squeezed(text):
    return "".join(char for char in text if not is_space(char))


def check_iob(tags):
    """IOB2: a phrase begins with B-, and I- goes on with the same kind. Gives (kind, first, end) of each phrase."""
    phrases, kind = [], None
    for number, tag in enumerate(tags):
        if tag == "O":
            kind = None
        elif tag.startswith("B-"):
            kind = tag[2:]
            phrases.append([kind, number, number + 1])
        elif tag.startswith("I-") and tag[2:] == kind:
            phrases[-1][2] = number + 1
        else:
            fail("no IOB2:", tags[max(0, number - 2):number + 2])
    return phrases


def check_phrases(d, field, forms, tags, entities):
    expected = [m for m in d.outer()[0] if m["field"] == field]
    phrases = check_iob(tags)
    equal("mentions in the %s of %s" % (field, d.doc), [(LABELS["conll"][m["type"]], squeezed(m["text"])) for m in expected],
          [(kind, "".join(forms[first:end])) for kind, first, end in phrases])
    if entities is not None:
        equal("entities", [m["entity"] for m in expected], [entities[first] for _, first, _ in phrases])
    # They stand where they stand in the text: behind as many characters.
    lengths = [0]
    for form in forms:
        lengths.append(lengths[-1] + len(form))
    text = d.title if field == "title" else d.text
    places, at, before = [], 0, 0
    for m in expected:
        before += len(squeezed(text[at:m["start"]]))
        at = m["start"]
        places.append(before)
    equal("places", places, [lengths[first] for _, first, _ in phrases])


def check_conll2003(truth, path):
    data = open(path, encoding="utf-8", newline="").read()
    if "\r" in data or not data.endswith("\n\n"):
        fail("lines")
    blocks = data.split("-DOCSTART- -X- -X- O\n\n")
    equal("in front", "", blocks.pop(0))
    equal("documents", len(truth), len(blocks))
    for d, block in zip(truth, blocks):
        forms, tags = [], []
        for sentence in block.split("\n\n")[:-1]:
            for line in sentence.split("\n"):
                columns = line.split(" ")
                if len(columns) != 4 or columns[1:3] != ["-X-", "-X-"] or not columns[0] or any(map(is_space, columns[0])):
                    fail("a line is no token:", repr(line))
                forms.append(columns[0])
                tags.append(columns[3])
        equal("words", squeezed(d.title + d.text), "".join(forms))
        length = turn = 0
        while length < len(squeezed(d.title)):
            length += len(forms[turn])
            turn += 1
        check_phrases(d, "title", forms[:turn], tags[:turn], None)
        check_phrases(d, "text", forms[turn:], tags[turn:], None)


def spaces(escaped):
    plain = {"s": " ", "t": "\t", "r": "\r", "n": "\n"}
    return re.sub(r"\\(?:u([0-9a-f]{4,6})|(.))", lambda m: chr(int(m[1], 16)) if m[1] else plain[m[2]], escaped)


def read_sentence(block):
    """Comments and tokens of a sentence, by the rules of the format."""
    comments, tokens = {}, []
    for line in block.split("\n"):
        if line.startswith("#"):
            if tokens:
                fail("a comment behind a token:", line)
            key, equals, value = line[1:].strip().partition(" = ")
            if not equals or key in comments:
                fail("a comment without a value, or twice:", repr(line))
            comments[key] = value
            continue
        columns = line.split("\t")
        if len(columns) != 10 or any(column == "" or column != column.strip() for column in columns):
            fail("not ten columns with something in each:", repr(line))
        if any(" " in columns[i] for i in (0, 3, 4, 5, 6, 7, 8)) or columns[2:9] != ["_"] * 7:
            fail("columns:", repr(line))
        equal("ID", str(len(tokens) + 1), columns[0])
        misc = {}
        if columns[9] != "_":
            attributes = columns[9].split("|")
            equal("order of MISC", sorted(attributes), attributes)
            misc = dict(attribute.split("=", 1) for attribute in attributes)
            equal("no attribute twice", len(attributes), len(misc))
        tokens.append((columns[1], misc))
    return comments, tokens


def check_conllu(truth, path):
    data = open(path, encoding="utf-8", newline="").read()
    if "\r" in data or not data.endswith("\n\n") or "\n\n\n" in data:
        fail("lines")
    fields, ids = {}, set()
    for block in data.split("\n\n")[:-1]:
        comments, tokens = read_sentence(block)
        text = ""
        if comments["sent_id"] in ids or any(map(is_space, comments["sent_id"])) or "/" in comments["sent_id"]:
            fail("sent_id:", comments["sent_id"])
        ids.add(comments["sent_id"])
        for form, misc in tokens:
            text += form + ("" if misc.get("SpaceAfter") == "No" else " ")
        equal("text", text.rstrip(" "), comments["text"])
        if "newdoc id" in comments:
            key = tuple(unquote(part) for part in comments["newdoc id"].split("/"))
        if "field" in comments:
            field = fields[key + (comments["field"],)] = []
        field += tokens
    for d in truth:
        for name, text in (("title", d.title), ("text", d.text)):
            tokens = fields.pop((d.source, d.doc, name), [])
            if not tokens:
                equal("no words", "", squeezed(text))
                continue
            again = ""
            for at, (form, misc) in enumerate(tokens):
                last = at + 1 == len(tokens)
                if last and "SpaceAfter" in misc:
                    fail("nothing follows in the field:", repr(form))
                nothing = last or misc.get("SpaceAfter") == "No"
                behind = spaces(misc["SpacesAfter"]) if "SpacesAfter" in misc else "" if nothing else " "
                again += spaces(misc.get("SpacesBefore", "")) + form + behind
            equal("the field again", text, again)
            check_phrases(d, name, [form for form, _ in tokens], [misc.get("NE", "O") for _, misc in tokens],
                          [unquote(misc.get("Entity", "")) for _, misc in tokens])
    equal("more fields", {}, fields)


if __name__ == "__main__":
    {"conll2003": check_conll2003, "conllu": check_conllu}[sys.argv[1]](documents(sys.argv[2]), sys.argv[3])
