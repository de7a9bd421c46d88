#!/bin/bash
# entities, cooc, timeline, kwic, docs on eight small documents whose numbers can be counted by hand.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
cat >"$T/one.jsonl" <<'END'
{"id":"d1","date":"2017-01-15","source":"one","title":"Talks","text":"Germany met Russia. NATO watched Germany.","url":"https://example.org/d1"}
{"id":"d2","date":"2017-01-31","source":"one","text":"Germany stood alone."}
{"id":"d3","date":"2017-03-01","source":"two","title":"Russia, again","text":"Germany has spoken. The answer came after a long week."}
{"id":"d4","date":"2017-07-07","source":"two","title":"G20 summit","text":"Angela Merkel saw Vladimir Putin of Russia."}
{"id":"d5","date":"2017","source":"two","text":"Germany and NATO."}
{"id":"d6","source":"one","text":"Germany and Russia."}
{"id":"d7","date":"2017-03","source":"one","text":"Russia and the Group of 20."}
{"id":"d8","date":"2016-12-31","source":"one","text":"germany one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five russia and so on and on and so on and on and so on and on and so on and on and so on and on and so on and on and so on and on and so on and on and so on and on and so on and on and so on and on and so on and on"}
END
D=$T/one.db
gazet index -q -g "$T/gaz" -d "$D" "$T/one.jsonl"
csv() { gazet "$@" -d "$D" --format csv | tr -d '\r'; }

# ---- entities ---------------------------------------------------------------------

gives 'entities; a series counts with its editions' 0 csv entities <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,6,7,2016-12-31,2017-03-01
country/ru,Russia,country,6,6,2016-12-31,2017-07-07
event/g20,G20,event,2,2,2017-03-01,2017-07-07
org/nato,NATO,org,2,2,2017-01-01,2017-01-15
event/g20-2017,2017 G20 Hamburg summit,event,1,1,2017-07-07,2017-07-07
person/angela-merkel,Angela Merkel,person,1,1,2017-07-07,2017-07-07
person/vladimir-putin,Vladimir Putin,person,1,1,2017-07-07,2017-07-07
END
cp "$T/out" "$T/entities.csv"
gives 'entities: a pattern is found in any name, whatever its case and accents' 0 csv entities 'DÉUTSCH' <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,6,7,2016-12-31,2017-03-01
END
gives 'entities: --type, twice or with a comma' 0 csv entities --type=person,event --type org --sort entity <<'END'
entity,name,type,docs,mentions,first,last
event/g20,G20,event,2,2,2017-03-01,2017-07-07
event/g20-2017,2017 G20 Hamburg summit,event,1,1,2017-07-07,2017-07-07
org/nato,NATO,org,2,2,2017-01-01,2017-01-15
person/angela-merkel,Angela Merkel,person,1,1,2017-07-07,2017-07-07
person/vladimir-putin,Vladimir Putin,person,1,1,2017-07-07,2017-07-07
END
gives 'entities: --from and --to include both ends, and count inside' 0 csv entities --from 2017-01-15 --to 2017-01-31 <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,2,3,2017-01-15,2017-01-31
country/ru,Russia,country,1,1,2017-01-15,2017-01-15
org/nato,NATO,org,1,1,2017-01-15,2017-01-15
END
gives 'entities: a month and a year are whole periods' 0 csv entities --from 2016-12 --to 2016 <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,1,1,2016-12-31,2016-12-31
country/ru,Russia,country,1,1,2016-12-31,2016-12-31
END
gives 'entities: --source' 0 csv entities --source two --type country <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,2,2,2017-01-01,2017-03-01
country/ru,Russia,country,2,2,2017-03-01,2017-07-07
END
gives 'entities: --limit and --offset' 0 csv entities --limit 2 --offset 1 <<'END'
entity,name,type,docs,mentions,first,last
country/ru,Russia,country,6,6,2016-12-31,2017-07-07
event/g20,G20,event,2,2,2017-03-01,2017-07-07
END
gives 'entities: --min-docs' 0 csv entities --min-docs 3 <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,6,7,2016-12-31,2017-03-01
country/ru,Russia,country,6,6,2016-12-31,2017-07-07
END
gives 'entities: --sort, descending' 0 csv entities --sort -mentions --limit 1 <<'END'
entity,name,type,docs,mentions,first,last
country/de,Germany,country,6,7,2016-12-31,2017-03-01
END

