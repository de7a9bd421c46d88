/* test_text_sketch.c: what sketches say of shared shingles, against counting them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/text.h"

static struct gz_sketch sketch_of(const char *title, const char *text)
{
	const struct gz_str field[GZ_FIELDS] = {gz_str(title), gz_str(text)};
	struct gz_arena arena = {0};
	struct gz_sketch sketch;
	struct gz_error err;

	if (!gz_text_sketch(field, &arena, &sketch, &err))
		fail_msg("%s", err.message);
	assert_true(sketch.made);
	gz_arena_free(&arena);
	return sketch;
}

/* Words from .. to - 1 of an endless text in which no two are the same. */
static char *words(unsigned from, unsigned to)
{
	struct gz_buf b = {0};

	for (unsigned i = from; i < to; i++) {
		for (unsigned left = i * 2654435761u; left; left /= 26)
			gz_buf_byte(&b, (char)('a' + left % 26));
		gz_buf_byte(&b, i % 12 ? ' ' : '.');
		gz_buf_byte(&b, ' ');
	}
	assert_true(gz_buf_byte(&b, '\0'));
	return b.ptr;
}

static double estimate(const struct gz_sketch *a, const struct gz_sketch *b)
{
	unsigned same = 0, said = 0;

	for (size_t i = 0; i < GZ_SKETCH_ROWS; i++) {
		said += (a->row[i] | b->row[i]) != 0;
		same += a->row[i] && a->row[i] == b->row[i];
	}
	return said ? (double)same / said : 0;
}

/* Two texts that overlap: of n + 2 words each, n shingles. The mean of many pairs is the exact share, a
 * single one strays by at most a sixteenth where all rows say something (the standard deviation of 64 of them
 * at one half). */
static void test_estimates(void **state)
{
	static const struct {
		unsigned words, shared;
	} sizes[] = {{602, 602}, {602, 502}, {602, 402}, {602, 202},
		     {602, 2},	 {62, 52},   {62, 42},	 {3002, 2002}};

	(void)state;
	for (size_t size = 0; size < GZ_COUNT(sizes); size++) {
		unsigned n = sizes[size].words - 2, shared = sizes[size].shared - 2, pairs = 60;
		double exact = (double)shared / (2 * n - shared), sum = 0, worst = 0;

		for (unsigned pair = 0; pair < pairs; pair++) {
			unsigned from = 1 + pair * 10007, next = from + n - shared;
			char *one = words(from, from + n + 2), *two = words(next, next + n + 2);
			struct gz_sketch a = sketch_of("", one), b = sketch_of("", two);
			double off = estimate(&a, &b) - exact;

			sum += estimate(&a, &b);
			worst = off > worst ? off : -off > worst ? -off : worst;
			free(one);
			free(two);
		}
		if (sum / pairs - exact > 0.03 || exact - sum / pairs > 0.03 || worst > 0.35)
			fail_msg("%u of %u: %.3f, not %.3f; worst %.3f", shared, n, sum / pairs, exact,
				 worst);
	}
}

static void test_brief(void **state)
{
	char *short_text = words(1, GZ_BRIEF), *longer = words(1, GZ_BRIEF + 1);

	(void)state;
	assert_true(sketch_of("", "").brief);
	assert_true(sketch_of("", short_text).brief);
	assert_false(sketch_of("", longer).brief);
	assert_false(sketch_of("a word", short_text).brief);
	free(short_text);
	free(longer);
}

/* Case, accents and signs are folded away, as in tokens. */
static void test_folded(void **state)
{
	char *text = words(5, 205), *other = words(5, 205);
	struct gz_sketch a, b;

	(void)state;
	for (char *c = other; *c; c++)
		*c = (char)(*c == '.' ? ',' : *c >= 'a' ? *c - 32 : *c);
	a = sketch_of("Élan vital", text);
	b = sketch_of("ELAN -- VITAL!", other);
	assert_memory_equal(a.row, b.row, sizeof(a.row));
	free(text);
	free(other);
}

/* Scripts without spaces: each character is a token. */
static void test_han(void **state)
{
	struct gz_buf a = {0}, b = {0};
	struct gz_sketch one, two;

	(void)state;
	for (uint32_t i = 0; i < 400; i++) {
		char utf8[4];
		size_t len = gz_utf8_encode(0x4e00 + i * 37 % 9001, utf8);

		gz_buf_add(&a, utf8, len);
		if (i > 40)
			gz_buf_add(&b, utf8, len);
	}
	gz_buf_byte(&a, '\0');
	gz_buf_byte(&b, '\0');
	one = sketch_of("", a.ptr);
	two = sketch_of("", b.ptr);
	assert_true(estimate(&one, &two) > 0.7);
	assert_true(estimate(&one, &two) < 1);
	gz_buf_free(&a);
	gz_buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_estimates),
		cmocka_unit_test(test_brief),
		cmocka_unit_test(test_folded),
		cmocka_unit_test(test_han),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
