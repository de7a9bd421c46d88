#!/bin/bash
# Which documents and entities a question is about: selectors, --any, --not; the same in SQL; and what is said when
# nothing was found.
. tests/cli/lib.sh
once 'its questions are those of test_query_sql'

small_gazetteer "$T/gaz"
D=$T/news.db
doc() { printf '{"id":"%s","date":"%s","source":"%s","text":"%s"}\n' "$@"; }
{
	doc a 2017-01-01 one 'Angela Merkel met Vladimir Putin in Hamburg.'
	doc b 2017-01-02 one 'Angela Merkel spoke of NATO.'
	doc c 2017-01-03 two 'Russia and Germany, without anybody.'
	doc d 2017-02-01 two 'Rex Tillerson met Vladimir Putin; NATO was silent.'
	doc e 2017-07-07 two 'The 2017 G20 Hamburg summit began.'
	doc f 2017-07-08 two 'The United Nations had no news.'
} >"$T/news.jsonl"
gazet index -q -g "$T/gaz" -d "$D" "$T/news.jsonl"
csv() { gazet "$@" -d "$D" -q --format csv | tr -d '\r'; }
docs() { csv docs --sort doc "$@" | sed 1d | cut -d, -f1 | tr '\n' ' '; echo; }

# ---- selectors ---------------------------------------------------------------------------

gives 'type:person' 0 docs type:person <<<'a b d '
gives 'type:person,place: either' 0 docs type:person,place <<<'a b d e '
gives 'country:ru: the country and what belongs to it' 0 docs country:ru <<<'a c d '
gives 'country:Russia: by a name' 0 docs country:Russia <<<'a c d '
gives 'country:RU: in capitals' 0 docs country:RU <<<'a c d '
gives 'country:de' 0 docs country:de <<<'a b c e '
gives 'with +, one entity must be both' 0 docs type:person+country:ru <<<'a d '
gives 'the order of the conditions does not matter' 0 docs country:ru+type:person <<<'a d '
gives 'two arguments are two entities' 0 docs type:person country:de <<<'a b '
gives 'a selector beside a name' 0 docs nato type:person+country:de <<<'b '
gives 'type:People, as --type takes it' 0 docs type:People <<<'a b d '
gives 'type:PERSON,Places' 0 docs type:PERSON,Places <<<'a b d e '
gives 'type:organisation+country:de' 0 docs type:organisation,event+country:de <<<'e '
run gazet timeline type:ORGS,People --format svg -d "$D"
holds 'a selector is told in words' grep -q 'any organisation or person' "$T/out"
gives 'a type that nothing has' 0 docs type:event+country:ru <<<''
gives 'cooc: what a selector chooses has rows of its own' 0 csv cooc type:person+country:ru --sort entity --type person <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
person/angela-merkel,Angela Merkel,person,1,0.5,0.226294,0.3669,2017-01-01,2017-01-01,0.333333,0.6,1
person/rex-tillerson,Rex Tillerson,person,1,0.5,0.613147,2.63415,2017-02-01,2017-02-01,0.5,0.333333,1
person/vladimir-putin,Vladimir Putin,person,2,1,1,7.63817,2017-01-01,2017-02-01,1,0.0666667,1
END
gives 'timeline of a selector' 0 csv timeline type:person --by year <<'END'
entity,period,docs,mentions,total_docs,share
type:person,2017,3,5,6,0.5
END
gives 'kwic of a selector' 0 eval "csv kwic country:us+type:person | cut -d, -f1,7,9" <<'END'
doc,match,entity
d,Rex Tillerson,person/rex-tillerson
END

complains 'an unknown type' 2 gazet docs -d "$D" type:animal <<'END'
gazet: type: takes person, country, org, place or event, or several with commas, not 'animal'
END
complains 'a country that is not there' 2 gazet docs -d "$D" country:zz <<'END'
gazet: no country of this database is 'zz'; give its code, as country:ru (they are listed by gazet entities --type country)
END
complains 'a name that is no country' 2 gazet docs -d "$D" country:nato <<'END'
gazet: no country of this database is 'nato'; give its code, as country:ru (they are listed by gazet entities --type country)
END
complains 'type: twice' 2 gazet docs -d "$D" type:person+type:org <<'END'
gazet: type: stands twice; several types are given with commas
END
complains 'country: twice' 2 gazet docs -d "$D" country:ru+country:de <<'END'
gazet: country: stands twice; an entity has one country
END
complains 'something else behind +' 2 gazet docs -d "$D" type:person+merkel <<'END'
gazet: a selector is type:... or country:..., or both with +, not 'merkel'
END
complains 'nothing behind it' 2 gazet docs -d "$D" type: <<'END'
gazet: type: takes person, country, org, place or event, or several with commas, not ''
END

