#!/bin/bash
# Tagging again: whatever changed in the gazetteer, the end is what indexing anew gives.
. tests/cli/lib.sh
once 'what it writes is what test_store and tests/fault write'

demo=$TOP/tests/data/demo
index() { gazet index -q --progress never -d "$1" -g "$2" "$demo/articles.jsonl" "$demo/notes" "$demo/scraped"; }
export GAZET_CACHE=$T/cache

cp -R gazetteers "$T/before"
index "$T/before.db" "$T/before" || exit 1
gazet db dump -d "$T/before.db" >"$T/before.dump"

# edit FILE SED-SCRIPT: one change of a copy of the gazetteer; it must be one
edit() {
	sed -E "$2" "$T/before/$1" >"$T/after/$1"
	! cmp -s "$T/before/$1" "$T/after/$1" || echo "nothing was changed in $1" >>"$T/unchanged"
}

# retags TITLE FILE SED-SCRIPT [LEAST]: LEAST documents are looked at closely at most
retags() {
	# Of the sanitizers every sixth is enough: what differs is the gazetteer, not the code.
	cases=$((${cases:-0} + 1))
	[ -z "${SAN:-}" ] || [ $((cases % 6)) -eq 1 ] || return
	rm -rf "$T/after" "$T"/work.db "$T"/fresh.db
	cp -R "$T/before" "$T/after"
	edit "$2" "$3"
	gazet gaz compile -q -o "$T/after.gzc" "$T/after" || return # opened three times
	cp "$T/before.db" "$T/work.db"
	gazet retag -d "$T/work.db" -g "$T/after.gzc" --dry-run --json >"$T/dry" 2>"$T/dry.err"
	gazet db dump -d "$T/work.db" >"$T/untouched.dump"
	same "$1: a dry run writes nothing" "$T/before.dump" "$T/untouched.dump"
	gazet retag -d "$T/work.db" -g "$T/after.gzc" --json >"$T/wet" 2>"$T/wet.err"
	index "$T/fresh.db" "$T/after.gzc"
	gazet db dump -d "$T/work.db" >"$T/work.dump"
	gazet db dump -d "$T/fresh.db" >"$T/fresh.dump"
	same "$1: as indexed anew" "$T/fresh.dump" "$T/work.dump"
	if [ $((cases % 4)) -eq 1 ]; then # the dump has all of it but the numbers of rows
		dump "$T/work.db" >"$T/work.rows"
		dump "$T/fresh.db" >"$T/fresh.rows"
		same "$1: and so are the tables" "$T/fresh.rows" "$T/work.rows"
	fi
	same "$1: the dry run told the same" "$T/dry" "$T/wet"
	is_sound "$1: sound" "$T/work.db"
	tagged=$(sed -nE 's/.*looked at, ([0-9]+) tagged.*/\1/p' "$T/wet.err")
	[ -n "$tagged" ] || tagged=999
	verdict "$1: $tagged of 91 documents, at most ${4:-91}" "$([ "$tagged" -le "${4:-91}" ] && echo yes || echo no)" "$T/wet.err"
}

retags 'an alias added' people/western-europe.tsv 's/^(person\/angela-merkel\tperson\tAngela Merkel\t)/\1aunt of Europe | /' 5
retags 'a name of which the surname stands first' people/western-europe.tsv 's/^(person\/angela-merkel\tperson\tAngela Merkel\t)/\1Merkel Angela | /'
retags 'an alias that the demo has' organisations/international.tsv 's/^(org\/imf\torg\t[^\t]*\t)/\1the Fund of funds | lender | /' 30
retags 'an alias removed' organisations/international.tsv '/^org\/imf\t/s/IMF/IMFX/' 30
retags 'a mark changed' countries.tsv '/^country\/gr\t/s/\tGreece\t/\tGreece\t?Greece | /'
retags 'the name of a country' countries.tsv '/^country\/gr\t/s/\tGreece\t/\tHellas\tGreece | /'
retags 'a type changed' organisations/international.tsv '/^org\/imf\t/s/org/place/g'
retags 'an entity removed' organisations/international.tsv '/^org\/imf\t/d'
retags 'a title removed' titles.tsv '/^chancellor\t/d'
retags 'a neutral word removed' neutral.tsv '/^the\t/d;/^The\t/d;/^monday/d;/^Monday/d'
retags 'given names removed' given.tsv '/^(david|angela|michael)/Id'
retags 'patterns removed' patterns.tsv '/^(general|presidential|election)\t/d'
retags 'templates of patterns changed' patterns.tsv 's/ \$\{kind\} election\t/ ${kind} vote\t/; s/ presidential election\t/ presidential vote\t/'
retags 'kinds of patterns changed' patterns.tsv 's/\tfederal: au /\tfederal: gr au /; s/ gr / /2'
retags 'the holder of an office' offices/north-america.tsv '/^president\tcountry\/us\tperson\/barack-obama/s/barack-obama/joe-biden/'
retags 'days of an edition' events/summits.tsv '/^event\/g20-20(11|14|17)/s/20(11|14|17)-([0-9]+)-/2015-\2-/g'
retags 'a series taken from its editions' events/summits.tsv '/^event\/g20-20/s/\tevent\/g20\t/\t\t/'
retags 'the country of a person' people/western-europe.tsv '/^person\/angela-merkel\t/s/country\/de/country\/fr/'
retags 'vetoes removed' vetoes.tsv '/^[^#n]/d'
[ -s "$T/unchanged" ] && good=no || good=yes
: >>"$T/unchanged"
verdict 'every case changed something' $good "$T/unchanged"

