/* test_read_warc.c: WARC and WET files into documents: records, answers with their codings, and what can be
 * wrong. */
#include "../../src/read/internal.h"
#include "read_folder.h"

#include <zlib.h>

/* ---- records ------------------------------------------------------------------------------ */

static struct gz_buf file;

static void start(void)
{
	gz_buf_clear(&file);
}

/* A record whose Content-Length is `claimed`. */
static void add_claimed(const char *type, const char *uri, const char *more, const void *payload, size_t len,
			size_t claimed)
{
	gz_buf_printf(&file, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: 2017-07-08T03:04:05Z\r\n", type);
	if (uri != NULL)
		gz_buf_printf(&file, "WARC-Target-URI: %s\r\n", uri);
	gz_buf_printf(&file, "%sContent-Length: %zu\r\n\r\n", more, claimed);
	gz_buf_add(&file, payload, len);
	gz_buf_str(&file, GZ_STR("\r\n\r\n"));
}

static void add(const char *type, const char *uri, const char *more, const char *payload)
{
	add_claimed(type, uri, more, payload, strlen(payload), strlen(payload));
}

#define HTTP "Content-Type: application/http; msgtype=response\r\n"
#define TEXT "Content-Type: text/plain\r\n"

static struct result *read_file(struct gz_read_options options)
{
	return read_one(put("some.warc", file.ptr, file.len), options);
}

static void test_kinds(void **state)
{
	struct result *r;

	(void)state;
	start();
	add("warcinfo", NULL, "Content-Type: application/warc-fields\r\n", "software: a crawler\r\n");
	add("request", "http://a.example/", "Content-Type: application/http; msgtype=request\r\n",
	    "GET / HTTP/1.0\r\n\r\n");
	add("response", "http://a.example/x?b=c&d", HTTP,
	    "HTTP/1.1 200 OK\r\ncontent-type: Text/Plain\r\nContent-Language: de, en\r\n\r\nEin Text.");
	add("response", "http://a.example/none", HTTP, "HTTP/1.1 404 Not Found\r\n\r\nNothing.");
	add("response", "http://a.example/i.png", HTTP,
	    "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG");
	add("response", "dns:a.example", "Content-Type: text/dns\r\n", "20170708030405\na.example. 1.2.3.4");
	add("metadata", "http://a.example/", "", "fetchTimeMs: 3\r\n");
	add("revisit", "http://a.example/", HTTP, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
	add("resource", "<file:///notes.txt>", TEXT, "A note.\n");
	add("conversion", "http://a.example/y",
	    "Content-Type: text/plain; charset=utf-8\r\nWARC-Identified-Content-Language: fra,eng\r\n",
	    "Un texte.\nDeuxi\xc3\xa8me ligne.\n");
	add("conversion", "http://a.example/y.png", "Content-Type: image/png\r\n", "PNG");
	r = read_file((struct gz_read_options){.source_name = GZ_STR("crawl")});
	assert_int_equal(r->rejects, 0);
	assert_int_equal(r->docs, 3);
	check_str(r->doc[0].field[GZ_TEXT], "Ein Text.");
	check_str(r->doc[0].id, "20170708030405/http://a.example/x?b=c&d");
	check_str(r->doc[0].url, "http://a.example/x?b=c&d");
	check_str(r->doc[0].lang, "de");
	check_str(r->doc[0].source, "crawl");
	check_str(r->doc[0].date, "");
	assert_int_equal(r->doc[0].record, 3);
	check_str(r->doc[1].field[GZ_TEXT], "A note.\n");
	check_str(r->doc[1].url, "file:///notes.txt");
	check_str(r->doc[2].field[GZ_TEXT], "Un texte.\nDeuxi\xc3\xa8me ligne.\n");
	check_str(r->doc[2].lang, "fra");
	assert_int_equal(r->doc[2].record, 10);
	done(r);
}

/* What is no document by its kind is counted, and is no error. */
static void test_records_passed(void **state)
{
	const char *path;
	struct gz_read_options options = {0};
	struct gz_arena arena = {0};
	struct gz_reader *reader;
	struct gz_error err;
	struct gz_doc doc;

	(void)state;
	start();
	add("warcinfo", NULL, "", "");
	add("request", "http://a.example/", "", "GET / HTTP/1.0\r\n\r\n");
	add("conversion", "http://a.example/", TEXT, "A text.");
	path = put("counted.warc", file.ptr, file.len);
	assert_true(gz_reader_open(&path, 1, &options, &reader, &err));
	assert_int_equal(gz_reader_next(reader, &arena, &doc, &err), GZ_READ_DOC);
	assert_int_equal(gz_reader_next(reader, &arena, &doc, &err), GZ_READ_END);
	assert_int_equal(reader->records_passed, 2);
	gz_reader_close(reader);
	gz_arena_free(&arena);
}

static void test_ids(void **state)
{
	struct result *r;

	(void)state;
	start();
	gz_buf_str(&file,
		   GZ_STR("WARC/1.1\nwarc-type: resource\nWARC-Target-URI: http://a.example/\nWARC-Date:\n"
			  "  2017-07-08T03:04:05.678Z\nContent-Type: text/plain\nContent-Length: 4\n\n"
			  "text\n\nWARC/1.1\nWARC-Type: resource\nWARC-Record-ID: <urn:uuid:1>\n"
			  "Content-Type: text/plain\nContent-Length: 4\n\ntext"));
	r = read_file(PLAIN);
	assert_int_equal(r->rejects, 0);
	assert_int_equal(r->docs, 2);
	check_str(r->doc[0].id, "20170708030405678/http://a.example/");
	check_str(r->doc[1].id, "<urn:uuid:1>");
	check_str(r->doc[1].url, "");
	done(r);
}

static void test_probe(void **state)
{
	struct result *r;

	(void)state;
	start();
	add("conversion", "http://a.example/", TEXT, "A text.");
	r = read_one(put("nothing-known", file.ptr, file.len), PLAIN);
	check_str(r->doc[0].field[GZ_TEXT], "A text.");
	done(r);
	r = read_one(PUT("cut.warc.wet", "no record\n"), PLAIN);
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0],
			    "cut.warc.wet:1: 10 bytes in front of this record belong to none; skipped");
	done(r);
	r = read_one(PUT("about.txt", "WARC/files are archives."), PLAIN);
	assert_int_equal(r->doc[0].field[GZ_TEXT].len, 24);
	done(r);
}

