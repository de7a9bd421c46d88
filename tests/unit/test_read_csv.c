/* test_read_csv.c: separated values into documents, how tables are told from text, and what can be wrong with
 * rows. */
#include "read_folder.h"

static void check_doc(const struct gz_doc *doc, const char *id, const char *title, const char *text)
{
	check_str(doc->id, id);
	check_str(doc->field[GZ_TITLE], title);
	check_str(doc->field[GZ_TEXT], text);
}

static void test_rows(void **state)
{
	struct result *r = read_one(PUT("news.csv", "\xef\xbb\xbfID, Date ,\"Title\",TEXT,other\r\n"
						    "1,2017-07-07,\"A, \"\"b\"\"\",\"one\r\n\r\ntwo\",\r\n"
						    "\r\n"
						    "2,2017-07,,plain 5\" disk,\"\"\n"
						    "3,,Only a headline,,x\r"
						    "4,someday,\"\",\"\"\"\",\"a\"\"\"  \n"
						    "5,2017,T,last,"),
				    PLAIN);

	(void)state;
	assert_int_equal(r->rejects, 0);
	assert_int_equal(r->docs, 5);
	check_doc(&r->doc[0], "1", "A, \"b\"", "one\r\n\r\ntwo");
	assert_int_equal(r->doc[0].day, 17354);
	assert_int_equal(r->doc[0].record, 2);
	check_doc(&r->doc[1], "2", "", "plain 5\" disk");
	assert_int_equal(r->doc[1].record, 4);
	check_doc(&r->doc[2], "3", "Only a headline", "");
	check_doc(&r->doc[3], "4", "", "\"");
	assert_true(r->doc[3].bad_date);
	check_doc(&r->doc[4], "5", "T", "last");
	assert_int_equal(r->doc[4].record, 7);
	done(r);
}

static void test_delimiters(void **state)
{
	static const char *const tables[] = {"id,title,text\n1,T,a;b|c\n", "id;title;text\n1;T;a,b|c\n",
					     "id\ttitle\ttext\n1\tT\ta,b;c\n", "id|title|text\n1|T|a,b;c\n",
					     "sep=;\r\nid;title;text\r\n1;T;a\r\n"};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(tables); i++) {
		struct result *r = read_one(put("table", tables[i], strlen(tables[i])), PLAIN);

		assert_int_equal(r->rejects, 0);
		assert_int_equal(r->docs, 1);
		check_str(r->doc[0].id, "1");
		check_str(r->doc[0].field[GZ_TITLE], "T");
		done(r);
	}
}

/* A name in quotation marks may hold line breaks: then the first line is not the header. */
static void test_broken_header(void **state)
{
	static const struct {
		const char *name, *table;
		struct gz_read_options options;
	} cases[] = {
		{"b", "\"foo\nbar\",text,b\n1,a,3\n", {.format = "csv"}},
		{"b", "\"foo\r\nbar, baz\";text;b\r\n1;a;3\r\n", {.format = "csv"}},
		{"b", "\"foo\n\n\";\"story\nhere\"\n1;a\n", {.format = "csv", .map = "text=story\nhere"}},
		{"b.csv", "\"foo\nbar\",text,b\n1,a,3\n", {0}},
		{"b", "\"id\n\",text,title\n1,a,3\n", {0}},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(cases); i++) {
		struct result *r = read_one(put(cases[i].name, cases[i].table, strlen(cases[i].table)),
					    cases[i].options);

		assert_int_equal(r->rejects, 0);
		assert_int_equal(r->docs, 1);
		check_str(r->doc[0].field[GZ_TEXT], "a");
		done(r);
	}
}

/* The delimiter of a header that names nothing known is the one of most columns, and of one column the comma. */
static void test_unknown_header(void **state)
{
	struct result *r = read_one(PUT("w", "\"foo\nbar\"|x,y|b\n1|a|3\n"),
				    (struct gz_read_options){.format = "csv"});

	(void)state;
	assert_int_equal(r->rejects, 1);
	assert_non_null(strstr(r->reject[0], "; there are foo\nbar, x,y, b"));
	done(r);
}

/* In a table of tabs a quotation mark may be one like any other. */
static void test_tabs(void **state)
{
	struct result *r = read_one(PUT("t.tsv", "id\ttext\ttitle\n"
						 "1\t\"Yes,\" he said.\tT\n"
						 "2\t\"a\tb\"\t\"c\"\"d\"\n"
						 "3\t\"never closed\tU\n"
						 "4\tx\ty\"z\n"),
				    PLAIN);

	(void)state;
	assert_int_equal(r->rejects, 0);
	assert_int_equal(r->docs, 4);
	check_doc(&r->doc[0], "1", "T", "\"Yes,\" he said.");
	check_doc(&r->doc[1], "2", "c\"d", "a\tb");
	check_doc(&r->doc[2], "3", "U", "\"never closed");
	check_doc(&r->doc[3], "4", "y\"z", "x");
	done(r);
}

