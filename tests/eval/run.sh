#!/bin/bash
# make eval: how well documents are tagged. The project's own gold set in four forms; with $GAZET_TEST_DATA, public sets that
# lie there. ERRORS=1 prints the commonest mistakes too.
set -u
cd "$(dirname "$0")/../.." || exit 1
export LC_ALL=C.UTF-8 TZ=UTC
unset GAZET_DB GAZET_GAZETTEERS
build=${1:-build}
gazet=$build/gazet
out=$build/eval
mkdir -p "$out"

gold() { # TITLE FILE OPTIONS...
	local title=$1 file=$2
	shift 2
	printf '\n%s\n\n' "$title"
	"$gazet" eval -q -g gazetteers "$file" "$@"
	if [ -n "${ERRORS:-}" ]; then
		echo
		"$gazet" eval -q -g gazetteers "$file" "$@" --confusions --limit "${ERRORS_LIMIT:-20}"
	fi
}

python3 tests/eval/unmark.py tests/eval/gold/*.txt >"$out/gold.jsonl" || exit 1
for form in cased lower upper stripped; do
	gold "own gold set, $form" "$out/gold.jsonl" --as "$form"
done

data=${GAZET_TEST_DATA:-}
if [ -z "$data" ]; then
	printf '\nskipped: the public sets ($GAZET_TEST_DATA names no folder with them)\n'
	exit 0
fi
skipped() { printf '\nskipped: %s (not in %s)\n' "$1" "$data"; }

countries=$data/gold/countries-dev.jsonl.gz
if [ -f "$countries" ]; then
	for source in aida lgl geovirus; do
		gzip -dc "$countries" | grep "\"source\": *\"$source\"" >"$out/countries-$source.jsonl"
		for form in cased lower stripped; do
			gold "countries, $source, $form" "$out/countries-$source.jsonl" --as "$form"
		done
		python3 tests/eval/kinds.py "$gazet" "$out/countries-$source.jsonl"
	done
else
	skipped countries
fi
people=$data/gold/aida-train-testa.jsonl.gz
if [ -f "$people" ]; then
	for form in cased lower; do
		gold "people whom the gazetteer has, aida, $form" "$people" --type person --known --names-only --as "$form"
		gold "people, aida, $form" "$people" --type person --names-only --as "$form"
	done
else
	skipped people
fi
if [ -f "$data/news/reuters-news-2011.jsonl.gz" ]; then
	printf '\neditions of summits, read in real archives\n\n'
	python3 tests/eval/summits.py "$gazet" "$data"
	printf '\nnear-duplicates, pairs judged by reading\n\n'
	python3 tests/eval/near.py "$gazet" gazetteers "$data"
else
	skipped 'summits and near-duplicates'
fi
if [ -f "$data/gold/reuters-21578-feb-jun.jsonl.gz" ] && [ -f tests/eval/reuters.py ]; then
	printf '\ncountries that editors tagged, Reuters-21578\n\n'
	python3 tests/eval/reuters.py "$gazet" gazetteers "$data" --without-datelines
else
	skipped Reuters-21578
fi
