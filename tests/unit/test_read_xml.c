/* test_read_xml.c: XML under the formats made of it: what is wrong with files, encodings, limits, hostile
 * input. */
#include "read_folder.h"

#define ITEM(id, text)                                                                                       \
	"<newsitem itemid=\"" id "\"><headline>H</headline><text><p>" text "</p></text></newsitem>\n"

static char *large(size_t size)
{
	char *bytes = malloc(size);

	assert_non_null(bytes);
	memset(bytes, 'x', size);
	return bytes;
}

static struct result *read_named(const char *name, const char *text)
{
	return read_one(put(name, text, strlen(text)), PLAIN);
}

/* ---- several documents in a file ------------------------------------------------------ */

static void test_one_after_another(void **state)
{
	struct result *r = read_named(
		"many.xml", "\n \n<?xml version='1.0'?>" ITEM("1", "a") "<?xml version='1.0'?>" ITEM(
				    "2", "b") "<!-- -->" ITEM("3", "c") "<!-- the end -->\n");

	(void)state;
	assert_int_equal(r->docs, 3);
	assert_int_equal(r->rejects, 0);
	check_str(r->doc[2].id, "3");
	check_str(r->doc[2].field[GZ_TEXT], "c");
	assert_int_equal(r->doc[2].record, 3);
	done(r);
}

/* Documents of all sizes around those of blocks and slices. */
static void test_sizes(void **state)
{
	struct gz_buf all = {0};
	char *fill = large(700000);
	size_t sizes[] = {1, 300, 1000, 1023, 1024, 70000, 262000, 262144, 700000, 5, 40000, 2};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(sizes); i++) {
		gz_buf_printf(&all, "<?xml version=\"1.0\"?>\n<newsitem itemid=\"%zu\"><text><p>", i);
		gz_buf_add(&all, fill, sizes[i]);
		gz_buf_printf(&all, "</p></text></newsitem>\n");
	}
	struct result *r = read_one(put("sizes.xml", all.ptr, all.len), PLAIN);

	assert_int_equal(r->docs, GZ_COUNT(sizes));
	assert_int_equal(r->rejects, 0);
	for (size_t i = 0; i < GZ_COUNT(sizes); i++)
		assert_int_equal(r->doc[i].field[GZ_TEXT].len, sizes[i]);
	done(r);
	gz_buf_free(&all);
	free(fill);
}

/* ---- errors ------------------------------------------------------------------------------ */

static void test_errors_have_a_place(void **state)
{
	struct result *r = read_named(
		"bad.xml", ITEM("1", "a") ITEM("2", "b") "<newsitem>\n<text></p></newsitem>" ITEM("4", "d"));

	(void)state;
	assert_int_equal(r->docs, 2);
	assert_int_equal(r->rejects, 1);
	assert_string_equal(r->reject[0],
			    "bad.xml:3: XML, line 4, column 9: mismatched tag; what follows is lost");
	assert_int_equal(r->code[0], GZ_EFORMAT);
	done(r);
	r = read_named("junk.xml", ITEM("1", "a") "no more");
	assert_int_equal(r->docs, 1);
	assert_string_equal(r->reject[0],
			    "junk.xml:1: XML, line 2, column 1: syntax error; what follows is lost");
	done(r);
	r = read_named("cut.xml", ITEM("1", "a") "<newsitem><text>abc");
	assert_int_equal(r->docs, 1);
	assert_string_equal(
		r->reject[0],
		"cut.xml:2: XML, line 2, column 20: the file ends in the middle of it; what follows is lost");
	done(r);
}

/* Every beginning of a file gives the documents that are whole in it. */
static void test_every_cut(void **state)
{
	static const char text[] =
		"<?xml version=\"1.0\"?>" ITEM("1", "\xc3\xa4&amp;") "<?xml version=\"1.0\"?>" ITEM("2", "b");
	const char *first = strstr(text, "</newsitem>") + 11, *second = strstr(first, "</newsitem>") + 11;

	(void)state;
	for (size_t len = 22; len < sizeof(text); len++) {
		struct result *r =
			read_one(put("cut.xml", text, len), (struct gz_read_options){.format = "rcv1"});
		size_t whole = (text + len >= first) + (text + len >= second);

		assert_int_equal(r->docs, whole);
		/* Between documents, or behind a declaration, nothing is missing. */
		assert_int_equal(r->rejects, text + len != first && text + len != first + 1 &&
						     text + len != first + 22 && text + len != second &&
						     text + len != second + 1);
		done(r);
	}
}

