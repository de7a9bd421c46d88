#!/bin/bash
# CSV for spreadsheets, timelines as pictures, and the exports for TimelineJS, Aleph, GKG readers and Datasette: each
# against its specification, by a checker and a golden file; then DuckDB and graphology, where they are installed.
. tests/cli/lib.sh
once 'the checkers read what T30 and T31 print'

small_gazetteer "$T/gaz"
printf 'id\ttype\tname\taliases\nperson/evil\tperson\t<b>Eve|l</b>, "the" & co\t\n' >"$T/evil.tsv"
{
	printf '{"id":"1","date":"2017-07-07","title":"G20 summit in Hamburg </script><script>alert(1)</script>","url":"http://example.org/1?a=1&b=2","lang":"en","text":"Angela Merkel met Vladimir Putin.\\nThe Germans and Americans; the 2017 G20 Hamburg summit of the United Nations."}\n'
	printf '{"id":"2","date":"2017-07","title":"","url":"javascript:alert(1)","text":"Russia\\tand NATO. \\u202eMerkel\\u0001 =1+1 Angela Merkel"}\n'
	printf '{"id":"3","date":"2017","title":"Year","text":"Germany | Syrian civil war; # Angela Merkel"}\n'
	printf '{"id":"4","title":"Undated","text":"Rex Tillerson and Vladimir Putin in Hamburg."}\n'
	printf '{"id":"=5","date":"2017-07-09","title":"@risk","text":"The German chancellor Angela Merkel. NATO, NATO, North Atlantic Treaty Organization."}\n'
	printf '{"id":"6","date":"2017-09-01","title":"\\u4e2d","text":"<b>Eve|l</b>, \\"the\\" & co in Russia and Germany"}\n'
} >"$T/docs.jsonl"
D=$T/small.db
gazet index -q -g "$T/gaz" -g "$T/evil.tsv" -d "$D" --source-name 'a "source"' "$T/docs.jsonl"
# What a version or another gazetteer changes is not compared.
plain() { gazet "$@" | sed -E 's/gazet [0-9]+\.[0-9.]*[0-9]/gazet VERSION/g; s/gazetteer [0-9a-f]{32}/gazetteer HASH/g'; }

# ---- spreadsheets ---------------------------------------------------------------------

cat >"$T/read_sheet.py" <<'END'
import csv, sys
text = open(sys.argv[1], newline="", encoding="utf-8").read()
mark = text.startswith("\ufeff")
rows = list(csv.reader(text.lstrip("\ufeff").splitlines(keepends=True), strict=True))
assert all(len(row) == len(rows[0]) for row in rows), rows
assert text.count("\r\n") >= len(rows), "lines end in CR LF"
print("bom" if mark else "no bom", len(rows) - 1, sum(cell[:1] in tuple("=+-@\t\r") for row in rows[1:] for cell in row))
END
sheet() { gazet docs -d "$D" --format csv "$@" >"$T/sheet.csv" && python3 "$T/read_sheet.py" "$T/sheet.csv"; }
gives 'csv is read by the rules of RFC 4180' 0 sheet <<<'no bom 6 2'
gives '--bom: the mark in front' 0 sheet --bom <<<'bom 6 2'
gives '--spreadsheet-safe: no cell is a formula' 0 sheet --bom --spreadsheet-safe <<<'bom 6 0'
gives 'an apostrophe is all that is added' 0 eval "gazet docs -d '$D' --from 2017-07-08 --to 2017-07-10 --format csv --spreadsheet-safe | tr -d '\r'" <<'END'
doc,date,title,url,mentions
'=5,2017-07-09,'@risk,,5
END
gives 'numbers below zero stay numbers' 0 eval "gazet cooc NATO -d '$D' --format tsv --spreadsheet-safe | cut -f 6 | grep -c \"^'\"; true" <<<0
for format in table json jsonl md; do
	mentions "--bom is nothing for $format" 2 "--bom goes with --format csv or tsv, not with $format" \
		gazet docs -d "$D" --bom --format $format
done
mentions '--spreadsheet-safe neither' 2 '--spreadsheet-safe goes with --format csv or tsv, not with the default' \
	gazet docs -d "$D" --spreadsheet-safe
gives 'Markdown: a name breaks out of nothing' 0 gazet entities eve -d "$D" --format md <<'END'
| entity | name | type | docs | mentions | first | last |
| --- | --- | --- | ---: | ---: | --- | --- |
| person/evil | \<b>Eve\|l\</b>, "the" \& co | person | 1 | 1 | 2017-09-01 | 2017-09-01 |
END

