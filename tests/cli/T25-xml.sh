#!/bin/bash
# XML formats of news and feeds: small files of each, what becomes of their fields, and what is refused.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
D=$T/test.db
files=tests/data/formats
index() { gazet index -g "$T/gaz" -d "$D" "$@"; }
documents() {
	sqlite3 -batch -readonly "$D" "SELECT json_object('source', s.name, 'id', d.external_id, 'date', v.date, 'title', d.title,
		'url', d.url, 'lang', d.language, 'text', d.text)
		FROM v_document v JOIN document d USING (id) JOIN source s ON s.id = d.source_id
		ORDER BY s.name, d.external_id COLLATE BINARY"
}

for format in nitf newsml rcv1 feeds; do
	rm -f "$D"
	run index "$files/$format"
	sed -n '/ added, /p' "$T/err" >"$T/counts"
	case $format in
	nitf) echo 'gazet: 4 added, 0 unchanged, 0 replaced, 0 duplicate, 0 undated, 1 rejected' ;;
	newsml) echo 'gazet: 5 added, 0 unchanged, 0 replaced, 0 duplicate, 0 undated, 0 rejected' ;;
	rcv1) echo 'gazet: 4 added, 0 unchanged, 0 replaced, 0 duplicate, 1 undated, 1 rejected' ;;
	feeds) echo 'gazet: 9 added, 0 unchanged, 0 replaced, 0 duplicate, 3 undated, 1 rejected' ;;
	esac >"$T/expected"
	same "$format: what is counted" "$T/expected" "$T/counts"
	golden "$format: the documents" "formats/$format.jsonl" 0 documents
	is_sound "$format: the database is sound" "$D"
done
run index "$files/feeds"
holds 'a file of another vocabulary in a directory is skipped' grep -qF 'files skipped, of no known format: 1' "$T/err"
run index -q "$files/feeds/opml.xml"
holds 'named itself, it is refused' test "$status" -eq 3
complains 'nor is it what it is called' 3 index -q -f newsml "$files/feeds/opml.xml" <<END
gazet: $files/feeds/opml.xml: not NewsML: the root element is <opml>
END

# ---- mentions are found in all of it -------------------------------------------------------

rm -f "$D"
run index -q "$files/nitf" "$files/newsml" "$files/rcv1" "$files/feeds"
gives 'mentions' 0 sqlite3 -batch -readonly "$D" \
	"SELECT doc, field, text, entity FROM v_mention ORDER BY doc, field, start" <<'END'
1900001|text|Hamburg|place/hamburg
END

# ---- stories in stories --------------------------------------------------------------------

cat >"$T/nested.xml" <<'END'
<?xml version="1.0"?><nitf><head><title>Greece</title></head><body><body.content><block><p>Before.</p><nitf/></block>
<block><p>Behind.</p></block></body.content></body></nitf>
END
rm -f "$D"
run index -q "$T/nested.xml"
gives 'a story in a story' 0 sqlite3 -batch -readonly "$D" 'SELECT title, json_quote(text) FROM document' <<'END'
Greece|"Before.\n\nBehind."
END

# ---- files that are broken --------------------------------------------------------------------

head -c 1200 $files/feeds/rss2.xml >"$T/cut.xml"
rm -f "$D"
run index -q "$T/cut.xml"
sed "s|$T/||" "$T/err" >"$T/said"
cat >"$T/expected" <<'END'
gazet: cut.xml:2: XML, line 17, column 71: the file ends in the middle of it; what follows is lost
END
same 'a feed that breaks off says so' "$T/expected" "$T/said"
gives 'and what came before is kept' 0 sqlite3 -batch -readonly "$D" 'SELECT external_id FROM document' <<'END'
quay-1
END
finish
