"""archives.py: the same documents as an archive of each format that gazet reads, as other programs write them.

FORMATS has a row for each: its name, what makes it, and in what it cannot be as the others are. A document is
(id, day as YYYY-MM-DD, title, paragraphs).
"""
import bz2
import csv
import datetime
import gzip
import io
import json
import lzma
import os
import shutil
import subprocess
import tarfile
import zipfile
from email.utils import format_datetime
from html import escape

SECTIONS = "World Business Politics Sport Culture Science Weather Opinion Travel Jobs".split()


def documents(path, limit):
    """The first so many of a JSON Lines archive; a line of the text is a paragraph."""
    with open(path, encoding="utf-8") as lines:
        for _, line in zip(range(limit), lines):
            read = json.loads(line)
            paragraphs = [" ".join(part.split()) for part in read["text"].split("\n")]
            yield read["id"], read["date"], " ".join(read["title"].split()), [part for part in paragraphs if part]


def moment(day):
    return datetime.datetime.fromisoformat(day).replace(hour=10, tzinfo=datetime.timezone.utc)


def record(document):
    name, day, title, paragraphs = document
    return {"id": name, "date": day, "title": title, "text": "\n\n".join(paragraphs)}


# ---- lines and tables


def jsonl(docs, out):
    for document in docs:
        out.write((json.dumps(record(document), ensure_ascii=False) + "\n").encode())


def json_list(docs, out):
    for number, document in enumerate(docs):
        out.write(b"[\n" if number == 0 else b",\n")
        out.write(json.dumps(record(document), ensure_ascii=False, indent=1).encode())
    out.write(b"\n]\n")


def hits(docs, out):
    """As a search engine gives them: the record lies deeper."""
    found = [{"_index": "news", "_id": d[0], "_score": 1.0, "_source": record(d)} for d in docs]
    whole = {"took": 5, "timed_out": False, "hits": {"total": {"value": len(found)}, "hits": found}}
    out.write(json.dumps(whole, ensure_ascii=False, indent=1).encode())


def table(delimiter, encoding="utf-8"):
    def write(docs, out):
        text = io.TextIOWrapper(out, encoding=encoding, newline="", write_through=True)
        rows = csv.DictWriter(text, ["id", "date", "title", "text"], delimiter=delimiter)
        rows.writeheader()
        rows.writerows(record(document) for document in docs)
        text.detach()

    return write


# ---- pages


def page(document):
    """A page as sites have them, two thirds of it menus, scripts and links."""
    name, day, title, paragraphs = document
    words = " ".join(paragraphs).split()
    menu = "".join(f'<li class="menu-item"><a href="/{s.lower()}/">{s}</a></li>' for s in SECTIONS)
    links = "".join(
        f'<li><a href="/{i}/story.html"><img src="/i/{i}.jpg" alt=""> {escape(" ".join(words[i:i + 6]))}</a></li>'
        for i in range(0, min(len(words), 120), 12)
    )
    body = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | The Daily</title>\n'
        f'<meta property="og:title" content="{escape(title)}">\n<link rel="stylesheet" href="/css/site.css">\n'
        f'<meta property="article:published_time" content="{day}T10:00:00Z">\n'
        f'<link rel="canonical" href="https://daily.example/{name}.html">\n'
        "<style>body { margin: 0 } .menu-item { float: left } .story p { line-height: 1.5 }</style>\n"
        f'<script>window.layer = window.layer || []; layer.push({{"page": "{name}", "kind": "story"}});</script>\n'
        '</head><body class="story-page"><header><a href="/">The Daily</a>'
        f"<nav><ul>{menu}</ul></nav></header>\n<main><article class=\"story\"><h1>{escape(title)}</h1>\n"
        f'<div class="text">{body}</div></article></main>\n'
        f"<aside><h2>Most read</h2><ul>{links}</ul></aside>\n"
        f"<footer><ul>{menu}</ul><p>All rights reserved.</p></footer>\n"
        "<script>(function () { var s = document.createElement('script'); s.src = '/js/site.js'; "
        "document.body.appendChild(s); })();</script></body></html>\n"
    ).encode()


# ---- a file a document: a file's name under the folder, its bytes


def text_file(document, encoding="utf-8"):
    name, day, title, paragraphs = document
    return f"{day.replace('-', '/')}/{name}.txt", "\n\n".join([title, *paragraphs, ""]).encode(encoding)


