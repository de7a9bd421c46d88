#!/bin/bash
# Rare turns of the commands: options that go together with nothing, answers with nothing in them, and what is said
# then; output that cannot be written.
. tests/cli/lib.sh
once 'the same turns of the same commands'

small_gazetteer "$T/gaz"
cat >"$T/a.jsonl" <<'END'
{"id":"1","date":"2017-07-07","text":"Angela Merkel met Vladimir Putin in Hamburg. Russia and Germany spoke."}
{"id":"2","text":"Germany and NATO."}
{"id":"3","date":"2017-08","text":"Germany, Russia and NATO: Vladimir Putin on Syria."}
{"id":"4","date":"2017-07-09","text":"Nothing."}
END
cd "$T" || exit 1
: >none.jsonl
head -n 2 a.jsonl | tail -n 1 >undated.jsonl
for name in a none undated; do gazet index -q -g gaz -d $name.db $name.jsonl; done

# ---- options ------------------------------------------------------------------------------

refused 'bursts by what they are not' "--by is day or week, not 'month'" bursts --by month -d a.db
refused 'a timeline by the hour' "--by is day, week, month or year, not 'hour'" timeline germany --by hour -d a.db
refused 'a network by the hour' "--by is day, week, month or year, not 'hour'" graph --by hour -d a.db
refused 'links by size' "--measure is g2, npmi, jaccard or docs, not 'size'" graph --measure size -d a.db
refused 'a type there is not' "--type is person, country, org, place or event, not 'planet'" \
	cooc germany --type planet -d a.db
refused 'a window of nothing' "--window is a number of tokens or 'sentence', not '0'" cooc germany --window 0 -d a.db
refused 'a period that is open' 'which period is compared, say --from DAY and --to DAY' diff --to 2017-06 -d a.db
refused 'a chain to itself' 'country/sy and country/sy are the same, or one is part of the other' \
	path country/sy country/sy -d a.db
refused 'a card as rows' \
	"a card is printed as table, json or md, not as 'csv'; rows are given by entities, cooc and docs" \
	show germany --format csv -d a.db
refused 'a card of many' "this takes one entity, and 'type:person' is a group of them" show type:person -d a.db
refused 'shares of rows' '--share is for pictures: add --format svg' timeline germany --share -d a.db
refused 'a file of rows in a folder that is not there' "cannot write x/y: No such file or directory" timeline germany -o x/y -d a.db
for option in '--sort docs' '--limit 3' '--offset 1'; do
	# shellcheck disable=SC2086
	refused "a picture with $option" 'a picture shows all periods in their order: leave out --sort, --limit and --offset' \
		timeline germany --format svg $option -d a.db
done
refused 'two ways to merge' '--retag or --as-is, not both' db merge out.db a.db --retag --as-is
refused 'a conflict solved by no rule' "--on-conflict is newest, first or fail, not 'last'" \
	db merge out.db a.db --on-conflict last
refused 'errors and confusions' '--errors or --confusions, not both' eval --errors --confusions -g gaz a.jsonl
refused 'a verb that is near another' \
	"gazet db does stats, check, rebuild, dump, merge, remove or vacuum, not 'chek'; did you mean 'check'? (see gazet help db)" \
	db chek -d a.db
refused 'a verb with too much behind it' 'usage: gazet db check (see gazet help db)' db check x y
refused 'a letter without its value' '-d needs a value: FILE' docs -d
refused 'a name in a gazetteer that is no UTF-8' 'the name is not valid UTF-8: is that what the terminal uses?' \
	gaz lookup $'\xff' -g gaz
refused 'a document there is not' 'there is no document 99 (`gazet docs` lists them)' explain 99 -g gaz -d a.db
refused 'rejects into a folder there is not' 'cannot write nowhere/x: No such file or directory' \
	index -g gaz --rejects nowhere/x -d new.db a.jsonl
# times COUNT WORD...: the words so often
times() {
	local i
	for i in $(seq "$1"); do printf '%s ' "${@:2}"; done
}
# shellcheck disable=SC2046
refused 'more alternatives than are possible' '--any stands more than 64 times' docs $(times 65 --any germany) -d a.db
# shellcheck disable=SC2046
refused 'more entities than are possible' 'more than 64 arguments' docs $(times 65 germany) -d a.db
# shellcheck disable=SC2046
refused 'more options than are possible' 'more than 256 options' docs germany $(times 257 -q) -d a.db
refused 'a card with a gazetteer there is not, of who needs none' \
	'no entity is called "event/g20" in this database; `gazet entities` lists those there are' \
	show event/g20 -g nowhere -d a.db

