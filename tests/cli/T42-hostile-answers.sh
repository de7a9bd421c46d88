#!/bin/bash
# Every answer, picture, page and export of an archive whose names, titles, ids, sources and addresses try to break out of
# it (hostile.py): read back by the rules of its format.
. tests/cli/lib.sh
once 'T37 writes the same formats'

holds 'the archive is made' python3 -B tests/cli/hostile.py "$T"
D=$T/hostile.db
holds 'and indexed' gazet index -q -g "$T/gaz" -d "$D" "$T/articles.jsonl"
holds 'names that no gazetteer may have' sqlite3 -bail "$D" ".read $T/names.sql"
holds 'answers in every format of rows' python3 -B tests/cli/check_rows.py "$D" "$GAZET"

# ---- exports ------------------------------------------------------------------------

# checked FORMAT CHECKER ARGUMENT...: the arguments of the checker
checked() {
	local format=$1
	shift
	rm -rf "$T/$format"
	holds "export $format" gazet export "$format" -q -d "$D" -o "$T/$format"
	holds "export $format keeps its specification" python3 -B "$@"
}
for format in jsonl mentions csv spacy webannotation; do
	checked $format tests/cli/check_export_rows.py $format "$D" "$T/$format"
done
for format in brat displacy; do checked $format tests/cli/check_export_files.py $format "$D" "$T/$format"; done
for format in conll2003 conllu; do checked $format tests/cli/check_export_tokens.py $format "$D" "$T/$format"; done
checked timelinejs tests/cli/check_timelinejs.py "$T/timelinejs"
checked ftm tests/cli/check_ftm.py "$T/ftm"
checked gkg tests/cli/check_gkg.py "$T/gkg" "$T/jsonl"
checked datasette tests/cli/check_datasette.py "$T/datasette" "$D" country/formula hostile
for by in source day; do
	gazet export jsonl -q -d "$D" --partition $by -o "$T/by"
	find "$T/by" -type f -name '*.jsonl' -exec cat {} + | sort >"$T/got"
	sort "$T/jsonl" >"$T/expected"
	same "a partition by $by has every row once" "$T/expected" "$T/got"
	holds 'and stays in its folder' test "$(find "$T/by" -mindepth 3 | wc -l)" -eq 0
done

# ---- networks and pictures ------------------------------------------------------------

sound() { # TITLE FORMAT ARGUMENT...
	local title=$1 format=$2 schema=
	shift 2
	holds "$title: $format" gazet graph -q -d "$D" "$@" --format "$format" -o "$T/network.$format"
	holds "$title: $format keeps the rules" python3 -B tests/cli/network_rules.py "$format" "$T/network.$format"
	case $format in
	gexf) schema=gexf-1.3 ;;
	graphml) schema=graphml ;;
	*) return ;;
	esac
	if command -v xmllint >/dev/null; then
		holds "$title: $format is valid" xmllint --huge --noout --relaxng tests/data/schemas/$schema.rng "$T/network.$format"
	else
		skip "$title: $format is valid" 'no xmllint here'
	fi
}
for format in gexf graphml dot svg; do sound 'all of them' $format; done
sound 'one in time' gexf Hostilescript --by day
gazet graph -q -d "$D" --format json >"$T/network.json"
json 'network as json' '.[0].nodes | length > 20' "$T/network.json"
gazet graph -q -d "$D" --format cypher -o "$T/neo4j"
cat >"$T/read_csv.py" <<'END_'
import csv, sys
csv.field_size_limit(10 ** 9)
for path in sys.argv[1:]:
    rows = list(csv.reader(open(path, encoding="utf-8", newline=""), strict=True))
    assert len(rows) > 20 and all(len(row) == len(rows[0]) for row in rows), path
END_
holds 'nodes and relationships have whole rows' python3 -B "$T/read_csv.py" "$T/neo4j/nodes.csv" "$T/neo4j/relationships.csv"
gazet timeline type:org Hostilescript Hostilelong Hostilecontrols Hostilelines Hostilebidi --by month --format svg -d "$D" >"$T/chart.svg"
holds 'a timeline' python3 tests/cli/check_chart.py "$T/chart.svg"

# ---- pages ------------------------------------------------------------------------------

cat >"$T/read_page.py" <<'END_'
import html.parser, json, sys
class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.scripts, self.inside, self.faults = [], None, []
    def handle_starttag(self, tag, attrs):
        self.inside = tag
        if tag == "script":
            self.scripts.append("")
        if tag in ("img", "iframe", "object", "embed", "link", "base", "form", "foreignobject"):
            self.faults.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and not (value or "").startswith(("http://", "https://", "#"))):
                self.faults.append(f"{tag} {name}={value}")
    def handle_endtag(self, tag):
        self.inside = None
    def handle_data(self, data):
        if self.inside == "script":
            self.scripts[-1] += data
pages = []
for path in sys.argv[1:]:
    page = Page()
    page.feed(open(path, encoding="utf-8").read())
    page.close()
    json.loads(page.scripts[0])
    assert not page.faults, page.faults
    pages.append(page.scripts[1:])
assert all(scripts == pages[0] for scripts in pages), "another script"
END_
pages=
for word in script style cdata quotes json separators bidi noncharacter controls lines long private emoji; do
	holds "a report of $word" gazet report "Hostile$word" Hostilescript -q -d "$D" -o "$T/$word.html"
	pages="$pages $T/$word.html"
	holds "a card of $word" gazet show "Hostile$word" -d "$D"
	gazet show "Hostile$word" -d "$D" --format json >"$T/card.json"
	json "a card of $word as json" 'length >= 1' "$T/card.json"
done
# shellcheck disable=SC2086
holds 'pages have the scripts that are ours, and nothing that is run or fetched' python3 -B "$T/read_page.py" $pages
finish
