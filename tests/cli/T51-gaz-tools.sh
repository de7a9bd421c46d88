#!/bin/bash
# gazet gaz: lint, list, lookup, diff and stats, over a small gazetteer and the shipped one.
. tests/cli/lib.sh

mkdir "$T/a" "$T/b"
cat >"$T/a/entities.tsv" <<'END2'
id	type	name	aliases	adjectives	country	from	to
country/us	country	United States	U.S. | =US	American
country/ru	country	Russia		Russian
country/jo	country	?Jordan		Jordanian
org/fed	org	Federal Reserve	?Fed		country/us
person/ada	person	Ada Alpha			country/us
person/bob	person	Bob Beta			country/ru
person/cid	person	Cid Gamma			country/us
event/talks	event	Alpha talks				2001-02-03	2001-02-05
END2
cat >"$T/a/offices.tsv" <<'END2'
office	country	holder	from	to	aliases
president	country/us	person/ada	2001	2005	head of state
president	country/us	person/cid	2005	
president	country/ru	person/bob	2001-05	2006
fed chairman	country/us	person/cid	2002	2003	chairman of the fed
END2
printf 'given\nJordan\nAda\n' >"$T/a/given.tsv"
printf 'title\ttype\nmr\tcourtesy\n' >"$T/a/titles.tsv"
printf 'name\tleft\tright\nJordan\tMichael\tSpieth\n' >"$T/a/vetoes.tsv"

# ---- lookup -------------------------------------------------------------------

lookup() { # TITLE WORDS... <<: entity,matched,via,marks,from,to
	local title=$1
	shift
	cat >"$T/want"
	gazet gaz lookup -g "$T/a" --format tsv "$@" >"$T/rows" 2>"$T/err"
	status=$?
	tail -n +2 "$T/rows" | cut -f1,5- | tr '\t' ',' >"$T/out"
	compare "$title" 0 "$T/want" "$T/out" "$T/err"
}
lookup 'a name with its mark, and what else it is' JORDAN <<'END2'
country/jo,Jordan,name,?,,
,jordan,given name,,,
END2
lookup 'an exact name' us <<'END2'
country/us,US,acronym,=,,
END2
lookup 'an adjective' russian <<'END2'
country/ru,Russian,adjective,,,
END2
lookup 'a surname' beta <<'END2'
person/bob,Beta,surname,,,
END2
lookup 'a form of address' Mr. <<'END2'
,mr,courtesy,,,
END2
lookup 'an event with its days' 'alpha talks' <<'END2'
event/talks,Alpha talks,name,,2001-02-03,2001-02-05
END2
lookup 'an office: all who held it' president <<'END2'
,president,title,,,
person/ada,president,office,,2001-01-01,2005-01-01
person/bob,president,office,,2001-05-01,2006-01-01
person/cid,president,office,,2005-01-01,
END2
lookup 'on a day: half-open' president --date 2005-01-01 <<'END2'
,president,title,,,
person/bob,president,office,,2001-05-01,2006-01-01
person/cid,president,office,,2005-01-01,
END2
for phrase in 'American president' 'the U.S. president' "United States' president" 'president of the United States' \
	'American head of state'; do
	lookup "$phrase" "$phrase" --date 2004-12-31 <<END2
