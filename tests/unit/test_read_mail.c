/* test_read_mail.c: messages and mailboxes into documents: headers, parts, codings, and what can be wrong. */
#include "read_folder.h"

/* ---- one message ------------------------------------------------------------------------------ */

#define MAIL ((struct gz_read_options){.format = "mail"})

/* The title and the text of a message. */
static void check_mail(const char *message, const char *title, const char *text)
{
	struct result *r = read_one(put("a.eml", message, strlen(message)), MAIL);

	for (size_t i = 0; i < r->rejects; i++)
		fail_msg("%s", r->reject[i]);
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TITLE], title);
	check_str(r->doc[0].field[GZ_TEXT], text);
	done(r);
}

static void check_text(const char *message, const char *text)
{
	check_mail(message, "", text);
}

static void check_title(const char *subject, const char *title)
{
	char message[1000];

	snprintf(message, sizeof(message), "Subject: %s\n\nText.", subject);
	check_mail(message, title, "Text.");
}

static void test_message(void **state)
{
	struct result *r = read_one(
		PUT("a.eml",
		    "Received: from x by y; Sat, 8 Jul 2017 00:00:01 +0000\r\n"
		    "From: A. Writer <writer@a.example>\r\nMESSAGE-ID:\r\n <1.2@a.example>\r\n"
		    "Date: Fri, 7 Jul 2017 23:22:00 -0500 (Central Daylight Time)\r\nContent-Language: "
		    "en-GB, de\r\n"
		    "Archived-At: <https://lists.example/1>\r\n"
		    "Subject: The summit\r\n\tin Hamburg  \r\n\r\nFirst line,\r\nsecond.\r\n> quoted\r\n"),
		(struct gz_read_options){.source_name = GZ_STR("list")});

	(void)state;
	assert_int_equal(r->rejects, 0);
	check_str(r->doc[0].field[GZ_TITLE], "The summit in Hamburg");
	check_str(r->doc[0].field[GZ_TEXT], "First line,\nsecond.\n> quoted\n");
	check_str(r->doc[0].id, "1.2@a.example");
	check_str(r->doc[0].url, "https://lists.example/1");
	check_str(r->doc[0].lang, "en-GB");
	check_str(r->doc[0].source, "list");
	assert_int_equal(r->doc[0].day, 17354);
	assert_int_equal(r->doc[0].precision, GZ_DAY);
	done(r);
}

/* A coded word that has no end, where the file has none behind it: nothing is read further (for the sanitizers). */
static void test_word_at_the_end(void **state)
{
	static const char subject[] = "Subject: =?";

	(void)state;
	for (size_t letters = 4090; letters <= 4100; letters++) {
		char message[8192] = "From: a@b.example\nX-Filler: ";
		size_t at = sizeof(message) - letters - (sizeof(subject) - 1);

		memset(message + strlen(message), 'x', at - strlen(message));
		message[at - 1] = '\n';
		memcpy(message + at, subject, sizeof(subject) - 1);
		memset(message + at + sizeof(subject) - 1, 'a', letters);
		done(read_one(put("a.eml", message, sizeof(message)), MAIL));
	}
}

static void test_probe(void **state)
{
	static const struct {
		const char *name, *bytes;
		bool mail;
	} files[] = {
		{"1", "From: a\nSubject: b\n\nText.", true},
		{"1", "Subject: b\nDate: 2017-07-07\n\nText.", false},
		{"1", "From: here to there\nand no header\n", false},
		{"1.eml", "Subject: b\n\nText.", true},
		{"1.eml", "No header here\n", false},
		{"2.eml", " Subject: b\nText.", false},
		{"1", "Path: a!b\nFrom: a\n b\nNewsgroups: c\nSubject: d", true},
	};
	struct result *r;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(files); i++) {
		r = read_one(put(files[i].name, files[i].bytes, strlen(files[i].bytes)), PLAIN);
		assert_int_equal(r->docs, 1);
		if (gz_str_eq(r->doc[0].field[GZ_TEXT], gz_str(files[i].bytes)) == files[i].mail)
			fail_msg("%s", files[i].bytes);
		done(r);
	}
	mkdir(in_folder("dir"), 0700);
	mkdir(in_folder("dir/cur"), 0700);
	r = read_one(PUT("dir/cur/17:2,S", "Subject: b\n\nText."), PLAIN);
	check_str(r->doc[0].field[GZ_TITLE], "b");
	check_str(r->doc[0].id, "17:2,S");
	done(r);
}

