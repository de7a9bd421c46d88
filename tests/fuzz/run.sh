#!/bin/bash
# run.sh [NAME...]: fuzzes these targets, else all of tests/fuzz/targets, for FUZZ_RUNS executions each, JOBS side by
# side, and writes build/fuzz/table.md: what was executed, how fast, what was reached and found.
#
# A target is run in slices of FUZZ_SLICE executions, each of which is counted in build/fuzz/state/NAME when it ends: a
# run that is stopped goes on where it was, and a target that has FUZZ_RUNS of them is not run again, unless AGAIN=1
# begins anew. What libFuzzer finds worth keeping stays in build/fuzz/corpus/NAME. An input that ends a target is in
# build/fuzz/NAME-*; the others go on, and the exit status is 1.
set -u
runs=${FUZZ_RUNS:-100000} slice=${FUZZ_SLICE:-100000} jobs=${JOBS:-1}
root=build/fuzz
# Memory that was freed is watched for a while, but little of it: the caches of a core hold it.
export ASAN_OPTIONS="quarantine_size_mb=4:malloc_context_size=8:${ASAN_OPTIONS:-}"
TIMEFORMAT='%U %S'

names() {
	awk '!/^#/ && NF { print $1 }' tests/fuzz/targets
}

# Executions, milliseconds of a core, edges, inputs kept, crashes: of all slices so far.
load() {
	executed=0 time=0 cov=0 kept=0 crashes=0
	[ -f "$root/state/$1" ] && read -r executed time cov kept crashes <"$root/state/$1"
}

save() {
	echo "$executed $time $cov $kept $crashes" >"$root/state/$1.new" && mv "$root/state/$1.new" "$root/state/$1"
}

# Adds what a slice says of itself.
count() {
	local log=$1 more last spent
	more=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
	last=$(grep -E ' cov: [0-9]+ ft: ' "$log" | tail -n 1)
	spent=$(awk '{ printf "%d", ($1 + $2) * 1000 }' "$log.time")
	executed=$((executed + ${more:-0})) time=$((time + ${spent:-0}))
	cov=$(sed -E 's/.* cov: ([0-9]+) .*/\1/' <<<"${last:- cov: $cov }")
	kept=$(sed -E 's/.* corp: ([0-9]+)\/.*/\1/' <<<"${last:- corp: $kept/}")
}

# NAME, and its line of tests/fuzz/targets: bytes at most, a dictionary.
fuzz() {
	local name=$1 most dict log=$root/$1.log status=0 left memory options
	read -r _ most dict < <(awk -v name="$name" '$1 == name' tests/fuzz/targets) || return 1
	mkdir -p "$root/corpus/$name" "$root/state"
	[ "${AGAIN:-}" = 1 ] && rm -f "$root/state/$name"
	load "$name"
	options=(-max_len="$most" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 -print_funcs=0 -close_fd_mask=1)
	[ -n "$dict" ] && options+=(-dict="tests/fuzz/$dict.dict")
	while [ "$executed" -lt "$runs" ] && [ "$status" -eq 0 ]; do
		left=$((runs - executed))
		# Every other one, as unwatched.h tells.
		[ $((executed / slice % 2)) -eq 1 ] && memory=${FUZZ_SQLITE:-unwatched} || memory=${FUZZ_SQLITE:-}
		{ time FUZZ_SQLITE=$memory "$root/fuzz_$name" "${options[@]}" -runs=$((left < slice ? left : slice)) \
			-artifact_prefix="$root/$name-" "$root/corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; } \
			2>"$log.time" || status=$?
		count "$log"
		if [ "$status" -ne 0 ]; then
			crashes=$((crashes + 1))
			cp "$log" "$log.crash"
			grep -E 'ERROR|SUMMARY|runtime error|Test unit written' "$log" | sed "s/^/$name: /" >&2
			echo "$name: failed; see $log.crash and $root/$name-*" >&2
		fi
		save "$name"
	done
	load "$name"
	echo "$name: $executed executions, $cov edges, $kept inputs kept, $crashes crashes"
	return "$status"
}

# Every target that was ever run here.
table() {
	local name all=0 spent=0
	echo '| target | executions | a second of a core | edges | inputs kept | crashes |'
	echo '| --- | ---: | ---: | ---: | ---: | ---: |'
	for name in $(names); do
		[ -f "$root/state/$name" ] || continue
		load "$name"
		echo "| $name | $executed | $((executed * 1000 / (time > 0 ? time : 1))) | $cov | $kept | $crashes |"
		all=$((all + executed)) spent=$((spent + time))
	done
	echo "| all | $all | $((all * 1000 / (spent > 0 ? spent : 1))) | | | |"
}

if [ "${1:-}" = --one ]; then
	fuzz "$2"
	exit
fi
if [ "${1:-}" = table ]; then
	table
	exit
fi
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(names)
for name in "$@"; do
	[ -x "$root/fuzz_$name" ] && names | grep -qx "$name" && continue
	echo "there is no target $name: tests/fuzz/targets has them" >&2
	exit 1
done
status=0
printf '%s\n' "$@" | xargs -P "$jobs" -I {} "$0" --one {} || status=1
table | tee "$root/table.md"
exit "$status"
