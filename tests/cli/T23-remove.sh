#!/bin/bash
# A source is taken out of a database: what is left is a database that was made without it. And an archive that was
# moved or renamed is told from a new one.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
# An office is a name that only a document gives.
printf 'office\tcountry\tholder\tfrom\tto\nchancellor\tcountry/de\tperson/angela-merkel\t2005\t2021\n' >"$T/gaz/offices.tsv"
cd "$T" || exit 1
index() { gazet index -q -g gaz "$@"; }
# The same in all that is told of it, and in the rows of what is named.
as_without() { # TITLE DATABASE WITHOUT
	gazet db dump -d "$2" >got
	gazet db dump -d "$3" >expected-dump
	same "$1" expected-dump got
	dump "$2" >got
	dump "$3" >expected-dump
	same "... with no row more" expected-dump got
	is_sound '... and sound' "$2"
}

mkdir wire paper
printf 'Angela Merkel met Vladimir Putin in Hamburg at the G20 summit of NATO.\n' >wire/a.txt
printf 'Rex Tillerson went to Syria.\n' >wire/b.txt
printf 'Angela Merkel met Vladimir Putin in Hamburg at the G20 summit of NATO.\n' >paper/copy.txt
printf 'Germany and Russia.\n' >paper/c.txt
printf '{"id":"1","source":"wire","text":"Mary Jones in Ireland."}\n{"id":"2","source":"mail","text":"Germany again."}\n' >mixed.jsonl
printf 'The German chancellor went home.\n' >wire/2011-05-03.txt

index -d all.db wire paper mixed.jsonl
index -d without.db paper
grep -v '"wire"' mixed.jsonl >rest.jsonl
index -d without.db rest.jsonl
sum=$(md5sum <all.db)
dump_all all.db >rows
complains '--dry-run says what would go' 0 gazet db remove -g gaz -d all.db --source wire --dry-run <<'END'
gazet: nothing is written; it would be: 4 documents removed
END
holds '... and writes nothing' test "$(md5sum <all.db)" = "$sum"
refused 'a source that is not there' "all.db has no source wir: nothing was removed; \`gazet sql 'SELECT name FROM source'\` lists them" \
	db remove -d all.db --source paper --source wir
refused '... by --dry-run too' "all.db has no source wir: nothing was removed; \`gazet sql 'SELECT name FROM source'\` lists them" \
	db remove -d all.db --source wir --dry-run
dump_all all.db >got
same '... leaves all of them' rows got
refused 'no source at all' '--source NAME says whose documents are to be removed' db remove -d all.db
refused 'no database' 'none.db: No such file or directory: `gazet index` makes a database' db remove -d none.db --source x
refused '... by --dry-run too' 'none.db: there is no database: `gazet index` makes one' db remove -d none.db --source x --dry-run
holds '... and none is made' test ! -e none.db

cp all.db other.db
gives 'the office is a name of its holder' 0 sqlite3 -readonly all.db "SELECT name FROM name WHERE name = 'chancellor'" <<<chancellor
mentions 'with another gazetteer at hand it is kept' 0 '4 documents removed
gazet: the documents were tagged with another gazetteer: words that only the removed ones had' gazet db remove -g gaz/entities.tsv -d other.db --source wire
gives '... until they are tagged again' 0 sqlite3 -readonly other.db "SELECT name FROM name WHERE name = 'chancellor'" <<<chancellor
is_sound '... and all is sound' other.db
run gazet retag --all -q -g gaz -d other.db
as_without '... as it is without the source' other.db without.db
complains 'a source goes' 0 gazet db remove -g gaz -d all.db --source wire <<'END'
gazet: 4 documents removed
END
as_without 'what is left is a database without it' all.db without.db
gives 'its copy elsewhere is an original' 0 gazet sql -d all.db "SELECT doc, duplicate_of FROM v_document WHERE source = 'paper' ORDER BY doc" --format tsv <<'END'
doc	duplicate_of
c.txt	
copy.txt	
END
gives 'files that held nothing else are forgotten, others are read again' 0 \
	sqlite3 -readonly all.db "SELECT replace(path, '$PWD/', ''), complete FROM v_file ORDER BY 1" <<'END'
