/*
 * test_text_random.c: what must hold of the tokens of any field, over random text of many scripts; that the
 * path for ASCII and the one for everything else agree; that how accents are stored makes no difference.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text_properties.h"
#include "text_reference.h"

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static uint32_t below(uint64_t *seed, size_t limit)
{
	return next_random(seed) % (uint32_t)limit;
}

/* Pieces of text, many of them made to meet badly. */
static const char *const palette[] = {
	"a", "i", "I", "s", "Z", "Merkel", "NATO", "U.S.", "St.", "no.", "The", "0", "7", "2017", " ",
	" ", " ", "\n", "\n\n",
	"\r\n", "\t", ".", ". ", ", ", "-", " - ", "--", "—", "–", "'", "’", "‘", "\"", "“", "”", "«",
	"»", "« ", "(", ")", "/",
	"&", "!", "?", "...", "…", ":", "|",
	"\xcc\x81", "\xcc\x96", "\xcc\x88", "\xcd\x85", "\xe2\x83\xa3", "\xef\xb8\x8f", "é", "Å", "ß",
	"ẞ", "ø", "Æ", "İ", "ı", "ł",
	"þ", "ŉ", "ẚ", "Ŀ", "ſ", "\xe2\x84\xaa", "ǅ", "ª", "²", "½", "①", "Ⅳ", "ﬁ", "ﬆ", "ʼ", "ʻ", "ʿ",
	"α", "Ά", "ς", "ΐ", "ᾳ", "ͺ", "\xce\x87", "и", "й", "Ё", "ї", "В.",
	"م", "أ", "ﷴ", "ﷺ", "\xef\xb9\xb0", "\xef\xb1\x9e", "\xd9\x8e", "\xd9\x91", "ـ", "،", "؟", "٢",
	"\xd8\x80", "ש", "\xd6\xb8",
	"\xef\xac\xaa", "״", "־", "क", "ि", "्", "\xe0\xa4\xbc", "\xe0\xa5\x98", "।", "ক",
	"\xe0\xa7\x8b", "ܐ", "\xdc\xb0",
	"ก", "ำ", "\xe0\xb9\x8d", "า", "้", "ຳ", "ກ", "習", "々", "〇", "〸", "⼈", "\xef\xa4\x80", "𠀀", "。",
	"、", "「", "」",
	"が", "か", "\xe3\x82\x99", "ー", "・", "ｶ", "ﾞ", "ﾟ", "ｰ", "･", "｡", "ゟ", "ヿ", "한", "국",
	"\xe1\x84\x92", "\xe1\x85\xa1",
	"\xe1\x86\xab", "\xe3\x85\xa4", "😀", "👩\xe2\x80\x8d🚀", "🇩🇪", "\xc2\xad", "\xe2\x80\x8d",
	"\xe2\x80\x8c", "\xe2\x80\x8b",
	"\xe2\x80\x8f", "\xef\xbb\xbf", "\xe2\x81\xa0", "\xc2\xa0", "\xe2\x80\xa9", "Ａ", "ｂ", "５", "．",
	"，", "－", "𝐀", "𝟗",
	"\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "\x01", "\x7f",
	/* malformed: repaired first */
	"\x80", "\xc3", "\xe1\x80", "\xf0\x9f\x98", "\xff", "\xed\xa0\x80", "\xc0\xaf",
};

static void add_piece(struct gz_buf *text, uint64_t *seed)
{
	char bytes[4];
	uint32_t code;

	if (below(seed, 8) > 0) {
		gz_buf_str(text, gz_str(palette[below(seed, GZ_COUNT(palette))]));
		return;
	}
	/* Anything: mostly of the first planes, where the scripts are. */
	code = below(seed, below(seed, 4) ? 0x3000 : 0x20000);
	gz_buf_add(text, bytes, gz_utf8_encode(code, bytes));
}

static void fail_with(struct gz_str text, const char *broken)
{
	struct gz_buf hex = {0};

	for (size_t i = 0; i < text.len; i++)
		gz_buf_printf(&hex, "%02x", (unsigned char)text.ptr[i]);
	gz_buf_byte(&hex, '\0');
	print_error("%.*s\n%s\n", GZ_ARG(text), hex.ptr);
	gz_buf_free(&hex);
	fail_msg("not true: %s", broken);
}

