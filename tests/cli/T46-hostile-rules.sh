#!/bin/bash
# Pattern rules whose expressions would take for ever: each is given up, told by its place, and takes nothing away from
# the rest. Those that cannot be compiled in little room are refused.
. tests/cli/lib.sh

mkdir "$T/gaz"
cd "$T" || exit 1
printf 'id\ttype\tname\taliases\norg/nato\torg\tNATO\t\n' >gaz/entities.tsv
cat >rules <<'END'
nested	(?:(?:[a-z]+ ?)+)+[0-9] anchor
plus	(?:a+)+b anchor
overlap	(?:a|a|aa)+b anchor
dots	(?:.*.*.*.*.*.*)*q anchor
backreference	(a*)(a*)(a*)(a*)\1\2\3b anchor
recursion	(?<r>a(?&r)?(?&r)?)+b anchor
whole	(?:x|(?R)?(?R)?a)+b anchor
lookahead	(?=(?:a+)+b)a+ anchor
lookbehind	(?<=a{200})(?:(?<=a)a*)*b anchor
lazy	(?:.*?.*?.*?.*?)*?q anchor
callout	(?:(?:a(?C1))+)+b anchor
condition	(?:(?=a)a+|b)+c anchor
heap	((a)|(a(?1)))+?b anchor
END
# In a cell a backslash and a bar are escaped. The last rule is one like others.
{
	printf 'anchor\tregex\tid\tname\ttype\n'
	sed 's/\\/\\\\/g; s/|/\\|/g; s/^\([a-z]*\)\t\(.*\)/anchor\t\2\tevent\/\1\tX\tevent/' rules
	printf 'anchor\tbig anchor\tevent/good\tGood\tevent\n'
} >gaz/rules.tsv
# One document in which they are given up at the first of forty anchors, and one after it in which they are not.
{
	printf '{"id":"a","title":"A big anchor","text":"'
	for _ in $(seq 40); do
		printf 'NATO %s big anchor. ' "$(printf '%0200d ' 0 | tr 0 a)$(printf '%030d ' 0 0 0 | tr 0 a)"
	done
	printf '"}\n{"id":"b","text":"NATO. Anchor."}\n'
} >docs.jsonl
# Seconds of the processor.
within() { (ulimit -t "$([ -n "${SAN:-}" ] && echo 60 || echo 5)" && exec "$GAZET" "$@"); }

within tag -q -g gaz -j1 docs.jsonl >one 2>one.err
gives 'all else is found' 0 jq -c '[.id, (.mentions | group_by(.entity)[] | [.[0].entity, length])]' one <<'END'
["a",["event/good",41],["org/nato",40]]
["b",["org/nato",1]]
END
awk -F'\t' '$1 !~ /^(whole|lookbehind)$/ {
	printf "gazet: gaz/rules.tsv:%d: this rule of event/%s takes too long and was given up in 1 document, " \
		"docs.jsonl:1 (id a): what else is in it was found\n", NR + 1, $1 }' rules >expected
same 'each is told by its place' expected one.err
within tag -q -g gaz -j2 docs.jsonl >two 2>two.err
same 'threads change nothing' one two
same 'nor what is said' one.err two.err

run within index -q -g gaz -d x.db docs.jsonl
same 'index goes on, and says the same' expected err
holds 'with status 0' test "$status" -eq 0
is_sound 'its database is sound' x.db
run within retag -q --all -g gaz -d x.db
sed 's/docs.jsonl:1/x.db:1/' expected >expected.retag
same 'retag says it' expected.retag err
head -n 1 docs.jsonl >first.jsonl
run within explain first.jsonl -g gaz
holds 'explain says it' test "$(grep -c 'given up in 1 document' err)" -eq "$(wc -l <expected)"
jq -c '{id, text, spans: [{start: 0, end: 4, entity: "org/nato"}]}' docs.jsonl >gold.jsonl
run within eval -g gaz gold.jsonl
holds 'eval says it' test "$(grep -c 'given up in ' err)" -eq "$(wc -l <expected)"

# ---- words without end --------------------------------------------------------------------

printf 'anchor\tregex\tid\tname\ttype\nanchor\t(?<who>[^ ]+) anchor\torg/${who}-anchor\tX\torg\n' >gaz/rules.tsv
{
	printf '{"id":"1","text":"%s anchor and big anchor"}\n' "$(printf '%0400000d' 0 | tr 0 a)"
	printf '{"id":"2","text":"%s anchor"}\n' "$(printf '%0511d' 0 | tr 0 a)"
	printf '{"id":"3","text":"%s anchor"}\n' "$(printf '%0512d' 0 | tr 0 a)"
} >long.jsonl
within tag -q -g gaz -j1 long.jsonl >long 2>long.err
same 'a word of 400,000 letters is passed over' /dev/null long.err
gives 'and the words behind it are seen; 512 bytes are the most' 0 \
	jq -c '[.id, (.mentions[] | [.start, .end - .start])]' long <<'END'
