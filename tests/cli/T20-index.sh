#!/bin/bash
# `gazet index`: identity, duplicates, the summary, the database at rest, what is refused.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
D=$T/test.db
index() { gazet index -g "$T/gaz" -d "$D" "$@"; }
# Without the last line, which has times in it.
summary() { index "$@" 2>&1 | sed '$d'; }
counts='del(.text_bytes, .seconds)'
ask() { sqlite3 -batch -readonly "$D" "$@"; }

cat >"$T/news.jsonl" <<'END'
{"id":"1","date":"2017-07-07","source":"Times","title":"Merkel hosts","text":"Angela Merkel met Vladimir Putin in Hamburg."}
{"id":"2","date":"2017-07-08","text":"The G20 summit in Germany ended.","url":"https://example.org/2","lang":"en"}
{"id":"3","date":"July 2017","text":"NATO and Russia."}
{"id":"4","text":"No date here, Germany."}
{"id":"5","date":"the other day","text":"A date that nobody understands. Russia."}
{"id":"2b","date":"2017-07-08","text":"The G20 summit in Germany ended."}
{"text":"No id: Syria.","date":"2016"}
{"id":"8","date":"2015-01-01"}
not json at all
END

# ---- the first run ------------------------------------------------------------

gives 'the summary counts everything' 0 eval 'summary "$T/news.jsonl" | sed "s|$T/||"' <<'END'
gazet: news.jsonl:8: no text (looked for text, body, content, maintext, articleBody, article_body, article, full_text, fullText, fulltext) and no title
gazet: news.jsonl:9:2: not JSON: null expected
gazet: 7 added, 0 unchanged, 0 replaced, 1 duplicate, 2 undated, 2 rejected
gazet: in the database: 2 near-duplicates in 1 cluster
gazet: dates that could not be understood: 1, such as news.jsonl:5: "the other day"
END
run index --full-scan "$T/news.jsonl"
holds 'rejected records make exit status 3' test "$status" -eq 3
is_sound 'the database is sound' "$D"
holds 'at rest it is one file' test "$(cd "$T" && echo test.db*)" = test.db
gives 'application_id, user_version, journal mode' 0 ask \
	'SELECT printf("%x", application_id) FROM pragma_application_id; PRAGMA user_version; PRAGMA journal_mode' <<'END'
677a6574
3003
delete
END
gives 'foreign keys hold' 0 ask 'PRAGMA foreign_key_check; PRAGMA integrity_check' <<'END'
ok
END
gives 'documents with source, date at its precision, duplicate_of' 0 ask \
	"SELECT v.source, CASE length(v.doc) WHEN 32 THEN 'hash' ELSE v.doc END, v.date, v.title, v.url, v.language, o.external_id
	   FROM v_document v LEFT JOIN document o ON o.id = v.duplicate_of ORDER BY v.id" <<'END'
Times|1|2017-07-07|Merkel hosts|||
news.jsonl|2|2017-07-08||https://example.org/2|en|
news.jsonl|3|2017-07||||
news.jsonl|4|||||
news.jsonl|5|||||
news.jsonl|2b|2017-07-08||||2
news.jsonl|hash|2016||||
END
gives 'mentions: substr(text, start + 1, length) are the words' 0 ask \
	"SELECT doc, field, start, text, entity, via, nested FROM v_mention WHERE doc IN ('1', '2') ORDER BY document_id, field DESC, start" <<'END'
1|title|0|Merkel|person/angela-merkel|surname|0
1|text|0|Angela Merkel|person/angela-merkel|name|0
1|text|18|Vladimir Putin|person/vladimir-putin|name|0
1|text|36|Hamburg|place/hamburg|name|0
2|text|4|G20 summit|event/g20-2017|edition|0
2|text|18|Germany|country/de|name|0
END
gives 'mentions a document' 0 ask "SELECT doc, entity, mentions FROM v_document_entity WHERE doc = '1' ORDER BY entity" <<'END'
1|person/angela-merkel|2
1|person/vladimir-putin|1
1|place/hamburg|1
END
gives 'a run is recorded' 0 ask \
	'SELECT id, finished IS NOT NULL, tool_version, length(gazetteer_hash), json_valid(options), added, unchanged, duplicate, undated, rejected FROM run' <<'END'
