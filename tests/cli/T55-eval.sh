#!/bin/bash
# `gazet eval`: scores, errors and confusions against annotated documents, with a small gazetteer and invented gold.
. tests/cli/lib.sh
once 'its scores are those of test_eval and test_eval_gold'

small_gazetteer "$T/gaz"
printf 'neutral\tkind\nThe\tdefinite\n' >"$T/gaz/neutral.tsv"
eval_() { gazet eval -g "$T/gaz" "$@"; }
# Without the line about how many documents there were.
quiet() { eval_ -q "$@"; }

# Of six: four right, John Smith (of two of the name) missed, Russia wrong; Syria behind it spurious.
cat >"$T/gold.jsonl" <<'END'
{"id":"a","date":"2017-07-07","title":"Merkel hosts","text":"Angela Merkel met Vladimir Putin. John Smith came late.","spans":[{"field":"title","start":0,"end":6,"type":"PER","entity":"person/angela-merkel"},{"start":0,"end":13,"type":"PER","entity":"person/angela-merkel"},{"start":18,"end":32,"type":"PER","wiki":"Vladimir_Putin"},{"start":34,"end":44,"type":"PER","wiki":"John Smith (of nowhere)"}]}

{"id":"b","text":"Éire and Germany like Russia and Syria.","spans":[{"start":9,"end":16,"type":"LOC","iso2":"DE"},{"start":22,"end":28,"type":"LOC","iso2":"SY"}],"ambiguous":[{"start":0,"end":4,"iso2":"IE"}]}
END

gives 'a row for each annotated type, and one for all' 0 eval_ "$T/gold.jsonl" <<'END'
type     gold  predicted  correct  precision  recall     f1
person      4          3        3      1.000   0.750  0.857
country     2          3        1      0.333   0.500  0.400
all         6          6        4      0.667   0.667  0.667
END
complains 'standard error says how many documents there were, and in which form' 0 eval_ "$T/gold.jsonl" <<'END'
gazet: 2 documents, cased
END
complains 'with -q it does not' 0 eval_ -q "$T/gold.jsonl" </dev/null
gives 'scores as JSON Lines' 0 quiet --format jsonl "$T/gold.jsonl" <<'END'
{"type":"person","gold":4,"predicted":3,"correct":3,"precision":1,"recall":0.75,"f1":0.857143}
{"type":"country","gold":2,"predicted":3,"correct":1,"precision":0.333333,"recall":0.5,"f1":0.4}
{"type":"all","gold":6,"predicted":6,"correct":4,"precision":0.666667,"recall":0.666667,"f1":0.666667}
END
cp "$T/out" "$T/scores"
run quiet --json "$T/gold.jsonl"
json '--json is the same in an array' ".[0] == [$(paste -sd, "$T/scores")]" "$T/out"
gives 'a share of nothing is null' 0 quiet --format jsonl \
	<(echo '{"id":"1","text":"Nobody.","spans":[{"start":0,"end":6,"type":"org"}]}') <<'END'
{"type":"org","gold":1,"predicted":0,"correct":0,"precision":null,"recall":0,"f1":0}
{"type":"all","gold":1,"predicted":0,"correct":0,"precision":null,"recall":0,"f1":0}
END

# ---- mistakes -----------------------------------------------------------------------

gives '--errors prints each mistake in its context' 0 quiet --errors --format jsonl "$T/gold.jsonl" <<'END'
{"doc":"a","error":"missed","type":"person","field":"text","start":34,"end":44,"left":"Angela Merkel met Vladimir Putin. ","match":"John Smith","right":" came late.","gold":"John Smith (of nowhere)","predicted":null,"via":null,"score":null}
{"doc":"b","error":"wrong","type":"country","field":"text","start":22,"end":28,"left":"Éire and Germany like ","match":"Russia","right":" and Syria.","gold":"SY","predicted":"country/ru","via":"name","score":0.95}
{"doc":"b","error":"spurious","type":"country","field":"text","start":33,"end":38,"left":"Éire and Germany like Russia and ","match":"Syria","right":".","gold":null,"predicted":"country/sy","via":"name","score":0.95}
END
run quiet --errors "$T/gold.jsonl"
holds 'a table of errors leaves out what people do not read' eval \
	'[ "$status" -eq 0 ] && [ "$(head -n 1 "$T/out" | tr -s " ")" = "doc error type field left match right gold predicted via" ]'
