#!/bin/bash
# Hostile shapes: nesting without end, bombs, lengths that lie, lines and headers and columns beyond all measure. Each
# ends in little time and memory, and says which file it was, and what stands beside it is read.
. tests/cli/lib.sh

mkdir "$T/gaz" "$T/in"
printf 'id\ttype\tname\taliases\norg/nato\torg\tNATO\t\n' >"$T/gaz/entities.tsv"
cd "$T/in" || exit 1
python3 -B - <<'END'
import gzip, io, struct, zipfile, zlib

MB = 1 << 20
DEEP = 100000
TEXT = b"NATO in Hamburg."


def put(name, *parts):
    with open(name, "wb") as out:
        for part in parts:
            out.write(part)


def xml(kind, inside):
    """A document of a format of XML whose text is something else."""
    head, tail = {
        "nitf": (b"<nitf><head><title>Title</title></head><body><body.content><p>", b"</p></body.content></body></nitf>"),
        "newsml": (b'<newsItem guid="1"><contentMeta><headline>Title</headline></contentMeta><contentSet><inlineXML>'
                   b"<nitf><body><body.content><p>", b"</p></body.content></body></nitf></inlineXML></contentSet></newsItem>"),
        "rcv1": (b'<newsitem itemid="1"><title>Title</title><text><p>', b"</p></text></newsitem>"),
        "rss": (b"<rss><channel><item><title>Title</title><description>", b"</description></item></channel></rss>"),
        "atom": (b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>Title</title><content type="xhtml">',
                 b"</content></entry></feed>"),
        "mediawiki": (b"<mediawiki><page><title>Title</title><ns>0</ns><id>1</id><revision><text>", b"</text></revision></page></mediawiki>"),
    }[kind]
    return head + inside + tail


def message(inside, kind=b"text/plain"):
    return b"From: a@example.org\nSubject: Title\nContent-Type: " + kind + b"\n\n" + inside


def warc(length, body, kind=b"conversion", mime=b"text/plain"):
    return (b"WARC/1.0\r\nWARC-Type: " + kind + b"\r\nWARC-Target-URI: http://example.org/\r\nWARC-Date: 2017-07-07T00:00:00Z\r\n"
            b"Content-Type: " + mime + b"\r\nContent-Length: " + str(length).encode() + b"\r\n\r\n" + body + b"\r\n\r\n")


# ---- nesting ----------------------------------------------------------------------

