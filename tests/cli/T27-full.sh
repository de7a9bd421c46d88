#!/bin/bash
# A disk without room (a file that may not grow, then a file system that is full): a message, a sound database with what was
# committed, nothing half-written, and the same command completes it.
. tests/cli/lib.sh
once 'the writes that fail are those of tests/fault'

small_gazetteer "$T/gaz"
cd "$T" || exit 1
awk 'BEGIN { srand(7); for (i = 0; i < 3000; i++) { words = ""; for (k = 0; k < 60; k++) words = words " w" int(rand() * 997);
	printf "{\"id\":\"%d\",\"date\":\"2017-07-07\",\"text\":\"Angela Merkel met Vladimir Putin in Hamburg.%s\"}\n", i, words } }' >a.jsonl
index() { gazet index -q -g gaz -d "$1" --commit 200 a.jsonl; }
# limited KIB COMMAND...
limited() { (ulimit -f "$1" && "${@:2}"); }
index whole.db
gazet db dump -q -d whole.db >whole

for size in 100 1200 1700; do
	rm -f x.db*
	run limited $size index x.db
	holds "$size KiB: exit status 2" test "$status" -eq 2
	holds "$size KiB: one message, which names the database" grep -qE '^gazet: x\.db: .*(disk|full|I/O)' "$T/err"
	if [ "$(stat -c %s x.db)" -gt 0 ]; then is_sound "$size KiB: what is there is sound" x.db; fi
	holds "$size KiB: and then it is completed" index x.db
	gazet db dump -q -d x.db >dump
	same "$size KiB: to what an undisturbed run makes" whole dump
	is_sound "$size KiB: sound" x.db
	holds "$size KiB: one file" test ! -e x.db-wal -a ! -e x.db-journal
done

cp whole.db y.db
size=$(($(stat -c %s y.db) / 1024))
run limited $((size / 2)) gazet retag -q --all -g gaz -d y.db
holds 'retag: done, or a message' test "$status" -eq 0 -o -s "$T/err"
is_sound 'retag: sound' y.db
holds 'retag: completed' gazet retag -q --all -g gaz -d y.db
gazet db dump -q -d y.db >dump
same 'retag: nothing is lost' whole dump

run limited $((size / 2)) gazet db merge -q m.db whole.db
holds 'merge: ends with a message' test "$status" -eq 2 -a -s "$T/err"
holds 'merge: completed' gazet db merge -q m.db whole.db
gazet db dump -q -d m.db >dump
same 'merge: nothing is lost' whole dump

run limited $((size / 2)) gazet db rebuild -q -d y.db
holds 'rebuild: done, or a message' test "$status" -eq 0 -o -s "$T/err"
holds 'rebuild: done when there is room' gazet db rebuild -q -d y.db
is_sound 'rebuild: sound' y.db
gazet db dump -q -d y.db >dump
same 'rebuild: nothing is lost' whole dump

# ---- a file system that is full ---------------------------------------------------------------

# Where a user may mount one in a name space of his own; it ends with the shell.
if ! unshare -rm sh -c "mount -t tmpfs -o size=1m none '$T/gaz'" 2>/dev/null; then
	skip 'a full file system' 'nobody may mount one here'
	finish
fi
mkdir disk
cat >on_disk <<'END'
# on_disk RESULTS: the commands on a small file system, full but for some KiB, then with room. RESULTS/NAME.status and .err
# are of the first try; what is left then and what the second gives is said in lines of RESULTS/said.
mount -t tmpfs -o size=24m none disk || exit 1
results=$1
say() { printf '%s\n' "$*" >>"$results/said"; }
names() { (cd disk && ls -A | grep -vx filler | sort | tr '\n' ' '); }
fill() { # LEFT: takes all room but so many KiB
	rm -f disk/filler
	head -c $(($(df --output=avail -k disk | tail -1) * 1024 - $1 * 1024)) /dev/zero >disk/filler
}
try() { # NAME LEFT COMMAND...
	local name=$1 left=$2 status
	shift 2
	fill "$left"
	"$GAZET" "$@" >/dev/null 2>"$results/$name.err"
	status=$?
	say "$name: status $status, left: $(names)"
	if [ -s disk/x.db ]; then "$GAZET" db check -q -d disk/x.db >/dev/null 2>&1 || say "$name: not sound"; fi
	rm disk/filler
	"$GAZET" "$@" >/dev/null 2>&1 || say "$name: not completed"
	if [ -s disk/x.db ]; then
		"$GAZET" db check -q -d disk/x.db >/dev/null 2>&1 || say "$name: not sound at last"
		"$GAZET" db dump -q -d disk/x.db | cmp -s - whole || say "$name: another database"
	fi
	say "$name: then: $(names)"
}
try index 700 index -q -g gaz --commit 200 -d disk/x.db a.jsonl
try retag 100 retag -q --all -g gaz -d disk/x.db
try rebuild 100 db rebuild -q -d disk/x.db
rm disk/x.db*
try merge 600 db merge -q disk/x.db whole.db
rm disk/x.db*
try export 20 export jsonl -q -d whole.db -o disk/out
rm disk/out*
try parts 20 export mentions -q --partition type -d whole.db -o disk/out
rm -r disk/out*
try report 20 report person/angela-merkel -q -d whole.db -o disk/out
rm disk/out
try graph 0 graph -q --format gexf -d whole.db -o disk/out
rm disk/out
try compile 4 gaz compile -q -g gaz -o disk/out
END
export GAZET
mkdir results
unshare -rm bash on_disk results 2>err
expected() {
	echo 'index: status 2, left: x.db '
	echo 'index: then: x.db '
	echo 'retag: status 2, left: x.db '
	echo 'retag: then: x.db '
	echo 'rebuild: status 2, left: x.db '
	echo 'rebuild: then: x.db '
	echo 'merge: status 2, left: x.db '
	echo 'merge: then: x.db '
	echo 'export: status 2, left: '
	echo 'export: then: out out.meta.json '
	for name in parts report graph compile; do printf '%s: status 2, left: \n%s: then: out \n' $name $name; done
}
same 'a full file system: each says so, leaves nothing half, and is completed' <(expected) results/said
for name in index retag rebuild merge export parts report graph compile; do
	holds "$name on a full file system: one message, and why" grep -qE '^gazet: .*(disk is full|full|No space left on device)' "results/$name.err"
done
finish
