#!/bin/bash
# Exports of documents with their mentions: each format against its specification and the database, golden files of a small
# archive with hostile texts, partitions, and files that appear complete or not at all.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
cat >"$T/articles.jsonl" <<'JSON'
{"id":"a/1","source":"wire","date":"2017-07-07","title":"Merkel meets Putin: \"<script>alert(1)</script>\"","text":"Chancellor Angela\nMerkel met Vladimir\tPutin in Hamburg. \"The U.S. & NATO...\" said Merkel , 'yes' .  Next day:\n\n(The Russian\u00a0president was silent)!","url":"https://wire.example/a?b=1&c=2","lang":"en"}
{"id":"a 2\u202e|#\u0007","source":"we/ird=src","date":"2017-07","title":"=1+1, a sum","text":"\r\n The 2017 G20 Hamburg summit: 俄罗斯 and Germany\u2028Rex Tillerson 😀 U.S. \u000b end","url":"javascript:alert(1)"}
{"id":"_","source":"wire","text":"nobody"}
{"id":"b","source":"wire","date":"2016","title":"- - -","text":"... Rex Tillerson, NATO"}
{"id":"c","source":"wire","date":"2017-07-07","title":"Russia","text":"=Russia, Germany"}
JSON
run gazet index -q -g "$T/gaz" -d "$T/small.db" "$T/articles.jsonl"
run gazet index -q -d "$T/demo.db" tests/data/demo/articles.jsonl tests/data/demo/notes tests/data/demo/scraped

# What changes with every version and gazetteer is left out.
plain() { sed -E 's/[0-9a-f]{32}/HASH/g; s/(gazet |software:|"version":")[0-9]+\.[0-9]+\.[0-9]+/\1VERSION/g'; }
small() { gazet export "$@" -d "$T/small.db" | plain; }
show() { # FOLDER: its files, one after the other
	(cd "$1" && find . -type f | sort | while read -r file; do
		echo "== $file"
		plain <"$file"
	done)
}

# ---- every format: a golden file, and the check by its specification on both archives --------

checks() { # FORMAT
	case $1 in
	brat | displacy) echo tests/cli/check_export_files.py ;;
	conll*) echo tests/cli/check_export_tokens.py ;;
	*) echo tests/cli/check_export_rows.py ;;
	esac
}
for format in jsonl mentions csv spacy webannotation conll2003 conllu displacy; do
	golden "$format of a small archive" "export/$format" 0 small $format
done
run gazet export brat -q -d "$T/small.db" -o "$T/brat"
golden 'brat of a small archive' export/brat 0 show "$T/brat"
for format in jsonl mentions csv spacy webannotation conll2003 conllu displacy brat; do
	for archive in small demo; do
		run gazet export $format -q -d "$T/$archive.db" -o "$T/$archive.$format"
		holds "$format of the $archive archive keeps its specification" \
			python3 -B "$(checks $format)" $format "$T/$archive.db" "$T/$archive.$format"
	done
done
holds 'nothing partial is left' test -z "$(find "$T" -name '*gazet-partial*')"
gazet export csv --bom --spreadsheet-safe -d "$T/small.db" >"$T/bom.csv"
holds 'csv --bom begins with the mark' cmp -n 3 "$T/bom.csv" <(printf '\xef\xbb\xbf')
holds 'csv --spreadsheet-safe disarms formulas' grep -qF ",\"'=1+1, a sum\"," "$T/bom.csv"

# ---- what is in an export --------------------------------------------------------------------

for question in 'event/g20 person/barack-obama' 'country/ru --from 2014 --to 2016' 'country/gr person/angela-merkel --window sentence' \
	'country/us --unique' '--source notes' ''; do
	# shellcheck disable=SC2086
	gazet docs $question -q -d "$T/demo.db" --format jsonl | jq -r .doc | sort >"$T/expected"
	# shellcheck disable=SC2086
	gazet export jsonl $question -q -d "$T/demo.db" | jq -r .id | sort >"$T/got"
	same "export has the documents of: docs $question" "$T/expected" "$T/got"
