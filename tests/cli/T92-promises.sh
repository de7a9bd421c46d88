#!/bin/bash
# docs/reliability.md: every promise names tests, and they are there.
. tests/cli/lib.sh
once 'the documents are the same'

page=docs/reliability.md
# A promise is an item, with the lines that belong to it; its tests stand in the last brackets.
awk '
	function flush() { if (item != "") print item; item = "" }
	/^- / { flush(); item = $0; next }
	/^  / && item != "" { sub(/^ */, " "); item = item $0; next }
	{ flush() }
	END { flush() }' $page >"$T/promises"
holds 'there are promises' test "$(wc -l <"$T/promises")" -ge 25
while IFS= read -r promise; do
	good=no
	[[ $promise =~ \((T[0-9]{2}|test_|fuzz_|faults)[^()]*\)$ ]] && good=yes
	verdict "tests keep: ${promise:2:70}" $good
done <"$T/promises"

holds 'faults are there' test -f tests/fault/main.c
for name in $(grep -oE '\b(T[0-9]{2}-[a-z-]+|test_[a-z_]+|fuzz_[a-z0-9_]+)' $page | sort -u); do
	case $name in
	T*) file=tests/cli/$name.sh ;;
	test_*) file=tests/unit/$name.c ;;
	*) file=tests/fuzz/$name.c ;;
	esac
	holds "$name is there" test -f "$file"
done

holds 'the limit of documents is that of the program' grep -qF '256M)' <(gazet index --help)
finish