gives '--width is the context' 0 quiet --errors --width 4 --format csv "$T/gold.jsonl" < <(sed 's/$/\r/' <<'END'
doc,error,type,field,start,end,left,match,right,gold,predicted,via,score
a,missed,person,text,34,44,"in. ",John Smith," cam",John Smith (of nowhere),,,
b,wrong,country,text,22,28,"ike ",Russia," and",SY,country/ru,name,0.95
b,spurious,country,text,33,38,"and ",Syria,.,,country/sy,name,0.95
END
)
gives '--confusions counts mistakes by text and entities, commonest first' 0 \
	quiet --confusions --format jsonl "$T/gold.jsonl" <(sed 's/John Smith came/JOHN SMITH came/; /^$/d; 2,$d' "$T/gold.jsonl") <<'END'
{"count":2,"error":"missed","type":"person","text":"john smith","gold":"John Smith (of nowhere)","predicted":null}
{"count":1,"error":"spurious","type":"country","text":"syria","gold":null,"predicted":"country/sy"}
{"count":1,"error":"wrong","type":"country","text":"russia","gold":"SY","predicted":"country/ru"}
END
gives '--limit cuts errors' 0 eval 'quiet --errors --format jsonl --limit 2 "$T/gold.jsonl" | jq -r .match' <<'END'
John Smith
Russia
END
gives '--offset leaves out the first ones' 0 eval 'quiet --errors --format jsonl --offset 1 "$T/gold.jsonl" | jq -r .match' <<'END'
Russia
Syria
END
for i in $(seq 30); do echo "{\"id\":\"$i\",\"text\":\"Nobody.\",\"spans\":[{\"start\":0,\"end\":6,\"type\":\"org\"}]}"; done >"$T/thirty.jsonl"
mentions 'a table has the first twenty, and says that there are more' 0 'there are more rows' eval_ --errors "$T/thirty.jsonl"
holds 'which are twenty and the header' test "$(wc -l <"$T/out")" -eq 21
gives '-e exits with 1 where there are no mistakes' 1 quiet -e --confusions --format csv \
	<(echo '{"id":"1","text":"Germany.","countries":[{"start":0,"end":7,"iso2":"DE"}]}') < <(printf 'count,error,type,text,gold,predicted\r\n')

# ---- spans, types, what is asked for --------------------------------------------------

cat >"$T/spans.jsonl" <<'END'
{"id":"a","text":"Chancellor Angela Merkel spoke in Germany.","spans":[{"start":0,"end":24,"type":"PER","entity":"person/angela-merkel"},{"start":34,"end":41,"type":"LOC","iso2":"de"}]}
END
all() { quiet --format jsonl "$@" | jq -c 'select(.type == "all") | [.gold, .predicted, .correct]'; }
gives 'a mention must overlap' 0 all "$T/spans.jsonl" <<'END'
[2,2,2]
END
gives '--strict: it must be the same span' 0 all --strict "$T/spans.jsonl" <<'END'
[2,2,1]
END
gives '--type takes one of the rows' 0 quiet --type person --format jsonl "$T/gold.jsonl" < <(head -n 1 "$T/scores"; head -n 1 "$T/scores" | sed 's/person/all/')
gives '--type takes several' 0 quiet --type person,country --format jsonl "$T/gold.jsonl" <"$T/scores"
mentions 'an unknown --type' 2 "'rabbits'" eval_ --type rabbits "$T/gold.jsonl"
gives '--known: entities that the gazetteer does not have are not asked for' 0 all --known "$T/gold.jsonl" <<'END'
[5,6,4]
END
cat >"$T/war.jsonl" <<'END'
{"id":"a","text":"The Syrian civil war, and Syria.","spans":[{"start":26,"end":31,"type":"country","iso2":"SY"}]}
{"id":"b","text":"The Syrian civil war.","spans":[{"start":4,"end":20,"type":"event","entity":"event/syrian-civil-war"}]}
END
gives 'a country inside an event is no mistake where nothing nested is annotated' 0 eval \
	'quiet --format jsonl "$T/war.jsonl" | jq -c "[.type, .gold, .predicted, .correct]"' <<'END'
