#!/bin/bash
# A disk without room (a file that may not grow): a message, a sound database with what was committed, and the same command
# completes it.
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
finish
