#!/bin/bash
# An environment that is not as it should be: closed streams, full devices, no home, no room, few descriptors, long paths.
. tests/cli/lib.sh
once 'streams and descriptors are the same'
exec 2>/dev/null # the shell's own words on what it could not write

small_gazetteer "$T/gaz"
G=$T/gaz D=$T/d.db
awk 'BEGIN {
	for (i = 1; i <= 60; i++)
		printf "{\"id\":\"%d\",\"date\":\"20%02d-01-02\",\"text\":\"Document %d of Angela Merkel, NATO and %s.\"}\n",
			i, i % 20, i, i % 3 == 0 ? "Russia" : "Germany"
}' >"$T/docs.jsonl"
gazet index -q -g "$G" -d "$D" "$T/docs.jsonl"
gazet db dump -d "$D" >"$T/dump"
alone() { holds "$1" test "$(echo "$2"*)" = "$2"; }

# Every command that prints; what `$T/new.db` holds is made anew each time.
cat >"$T/commands" <<END
help
help --tables
help formats
--help
--version
entities -d $D
cooc org/nato -d $D
cooc org/nato -d $D --format csv
cooc org/nato -d $D --format md
show org/nato -d $D
show org/nato -d $D --json
timeline org/nato -d $D
timeline org/nato -d $D --plot
kwic org/nato -d $D
docs org/nato -d $D --format jsonl
diff org/nato --from 2010 --to 2012 -d $D
bursts org/nato -d $D
path org/nato country/de -d $D
sql SELECT(1) -d $D
graph org/nato -d $D
graph org/nato -d $D --format gexf
graph org/nato -d $D --format dot
graph org/nato -d $D --format svg
report org/nato -d $D -o -
db stats -d $D
db check -d $D
db dump -d $D
explain 1 -g $G -d $D
tag -g $G $T/docs.jsonl
index --json -g $G -d $T/new.db $T/docs.jsonl
index --json --dry-run -g $G -d $T/new.db $T/docs.jsonl
retag --all --json -g $G -d $D
gaz list -g $G
gaz lookup merkel -g $G
gaz lint $G
gaz lint rules
gaz diff $G $T/other
gaz export spacy -g $G
END
for format in jsonl csv mentions spacy conllu displacy ftm gkg timelinejs datasette; do
	echo "export $format -d $D" >>"$T/commands"
done
cp -R "$G" "$T/other"
printf 'place/x\tplace\tXanadu\n' >>"$T/other/entities.tsv"

# ---- standard output that takes nothing ----------------------------------------------

refused() { # TITLE MESSAGE: that, and exit status 2
	local good=yes
	[ "$status" -eq 2 ] || good=no
	grep -q "^gazet: cannot write.*: \($2\|a part of it is lost\)\$" "$T/err" || good=no
	{
		echo "exit status $status"
		cat "$T/err"
	} >"$T/why"
	verdict "$1" $good "$T/why"
}
while read -r line; do
	# shellcheck disable=SC2086
	set -- $line
	rm -f "$T/new.db"
	"$GAZET" "$@" >/dev/full 2>"$T/err" </dev/null
	status=$?
	refused "on a full device: ${line//$T\//}" 'No space left on device'
	rm -f "$T/new.db"
	"$GAZET" "$@" >&- 2>"$T/err" </dev/null
	status=$?
	refused "closed: ${line//$T\//}" 'Bad file descriptor'
done <"$T/commands"
for command in "index -g $G -d $T/silent.db $T/docs.jsonl" "export jsonl -d $D -o $T/out.jsonl" "report org/nato -d $D -o $T/page.html" \
	"db rebuild -d $D" "db vacuum -d $D" "gaz compile -g $G -o $T/one.gazetc"; do
	# shellcheck disable=SC2086
	gazet $command >&- 2>&- <&-
	holds "all closed, and nothing to print: ${command%% -*}" test $? -eq 0
done
gazet export jsonl -q -d "$D" -o "$T/expected.jsonl"
same 'a file has what belongs in it, and no message' "$T/expected.jsonl" "$T/out.jsonl"
gazet report org/nato -q -d "$D" -o "$T/expected.html"
same 'nor has a page' "$T/expected.html" "$T/page.html"
gazet db dump -d "$T/silent.db" >"$T/got"
same 'and the database is what it should be' "$T/dump" "$T/got"

# ---- standard input that gives nothing ------------------------------------------------