1|1|0.1.0|32|1|7|0|1|2|2
2|1|0.1.0|32|1|0|7|1|2|2
END

# ---- again ----------------------------------------------------------------------

dump_all "$D" >"$T/before"
gives 'the same archive again changes nothing, and says so' 0 eval 'summary --full-scan "$T/news.jsonl" | sed -n "3,\$p" | sed "s|$T/||"' <<'END'
gazet: 0 added, 7 unchanged, 0 replaced, 1 duplicate, 2 undated, 2 rejected
gazet: in the database: 2 near-duplicates in 1 cluster
gazet: dates that could not be understood: 1, such as news.jsonl:5: "the other day"
gazet: nothing has changed
END
dump_all "$D" >"$T/after"
same 'and every table but `run` is as before' "$T/before" "$T/after"
run index --json -q --full-scan "$T/news.jsonl"
json 'the summary as JSON' ".[0] | $counts"' == {"added":0,"unchanged":7,"replaced":0,"duplicate":1,"undated":2,"rejected":2,"titles_alone":0,"bad_dates":1,"repaired":0,"files":1,"unchanged_files":0,"skipped_files":0,"passed_records":0,"overwritten":0,"in_other_source":0,"gone_files":0,"gone":0,"pruned":0,"near_duplicates":2,"clusters":1,"charsets":[]}' "$T/out"
gives '-q says only errors' 0 eval 'index -q --full-scan "$T/news.jsonl" 2>&1 | sed "s|$T/||"' <<'END'
gazet: news.jsonl:8: no text (looked for text, body, content, maintext, articleBody, article_body, article, full_text, fullText, fulltext) and no title
gazet: news.jsonl:9:2: not JSON: null expected
END

sed 's/in Hamburg/in Hamburg, and NATO met too/' "$T/news.jsonl" >"$T/later.jsonl"
run index --source-name news.jsonl --json -q "$T/later.jsonl"
json 'a changed document is replaced' '.[0] | [.added, .unchanged, .replaced] == [0, 6, 1]' "$T/out"
gives 'and has its new mentions, once' 0 ask \
	"SELECT d.text, count(*) FROM document d JOIN v_mention m ON m.document_id = d.id WHERE d.external_id = '1'" <<'END'
Angela Merkel met Vladimir Putin in Hamburg, and NATO met too.|5
END
is_sound 'and the database is sound' "$D"
gives 'and queries see the new state' 0 eval 'gazet docs -d "$D" org/nato --format csv | tr -d "\r"' <<'END'
doc,date,title,url,mentions
1,2017-07-07,Merkel hosts,,1
3,2017-07,,,1
END
run index --json -q --full-scan --source-name news.jsonl "$T/news.jsonl"
json 'and back' '.[0] | [.added, .unchanged, .replaced] == [0, 6, 1]' "$T/out"
dump "$D" >"$T/back"
rm "$D"
run index -q "$T/news.jsonl"
dump "$D" >"$T/fresh"
# Names and entities that only the other state had may stay.
grep -E "^'(source|document|mention)'" "$T/back" >"$T/back1"
grep -E "^'(source|document|mention)'" "$T/fresh" >"$T/fresh1"
same 'documents and mentions are those of a fresh database' "$T/fresh1" "$T/back1"

# The original of a duplicate changes: the duplicate becomes an original.
printf '%s\n' '{"id":"2","date":"2017-07-08","text":"Changed: NATO."}' >"$T/change.jsonl"
run index -q --json --source-name news.jsonl "$T/change.jsonl"
gives 'a changed original leaves its duplicate as an original' 0 ask \
	"SELECT external_id, duplicate_of FROM document WHERE external_id IN ('2', '2b') ORDER BY 1" <<'END'
