#!/bin/bash
# Databases of every earlier schema: questions say what to do and change nothing; what brings them up to date loses
# nothing; tagged again, they are what indexing anew gives. Databases of a later schema are refused and left alone.
. tests/cli/lib.sh
once 'its migrations are those of test_store'

V=$TOP/tests/data/versions
small_gazetteer "$T/gaz"
index() { gazet index -q -g "$T/gaz" -d "$@"; }
# Relative paths, as when the fixtures were made.
cp -r "$V/old" "$V/archive" "$T/"
cd "$T" || exit 1
sed 's/"text":"/&Again: /' archive/articles.jsonl >changed.jsonl

current=$(cd "$TOP" && sed -n 's/^#define GZ_SCHEMA_\(TRUTH\|DERIVED\)[ 	]*\([0-9]*\)$/\2/p' include/gazet/sql.h | paste -sd .)
index fresh.db --source-name news archive/articles.jsonl
index fresh.db --source-name notes archive/notes
gazet db dump -q -d fresh.db >fresh.dump
holds 'the fresh one has documents and entities' test "$(wc -l <fresh.dump)" -ge 15

# version_of DATABASE
version_of() { sqlite3 "$1" 'PRAGMA user_version' | awk '{ print int($1 / 1000) "." $1 % 1000 }'; }

# untouched TITLE STATUS TEXT COMMAND...: it fails with this message, and the folder and v.db are as they were
untouched() {
	local title=$1
	{ cksum v.db; ls v.db?*; } >before 2>&1
	mentions "$@"
	same "$title: changes nothing" before <({ cksum v.db; ls v.db?*; } 2>&1)
}

holds "a database of today's schema is among them" test -f "$V/schema-$current.sql"
for file in "$V"/schema-*.sql; do
	version=$(basename "$file" .sql)
	version=${version#schema-}
	rm -f -- *.db-* v.db u.db w.db x.db
	sqlite3 v.db <"$file"
	same "$version: is what it says" <(echo "$version") <(version_of v.db)
	dump v.db >v.truth
	cp v.db u.db
	cp v.db w.db
	if [ "$version" != "$current" ]; then
		say="made by an older gazet (schema $version, not $current): run \`gazet db rebuild\`"
		for command in entities docs 'show event/g20' 'cooc event/g20' 'kwic event/g20' 'export jsonl' graph; do
			# shellcheck disable=SC2086
			untouched "$version: $command" 2 "$say" gazet $command -q -d v.db
		done
	fi

	# By db rebuild.
	holds "$version: db rebuild" gazet db rebuild -q -d v.db
	same "$version: is today's" <(echo "$current") <(version_of v.db)
	is_sound "$version: sound" v.db
	dump v.db >v.after
	same "$version: nothing is lost, nothing came" v.truth v.after
	holds "$version: one file" test ! -e v.db-wal -a ! -e v.db-journal
	holds "$version: questions are answered" gazet cooc -q -e -d v.db event/g20

	# By the next run of index, which finds what it knows.
	if [ "${version%.*}" = "${current%.*}" ] && [ "$version" != "$current" ]; then
		dump_all u.db >u.before
		mentions "$version: index asks for db rebuild" 2 'gazet: u.db: its index is of an older version: run `gazet db rebuild`' \
			index u.db --source-name news archive/articles.jsonl
		same "$version: and changes nothing" u.before <(dump_all u.db)
		gazet db rebuild -q -d u.db
	fi
	run index u.db --source-name news archive/articles.jsonl --full-scan --json
	json "$version: index finds what it knows" '.[0].added == 0 and .[0].replaced == 0 and .[0].unchanged == 8' "$T/out"
	is_sound "$version: sound after index" u.db
	dump u.db >u.after
	same "$version: the same archive again changes nothing" v.truth u.after

	# Or one that brings other documents in place of those it has.
	if [ "${version%.*}" != "${current%.*}" ]; then
		sqlite3 x.db <"$file"
		run index x.db --source-name news changed.jsonl --json
		json "$version: index replaces what it knows" '.[0].replaced == 8' "$T/out"
		is_sound "$version: sound after documents were replaced" x.db
	fi

	# Tagged by today's rules it is a fresh one.
	holds "$version: retag" gazet retag -q --all -g "$T/gaz" -d v.db
	gazet db dump -q -d v.db >v.dump
	same "$version: tagged again, what indexing anew gives" fresh.dump v.dump
	is_sound "$version: and sound" v.db

	# Merged, old and new are one.
	gazet db rebuild -q -d w.db
	holds "$version: merge" gazet db merge -q --retag -g "$T/gaz" m.db w.db fresh.db
	gazet db dump -q -d m.db >m.dump
	same "$version: merged with the fresh one, it is that" fresh.dump m.dump
	rm -f m.db
done

# ---- the other way ------------------------------------------------------------------------

truth=${current%.*} derived=${current#*.}
for later in "$((truth + 1)).1" "$truth.$((derived + 1))"; do
	cp fresh.db v.db
	sqlite3 v.db "PRAGMA user_version = $((${later%.*} * 1000 + ${later#*.}))"
	for command in docs 'db rebuild' 'db vacuum' "retag -g $T/gaz" "index -g $T/gaz archive"; do
		# shellcheck disable=SC2086
		untouched "later ($later): $command" 2 'by a newer gazet (schema' gazet $command -q -d v.db
	done
	cksum v.db >before
	run gazet db check -d v.db
	holds "later ($later): db check says so" grep -qE '^version +failed +written by a newer gazet' "$T/out"
	holds 'and that this gazet is too old, not how to mend it' grep -qE '^gazet: v\.db: written by a newer gazet .*: update gazet$' "$T/err"
	holds 'in one message' test "$(wc -l <"$T/err")" -eq 1 -a "$status" -eq 2
	same 'and changes nothing' before <(cksum v.db)
done
finish
