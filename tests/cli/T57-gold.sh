#!/bin/bash
# The gold sets: what is promised of the project's own in every form, and, where $GAZET_TEST_DATA has them, of public ones.
. tests/cli/lib.sh
once 'it counts what T10 and T55 run'

python3 tests/eval/unmark.py tests/eval/gold/*.txt >"$T/gold.jsonl" 2>"$T/why"
verdict 'the marked documents are well-formed' "$([ $? -eq 0 ] && echo yes || echo no)" "$T/why"
jq -r '.spans[].entity' "$T/gold.jsonl" | sort -u >"$T/meant"
cat gazetteers/*.tsv gazetteers/*/*.tsv | cut -f 1 | sort -u >"$T/ids"
comm -23 "$T/meant" "$T/ids" | grep -v '^event/[a-z]*-.*election' >"$T/why"
verdict 'what they mean is in the gazetteer' "$([ -s "$T/why" ] && echo no || echo yes)" "$T/why"
holds 'there are at least 120 documents' test "$(wc -l <"$T/gold.jsonl")" -ge 120
holds 'with at least 1,500 mentions' test "$(jq -s '[.[].spans[]] | length' "$T/gold.jsonl")" -ge 1500
holds 'of every type' eval '[ "$(cut -d / -f 1 "$T/meant" | sort -u | tr "\n" " ")" = "country event org person place " ]'

# at_least TITLE MEASURE LEAST GOLD OPTIONS...: the measure of the row `all`
at_least() {
	local title=$1 measure=$2 least=$3
	shift 3
	gazet eval -q -g gazetteers --json "$@" >"$T/scores" 2>"$T/why" </dev/null
	cat "$T/scores" >>"$T/why"
	verdict "$title: $measure is at least $least" \
		"$(jq -e --argjson least "$least" ".[] | select(.type == \"all\") | .$measure >= \$least" "$T/scores" >/dev/null 2>&1 && echo yes || echo no)" "$T/why"
}
for form in cased lower upper stripped; do
	at_least "the own set, $form" f1 0.95 --as $form "$T/gold.jsonl"
done

data=${GAZET_TEST_DATA:-}
if [ -n "$data" ] && [ -f "$data/gold/countries-dev.jsonl.gz" ]; then
	for source in aida lgl geovirus; do
		gzip -dc "$data/gold/countries-dev.jsonl.gz" | grep "\"source\": *\"$source\"" >"$T/$source.jsonl"
	done
	at_least 'countries in news of 1996' f1 0.95 "$T/aida.jsonl"
	at_least 'countries in news of 1996, lower-cased' f1 0.93 --as lower "$T/aida.jsonl"
	at_least 'countries in news of 1996, stripped' f1 0.92 --as stripped "$T/aida.jsonl"
	at_least 'countries in local news' recall 0.95 "$T/lgl.jsonl"
	at_least 'countries in news of diseases' recall 0.95 "$T/geovirus.jsonl"
else
	skip 'countries in public sets' 'GAZET_TEST_DATA names no folder with them'
fi
if [ -n "$data" ] && [ -f "$data/gold/aida-train-testa.jsonl.gz" ]; then
	# Of all who are named there, athletes for the most part; and of those whom the gazetteer has, whose share that is
	# found goes down when it learns the sort that is named in tables of results, by surname alone.
	set -- --type person --names-only "$data/gold/aida-train-testa.jsonl.gz"
	at_least 'people in news of 1996' precision 0.985 "$@"
	at_least 'people in news of 1996' recall 0.7 "$@"
	at_least 'people in news of 1996, lower-cased' f1 0.8 --as lower "$@"
	at_least 'people in news of 1996 whom the gazetteer has' recall 0.87 --known "$@"
	at_least 'people in news of 1996 whom the gazetteer has, lower-cased' f1 0.92 --known --as lower "$@"
else
	skip 'people in a public set' 'GAZET_TEST_DATA names no folder with it'
fi
finish
