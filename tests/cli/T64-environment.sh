#!/bin/bash
# What surrounds the program: languages, time zones, variables, closed streams, names of files that are commands to a
# terminal or to printf.
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
for columns in '' 0 1 99999999999999999999 '%n' ; do around "a window of '$columns'" COLUMNS="$columns"; done
for zone in : :/dev/zero ../../etc/passwd '%n%s' UTC-99:99:99 "$(printf '%0100000d' 0)"; do around "the zone ${zone:0:20}" TZ="$zone"; done
for value in '%n%s%x' $'\e[31m\xff\xfe' "$(printf '%0100000d' 0)" /dev/null /dev/full; do
	around "a cache of ${value:0:10}" GAZET_CACHE="$value"
	around "others' variables of ${value:0:10}" GAZET="$value" GAZET_GAZETTEERS="$value" LANGUAGE="$value" NO_COLOR="$value" \
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
finish