mixed.jsonl|0
paper/c.txt|1
paper/copy.txt|1
END
run gazet index --json -q -g gaz -d all.db wire paper mixed.jsonl
json 'indexed again it is there again' '.[0] | [.added, .unchanged, .unchanged_files] == [4, 3, 2]' out
index -d again.db wire paper mixed.jsonl
gives '... with all that is found in it' 0 gazet entities -d all.db --format csv < <(gazet entities -d again.db --format csv)
is_sound '... and sound' all.db
complains 'a source that is named twice counts once' 0 gazet db remove -g gaz -d all.db --source wire --source paper --source wire --dry-run <<'END'
gazet: nothing is written; it would be: 6 documents removed
END
complains 'two at once, and all' 0 gazet db remove -g gaz -d all.db --source wire --source paper --source mail <<'END'
gazet: 7 documents removed
END
gives 'nothing is left' 0 sqlite3 -readonly all.db 'SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM entity), (SELECT count(*) FROM name), (SELECT count(*) FROM file), (SELECT count(*) FROM source)' <<'END'
0|0|0|0|0
END
is_sound '... and it is sound' all.db
index -d all.db wire paper mixed.jsonl
dump all.db >got
dump again.db >expected-dump
same 'an emptied database can be filled again' expected-dump got
is_sound '... and is sound' all.db

# ---- an archive under another name ----------------------------------------------------

index -d moved.db wire
mv wire wire2
told="documents that are there already under source wire, with the same id: 3. If this is that archive under another name,"
mentions 'a renamed archive is told, tried' 0 "$told index it with --source-name 'wire'" gazet index -g gaz -d moved.db --dry-run wire2
mentions '... and done' 0 "$told take them out again (gazet db remove --source 'wire2') and index it with --source-name 'wire'" \
	gazet index -g gaz -d moved.db wire2
run gazet index -g gaz -d moved.db -q --json --full-scan wire2
json 'not those that were there' '.[0] | [.unchanged, .in_other_source] == [3, 0]' out
run gazet db remove -g gaz -d moved.db --source wire2
run gazet index -g gaz -d moved.db --json --source-name wire wire2
json 'with the name that it had it is the same' '.[0] | [.added, .unchanged, .duplicate, .in_other_source] == [0, 3, 0, 0]' out
holds '... and nothing is said of it' eval '! grep -q "already under" err'
mentions 'what is gone as a whole is not pruned' 3 'gazet db remove takes out a source whose archive is gone' \
	gazet index -g gaz -d moved.db --prune wire
mkdir other
cp wire2/a.txt other/z.txt
run gazet index -g gaz -d moved.db --json other
json 'a copy with another id is only a copy' '.[0] | [.added, .duplicate, .in_other_source] == [1, 1, 0]' out

# ---- an archive in another place ------------------------------------------------------

paths() { sqlite3 -readonly place.db "SELECT replace(path, '$PWD/', '') FROM v_file ORDER BY 1"; }
mkdir -p here/wire there
cp wire2/[ab].txt here/wire
printf 'Germany.\n' | tee here/wire/d.txt >here/wire/e.txt
index -d place.db here/wire
mv here/wire there
run gazet index -g gaz -d place.db --json there/wire
json 'an archive that was moved is the same, not a second one' '.[0] | [.added, .unchanged, .duplicate, .in_other_source, .gone] == [0, 4, 1, 0, 0]' out
gives '... and known where it is' 0 paths <<'END'
there/wire/a.txt
there/wire/b.txt
there/wire/d.txt
there/wire/e.txt
END
rm there/wire/b.txt
run gazet index -g gaz -d place.db --json --prune there/wire
json '... what is gone from there then is removed' '.[0] | [.gone, .pruned] == [1, 1]' out
is_sound '... and it is sound' place.db
cp -r there/wire here
run gazet index -g gaz -d place.db -q here/wire
mv there/wire there/gone
printf 'Russia.\n' >here/wire/f.txt
rm here/wire/d.txt
run gazet index -g gaz -d place.db -q here/wire
gives 'one that is gone is kept where its bytes stand elsewhere, but not its document' 0 paths <<'END'
here/wire/a.txt
here/wire/d.txt
here/wire/e.txt
here/wire/f.txt
there/wire/d.txt
END

finish