/* A member for each record, as archives have them, and one cut off. */
static void test_members(void **state)
{
	static char packed[4096];
	struct gz_buf all = {0};
	struct result *r;
	size_t len = 0;

	(void)state;
	for (int i = 0; i < 3; i++) {
		start();
		add("conversion", "http://a.example/", TEXT,
		    i == 0   ? "First."
		    : i == 1 ? "Second."
			     : "Third.");
		len = compress_as(ARCHIVE_FILTER_GZIP, file.ptr, file.len, packed, sizeof(packed));
		gz_buf_add(&all, packed, len);
	}
	r = read_one(put("all.warc.gz", all.ptr, all.len), PLAIN);
	assert_int_equal(r->rejects, 0);
	assert_int_equal(r->docs, 3);
	check_str(r->doc[2].field[GZ_TEXT], "Third.");
	done(r);
	r = read_one(put("cut.warc.gz", all.ptr, all.len - len / 2), PLAIN);
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "cut.warc.gz:3: truncated gzip data; what follows is lost");
	done(r);
	gz_buf_free(&all);
}

/* ---- bodies -------------------------------------------------------------------------------- */

static size_t deflate_as(int window, const char *bytes, size_t len, char *out, size_t size)
{
	z_stream z = {.next_in = (unsigned char *)bytes,
		      .avail_in = (unsigned)len,
		      .next_out = (unsigned char *)out,
		      .avail_out = (unsigned)size};

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	size -= z.avail_out;
	deflateEnd(&z);
	return size;
}

