#!/bin/bash
# Databases put together: as if their archives had been indexed one after the other.
. tests/cli/lib.sh

demo=$TOP/tests/data/demo
small_gazetteer "$T/gaz"
cp -R "$T/gaz" "$T/other"
printf 'id\ttype\tname\taliases\nplace/sea\tplace\tSouth China Sea\t\n' >"$T/other/more.tsv"
index() { local db=$1; shift; gazet index -q --progress never -d "$db" -g "$T/gaz" "$@"; }
dumps() { gazet db dump -d "$1"; }

index "$T/a.db" "$demo/articles.jsonl"
index "$T/b.db" "$demo/notes" "$demo/scraped"
index "$T/one.db" "$demo/articles.jsonl" "$demo/notes" "$demo/scraped"
dumps "$T/one.db" >"$T/one.dump"
run gazet db merge "$T/out.db" "$T/a.db" "$T/b.db"
dumps "$T/out.db" >"$T/out.dump"
same 'two databases make the one' "$T/one.dump" "$T/out.dump"
is_sound 'which is sound' "$T/out.db"
dump_all "$T/out.db" >"$T/rows"
mentions 'again' 0 '0 added, 91 unchanged, 0 replaced' gazet db merge "$T/out.db" "$T/a.db" "$T/b.db"
dump_all "$T/out.db" >"$T/rows2"
same 'changes nothing' "$T/rows" "$T/rows2"

# Duplicates across inputs, and ids with another content.
printf '{"id":"1","text":"Angela Merkel in Hamburg."}\n{"id":"2","text":"Russia."}\n' >"$T/x.jsonl"
printf '{"id":"2","text":"Germany and NATO."}\n{"id":"3","text":"Angela Merkel in Hamburg."}\n' >"$T/y.jsonl"
index "$T/x.db" --source-name s "$T/x.jsonl"
index "$T/y.db" --source-name s "$T/y.jsonl"
for archive in "$T/x.jsonl" "$T/y.jsonl"; do index "$T/xy.db" --source-name s "$archive"; done
dumps "$T/xy.db" >"$T/one.dump"
for time in first second; do
	run gazet db merge "$T/m.db" "$T/x.db" "$T/y.db"
	dumps "$T/m.db" >"$T/out.dump"
	same "the newest of two contents, and duplicates, the $time time" "$T/one.dump" "$T/out.dump"
done
mentions 'nothing is replaced again' 0 '0 added, 4 unchanged, 0 replaced' gazet db merge "$T/m.db" "$T/x.db" "$T/y.db"
is_sound 'sound' "$T/m.db"
mentions 'the first one stays' 0 'left out: 1' gazet db merge --on-conflict first "$T/f.db" "$T/x.db" "$T/y.db"
run gazet docs country/ru -d "$T/f.db" --format csv
verdict 'and is there' "$(grep -q '^2,' "$T/out" && echo yes || echo no)" "$T/out"
mentions 'or it fails' 2 'document 2 of source s' gazet db merge --on-conflict fail "$T/g.db" "$T/x.db" "$T/y.db"
is_sound 'and leaves a sound database' "$T/g.db"

# Other gazetteers.
gazet index -q -d "$T/c.db" -g "$T/other" "$demo/notes"
mentions 'another gazetteer is refused' 2 '--as-is' gazet db merge "$T/no.db" "$T/a.db" "$T/c.db"
[ -e "$T/no.db" ] && good=no || good=yes
verdict 'before anything is written' $good
gazet db merge -q "$T/as.db" "$T/a.db" "$T/c.db" --as-is
gazet index -q -d "$T/as1.db" -g "$T/gaz" "$demo/articles.jsonl"
gazet index -q -d "$T/as1.db" -g "$T/other" "$demo/notes" 2>/dev/null
dumps "$T/as1.db" >"$T/one.dump"
dumps "$T/as.db" >"$T/out.dump"
same 'kept as they are' "$T/one.dump" "$T/out.dump"
is_sound 'sound too' "$T/as.db"
gazet retag -q -d "$T/as.db" -g "$T/other" >/dev/null
gazet db merge -q "$T/re.db" "$T/a.db" "$T/c.db" --retag -g "$T/other" >/dev/null
gazet index -q -d "$T/re1.db" -g "$T/other" "$demo/articles.jsonl" "$demo/notes"
dumps "$T/re1.db" >"$T/one.dump"
dumps "$T/as.db" >"$T/out.dump"
same 'and tagged again afterwards, they are of one' "$T/one.dump" "$T/out.dump"
dumps "$T/re.db" >"$T/out.dump"
same 'or at once' "$T/one.dump" "$T/out.dump"

mentions 'into itself' 2 'into itself' gazet db merge "$T/a.db" "$T/a.db"
mentions 'what is no database' 2 'not a gazet database' gazet db merge "$T/n.db" "$T/x.jsonl"
mentions 'what is not there' 2 'no such database' gazet db merge "$T/n.db" "$T/none.db"
mentions 'a word that is none' 2 '--on-conflict is newest, first or fail' gazet db merge "$T/n.db" "$T/a.db" --on-conflict last
mentions 'without inputs' 2 'usage' gazet db merge "$T/n.db"

# Vacuum.
cp "$T/one.db" "$T/v.db"
sqlite3 "$T/v.db" 'CREATE TABLE filler AS SELECT text FROM document, (SELECT 1 UNION SELECT 2 UNION SELECT 3); DROP TABLE filler'
dumps "$T/v.db" >"$T/one.dump"
before=$(stat -c %s "$T/v.db")
run gazet db vacuum -d "$T/v.db"
dumps "$T/v.db" >"$T/out.dump"
same 'vacuum changes nothing' "$T/one.dump" "$T/out.dump"
verdict 'and makes the file smaller' "$([ "$(stat -c %s "$T/v.db")" -lt "$before" ] && echo yes || echo no)" "$T/err"
is_sound 'sound after that' "$T/v.db"
json 'a dump is JSON Lines' '(map(select(.doc)) | length == 91) and (map(select(.names)) | length > 5)' "$T/out.dump"

# Near-duplicates are found among what comes from several databases, as by indexing.
words=$(seq -f 'word%g' -s ' ' 0 59)
for i in 1 2; do
	printf '{"id":"n%d","title":"Head","text":"Angela Merkel %s%s"}\n' "$i" "$words" "${i/1/}" >"$T/near$i.jsonl"
	run gazet index -q -d "$T/near$i.db" "$T/near$i.jsonl"
	run gazet index -q -d "$T/near.db" "$T/near$i.jsonl"
done
run gazet db merge -q "$T/both.db" "$T/near1.db" "$T/near2.db"
clusters() { sqlite3 -readonly "$1" 'SELECT cluster_id, document_id FROM ix_cluster ORDER BY 1, 2'; }
clusters "$T/near.db" >"$T/clusters"
holds 'indexed, the two are near-duplicates' test "$(wc -l <"$T/clusters")" -eq 3
clusters "$T/both.db" >"$T/merged"
same 'merged, too' "$T/clusters" "$T/merged"
is_sound 'and sound' "$T/both.db"
finish