# ---- what a pattern made, behind many names ---------------------------------------------------------

# village FOLDER WORD [ABSENT]: a hundred people, one of them absent, and elections that are called so
village() {
	mkdir -p "$T/$1"
	{
		printf 'id\ttype\tname\taliases\n'
		for i in {10..109}; do [ "$i" = "${3:-}" ] || printf 'person/v%d\tperson\tVillager Smith%d\t\n' "$i" "$i"; done
	} >"$T/$1/people.tsv"
	printf '%s\n' $'anchor\tregex\tid\tname\ttype\tseries\tcountry' \
		"election"$'\t(?<year>20[0-9]{2}) village election\tevent/village-election-${year}\t${year} village '"$2"$'\tevent\t\t' \
		>"$T/$1/patterns.tsv"
}
village lower election
village higher vote 109
{
	printf '{"id":"1","text":"'
	for i in {10..109}; do printf 'Villager Smith%d spoke. ' "$i"; done
	printf '"}\n{"id":"2","text":"They met at the 2017 village election."}\n'
} >"$T/village.jsonl"
gazet index -q -d "$T/village.db" -g "$T/lower" "$T/village.jsonl"
gazet retag -q -d "$T/village.db" -g "$T/higher" >"$T/out"
gazet index -q -d "$T/votes.db" -g "$T/higher" "$T/village.jsonl"
gazet db dump -d "$T/village.db" >"$T/work.dump"
gazet db dump -d "$T/votes.db" >"$T/fresh.dump"
holds 'an election is there' grep -q 'event/village-election-2017' "$T/fresh.dump"
same 'an election behind a hundred names: as indexed anew' "$T/fresh.dump" "$T/work.dump"

# ---- what a surname alone asks ------------------------------------------------------------------------

# board FOLDER ALIAS NAME: a bank, its governor, and a minister of many names of which the surname stands first
board() {
	mkdir -p "$T/$1"
	{
		printf 'id\ttype\tname\taliases\tcountry\tsurname\n'
		printf 'country/or\tcountry\tOrland\n'
		printf 'org/bank\torg\tOld Bank of Towns\t%s\n' "$2"
		printf 'person/uli-marn\tperson\tUli Marn\t\tcountry/or\tMarn\n'
		printf 'person/szab-xo\tperson\tSzab Xo\tSzab Yo | Szab Zo | Szab Wo | Szab Vo | Szab Uo%s\tcountry/or\tSzab\n' "$3"
	} >"$T/$1/names.tsv"
	{
		printf 'office\tcountry\tholder\tfrom\tto\n'
		printf 'obt governor\t\tperson/uli-marn\t2009\t2013\n'
		printf 'minister\tcountry/or\tperson/szab-xo\t2009\t2013\n'
	} >"$T/$1/offices.tsv"
}
{
	printf '{"id":"bank","date":"2011-03-04","text":"It was a good day when the Old Bank of Towns met, and Marn was glad."}\n'
	for letter in {A..T}; do
		printf '{"id":"%s","date":"2011-03-04","text":"It was a good day in Orland when Szab %srqp came. Many were glad, but Szab was not."}\n' $letter $letter
	done
} >"$T/board.jsonl"
board plain OB ''
gazet index -q -d "$T/plain.db" -g "$T/plain" "$T/board.jsonl"

