/*
 * test_text_fast.c: the fast way to tokens against the plain one: the two scanners, block by block; fields of
 * any length at any place in memory; tokens over the borders of blocks and chunks; what the table of
 * characters says, and when it may fold a character by itself; abbreviations.
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

/* ---- abbreviations ----------------------------------------------------------------------- */

static void check_words(const char *const *words, size_t count, struct gz_arena *arena)
{
	static const char *const behind[] = {". The end", ". the end", ". 7 came", ". A man",
					     ". a man",	  ". X. said", ".) He",	   ""};
	struct gz_buf text = {0};

	for (size_t w = 0; w < count; w++) {
		for (size_t cut = 0; cut < 2; cut++) { /* and the word without its last letter */
			for (size_t b = 0; b < GZ_COUNT(behind); b++) {
				gz_buf_clear(&text);
				gz_buf_printf(&text, "Then %.*s%s. %s. Then U.S. %s came, Capt. %s",
					      (int)(strlen(words[w]) - cut), words[w], behind[b], words[w],
					      words[w], words[w]);
				check(gz_buf_view(&text), arena, words[w]);
				text.ptr[text.len - strlen(words[w])] -= 'a' - 'A';
				check(gz_buf_view(&text), arena, words[w]);
			}
		}
	}
	gz_buf_free(&text);
}

static void test_abbreviations(void **state)
{
	struct gz_arena arena = {0};

	(void)state;
	check_words(ref_leading_abbreviations, GZ_COUNT(ref_leading_abbreviations), &arena);
	check_words(ref_number_abbreviations, GZ_COUNT(ref_number_abbreviations), &arena);
	check_words(ref_other_abbreviations, GZ_COUNT(ref_other_abbreviations), &arena);
	check_words(ref_openers, GZ_COUNT(ref_openers), &arena);
	gz_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scanners),      cmocka_unit_test(test_every_length),
		cmocka_unit_test(test_long_fields),   cmocka_unit_test(test_repeated),
		cmocka_unit_test(test_growth),	      cmocka_unit_test(test_table),
		cmocka_unit_test(test_neighbours),    cmocka_unit_test(test_marks),
		cmocka_unit_test(test_abbreviations),
	};

	return cmocka_run_group_tests_name("text, fast", tests, NULL, NULL);
}