# ---- cooc ----------------------------------------------------------------------------
# 8 documents; 6 with Germany, 6 with Russia, 4 with both. NPMI = ln(p(xy) / (p(x) p(y))) / -ln p(xy);
# G2 = 2 (4 ln 4/4.5 + 2 ln 2/1.5 + 2 ln 2/1.5). T31 computes them for every row of the demo archive.

gives 'cooc' 0 csv cooc country/de <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
country/ru,Russia,country,4,0.666667,-0.169925,1.35919,2016-12-31,2017-03-01,0.5,1,1
org/nato,NATO,org,2,0.333333,0.207519,1.35919,2017-01-01,2017-01-15,0.333333,0.535714,1
END
gives 'cooc: inside a filter everything is counted there' 0 csv cooc country/de --source one --from 2016-12-31 --to 2017-01 <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
country/ru,Russia,country,2,0.666667,0,0,2016-12-31,2017-01-15,0.666667,1,1
org/nato,NATO,org,1,0.333333,0,0,2017-01-15,2017-01-15,0.333333,1,1
END
gives 'cooc: with two' 0 csv cooc country/de country/ru <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
org/nato,NATO,org,1,0.25,0,0,2017-01-15,2017-01-15,0.2,0.785714,1
END
gives 'cooc: a series counts with its editions' 0 csv cooc G20 <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
country/ru,Russia,country,2,1,0.207519,1.35919,2017-03-01,2017-07-07,0.333333,0.535714,1
person/angela-merkel,Angela Merkel,person,1,0.5,0.666667,3.25573,2017-07-07,2017-07-07,0.5,0.25,1
person/vladimir-putin,Vladimir Putin,person,1,0.5,0.666667,3.25573,2017-07-07,2017-07-07,0.5,0.25,1
END
gives 'cooc: a series among the associates counts with its editions too, as docs does' 0 eval \
	'csv cooc country/ru --type event | cut -d, -f 1,4; csv docs country/ru event/g20 | cut -d, -f 1' <<'END'
entity,docs
event/g20,2
event/g20-2017,1
doc
d4
d7
END
window() { csv cooc country/de --window "$1" --type country | cut -d, -f 1,4 | sed 1d; }
gives 'cooc: within 2 tokens' 0 window 2 <<'END'
country/ru,2
END
gives 'cooc: within 25 tokens, one too few for d8; title and text are apart' 0 window 25 <<'END'
country/ru,2
END
gives 'cooc: within 26 tokens' 0 window 26 <<'END'
country/ru,3
END
gives 'cooc: in a sentence, which is 25 tokens in unpunctuated text' 0 window sentence <<'END'
country/ru,2
END
gives 'cooc: NATO is in the other sentence of d1' 0 eval 'csv cooc country/ru --window sentence --type org' <<'END'
entity,name,type,docs,share,npmi,g2,first,last,jaccard,p,q
END

# ---- timeline --------------------------------------------------------------------------

