#!/bin/bash
# `gazet explain`: how every span was read, of standard input and of stored documents; and follow-ups, told and left out.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
printf 'neutral\tkind\nThe\tdefinite\n' >"$T/gaz/neutral.tsv"
D=$T/test.db
explain() { gazet explain -g "$T/gaz" "$@"; }
told() { # FORMAT OPTION...: what is printed for the words on standard input of `given`
	explain "$@" <"$T/words"
}
# Rows of one document, in brief.
brief() { told --format jsonl "$@" | jq -c '[.field, .start, .end, .text, .verdict, .entity, .via]'; }

# ---- text ---------------------------------------------------------------------------

printf '%s\n' '{"id":"a","date":"2017-07-07","title":"Merkel hosts","text":"Angela Merkel met John Smith of NATO."}' >"$T/words"
gives 'a document, its spans in context, what was chosen and what was not, with reasons' 0 told <<'END'
a, 2017-07-07, 3 mentions

title 0-6  [Merkel] hosts
  + person/angela-merkel Angela Merkel, surname 0.80: the one of the surname whom the document names

text 0-13  [Angela Merkel] met John Smith of NATO.
  + person/angela-merkel Angela Merkel, name 0.95: a name that needs no other evidence; the document names it without doubt

text 18-28  Angela Merkel met [John Smith] of NATO.
  - person/adam-smith Adam Smith, alias: a name that needs no other evidence; another entity is as likely
  - person/john-smith John Smith, name: a name that needs no other evidence; another entity is as likely

text 23-28  Angela Merkel met John [Smith] of NATO.
  - person/adam-smith Adam Smith, surname: the document names nobody of the surname, nor his country
  - person/john-smith John Smith, surname: the document names nobody of the surname, nor his country

text 32-36  la Merkel met John Smith of [NATO].
  + org/nato NATO, name 0.95: a name that needs no other evidence; the document names it without doubt
END
holds 'standard error is empty' test ! -s "$T/err"
cp "$T/out" "$T/text"
run told -
same 'standard input as -' "$T/text" "$T/out"
gzip -n <"$T/words" >"$T/packed"
run eval 'explain <"$T/packed"'
same 'gzip on standard input' "$T/text" "$T/out"
run told --color always
sed 's/\x1b\[[0-9;]*m//g' "$T/out" >"$T/plain"
same '--color always adds colours and nothing else' "$T/text" "$T/plain"
holds 'there are some' grep -q "$(printf '\033')\[32m" "$T/out"
run told --color never
same '--color never adds none' "$T/text" "$T/out"
mentions 'an unknown --color' 2 '--color is auto, always or never' told --color maybe

cat "$T/words" >"$T/several"
echo '{"id":"b","text":"Nobody."}' >>"$T/several"
gives 'several documents, with an empty line between; one without mentions' 0 eval 'explain <"$T/several" | tail -n 2' <<'END'

b, undated, 0 mentions
END
gives 'nothing on standard input' 0 explain </dev/null
printf 'Angela Merkel came.\n' >"$T/words"
run told
holds 'text on standard input is one undated document' grep -qE '^[0-9a-f]{32}, undated, 1 mention' "$T/out"
run told --date 2017-07
holds '--date is the date of text that has none, at its precision' grep -qE '^[0-9a-f]{32}, 2017-07, 1 mention' "$T/out"
echo '{"id":"a","date":"2016-05-01","text":"Angela Merkel came."}' >"$T/words"
run told --date 2017-07-07
holds 'and never of one that has one' grep -q '^a, 2016-05-01, ' "$T/out"
printf 'The G20 summit opened.\n' >"$T/words"
gives '--date is evidence' 0 eval 'brief --date 2017-07-07 | grep chosen' <<'END'
["text",4,14,"G20 summit","chosen","event/g20-2017","edition"]
END
gives 'without it there is no edition' 0 eval 'brief | grep chosen' <<'END'
["text",4,14,"G20 summit","chosen","event/g20","alias"]
END
mentions 'a date that is none' 2 "--date takes a day (YYYY, YYYY-MM or YYYY-MM-DD), not 'soon'" told --date soon

