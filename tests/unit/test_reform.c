/* test_reform.c: texts in small letters, in capitals and without punctuation, code point by code point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/text.h"

/* Whatever the text: it stays valid and has as many code points as before, so that offsets hold. */
static struct gz_str reform(struct gz_str text, enum gz_form form, struct gz_arena *arena)
{
	struct gz_error err;
	struct gz_str out;

	assert_true(gz_text_reform(text, form, arena, &out, &err));
	assert_true(gz_utf8_valid(out));
	assert_int_equal(gz_utf8_count(out), gz_utf8_count(text));
	return out;
}

static void becomes(const char *text, enum gz_form form, const char *expected)
{
	struct gz_arena arena = {0};
	struct gz_str out = reform(gz_str(text), form, &arena);
	char *copy = strndup(out.ptr, out.len);

	assert_non_null(copy);
	assert_string_equal(copy, expected);
	free(copy);
	gz_arena_free(&arena);
}

struct forms {
	const char *text, *lower, *upper, *stripped;
};

static void check(const struct forms *forms, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		becomes(forms[i].text, GZ_FORM_CASED, forms[i].text);
		becomes(forms[i].text, GZ_FORM_LOWER, forms[i].lower);
		becomes(forms[i].text, GZ_FORM_UPPER, forms[i].upper);
		becomes(forms[i].text, GZ_FORM_STRIPPED, forms[i].stripped);
	}
}

static void test_form_names(void **state)
{
	(void)state;
	assert_string_equal(gz_form_name(GZ_FORM_CASED), "cased");
	assert_string_equal(gz_form_name(GZ_FORM_LOWER), "lower");
	assert_string_equal(gz_form_name(GZ_FORM_UPPER), "upper");
	assert_string_equal(gz_form_name(GZ_FORM_STRIPPED), "stripped");
}

static void test_empty_text_stays_empty(void **state)
{
	static const struct forms forms[] = {{"", "", "", ""}};

	(void)state;
	check(forms, GZ_COUNT(forms));
}

static void test_latin_letters_change_case(void **state)
{
	static const struct forms forms[] = {
		{"Mr. O'Neil's U.S. visit, 2017!", "mr. o'neil's u.s. visit, 2017!", "MR. O'NEIL'S U.S. VISIT, 2017!",
		 "mr  o neil s u s  visit  2017 "},
		{"Éire — Łódź", "éire — łódź", "ÉIRE — ŁÓDŹ", "éire   łódź"},
		{"Ǆ ǅ ǆ", "ǆ ǆ ǆ", "Ǆ Ǆ Ǆ", "ǆ ǆ ǆ"}, /* one letter in three cases */
	};

	(void)state;
	check(forms, GZ_COUNT(forms));
}

/* Where capitals need two letters, the simple mapping has one, or the letter stays: never two. */
static void test_sharp_s_and_ligatures_stay_one_letter(void **state)
{
	struct gz_arena arena = {0};
	struct gz_str out = reform(GZ_STR("Straße"), GZ_FORM_UPPER, &arena);

	(void)state;
	assert_int_equal(gz_utf8_count(out), 6);
	assert_true(gz_str_starts(out, GZ_STR("STRA")));
	assert_true(gz_str_ends(out, GZ_STR("E")));
	gz_arena_free(&arena);
	becomes("Straße", GZ_FORM_LOWER, "straße");
	becomes("STRAẞE", GZ_FORM_LOWER, "straße");
	becomes("Straße", GZ_FORM_STRIPPED, "straße");
	becomes("ﬁn ŉ", GZ_FORM_UPPER, "ﬁN ŉ");
}

/* Without knowing the language: i and I are a pair, and the Turkish ones lose what tells them apart. */
static void test_turkish_i(void **state)
{
	becomes("ılık", GZ_FORM_UPPER, "ILIK");
	becomes("ılık", GZ_FORM_LOWER, "ılık");
	becomes("İzmir", GZ_FORM_LOWER, "izmir");
	becomes("İzmir", GZ_FORM_UPPER, "İZMIR");
	becomes("İzmir, ılık", GZ_FORM_STRIPPED, "izmir  ılık");
	(void)state;
}

/* A capital sigma becomes the one small sigma, at the end of a word too. */
static void test_greek_sigma(void **state)
{
	static const struct forms forms[] = {
		{"Ὀδυσσεύς", "ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"},
		{"ΟΔΟΣ.", "οδοσ.", "ΟΔΟΣ.", "οδοσ "},
	};

	(void)state;
	check(forms, GZ_COUNT(forms));
}

static void test_cyrillic(void **state)
{
	static const struct forms forms[] = {
		{"«Владимир Путин» – Ёж", "«владимир путин» – ёж", "«ВЛАДИМИР ПУТИН» – ЁЖ", " владимир путин    ёж"},
	};

	(void)state;
	check(forms, GZ_COUNT(forms));
}

