/* test_text_hash.c: the hash of tokens: no trivial collisions, and well mixed in all its bits. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/text/hash.h"

static uint32_t below(uint64_t *seed, uint32_t limit)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % limit;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* All texts of one to three small letters, and runs of one byte in every length: no two share a hash; and the
 * same whatever stands behind them in memory. */
static void test_hash_of_short_tokens(void **state)
{
	enum { TEXTS = 26 + 26 * 26 + 26 * 26 * 26, RUNS = 3 * 100 };
	static uint64_t hashes[TEXTS + RUNS + 1];
	char bytes[128], long_run[100];
	size_t count = 0;

	(void)state;
	for (uint32_t n = 0; n < TEXTS; n++) {
		uint32_t len = n < 26		  ? 1
			       : n < 26 + 26 * 26 ? 2
						  : 3,
			 rest = n - (len > 1 ? 26 : 0) - (len > 2 ? 26 * 26 : 0);

		memset(bytes, (int)n, sizeof(bytes));
		for (uint32_t i = 0; i < len; i++, rest /= 26)
			bytes[i] = (char)('a' + rest % 26);
		hashes[count++] = gz_text_hash(gz_str_of(bytes, len));
		assert_true(hashes[count - 1] == gz_hash_short(bytes, len));
	}
	for (int fill = 0; fill < 3; fill++) {
		memset(long_run, "\0z\xff"[fill], sizeof(long_run));
		for (size_t len = 4; len <= sizeof(long_run); len++)
			hashes[count++] = gz_text_hash(gz_str_of(long_run, len));
	}
	hashes[count++] = gz_text_hash(gz_str_of(NULL, 0));
	qsort(hashes, count, sizeof(hashes[0]), by_value);
	for (size_t i = 1; i < count; i++)
		assert_true(hashes[i] != hashes[i - 1]);
}

/* The largest share of `count` hashes in one of 256 buckets, by eight bits from `shift` on, over the share
 * that is fair. */
static double crowding(const uint64_t *hashes, size_t count, unsigned shift)
{
	size_t bucket[256] = {0}, most = 0;

	for (size_t i = 0; i < count; i++)
		bucket[hashes[i] >> shift & 255]++;
	for (size_t i = 0; i < 256; i++)
		most = bucket[i] > most ? bucket[i] : most;
	return (double)most * 256 / (double)count;
}

/* Numbers, numbered names and words that differ in one place spread over the buckets of any eight bits; and a
 * flipped bit of the token flips about half of the hash. */
static void test_hash_spreads(void **state)
{
	enum { COUNT = 65536 };
	static const char *const forms[] = {"%u", "name%u", "%06x", "a rather long name of number %u",
					    "%u of the numbers"};
	uint64_t *hashes = calloc(COUNT, sizeof(*hashes));

	(void)state;
	assert_non_null(hashes);
	for (size_t f = 0; f < GZ_COUNT(forms); f++) {
		for (unsigned n = 0; n < COUNT; n++) {
			char text[64] = "";
			int len = 0;

			switch (f) {
			case 0: len = snprintf(text, sizeof(text), "%u", n); break;
			case 1: len = snprintf(text, sizeof(text), "name%u", n); break;
			case 2: len = snprintf(text, sizeof(text), "%06x", n); break;
			case 3:
				len = snprintf(text, sizeof(text), "a rather long name of number %u", n);
				break;
			default: len = snprintf(text, sizeof(text), "%u of the numbers", n); break;
			}
			hashes[n] = gz_text_hash(gz_str_of(text, (size_t)len));
		}
		/* 256 a bucket, the largest of 256 about three standard deviations above: 1.2; random hashes
		 * never reach 1.5. */
		for (unsigned shift = 0; shift <= 56; shift++) {
			if (crowding(hashes, COUNT, shift) > 1.5)
				fail_msg("%s: %.2f times too many share bits %u to %u", forms[f],
					 crowding(hashes, COUNT, shift), shift, shift + 7);
		}
		qsort(hashes, COUNT, sizeof(hashes[0]), by_value);
		for (size_t i = 1; i < COUNT; i++)
			assert_true(hashes[i] != hashes[i - 1]);
	}
	free(hashes);
}

static void test_hash_flips(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (size_t len = 1; len <= 40; len++) {
		for (size_t bit = 0; bit < len * 8; bit++) {
			unsigned flipped[64] = {0};
			unsigned all = 0;

			for (int round = 0; round < 64; round++) {
				char text[40];
				uint64_t changed;

				for (size_t i = 0; i < len; i++)
					text[i] = (char)('a' + below(&seed, 26));
				changed = gz_text_hash(gz_str_of(text, len));
				text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
				changed ^= gz_text_hash(gz_str_of(text, len));
				assert_true(changed != 0);
				for (unsigned i = 0; i < 64; i++)
					flipped[i] += (unsigned)(changed >> i & 1);
			}
			for (unsigned i = 0; i < 64; i++)
				all += flipped[i];
			if (all < 64 * 64 * 3 / 10 || all > 64 * 64 * 7 / 10)
				fail_msg("bit %zu of %zu bytes flips %u of %u", bit, len, all, 64 * 64);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hash_of_short_tokens),
		cmocka_unit_test(test_hash_spreads),
		cmocka_unit_test(test_hash_flips),
	};

	return cmocka_run_group_tests_name("text, hash", tests, NULL, NULL);
}