gives 'timeline: by year' 0 csv timeline country/de --by year <<'END'
entity,period,docs,mentions,total_docs,share
country/de,2016,1,1,1,1
country/de,2017,4,5,6,0.666667
END
gives 'timeline: by month, zeros too; what is dated to a year is not in it' 0 csv timeline country/de <<'END'
entity,period,docs,mentions,total_docs,share
country/de,2016-12,1,1,1,1
country/de,2017-01,2,3,2,1
country/de,2017-02,0,0,0,0
country/de,2017-03,1,1,2,0.5
country/de,2017-04,0,0,0,0
country/de,2017-05,0,0,0,0
country/de,2017-06,0,0,0,0
country/de,2017-07,0,0,1,0
END
gives 'timeline: a series for each, inside --from and --to' 0 csv timeline country/de country/ru --from 2017-01 --to 2017-02 <<'END'
entity,period,docs,mentions,total_docs,share
country/de,2017-01,2,3,2,1
country/de,2017-02,0,0,0,0
country/ru,2017-01,1,1,2,0.5
country/ru,2017-02,0,0,0,0
END
gives 'timeline: --all is one series of the common documents' 0 csv timeline --all country/de country/ru --from 2017 --to 2017-03 <<'END'
entity,period,docs,mentions,total_docs,share
country/de + country/ru,2017-01,1,3,2,0.5
country/de + country/ru,2017-02,0,0,0,0
country/de + country/ru,2017-03,1,2,2,0.5
END
gives 'timeline: by week (ISO 8601)' 0 csv timeline country/de --by week --from 2016-12-31 --to 2017-01-15 <<'END'
entity,period,docs,mentions,total_docs,share
country/de,2016-W52,1,1,1,1
country/de,2017-W01,0,0,0,0
country/de,2017-W02,1,2,1,1
END
gives 'timeline: by day; what is dated to a month is not in it' 0 csv timeline country/ru --by day --from 2017-02-28 --to 2017-03-02 <<'END'
entity,period,docs,mentions,total_docs,share
country/ru,2017-02-28,0,0,0,0
country/ru,2017-03-01,1,1,1,1
country/ru,2017-03-02,0,0,0,0
END
mentions 'timeline: undated documents are told of' 0 'documents without a date that fits, not in the timeline: 2' gazet timeline country/de -d "$D"
gives 'timeline: a series counts with its editions' 0 csv timeline event/g20 --by year <<'END'
entity,period,docs,mentions,total_docs,share
event/g20,2016,0,0,1,0
event/g20,2017,2,2,6,0.333333
END

# ---- kwic ---------------------------------------------------------------------------------

gives 'kwic' 0 gazet kwic country/ru -d "$D" --format jsonl --width 20 <<'END'
{"doc":"d8","date":"2016-12-31","title":null,"field":"text","start":164,"left":"two three four five ","match":"russia","right":" and so on and on","entity":"country/ru","name":"Russia"}
{"doc":"d1","date":"2017-01-15","title":"Talks","field":"text","start":12,"left":"Germany met ","match":"Russia","right":". NATO watched","entity":"country/ru","name":"Russia"}
{"doc":"d7","date":"2017-03","title":null,"field":"text","start":0,"left":"","match":"Russia","right":" and the Group of","entity":"country/ru","name":"Russia"}
{"doc":"d3","date":"2017-03-01","title":"Russia, again","field":"title","start":0,"left":"","match":"Russia","right":", again","entity":"country/ru","name":"Russia"}
{"doc":"d4","date":"2017-07-07","title":"G20 summit","field":"text","start":36,"left":"Vladimir Putin of ","match":"Russia","right":".","entity":"country/ru","name":"Russia"}
{"doc":"d6","date":null,"title":null,"field":"text","start":12,"left":"Germany and ","match":"Russia","right":".","entity":"country/ru","name":"Russia"}
END
gives 'kwic: --with, in the document' 0 eval 'csv kwic country/ru --with country/de | cut -d, -f 1-2' <<'END'
doc,date
d8,2016-12-31
d1,2017-01-15
d3,2017-03-01
d6,
END
gives 'kwic: --with, inside a window' 0 eval 'csv kwic country/ru --with country/de --window 5 | cut -d, -f 1-2' <<'END'
doc,date
d1,2017-01-15
d6,
END
gives 'kwic: --with twice' 0 eval 'csv kwic country/ru --with country/de --with NATO | cut -d, -f 1-2' <<'END'
doc,date
d1,2017-01-15
END
gives 'kwic: a series, its editions are named' 0 eval 'csv kwic G20 | cut -d, -f 1,4,7,9' <<'END'
doc,field,match,entity
d7,text,Group of 20,event/g20
d4,title,G20 summit,event/g20-2017
END

# ---- docs ---------------------------------------------------------------------------------