# ---- pictures -------------------------------------------------------------------------

chart() { # TITLE NAME ARGUMENT...
	local title=$1 name=$2
	shift 2
	golden "$title" "export/$name" 0 plain timeline "$@" --format svg -d "$D"
	cp "$T/out" "$T/chart.svg"
	holds "$title: sound" python3 tests/cli/check_chart.py "$T/chart.svg"
}
chart 'a timeline as a picture: bars by day' timeline-day.svg country/de --by day --to 2017-07-31
chart 'lines of hostile names by month' timeline-month.svg country/de person/evil event/g20 --by month
chart 'shares of both by year' timeline-share.svg country/de country/ru --all --by year --share
for entities in country/de 'country/de country/ru'; do
	# shellcheck disable=SC2086
	run gazet timeline $entities --share --to 2017 --format svg -d "$D"
	holds "shares of $entities: of what is told" grep -qF '>Shares of all documents; to 2017-12-31.' "$T/out"
done
holds 'by week' eval "gazet timeline country/de --by week --format svg -d '$D' >'$T/week.svg' && python3 tests/cli/check_chart.py '$T/week.svg'"
holds 'of entities that no dated document has' eval \
	"gazet timeline person/rex-tillerson person/evil --from 2016 --to 2016-02 --format svg -d '$D' >'$T/none.svg' && python3 tests/cli/check_chart.py '$T/none.svg'"
gazet timeline -q country/de --by day --format svg -d "$D" -o "$T/file.svg"
holds '-o writes the same' cmp "$T/file.svg" <(gazet timeline country/de --by day --format svg -d "$D")
sum() { # what the description says beside what docs gives
	gazet timeline "$1" --by year --format svg -d "$D" | grep -oE ': [0-9,]+ documents' | tr -dc 0-9
	gazet docs "$1" --from 0001 -d "$D" --format jsonl | wc -l | tr -d ' '
}
holds 'the picture counts what docs gives' eval 'for e in country/de event/g20 org/nato; do set -- $(sum $e | sed "s/^\([0-9]\)\([0-9]\)$/\1 \2/"); done; [ "$1" = "$2" ]'
mentions 'no rows are chosen for a picture' 2 'leave out --sort, --limit and --offset' \
	gazet timeline country/de --format svg --limit 3 -d "$D"
mentions '--share without a picture' 2 '--share is for pictures: add --format svg' gazet timeline country/de --share -d "$D"
mentions 'other commands draw nothing' 2 'unknown output format "svg"' gazet docs --format svg -d "$D"
python3 - >"$T/long.jsonl" <<'END'
import datetime
for i in range(0, 25000, 97):
    print('{"id":"%d","date":"%s","text":"Germany"}' % (i, datetime.date(1900, 1, 1) + datetime.timedelta(i)))
END
gazet index -q -g "$T/gaz" -d "$T/long.db" "$T/long.jsonl"
mentions 'more days than a picture has' 2 'choose a longer --by' gazet timeline country/de --by day --format svg -d "$T/long.db"
for by in week month year; do
	holds "68 years by $by" eval "gazet timeline country/de --by $by --format svg -d '$T/long.db' >'$T/$by.svg' && python3 tests/cli/check_chart.py '$T/$by.svg'"
done

# ---- exports --------------------------------------------------------------------------

