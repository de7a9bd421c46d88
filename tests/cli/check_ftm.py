"""Entities by the model of FollowTheMoney, as far as our export uses it: check_ftm.py FILE. Prints what is wrong."""
import json
import re
import sys

# Properties by type, of each schema with those it inherits.
THING = {"name": "name", "country": "country", "sourceUrl": "url", "publisher": "string"}
ANALYZABLE = {"peopleMentioned": "name", "namesMentioned": "name", "locationMentioned": "address",
              "detectedCountry": "country"}
MODEL = {
    "Person": THING,
    "Organization": THING,
    "Address": {**THING, "full": "address"},
    "Event": {**THING, **ANALYZABLE, "startDate": "date", "endDate": "date", "location": "address"},
    "Article": {**THING, **ANALYZABLE, "title": "string", "publishedAt": "date", "language": "language",
                "bodyText": "text"},
    "Mention": {"document": "entity", "resolved": "entity", "name": "name", "detectedSchema": "string",
                "contextCountry": "country"},
}
REQUIRED = {"Mention": ["document", "name", "resolved"]}
RANGE = {"document": {"Article"}, "resolved": {"Person", "Organization"}}
# Countries that are none any more, as the model writes them.
RETIRED = {"suhh", "yucs", "csxx", "cshh", "ddde", "ydye", "vdvn", "anhh", "gehh", "pchh", "pzpa"}
PATTERN = {
    "date": r"\d{4}(-\d\d(-\d\d)?)?",
    "language": r"[a-z]{3}",
    "url": r"https?://\S+",
    "entity": r"[0-9a-z.-]{1,255}",
}
faults = []


def main():
    schemata, links = {}, []
    for number, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
        entity = json.loads(line)
        schema, properties = entity["schema"], entity["properties"]
        if set(entity) != {"id", "schema", "properties"} or not re.fullmatch(PATTERN["entity"], entity["id"]):
            faults.append("line %d: keys or id" % number)
        if entity["id"] in schemata:
            faults.append("line %d: an id twice" % number)
        schemata[entity["id"]] = schema
        if schema not in MODEL:
            faults.append("line %d: no schema %s" % (number, schema))
            continue
        for name in REQUIRED.get(schema, ["name"]):
            if not properties.get(name):
                faults.append("line %d: %s without %s" % (number, schema, name))
        for name, values in properties.items():
            kind = MODEL[schema].get(name)
            if kind is None:
                faults.append("line %d: %s has no %s" % (number, schema, name))
            if not isinstance(values, list) or not values or not all(isinstance(v, str) and v for v in values):
                faults.append("line %d: %s is no list of texts" % (number, name))
            if len(set(values)) != len(values) and kind != "name":
                faults.append("line %d: %s twice" % (number, name))
            for value in values:
                if kind == "country" and not re.fullmatch("[a-z]{2}", value) and value not in RETIRED:
                    faults.append("line %d: country %s" % (number, value))
                if kind in PATTERN and not re.fullmatch(PATTERN[kind], value):
                    faults.append("line %d: %s %s" % (number, kind, value))
                if kind == "entity":
                    links.append((number, name, value))
    for number, name, value in links:
        if schemata.get(value) not in RANGE[name]:
            faults.append("line %d: %s is %s" % (number, name, schemata.get(value)))


main()
for fault in faults[:20]:
    print(fault)
sys.exit(1 if faults else 0)