# ---- --any and --not -----------------------------------------------------------------------

gives '--any: one of them' 0 docs --any merkel --any tillerson <<<'a b d '
gives '--any beside an entity' 0 docs putin --any merkel --any hamburg <<<'a '
gives '--any with a selector' 0 docs --any country:us+type:person --any event/g20 <<<'d e '
gives '--not: documents that do not mention it' 0 docs --not putin <<<'b c e f '
gives '--not, twice' 0 docs --not putin --not germany <<<'b e f '
gives '--not with a selector' 0 docs --not type:person <<<'c e f '
gives '--not of a series: its editions too' 0 docs --not g20 <<<'a b c d f '
gives '--not is part of the filter: totals and marginals are made inside it' 0 csv cooc merkel --not tillerson --limit 2 <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
org/nato,NATO,org,1,0.5,0.569323,2.23144,2017-01-02,2017-01-02,0.5,0.4,1
person/vladimir-putin,Vladimir Putin,person,1,0.5,0.569323,2.23144,2017-01-01,2017-01-01,0.5,0.4,1
END
gives 'entities' 0 csv entities --not merkel --type person <<'END'
entity,name,type,docs,mentions,first,last
person/rex-tillerson,Rex Tillerson,person,1,1,2017-02-01,2017-02-01
person/vladimir-putin,Vladimir Putin,person,1,1,2017-02-01,2017-02-01
END
gives 'entities: those of a selector' 0 csv entities type:person+country:ru <<'END'
entity,name,type,docs,mentions,first,last
person/vladimir-putin,Vladimir Putin,person,2,2,2017-01-01,2017-02-01
END
gives 'entities: a selector inside a filter' 0 csv entities country:ru --from 2017-01-03 --to 2017-01-31 <<'END'
entity,name,type,docs,mentions,first,last
country/ru,Russia,country,1,1,2017-01-03,2017-01-03
END
gives 'entities: one by its id' 0 csv entities person/rex-tillerson <<'END'
entity,name,type,docs,mentions,first,last
person/rex-tillerson,Rex Tillerson,person,1,1,2017-02-01,2017-02-01
END
gives 'entities: a series with its editions' 0 csv entities event/g20 <<'END'
entity,name,type,docs,mentions,first,last
event/g20,G20,event,1,1,2017-07-07,2017-07-07
event/g20-2017,2017 G20 Hamburg summit,event,1,1,2017-07-07,2017-07-07
END
complains 'entities: a selector of nothing in the filter' 0 gazet entities -d "$D" type:place --to 2016 <<'END'
gazet: nothing found: no document fits the filter; the database has 6, of 2017-01-01 to 2017-07-08
END
complains 'entities: a selector of nothing in the documents' 0 gazet entities -d "$D" country:ru --to 2017-01-02 --from 2017-01-02 <<'END'
gazet: nothing found: none of the documents of the filter mentions country:ru
END
gives 'entities of the documents with --any' 0 csv entities --any merkel --type person <<'END'
entity,name,type,docs,mentions,first,last
person/angela-merkel,Angela Merkel,person,2,2,2017-01-01,2017-01-02
person/vladimir-putin,Vladimir Putin,person,1,1,2017-01-01,2017-01-01
END
gives 'timeline: a series for --any, the totals without what --not leaves out' 0 csv timeline putin --any merkel --any tillerson --by month --to 2017-02 --not hamburg <<'END'
entity,period,docs,mentions,total_docs,share
person/vladimir-putin,2017-01,0,0,2,0
person/vladimir-putin,2017-02,1,1,1,1
person/angela-merkel | person/rex-tillerson,2017-01,1,1,2,0.5
person/angela-merkel | person/rex-tillerson,2017-02,1,1,1,1
END
gives 'kwic of --any' 0 eval "csv kwic --any putin --any nato --with tillerson | cut -d, -f1,7" <<'END'
doc,match
d,Vladimir Putin
d,NATO
END
# ---- entities that overlap ------------------------------------------------------------------