["1",[400012,10]]
["2",[0,518]]
["3"]
END

# ---- expressions that take room ------------------------------------------------------------

refused() { # MESSAGE
	echo "gazet: bomb.tsv:3:8: $1"
	echo 'gazet: the gazetteer was not loaded: nothing was done; gazet gaz lint says all that is wrong with one'
}
compiled() { # TITLE STATUS MESSAGE REGEX
	printf '# a rule\nanchor\tregex\tid\tname\ttype\nanchor\t%s\tevent/x\tX\tevent\n' "$4" >bomb.tsv
	run within tag -q -g gaz/entities.tsv -g bomb.tsv docs.jsonl
	sed -i 's/its character [0-9]*/its character N/' err
	case $2 in
	0) { [ -z "$3" ] || echo "gazet: bomb.tsv:3: $3"; } >expected ;;
	*) refused "$3" >expected ;;
	esac
	[ "$status" -eq "$2" ] || echo "exit status $status" >>err
	same "$1" expected err
}
again() { printf "%$1s" '' | sed "s#.#$2#g"; }
large='the regex fails at its character N: regular expression is too large'
compiled 'a million of a letter, which takes 12 KB' 0 '' '(a{1000}){1000}'
compiled 'a billion' 2 "$large" '((a{1000}){1000}){1000}'
compiled 'what may be left out, 60,000 times' 2 "$large" "$(again 12000 '(a)?')"
compiled 'classes by the thousand' 2 "$large" "$(again 2000 '[aé-ü]')"
compiled 'ten thousand alternatives' 2 "$large" "(?:$(again 8000 'abcdef\\\\|')x)"
compiled 'an expression of 100,000 letters' 2 \
	'the regex fails at its character N: pattern string is longer than the limit set by the application' "$(again 100000 a)"
compiled 'brackets 10,000 deep' 2 'the regex fails at its character N: parentheses are too deeply nested' "$(again 10000 '(')a$(again 10000 ')')"
compiled 'a lookbehind of 70,000 letters' 2 'the regex fails at its character N: lookbehind assertion is too long' "(?<=$(again 700 'a{100}'))b"
compiled 'groups that call the next one twice' 0 '' "$(seq 2 61 | sed 's/.*/((?&)(?&))/' | tr -d '\n')(a)"
compiled 'limits of its own are not above ours' 0 \
	'this rule of event/x takes too long and was given up in 1 document, docs.jsonl:1 (id a): what else is in it was found' \
	'(*LIMIT_MATCH=4000000000)(*LIMIT_HEAP=4000000000)(?:a+)+b anchor'
{
	printf 'anchor\tregex\tid\tname\ttype\n'
	for i in $(seq 1500); do printf 'anchor\t(a{1000}){4700}b\tevent/x-%d\tX\tevent\n' "$i"; done
} >bomb.tsv
mentions 'thousands of such rules' 2 'the rules up to this one take more than 64 MB when compiled' \
	within tag -q -g gaz/entities.tsv -g bomb.tsv docs.jsonl
holds 'told by the first that is too much, once' test "$(grep -cE '^gazet: bomb\.tsv:1[0-9]{3}:8: ' err)" -eq 1
refused 'the regex fails at its character N: missing closing parenthesis' >expected
printf '# a rule\nanchor\tregex\tid\tname\ttype\nanchor\t(a\tevent/x\tX\tevent\n' >bomb.tsv
run within gaz compile -g gaz/entities.tsv -g bomb.tsv -o bomb.gazetc
sed -i 's/its character [0-9]*/its character N/' err
same 'such a rule is refused when it is compiled, too' expected err
holds 'and nothing is written' test "$status" -eq 2 -a ! -e bomb.gazetc

# Names of one letter among a hundred thousand initials: none is asked how many stand beside it.
mkdir letters
printf 'id\ttype\tname\taliases\tsurname\nperson/o\tperson\tSaya O\t\tO\nplace/y\tplace\t?Y\t\t\n' >letters/names.tsv
for letter in O Y; do
	printf 'It was said of old that it was so. %s' "$(printf "$letter. %.0s" {1..100000})" >"initials-$letter.txt"
	run within tag -q -g letters "initials-$letter.txt"
	verdict "initials that are names ($letter) take no time" "$([ "$status" -eq 0 ] && echo yes || echo no)" err
done
cd "$TOP" || exit 1
finish
