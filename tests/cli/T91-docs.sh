#!/bin/bash
# The documentation covers the program: every command and option, and all that an option may be, is in the manual pages,
# which are well-formed; every command is in README; help topics suit a terminal; links lead somewhere; the examples of
# manual pages, gazetteers and SQL work.
. tests/cli/lib.sh
once 'the documents are the same'
shopt -s lastpipe # what ends a pipe is counted

BUILD=${GAZET%/gazet}
pages=$BUILD/pages/man
if [ ! -f "$pages/gazet.1" ]; then
	skip 'the documentation' 'GAZET is not in a build folder: no manual pages were made beside it'
	finish
fi
gazet help --tables >"$T/tables"
same 'the manual pages were made from this program' "$BUILD/pages/tables" "$T/tables"

# ---- commands ----------------------------------------------------------------

commands=$(awk -F '\t' '$1 == "command" { print $2 }' "$T/tables")
holds 'there are commands' test "$(wc -w <<<"$commands")" -ge 13
gazet help >"$T/overview"
for command in $commands; do
	printf '%s\n' "gazet help lists $command	$T/overview	^  $command( |\$)" \
		"README.md: $command is in the table of commands	README.md	^\\| \`$command( |\`)" \
		"gazet(1) names gazet-$command(1)	$pages/gazet.1	^\\.Xr gazet-$command 1 ,\$"
done | in_files
for command in $commands; do
	run gazet help "$command"
	mapfile -t lines <"$T/out"
	good=yes
	[ ${#lines[@]} -le 120 ] || good=no
	for line in "${lines[@]}"; do [ ${#line} -le 110 ] || good=no; done
	verdict "gazet help $command has at most 120 lines of 110 columns" $good
done
same 'a page for each command, and no other' <(for command in $commands; do echo "gazet-$command.1"; done | sort) \
	<(cd "$pages" && ls gazet-*.1)

# ---- options, and the values they may have -----------------------------------------

# What a row of the table says is on the page of its command, and what an option may be is in its help.
awk -F '\t' -v pages="$pages" '
	function literal(s) { gsub(/-/, "\\-", s); return s }
	$1 == "command" {
		page = pages "/gazet-" $2 ".1"; command = $2
		while ((getline line < page) > 0)
			if (line ~ /^\.It /)
				shown[command, line] = 1
		close(page)
	}
	$1 != "option" { next }
	{
		item = ".It " ($3 == "" ? "" : "\\fB\\-" $3 "\\fP, ") "\\fB\\-\\-" literal($2) "\\fP" ($4 == "" ? "" : " \\fI" literal($4) "\\fP")
		if (!((command, item) in shown))
			print page ": no item " item
		if ($6 == "")
			print command " --" $2 ": no help"
		n = split($2 == "input-format" ? "" : $5, choices, /\|/)
		for (i = 1; i <= n; i++)
			if (choices[i] != "..." && " " $6 " " !~ "[^a-z]" choices[i] "[^a-z]")
				print command " --" $2 ": its help does not name " choices[i]
	}' "$T/tables" >"$T/missing"
same 'every option and value is documented' /dev/null "$T/missing"
for format in $(awk -F '\t' '$2 == "input-format" { gsub(/\|/, " ", $5); print $5; exit }' "$T/tables"); do
	echo "docs/formats.md: $format	docs/formats.md	^\\| .*\`$format\`"
done | in_files
same 'the input formats are those of the reader' <(sed -n 's/^	X(\(.*\)).*/\1/p' src/read/formats.h) \
	<(awk -F '\t' '$2 == "input-format" { gsub(/\|/, "\n", $5); print $5; exit }' "$T/tables")

texts="README.md gazetteers/README.md docs/*.md"
for name in $(grep -ohE '(^|[ `(])--[a-z][a-z-]+' $texts | grep -oE '[a-z].*' | sort -u); do
	case $name in immutable | load-extension | cflags | libs | static) continue ;; esac # Datasette's, pkg-config's
	echo "gazet has the option --$name of the texts	$T/tables	^option\\t$name\\t"
done | in_files
for name in $(awk -F '\t' '$1 ~ /^(text|note|run)$/' "$T/tables" | grep -oE '(^|[ `(])--[a-z][a-z-]+' | grep -oE '[a-z].*' | sort -u); do
	echo "gazet has the option --$name of its help	$T/tables	^option\\t$name\\t"
done | in_files

# ---- the pages are well-formed -----------------------------------------------------

for page in "$pages"/*; do
	title="${page##*/} is well-formed"
	if command -v groff >/dev/null; then
		groff -k -t -mdoc -ww -Tutf8 -z "$page" >"$T/warnings" 2>&1
		same "$title: groff" /dev/null "$T/warnings"
	else
		skip "$title: groff" 'no groff'
	fi
	if command -v mandoc >/dev/null; then
		mandoc -Tlint -Wwarning "$page" >"$T/warnings" 2>&1
		same "$title: mandoc" /dev/null "$T/warnings"
	else
		skip "$title: mandoc" 'no mandoc'
	fi
done

# ---- help topics -----------------------------------------------------------------

wc -lL docs/*.md >"$T/sizes"
while read -r lines columns file; do
	[ "$file" != total ] || continue
	topic=${file#docs/} topic=${topic%.md}
	run gazet help "$topic"
	same "gazet help $topic prints $file" "$file" "$T/out"
	holds "$file has at most 120 lines" test "$lines" -le 120
	holds "$file has at most 100 columns" test "$columns" -le 100
	printf '%s\n' "gazet(1) names the topic $topic	$pages/gazet.1	^\\.It Cm $topic\$" \
		"README.md names the topic $topic	README.md	\\(docs/$topic\\.md\\)" >>"$T/topics"
done <"$T/sizes"
in_files <"$T/topics"

# ---- links ---------------------------------------------------------------------------

while IFS=: read -r file target; do
	case $target in http*) continue ;; esac
	folder=.
	[ "$file" = "${file##*/}" ] || folder=${file%/*}
	holds "$file: the link to $target leads somewhere" test -e "$folder/${target%%#*}"
done < <(grep -oE '\]\([^)#][^)]*\)' $texts | sed -E 's/:\]\(([^)]*)\)/:\1/')

# ---- examples ------------------------------------------------------------------------

# The first ```tsv block of the format's specification.
awk '/^```/ { if (inside) exit; inside = $0 == "```tsv"; next } inside' gazetteers/README.md >"$T/mine.tsv"
echo 'Ada Okafor of the Harbour Trust met Mr. Okafor.' >"$T/sentence.txt"
gives 'gazetteers/README.md: the example works' 0 \
	gazet tag -q -g gazetteers -g "$T/mine.tsv" --format tsv "$T/sentence.txt" <<'END'
doc	field	start	end	text	entity	name	type	via	score	series	nested
sentence.txt	text	0	10	Ada Okafor	person/ada-okafor	Ada Okafor	person	name	0.95		0
sentence.txt	text	18	31	Harbour Trust	org/harbour-trust	Harbour Trust	org	name	0.95		0
sentence.txt	text	40	46	Okafor	person/ada-okafor	Ada Okafor	person	title	0.9		0
END


# The examples of help and manual pages, and the ```sh blocks of the specification, in a folder with the demo archive.
mkdir -p "$T/desk/bin" "$T/desk/mine"
ln -s "$GAZET" "$T/desk/bin/gazet"
ln -s "$TOP"/tests/data/demo/{articles.jsonl,notes,scraped} "$TOP/gazetteers" "$T/desk/"
ln -s "$TOP/tests/data/demo/articles.jsonl" "$T/desk/news.jsonl"
cp "$T/mine.tsv" "$T/desk/"
cp "$T/mine.tsv" "$T/desk/mine/"
echo '{"label":"ORG","pattern":"Tern Society","id":"tern-society"}' >"$T/desk/patterns.jsonl"
echo '{"id":"1","text":"Angela Merkel spoke.","spans":[{"start":0,"end":13,"type":"person"}]}' >"$T/desk/gold.jsonl"
{
	awk -F '\t' '$1 == "run" { print substr($0, 5) }' "$T/tables"
	awk '/^```/ { inside = $0 == "```sh"; next } inside' gazetteers/README.md
} >"$T/commands"
while IFS= read -r command; do
	run env -C "$T/desk" PATH="$T/desk/bin:$PATH" bash -o pipefail -c "$command"
	good=yes
	{
		[ "$status" -eq 0 ] || { good=no; echo "exit status $status"; }
		case $command in
		*'>'*) ;;
		*) [ -s "$T/out" ] || [ -s "$T/err" ] || [[ $command == *' -q '* || $command == *' gaz '* ]] || { good=no; echo 'nothing was printed'; } ;;
		esac
		[ $good = yes ] || cat "$T/err"
	} >"$T/why"
	verdict "$command" $good "$T/why"
