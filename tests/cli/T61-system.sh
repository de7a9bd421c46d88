#!/bin/bash
# Completion and versions: what the shell offers, as bash computes it; zsh and fish read their scripts.
. tests/cli/lib.sh
once 'shell scripts are the same'

BUILD=${GAZET%/gazet}
scripts=$BUILD/pages/completion
if [ ! -f "$scripts/gazet" ]; then
	skip 'completion' 'GAZET is not in a build folder: nothing was made beside it'
	finish
fi
small_gazetteer "$T/gaz"
printf '{"id":"1","date":"2017-07-07","text":"Angela Merkel and Vladimir Putin at the G20 summit in Hamburg; Mary Jones."}\n' >"$T/docs.jsonl"
gazet index -q -g "$T/gaz" -d "$T/gazet.db" "$T/docs.jsonl"
mkdir "$T/docs" "$T/a folder"
touch "$T/a folder/x"
ln -s "$GAZET" "$T/gazet"

# offers TITLE WORD... <<END: what is offered for the last of the words, sorted
offers() {
	local title=$1
	shift
	sort >"$T/expected"
	(
		cd "$T" || exit 1
		PATH=$T:$PATH
		. "$scripts/gazet"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
		_gazet gazet "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" 2>&1
		[ "${#COMPREPLY[@]}" -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
	) | sort >"$T/got"
	same "$title" "$T/expected" "$T/got"
}
lines() { tr ' ' '\n'; }

holds 'bash reads its script' bash -n "$scripts/gazet"
offers 'a command' gazet ti <<<timeline
offers 'commands' gazet e < <(gazet help --tables | awk -F '\t' '$1 == "command" && $2 ~ /^e/ { print $2 }')
offers 'an option of the command' gazet cooc --mi <<<--min-docs
offers 'no option of another command' gazet cooc --thr </dev/null
offers 'a letter is an option too' gazet index -j <<<-j
offers 'options before a command' gazet --v <<<--version
offers 'values' gazet timeline country/de --by '' < <(lines <<<'day week month year')
offers 'values behind =' gazet timeline --by = m <<<month
offers 'values behind = that has nothing behind it' gazet timeline --by = < <(lines <<<'day week month year')
offers 'values of a letter' gazet index -f ht <<<html
offers 'values with commas' gazet cooc --type person,pl <<<person,place
offers 'behind a value comes an argument' gazet help --color never meas <<<measures
offers 'an option without value takes none' gazet entities --json --lim <<<--limit
offers 'verbs' gazet gaz l < <(lines <<<'lint list lookup')
offers 'what a verb takes first' gazet gaz import p < <(lines <<<'petrarch popolo')
offers 'and then files' gazet gaz import spacy doc < <(lines <<<'docs docs.jsonl')
offers 'verbs of db' gazet db v <<<vacuum
offers 'options of a verb' gazet db merge --as <<<--as-is
offers 'no option of another verb' gazet db check --as </dev/null
offers 'before the verb those of all' gazet db --as <<<--as-is
offers 'files' gazet index doc < <(lines <<<'docs docs.jsonl')
offers 'files of an option' gazet index -d gazet. <<<gazet.db
offers 'names with blanks' gazet index 'a fo' <<<'a folder'
offers 'topics and commands' gazet help me <<<measures
offers 'behind -- no options' gazet docs -- -- </dev/null
offers 'nothing where anything may stand' gazet cooc --min-docs '' </dev/null
offers 'entities by id' gazet cooc person/ang <<<person/angela-merkel
offers 'entities by id, of the database that is asked' gazet docs -d gazet.db event/g2 < <(lines <<<'event/g20 event/g20-2017')
offers 'entities by name' gazet cooc merk <<<person/angela-merkel
offers 'entities of an option' gazet kwic event/g20 --with place/ham <<<place/hamburg
offers 'without a database none, and silence' gazet cooc -d nowhere.db merk </dev/null
offers 'a hostile word is no command' gazet cooc '$(touch pwned)`touch pwned`' </dev/null
holds 'and was not run' test ! -e "$T/pwned"

for shell in zsh fish; do
	file=$scripts/gazet.fish
	[ $shell = fish ] || file=$scripts/_gazet
	if command -v $shell >/dev/null; then
		holds "$shell reads its script" env HOME="$T" $shell -n "$file"
	else
		skip "$shell reads its script" "no $shell"
	fi
done
if command -v fish >/dev/null; then
	by_fish() { # TITLE LINE <<END
		(cd "$T" && HOME=$T PATH=$T:$PATH fish --no-config -c "source $scripts/gazet.fish; complete -C '$2'" 2>&1 | cut -f 1 | sort) >"$T/got"
		sort >"$T/expected"
		same "fish: $1" "$T/expected" "$T/got"
	}
	by_fish 'values with commas' 'gazet cooc --type person,pl' <<<person,place
	by_fish 'verbs' 'gazet gaz im' <<<import
	by_fish 'what a verb takes first' 'gazet gaz import po' <<<popolo
	by_fish 'options of a verb' 'gazet gaz export --al' <<<--all
	by_fish 'no option of another verb' 'gazet gaz import --al' </dev/null
	by_fish 'entities' 'gazet cooc -d gazet.db merk' <<<person/angela-merkel
	by_fish 'values' 'gazet timeline --by=mo' <<<--by=month
else
	skip 'fish completes' 'no fish'
fi

# ---- versions ------------------------------------------------------------------------------

run gazet --version
holds '--version begins with the version of gazet' grep -qxE 'gazet [0-9]+\.[0-9]+\.[0-9]+' <(head -n 1 "$T/out")
for library in expat json-c libarchive PCRE2 SQLite uchardet utf8proc xxHash zlib; do
	holds "--version tells that of $library" grep -qE "^  $library [0-9]+\.[0-9]+" "$T/out"
done
holds 'and nothing twice' test -z "$(cut -d ' ' -f 1-3 "$T/out" | sort | uniq -d)"
holds 'the version of SQLite is that of the library' eval \
	'grep -qxF "  SQLite $(sqlite3 :memory: "SELECT sqlite_version()")" "$T/out" || ! grep -qaF libsqlite3.so "$GAZET"'
finish
