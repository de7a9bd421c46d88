#!/bin/bash
# A second run reads only what has changed; what is gone can be removed; a run can be tried, limited, and gone on with.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
D=$T/test.db
A=$T/archive
index() { gazet index -g "$T/gaz" -d "$D" "$@"; }
# What a run with --json says of itself.
figures() { # FILTER ARGUMENT...
	local filter=$1
	shift
	index -q --json "$@" >"$T/figures"
	local code=$?
	jq -c "$filter" "$T/figures"
	return $code
}
ask() { sqlite3 -batch -readonly "$D" "$@"; }
documents() { ask "SELECT source || '/' || doc FROM v_document ORDER BY 1"; }

mkdir -p "$A/sub"
printf 'Angela Merkel in Hamburg.\n' >"$A/a.txt"
printf 'Vladimir Putin in Germany.\n' >"$A/sub/b.txt"
printf '{"id":"1","text":"Germany"}\n{"id":"2","text":"Russia"}\nno json\n' >"$A/c.jsonl"
(cd "$A" && tar cf d.tar a.txt c.jsonl)

# ---- what has not changed -------------------------------------------------------

gives 'the first run reads all files' 3 figures '[.files, .unchanged_files, .added, .rejected]' "$A" <<'END'
[5,0,5,2]
END
gives 'the second one none' 0 figures '[.files, .unchanged_files, .added, .unchanged, .rejected]' "$A" <<'END'
[0,4,0,7,0]
END
run index "$A"
mentions 'and says so' 0 'files that have not changed since they were read: 4, with 7 documents' index "$A"
mentions 'with what was rejected then' 0 'records that were rejected in them then: 2' index "$A"
gives '--full-scan reads them again' 3 figures '[.files, .unchanged_files, .unchanged, .rejected]' --full-scan "$A" <<'END'
[5,0,7,2]
END
touch -d '2001-01-01' "$A/a.txt"
gives 'another time alone is no change' 0 figures '[.files, .unchanged_files]' "$A" <<'END'
[0,4]
END
gives 'and is remembered' 0 ask "SELECT changed FROM v_file WHERE path LIKE '%/a.txt'" <<'END'
2001-01-01T00:00:00Z
END
gives 'a PATH inside knows the same files' 0 figures '[.files, .unchanged_files]' --source-name archive "$A/sub/b.txt" <<'END'
[1,0]
END
gives 'as long as it is read in the same manner' 0 figures '[.files, .unchanged_files]' --source-name archive "$A/sub/b.txt" <<'END'
[0,1]
END
rm "$D"
figures . "$A" >"$T/out"

printf 'Angela Merkel in Moscow.\n' >"$A/a.txt"
gives 'a file that changed is read, its document replaced' 0 figures '[.files, .unchanged_files, .replaced, .unchanged]' "$A" <<'END'
[1,3,1,6]
END
gives 'with all its mentions' 0 ask "SELECT text, entity FROM v_mention WHERE doc = 'a.txt' AND source = 'archive' ORDER BY start" <<'END'
Angela Merkel|person/angela-merkel
END
is_sound 'the database is sound' "$D"
cp "$A/c.jsonl" "$T/same-size"
sed 's/Russia/Syria!/' "$T/same-size" >"$A/c.jsonl"
gives 'a change that keeps the size is seen by its time' 3 figures '[.files, .replaced, .unchanged]' "$A" <<'END'
[1,1,6]
END
touch -r "$A/c.jsonl" "$T/when" && cp "$T/same-size" "$A/c.jsonl" && touch -d '+1 hour' "$A/c.jsonl"
gives 'or by its content' 3 figures '[.files, .replaced]' "$A" <<'END'
[1,1]
END

# ---- what is gone -----------------------------------------------------------------