/* An answer with these headers. */
static void add_answer(const char *headers, const char *more, const void *body, size_t len)
{
	struct gz_buf payload = {0};

	gz_buf_printf(&payload, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n%s\r\n", headers);
	gz_buf_add(&payload, body, len);
	gz_buf_printf(&file, "WARC/1.0\r\nWARC-Type: response\r\n%sContent-Length: %zu\r\n\r\n", more,
		      payload.len);
	gz_buf_add(&file, payload.ptr, payload.len);
	gz_buf_str(&file, GZ_STR("\r\n\r\n"));
	gz_buf_free(&payload);
}

static void test_codings(void **state)
{
	static const char text[] = "The text of a page, the text of a page.";
	char packed[200], chunks[300];
	size_t len;
	int head;
	struct result *r;

	(void)state;
	start();
	for (int i = 0; i < 3; i++) {
		static const int windows[] = {15 + 16, 15, -15};

		len = deflate_as(windows[i], text, strlen(text), packed, sizeof(packed));
		add_answer(i == 0 ? "Content-Encoding: x-gzip\r\n" : "Content-Encoding: DEFLATE\r\n", "",
			   packed, len);
	}
	/* both codings */
	len = deflate_as(15 + 16, text, strlen(text), packed, sizeof(packed));
	head = snprintf(chunks, sizeof(chunks), "%x\r\n", 10);
	memcpy(chunks + head, packed, 10);
	head += 10;
	head += snprintf(chunks + head, sizeof(chunks) - (size_t)head, "\r\n0%zX ;name=value\r\n", len - 10);
	memcpy(chunks + head, packed + 10, len - 10);
	head += (int)len - 10;
	head += snprintf(chunks + head, sizeof(chunks) - (size_t)head, "\r\n0\r\nTrailer: 1\r\n\r\n");
	add_answer("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", "", chunks, (size_t)head);
	/* stored without what the header still says */
	add_answer("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", "", text, strlen(text));
	add_answer("Content-Encoding: gzip, identity\r\n", "", text, strlen(text));
	/* the connection broke off */
	add_answer("Transfer-Encoding: chunked\r\n", "", "27\r\nThe text of a page, the text of a page.", 43);
	add_answer("Transfer-Encoding: chunked\r\n", "", "ff\r\nThe text of a page, the text of a page.", 43);
	r = read_file(PLAIN);
	for (size_t i = 0; i < r->rejects; i++)
		fail_msg("%s", r->reject[i]);
	assert_int_equal(r->docs, 8);
	for (size_t i = 0; i < r->docs; i++)
		check_str(r->doc[i].field[GZ_TEXT], text);
	done(r);
}

static void test_damaged_bodies(void **state)
{
	static char text[600], packed[600];
	struct result *r;
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i % 23);
	len = deflate_as(15 + 16, text, sizeof(text), packed, sizeof(packed));
	start();
	add_answer("Content-Encoding: gzip\r\n", "", packed, len / 2);
	add_answer("Content-Encoding: gzip\r\n", "WARC-Truncated: length\r\n", packed, len / 2);
	add_answer("Content-Encoding: br\r\n", "", packed, len);
	add_answer("Content-Encoding: gzip, gzip, gzip\r\n", "", packed, len);
	add_answer("Transfer-Encoding: chunked\r\n", "", "4\r\ntextoops\r\nmore", 17);
	add_answer("", "", " \r\n", 3);
	packed[len - 5]++; /* of the check sum */
	add_answer("Content-Encoding: gzip\r\n", "", packed, len);
	r = read_file(PLAIN);
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->doc[0].record, 2);
	assert_in_range(r->doc[0].field[GZ_TEXT].len, 1, 599);
	assert_int_equal(r->rejects, 6);
	assert_string_equal(r->reject[0], "some.warc:1: truncated body: its compressed data breaks off");
	assert_string_equal(r->reject[1], "some.warc:3: a body with Content-Encoding \"br\" cannot be read");
	assert_string_equal(r->reject[2], "some.warc:4: more than 2 codings of the body");
	assert_string_equal(r->reject[3], "some.warc:5: damaged body: a chunk of it has no length");
	assert_string_equal(r->reject[4], "some.warc:6: no text: nothing to index");
	assert_string_equal(r->reject[5], "some.warc:7: damaged body: its compressed data is wrong");
	done(r);
}