def page_file(document):
    return f"{document[1].replace('-', '/')}/{document[0]}.html", page(document)


def nitf_file(document):
    name, day, title, paragraphs = document
    text = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
    return f"{day[:7].replace('-', '/')}/{name}.xml", (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<nitf version="-//IPTC//DTD NITF 3.3//EN">\n<head>'
        f'<title>{escape(title)}</title><docdata><doc-id id-string="{name}"/>'
        f'<date.issue norm="{day.replace("-", "")}T100000Z"/><identified-content>'
        '<classifier class="online_producer" type="taxonomic_classifier">Top/News</classifier>'
        f"</identified-content></docdata></head>\n<body><body.head><hedline><hl1>{escape(title)}</hl1></hedline>"
        f'</body.head>\n<body.content><block class="full_text">\n{text}\n</block></body.content></body></nitf>\n'
    ).encode()


def rcv1_file(document):
    name, day, title, paragraphs = document
    text = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
    return f"{day[:7].replace('-', '')}/{name}newsML.xml", (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<newsitem itemid="{name}" id="root" date="{day}" xml:lang="en">\n'
        f"<title>{escape(title)}</title>\n<headline>{escape(title)}</headline>\n<text>\n{text}\n</text>\n"
        '<metadata><codes class="bip:topics:1.0"><code code="GCAT"/></codes>'
        f'<dc element="dc.date.published" value="{day}"/></metadata>\n</newsitem>\n'
    ).encode()


def mail(document):
    name, day, title, paragraphs = document
    return (
        f"Return-Path: <list@daily.example>\nReceived: from a.example by b.example; {format_datetime(moment(day))}\n"
        f"From: Desk <desk@daily.example>\nTo: list@daily.example\nSubject: {subject(title)}\n"
        f"Date: {format_datetime(moment(day))}\nMessage-ID: <{name}@daily.example>\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    ).encode() + "\n\n".join([*paragraphs, ""]).encode()


def subject(title):
    """Folded by nobody; what is not ASCII is packed."""
    if title.isascii():
        return title
    import base64

    words, encoded = [], title.encode()
    while encoded:
        cut = min(42, len(encoded))
        while cut < len(encoded) and encoded[cut] & 0xC0 == 0x80:
            cut -= 1
        words.append("=?utf-8?b?" + base64.b64encode(encoded[:cut]).decode() + "?=")
        encoded = encoded[cut:]
    return "\n ".join(words)


def mail_file(document):
    return f"cur/{document[0]}.M1P1.daily:2,S", mail(document)


def tree(member):
    def write(docs, folder):
        os.makedirs(folder)
        if member is mail_file:
            for name in ("new", "tmp"):
                os.mkdir(os.path.join(folder, name))
        for document in docs:
            name, content = member(document)
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)

    return write


def tar(member, mode="w"):
    def write(docs, out):
        with tarfile.open(fileobj=out, mode=mode) as archive:
            for name, content in map(member, docs):
                about = tarfile.TarInfo(name)
                about.size = len(content)
                archive.addfile(about, io.BytesIO(content))

    return write


def zipped(member):
    def write(docs, out):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in map(member, docs):
                archive.writestr(name, content)

    return write


# ---- web archives


def warc_record(kind, document, mime, content):
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://daily.example/{document[1]}/{document[0]}.html\r\n"
        f"WARC-Date: {document[1]}T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-0000{document[0]}>\r\n"
        f"Content-Type: {mime}\r\nContent-Length: {len(content)}\r\n\r\n"
    ).encode() + content + b"\r\n\r\n"