printf '{"id":"2","text":"Russia"}\n{"id":"3","text":"NATO"}\n' >"$A/c.jsonl"
rm "$A/sub/b.txt"
gives 'what is gone stays, and is counted' 0 figures '[.added, .unchanged, .gone_files, .gone, .pruned]' "$A" <<'END'
[1,5,1,2,0]
END
mentions 'and said' 0 'documents that are no longer in their files: 2 (--prune removes them)' index "$A"
gives '--dry-run --prune writes nothing' 0 figures '[.gone_files, .pruned]' --dry-run --prune "$A" <<'END'
[1,0]
END
gives '--prune removes it' 0 figures '[.added, .gone_files, .pruned]' --prune "$A" <<'END'
[0,1,1]
END
gives 'and only that' 0 documents <<'END'
archive/1
archive/2
archive/3
archive/a.txt
archive/d.tar/a.txt
END
is_sound 'the database is sound' "$D"
gives 'once' 0 figures '[.gone_files, .gone, .pruned]' --prune "$A" <<'END'
[0,0,0]
END
cp "$A/a.txt" "$T/elsewhere.txt"
index -q "$T/elsewhere.txt"
gives 'files elsewhere are not missed' 0 figures '[.gone_files, .pruned]' --prune "$A" <<'END'
[0,0]
END
holds 'and keep their documents' test "$(ask "SELECT count(*) FROM document WHERE external_id = 'elsewhere.txt'")" = 1
mv "$A/a.txt" "$A/z.txt"
gives 'a file of another name is another document' 0 figures '[.added, .pruned]' --prune "$A" <<'END'
[1,1]
END
mkdir "$A/shut" && printf 'NATO.\n' >"$A/shut/n.txt"
index -q "$A"
if [ "$(id -u)" -ne 0 ]; then
	chmod 0 "$A/shut"
	run index --prune "$A"
	mentions 'nothing is pruned where not all can be seen' 3 'what may be gone was not removed' index --prune "$A"
	chmod 755 "$A/shut"
else
	skip 'nothing is pruned where not all can be seen' 'root may read everything'
fi
rm -rf "$A/shut"
ln -s nowhere "$A/shut"
mentions 'a name that leads nowhere is no reason to prune either' 3 'not all files could be seen' index --prune "$A"
rm "$A/shut"
gives 'a document in two files is pruned when both are without it' 0 eval '
	cp "$A/c.jsonl" "$A/e.jsonl" && index -q --prune "$A" && rm "$A/c.jsonl" && figures .pruned --prune "$A"
	rm "$A/e.jsonl" && figures .pruned --prune "$A"
	documents | tr "\n" " "; echo' <<'END'
0
1
archive/1 archive/2 archive/d.tar/a.txt archive/z.txt elsewhere.txt/elsewhere.txt 
END
is_sound 'and the database is sound' "$D"

# ---- interrupted ------------------------------------------------------------------------

# A run that stops in the middle of a file: the next one goes on behind what was committed.
awk 'BEGIN { for (i = 1; i <= 30000; i++) printf "{\"id\":\"%d\",\"text\":\"Document %d on Germany and Russia.\"}\n%s", i, i, i % 1000 ? "" : "bad\n" }' >"$T/long.jsonl"
rm "$D"
mentions '--max-errors stops' 2 'stopped: more than 12 records were rejected (--max-errors); what was committed is kept' index --max-errors 12 "$T/long.jsonl"
taken=$(ask 'SELECT documents FROM file')
holds 'what was committed is known' test "$taken" -gt 0 -a "$taken" -lt 30000 -a "$(ask 'SELECT count(*) FROM document')" = "$taken"
run index -q --json "$T/long.jsonl"
json 'the next run takes the rest' ".[0] | .added == 30000 - $taken and .unchanged == 0 and .rejected < 30" "$T/out"
ask 'SELECT external_id, day, title, text FROM document ORDER BY id' >"$T/resumed"
rm "$D"
run index -q "$T/long.jsonl"
ask 'SELECT external_id, day, title, text FROM document ORDER BY id' >"$T/whole"
same 'and together they are one run' "$T/whole" "$T/resumed"
# Of a file that changed, a run took a part; then the file goes, with what was taken.
rm "$D"
mkdir "$T/parts"
echo '{"id":"1","text":"Germany"}' | tee "$T/parts/stays.jsonl" >"$T/parts/goes.jsonl"
run index -q --source-name s "$T/parts"
cp "$T/long.jsonl" "$T/parts/goes.jsonl"
run index -q --source-name s --max-errors 12 "$T/parts"
taken=$(ask 'SELECT count(*) FROM document')
rm "$T/parts/goes.jsonl"
for dry in --dry-run ''; do
	gives "what a run that stopped took of a changed file is missed ${dry:-then}" 0 figures "[.gone_files, .gone == $taken, $taken > 1]" \
		$dry --source-name s "$T/parts" <<<'[1,true,true]'
