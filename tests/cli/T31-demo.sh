#!/bin/bash
# The demo archive with the shipped gazetteer: contracts, sums that must agree, and a few answers as they are.
. tests/cli/lib.sh
once 'the demo is run by T90'

D=$T/demo.db
run gazet index --json -d "$D" tests/data/demo/articles.jsonl tests/data/demo/notes tests/data/demo/scraped
json 'the demo archive is indexed' '.[0] | .added == 91 and .undated == 2 and .rejected == 0 and .duplicate == 0' "$T/out"
is_sound 'and sound' "$D"
ask() { gazet "$@" -q -d "$D" --format jsonl; }

# ---- keys of the contracts, in their order -------------------------------------------

contract() { # TITLE KEYS COMMAND...
	local title=$1 keys=$2
	shift 2
	run gazet "$@" -d "$D" --format jsonl
	json "$title: keys" "length > 0 and all(keys_unsorted == (\"$keys\" | split(\",\")))" "$T/out"
	cp "$T/out" "$T/jsonl"
	run gazet "$@" -d "$D" --json
	jq -cs '.' "$T/jsonl" >"$T/a"
	jq -c '.' "$T/out" >"$T/b"
	same "$title: json is jsonl as one array" "$T/a" "$T/b"
	run gazet "$@" -d "$D" --limit 0 --format csv
	tr -d '\r' <"$T/out" | head -n 1 >"$T/b"
	echo "$keys" >"$T/a"
	same "$title: the header of csv" "$T/a" "$T/b"
	run gazet "$@" -d "$D" --limit 0 --format tsv
	holds "$title: tsv has a line for each row" test "$(wc -l <"$T/out")" -eq $(($(wc -l <"$T/jsonl") + 1))
	run gazet "$@" -d "$D" --limit 0 --format md
	holds "$title: md has two more" test "$(wc -l <"$T/out")" -eq $(($(wc -l <"$T/jsonl") + 2))
	run gazet "$@" -d "$D" --limit 0
	holds "$title: table" test "$(wc -l <"$T/out")" -eq $(($(wc -l <"$T/jsonl") + 1))
}
contract entities entity,name,type,docs,mentions,first,last entities
contract cooc entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q cooc event/g20
contract 'cooc --window' entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q cooc event/g20 --window 20
contract timeline entity,period,docs,mentions,total_docs,share timeline event/g20 country/gr --by year
contract 'timeline --all' entity,period,docs,mentions,total_docs,share timeline event/g20 country/cn --all
contract kwic doc,date,title,field,start,left,match,right,entity,name kwic person/angela-merkel
contract docs doc,date,title,url,mentions docs event/g20

# ---- the numbers agree ------------------------------------------------------------------

ask entities >"$T/entities"
json 'entities: docs <= mentions, first <= last, none twice' \
	'(map(.entity) | unique | length) == length and all(.docs >= 1 and .docs <= .mentions and (.first == null or .first <= .last))' \
	"$T/entities"
json 'entities: docs descending, then entity' '. == sort_by([-.docs, .entity])' "$T/entities"
sqlite3 -readonly -batch "$D" "WITH RECURSIVE up(entity, whole) AS (SELECT entity, id FROM entity
	UNION SELECT up.entity, e.series_id FROM up JOIN entity e ON e.id = up.whole WHERE e.series_id IS NOT NULL)
	SELECT json_object('entity', w.entity, 'docs', count(DISTINCT document_id), 'mentions', sum(mentions))
	FROM v_document_entity JOIN up USING (entity) JOIN entity w ON w.id = up.whole GROUP BY w.entity" >"$T/truth"
jq -cs 'map({entity, docs, mentions}) | sort_by(.entity)[]' "$T/entities" >"$T/a"
jq -cs 'sort_by(.entity)[]' "$T/truth" >"$T/b"
same 'entities: counts are those of v_document_entity, editions for their series too' "$T/b" "$T/a"