def warc_records(document):
    """A request and its answer, as crawlers write them."""
    asked = f"GET /{document[1]}/{document[0]}.html HTTP/1.1\r\nHost: daily.example\r\nAccept: */*\r\n\r\n".encode()
    body = page(document)
    answer = (
        "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    yield warc_record("request", document, "application/http; msgtype=request", asked)
    yield warc_record("response", document, "application/http; msgtype=response", answer)


def warc(docs, out):
    for document in docs:
        for part in warc_records(document):
            out.write(part)


def warc_gz(docs, out):
    for document in docs:
        for part in warc_records(document):
            out.write(gzip.compress(part, 6))


def wet(docs, out):
    for document in docs:
        text = "\n".join([document[2], *document[3], ""]).encode()
        out.write(warc_record("conversion", document, "text/plain", text))


# ---- one file of many


def mbox(docs, out):
    for document in docs:
        lines = mail(document).replace(b"\nFrom ", b"\n>From ")
        out.write(f"From desk@daily.example {moment(document[1]):%a %b %d %H:%M:%S %Y}\n".encode() + lines + b"\n")


def mediawiki(docs, out):
    out.write(
        b'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">\n  <siteinfo>\n'
        b'    <sitename>Daily</sitename>\n    <base>https://daily.example/wiki/Main_Page</base>\n    <namespaces>\n'
        b'      <namespace key="0" case="first-letter" />\n      <namespace key="10">Template</namespace>\n'
        b"    </namespaces>\n  </siteinfo>\n"
    )
    for name, day, title, paragraphs in docs:
        text = "{{Infobox story\n| name = A story\n| day = {{start date|2011}}\n}}\n" + "\n\n".join(
            wiki(part) + "<ref>{{cite news |title=A story |url=https://daily.example/ |page=7}}</ref>"
            for part in paragraphs
        ) + "\n\n[[Category:Stories]]\n"
        out.write((
            f"  <page>\n    <title>{escape(title)}</title>\n    <ns>0</ns>\n    <id>{int(name) + 1}</id>\n"
            f"    <revision>\n      <id>{int(name) + 1}</id>\n      <timestamp>{day}T10:00:00Z</timestamp>\n"
            "      <contributor><username>Desk</username><id>1</id></contributor>\n      <model>wikitext</model>\n"
            f'      <format>text/x-wiki</format>\n      <text bytes="{len(text)}" xml:space="preserve">'
            f"{escape(text)}</text>\n    </revision>\n  </page>\n"
        ).encode())
    out.write(b"</mediawiki>\n")


def wiki(paragraph):
    """Every tenth word is a link."""
    words = paragraph.split(" ")
    for i in range(4, len(words), 10):
        if words[i].isalpha():
            words[i] = f"[[{words[i]}]]" if i % 20 == 4 else f"[[Story|{words[i]}]]"
    return " ".join(words)


def newsml(docs, out):
    out.write(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">\n'
        b"<header><sent>2017-01-01T00:00:00Z</sent></header>\n<itemSet>\n"
    )
    for name, day, title, paragraphs in docs:
        text = "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in paragraphs)
        out.write((
            f'<newsItem guid="urn:daily:{name}" version="1" standard="NewsML-G2" xml:lang="en"><itemMeta>'
            '<itemClass qcode="ninat:text"/><provider qcode="p:D"><name>Daily</name></provider>'
            f"<versionCreated>{day}T10:00:00Z</versionCreated></itemMeta>\n<contentMeta>"
            f"<contentCreated>{day}T10:00:00Z</contentCreated><subject qcode=\"subj:1\"><name>News</name></subject>"
            f"<headline>{escape(title)}</headline></contentMeta>\n<contentSet>"
            '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>{escape(title)}</title></head>\n<body>{text}</body></html></inlineXML></contentSet></newsItem>\n"
        ).encode())
    out.write(b"</itemSet>\n</newsMessage>\n")


def rss(docs, out):
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Daily</title>\n')
    for name, day, title, paragraphs in docs:
        text = escape("\n".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs), quote=False)
        out.write((
            f"<item><title>{escape(title)}</title><link>https://daily.example/{name}</link>"
            f'<guid isPermaLink="false">{name}</guid><pubDate>{format_datetime(moment(day))}</pubDate>\n'
            f"<description>{text}</description></item>\n"
        ).encode())
    out.write(b"</channel></rss>\n")


def atom(docs, out):
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Daily</title>\n')
    for name, day, title, paragraphs in docs:
        text = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
        out.write((
            f'<entry><id>urn:{name}</id><title>{escape(title)}</title><link href="https://daily.example/{name}"/>'
            f"<published>{day}T10:00:00Z</published>\n<content type=\"xhtml\">"
            f'<div xmlns="http://www.w3.org/1999/xhtml">{text}</div></content></entry>\n'
        ).encode())
    out.write(b"</feed>\n")


