/* test_render.c: rows in every format, JSON strings and numbers, what a terminal shows, the tag contract. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>

#include <cmocka.h>

#include "gazet/render.h"

#define FFFD "\xef\xbf\xbd"
#define RLM "\xe2\x80\x8f"

/* ---- rows ------------------------------------------------------------------------ */

static const struct gz_column columns[] = {
	{"name", GZ_CELL_TEXT, 0},
	{"docs", GZ_CELL_INT, 0},
	{"share", GZ_CELL_REAL, 2},
	{"note", GZ_CELL_TEXT, 0},
};

#define TEXT(literal) {.kind = GZ_CELL_TEXT, .text = {literal, sizeof(literal) - 1}}
#define INT(value) {.kind = GZ_CELL_INT, .integer = (value)}
#define REAL(value) {.kind = GZ_CELL_REAL, .real = (value)}
#define NOTHING {.kind = GZ_CELL_NULL}

static const struct gz_cell rows[][4] = {
	{TEXT("Angela Merkel"), INT(1234), REAL(0.5), TEXT("a, b")},
	{TEXT("\xe4\xb8\xad\xe5\x9b\xbd"), INT(-7), REAL(12.3456789), TEXT("say \"x\"\r\nand|tab\there \\")},
	{TEXT("e\xcc\x81" RLM "\033[31m"), NOTHING, REAL(-0.001), TEXT("")},
	{TEXT(" "), INT(INT64_MIN), NOTHING, NOTHING},
};

static char *render(const char *format, struct gz_render_options options, const struct gz_column *column,
		    size_t count, const struct gz_cell *cells, size_t row_count)
{
	char *out = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&out, &size);
	struct gz_sink sink;
	struct gz_error err;

	assert_non_null(file);
	assert_true(gz_render_open(format, file, &options, &sink, &err));
	assert_true(sink.begin(sink.self, column, count, &err));
	for (size_t i = 0; i < row_count; i++)
		assert_true(sink.row(sink.self, cells + i * count, &err));
	assert_true(sink.end(sink.self, &err));
	gz_render_close(&sink);
	assert_int_equal(fclose(file), 0);
	return out;
}

static void check(const char *format, struct gz_render_options options, size_t row_count,
		  const char *expected)
{
	char *out = render(format, options, columns, 4, rows[0], row_count);

	assert_string_equal(out, expected);
	free(out);
}

#define HEADER ((struct gz_render_options){.header = true})
#define BARE ((struct gz_render_options){0})

static void test_json(void **state)
{
	(void)state;
	check("json", BARE, 4,
	      "[\n"
	      "{\"name\":\"Angela Merkel\",\"docs\":1234,\"share\":0.5,\"note\":\"a, b\"},\n"
	      "{\"name\":\"\xe4\xb8\xad\xe5\x9b\xbd\",\"docs\":-7,\"share\":12.3457,"
	      "\"note\":\"say \\\"x\\\"\\r\\nand|tab\\there \\\\\"},\n"
	      "{\"name\":\"e\xcc\x81" RLM "\\u001b[31m\",\"docs\":null,\"share\":-0.001,\"note\":\"\"},\n"
	      "{\"name\":\" \",\"docs\":-9223372036854775808,\"share\":null,\"note\":null}\n"
	      "]\n");
	check("json", BARE, 0, "[]\n");
	check("jsonl", BARE, 1,
	      "{\"name\":\"Angela Merkel\",\"docs\":1234,\"share\":0.5,\"note\":\"a, b\"}\n");
	check("jsonl", BARE, 0, "");
}

static void test_csv(void **state)
{
	static const struct gz_column one = {"x", GZ_CELL_TEXT, 0};
	static const struct gz_cell empty = TEXT("");
	char *out;

	(void)state;
	check("csv", HEADER, 4,
	      "name,docs,share,note\r\n"
	      "Angela Merkel,1234,0.5,\"a, b\"\r\n"
	      "\xe4\xb8\xad\xe5\x9b\xbd,-7,12.3457,\"say \"\"x\"\"\r\nand|tab\there \\\"\r\n"
	      "e\xcc\x81" RLM "\033[31m,,-0.001,\r\n"
	      "\" \",-9223372036854775808,,\r\n");
	check("csv", HEADER, 0, "name,docs,share,note\r\n");
	check("csv", BARE, 1, "Angela Merkel,1234,0.5,\"a, b\"\r\n");
	out = render("csv", BARE, &one, 1, &empty, 1);
	assert_string_equal(out, "\"\"\r\n");
	free(out);
}