/* All that must hold of a valid field, and that the plain way finds the same. */
static void check_text(struct gz_str text, struct gz_arena *arena)
{
	const char *broken = text_broken(text, arena);

	if (broken != NULL)
		fail_with(text, broken);
	broken = reference_differs(text, arena);
	if (broken != NULL)
		fail_with(text, broken);
}

static void test_random_text(void **state)
{
	struct gz_arena arena = {0};
	struct gz_buf raw = {0}, text = {0};
	uint64_t seed = 20170707, replaced = 0;

	(void)state;
	for (int round = 0; round < 8000; round++) {
		uint32_t pieces = 1 + below(&seed, round % 100 ? 24 : 400);

		gz_buf_clear(&raw);
		gz_buf_clear(&text);
		gz_arena_reset(&arena);
		for (uint32_t i = 0; i < pieces; i++)
			add_piece(&raw, &seed);
		assert_true(gz_utf8_repair(&text, gz_buf_view(&raw), &replaced));
		assert_true(gz_utf8_valid(gz_buf_view(&text)));
		check_text(gz_buf_view(&text), &arena);
	}
	assert_true(replaced > 1000);
	gz_buf_free(&raw);
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

/* Each code point alone, between Latin letters, and behind a letter whose marks stay. */
static void test_every_code_point(void **state)
{
	static const char *const frames[][2] = {{"", ""}, {"x", "y"}, {"क", "1"}};
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	char bytes[4];

	(void)state;
	for (uint32_t code = 1; code < 0x20000; code++) {
		if (code >= 0xac00 && code < 0xe000) /* Hangul syllables are all alike; surrogates */
			continue;
		for (size_t f = 0; f < GZ_COUNT(frames); f++) {
			gz_buf_clear(&text);
			gz_buf_str(&text, gz_str(frames[f][0]));
			gz_buf_add(&text, bytes, gz_utf8_encode(code, bytes));
			gz_buf_str(&text, gz_str(frames[f][1]));
			assert_false(text.failed);
			gz_arena_reset(&arena);
			check_text(gz_buf_view(&text), &arena);
		}
	}
	gz_buf_free(&text);
	gz_arena_free(&arena);
}

/* ---- two ways to the same tokens -------------------------------------------------------- */

static void add_fullwidth(struct gz_buf *out, char byte, bool punctuation_too)
{
	bool word = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
	char bytes[4];

	if (word || (punctuation_too && byte > ' ' && byte < 0x7f))
		gz_buf_add(out, bytes, gz_utf8_encode((uint32_t)byte + 0xfee0, bytes));
	else
		gz_buf_byte(out, byte);
}

static void assert_same_tokens(const struct gz_tokens *a, const struct gz_tokens *b, bool gaps)
{
	if (a->count != b->count || a->has_case != b->has_case)
		fail_with(a->text, "both ways give the same number of tokens and the same case");
	for (uint32_t i = 0; i < a->count; i++) {
		const struct gz_token *x = &a->token[i], *y = &b->token[i];

		if (!gz_str_eq(x->norm, y->norm))
			fail_with(a->text, "both ways fold alike");
		if (x->shape != y->shape)
			fail_with(a->text, "both ways give the same shape");
		if (gaps && (x->gap != y->gap || x->dot != y->dot || x->sentence != y->sentence))
			fail_with(a->text, "both ways see the same gaps and sentences");
	}
	if (gaps && a->punctuated != b->punctuated)
		fail_with(a->text, "both ways find the same punctuation");
}

/* Random printable ASCII with words among it, against its fullwidth spelling, which takes the other path. */
static void test_ascii_and_fullwidth(void **state)
{
	static const char *const words[] = {
		"Merkel", "U.S.", "the", "The", "St.", "Inc.", "G20", "no.", "1990", "NATO", ". ", ", ",
	};
	struct gz_arena arena = {0};
	struct gz_buf ascii = {0}, letters = {0}, all = {0};
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct gz_tokens a, b, c;
		struct gz_error err;

		gz_buf_clear(&ascii);
		gz_buf_clear(&letters);
		gz_buf_clear(&all);
		gz_arena_reset(&arena);
		for (uint32_t i = 1 + below(&seed, 40); i > 0; i--) {
			uint32_t kind = below(&seed, 6);

			if (kind == 0)
				gz_buf_byte(&ascii, (char)(1 + below(&seed, 0x7f)));
			else if (kind == 1)
				gz_buf_byte(&ascii, " \n-'\"."[below(&seed, 6)]);
			else if (kind == 2)
				gz_buf_str(&ascii, gz_str(words[below(&seed, GZ_COUNT(words))]));
			else
				gz_buf_byte(&ascii, "aBc d7"[below(&seed, 6)]);
		}
		for (size_t i = 0; i < ascii.len; i++) {
			add_fullwidth(&letters, ascii.ptr[i], false);
			add_fullwidth(&all, ascii.ptr[i], true);
		}
		assert_false(ascii.failed || letters.failed || all.failed);
		assert_true(gz_text_tokenize(gz_buf_view(&ascii), &arena, &a, &err));
		assert_true(gz_text_tokenize(gz_buf_view(&letters), &arena, &b, &err));
		assert_true(gz_text_tokenize(gz_buf_view(&all), &arena, &c, &err));
		assert_same_tokens(&a, &b, true);
		assert_same_tokens(&a, &c, false);
	}
	gz_buf_free(&ascii);
	gz_buf_free(&letters);
	gz_buf_free(&all);
	gz_arena_free(&arena);
}

