#!/bin/bash
# gazet gaz import and export: other tools' gazetteers into tables, and back.
. tests/cli/lib.sh

mkdir "$T/g"
cat >"$T/g/entities.tsv" <<'END2'
id	type	name	aliases	adjectives
country/fr	country	France	Paris-lez-France	French
country/gh	country	Ghana
place/paris	place	Paris
END2
printf 'given\nAda\nAbraham\n' >"$T/g/given.tsv"
import() { gazet gaz import -g "$T/g" "$@"; }
# table TITLE STATUS FILE COLUMNS COMMAND... <<: these columns (names, joined by commas) of a table, joined by bars
table() {
	local title=$1 want=$2 file=$3 columns=$4
	shift 4
	cat >"$T/expected"
	rm -rf "$T/to"
	run import "$@" -o "$T/to"
	awk -F '\t' -v columns="$columns" '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(columns, c, ","); next }
		{ line = $at[c[1]]; for (i = 2; i <= n; i++) line = line "|" $at[c[i]]; print line }' "$T/to/$file.tsv" >"$T/found"
	compare "$title" "$want" "$T/expected" "$T/found" "$T/err"
}
# loads TITLE: what was imported last is a gazetteer, on top of the small one
loads() {
	run gazet gaz stats "$T/g" "$T/to"
	cp "$T/err" "$T/why"
	verdict "$1" "$([ "$status" -eq 0 ] && echo yes || echo no)" "$T/why"
}

# ---- spaCy ------------------------------------------------------------------------

cat >"$T/spacy.jsonl" <<'END2'
{"label": "ORG", "pattern": "Apple", "id": "apple"}
{"label": "ORG", "pattern": "Apple Inc.", "id": "apple"}
{"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "francisco"}], "id": "place/san-francisco"}
{"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": "fran"}], "id": "place/san-francisco"}
{"label": "PERSON", "pattern": [{"LOWER": "ada"}, {"OP": "?"}]}
{"label": "PERSON", "pattern": [{"LOWER": {"REGEX": "ad."}}]}
{"label": "ORG", "pattern": [{"LOWER": "paul"}, {"LOWER": "'s"}, {"LOWER": "shop"}]}
{"label": "NORP", "pattern": "Greens"}
{"label": "ORG"}
no json

{"label": "EVENT", "pattern": "Łódź|fair \"x\""}
END2
table 'spacy: strings are exact, tokens are not; what is no literal is refused' 3 entities id,type,name,aliases spacy "$T/spacy.jsonl" <<'END2'
org/apple|org|=Apple|Apple Inc.
place/san-francisco|place|san francisco|san fran
org/paul-s-shop|org|paul's shop|
event/lodz-fair-x|event|Łódź\|fair "x"|
END2
for line in 5 6 8 9 10; do
	holds "spacy: line $line is refused by its number" grep -q "spacy.jsonl:$line: " "$T/err"
done
holds 'spacy: and counted by the reason' grep -q ' 2 refused: a token that is no literal' "$T/err"
loads 'spacy: the tables load'
printf '[1]\n{"label": 5}\n{"pattern": "Apple"}\n' >"$T/labels.jsonl"
complains 'spacy: no object, no label' 3 import spacy "$T/labels.jsonl" <<END2
gazet: $T/labels.jsonl:1: the line is no JSON object
gazet: $T/labels.jsonl:2: there is no label
gazet: $T/labels.jsonl:3: there is no label
gazet: 0 entities, 0 names, 0 offices; 0 skipped, 3 refused
gazet:          2 refused: no label
gazet:          1 refused: no JSON object
END2
printf '{"label": "NORP", "pattern": "Greens"}\n' >"$T/norp.jsonl"
table 'spacy: --map gives labels a type' 0 entities id,name,aliases --map NORP=org spacy "$T/norp.jsonl" <<'END2'
org/greens|=Greens|
END2
mentions '--map must name types of ours' 2 "not 'NORP=orgs'" import --map NORP=orgs spacy "$T/norp.jsonl"

# ---- PETRARCH -----------------------------------------------------------------------

cat >"$T/actors.txt" <<'END2'
# comment
FRANCE_ [FRA]
+LA_FRANCE_
+PARIS_      ; a city of the gazetteer
+FRENCH
ADA_ALPHA_	; diplomat
+A._ALPHA_
+ALPHA_
	[IGOUNO 980301-030615]
	[ELI]; rulers
JACQUES_CHIRAC_
	[FRAELI 320101-950517]
	[FRAGOV 950517-20070516] [FRAGOV 860320-880510]
	[FRAELI >19800101]
	[FRAELI]
CORSICAN_LIBERATION_FRONT_
	[FRAREB 760505-140625]