static void test_tsv(void **state)
{
	(void)state;
	check("tsv", HEADER, 4,
	      "name\tdocs\tshare\tnote\n"
	      "Angela Merkel\t1234\t0.5\ta, b\n"
	      "\xe4\xb8\xad\xe5\x9b\xbd\t-7\t12.3457\tsay \"x\"\\r\\nand|tab\\there \\\\\n"
	      "e\xcc\x81" RLM "\033[31m\t\t-0.001\t\n"
	      " \t-9223372036854775808\t\t\n");
	check("tsv", BARE, 0, "");
}

static void test_md(void **state)
{
	(void)state;
	check("md", BARE, 4,
	      "| name | docs | share | note |\n"
	      "| --- | ---: | ---: | --- |\n"
	      "| Angela Merkel | 1234 | 0.50 | a, b |\n"
	      "| \xe4\xb8\xad\xe5\x9b\xbd | -7 | 12.35 | say \"x\"  and\\|tab here \\\\ |\n"
	      "| e\xcc\x81" RLM " \\[31m |  | 0.00 |  |\n"
	      "|   | -9223372036854775808 |  |  |\n");
	check("md", BARE, 0, "| name | docs | share | note |\n| --- | ---: | ---: | --- |\n");
}

/* Names as an enemy writes them. */
static void test_md_hostile(void **state)
{
	static const struct gz_column one = {"x", GZ_CELL_TEXT, 0};
	static const struct gz_cell cells[] = {TEXT("<script>alert(1)</script>"),
					       TEXT("[a](javascript:b)"),
					       TEXT("![i](x) `c` *d* ~~e~~"),
					       TEXT("&lt; &#60;"),
					       TEXT("_a_ b_c __d"),
					       TEXT("\\\\| \\|"),
					       TEXT("a\r\nb\vc\fd\te\x7f"),
					       TEXT("_")};
	char *out = render("md", BARE, &one, 1, cells, GZ_COUNT(cells));

	(void)state;
	assert_string_equal(out, "| x |\n| --- |\n"
				 "| \\<script>alert(1)\\</script> |\n"
				 "| \\[a](javascript:b) |\n"
				 "| !\\[i](x) \\`c\\` \\*d\\* \\~\\~e\\~\\~ |\n"
				 "| \\&lt; \\&#60; |\n"
				 "| \\_a\\_ b_c \\_\\_d |\n"
				 "| \\\\\\\\\\| \\\\\\| |\n"
				 "| a  b c d e  |\n"
				 "| \\_ |\n");
	free(out);
}

/* For programs that show spreadsheets: numbers stay numbers, text that would be computed is text. */
static void test_sheets(void **state)
{
	static const struct gz_column two[] = {{"=x", GZ_CELL_TEXT, 0}, {"n", GZ_CELL_REAL, 2}};
	static const struct gz_cell cells[] = {TEXT("=cmd|' /C calc'!A0"),
					       REAL(-0.5),
					       TEXT("+1"),
					       INT(-1),
					       TEXT("-a"),
					       NOTHING,
					       TEXT("@SUM(A1)"),
					       NOTHING,
					       TEXT("\t=1"),
					       NOTHING,
					       TEXT("\r=1"),
					       NOTHING,
					       TEXT("  =1, \"2\""),
					       NOTHING,
					       TEXT("\xef\xbc\x9d"
						    "1"),
					       NOTHING,
					       TEXT("a=1"),
					       NOTHING,
					       TEXT("'"),
					       NOTHING};
	struct gz_render_options options = {.header = true, .bom = true, .safe = true};
	char *out = render("csv", options, two, 2, cells, GZ_COUNT(cells) / 2);

	(void)state;
	assert_string_equal(out, "\xef\xbb\xbf=x,n\r\n"
				 "'=cmd|' /C calc'!A0,-0.5\r\n"
				 "'+1,-1\r\n"
				 "'-a,\r\n"
				 "'@SUM(A1),\r\n"
				 "'\t=1,\r\n"
				 "\"'\r=1\",\r\n"
				 "\"'  =1, \"\"2\"\"\",\r\n"
				 "'\xef\xbc\x9d"
				 "1,\r\n"
				 "a=1,\r\n"
				 "',\r\n");
	free(out);
	options.bom = false;
	out = render("tsv", options, two, 2, cells, 6);
	assert_string_equal(
		out, "=x\tn\n'=cmd|' /C calc'!A0\t-0.5\n'+1\t-1\n'-a\t\n'@SUM(A1)\t\n'\\t=1\t\n'\\r=1\t\n");
	free(out);
	/* Nothing of it unless asked for, and a mark in front of no rows too. */
	out = render("csv", HEADER, two, 2, cells, 1);
	assert_string_equal(out, "=x,n\r\n=cmd|' /C calc'!A0,-0.5\r\n");
	free(out);
	out = render("csv", (struct gz_render_options){.bom = true}, two, 2, cells, 0);
	assert_string_equal(out, "\xef\xbb\xbf");
	free(out);
}