done
gazet export mentions -d "$T/demo.db" --type person,event | jq -r .type | sort -u >"$T/got"
printf 'event\nperson\n' >"$T/expected"
same '--type chooses mentions' "$T/expected" "$T/got"
INPUT=$T/small.jsonl.meta.json
gives 'PATH.meta.json tells version, database, gazetteer and filter' 0 plain <<'JSON'
{"format":"jsonl","documents":5,"mentions":19,"tool":"gazet","version":"VERSION","database":{"revision":1,"documents":5},"gazetteer":"HASH","filter":"all documents"}
JSON
INPUT=/dev/null
# An export of documents is an archive: indexing it gives the same database.
run gazet index -q -g "$T/gaz" -d "$T/again.db" "$T/small.jsonl"
dump "$T/small.db" | grep -v "^'document'" >"$T/expected"
dump "$T/again.db" | grep -v "^'document'" >"$T/got"
same 'jsonl can be indexed again' "$T/expected" "$T/got"
# But for the time of day, which no answer has.
printf '{"id":"%s","date":"2011-05-03T%s:00Z","text":"Germany."}\n' 1 10:00 2 12:00 >"$T/hours.jsonl"
copies() { gazet sql -d "$1" 'SELECT count(duplicate_of) AS copies FROM document' --format tsv; }
run gazet index -q -g "$T/gaz" -d "$T/hours.db" "$T/hours.jsonl"
gives 'two that differ in the time of day are no copies' 0 copies "$T/hours.db" <<<$'copies\n0'
run gazet export jsonl -q -d "$T/hours.db" -o "$T/days.jsonl"
run gazet index -q -g "$T/gaz" -d "$T/days.db" "$T/days.jsonl"
gives '... but are, exported and indexed' 0 copies "$T/days.db" <<<$'copies\n1'
gives 'there may be nothing' 0 gazet export mentions --from 1900 --to 1901 -d "$T/small.db" </dev/null

# ---- partitions ---------------------------------------------------------------------------------

folders() { (cd "$1" && find . -type f ! -name _gazet.json | LC_ALL=C sort); }
run gazet export mentions -q -d "$T/small.db" --partition day -o "$T/days"
gives 'a partition by day' 0 folders "$T/days" <<'END_'
./day=2017-07-07/part-0000.jsonl
./day=__HIVE_DEFAULT_PARTITION__/part-0000.jsonl
END_
run gazet export jsonl -q -d "$T/small.db" --partition month -o "$T/days"
gives 'another export takes its place as a whole' 0 folders "$T/days" <<'END_'
./month=2017-07/part-0000.jsonl
./month=__HIVE_DEFAULT_PARTITION__/part-0000.jsonl
END_
run gazet export csv -q -d "$T/small.db" --partition source -o "$T/sources"
gives 'a source may be called anything' 0 folders "$T/sources" <<'END_'
./source=we%2Fird%3Dsrc/part-0000.csv
./source=wire/part-0000.csv
END_
for by in day month year source type; do
	run gazet export mentions -q -d "$T/demo.db" --partition $by -o "$T/by"
	find "$T/by" -type f -name '*.jsonl' -exec cat {} + | sort >"$T/got"
	sort "$T/demo.mentions" >"$T/expected"
	same "a partition by $by has every row once" "$T/expected" "$T/got"
done
run gazet export csv -q -d "$T/demo.db" --partition type -o "$T/by"
holds 'every part of csv has the header' test "$(cat "$T"/by/*/part-0000.csv | grep -c '^doc,source')" = 5
# More partitions than files may be open.
python3 - >"$T/many.jsonl" <<'END_'
for i in range(900):
    print('{"id":"%d","source":"s%d","date":"2017-01-%02d","text":"Russia and Germany"}' % (i, i % 300, i % 28 + 1))
END_
run gazet index -q -g "$T/gaz" -d "$T/many.db" "$T/many.jsonl"
run bash -c "ulimit -n 60; '$GAZET' export mentions -q -d '$T/many.db' --partition source -o '$T/many'"
holds 'hundreds of partitions with few open files' \
	test "$(folders "$T/many" | wc -l) $(cat "$T"/many/*/*.jsonl | wc -l)" = '300 1800'

# ---- files and folders -------------------------------------------------------------------------

