#!/bin/bash
# What asks needs no right to write: every question gives the same from a read-only file in a read-only folder as
# elsewhere, and leaves file and folder as they were. What writes says there that it cannot.
. tests/cli/lib.sh
once 'permissions are the same'

demo=tests/data/demo
D=$T/rest/demo.db
mkdir "$T/rest"
gazet index -q -d "$D" $demo/articles.jsonl $demo/notes $demo/scraped
gazet index -q -d "$T/other.db" $demo/notes
cat >"$T/questions" <<'END'
entities --type person --limit 5
entities --from 2015 --to 2017
show event/g20
show person/angela-merkel --unique --json
cooc event/g20 country/ru --type person
cooc Greece --window sentence --sort -npmi
timeline country/gr country/de --by month
timeline country/gr --by year --plot
kwic country/ru --with country/us --window 20
docs
docs type:person country:ru --not country/us --format jsonl
diff --from 2014 --to 2016 --vs-from 2010 --vs-to 2013
bursts --by week
path person/angela-merkel person/xi-jinping
sql SELECT\ type,count(*)\ FROM\ entity\ GROUP\ BY\ type
graph event/g20 --format gexf
graph event/g20 --format svg
export jsonl event/g20
export mentions
export timelinejs
explain demo-0018
db stats
db check
db dump
END

# state: the file and the folder it is in, to the nanosecond
state() {
	ls -lA --time-style=full-iso "$T/rest"
	stat -c '%n %y %z' "$T/rest" "$D"
	cksum <"$D"
}
# ask FOLDER: every question, and what it said, into a file of the folder
ask() {
	local number=0 words
	mkdir "$1"
	while IFS= read -r line; do
		number=$((number + 1))
		eval "words=(${line//[()*]/\\&})"
		gazet "${words[@]}" -d "$D" >"$1/$number" 2>"$1/$number.err" </dev/null
		echo "exit status $?" >>"$1/$number.err"
	done <"$T/questions"
}

state >"$T/before"
ask "$T/plain"
holds 'every question has an answer' test "$(cat "$T"/plain/*.err | grep -cx 'exit status 0')" -eq "$(wc -l <"$T/questions")"
holds 'of more than nothing' test -z "$(find "$T/plain" -name '*[0-9]' -size 0)"
state >"$T/after"
same 'what asks leaves the file and its folder as they were' "$T/before" "$T/after"
gazet report event/g20 -q -d "$D" -o "$T/plain.html"
gazet export datasette -q -d "$D" -o "$T/plain.datasette"
state >"$T/after"
same 'so do a page and an export of files' "$T/before" "$T/after"
mentions 'sql does not write' 2 'opened for reading' gazet sql 'DELETE FROM document' -d "$D"
state >"$T/after"
same 'indeed' "$T/before" "$T/after"

if ! drop_powers; then
	skip 'without the right to write' 'root may write everywhere'
	finish
fi
chmod a-w "$D" "$T/rest"
state >"$T/before"
holds 'nobody may write there' eval '! "${powers[@]}" touch "$T/rest/x"'
ask "$T/bare"
holds 'without the right to write every answer is the same' diff -r "$T/plain" "$T/bare"
run gazet report event/g20 -q -d "$D" -o "$T/bare.html"
holds 'and so is a page' test "$status" -eq 0
run gazet export datasette -q -d "$D" -o "$T/bare.datasette"
holds 'and an export of files' test "$status" -eq 0
mentions 'index says that it cannot' 2 "$D: cannot write to it: Permission denied" gazet index -q -d "$D" $demo/notes
mentions 'nor make a database there' 2 'new.db: cannot make the file: Permission denied' \
	gazet index -q -d "$T/rest/new.db" $demo/notes
mentions 'retag, too' 2 "$D" gazet retag -q --all -d "$D"
mentions 'db rebuild, too' 2 "$D" gazet db rebuild -q -d "$D"
mentions 'db vacuum, too' 2 "$D" gazet db vacuum -q -d "$D"
mentions 'db merge, too' 2 "$D" gazet db merge -q "$D" "$T/other.db"
mentions 'an export into that folder, too' 2 "$T/rest" gazet export jsonl -q -d "$D" -o "$T/rest/docs.jsonl"
state >"$T/after"
same 'and nothing has changed' "$T/before" "$T/after"
chmod u+w "$D"
mentions 'nor write where nothing can stand beside the file' 2 'no file can be made beside it' \
	gazet index -q -d "$D" $demo/notes
chmod a-w "$D"
state >"$T/before"
powers=()
run gazet db merge -q "$T/other.db" "$D"
holds 'a database that is only read from may be merged' test "$status" -eq 0
state >"$T/after"
same 'and is as it was' "$T/before" "$T/after"
chmod u+w "$T/rest"
finish