static void test_table(void **state)
{
	(void)state;
	check("table", BARE, 3,
	      "name           docs  share  note\n"
	      "Angela Merkel  1234   0.50  a, b\n"
	      "\xe4\xb8\xad\xe5\x9b\xbd             -7  12.35  say \"x\"  and|tab here \\\n"
	      "e\xcc\x81" FFFD FFFD "[31m               0.00\n");
	check("table", BARE, 0, "name  docs  share  note\n");
	check("table", ((struct gz_render_options){.color = true}), 1,
	      "\033[1mname\033[0m           \033[1mdocs\033[0m  \033[1mshare\033[0m  \033[1mnote\033[0m\n"
	      "Angela Merkel  1234   0.50  a, b\n");
}

static void test_table_narrow(void **state)
{
	(void)state;
	/* The widest column gives first. */
	check("table", ((struct gz_render_options){.width = 45}), 2,
	      "name           docs  share  note\n"
	      "Angela Merkel  1234   0.50  a, b\n"
	      "\xe4\xb8\xad\xe5\x9b\xbd             -7  12.35  say \"x\"  and|tab\xe2\x80\xa6\n");
	check("table", ((struct gz_render_options){.width = 32}), 2,
	      "name      docs  share  note\n"
	      "Angela \xe2\x80\xa6  1234   0.50  a, b\n"
	      "\xe4\xb8\xad\xe5\x9b\xbd        -7  12.35  say \"x\" \xe2\x80\xa6\n");
	/* Below that nothing gives any more. */
	check("table", ((struct gz_render_options){.width = 5}), 1,
	      "name      docs  share  note\n"
	      "Angela \xe2\x80\xa6  1234   0.50  a, b\n");
}

static void test_table_context(void **state)
{
	static const struct gz_column kwic[] = {{"doc", GZ_CELL_TEXT, 0},
						{"left", GZ_CELL_TEXT, 0},
						{"match", GZ_CELL_TEXT, 0},
						{"right", GZ_CELL_TEXT, 0}};
	static const struct gz_cell cells[] = {
		TEXT("d1"), TEXT("the chancellor"), TEXT("Angela Merkel"), TEXT("said"),
		TEXT("d2"), TEXT("\xe4\xb8\xad\xe5\x9b\xbd and"), TEXT("Merkel"), TEXT("")};
	char *out = render("table", BARE, kwic, 4, cells, 2);

	(void)state;
	assert_string_equal(out, "doc            left  match          right\n"
				 "d1   the chancellor  Angela Merkel  said\n"
				 "d2         \xe4\xb8\xad\xe5\x9b\xbd and  Merkel\n");
	free(out);
	out = render("table", (struct gz_render_options){.width = 36, .color = true}, kwic, 4, cells, 2);
	assert_string_equal(out, "\033[1mdoc\033[0m         \033[1mleft\033[0m  "
				 "\033[1mmatch\033[0m        \033[1mright\033[0m\n"
				 "\033[2md1\033[0m   \xe2\x80\xa6"
				 "chancellor  \033[1mAngela Mer\xe2\x80\xa6\033[0m  said\n"
				 "\033[2md2\033[0m      \xe4\xb8\xad\xe5\x9b\xbd and  \033[1mMerkel\033[0m\n");
	free(out);
}

