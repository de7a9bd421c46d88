#!/bin/bash
# The command line itself: options, messages, help, exit statuses, what becomes of the output.
. tests/cli/lib.sh
once 'the messages are the same'

small_gazetteer "$T/gaz"
for i in $(seq 300); do
	printf '{"id":"%d","date":"2017-01-01","text":"Germany, Russia and NATO."}\n' "$i"
done >"$T/docs.jsonl"
D=$T/test.db
gazet index -q -g "$T/gaz" -d "$D" "$T/docs.jsonl"

# ---- options -------------------------------------------------------------------------

gazet cooc country/de -d "$D" --format csv --limit 1 >"$T/expected.csv"
as() {
	run gazet "$@"
	same "$*" "$T/expected.csv" "$T/out"
}
cd "$T" || exit 1
as cooc country/de --db test.db --format=csv --limit=1
as --format csv cooc --limit 1 -d test.db country/de
as -dtest.db --limit 1 cooc country/de --format csv
as cooc --db=test.db --format csv --limit 1 -- country/de
as cooc -qv -d test.db --format csv --limit 1 country/de
as cooc -qvd test.db --format csv --limit 1 country/de
cd "$TOP" || exit 1
holds '-j4 and -j 4 and --threads=4' eval \
	'for j in -j4 "-j 4" --threads=4; do gazet tag $j -g "$T/gaz" "$T/docs.jsonl" | cmp - <(gazet tag -g "$T/gaz" "$T/docs.jsonl") || exit 1; done'
holds 'a file that begins with a dash, behind --' eval \
	'(cd "$T" && cp docs.jsonl ./-x.jsonl && gazet tag -g gaz -- -x.jsonl | cmp - <(gazet tag -g gaz docs.jsonl))'

alike() { # TITLE ARGUMENT... / ARGUMENT...: the same output
	local title=$1 first=()
	shift
	while [ "$1" != / ]; do first+=("$1") && shift; done
	shift
	gazet "${first[@]}" -d "$D" >"$T/first" && gazet "$@" -d "$D" >"$T/second"
	[ -s "$T/first" ] && same "$title" "$T/first" "$T/second"
}
for type in country,org countries,Organisations COUNTRY,organization Country,orgs,organisation; do
	alike "--type $type" entities --type country,org --format csv / entities --type $type --format CSV
done
alike '--via-type Countries' path NATO Germany --via-type country --json / path NATO Germany --via-type=Countries --json
alike '--by Month' timeline Germany --by month --format svg --share / timeline Germany --by Month --format SVG --share
alike '--format JSONL, --color Never' docs Germany --format jsonl / docs Germany --format=JSONL --color Never
alike '--format Plot' timeline Germany --format plot -q / timeline Germany --format Plot -q
alike '--sort -MENTIONS' docs --sort -mentions --json / docs --sort -MENTIONS --json
alike '--sort Jaccard, which else is hidden' cooc Germany --sort jaccard / cooc Germany --sort=Jaccard
alike '--window Sentence' cooc Germany --window sentence / cooc Germany --window Sentence
for type in people persons places events; do
	complains "--type $type" 0 gazet entities --type $type -d "$D" <<<'gazet: nothing found: 300 documents fit, but no row is left by --type'
done

# -o FILE: what standard output would have, whole, and there when it is complete.
for command in entities 'cooc Germany' 'timeline Germany --by year' 'kwic Germany' docs 'diff --from 2017' 'bursts Germany' \
	'path Germany NATO' 'sql SELECT(1)'; do
	# shellcheck disable=SC2086
	gazet -q $command -d "$D" --format csv >"$T/piped.csv"
	# shellcheck disable=SC2086
	run gazet -q $command -d "$D" --format csv -o "$T/saved.csv"
	holds "$command -o" eval '[ $status -eq 0 ] && [ ! -s "$T/out" ] && [ ! -s "$T/err" ] && cmp "$T/piped.csv" "$T/saved.csv"'
