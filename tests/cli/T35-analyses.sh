#!/bin/bash
# diff, bursts, path, and the measures: every number of documents that is printed is what `gazet docs` gives.
. tests/cli/lib.sh
once 'test_analyses has the same code'

D=$T/demo.db
run gazet index -q -d "$D" tests/data/demo/articles.jsonl tests/data/demo/notes tests/data/demo/scraped
holds 'the demo archive is indexed' test "$status" -eq 0
ask() { gazet "$@" -q -d "$D" --format jsonl; }

# counted TITLE: lines of COUNT, a tab and the arguments of docs with \x1f between; some, and each count is right
counted() {
	local title=$1 docs words arguments lines asked=0
	while IFS=$'\t' read -r docs words; do
		asked=$((asked + 1))
		IFS=$'\x1f' read -r -a arguments <<<"$words"
		count ask docs "${arguments[@]}"
		[ "$lines" -eq "$docs" ] || echo "$docs printed, docs ${arguments[*]}: $lines"
	done >"$T/why"
	[ "$asked" -gt 0 ] || echo 'no row' >"$T/why"
	if [ -s "$T/why" ]; then verdict "$title" no "$T/why"; else verdict "$title" yes; fi
}
# asked FILTER: of jsonl, what the filter makes: [count, argument, ...]
asked() { jq -r "$1"' | "\(.[0])\t\(.[1:] | join("\u001f"))"'; }