golden 'TimelineJS' export/timelinejs.json 0 plain export timelinejs -d "$D"
cp "$T/out" "$T/timelinejs"
holds 'TimelineJS: sound' python3 tests/cli/check_timelinejs.py "$T/timelinejs"
golden 'TimelineJS of an event' export/timelinejs-g20.json 0 plain export timelinejs event/g20 -d "$D"
cp "$T/out" "$T/timelinejs"
holds 'TimelineJS of an event: sound' python3 tests/cli/check_timelinejs.py "$T/timelinejs"
run gazet export timelinejs person/angela-merkel --limit 2 -d "$D"
json 'TimelineJS: those with most mentions' '.[0].events | length == 2' "$T/out"
cat >"$T/groups.jsonl" <<'END'
{"id":"1","date":"2017-01-01","title":"one","text":"Hamburg. Germany."}
{"id":"2","date":"2017-01-02","title":"two","text":"NATO. Germany and Russia."}
{"id":"3","date":"2017-01-03","title":"three","text":"NATO. Russia, Russia and Germany; Vladimir Putin."}
{"id":"4","date":"2017-01-04","title":"four","text":"NATO. Vladimir Putin, Vladimir Putin. The Germans."}
END
gazet index -q -g "$T/gaz" -d "$T/groups.db" "$T/groups.jsonl"
grouped() { # ARGUMENT...: headline, group and the words in bold letters of each event
	gazet export timelinejs "$@" --limit 2 -d "$T/groups.db" |
		jq -r '.events[] | [.text.headline, .group, (.text.text | capture("<b>(?<it>[^<]*)").it)] | join(" | ")'
}
gives 'TimelineJS: of a group, those with most mentions of any' 0 grouped --any country/ru --any country/de <<'END'
two | Germany | Germany
three | Russia | Russia
END
gives 'TimelineJS: of a selector' 0 grouped type:person <<'END'
three | Vladimir Putin | Vladimir Putin
four | Vladimir Putin | Vladimir Putin
END
gives 'TimelineJS: of a group and an entity' 0 grouped country/de --any org/nato --any type:person <<'END'
three | NATO | NATO
four | NATO | NATO
END
mentions 'TimelineJS: an empty one is refused' 2 'no document of the selection has a date' \
	gazet export timelinejs person/rex-tillerson -d "$D" -o "$T/refused.json"
holds 'and nothing is left of it' test ! -e "$T/refused.json" -a ! -e "$T/refused.json.gazet-partial"
mentions 'other formats choose nothing' 2 '--limit is for timelinejs' gazet export ftm --limit 2 -d "$D"

golden 'FollowTheMoney' export/ftm.json 0 gazet export ftm -d "$D"
cp "$T/out" "$T/ftm"
holds 'FollowTheMoney: sound' python3 tests/cli/check_ftm.py "$T/ftm"
golden 'GKG' export/gkg.tsv 0 gazet export gkg -d "$D"
cp "$T/out" "$T/gkg"
gazet export jsonl -d "$D" >"$T/jsonl"
holds 'GKG: sound' python3 tests/cli/check_gkg.py "$T/gkg" "$T/jsonl"

golden 'Datasette' export/datasette.json 0 plain export datasette -d "$D"
for filter in '--from 2010' '--source x' '--type person' --unique country/de; do
	# shellcheck disable=SC2086
	mentions "Datasette: $filter does not matter, and that is said" 0 \
		'datasette describes the whole database: the entities and filters asked for do not matter' \
		gazet export datasette $filter -d "$D"
done
complains 'Datasette: without one nothing is' 0 gazet export datasette -d "$D" </dev/null
gazet export datasette -d "$D" >"$T/datasette"
holds 'Datasette: sound' python3 tests/cli/check_datasette.py "$T/datasette" "$D" 'Angela Merkel' ang
canned() { # QUERY ENTITY: the first columns that the query gives
	jq -r '.databases.small.queries[$q].sql' --arg q "$1" "$T/datasette" >"$T/query.sql"
	{ echo ".parameter set :entity '$2'" && cat "$T/query.sql"; } | sqlite3 -batch -readonly -separator ' ' "$D"
}
for entity in country/de event/g20 event/g20-2017 person/angela-merkel; do
	canned cooc $entity | cut -d' ' -f1 | sort >"$T/a"
	gazet cooc $entity -d "$D" --format csv | tail -n +2 | cut -d, -f1 | sort >"$T/b"
	same "Datasette: cooc of $entity has the rows of gazet cooc" "$T/b" "$T/a"
	gazet docs $entity -d "$D" --format tsv | tail -n +2 | cut -f1 | sort >"$T/b"
	canned documents $entity | awk '{ print $3 }' | sort >"$T/a"
	same "Datasette: documents of $entity are those of gazet docs" "$T/b" "$T/a"
done
if command -v datasette >/dev/null; then
	holds 'Datasette reads it' datasette "$D" -m "$T/datasette" --get '/small/cooc.json?entity=country%2Fde&_shape=array'
else
	skip 'Datasette reads it' 'no datasette'
fi

# ---- the demo archive: all of it, by the shipped gazetteer --------------------------------