static void test_words(void **state)
{
	(void)state;
	check_title("=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?= =?UTF-8?B?IEvDtmxu?=", "Gr\xc3\xbc\xc3\x9f"
									    "e aus K\xc3\xb6ln");
	check_title("Re: =?utf-8*de?q?K=C3=B6ln?= and\n =?utf-8?q?Rome?=", "Re: K\xc3\xb6ln and Rome");
	/* A character cut between two words. */
	check_title("=?utf-8?B?S8M=?=\n =?utf-8?B?tmxu?=", "K\xc3\xb6ln");
	/* What is none stays as it is. */
	check_title("a =?b c=? =?utf-8?X?y?= =?utf-8?q?open", "a =?b c=? =?utf-8?X?y?= =?utf-8?q?open");
	check_title("=?utf-8?q?two words?= =?utf-8?q?\?=.", "two words.");
	check_title(" a\t\tb   c\x01"
		    "d ",
		    "a b c d");
}

static void test_transfer(void **state)
{
	(void)state;
	check_text("Content-Transfer-Encoding: Quoted-Printable\n\nsoft=\n line =\t\r\nbreaks=2C =C3=A4 =x= "
		   "\xc3\xa4=",
		   "soft line breaks, \xc3\xa4 =x= \xc3\xa4");
	check_text("Content-Transfer-Encoding: base64\n\nVGhl IHRl\neHQ=\nLg==\n", "The text.");
	check_text("Content-Transfer-Encoding: base64\n\nVGhlIHRleHQ", "The text");
	check_text("Content-Transfer-Encoding: base64 ; x\n\n!VGhlIHRleHQuV", "The text.");
	check_text("Content-Transfer-Encoding: 8bit\n\nas=20it is", "as=20it is");
	check_text("Content-Type: text\n\n=?utf-8?q?not_here?=\r\rend", "=?utf-8?q?not_here?=\n\nend");
}

#define MULTI(kind) "MIME-Version: 1.0\nContent-Type: multipart/" kind "; boundary=\"a b\"\n\nPreamble.\n"

static void test_parts(void **state)
{
	(void)state;
	check_text(MULTI("alternative") "--a b\nContent-Type: text/plain\n\nPlain.\n--a b\nContent-Type: "
					"text/html\n\n<p>Page.\n--a b--\nEpilogue.\n",
		   "Plain.\n");
	check_text(MULTI("alternative") "--a b\nContent-Type: text/html\n\nPage\n--a b \t\r\n\nPlain.\n--a "
					"b--\n",
		   "Plain.\n");
	check_text(MULTI("alternative") "--a b\n\n \n--a b\nContent-Type: text/html\n\nPage\n--a "
					"b\nContent-Type: text/html\n\nOther\n--a b--\n",
		   "Page");
	check_text(
		MULTI("mixed") "--a b\n\nOne.\n--a b\nContent-Type: image/png\n\nPNG\n"
			       "--a b\nContent-Disposition: attachment; filename=a.txt\n\nAttached.\n--a bc\n"
			       "--a b\nContent-Type: text/calendar\n\nBEGIN\n--a b\n\n--a b--x\nTwo.",
		"One.\n\n--a b--x\nTwo.");
	/* no delimiter, no boundary */
	check_text("Content-Type: multipart/mixed; boundary=x\n\n--y\nText.", "--y\nText.");
	check_text("Content-Type: multipart/mixed\n\n--y\nText.", "--y\nText.");
	/* a part without headers and their end */
	check_text(MULTI("mixed") "--a b\nno header\n--a b\nX: y\n--a b--", "no header\n");
}