# ---- answers with nothing in them ---------------------------------------------------------

complains 'entities of an empty database' 0 gazet entities -d none.db <<'END'
gazet: nothing found: the database has no documents
END
complains 'days of what has none' 0 gazet docs germany --from 2017 -d undated.db <<'END'
gazet: nothing found: no document fits the filter; the database has 1, all undated
END
complains 'days without documents' 0 gazet docs --to 2016 -d a.db <<'END'
gazet: nothing found: no document fits the filter; the database has 4, of 2017-07-07 to 2017-08-01
END
complains 'no bursts, and what was not looked at' 0 gazet bursts -d undated.db <<'END'
gazet: no burst: no time is so far from the usual that chance is ruled out; --by week, or more documents, may show one
gazet: documents without a date, not looked at: 1
END
complains 'quietly' 0 gazet bursts -q -d undated.db </dev/null
complains 'no document that is annotated' 2 gazet eval -q -g gaz a.jsonl <<'END'
gazet: a.jsonl:1: neither `spans` nor `countries` is an array: nothing is annotated
gazet: a.jsonl:2: neither `spans` nor `countries` is an array: nothing is annotated
gazet: a.jsonl:3: neither `spans` nor `countries` is an array: nothing is annotated
gazet: a.jsonl:4: neither `spans` nor `countries` is an array: nothing is annotated
gazet: no annotated documents (gazet help gold describes them)
END
mkdir folder
run gazet index -g gaz -d new.db folder
same 'an empty folder' <(sed '$d' err) - <<'END'
gazet: 0 added, 0 unchanged, 0 replaced, 0 duplicate, 0 undated, 0 rejected
gazet: nothing was there to be read: are these the right paths? (gazet help formats)
END
gives 'a card of days without documents' 0 gazet show syria --from 2016 --to 2016 -d a.db <<'END'
Syria  country/sy
type        country
documents   0 of 0
mentions    0
END
run gazet timeline germany --by week --format svg -o empty.svg -d undated.db
same 'a picture of no periods' <(echo 'gazet: empty.svg: 0 periods, by week') err
holds 'is one' xmllint --noout empty.svg

# ---- what is said besides -----------------------------------------------------------------

gives 'compared with what was before all documents' 0 gazet diff --from 2017-08 --vs-from 2016-01 --vs-to 2017-07 \
	--format jsonl --limit 2 -d a.db <<'END'
{"entity":"country/sy","name":"Syria","type":"country","docs":1,"vs_docs":0,"share":1,"vs_share":0,"change":2,"g2":3.81909,"p":0.666667,"q":1}
{"entity":"org/nato","name":"NATO","type":"org","docs":1,"vs_docs":0,"share":1,"vs_share":0,"change":2,"g2":3.81909,"p":0.666667,"q":1}
END
same 'says so' err - <<'END'
gazet: the other period begins before the first document, which is of 2017-07-07
gazet: compared: 2017-08-01 to 2017-08-01, 1 documents, with 2016-01-01 to 2017-07-31, 2
END
complains 'one of each cluster' 0 gazet docs germany --unique -v -d a.db <<'END'
gazet: database: a.db
gazet: counted: one document of each cluster of near-duplicates, 4 of 4 documents
END
complains 'a picture in a file' 0 gazet timeline germany --by month --format svg -o t.svg -d a.db <<'END'
gazet: t.svg: 2 periods, by month
END
complains 'a network in a file' 0 gazet graph germany --format svg -o g.svg -d a.db <<'END'
gazet: g.svg: 7 nodes, 15 links, of 3 documents
END
complains 'an export of all, with entities' 0 gazet export datasette germany -o datasette -d a.db <<'END'
gazet: datasette describes the whole database: the entities and filters asked for do not matter
END
complains 'how much was exported' 0 gazet export csv germany -o c.csv -d a.db <<'END'
gazet: c.csv: 3 documents, 12 mentions
END
complains 'of what was printed, nothing is said' 0 gazet export csv germany -o - -d a.db </dev/null
times 22 '{"label":"X"}' | tr ' ' '\n' >ruler.jsonl
run gazet gaz import spacy -o made ruler.jsonl
same 'twenty refusals are told' <(seq 20 | sed "s|.*|gazet: ruler.jsonl:&: the label 'X' is no type of ours: --map X=TYPE makes it one|") \
	<(head -n 20 err)
