#!/bin/bash
# Several processes at one database: two that write, readers meanwhile, one whose snapshot is old, one that waits too long.
. tests/cli/lib.sh
once 'the locks are those of SQLite and the system'
exec 3>&2 2>/dev/null # the shell tells of what was killed

small_gazetteer "$T/gaz"
documents() { # FIRST LAST PERSON
	awk -v first="$1" -v last="$2" -v who="$3" 'BEGIN {
		for (i = first; i <= last; i++)
			printf "{\"id\":\"%d\",\"date\":\"20%02d-01-02\",\"text\":\"Document %d of %s, NATO and %s.\"}\n",
				i, i % 20, i, who, i % 3 == 0 ? "Russia" : "Germany"
	}'
}
documents 1 600 'Angela Merkel' >"$T/first.jsonl"
documents 601 1200 'Vladimir Putin' >"$T/second.jsonl"
index() { gazet index -q -g "$T/gaz" --source-name feed "$@"; }
# alone TITLE DATABASE: nothing stands beside it
alone() { holds "$1" test "$(echo "$2"*)" = "$2"; }
# until_true COMMAND...: waits up to 60 s
until_true() {
	local tries=1200
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.05
	done
}

# ---- one that waits too long: it runs beside all the others ------------------------------

W=$T/waits.db
index -d "$W" "$T/first.jsonl"
gazet db dump -d "$W" >"$T/waits.dump"
cp "$W" "$T/rest.db"
mkfifo "$T/hold"
sqlite3 -batch "$W" <"$T/hold" >"$T/held" &
holder=$!
exec 4>"$T/hold"
printf 'BEGIN EXCLUSIVE;\nSELECT 1;\n' >&4
until_true test -s "$T/held"
for command in "index -q -g $T/gaz $T/second.jsonl" "retag -g $T/gaz --all" 'db rebuild' 'db vacuum' 'docs org/nato'; do
	name=${command%% -*}
	name=${name//[ \/]/-}
	(
		# shellcheck disable=SC2086
		gazet $command -d "$W" >"$T/waited.$name" 2>&1 </dev/null
		echo "exit status $?" >>"$T/waited.$name"
	) &
	waiting="${waiting:-} $!"
done

# A reader of a file at rest holds up who wants to write.
R=$T/read.db
cp "$T/rest.db" "$R"
mkfifo "$T/hold2"
sqlite3 -batch -readonly "$R" <"$T/hold2" >"$T/held2" 4>&- &
holder2=$!
exec 7>"$T/hold2"
printf 'BEGIN;\nSELECT count(*) FROM document;\n' >&7
until_true test -s "$T/held2"
for command in "index -q -g $T/gaz $T/second.jsonl" 'db vacuum'; do
	name=${command%% -*}
	name=${name//[ \/]/-}
	(
		# shellcheck disable=SC2086
		gazet $command -d "$R" >"$T/reads.$name" 2>&1 </dev/null
		echo "exit status $?" >>"$T/reads.$name"
	) &
	waiting="$waiting $!"
done

# ---- two that index ------------------------------------------------------------------------

index -d "$T/one.db" "$T/first.jsonl"
index -d "$T/one.db" "$T/second.jsonl"
gazet db dump -d "$T/one.db" >"$T/one"
D=$T/two.db
for round in 1 2; do
	rm -f "$D"
	index --commit 7 -d "$D" "$T/first.jsonl" 2>"$T/first.err" &
	first=$!
	index --commit 5 -d "$D" "$T/second.jsonl" 2>"$T/second.err" &
	second=$!
	wait $first
	status=$?
	wait $second
	holds "two that index a new database, round $round: both are done" test "$status.$?" = 0.0
	cat "$T/first.err" "$T/second.err" >"$T/said"
	same 'and say nothing' /dev/null "$T/said"
	gazet db dump -d "$D" >"$T/both"
	same 'what they made is what one after the other makes' "$T/one" "$T/both"
	is_sound 'and sound' "$D"
	alone 'in one file' "$D"
done

# ---- one that indexes and one that tags again -------------------------------------------------

cp -R "$T/gaz" "$T/more"
printf 'place/feed\tplace\tDocument\n' >>"$T/more/entities.tsv"
for round in 1 2; do
	rm -f "$D"
	index -d "$D" "$T/first.jsonl"
	gazet retag -q -g "$T/more" -d "$D" >"$T/first.out" 2>"$T/first.err" &
	first=$!
	gazet index -q -g "$T/more" --source-name feed --commit 5 -d "$D" "$T/second.jsonl" 2>"$T/second.err" &
	second=$!
	wait $first
	status=$?
	wait $second
	holds "retag and index, round $round: both are done" test "$status.$?" = 0.0
	gives 'every document has a row that tells how it was tagged' 0 sqlite3 -batch "$D" \
		'SELECT count(*) FROM tagged WHERE tagging_id NOT IN (SELECT id FROM tagging)' <<<0
	is_sound 'and all is sound' "$D"
	gazet retag -q -g "$T/more" -d "$D" >"$T/out"
	gazet docs place/feed -d "$D" --format csv >"$T/rows"
	holds 'then all of them are tagged alike' test "$(tail -n +2 "$T/rows" | wc -l)" -eq 1200
done

# ---- readers while it is written -------------------------------------------------------------

rm -f "$D"
index -d "$D" "$T/first.jsonl"
reads() { # NAME COMMAND...: its rows, again and again, until $T/stop is there
	local name=$1
	shift
	: >"$T/$name.counts"
	: >"$T/$name.said"
	until [ -e "$T/stop" ]; do
		gazet "$@" -d "$D" --format csv >"$T/$name.rows" 2>>"$T/$name.said" </dev/null || echo "exit status $?" >>"$T/$name.said"
		tail -n +2 "$T/$name.rows" | wc -l >>"$T/$name.counts"
	done
}
reads docs docs org/nato &
readers=$!
reads both docs org/nato country/de &
readers="$readers $!"
reads cooc cooc org/nato --type person &
readers="$readers $!"
index --commit 5 -d "$D" "$T/second.jsonl"
holds 'index with readers is done' test $? -eq 0
gazet docs org/nato -d "$D" --format csv | tail -n +2 | wc -l >>"$T/docs.counts"
touch "$T/stop"
# shellcheck disable=SC2086
wait $readers
for name in docs both cooc; do
	same "a reader that asks meanwhile hears nothing of it ($name)" /dev/null "$T/$name.said"
	holds 'has an answer each time' test "$(wc -l <"$T/$name.counts")" -ge 3
	sort -n "$T/$name.counts" >"$T/sorted"
	same 'and counts that never go back' "$T/sorted" "$T/$name.counts"
done
gives 'the last has all' 0 tail -n 1 "$T/docs.counts" <<<1200
alone 'index that had readers leaves one file' "$D"

# ---- a reader whose snapshot is old --------------------------------------------------------------

documents 1201 1300 'Angela Merkel' >"$T/third.jsonl"
more_than_before() { gazet docs org/nato -d "$D" --format csv >"$T/rows" && [ "$(wc -l <"$T/rows")" -gt 1201 ]; }
mkfifo "$T/feed" "$T/slow"
gazet index -q -g "$T/gaz" --source-name feed --commit 50 -d "$D" - <"$T/feed" &
writer=$!
exec 6>"$T/feed"
head -n 60 "$T/third.jsonl" >&6
until_true more_than_before # from now on readers and the writer do not wait for each other
gazet db dump -d "$D" >"$T/slow" 2>"$T/slow.err" 6>&- &
reader=$!
exec 5<"$T/slow"
IFS= read -r line <&5 # it has begun, and waits for us
tail -n +61 "$T/third.jsonl" >&6
exec 6>&-
wait $writer
holds 'index ends while a reader still reads' test $? -eq 0
gazet docs org/nato -d "$D" --format csv | tail -n +2 >"$T/rows"
holds 'another reader sees what is new' test "$(wc -l <"$T/rows")" -eq 1300
{
	printf '%s\n' "$line"
	cat <&5
} >"$T/slow.dump"
exec 5<&-
wait $reader
holds 'the old reader is done' test $? -eq 0
same 'without a word' /dev/null "$T/slow.err"
jq -r 'select(.doc) | .doc' "$T/slow.dump" | sort -n | tail -n 1 >"$T/last"
holds 'and read what was there when it began' test "$(cat "$T/last")" -lt 1300
is_sound 'the database is sound, whatever still stands beside it' "$D"
holds 'the log stays for the next one that writes' test -e "$D-wal"
index -d "$D" "$T/third.jsonl"
holds 'that one is done' test $? -eq 0
alone 'and leaves one file' "$D"

# ---- nothing is left by those who ask -----------------------------------------------------------

for mode in delete wal; do
	sqlite3 -batch "$D" "PRAGMA journal_mode = $mode" >"$T/mode"
	cp "$D" "$T/untouched"
	for command in 'docs org/nato' entities 'cooc org/nato' 'timeline org/nato' 'kwic org/nato' 'show org/nato' 'bursts org/nato' \
		'path org/nato country/de' 'graph org/nato' 'diff org/nato --from 2010 --to 2012' 'export jsonl' 'report org/nato -o -' \
		'sql SELECT(1)' 'db stats' 'db check' 'db dump'; do
		# shellcheck disable=SC2086
		run gazet $command -d "$D"
		holds "$command, of a file in mode $mode" test "$status" -eq 0 -a "$(echo "$D"*)" = "$D"
	done
	holds 'the file is what it was' cmp "$D" "$T/untouched"
done

# ---- what became of those who waited ---------------------------------------------------------------

# shellcheck disable=SC2086
wait $waiting
printf 'ROLLBACK;\n' >&4
exec 4>&-
wait $holder
# They wait at once, and a reader or another of them may be what holds one up in the end.
held_up() { sed 's/is reading or writing /is writing to /' "$1"; }
busy="gazet: another process is writing to $W: run the same command again when it is done; what was committed is kept"
for name in index retag db-rebuild db-vacuum; do
	gives "$name waits for another process, then says what to do" 0 held_up "$T/waited.$name" < <(printf '%s\nexit status 2\n' "$busy")
done
exec 7>&-
wait $holder2
busy="gazet: another process is writing to $R: run the same command again when it is done; what was committed is kept"
for name in index db-vacuum; do
	gives "$name waits for one that reads a file at rest" 0 held_up "$T/reads.$name" < <(printf '%s\nexit status 2\n' "$busy")
done
alone 'and nothing is left there' "$R"
gives 'so does a question' 0 cat "$T/waited.docs-org-nato" <<END
gazet: $W: busy: another process is changing the database; ask again when it is done
exit status 2
END
gazet db dump -d "$W" >"$T/waits.now"
same 'nothing was changed' "$T/waits.dump" "$T/waits.now"
alone 'and nothing is left' "$W"
exec 2>&3
finish