person/ada,$(case $phrase in *state) echo head of state ;; *) echo president ;; esac),office,,2001-01-01,2005-01-01
END2
done
lookup 'chairman of the Fed' 'chairman of the Fed' --date 2002 <<'END2'
,chairman of the fed,title,,,
person/cid,chairman of the fed,office,,2002-01-01,2003-01-01
END2
lookup '--limit and --offset choose rows' president --limit 1 --offset 2 <<'END2'
person/bob,president,office,,2001-05-01,2006-01-01
END2
lookup 'nothing' 'nobody at all' <<'END2'
END2
# What nothing is called: the nearest names, by their distance, then in the gazetteer's order.
nearest() { # TITLE WORDS MESSAGE
	printf 'gazet: nothing in the gazetteer is called "%s"%s\n' "$2" "$3" >"$T/want"
	run gazet gaz lookup -g "$T/a" "$2"
	compare "$1" 0 "$T/want" "$T/err" /dev/null
}
nearest 'a misspelt name' 'Ada Alhpa' '; nearest: Ada Alpha (person/ada)'
nearest 'and one that several may mean' 'Alpba' '; nearest: Ada Alpha (person/ada)'
nearest 'a misspelt id' person/adda '; nearest: Ada Alpha (person/ada), Cid Gamma (person/cid)'
nearest 'words of a longer name' 'reserve' '; nearest: Federal Reserve (org/fed)'
nearest 'nothing that is near' 'Xanthippe of Athens' '; `gazet gaz list` lists what there is'
# Of what is there, but not so.
none() { # TITLE MESSAGE ARGUMENT...
	local title=$1
	printf 'gazet: %s\n' "$2" >"$T/want"
	shift 2
	run gazet gaz "$@" -g "$T/a"
	compare "$title" 0 "$T/want" "$T/err" /dev/null
}
none 'nobody held it then' 'nothing found: without --date there would be 2 rows' lookup 'american president' --date 1700
none 'nothing is called so, on any day' 'nothing in the gazetteer is called "Alpba"; nearest: Ada Alpha (person/ada)' \
	lookup Alpba --date 1700
none 'fewer rows than are left out' 'nothing found: without --offset there would be 1 row' lookup russian --offset 1
none 'a list of none' 'nothing in the gazetteer is called "zzzzz"; `gazet gaz list` lists what there is' list zzzzz
none 'a list of another type' 'nothing found: without --type there would be 2 rows' list alpha --type org
none 'a list behind its end' 'nothing found: without --type --offset there would be 8 rows' list --type org --offset 9
gives 'a list of none with -q' 0 eval "gazet gaz list -q zzzzz -g '$T/a' --json 2>&1" <<'END2'
[]
END2
gives 'nothing is said with -q' 0 eval "gazet gaz lookup -q -g '$T/a' Alhpa --format tsv 2>&1 | tail -n +2" </dev/null
gives 'with -e, nothing is exit status 1' 1 gazet gaz lookup -g "$T/a" -e --format tsv 'nobody at all' <<'END2'
entity	name	type	country	matched	via	marks	from	to
END2

# ---- list ----------------------------------------------------------------------

gives 'list: by type' 0 gazet gaz list -g "$T/a" --type event,org --format tsv <<'END2'
entity	name	type	country	series	place	from	to	names
org/fed	Federal Reserve	org	country/us					2
event/talks	Alpha talks	event				2001-02-03	2001-02-05	1
END2
gives 'list: by the beginning of a word of a name' 0 gazet gaz list -g "$T/a" ALPH --format tsv <<'END2'
entity	name	type	country	series	place	from	to	names
person/ada	Ada Alpha	person	country/us					2
event/talks	Alpha talks	event				2001-02-03	2001-02-05	1
END2
gives 'list: --limit and --offset' 0 gazet gaz list -g "$T/a" --limit 1 --offset 1 --format tsv <<'END2'
entity	name	type	country	series	place	from	to	names
country/ru	Russia	country						2
END2

# ---- stats ------------------------------------------------------------------------

cat >"$T/expected" <<'END2'
entities,person,3
entities,country,3
entities,org,1
entities,event,1
events,once,1
marks,=,1
marks,?,2
words,given names,2
rules,tenures,4
rules,vetoes,2
END2
gazet gaz stats "$T/a" --format tsv | tr '\t' ',' >"$T/out"
grep -xF -f "$T/expected" "$T/out" >"$T/found"
same 'stats: how much there is' "$T/expected" "$T/found"
holds 'stats: the rows of each file' grep -qx "offices,$T/a/offices.tsv,4" "$T/out"