holds 'and that there are more' grep -qxF 'gazet: ... and more (-v shows all)' err
printf '{"id":1,"text":"x"}\n{"id":\n[1]\n' >half.jsonl
run gazet index -q -g gaz --rejects rejects.jsonl -d new.db half.jsonl
same 'rejects with their places' rejects.jsonl - <<'END'
{"file":"half.jsonl","record":2,"column":7,"reason":"not JSON: the line ends in the middle of a value"}
{"file":"half.jsonl","record":3,"reason":"not a JSON object (one record a line is expected)"}
END

# ---- another gazetteer --------------------------------------------------------------------

cp -r gaz new
sed -i 's/^org\/un.*/org\/un\torg\tUnited Nations\tNothing/' new/entities.tsv
complains 'explained with another gazetteer than it was made with' 0 gazet explain 4 -g new -d a.db <<'END'
gazet: the database was made with another gazetteer: what it holds may differ from this
END
complains 'which is not said with -q' 0 gazet explain 4 -q -g new -d a.db </dev/null
complains 'tagged again with the same' 0 gazet retag -g gaz -d a.db <<'END'
gazet: all documents are tagged with this gazetteer: nothing is to be done
END
cp a.db b.db
gives 'what tagging again would gain' 0 gazet retag --dry-run -v -g new -d b.db --format jsonl <<'END'
{"entity":"org/un","name":"United Nations","type":"org","docs":1,"gained":1,"lost":0,"changed":0,"gained_doc":"4","gained_words":"Nothing","lost_doc":null,"lost_words":null}
END
sed -i -e '/^gazet: gazetteer/d; /^gazet: compiled/d; $d' -e 's/: [0-9]* of [0-9]* groups/: N of M groups/' err
same 'and what it looked at' err - <<'END'
gazet: database: b.db
gazet: documents from number 1 on: N of M groups of words have changed
gazet: 4 of 4 documents looked at, 1 tagged again, 1 would change
gazet: mentions: 1 gained, 0 lost, 0 changed; entities: 1 gained, 0 lost
gazet: nothing was written
END
cmp a.db b.db >why 2>&1
same 'nothing was' /dev/null why
gazet retag -q -g new -d b.db >out
refused 'merged with what another gazetteer tagged' \
	'documents of b.db were tagged with another gazetteer, version or option than those of a.db: --retag tags them again, --as-is keeps the mentions they have' \
	db merge out.db a.db b.db
complains 'as it is' 0 gazet db merge out.db a.db b.db --as-is <<'END'
gazet: 4 added, 4 unchanged, 0 replaced, 0 duplicate
END
printf '{"id":"1","date":"2017-07-07","text":"Angela Merkel met nobody."}\n' >other.jsonl
gazet index -q -g gaz --source-name a.jsonl -d other.db other.jsonl
complains 'the first of two' 0 gazet db merge first.db a.db other.db --on-conflict first <<'END'
gazet: 4 added, 1 unchanged, 0 replaced, 0 duplicate
gazet: of another content, and left out: 1
END
complains 'the newest of two' 0 gazet db merge newest.db a.db other.db <<'END'
gazet: 4 added, 0 unchanged, 1 replaced, 0 duplicate
END
is_sound 'the merged database' newest.db

# ---- output that cannot be written ----------------------------------------------------------

# full MESSAGE ARGUMENT...: what is said where there is no room for the output
full() {
	printf 'gazet: %s: No space left on device\n' "$1" >expected
	shift
	gazet "$@" </dev/null 2>err >/dev/full
	status=$?
	compare "a full disk: $*" 2 expected err /dev/null
}
if [ -w /dev/full ]; then
	full 'cannot write the output' timeline germany --format svg -d a.db
	full 'cannot write' graph germany --format svg -d a.db
	full 'cannot write' graph germany --format gexf -d a.db
	full 'cannot write' db dump -d a.db
	full 'cannot write the output' explain 1 -g gaz -d a.db
	full 'cannot write the output' gaz list -g gaz
	full 'cannot write the output' gaz export spacy -g gaz
	full 'cannot write the output' gaz lookup Germany -g gaz
	full 'cannot write the output' tag --format json -g gaz none.jsonl
	full 'cannot write the output' export csv -d a.db
	full 'cannot write the output' show germany -d a.db
	full 'cannot write the output' show germany --json -d a.db
	full 'cannot write -' report germany -o - -d a.db
	full 'cannot write the output' sql 'SELECT 1' -d a.db
else
	skip 'a full disk' 'there is no /dev/full'
fi
cd "$TOP" || exit 1
finish