done
complains 'a table in a file is whole' 0 gazet docs -d "$D" -o "$T/saved.txt" \
	<<<"gazet: $T/saved.txt: $(gazet docs -d "$D" --limit 0 | wc -c) bytes"
holds '... or as long as is asked for' eval \
	'gazet docs -q -d "$D" -o "$T/few.txt" --limit 7 && [ "$(wc -l <"$T/few.txt")" -eq 8 ]'
holds 'a terminal that is not written to changes nothing' eval \
	'python3 -B tests/cli/terminal.py 40 "$GAZET" docs -q -d "$D" -o "$T/tty.txt" >/dev/null && cmp "$T/tty.txt" "$T/saved.txt"'
run gazet docs nobody -d "$D" -o "$T/saved.txt"
holds 'a file stays where nothing is answered' eval '[ $status -eq 2 ] && cmp "$T/tty.txt" "$T/saved.txt"'
mentions '-e tells of an empty one' 1 'nothing found' gazet docs --to 1900 -e -d "$D" -o "$T/saved.txt"
mentions 'a full disk is an error' 2 'No space left' gazet docs -d "$D" -o /dev/full
for command in docs 'graph Germany --format dot' 'timeline Germany --format svg' 'report Germany' 'export jsonl'; do
	# shellcheck disable=SC2086
	gazet -q $command -d "$D" -o "$T/saved"
	gives "${command%% *} -o /dev/stdout, a pipe" 0 eval 'gazet -q $command -d "$D" -o /dev/stdout | cat' <"$T/saved"
done
mkfifo "$T/fifo"
gives '-o FIFO' 0 eval 'cat "$T/fifo" & gazet -q docs -d "$D" -o "$T/fifo"; wait $!' < <(gazet docs -d "$D" --limit 0)
gives '-o - is standard output' 0 gazet docs -d "$D" -o - --format csv --limit 1 <<<$'doc,date,title,url,mentions\r\n1,2017-01-01,,,3\r'

wrong() { # TITLE MESSAGE COMMAND...: exit status 2, the message, and nothing on standard output
	local title=$1
	echo "gazet: $2" >"$T/message"
	shift 2
	complains "$title" 2 gazet "$@" <"$T/message"
	[ ! -s "$T/out" ] || verdict "$title: no output" no "$T/out"
}
wrong 'an unknown option' "there is no option '--limt'; did you mean --limit?" entities --limt 3
wrong 'an unknown option with a value' "there is no option '--formt'; did you mean --format?" entities --formt=csv
wrong 'an unknown letter' "there is no option '-Z' (see gazet help)" entities -Z
wrong 'an unknown letter of several bytes' "there is no option '-é' (see gazet help)" entities -qé
wrong 'a long unknown option, cut behind a character' "there is no option '--$(printf 'a%.0s' {1..30})' (see gazet help)" \
	entities "--$(printf 'a%.0s' {1..30})é"
wrong 'an option of another command' "'cooc' has no option --threads (see gazet help cooc)" cooc -j3 x
wrong 'a missing value' '--limit needs a value: N' entities --limit
wrong 'a value too many' '--json takes no value' entities --json=1
wrong 'an unknown command' "there is no command 'entites'; did you mean 'entities'? (see gazet help)" entites
wrong 'an unknown command, far from any' "there is no command 'frobnicate' (see gazet help)" frobnicate
wrong 'help on an unknown command' "there is no help on 'cooq'; did you mean 'cooc'? (gazet help lists commands and topics)" help cooq
while read -r word meant; do
	wrong "$word is not there" "there is no command '$word'; did you mean '$meant'? (see gazet help)" $word
	wrong "no help on $word" "there is no help on '$word'; did you mean '$meant'? (gazet help lists commands and topics)" help $word
done <<'END'
network graph
search kwic
find entities
stats db stats
rebuild db rebuild
lookup gaz lookup
Cooc cooc
concordance kwic
END
wrong 'two entities for kwic' \
	'usage: gazet kwic ENTITY [--with ENTITY]; every further entity goes behind a --with of its own (see gazet help kwic)' \
	kwic merkel greece
