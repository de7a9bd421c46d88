/* test_utf8.c: decoding, validity, repair and counting of UTF-8, against the tables of Unicode. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/base.h"

static void assert_str(struct gz_str s, const char *expected)
{
	assert_int_equal(s.len, strlen(expected));
	assert_memory_equal(s.ptr, expected, s.len);
}

static void test_utf8_every_code_point(void **state)
{
	char bytes[4];
	uint32_t code;

	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		bool surrogate = c >= 0xd800 && c < 0xe000;
		size_t length = gz_utf8_encode(c, bytes);

		if (length != (c < 0x80 ? 1u : c < 0x800 ? 2u : c < 0x10000 ? 3u : 4u))
			fail_msg("U+%04X takes %zu bytes", c, length);
		code = 0xffffffff;
		if (gz_utf8_decode(bytes, length, &code) != (surrogate ? 0 : length) ||
		    (!surrogate && code != c))
			fail_msg("U+%04X does not come back", c);
		for (size_t cut = 1; cut < length && !surrogate; cut++) {
			if (gz_utf8_decode(bytes, cut, &code) != 0 || gz_utf8_invalid(bytes, cut) != cut)
				fail_msg("U+%04X cut to %zu bytes", c, cut);
		}
	}
	gz_utf8_encode(0x110000, bytes);
	assert_int_equal(gz_utf8_decode(bytes, 4, &code), 0);
}

/* Well-formed sequences of two bytes, and of three, as table 3-7 lists them: everything else is refused. */
static void test_utf8_table_3_7(void **state)
{
	uint32_t code;

	(void)state;
	for (unsigned first = 0x80; first < 0x100; first++) {
		for (unsigned second = 0; second < 0x100; second++) {
			char four[] = {(char)first, (char)second, '\x80', '\x80'};
			bool trail = second >= 0x80 && second <= 0xbf;
			bool good_two = first >= 0xc2 && first <= 0xdf && trail;
			bool good_three = first >= 0xe0 && first <= 0xef && trail &&
					  (first != 0xe0 || second >= 0xa0) &&
					  (first != 0xed || second <= 0x9f);
			bool good_four = first >= 0xf0 && first <= 0xf4 && trail &&
					 (first != 0xf0 || second >= 0x90) &&
					 (first != 0xf4 || second <= 0x8f);
			size_t expected = good_two ? 2 : good_three ? 3 : good_four ? 4 : 0;

			if (gz_utf8_decode(four, 4, &code) != expected)
				fail_msg("%02X %02X 80 80", first, second);
			if (gz_utf8_decode(four, 2, &code) != (good_two ? 2 : 0))
				fail_msg("%02X %02X", first, second);
			if (!good_two && gz_utf8_invalid(four, 2) != (good_three || good_four ? 2 : 1))
				fail_msg("maximal subpart of %02X %02X", first, second);
		}
	}
}

static void assert_repaired(struct gz_str in, const char *expected, uint64_t replacements)
{
	struct gz_buf out = {0};
	uint64_t replaced = 1000;

	assert_true(gz_utf8_repair(&out, in, &replaced));
	assert_int_equal(replaced, 1000 + replacements);
	assert_str(gz_buf_view(&out), expected);
	assert_true(gz_utf8_valid(gz_buf_view(&out)));
	if (memchr(in.ptr, '\0', in.len) == NULL)
		assert_int_equal(gz_utf8_valid(in), replacements == 0);
	gz_buf_free(&out);
}

#define FFFD "\xef\xbf\xbd"