complains 'a format that is not there' 2 gazet export spcy -d "$T/demo.db" <<'END_'
gazet: there is no export format 'spcy'; did you mean spacy? (gazet help exports lists them)
END_
mentions 'several files need a folder' 2 'brat gives several files: -o FOLDER says where' gazet export brat -d "$T/demo.db"
mentions 'a partition too' 2 '-o FOLDER names it' gazet export jsonl --partition day -d "$T/demo.db"
mentions 'what is no row is not partitioned' 2 'cannot be partitioned' \
	gazet export conllu --partition day -o "$T/x" -d "$T/demo.db"
mentions 'a document has no type' 2 'which has no type' gazet export jsonl --partition type -o "$T/x" -d "$T/demo.db"
mentions 'an unknown partition' 2 "not 'week'" gazet export jsonl --partition week -o "$T/x" -d "$T/demo.db"
mentions '--bom is for csv' 2 'goes with csv' gazet export jsonl --bom -d "$T/demo.db"
holds 'and nothing was made' test ! -e "$T/x"

mkdir "$T/mine"
echo precious >"$T/mine/file"
mentions 'a folder of somebody else is not touched' 2 'no export has made' \
	gazet export brat -d "$T/demo.db" -o "$T/mine"
holds 'it is as it was' grep -q precious "$T/mine/file"
mentions 'a file cannot take the place of a folder' 2 'is a folder' gazet export jsonl -d "$T/demo.db" -o "$T/mine"
# Nor that of a database, whichever it is: one word too few, and an archive would be gone.
sum=$(md5sum <"$T/demo.db")
ln -s demo.db "$T/link.db"
for command in 'export jsonl' 'export csv merkel' 'graph merkel --format json' 'graph merkel --format csv' 'report merkel' \
	'timeline merkel --format svg'; do
	# shellcheck disable=SC2086
	mentions "-o the database: $command" 2 'is a gazet database' gazet $command -d "$T/demo.db" -o "$T/demo.db"
done
mentions '-o a link to it' 2 'is a gazet database' gazet export jsonl -d "$T/demo.db" -o "$T/link.db"
holds 'it is as it was, and nothing is beside it' test "$(md5sum <"$T/demo.db")" = "$sum" -a \
	"$(cd "$T" && echo demo.db*)" = demo.db
run gazet export jsonl -q -d "$T/small.db" -o /dev/null
holds 'a device is written to and not replaced' test "$status" = 0 -a -c /dev/null
echo old >"$T/target"
ln -s target "$T/link"
run gazet export jsonl -q -d "$T/small.db" -o "$T/link"
holds 'a link stays, what it points to is replaced' test -L "$T/link" -a "$(wc -l <"$T/target")" = 5
mkdir "$T/there"
ln -s there/made "$T/loose" && ln -s loose "$T/looser"
run gazet export jsonl -q -d "$T/small.db" -o "$T/looser"
holds 'a link to what is not there stays, and it is made' test "$status" = 0 -a -L "$T/looser" -a -L "$T/loose" -a \
	"$(wc -l <"$T/there/made")" = 5
printf old >"$T/kept"
mentions 'what cannot be completed replaces nothing' 2 'no entity is called' \
	gazet export jsonl nobody-at-all -d "$T/small.db" -o "$T/kept"
holds 'the old export is there' grep -q old "$T/kept"
# A killed run: its partial file is in nobody's way.
echo half >"$T/kept.gazet-partial"
mkdir "$T/folder.gazet-partial"
echo half >"$T/folder.gazet-partial/half"
run gazet export jsonl -q -d "$T/small.db" -o "$T/kept"
same 'after a killed run a file is whole' "$T/small.jsonl" "$T/kept"
run gazet export brat -q -d "$T/small.db" -o "$T/folder"
holds 'and a folder' diff -r "$T/brat" "$T/folder"
(
	flock 9
	mentions 'two runs do not write the same file' 2 'another export is writing' \
		gazet export jsonl -d "$T/small.db" -o "$T/kept"
	[ "$failures" -eq 0 ]
) 9>"$T/kept.gazet-partial" >"$T/locked" 2>&1
holds 'two runs do not write the same file' grep -q '^ok' "$T/locked"
run bash -c "'$GAZET' export mentions -d '$T/demo.db' | head -n 1"
holds 'who reads may leave' test "$status" = 0 -a ! -s "$T/err"
finish
