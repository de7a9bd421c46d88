/*
 * test_charset.c: bytes of many character sets as UTF-8: by mark, by what is declared, by detection; what is
 * nearly UTF-8; what means nothing; and what is counted.
 */
#include "read_folder.h"

#include <iconv.h>

#include "../../src/read/charset.h"

static struct gz_reader reader;
static char noted[1024];

static void note(void *self, const char *file, uint64_t record, const char *name, enum gz_charset_way way)
{
	size_t len = strlen(noted);

	(void)self;
	snprintf(noted + len, sizeof(noted) - len, "%s:%u:%s:%s ", file, (unsigned)record, name,
		 gz_charset_way_name(way));
}

/* As a document of its own: what it becomes, and how its character set was known ("" where nothing was done).
 */
static void decodes_as(struct gz_str bytes, const char *declared, struct gz_str expected, const char *how)
{
	static const struct gz_item item = {.path = "f"};
	struct gz_buf buf = {0};
	struct gz_error err;
	struct gz_str out;

	reader.item = &item;
	reader.options.charset = note;
	reader.record++;
	noted[0] = '\0';
	assert_true(gz_charset_decode(&reader, bytes, declared, &buf, &out, &err));
	if (!gz_str_eq(out, expected))
		fail_msg("\"%.*s\" is not \"%.*s\" (%s)", GZ_ARG(out), GZ_ARG(expected), noted);
	if (how[0] == '\0')
		assert_string_equal(noted, "");
	else if (strstr(noted, how) == NULL)
		fail_msg("\"%s\" does not say %s", noted, how);
	gz_buf_free(&buf);
}

#define DECODES(bytes, declared, expected, how) decodes_as(GZ_STR(bytes), declared, GZ_STR(expected), how)

static struct gz_str encode(const char *text, const char *charset)
{
	static char out[1 << 16];
	char *from = (char *)text, *to = out;
	size_t left = strlen(text), room = sizeof(out);
	iconv_t cd = iconv_open(charset, "UTF-8");

	assert_true(cd != (iconv_t)-1);
	assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
	assert_int_equal(iconv(cd, NULL, NULL, &to, &room), 0);
	iconv_close(cd);
	return gz_str_of(out, sizeof(out) - room);
}

static void test_utf8_stays(void **state)
{
	(void)state;
	DECODES("plain", NULL, "plain", "");
	DECODES("plain", "iso-8859-2", "plain", "");
	DECODES("caf\xc3\xa9", NULL, "caf\xc3\xa9", "");
	DECODES("caf\xc3\xa9", "utf-8", "caf\xc3\xa9", "");
	DECODES("caf\xc3\xa9", "nonsense", "caf\xc3\xa9", "");
	/* What is declared loses to what is there. */
	DECODES("caf\xc3\xa9", "iso-8859-1", "caf\xc3\xa9", "");
	DECODES("\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97", "shift_jis",
		"\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97", "");
	DECODES("plain", "utf-16", "plain", "");
	/* A broken byte among good ones, a cut at the end. */
	DECODES("caf\xc3\xa9 na\xc3\xafve \xe9t", NULL, "caf\xc3\xa9 na\xc3\xafve \xe9t", "");
	DECODES("caf\xc3\xa9 \xe2\x80", "windows-1252", "caf\xc3\xa9 \xe2\x80", "");
	/* NULs and control characters are not ours. */
	DECODES("a\0b\x01 \xc3\xa9", NULL, "a\0b\x01 \xc3\xa9", "");
	DECODES("", "iso-8859-1", "", "");
}

static void test_marks(void **state)
{
	(void)state;
	DECODES("\xef\xbb\xbf"
		"a\xff",
		"iso-8859-1", "a\xff", "");
	DECODES("\xff\xfe"
		"a\0\xe9\0",
		NULL, "a\xc3\xa9", "utf-16le:byte order mark");
	DECODES("\xfe\xff\0a\0\xe9", "iso-8859-1", "a\xc3\xa9", "utf-16be:byte order mark");
	DECODES("\xff\xfe\0\0a\0\0\0", NULL, "a", "utf-32le:byte order mark");
	DECODES("\0\0\xfe\xff\0\0\0a", NULL, "a", "utf-32be:byte order mark");
	/* Half a surrogate pair, half a unit. */
	DECODES("\xff\xfe"
		"a\0\x00\xdc"
		"b\0",
		NULL, "a" FFFD "b", "utf-16le");
	DECODES("\xff\xfe"
		"a\0b",
		NULL, "a" FFFD, "utf-16le");
}

