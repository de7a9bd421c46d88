#!/bin/sh
# make.sh PROGRAM FOLDER: manual pages and completion, from the program's tables of commands and options and from pages of
# our Markdown. The day on the pages is $SOURCE_DATE_EPOCH's, else today.
set -eu
program=$1 folder=$2
here=src/pages
rm -rf "$folder"
mkdir -p "$folder/man" "$folder/completion"
"$program" help --tables >"$folder/tables.new"
day=$(LC_ALL=C date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" '+%B %-d, %Y')

made() { # SCRIPT [NAME=VALUE...]
	script=$1 more=
	[ "$script" != man.awk ] || more="-f $here/markdown.awk"
	shift
	# shellcheck disable=SC2086
	awk -v tables="$folder/tables.new" -f $here/tables.awk $more -f "$here/$script" "$@" "$folder/tables.new"
}
made man.awk folder="$folder/man" day="$day" usage=docs/usage.md gazetteer=gazetteers/README.md schema=docs/schema.md
made bash.awk frame=$here/frame.bash >"$folder/completion/gazet"
made zsh.awk >"$folder/completion/_gazet"
made fish.awk >"$folder/completion/gazet.fish"
mv "$folder/tables.new" "$folder/tables"