static void test_damaged_compression(void **state)
{
	char *bytes = malloc(1 << 20), *packed = malloc(1 << 20);
	size_t len = 0, size;
	unsigned x = 1;

	(void)state;
	for (int i = 0; i < 150; i++) {
		len += (size_t)sprintf(bytes + len, "<newsitem itemid=\"%d\"><text><p>", i);
		for (int k = 0; k < 3000; k++) {
			x = x * 1103515245 + 12345;
			bytes[len++] = (char)('a' + (x >> 16) % 26);
		}
		len += (size_t)sprintf(bytes + len, "</p></text></newsitem>\n");
	}
	size = compress_as(ARCHIVE_FILTER_GZIP, bytes, len, packed, 1 << 20);
	struct result *r = read_one(put("cut.xml.gz", packed, size / 2), PLAIN);

	assert_in_range(r->docs, 60, 76);
	assert_int_equal(r->rejects, 1);
	assert_non_null(strstr(r->reject[0], "what follows is lost"));
	done(r);
	free(bytes);
	free(packed);
}

#define E_ACUTE_8 "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
#define E_ACUTE_32 E_ACUTE_8 E_ACUTE_8 E_ACUTE_8 E_ACUTE_8

static void test_other_roots(void **state)
{
	struct gz_read_options nitf = {.format = "nitf"};
	struct result *r = read_one(PUT("other.xml", "<?xml version=\"1.0\"?><a:b xmlns:a=\"x\"/>"), nitf);

	(void)state;
	assert_int_equal(r->docs, 0);
	assert_string_equal(r->reject[0], "other.xml: not NITF: the root element is <b>");
	done(r);
	r = read_one(PUT("long.xml", "<?xml version=\"1.0\"?><a" E_ACUTE_32 "/>"), nitf);
	assert_int_equal(r->docs, 0);
	assert_true(gz_utf8_valid(gz_str(r->reject[0]))); /* cut behind 64 bytes, not inside of a letter */
	done(r);
	r = read_one(in_folder("other.xml"), PLAIN);
	assert_int_equal(r->docs, 0);
	assert_int_equal(r->rejects, 1);
	done(r);
	r = read_named("mixed.xml", ITEM("1", "a") "<nitf><body/></nitf>");
	assert_int_equal(r->docs, 1);
	assert_string_equal(r->reject[0],
			    "mixed.xml:1: not RCV1: the root element is <nitf>; what follows is lost");
	done(r);
}

/* ---- limits --------------------------------------------------------------------------------- */

static void test_record_too_long(void **state)
{
	struct gz_read_options small = {.max_document = 200};
	struct gz_buf all = {0};
	char *fill = large(2000000);

	(void)state;
	gz_buf_printf(&all, "<rss><channel><item><title>one</title></item><item><description>");
	gz_buf_add(&all, fill, 2000000);
	gz_buf_printf(&all, "</description></item><item><title>three</title></item></channel></rss>");
	struct result *r = read_one(put("long.xml", all.ptr, all.len), small);

	assert_int_equal(r->docs, 2);
	check_str(r->doc[1].field[GZ_TITLE], "three");
	assert_int_equal(r->doc[1].record, 3);
	assert_string_equal(r->reject[0], "long.xml:2: longer than the limit of 200 bytes; skipped");
	assert_int_equal(r->code[0], GZ_ELIMIT);
	done(r);
	gz_buf_free(&all);
	free(fill);
}

static struct result *read_repeated(const char *before, const char *repeated, size_t times, const char *after)
{
	struct gz_buf all = {0};
	struct result *r;

	gz_buf_str(&all, gz_str(before));
	for (size_t i = 0; i < times; i++) {
		const char *number = strchr(repeated, '#');

		if (number == NULL) {
			gz_buf_str(&all, gz_str(repeated));
		} else {
			gz_buf_add(&all, repeated, (size_t)(number - repeated));
			gz_buf_number(&all, (int64_t)i);
			gz_buf_str(&all, gz_str(number + 1));
		}
	}
	gz_buf_str(&all, gz_str(after));
	r = read_one(put("hostile.xml", all.ptr, all.len), PLAIN);
	gz_buf_free(&all);
	return r;
}