static void test_declared(void **state)
{
	static const char text[] = "\xd0\x9c\xd0\xb8\xd1\x80 \xd0\xb2\xd1\x81\xd0\xb5\xd0\xbc";

	(void)state;
	decodes_as(encode(text, "KOI8-R"), "KOI8-R", GZ_STR(text), "koi8-r:declared");
	decodes_as(encode(text, "CP1251"), "windows-1251", GZ_STR(text), "windows-1251:declared");
	decodes_as(encode(text, "UTF-16LE"), "utf-16", GZ_STR(text), "utf-16le:declared");
	/* As the web reads these names. */
	DECODES("\x93so\x94 \x80", "iso-8859-1", "\xe2\x80\x9cso\xe2\x80\x9d \xe2\x82\xac",
		"windows-1252:declared");
	DECODES("\xe9", "Latin1", "\xc3\xa9", "windows-1252:declared");
	DECODES("\xe9", " ISO_8859-1:1987 ", "\xc3\xa9", "windows-1252:declared");
	DECODES("\xfd", "ISO-8859-9", "\xc4\xb1", "windows-1254:declared");
	DECODES("\xb0\xa1\x94\xe8", "gb2312", "\xe5\x95\x8a\xe6\x97\x87", "gb18030:declared");
	DECODES("\x87\x40", "x-sjis", "\xe2\x91\xa0", "shift_jis:declared");
	DECODES("\x8c\x63", "ks_c_5601-1987", "\xeb\x98\xa0", "euc-kr:declared");
	DECODES("\xb0\xa1\x81\x41", "ks_c_5601-1987", "\xea\xb0\x80\xea\xb0\x82", "euc-kr:declared");
	DECODES("\x1b$B4A;z\x1b(B", "iso-2022-jp", "\xe6\xbc\xa2\xe5\xad\x97", "iso-2022-jp:declared");
	DECODES("\x1b$B4A;z\x1b(B", NULL, "\xe6\xbc\xa2\xe5\xad\x97", "iso-2022-jp:detected");
	DECODES("Hi +AOk-", "utf-7", "Hi \xc3\xa9", "utf-7:declared");
	/* Declared but not true. */
	DECODES("caf\xe9 and na\xefve", "utf-8", "caf\xc3\xa9 and na\xc3\xafve", "windows-1252:");
	DECODES("caf\xe9 and na\xefve", "us-ascii", "caf\xc3\xa9 and na\xc3\xafve", "windows-1252:");
	DECODES("caf\xe9 and na\xefve", "x-unknown", "caf\xc3\xa9 and na\xc3\xafve", "windows-1252:");
	/* Bytes that mean nothing there. */
	DECODES("a\x81z \xe9", "windows-1252", "a" FFFD "z \xc3\xa9", "windows-1252:declared");
	DECODES("\xa4\xa2\xff\xa4\xa4", "euc-jp", "\xe3\x81\x82" FFFD "\xe3\x81\x84", "euc-jp:declared");
	DECODES("\xa4\xa2\xa4", "euc-jp", "\xe3\x81\x82" FFFD, "euc-jp:declared");
}