static void test_open(void **state)
{
	struct gz_render_options options = {0};
	struct gz_sink sink = {0};
	struct gz_error err;
	const char *const *formats = gz_render_formats();
	size_t count = 0;

	(void)state;
	assert_false(gz_render_open("xml", stdout, &options, &sink, &err));
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_string_equal(err.message, "unknown output format \"xml\"; there are: table, json, jsonl, csv, tsv, md");
	for (; formats[count] != NULL; count++) {
		assert_true(gz_render_open(formats[count], stdout, &options, &sink, &err));
		gz_render_close(&sink);
		assert_null(sink.self);
	}
	assert_int_equal(count, 7);
}

static void test_write_error(void **state)
{
	struct gz_render_options options = {0};
	struct gz_sink sink;
	struct gz_error err;
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	if (full == NULL)
		skip();
	assert_true(gz_render_open("json", full, &options, &sink, &err));
	assert_true(sink.begin(sink.self, columns, 4, &err));
	assert_true(sink.row(sink.self, rows[0], &err));
	assert_false(sink.end(sink.self, &err));
	assert_int_equal(err.code, GZ_EIO);
	assert_string_equal(err.message, "cannot write the output: No space left on device");
	gz_render_close(&sink);
	fclose(full);
}

/* ---- values ---------------------------------------------------------------------------- */

static void test_json_string(void **state)
{
	static const char raw[] = "\"\\/\b\f\n\r\t\0\x1f\x7f\xc2\x9b\xc3\xa9\xf0\x9f\x98\x80 \xff\xe2\x82";
	struct gz_buf out = {0};

	(void)state;
	assert_true(gz_json_string(&out, gz_str_of(raw, sizeof(raw) - 1)));
	assert_true(gz_buf_byte(&out, '\0'));
	assert_string_equal(out.ptr, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\\u009b"
				     "\xc3\xa9\xf0\x9f\x98\x80 "
				     FFFD FFFD "\"");
	gz_buf_clear(&out);
	assert_true(gz_json_string(&out, (struct gz_str){NULL, 0}));
	assert_memory_equal(out.ptr, "\"\"", 2);
	gz_buf_free(&out);
}

static void test_json_number(void **state)
{
	static const struct {
		double value;
		const char *expected;
	} all[] = {{0, "0"}, {-0.0, "0"}, {1, "1"}, {-1.5, "-1.5"}, {0.1, "0.1"}, {1.0 / 3, "0.333333"},
		   {2.0 / 3, "0.666667"}, {0.0001, "0.0001"}, {0.000123456789, "0.000123457"},
		   {0.00001, "1e-5"},
		   {1.5e-10, "1.5e-10"}, {99999.95, "99999.9"}, {123456.7, "123457"}, {999999.9, "1000000"},
		   {1234567, "1234567"}, {1e15, "1000000000000000"}, {1e16, "1e16"}, {-2.5e100, "-2.5e100"},
		   {INFINITY, "null"}, {-INFINITY, "null"}, {NAN, "null"}};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++) {
		struct gz_buf out = {0};

		assert_true(gz_json_number(&out, all[i].value));
		assert_true(gz_buf_byte(&out, '\0'));
		assert_string_equal(out.ptr, all[i].expected);
		gz_buf_free(&out);
	}
}

#define TAGS	"\xf3\xa0\x81\xa7\xf3\xa0\x81\xbf"
#define ENGLAND "\xf0\x9f\x8f\xb4" TAGS

static void test_width(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} all[] = {{"", 0}, {"abc", 3}, {"\xc3\xa9", 1}, {"e\xcc\x81", 1},
		   {"\xe4\xb8\xad\xe5\x9b\xbd", 4},              /* Han */
		   {"\xed\x95\x9c\xea\xb5\xad", 4},              /* Hangul */
		   {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2},  /* the same, decomposed */
		   {"\xe3\x81\x82\xef\xbd\xb1\xef\xbc\xa1", 5},  /* kana, halfwidth kana, fullwidth letter */
		   {"\xf0\x9f\x98\x80", 2},                      /* emoji */
		   {"\xd7\xa9\xd7\x81", 1},                      /* Hebrew letter with point */
		   {"\xd9\x85\xd8\xb5\xd8\xb1", 3},              /* Arabic */
		   {"\xe0\xb8\x81\xe0\xb8\xb4", 1},              /* Thai with vowel above */
		   {"a\xe2\x80\x8b" "b", 3},                     /* zero-width space: shown as U+FFFD */
		   {ENGLAND, 2},                                 /* a flag spelt with tags */
		   {"a" TAGS, 3},                                /* tags that spell none */
		   {"a\xc2\xad" "b", 3},                         /* soft hyphen */
		   {RLM "\033\n", 3},                            /* shown as U+FFFD */
		   {"\xff\xe2\x82", 2}};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++) {
		struct gz_buf safe = {0};

		if (gz_display_width(gz_str(all[i].text)) != all[i].width)
			fail_msg("\"%s\" has %zu columns, not %zu", all[i].text,
				 gz_display_width(gz_str(all[i].text)), all[i].width);
		assert_true(gz_terminal_safe(&safe, gz_str(all[i].text)));
		assert_int_equal(gz_display_width(gz_buf_view(&safe)), all[i].width);
		gz_buf_free(&safe);
	}
}