/* Precomposed and decomposed pieces of five scripts, strung together at random. */
static void test_composed_and_decomposed(void **state)
{
	static const char *const pieces[][2] = {
		{"é", "e\xcc\x81"}, {"Ǻ", "A\xcc\x8a\xcc\x81"}, {"ệ", "e\xcc\xa3\xcc\x82"}, {"ç", "c\xcc\xa7"},
		{"İ", "I\xcc\x87"}, {"ΐ", "ι\xcc\x88\xcc\x81"}, {"ᾴ", "α\xcc\x81\xcd\x85"}, {"й", "и\xcc\x86"},
		{"Ё", "Е\xcc\x88"}, {"أ", "ا\xd9\x94"},         {"が", "か\xe3\x82\x99"},   {"ऩ", "न\xe0\xa4\xbc"},
		{"한", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"}, {"\xe0\xa7\x8b", "\xe0\xa7\x87\xe0\xa6\xbe"},
		{"ǖ", "u\xcc\x88\xcc\x84"}, {"ž", "z\xcc\x8c"}, {"ά", "α\xcc\x81"}, {"ї", "і\xcc\x88"},
		{"آ", "ا\xd9\x93"}, {"パ", "ハ\xe3\x82\x9a"}, {"Å", "\xe2\x84\xab"}, {"Ω", "\xe2\x84\xa6"},
		{"\xef\xac\xaa", "ש\xd7\x81"}, {"金", "\xef\xa4\x8a"},
		{" ", " "}, {" ", " "}, {". ", ". "}, {"-", "-"}, {"\xcc\xa7", "\xcc\xa7"}, {"\xcc\x81", "\xcc\x81"},
		{"s", "s"}, {"Q", "Q"}, {"7", "7"}, {"ক", "ক"}, {"習", "習"}, {"\xc2\xad", "\xc2\xad"},
	};
	struct gz_arena arena = {0};
	struct gz_buf composed = {0}, decomposed = {0};
	uint64_t seed = 2;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct gz_tokens a, b;
		struct gz_error err;

		gz_buf_clear(&composed);
		gz_buf_clear(&decomposed);
		gz_arena_reset(&arena);
		for (uint32_t i = 1 + below(&seed, 30); i > 0; i--) {
			uint32_t piece = below(&seed, GZ_COUNT(pieces));

			gz_buf_str(&composed, gz_str(pieces[piece][0]));
			gz_buf_str(&decomposed, gz_str(pieces[piece][1]));
		}
		assert_false(composed.failed || decomposed.failed);
		assert_true(gz_text_tokenize(gz_buf_view(&composed), &arena, &a, &err));
		assert_true(gz_text_tokenize(gz_buf_view(&decomposed), &arena, &b, &err));
		assert_same_tokens(&a, &b, true);
	}
	gz_buf_free(&composed);
	gz_buf_free(&decomposed);
	gz_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_text),
		cmocka_unit_test(test_every_code_point),
		cmocka_unit_test(test_ascii_and_fullwidth),
		cmocka_unit_test(test_composed_and_decomposed),
	};

	return cmocka_run_group_tests_name("text, random", tests, NULL, NULL);
}
