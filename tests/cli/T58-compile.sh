#!/bin/bash
# Compiled gazetteers: `gaz compile`, -g with what it made, and the cache in which the installed set is kept.
. tests/cli/lib.sh

small_gazetteer "$T/set"
cat >"$T/mine.tsv" <<'EOF'
id	type	name	aliases
org/harbour-trust	org	Harbour Trust	HT
EOF
printf 'office\tcountry\tholder\tfrom\tto\npresident\tcountry/ru\tperson/vladimir-putin\t2012-05-07\t\n' >"$T/set/offices.tsv"
cat >"$T/doc.jsonl" <<'EOF'
{"id":"1","date":"2017-07-08","title":"G20 summit in Hamburg","text":"Angela Merkel met the Russian president, Mr. Putin, in Hamburg. US officials and the Harbour Trust said so. John Smith. Rex W. Tillerson and Tillerson."}
{"id":"2","text":"Syria civil war; the U.N., NATO and Deutschland; 俄罗斯 and Éire."}
EOF
image=$T/small.gazetc

# ---- compile ---------------------------------------------------------------------------

run gazet gaz compile -o "$image" "$T/set"
size=$(awk -v bytes="$(stat -c %s "$image")" 'BEGIN { printf "%.1f", bytes / 1e6 }')
names=$(gazet gaz stats "$T/set" --format tsv | awk -F'\t' '$1 == "names" { sum += $3 } END { print sum }')
printf 'gazet: %s: %s names, %s MB\n' "$image" "$names" "$size" >"$T/expected"
same 'gaz compile says what it made' "$T/expected" "$T/err"
holds '... and prints nothing' test ! -s "$T/out" -a "$status" -eq 0
complains '... nor says it with -q' 0 gazet gaz compile -q -o "$T/again" -g "$T/set" </dev/null
holds 'the same files, the same bytes' cmp "$image" "$T/again"
complains 'without -o it does not know where' 2 gazet gaz compile "$T/set" <<'EOF'
gazet: usage: gazet gaz compile -o FILE [PATH...]
EOF
complains 'what is no compiled gazetteer is not overwritten' 2 gazet gaz compile -o "$T/mine.tsv" "$T/set" <<EOF
gazet: $T/mine.tsv is no compiled gazetteer: it is not overwritten
EOF
complains '... nor a folder' 2 gazet gaz compile -o "$T/set" "$T/set" <<EOF
gazet: $T/set is no compiled gazetteer: it is not overwritten
EOF
complains '... nor a device' 2 gazet gaz compile -o /dev/null "$T/set" <<EOF
gazet: /dev/null is no compiled gazetteer: it is not overwritten
EOF
holds 'a compiled one is' gazet gaz compile -q -o "$T/again" "$T/mine.tsv"
holds '... whole' test "$(gazet gaz list -g "$T/again" --format tsv | wc -l)" -eq 2
mentions 'faults are told' 2 'country/va is defined nowhere' gazet gaz compile -o "$T/faulty" <(printf 'office\tcountry\tholder\tfrom\tto\npope\tcountry/va\tperson/x\t\t\n')
holds '... and nothing is written' test ! -e "$T/faulty"
mentions 'a folder that is not there' 2 "$T/none/x" gazet gaz compile -o "$T/none/x" "$T/set"
holds 'a compiled one can be compiled again' gazet gaz compile -q -o "$T/copy" "$image"
holds '... and is the same' cmp "$image" "$T/copy"
gazet gaz compile -q -o "$T/installed"
holds 'without paths, the installed set' test "$(stat -c %s "$T/installed")" -gt 1000000

# ---- the disk is full ------------------------------------------------------------------

mkdir "$T/full"
cp "$image" "$T/full/g"
(
	trap '' XFSZ
	ulimit -f 4
	gazet gaz compile -o "$T/full/g" "$T/set" 2>"$T/err"
)
status=$?
holds 'a file that cannot be written whole: status 2' test "$status" -eq 2
holds '... said with its name' grep -qF "gazet: $T/full/g: " "$T/err"
holds '... what was there is there' cmp "$image" "$T/full/g"
holds '... and nothing else' test "$(ls -A "$T/full")" = g

# ---- -g -----------------------------------------------------------------------------------