mentioned() { csv docs "$@" | sed 1d | cut -d, -f1,5 | tr '\n' ' '; echo; }
gives 'a mention counts once, however often it is asked for' 0 mentioned merkel Merkel person/angela-merkel --from 2017-01-02 <<<'b,1 '
gives '... by alternatives too' 0 mentioned --any merkel merkel --from 2017-01-02 <<<'b,1 '
gives '... by a series and its edition' 0 mentioned g20 event/g20-2017 <<<'e,1 '
gives '... by a name and a selector' 0 mentioned type:person merkel country:de <<<'b,1 a,3 '
gives '... in the order of documents' 0 mentioned putin type:person --sort -mentions <<<'d,2 a,2 '
gives '... in a timeline' 0 csv timeline merkel merkel type:person --all --by year <<'END'
entity,period,docs,mentions,total_docs,share
person/angela-merkel + person/angela-merkel + type:person,2017,2,3,6,0.333333
END

complains 'nothing to ask about' 2 gazet cooc -d "$D" --not merkel <<'END'
gazet: usage: gazet cooc ENTITY... (see gazet help cooc)
END
mentions 'an unknown entity of --not' 2 'no entity is called "Gorbachev"' gazet docs -d "$D" --not Gorbachev

# Every count is what docs gives, whatever the selection.
while read -r selection; do
	csv cooc $selection | sed 1d | while IFS=, read -r entity _ _ count _; do
		count gazet docs $selection "$entity" -d "$D" -q --format jsonl
		[ "$lines" -eq "$count" ] || echo "$entity: $count, not $lines"
	done >"$T/wrong"
	same "cooc $selection counts what docs gives" /dev/null "$T/wrong"
done <<'END'
type:person
type:person country:de
--any merkel --any putin --not nato
country:de --not type:event --unique
putin --any nato --any hamburg --from 2017-01 --to 2017-02
END

# ---- SQL ----------------------------------------------------------------------------------------

gives 'sql: rows in any format' 0 csv sql 'SELECT type, count(*) AS entities FROM entity GROUP BY type ORDER BY 1' <<'END'
type,entities
country,3
event,2
org,2
person,3
place,1
END
gives 'sql: values are bound' 0 csv sql 'SELECT doc, text FROM v_mention WHERE entity = ?1 AND doc > ?2' person/vladimir-putin b <<'END'
doc,text
d,Vladimir Putin
END
echo 'SELECT count(*) AS documents FROM document;' >"$T/statement.sql"
INPUT=$T/statement.sql
gives 'sql -: from standard input' 0 csv sql - <<'END'
documents
6
END
INPUT=/dev/null
gives 'sql: columns of one name, bytes, no value, what is no text' 0 gazet sql -d "$D" --json "SELECT 1, 1, x'00ff', NULL, 0.5, char(0), CAST(x'41ff' AS text) AS odd" <<'END'
[
{"1":1,"1_2":1,"x'00ff'":"x'00ff'","NULL":null,"0.5":0.5,"char(0)":"�","odd":"A�"}
]
END
gives 'sql: --limit and --offset' 0 csv sql 'SELECT external_id AS doc FROM document ORDER BY 1' --limit 2 --offset 1 <<'END'
doc
b
c
END
gives 'sql: no rows' 0 csv sql 'SELECT id FROM document WHERE 0' <<<id
gives 'sql: -e' 1 gazet sql -d "$D" -e --format csv 'SELECT id FROM document WHERE 0' <<<$'id\r'
gives 'sql: pragmas that tell' 0 csv sql "SELECT name FROM pragma_table_info('source')" <<'END'
name
id
name
END
gives '... as statements too' 0 csv sql 'PRAGMA application_id' <<'END'
application_id
1736074612
END
cp "$D" "$T/before.db"
for statement in "DELETE FROM document" "INSERT INTO source VALUES (9, 'x')" "DROP TABLE run" "CREATE TEMP TABLE x(a)" \
	"ATTACH '$T/other.db' AS other" "PRAGMA journal_mode = wal" "PRAGMA user_version = 1" "BEGIN" "VACUUM INTO '$T/other.db'" \
	"SELECT load_extension('x')" "SELECT writefile('$T/other.db', 'x')" "REINDEX" "ANALYZE" "UPDATE sqlite_master SET type = type" "PRAGMA writable_schema = 1"; do
	run gazet sql -d "$D" "$statement"
	holds "sql: not $statement" test "$status" -eq 2 -a ! -s "$T/out"
