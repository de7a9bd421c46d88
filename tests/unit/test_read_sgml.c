/* test_read_sgml.c: Reuters-21578 into documents: stories of each type, references, dates, and what can be
 * wrong. */
#include "read_folder.h"

#define STORY(id, date, text)                                                                                \
	"<REUTERS TOPICS=\"NO\" OLDID=\"77\" NEWID=\"" id "\">\n<DATE>" date                                 \
	"</DATE>\n<TOPICS><D>x</D></TOPICS>\n"                                                               \
	"<UNKNOWN> \n&#5;&#5;C T\nf0704&#31;reute</UNKNOWN>\n" text "\n</REUTERS>\n"

static void test_stories(void **state)
{
	struct result *r = read_one(
		PUT("a.sgm",
		    "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" STORY(
			    "1", "26-FEB-1987 15:01:01.79",
			    "<TEXT>&#2;\n<TITLE>A &lt;B.N> &amp; C</TITLE>\n<AUTHOR>    By Nobody</AUTHOR>\n"
			    "<DATELINE>    PARIS, Feb 26 - </DATELINE><BODY>First words.\n    More "
			    "&lt;words>.\n Reuter\n"
			    "&#3;</BODY></TEXT>") STORY("2", " 7-APR-1987 605:12:19.12&#5;&#5;RM",
							"<TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>ONLY A "
							"HEADLINE\n</TITLE>Words of no "
							"worth.\n&#3;\n</TEXT>")
			    STORY("3", "31-FEB-1987",
				  "<TEXT TYPE=\"UNPROC\">&#2;\nFIGURES\n 1 < 2\n\n REUTER...\n&#3;\n</TEXT>")
				    STORY("4", "1-MAR-1987", "<TEXT TYPE=\"UNPROC\">&#2;\n&#3;\n</TEXT>")),
		PLAIN);

	(void)state;
	assert_int_equal(r->docs, 3);
	check_str(r->doc[0].id, "1");
	check_str(r->doc[0].field[GZ_TITLE], "A <B.N> & C");
	check_str(r->doc[0].field[GZ_TEXT], "PARIS, Feb 26 - First words.\n    More <words>.");
	assert_int_equal(r->doc[0].day, 6265);
	check_str(r->doc[1].id, "2");
	check_str(r->doc[1].field[GZ_TITLE], "ONLY A HEADLINE");
	check_str(r->doc[1].field[GZ_TEXT], "");
	assert_int_equal(r->doc[1].day, 6305);
	assert_int_equal(r->doc[1].precision, GZ_DAY);
	check_str(r->doc[2].id, "3");
	check_str(r->doc[2].field[GZ_TITLE], "");
	check_str(r->doc[2].field[GZ_TEXT], "FIGURES\n 1 < 2");
	assert_true(r->doc[2].bad_date);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "a.sgm:4: no text and no title");
	done(r);
}

#define BLOCK ((size_t)256 << 10) /* so much of a file is read at once: src/read/internal.h */

/* A story whose first word is all that there is of it when a block of the file ends. */
static void test_blocks(void **state)
{
	static const char first[] = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"1\"><TEXT><BODY>";
	static const char last[] = "</BODY></TEXT></REUTERS>\n",
			  more[] = "<REUTERS NEWID=\"2\"><TEXT><BODY>second</BODY></TEXT></REUTERS>\n";

	(void)state;
	for (size_t shift = 0; shift <= 16; shift++) {
		struct gz_buf file = {0};
		struct result *r;

		gz_buf_str(&file, GZ_STR(first));
		while (file.len + sizeof(last) - 1 + shift < BLOCK)
			gz_buf_byte(&file, 'x');
		gz_buf_str(&file, GZ_STR(last));
		gz_buf_str(&file, GZ_STR(more));
		r = read_one(put("a.sgm", file.ptr, file.len), PLAIN);
		assert_int_equal(r->rejects, 0);
		assert_int_equal(r->docs, 2);
		check_str(r->doc[1].field[GZ_TEXT], "second");
		done(r);
		gz_buf_free(&file);
	}
}

static void test_damaged(void **state)
{
	struct result *r = read_one(
		PUT("bad.sgm", "<REUTERS NEWID=\"1\"><TEXT><BODY>lost\n"
			       "<REUTERS NEWID=\"2\"><TEXT><BODY>found</BODY></TEXT></REUTERS>\n"
			       "rubbish &#3; </REUTERS>\n"
			       "<REUTERS NEWID=\"3\"><TEXT><BODY>no end of the body</TEXT></REUTERS>\n"
			       "<REUTERS NEWID=\"4\"><TEXT><BODY>cut off"),
		PLAIN);

	(void)state;
	assert_int_equal(r->docs, 2);
	check_str(r->doc[0].id, "2");
	check_str(r->doc[0].field[GZ_TEXT], "found");
	check_str(r->doc[1].field[GZ_TEXT], "no end of the body");
	assert_int_equal(r->rejects, 2);
	assert_string_equal(r->reject[0],
			    "bad.sgm:1: truncated record: another one begins before </REUTERS>");
	assert_string_equal(r->reject[1], "bad.sgm:4: truncated record: the file ends before </REUTERS>");
	done(r);
}

static void test_long(void **state)
{
	size_t big = (size_t)3 << 20, len;
	char *bytes = malloc(big + 4096);
	struct result *r;

	(void)state;
	assert_non_null(bytes);
	len = (size_t)sprintf(bytes, "<REUTERS NEWID=\"1\"><TEXT><BODY>");
	memset(bytes + len, 'x', big);
	len += big;
	len += (size_t)sprintf(
		bytes + len,
		"</BODY></TEXT></REUTERS><REUTERS NEWID=\"2\"><TEXT><BODY>two</BODY></TEXT></REUTERS>");
	put("long.sgm", bytes, len);
	free(bytes);
	r = read_one(in_folder("long.sgm"), (struct gz_read_options){.max_document = 1000});
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TEXT], "two");
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "long.sgm:1: longer than the limit of 1000 bytes; skipped");
	done(r);
	r = read_one(in_folder("long.sgm"), PLAIN);
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->doc[0].field[GZ_TEXT].len, big);
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stories),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests_name("read_sgml", tests, make_folder, remove_folder);
}