2|
2b|
END
is_sound 'which is sound' "$D"

# ---- sources, several archives ------------------------------------------------------

rm -f "$D"
mkdir -p "$T/letters/1999"
printf 'Headline\n\nRussia and Germany.\n' >"$T/letters/1999/1999-12-31-end.txt"
printf '\x7fELF\0\0\0\0\1\2\3\4\0\0\0' >"$T/letters/program"
printf 'NATO.\n' >"$T/letters/.hidden.txt"
gzip -kn "$T/news.jsonl"
run index -q "$T/letters/" "$T/news.jsonl.gz"
gives 'sources: the key, the base name of the archive' 0 ask \
	'SELECT s.name, count(*) FROM source s JOIN document d ON d.source_id = s.id GROUP BY 1 ORDER BY 1' <<'END'
Times|1
letters|1
news.jsonl.gz|6
END
gives 'a text file: path below the folder, day of its name' 0 ask \
	"SELECT doc, date, title FROM v_document WHERE source = 'letters'" <<'END'
1999/1999-12-31-end.txt|1999-12-31|Headline
END
run index --json "$T/letters"
mentions 'what is no text is skipped, hidden files are not looked at' 0 'files skipped, of no known format: 1' index "$T/letters"
run index -q --json --source-name other "$T/letters"
json '--source-name gives another identity, with the same content' '.[0] | [.added, .unchanged, .duplicate] == [1, 0, 1]' "$T/out"
gives 'duplicate_of names the first' 0 ask \
	"SELECT s.name, o.external_id, os.name FROM document d JOIN source s ON s.id = d.source_id JOIN document o ON o.id = d.duplicate_of
	 JOIN source os ON os.id = o.source_id WHERE s.name = 'other'" <<'END'
other|1999/1999-12-31-end.txt|letters
END
INPUT=$T/news.jsonl
run index -q --json -
json 'standard input' '.[0].added == 6' "$T/out"
INPUT=/dev/null
gives 'standard input is its own source' 0 ask \
	"SELECT count(*) FROM source WHERE name NOT IN ('Times', 'letters', 'news.jsonl.gz', 'other')" <<'END'
1
END
is_sound 'all that is sound' "$D"

for n in 1 4; do
	rm -f "$T/j$n.db"
	gazet index -q -j$n -g "$T/gaz" -d "$T/j$n.db" "$T/letters" "$T/news.jsonl" 2>/dev/null
	dump_all "$T/j$n.db" >"$T/j$n"
done
same '-j1 and -j4 make the same tables' "$T/j1" "$T/j4"

# ---- where the database is ------------------------------------------------------------

GAZET_DB=$T/env.db gazet index -q -g "$T/gaz" "$T/letters"
holds 'GAZET_DB names the database' test -s "$T/env.db"
holds '-d is stronger' eval 'GAZET_DB=/nowhere/x.db gazet db stats -d "$T/env.db"'
holds 'queries use GAZET_DB too' eval 'GAZET_DB="$T/env.db" gazet docs country/ru -e'
holds 'gazet.db in the working directory otherwise' eval \
	'(cd "$T" && mkdir here && cd here && gazet index -q -g ../gaz ../letters && test -s gazet.db && gazet docs country/ru -e)'

# ---- what is refused -------------------------------------------------------------------

