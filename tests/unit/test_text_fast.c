/*
 * test_text_fast.c: the fast way to tokens against the plain one: the two scanners, block by block; fields of
 * any length at any place in memory; tokens over the borders of blocks and chunks; what the table of
 * characters says, and when it may fold a character by itself; the hash.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/text/unicode.h"
#include "text_reference.h"

static uint32_t below(uint64_t *seed, uint32_t limit)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % limit;
}

static void check(struct gz_str text, struct gz_arena *arena, const char *what)
{
	const char *differs;

	gz_arena_reset(arena);
	differs = reference_differs(text, arena);
	if (differs != NULL)
		fail_msg("%s, %zu bytes: %s differs", what, text.len, differs);
}

/* The same from memory of just that size, so that a sanitizer sees what is read beside it. */
static void check_alone(struct gz_str text, struct gz_arena *arena, const char *what)
{
	char *copy = malloc(text.len + 1);

	assert_non_null(copy);
	memcpy(copy + 1, text.ptr, text.len);
	check(gz_str_of(copy + 1, text.len), arena, what);
	free(copy);
	copy = malloc(text.len ? text.len : 1);
	assert_non_null(copy);
	memcpy(copy, text.ptr, text.len);
	check(gz_str_of(copy, text.len), arena, what);
	free(copy);
}

/* ---- scanners ---------------------------------------------------------------------------- */

static void scan_bytes(const char *text, size_t count, char *folded, struct gz_block *out)
{
	for (size_t i = 0; i < count; i++) {
		struct gz_block block = {0};

		for (unsigned place = 0; place < GZ_BLOCK; place++) {
			char byte = text[i * GZ_BLOCK + place];
			bool upper = byte >= 'A' && byte <= 'Z';

			block.upper |= (uint64_t)upper << place;
			block.letter |= (uint64_t)(upper || (byte >= 'a' && byte <= 'z')) << place;
			block.digit |= (uint64_t)(byte >= '0' && byte <= '9') << place;
			block.high |= (uint64_t)((byte & 0x80) != 0) << place;
			folded[i * GZ_BLOCK + place] = (char)(upper ? byte + ('a' - 'A') : byte);
		}
		out[i] = block;
	}
}

static void test_scanners(void **state)
{
	enum { BLOCKS = 4, SIZE = BLOCKS * GZ_BLOCK };
	gz_scan_fn *const scanners[] = {gz_scan_words, GZ_SCAN};
	struct gz_block plain[BLOCKS], found[BLOCKS];
	char text[SIZE + GZ_BLOCK], expected[SIZE], folded[SIZE + GZ_BLOCK];
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		size_t from = below(&seed, GZ_BLOCK), to = below(&seed, GZ_BLOCK);

		for (size_t i = 0; i < sizeof(text); i++)
			text[i] = (char)(round < 4 ? i * 4 + (size_t)round
						   : below(&seed, round % 2 ? 0x100 : 0x80));
		scan_bytes(text + from, BLOCKS, expected, plain);
		for (size_t s = 0; s < GZ_COUNT(scanners); s++) {
			memset(folded, 0, sizeof(folded));
			memset(found, 0xff, sizeof(found));
			scanners[s](text + from, BLOCKS, folded + to, found);
			assert_memory_equal(folded + to, expected, SIZE);
			assert_memory_equal(found, plain, sizeof(plain));
			for (size_t i = 0; i < sizeof(folded); i++)
				assert_true(folded[i] == 0 || (i >= to && i < to + SIZE));
		}
	}
}

/* ---- borders ----------------------------------------------------------------------------- */

static const char *const pieces[] = {
	"a",
	"Merkel",
	"NATO",
	"iPhone",
	"McDonald",
	"U.S.",
	"7",
	"2017",
	" ",
	" ",
	". ",
	", ",
	"\n",
	"'s ",
	"é",
	"Élysée",
	"ß",
	"—",
	"’",
	"naïve",
	"習近平",
	"Москва",
	"\xcc\x81",
	"\xc2\xad",
	"कि",
	"x@y",
	"http://",
	"www.abc.de",
	"Mr. ",
	"no. 7",
	"ŉ",
	"ﷺ",
	"a\xcc\x81\xcc\x88",
	"abcdefghijklmnop",
	"ABCDEFGHIJKLMNOPQ",
	"…",
	"? ",
	"!",
};