# Every docs count that cooc prints equals the number of rows of docs with both.
agree() { # TITLE OPTIONS... -- ENTITY...
	local title=$1 entity docs lines
	local options=() types=()
	shift
	while [ "$1" != -- ]; do
		case $1 in
		--type) types=(--type "$2") ;;
		*) options+=("$1" "$2") ;;
		esac
		shift 2
	done
	shift
	ask cooc "$@" "${options[@]}" "${types[@]}" --limit 40 >"$T/cooc"
	jq -r '[.entity, .docs] | @tsv' "$T/cooc" | while IFS=$'\t' read -r entity docs; do
		count ask docs "$@" "$entity" "${options[@]}"
		[ "$lines" -eq "$docs" ] || echo "$entity: cooc has $docs documents, docs $lines"
	done >"$T/why"
	[ -s "$T/cooc" ] || echo 'cooc found nothing' >>"$T/why"
	if [ -s "$T/why" ]; then verdict "$title" no "$T/why"; else verdict "$title" yes; fi
}
agree 'cooc and docs agree: a country' -- country/us
agree 'cooc and docs agree: events, series too' --type event -- country/ru
agree 'cooc and docs agree: a series' -- event/g20
agree 'cooc and docs agree: two' -- event/g20 country/cn
agree 'cooc and docs agree: a period' --from 2011-06 --to 2015 -- country/gr
agree 'cooc and docs agree: a source' --source scraped -- country/ru
agree 'cooc and docs agree: 20 tokens' --window 20 -- person/angela-merkel
agree 'cooc and docs agree: a sentence' --window sentence -- country/us

# Both measures again, from counts.
measures() { # TITLE ENTITY OPTION...
	local title=$1 entity=$2 other lines
	shift 2
	ask cooc "$entity" "$@" --limit 40 >"$T/cooc"
	jq -r .entity "$T/cooc" | while read -r other; do
		count ask docs "$other" "$@"
		echo "{\"$other\":$lines}"
	done >"$T/marginals"
	jq -n --slurpfile cooc "$T/cooc" --slurpfile y "$T/marginals" \
		--argjson x "$(ask docs "$entity" "$@" | wc -l)" --argjson n "$(ask docs "$@" | wc -l)" '
		def term(o; e): if o == 0 then 0 else o * ((o / e) | log) end;
		($y | add) as $ys
		| $cooc[] | .docs as $xy | $ys[.entity] as $y
		| (if $xy == $n then 1 else (($xy * $n / ($x * $y)) | log) / -(($xy / $n) | log) end) as $npmi
		| (2 * (term($xy; $x * $y / $n) + term($x - $xy; $x * ($n - $y) / $n) + term($y - $xy; ($n - $x) * $y / $n)
			+ term($n - $x - $y + $xy; ($n - $x) * ($n - $y) / $n))) as $g2
		| select(((.npmi - $npmi) | fabs) > 0.00001 or ((.g2 - $g2) | fabs) > 0.001 or ((.share - $xy / $x) | fabs) > 0.00001)
		| "\(.entity): npmi \(.npmi), not \($npmi); g2 \(.g2), not \($g2)"' >"$T/why" 2>&1
	[ -s "$T/cooc" ] || echo 'cooc found nothing' >>"$T/why"
	if [ -s "$T/why" ]; then verdict "$title" no "$T/why"; else verdict "$title" yes; fi
}
measures 'share, npmi and g2: a country' country/ru
measures 'share, npmi and g2: inside a period' country/gr --from 2010 --to 2015-07
measures 'share, npmi and g2: inside two sources' person/vladimir-putin --source scraped --source notes

ask cooc event/g20 --limit 0 >"$T/cooc"
json 'cooc: neither the series nor its editions are their own associates' 'all(.entity | startswith("event/g20") | not)' "$T/cooc"
json 'cooc: docs, then g2 descending, then entity' '. == sort_by([-.docs, -.g2, .entity])' "$T/cooc"
ask cooc event/g20 --type country,org >"$T/a"
jq -c 'select(.type == "country" or .type == "org")' "$T/cooc" >"$T/b"
same 'cooc: --type only chooses rows' "$T/b" "$T/a"
ask cooc event/g20 --min-docs 3 >"$T/a"
jq -c 'select(.docs >= 3)' "$T/cooc" >"$T/b"
same 'cooc: --min-docs only chooses rows' "$T/b" "$T/a"
ask cooc event/g20 --limit 5 --offset 3 >"$T/a"
sed -n 4,8p "$T/cooc" >"$T/b"
same 'cooc: --limit and --offset cut from it' "$T/b" "$T/a"
ask cooc event/g20 --sort -npmi >"$T/a"
json 'cooc: --sort -npmi' '[.[].npmi] == ([.[].npmi] | sort | reverse)' "$T/a"

