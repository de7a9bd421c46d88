#!/bin/bash
# Pages of HTML of many makes, of our own: title, day, and how much of the main text and of nothing else is found.
# Beside each page stands what a person takes for them: tests/data/formats/html/NAME.txt.
. tests/cli/lib.sh

PAGES=$TOP/tests/data/formats/html
mkdir "$T/pages"
cp "$PAGES"/*.html "$T/pages/"
small_gazetteer "$T/gaz"

run gazet index -g "$T/gaz" -d "$T/db" "$T/pages" --json
cp "$T/out" "$T/summary"
cp "$T/err" "$T/said"
pages=$(find "$T/pages" -name '*.html' | wc -l)
json 'all pages are documents' ".[0].added == $pages and .[0].rejected == 0" "$T/summary"
json 'their character sets are reported' '[.[0].charsets[] | .charset, .known] | index("windows-1251") != null and
	index("shift_jis") != null and index("gb18030") != null and all(. != "detected")' "$T/summary"
holds 'and said' grep -qE 'character sets: .*1 shift_jis \(declared\)' "$T/said"

# NAME, title, day of each: as expected, as found
for file in "$PAGES"/*.txt; do
	printf '%s\t%s\t%s\n' "$(basename "$file" .txt).html" "$(sed -n '1s/^title: //p' "$file")" \
		"$(sed -n '2s/^date: *//p' "$file")"
done | LC_ALL=C sort >"$T/expected"
sqlite3 -batch -separator $'\t' "$T/db" "SELECT external_id, title, coalesce(date(day * 86400, 'unixepoch'), '')
	FROM document" | LC_ALL=C sort >"$T/found"
same 'titles and days' "$T/expected" "$T/found"

# Words (characters of Chinese and Japanese) that both have, by how often: precision and recall over all pages.
sqlite3 -batch -json "$T/db" 'SELECT external_id AS id, text FROM document' >"$T/texts"
python3 -B - "$T/texts" "$PAGES" >"$T/score" <<'END'
import collections, json, re, sys
words = lambda s: collections.Counter(re.findall(r'[\u3040-\u9fff]|\w+', s))
right = found = wanted = whole = 0
for page in json.load(open(sys.argv[1])):
    name = page['id'].removesuffix('.html')
    expected = open(f'{sys.argv[2]}/{name}.txt').read().split('\n\n', 1)[1]
    have, want = words(page['text']), words(expected)
    right += sum((have & want).values())
    found += sum(have.values())
    wanted += sum(want.values())
    whole += page['text'] == expected.rstrip('\n')
print(json.dumps({'precision': right / found, 'recall': right / wanted, 'exact': whole}))
END
cat "$T/score" | sed 's/^/# /'
json 'of what is taken for main text, 95 of 100 words are' '.[0].precision >= 0.95' "$T/score"
json 'and 99 of 100 words of it are found' '.[0].recall >= 0.99' "$T/score"
json 'four of five pages are exact, with their paragraphs' ".[0].exact >= $pages * 4 / 5" "$T/score"

run gazet tag -g "$T/gaz" -v "$PAGES/tables-most.html"
holds '-v names a page that is not UTF-8' grep -q 'tables-most.html:1: windows-1251 (declared)' "$T/err"
printf '<html><p>NATO met in Hamburg' >"$T/page"
run gazet tag -g "$T/gaz" "$T/page"
json 'a page without an ending is known by its beginning' \
	'[.[0].mentions[].name] == ["NATO", "Hamburg"] and .[0].mentions[0].start == 0' "$T/out"
run gazet tag -g "$T/gaz" -f text "$T/page"
json '-f text reads its tags' '.[0].mentions[0].start == 9' "$T/out"
finish
