#!/bin/bash
# `make bench` in small: every part of it runs, the engines that are installed find what gazet finds, and results, page
# and chart are well-formed. Nothing is asked of the times.
. tests/cli/lib.sh
once 'it only compares programs'

build=$(dirname "$GAZET")
if [ ! -x "$build/bench/matches" ]; then
	skip 'the benchmarks run' 'the programs of tests/bench are not built: make bench-programs'
	finish
fi

run timeout 300 python3 -B tests/bench/run.py --quick "$build"
cat "$T/err" "$T/out" >"$T/log"
verdict 'the benchmarks run, and all that can be compared agrees' "$([ "$status" -eq 0 ] && echo yes || echo no)" "$T/log"
results=$build/bench/quick/results.tsv

awk -F '\t' 'NF != 10 { print FILENAME ":" FNR ": " NF " fields"; bad = 1 } END { exit bad }' "$results" >"$T/why"
verdict 'the results are a table' "$([ $? -eq 0 ] && echo yes || echo no)" "$T/why"
for section in match alone whole size formats stages ask; do
	holds "there are results on: $section" grep -q "^$section	" "$results"
done
awk -F '\t' '$4 == "rate" && $6 != "" && !($7 > 0 && $7 <= $6 && $6 <= $8) { print; bad = 1 } END { exit bad }' "$results" >"$T/why"
verdict 'medians lie between lowest and highest' "$([ $? -eq 0 ] && echo yes || echo no)" "$T/why"
awk -F '\t' '$1 == "agree" && $6 != 1 { print; bad = 1 } END { exit bad }' "$results" >"$T/why"
verdict 'no engine disagrees' "$([ $? -eq 0 ] && echo yes || echo no)" "$T/why"
awk -F '\t' '$1 == "formats" && $4 == "same" && $6 != 1 { print; bad = 1 } $1 == "formats" { n++ } END { exit bad || n < 100 }' \
	"$results" >"$T/why"
verdict 'every format is read into the same documents' "$([ $? -eq 0 ] && echo yes || echo no)" "$T/why"
for engine in Hyperscan pyahocorasick grep ugrep; do
	if grep -q "^agree	1000	$engine	" "$results"; then
		holds "gazet and $engine find the same" grep -q "^agree	1000	$engine	same		1	" "$results"
	else
		skip "gazet and $engine find the same" "$engine is not installed"
	fi
done

well_formed() {
	python3 - "$@" <<'END'
import sys
import xml.dom.minidom

for path in sys.argv[1:]:
    root = xml.dom.minidom.parse(path).documentElement
    assert root.tagName == "svg", path
    assert root.getElementsByTagName("text").length > 5, path
END
}
holds 'the chart is well-formed' well_formed "$build/bench/quick/bench.svg"
awk -F '|' '/^\|/ { if (before && NF != before) { print FNR ": " $0; bad = 1 } before = NF; next } { before = 0 } END { exit bad }' \
	"$build/bench/quick/bench.md" >"$T/why"
verdict 'the tables of the page are well-formed' "$([ $? -eq 0 ] && echo yes || echo no)" "$T/why"

# Figures find their places on a page, and curves their exponent.
cp docs/speed.md "$T/speed.md"
filled() {
	PYTHONPATH=tests/bench python3 -B - "$@" <<'END'
import sys

import publish
from measure import read_results
from report import Table

page, results = sys.argv[1:]
publish.fill(page, Table(read_results(results)), None)
END
}
holds 'the figures are written into the page' filled "$T/speed.md" "$results"
holds 'with every block filled' test "$(grep -c '^<!-- bench: ' "$T/speed.md")" -eq "$(grep -c '^<!-- /bench' docs/speed.md)"
holds 'and room enough' test "$(wc -l <"$T/speed.md")" -le 120 -a "$(wc -L <"$T/speed.md")" -le 100
fits() {
	PYTHONPATH=tests/bench python3 -B -c '
import scale
assert abs(scale.exponent([(n, 3 * n**1.5) for n in (10, 100, 1000, 5000)]) - 1.5) < 1e-9
assert scale.exponent([(10, 1.0)]) is None
'
}
holds 'the fit finds an exponent' fits

# The same arguments make the same inputs.
"$build/bench/generate" gazetteers 50 5 7 >"$T/a"
"$build/bench/generate" gazetteers 50 5 7 >"$T/b"
same 'the generated archive is the same again' "$T/a" "$T/b"
python3 -B tests/bench/plain.py "$T/a" >"$T/text"
"$build/bench/names" "$T/text" 500 7 >"$T/names"
"$build/bench/names" "$T/text" 500 7 >"$T/again"
same 'so are the names' "$T/names" "$T/again"
holds 'they are as many as asked for' test "$(wc -l <"$T/names")" -eq 501
run gazet gaz list -g "$T/names" --format tsv --limit 3
holds 'and they are a gazetteer' test "$status" -eq 0 -a "$(wc -l <"$T/out")" -eq 4
holds 'the published charts are well-formed' well_formed docs/*.svg

finish
