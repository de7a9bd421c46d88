#!/bin/bash
# An index run that is interrupted, killed, or watched while it works.
. tests/cli/lib.sh
exec 2>/dev/null # the shell tells of what was killed
set -m # so that what runs in the background does not ignore SIGINT

small_gazetteer "$T/gaz"
awk 'BEGIN {
	for (i = 1; i <= 2000; i++)
		printf "{\"id\":\"%d\",\"date\":\"20%02d-01-02\",\"text\":\"Document %d of Angela Merkel, NATO and %s.\"}\n",
			i, i % 20, i, i % 3 == 0 ? "Russia" : "Germany"
}' >"$T/docs.jsonl"
mkfifo "$T/pipe"
gazet index -q -g "$T/gaz" -d "$T/whole.db" --source-name feed - <"$T/docs.jsonl"
dump "$T/whole.db" >"$T/whole"

start() { # DATABASE: index from the pipe, in the background; $worker
	: >"$T/worker.err"
	"$GAZET" index -g "$T/gaz" -d "$1" --source-name feed --commit 256 --progress always - <"$T/pipe" 2>"$T/worker.err" &
	worker=$!
}

# until_true COMMAND...: waits up to 60 s
until_true() {
	local tries=600
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.1
	done
}
gone() { ! kill -0 "$1" 2>/dev/null; }
documents() { sqlite3 -batch "$1" 'SELECT count(*) FROM document' 2>/dev/null || echo 0; }
some_committed() { [ "$(documents "$1")" -ge 256 ]; }

# stop_feed: the pipe's writer, with what it started
stop_feed() { kill -- -"$feeder" 2>/dev/null; wait "$feeder" 2>/dev/null; }

# ---- Ctrl-C -------------------------------------------------------------------------

for signal in INT TERM HUP; do
	D=$T/$signal.db
	start "$D"
	{ head -n 1000 "$T/docs.jsonl"; exec sleep 120; } >"$T/pipe" &
	feeder=$!
	until_true grep -q ' documents' "$T/worker.err"
	kill -$signal "$worker"
	until_true gone "$worker" || kill -9 "$worker"
	wait "$worker"
	status=$?
	stop_feed
	holds "SIG$signal while it waits for input: exit status 130" test "$status" -eq 130
	kept=$(documents "$D")
	holds "SIG$signal: what was done is kept" test "$kept" -ge 256 -a "$kept" -le 1000
	holds "SIG$signal: one file at rest" test "$(echo "$D"*)" = "$D"
	holds "SIG$signal: it says so" grep -q interrupted "$T/worker.err"
	is_sound "SIG$signal: sound" "$D"
	gives "SIG$signal: the run stays unfinished, with its counts" 0 \
		sqlite3 -batch "$D" 'SELECT finished IS NULL, added = (SELECT count(*) FROM document) FROM run' <<'END'
1|1
END
	INPUT=$T/docs.jsonl
	run gazet index -q --json -g "$T/gaz" -d "$D" --source-name feed -
	INPUT=/dev/null
	json "SIG$signal: the same run again completes it" \
		".[0] | .added == 2000 - $kept and .unchanged == $kept and .replaced == 0" "$T/out"
	dump "$D" >"$T/completed"
	same "SIG$signal: and then truth is that of an uninterrupted run" "$T/whole" "$T/completed"
	is_sound "SIG$signal: sound again" "$D"
done

# Under nohup the terminal may be closed.
D=$T/nohup.db
(
	trap '' HUP
	start "$D"
	{ head -n 1000 "$T/docs.jsonl"; until_true grep -q ' documents' "$T/worker.err"; kill -HUP "$worker"; } >"$T/pipe"
	wait "$worker"
)
status=$?
holds 'SIGHUP that is ignored ends nothing' eval '[ $status -eq 0 ] && [ "$(documents "$D")" -eq 1000 ]'

# ---- kill -9 ------------------------------------------------------------------------

D=$T/killed.db
start "$D"
{
	for i in 0 1 2 3 4 5; do
		tail -n +$((i * 300 + 1)) "$T/docs.jsonl" | head -n 300
		sleep 1
	done
	exec sleep 120
} >"$T/pipe" &
feeder=$!
until_true some_committed "$D"
run gazet docs org/nato -d "$D" --format csv
holds 'a query while the archive is indexed sees what is committed' test "$status" -eq 0 -a "$(wc -l <"$T/out")" -ge 257
kill -9 "$worker"
wait "$worker" 2>/dev/null
stop_feed
is_sound 'kill -9: what is left is sound' "$D"
run gazet docs org/nato -d "$D" --json
kept=$(documents "$D")
json 'kill -9: committed documents are kept' ".[0] | length >= 256 and length == $kept" "$T/out"
INPUT=$T/docs.jsonl
run gazet index -q --json -g "$T/gaz" -d "$D" --source-name feed -
INPUT=/dev/null
json 'kill -9: the same run again completes it' ".[0] | .added == 2000 - $kept and .unchanged == $kept" "$T/out"
dump "$D" >"$T/completed"
same 'kill -9: and then truth is that of an uninterrupted run' "$T/whole" "$T/completed"
is_sound 'kill -9: sound again' "$D"
holds 'kill -9: one file at rest' test "$(echo "$D"*)" = "$D"

# ---- tag ----------------------------------------------------------------------------

: >"$T/worker.out"
"$GAZET" tag -g "$T/gaz" - <"$T/pipe" >"$T/worker.out" 2>"$T/worker.err" &
worker=$!
{ head -n 1000 "$T/docs.jsonl"; exec sleep 120; } >"$T/pipe" &
feeder=$!
until_true test -s "$T/worker.out"
kill -INT "$worker"
until_true gone "$worker" || kill -9 "$worker"
wait "$worker"
status=$?
stop_feed
holds 'SIGINT: tag ends with 130' test "$status" -eq 130
json 'SIGINT: what tag has printed is whole lines' 'length >= 1 and all(has("mentions"))' "$T/worker.out"
finish