static void test_map(void **state)
{
	const char *path = PUT("m", "Key;Story;Day published\n1;a;2017-07-07\n");
	struct gz_read_options map = {.map = "text=story,date=day published,id=KEY"};
	struct result *r = read_one(path, map);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_doc(&r->doc[0], "1", "", "a");
	assert_int_equal(r->doc[0].day, 17354);
	done(r);
	r = read_one(path, PLAIN); /* then it is a text */
	check_str(r->doc[0].id, "m");
	done(r);
	r = read_one(path, (struct gz_read_options){.format = "csv"});
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0],
			    "m:1: the first row does not name a column of text: no text (looked for " TEXT_KEYS ") and no title; there are Key, Story, Day published");
	done(r);
}

/* Headlines are a table that is called one, unless the text was to be in it. */
static void test_headlines(void **state)
{
	static const char table[] = "date,headline,note\n2017-07-07,\"a, b\",c\n2017-07-08,,d\n";
	struct result *r = read_one(PUT("h.csv", table), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TITLE], "a, b");
	check_str(r->doc[0].field[GZ_TEXT], "");
	assert_int_equal(r->doc[0].day, 17354);
	assert_int_equal(r->progress.titles_alone, 1);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "h.csv:3: no text (looked for " TEXT_KEYS ") and no title");
	done(r);
	r = read_one(in_folder("h.csv"), (struct gz_read_options){.map = "text=story"});
	assert_int_equal(r->docs, 0);
	assert_string_equal(r->reject[0],
			    "h.csv: of no known format (a table whose first row names no column of text: --map "
			    "text=COLUMN does; there are date, headline, note)");
	done(r);
	r = read_one(PUT("prose", table), PLAIN);
	check_str(r->doc[0].id, "prose");
	done(r);
}

/* Of the columns as many are named as fit, none of them in part of a character. */
static void test_many_columns(void **state)
{
	struct gz_buf table = {0};
	struct result *r;
	size_t length;

	(void)state;
	for (int i = 0; i < 60; i++)
		gz_buf_printf(&table, "%s\"\xc3\xa9t\xc3\xa9 %d\"", i > 0 ? ";" : "", i);
	gz_buf_printf(&table, "\n");
	r = read_one(put("many.csv", table.ptr, table.len), PLAIN);
	assert_int_equal(r->rejects, 1);
	length = strlen(r->reject[0]);
	assert_non_null(strstr(r->reject[0], "; there are \xc3\xa9t\xc3\xa9 0, \xc3\xa9t\xc3\xa9 1, "));
	assert_string_equal(r->reject[0] + length - 6, ", ...)");
	assert_true(length < 400);
	done(r);
	gz_buf_free(&table);
}

/* Prose is not a table, whatever its commas. */
static void test_prose(void **state)
{
	static const char *const texts[] = {"Text, body and soul\nare one, he said\n",
					    "Dear all, the text, title and date of it, please.\na, b, c\n",
					    "id,text\n1,2,3\n", "text\nand more text\n", "title,id\na,b\n"};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(texts); i++) {
		struct result *r = read_one(put("prose", texts[i], strlen(texts[i])), PLAIN);

		assert_int_equal(r->docs, 1);
		check_str(r->doc[0].field[GZ_TEXT], texts[i]);
		done(r);
	}
}

static void test_damaged_rows(void **state)
{
	struct result *r = read_one(PUT("bad.csv", "id,title,text\n"
						   "1,a,one\n"
						   "2,b,\"something\" follows\n"
						   "3,c,three\n"
						   "4,too few\n"
						   "5,too,many,fields\n"
						   "6,,\n"
						   "7,f,\"a line\nwith \"quotes\" in it\nand another\"\n"
						   "8,g,eight\n"
						   "9,h,\"never closed\n"
						   "10,i,ten\n"
						   "11,\"j\",\"eleven\"\n"),
				    PLAIN);
	static const char *const expected[] = {
		"bad.csv:3: a quoted field is not closed, or something follows its closing mark",
		"bad.csv:5: 2 fields, but the first row has 3",
		"bad.csv:6: 4 fields, but the first row has 3",
		"bad.csv:7: no text (looked for " TEXT_KEYS ") and no title",
		"bad.csv:8: a quoted field is not closed, or something follows its closing mark",
		"bad.csv:12: a quoted field is not closed, or something follows its closing mark",
	};
	static const char *const ids[] = {"1", "3", "8", "10", "11"};

	(void)state;
	assert_int_equal(r->rejects, GZ_COUNT(expected));
	for (size_t i = 0; i < GZ_COUNT(expected); i++)
		assert_string_equal(r->reject[i], expected[i]);
	assert_int_equal(r->docs, GZ_COUNT(ids));
	for (size_t i = 0; i < GZ_COUNT(ids); i++)
		check_str(r->doc[i].id, ids[i]);
	done(r);
}