gazet tag -g "$T/set" "$T/doc.jsonl" >"$T/expected"
run gazet tag -g "$image" "$T/doc.jsonl"
same 'tag gives the same bytes' "$T/expected" "$T/out"
gazet tag "$T/doc.jsonl" >"$T/expected"
run gazet tag -g "$T/installed" "$T/doc.jsonl"
same '... with the installed set too' "$T/expected" "$T/out"
for what in 'gaz list' 'gaz list g20 --type event' 'gaz lookup jones' 'gaz lookup president' 'gaz export spacy'; do
	gazet $what -g "$T/set" >"$T/expected" 2>&1
	gazet $what -g "$image" >"$T/got" 2>&1
	same "$what gives the same" "$T/expected" "$T/got"
done
gazet explain -g "$T/set" "$T/doc.jsonl" >"$T/expected"
run gazet explain -g "$image" "$T/doc.jsonl"
same 'explain gives the same' "$T/expected" "$T/out"
gazet index -q -g "$T/set" -d "$T/a.db" "$T/doc.jsonl"
run gazet index -g "$image" -d "$T/a.db" "$T/doc.jsonl"
holds 'index knows it for the same gazetteer' grep -q '2 unchanged' "$T/err"
gives 'diff of both is empty' 0 gazet gaz diff "$T/set" "$image" --format tsv <<'EOF'
change	entity	what	before	after
EOF
gazet gaz stats "$T/set" --format tsv | grep -E '^(section|entities|events|names|marks|words|rules|trie)	' |
	grep -vE '^rules	tenures|/' >"$T/expected"
gazet gaz stats "$image" --format tsv >"$T/got"
same 'stats has what it can know' "$T/expected" "$T/got"
complains 'lint compares the checksum' 0 gazet gaz lint "$image" <<EOF
gazet: $image is compiled, and its checksum is right: its rows are judged in the TSV files
gazet: 0 errors, 0 warnings, 0 notes
EOF
cp "$image" "$T/damaged"
printf 'X' | dd of="$T/damaged" bs=1 seek=$(($(stat -c %s "$image") / 2)) conv=notrunc status=none
gives '... and tells damage as an error' 3 gazet gaz lint -q "$T/damaged" <<EOF
$T/damaged: error: the compiled gazetteer is damaged: compile it again [compiled]
EOF
complains 'a damaged one is not used' 2 gazet tag -g "$T/damaged" "$T/doc.jsonl" <<EOF
gazet: $T/damaged: the compiled gazetteer is damaged: compile it again
gazet: the gazetteer was not loaded: nothing was done; gazet gaz lint says all that is wrong with one
EOF
head -c 3000 "$image" >"$T/cut"
complains 'nor one that is cut off' 2 gazet tag -g "$T/cut" "$T/doc.jsonl" <<EOF
gazet: $T/cut: the compiled gazetteer is cut off
gazet: the gazetteer was not loaded: nothing was done; gazet gaz lint says all that is wrong with one
EOF
alone='is compiled, and a compiled gazetteer stands alone: give only this one, or compile the files of all into one'
complains 'it stands alone' 2 gazet tag -g "$T/mine.tsv" -g "$image" "$T/doc.jsonl" <<EOF
gazet: $image $alone
EOF
for verb in lint stats 'compile -o x'; do
	complains "... for gaz $verb too" 2 gazet gaz $verb "$image" "$T/mine.tsv" <<EOF
gazet: $image $alone
EOF
done
run gazet tag -g <(cat "$T/mine.tsv") "$T/doc.jsonl"
holds 'a pipe is still read as a table' grep -q org/harbour-trust "$T/out"

# ---- the cache ------------------------------------------------------------------------------

# A program with an installed set of its own, which may change.
mkdir -p "$T/prefix/bin" "$T/prefix/share/gazet"
cp "$GAZET" "$T/prefix/bin/gazet"
cp -R "$T/set" "$T/prefix/share/gazet/gazetteers"
mine() { "$T/prefix/bin/gazet" "$@"; }
kept() { find "$1" -type f 2>/dev/null | wc -l; }
export XDG_CACHE_HOME=$T/xdg HOME=$T/home
mkdir "$HOME"
"$T/prefix/bin/gazet" tag -g "$T/set" "$T/doc.jsonl" >"$T/tagged"