done
run index -q --source-name s --json --prune "$T/parts"
json 'what a run that stopped took of a changed file goes with the file' ".[0] | .pruned == $taken - 1 and $taken > 1" "$T/out"
rm "$D"
gives '--max-errors with as many is no reason' 3 figures '[.rejected]' --full-scan --max-errors 30 "$T/long.jsonl" <<'END'
[30]
END

# ---- trying, and what was rejected -------------------------------------------------------

rm "$D"
printf '{"id":"1","text":"Germany"}\n{"id":"2","text":"Germany"}\n{"id":"1","text":"Russia"}\n{"id":"2","text":"Germany"}\n[1]\n' >"$T/dry.jsonl"
gives '--dry-run counts what would be done' 3 figures '[.added, .unchanged, .replaced, .duplicate, .rejected]' --dry-run "$T/dry.jsonl" <<'END'
[2,1,1,1,1]
END
holds 'and makes no database' test ! -e "$D"
gives 'a real run does the same' 3 figures '[.added, .unchanged, .replaced, .duplicate, .rejected]' "$T/dry.jsonl" <<'END'
[2,1,1,1,1]
END
sum=$(md5sum <"$D")
run index --dry-run --full-scan -v "$T/dry.jsonl"
holds 'nor does it touch the one there is' test "$(md5sum <"$D")" = "$sum" -a "$(cd "$T" && echo test.db*)" = test.db
mentions 'it says that nothing is written' 3 'nothing is written; it would be: 0 added' index --dry-run --full-scan "$T/dry.jsonl"
run index -q --full-scan --rejects "$T/rejects.jsonl" "$T/dry.jsonl" "$T/none"
gives '--rejects has what failed, and why' 0 jq -c '[(.file | sub(".*/"; "")), .record, .reason]' "$T/rejects.jsonl" <<'END'
["dry.jsonl",5,"not a JSON object (one record a line is expected)"]
["none",null,"cannot open: No such file or directory"]
END
mentions '--rejects that cannot be written' 2 'cannot write' index --rejects "$T/no/such" "$T/dry.jsonl"
sum=$(md5sum <"$T/dry.jsonl")
mentions '--rejects is no standard output' 2 'needs the name of a file' index --rejects - "$T/dry.jsonl"
mentions '--rejects that is the input' 2 'is part of' index --rejects "$T/dry.jsonl" "$T/dry.jsonl"
ln "$T/dry.jsonl" "$T/linked.jsonl"
mentions '--rejects that is the input by another name' 2 'is part of' index --rejects "$T/linked.jsonl" "$T/dry.jsonl"
mentions '--rejects in a folder that is read' 2 'is part of' index --rejects "$T/new.jsonl" "$T"
holds 'none of them was written' test "$(md5sum <"$T/dry.jsonl")" = "$sum" -a ! -e "$T/new.jsonl"
sum=$(md5sum <"$D")
mentions '--rejects that is the database' 2 'is a gazet database' index --rejects "$D" "$T/dry.jsonl"
mentions '--rejects that would be the database' 2 'is a gazet database' index -d "$T/new.db" --rejects "$T/new.db" "$T/dry.jsonl"
holds 'which stay as they were' test "$(md5sum <"$D")" = "$sum" -a ! -e "$T/new.db"
rm "$T/linked.jsonl"

