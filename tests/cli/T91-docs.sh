#!/bin/bash
# The documentation covers the program: every option is in the manual page and none that is not there, every
# command in manual page and README; help topics suit a terminal; links lead somewhere; the examples of
# gazetteers and SQL work.
. tests/cli/lib.sh
once 'the documents are the same'

manual=docs/gazet.1

# ---- commands ----------------------------------------------------------------

commands=$(gazet help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p')
holds 'gazet help lists the commands' test "$(wc -w <<<"$commands")" -ge 9
for command in $commands; do
	holds "README.md: $command is in the table of commands" grep -qE "^\| \`$command( |\`)" README.md
	holds "$manual: the command $command has a section" grep -qE "^\.Ss $command( |\$)" $manual
done
for command in $(sed -n 's/^\.Ss //p' $manual | grep -oE '^[a-z]+'); do
	holds "gazet has the command $command of $manual" grep -qxF -- "$command" <(echo "$commands")
done

# ---- options -----------------------------------------------------------------

# "  -d, --db FILE    the database": names and letters, from the help of all commands.
for command in '' $commands; do
	gazet help $command
done | grep -E '^  (-[a-z],|   ) --' | sort -u >"$T/options"
holds 'gazet help shows options' test "$(wc -l <"$T/options")" -ge 25

has_option() { grep -qE -- "^  (-[a-z],|   ) --$1( |\$)" "$T/options"; }

for name in $(sed -nE 's/^  (-[a-z],|   ) --([a-z-]+).*/\2/p' "$T/options" | sort -u); do
	holds "$manual: --$name" grep -qE "^\.It .*Fl -$name( |\$)" $manual
done
while read -r letter name; do
	holds "$manual: -$letter stands beside --$name" \
		grep -qE "^\.It Fl $letter( Ar [A-Z]+)? , Fl -$name( |\$)" $manual
done < <(sed -nE 's/^  -([a-z]), --([a-z-]+).*/\1 \2/p' "$T/options" | sort -u)
for name in $(grep -oE 'Fl -[a-z-]+' $manual | cut -c5- | sort -u); do
	holds "gazet has the option --$name of $manual" has_option "$name"
done
texts="README.md gazetteers/README.md docs/*.md"
for name in $(grep -ohE '(^|[ `(])--[a-z][a-z-]+' $texts | grep -oE '[a-z].*' | sort -u); do
	case $name in immutable | load-extension | cflags | libs | static) continue ;; esac # Datasette's, pkg-config's
	holds "gazet has the option --$name of the texts" has_option "$name"
done

if command -v groff >/dev/null; then
	groff -mdoc -ww -Tutf8 -z $manual >"$T/warnings" 2>&1
	same "$manual is well-formed" /dev/null "$T/warnings"
else
	skip "$manual is well-formed" 'no groff'
fi

# ---- help topics -----------------------------------------------------------------

for file in docs/*.md; do
	topic=$(basename "$file" .md)
	run gazet help "$topic"
	same "gazet help $topic prints $file" "$file" "$T/out"
	holds "$file has at most 120 lines" test "$(wc -l <"$file")" -le 120
	holds "$file has at most 100 columns" test "$(wc -L <"$file")" -le 100
	holds "$manual names the topic $topic" grep -q "help $topic" $manual
	holds "README.md names the topic $topic" grep -qF "($file)" README.md
done

# ---- links ---------------------------------------------------------------------------

while IFS=: read -r file target; do
	case $target in http*) continue ;; esac
	holds "$file: the link to $target leads somewhere" test -e "$(dirname "$file")/${target%%#*}"
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
for name in $(sqlite3 -readonly "$T/demo.db" \
	"SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name"); do
	holds "docs/schema.md: $name is described" grep -qw -- "$name" docs/schema.md
	for column in $(sqlite3 -readonly "$T/demo.db" "SELECT name FROM pragma_table_info('$name')"); do
		case $name in ix_*) continue ;; esac
		holds "docs/schema.md: $name.$column" grep -qw -- "$column" <(awk -v name="$name" '
			$1 == name { found = 1; print; next } found && !/^     / { exit } found' docs/schema.md)
	done
done
# ---- every reason of the program is in docs/reasons.md, and no other

grep -oE '\{"[a-z-]+"' src/resolve/reasons.c | tr -d '{"' | sort >"$T/reasons"
sed -n '/^## For/,$s/^    \([a-z][a-z-]*\) .*/\1/p' docs/reasons.md | sort >"$T/told"
same 'docs/reasons.md tells the reasons of the program' "$T/reasons" "$T/told"
finish