# ---- diff ----------------------------------------------------------------------

cp "$T"/a/* "$T/b"
gives 'diff: nothing' 0 gazet gaz diff "$T/a" "$T/b" --format tsv <<'END2'
change	entity	what	before	after
END2
sed -i 's/?Fed\b/=?FED/; s/2001-02-05/2001-02-06/; /person\/bob/d' "$T/b/entities.tsv"
sed -i '/person\/bob/d; s/2001\t2005/2001\t2004-12/' "$T/b/offices.tsv"
printf 'org/new\torg\tNew Works\tOld Works\n' >>"$T/b/entities.tsv"
printf 'Cid\n' >>"$T/b/given.tsv"
sed -i 's/Spieth/Smith/' "$T/b/vetoes.tsv"
gives 'diff: entities, cells, names, offices, words, vetoes' 0 gazet gaz diff "$T/a" "$T/b" --format tsv <<'END2'
change	entity	what	before	after
added		given name		cid
added		veto		[jordan] smith
removed		veto	[jordan] spieth	
changed	event/talks	to	2001-02-05	2001-02-06
added	org/fed	acronym		=?FED
removed	org/fed	alias	?Fed	
added	org/new	entity		New Works
added	person/ada	office		head of state country/us 2001-01-01..2004-12-01
removed	person/ada	office	head of state country/us 2001-01-01..2005-01-01	
added	person/ada	office		president country/us 2001-01-01..2004-12-01
removed	person/ada	office	president country/us 2001-01-01..2005-01-01	
removed	person/bob	entity	Bob Beta	
END2
# What rules call a thing in different countries, once for all rules around a word that say so.
mkdir "$T/rules"
printf 'id\ttype\tname\taliases\ncountry/aa\tcountry\tAaland\t\ncountry/bb\tcountry\tBeeland\t\n' >"$T/rules/countries.tsv"
printf '%s\n' $'anchor\tregex\tid\tname\ttype\tkinds' \
	$'vote\t(?<country>[a-z]+) vote\tevent/${country}-${kind}\tVote\tevent\tpoll: aa | vote' \
	$'vote\tvote in (?<country>[a-z]+)\tevent/${country}-${kind}\tVote\tevent\tpoll: aa | vote' >"$T/rules/patterns.tsv"
cp -R "$T/rules" "$T/rules2"
sed -i 's/poll: aa | vote/poll: aa bb | - /' "$T/rules2/patterns.tsv"
gives 'diff: kinds of rules' 0 gazet gaz diff "$T/rules" "$T/rules2" --format tsv <<'END2'
change	entity	what	before	after
added		kinds		vote ${kind}: poll aa bb | -
removed		kinds	vote ${kind}: poll aa | vote	
END2
gives 'diff: --limit and --offset' 0 gazet gaz diff "$T/a" "$T/b" --limit 1 --offset 3 --format tsv <<'END2'
change	entity	what	before	after
changed	event/talks	to	2001-02-05	2001-02-06
END2

# ---- lint ------------------------------------------------------------------------

complains 'lint: a clean folder' 0 gazet gaz lint "$T/a" <<'END2'
gazet: 0 errors, 0 warnings, 1 note
END2
shipped=$(gazet gaz lint gazetteers 2>&1 >/dev/null)
verdict 'lint: over many notes it says how to leave them out' \
	"$([[ $shipped =~ ^gazet:\ 0\ errors,\ 0\ warnings,\ [0-9]+\ notes\ \(-q\ leaves\ the\ notes\ out\)$ ]] && echo yes)"
silent_quiet=$(gazet gaz lint -q gazetteers 2>&1)
verdict '... and so it does' "$([ -z "$silent_quiet" ] && echo yes)"
printf 'org/x\torg\tAda\tAda\n' >>"$T/b/entities.tsv"
gives 'lint: file, line, column, severity, rule; exit status 3' 3 gazet gaz lint -q "$T/b" <<END2
$T/b/entities.tsv:10:11: warning: 'Ada', a name of org/x, is also a given name: mark it, or have it in a longer form [risky-name]
$T/b/entities.tsv:10:15: warning: 'Ada', a name of org/x, is also a given name: mark it, or have it in a longer form [risky-name]
$T/b/entities.tsv:10:15: warning: org/x has the name 'Ada' already ('Ada', line 10) [duplicate-name]
END2
gazet gaz lint "$T/b" --format json >"$T/out" 2>"$T/err"
status=$?
printf '%s\n' '["risky-name",10,11]' '["risky-name",10,15]' '["duplicate-name",10,15]' >"$T/expected"
jq -c '.[] | select(.severity == "warning") | [.rule, .line, .column]' "$T/out" >"$T/found"
compare 'lint: --format json' 3 "$T/expected" "$T/found" "$T/err"
printf 'anchor\tregex\tid\tname\ttype\nvote\t(vote\tevent/vote\tVote\tevent\n' >"$T/b/patterns.tsv"
run gazet gaz lint "$T/b"
grep -q 'patterns.tsv:2.*error: .*\[pattern\]' "$T/out"
holds 'lint: a pattern that does not compile' test $? -eq 0 -a "$status" -eq 3
printf 'org/y\torg\tY Works\t\t\tcountry/xx\n' >>"$T/b/entities.tsv"
run gazet gaz lint "$T/b"
grep -q 'entities.tsv:11:.*error: the id country/xx is defined nowhere \[unknown-id\]' "$T/out"
holds 'lint: faults of loading are errors' test $? -eq 0 -a "$status" -eq 3
printf 'title\ttype\tgender\npresidente\nprésidente\trank\tf\n' >"$T/titles.tsv"
gives 'lint: a title of one gender that reads like another' 3 gazet gaz lint -q "$T/titles.tsv" <<END2
$T/titles.tsv:3:1: warning: 'présidente' reads like 'presidente' ($T/titles.tsv:2), and the two are for women only [title-gender]
END2

# ---- on top of a set ---------------------------------------------------------------

printf 'id\ttype\tname\taliases\tcountry\norg/own\torg\tOwn Works\tNATO\tcountry/de\n' >"$T/own.tsv"
small_gazetteer "$T/set"
printf 'id\ttype\tname\taliases\norg/old\torg\tOld Works\tOld Works\n' >"$T/set/old.tsv"
gives 'lint -g: what is found in the file, and not in the set' 3 gazet gaz lint -g "$T/set" "$T/own.tsv" <<END2
$T/own.tsv:2:23: warning: 'NATO' is a name of org/nato too ($T/set/entities.tsv:8), unmarked on both [collision]
END2
mentions '... which alone counts' 3 '0 errors, 1 warning, 0 notes' gazet gaz lint -g "$T/set" "$T/own.tsv"
printf 'office\tcountry\tholder\tfrom\tto\nchancellor\tcountry/de\tperson/angela-merkel\t2005\t\n' >"$T/set/offices.tsv"
printf 'office\tcountry\tholder\tfrom\tto\nchancellor\tcountry/de\tperson/john-smith\t2021\t\n' >"$T/late.tsv"
gives 'lint -g: what the file makes wrong in the set' 3 gazet gaz lint -q -g "$T/set" "$T/late.tsv" <<END2
$T/set/offices.tsv:2:1: warning: person/angela-merkel is chancellor without an end, but person/john-smith is from 2021-01-01 [stale-office]
END2
gives 'lint -g: a file of the set is judged once' 3 gazet gaz lint -g "$T/set" "$T/set/old.tsv" <<END2
$T/set/old.tsv:2:23: warning: org/old has the name 'Old Works' already ('Old Works', line 2) [duplicate-name]
END2
printf 'id\ttype\tname\taliases\nperson/x\tperson\t\t\n' >"$T/set/wrong.tsv"
gives 'lint -g: an error of the set is said' 3 gazet gaz lint -q -g "$T/set" "$T/own.tsv" <<END2
$T/set/wrong.tsv:2:17: error: person/x has no name [empty-name]
END2
rm "$T/set/wrong.tsv"
gives 'diff -g: what a file changes on top of a set' 0 gazet gaz diff -g "$T/set" "$T/own.tsv" --format tsv <<'END2'
change	entity	what	before	after
added	org/own	entity		Own Works
END2
cp "$T/own.tsv" "$T/next.tsv" && sed -i 's/Own Works/Our Works/' "$T/next.tsv"
gives 'diff -g: two files on top of a set' 0 gazet gaz diff -g "$T/set" "$T/own.tsv" "$T/next.tsv" --format tsv <<'END2'
change	entity	what	before	after
changed	org/own	name	Own Works	Our Works
END2
holds 'stats -g: the files of both' eval 'gazet gaz stats -g "$T/set" "$T/own.tsv" --format tsv | grep -c "^entities.*\.tsv" | grep -qx 3'
refused 'lint -g: no more layers than fit' 'more than 64 gazetteers' gaz lint $(printf -- '-g x %.0s' {1..40}) $(printf 'y %.0s' {1..40})

mentions 'lint: what cannot be read' 2 'No such file' gazet gaz lint "$T/none"
holds 'lint rules: the rules are listed' sh -c "$GAZET gaz lint rules | grep -q '^risky-name *warning'"
gazet gaz lint rules --format json >"$T/out"
json 'lint rules: as rows' '.[0] | length > 10 and (map(select(.rule == "risky-name" and .severity == "warning")) | length == 1)' "$T/out"

# ---- usage ------------------------------------------------------------------------

mentions 'an unknown verb: the nearest is offered' 2 "did you mean 'lookup'" gazet gaz lokup x
mentions 'arguments are counted' 2 'usage: gazet gaz diff OLD NEW' gazet gaz diff "$T/a"
mentions 'a name that is not UTF-8' 2 'UTF-8' gazet gaz lookup -g "$T/a" $'\xff'

# ---- the shipped set ------------------------------------------------------------------

run gazet gaz lint gazetteers
cp "$T/out" "$T/why"
verdict 'the shipped set has no errors and no warnings' "$([ "$status" -eq 0 ] && echo yes || echo no)" "$T/why"
shipped() { # TITLE ENTITY WORDS...: the words mean the entity, whatever else
	local title=$1 entity=$2
	shift 2
	gazet gaz lookup -g gazetteers --format tsv "$@" >"$T/why"
	verdict "$title" "$(grep -q "^$entity	" "$T/why" && echo yes || echo no)" "$T/why"
}
shipped 'the russian president in 2017' person/vladimir-putin 'russian president' --date 2017-07-07
shipped 'the british prime minister in 1990' person/margaret-thatcher 'british prime minister' --date 1990-11-27
shipped 'the next day' person/john-major 'british prime minister' --date 1990-11-28
shipped 'the secretary of state in 2017' person/rex-tillerson 'secretary of state' --date 2017-07-07
shipped 'the pope in 2006' person/pope-benedict-xvi 'the pope' --date 2006-01-01
shipped 'the fed chair in 1980' person/paul-volcker 'fed chair' --date 1980-01-01
shipped 'the german chancellor in 1970' person/willy-brandt 'german chancellor' --date 1970-01-01
# A folder of tables that are not called so would be a gazetteer that knows nothing.
mkdir "$T/uncalled"
printf 'id\ttype\tname\taliases\n' >"$T/uncalled/entities.txt"
mentions 'a folder without tables is refused' 2 'uncalled: no file in this folder ends in .tsv' gazet tag -g "$T/uncalled"
mentions 'by the linter too' 2 'no file in this folder ends in .tsv' gazet gaz lint "$T/uncalled"
finish