printf '{"id":"\\u001b[31mid\\n","text":"\\u001b]0;x\\u0007 Russia\\u202e \\u2066\\u009b31m\\u007f\\nNATO and Syria"}\n' >"$T/words"
# Names of a gazetteer are text from outside too.
printf 'id\ttype\tname\taliases\norg/rlo\torg\tSy\xe2\x80\xaeria Trust\n' >"$T/bidi.tsv"
for how in '' '--format table' '--color always'; do
	# shellcheck disable=SC2086
	run told -g "$T/bidi.tsv" $how
	sed 's/\x1b\[[0-9;]*m//g' "$T/out" >"$T/plain"
	[ "$how" = '--color always' ] || cp "$T/out" "$T/plain"
	holds "no control and no bidirectional character reaches the terminal ${how:-(text)}" eval \
		'[ "$status" -eq 0 ] && grep -q Russia "$T/plain" && ! grep -qP "[\x00-\x09\x0b-\x1f\x7f]|[\x{80}-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]" "$T/plain"'
done
run told
holds 'a line break of the text breaks no line' grep -qE '^text .*Russia.* \[NATO\] and Syria' "$T/out"

# ---- rows ----------------------------------------------------------------------------

echo '{"id":"a","date":"2017-07-07","text":"NATO and the US, us."}' >"$T/words"
gives 'rows as JSON Lines' 0 told --format jsonl <<'END'
{"doc":"a","field":"text","start":0,"end":4,"text":"NATO","verdict":"chosen","entity":"org/nato","name":"NATO","type":"org","via":"name","score":0.95,"reasons":"unmarked named","why":"a name that needs no other evidence; the document names it without doubt","witness":null}
{"doc":"a","field":"text","start":13,"end":15,"text":"US","verdict":"chosen","entity":"country/us","name":"United States","type":"country","via":"acronym","score":0.9,"reasons":"unmarked named country","why":"a name that needs no other evidence; the document names it without doubt; the document speaks of its country","witness":null}
{"doc":"a","field":"text","start":17,"end":19,"text":"us","verdict":"rejected","entity":"country/us","name":"United States","type":"country","via":"acronym","score":null,"reasons":"not-exact","why":"it counts only written exactly so","witness":null}
END
cp "$T/out" "$T/rows"
run told --json
json '--json is the same in an array' ".[0] == [$(paste -sd, "$T/rows")]" "$T/out"
run told --format tsv
gives 'tsv has a header and the same rows' 0 eval 'head -n 1 "$T/tsv"; tail -n +2 "$T/tsv" | cut -f 1-7' < <(
	cp "$T/out" "$T/tsv"
	printf 'doc\tfield\tstart\tend\ttext\tverdict\tentity\tname\ttype\tvia\tscore\treasons\twhy\twitness\n'
	jq -r '[.doc, .field, .start, .end, .text, .verdict, .entity] | @tsv' "$T/rows"
)
run told --format table
holds 'a table has what people read' eval \
	'[ "$(head -n 1 "$T/out" | tr -s " " | sed "s/ $//")" = "start end text verdict entity name via score why witness" ] && [ "$(wc -l <"$T/out")" -eq 4 ]'
mentions 'an unknown format' 2 'xml' told --format xml
for i in $(seq 30); do echo "{\"id\":\"$i\",\"text\":\"Russia.\"}"; done >"$T/words"
gives 'all rows are shown, in a table too' 0 eval 'told --format table | wc -l' <<'END'
31
END
run explain --json
json 'no rows' '.[0] == []' "$T/out"