static void test_utf8_repair(void **state)
{
	(void)state;
	/* Unicode 15, tables 3-8 to 3-11. */
	assert_repaired(GZ_STR("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41"),
			FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A", 8);
	assert_repaired(GZ_STR("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41"),
			FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A", 8);
	assert_repaired(GZ_STR("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42"),
			FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B", 7);
	assert_repaired(GZ_STR("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41"), FFFD FFFD FFFD FFFD "A", 4);
	/* The example of earlier editions. */
	assert_repaired(GZ_STR("\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63\x80\xbf\x64"),
			"a" FFFD FFFD FFFD "b" FFFD "c" FFFD FFFD "d", 6);
	/* Cut off at the end; NUL, alone and in a row; nothing to do. */
	assert_repaired(GZ_STR("caf\xc3"), "caf" FFFD, 1);
	assert_repaired(GZ_STR("\xf0\x9f\x98"), FFFD, 1);
	assert_repaired(gz_str_of("a\0\0b\0", 5), "a" FFFD FFFD "b" FFFD, 3);
	assert_repaired(GZ_STR("caf\xc3\xa9 \xf0\x9f\x98\x80 " FFFD),
			"caf\xc3\xa9 \xf0\x9f\x98\x80 " FFFD, 0);
	assert_repaired(GZ_STR(""), "", 0);
	assert_true(gz_utf8_valid(gz_str_of("a\0b", 3))); /* NUL is UTF-8; only the reader minds it */
}

/* Eight bytes are looked at together: a fault at any place among plain bytes must be seen. */
static void test_utf8_fault_at_every_place(void **state)
{
	(void)state;
	for (size_t len = 1; len <= 40; len++) {
		for (size_t at = 0; at < len; at++) {
			char in[40], expected[64];

			memset(in, '\x7f', len);
			if (at % 2)
				memset(in, '\x01', len);
			memset(expected, 0, sizeof(expected));
			memcpy(expected, in, at);
			memcpy(expected + at, FFFD, 3);
			memcpy(expected + at + 3, in, len - at - 1);
			in[at] = '\0';
			assert_repaired(gz_str_of(in, len), expected, 1);
			in[at] = '\x80';
			assert_repaired(gz_str_of(in, len), expected, 1);
			in[at] = '\xff';
			assert_repaired(gz_str_of(in, len), expected, 1);
		}
	}
}

/* a, é, €, 😀, z: code points of 1, 2, 3, 4 and 1 bytes. */
#define MIXED "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"

static void test_utf8_count(void **state)
{
	static const size_t offsets[] = {0, 1, 3, 6, 10, 11, 11};

	(void)state;
	assert_int_equal(gz_utf8_count(GZ_STR(MIXED)), 5);
	assert_int_equal(gz_utf8_count(gz_str(NULL)), 0);
	for (size_t i = 0; i < GZ_COUNT(offsets); i++)
		assert_int_equal(gz_utf8_offset(GZ_STR(MIXED), i), offsets[i]);
	assert_int_equal(gz_utf8_offset(gz_str(NULL), 3), 0);
}

static void test_codepoints(void **state)
{
	struct gz_codepoints c = {.text = GZ_STR(MIXED MIXED)};

	(void)state;
	assert_int_equal(gz_codepoints_at(&c, 0), 0);
	assert_int_equal(gz_codepoints_at(&c, 1), 1);
	assert_int_equal(gz_codepoints_at(&c, 1), 1);
	assert_int_equal(gz_codepoints_at(&c, 6), 3);
	assert_int_equal(gz_codepoints_at(&c, 11), 5);
	assert_int_equal(gz_codepoints_at(&c, 21), 9);
	assert_int_equal(gz_codepoints_at(&c, 22), 10);
	for (uint32_t code = 0; code <= 10; code++) {
		struct gz_codepoints fresh = {.text = c.text};
		uint32_t byte = (uint32_t)gz_utf8_offset(c.text, code);

		assert_int_equal(gz_codepoints_at(&fresh, byte), code);
	}
}

/* ---- runs of bytes ---------------------------------------------------------------- */

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Mostly harmless, sometimes not, in memory of exactly that size, for the sanitizers. */
static char *random_bytes(uint32_t *state, size_t len)
{
	static const char odd[] =
		"\"\\\x1f\x20\x7f\x7e\x80\xbf\xc0\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xff\0";
	uint32_t rare = next_random(state) % 3 == 0 ? 3 : 60;
	char *s = malloc(len ? len : 1);

	assert_non_null(s);
	for (size_t i = 0; i < len; i++) {
		if (next_random(state) % rare == 0)
			s[i] = odd[next_random(state) % (sizeof(odd) - 1)];
		else
			s[i] = (char)(0x23 + next_random(state) % 0x39);
	}
	return s;
}

/* By definition: which 0, 1, 2 are gz_scan_text, _read, _written. */
static size_t plain_scan(const char *s, size_t len, int which)
{
	size_t i = 0;

	for (; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (which == 0 ? c == 0 || c >= 0x80
			       : c == '"' || c == '\\' || c < 0x20 || (which == 2 && c >= 0x7f))
			break;
	}
	return i;
}

static size_t plain_count(const char *s, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

static void check_scans(const char *s, size_t len)
{
	assert_int_equal(gz_scan_text(s, len), plain_scan(s, len, 0));
	assert_int_equal(gz_scan_text_words(s, len), plain_scan(s, len, 0));
	assert_int_equal(gz_scan_read(s, len), plain_scan(s, len, 1));
	assert_int_equal(gz_scan_read_words(s, len), plain_scan(s, len, 1));
	assert_int_equal(gz_scan_written(s, len), plain_scan(s, len, 2));
	assert_int_equal(gz_scan_written_words(s, len), plain_scan(s, len, 2));
	assert_int_equal(gz_scan_codes(s, len), plain_count(s, len));
	assert_int_equal(gz_scan_codes_words(s, len), plain_count(s, len));
}

static void test_scans(void **state)
{
	uint32_t random = 7;
	char *s;

	(void)state;
	for (size_t len = 0; len < 70; len++) {
		for (int i = 0; i < 300; i++) {
			s = random_bytes(&random, len);
			check_scans(s, len);
			free(s);
		}
	}
	/* Every byte at every place among harmless ones. */
	for (size_t len = 1; len < 40; len++) {
		for (size_t at = 0; at < len; at++) {
			for (int byte = 0; byte < 256; byte++) {
				s = malloc(len);
				assert_non_null(s);
				memset(s, 'a', len);
				s[at] = (char)byte;
				check_scans(s, len);
				free(s);
			}
		}
	}
	/* More blocks than a byte counts. */
	s = malloc(100000);
	assert_non_null(s);
	memset(s, 'a', 100000);
	check_scans(s, 100000);
	memset(s, '\xbf', 50000);
	check_scans(s, 100000);
	free(s);
}

/* The definition: decode one after the other. */
static size_t plain_clean(struct gz_str s)
{
	size_t i = 0, step;
	uint32_t code;

	while (i < s.len && s.ptr[i] != '\0' && (step = gz_utf8_decode(s.ptr + i, s.len - i, &code)) > 0)
		i += step;
	return i;
}

static void test_utf8_random(void **state)
{
	static const char *const pieces[] = {"a",
					     "plain text, and more of it ",
					     "\xc3\xa9",
					     "\xd0\x9f\xd1\x83",
					     "\xe6\xbc\xa2",
					     "\xe0\xa4\xb9",
					     "\xed\x9f\xbf",
					     "\xf0\x9f\x98\x80",
					     "\xf4\x8f\xbf\xbf",
					     "\x7f",
					     "\xed\xa0\x80",
					     "\xc3",
					     "\xe2\x82",
					     "\xff"};
	uint32_t random = 11;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		uint32_t count = next_random(&random) % 12, kinds = next_random(&random) % 2 ? 10 : 14;
		struct gz_buf out = {0}, fixed = {0};
		struct gz_str s;
		uint64_t replaced = 0;

		while (count-- > 0)
			gz_buf_str(&out, gz_str(pieces[next_random(&random) % kinds]));
		s = gz_str_of(out.len ? memcpy(malloc(out.len), out.ptr, out.len) : NULL, out.len);
		assert_int_equal(gz_utf8_clean(s), plain_clean(s));
		assert_int_equal(gz_utf8_valid(s), plain_clean(s) == s.len);
		assert_true(gz_utf8_repair(&fixed, s, &replaced));
		assert_int_equal(replaced == 0, plain_clean(s) == s.len);
		free((char *)s.ptr);
		s = gz_buf_view(&fixed);
		assert_int_equal(plain_clean(s), s.len);
		for (size_t index = 0; index <= plain_count(s.ptr, s.len) + 1; index++) {
			size_t at = gz_utf8_offset(s, index);

			assert_int_equal(plain_count(s.ptr, at), index < plain_count(s.ptr, s.len)
									 ? index
									 : plain_count(s.ptr, s.len));
			assert_true(at == s.len || ((unsigned char)s.ptr[at] & 0xc0) != 0x80);
		}
		gz_buf_free(&out);
		gz_buf_free(&fixed);
	}
}

/* A cut leaves whole characters, of a text that was cut before, too; malformed bytes are left as they are. */
static void test_utf8_ends(void **state)
{
	const struct gz_str four = GZ_STR("a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80"); /* 1 to 4 bytes */
	static const size_t head[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
	static const size_t tail[] = {0, 0, 0, 0, 4, 4, 4, 7, 7, 9, 10, 10};

	(void)state;
	for (size_t most = 0; most < GZ_COUNT(head); most++) {
		size_t cut = most < four.len ? most : four.len;

		assert_int_equal(gz_utf8_head(four, most).len, head[most]);
		assert_int_equal(gz_utf8_head(gz_str_of(four.ptr, cut), SIZE_MAX).len, head[most]);
		assert_int_equal(gz_utf8_tail(four, most).len, tail[most]);
	}
	assert_str(gz_utf8_tail(four, 8), "\xe4\xb8\xad\xf0\x9f\x98\x80");
	assert_str(gz_utf8_head(GZ_STR("a\x80\x80\x80\x80"), 4), "a\x80\x80\x80");
	assert_str(gz_utf8_head(GZ_STR("a\xff"), SIZE_MAX), "a\xff");
	assert_str(gz_utf8_tail(GZ_STR("\x80\x80\x80\x80\x80"), 4), "\x80");
	assert_str(gz_utf8_tail(GZ_STR("\x80\x80"), 2), "\x80\x80");
	assert_int_equal(gz_utf8_head(gz_str(NULL), 4).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8_every_code_point),
		cmocka_unit_test(test_utf8_table_3_7),
		cmocka_unit_test(test_utf8_repair),
		cmocka_unit_test(test_utf8_fault_at_every_place),
		cmocka_unit_test(test_utf8_count),
		cmocka_unit_test(test_codepoints),
		cmocka_unit_test(test_scans),
		cmocka_unit_test(test_utf8_random),
		cmocka_unit_test(test_utf8_ends),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
