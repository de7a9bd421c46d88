#!/usr/bin/env python3
"""How many of the countries that newswire of 1987 is indexed under gazet finds, where their names occur at all.

usage: reuters.py GAZET GAZETTEERS DATA [--without-datelines] [--missed] [--disagreements N [--seed S]]

DATA is the folder of the shared data; read are its gold/reuters-21578-feb-jun.jsonl.gz and reference/newsmap/english.yml.
The tags are topics, not mentions. So a pair of a document and a country it is tagged with (other than the United
States, which is tagged nearly always) is asked for only if words of that country occur. That is judged by a plain
search for whole words in their case; in titles and datelines, which this wire wrote in capitals, for the capitals too.
Nothing here resolves: a name inside a longer one counts. There are two lists of words:

    gazetteer   names, adjectives and demonyms of the country, names of places and organisations of it, without the
                marks ? and =. What the gazetteer lacks can then not be missed: this asks the resolver, not the data.
    newsmap     names, adjectives and cities of a list made by others. This asks both.

A dateline is most often a large city of the country tagged, so with datelines (as articles are) nearly every pair is
found; --without-datelines asks what the title and the story themselves give. Both are to be reported.

Printed are, tab-separated: the pairs, those whose words occur, those found by a mention of the country, of a place or
organisation of it, of a person of it, and the shares; then what is found but not tagged. --missed lists every pair
that is not found, --disagreements N draws N at random from those whose words occur but that are not found and from the
pairs found by a mention of the country but not tagged: to be judged by a reader.
"""
import argparse, collections, gzip, json, pathlib, random, re, subprocess, sys

# The first two letters of ISO 3166-3, as the tags have them. Their parts, which the gazetteer's places and today's
# names belong to, were not states in 1987.
PARTS = {'su': 'suhh ru ua by md ge am az kz uz tm kg tj ee lv lt', 'yu': 'yucs csxx rs me xk hr si ba mk', 'cs': 'cshh cz sk',
         'an': 'anhh cw sx bq', 'dd': 'ddde', 'yd': 'ydye'}
TAGS = {part: tag for tag, parts in PARTS.items() for part in parts.split()}
# What the list of others, which is of today, cannot have.
SINCE_RENAMED = {'su': 'Soviet | Soviets | USSR | U.S.S.R.', 'yu': 'Yugoslavia | Yugoslav', 'cs': 'Czechoslovakia | Czechoslovak',
                 'dd': 'East Germany | East German', 'yd': 'South Yemen', 'mm': 'Burma | Burmese', 'cd': 'Zaire', 'gb': 'U.K.',
                 'kh': 'Kampuchea', 'cn': 'Peking', 'de': 'Bonn'}
FOUND = ['country', 'place or organisation', 'person']


def tag_of(country):
    """The tag for a country's id."""
    code = country.removeprefix('country/')
    return TAGS.get(code, code)


def rows(folder):
    for path in sorted(pathlib.Path(folder).rglob('*.tsv')):
        lines = [line.rstrip('\n').split('\t') for line in path.open(encoding='utf-8') if line.strip() and line[0] != '#']
        if lines and lines[0][:3] == ['id', 'type', 'name']:
            for line in lines[1:]:
                yield dict(zip(lines[0], line + [''] * (len(lines[0]) - len(line))))


def words_of(text):
    return [(match[0], match.start()) for match in re.finditer(r'[^\W_]+|[^\w\s]|_', text)]


class Words:
    """Names of countries, by their first word; a table for the names as written, one for them in capitals."""

    def __init__(self):
        self.forms, self.capitals = {}, {}

    def add(self, name, tag, exact=False):
        for table, form in [(self.forms, name)] + [(self.capitals, name.upper())] * (not exact):
            words = tuple(word for word, _ in words_of(form))
            if words:
                table.setdefault(words[0], {}).setdefault(words, set()).add(tag)

    def search(self, text, capitals):
        """Every occurrence, however they overlap: tag, start, end."""
        words = words_of(text)
        plain = tuple(word for word, _ in words)
        for at, (word, start) in enumerate(words):
            for table in [self.forms] + [self.capitals] * capitals:
                for form, tags in table.get(word, {}).items():
                    if plain[at:at + len(form)] == form:
                        last, begin = words[at + len(form) - 1]
                        for tag in tags:
                            yield tag, start, begin + len(last)


def read_gazetteer(folder):
    """The words without marks, and the tag of every entity that has a country."""
    words, tags = Words(), {}
    for row in rows(folder):
        country = row['id'] if row['type'] == 'country' else row.get('country', '')
        if not country.startswith('country/'):
            continue
        tags[row['id']] = tag_of(country)
        if row['type'] in ('country', 'place', 'org'):
            for column in ('name', 'aliases', 'adjectives', 'demonyms'):
                for name in row.get(column, '').split('|'):
                    if name.strip()[:1] not in ('=', '?'):
                        words.add(name.strip(), tag_of(country))
    return words, tags