# boards TITLE ALIAS NAME: the same bank and minister with another alias or name
boards() {
	board richer "$2" "$3"
	rm -f "$T/fresh.db"
	cp "$T/plain.db" "$T/work.db"
	gazet retag -q -d "$T/work.db" -g "$T/richer" >"$T/out"
	gazet index -q -d "$T/fresh.db" -g "$T/richer" "$T/board.jsonl"
	gazet db dump -d "$T/fresh.db" >"$T/fresh.dump"
	gazet db dump -d "$T/work.db" >"$T/work.dump"
	holds "$1: somebody is found" grep -q '"via":"surname"' "$T/fresh.dump"
	same "$1: as indexed anew" "$T/fresh.dump" "$T/work.dump"
}
boards 'a name of the bank that begins the title of an office' OBT ''
for letter in B G L Q; do boards "a surname in front of $letter" OB " | Szab ${letter}nm"; done

# ---- broken off ------------------------------------------------------------------------------

rm -rf "$T/after"
cp -R "$T/before" "$T/after"
edit countries.tsv '/^country\/(gr|us|ru|de)\t/s/\tcountry\t[A-Z][A-Za-z ]*\t/&Thatland | /'
edit titles.tsv '/^president\t/d'
rm -f "$T/fresh.db"
index "$T/fresh.db" "$T/after"
gazet db dump -d "$T/fresh.db" >"$T/fresh.dump"
for round in 1 2 3 4 5 6; do
	cp "$T/before.db" "$T/work.db"
	"$GAZET" retag --all -q --progress never -d "$T/work.db" -g "$T/after" >"$T/out" 2>"$T/err" &
	pid=$!
	sleep "0.$((round * 13 + RANDOM % 10))"
	if [ $((round % 2)) = 0 ]; then kill -KILL $pid; else kill -INT $pid; fi 2>/dev/null
	wait $pid 2>/dev/null
	is_sound "sound when broken off ($round)" "$T/work.db"
	run gazet retag -q -d "$T/work.db" -g "$T/after"
	gazet db dump -d "$T/work.db" >"$T/work.dump"
	same "and a second run completes it ($round)" "$T/fresh.dump" "$T/work.dump"
done
mentions 'then nothing is left to do' 0 'nothing is to be done' gazet retag -d "$T/work.db" -g "$T/after"
gives '... and that is no row' 0 gazet retag -q --json -d "$T/work.db" -g "$T/after" <<'END'
[]
END
gives '... of a dry run neither, which -e tells' 1 gazet retag -q --dry-run -e --format tsv -d "$T/work.db" -g "$T/after" <<'END'
entity	name	type	docs	gained	lost	changed	gained_doc	gained_words	lost_doc	lost_words
END
mentions 'indexing with another gazetteer says what to do' 0 'gazet retag' \
	gazet index -d "$T/work.db" -g "$T/before" --progress never "$demo/notes"

# mixed TITLE GAZETTEER ARCHIVE GAZETTEER ARCHIVE: documents of two gazetteers in one database
mixed() {
	rm -f "$T/mixed.db" "$T/fresh.db"
	gazet index -q -d "$T/mixed.db" -g "$T/$2" "$demo/$3"
	gazet index -q -d "$T/mixed.db" -g "$T/$4" "$demo/$5" 2>"$T/err"
	mentions "$1: those up to date are not read" 0 '20 of 79 documents looked at' gazet retag -d "$T/mixed.db" -g "$T/after"
	gazet index -q -d "$T/fresh.db" -g "$T/after" "$demo/$3" "$demo/$5"
	gazet db dump -d "$T/mixed.db" >"$T/work.dump"
	gazet db dump -d "$T/fresh.db" >"$T/fresh.dump"
	same "$1: they become those of one" "$T/fresh.dump" "$T/work.dump"
}
mixed 'older documents in front' before notes after articles.jsonl
mixed 'older documents behind' after articles.jsonl before notes

# What another version of gazet folded in another way.
cp "$T/before.db" "$T/work.db"
sqlite3 "$T/work.db" "UPDATE name SET folding = 'otherwise' WHERE name IN ('Angela Merkel', '习近平', 'NATO')"
gazet retag -q --all -d "$T/work.db" -g "$T/before"
gazet db dump -d "$T/work.db" >"$T/work.dump"
same 'names are folded as they are now' "$T/before.dump" "$T/work.dump"
is_sound '... and so are their keys' "$T/work.db"
gives '... so that questions find them' 0 sh -c '"$0" show nato -d "$1" | head -n 1 | grep -c NATO' "$GAZET" "$T/work.db" <<<1