for command in tag 'index -d '"$T/stdin.db"; do
	# shellcheck disable=SC2086
	gazet $command -g "$G" - <&- >"$T/out" 2>"$T/err"
	holds "closed, to ${command%% *}: a rejected record" test $? -eq 3
	holds 'that is said' grep -qxF 'gazet: stdin: cannot read: Bad file descriptor' "$T/err"
done
gazet docs org/nato -d "$D" <&- >"$T/out" 2>"$T/err"
holds 'closed, to a question: no matter' test $? -eq 0

# ---- who and where ---------------------------------------------------------------------------

asks() { # TITLE ENVIRONMENT...: everything gives what it gives elsewhere
	local title=$1
	shift
	rm -f "$T/new.db"*
	run "${powers[@]}" env "$@" "$GAZET" index -q -g "$G" -d "$T/new.db" "$T/docs.jsonl"
	holds "$title: index" test "$status" -eq 0 -a ! -s "$T/err"
	run "${powers[@]}" env "$@" "$GAZET" db dump -d "$T/new.db"
	same "$title: the same database" "$T/dump" "$T/out"
	run "${powers[@]}" env "$@" "$GAZET" timeline org/nato --by year -d "$D"
	same "$title: the same answer" "$T/years" "$T/out"
	run "${powers[@]}" env "$@" "$GAZET" gaz lookup MERKEL -g "$G"
	same "$title: the same names" "$T/lookup" "$T/out"
	alone "$title: and nothing is left" "$T/new.db"
}
gazet timeline org/nato --by year -d "$D" >"$T/years"
gazet gaz lookup MERKEL -g "$G" >"$T/lookup"
asks 'LC_ALL=tr_TR.UTF-8' LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8
asks 'an unknown locale' LC_ALL=xx_YY.nonsense
asks 'an empty PATH' -i PATH=
asks 'no HOME' -u HOME -u XDG_CACHE_HOME
asks 'an empty HOME' -u XDG_CACHE_HOME HOME=
asks 'a cache that is a file' GAZET_CACHE="$T/docs.jsonl"
asks 'a cache on a file system that takes none' GAZET_CACHE=/proc/cache
asks 'no folder for temporary files' TMPDIR="$T/nowhere" SQLITE_TMPDIR="$T/nowhere"
holds 'no cache where none was wanted' test ! -e somewhere -a ! -e "$T/nowhere"

if drop_powers; then
	mkdir "$T/shut"
	chmod 500 "$T/shut"
	asks 'a cache that cannot be written' GAZET_CACHE="$T/shut"
	holds 'stays empty' test -z "$(ls -A "$T/shut")"
	mkdir "$T/asleep"
	cp "$D" "$T/asleep/d.db"
	chmod 500 "$T/asleep"
	gives 'a database in a folder that cannot be written answers' 0 gazet timeline org/nato --by year -d "$T/asleep/d.db" <"$T/years"
	mentions 'and takes nothing' 2 'cannot' gazet index -q -g "$G" -d "$T/asleep/d.db" "$T/docs.jsonl" "$T/dump"
	powers=()
else
	skip 'folders that cannot be written' 'root may write everywhere'
fi

# ---- few descriptors ----------------------------------------------------------------------

few() { ( ulimit -n 20 && exec timeout 60 "$GAZET" "$@" ); }
rm -f "$T/new.db"
run few index -q -j 4 -g "$G" -d "$T/new.db" "$T/docs.jsonl"
holds '20 descriptors: index' test "$status" -eq 0
run few db dump -d "$T/new.db"
same 'the same database' "$T/dump" "$T/out"
run few export mentions -q --partition year -d "$D" -o "$T/years.few"
if [ "$status" -eq 0 ]; then
	gazet export mentions -q --partition year -d "$D" -o "$T/years.many"
	holds 'an export of more files than descriptors' diff -r -x _gazet.json "$T/years.few" "$T/years.many"
else
	holds 'an export of more files than descriptors' false
fi

# ---- long paths -----------------------------------------------------------------------------

long=$T/$(printf '%0200d/%.0s' $(seq 50))end
for command in "index -g $G -d $long $T/docs.jsonl" "docs -d $long" "db check -d $long" "db merge $long $D" "export jsonl -d $D -o $long" \
	"export mentions --partition day -d $D -o $long" "report org/nato -d $D -o $long" "graph org/nato -d $D --format gexf -o $long" \
	"gaz compile -g $G -o $long" "gaz lint $long" "eval $long"; do
	# shellcheck disable=SC2086
	mentions "a path that is too long: ${command%% [-/]*}" 2 'ile name too long' gazet $command
done
gazet db dump -d "$D" >"$T/got"
same 'after all that, the database is what it was' "$T/dump" "$T/got"
finish
