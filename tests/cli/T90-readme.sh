#!/bin/bash
# Every command that README.md shows for build/gazet or a database below build/ works as it stands there: exit
# status 0, and it prints something, or writes what -o names. They run in the order of the page, on databases in the temporary folder.
. tests/cli/lib.sh

# The commands of ```sh blocks that name build/gazet or a database below build/: one a line, a backslash at the
# end of a line joins it with the next, comments and empty lines are left out.
commands() {
	awk '
	/^```/ {
		if (inside && block ~ /build\/(gazet|[a-z]+\.db)/)
			printf "%s", block
		inside = !inside && $0 == "```sh"
		block = joined = ""
		next
	}
	!inside || /^[ \t]*(#|$)/ { next }
	/\\$/ { joined = joined substr($0, 1, length($0) - 1); next }
	{ block = block joined $0 "\n"; joined = "" }
	' "$1"
}

run tests/demo.sh "$GAZET" "$T/demo.db"
cp "$T/out" "$T/demo"
verdict 'the demo runs' "$([ "$status" -eq 0 ] && echo yes || echo no)" "$T/err"
for command in index entities cooc timeline kwic; do
	holds "the demo shows its command $command" grep -q "^\$ .* $command " "$T/demo"
done

shown=0
while IFS= read -r command; do
	shown=$((shown + 1))
	here=$(sed -E "s#build/gazet#\"\$GAZET\"#g; s#build/([a-z]+\.db)#\"$T\"/\1#g; s# -o build/# -o \"$T\"/#" <<<"$command")
	run bash -o pipefail -c "$here"
	good=yes printed=$T/out
	# A summary goes to standard error, as everything that is not data.
	case $command in
	*'build/gazet index'* | *'build/gazet retag'* | *'build/gazet db merge'*) printed=$T/err ;;
	*' -o build/'*) printed=$(sed -E "s#.* -o build/([^ ]+).*#$T/\1#" <<<"$command") ;;
	esac
	{
		[ "$status" -eq 0 ] || { good=no; echo "exit status $status"; }
		[ -s "$printed" ] || { good=no; echo 'nothing was printed'; }
		cat "$T/err"
	} >"$T/why"
	verdict "$command" $good "$T/why"
done < <(commands README.md)

holds 'the README shows commands' test "$shown" -ge 15
finish
