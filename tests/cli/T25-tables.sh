#!/bin/bash
# Tables, lists of records in JSON, UTF-16 and Reuters-21578: which documents they become.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
cp -R tests/data/formats/tables "$T/in"
# documents ARGUMENT...: id, date, title, text of all, by id; what was said goes to standard error
documents() {
	rm -f "$T/test.db"
	gazet index -q -g "$T/gaz" -d "$T/test.db" "$@"
	local code=$?
	sqlite3 -batch -readonly "$T/test.db" "SELECT json_array(external_id, date(day * 86400, 'unixepoch'), precision,
		title, text) FROM document ORDER BY external_id"
	return $code
}

gives 'CSV: quoted breaks and marks, dates, headlines, damaged rows' 3 documents "$T/in/news.csv" <<'EOF'
["c1","2017-07-07",3,"Merkel, \"host\"","Angela Merkel met Vladimir Putin\r\nin Hamburg."]
["c2","2017-07-01",2,"","NATO met."]
["c3",null,0,"A headline about Germany",""]
["c6",null,0,"","Russia."]
EOF
sed "s|$T/in/||" "$T/err" >"$T/said"
cat >"$T/expected" <<'EOF'
gazet: news.csv:5: 3 fields, but the first row has 7
gazet: news.csv:6: a quoted field is not closed, or something follows its closing mark
EOF
same 'what is wrong is told by row' "$T/expected" "$T/said"
gives 'a table with names of its own' 0 documents --map 'text=text,id=nummer,date=DATUM' "$T/in/semicolons.csv" <<'EOF'
["d1","2017-07-08",3,"","Deutschland, sagt man"]
EOF
mentions 'a table without a text is none' 3 'news.tsv:1: the first row does not name a column of text: no text (looked for story)' \
	documents -f tsv --map text=story,title= "$T/in/news.tsv"
mentions 'a long name of a column loses whole characters' 3 "(looked for aa$(printf 'é%.0s' {1..126})) and no title" \
	documents -f tsv --map "text=aa$(printf 'é%.0s' {1..130}),title=" "$T/in/news.tsv"
gives 'TSV' 0 documents "$T/in/news.tsv" <<'EOF'
["t1",null,0,"","\"NATO,\" he said."]
["t2",null,0,"","Germany\tand Russia"]
EOF
gives 'UTF-16 with a mark' 0 documents -f tsv "$T/in/unicode-text.txt" <<'EOF'
["u1",null,0,"","Éire and Россия"]
EOF
gives 'a list of records' 3 documents "$T/in/list.json" <<'EOF'
["1","2017-07-07",3,"Merkel hosts","Angela Merkel came.\n\nPutin, too."]
["j2",null,0,"Only a headline: NATO",""]
["j4",null,0,"","Russia."]
EOF
holds 'the damaged one is told by its number' grep -q 'list.json:3: not JSON: a line break in a string' "$T/err"
gives 'the hits of a search engine' 0 documents "$T/in/hits.json" <<'EOF'
["e1","2017-07-07",3,"","Germany."]
EOF
documents --map text=article.body,id=source.name,source=source.name "$T/in/nested.json" >"$T/out"
json 'paths lead down' '. == [["Times",null,0,"","NATO.\n\nRussia."]]' "$T/out"
gives 'Reuters-21578' 0 documents "$T/in/stories.sgm" <<'EOF'
["21","1987-07-07",3,"GERMANY <DE.F> & OTHERS","BONN, July 7 - Germany sold NATO something.\n    It was large."]
["22","1987-07-08",3,"NATO MEETS",""]
["23",null,0,"","RUSSIA IN FIGURES\n Tons......1 up"]
EOF
run gazet tag -g "$T/gaz" "$T/in/stories.sgm"
json 'a headline alone is tagged' '[.[] | select(.id == "22").mentions[] | [.field, .text]] == [["title", "NATO"]]' "$T/out"

# ---- a table that does not say where its text is ----------------------------------------------

mkdir "$T/tables"
printf 'Line;Story;When\nA meeting;Angela Merkel met NATO;2011-01-02\n' >"$T/tables/words.csv"
printf 'Germany, and no table\nNATO\n' >"$T/tables/prose.csv"
mentions 'is no text, and what to do is said' 3 'words.csv: of no known format (a table whose first row names no column of text: --map text=COLUMN does; there are Line, Story, When)' \
	gazet tag -g "$T/gaz" "$T/tables/words.csv"