/* A few bytes that unpack to many. */
static void test_bombs(void **state)
{
	size_t size = (size_t)40 << 20, len;
	char *zeros = malloc(size), *packed = malloc(1 << 20);
	struct result *r;

	(void)state;
	assert_true(zeros != NULL && packed != NULL);
	memset(zeros, 'a', size);
	start();
	len = deflate_as(15 + 16, zeros, size, packed, 1 << 20);
	add_answer("Content-Encoding: gzip\r\n", "", packed, len);
	len = deflate_as(15 + 16, zeros, 1 << 20, packed, 1 << 20);
	add_answer("Content-Encoding: gzip\r\n", "", packed, len);
	r = read_file(PLAIN);
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->doc[0].field[GZ_TEXT].len, 1 << 20);
	assert_int_equal(r->rejects, 1);
	assert_int_equal(r->code[0], GZ_ELIMIT);
	assert_string_equal(
		r->reject[0],
		"some.warc:1: unpacks to more than 100 times its length (and 16777216 bytes); skipped");
	done(r);
	r = read_file((struct gz_read_options){.max_document = 1000000});
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[1],
			    "some.warc:2: unpacks to more than the limit of 1000000 bytes; skipped");
	done(r);
	free(zeros);
	free(packed);
}

/* ---- wrong lengths -------------------------------------------------------------------------- */

static void test_lengths(void **state)
{
	struct result *r;

	(void)state;
	start();
	add_claimed("conversion", "http://a.example/1", TEXT, "Too short a length.", 19, 9);
	add_claimed("conversion", "http://a.example/2", TEXT, "Too long a length.", 18, 40);
	add_claimed("request", "http://a.example/3", "", "GET", 3, 400);
	add("conversion", "http://a.example/4", TEXT, "Right.");
	gz_buf_str(&file,
		   GZ_STR("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: many\r\n\r\ntext\r\n\r\n"));
	gz_buf_str(&file, GZ_STR("WARC/1.0\r\nWARC-Type: conversion\r\n\r\ntext\r\n\r\n"));
	gz_buf_str(&file, GZ_STR("WARC/1.0\r\nWARC-Type: conversion\r\n"));
	add("conversion", "http://a.example/8", TEXT, "Eighth.");
	file.len -= 4; /* no empty lines */
	add("conversion", "http://a.example/9", TEXT, "Ninth.");
	add_claimed("conversion", "http://a.example/10", TEXT, "Last.", 5, 30);
	r = read_file(PLAIN);
	assert_int_equal(r->docs, 5);
	check_str(r->doc[0].field[GZ_TEXT], "Too short");
	check_str(r->doc[1].field[GZ_TEXT], "Too long a length.");
	check_str(r->doc[2].field[GZ_TEXT], "Right.");
	check_str(r->doc[3].field[GZ_TEXT], "Eighth.");
	check_str(r->doc[4].field[GZ_TEXT], "Ninth.");
	assert_int_equal(r->rejects, 7);
	assert_string_equal(r->reject[0],
			    "some.warc:2: 14 bytes in front of this record belong to none; skipped");
	assert_string_equal(
		r->reject[1],
		"some.warc:2: wrong Content-Length: 40, but another record begins after 22 bytes");
	assert_string_equal(
		r->reject[2],
		"some.warc:3: wrong Content-Length: 400, but another record begins after 7 bytes");
	assert_string_equal(r->reject[3], "some.warc:5: malformed Content-Length; skipped");
	assert_string_equal(r->reject[4], "some.warc:6: no Content-Length; skipped");
	assert_string_equal(r->reject[5], "some.warc:7: its header has no end; skipped");
	assert_string_equal(r->reject[6],
			    "some.warc:10: truncated record: the file ends after 9 of its 30 bytes");
	done(r);
}

/* A record of WARC inside a document whose length is right is a part of its text. */
static void test_record_in_text(void **state)
{
	static const char text[] =
		"It looks so:\r\n\r\nWARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\nEnd.";
	struct result *r;

	(void)state;
	start();
	add("conversion", "http://a.example/", TEXT, text);
	add("conversion", "http://a.example/2", TEXT, "Second.");
	r = read_file(PLAIN);
	assert_int_equal(r->rejects, 0);
	assert_int_equal(r->docs, 2);
	check_str(r->doc[0].field[GZ_TEXT], text);
	done(r);
}