# Timelines.
docs=$(ask docs country/gr --from 1900 | wc -l)
for period in day week month year; do
	ask timeline country/gr --by $period >"$T/timeline"
	json "timeline by $period: sums are those of docs, shares are docs / total_docs" \
		"(map(.docs) | add) == $docs and (map(.total_docs) | add) == 89
		 and all(.share as \$s | if .total_docs == 0 then \$s == 0 else ((.docs / .total_docs - \$s) | fabs) < 0.00001 end)" "$T/timeline"
	json "timeline by $period: in order, none twice" 'map(.period) == (map(.period) | unique)' "$T/timeline"
done
json 'timeline by year: none is left out' 'map(.period | tonumber) == [range(1989; 2025)]' "$T/timeline"
ask timeline country/gr country/de --by month >"$T/timeline"
json 'timeline: every series has the same periods' \
	'group_by(.entity) | length == 2 and (.[0] | map(.period)) == (.[1] | map(.period)) and (.[0] | length) == 12 * 35 + 2' "$T/timeline"
both=$(ask docs country/gr country/de --from 1900 | wc -l)
ask timeline country/gr country/de --all --by month >"$T/timeline"
json 'timeline --all: the common documents' "(map(.docs) | add) == $both and (map(.entity) | unique) == [\"country/gr + country/de\"]" "$T/timeline"

# Words in context.
ask kwic country/us >"$T/kwic"
json 'kwic: as many rows as mentions' "length == $(jq 'select(.entity == "country/us").mentions' "$T/entities")" "$T/kwic"
json 'kwic: ordered by date, undated last' '[.[].date | . // "9"] | . == sort' "$T/kwic"
json 'kwic: at most 60 code points each side, in single spaces' \
	'all((.left | length) <= 60 and (.right | length) <= 60 and ((.left + .match + .right) | test("[\\n\\t]|  ") | not))' "$T/kwic"
sqlite3 -readonly -batch "$D" "SELECT json_object('doc', doc, 'field', field, 'start', start, 'match', text) FROM v_mention WHERE entity = 'country/us'" |
	jq -cs 'sort_by([.doc, .field, .start])[]' >"$T/a"
jq -cs 'map({doc, field, start, match}) | sort_by([.doc, .field, .start])[]' "$T/kwic" >"$T/b"
same 'kwic: doc, field, start and match are those of v_mention' "$T/a" "$T/b"
ask kwic country/us --with country/ru | jq -r .doc | sort -u >"$T/a"
ask docs country/us country/ru | jq -r .doc | sort -u >"$T/b"
same 'kwic --with: the documents that docs has' "$T/b" "$T/a"
ask docs >"$T/docs"
json 'docs: all of them, newest first, undated last' 'length == 91 and ([.[].date | . // "0"] | . == (sort | reverse))' "$T/docs"

run gazet db stats -d "$D" --json
json 'db stats' '.[0] | map({(.key): .value}) | add | .documents == 91 and .dated == 89 and .undated == 2 and .sources == 3
	and .first_day == "1989-11-10" and .last_day == "2024-12-09" and .runs == 1 and .schema == "3.3"' "$T/out"
json 'db stats: its counts are those of the tables' \
	".[0] | map({(.key): .value}) | add | [.mentions, .entities, .names] == $(sqlite3 -readonly -batch "$D" \
		'SELECT json_array((SELECT count(*) FROM mention), (SELECT count(*) FROM entity), (SELECT count(*) FROM name))')" "$T/out"

# ---- answers as they are (they change when gazetteer rows do: tests/golden/regenerate) ----

golden 'the G20 and whom it meets' demo/cooc-g20 0 gazet cooc event/g20 --limit 15 -d "$D"
golden 'the G20 and China: people' demo/cooc-g20-china.csv 0 gazet cooc event/g20 country/cn --type person --format csv -d "$D"
golden 'Greece by year' demo/timeline-greece.md 0 gazet timeline country/gr --by year --format md -d "$D"
golden 'the words around Angela Merkel, where Greece is near' demo/kwic-merkel-greece 0 \
	gazet kwic person/angela-merkel --with country/gr --window 30 --limit 0 -d "$D"
golden 'documents with Putin and the United States' demo/docs-putin-us.tsv 0 gazet docs putin U.S. --format tsv -d "$D"
golden 'events' demo/entities-events.jsonl 0 gazet entities --type event --min-docs 2 --format jsonl -d "$D"
complains 'Korea is one of two' 2 gazet docs korea -d "$D" <<'END'
gazet: "korea" may be one of these; give its id:
  country/kr  South Korea (country, 5 documents)
  country/kp  North Korea (country, 1 document)
END
mentions 'the nearest to a typing error' 2 'Angela Merkel (person/angela-merkel)' gazet kwic 'angela merkle' -d "$D"
finish