def reuters(docs, out):
    out.write(b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n')
    for number, (name, day, title, paragraphs) in enumerate(docs):
        text = "\n    ".join(escape(part, quote=False) for part in paragraphs)
        out.write((
            f'<REUTERS TOPICS="NO" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="{number}" NEWID="{name}">\n'
            f"<DATE>{moment(day):%d-%b-%Y 10:00:00.00}</DATE>\n<TOPICS></TOPICS>\n<PLACES><D>usa</D></PLACES>\n"
            f"<TEXT>&#2;\n<TITLE>{escape(title, quote=False)}</TITLE>\n<BODY>{text}\n&#3;</BODY></TEXT>\n</REUTERS>\n"
        ).encode())


# ---- packed


def packed(write, opened):
    def write_packed(docs, out):
        with opened(out) as inner:
            write(docs, inner)

    return write_packed


def zstd(docs, out):
    tool = subprocess.Popen(["zstd", "-q", "-c"], stdin=subprocess.PIPE, stdout=out)
    jsonl(docs, tool.stdin)
    tool.stdin.close()
    if tool.wait() != 0:
        raise OSError("zstd failed")


# Latin letters as Cyrillic ones, so that there is text for windows-1251.
CYRILLIC = str.maketrans("abvgdezijklmnoprstufhcywqxABVGDEZIJKLMNOPRSTUFHCYWQX", "абвгдезийклмнопрстуфхцывкхАБВГДЕЗИЙКЛМНОПРСТУФХЦЫВКХ")


def cyrillic(docs):
    for name, day, title, paragraphs in docs:
        yield name, day, russian(title), [russian(part) for part in paragraphs]


def russian(text):
    return text.translate(CYRILLIC).encode("cp1251", "ignore").decode("cp1251")


def on_cyrillic(write):
    return lambda docs, out: write(cyrillic(docs), out)


def text_1251(document):
    return text_file(document, "cp1251")


# name: (ending, what writes it, in what its documents differ from those of JSON Lines). Folders end with "/".
FORMATS = {
    "jsonl": (".jsonl", jsonl, ""),
    "jsonl, gzip": (".jsonl.gz", packed(jsonl, lambda out: gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6)), ""),
    "jsonl, bzip2": (".jsonl.bz2", packed(jsonl, lambda out: bz2.BZ2File(out, "wb")), ""),
    "jsonl, xz": (".jsonl.xz", packed(jsonl, lambda out: lzma.LZMAFile(out, "wb", preset=1)), ""),
    "jsonl, zstd": (".jsonl.zst", zstd, ""),
    "json, a list": (".json", json_list, ""),
    "json, search hits": (".json", hits, ""),
    "csv": (".csv", table(","), ""),
    "tsv": (".tsv", table("\t"), ""),
    "tsv, UTF-16": (".tsv", table("\t", "utf-16"), ""),
    "text, a tree": ("/", tree(text_file), ""),
    "text, tar": (".tar", tar(text_file), ""),
    "text, tar.gz": (".tar.gz", tar(text_file, "w:gz"), ""),
    "text, zip": (".zip", zipped(text_file), ""),
    "html, a tree": ("/", tree(page_file), ""),
    "html, tar": (".tar", tar(page_file), ""),
    "html, zip": (".zip", zipped(page_file), ""),
    "warc": (".warc", warc, ""),
    "warc, gzip a record": (".warc.gz", warc_gz, ""),
    "wet": (".warc.wet", wet, "fields"),
    "mbox": (".mbox", mbox, ""),
    "mail, a maildir": ("/", tree(mail_file), ""),
    "mediawiki": (".xml", mediawiki, "days"),
    "nitf, a tree": ("/", tree(nitf_file), ""),
    "newsml": (".xml", newsml, ""),
    "rcv1, a tree": ("/", tree(rcv1_file), ""),
    "rss": (".xml", rss, ""),
    "atom": (".xml", atom, ""),
    "reuters21578": (".sgm", reuters, ""),
    "jsonl, Cyrillic": (".jsonl", on_cyrillic(jsonl), "alphabet"),
    "text, windows-1251": ("/", on_cyrillic(tree(text_1251)), "alphabet"),
}


def make(name, docs, folder):
    """The archive of that format in the folder, anew; its path. None where it cannot be made here."""
    ending, write, _ = FORMATS[name]
    if name.endswith("zstd") and not shutil.which("zstd"):
        return None
    path = os.path.join(folder, "archive" + ending.rstrip("/"))
    if ending == "/":
        write(docs, path)
    else:
        with open(path, "wb") as out:
            write(docs, out)
    return path


def remove(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    else:
        os.remove(path)