wrong 'too few arguments' 'usage: gazet cooc ENTITY... (see gazet help cooc)' cooc
wrong '--any instead of the format' 'usage: gazet export FORMAT [ENTITY...] (see gazet help export)' export --any merkel
wrong 'too many arguments' 'usage: gazet entities [PATTERN] (see gazet help entities)' entities a b
wrong 'an unknown db verb' "gazet db does stats, check, rebuild, dump, merge, remove or vacuum, not 'mend' (see gazet help db)" db mend
wrong 'a number' "--limit takes a number, not 'ten'" entities --limit ten
wrong 'a negative number' "--limit takes a number, not '-1'" entities --limit=-1
wrong 'a number too large' "--limit takes a number, not '99999999999999999999'" entities --limit 99999999999999999999
wrong 'a day' "--from takes a day (YYYY, YYYY-MM or YYYY-MM-DD), not '2017-13'" entities --from 2017-13
wrong 'a day that there was not' "--to takes a day (YYYY, YYYY-MM or YYYY-MM-DD), not '2017-02-29'" entities --to 2017-02-29
wrong 'a period from its end' '--to is before --from' entities --from 2017 --to 2016 -d "$D"
wrong 'a type' "--type is person, country, org, place or event, not 'animal'" entities --type person,animal -d "$D"
wrong 'a window' "--window is a number of tokens or 'sentence', not '0'" cooc country/de --window 0 -d "$D"
wrong 'a period length' "--by is day, week, month or year, not 'decade'" timeline country/de --by decade -d "$D"
wrong 'offsets' "--offsets is codepoint, byte or utf16, not 'page'" tag --offsets page
wrong 'offsets in rows' '--offsets byte needs --format jsonl or json' tag --offsets byte --format csv
wrong 'colours' "--color is auto, always or never, not 'red'" entities --color red -d "$D"
wrong 'progress' "--progress is auto, always or never, not 'now'" tag --progress now
wrong 'a size' "--max-document takes a number, not '3X'" tag --max-document 3X
wrong 'a map' 'map: "body" is not of the form ours=theirs, as in text=body,date=pub' tag --map body -g "$T/gaz"
wrong 'a summary in columns' "index prints its summary as table (on stderr) or json, not as 'csv'" index --format csv "$T/docs.jsonl"
wrong 'a line break in what was typed' '--by is day, week, month or year, not '"'da�y'" timeline country/de --by $'da\ny' -d "$D"
wrong '... in a name' 'no entity is called "ger�many" in this database; nearest: Germany (country/de)' docs $'ger\nmany' -d "$D"
mentions 'an output format' 2 'xml' gazet entities --format xml -d "$D"
mentions 'a column to sort by names those there are' 2 'docs, mentions' gazet entities --sort size -d "$D"
mentions 'a name that is not UTF-8' 2 'not valid UTF-8' gazet docs $'\xff' -d "$D"
mentions 'no command' 2 'usage: gazet COMMAND' gazet
holds 'no command: the help is no data' test ! -s "$T/out"

# ---- exit statuses -------------------------------------------------------------------------

status_of() { # TITLE STATUS COMMAND...
	local title=$1 want=$2
	shift 2
	run "$@"
	holds "$title" test "$status" -eq "$want"
}
status_of 'found, -e' 0 gazet entities -e germany -d "$D"
status_of 'nothing found' 0 gazet entities zzz -d "$D"
status_of 'nothing found, -e' 1 gazet entities -e zzz -d "$D"
status_of 'no documents, --exit-nothing' 1 gazet docs country/de --from 1980 --to 1981 --exit-nothing -d "$D"
status_of 'no context, -e' 1 gazet kwic country/de --source docs.jsonl --to 1999 -e -d "$D"
status_of 'no associates, -e' 1 gazet cooc country/de --min-docs 1000 -e -d "$D"
gives 'nothing found, as JSON' 0 gazet docs country/de --to 1980 --json -d "$D" <<'END'
[]
END
gives 'nothing found, as JSON Lines' 0 gazet docs country/de --to 1980 --format jsonl -d "$D" </dev/null