# reproduce WHAT FIRST SECOND PERIOD VS: all questions about two entities of $D
reproduce() {
	local what=$1 a=$2 b=$3 from=$4 to=$5 vs_from=$6 vs_to=$7
	counted "$what: entities" < <(ask entities --from "$from" --to "$to" --limit 12 |
		asked "[.docs, .entity, \"--from\", \"$from\", \"--to\", \"$to\"]")
	counted "$what: cooc" < <(ask cooc "$a" --limit 12 | asked "[.docs, \"$a\", .entity]")
	counted "$what: cooc in a window and a period" < <(ask cooc "$a" --window 20 --from "$from" --to "$to" --limit 8 |
		asked "[.docs, \"$a\", .entity, \"--window\", \"20\", \"--from\", \"$from\", \"--to\", \"$to\"]")
	counted "$what: timeline" < <(ask timeline "$a" --by day --from "$from" --to "$to" |
		jq -c 'select(.docs > 0)' | tail -n 6 | asked "[.docs, .entity, \"--from\", .period, \"--to\", .period], [.total_docs, \"--from\", .period, \"--to\", .period]")
	counted "$what: diff" < <(ask diff "$a" --from "$from" --to "$to" --vs-from "$vs_from" --vs-to "$vs_to" --limit 8 |
		asked "[.docs, \"$a\", .entity, \"--from\", \"$from\", \"--to\", \"$to\"],
			[.vs_docs, \"$a\", .entity, \"--from\", \"$vs_from\", \"--to\", \"$vs_to\"]")
	counted "$what: diff of all" < <(ask diff --from "$from" --to "$to" --vs-from "$vs_from" --vs-to "$vs_to" --limit 8 |
		asked "[.docs, .entity, \"--from\", \"$from\", \"--to\", \"$to\"]")
	ask path "$a" "$b" --min-docs 2 >"$T/path"
	counted "$what: path" < <(jq -cs '[.[0]], [range(1; length) as $i | .[$i - 1:$i + 1]] | .[] | if type == "array" then . else [.] end' "$T/path" |
		asked '[.[-1].docs] + [.[].entity]')
	jq -cs '[range(1; length) as $i | [.[$i].doc, .[$i - 1].entity, .[$i].entity]][]' "$T/path" >"$T/steps"
	jq -r '@tsv' "$T/steps" | while IFS=$'\t' read -r doc one other; do
		[ "$(ask docs "$one" "$other" --sort -mentions --limit 1 | jq -r .doc)" = "$doc" ] || echo "$doc: $one, $other"
	done >"$T/wrong"
	holds "$what: path names the document with the most mentions" test ! -s "$T/wrong" -a -s "$T/steps"
}
reproduce 'the demo' country/gr person/xi-jinping 2011-01-01 2012-12-31 2009-01-01 2010-12-31

# ---- the measures, from counts ----------------------------------------------------------

ask cooc event/g20 >"$T/cooc"
ask entities | jq -cs 'map({(.entity): .docs}) | add' >"$T/marginals"
count ask docs
whole=$lines
count ask docs event/g20
jq -n --slurpfile rows "$T/cooc" --slurpfile y "$T/marginals" --argjson n "$whole" --argjson x "$lines" '
	def choose(a; b): if b < 0 or b > a then 0 else reduce range(0; b) as $i (1; . * (a - $i) / ($i + 1)) end;
	$y[0] as $y | ($y | keys | map(select(startswith("event/g20") | not)) | length) as $m
	| ($rows | map($y[.entity] as $y | {entity, p, q, jaccard, j: (.docs / ($x + $y - .docs)), k: .docs,
		exact: ([range(.docs; ([$x, $y] | min) + 1) as $i | choose($y; $i) * choose($n - $y; $x - $i) / choose($n; $x)] | add)})
		| sort_by(.exact)) as $sorted
	| ([range(1; $m + 1) | 1 / .] | add * $m) as $factor
	| [range(0; $sorted | length) as $i | $sorted[$i] + {by: ([1, ($sorted[$i:] | to_entries[] | .value.exact * $factor / ($i + .key + 1))] | min)}]
	| .[] | select((.p - .exact | fabs) > 1e-5 * .exact or (.q - .by | fabs) > 1e-5 * .by or (.jaccard - .j | fabs) > 1e-5)' >"$T/wrong" 2>&1
holds 'cooc: jaccard, p and q are those of their formulas' test ! -s "$T/wrong" -a -s "$T/cooc"
head -n 20 "$T/wrong" | sed 's/^/# /'
ask cooc event/g20 --type org --min-docs 2 >"$T/a"
jq -c 'select(.type == "org" and .docs >= 2)' "$T/cooc" >"$T/b"
same 'cooc: what is chosen as rows changes no q' "$T/b" "$T/a"
ask cooc event/g20 --sort p | jq -s 'map(.p) | . == sort' >"$T/sorted"
holds 'cooc: --sort p' grep -qx true "$T/sorted"
run gazet cooc event/g20 -d "$D" --sort q
holds 'cooc: a table sorted by q shows it' grep -q ' q$' "$T/out"

# ---- bursts: Greece in two weeks of a made archive -------------------------------------------

small_gazetteer "$T/gaz"
awk 'BEGIN {
	for (day = 1; day <= 28; day++) for (i = 0; i < 4; i++)
		printf "{\"id\":\"d%d-%d\",\"date\":\"2017-02-%02d\",\"title\":\"<b>%d</b>\",\"text\":\"%s.\"}\n", day, i, day, day,
			(day >= 10 && day <= 14 && i < 3) ? "Russia and Russia met Germany" : i == 0 && day % 7 == 0 ? "Russia" : "Germany"
}' >"$T/made.jsonl"
D=$T/made.db
gazet index -q -g "$T/gaz" -d "$D" "$T/made.jsonl"
ask bursts >"$T/bursts"
gives 'bursts: days of unusual attention' 0 jq -c '[.entity, .from, .to, .docs, .total_docs, .expected, .ratio, .doc, .title]' "$T/bursts" <<'END'
["country/ru","2017-02-10","2017-02-14",15,20,3.21429,4.66667,"d10-0","<b>10</b>"]
END
counted 'bursts: counts are those of docs' < <(asked '[.docs, .entity, "--from", .from, "--to", .to], [.total_docs, "--from", .from, "--to", .to]' <"$T/bursts")
gives 'bursts: no burst of what is everywhere' 0 ask bursts country/de <<'END'
END
mentions 'bursts: -e' 1 'no burst' gazet bursts country/de -e -d "$D"
gives 'bursts: what is asked for twice is one series' 0 ask bursts russia country/ru country/de < <(ask bursts country/ru country/de)
complains 'bursts: no document of the filter' 1 gazet bursts country/ru --to 2016 -e -d "$D" <<'END'
gazet: nothing found: no document fits the filter; the database has 112, of 2017-02-01 to 2017-02-28
END
complains 'bursts: no document with it' 1 gazet bursts country/ru --not country/ru -e -d "$D" <<'END'
gazet: nothing found: in the filter, country/ru has 0 documents; without it 18
END
complains 'bursts: left out by an option' 0 gazet bursts country/ru --type org -d "$D" <<'END'
gazet: nothing found: 18 documents fit, but no row is left by --type
END
mentions 'bursts: no option is to blame' 0 'no burst' gazet bursts country/de --type org -d "$D"
mentions 'bursts: --by month' 2 '--by is day or week' gazet bursts --by month -d "$D"