/* Every length, filled up in front by each of three bytes to every place in a block. */
static void test_every_length(void **state)
{
	static const char fill[] = {' ', 'x', '1'};
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	uint64_t seed = 2;

	(void)state;
	for (size_t front = 0; front <= 2 * GZ_BLOCK; front++) {
		for (size_t f = 0; f < GZ_COUNT(fill); f++) {
			gz_buf_clear(&text);
			for (size_t i = 0; i < front; i++)
				gz_buf_byte(&text, fill[f]);
			check_alone(gz_buf_view(&text), &arena, "filling");
			for (int n = 0; n < 12; n++) {
				gz_buf_str(&text, gz_str(pieces[below(&seed, GZ_COUNT(pieces))]));
				check_alone(gz_buf_view(&text), &arena, "behind filling");
			}
		}
	}
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

/* Long fields, mostly ASCII, so that a piece stands now and then over the border of a chunk. */
static void test_long_fields(void **state)
{
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	uint64_t seed = 3;

	(void)state;
	for (int round = 0; round < 400; round++) {
		uint32_t size = 1000 + below(&seed, 9000), rare = 1 + below(&seed, 30);

		gz_buf_clear(&text);
		while (text.len < size) {
			if (below(&seed, rare) == 0)
				gz_buf_str(&text, gz_str(pieces[below(&seed, GZ_COUNT(pieces))]));
			else
				gz_buf_byte(&text, "aBc d7,.Xyzetaoin "[below(&seed, 18)]);
		}
		check_alone(gz_buf_view(&text), &arena, "long field");
	}
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

/* One token of many KB, or many small ones, of one piece. */
static void test_repeated(void **state)
{
	static const char *const units[] = {
		"a",	     "A",
		"1",	     ".",
		" ",	     "é",
		"É",	     "習",
		"क",	     "कि",
		"\xcc\x81",  "\xc2\xad",
		"a\xcc\x81", "ŉ",
		"ﷺ",	     "ab1",
		"éa",	     "aé ",
		"1é",	     "a.",
		"a@",	     "a\xe2\x80\x8b",
		"한",	     "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab",
		"ก็",	     "Ж",
		"ﬃ",	     "ẞ1",
	};
	struct gz_arena arena = {0};
	struct gz_buf text = {0};

	(void)state;
	for (size_t u = 0; u < GZ_COUNT(units); u++) {
		for (size_t front = 0; front < 70; front += 23) {
			gz_buf_clear(&text);
			for (size_t i = 0; i < front; i++)
				gz_buf_byte(&text, ' ');
			for (int n = 0; n < 3000; n++)
				gz_buf_str(&text, gz_str(units[u]));
			check_alone(gz_buf_view(&text), &arena, units[u]);
			gz_buf_str(&text, GZ_STR(" Mr. Xy said. No. 7"));
			check_alone(gz_buf_view(&text), &arena, units[u]);
		}
	}
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

static size_t memory_for(struct gz_str text, struct gz_arena *arena)
{
	struct gz_tokens tokens;
	struct gz_error err;

	gz_arena_reset(arena);
	assert_true(gz_text_tokenize(text, arena, &tokens, &err));
	return arena->used;
}

/* A field whose front says little of how many tokens come: room is made in few steps. */
static void test_growth(void **state)
{
	enum { FRONT = 300000, BACK = 200000 };
	struct gz_arena arena = {0};
	struct gz_buf text = {0};

	(void)state;
	for (int front = 0; front < 3; front++) {
		gz_buf_clear(&text);
		for (int i = 0; i < FRONT; i++)
			gz_buf_byte(&text, front == 0 ? '.' : front == 1 ? 'x' : "a. "[i % 3]);
		assert_in_range(memory_for(gz_buf_view(&text), &arena), FRONT, FRONT * (front < 2 ? 4 : 40));
		for (int i = 0; i < BACK; i++)
			gz_buf_byte(&text, i % 2 ? '1' : 'a');
		check(gz_buf_view(&text), &arena, "growing field");
		assert_in_range(memory_for(gz_buf_view(&text), &arena), text.len,
				5 * (FRONT / 3 + BACK) * sizeof(struct gz_token));
	}
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

/* ---- characters -------------------------------------------------------------------------- */

/* The table says what utf8proc says, of each code point by itself. */
static void test_table(void **state)
{
	struct gz_arena arena = {0};
	size_t known = 0;

	(void)state;
	for (uint32_t code = 0; code < GZ_UNICODE_END; code++) {
		uint32_t entry = gz_unicode(code);
		enum gz_class class = GZ_ENTRY_CLASS(entry);
		struct gz_str folded;
		char bytes[4];

		if (code >= 0xd800 && code < 0xe000)
			continue;
		assert_int_equal(class, gz_class_of(code));
		assert_int_equal(GZ_ENTRY_SHAPE(entry), gz_case_of(code));
		if (!(entry & (GZ_ENTRY_SAME | GZ_ENTRY_FOLDS)))
			continue;
		known++;
		gz_arena_reset(&arena);
		assert_true(
			gz_fold_token(gz_str_of(bytes, gz_utf8_encode(code, bytes)), class, &arena, &folded));
		if (entry & GZ_ENTRY_FOLDS) {
			assert_int_equal(folded.len, GZ_ENTRY_LENGTH(entry));
			assert_memory_equal(folded.ptr, gz_unicode_folds + GZ_ENTRY_PLACE(entry), folded.len);
		} else {
			assert_int_equal(folded.len, gz_utf8_encode(code, bytes));
			assert_memory_equal(folded.ptr, bytes, folded.len);
		}
	}
	assert_true(known > 120000);
	gz_arena_free(&arena);
}

/* Characters of one script side by side, which may be composed, put in order or lose marks; and strangers
 * among them. */
static void test_neighbours(void **state)
{
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	uint64_t seed = 4;

	(void)state;
	for (int round = 0; round < 300000; round++) {
		uint32_t base = below(&seed, below(&seed, 3) ? 0x34 : 0x1f0) * 0x100;

		gz_buf_clear(&text);
		for (uint32_t n = 2 + below(&seed, 6); n > 0; n--) {
			uint32_t code = base + below(&seed, 0x100);
			char bytes[4];

			if (below(&seed, 8) == 0)
				code = below(&seed, 2) ? 0x300 + below(&seed, 0x70) : 0x61 + below(&seed, 26);
			if (code >= 0xd800 && code < 0xe000)
				code = 0xac00 + code % 0x100;
			gz_buf_add(&text, bytes, gz_utf8_encode(code ? code : ' ', bytes));
		}
		check(gz_buf_view(&text), &arena, text.ptr);
	}
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

/* Every mark behind a letter of every script, and between two. */
static void test_marks(void **state)
{
	static const char *const letters[] = {
		"a",  "é", "Ж", "й", "א", "م", "آ", "क", "ऩ", "ক", "த", "ก", "ກ", "か", "が", "한",
		"ᄒ", "ᜀ", "7", "٢", "ǖ", "ॐ", "က", "ក", "ස", "అ", "ಕ", "ക", "ཀ", "ᠠ",	"ᬅ",  "𑂙",
	};
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	char bytes[4];

	(void)state;
	for (uint32_t code = 0x80; code < GZ_UNICODE_END; code++) {
		if (GZ_ENTRY_CLASS(gz_unicode(code)) != GZ_CLASS_MARK)
			continue;
		gz_buf_clear(&text);
		for (size_t i = 0; i < GZ_COUNT(letters); i++) {
			for (int form = 0; form < 4; form++) {
				gz_buf_str(&text, gz_str(letters[i]));
				gz_buf_add(&text, bytes, gz_utf8_encode(code, bytes));
				gz_buf_str(&text, gz_str(form == 1   ? "\xe0\xa4\xbc"
							 : form == 2 ? "\xcc\x96"
								     : ""));
				gz_buf_str(&text,
					   gz_str(form == 3 ? letters[(i + 1) % GZ_COUNT(letters)] : ""));
				gz_buf_byte(&text, ' ');
			}
		}
		check(gz_buf_view(&text), &arena, "marks");
	}
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

/* ---- hash -------------------------------------------------------------------------------- */

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
		cmocka_unit_test(test_scanners),
		cmocka_unit_test(test_every_length),
		cmocka_unit_test(test_long_fields),
		cmocka_unit_test(test_repeated),
		cmocka_unit_test(test_growth),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_neighbours),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_hash_of_short_tokens),
		cmocka_unit_test(test_hash_spreads),
		cmocka_unit_test(test_hash_flips),
	};

	return cmocka_run_group_tests_name("text, fast", tests, NULL, NULL);
}