# ---- what a table says ----------------------------------------------------------------------

complains 'a table stops at 20 rows, and says so' 0 gazet docs country/de -d "$D" <<'END'
gazet: there are more rows; --limit 0 shows all, --limit N more
END
holds 'with 20 rows' test "$(wc -l <"$T/out")" -eq 21
complains '--limit is no news' 0 gazet docs country/de --limit 5 -d "$D" </dev/null
complains '-q says nothing' 0 gazet docs country/de -q -d "$D" </dev/null
idle='--window has no meaning without'
complains 'a window around nothing: docs' 0 gazet docs --limit 1 --window 5 -d "$D" <<END
gazet: $idle an ENTITY
END
complains 'a window around nothing: export' 0 gazet export csv --window 5 -d "$D" <<END
gazet: $idle an ENTITY
END
complains 'a window around one of --any' 0 gazet docs --any country/de --limit 1 --window 5 -d "$D" </dev/null
for format in csv svg; do
	complains "a window between series of their own: $format" 0 \
		gazet timeline country/de org/nato --window 5 --format $format -d "$D" <<END
gazet: $idle --all: each entity has a series of its own
END
	complains "a window in one series: $format" 0 gazet timeline country/de org/nato --all --window 5 --format $format -d "$D" </dev/null
done
complains '-v with it neither' 0 gazet docs country/de -q -v -d "$D" </dev/null
run gazet explain -v 1 -g "$T/gaz" -d "$D"
cp "$T/out" "$T/expected"
run gazet explain -q -v 1 -g "$T/gaz" -d "$D"
same 'but -q leaves nothing out of what was asked for' "$T/expected" "$T/out"
run gazet docs country/de --format csv -d "$D"
holds 'csv has all rows' test "$(wc -l <"$T/out")" -eq 301
run gazet docs country/de --limit 0 -d "$D"
holds '--limit 0: a table has all rows' test "$(wc -l <"$T/out")" -eq 301
run gazet docs country/de --limit 2 -d "$D"
holds 'no colours where there is no terminal' eval '! grep -q $'"'\\\\033'"' "$T/out"'
run gazet docs country/de --limit 2 --color always -d "$D"
holds '--color always' grep -q $'\033\[1m' "$T/out"
run gazet docs country/de --limit 2 --color never -d "$D"
holds '--color never' eval '! grep -q $'"'\\\\033'"' "$T/out"'

# ---- help ------------------------------------------------------------------------------------

run gazet --version
holds '--version of a command that needs an argument' cmp "$T/out" <(gazet index --version)
holds '--version' eval '[ '$status' -eq 0 ] && [ "$(head -n 1 "$T/out")" = "gazet 0.1.0" ]'
run gazet help
cp "$T/out" "$T/help"
for command in index tag entities cooc timeline kwic docs db help; do
	holds "help names ${command%% *}" grep -q "^  $command" "$T/help"
	run gazet help "${command%% *}"
	holds "help ${command%% *} gives its usage" eval "[ $status -eq 0 ] && head -n 1 \"\$T/out\" | grep -q '^usage: gazet ${command%% *} '"
	cp "$T/out" "$T/one"
	run gazet "${command%% *}" --help
	same "${command%% *} --help is the same" "$T/one" "$T/out"
done
run gazet -h
same '-h is help' "$T/help" "$T/out"
run gazet help db merge
cp "$T/out" "$T/one"
holds 'help of a verb tells it and its options' eval \
	'head -n 1 "$T/one" | grep -qx "usage: gazet db merge OUT IN..." && grep -q -- --on-conflict "$T/one" && ! grep -q vacuum "$T/one"'
run gazet db merge --help
same 'db merge --help is the same' "$T/one" "$T/out"
wrong 'help of a verb that is none' "gazet db does stats, check, rebuild, dump, merge, remove or vacuum, not 'mend' (see gazet help db)" \
	help db mend
