#!/bin/bash
# WARC and WET files, mailboxes, maildirs and messages: which documents they are, and what is said of the rest.
. tests/cli/lib.sh

small_gazetteer "$T/gaz"
F=tests/data/formats

# documents PATH...: indexes into a new database and prints what is in it
documents() {
	rm -f "$T/d.db"
	gazet index -q -g "$T/gaz" -d "$T/d.db" "$@" 2>"$T/messages"
	sqlite3 -batch -readonly "$T/d.db" ".mode line" ".nullvalue ''" \
		"SELECT d.external_id AS id, v.source, v.date, d.title, d.url, d.language AS lang, d.text,
		        (SELECT group_concat(entity, ' ') FROM v_document_entity e WHERE e.document_id = d.id) AS entities
		   FROM document d JOIN v_document v ON v.id = d.id ORDER BY d.id"
}
messages() { sed "s|$F/||; s|$T/||" "$T/messages"; }

# ---- WARC -----------------------------------------------------------------------

golden 'answers, resources' formats/warc.txt 0 documents $F/warc/crawl.warc
gives 'all others are passed over, and are no errors' 0 messages </dev/null
golden 'conversions' formats/wet.txt 0 documents $F/warc/text.warc.wet
gives 'nothing is wrong with them' 0 messages </dev/null
golden 'what a damaged file still has' formats/warc-damaged.txt 0 documents $F/warc/damaged.warc
gives 'and what is wrong with it' 0 messages <<'END'
gazet: warc/damaged.warc:3: 28 bytes in front of this record belong to none; skipped
gazet: warc/damaged.warc:3: wrong Content-Length: 9000, but another record begins after 36 bytes
gazet: warc/damaged.warc:4: no Content-Length; skipped
gazet: warc/damaged.warc:6: truncated body: its compressed data breaks off
gazet: warc/damaged.warc:7: unpacks to more than 100 times its length (and 16777216 bytes); skipped
gazet: warc/damaged.warc:8: a body with Content-Encoding "br" cannot be read
gazet: warc/damaged.warc:10: truncated record: the file ends after 36 of its 400 bytes
END

gzip -c $F/warc/crawl.warc >"$T/crawl.warc.gz"
documents --source-name crawl $F/warc/crawl.warc >"$T/plain.txt"
documents --source-name crawl "$T/crawl.warc.gz" >"$T/packed.txt"
same 'compressed it is the same' "$T/plain.txt" "$T/packed.txt"
# A member for each record, as they are in archives: cut before each version line.
csplit -s -z -f "$T/part" -b '%03d' $F/warc/text.warc.wet '/^WARC\/1/' '{*}'
for part in "$T"/part*; do gzip -c "$part"; done >"$T/text.warc.wet.gz"
documents --source-name text $F/warc/text.warc.wet >"$T/plain.txt"
documents --source-name text "$T/text.warc.wet.gz" >"$T/packed.txt"
same 'and so it is with a member for each record' "$T/plain.txt" "$T/packed.txt"
INPUT=$F/warc/text.warc.wet
golden 'from standard input, by its content' formats/wet-tag.jsonl 0 gazet tag -g "$T/gaz" -
INPUT=/dev/null

# ---- mail -------------------------------------------------------------------------

golden 'a mailbox' formats/mbox.txt 0 documents $F/mail/list.mbox
gives 'a message without anything to read is refused' 0 messages <<'END'
gazet: mail/list.mbox:5: no text: neither a subject nor a body that can be read
END
golden 'a maildir and a file' formats/mail.txt 0 documents $F/mail/maildir $F/mail/2017-07-09-summit.eml
sed 's/$/\r/' $F/mail/list.mbox >"$T/crlf.mbox"
documents --source-name list $F/mail/list.mbox >"$T/plain.txt"
documents --source-name list "$T/crlf.mbox" >"$T/packed.txt"
same 'whatever its line breaks' "$T/plain.txt" "$T/packed.txt"
finish
