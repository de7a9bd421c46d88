#!/usr/bin/env python3
"""How much of what annotated news names the gazetteer holds: no linking, only whether the name is there.

usage: holdings.py GAZETTEERS DATA

DATA is the folder of the shared data. Printed are, tab-separated: the share of the annotated country mentions whose words
are a name of that country (or of a place or organisation of it); and, of the persons linked in newswire of 1996 who were leaders or
ministers by a dictionary of actors, the share who are in the gazetteer, in persons and in mentions. Then the commonest that
are missing.
"""
import collections, gzip, json, pathlib, re, sys

from leaders import fold, rows

RETIRED = {'suhh': 'su', 'ddde': 'dd', 'yucs': 'yu', 'cshh': 'cs', 'ydye': 'yd', 'anhh': 'an'}


def split(text):
    """Folded tokens; letters and digits apart, as gazet cuts them."""
    return tuple(part for token in fold(text) for part in re.findall(r'\d+|[^\W\d_]+', token))


def read_names(folder):
    """Folded name: countries it belongs to, and the persons of that name."""
    countries, persons = collections.defaultdict(set), set()
    for row in rows(folder, ['id', 'type', 'name', 'aliases']):
        country = row['id'] if row['type'] == 'country' else row.get('country', '')
        code = country.removeprefix('country/')
        cells = [row['name'], row['aliases'], row.get('adjectives', ''), row.get('demonyms', '')]
        for name in '|'.join(cells).split('|'):
            key = split(name.strip().lstrip('=?'))
            countries[key].add(RETIRED.get(code, code))
            if row['type'] == 'person':
                persons.add(key)
    return countries, persons


def read_actors(data):
    """Names of the persons who were in a government, ever: PETRARCH's dictionary of countries, and the US executive."""
    names, record = set(), []
    for line in open(data / 'reference/petrarch/Phoenix.Countries.actors.txt', encoding='latin-1'):
        line = re.split('[;#]', line)[0].rstrip()
        if not line:
            continue
        if re.match(r'\s+\[', line):
            if re.search(r'\[[A-Z]{3}GOV[A-Z]* [<>0-9]', line):
                names.update(record)
            continue
        if not line.startswith('+'):
            record = []
        name = split(line.lstrip('+').split('[')[0].replace('_', ' '))
        if len(name) > 1:
            record.append(name)
    for match in re.finditer(r'first: (.*)\n(?:.*\n)*?\s+last: (.*)\n', open(data / 'reference/us-executive.yaml', encoding='utf-8').read()):
        names.add(split(match[1] + ' ' + match[2]))
    return names


def show(what, held, total, missing):
    print(what, held, total, f'{held / total:.4f}' if total else '', sep='\t')
    for name, count in missing.most_common(15):
        print('', name, count, sep='\t')


def main():
    folder, data = sys.argv[1], pathlib.Path(sys.argv[2])
    countries, persons = read_names(folder)
    held, total, missing = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    for line in gzip.open(data / 'gold/countries-dev.jsonl.gz', 'rt', encoding='utf-8'):
        doc = json.loads(line)
        for span in doc['countries']:
            words, source = doc['text'][span['start']:span['end']], doc['source']
            total[source] += 1
            known = countries.get(split(re.sub(r"['\u2019]s?$", '', words)), set()) | countries.get(split(words), set())
            if span['iso2'].lower() in known:
                held[source] += 1
            else:
                missing[source][words + ' ' + span['iso2']] += 1
    for source in sorted(total):
        show('country mentions, ' + source, held[source], total[source], missing[source])
    actors = read_actors(data)
    mentions = collections.Counter()
    for line in gzip.open(data / 'gold/aida-train-testa.jsonl.gz', 'rt', encoding='utf-8'):
        for span in json.loads(line)['spans']:
            if span['type'] == 'PER' and span.get('wiki'):
                name = re.sub(r' \(.*', '', span['wiki'].replace('_', ' '))
                if split(name) in actors:
                    mentions[name] += 1
    known = {name: count for name, count in mentions.items() if split(name) in persons}
    lost = collections.Counter({name: count for name, count in mentions.items() if name not in known})
    show('leaders and ministers, persons', len(known), len(mentions), lost)
    show('leaders and ministers, mentions', sum(known.values()), sum(mentions.values()), collections.Counter())


if __name__ == '__main__':
    main()