static void test_terminal_safe(void **state)
{
	static const char raw[] = "a\033[2J\0b\x7f\xc2\x85\xe2\x80\xae" "c\xe2\x81\xa6" RLM
				  "\xe2\x80\xa8\xff \xd9\x85\xe2\x80\x8d.";
	struct gz_buf out = {0};

	(void)state;
	assert_true(gz_terminal_safe(&out, gz_str_of(raw, sizeof(raw) - 1)));
	assert_true(gz_buf_byte(&out, '\0'));
	assert_string_equal(out.ptr, "a" FFFD "[2J" FFFD "b" FFFD FFFD FFFD "c" FFFD FFFD FFFD FFFD
				     " \xd9\x85\xe2\x80\x8d.");
	gz_buf_free(&out);
}

/* What nobody sees is shown, but for what writing needs: soft hyphens, joiners, the tags of a flag. */
static void test_terminal_invisible(void **state)
{
	static const char *const shown[] = {"Mer\xc2\xadkel", "\xd9\x85\xe2\x80\x8c\xd9\x85",
					    "\xe0\xa4\x95\xe2\x80\x8d", ENGLAND " " ENGLAND};
	static const char *const hidden[] = {"\xe1\xa0\x8e", "\xe2\x80\x8b", "\xe2\x81\xa0", "\xe2\x81\xa4",
					     "\xe2\x81\xaf", "\xef\xbb\xbf", "\xef\xbf\xb9", "\xe2\x80\x8c",
					     "\xe2\x80\x8d", "\xe3\x85\xa4", "\xef\xbe\xa0"};
	struct gz_buf out = {0};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(shown); i++) {
		gz_buf_clear(&out);
		assert_true(gz_terminal_safe(&out, gz_str(shown[i])) && gz_buf_byte(&out, '\0'));
		assert_string_equal(out.ptr, shown[i]);
	}
	for (size_t i = 0; i < GZ_COUNT(hidden); i++) {
		gz_buf_clear(&out);
		assert_true(gz_terminal_safe(&out, gz_str(hidden[i])) && gz_buf_byte(&out, '\0'));
		assert_string_equal(out.ptr, FFFD);
	}
	gz_buf_clear(&out);
	assert_true(gz_terminal_safe(&out, gz_str("a" TAGS "b")) && gz_buf_byte(&out, '\0'));
	assert_string_equal(out.ptr, "a" FFFD FFFD "b");
	/* A joiner in a word that has no use for it. */
	gz_buf_clear(&out);
	assert_true(gz_terminal_safe(&out, gz_str("pay\xe2\x80\x8cpal \xd1\x8f\xe2\x80\x8d")) && gz_buf_byte(&out, '\0'));
	assert_string_equal(out.ptr, "pay" FFFD "pal \xd1\x8f" FFFD);
	assert_int_equal(gz_display_width(GZ_STR("pay\xe2\x80\x8cpal")), 7);
	gz_buf_free(&out);
}

/* ---- tag -------------------------------------------------------------------------------- */

static struct gz_entity merkel, g20, germany;