put("deep.jsonl", b'{"text":"NATO","x":' + b"[" * DEEP + b"]" * DEEP + b"}\n" + b'{"x":' * DEEP + b"\n", b'{"text":"NATO"}\n')
put("deep.json", b'[\n{"text":"NATO","x":' + b'{"y":[' * DEEP + b"]}" * DEEP + b'},\n{"text":"NATO"}]')
put("deep.html", b"<!doctype html><title>Title</title>" + b"<div><b>" * DEEP + TEXT + b"</b></div>" * DEEP)
put("tables.html", b"<!doctype html><title>Title</title>" + b"<table><tr><td>" * DEEP + TEXT)
put("lists.html", b"<!doctype html><title>Title</title>" + b"<ul><li><a href=x>x</a>" * DEEP + TEXT)
put("misnested.html", b"<!doctype html><title>Title</title>" + b"<b><i><p>x</b>" * DEEP + TEXT)
for kind in "nitf newsml rcv1 rss atom mediawiki".split():
    put("deep." + kind, b'<?xml version="1.0"?>', xml(kind, b"<x>" * DEEP + TEXT + b"</x>" * DEEP))
    put("entities." + kind, b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"NATO " * 100 + b'">',
        b"".join(b'<!ENTITY %c "%s">' % (c + 1, b"&%c;" % c * 20) for c in range(97, 107)), b"]>", xml(kind, b"&k;"))
    put("quadratic." + kind, b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"NATO " * 400 + b'">]>', xml(kind, b"&a;" * 100000))
    put("outside." + kind, b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///dev/zero" [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        xml(kind, TEXT + b"&a;"))
put("deep.sgml", b"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\">" + b"<TEXT><BODY>" * DEEP + TEXT + b"</BODY></TEXT></REUTERS>\n")
put("templates.mediawiki", xml("mediawiki", b"{{a|" * DEEP + b"[[b|" * DEEP + TEXT))
put("braces.mediawiki", xml("mediawiki", b"{" * MB + TEXT + b"}" * MB))
put("brackets.mediawiki", xml("mediawiki", b"[" * MB + TEXT + b"]" * MB))
put("tables.mediawiki", xml("mediawiki", b"\n{|\n|-\n| a" * DEEP))
put("lines.mediawiki", xml("mediawiki", b"\n" + b"*" * MB + b" a\n" + b"=" * MB + b" a"))
put("quotes.mediawiki", xml("mediawiki", b"'" * MB + b" a " + b"''a'''b" * DEEP))
put("tags.mediawiki", xml("mediawiki", b"&lt;ref>&lt;nowiki>&lt;!--" * DEEP))
put("refs.mediawiki", xml("mediawiki", b"&lt;ref name=a>a" * DEEP))
put("variants.mediawiki", xml("mediawiki", b"-{a" * DEEP))
put("links.mediawiki", xml("mediawiki", b"[http://a " * DEEP))
put("convert.mediawiki", xml("mediawiki", b"{{lang|en|" * 300 + b"a|" * DEEP + b"}}" * 300))
parts = TEXT + b"\n"
for i in range(1000):
    parts = b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (i + 1, i) + parts if i else parts
head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(1000))
put("deep.eml", b"From: a@example.org\nSubject: Title\n" + head + b"\n" + TEXT + b"\n")
put("forwarded.eml", message(b"--b\n" + b"Content-Type: message/rfc822\n\n" * 20000 + b"\n" + TEXT + b"\n", b"multipart/mixed; boundary=b"))
put("parts.eml", message(b"--b\n\na\n" * 100000, b"multipart/mixed; boundary=b"))
put("boundary.eml", message(b"--b\n\na\n" * 20000 + TEXT, b"multipart/mixed; boundary=" + b"-" * MB))
put("dashes.eml", message(b"\n--" + b"-" * MB + b"\n" + b"-\n" * MB, b"multipart/mixed; boundary=-"))
put("deephtml.eml", message(b"<div>" * DEEP + TEXT, b"text/html"))
put("words.eml", b"From: a@example.org\nSubject: " + b"=?utf-8?q?" * DEEP + b"\nDate: " + b"(" * DEEP + b"\n\n" + TEXT + b"\n")
put("header.eml", b"From: a@example.org\nSubject: Title\nX: " + b"x" * (10 * MB) + b"\n\n" + TEXT + b"\n")
put("headers.mbox", b"From a Fri Jul  7 10:00:00 2017\n" + b"Subject: a\n" * 500000 + b"\n" + TEXT + b"\n")
put("header.mbox", b"From a Fri Jul  7 10:00:00 2017\nSubject: Title\nX: " + b" x\n" * (3 * MB) + b"\n" + TEXT + b"\n\nFrom b Fri Jul  7 10:00:00 2017\nSubject: Next\n\n" + TEXT + b"\n")
put("froms.mbox", b"From a Fri Jul  7 10:00:00 2017\n" * 200000)
put("attribute.html", b"<!doctype html><title>Title</title><p class=\"" + b"x " * MB + b"\">" + TEXT)
put("attributes.html", b"<!doctype html><title>Title</title><p " + b"a=b " * 300000 + b">" + TEXT)
put("open.html", b"<!doctype html><title>Title</title><p>" + TEXT + b"<" * MB + b"&" * MB)
put("comments.html", b"<!doctype html><title>Title</title>" + b"<!--" * 300000 + b"<script>" * 100000)
put("scripts.html", b"<!doctype html><title>Title</title>" + b"<script>x</scrip" * 200000)
put("textareas.html", b"<!doctype html><title>Title</title>" + b"<title><textarea>" * 200000)
put("jsonld.html", b"<!doctype html><title>Title</title>" + b'<script type="application/ld+json">' + b"[" * MB + b"</script><p>" + TEXT)
put("jsonlds.html", b"<!doctype html><title>Title</title>" + b'<script type="application/ld+json">{"a":1}</script>' * 50000 + b"<p>" + TEXT)
put("metas.html", b"<!doctype html><title>Title</title>" + b'<meta name="date" content="x">' * 100000 + b"<p>" + TEXT)
put("paragraphs.html", b"<!doctype html><title>Title</title>" + b"<div><p>Some words, and more of them.</p></div>" * 100000)
put("inline.html", b"<!doctype html><title>Title</title>" + b"<span>a </span>" * 300000)

# ---- lines, columns, bytes -----------------------------------------------------------