static void test_detected(void **state)
{
	static const struct {
		const char *charset, *how, *text;
	} known[] = {
		{"CP1251", "windows-1251:detected", "Президент заявил в четверг, что переговоры завершены."},
		{"KOI8-R", "koi8-r:detected", "Президент заявил в четверг, что переговоры завершены."},
		{"ISO-8859-7", "iso-8859-7:detected", "Ο πρωθυπουργός μίλησε χθες για τις διαπραγματεύσεις."},
		{"CP1255", "windows-1255:detected", "ראש הממשלה הודיע אתמול כי המשא ומתן הסתיים בהצלחה."},
		{"CP1256", "windows-1256:detected", "أعلن رئيس الوزراء أمس أن المفاوضات انتهت بنجاح."},
		{"GB18030", "gb18030:detected",
		 "总理昨天宣布谈判已经成功结束。他说政府将在今年秋天提出法案。"},
		{"BIG5", "big5:detected", "總理昨天宣布談判已經成功結束。他說政府將在今年秋天提出法案。"},
		{"CP932", "shift_jis:detected", "首相は昨日、交渉が成功裏に終わったと発表した。"},
		{"EUC-JP", "euc-jp:detected", "首相は昨日、交渉が成功裏に終わったと発表した。"},
		{"UHC", "euc-kr:detected", "총리는 어제 협상이 성공적으로 끝났다고 발표했다."},
		{"CP1250", "windows-1250:detected",
		 "Předseda vlády včera uvedl, že příští týden žádné jednání nebude."},
		{"CP1252", "windows-1252:", "The minister said “we’re done” – and left the café at noon."},
		{"UTF-16LE", "utf-16le:detected", "The minister left the café at noon."},
		{"UTF-16BE", "utf-16be:detected", "“We’re done” – the minister left."},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(known); i++)
		decodes_as(encode(known[i].text, known[i].charset), NULL, gz_str(known[i].text),
			   known[i].how);
}

/* Every name in the table is known to the C library, and found by its own name. */
static void test_table(void **state)
{
	struct gz_converter c = {0};
	struct gz_buf out = {0};
	uint64_t lost = 0;

	(void)state;
	for (uint32_t i = 0; gz_charset_table[i].name != NULL; i++) {
		assert_int_equal(gz_charset_find(gz_str(gz_charset_table[i].name)), i);
		assert_int_equal(gz_converter_run(&c, i, GZ_STR("abcd"), &out, &lost), GZ_CONVERTED);
	}
	assert_int_equal(gz_charset_find(GZ_STR("")), GZ_NONE);
	assert_int_equal(gz_charset_find(GZ_STR("x-")), GZ_NONE);
	assert_int_equal(gz_charset_find(GZ_STR("a-name-that-is-much-longer-than-any-of-a-character-set")),
			 GZ_NONE);
	gz_converter_close(&c);
	gz_buf_free(&out);
}

/* All bytes through all of them, once more with every byte doubled: valid UTF-8, whatever it means. */
static void test_any_bytes(void **state)
{
	struct gz_converter c = {0};
	char bytes[4096];
	uint64_t lost = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 167 + (i >> 8) * 91);
	for (uint32_t i = 0; gz_charset_table[i].name != NULL; i++) {
		struct gz_buf out = {0};

		assert_int_equal(gz_converter_run(&c, i, gz_str_of(bytes, sizeof(bytes)), &out, &lost),
				 GZ_CONVERTED);
		assert_true(gz_utf8_valid(gz_buf_view(&out)));
		gz_buf_free(&out);
	}
	gz_converter_close(&c);
}

static void test_counts(void **state)
{
	const char *path;
	struct result *r;
	uint32_t latin = gz_charset_find(GZ_STR("windows-1252")), wide = gz_charset_find(GZ_STR("utf-16le"));

	(void)state;
	mkdir(in_folder("sets"), 0700);
	PUT("sets/a.txt", "A caf\xe9 was closed on Friday.");
	PUT("sets/b.txt", "A caf\xc3\xa9 was closed on Friday.");
	PUT("sets/c", "\xff\xfe"
		      "A\0 \0c\0l\0o\0s\0e\0d\0 \0c\0a\0f\0\xe9\0");
	path = in_folder("sets");
	r = read_one(path, PLAIN);
	assert_int_equal(r->docs, 3);
	check_str(r->doc[0].field[GZ_TEXT], "A caf\xc3\xa9 was closed on Friday.");
	check_str(r->doc[2].field[GZ_TEXT], "A closed caf\xc3\xa9");
	assert_int_equal(r->progress.charsets[latin][GZ_CHARSET_DETECTED], 1);
	assert_int_equal(r->progress.charsets[wide][GZ_CHARSET_MARKED], 1);
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8_stays), cmocka_unit_test(test_marks),
		cmocka_unit_test(test_declared),   cmocka_unit_test(test_detected),
		cmocka_unit_test(test_table),	   cmocka_unit_test(test_any_bytes),
		cmocka_unit_test(test_counts),
	};
	int failed = cmocka_run_group_tests_name("charset", tests, make_folder, remove_folder);

	gz_charset_close(&reader);
	return failed;
}
