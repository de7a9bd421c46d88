/* test_html_run.c: runs and words of pages, found eight bytes at a time, are those found byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/read/html.h"

static bool plain(char c)
{
	return (unsigned char)c > ' ' && c != '&' && c != '\xc2';
}

static size_t slow_run(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && plain(s[i])) {
		i++;
		i += i + 1 < len && s[i] == ' ' && plain(s[i + 1]);
	}
	return i;
}

static uint32_t slow_words(struct gz_str s)
{
	uint32_t words = 0, joint = 0;
	bool inside = false;

	for (size_t i = 0, step; i < s.len; i += step) {
		uint32_t code = 0;

		step = gz_utf8_decode(s.ptr + i, s.len - i, &code);
		joint += step == 0 ? 0 : code >= 0x2e80 ? 2 : code >= 0xe00 && code < 0x1100 ? 1 : 0;
		step = step > 0 ? step : 1;
		words += (unsigned char)s.ptr[i] > ' ' && !inside;
		inside = (unsigned char)s.ptr[i] > ' ';
	}
	return joint / 4 > words ? joint / 4 : words;
}

static void test_random(void **state)
{
	static const char *const part[] = {"a",	 "b",  " ", " ",  "word", "&", "\xc2\xa0",
					   "\n", "\t", "é", "中", "\xff", "ก", "longer"};

	(void)state;
	srand(7);
	for (int round = 0; round < 200000; round++) {
		size_t parts = (size_t)(rand() % 24), kinds = 1 + (size_t)rand() % GZ_COUNT(part), len = 0;
		char text[24 * 6], *exact;

		for (size_t i = 0; i < parts; i++) {
			const char *next = part[(size_t)rand() % kinds];

			memcpy(text + len, next, strlen(next));
			len += strlen(next);
		}
		exact = malloc(len + 1); /* so that a sanitizer sees what is read beyond */
		memcpy(exact, text, len);
		exact = realloc(exact, len > 0 ? len : 1);
		assert_int_equal(gz_html_run(exact, len), slow_run(exact, len));
		assert_int_equal(gz_html_words(gz_str_of(exact, len)), slow_words(gz_str_of(exact, len)));
		free(exact);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_random)};

	return cmocka_run_group_tests_name("html_run", tests, NULL, NULL);
}
