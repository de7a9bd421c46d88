#!/bin/bash
# The contract of `gazet tag`, with a small gazetteer of its own.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
tag() { gazet tag -g "$T/gaz" "$@"; }

cat >"$T/docs.jsonl" <<'END'
{"id":"a","date":"2017-07-07","title":"Merkel hosts G20","text":"Angela Merkel met Vladimir Putin. Merkel smiled."}
{"id":"b","text":"The Syria civil war worries the U.S. and Germany."}
{"id":"c","date":"2017-07","text":"Nothing to see here."}
{"id":7,"date":"2017","text":"😀 俄罗斯 and é Russia met 🎉 Germany"}
{"id":"e","date":"someday","text":"NATO"}
END

gives 'a document gives id, date and mentions in order, title first' 0 tag "$T/docs.jsonl" <<'END'
{"id":"a","date":"2017-07-07","mentions":[{"field":"title","start":0,"end":6,"text":"Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"surname","score":0.8},{"field":"title","start":13,"end":16,"text":"G20","entity":"event/g20-2017","name":"2017 G20 Hamburg summit","type":"event","via":"edition","score":0.75,"series":"event/g20"},{"field":"text","start":0,"end":13,"text":"Angela Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"name","score":0.95},{"field":"text","start":18,"end":32,"text":"Vladimir Putin","entity":"person/vladimir-putin","name":"Vladimir Putin","type":"person","via":"name","score":0.95},{"field":"text","start":34,"end":40,"text":"Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"surname","score":0.8}]}
{"id":"b","date":null,"mentions":[{"field":"text","start":4,"end":19,"text":"Syria civil war","entity":"event/syrian-civil-war","name":"Syrian civil war","type":"event","via":"alias","score":0.9},{"field":"text","start":4,"end":9,"text":"Syria","entity":"country/sy","name":"Syria","type":"country","via":"name","score":0.95,"nested":true},{"field":"text","start":32,"end":36,"text":"U.S.","entity":"country/us","name":"United States","type":"country","via":"acronym","score":0.9},{"field":"text","start":41,"end":48,"text":"Germany","entity":"country/de","name":"Germany","type":"country","via":"name","score":0.95}]}
{"id":"c","date":"2017-07","mentions":[]}
{"id":"7","date":"2017","mentions":[{"field":"text","start":2,"end":5,"text":"俄罗斯","entity":"country/ru","name":"Russia","type":"country","via":"alias","score":0.9},{"field":"text","start":12,"end":18,"text":"Russia","entity":"country/ru","name":"Russia","type":"country","via":"name","score":0.95},{"field":"text","start":25,"end":32,"text":"Germany","entity":"country/de","name":"Germany","type":"country","via":"name","score":0.95}]}
{"id":"e","date":null,"mentions":[{"field":"text","start":0,"end":4,"text":"NATO","entity":"org/nato","name":"NATO","type":"org","via":"name","score":0.95}]}
END
cp "$T/out" "$T/tagged"

json 'keys stand in the order of the contract' \
	'all(keys_unsorted == ["id","date","mentions"]) and ([.[].mentions[] | keys_unsorted[:9]] | unique == [["field","start","end","text","entity","name","type","via","score"]])' \
	"$T/tagged"
json 'series and nested stand only where they say something' \
	'[.[].mentions[] | keys_unsorted[9:]] | unique == [[],["nested"],["series"]]' "$T/tagged"
json 'spans are slices of the field in code points' \
	'[.[].mentions[] | (.end - .start) == (.text | length)] | all' "$T/tagged"

dates() { tag "$@" "$T/docs.jsonl" | jq -c '[.id, .date]'; }
gives '--date is the date of documents that have none' 0 dates --date 2016-05 <<'END'
["a","2017-07-07"]
["b","2016-05"]
["c","2017-07"]
["7","2017"]
["e","2016-05"]
END
undated() { echo 'The G20 met.' | gazet tag -g "$T/gaz" --format tsv "$@" | cut -f 6,9; }
gives '--date is evidence' 0 undated --date 2017-07-07 <<'END'
entity	via
event/g20-2017	edition
END
gives '... as without it there is none' 0 undated <<'END'
entity	via
event/g20	name
END
mentions 'a date that is none' 2 "--date takes a day (YYYY, YYYY-MM or YYYY-MM-DD), not 'soon'" tag --date soon "$T/docs.jsonl"

offsets() { tag --offsets "$1" "$T/docs.jsonl" | jq -c 'select(.id == "7") | [.mentions[] | [.start, .end]]'; }
gives 'offsets in code points behind emoji and Han' 0 offsets codepoint <<'END'
[[2,5],[12,18],[25,32]]
END
gives 'offsets in bytes' 0 offsets byte <<'END'
[[5,14],[22,28],[38,45]]
END
gives 'offsets in UTF-16 units' 0 offsets utf16 <<'END'
[[3,6],[13,19],[27,34]]
END

gives 'a title that the text repeats is tagged in the text only' 0 \
	tag <(echo '{"id":"t","title":"Merkel in Hamburg","text":"Merkel in Hamburg\n\nAngela Merkel came."}') <<'END'
{"id":"t","date":null,"mentions":[{"field":"text","start":0,"end":6,"text":"Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"surname","score":0.8},{"field":"text","start":10,"end":17,"text":"Hamburg","entity":"place/hamburg","name":"Hamburg","type":"place","via":"name","score":0.95},{"field":"text","start":19,"end":32,"text":"Angela Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"name","score":0.95}]}
END

gives 'strings are escaped as JSON wants them' 0 \
	tag <(printf '%s\n' '{"id":"q\"\\\u0001","text":"United\nNations"}') <<'END'
{"id":"q\"\\\u0001","date":null,"mentions":[{"field":"text","start":0,"end":14,"text":"United\nNations","entity":"org/un","name":"United Nations","type":"org","via":"name","score":0.95}]}
END

# ---- ways in ---------------------------------------------------------------

INPUT=$T/docs.jsonl
run tag
same 'standard input without an argument' "$T/tagged" "$T/out"
run tag -
same 'standard input as -' "$T/tagged" "$T/out"
gzip -kn "$T/docs.jsonl"
INPUT=$T/docs.jsonl.gz
run tag
same 'gzip on standard input' "$T/tagged" "$T/out"
INPUT=/dev/null
run tag "$T/docs.jsonl.gz"
same 'a gzip file' "$T/tagged" "$T/out"
head -n 2 "$T/docs.jsonl" | gzip -n >"$T/two.gz"
tail -n +3 "$T/docs.jsonl" | gzip -n >>"$T/two.gz"
run tag "$T/two.gz"
same 'a gzip file of two members' "$T/tagged" "$T/out"
sed 's/$/\r/' "$T/docs.jsonl" >"$T/dos.jsonl"
run tag "$T/dos.jsonl"
same 'lines that end in CR LF' "$T/tagged" "$T/out"
{ printf '\xef\xbb\xbf'; head -c -1 "$T/docs.jsonl"; } >"$T/bom.jsonl"
run tag "$T/bom.jsonl"
same 'a byte order mark, and no line end at the end' "$T/tagged" "$T/out"
run tag "$T/docs.jsonl" "$T/docs.jsonl.gz"
cat "$T/tagged" "$T/tagged" >"$T/twice"
same 'several files in order' "$T/twice" "$T/out"

printf 'Tillerson and NATO\n\nRex Tillerson went to NATO.\n' >"$T/2017-03-31-visit.txt"
gives 'a plain text file is one document: title, text, day of its name' 0 tag --format csv "$T/2017-03-31-visit.txt" < <(sed 's/$/\r/' <<'END'
doc,field,start,end,text,entity,name,type,via,score,series,nested
2017-03-31-visit.txt,title,0,9,Tillerson,person/rex-tillerson,Rex Tillerson,person,surname,0.8,,0
2017-03-31-visit.txt,title,14,18,NATO,org/nato,NATO,org,name,0.95,,0
2017-03-31-visit.txt,text,0,13,Rex Tillerson,person/rex-tillerson,Rex Tillerson,person,name,0.95,,0
2017-03-31-visit.txt,text,22,26,NATO,org/nato,NATO,org,name,0.95,,0
END
)
run tag "$T/2017-03-31-visit.txt"
json 'it is one line of JSON' 'length == 1 and .[0].id == "2017-03-31-visit.txt" and .[0].date == "2017-03-31"' "$T/out"
mkdir -p "$T/folder/deep"
cp "$T/2017-03-31-visit.txt" "$T/folder/deep/"
printf 'Russia.\n' >"$T/folder/a.txt"
gives 'a folder: ids are paths below it' 0 eval 'tag "$T/folder" | jq -r .id' <<'END'
a.txt
deep/2017-03-31-visit.txt
END
printf 'Vladimir Putin flew to Hamburg.\n' >"$T/plain"
INPUT=$T/plain
run tag -f text
json 'text on standard input has the content hash for its id' \
	'length == 1 and (.[0].id | test("^[0-9a-f]{32}$")) and [.[0].mentions[].via] == ["name","name"]' "$T/out"
INPUT=/dev/null

printf '%s\n' '{"key":"k1","pub":"7 July 2017","body":"NATO","text":"Russia"}' >"$T/mapped"
gives 'other keys with --map' 0 tag --map id=key,text=body,date=pub "$T/mapped" <<'END'
{"id":"k1","date":"2017-07-07","mentions":[{"field":"text","start":0,"end":4,"text":"NATO","entity":"org/nato","name":"NATO","type":"org","via":"name","score":0.95}]}
END
for key in text body content; do
	printf '{"id":"1","%s":"NATO"}\n' "$key" >"$T/key"
	run tag "$T/key"
	json "the text is found under $key" '.[0].mentions[0].entity == "org/nato"' "$T/out"
done

# ---- formats ------------------------------------------------------------------

for format in csv tsv md table json; do
	golden "rows of mentions as $format" "tag/$format" 0 tag --format $format "$T/docs.jsonl"
done
run tag --format jsonl "$T/docs.jsonl"
same 'jsonl is the contract' "$T/tagged" "$T/out"

# ---- threads, evidence --------------------------------------------------------

awk 'BEGIN {
	for (i = 1; i <= 3000; i++) {
		text = ""
		for (j = 0; j < i % 7; j++)
			text = text "NATO "
		printf "{\"id\":\"%d\",\"date\":\"2017-07-07\",\"text\":\"Document %d: %s Angela Merkel.\"}\n", i, i, text
	}
}' >"$T/many.jsonl"
tag -j 1 "$T/many.jsonl" >"$T/one"
tag -j4 "$T/many.jsonl" >"$T/four"
same '-j 1 and -j4 print the same' "$T/one" "$T/four"
gives 'a line for each document, in the order of the input' 0 eval 'jq -r .id "$T/four" | cmp - <(seq 3000)' </dev/null

gives 'marks: US is the country, us is the pronoun' 0 eval \
	"printf '%s\n' 'The US said it told us. Both of us.' | tag | jq -r '.mentions[].text'" <<'END'
US
END
gives 'lower-case text: u s, g 20, group of 20, s behind a name' 0 eval \
	"printf '%s\n' 'russia s view of the u s and the g 20 and the group of 20 hurt both of us' | tag | jq -r '.mentions[] | .text + \" \" + .entity'" <<'END'
russia country/ru
u s country/us
g 20 event/g20
group of 20 event/g20
END
gives 'a name never bridges a comma' 0 eval \
	"printf '%s\n' 'The United, Nations. Vladimir, Putin.' | tag | jq -c .mentions" <<'END'
[]
END
finish