static void test_tagged(void **state)
{
	/* An emoji of four bytes and two UTF-16 units stands in front. */
	struct gz_mention mentions[] = {
		{.entity = &merkel, .start = 0, .length = 6, .byte_start = 0, .byte_length = 6, .score = 0.9F,
		 .field = GZ_TITLE, .via = GZ_VIA_SURNAME},
		{.entity = &g20, .start = 2, .length = 8, .byte_start = 5, .byte_length = 9, .score = 0.854F,
		 .field = GZ_TEXT, .via = GZ_VIA_EDITION},
		{.entity = &germany, .start = 2, .length = 3, .byte_start = 5, .byte_length = 3, .score = 1,
		 .field = GZ_TEXT, .via = GZ_VIA_NAME, .nested = true},
	};
	struct gz_tagged tagged = {.mentions = mentions, .count = 3};
	struct gz_buf out = {0};

	(void)state;
	merkel = (struct gz_entity){.id = GZ_STR("person/angela-merkel"), .name = GZ_STR("Angela Merkel"),
				    .type = GZ_PERSON};
	g20 = (struct gz_entity){.id = GZ_STR("event/g20-2017"), .name = GZ_STR("G20 \"Hamburg\""),
				 .series = GZ_STR("event/g20"), .type = GZ_EVENT};
	germany = (struct gz_entity){.id = GZ_STR("country/de"), .name = GZ_STR("Germany"),
				     .type = GZ_COUNTRY};
	tagged.doc.id = GZ_STR("a/1");
	tagged.doc.field[GZ_TITLE] = GZ_STR("Merkel");
	tagged.doc.field[GZ_TEXT] = GZ_STR("\xf0\x9f\x98\x80 G20 f\xc3\xbcr.");
	tagged.doc.day = 17354;
	tagged.doc.precision = GZ_MONTH;

	assert_true(gz_render_tagged(&out, &tagged, GZ_OFFSETS_CODEPOINT));
	assert_true(gz_buf_byte(&out, '\0'));
	assert_string_equal(
		out.ptr,
		"{\"id\":\"a/1\",\"date\":\"2017-07\",\"mentions\":["
		"{\"field\":\"title\",\"start\":0,\"end\":6,\"text\":\"Merkel\","
		"\"entity\":\"person/angela-merkel\",\"name\":\"Angela Merkel\","
		"\"type\":\"person\",\"via\":\"surname\",\"score\":0.9},"
		"{\"field\":\"text\",\"start\":2,\"end\":10,\"text\":\"G20 f\xc3\xbcr.\","
		"\"entity\":\"event/g20-2017\",\"name\":\"G20 \\\"Hamburg\\\"\","
		"\"type\":\"event\",\"via\":\"edition\",\"score\":0.85,"
		"\"series\":\"event/g20\"},"
		"{\"field\":\"text\",\"start\":2,\"end\":5,\"text\":\"G20\",\"entity\":\"country/de\","
		"\"name\":\"Germany\",\"type\":\"country\",\"via\":\"name\",\"score\":1,\"nested\":true}]}");

	gz_buf_clear(&out);
	assert_true(gz_render_tagged(&out, &tagged, GZ_OFFSETS_BYTE));
	assert_true(gz_buf_byte(&out, '\0'));
	assert_non_null(strstr(out.ptr, "{\"field\":\"text\",\"start\":5,\"end\":14,\"text\":\"G20 f"));
	assert_non_null(strstr(out.ptr, "{\"field\":\"text\",\"start\":5,\"end\":8,\"text\":\"G20\""));

	gz_buf_clear(&out);
	assert_true(gz_render_tagged(&out, &tagged, GZ_OFFSETS_UTF16));
	assert_true(gz_buf_byte(&out, '\0'));
	assert_non_null(strstr(out.ptr, "{\"field\":\"title\",\"start\":0,\"end\":6,"));
	assert_non_null(strstr(out.ptr, "{\"field\":\"text\",\"start\":3,\"end\":11,\"text\":\"G20 f"));
	assert_non_null(strstr(out.ptr, "{\"field\":\"text\",\"start\":3,\"end\":6,\"text\":\"G20\""));

	gz_buf_clear(&out);
	tagged.count = 0;
	tagged.doc.day = GZ_NO_DAY;
	tagged.doc.precision = GZ_UNDATED;
	assert_true(gz_render_tagged(&out, &tagged, GZ_OFFSETS_CODEPOINT));
	assert_true(gz_buf_byte(&out, '\0'));
	assert_string_equal(out.ptr, "{\"id\":\"a/1\",\"date\":null,\"mentions\":[]}");
	gz_buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_tsv),
		cmocka_unit_test(test_md),
		cmocka_unit_test(test_md_hostile),
		cmocka_unit_test(test_sheets),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_table_narrow),
		cmocka_unit_test(test_table_context),
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_write_error),
		cmocka_unit_test(test_json_string),
		cmocka_unit_test(test_json_number),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_terminal_safe),
		cmocka_unit_test(test_terminal_invisible),
		cmocka_unit_test(test_tagged),
	};

	return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