static void test_nested(void **state)
{
	(void)state;
	check_text(MULTI("mixed") "--a b\nContent-Type: multipart/alternative; boundary=i\n\n"
				  "--i\nContent-Type: multipart/related; boundary=j\n\n--j\nContent-Type: "
				  "text/html\n\nPage\n--j--\n"
				  "--i\n\nPlain.\n--i--\n--a b\n\nFooter.\n--a b--\n",
		   "Plain.\n\nFooter.\n");
	check_mail(
		"Subject: Fwd\n" MULTI("mixed") "--a b\n\nSee this:\n--a b\nContent-Type: message/rfc822\n\n"
						"Subject: =?utf-8?q?In=6Eer?=\nContent-Transfer-Encoding: "
						"base64\n\nVGhlIHRleHQ=\n--a b--\n",
		"Fwd", "See this:\n\nInner\n\nThe text");
	check_text(MULTI("digest") "--a b\n\nSubject: One\n\nText one.\n--a b\n\nSubject: Two\nContent-Type: "
				   "message/rfc822\n\n"
				   "Subject: Three\n\nText three.\n--a b--\n",
		   "One\n\nText one.\n\nTwo");
}

/* Parts within parts, to no end; and a text with very many of them. */
static void test_hostile(void **state)
{
	struct gz_buf message = {0};
	struct result *r;

	(void)state;
	gz_buf_str(&message, GZ_STR("Subject: Deep\n"));
	for (int i = 0; i < 10000; i++)
		gz_buf_printf(&message, "Content-Type: multipart/%s; boundary=b%d\n\n--b%d\n",
			      i % 2 ? "alternative" : "mixed", i, i);
	gz_buf_str(&message, GZ_STR("\nText.\n"));
	r = read_one(put("a.eml", message.ptr, message.len), MAIL);
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TITLE], "Deep");
	check_str(r->doc[0].field[GZ_TEXT], "");
	done(r);
	gz_buf_clear(&message);
	gz_buf_str(&message, GZ_STR("Content-Type: multipart/alternative; boundary=b\n\n"));
	for (int i = 0; i < 200000; i++)
		gz_buf_str(&message, GZ_STR("--b\nContent-Type: text/html\n\nx\n"));
	r = read_one(put("a.eml", message.ptr, message.len), MAIL);
	check_str(r->doc[0].field[GZ_TEXT], "x");
	done(r);
	gz_buf_clear(&message);
	gz_buf_str(&message, GZ_STR("Subject: "));
	for (int i = 0; i < 200000; i++)
		gz_buf_str(&message, GZ_STR("=?a?q?x"));
	r = read_one(put("a.eml", message.ptr, message.len), MAIL);
	assert_int_equal(r->doc[0].field[GZ_TITLE].len, 1400000);
	done(r);
	gz_buf_free(&message);
}

static void test_nothing(void **state)
{
	struct result *r = read_one(PUT("a.eml", "From: a\nSubject:\nContent-Type: image/png\n\nPNG"), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 0);
	assert_string_equal(r->reject[0], "a.eml: no text: neither a subject nor a body that can be read");
	done(r);
	check_mail("Subject: Only this\n", "Only this", "");
	check_mail("Subject: Only this\n\n \n", "Only this", "");
}

/* ---- mailboxes ---------------------------------------------------------------------------------- */

static void test_mbox(void **state)
{
	struct result *r = read_one(
		PUT("list",
		    "From a@b.example Fri Jul  7 16:22:00 2017\nMessage-Id: <1>\nSubject: One\n"
		    "Date: Fri, 07 Jul 2017 16:22:00 +0200\n\nText one.\n\n"
		    ">From the beginning.\n>>From further.\nFrom here to there: no.\n\nFrom 10:00 on:\nno "
		    "header: at all\n\n"
		    "From b at b.example  Sat Jul  8 16:22:00 2017\r\nSubject: Two\r\n\r\nText two.\r\n\r\n"
		    "From c@b.example\nFrom: c\n\nText three.\n\n"
		    "From - Sun Jul  9 16:22:00 2017\n>From x Sun Jul  9 16:22:00 2017\nSubject: Four\n\n"
		    "From d Mon Jul 10 16:22:00 2017\nX: y\n\n"),
		PLAIN);

	(void)state;
	assert_int_equal(r->docs, 4);
	check_str(r->doc[0].field[GZ_TEXT], "Text one.\n\nFrom the beginning.\n>From further.\nFrom here to "
					    "there: no.\n\nFrom 10:00 on:\nno header: at all\n");
	check_str(r->doc[0].id, "1");
	assert_int_equal(r->doc[0].day, 17354);
	assert_int_equal(r->doc[0].record, 1);
	check_str(r->doc[1].field[GZ_TITLE], "Two");
	check_str(r->doc[1].field[GZ_TEXT], "Text two.\n");
	assert_int_equal(r->doc[1].id.len, 32);
	assert_int_equal(r->doc[1].day, GZ_NO_DAY);
	check_str(r->doc[2].field[GZ_TEXT], "Text three.\n");
	check_str(r->doc[3].field[GZ_TITLE], "Four");
	check_str(r->doc[3].field[GZ_TEXT], "");
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "list:5: no text: neither a subject nor a body that can be read");
	done(r);
}