mentions 'at its first use the installed set is compiled' 0 '.gazetc (made now)' mine tag -v "$T/doc.jsonl"
same '... and tags the same' "$T/tagged" "$T/out"
file=$(find "$T/xdg/gazet" -name '*.gazetc')
holds '... into $XDG_CACHE_HOME/gazet' test "$(wc -l <<<"$file")" -eq 1 -a -f "$file"
holds '... which only the user reads' test "$(stat -c %a "$T/xdg/gazet")" = 700
holds '... under the hash of its files' grep -qE '/[0-9a-f]{32}-[0-9a-f]{8}\.gazetc$' <(echo "$file")
before=$(stat -c %i "$file")
mentions 'then it is used' 0 "$file (there already)" mine tag -v "$T/doc.jsonl"
same '... and tags the same' "$T/tagged" "$T/out"
touch "$T/prefix/share/gazet/gazetteers/"*
run mine tag "$T/doc.jsonl"
holds 'the time of a file tells nothing' test "$(kept "$T/xdg")" -eq 1 -a "$(stat -c %i "$file")" = "$before"
cp "$T/mine.tsv" "$T/prefix/share/gazet/gazetteers/"
mentions 'another file: compiled again' 0 '(made now)' mine tag -v "$T/doc.jsonl"
holds '... with it' grep -q org/harbour-trust "$T/out"
sed -i 's/Harbour Trust/Harbor Trust/' "$T/prefix/share/gazet/gazetteers/mine.tsv"
mentions 'another content: compiled again' 0 '(made now)' mine tag -v "$T/doc.jsonl"
holds '... with it' eval '! grep -q org/harbour-trust "$T/out"'
rm "$T/prefix/share/gazet/gazetteers/mine.tsv"
mentions 'as before: the first one again' 0 "$file (there already)" mine tag -v "$T/doc.jsonl"
touch -d '40 days ago' "$T"/xdg/gazet/*
mine tag -q "$T/doc.jsonl" >/dev/null
sed 's/Trust/Board/' "$T/mine.tsv" >"$T/prefix/share/gazet/gazetteers/mine.tsv"
mine tag -q "$T/doc.jsonl" >/dev/null
holds 'what is not used for a month goes, what is used stays' test "$(kept "$T/xdg")" -eq 2 -a -f "$file"
rm "$T/prefix/share/gazet/gazetteers/mine.tsv"

for how in 'truncate -s 2000' 'truncate -s 0' 'cp gazetteers/words.tsv' "cp $T/installed"; do
	$how "$file"
	mentions "damaged ($how): made again" 0 "$file (made now)" mine tag -v "$T/doc.jsonl"
	same '... and tags the same' "$T/tagged" "$T/out"
done
mentions '... once' 0 "$file (there already)" mine tag -v "$T/doc.jsonl"

rm -rf "$T/xdg"
for i in 1 2 3 4 5 6 7 8; do
	mine tag "$T/doc.jsonl" >"$T/at-once.$i" 2>&1 &
done
wait
cat "$T"/at-once.* >"$T/got"
for i in 1 2 3 4 5 6 7 8; do cat "$T/tagged"; done >"$T/expected"
same 'eight at once on an empty cache' "$T/expected" "$T/got"
holds '... leave one file' test "$(ls -A "$T/xdg/gazet" | wc -l)" -eq 1
mentions '... which is sound' 0 '(there already)' mine tag -v "$T/doc.jsonl"
rm -rf "$T/xdg"

# nowhere TITLE VARIABLES...: it works as if there were no cache, and nothing is left behind
nowhere() {
	local title=$1
	shift
	run "${powers[@]}" env "$@" "$T/prefix/bin/gazet" tag "$T/doc.jsonl"
	same "$title: tags the same" "$T/tagged" "$T/out"
	holds '... and says nothing' test ! -s "$T/err" -a "$status" -eq 0
	holds '... and leaves nothing' test "$(kept "$T/xdg")$(kept "$HOME")" = 00
}
nowhere 'an empty GAZET_CACHE' GAZET_CACHE=
nowhere 'no home' -u XDG_CACHE_HOME -u HOME
nowhere 'a cache below a file' XDG_CACHE_HOME="$T/mine.tsv"
nowhere 'a relative XDG_CACHE_HOME is none' -u HOME XDG_CACHE_HOME=xdg
nowhere 'a folder in which nobody may write' XDG_CACHE_HOME=/proc
mkdir -p "$T/locked/gazet"
chmod 500 "$T/locked/gazet"
if drop_powers; then
	nowhere 'a read-only folder' XDG_CACHE_HOME="$T/locked"
	powers=()
else
	skip 'a read-only folder' 'the superuser writes everywhere'
fi
(
	trap '' XFSZ
	ulimit -f 4
	mine tag "$T/doc.jsonl" 2>"$T/err"
) | cat >"$T/got"
same 'a full disk: tags the same' "$T/tagged" "$T/got"
holds '... says nothing' test ! -s "$T/err"
holds '... and leaves nothing' test "$(kept "$T/xdg")" -eq 0
if mkdir "$T/tiny" && mount -t tmpfs -o size=8k tmpfs "$T/tiny" 2>/dev/null; then
	nowhere 'a full file system' XDG_CACHE_HOME="$T/tiny"
	holds '... there too' test "$(kept "$T/tiny")" -eq 0
	umount "$T/tiny"
else
	skip 'a full file system' 'nothing can be mounted here'
fi

run env -u XDG_CACHE_HOME "$T/prefix/bin/gazet" tag "$T/doc.jsonl"
holds 'without XDG_CACHE_HOME, ~/.cache/gazet' test "$(kept "$HOME/.cache/gazet")" -eq 1
run env GAZET_CACHE="$T/own/deep" "$T/prefix/bin/gazet" tag "$T/doc.jsonl"
holds 'GAZET_CACHE goes before both' test "$(kept "$T/own/deep")" -eq 1 -a "$(kept "$T/xdg")" -eq 0
run mine tag -g "$T/set" "$T/doc.jsonl"
holds 'what -g names is loaded each time' test "$(kept "$T/xdg")" -eq 0
mentions '... unless GAZET_CACHE is set' 0 '(made now)' env GAZET_CACHE="$T/own/deep" "$T/prefix/bin/gazet" \
	tag -v -g "$T/set" -g "$T/mine.tsv" "$T/doc.jsonl"
mentions '... and it is there the next time' 0 '(there already)' env GAZET_CACHE="$T/own/deep" "$T/prefix/bin/gazet" \
	tag -v -g "$T/set" -g "$T/mine.tsv" "$T/doc.jsonl"
holds '... with all layers' grep -q org/harbour-trust "$T/out"

# ---- tables larger than what is read at once, nodes of many children --------------------------------

# Names that begin alike, in groups of all sizes; lines longer than a block, and no end behind the last one.
awk 'BEGIN {
	printf "\xef\xbb\xbfid\ttype\tname\taliases\r\n"
	for (i = 0; i < 600000; i++) printf i ? "#" : "# "
	print ""
	for (i = 0; i < 12000; i++)
		printf "org/n%d\torg\tThe %s%d of K%d%s\tW%d=x\r\n", i, i % 3 ? "A" : "B", i % 400, i, i % 7 ? "" : " Ltd", i
	printf "org/last\torg\tThe Last"
	for (i = 0; i < 60000; i++) printf "%s", i ? "|Alias " i : "\tAlias 0"
}' >"$T/large.tsv"
awk 'BEGIN {
	for (i = 0; i < 12000; i += 5)
		printf "{\"id\":\"%d\",\"text\":\"Here is The %s%d of K%d%s, too.\"}\n", i, i % 3 ? "A" : "B", i % 400, i, i % 7 ? "" : " Ltd"
	for (i = 0; i < 60000; i += 60)
		printf "{\"id\":\"alias %d\",\"text\":\"Here is Alias %d, too.\"}\n", i, i
}' >"$T/large.jsonl"
gazet gaz compile -q -o "$T/large.gazetc" "$T/large.tsv" || status=$?
gazet tag -g "$T/large.gazetc" "$T/large.jsonl" | jq -r '[.id, (.mentions[] | .entity, .text)] | join(" ")' >"$T/got"
awk 'BEGIN {
	for (i = 0; i < 12000; i += 5)
		printf "%d org/n%d The %s%d of K%d%s\n", i, i, i % 3 ? "A" : "B", i % 400, i, i % 7 ? "" : " Ltd"
	for (i = 0; i < 60000; i += 60)
		printf "alias %d org/last Alias %d\n", i, i
}' >"$T/expected"
same 'every name of a large table is found' "$T/expected" "$T/got"
{ cat "$T/large.tsv"; printf '\r\norg/n7\torg\tTwice\t\n'; } >"$T/twice.tsv"
complains 'and a fault at its end has its line' 2 gazet gaz compile -o "$T/x" "$T/twice.tsv" <<EOF
gazet: $T/twice.tsv:12004:1: the id org/n7 stands twice
gazet: the gazetteer was not loaded: nothing was done; gazet gaz lint says all that is wrong with one
EOF

# A program that was copied away from its set, and finds none where it was to be installed.
mkdir -p "$T/far/away/bin"
cp "$GAZET" "$T/far/away/bin/gazet"
if [ -e /usr/local/share/gazet ]; then
	skip 'a program without a gazetteer says that -g names one' 'one is installed in /usr/local'
else
	mentions 'a program without a gazetteer says that -g names one' 2 'no gazetteer is installed with this program: nothing was done; -g names one' \
		"$T/far/away/bin/gazet" tag "$T/doc.jsonl"
fi
finish
