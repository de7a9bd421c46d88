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

# A page as browsers save it with what it shows: it says itself when it is from, and what is in its frames is not of it.
cat >"$T/saved.mhtml" <<'END'
From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/summit
Subject: =?utf-8?Q?Summit=20-=20Example?=
Date: Tue, 1 Aug 2023 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="edge"

--edge
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/summit

<!DOCTYPE html><html lang=3D"en"><head><title>Summit - Example</title>
<meta property=3D"og:title" content=3D"Summit"><meta property=3D"article:published_time" content=3D"2017-07-07T09:00:00Z">
</head><body><nav><a href=3D"/">Home</a></nav><article><h1>Summit</h1><p>Angela Merkel opened the summit, and =
all who had come to Germany listened to her for an hour.</p></article></body></html>

--edge
Content-Type: text/css
Content-Location: https://news.example/style.css

body { color: black }

--edge
Content-Type: text/html
Content-Location: cid:frame-1@mhtml.blink

<html><body><p>Buy a holiday in Russia, now at half the price of last year.</p></body></html>

--edge--
END
gives 'a saved page is read as a page' 0 documents "$T/saved.mhtml" <<'END'
      id = saved.mhtml
  source = saved.mhtml
    date = 2017-07-07
   title = Summit
     url = https://news.example/summit
    lang = en
    text = Angela Merkel opened the summit, and all who had come to Germany listened to her for an hour.
entities = country/de person/angela-merkel
END
cp "$T/d.db" "$T/lf.db"
sed -i 's/$/\r/' "$T/saved.mhtml"
documents "$T/saved.mhtml" >"$T/packed.txt"
holds 'whatever its line breaks' eval '[ "$(gazet sql "SELECT text FROM document" -d "$T/d.db")" = "$(gazet sql "SELECT text FROM document" -d "$T/lf.db")" ]'
sed -i '/published_time/s/<meta property=3D"article.*//' "$T/saved.mhtml"
documents "$T/saved.mhtml" >"$T/plain.txt"
holds 'and is not from the day on which it was saved' grep -qx '    date = ' "$T/plain.txt"
documents --date-from fetched "$T/saved.mhtml" >"$T/plain.txt"
holds 'unless that is asked for' grep -qx '    date = 2023-08-01' "$T/plain.txt"

# Another way to save one: a folder of what it shows stands beside it.
mkdir -p "$T/saved/summit_files" "$T/saved/gipfel-Dateien" "$T/saved/other_files"
echo '<html><head><title>Summit</title></head><body><p>Angela Merkel.</p></body></html>' | tee "$T/saved/summit.html" >"$T/saved/gipfel.htm"
echo '<html><body><p>Buy a holiday in Russia.</p></body></html>' | tee "$T/saved/summit_files/frame.html" "$T/saved/gipfel-Dateien/frame.html" >"$T/saved/other_files/a.html"
documents "$T/saved" >"$T/plain.txt"
gives 'what a saved page shows is no document; a folder without a page is one of documents' 0 grep ' id = ' "$T/plain.txt" <<'END'
      id = gipfel.htm
      id = other_files/a.html
      id = summit.html
END
documents "$T/saved/summit_files" >"$T/plain.txt"
holds 'nor is such a folder passed over where it is named' grep -q ' id = frame.html' "$T/plain.txt"
sed 's/$/\r/' $F/mail/list.mbox >"$T/crlf.mbox"
documents --source-name list $F/mail/list.mbox >"$T/plain.txt"
documents --source-name list "$T/crlf.mbox" >"$T/packed.txt"
same 'whatever its line breaks' "$T/plain.txt" "$T/packed.txt"
finish
