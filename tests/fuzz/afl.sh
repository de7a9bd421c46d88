#!/bin/bash
# afl.sh SECONDS [NAME...]: fuzzes these targets, else all of tests/fuzz/targets, with AFL++ for so many seconds each,
# one after the other. What it knows stays below build/afl/out/NAME, and a second run goes on from there; what ends a
# target is in build/afl/out/NAME/default/crashes, and the exit status is 1.
set -u
seconds=$1
shift
root=build/afl
names() {
	awk '!/^#/ && NF { print $1 }' tests/fuzz/targets
}
# One core is enough of a promise, and its governor is not ours.
export AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=1 AFL_NO_AFFINITY=1
export ASAN_OPTIONS="abort_on_error=1:symbolize=0:detect_leaks=0:quarantine_size_mb=4"

one() {
	local name=$1 most dict found from options=()
	read -r _ most dict < <(awk -v name="$name" '$1 == name' tests/fuzz/targets) || return 1
	[ -n "$dict" ] && options+=(-x "tests/fuzz/$dict.dict")
	mkdir -p "$root/out"
	afl-fuzz -i "tests/fuzz/corpus/$name" -o "$root/out/$name" -V "$seconds" -G "$most" -t 5000+ -m none \
		"${options[@]}" -- "$root/fuzz_$name" >"$root/$name.log" 2>&1 || {
		echo "$name: afl-fuzz has failed; see $root/$name.log" >&2
		return 1
	}
	from=$root/out/$name/default
	found=$(find "$from/crashes" "$from/hangs" -name 'id:*' | wc -l)
	awk -F ' *: *' -v name="$name" -v found="$found" '$1 == "execs_done" { done = $2 } $1 == "edges_found" { edges = $2 }
		END { print name ": " done " executions, " edges " edges, " found " crashes and hangs" }' "$from/fuzzer_stats"
	[ "$found" -eq 0 ]
}

status=0
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(names)
for name in "$@"; do
	one "$name" || status=1
done
exit "$status"