/* Rows beyond a block; one that is too long; a mark that is not closed and swallows no more than its own
 * line. */
static void test_long_rows(void **state)
{
	size_t big = (size_t)3 << 20, size = 8 << 20, len = 0;
	char *bytes = malloc(size);
	struct result *r;

	(void)state;
	assert_non_null(bytes);
	len += (size_t)sprintf(bytes, "id,text\n1,\"");
	for (size_t i = 0; i < big / 8; i++)
		len += (size_t)sprintf(bytes + len, "abcde\"\"\n");
	len += (size_t)sprintf(bytes + len, "\"\n2,two\n3,\"not closed\n");
	for (size_t i = 0; i < 100; i++)
		len += (size_t)sprintf(bytes + len, "%zu,%02000d\n", 100 + i, 0);
	put("long.csv", bytes, len);
	r = read_one(in_folder("long.csv"), PLAIN);
	assert_int_equal(r->docs, 102);
	check_str(r->doc[0].id, "1");
	assert_int_equal(r->doc[0].field[GZ_TEXT].len, big / 8 * 7);
	check_str(r->doc[101].id, "199");
	assert_int_equal(r->rejects, 1);
	done(r);
	r = read_one(in_folder("long.csv"), (struct gz_read_options){.max_document = (size_t)1 << 20});
	assert_int_equal(r->docs, 101);
	check_str(r->doc[0].id, "2");
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[0], "long.csv:2: longer than the limit of 1048576 bytes; skipped");
	done(r);
	free(bytes);
}

static void test_cut(void **state)
{
	static const char plain[] = "id,text\n1,one\n2,\"two\n";
	char packed[300];
	size_t size = compress_as(ARCHIVE_FILTER_GZIP, plain, sizeof(plain) - 1, packed, sizeof(packed));
	struct result *r = read_one(put("cut.csv.gz", packed, size - 4), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "cut.csv.gz:3: truncated gzip data; what follows is lost");
	done(r);
}

/* What Excel calls Unicode text, in both orders, and cut in the middle of a character. */
static void test_utf16(void **state)
{
	static const uint16_t units[] = {'i', 'd', '\t',   't', 'e',	'x',	't', '\r',   '\n', '1', '\t',
					 'a', ' ', 0x20ac, ' ', 0xd83d, 0xde00, ' ', 0xd83d, ' ',  0,	'\n'};

	(void)state;
	for (unsigned big = 0; big < 2; big++) {
		char bytes[2 + 2 * GZ_COUNT(units)];
		struct result *r;

		bytes[big] = '\xff';
		bytes[1 - big] = '\xfe';
		for (size_t i = 0; i < GZ_COUNT(units); i++) {
			bytes[2 + 2 * i + big] = (char)(units[i] & 0xff);
			bytes[3 + 2 * i - big] = (char)(units[i] >> 8);
		}
		r = read_one(put("u.txt", bytes, sizeof(bytes)), PLAIN);
		assert_int_equal(r->rejects, 0);
		assert_int_equal(r->docs, 1);
		check_doc(&r->doc[0], "1", "", "a \xe2\x82\xac \xf0\x9f\x98\x80 " FFFD " " FFFD);
		assert_int_equal(r->doc[0].repaired, 2);
		done(r);
		r = read_one(put("u.txt", bytes, sizeof(bytes) - 1), PLAIN);
		assert_int_equal(r->rejects, 1);
		assert_non_null(strstr(r->reject[0], "truncated UTF-16"));
		done(r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_delimiters),
		cmocka_unit_test(test_broken_header),
		cmocka_unit_test(test_unknown_header),
		cmocka_unit_test(test_tabs),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_prose),
		cmocka_unit_test(test_damaged_rows),
		cmocka_unit_test(test_long_rows),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_headlines),
		cmocka_unit_test(test_many_columns),
	};

	return cmocka_run_group_tests_name("read_csv", tests, make_folder, remove_folder);
}