# Entities that come by what others name, and go again: their names are written once, and go with them.
head='id\ttype\tname\taliases\tcountry\n'
quux='person/x\tperson\tXavier Quux\t\t%s\nperson/z\tperson\t%s\t\t%s\n'
land='country/q\tcountry\tQuuxland\tKingdom of Quux | Republic of Quux\n'
# shellcheck disable=SC2059
for set in "none $(printf "$head$quux" '' 'Zora Blip' '')" "of $(printf "$head$quux$land" country/q 'Zora Blip' '')" \
	"nobodys $(printf "$head$quux$land" '' 'Zora Nomore' country/q)"; do
	mkdir -p "$T/lands/${set%% *}"
	printf '%s\n' "${set#* }" >"$T/lands/${set%% *}/lands.tsv"
done
printf '{"id":"1","date":"2001-01-01","text":"Xavier Quux met Zora Blip yesterday."}\n' >"$T/lands.jsonl"
for round in none-of none-nobodys of-nobodys of-none nobodys-of; do
	rm -f "$T/work.db" "$T/fresh.db"
	gazet index -q -d "$T/work.db" -g "$T/lands/${round%-*}" "$T/lands.jsonl"
	gazet retag -q --all -d "$T/work.db" -g "$T/lands/${round#*-}" >"$T/out"
	gazet index -q -d "$T/fresh.db" -g "$T/lands/${round#*-}" "$T/lands.jsonl"
	gazet db dump -d "$T/work.db" >"$T/work.dump"
	gazet db dump -d "$T/fresh.db" >"$T/fresh.dump"
	same "countries that come and go ($round)" "$T/fresh.dump" "$T/work.dump"
	is_sound '... and it is sound' "$T/work.db"
done

mentions 'options that shape mentions count' 0 '91 tagged again' gazet retag -d "$T/before.db" -g "$T/before" --no-follow-ups
mentions 'no database' 2 'no such database' gazet retag -d "$T/none.db" -g "$T/before"
[ -e "$T/none.db" ] && good=no || good=yes
verdict 'and none is made' $good

# ---- the s of a genitive ----------------------------------------------------------------------------------

# genitives TITLE BEFORE AFTER: rows of people and bodies, by tabs; an article in German that has them with an s
printf '%s\n' '{"id":"1","text":"Die Rede Uli Marns ist nicht gut, und Szab Xoras Antwort wird sie auch nicht, in Tarns Norden."}' \
	'{"id":"2","text":"The Marns and the Xoras said that the houses of Uli Marn in Tarn are good."}' >"$T/genitive.jsonl"
genitives() {
	for side in before after; do
		[ $side = before ] && rows=$2 || rows=$3
		printf 'id\ttype\tname\taliases\n%b\n' "$rows" >"$T/genitive-$side.tsv"
	done
	rm -f "$T/work.db" "$T/fresh.db"
	gazet index -q -d "$T/work.db" -g "$T/genitive-before.tsv" "$T/genitive.jsonl"
	gazet retag -q -d "$T/work.db" -g "$T/genitive-after.tsv" >"$T/out"
	gazet index -q -d "$T/fresh.db" -g "$T/genitive-after.tsv" "$T/genitive.jsonl"
	gazet db dump -d "$T/fresh.db" >"$T/fresh.dump"
	gazet db dump -d "$T/work.db" >"$T/work.dump"
	same "$1: as indexed anew" "$T/fresh.dump" "$T/work.dump"
	gazet sql -d "$T/fresh.db" --format tsv "SELECT text FROM v_mention ORDER BY document_id, start" |
		tail -n +2 | paste -sd, - >"$T/found"
	printf '%s\n' "$4" >"$T/expected"
	same "$1: what is found" "$T/expected" "$T/found"
}
marn='person/marn\tperson\tUli Marn\t'
genitives 'a name that stands there with an s' 'person/xo\tperson\tSzab Xora\t' "$marn\nperson/xo\tperson\tSzab Xora\t" 'Uli Marns,Szab Xoras,Uli Marn'
genitives 'without it' "$marn\nperson/xo\tperson\tSzab Xora\t" 'person/xo\tperson\tSzab Xora\t' 'Szab Xoras'
tarn='place/tarn\tplace\tTarn\t'
genitives 'the word is part of another name' "$tarn" "$tarn\norg/old\torg\tOldenburg Tarns Gesellschaft\t" 'Tarn'
genitives 'and then it is not' "$tarn\norg/old\torg\tOldenburg Tarns Gesellschaft\t" "$tarn" 'Tarns,Tarn'
genitives 'the word in front makes it a name' "$marn\norg/old\torg\tOldenburg Marns Gesellschaft\t" "$marn\norg/old\torg\tMarns\t" 'Uli Marns,Marns,Uli Marn'
finish