# One document in three files, each time another version of it: the first file holds the last one, too.
mkdir "$T/versions"
for i in 1 2 3; do printf '{"id":"x","text":"Germany, version %d"}\n' "$i" >"$T/versions/$i.jsonl"; done
run index -q --source-name s "$T/versions"
rm "$T/versions/2.jsonl" "$T/versions/3.jsonl"
gives 'what a file holds under a later number is not pruned' 0 figures '[.gone_files, .pruned]' --source-name s --prune "$T/versions" <<'END'
[2,0]
END
gives 'it is there' 0 sqlite3 -readonly "$D" "SELECT count(*) FROM document WHERE external_id = 'x'" <<'END'
1
END

# An article that goes from one file to another, and is another version there, goes with the other file.
mkdir "$T/moves"
printf '{"id":"m1","text":"Germany"}\n{"id":"m2","text":"Russia"}\n' >"$T/moves/a.jsonl"
printf '{"id":"m3","text":"Syria"}\n' >"$T/moves/b.jsonl"
run index -q --source-name s "$T/moves"
printf '{"id":"m2","text":"Russia"}\n' >"$T/moves/a.jsonl"
printf '{"id":"m1","text":"Germany again"}\n' >>"$T/moves/b.jsonl"
gives 'an article in another file is not pruned' 0 figures '[.replaced, .unchanged, .pruned]' --source-name s --prune "$T/moves" <<'END'
[1,2,0]
END
rm "$T/moves/b.jsonl"
gives 'but with that file' 0 figures '[.gone_files, .pruned]' --source-name s --prune "$T/moves" <<'END'
[1,2]
END

# A url or language that was not there before, or another one, is stored.
printf '{"id":"u","text":"Germany","adresse":"https://example.org/u"}\n' >"$T/address.jsonl"
run index -q "$T/address.jsonl"
gives 'another map finds the url' 0 figures '[.added, .unchanged, .replaced]' --map url=adresse "$T/address.jsonl" <<'END'
[0,0,1]
END
printf '{"id":"u","text":"Germany","url":"https://example.org/v","lang":"en"}\n' >"$T/address.jsonl"
gives 'another url, and a language' 0 figures '[.added, .unchanged, .replaced]' "$T/address.jsonl" <<'END'
[0,0,1]
END
gives 'they are stored' 0 sqlite3 -readonly "$D" "SELECT url, language FROM document WHERE external_id = 'u'" <<'END'
https://example.org/v|en
END
gives 'and unchanged then' 0 figures '[.added, .unchanged, .replaced]' --full-scan "$T/address.jsonl" <<'END'
[0,1,0]
END
printf '{"id":"u","text":"Germany","url":"https://example.org/v","lang":"de"}\n' >"$T/address.jsonl"
gives 'another language alone' 0 figures '[.added, .unchanged, .replaced]' "$T/address.jsonl" <<'END'
[0,0,1]
END

# Of four that are the same the second one changes, then the first: the third is that of which the fourth is a copy.
copies() { for text in "$@"; do printf '{"id":"%s","text":"%s of four"}\n' "${text:0:1}" "${text:1}"; done >"$T/four.jsonl"; }
for texts in 'aNATO bNATO cNATO dNATO' 'aNATO bRussia cNATO dNATO' 'aSyria bRussia cNATO dNATO'; do
	copies $texts
	run index -q -d "$T/four.db" "$T/four.jsonl"
done
gives 'a copy becomes an original when that changes' 0 \
	sqlite3 -readonly "$T/four.db" 'SELECT d.external_id, o.external_id FROM document d LEFT JOIN document o ON o.id = d.duplicate_of ORDER BY 1' <<'END'