wrong 'help of a verb where there are none' "'cooc' has no verbs (see gazet help cooc)" help cooc x
wrong '... or of a topic' "'text' has no verbs (see gazet help text)" help text x
wrong 'help on the verb of an unknown command' "there is no help on 'cooq'; did you mean 'cooc'? (gazet help lists commands and topics)" help cooq x
for command in timeline gaz; do
	run gazet help $command
	holds "help $command: what is shown whole has no limit of 20" grep -qxF \
		'      --limit N                at most N rows, 0 for all (default: all)' "$T/out"
done
run gazet help timeline
holds 'and nothing else is said of it' test "$(grep -c -- ' --limit N ' "$T/out")" -eq 1
golden 'help cooc' usage/help-cooc 0 gazet help cooc
holds 'help has no line over 120 columns' eval '! grep -E "^.{121}" "$T/help"'
run gazet help measures
holds 'help measures explains NPMI and G2 with their sources' eval \
	'[ '$status' -eq 0 ] && grep -qi npmi "$T/out" && grep -qi bouma "$T/out" && grep -qi dunning "$T/out"'
holds 'help lists the topic' eval 'sed -n "/^Topics:/,/^exit/p" "$T/help" | grep -qw measures'

# ---- where the output goes ----------------------------------------------------------------------

quiet_pipe() { # TITLE COMMAND...: head leaves after a line; exit status 0 and silence
	local title=$1
	shift
	{
		"$@" 2>"$T/err" </dev/null
		echo $? >"$T/status"
	} | head -n 1 >/dev/null
	{ cat "$T/err"; echo "status $(cat "$T/status")"; } >"$T/got"
	echo 'status 0' >"$T/expected"
	same "$title" "$T/expected" "$T/got"
}
for i in $(seq 20); do cat "$T/docs.jsonl"; done >"$T/long.jsonl"
quiet_pipe 'a broken pipe is quiet: entities' gazet entities --limit 0 -d "$D"
quiet_pipe 'a broken pipe is quiet: docs' gazet docs country/de --format jsonl -d "$D"
quiet_pipe 'a broken pipe is quiet: kwic as json' gazet kwic country/de --json -d "$D"
quiet_pipe 'a broken pipe is quiet: tag' gazet tag -g "$T/gaz" "$T/long.jsonl"
quiet_pipe 'a broken pipe is quiet: tag in rows' gazet tag -g "$T/gaz" --format csv "$T/long.jsonl"
quiet_pipe 'a broken pipe is quiet: help' gazet help

if [ -w /dev/full ]; then
	full() { # TITLE COMMAND...
		local title=$1
		shift
		complains "a full disk: $title" 2 eval "$(printf '%q ' "$@") >/dev/full" <<'END'
gazet: cannot write the output: No space left on device
END
	}
	full entities gazet entities -q -d "$D"
	full 'docs as jsonl' gazet docs country/de --format jsonl -d "$D"
	full tag gazet tag -g "$T/gaz" "$T/docs.jsonl"
	full 'tag, much' gazet tag -g "$T/gaz" "$T/long.jsonl"
	full 'tag in rows' gazet tag -g "$T/gaz" --format csv "$T/long.jsonl"
	full help gazet help
	full --version gazet --version
	full 'the summary of index' gazet index -q --json -g "$T/gaz" -d "$T/full.db" "$T/docs.jsonl"
	is_sound 'a full disk: the database is sound' "$T/full.db"
	full 'db check' gazet db check -d "$D"
else
	skip 'a full disk' 'there is no /dev/full'
fi
mentions 'closed standard output is an error' 2 'cannot write the output' eval 'gazet entities -q -d "$D" >&-'

# ---- progress --------------------------------------------------------------------------------------

run gazet index --progress always -g "$T/gaz" -d "$T/p.db" "$T/long.jsonl"
holds '--progress always: bytes, documents, rate' grep -qE 'MB of [0-9.]+ MB \([0-9]+%\), [0-9]+ s left, [0-9]+ documents, [0-9]+/s' "$T/err"
run gazet index -g "$T/gaz" -d "$T/p2.db" "$T/long.jsonl"
holds 'no progress where there is no terminal' eval '! grep -q "$(printf "\r")" "$T/err"'
finish