def read_newsmap(data):
    words = Words()
    for tag, names in SINCE_RENAMED.items():
        for name in names.split(' | '):
            words.add(name, tag)
    for line in open(pathlib.Path(data) / 'reference/newsmap/english.yml', encoding='utf-8'):
        match = re.match(r"\s+'?([A-Z]{2})'?: \[(.*)\]", line)
        for name in match[2].split(',') if match else []:
            name = name.strip(" '\"")
            # Of two capitals the list means abbreviations of titles, which here are parts of firms (Nestle SA).
            if len(name) > 2:
                for form in [name.rstrip('*')] + [name[:-1] + 's'] * name.endswith('*'):
                    words.add(form, tag_of(match[1].lower()))
    return words


def read_documents(data, datelines):
    path = pathlib.Path(data) / 'gold/reuters-21578-feb-jun.jsonl.gz'
    for line in gzip.open(path, 'rt', encoding='utf-8'):
        document = json.loads(line)
        dateline, title = (document['dateline'] or '').strip() if datelines else '', document['title'] or ''
        text = (dateline + ' ' + document['text']).strip()
        # A flash is its headline and nothing else; gazet wants a text.
        document['title'], document['text'], document['head'] = (title, text, len(dateline)) if text else ('', title, len(title))
        document['tags'] = {code.lower() for code in document['places_iso2']}
        if document['text']:
            yield document


def occurrences(words, document):
    """Tag: where its words stand first, (field, start, end)."""
    found, head, text = {}, document['head'], document['text']
    for field, part, capitals in ('title', document['title'], True), ('text', text[:head], True), ('text', text, False):
        for tag, start, end in words.search(part, capitals):
            found.setdefault(tag, (field, start, end))
    return found


def mentioned(tags, mentions):
    """Tag: the first mention for each way of FOUND that names it."""
    found = collections.defaultdict(dict)
    for mention in mentions:
        way = {'country': 0, 'place': 1, 'org': 1, 'person': 2}.get(mention['type'])
        if mention['entity'] in tags and way is not None:
            found[tags[mention['entity']]].setdefault(way, mention)
    return found


def context(document, field, start, end):
    text = document[field]
    return ' '.join(f'{field}: {text[max(0, start - 150):start]}[{text[start:end]}]{text[end:end + 150]}'.split())


def show(what, count, of=None):
    print(what, count, *([f'{count / of:.4f}'] if of else []), sep='\t')


def recall(what, pairs, of=None):
    """Pairs as lists of the ways they were found; one way suffices."""
    show(what, len(pairs), of)
    for number in range(len(FOUND)):
        held = sum(any(way <= number for way in ways) for ways in pairs)
        show('  found by a ' + ', '.join(FOUND[:number + 1]), held, len(pairs))


def tag_documents(gazet, documents):
    lines = '\n'.join(json.dumps({key: document[key] for key in ('id', 'date', 'title', 'text')}) for document in documents)
    told = subprocess.run([gazet, 'tag', '-f', 'jsonl', '-'], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return {tagged['id']: tagged['mentions'] for tagged in map(json.loads, told.stdout.splitlines())}


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split('usage: ')[1].split('\n')[0])
    for name in 'gazet', 'gazetteers', 'data':
        parser.add_argument(name)
    parser.add_argument('--without-datelines', action='store_true')
    parser.add_argument('--missed', action='store_true')
    parser.add_argument('--disagreements', type=int, default=0)
    parser.add_argument('--seed', type=int, default=1987)
    given = parser.parse_args()
    words, tags = read_gazetteer(given.gazetteers)
    lists = {'gazetteer': words, 'newsmap': read_newsmap(given.data)}
    documents = list(read_documents(given.data, not given.without_datelines))
    mentions = tag_documents(given.gazet, documents)

    pairs, occurring, missed, lost, untagged, agreed = [], {name: [] for name in lists}, [], [], [], 0
    for document in documents:
        found = mentioned(tags, mentions.get(document['id'], []))
        asked = sorted(document['tags'] - {'us'})
        where = {name: occurrences(words, document) for name, words in lists.items()} if asked else {}
        for tag in asked:
            pairs.append(found[tag])
            names = [name for name in lists if tag in where[name]]
            for name in names:
                occurring[name].append(found[tag])
            if not found[tag]:
                place = where[names[0]][tag] if names else None
                missed.append((document, tag, 'not found; words: ' + (' '.join(names) or 'none'), place))
                lost += missed[-1:] if names else []
        # A story without tags was not indexed: it disagrees with nothing.
        for tag in sorted(found) if document['tags'] else []:
            if 0 in found[tag] and tag != 'us':
                agreed += tag in document['tags']
                if tag not in document['tags']:
                    mention = found[tag][0]
                    untagged.append((document, tag, 'found, not tagged', (mention['field'], mention['start'], mention['end'])))

    show('documents', len(documents))
    recall('pairs tagged, other than us', pairs)
    for name in lists:
        recall('words of ' + name + ' occur', occurring[name], len(pairs))
    show('words of either occur, not found', len(lost))
    show('countries mentioned, not tagged', len(untagged), len(untagged) + agreed)
    sample = missed if given.missed else []
    if given.disagreements:
        sample = random.Random(given.seed).sample(lost + untagged, given.disagreements)
    for number, (document, tag, kind, place) in enumerate(sample, 1):
        around = context(document, *place) if place else context(document, 'title', 0, 0) + ' ' + context(document, 'text', 0, 0)
        print(number, document['id'], tag, kind, ' '.join(sorted(document['tags'])), around, sep='\t')


if __name__ == '__main__':
    main()