a|
b|
c|
d|c
END
run index -q -d "$T/anew.db" "$T/four.jsonl"
gazet db dump -d "$T/four.db" >"$T/four.dump"
gazet db dump -d "$T/anew.db" >"$T/anew.dump"
same '... as indexed anew' "$T/anew.dump" "$T/four.dump"
is_sound '... and sound' "$T/four.db"
printf '{"id":"%s","text":"Germany, of an address"}\n' w >"$T/own.jsonl"
printf '{"id":"%s","text":"Germany, of two addresses"}\n' w1 w2 >"$T/copies.jsonl"
run index -q "$T/own.jsonl" "$T/copies.jsonl"
sed -i -e '1s/}/,"url":"https:\/\/example.org\/w"}/' -e 2d "$T/own.jsonl" "$T/copies.jsonl"
for file in own copies; do
	figures '[.replaced, .duplicate]' --dry-run "$T/$file.jsonl" >"$T/tried"
	figures '[.replaced, .duplicate]' "$T/$file.jsonl" >"$T/done"
	same "another url, tried and done: $file" "$T/done" "$T/tried"
done
same 'that of a document that has a copy is the duplicate then' <(echo '[1,1]') "$T/done"

# A folder that is empty now may be where a disk was.
mkdir "$T/disk" "$T/beside"
printf '{"id":"d%d","text":"Germany"}\n' 1 2 3 >"$T/disk/a.jsonl"
printf '{"id":"b","text":"Russia"}\n' | tee "$T/beside/a.jsonl" >"$T/beside/b.jsonl"
run index -q "$T/disk" "$T/beside"
mv "$T/disk/a.jsonl" "$T/elsewhere.jsonl"
gives 'nothing of an empty folder is missed' 0 figures '[.gone_files, .gone, .pruned]' --dry-run --prune "$T/disk" "$T/beside" <<'END'
[0,0,0]
END
mentions 'nor removed' 0 'from folders that are empty now, and are kept: 3' index --prune "$T/disk" "$T/beside"
gives 'they are there' 0 sqlite3 -readonly "$D" "SELECT count(*) FROM document WHERE external_id LIKE 'd_'" <<'END'
3
END
printf '{"id":"new","text":"Germany"}\n' >"$T/disk/b.jsonl"
gives 'with another file in it they are gone' 0 figures '[.added, .gone_files, .gone, .pruned]' --prune "$T/disk" <<'END'
[1,1,3,3]
END

# --dry-run sees what is gone from a file, not only files that are gone.
printf '{"id":"l%d","text":"Germany %d"}\n' 1 1 2 2 3 3 >"$T/lines.jsonl"
run index -q "$T/lines.jsonl"
sed -i -e 2d -e 's/Germany 3/Russia/' "$T/lines.jsonl"
gives '--dry-run: a line less' 0 figures '[.added, .unchanged, .replaced, .gone]' --dry-run --prune "$T/lines.jsonl" <<'END'
[0,1,1,1]
END
mentions 'which it says' 0 'documents that are no longer in their files: 1' index --dry-run --prune "$T/lines.jsonl"
gives 'as it comes to be' 0 figures '[.added, .unchanged, .replaced, .gone, .pruned]' --prune "$T/lines.jsonl" <<'END'
[0,1,1,1,1]
END
echo '{"id":"none"}' >"$T/lines.jsonl"
gives '--dry-run: all lines less' 3 figures .gone --dry-run "$T/lines.jsonl" <<'END'
2
END
: >"$T/lines.jsonl"
gives '--dry-run: an empty file may have lost them' 0 figures .gone --dry-run "$T/lines.jsonl" <<'END'
0
END
run index "$T/lines.jsonl"
mentions 'a known file without documents' 0 'files that have not changed since they were read: 1, with 0' index "$T/lines.jsonl"
holds '... was there to be read' eval '! grep -q "nothing was there" "$T/err"'

# A file that grows while it is read is not known the next time.
mkfifo "$T/never" 2>/dev/null
(for i in 1 2 3 4 5 6 7 8; do printf '{"id":"g%d","text":"Germany"}\n' "$i"; done) >"$T/grow.jsonl"
run index -q "$T/grow.jsonl"
printf '{"id":"g9","text":"Russia"}\n' >>"$T/grow.jsonl"
gives 'what was appended is read' 0 figures '[.added, .unchanged]' "$T/grow.jsonl" <<'END'
[1,8]
END

finish
