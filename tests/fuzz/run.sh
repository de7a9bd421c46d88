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
	log=build/fuzz/$name.log
	status=0
	"$program" -runs="$runs" -max_len=65536 -timeout=20 -artifact_prefix="build/fuzz/$name-" -print_final_stats=1 \
		"build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1 || status=$?
	grep -E 'ERROR|SUMMARY|stat::number_of_executed_units' "$log" | sed "s/^/$name: /"
	if [ "$status" -ne 0 ]; then
		echo "$name: failed; see $log and build/fuzz/$name-*" >&2
		exit 1
	fi
done