UN_
+UNITED_NATIONS_
	[IGOUNO]
ADA_ALPHA_
	[GHAELI <19620101]
FARMER [~AGR]
CATTLE!PERSON! [~AGR]
!PERSON! = MAN, WOMAN
A_PHRASE
SOMEBODY_ [---]
BAD_DAYS_
	[FRAGOV 2004017-20061201]
OPEN_ [FRA
END2
table 'petrarch: countries, persons and bodies' 3 entities id,type,name,aliases,country,note petrarch "$T/actors.txt" <<'END2'
country/fr|country|France|La France | French||FRA
person/ada-alpha|person|Ada Alpha|A. Alpha|country/gh|IGOUNO ELI
person/jacques-chirac|person|Jacques Chirac||country/fr|FRAELI FRAGOV FRAELI
org/corsican-liberation-front|org|Corsican Liberation Front||country/fr|FRAREB
org/un|org|UN|United Nations||IGOUNO
END2
cat >"$T/expected" <<'END2'
office	country	holder	from	to
CAMEO IGOUNO		person/ada-alpha	1998-03-01	2003-06-15
CAMEO ELI	country/fr	person/jacques-chirac	1932-01-01	1995-05-17
CAMEO GOV	country/fr	person/jacques-chirac	1995-05-17	2007-05-16
CAMEO ELI	country/fr	person/jacques-chirac	2007-05-16	
CAMEO ELI	country/gh	person/ada-alpha		1962-01-01
END2
same 'petrarch: dated roles are offices; of several on a day the first one' "$T/expected" "$T/to/offices.tsv"
for reason in 'a role without days' 'a common noun that is a role, no name' 'a list of words for patterns' 'a phrase without a code' \
	'a code that means nobody' 'a surname alone' 'a name of a country that the gazetteer has as something else' \
	'a role on days that an earlier one has' 'days that are none' 'a bracket that is not closed'; do
	holds "petrarch: counted: $reason" grep -q ": $reason" "$T/err"
done
holds 'petrarch: what is wrong is named by its line' grep -q "actors.txt:29: '2004017-20061201'" "$T/err"
loads 'petrarch: the tables load'
run gazet gaz lookup -g "$T/g" -g "$T/to" Chirac --format tsv
holds 'petrarch: and are found' grep -q '^person/jacques-chirac' "$T/out"
run import petrarch "$T/actors.txt"
holds 'without --output the entities go to standard output, and the offices are missed aloud' \
	sh -c "head -n 1 '$T/out' | grep -q '^id	type	name' && grep -q 'the offices are left out' '$T/err'"

# ---- JRC-Names --------------------------------------------------------------------------

printf '# names\n10\tP\tu\tAnna+Alpha\n10\tP\tru\tАнна+Альфа\n7\tO\tu\tWorks\n8\tX\tu\tFoo\nbad line\n' >"$T/jrc.txt"
table 'jrc: the names of one number are one entity' 3 entities id,type,name,aliases jrc "$T/jrc.txt" <<'END2'
person/anna-alpha|person|Anna Alpha|Анна Альфа
org/works|org|Works|
END2
loads 'jrc: the tables load'

# ---- Popolo ---------------------------------------------------------------------------------

cat >"$T/popolo.json" <<'END2'
{"persons": [
  {"id": "a1", "name": "ABE Shinzo", "gender": "male", "identifiers": [{"scheme": "wikidata", "identifier": "Q132345"}]},
  {"id": "b2", "name": "Березин Пётр Сергеевич"},
  {"id": "c3", "name": "Mary Ann Smith", "family_name": "Ann Smith", "gender": "female",
   "other_names": [{"name": "Smith, Mary (politician)"}, {"name": "Mary"}, {"name": "MARY ANN SMITH"}]},
  {"id": "d4"}],
 "organizations": [{"id": "o1", "name": "Blue Party", "classification": "party"}],
 "memberships": [
  {"person_id": "c3", "organization_id": "o1", "role": "Speaker", "start_date": "2001-02-03", "end_date": "2004"},
  {"person_id": "c3", "organization_id": "o1", "role": "member"},
  {"person_id": "zz", "role": "Speaker", "start_date": "2001"},
  {"person_id": "c3", "role": "Whip", "start_date": "2001-02-30"}]}
END2
gzip -k "$T/popolo.json"
table 'popolo: names in their order, surnames, gender, Wikidata; packed' 3 entities id,name,aliases,surname,gender,wikidata,note popolo "$T/popolo.json.gz" <<'END2'
person/abe-shinzo|Abe Shinzo||Abe|m|Q132345|
person/b2|Березин Пётр Сергеевич|Пётр Березин|Березин|||
person/mary-ann-smith|Mary Ann Smith|Mary Smith | ?Mary|Ann Smith|f||
org/blue-party|Blue Party|||||party
END2
holds 'popolo: an office with its days' grep -qx 'Speaker		person/mary-ann-smith	2001-02-03	2004-01-01' "$T/to/offices.tsv"
holds 'popolo: what is no day is refused' grep -q "'2001-02-30' is no day" "$T/err"
loads 'popolo: the tables load'
printf '{"persons": [' >"$T/cut.json"
run import popolo "$T/cut.json"
holds 'popolo: a document that breaks off is refused' test "$status" -eq 3

# ---- Wikidata ----------------------------------------------------------------------------------

claim() { printf '"%s":[{"mainsnak":{"datavalue":{"value":%s}},"rank":"normal"%s}]' "$1" "$2" "${3:-}"; }
day() { printf '"%s":[{"datavalue":{"value":{"time":"%s","precision":%d}}}]' "$1" "$2" "$3"; }
{
	echo '['
	printf '{"type":"item","id":"Q10","labels":{"en":{"value":"Ada Alpha"},"ru":{"value":"Ада Альфа"}},"aliases":{"en":[{"value":"A. Alpha"},{"value":"Ada"}]},"claims":{%s,%s,%s,%s},"sitelinks":{"enwiki":{"title":"Ada Alpha (mayor)"}}},\n' \
		"$(claim P31 '{"id":"Q5"}')" "$(claim P21 '{"id":"Q6581072"}')" "$(claim P27 '{"id":"Q30"}')" \
		"$(claim P39 '{"id":"Q40"}' ",\"qualifiers\":{$(day P580 +2001-02-03T00:00:00Z 11),$(day P582 +2004-05-00T00:00:00Z 10)}")"
	printf '{"type":"item","id":"Q30","labels":{"en":{"value":"Freedonia"}},"claims":{%s,%s}},\n' "$(claim P31 '{"id":"Q6256"}')" "$(claim P297 '"FR"')"
	printf '{"type":"item","id":"Q40","labels":{"en":{"value":"Mayor of Freedonia"}},"claims":{%s,%s}},\n' "$(claim P31 '{"id":"Q4164871"}')" "$(claim P17 '{"id":"Q30"}')"
	printf '{"type":"item","id":"Q50","labels":{"de":{"value":"Schlacht"}},"claims":{%s,%s}},\n' "$(claim P31 '{"id":"Q178561"}')" "$(claim P585 '{"time":"+1815-06-00T00:00:00Z","precision":10}')"
	printf '{"type":"item","id":"Q60","labels":{"en":{"value":"Mouse"}},"claims":{%s}},\n' "$(claim P31 '{"id":"Q16521"}')"
	printf '{"type":"property","id":"P31"},\n{"no":"item"}\n]\n'
} >"$T/dump.json"
table 'wikidata: classes, labels, aliases, countries, days' 3 entities id,type,name,aliases,country,gender,from,to,wikipedia,wikidata wikidata "$T/dump.json" <<'END2'
person/q10|person|Ada Alpha|Ада Альфа | A. Alpha | ?Ada|country/fr|f|||Ada Alpha (mayor)|Q10
country/fr|country|Freedonia|||||||Q30
event/q50|event|Schlacht||||1815-06-01|1815-06-30||Q50
END2
holds 'wikidata: positions held are offices of their country' grep -qx 'Mayor of Freedonia	country/fr	person/q10	2001-02-03	2004-05-01' "$T/to/offices.tsv"
holds 'wikidata: other classes are skipped, lines that are no items refused' \
	sh -c "grep -q '1 skipped: an item of no class' '$T/err' && grep -q 'dump.json:8: no item' '$T/err'"
