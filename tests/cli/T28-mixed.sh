#!/bin/bash
# A folder with all that people keep in folders: what is no archive of articles is passed over without noise, what could
# be lost is told, and --prune takes nothing away that may still be there.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
D=$T/test.db
index() { gazet index -g "$T/gaz" -d "$D" "$@"; }
figures() { # FILTER ARGUMENT...
	local filter=$1
	shift
	index -q --json "$@" >"$T/figures"
	local code=$?
	jq -c "$filter" "$T/figures"
	return $code
}
ask() { sqlite3 -batch -readonly "$D" "$@"; }

# ---- documents, books and programs that are zip archives; text that is none -------------

mkdir "$T/mix" && cd "$T/mix" || exit 1
python3 -B - <<'END'
import zipfile

XML = '<?xml version="1.0"?>\n<x/>'

def package(name, *members):
    with zipfile.ZipFile(name, "w") as archive:
        for member in members:
            archive.writestr(member, "Angela Merkel" if not member.endswith("xml") else XML)

package("a.docx", "[Content_Types].xml", "word/document.xml", "notes.txt")
package("b.docx", "word/numbering.xml", "word/document.xml", "notes.txt")
package("c.xlsx", "_rels/.rels", "xl/workbook.xml", "notes.txt")
package("d.odt", "mimetype", "content.xml")
package("e.epub", "mimetype", "OEBPS/style.css")
package("f.jar", "META-INF/MANIFEST.MF", "readme.txt")
package("g.zip", "word/story.txt")
with zipfile.ZipFile("h.zip", "w") as outer:
    outer.write("a.docx")
    outer.write("g.zip")
with zipfile.ZipFile("i.zip", "w") as outermost:
    outermost.write("h.zip")