cat >"$T/words" <<'END'
{"id":"1","date":"2017-07-07","text":"The G20 summit opened in Hamburg. The group of 20, the G20 and MJ Jones, John Smith, Smith. us."}
{"id":"2","title":"Russia and NATO","text":"Angela Merkel. Ms. Merkel, Max Merkel and Mary Jones. Jones."}
END
echo '{"id":"3","text":"The Syria civil war goes on."}' >>"$T/words"
run told --format jsonl
json 'a country inside an event is nested' 'map(select(.doc == "3" and .verdict != "rejected") | [.text, .verdict, .entity]) == [["Syria civil war","chosen","event/syrian-civil-war"],["Syria","nested","country/sy"]]' "$T/out"
json 'an entity has one verdict at one place' 'group_by([.doc, .field, .start, .end, .entity]) | map(select(length > 1) | map([.text, .entity, .verdict])) == []' "$T/out"
json 'a rejected reading has a reason against it' 'map(select(.verdict == "rejected" and (.reasons | split(" ") - ["unmarked", "named", "country", "in-office", "cue"]) == []) | [.text, .entity]) == []' "$T/out"
json 'what was chosen has a score, what was rejected has none' 'all((.score != null) == (.verdict != "rejected"))' "$T/out"
json 'a code has its words' 'all((.reasons | split(" ") | length) == (.why | split("; ") | length))' "$T/out"
jq -c 'select(.verdict != "rejected") | [.doc, .field, .start, .end, .text, .entity, .via, .score]' "$T/out" >"$T/chosen"
gives 'what is chosen is what tag gives' 0 cat "$T/chosen" < <(
	gazet tag -g "$T/gaz" "$T/words" | jq -c '.id as $id | .mentions[] | [$id, .field, .start, .end, .text, .entity, .via, .score]')

# ---- stored documents -----------------------------------------------------------------

cat >"$T/stored.jsonl" <<'END'
{"id":"1","source":"Times","date":"2017-07-07","title":"NATO","text":"Angela Merkel came to NATO."}
{"id":"1","source":"Post","date":"2017-07","text":"Vladimir Putin left."}
{"id":"only","source":"Post","text":"Nobody."}
{"id":"-","source":"Post","text":"Russia."}
END
gazet index -q -g "$T/gaz" -d "$D" "$T/stored.jsonl"
gives 'a stored document by its id' 0 explain -d "$D" only <<'END'
only, undated, 0 mentions
END
gives 'of two with the id, the one of --source' 0 eval 'explain -d "$D" 1 --source Post | head -n 4' <<'END'
1, 2017-07, 1 mention

text 0-14  [Vladimir Putin] left.
  + person/vladimir-putin Vladimir Putin, name 0.95: a name that needs no other evidence; the document names it without doubt
END
run explain -d "$D" 1 --source Times --format jsonl
json 'title and text, with its date' 'map(select(.verdict == "chosen") | [.field, .text]) == [["title","NATO"],["text","Angela Merkel"],["text","NATO"]]' "$T/out"
complains 'an id in two sources' 2 explain -d "$D" 1 <<'END'
gazet: 1 is in several sources, Post and Times: --source says which
END
holds 'prints nothing' test ! -s "$T/out"
mentions 'both sources named are two still' 2 'is in several sources' explain -d "$D" 1 --source Post --source Times
complains 'an unknown id' 2 explain -d "$D" nobody <<'END'
gazet: there is no document nobody (`gazet docs` lists them)
END
complains 'an id that another source has' 2 explain -d "$D" only --source Times <<'END'
gazet: there is no document only of that source (`gazet docs` lists them)
END
mentions 'an id that is not UTF-8' 2 'not valid UTF-8' explain -d "$D" "$(printf '\xff')"
mentions 'no such database' 2 'no such database' explain -d "$T/none.db" 1
mentions 'two ids' 2 'usage: gazet explain [DOC|FILE|-]' explain -d "$D" 1 only
gives 'the database of the environment' 0 env GAZET_DB="$D" GAZET_GAZETTEERS= "$GAZET" explain -g "$T/gaz" only <<'END'
only, undated, 0 mentions
END
cp -R "$T/gaz" "$T/other"
printf 'id\ttype\tname\taliases\norg/nobody\torg\tNobody\t\n' >"$T/other/more.tsv"
mentions 'another gazetteer: the document is tagged with the one in use, and that is said' 0 \
	'the database was made with another gazetteer: what it holds may differ from this' gazet explain -g "$T/other" -d "$D" only
