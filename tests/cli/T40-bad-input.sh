#!/bin/bash
# What is broken, missing, hostile or too large: a clear message, the right exit status, nothing lost.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
D=$T/test.db
tag() { gazet tag -g "$T/gaz" "$@"; }
index() { gazet index -q -g "$T/gaz" -d "$D" "$@"; }
ids() { jq -r .id "$T/out"; }
ids_are() { # TITLE <<END: of what was tagged last
	cat >"$T/expected"
	ids >"$T/ids"
	same "$1" "$T/expected" "$T/ids"
}

# says TITLE STATUS COMMAND... <<END: standard error without the temporary folder's name
says() {
	local title=$1 want=$2
	shift 2
	cat >"$T/expected"
	run "$@"
	sed "s|$T/||g" "$T/err" >"$T/said"
	compare "$title" "$want" "$T/expected" "$T/said" /dev/null
}

# ---- damaged archives -----------------------------------------------------------------

# Numbers that do not compress well (a linear congruential generator).
awk 'BEGIN {
	x = 42
	for (i = 1; i <= 2000; i++) {
		x = (x * 69069 + 12345) % 4294967296
		y = (x * 69069 + 54321) % 4294967296
		printf "{\"id\":\"%d\",\"date\":\"2017-01-01\",\"text\":\"%d Germany and NATO, %d.\"}\n", i, x, y
	}
}' >"$T/good.jsonl"
gzip -nc "$T/good.jsonl" >"$T/good.jsonl.gz"
size=$(stat -c %s "$T/good.jsonl.gz")
head -c $((size / 2)) "$T/good.jsonl.gz" >"$T/cut.jsonl.gz"
run tag "$T/cut.jsonl.gz"
holds 'a truncated gzip: exit status 3' test "$status" -eq 3
holds 'a truncated gzip: the message names file and record' grep -qE '/cut\.jsonl\.gz:[0-9]+: truncated gzip data; what follows is lost' "$T/err"
holds 'a truncated gzip: one message' test "$(wc -l <"$T/err")" -eq 1
kept=$(wc -l <"$T/out")
holds 'a truncated gzip: what comes before is kept' eval \
	"[ $kept -gt 500 ] && [ $kept -lt 2000 ] && cmp <(jq -r .id '$T/out') <(seq $kept)"
run index --json "$T/cut.jsonl.gz"
json 'a truncated gzip: index keeps it too' ".[0] | .added == $kept and .rejected == 1" "$T/out"
holds 'a truncated gzip: index exits with 3' test "$status" -eq 3
is_sound 'a truncated gzip: the database is sound' "$D"
{ head -c 3000 "$T/good.jsonl.gz"; head -c 200 /dev/zero | tr '\0' 'X'; tail -c +3201 "$T/good.jsonl.gz"; } >"$T/damaged.jsonl.gz"
mentions 'a damaged gzip' 3 '/damaged.jsonl.gz:' tag "$T/damaged.jsonl.gz"
head -c 5 "$T/good.jsonl.gz" >"$T/stub.jsonl.gz"
mentions 'a gzip that is cut in its header' 3 '/stub.jsonl.gz' tag "$T/stub.jsonl.gz"
run index --json --source-name cut.jsonl.gz "$T/good.jsonl.gz"
json 'the whole archive completes it' ".[0] | .added == 2000 - $kept and .unchanged == $kept" "$T/out"
run tag "$T/cut.jsonl.gz" "$T/good.jsonl.gz"
holds 'the next file is read all the same' test "$(wc -l <"$T/out")" -eq $((kept + 2000)) -a "$status" -eq 3