gives 'docs: newest first, undated last' 0 csv docs country/de <<'END'
doc,date,title,url,mentions
d3,2017-03-01,"Russia, again",,1
d2,2017-01-31,,,1
d1,2017-01-15,Talks,https://example.org/d1,2
d5,2017,,,1
d8,2016-12-31,,,1
d6,,,,1
END
gives 'docs: all of them' 0 csv docs country/de Russia Nato <<'END'
doc,date,title,url,mentions
d1,2017-01-15,Talks,https://example.org/d1,4
END
gives 'docs: within a window' 0 csv docs country/de country/ru --window=2 <<'END'
doc,date,title,url,mentions
d1,2017-01-15,Talks,https://example.org/d1,3
d6,,,,2
END
gives 'docs: without an entity, all that the filter lets through, with all their mentions' 0 csv docs --from 2017-03 --sort doc <<'END'
doc,date,title,url,mentions
d3,2017-03-01,"Russia, again",,2
d4,2017-07-07,G20 summit,,4
d7,2017-03,,,2
END
gives 'docs: without an entity, ordered by these' 0 eval 'csv docs --sort -mentions | cut -d, -f 1 | head -n 3' <<'END'
doc
d4
d1
END
csv docs --sort doc | awk -F, 'NR > 1 { print $1 "," $NF }' >"$T/all.csv"
gazet sql -d "$D" --format csv 'SELECT doc, count(*) FROM v_mention GROUP BY doc ORDER BY doc' | tr -d '\r' |
	tail -n +2 >"$T/mentions.csv"
same 'docs: these are the rows of v_mention' "$T/mentions.csv" "$T/all.csv"
gives 'docs: as JSON, what is not known is null' 0 gazet docs NATO -d "$D" --json <<'END'
[
{"doc":"d1","date":"2017-01-15","title":"Talks","url":"https://example.org/d1","mentions":1},
{"doc":"d5","date":"2017","title":null,"url":null,"mentions":1}
]
END

gives 'docs: by title, those without one last' 0 eval 'csv docs country/de --sort title | cut -d, -f1' <<'END'
doc
d3
d1
d2
d5
d8
d6
END
gives '... and the other way round' 0 eval 'csv docs country/de --sort -title | cut -d, -f1' <<'END'
doc
d1
d3
d2
d5
d8
d6
END
gives 'kwic: by title' 0 eval 'csv kwic country/de --sort title --limit 1 | cut -d, -f1' <<'END'
doc
d3
END

# ---- a timeline of nothing --------------------------------------------------------------------

complains 'timeline: no document of the filter' 1 gazet timeline country/de --from 1900 --to 1901 --by year -e -d "$D" <<'END'
gazet: nothing found: no document fits the filter; the database has 8, of 2016-12-31 to 2017-07-07
END
holds '... the zeros are printed all the same' grep -q '^country/de *1901 ' "$T/out"
complains 'timeline: no document with the entity' 1 gazet timeline G20 --not Russia -e -d "$D" <<'END'
gazet: nothing found: in the filter, event/g20 has 0 documents; without it 2
END
complains 'timeline: drawn' 1 gazet timeline G20 --not Russia --plot -e -d "$D" <<'END'
gazet: nothing found: in the filter, event/g20 has 0 documents; without it 2
END
complains 'timeline: as a picture' 1 gazet timeline G20 --not Russia --format svg -e -d "$D" <<'END'
gazet: nothing found: in the filter, event/g20 has 0 documents; without it 2
END
complains 'timeline: none together' 1 gazet timeline G20 Nato --all -e -d "$D" <<'END'
gazet: nothing found: in the filter, event/g20 has 2 documents, org/nato 2; none has all of them
END
complains 'timeline: each for itself' 0 gazet timeline G20 Nato --by year -e -d "$D" </dev/null
complains 'timeline: a page of zeros is no nothing' 0 gazet timeline G20 --limit 1 -e -d "$D" </dev/null
complains 'timeline: no row is left' 1 gazet timeline G20 --offset 100 -e -d "$D" <<'END'
gazet: nothing found: 2 documents fit, but no row is left by --offset
END