holds 'so it has a mention now' grep -q '+ org/nobody' "$T/out"
mentions 'a gazetteer that is not there' 2 'the gazetteer was not loaded' gazet explain -g "$T/none" -d "$D" only
echo '{"id":"1"}' >"$T/words"
mentions 'a record that is rejected makes exit status 3' 3 'no text' told

# ---- follow-ups -------------------------------------------------------------------------

echo '{"id":"a","date":"2017-07-07","text":"The G20 summit opened. Russia praised the summit."}' >"$T/words"
tag() { gazet tag -g "$T/gaz" "$T/words" "$@" | jq -c '.mentions[] | [.start, .text, .entity, .via]'; }
gives 'tag: the summit is the summit named before it' 0 tag <<'END'
[4,"G20 summit","event/g20-2017","edition"]
[23,"Russia","country/ru","name"]
[42,"summit","event/g20-2017","follow-up"]
END
gives 'tag --no-follow-ups: it is none' 0 tag --no-follow-ups <<'END'
[4,"G20 summit","event/g20-2017","edition"]
[23,"Russia","country/ru","name"]
END
gives 'explain shows it' 0 eval 'brief | grep follow-up' <<'END'
["text",42,48,"summit","chosen","event/g20-2017","follow-up"]
END
gives 'explain --no-follow-ups does not' 1 eval 'brief --no-follow-ups | grep follow-up' </dev/null
gazet index -q -g "$T/gaz" -d "$T/with.db" "$T/words"
gazet index -q -g "$T/gaz" -d "$T/without.db" --no-follow-ups "$T/words"
gives 'index takes the option too' 0 eval \
	'for d in with without; do sqlite3 -batch -readonly "$T/$d.db" "SELECT count(*) FROM v_mention"; done' < <(printf '3\n2\n')

# ---- boilerplate -----------------------------------------------------------------------

printf '%s\n' '{"id":"b","text":"RUSSIA, July 7 (Reuters) - The G20 summit met.\nRead more: Russia in brief\n(Editing by Russia House)"}' \
	>"$T/boiler.jsonl"
left_out() { gazet explain -g "$T/gaz" "$T/boiler.jsonl" --format jsonl "$@" | jq -c 'select(.verdict == "omitted" or .verdict == "chosen") | [.start, .end, .text, .verdict, .entity // .reasons]'; }
gives 'explain shows what is left out, in its place' 0 left_out <<'END'
[0,6,"RUSSIA","chosen","country/ru"]
[8,24,"July 7 (Reuters)","omitted","dateline"]
[31,41,"G20 summit","chosen","event/g20"]
[47,73,"Read more: Russia in brief","omitted","link"]
[74,99,"(Editing by Russia House)","omitted","credit"]
END
gives 'and as lines' 0 eval 'gazet explain -g "$T/gaz" "$T/boiler.jsonl" | grep -B 1 "left out:"' <<'END'
text 8-24  RUSSIA, [July 7 (Reuters)] - The G20 summit met. Read 
  x dateline, left out: the agency and date of a dateline
--
text 47-73  ters) - The G20 summit met. [Read more: Russia in brief] (Editing by Russia House)
  x link, left out: a line that leads to other articles
--
text 74-99   Read more: Russia in brief [(Editing by Russia House)]
  x credit, left out: who reported, wrote or edited it
END
gives '--keep-boilerplate leaves nothing out' 0 eval 'left_out --keep-boilerplate | jq -c "[.[0], .[2], .[3]]"' <<'END'
[0,"RUSSIA","chosen"]
[31,"G20 summit","chosen"]
[58,"Russia","chosen"]
[86,"Russia","chosen"]
END
gazet index -q -g "$T/gaz" -d "$T/kept.db" --keep-boilerplate "$T/boiler.jsonl"
gives 'the run records it' 0 eval 'sqlite3 -batch -readonly "$T/kept.db" "SELECT json_extract(options, '"'\$.keep_boilerplate'"') FROM run"' < <(echo 1)
finish