static void test_mbox_beginning(void **state)
{
	struct gz_read_options options = {.format = "mbox"};
	struct result *r = read_one(PUT("a", "\n\nFrom a Fri Jul  7 16:22:00 2017\nSubject: One\n"), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 1);
	done(r);
	r = read_one(PUT("a", "garbage\nFrom a Fri Jul  7 16:22:00 2017\nSubject: One\n"), options);
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0],
			    "a:1: no \"From \" line at the beginning; skipped up to the first one");
	done(r);
	r = read_one(PUT("a", ""), options);
	assert_int_equal(r->docs + r->rejects, 0);
	done(r);
}

/* Many messages of all lengths, so that blocks end everywhere; some beyond the limit. */
static void test_mbox_long(void **state)
{
	struct gz_read_options options = {.max_document = 700000};
	struct gz_buf box = {0};
	struct result *r;
	size_t docs = 0;

	(void)state;
	for (size_t i = 0; i < 60; i++) {
		size_t len = i % 20 == 19 ? 1000000 : i * 9173 % 300000;

		gz_buf_printf(&box, "From a Fri Jul  7 16:22:00 2017\nSubject: %zu\n\n", i);
		for (size_t k = 0; k < len; k += 50)
			gz_buf_str(&box, GZ_STR("From one line of text to another, no message.....\n"));
		gz_buf_str(&box, GZ_STR("\n"));
	}
	r = read_one(put("long.mbox", box.ptr, box.len), options);
	assert_int_equal(r->docs, 57);
	assert_int_equal(r->rejects, 3);
	assert_string_equal(r->reject[0], "long.mbox:20: longer than the limit of 700000 bytes; skipped");
	for (size_t i = 0; i < 60; i++) {
		char number[24];

		if (i % 20 == 19)
			continue;
		snprintf(number, sizeof(number), "%zu", i);
		check_str(r->doc[docs].field[GZ_TITLE], number);
		assert_int_equal(r->doc[docs].field[GZ_TEXT].len, (i * 9173 % 300000 + 49) / 50 * 50);
		docs++;
	}
	done(r);
	gz_buf_free(&box);
}

static void test_mbox_damage(void **state)
{
	static char text[4000], packed[8000];
	struct result *r;
	size_t len;
	int head;

	(void)state;
	head = snprintf(text, sizeof(text),
			"From a Fri Jul  7 16:22:00 2017\nSubject: One\n\nText.\n\n"
			"From a Fri Jul  7 16:22:00 2017\nSubject: Two\n\n");
	for (size_t i = (size_t)head; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i % 23);
	len = compress_as(ARCHIVE_FILTER_GZIP, text, sizeof(text), packed, sizeof(packed));
	r = read_one(put("cut.mbox.gz", packed, len - 20), PLAIN);
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0], "cut.mbox.gz:2: truncated gzip data; what follows is lost");
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_message),	  cmocka_unit_test(test_word_at_the_end),
		cmocka_unit_test(test_probe),
		cmocka_unit_test(test_words),	  cmocka_unit_test(test_transfer),
		cmocka_unit_test(test_parts),	  cmocka_unit_test(test_nested),
		cmocka_unit_test(test_hostile),	  cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_mbox),	  cmocka_unit_test(test_mbox_beginning),
		cmocka_unit_test(test_mbox_long), cmocka_unit_test(test_mbox_damage),
	};

	return cmocka_run_group_tests_name("read mail", tests, make_folder, remove_folder);
}