refused() { # TITLE TEXT FILE: neither writing nor asking touches it
	cksum <"$3" >"$T/sum"
	mentions "$1: index" 2 "$2" gazet index -g "$T/gaz" -d "$3" "$T/news.jsonl"
	mentions "$1: docs" 2 "$2" gazet docs country/ru -d "$3"
	mentions "$1: db check" 2 "" gazet db check -d "$3"
	mentions "$1: db rebuild" 2 "$2" gazet db rebuild -d "$3"
	cksum <"$3" >"$T/sum2"
	same "$1: untouched" "$T/sum" "$T/sum2"
	holds "$1: nothing beside it" test "$(echo "$3"*)" = "$3"
}
cp "$T/env.db" "$T/newer.db"
sqlite3 -batch "$T/newer.db" 'PRAGMA user_version = 99001'
refused 'a database of a newer schema' 'newer gazet' "$T/newer.db"
sqlite3 -batch "$T/foreign.db" 'CREATE TABLE t (x); INSERT INTO t VALUES (1)'
refused 'a database of another program' 'not a gazet database' "$T/foreign.db"
printf 'Dear diary,\n' >"$T/diary.db"
refused 'a file that is no database' 'not a gazet database' "$T/diary.db"
mentions 'a folder is refused' 2 'is a directory' gazet index -g "$T/gaz" -d "$T/letters" "$T/news.jsonl"
mentions 'a database that is not there: docs' 2 "$T/none.db" gazet docs country/ru -d "$T/none.db"
mentions 'a database that is not there: db check' 2 "$T/none.db" gazet db check -d "$T/none.db"
mentions 'a database that is not there: db stats' 2 "$T/none.db" gazet db stats -d "$T/none.db"
mentions 'a database that is not there: db rebuild' 2 "$T/none.db" gazet db rebuild -d "$T/none.db"
holds 'and none was made' test ! -e "$T/none.db"
mentions 'no PATH that can be opened' 3 'nothing could be opened: no database was made' gazet index -g "$T/gaz" -d "$T/none.db" "$T/nofile.txt" "$T/none/"
mentions '... each of which is named' 3 'nofile.txt: cannot open: No such file or directory' gazet index -g "$T/gaz" -d "$T/none.db" "$T/nofile.txt"
holds '... makes no database' test ! -e "$T/none.db"
run gazet index -q -g "$T/gaz" -d "$T/some.db" "$T/nofile.txt" "$T/news.jsonl"
holds '... as one that can be does' test "$status" -eq 3 -a -e "$T/some.db"
export GAZET_DB=$T/default.db
mentions 'a database where -d was forgotten' 2 "missing.db is no archive: is it the database? Then -d $T/missing.db (nothing was indexed)" \
	gazet index -g "$T/gaz" "$T/missing.db" "$T/news.jsonl"
mentions '... that is there' 2 "some.db is no archive: is it the database? Then -d $T/some.db (nothing was indexed)" \
	gazet index -g "$T/gaz" "$T/news.jsonl" "$T/some.db"
holds '... leaves the default one alone' test ! -e "$T/default.db"
unset GAZET_DB
mentions 'a text is one, whatever its name' 0 '1 added' gazet index -g "$T/gaz" -d "$T/some.db" -f text "$T/diary.db"

# ---- rebuild, damage ------------------------------------------------------------------------

dump_all "$D" >"$T/before"
run gazet db rebuild -d "$D"
holds 'db rebuild' test "$status" -eq 0
is_sound 'is sound' "$D"
dump "$D" >"$T/truth"
cp "$D" "$T/broken.db"
sqlite3 -batch "$T/broken.db" "DELETE FROM occurrence WHERE reading_id IN (SELECT r.id FROM reading r JOIN entity e ON e.id = r.entity_id
	WHERE e.entity = 'org/nato')"
mentions 'db check sees that truth and index differ' 2 'not sound' gazet db check -d "$T/broken.db"
run gazet db rebuild -d "$T/broken.db"
is_sound 'db rebuild mends it' "$T/broken.db"
cp "$D" "$T/moved.db"
sqlite3 -batch "$T/moved.db" 'UPDATE document SET text = substr(text, 1, 3) WHERE length(text) > 20'
mentions 'db check sees offsets outside the text' 2 'not sound' gazet db check -d "$T/moved.db"