LONG = b"NATO " + b"x" * (4 * MB)
put("long.jsonl", b'{"text":"' + LONG + b'"}\n')
put("escapes.jsonl", b'{"text":"' + b"\\u0041" * (2 * MB) + b'"}\n')
put("long.json", b'[{"text":"' + LONG + b'"}]')
put("long.csv", b'id,text\n1,"' + LONG + b'"\n')
put("long.txt", LONG)
put("long.html", b"<!doctype html><p>" + LONG)
put("long.eml", message(LONG))
put("long.warc", warc(len(LONG), LONG))
put("long.sgml", b"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\"><TEXT><BODY>" + LONG + b"</BODY></TEXT></REUTERS>\n")
for kind in "nitf newsml rcv1 rss mediawiki".split():
    put("long." + kind, xml(kind, LONG))
put("columns.csv", b"id,text," + b"c," * MB + b"\n1,NATO," + b"," * MB + b"\n")
put("cells.csv", b"id,text\n1,NATO" + b",x" * MB + b"\n2,NATO\n")
put("quote.csv", b'id,text\n1,"' + b"NATO\n" * MB)
put("quotes.csv", b"id,text\n1," + b'"' * MB + b"\n")
put("keys.jsonl", b'{"text":"NATO"' + b"".join(b',"k%d":1' % i for i in range(300000)) + b"}\n")
put("number.jsonl", b'{"text":"NATO","id":' + b"9" * MB + b"}\n")
for name, head in (("txt", b""), ("jsonl", b'{"text":"'), ("json", b'[{"text":"'), ("csv", b"id,text\n1,"), ("html", b"<!doctype html>"),
                    ("eml", b"From: a\nSubject: b\n\n"), ("mbox", b"From a Fri Jul  7 10:00:00 2017\n\n"), ("warc", b"WARC/1.0\r\n"),
                    ("sgml", b"<!DOCTYPE lewis>\n<REUTERS><BODY>"), ("nitf", b"<nitf>"), ("rss", b"<rss><channel>"),
                    ("mediawiki", b"<mediawiki><page>"), ("zip", b"PK\x03\x04"), ("gz", b"\x1f\x8b\x08")):
    put("nuls." + name, head, b"\0" * MB)
put("bytes.txt", bytes(range(256)) * 4096)
put("controls.eml", message(bytes(range(32)) * 30000))

# ---- lengths ----------------------------------------------------------------------------

good = warc(len(TEXT), TEXT)
put("short.warc", good, warc(3, TEXT), good)
put("huge.warc", good, warc(1 << 62, TEXT), good)
put("digits.warc", good, warc(int("9" * 400), TEXT), good)
put("negative.warc", good, warc(-5, TEXT), good)
put("header.warc", good, b"WARC/1.0\r\nX: " + b"x" * (10 * MB) + b"\r\n\r\n", good)
page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n" + TEXT
put("chunks.warc", good, warc(len(page), page, b"response", b"application/http"), good)
page = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"NATO " * (8 * MB), mtime=0)
put("bomb.warc", good, warc(len(page), page, b"response", b"application/http"), good)


def zipped(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def header(name, size, kind=b"0"):
    block = bytearray(512)
    block[0:len(name)] = name
    block[100:108], block[124:136], block[156:157], block[257:265] = b"0000644\0", size, kind, b"ustar\x0000"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


bomb = zipped(("0.txt", b"NATO\n" + b"x" * (60 * MB)))
for level in range(3):
    bomb = zipped(*(("%d.zip" % i, bomb) for i in range(16)))
    if level == 0:
        put("wide.zip", bomb)
put("deep.zip", bomb)
put("bomb.jsonl.gz", gzip.compress(b'{"text":"NATO"}\n' + b" " * (100 * MB), mtime=0))
put("gz.gz", gzip.compress(gzip.compress(gzip.compress(b'{"text":"NATO"}\n' * 100000, mtime=0), mtime=0), mtime=0))
lie = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT)))
lie[18:26] = b"\xfe\xff\xff\xff" * 2
put("sizes.zip", lie)
lie = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT)))
at = lie.index(b"PK\x01\x02")
lie[at + 20:at + 28] = b"\xfe\xff\xff\x7f" * 2
put("directory.zip", lie)
lie = bytearray(zipped(("a.txt", TEXT)))
at = lie.index(b"PK\x05\x06")
lie[at + 8:at + 12], lie[at + 12:at + 20] = b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f\0\0\0\0"
put("count.zip", lie)


def record(name, method, crc, packed, size):
    return struct.pack("<HHHHHLLLHH", 20, 0, method, 0, 0x21, crc, packed, size, len(name), 0)


def directory(members, start):
    """The central directory of (name, method, crc, packed, size, offset), and its end."""
    entries = b"".join(b"PK\x01\x02\x14\0" + record(*m[:5]) + b"\0" * 10 + struct.pack("<L", m[5]) + m[0] for m in members)
    return entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(members), len(members), len(entries), start, 0)