["country",1,1,1]
["event",1,2,1]
["all",2,3,2]
END
cat >"$T/follow.jsonl" <<'END'
{"id":"a","date":"2017-07-07","text":"The G20 summit began. Angela Merkel opened the summit in Hamburg.","spans":[{"start":4,"end":14,"type":"event","entity":"event/g20-2017"}]}
END
gives 'a follow-up is a mention' 0 all "$T/follow.jsonl" <<'END'
[1,2,1]
END
gives '--names-only: it is neither right nor wrong' 0 all --names-only "$T/follow.jsonl" <<'END'
[1,1,1]
END
gives '--no-follow-ups: there is none' 0 all --no-follow-ups "$T/follow.jsonl" <<'END'
[1,1,1]
END
{
	printf 'office\tcountry\tholder\tfrom\tto\n'
	printf 'chancellor\tcountry/de\tperson/angela-merkel\t2005-11-22\t2021-12-08\n'
} >"$T/offices.tsv"
cat >"$T/office.jsonl" <<'END'
{"id":"a","date":"2017-07-07","text":"The German chancellor met Rex Tillerson.","spans":[{"start":26,"end":39,"type":"PER","entity":"person/rex-tillerson"}]}
END
gives 'an office is a mention' 0 all -g "$T/offices.tsv" "$T/office.jsonl" <<'END'
[1,2,1]
END
gives '--names-only: that too is neither' 0 all -g "$T/offices.tsv" --names-only "$T/office.jsonl" <<'END'
[1,1,1]
END

# ---- forms ------------------------------------------------------------------------------

cat >"$T/forms.jsonl" <<'END'
{"id":"a","text":"Angela Merkel’s Éire, the U.S. and “NATO”: Straße!","spans":[{"start":0,"end":13,"type":"PER","entity":"person/angela-merkel"},{"start":16,"end":20,"type":"LOC","iso2":"IE"},{"start":26,"end":30,"type":"LOC","iso2":"US"},{"start":36,"end":40,"type":"ORG","wiki":"NATO"},{"start":43,"end":49,"type":"LOC","wiki":"Nowhere"}]}
END
form() { # FORM MATCH
	gives "--as $1: the documents are so, and offsets hold" 0 eval \
		"quiet --as $1 --errors --format jsonl '$T/forms.jsonl' | jq -c '[.left[-8:], .match, .right]'" <<END
$2
END
	gives "--as $1: what is written so is found" 0 all --as "$1" "$T/forms.jsonl" <<'END'
[5,4,4]
END
	mentions "--as $1: standard error says so" 0 "1 document, $1" eval_ --as "$1" "$T/forms.jsonl"
}
form cased '["“NATO”: ","Straße","!"]'
form lower '["“nato”: ","straße","!"]'
form stripped '[" nato   ","straße"," "]'
gives '--as upper: offsets hold' 0 eval \
	"quiet --as upper --errors --format jsonl '$T/forms.jsonl' | jq -c '[.start, .end, .left[-8:], (.match | length), .right]'" <<'END'
[43,49,"“NATO”: ",6,"!"]
END
gives '--as upper: what is written so is found' 0 all --as upper "$T/forms.jsonl" <<'END'
[5,4,4]
END
complains 'an unknown form' 2 eval_ --as shouted "$T/gold.jsonl" <<'END'
gazet: --as is cased, lower, upper or stripped, not 'shouted'
END
holds 'it prints nothing' test ! -s "$T/out"

# ---- ways in -------------------------------------------------------------------------------

