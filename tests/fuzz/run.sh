#!/bin/sh
# run.sh RUNS PROGRAM...: fuzzes each target for RUNS executions, starting from its saved corpus. What it finds new
# stays below build/fuzz/corpus; a crash is written to build/fuzz/ and ends the run.
set -eu
runs=$1
shift
for program in "$@"; do
	name=$(basename "$program")
	name=${name#fuzz_}
	mkdir -p "build/fuzz/corpus/$name"
	"$program" -runs="$runs" -max_len=65536 -timeout=20 -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 \
		"build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" 2>&1 |
		grep -E 'ERROR|SUMMARY|stat::number_of_executed_units' | sed "s/^/$name: /"
	if ls "build/fuzz/$name-"crash-* >/dev/null 2>&1; then
		echo "$name: crashed" >&2
		exit 1
	fi
done