# ---- questions that have no answer ---------------------------------------------------------------

mentions 'diff: no period' 2 'say --from DAY and --to DAY' gazet diff country/ru -d "$D"
mentions 'diff: periods that overlap' 2 'the periods overlap' gazet diff --from 2017-02-10 --vs-from 2017-02-01 --vs-to 2017-02-11 -d "$D"
mentions 'diff: says what it compared' 0 'compared: 2017-02-10 to 2017-02-14, 15 documents, with 2017-02-05 to 2017-02-09, 1' \
	gazet diff country/ru --from 2017-02-10 --to 2017-02-14 -d "$D"
printf '{"id":"%s","date":"%s","text":"Russia."}\n' first 0001 last 9999 | gazet index -q -g "$T/gaz" -d "$T/all.db" -
mentions 'diff: the other period begins with the first year that can be written' 0 \
	'compared: 2011-01-01 to 9999-12-31, 1 documents, with 0001-01-01 to 2010-12-31, 1' gazet diff --from 2011 --to 9999 -d "$T/all.db"
complains 'diff: before the first year is none' 2 gazet diff --from 0001 --to 9999 -d "$T/all.db" <<'END'
gazet: no day lies before 0001-01-01: say --vs-from and --vs-to
END
mentions 'path: to itself' 2 'are the same' gazet path country/ru country/ru -d "$D"
mentions 'path: none' 1 'no chain leads' gazet path country/ru country/de --min-docs 99 -e -d "$D"
complains 'path: from what is nowhere' 1 gazet path country/ru country/de --not country/ru -e -d "$D" <<'END'
gazet: nothing found: in the filter, country/ru has 0 documents, country/de 94
END
mentions 'path: too many steps' 2 'at most 8 steps' gazet path country/ru country/de --steps 9 -d "$D"
gives 'path: direct' 0 ask path country/ru country/de <<'END'
{"step":0,"entity":"country/ru","name":"Russia","type":"country","docs":18,"jaccard":null,"doc":null,"date":null,"title":null}
{"step":1,"entity":"country/de","name":"Germany","type":"country","docs":15,"jaccard":0.133929,"doc":"d14-0","date":"2017-02-14","title":"<b>14</b>"}
END

# ---- a part of a year of news ------------------------------------------------------------------------

NEWS=${GAZET_TEST_DATA:-}/news/reuters-news-2011.jsonl.gz
if [ ! -r "$NEWS" ]; then
	skip 'news' 'GAZET_TEST_DATA does not name the shared data'
	finish
fi
D=$T/news.db
zcat "$NEWS" | head -n 2500 | gazet index -q -d "$D" --source-name news -
read -r first last < <(gazet db stats -d "$D" --json | jq -r 'map({(.key): .value}) | add | "\(.first_day) \(.last_day)"')
middle=$(date -u -d "$first + $((($(date -u -d "$last" +%s) - $(date -u -d "$first" +%s)) / 172800)) days" +%F)
reproduce 'news' country/us person/barack-obama "$(date -u -d "$middle + 1 day" +%F)" "$last" "$first" "$middle"
ask bursts --limit 6 >"$T/bursts"
counted 'news: bursts' < <(asked '[.docs, .entity, "--from", .from, "--to", .to], [.total_docs, "--from", .from, "--to", .to]' <"$T/bursts")
jq -r '[.doc, .entity, .peak] | @tsv' "$T/bursts" | while IFS=$'\t' read -r doc entity peak; do
	[ "$(ask docs "$entity" --from "$peak" --to "$peak" --sort -mentions --limit 1 | jq -r .doc)" = "$doc" ] || echo "$doc"
done >"$T/wrong"
holds 'news: a burst names the document of its peak with the most mentions' test ! -s "$T/wrong"
finish