# One member's data under a thousand names; and a bomb in which every member quotes the header of the next one and goes on
# with its data (Fifield 2019).
plain = b"NATO\n" + b"x" * (20 * MB)
pack = zlib.compressobj(9, zlib.DEFLATED, -15)
core = pack.compress(plain) + pack.flush()
crc = zlib.crc32(plain)
local = b"PK\x03\x04" + record(b"00000", 8, crc, len(core), len(plain)) + b"00000" + core
put("overlap.zip", local, directory([(b"%05d" % i, 8, crc, len(core), len(plain), 0) for i in range(1000)], len(local)))
plain, pack = b"x" * (4 * MB), zlib.compressobj(9, zlib.DEFLATED, -15)
core = pack.compress(plain) + pack.flush()
members, quoted = [], b""
for i in range(50):
    head = b"PK\x03\x04" + record(b"%05d" % i, 8, zlib.crc32(plain), len(core), len(plain)) + b"%05d" % i
    members.append((b"%05d" % i, 8, zlib.crc32(plain), len(core), len(plain), len(head) + len(core)))
    core, plain = struct.pack("<BHH", 0, len(head), len(head) ^ 0xffff) + head + core, head + plain
core = core[5:]
put("quoted.zip", core, directory([(*m[:5], len(core) - m[5]) for m in reversed(members)], len(core)))
put("many.zip", zipped(*(("%d.txt" % i, b"NATO") for i in range(5000))))
put("huge.tar", header(b"a.txt", b"%011o\0" % 16) + TEXT.ljust(512, b"\0") + header(b"b.txt", b"\x80" + b"\0" * 3 + b"\x7f" + b"\xff" * 7) + TEXT)
put("negative.tar", header(b"a.txt", b"\xff" * 12) + TEXT.ljust(512, b"\0"))
put("name.tar", header(b"././@LongLink", b"%011o\0" % (1 << 32), b"L") + b"x" * (4 * MB))
put("pax.tar", header(b"p", b"%011o\0" % (1 << 32), b"x") + b"99999999999 path=x\n" * 100000)
sparse = bytearray(header(b"a.txt", b"%011o\0" % 512, b"S"))
sparse[257:265] = b"ustar  \0"
sparse[386:398], sparse[398:410], sparse[483:495] = b"%011o\0" % (1 << 32), b"%011o\0" % 512, b"%011o\0" % ((1 << 32) + 512)
sparse[148:156] = b" " * 8
sparse[148:156] = b"%06o\0 " % sum(sparse)
put("sparse.tar", sparse + b"NATO".ljust(512, b" ") + header(b"b.txt", b"%011o\0" % 16) + TEXT.ljust(512, b"\0") + b"\0" * 1024)
put("links.tar", b"".join(header(b"%d" % i, b"%011o\0" % 0, b"2") for i in range(20000)) + b"\0" * 1024)
END

# Seconds of the processor and, where neither a sanitizer nor memcheck (TIME_LIMIT) needs it, KB of address space.
within() {
	if [ -z "${SAN:-}${TIME_LIMIT:-}" ]; then
		(ulimit -t 5 -v 600000 && "$@")
	else
		(ulimit -t "${TIME_LIMIT:-60}" && "$@")
	fi
}
# NAME, the exit status, how many documents it gave, and how many messages that do not name it.
each() {
	local name documents
	for name in *; do
		within "$GAZET" tag -q -j1 -g "$T/gaz" "$name" >"$T/tagged" 2>"$T/said"
		status=$?
		documents=$(wc -l <"$T/tagged")
		printf '%s %d %d %d\n' "$name" "$status" "$documents" "$(grep -cvF "gazet: $name" "$T/said")"
	done
}
golden 'hostile files end soon, in little memory, with a message that names them' hostile.txt 0 each

# Text, not only mentions, of what names files outside.
gazet index -q -g "$T/gaz" -d "$T/x.db" outside.*
gives 'nothing outside the file is read' 0 sqlite3 "$T/x.db" "SELECT DISTINCT trim(text) FROM document" <<'END'
NATO in Hamburg.
END
mentions 'a bomb of zip files is reported' 3 'unpacks to more than 1000 times its size' gazet tag -q -g "$T/gaz" wide.zip
mentions 'and one of entities' 3 'entities.rss:1: XML, line 1' gazet tag -q -g "$T/gaz" entities.rss
run gazet tag -q -g "$T/gaz" -- *.warc *.tar
holds 'a run over many of them reads all that is good' test "$status" -eq 3 -a "$(wc -l <"$T/out")" -gt 15
cd "$TOP" || exit 1
finish