mentions 'nor is it where --map names a column that is not there' 3 'names no column of text' gazet tag -g "$T/gaz" --map text=Tale "$T/tables/words.csv"
run gazet tag -g "$T/gaz" --map text=Story "$T/tables/words.csv"
json 'with --map it is read' '.[0].mentions | map(.text) == ["Angela Merkel", "NATO"]' "$T/out"
run gazet index --json -q -g "$T/gaz" -d "$T/tables.db" "$T/tables"
json 'in a folder it is passed over; what is called so and is prose is text' '.[0] | [.added, .skipped_files, .rejected] == [1, 1, 0]' "$T/out"

# ---- a table of headlines, names that are known, and what is told of columns ---------------------

printf 'Date,Headline,Section\n3. Mai 2011,Angela Merkel met NATO,world\n' >"$T/headlines.csv"
gives 'a table of headlines is one of titles, as records of JSON are' 0 documents --map id=section "$T/headlines.csv" <<'EOF'
["world","2011-05-03",3,"Angela Merkel met NATO",""]
EOF
mentions 'which is told' 0 'documents of a title alone: 1 of 1, such as' gazet index -g "$T/gaz" -d "$T/headlines.db" "$T/headlines.csv"
mentions 'and is not taken for one where its text is looked for' 3 'there are Date, Headline, Section)' \
	gazet tag -g "$T/gaz" --map text=story "$T/headlines.csv"
printf 'id,title,article,article\n1,A meeting,Angela Merkel met NATO,Russia\n' >"$T/article.csv"
gives 'article is a text' 0 documents "$T/article.csv" <<'EOF'
["1",null,0,"A meeting","Angela Merkel met NATO"]
EOF
mentions 'two columns of one name are told' 0 'article.csv: "article"; the first one is taken' gazet tag -g "$T/gaz" "$T/article.csv"
mentions 'so is a column that there is not' 0 'gazet: --map date=Foo: no record that was read has it' \
	gazet tag -g "$T/gaz" --map date=Foo,id=ID "$T/article.csv"
holds 'and no other one' eval '! grep -q "map id" "$T/err"'
printf '{"text":"NATO","on":null}\n{"text":"Russia","on":"2011"}\n' >"$T/map.jsonl"
mentions 'of records, too' 0 '--map date=pub: no record' gazet index -g "$T/gaz" -d "$T/map.db" --map date=pub "$T/map.jsonl"
run gazet index -g "$T/gaz" -d "$T/map.db" --map date=on,source= "$T/map.jsonl"
holds 'what one of them has is there, what is not to be read is not missed' eval '! grep -q "no record" "$T/err"'
mentions 'nor is it where nothing was read' 0 'files that have not changed' gazet index -g "$T/gaz" -d "$T/map.db" --map date=on,source= "$T/map.jsonl"

# ---- objects where a text is wanted --------------------------------------------------------------

cat >"$T/objects.jsonl" <<'EOF'
{"_id":1,"id":"news","title":"A","content":"NATO met.","publishedAt":"2011-05-03T10:00:00Z","source":{"id":null,"name":"Times"}}
{"id":"post","title":{"rendered":"B"},"content":{"rendered":"Russia."},"date":{"$date":{"$numberLong":"915148800000"}}}
{"id":"page","headline":"C","articleBody":"Germany.","datePublished":1499212800}
{"id":"lost","headline":"D","text":{"html":"NATO"}}
EOF
gives 'of NewsAPI, WordPress, MongoDB, schema.org' 3 documents "$T/objects.jsonl" <<'EOF'
["news","2011-05-03",3,"A","NATO met."]
["page","2017-07-05",3,"C","Germany."]
["post","1999-01-01",3,"B","Russia."]
EOF
holds 'another one is rejected, with what to do' \
	grep -qF 'objects.jsonl:4: key "text" is an object, not a string (--map text=text.html takes what is in it)' "$T/err"

# ---- the collection as it is ------------------------------------------------------------------

if [ -n "${GAZET_TEST_DATA:-}" ]; then
	mkdir "$T/reuters"
	tar xzf "$GAZET_TEST_DATA/news/reuters-21578-000-013.tar.gz" -C "$T/reuters"
	run gazet index --json -q -g "$T/gaz" -d "$T/reuters.db" "$T/reuters"
	json 'all of Reuters-21578: one story of 14,000 has no words' \
		'.[0] | [.added + .duplicate, .undated, .rejected] == [13999, 0, 1]' "$T/out"
else
	skip 'all of Reuters-21578: one story of 14,000 has no words' 'GAZET_TEST_DATA is not set'
fi
finish