static void test_header_limits(void **state)
{
	struct result *r;

	(void)state;
	start();
	add("conversion", "http://a.example/1", TEXT, "First.");
	gz_buf_str(&file, GZ_STR("WARC/1.0\r\nWARC-Type: conversion\r\nX: "));
	for (int i = 0; i < 400000; i++)
		gz_buf_byte(&file, i % 100 == 0 ? '\n' : 'x');
	gz_buf_str(&file, GZ_STR("\r\n\r\n"));
	add("conversion", "http://a.example/3", TEXT, "Third.");
	gz_buf_str(&file, GZ_STR("WARC/1.0\r\nWARC-Type: conv"));
	r = read_file(PLAIN);
	assert_int_equal(r->docs, 2);
	check_str(r->doc[1].field[GZ_TEXT], "Third.");
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[0],
			    "some.warc:2: its header is longer than the limit of 65536 bytes; skipped");
	assert_int_equal(strncmp(r->reject[1], "some.warc:4: truncated record", 29), 0);
	done(r);
}

/* Long payloads: a document within the limit, one beyond it, a film that is passed over, wrong lengths of
 * those. */
static void test_long(void **state)
{
	static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
	static const char film[] = "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n";
	size_t len = (size_t)3 << 20;
	char *big = malloc(len);
	struct result *r;

	(void)state;
	assert_non_null(big);
	memset(big, 'b', len);
	start();
	memcpy(big, page, sizeof(page) - 1);
	add_claimed("response", "http://a.example/1", HTTP, big, len, len);
	memcpy(big, film, sizeof(film) - 1);
	add_claimed("response", "http://a.example/2", HTTP, big, len, len);
	add("conversion", "http://a.example/3", TEXT, "Third.");
	add_claimed("response", "http://a.example/4", HTTP, big, len, len + ((size_t)1 << 40));
	add("conversion", "http://a.example/5", TEXT, "Fifth.");
	memcpy(big, page, sizeof(page) - 1);
	add_claimed("response", "http://a.example/6", HTTP, big, len, len + 9);
	add("conversion", "http://a.example/7", TEXT, "Seventh.");
	add_claimed("response", "http://a.example/8", HTTP, big, len, (size_t)1 << 50);
	r = read_file((struct gz_read_options){.max_document = (size_t)4 << 20});
	assert_int_equal(r->docs, 5);
	assert_int_equal(r->doc[0].field[GZ_TEXT].len, len - (sizeof(page) - 1));
	check_str(r->doc[1].field[GZ_TEXT], "Third.");
	check_str(r->doc[2].field[GZ_TEXT], "Fifth.");
	assert_int_equal(r->doc[3].field[GZ_TEXT].len, len - (sizeof(page) - 1));
	check_str(r->doc[4].field[GZ_TEXT], "Seventh.");
	assert_int_equal(r->rejects, 4);
	assert_int_equal(strncmp(r->reject[0], "some.warc:4: wrong Content-Length", 33), 0);
	assert_int_equal(strncmp(r->reject[1], "some.warc:6: wrong Content-Length", 33), 0);
	assert_string_equal(r->reject[2], "some.warc:8: longer than the limit of 4194304 bytes; skipped");
	assert_int_equal(strncmp(r->reject[3], "some.warc:8: truncated record", 29), 0);
	done(r);
	r = read_file((struct gz_read_options){.max_document = (size_t)1 << 20});
	assert_int_equal(r->docs, 3);
	done(r);
	free(big);
}

/* Whatever the first bytes of a file are left to be, each end is told once and no document is made up. */
static void test_every_cut(void **state)
{
	size_t whole;

	(void)state;
	start();
	add("conversion", "http://a.example/1", TEXT, "First.");
	whole = file.len;
	add("response", "http://a.example/2", HTTP,
	    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nSecond.");
	for (size_t len = 0; len < file.len; len++) {
		struct result *r =
			read_one(put("cut.warc", file.ptr, len), (struct gz_read_options){.format = "warc"});
		size_t first = whole - 4, second = file.len - 4;

		assert_int_equal(r->docs, (len >= first) + (len >= second));
		assert_int_equal(r->rejects, len > 0 && len != first && len != first + 1 &&
						     len != first + 2 && len != first + 3 && len != whole &&
						     len < second);
		done(r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_records_passed),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_probe),
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_codings),
		cmocka_unit_test(test_damaged_bodies),
		cmocka_unit_test(test_bombs),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_record_in_text),
		cmocka_unit_test(test_header_limits),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_every_cut),
	};
	int failed = cmocka_run_group_tests_name("read warc", tests, make_folder, remove_folder);

	gz_buf_free(&file);
	return failed;
}