static void check_hostile(struct result *r, size_t docs, const char *said)
{
	assert_int_equal(r->docs, docs);
	assert_int_equal(r->rejects, 1);
	if (strstr(r->reject[0], said) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", r->reject[0], said);
	assert_int_equal(r->code[0], GZ_ELIMIT);
	done(r);
}

static void test_hostile_shapes(void **state)
{
	(void)state;
	check_hostile(read_repeated(ITEM("1", "a") "<newsitem>", "<a>", 100000, ""), 1, "nested too deeply");
	check_hostile(read_repeated(ITEM("1", "a") "<newsitem>", "<a#/>", 20000, "</newsitem>"), 1,
		      "too many different names");
	check_hostile(read_repeated(ITEM("1", "a") "<newsitem", " xmlns:n#='u'", 1000, "/>"), 1,
		      "too many namespaces");
	check_hostile(read_repeated(ITEM("1", "a") "<newsitem a='", "0123456789", 200000, "'/>"), 1,
		      "no element in sight");
	check_hostile(read_repeated("<newsitem><text><!--", "0123456789", 200000, "--></text></newsitem>"), 0,
		      "a tag or comment that is too long");
	check_hostile(read_repeated("<!DOCTYPE newsitem [", "<!ENTITY e# 'x'>", 100000, "]><newsitem/>"), 0,
		      "no element in sight");
}

static void test_entities(void **state)
{
	struct gz_buf all = {0};
	struct result *r;

	(void)state;
	gz_buf_printf(&all, "<!DOCTYPE rss [<!ENTITY a0 \"0123456789\">");
	for (int i = 1; i < 12; i++) {
		gz_buf_printf(&all, "<!ENTITY a%d \"", i);
		for (int k = 0; k < 10; k++)
			gz_buf_printf(&all, "&a%d;", i - 1);
		gz_buf_printf(&all, "\">");
	}
	gz_buf_printf(&all,
		      "]><rss><channel><item><title>fine</title></item><item><title>&a11;</title></item>"
		      "</channel></rss>");
	r = read_one(put("bomb.xml", all.ptr, all.len), PLAIN);
	check_hostile(r, 1, "amplification");
	gz_buf_free(&all);

	PUT("secret.txt", "secret");
	r = read_named("outside.xml",
		       "<!DOCTYPE rss SYSTEM \"secret.txt\" [<!ENTITY s SYSTEM \"secret.txt\">"
		       "<!ENTITY own \"of its own\"><!ENTITY % p SYSTEM \"secret.txt\"> %p;]>"
		       "<rss><channel><item><title>a&s;b &own; &eacute;&nbsp;&unknown;&hearts;</title>"
		       "</item></channel></rss>");
	assert_int_equal(r->docs, 1);
	check_str(r->doc[0].field[GZ_TITLE], "ab of its own \xc3\xa9\xc2\xa0\xe2\x99\xa5");
	done(r);
}

/* ---- encodings -------------------------------------------------------------------------------- */

static void test_malformed_bytes(void **state)
{
	static const char text[] = "<rss><channel><title>S</title><item><title>a\0b\x01\xef\xbf\xbf"
				   "c</title></item>"
				   "<item><title>\xc3\xa4\xc3\xb6\xc3\xbc \xff \xc3\xa4</title></item>"
				   "<item><title>sound</title></item></channel></rss>";
	struct result *r = read_one(put("bytes.xml", text, sizeof(text) - 1), PLAIN);

	(void)state;
	assert_int_equal(r->docs, 3);
	check_str(r->doc[0].field[GZ_TITLE], "a" FFFD "b " FFFD "c");
	done(r);
}

/* In UTF-16, little or big, with a mark or without. */
static size_t widen(const char *ascii, bool big, bool mark, char *out)
{
	size_t len = 0;

	if (mark) {
		out[len++] = (char)(big ? 0xfe : 0xff);
		out[len++] = (char)(big ? 0xff : 0xfe);
	}
	for (; *ascii != '\0'; ascii++) {
		/* '@' stands for U+1F600, '%' for U+4E2D */
		unsigned units[2] = {(unsigned char)*ascii, 0};

		if (*ascii == '@') {
			units[0] = 0xd83d;
			units[1] = 0xde00;
		} else if (*ascii == '%') {
			units[0] = 0x4e2d;
		}
		for (int i = 0; i < 1 + (units[1] != 0); i++) {
			out[len++] = (char)(big ? units[i] >> 8 : units[i]);
			out[len++] = (char)(big ? units[i] : units[i] >> 8);
		}
	}
	return len;
}

static void test_sixteen_bits(void **state)
{
	struct gz_buf text = {0};
	char *wide;

	(void)state;
	gz_buf_printf(&text, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
	for (int i = 0; i < 150; i++) {
		gz_buf_printf(&text, "<newsitem itemid=\"%d\"><text><p>", i);
		for (int k = 0; k < 1000 + i; k++)
			gz_buf_byte(&text, k % 3 ? '%' : '@');
		gz_buf_printf(&text, "</p></text></newsitem>");
	}
	gz_buf_byte(&text, '\0');
	wide = malloc(2 * 2 * text.len + 2);
	for (int way = 0; way < 4; way++) {
		size_t len = widen(text.ptr, way & 1, way & 2, wide);
		struct result *r = read_one(put("wide.xml", wide, len), PLAIN);

		assert_int_equal(r->docs, 150);
		assert_int_equal(r->rejects, 0);
		for (int i = 0; i < 150; i++) {
			assert_int_equal(gz_utf8_count(r->doc[i].field[GZ_TEXT]), 1000 + i);
			assert_int_equal(r->doc[i].repaired, 0);
		}
		done(r);
	}
	free(wide);
	gz_buf_free(&text);
}

/* Pieces must not be cut inside a character. */
static void check_declared(const char *encoding, const char *bytes, const char *expected, bool lines)
{
	struct gz_buf text = {0}, want = {0};
	struct result *r;

	gz_buf_printf(&text, "<?xml version=\"1.0\" encoding=\"%s\"?><newsitem><text><p>x", encoding);
	gz_buf_byte(&want, 'x');
	for (int i = 0; i < 100000; i++) {
		gz_buf_str(&text, gz_str(bytes));
		gz_buf_str(&want, gz_str(expected));
		if (lines && i % 10 == 9) {
			gz_buf_byte(&text, '\n');
			gz_buf_byte(&want, ' ');
		}
	}
	gz_buf_printf(&text, "</p></text></newsitem>");
	r = read_one(put("declared.xml", text.ptr, text.len), PLAIN);
	assert_int_equal(r->docs, 1);
	assert_int_equal(r->rejects, 0);
	if (!gz_str_eq(r->doc[0].field[GZ_TEXT], gz_str_trim(gz_buf_view(&want))))
		fail_msg("%s: not what it should be", encoding);
	done(r);
	gz_buf_free(&text);
	gz_buf_free(&want);
}

static void test_declared(void **state)
{
	(void)state;
	check_declared("windows-1251", "\xcc\xee\xf1\xea\xe2\xe0",
		       "\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0", false);
	check_declared("KOI8-R", "\xed\xcf\xd3", "\xd0\x9c\xd0\xbe\xd1\x81", false);
	check_declared("ISO-8859-1", "\xe4\x93", "\xc3\xa4\xe2\x80\x9c", false);
	check_declared("GB2312", "\xd6\xd0\xb9\xfa", "\xe4\xb8\xad\xe5\x9b\xbd", true);
	check_declared("Shift_JIS", "\x93\xfa\x96\x7b", "\xe6\x97\xa5\xe6\x9c\xac", true);
	check_declared("utf-8", "\xe4\xb8\xad\xe5\x9b\xbd\xf0\x9f\x98\x80",
		       "\xe4\xb8\xad\xe5\x9b\xbd\xf0\x9f\x98\x80", false);
	check_declared("of-nobody", "\xe4\xb8\xad", "\xe4\xb8\xad", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_after_another),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_errors_have_a_place),
		cmocka_unit_test(test_every_cut),
		cmocka_unit_test(test_damaged_compression),
		cmocka_unit_test(test_other_roots),
		cmocka_unit_test(test_record_too_long),
		cmocka_unit_test(test_hostile_shapes),
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_malformed_bytes),
		cmocka_unit_test(test_sixteen_bits),
		cmocka_unit_test(test_declared),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