static void test_scripts_without_case_stay(void **state)
{
	static const struct forms forms[] = {
		{"中国、日本。", "中国、日本。", "中国、日本。", "中国 日本 "},
		{"カタカナー ひらがな", "カタカナー ひらがな", "カタカナー ひらがな", "カタカナー ひらがな"},
		{"سوريا، روسيا", "سوريا، روسيا", "سوريا، روسيا", "سوريا  روسيا"},
		{"ประเทศไทย", "ประเทศไทย", "ประเทศไทย", "ประเทศไทย"},
	};

	(void)state;
	check(forms, GZ_COUNT(forms));
}

static void test_marks_stay_with_their_letters(void **state)
{
	static const struct forms forms[] = {
		{"Re\xcc\x81gion", "re\xcc\x81gion", "RE\xcc\x81GION", "re\xcc\x81gion"},
		{"\xcc\x81", "\xcc\x81", "\xcc\x81", "\xcc\x81"},
		{"हिन्दी", "हिन्दी", "हिन्दी", "हिन्दी"},
	};

	(void)state;
	check(forms, GZ_COUNT(forms));
}

static void test_emoji_become_spaces_when_stripped(void **state)
{
	static const struct forms forms[] = {
		{"a😀B", "a😀b", "A😀B", "a b"},
		{"🇩🇪 Ok", "🇩🇪 ok", "🇩🇪 OK", "   ok"},
	};

	(void)state;
	check(forms, GZ_COUNT(forms));
}

static void test_stripped_keeps_letters_marks_digits_and_white_space(void **state)
{
	becomes("a\tb\nc\r\nd e", GZ_FORM_STRIPPED, "a\tb\nc\r\nd e");
	becomes("a\xc2\xa0" "b\xe2\x80\xa9" "c\xe3\x80\x80" "d", GZ_FORM_STRIPPED, /* no-break, paragraph, ideographic */
		"a\xc2\xa0" "b\xe2\x80\xa9" "c\xe3\x80\x80" "d");
	becomes("7 ٣ ३ Ⅷ", GZ_FORM_STRIPPED, "7 ٣ ३ ⅷ"); /* a Roman number is a letter */
	(void)state;
}

static void test_stripped_makes_every_other_sign_a_space(void **state)
{
	becomes("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", GZ_FORM_STRIPPED, "                                ");
	becomes("“x” ‘y’ – — … •", GZ_FORM_STRIPPED, " x   y         ");
	becomes("€5 £6 10% §7 ©", GZ_FORM_STRIPPED, " 5  6 10   7  ");
	becomes("a\x01" "b\x7f" "c", GZ_FORM_STRIPPED, "a b c");
	becomes("\xef\xbf\xbd", GZ_FORM_STRIPPED, " "); /* what a reader puts for malformed bytes */
	(void)state;
}

/* Every code point there is, so that no mapping may take more bytes than there is room for. */
static void test_no_code_point_becomes_two(void **state)
{
	struct gz_buf all = {0};
	struct gz_arena arena = {0};
	char bytes[4];

	(void)state;
	for (uint32_t code = 1; code <= 0x10ffff; code++) {
		if (code < 0xd800 || code > 0xdfff)
			gz_buf_add(&all, bytes, gz_utf8_encode(code, bytes));
	}
	assert_false(all.failed);
	for (int form = 0; form < GZ_FORMS; form++) {
		reform(gz_buf_view(&all), (enum gz_form)form, &arena);
		gz_arena_reset(&arena);
	}
	/* Alone, each has the least room. */
	for (uint32_t code = 1; code <= 0x10ffff; code++) {
		if (code >= 0xd800 && code <= 0xdfff)
			continue;
		for (int form = 0; form < GZ_FORMS; form++) {
			size_t length = gz_utf8_encode(code, bytes);
			struct gz_error err;
			struct gz_str out;

			if (!gz_text_reform(gz_str_of(bytes, length), (enum gz_form)form, &arena, &out, &err) ||
			    out.len > 2 * length || !gz_utf8_valid(out) || gz_utf8_count(out) != 1)
				fail_msg("U+%04X as %s", (unsigned)code, gz_form_name((enum gz_form)form));
		}
		gz_arena_reset(&arena);
	}
	gz_arena_free(&arena);
	gz_buf_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_form_names),
		cmocka_unit_test(test_empty_text_stays_empty),
		cmocka_unit_test(test_latin_letters_change_case),
		cmocka_unit_test(test_sharp_s_and_ligatures_stay_one_letter),
		cmocka_unit_test(test_turkish_i),
		cmocka_unit_test(test_greek_sigma),
		cmocka_unit_test(test_cyrillic),
		cmocka_unit_test(test_scripts_without_case_stay),
		cmocka_unit_test(test_marks_stay_with_their_letters),
		cmocka_unit_test(test_emoji_become_spaces_when_stripped),
		cmocka_unit_test(test_stripped_keeps_letters_marks_digits_and_white_space),
		cmocka_unit_test(test_stripped_makes_every_other_sign_a_space),
		cmocka_unit_test(test_no_code_point_becomes_two),
	};

	return cmocka_run_group_tests_name("reform", tests, NULL, NULL);
}
