"""network_rules.py gexf|graphml|dot|svg FILE: what a schema cannot say. Prints every fault; exit status 1 if there is one.

gexf, graphml: ids are unique, edges join nodes that are there, values are of a column that is declared, once each (in
time: once a day), and of its type; svg: it is well-formed, fetches nothing, and every title and label is plain text; dot:
it is a sequence of the tokens of the language, every node once, edges join nodes that are there."""
import re
import sys
import xml.etree.ElementTree as tree

faults = []


def wrong(what):
    faults.append(what)


def once(values, what):
    seen = set()
    for value in values:
        if value in seen:
            wrong(f"{what} {value!r} is there twice")
        seen.add(value)
    return seen


READ = {"string": str, "long": int, "integer": int, "double": float, "boolean": lambda v: {"true": 1, "false": 0}[v]}


def reads(kind, value, what):
    try:
        READ[kind](value)
    except (ValueError, KeyError):
        wrong(f"{what}: {value!r} is no {kind}")


def gexf(path):
    ns = {"g": "http://gexf.net/1.3"}
    graph = tree.parse(path).getroot().find("g:graph", ns)
    ids = once((n.get("id") for n in graph.iterfind("g:nodes/g:node", ns)), "node")
    once((e.get("id") for e in graph.iterfind("g:edges/g:edge", ns)), "edge")
    for name in ("node", "edge"):
        block = graph.findall(f"g:attributes[@class='{name}']", ns)
        if len(block) != 1:
            wrong(f"{len(block)} blocks of attributes for {name}")
        kinds = {a.get("id"): a.get("type") for a in block[0].iterfind("g:attribute", ns)}
        items = graph.findall(f"g:{name}s/g:{name}", ns)
        if int(graph.find(f"g:{name}s", ns).get("count")) != len(items):
            wrong(f"the count of {name}s")
        for item in items:
            values = item.findall("g:attvalues/g:attvalue", ns)
            once(((v.get("for"), v.get("start")) for v in values), f"a value of {item.get('id')}")
            for v in values:
                reads(kinds.get(v.get("for")), v.get("value"), f"{item.get('id')} {v.get('for')}")
            spans = [(s.get("start"), s.get("end")) for s in item.iterfind("g:spells/g:spell", ns)]
            if any(a > b for a, b in spans) or any(a[1] >= b[0] for a, b in zip(spans, spans[1:])):
                wrong(f"the spells of {item.get('id')}")
            for v in values:
                if v.get("start") and not any(a <= v.get("start") and v.get("end") <= b for a, b in spans):
                    wrong(f"a value of {item.get('id')} outside its spells")
            if name == "edge" and not (item.get("source") in ids and item.get("target") in ids):
                wrong(f"an end of edge {item.get('id')} is not there")


def graphml(path):
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = tree.parse(path).getroot()
    keys = {k.get("id"): (k.get("for"), k.get("attr.type")) for k in root.iterfind("g:key", ns)}
    ids = once((n.get("id") for n in root.iterfind("g:graph/g:node", ns)), "node")
    once((k.get("id") for k in root.iterfind("g:key", ns)), "key")
    once((e.get("id") for e in root.iterfind("g:graph/g:edge", ns)), "edge")
    for name in ("graph", "node", "edge"):
        for item in root.iter(f"{{{ns['g']}}}{name}"):
            data = item.findall("g:data", ns)
            once((d.get("key") for d in data), f"data of {item.get('id')}")
            for d in data:
                domain, kind = keys.get(d.get("key"), (None, None))
                if domain != name:
                    wrong(f"{d.get('key')} is no key of a {name}")
                else:
                    reads(kind, d.text or "", f"{item.get('id')} {d.get('key')}")
            if name == "edge" and not (item.get("source") in ids and item.get("target") in ids):
                wrong(f"an end of edge {item.get('id')} is not there")


def svg(path):
    text = open(path, encoding="utf-8").read()
    root = tree.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    allowed = {space + n for n in ("svg", "title", "desc", "style", "rect", "g", "circle", "line", "text", "path")}
    for e in root.iter():
        if e.tag not in allowed:
            wrong(f"a {e.tag}")
        for name in e.attrib:
            if name.startswith("on") or "href" in name:
                wrong(f"an attribute {name}")
    if re.search(r"url\(|@import|<!", text):
        wrong("something that may be fetched or declared")
    if root.find(space + "title") is None or root.find(space + "desc") is None or root.get("role") != "img":
        wrong("there is no text alternative")


def dot(path):
    text = open(path, encoding="utf-8").read()
    token = re.compile(r'\s*("(?:[^"\\\n]|\\.)*"|[A-Za-z_][A-Za-z_0-9]*|-?[0-9.]+(?:e[-+]?[0-9]+)?|--|[{}\[\];,=])')
    tokens, at = [], 0
    while text[at:].strip():
        m = token.match(text, at)
        if not m:
            wrong(f"no token at {text[at:at + 30]!r}")
            return
        tokens.append(m.group(1))
        at = m.end()
    if tokens[:3] != ["graph", "gazet", "{"] or tokens[-1] != "}":
        wrong("it is no graph")
    nodes, statement = set(), []
    for t in tokens[3:-1]:
        if t != ";":
            statement.append(t)
            continue
        head = statement[:statement.index("[")]
        attributes = statement[len(head) + 1:-1]
        if statement[-1] != "]" or any(attributes[i + 1] != "=" for i in range(0, len(attributes), 4)):
            wrong(f"attributes of {head}")
        once(attributes[::4], f"an attribute of {head}")
        if head[0].startswith('"') and len(head) == 1:
            if head[0] in nodes:
                wrong(f"node {head[0]} is there twice")
            nodes.add(head[0])
        elif len(head) == 3 and not (head[0] in nodes and head[2] in nodes and head[1] == "--"):
            wrong(f"an edge {head}")
        statement = []


try:
    {"gexf": gexf, "graphml": graphml, "svg": svg, "dot": dot}[sys.argv[1]](sys.argv[2])
except tree.ParseError as e:
    wrong(f"not well-formed: {e}")
print("\n".join(faults[:20]))
sys.exit(bool(faults))
