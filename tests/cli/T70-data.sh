#!/bin/bash
# A year of news, indexed whole. Needs GAZET_TEST_DATA, the folder of the shared data.
. tests/cli/lib.sh

NEWS=${GAZET_TEST_DATA:-}/news/reuters-news-2011.jsonl.gz
why=
if [ -z "${GAZET_TEST_DATA:-}" ]; then
	why='GAZET_TEST_DATA is not set'
elif [ ! -r "$NEWS" ]; then
	why="there is no $NEWS"
elif [ -n "${SAN:-}" ]; then
	why='too slow under the sanitizers'
fi
if [ -n "$why" ]; then
	skip 'a year of news' "$why"
	finish
fi
D=$T/news.db
run gazet index --json -q -d "$D" "$NEWS"
holds 'the year is indexed' test "$status" -eq 0
json '14687 documents, none rejected' '.[0] | .added == 14687 and .rejected == 0 and .replaced == 0 and .unchanged == 0' "$T/out"
is_sound 'the database is sound' "$D"
gazet db stats -d "$D" --format jsonl | jq -rs 'map({(.key): .value}) | add | "\(.near_duplicates) \(.clusters)"' >"$T/found"
tr -d , <docs/duplicates.md | sed -nE 's/.*14687 articles\) ([0-9]+) are in ([0-9]+) clusters.*/\1 \2/p' >"$T/told"
holds 'as many near-duplicates and clusters as docs/duplicates.md says' cmp "$T/told" "$T/found"
run gazet index --json -q -d "$D" "$NEWS"
json 'again: nothing changes' '.[0] | .added == 0 and .unchanged == 14687 and .replaced == 0' "$T/out"
ask() { gazet "$@" -q -d "$D" --format jsonl; }
ask entities >"$T/entities"
docs_of() { ask docs "$1" | wc -l; }

json 'the busiest entities of 2011' \
	'[.[:40][].entity] as $e | ["country/us", "country/cn", "country/gr", "person/barack-obama"] | all(IN($e[]))' "$T/entities"
json 'hundreds of entities, of every type' 'length > 1000 and (map(.type) | unique) == ["country","event","org","person","place"]' "$T/entities"
json 'days are those of the archive' '[.[].first // empty] + [.[].last // empty] | all(startswith("20"))' "$T/entities"
for entity in person/barack-obama person/angela-merkel event/g20 country/gr; do
	ask cooc "$entity" --limit 0 >"$T/cooc"
	docs=$(docs_of "$entity")
	json "$entity: no associate is in more documents than itself or $entity" \
		"length > 20 and all(.docs >= 1 and .docs <= $docs and .npmi >= -1 and .npmi <= 1 and .g2 >= 0 and .share <= 1)" "$T/cooc"
	jq -r '.entity' "$T/cooc" | head -n 5 | while read -r other; do
		[ "$(jq -r "select(.entity == \"$other\").docs" "$T/cooc")" -eq "$(ask docs "$entity" "$other" | wc -l)" ] || echo "$other"
	done >"$T/differ"
	same "$entity: cooc and docs agree" /dev/null "$T/differ"
done

associates() { ask cooc "$1" --limit "$2" | jq -r .entity >"$T/associates"; }
among() { # TITLE ENTITY LIMIT EXPECTED...: all of these are among the first associates
	local title=$1 entity=$2 limit=$3
	shift 3
	associates "$entity" "$limit"
	printf '%s\n' "$@" | grep -vxFf "$T/associates" >"$T/differ"
	same "$title" /dev/null "$T/differ"
}
among 'the G20 in the year of Cannes: France, Sarkozy, China, the IMF' event/g20 25 \
	country/fr person/nicolas-sarkozy country/cn country/us org/imf
among 'Greece: the euro zone and its lenders' country/gr 15 org/imf country/de org/eu org/ecb
among 'Obama: the United States and their parties' person/barack-obama 15 country/us
among 'Merkel: Germany, Sarkozy, Greece' person/angela-merkel 15 country/de person/nicolas-sarkozy country/gr
ask timeline country/gr --by month >"$T/timeline"
json "Greece's year: every month, the peak in June" \
	'map(.period)[:1] <= ["2011-01"] and (map(select(.period | startswith("2011"))) | max_by(.docs).period == "2011-06")' "$T/timeline"
docs=$(ask docs country/gr --from 0001 | wc -l)
json 'its months add up to its documents' "(map(.docs) | add) == $docs" "$T/timeline"
ask kwic person/angela-merkel --with country/gr >"$T/kwic"
json 'Merkel and Greece in context' 'length > 50 and all(.match | test("merkel|chancellor"; "i"))' "$T/kwic"
ask kwic person/angela-merkel --with country/gr --window 10 >"$T/near"
json 'near one another: fewer' "length > 5 and length < $(wc -l <"$T/kwic")" "$T/near"
ask cooc event/g20 --window sentence --limit 0 | jq -r '[.entity, .docs] | @tsv' | sort >"$T/sentence"
ask cooc event/g20 --limit 0 | jq -r '[.entity, .docs] | @tsv' | sort >"$T/document"
join -t "$(printf '\t')" "$T/sentence" "$T/document" | awk -F '\t' '$2 > $3' >"$T/differ"
same 'in a sentence never more than in a document' /dev/null "$T/differ"
run gazet db stats -d "$D" --json
json 'the database is smaller than twice its text' '.[0] | map({(.key): .value}) | add | .file_bytes < 2 * .text_bytes' "$T/out"
finish
