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
around 'Turkish' LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8
around 'German' LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8
around 'a language that is none' LC_ALL='%n%s' LANGUAGE=../../x
around 'far east' TZ=Pacific/Kiritimati
around 'far west' TZ=Etc/GMT+12
around 'nothing' -i
around 'no home' HOME=/nonexistent XDG_CACHE_HOME=
around 'a narrow window' COLUMNS=-1 TERM=

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