loads 'wikidata: the tables load'
run import --map Q16521=org wikidata "$T/dump.json"
holds 'wikidata: --map gives classes a type' grep -q '^org/q60' "$T/out"

# ---- faults -----------------------------------------------------------------------------------------

mentions 'an unknown format: the nearest is offered' 2 "did you mean 'popolo'" import popollo x
mentions 'a file that is not there' 2 'No such file' import jrc "$T/none"
printf '1\tP\tu\tAda+\xff\n2\tP\tu\tBob+\0Beta\n3\tP\tu\tCid+Gamma\n' >"$T/bytes.txt"
table 'malformed UTF-8 and NULs: that line is refused' 3 entities name jrc "$T/bytes.txt" <<'END2'
Cid Gamma
END2
head -c 3000 "$T/popolo.json.gz" | head -c $(($(stat -c %s "$T/popolo.json.gz") - 20)) >"$T/cut.json.gz"
run import popolo "$T/cut.json.gz"
holds 'a packed file that breaks off: said, and exit status 3' test "$status" -eq 3
run import jrc "$T/jrc.txt"
cp "$T/out" "$T/expected"
run import jrc "$T/jrc.txt" -o -
same 'import: - is standard output' "$T/expected" "$T/out"
if [ -w /dev/full ]; then
	gazet gaz import -g "$T/g" jrc "$T/jrc.txt" >/dev/full 2>"$T/err"
	holds 'a full disk is said' test $? -eq 2