E=$T/demo.db
gazet index -q -d "$E" tests/data/demo/articles.jsonl tests/data/demo/notes tests/data/demo/scraped
for format in timelinejs ftm gkg datasette jsonl; do gazet export -q $format -d "$E" -o "$T/demo.$format"; done
holds 'the demo for TimelineJS' python3 tests/cli/check_timelinejs.py "$T/demo.timelinejs"
holds 'the demo for Aleph' python3 tests/cli/check_ftm.py "$T/demo.ftm"
holds 'the demo for GKG readers' python3 tests/cli/check_gkg.py "$T/demo.gkg" "$T/demo.jsonl"
holds 'the demo for Datasette' python3 tests/cli/check_datasette.py "$T/demo.datasette" "$E" country/gr merkel
json 'a file says what it was made from' '.[0] | .format == "ftm" and (.gazetteer | length) == 32' "$T/demo.ftm.meta.json"
for by in day week month year; do
	gazet timeline country/gr event/g20 person/barack-obama person/angela-merkel --by $by --format svg -d "$E" >"$T/demo.svg" ||
		gazet timeline country/gr event/g20 --by $by --from 2010 --to 2012 --format svg -d "$E" >"$T/demo.svg"
	holds "the demo as a picture by $by" python3 tests/cli/check_chart.py "$T/demo.svg"
done

# ---- readers --------------------------------------------------------------------------

export NODE_PATH=${GAZET_READERS:-$TOP/build/readers}/node_modules
if command -v node >/dev/null && [ -d "$NODE_PATH/@duckdb/node-api" ]; then
	duck() { node tests/readers/duckdb.js "$1"; }
	gazet export -q jsonl --partition day -d "$D" -o "$T/days"
	gazet export -q mentions --partition type -d "$D" -o "$T/types"
	gazet export -q csv -d "$D" -o "$T/mentions.csv"
	gives 'DuckDB reads partitioned JSON Lines' 0 duck \
		"SELECT CAST(day AS VARCHAR) AS day, count(*) AS docs FROM read_json('$T/days/*/*.jsonl', hive_partitioning = true) GROUP BY day ORDER BY day NULLS LAST" <<'END'
{"day":"2017-07-07","docs":"1"}
{"day":"2017-07-09","docs":"1"}
{"day":"2017-09-01","docs":"1"}
{"day":null,"docs":"3"}
END
	duck "SELECT entity, count(DISTINCT doc) AS docs, count(*) AS mentions FROM read_json('$T/types/*/*.jsonl', hive_partitioning = true) GROUP BY entity ORDER BY entity" |
		jq -r '[.entity, .docs, .mentions] | @csv' | tr -d '"' >"$T/a"
	gazet entities --sort entity -d "$D" --format csv | tr -d '\r' | tail -n +2 | rev | cut -d, -f3,4 | rev >"$T/counts"
	duck "SELECT entity, count(DISTINCT doc) AS docs, count(*) AS mentions FROM read_csv('$T/mentions.csv') GROUP BY entity ORDER BY entity" |
		jq -r '[.entity, .docs, .mentions] | @csv' | tr -d '"' >"$T/b"
	same 'DuckDB reads mentions as JSON Lines and as CSV alike' "$T/a" "$T/b"
	gazet export -q csv -d "$E" -o "$T/demo.csv"
	duck "SELECT count(*) AS mentions, count(DISTINCT doc) AS docs FROM read_csv('$T/demo.csv')" | jq -r '.mentions' >"$T/a"
	gazet db stats -d "$E" --format jsonl | jq -r 'select(.key == "mentions").value' >"$T/b"
	same 'and counts what gazet counts' "$T/b" "$T/a"
else
	skip 'DuckDB reads the exports' 'no @duckdb/node-api (make readers)'
fi
if command -v node >/dev/null && [ -d "$NODE_PATH/graphology-gexf" ]; then
	gazet graph country/gr --nodes 8 --format gexf -d "$E" -o "$T/graph.gexf" -q
	node tests/readers/gexf.js "$T/graph.gexf" >"$T/a"
	gazet graph country/gr --nodes 8 --format json -d "$E" >"$T/b" 2>/dev/null
	json 'graphology reads GEXF' '.[0].nodes == 9 and .[0].edges > 8' "$T/a"
	holds 'the weight of an edge is the documents of both' eval \
		'jq -r ".weights | to_entries[] | \"\(.value)\"" "$T/a" | sort >"$T/weights"; jq -r ".links[].docs" "$T/b" | sort | cmp - "$T/weights"'
else
	skip 'graphology reads GEXF' 'no graphology-gexf (make readers)'
fi

finish
