#!/bin/bash
# walk.sh: once through the life of a database, on the demo archive, each command with what it does at most; for tools
# that watch the program at work (valgrind.sh).
cd "$(dirname "$0")/.." || exit 2
. tests/cli/lib.sh

demo=tests/data/demo
D=$T/demo.db
# does STATUS ARGUMENT...
does() {
	local want=$1 good=yes
	shift
	run gazet "$@"
	[ "$status" -eq "$want" ] || good=no
	{ echo "exit status $status, not $want"; cat "$T/err"; } >"$T/why"
	verdict "${*//"$T"/.}" $good "$T/why"
}

does 0 index -q -j 2 --commit 20 -d "$D" "$demo/articles.jsonl" "$demo/notes"
does 0 index -q -j 2 --commit 1 -d "$D" "$demo/scraped"
does 0 index -q --full-scan -d "$D" "$demo/articles.jsonl"
cp -R "$demo/notes" "$T/notes"
rm "$T/notes/$(ls "$T/notes" | head -n 1)"
does 0 index -q --prune -d "$T/notes.db" "$demo/notes"
does 0 index -q --dry-run -d "$T/notes.db" "$T/notes"
does 0 retag -q --all -j 2 -d "$D"
does 0 db merge -q "$T/merged.db" "$D" "$T/notes.db"
does 0 db rebuild -q -d "$T/merged.db"
does 0 db check -d "$T/merged.db"
does 0 db vacuum -q -d "$T/merged.db"
does 0 db dump -d "$T/merged.db"
does 0 db stats -d "$D"
does 0 export datasette -q -d "$D" -o "$T/datasette.db"
does 0 export csv event/g20 -q --partition month -d "$D" -o "$T/parts"
for format in brat conll2003 conllu displacy ftm gkg jsonl mentions spacy timelinejs webannotation; do
	does 0 export $format -q event/g20 -d "$D" -o "$T/export-$format"
done
for format in svg gexf graphml dot json csv; do
	does 0 graph event/g20 --format $format -q -d "$D" -o "$T/graph-$format"
done
does 0 graph Germany --dynamic --format gexf -q -d "$D" -o "$T/dynamic.gexf"
does 0 report event/g20 -q -d "$D" -o "$T/page.html"
does 0 show person/angela-merkel -d "$D"
does 0 entities --sort name --limit 0 -d "$D"
does 0 cooc Greece --window sentence --min-docs 2 --sort -npmi -d "$D"
does 0 timeline --any merkel --any person/barack-obama --by week --plot -d "$D"
does 0 kwic country/ru --with country/us --window 20 -d "$D"
does 0 docs type:person country:ru --not country/us --unique --format jsonl -d "$D"
does 0 diff --from 2014 --to 2016 --vs-from 2010 --vs-to 2013 -d "$D"
does 0 bursts --by week -d "$D"
does 0 path person/angela-merkel person/xi-jinping -d "$D"
does 0 sql 'SELECT type, count(*) FROM entity GROUP BY type' -d "$D"
does 0 explain demo-0018 -d "$D"
does 0 tag "$demo/notes" --format md
does 0 gaz compile -q -o "$T/shipped.gzc"
does 0 tag -g "$T/shipped.gzc" "$demo/notes"
does 0 gaz lookup merkel
does 0 gaz stats
head -c 100000 "$T/shipped.gzc" >"$T/short.gzc"
does 2 tag -g "$T/short.gzc" "$demo/notes"
head -c 300000 "$D" >"$T/short.db"
does 2 db check -d "$T/short.db"
finish