END
printf '%%PDF-1.3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n' >j.pdf
printf '%%!PS-Adobe-3.0\n(Angela Merkel) show\n' >k.ps
printf '{\\rtf1\\ansi Angela Merkel\\par\nNATO\\par}\n' >l.rtf
cd "$TOP" || exit 1
gives 'they are counted, and not unpacked' 3 figures '[.added, .skipped_files, .rejected]' "$T/mix" <<'END'
[2,11,1]
END
mentions '-v names them' 3 'mix/a.docx: of no known format' index -v --full-scan "$T/mix"
gives 'archives of stories are' 0 ask 'SELECT doc FROM v_document ORDER BY doc' <<'END'
g.zip/word/story.txt
h.zip/g.zip/word/story.txt
END
mentions 'what is too deep is told' 3 'i.zip/h.zip/g.zip: an archive in an archive in an archive' index --full-scan "$T/mix"
holds 'and a document in it not' test "$(grep -c 'docx' "$T/err")" -eq 0
mentions 'one that is named is rejected by its kind' 3 'j.pdf: of no known format (PDF)' index "$T/mix/j.pdf"
mentions 'or by what it is packed as' 3 'of no known format (a document, book or program packed as zip)' index "$T/mix/a.docx"
gives 'unless a format is forced' 0 gazet tag -g "$T/gaz" -f text "$T/mix/f.jar" --format jsonl <<'END'
{"id":"META-INF/MANIFEST.MF","date":null,"mentions":[{"field":"text","start":0,"end":13,"text":"Angela Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"name","score":0.95}]}
{"id":"readme.txt","date":null,"mentions":[{"field":"text","start":0,"end":13,"text":"Angela Merkel","entity":"person/angela-merkel","name":"Angela Merkel","type":"person","via":"name","score":0.95}]}
END
rm "$D"

# ---- a file of other records ---------------------------------------------------------

for i in $(seq 500); do printf '{"n":%d}\n' "$i"; done >"$T/other.jsonl"
run index "$T/other.jsonl"
holds 'of a file of rejects the first ones are told' test "$(grep -c 'other.jsonl:' "$T/err")" -eq 21
mentions 'and how many more there are' 3 'other.jsonl: 480 more rejected' index --full-scan "$T/other.jsonl"
mentions 'tag tells how to see them' 3 '480 more rejected (-v names all of them)' gazet tag -g "$T/gaz" "$T/other.jsonl"
run index --full-scan -q --rejects "$T/rejects" "$T/other.jsonl"
holds '--rejects has all of them' test "$(wc -l <"$T/rejects")" -eq 500
printf '{"text":"NATO","date":"\\u001b[31mred"}\n' >"$T/red.jsonl"
run index "$T/red.jsonl"
holds 'no control characters of an archive reach the terminal' eval "grep -q 'could not be understood' '$T/err' && ! grep -q $'\\033' '$T/err'"
rm -f "$D"

# A text under another name leaves titles.
printf '{"title":"Germany %d","story":"NATO"}\n' 1 2 >"$T/titles.jsonl"
mentions 'documents without text are counted, and where they are' 0 'titles.jsonl:1 (--map text=KEY says where text is)' \
	index "$T/titles.jsonl"
holds 'how many' grep -qF 'documents of a title alone: 2 of 2, such as' "$T/err"
for map in text=nope text= date=day,text=nope; do
	rm -f "$D"
	mentions "whoever gave --map $map has said so" 0 'documents of a title alone: 2 of 2, such as' index --map "$map" "$T/titles.jsonl"
	holds 'and is not told how' eval '! grep -q "text=KEY" "$T/err"'
done
holds 'but that there is no such key' grep -qF -e '--map text=nope: no record that was read has it' "$T/err"
rm -f "$D"
mentions 'whoever named other keys has not' 0 'titles.jsonl:1 (--map text=KEY says where text is)' \
	index --map date=day "$T/titles.jsonl"
rm -f "$D"
deep=$T/$(printf 'folder-%03d/' $(seq 20))
mkdir -p "$deep"
printf '{"title":"Germany","date":"never"}\n' >"$deep/a.jsonl"
printf 'title,date,title\nGermany,2017,x\n' >"$deep/b.csv"
run index "$deep"
end="[.]{3}[^ ]{0,20}$(printf "folder-%03d/" $(seq 8 20))"
for told in "that could not be understood: 1, such as ${end}a.jsonl:1: " "a title alone: 2 of 2, such as ${end}a.jsonl:1 " \
	"two columns have one name: ${end}b.csv: "; do
	holds "of a long path its end is told: ${told%%:*}" grep -qE "$told" "$T/err"
done
rm -f "$D"
printf '{"title":"Germany %d","text":"NATO"}\n' 3 4 >>"$T/titles.jsonl"
printf '{"title":"Germany","text":""}\n' >"$T/brief.jsonl"
printf '{"title":"Germany 5","text":"NATO"}\n{"title":"Germany 6"}\n{"title":"Germany 7"}\n' >"$T/worst.jsonl"
mentions 'where they are some, too; of files the one that has the most' 0 \
	"documents of a title alone: 5 of 8, such as $T/titles.jsonl:1, 2 of them in that file (--map" \
	index "$T/brief.jsonl" "$T/titles.jsonl" "$T/worst.jsonl"
gives '--json has their number' 0 figures '[.titles_alone]' --full-scan "$T/brief.jsonl" "$T/worst.jsonl" <<'END'
[3]
END
gives 'so has a dry run' 0 figures '[.titles_alone]' --dry-run --full-scan "$T/worst.jsonl" <<'END'
[2]
END
mentions 'tag says it, too' 0 'documents of a title alone: 2 of 3, such as' gazet tag -g "$T/gaz" "$T/worst.jsonl"
run gazet tag -q -g "$T/gaz" "$T/worst.jsonl"
holds 'unless it is to be quiet' eval '! grep -q "a title alone" "$T/err"'
run index --full-scan "$T/other.jsonl"
holds 'where there are none, nothing' eval '! grep -q "a title alone" "$T/err"'
printf '<html><head><title>NATO met</title></head><body></body></html>' >"$T/bare.html"
mentions 'where keys have no say, --map is not told of' 0 'documents of a title alone: 1 of 1, such as' index "$T/bare.html"
holds 'indeed' eval '! grep -q "map text" "$T/err"'
rm -f "$D"

# ---- the same id in several files -------------------------------------------------------

mkdir "$T/years"
for year in 2010 2011; do
	printf 'id,date,text\n1,%s-01-01,Germany %s\n2,%s-01-02,Russia %s\n' $year $year $year $year >"$T/years/$year.csv"
done
gives 'documents that replace others of the run are counted' 0 figures '[.added, .replaced, .overwritten]' "$T/years" <<'END'
[2,2,2]
END
gives 'by --dry-run too' 0 figures '[.added, .replaced, .overwritten]' --dry-run -d "$T/none.db" "$T/years" <<'END'
[2,2,2]
END
mentions 'and told' 0 '2011.csv:2 (id 1)' index --full-scan "$T/years"
rm "$D"
long=a$(printf 'é%.0s' {1..29})
printf 'id,date,text\n%sé,2010-01-01,Germany\n%sé,2010-01-02,Russia\n' "$long" "$long" >"$T/long.csv"
mentions 'a long id loses whole characters' 0 "long.csv:3 (id $long)" index "$T/long.csv"
rm "$D"

# ---- PATHs in others ------------------------------------------------------------------

mkdir -p "$T/in/sub/.dot"
echo 'NATO' >"$T/in/a.txt"
echo 'Russia' >"$T/in/sub/b.txt"
echo 'Germany' >"$T/in/sub/.dot/c.txt"
mentions 'a PATH in another one is read once' 0 'sub is read once, with' index "$T/in/sub" "$T/in" "$T/in/a.txt"
gives 'as part of that one' 0 ask 'SELECT source, doc FROM v_document ORDER BY doc' <<'END'
in|a.txt
in|sub/b.txt
END
gives 'files are known once' 0 ask 'SELECT count(*), count(DISTINCT path) FROM file' <<'END'
2|2
END
gives 'what is hidden in it is no part of it' 0 figures '[.added, .unchanged_files]' "$T/in" "$T/in/sub/.dot" <<'END'
[1,2]
END
mkdir "$T/in/page_files"
echo '<html><body><p>NATO, in a page.</p></body></html>' | tee "$T/in/page.html" >"$T/in/page_files/frame.html"
gives 'nor is what was saved beside a page' 0 figures '[.added, .unchanged_files]' "$T/in/page_files" "$T/in" <<'END'
[2,2]
END
mentions 'which is named where that is asked for' 0 'page_files: what a browser saved beside a page; skipped' index -v "$T/in"
mentions 'and how to ask is told' 0 'of no known format: 1 (-v names them; ' index "$T/in"
gives 'what was named and is there is not pruned' 0 figures '[.gone_files, .gone, .pruned]' --prune "$T/in" <<'END'
[0,0,0]
END
rm -r "$T/in/page_files" "$T/in/sub/.dot"
gives 'but when it goes' 0 figures '[.gone_files, .gone, .pruned]' --prune "$T/in" <<'END'
[2,2,2]
END
rm "$D"

# ---- --prune and damage -------------------------------------------------------------------

mkdir "$T/cut" "$T/tarred"
for i in $(seq 2000); do printf '{"id":"%d","text":"NATO, %d"}\n' "$i" $((i * i * 7919 % 1000003)); done | gzip -n >"$T/whole.gz"
cp "$T/whole.gz" "$T/cut/a.jsonl.gz"
(cd "$T/cut" && tar cf ../tarred/b.tar a.jsonl.gz)
figures . "$T/cut" "$T/tarred" >/dev/null
truncate -s 5000 "$T/cut/a.jsonl.gz"
truncate -s 5000 "$T/tarred/b.tar"
gives 'what stood in a file that is damaged now is not removed' 3 figures '[.gone, .pruned]' --prune "$T/cut" "$T/tarred" <<'END'
[0,0]
END
mentions 'which is said' 3 'that are damaged now, and are kept:' index --prune "$T/cut" "$T/tarred"
gives 'nothing is lost' 0 ask 'SELECT count(*) FROM document' <<'END'
4000
END
zcat "$T/whole.gz" | head -n 1990 | gzip -n >"$T/cut/a.jsonl.gz"
gives 'of a sound file it is removed' 3 figures '.pruned' --prune "$T/cut" "$T/tarred" <<'END'
10
END
is_sound 'the database is sound' "$D"

# A record that cannot be read may be any of those that are missed; one that says nothing holds no document.
mkdir "$T/worse"
printf '{"id":"%s","text":"NATO, %s"}\n' one 1 two 2 three 3 >"$T/worse/lines.jsonl"
printf 'id,text\nfirst,NATO\nsecond,Russia\nthird,Germany\n' >"$T/worse/rows.csv"
echo 'Germany and NATO' >"$T/worse/emptied.txt"
echo '{"id":"of lines","text":"NATO"}' >"$T/worse/emptied.jsonl"
echo '{"id":"packed","text":"NATO"}' | gzip >"$T/worse/emptied.jsonl.gz"
there() { ask "SELECT doc FROM v_document WHERE source = 'worse' ORDER BY doc" | tr '\n' ' '; }
run index "$T/worse"
truncate -s 40 "$T/worse/lines.jsonl"
printf 'id,text\nfirst,NATO\nsecond,"Russia\nthird,Germany\n' >"$T/worse/rows.csv"
: | tee "$T/worse/emptied.txt" "$T/worse/emptied.jsonl" | gzip >"$T/worse/emptied.jsonl.gz"
gives 'nor what stood in records that are damaged, or in a file that is empty' 3 figures '[.rejected, .gone, .pruned]' --prune "$T/worse" <<'END'
[3,0,0]
END
holds 'all of it is there' test "$(there)" = 'emptied.txt first of lines one packed second third three two '
mentions 'and what --prune would not do is not promised' 0 '(--prune removes them, but for what damaged files may have held)' index "$T/worse"
printf '{"id":"one","text":"NATO, 1"}\n{"id":"two"}\n' >"$T/worse/lines.jsonl"
run index --prune "$T/worse"
holds 'what a sound record no longer says is removed' test "$(there)" = 'emptied.txt first of lines one packed second third '

# A page without text is none of those that its archive no longer has, nor is what is never unpacked.
mkdir "$T/pages"
printf '<html><body><p>%s and NATO</p></body></html>' Germany | tee "$T/pages/1.html" >"$T/pages/2.html"
echo '<html><body><script>load()</script></body></html>' >"$T/pages/3.html"
for depth in 1 2 3; do (cd "$T/pages" && tar cf ../depth.tar . && mv ../depth.tar deep.tar); done
tar cf "$T/pages.tar" -C "$T/pages" .
run index "$T/pages.tar"
holds 'what is too deep is told' grep -q 'an archive in an archive in an archive is not unpacked' "$T/err"
rm "$T/pages/2.html"
tar cf "$T/pages.tar" -C "$T/pages" .
gives 'a page without text in an archive is as it was meant' 3 figures '[.rejected, .pruned]' --prune "$T/pages.tar" <<'END'
[3,1]
END
finish