gzip -kn "$T/gold.jsonl"
gives 'gold packed by gzip' 0 quiet --format jsonl "$T/gold.jsonl.gz" <"$T/scores"
gives 'several files are one set' 0 all "$T/gold.jsonl" "$T/gold.jsonl.gz" <<'END'
[12,12,8]
END
sed 's/$/\r/' "$T/gold.jsonl" >"$T/dos.jsonl"
gives 'lines that end in CR LF' 0 quiet --format jsonl "$T/dos.jsonl" <"$T/scores"
head -c -1 "$T/gold.jsonl" >"$T/open.jsonl"
gives 'no line end at the end' 0 quiet --format jsonl "$T/open.jsonl" <"$T/scores"
INPUT=$T/gold.jsonl
gives '- is standard input' 0 eval 'eval_ -q --format jsonl - <"$INPUT"' <"$T/scores"
INPUT=/dev/null

# ---- what is refused -------------------------------------------------------------------------

{
	sed -n 1p "$T/gold.jsonl"
	echo 'not JSON'
	echo '{"text":"x","spans":[]}'
	echo '{"id":"n","text":"no annotation"}'
	echo '{"id":"o","text":"short","spans":[{"start":0,"end":6,"type":"org"}]}'
	echo '{"id":"t","text":"x","spans":[{"start":0,"end":1,"type":"DATE"}]}'
	echo '{"id":"d","date":"some day","text":"x","spans":[]}'
	printf '{"id":"u","text":"\xff","spans":[]}\n'
	printf '{"id":"\033[31m","date":"\\u001b[31m","text":"x","spans":[]}\n'
	sed -n 3p "$T/gold.jsonl"
} >"$T/bad.jsonl"
gives 'the other documents count, and the exit status is 3' 3 quiet --format jsonl "$T/bad.jsonl" <"$T/scores"
cp "$T/err" "$T/said"
gives 'each bad line is said with its place' 0 sed "s|$T/||" "$T/said" <<'END'
gazet: bad.jsonl:2: no JSON object: null expected
gazet: bad.jsonl:3: the document has no id
gazet: bad.jsonl:4: neither `spans` nor `countries` is an array: nothing is annotated
gazet: bad.jsonl:5: a span needs start < end inside its text of 5 code points
gazet: bad.jsonl:6: 'DATE' is no type (person country org place event, or PER LOC ORG MISC)
gazet: bad.jsonl:7: 'some day' is no date
gazet: bad.jsonl:8: not valid UTF-8
gazet: bad.jsonl:9: '�[31m' is no date
END
for i in $(seq 15); do echo '{}'; done >"$T/bad-15.jsonl"
run quiet "$T/gold.jsonl" "$T/bad-15.jsonl" "$T/bad-15.jsonl"
tail -n 2 "$T/err" >"$T/said"
gives 'of very many, of whatever file, the first are said' 0 sed "s|$T/||" "$T/said" <<'END'
gazet: bad-15.jsonl:5: the document has no id
gazet: and 10 more that are no annotated documents
END
complains 'a set without documents' 2 eval_ /dev/null <<'END'
gazet: no annotated documents (gazet help gold describes them)
END
mentions 'a set of nothing but bad lines' 2 'no annotated documents' eval_ <(echo '{}')
mentions 'a file that is not there' 2 'cannot open' eval_ "$T/gold.jsonl" "$T/none.jsonl"
holds 'half a set has no scores' test ! -s "$T/out"
head -c 100 "$T/gold.jsonl.gz" >"$T/cut.jsonl.gz"
mentions 'a packed file that breaks off' 2 'cut.jsonl.gz' eval_ "$T/cut.jsonl.gz"
holds 'nor has half of a file' test ! -s "$T/out"
mentions 'no file' 2 'usage: gazet eval GOLD...' eval_
mentions 'no such gazetteer' 2 'the gazetteer was not loaded' gazet eval -g "$T/none" "$T/gold.jsonl"
printf '{"id":"\\u001b[31m\\u202e","text":"Nobody\\u001b\\u202e!","spans":[{"start":0,"end":8,"type":"org"}]}\n' >"$T/escape.jsonl"
run quiet --errors "$T/escape.jsonl"
holds 'a table shows no control and no bidirectional characters of the text' eval \
	'[ "$status" -eq 0 ] && grep -q Nobody "$T/out" && ! grep -qP "[\x00-\x08\x0b-\x1f\x7f]|\x{202e}" "$T/out"'
finish