done
same 'the database is as it was' "$T/before.db" "$D"
holds 'and there is nothing beside it' test "$(ls "$T" | grep -c 'news.db\|other.db')" -eq 1
complains 'sql: writing' 2 gazet sql -d "$D" 'DELETE FROM document' <<'END'
gazet: only questions are allowed here (SELECT): the database is opened for reading; not authorized
END
complains 'sql: a mistake, with its place' 2 gazet sql -d "$D" 'SELECT doc FRM v_mention' <<'END'
gazet: SQL: near "v_mention": syntax error, at: v_mention
END
gives 'sql: a comment behind it is no statement' 0 csv sql 'SELECT 1; -- that is all' <<<$'1\n1'
gives '... nor is another one' 0 csv sql 'SELECT 1; /* that */ ; /* is all' <<<$'1\n1'
gives '... nor is a line of a script' 0 csv sql $'SELECT 1;\n\n-- the end\n' <<<$'1\n1'
complains 'sql: a statement behind a comment' 2 gazet sql -d "$D" 'SELECT 1; /* and */ SELECT 2' <<'END'
gazet: SQL: one statement at a time; behind the first one stands:  /* and */ SELECT 2
END
complains 'sql: two statements' 2 gazet sql -d "$D" 'SELECT 1; SELECT 2' <<'END'
gazet: SQL: one statement at a time; behind the first one stands:  SELECT 2
END
complains 'sql: too few values' 2 gazet sql -d "$D" 'SELECT ?1, ?2' a <<'END'
gazet: SQL: the statement has 2 parameters, 1 value is given
END
complains 'sql: no statement' 2 gazet sql -d "$D" ' -- nothing' <<'END'
gazet: SQL: there is no statement
END

# ---- nothing found ----------------------------------------------------------------------------------

complains 'nothing: no document of the filter' 0 gazet docs -d "$D" merkel --from 2018 <<'END'
gazet: nothing found: no document fits the filter; the database has 6, of 2017-01-01 to 2017-07-08
END
complains 'nothing: the entity is not in the filter' 0 gazet cooc -d "$D" merkel --from 2017-07 <<'END'
gazet: nothing found: in the filter, person/angela-merkel has 0 documents; without it 2
END
complains 'nothing: not together' 0 gazet docs -d "$D" merkel tillerson <<'END'
gazet: nothing found: in the filter, person/angela-merkel has 2 documents, person/rex-tillerson 1; none has all of them
END
complains 'nothing: not so near' 0 gazet kwic -d "$D" putin --with hamburg --window 1 <<'END'
gazet: nothing found: in the filter, person/vladimir-putin has 2 documents, place/hamburg 2; none has all of them so near to each other
END
complains 'nothing: no row is left' 0 gazet cooc -d "$D" merkel --min-docs 5 <<'END'
gazet: nothing found: 2 documents fit, but no row is left by --min-docs
END
complains 'nothing: the nearest names' 0 gazet entities -d "$D" Tilerson <<'END'
gazet: nothing found: no name that was counted has words beginning so; nearest: Rex Tillerson (person/rex-tillerson)
END
complains 'nothing: none is near' 0 gazet entities -d "$D" xyzzyplugh <<'END'
gazet: nothing found: no name that was counted has words beginning so
END
complains 'nothing: a pattern that an option leaves out' 0 gazet entities -d "$D" Tillerson --type org <<'END'
gazet: nothing found: 6 documents fit, but no row is left by --type
END
complains '... by its documents' 0 gazet entities -d "$D" nat --min-docs 5 <<'END'
gazet: nothing found: 6 documents fit, but no row is left by --min-docs
END
complains '... by its place' 0 gazet entities -d "$D" nat --offset 5 <<'END'
gazet: nothing found: 6 documents fit, but no row is left by --offset
END
complains 'nothing: a pattern that the filter leaves out' 0 gazet entities -d "$D" Tillerson --not tillerson <<'END'
gazet: nothing found: none of the documents of the filter mentions Tillerson
END
complains '... whatever the options' 0 gazet entities -d "$D" person/rex-tillerson --not tillerson --type person <<'END'
gazet: nothing found: none of the documents of the filter mentions person/rex-tillerson
END
doc g 2018-01-01 one 'Nothing.' | gazet index -q -g "$T/gaz" -d "$T/nobody.db" -
for options in '' '--type org'; do
	complains "nothing: nobody is mentioned $options" 0 gazet entities -d "$T/nobody.db" $options <<'END'
gazet: nothing found: no document of the filter mentions any entity
END
done
complains 'nothing: nobody else is mentioned' 0 gazet cooc -d "$D" 'United Nations' --type person <<'END'
gazet: nothing found: no other entity is mentioned with what was asked for
END
complains 'nothing: -q says nothing' 0 gazet docs -q -d "$D" merkel --from 2018 </dev/null
finish
