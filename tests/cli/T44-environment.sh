#!/bin/bash
# What surrounds the program: languages, time zones, variables, closed streams, full devices, no home, few descriptors, long
# paths, names of files that are commands to a terminal or to printf.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
cd "$T" || exit 1
printf '%s\n' '{"id":"1","date":"2017-07-07","title":"INDIA I","text":"Angela Merkel met Mr. Putin in Hamburg, IRELAND."}' \
	'{"id":"2","date":"2017-07-07T23:30:00-05:00","text":"Vladimir Putin and the G20."}' >a.jsonl
gazet index -q -g gaz -d a.db a.jsonl
gazet db dump -q -d a.db >expected
gazet cooc -q -d a.db country/de person/angela-merkel --format csv >rows

# ---- language, zone, variables ------------------------------------------------------------

around() { # TITLE VARIABLE=VALUE...
	rm -f b.db
	holds "$1: index" env "${@:2}" "$GAZET" index -q -g gaz -d b.db a.jsonl
	env "${@:2}" "$GAZET" db dump -q -d b.db >dump
	same "$1: the same documents and mentions" expected dump
	env "${@:2}" "$GAZET" cooc -q -d b.db country/de person/angela-merkel --format csv >got
	same "$1: the same numbers" rows got
}
# Turkish, whose i and I are other letters, is made here where its sources are.
mkdir locales
if localedef -i tr_TR -f UTF-8 locales/tr_TR.UTF-8 >/dev/null 2>&1; then
	export LOCPATH=$T/locales
	holds 'Turkish is there' test "$(LC_ALL=tr_TR.UTF-8 locale yesstr)" = evet
else
	skip 'Turkish is there' 'no localedef, or no sources of locales here'
fi
around 'Turkish' LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8
unset LOCPATH
around 'German' LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8
around 'a language that is none' LC_ALL='%n%s' LANGUAGE=../../x
around 'far east' TZ=Pacific/Kiritimati
around 'far west' TZ=Etc/GMT+12
around 'nothing' -i
around 'no home' HOME=/nonexistent XDG_CACHE_HOME=
around 'a narrow window' COLUMNS=-1 TERM=
columns=('' 0 1 99999999999999999999 '%n' 80)
for zone in : :/dev/zero ../../etc/passwd '%n%s' UTC-99:99:99 "$(printf '%0100000d' 0)"; do
	around "the zone ${zone:0:20}, a window of '${columns[0]}'" TZ="$zone" COLUMNS="${columns[0]}"
	columns=("${columns[@]:1}")
done
for value in '%n%s%x' $'\e[31m\xff\xfe' "$(printf '%0100000d' 0)" /dev/null /dev/full; do
	around "variables of ${value:0:10}" GAZET_CACHE="$value" GAZET="$value" GAZET_GAZETTEERS="$value" LANGUAGE="$value" NO_COLOR="$value" \
		TERM="$value" TMPDIR="$value" SQLITE_TMPDIR="$value" PCRE2_NOTHING="$value" LS_COLORS="$value"
done
mapfile -t huge < <(seq 1 10000 | sed 's/.*/HUGE_&=0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789/')
around 'an environment of a megabyte' "${huge[@]}"
mentions 'a database that the environment names' 2 "gazet: %n%s.db: no such database" env GAZET_DB='%n%s.db' "$GAZET" docs
mentions 'one that is no path' 2 'ile name too long' env GAZET_DB="$(printf '%0100000d' 0)" "$GAZET" docs
holds 'nothing was made by that' test ! -e '%n%s.db'

# ---- names --------------------------------------------------------------------------------

hostile=$'%n%s%99999d\e[31m\u202e\u200b\u009b'
shown='%n%s%99999d�[31m���'
echo '{"text":1' >"$hostile.jsonl"
mentions 'a file' 3 "gazet: $shown.jsonl:1:10: " gazet index -q -g gaz -d b.db "$hostile.jsonl"
mentions 'a database' 2 "gazet: $shown.db: no such database" gazet docs -d "$hostile.db"
mentions 'a table' 2 "gazet: $shown.jsonl:1:1: " gazet tag -g "$hostile.jsonl" a.jsonl
mentions 'a command' 2 "'$shown'" gazet "$hostile"
mentions 'an option' 2 "'--$shown'" gazet docs "--$hostile"
mentions 'a topic' 2 "'$shown'" gazet help "$hostile"
for command in docs show cooc timeline kwic; do
	mentions "an entity: $command" 2 "\"$shown\"" gazet $command "$hostile" -d a.db
done
printf 'id\ttype\tname\taliases\norg/x\torg\t%s\t\n' 'Zero%n%s​Width' >names.tsv
echo '{"id":"1","date":"2017-07-07","title":"%n%s‮T","text":"The Zero%n%s​Width came."}' >c.jsonl
holds 'a name is read' gazet index -q -g names.tsv -d c.db c.jsonl
for command in 'show org/x' entities 'timeline org/x' 'kwic org/x' docs; do
	# shellcheck disable=SC2086
	run timeout 60 python3 -B "$TOP/tests/cli/terminal.py" 100 "$GAZET" $command -d c.db --color never
	holds "a terminal: $command" test "$status" -eq 0 -a -s "$T/out"
	holds "a terminal: $command shows nothing unseen" eval '! grep -qE "‮|​" "$T/out"'
done

# ---- streams ------------------------------------------------------------------------------

closed() { "$@" >&-; }
for command in 'docs -d a.db' 'show country/de -d a.db' 'help usage' 'help' '--version' 'tag -q -g gaz a.jsonl' 'db check -d a.db'; do
	# shellcheck disable=SC2086
	mentions "closed output: $command" 2 'cannot write the output: Bad file descriptor' closed gazet $command
done
# With output and errors closed, the first file that is opened must not get what is meant for them.
(gazet index -g gaz -d d.db --rejects rejects.jsonl --json "$hostile.jsonl" a.jsonl >&- 2>&-)
same 'closed streams: a file holds what is its own' <(echo 1) <(jq -s length rejects.jsonl)
is_sound 'closed streams: the database is sound' d.db
(gazet tag -q -g gaz a.jsonl >tagged <&-)
holds 'closed input: files are read' test "$(wc -l <tagged)" -eq 2

# ---- every command ---------------------------------------------------------------------

once 'streams and descriptors are the same'
rm -rf "$T"/*.db "$T/dump" # of the above
exec 2>/dev/null # the shell's own words on what it could not write

cd "$TOP" || exit 1
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