# ---- names ----------------------------------------------------------------------------------

printf '%s\n' '{"id":"x1","date":"2017","text":"John Smith wrote. MJ Jones read. Adam Smith. Mary Jones. Mike Jones."}' \
	'{"id":"x2","date":"2018","text":"Adam Smith and Mary Jones."}' >"$T/names.jsonl"
N=$T/names.db
gazet index -q -g "$T/gaz" -d "$N" "$T/names.jsonl"
complains 'a name of several lists them and exits with 2' 2 gazet docs 'mj jones' -d "$N" <<'END'
gazet: "mj jones" may be one of these; give its id:
  person/mary-jones  Mary Jones (person, 2 documents)
  person/mike-jones  Mike Jones (person, 1 document)
END
holds 'and prints no rows' test ! -s "$T/out"
gives 'a canonical name of one means that one' 0 eval 'gazet entities -d "$N" --format csv "adam smith" | cut -d, -f1 | tail -n 1' <<'END'
person/adam-smith
END
complains 'an unknown entity offers the nearest names and exits with 2' 2 gazet cooc 'Adam Smyth' -d "$N" <<'END'
gazet: no entity is called "Adam Smyth" in this database; nearest: Adam Smith (person/adam-smith)
END
mentions 'an unknown id offers the nearest' 2 'person/mary-jones' gazet cooc person/mary-jone -d "$N"
mentions 'an id that was guessed offers what is called so' 2 'nearest: Adam Smith (person/adam-smith)' gazet cooc country/smith -d "$N"
printf 'id\ttype\tname\taliases\nperson/o\tperson\tBarack Obama\tObama\nplace/o\tplace\tOsaka\t\nperson/l\tperson\tOsama bin Laden\t\n' >"$T/o.tsv"
gazet index -q -g "$T/o.tsv" -d "$T/o.db" - <<<$'{"text":"Barack Obama in Osaka."}\n{"text":"Obama on Osama bin Laden."}'
complains 'a whole word of a name is nearer than a slip' 2 gazet show osama -d "$T/o.db" <<'END'
gazet: no entity is called "osama" in this database; nearest: Osama bin Laden (person/l), Barack Obama (person/o), Osaka (place/o)
END
printf 'id\ttype\tname\taliases\norg/f\torg\tCentral Fund\tOsaka Bank | Fund of Osaka\nplace/o\tplace\tOsaka\t\nplace/p\tplace\tOsaka Bay\t\n' >"$T/o.tsv"
gazet index -q -g "$T/o.tsv" -d "$T/p.db" - <<<$'{"text":"The Central Fund in Osaka Bay."}\n{"text":"Central Fund and Osaka."}\n{"text":"Osaka."}'
gives 'entities: who is called so goes before who has another name with it' 0 eval \
	'gazet entities "osa*" -d "$T/p.db" --format csv | cut -d, -f 1,4' <<'END'
entity,docs
place/o,2
place/p,1
org/f,2
END
mentions 'the entity of --with too' 2 'Adam Smith' gazet kwic person/mary-jones --with 'Adam Smit' -d "$N"
mentions 'an unknown source names those there are' 2 'names.jsonl' gazet docs --source nowhere -d "$N"
printf '%s\n' '{"id":"y1","date":"2017-07-07","text":"The G20 summit."}' '{"id":"y2","date":"1999","text":"The G20 summit."}' >"$T/series.jsonl"
gazet index -q -g "$T/gaz" -d "$N" "$T/series.jsonl"
gives 'a name that a series shares with its own editions means the series' 0 eval \
	'gazet docs "g20 summit" -d "$N" --format csv | cut -d, -f1' <<'END'
doc
y1
y2
END

# One that is named twenty times as often as the next is meant, and that is told.
mary() { for i in $(seq "$1"); do printf '{"id":"%s%d","date":"2017","text":"Mary Jones."}\n' "$2" "$i"; done; }
{
	mary 39 a
	printf '{"id":"m%d","date":"2016","text":"Mike Jones and John Smith. Adam Smith."}\n' 1 2
} >"$T/jones.jsonl"
J=$T/jones.db
index_jones() { gazet index -q -g "$T/gaz" -d "$J" "$@"; }
index_jones "$T/jones.jsonl"
mentions 'less than twenty times as often is a question' 2 'person/mary-jones  Mary Jones (person, 39 documents)' \
	gazet docs 'MJ Jones' -d "$J"