cat >"$T/bad.jsonl" <<'END'
{"id":"1","text":"NATO"}
{"id":"2","text":"NATO"
not json
{"id":"4"}
{"id":"5","text":""}
{"id":"6","text":["NATO",6]}
["NATO"]
"NATO"
{"id":"9","text":"NATO"} trailing

{"id":"11","text":null,"body":"NATO"}
{"id":"12","text":"NATO","date":{"year":2017}}
{"id":"13","text":"NATO
END
says 'lines that are no records: file, line, column, reason' 3 tag "$T/bad.jsonl" <<'END'
gazet: bad.jsonl:2:24: not JSON: the line ends in the middle of a value
gazet: bad.jsonl:3:2: not JSON: null expected
gazet: bad.jsonl:4: no text (looked for text, body, content, maintext, articleBody, article_body, article, full_text, fullText, fulltext) and no title
gazet: bad.jsonl:5: no text (looked for text, body, content, maintext, articleBody, article_body, article, full_text, fullText, fulltext) and no title
gazet: bad.jsonl:6: key "text" is a list, not a string
gazet: bad.jsonl:7: not a JSON object (one record a line is expected)
gazet: bad.jsonl:8: not a JSON object (one record a line is expected)
gazet: bad.jsonl:9:26: not JSON: something follows the value
gazet: bad.jsonl:12: key "date" is an object, not a string (--map date=date.KEY takes what is in it)
gazet: bad.jsonl:13:24: not JSON: the line ends in the middle of a value
END
ids_are 'and the others are read' <<'END'
1
11
END
printf '{"id":"1","text":"NATO"}\n{"id":"2","text":"NA' >"$T/ends.jsonl"
says 'a file that ends in a record' 3 tag "$T/ends.jsonl" <<'END'
gazet: ends.jsonl:2:21: truncated record: the file ends in the middle of it
END
INPUT=$T/ends.jsonl
mentions 'standard input has a name too' 3 'stdin:2:' tag -
INPUT=/dev/null
printf '{"id":"1","text":"NATO"}\n\033[31m{\n' >"$T/escape.jsonl"
cp "$T/escape.jsonl" "$T/"$'bell\a.jsonl'
run tag "$T/"$'bell\a.jsonl'
holds 'messages have no control characters in them' eval '! grep -q $'"'[\\a\\033]'"' "$T/err" && [ $status -eq 3 ]'

deep() { printf '%*s' "$1" '' | tr ' ' "$2"; }
{
	printf '{"id":"1","text":"NATO","x":%s%s}\n' "$(deep 50 '[')" "$(deep 50 ']')"
	printf '{"id":"2","text":"NATO","x":%s%s}\n' "$(deep 100000 '[')" "$(deep 100000 ']')"
	printf '%s\n' "$(deep 200000 '{')"
	printf '{"id":"4","text":"NATO"}\n'
} >"$T/deep.jsonl"
mentions 'deep nesting is refused, by line' 3 '/deep.jsonl:2:' tag "$T/deep.jsonl"
ids_are 'and read on' <<'END'
1
4
END

# ---- bytes -------------------------------------------------------------------------------

printf '{"id":"1","text":"NATO \xff\xfe and \xe2\x82 Germany, \xed\xa0\x80 Russia."}\n{"id":"2","text":"NA\\u0000TO NATO"}\n{"id":"3","text":"NA\0TO NATO"}\n{"id":"4","text":"\\ud800 NATO"}\n' >"$T/bytes.jsonl"
tag "$T/bytes.jsonl" >"$T/tagged"
gives 'malformed UTF-8 and NULs become U+FFFD, offsets count them' 0 \
	jq -c '[.id, [.mentions[] | [.start, .text]]]' "$T/tagged" <<'END'
["1",[[0,"NATO"],[14,"Germany"],[27,"Russia"]]]
["2",[[6,"NATO"]]]
["3",[[6,"NATO"]]]
["4",[[2,"NATO"]]]
END
rm -f "$D"
run gazet index -g "$T/gaz" -d "$D" "$T/bytes.jsonl"
holds 'index tells how many documents were repaired' grep -qE 'malformed UTF-8 or NUL bytes, now U\+FFFD: 3$' "$T/err"
is_sound 'and the database is sound' "$D"
gives 'and has valid text' 0 sqlite3 -batch "$D" "SELECT external_id, replace(text, char(65533), '#') FROM document ORDER BY 1" <<'END'
1|NATO ## and # Germany, ### Russia.
2|NA#TO NATO
3|NA#TO NATO
4|# NATO
END

# ---- a picture whose caption cannot be told ---------------------------------------------

printf 'the picture of before\n' | tee "$T/before.svg" >"$T/chart.svg"
sqlite3 -batch "$D" 'ALTER TABLE run RENAME COLUMN gazetteer_hash TO another'
mentions 'a damaged database is told' 2 'no such column: gazetteer_hash' \
	gazet timeline NATO -d "$D" --format svg -o "$T/chart.svg"
same 'and the picture of before is left' "$T/before.svg" "$T/chart.svg"
sqlite3 -batch "$D" 'ALTER TABLE run RENAME COLUMN another TO gazetteer_hash'
printf 'NATO\0 and \xe9\xe8 Germany\n' >"$T/latin.txt"
run tag "$T/latin.txt"
json 'a text file with a NUL and Latin-1' '[.[0].mentions[] | [.start, .text]] == [[0, "NATO"], [13, "Germany"]]' "$T/out"
head -c 5000 /dev/urandom >"$T/random.bin"
run tag "$T/random.bin"
holds 'random bytes: no crash' test "$status" -eq 3 -o "$status" -eq 0
head -c 300000 /dev/urandom >"$T/random.jsonl"
run tag "$T/random.jsonl"
holds 'random bytes as JSON Lines: no crash' test "$status" -eq 3
{ printf '\x1f\x8b\x08\0\0\0\0\0\0\x03'; head -c 3000 /dev/urandom; } >"$T/random.gz"
run tag "$T/random.gz"
holds 'random bytes as gzip: no crash' test "$status" -eq 3

# ---- size ------------------------------------------------------------------------------------

# A line of 30 MB between two good ones, in bounded memory (one of a gigabyte: tests/long/hostile.sh).
long_line() {
	printf '{"id":"1","text":"NATO"}\n{"id":"2","text":"NATO '
	head -c "${1:-30000000}" /dev/zero | tr '\0' 'x'
	printf '"}\n{"id":"3","text":"NATO"}\n'
}
bounded() { # limits the address space, where no sanitizer needs it
	if [ -z "${SAN:-}" ]; then (ulimit -v 400000 && "$@"); else "$@"; fi
}
long_line | gzip -1n >"$T/long.jsonl.gz"
says 'a line of 30 MB is rejected by name and record' 3 \
	bounded gazet tag -j2 -g "$T/gaz" --max-document 16M "$T/long.jsonl.gz" <<'END'
gazet: long.jsonl.gz:2: longer than the limit of 16777216 bytes; skipped
END
ids_are 'in bounded memory, and what follows is read' <<'END'
1
3
END
rm -f "$D"
run bounded gazet index -q --json -j2 -g "$T/gaz" --max-document 16M -d "$D" "$T/long.jsonl.gz"
json 'index: the same' '.[0] | .added == 2 and .rejected == 1' "$T/out"
says '--max-document, in code: 1K' 3 eval 'long_line 1024 | tag --max-document 1K' <<'END'
gazet: stdin:2: longer than the limit of 1024 bytes; skipped
END
run eval 'long_line 900 | tag --max-document 1K'
holds '--max-document: what fits is read' test "$status" -eq 0 -a "$(wc -l <"$T/out")" -eq 3
run eval 'long_line 3000000 | tag --max-document 4M'
holds '--max-document 4M' test "$status" -eq 0 -a "$(wc -l <"$T/out")" -eq 3
head -c 5000 /dev/zero | tr '\0' 'y' >"$T/large.txt"
mentions '--max-document: a text file' 3 '/large.txt: larger than the limit of 1024 bytes' tag --max-document 1K "$T/large.txt"

# ---- files and folders ----------------------------------------------------------------------------

says 'a path that is not there' 3 tag "$T/none.jsonl" <<'END'
gazet: none.jsonl: cannot open: No such file or directory
END
run tag "$T/none.jsonl" "$T/good.jsonl"
holds 'the other paths are read' test "$(wc -l <"$T/out")" -eq 2000 -a "$status" -eq 3
: >"$T/empty.jsonl"
says 'an empty JSON Lines file has no documents' 0 tag "$T/empty.jsonl" </dev/null
: >"$T/empty.txt"
mentions 'an empty text file has no text' 3 '/empty.txt: no text' tag "$T/empty.txt"
says 'empty standard input' 0 tag </dev/null
gzip -nc "$T/empty.jsonl" >"$T/empty.jsonl.gz"
says 'an empty gzip' 0 tag "$T/empty.jsonl.gz" </dev/null
mkdir "$T/void"
rm -f "$D"
run index --json "$T/void"
json 'an empty folder: nothing added' '.[0] | .added == 0 and .rejected == 0' "$T/out"
is_sound 'an empty folder: a sound, empty database' "$D"
gives 'an empty database answers' 0 gazet entities --json -d "$D" <<'END'
[]
END
run gazet timeline --json country/de -d "$D"
holds 'of an empty database no entity is known' test "$status" -eq 2
mkdir "$T/loop"
ln -s . "$T/loop/self"
ln -s nowhere "$T/loop/dangling.txt"
printf 'NATO.\n' >"$T/loop/a.txt"
run tag "$T/loop"
holds 'links in circles and to nowhere' eval '[ "$(ids)" = a.txt ]'
mkfifo "$T/void/pipe"
run timeout 60 "$GAZET" tag -g "$T/gaz" "$T/void"
holds 'a pipe in a folder is not waited for' test "$status" -ne 124
mentions 'an unknown input format' 2 "--input-format is warc, mbox, mail, reuters21578" tag -f xml "$T/good.jsonl"
run index -f xml "$T/good.jsonl"
holds 'an unknown input format: index' test "$status" -eq 2
mentions 'a database in a folder that is not there' 2 "$T/no/such/folder/x.db" gazet index -g "$T/gaz" -d "$T/no/such/folder/x.db" "$T/good.jsonl"
if [ "$(id -u)" -eq 0 ]; then
	skip 'a folder without permission' 'root may read everything'
	skip 'a file without permission' 'root may read everything'
	skip 'a database in a folder without permission' 'root may write everywhere'
else
	mkdir -p "$T/closed/inner"
	printf 'NATO.\n' >"$T/closed/a.txt"
	printf 'NATO.\n' >"$T/closed/b.txt"
	chmod 000 "$T/closed/inner" "$T/closed/b.txt"
	says 'a folder and a file without permission: named, and the others read' 3 tag "$T/closed" <<'END'
gazet: closed/b.txt: cannot open: Permission denied
gazet: closed/inner: cannot read the directory: Permission denied
END
	ids_are 'the others' <<'END'
a.txt
END
	chmod 755 "$T/closed/inner"
	chmod 555 "$T/closed"
	mentions 'a database in a folder without permission' 2 "$T/closed/x.db" gazet index -g "$T/gaz" -d "$T/closed/x.db" "$T/good.jsonl"
	chmod 755 "$T/closed"
fi

# ---- gazetteers -----------------------------------------------------------------------------------------

rm -f "$D"
{
	printf '# a comment\n'
	printf 'id\ttype\tname\taliases\tfrom\tto\tcountry\n'
	printf 'person/a\tperson\tAnna Adams\n'
	printf 'person/a\tperson\tAnna Again\n'
	printf 'animal/b\tanimal\tBeast\n'
	printf 'person/C\tperson\tCapital\n'
	printf 'person/d\tperson\t\tNameless\n'
	printf 'event/e\tevent\tEvent\t\t2017-02-30\n'
	printf 'event/f\tevent\tFair\tÄäÄ | Öö\t2017\t2016\n'
	printf 'org/g\torg\tGuild\t\t\t\tcountry/zz\n'
	printf 'org/h\torg\tHouse\t\t\t\t\t\tnine\n'
	printf 'org/i\torg\tInd\xffex\n'
} >"$T/bad.tsv"
says 'a gazetteer with bad rows: all faults, with file, line and column' 2 gazet index -g "$T/bad.tsv" -d "$D" "$T/good.jsonl" <<'END'
gazet: bad.tsv:4:1: the id person/a stands twice
gazet: bad.tsv:5:10: 'animal' is no type (person country org place event)
gazet: bad.tsv:6:1: 'person/C' is no id: it must be person/slug in a-z, 0-9 and -
gazet: bad.tsv:7:17: person/d has no name
gazet: bad.tsv:8:22: '2017-02-30' is no day (YYYY, YYYY-MM or YYYY-MM-DD)
gazet: bad.tsv:9:34: event/f ends before it begins
gazet: bad.tsv:11:21: 9 cells, but the header names 7 columns
gazet: bad.tsv:12:14: malformed UTF-8
gazet: bad.tsv:10:20: the id country/zz is defined nowhere
gazet: the gazetteer was not loaded: nothing was done; gazet gaz lint says all that is wrong with one
END
holds 'the database was not made' test ! -e "$D"
run tag -g "$T/bad.tsv" "$T/good.jsonl"
holds 'tag prints nothing either' test "$status" -eq 2 -a ! -s "$T/out"
mentions 'a gazetteer that is not there' 2 "$T/none.tsv: No such file or directory" tag -g "$T/none.tsv" "$T/good.jsonl"
printf 'a\tb\nc\td\n' >"$T/unknown.tsv"
mentions 'a table of no known kind' 2 '/unknown.tsv:1' tag -g "$T/unknown.tsv" "$T/good.jsonl"
printf 'anchor\tregex\tid\tname\ttype\nnato\tnato (\tevent/x\tX\tevent\n' >"$T/pattern.tsv"
mentions 'a pattern that is no regular expression' 2 '/pattern.tsv:2' tag -g "$T/gaz" -g "$T/pattern.tsv" "$T/good.jsonl"

# ---- layers --------------------------------------------------------------------------------------------------

printf 'id\ttype\tname\taliases\tfrom\norg/nato\torg\tNATO\tthe Alliance\norg/opec\torg\tOPEC\t\n' >"$T/more.tsv"
printf '{"id":"1","text":"The Alliance is NATO. OPEC is not in Germany."}\n' >"$T/layers.jsonl"
run tag -g "$T/gaz" "$T/layers.jsonl"
json 'one layer' '[.[0].mentions[] | .text] == ["NATO", "Germany"]' "$T/out"
run tag -g "$T/gaz" -g "$T/more.tsv" "$T/layers.jsonl"
json 'a later layer adds names and entities' \
	'[.[0].mentions[] | [.text, .entity]] == [["The Alliance","org/nato"],["NATO","org/nato"],["OPEC","org/opec"],["Germany","country/de"]]' "$T/out"
run gazet tag -g "$T/more.tsv" "$T/layers.jsonl"
json 'a file with id, type, name and aliases is enough' '[.[0].mentions[] | .text] == ["The Alliance", "NATO", "OPEC"]' "$T/out"
rm -f "$D"
run index -g "$T/gaz" "$T/layers.jsonl"
mentions 'index says when the gazetteer has changed' 0 'tagged with another gazetteer' \
	gazet index -g "$T/gaz" -g "$T/more.tsv" -d "$D" "$T/layers.jsonl"

# ---- memory ---------------------------------------------------------------------------------------------------

# peak COMMAND...: runs it with the input that comes, prints its exit status and its largest memory in MB
peak() {
	python3 -c 'import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)' "$@"
}
# a line of 100 MB between two others
long_line() {
	printf '{"id":"1","text":"NATO"}\n{"id":"2","text":"'
	head -c 100000000 /dev/zero | tr '\0' x
	printf '"}\n{"id":"3","text":"Germany"}\n'
}
if [ -n "${SAN:-}" ]; then
	skip 'a line of 100 MB is passed over in little memory' 'sanitizers need memory of their own'
	skip 'and when it is compressed' 'sanitizers need memory of their own'
else
	long_line | peak "$GAZET" tag -g "$T/gaz" --max-document 1M - >"$T/peak"
	verdict 'a line of 100 MB is passed over in little memory' "$(awk '$1 == 3 && $2 < 60 { print "yes" }' "$T/peak")" "$T/peak"
	long_line | gzip -1 >"$T/long.jsonl.gz"
	peak "$GAZET" tag -g "$T/gaz" --max-document 1M "$T/long.jsonl.gz" >"$T/peak"
	verdict 'and when it is compressed' "$(awk '$1 == 3 && $2 < 60 { print "yes" }' "$T/peak")" "$T/peak"
	rm -f "$T/long.jsonl.gz"
fi
finish