# ---- queries leave no trace --------------------------------------------------------------------

mkdir "$T/rest"
cp "$D" "$T/rest/x.db"
ls -lA --time-style=full-iso "$T/rest" >"$T/ls1"
edited() { # TITLE WHAT SQL: the tables themselves are other ones
	cp "$D" "$T/schema.db"
	sqlite3 "$T/schema.db" "PRAGMA writable_schema = ON; $3; PRAGMA writable_schema = RESET"
	run gazet db check -d "$T/schema.db"
	holds "$1" grep -qE "^schema +failed +$2\$" "$T/out"
}
edited 'db check sees a column of another name' 'document is not as gazet makes it' \
	"UPDATE sqlite_schema SET sql = replace(sql, 'language ', 'lang ') WHERE name = 'document'"
edited 'and another constraint, another expression' 'entity is not as gazet makes it; reading is not as gazet makes it' \
	"UPDATE sqlite_schema SET sql = replace(replace(sql, '''person''', '''people'''), 'permille / 1000.0', 'permille / 100.0')
	 WHERE name IN ('entity', 'reading')"
edited 'and a view and an index that are not there' 'entity_series is not there; v_file is not there' \
	'DROP VIEW v_file; DROP INDEX entity_series'
edited 'and one view in the place of another' "v_document is not as gazet makes it" \
	"UPDATE sqlite_schema SET sql = replace(sql, 'unixepoch', 'unix  epoch') WHERE name = 'v_document'"
cp "$D" "$T/schema.db"
sqlite3 "$T/schema.db" "CREATE TABLE mine (a); CREATE INDEX by_day ON document(day); PRAGMA writable_schema = ON;
	UPDATE sqlite_schema SET sql = replace(replace(sql, ' -- the first document', '
-- another remark'), char(10), char(13) || char(10) || char(9)) WHERE name = 'document'"
is_sound 'tables of your own and remarks in ours are none of its business' "$T/schema.db"
for question in entities 'cooc country/ru' 'timeline country/ru' 'kwic country/ru' 'docs country/ru' 'db stats' 'db check'; do
	# shellcheck disable=SC2086
	gazet $question -d "$T/rest/x.db" >/dev/null 2>"$T/err" || cat "$T/err"
done >"$T/said"
ls -lA --time-style=full-iso "$T/rest" >"$T/ls2"
same 'queries leave the folder untouched' "$T/ls1" "$T/ls2"
same 'and all went well' /dev/null "$T/said"
# What a dump calls things, as docs/care.md says.
gazet index -q -g "$T/gaz" -d "$T/short.db" - <<<'{"text":"The Germans met."}'
gazet db dump -d "$T/short.db" >"$T/dump"
json 'db dump: the hash is the id of a document that has none; a mention has the name it was found by' \
	'.[0] | .doc == .hash and (.mentions | map(.name)) == ["Germans"]' "$T/dump"
json '... and the entity its own' '.[1].name == "Germany"' "$T/dump"

if ! drop_powers; then
	skip 'queries work on a read-only file in a read-only folder' 'root may write everywhere'
	skip 'index refuses a read-only database' 'root may write everywhere'
else
	chmod a-w "$T/rest/x.db" "$T/rest"
	for question in entities 'cooc country/ru' 'timeline country/ru' 'kwic country/ru' 'docs country/ru' 'db stats' 'db check'; do
		# shellcheck disable=SC2086
		gazet $question -d "$T/rest/x.db" >/dev/null 2>"$T/err" || cat "$T/err"
	done >"$T/said"
	same 'queries work on a read-only file in a read-only folder' /dev/null "$T/said"
	mentions 'index refuses a read-only database' 2 "$T/rest/x.db" gazet index -g "$T/gaz" -d "$T/rest/x.db" "$T/news.jsonl"
	chmod u+w "$T/rest"
	powers=()
fi
finish
