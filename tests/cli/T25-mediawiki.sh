#!/bin/bash
# MediaWiki dumps: which pages are documents, what is left of their wikitext, what can be wrong with a dump.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
D=tests/data/formats/mediawiki
# documents FILE...: all that is in a database of these files
documents() {
	rm -f "$T/wiki.db"
	gazet index -q -g "$T/gaz" -d "$T/wiki.db" "$@" || return
	sqlite3 -batch -readonly "$T/wiki.db" "
		SELECT printf('== %s | %s | %s | %s | %s', d.external_id, d.title, d.url, d.language, d.day) || char(10) ||
		       d.text || char(10) FROM document d ORDER BY d.id"
}

golden 'a dump in English' formats/mediawiki-english.txt 0 documents $D/english.xml
golden 'whole histories, an old version, other languages' formats/mediawiki-history.txt 0 documents $D/history.xml
cp "$T/out" "$T/history"
for tool in gzip bzip2 xz; do
	if ! command -v $tool >/dev/null; then
		skip "compressed with $tool" "no $tool"
		continue
	fi
	$tool -c $D/history.xml >"$T/packed"
	run documents "$T/packed"
	same "compressed with $tool" "$T/history" "$T/out"
done
golden 'only what articles say is found' formats/mediawiki-mentions.tsv 0 \
	gazet tag -q -g "$T/gaz" --format tsv $D/english.xml

# ---- damage --------------------------------------------------------------------------------

sed "/<id>105/q" $D/english.xml >"$T/cut.xml"
run gazet index -q -g "$T/gaz" -d "$T/cut.db" "$T/cut.xml"
sed "s|$T/||" "$T/err" >"$T/said"
holds 'a dump that breaks off: exit status 3' test $status -eq 3
holds 'it says where' grep -qE '^gazet: cut.xml:[0-9]+: XML, line [0-9]+, column [0-9]+: .*; what follows is lost$' "$T/said"
gives 'and the pages before are there' 0 sqlite3 -batch "$T/cut.db" 'SELECT external_id FROM document' <<'END'
101
END
mentions 'a page beyond the limit is passed over' 3 'longer than the limit of 1000 bytes; skipped' \
	gazet index -q -g "$T/gaz" -d "$T/limit.db" --max-document 1000 $D/english.xml
gives 'and those behind it are read' 0 sqlite3 -batch "$T/limit.db" 'SELECT external_id FROM document' <<'END'
105
END
mentions 'what is no dump is refused by name' 3 'news.xml: not a dump of MediaWiki' \
	gazet tag -q -g "$T/gaz" -f mediawiki "$(echo '<rss version="2.0"></rss>' >"$T/news.xml"; echo "$T/news.xml")"
finish