fi

# ---- export --------------------------------------------------------------------------------------------

cat >"$T/g/more.tsv" <<'END2'
id	type	name	aliases
org/acme	org	Acme Works	=ACME | ?Works | St. Paul's-on-Sea (GB)
event/fair	event	Łódź Fair	"Fair"
END2
complains 'export: ambiguous names are left out, and counted' 0 gazet gaz export spacy -g "$T/g" <<'END2'
gazet: 1 ambiguous names are left out: --all exports them too
END2
gives 'export: exact names are strings, others tokens as spaCy cuts them' 0 gazet gaz export spacy --all -g "$T/g/more.tsv" <<'END2'
{"label":"ORG","pattern":[{"LOWER":"acme"},{"LOWER":"works"}],"id":"org/acme"}
{"label":"ORG","pattern":"ACME","id":"org/acme"}
{"label":"ORG","pattern":[{"LOWER":"works"}],"id":"org/acme"}
{"label":"ORG","pattern":[{"LOWER":"st."},{"LOWER":"paul's"},{"LOWER":"-"},{"LOWER":"on"},{"LOWER":"-"},{"LOWER":"sea"},{"LOWER":"("},{"LOWER":"gb"},{"LOWER":")"}],"id":"org/acme"}
{"label":"EVENT","pattern":[{"LOWER":"łódź"},{"LOWER":"fair"}],"id":"event/fair"}
{"label":"EVENT","pattern":[{"LOWER":"\""},{"LOWER":"fair"},{"LOWER":"\""}],"id":"event/fair"}
END2
gazet gaz export spacy -q -g "$T/g/more.tsv" >"$T/patterns.jsonl"
table 'and back' 0 entities id,aliases spacy "$T/patterns.jsonl" <<'END2'
org/acme|=ACME | st. paul's-on-sea (gb)
event/fair|"fair"
END2
complains 'export: into a file' 0 gazet gaz export spacy -g "$T/g/more.tsv" -o "$T/made.jsonl" <<END2
gazet: $T/made.jsonl: 5 patterns
gazet: 1 ambiguous names are left out: --all exports them too
END2
same 'which has what is printed' "$T/patterns.jsonl" "$T/made.jsonl"
run gazet gaz export spacy -q -g "$T/g/more.tsv" -o -
same '- is standard output' "$T/patterns.jsonl" "$T/out"
(
	trap '' XFSZ
	ulimit -f 0
	gazet gaz export spacy -q --all -g "$T/g/more.tsv" -o "$T/made.jsonl" 2>"$T/err"
)
holds 'what cannot be written whole is not written' test $? -eq 2 -a "$(ls "$T" | grep -c ^made)" -eq 1
same 'and what was there stays' "$T/patterns.jsonl" "$T/made.jsonl"
mentions 'an unknown export format' 2 "there is no export format 'x'" gazet gaz export x -g "$T/g"

# ---- the references -------------------------------------------------------------------------------------

REFERENCE=${GAZET_TEST_DATA:-}/reference
if [ -z "${GAZET_TEST_DATA:-}" ] || [ ! -d "$REFERENCE" ]; then
	skip 'dictionaries of PETRARCH, EveryPolitician' 'GAZET_TEST_DATA is not set, or has no reference folder'
	finish
fi
for format in petrarch popolo; do
	case $format in petrarch) files=("$REFERENCE"/petrarch/*.txt) ;; *) files=("$REFERENCE"/everypolitician/*.json.gz) ;; esac
	rm -rf "$T/to"
	run gazet gaz import $format "${files[@]}" -o "$T/to" -g gazetteers
	cp "$T/err" "$T/why"
	verdict "$format: all files are read" "$([ "$status" -ne 2 ] && grep -q 'entities, ' "$T/err" && echo yes || echo no)" "$T/why"
	# An importer that loses records would still be quiet: the references are known to hold this many and more.
	least=$([ $format = petrarch ] && echo 20000 || echo 2500)
	holds "$format: $least entities or more" test "$(wc -l <"$T/to/entities.tsv")" -gt "$least"
	run gazet gaz stats gazetteers "$T/to"
	cp "$T/err" "$T/why"
	verdict "$format: the tables load on top of the shipped set" "$([ "$status" -eq 0 ] && echo yes || echo no)" "$T/why"
done
finish