mary 1 b >"$T/more.jsonl"
index_jones "$T/more.jsonl"
taken='gazet: "mj jones" is taken as Mary Jones (person/mary-jones, 40 documents), not Mike Jones (person/mike-jones, 2)'
complains 'a name of which one is named twenty times as often means that one' 0 gazet docs 'mj jones' -d "$J" --json <<<"$taken"
json '... whose documents are given' '.[0] | length == 40' "$T/out"
complains '... whatever the filter' 0 gazet docs 'mj jones' --to 2016 -d "$J" <<END
$taken
gazet: nothing found: in the filter, person/mary-jones has 0 documents; without it 40
END
for command in 'show' 'timeline' 'cooc person/adam-smith --any' 'docs --not' 'kwic person/mike-jones --with' 'graph' 'report -o -' \
	'export jsonl' 'bursts' 'diff --from 2017' 'path person/mike-jones'; do
	# shellcheck disable=SC2086
	GAZET_GAZETTEERS=$T/gaz mentions "... in $command" 0 "$taken" gazet $command 'mj jones' -d "$J"
done
complains '-q says nothing of it' 0 gazet docs -q 'mj jones' -d "$J" </dev/null
complains 'an id is told nothing' 0 gazet docs person/mike-jones -d "$J" </dev/null
complains 'a full name neither' 0 gazet docs 'mike jones' -d "$J" </dev/null

# ---- the first pages of many blocks -------------------------------------------------------------------

# The years are not in order, every 50th document is undated, every 7th of a whole month.
awk 'BEGIN { names = "Germany Russia NATO Merkel Putin Germany Russia"
	for (i = 0; i < 6300; i++) {
		date = sprintf("%d-%02d-%02d", 2010 + substr("567123894", 1 + int(i / 700), 1), 1 + i * 5 % 12, 1 + i * 11 % 28)
		if (i % 7 == 0) date = substr(date, 1, 7)
		printf "{\"id\":\"m%04d\",%s\"text\":\"%s.%s\"}\n", i, i % 50 == 0 ? "" : "\"date\":\"" date "\",", \
			i % 3 ? names : "Germany", i % 11 ? "" : " Russia again."
	} }' >"$T/many.jsonl"
M=$T/many.db
gazet index -q --source-name many -g "$T/gaz" -d "$M" "$T/many.jsonl"
holds 'many: there are several blocks' test "$(gazet sql 'SELECT count(*) FROM ix_head' -d "$M" --format tsv | tail -1 | tr -d '\r')" -gt 2
pages=('1 0' '20 13' '30 1990' '10 7000')
[ -z "${SAN:-}" ] || pages=('20 13')
for question in 'kwic country/de' 'kwic country/ru --with country/de' 'kwic country/ru --from 2013-03' 'kwic country/de --sort date' \
	'kwic country/de --sort -date' 'kwic country/ru --window 2 --with org/nato' 'docs country/ru'; do
	# shellcheck disable=SC2086
	gazet $question -d "$M" --format csv --limit 0 >"$T/all"
	for page in "${pages[@]}"; do
		# shellcheck disable=SC2086
		gazet $question -d "$M" --format csv --limit ${page% *} --offset ${page#* } 2>/dev/null >"$T/page"
		{ head -1 "$T/all"; tail -n "+$((${page#* } + 2))" "$T/all" | head -n "${page% *}"; } >"$T/slice"
		cmp -s "$T/page" "$T/slice" || echo "$question: $page"
	done
done >"$T/wrong"
same 'many: each page is what stands there in all rows' "$T/wrong" /dev/null
long=$(printf '%099d' 0)
mentions 'what is cut off a message is a whole character' 2 "cannot sort by \"$long\";" gazet entities --sort "${long}é" -d "$D"
finish