done <"$T/commands"
for command in $commands; do
	echo "gazet-$command(1) has an example	$T/tables	^run\\t(.* )?gazet $command( |\$)"
done | in_files

run gazet index -q -d "$T/demo.db" tests/data/demo/articles.jsonl tests/data/demo/notes
awk -v folder="$T" '
	/^```/ { inside = !inside && $0 == "```sql"; if (inside) file = folder "/" ++count ".sql"; next }
	inside { print > file }
	END { print count + 0 > (folder "/count") }' docs/schema.md
read -r count <"$T/count"
holds 'docs/schema.md has examples' test "$count" -ge 5
for ((i = 1; i <= count; i++)); do
	run sqlite3 -readonly -bail "$T/demo.db" ".read $T/$i.sql"
	holds "docs/schema.md: example $i: $(head -n 1 "$T/$i.sql")" test "$status" -eq 0 -a -s "$T/out"
done
# What is told of a table, in a file of its name: its line, and those behind it that stand further in.
sqlite3 -readonly -separator ' ' "$T/demo.db" "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c
	WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid" >"$T/columns"
mkdir "$T/told_of"
awk -v folder="$T/told_of" '
	NR == FNR { table[$1] = 1; next }
	/^     / { if (name != "") print > (folder "/" name); next }
	{ name = "" }
	$1 in table && !($1 in seen) { name = $1; seen[name] = 1; print > (folder "/" name) }' "$T/columns" docs/schema.md
last=
while read -r name column; do
	word="(^|[^A-Za-z0-9_])$column([^A-Za-z0-9_]|\$)"
	if [ "$name" != "$last" ]; then echo "docs/schema.md: $name is described	docs/schema.md	${word//$column/$name}"; fi
	last=$name
	case $name in ix_*) continue ;; esac
	echo "docs/schema.md: $name.$column	$T/told_of/$name	$word"
done <"$T/columns" | in_files
# ---- every reason of the program is in docs/reasons.md, and no other

grep -oE '\{"[a-z-]+"' src/resolve/reasons.c | tr -d '{"' | sort >"$T/reasons"
sed -n '/^## For/,$s/^    \([a-z][a-z-]*\) .*/\1/p' docs/reasons.md | sort >"$T/told"
same 'docs/reasons.md tells the reasons of the program' "$T/reasons" "$T/told"
finish
