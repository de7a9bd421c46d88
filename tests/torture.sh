#!/bin/bash
# torture.sh BUILD JOBS: each command killed at random moments (CRASH_KILLS times while it ran), each statement of the
# store refused once, then every fault at every call, the calls dealt out to JOBS processes. Lasts hours; what was found
# stands in BUILD/torture, figures at the end.
# CRASH_KILLS=0 leaves out the first, FAULT_KIND, FAULT_FROM and FAULT_SCENE choose of the second: tests/fault/main.c.
set -u
cd "$(dirname "$0")/.." || exit 1
build=$1 jobs=${2:-1} logs=$1/torture
mkdir -p "$logs"
[ -w /dev/shm ] && export TMPDIR=/dev/shm # what is made reaches no disk, only to be removed
status=0

if [ "${CRASH_KILLS:-0}" -gt 0 ]; then
	bash tests/cli/T27-crash.sh | tee "$logs/crash.log"
	grep -q '^ok 1 ' "$logs/crash.log" && ! grep -q '^not ok' "$logs/crash.log" || status=1
fi

REFUSE_EVERY=1 "$build/tests/test_store_refused" >"$logs/refused.log" 2>&1 || status=1
grep -E 'PASSED|FAILED' "$logs/refused.log"

pids=()
for ((i = 1; i <= jobs; i++)); do
	FAULT_SHARD=$i/$jobs "$build/tests/faults" >"$logs/faults-$i.log" 2>&1 &
	pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid" || status=1; done
cat "$logs"/faults-*.log | grep -A6 '^not ok\|^Bail'

# Of each kind of fault: rounds, faults that came to pass, what it took.
awk '/^(not )?ok / { split($0, part, " - "); kind = part[2]; sub(/^.*, /, "", kind); sub(/:.*/, "", kind)
		sub(/^.*: /, "", part[2]); faults[kind] += part[2] + 0; bad[kind] += /^not/; next }
	/ states examined, / { rounds[kind] += $2; seconds[kind] += $(NF - 1) }
	END { for (k in rounds) printf "%-22s %8d rounds %8d faults %4d not right %8.0f s\n", k, rounds[k], faults[k], bad[k], seconds[k] }' \
	"$logs"/faults-*.log | sort
exit $status
