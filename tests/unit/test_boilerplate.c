/*
 * test_boilerplate.c: what is left out as boilerplate, in the forms that agencies and publishers write, and
 * what is not: the same words in running text. Omissions are compared as text: "kind[words]" joined by "; ".
 */
#include <stdarg.h>
#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

#include "boilerplate_turns.h"
#include "gazet/text.h"

/* The gazetteer of these tests. */
static bool is_place(const void *self, const struct gz_token *first, uint32_t count)
{
	static const char *const places[] = {"washington", "new york", "london", "ontario"};
	struct gz_buf name = {0};
	bool known = false;

	(void)self;
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			gz_buf_byte(&name, ' ');
		gz_buf_str(&name, first[i].norm);
	}
	for (size_t i = 0; i < GZ_COUNT(places); i++)
		known |= gz_str_eq(gz_buf_view(&name), gz_str(places[i]));
	gz_buf_free(&name);
	return known;
}

static void check_tokens(const struct gz_tokens *tokens, const struct gz_tokens *before,
			 const struct gz_omissions *omissions)
{
	size_t o = 0;

	assert_int_equal(tokens->count, before->count);
	for (uint32_t i = 0; i < tokens->count; i++) {
		const struct gz_token *t = &tokens->token[i], *was = &before->token[i];
		bool inside;

		while (o < omissions->count && i >= omissions->ptr[o].token + omissions->ptr[o].tokens)
			o++;
		inside = o < omissions->count && i >= omissions->ptr[o].token;
		assert_int_equal(t->barred, inside ? GZ_BAR_OMITTED : was->barred);
		assert_int_equal(t->start, was->start);
		assert_int_equal(t->end, was->end);
		assert_int_equal(t->sentence, was->sentence);
		assert_true(t->gap == was->gap || (t->gap == GZ_GAP_HARD && was->gap < GZ_GAP_HARD));
	}
}

static void check_with(const struct gz_place_asker *asker, const char *text, const char *expected)
{
	struct gz_boilerplate *b;
	struct gz_arena arena = {0};
	struct gz_tokens tokens, before;
	struct gz_omissions found;
	struct gz_buf shown = {0};
	struct gz_error err;

	assert_true(gz_boilerplate_open(&b, &err));
	assert_true(gz_text_tokenize(gz_str(text), &arena, &tokens, &err));
	assert_true(gz_text_tokenize(gz_str(text), &arena, &before, &err));
	assert_true(gz_boilerplate_omit(b, &tokens, asker, &arena, &found, &err));
	for (size_t i = 0; i < found.count; i++) {
		const struct gz_omission *o = &found.ptr[i];

		gz_buf_printf(&shown, "%s%s[%.*s]", i > 0 ? "; " : "",
			      gz_boiler_name((enum gz_boiler)o->kind), (int)o->byte_length,
			      text + o->byte_start);
	}
	gz_buf_byte(&shown, '\0');
	assert_string_equal(shown.ptr, expected);
	check_tokens(&tokens, &before, &found);
	gz_buf_free(&shown);
	gz_arena_free(&arena);
	gz_boilerplate_close(b);
}

static void check(const char *text, const char *expected)
{
	const struct gz_place_asker asker = {is_place, NULL};

	check_with(&asker, text, expected);
}

static void test_datelines(void **state)
{
	(void)state;
	check("OSLO (Reuters) - The harbour froze over.", "dateline[(Reuters)]");
	check("(Reuters) - The harbour froze over.", "dateline[(Reuters)]");
	check("OSLO/BERGEN, May 7 (Reuters Health) - The harbour froze.", "dateline[May 7 (Reuters Health)]");
	check("BASEL, Switzerland (Reuters) The harbour froze over.", "dateline[(Reuters)]");
	check("KIEL (Germany) (Reuters) - The harbour froze over.", "dateline[(Reuters)]");
	check("LONDON, July 7 (AP) -- The harbour froze over.", "dateline[July 7 (AP)]");
	check("PARIS, 7 juil 2017 (AFP) \xe2\x80\x94 Le port a gel\xc3\xa9.", "dateline[7 juil 2017 (AFP)]");
	check("Frankfurt am Main (dpa) - Der Hafen ist zugefroren.", "dateline[(dpa)]");
	check("Madrid, 7 de julio de 2017 (EFE).- El puerto se ha helado.",
	      "dateline[7 de julio de 2017 (EFE).]");
	check("Lisboa, 07 jul (Lusa) - O porto gelou.", "dateline[07 jul (Lusa)]");
	check("(ANSA) - ROMA, 7 LUG - Il porto si e' gelato.", "dateline[(ANSA)]; dateline[7 LUG]");
	check("MOSCOW. July 7. INTERFAX - The harbour froze.", "dateline[July 7. INTERFAX]");
	check("МОСКВА, 7 июл - РИА Новости. Порт замёрз.", "dateline[7 июл - РИА Новости.]");
	check("МОСКВА, 7 июля. /ТАСС/. Порт замёрз.", "dateline[7 июля. /ТАСС/.]");
	check("TOKYO, July 7, Kyodo - The harbour froze.", "dateline[July 7, Kyodo]");
	check("Reuters - The harbour froze over.", "dateline[Reuters]");
	check("Harbour freezes\n\nOSLO (AFP) - The harbour froze.\n\nBERGEN (AP) - So did ours.",
	      "dateline[(AFP)]; dateline[(AP)]");
}

static void test_no_datelines(void **state)
{
	(void)state;
	check("Reuters said the harbour froze. He told Reuters so.", "");
	check("The harbour froze, Reuters said - and Bergen's too.", "");
	check("Reuters-owned ships froze in.", "");
	check("AP Photo agency was bombed (AP) - and AFP too.", "");
	check("Ships of the Thomson group (Reuters) froze in.", "");
	check("Bloomberg - who is mayor - said so.", "");
	check("OSLO (Norway) - The harbour froze over.", "");
	check("Harbour froze Monday - Interfax.", "");
	check("", "");
	check("(", "");
}

static void test_without_case(void **state)
{
	(void)state;
	check("washington (reuters) - the harbour froze", "dateline[(reuters)]");
	check("washington reuters president roe said so", "dateline[reuters]");
	check("reuters the harbour froze says roe", "dateline[reuters]");
	check("reuters holdings says it froze", "");
	check("reuters announced that it froze", "");
	check("Reuters Harbour Froze", "");
	check("london ontario july 7 ap the harbour froze", "dateline[july 7 ap]");
	check("apple sues reuters over the harbour", "");
	check("london reuters office freezes", "");
	check("thomson reuters president freezes", "");
	check("new york reuters said it froze", "");
	check("it froze in oslo reporting by jane roe in paris editing by john doe",
	      "credit[reporting by jane roe in paris editing by john doe]");
	check("it froze in oslo editing by john doe", "credit[editing by john doe]");
	check("he won a prize for reporting by night", "");
	check("it froze at last additional reporting by the way is hard", "");
	check("earnings per share 0 37 1 05", "");
}

static void test_credits(void **state)
{
	(void)state;
	check("It froze. (Reporting by Jane Roe in Paris; Editing by John Doe)",
	      "credit[(Reporting by Jane Roe in Paris; Editing by John Doe)]");
	check("It froze (reporting by Jane Roe, editing by John Doe)",
	      "credit[(reporting by Jane Roe, editing by John Doe)]");
	check("It froze. (Reporting by the Oslo bureau)", "credit[(Reporting by the Oslo bureau)]");
	check("It froze. (Reporting by Jane Roe; Editing by John",
	      "credit[(Reporting by Jane Roe; Editing by John]");
	check("It froze.\nReporting by Jane Roe in Paris; Editing by John Doe\nOur Standards: The "
	      "Principles.",
	      "credit[Reporting by Jane Roe in Paris; Editing by John Doe]; "
	      "notice[Our Standards: The Principles.]");
	check("It froze. Jane Roe in Oslo contributed to this report.",
	      "credit[Jane Roe in Oslo contributed to this report.]");
	check("Le port a gel\xc3\xa9. (Jeanne Roe, \xc3\xa9"
	      "dit\xc3\xa9 par Jean Dupont)",
	      "credit[(Jeanne Roe, \xc3\xa9"
	      "dit\xc3\xa9 par Jean Dupont)]");
	check("O porto gelou. (Reportagem de Ana Roe)", "credit[(Reportagem de Ana Roe)]");
	check("Es friert. (Redigiert von Jan Doe)", "credit[(Redigiert von Jan Doe)]");
	check("Es friert sehr.\n(sda/dpa)", "credit[(sda/dpa)]");
}

static void test_no_credits(void **state)
{
	(void)state;
	check("It froze (reporting by the BBC suggests otherwise) again.", "");
	check("The song (written by Jane Roe) was sung.", "");
	check("The letters (edited by Jane Roe and published in 1998) froze.", "");
	check("Reporting by night is hard in Oslo.\nIt froze.", "");
	check("The agency (AP) froze. It froze (again) in Oslo.", "");
	check("Written by candle light, it froze.\nIt did.", "");
	check("It froze. (Written by Jane Roe) It thawed in Oslo, and then it froze again.", "");
}

static void test_bylines(void **state)
{
	(void)state;
	check("By Jane Roe and John Doe\nIt froze.", "byline[By Jane Roe and John Doe]");
	check("By Jane Roe, Associated Press\nReuters\nOSLO (AP) - It froze.",
	      "byline[By Jane Roe, Associated Press]; byline[Reuters]; dateline[(AP)]");
	check("By Jane Roe OSLO (Reuters) - It froze.", "byline[By Jane Roe]; dateline[(Reuters)]");
	check("By Jane Roe's account it froze.", "");
	check("By Monday it froze in Oslo.", "");
	check("By The Sea Side\nIt froze.", "");
	check("By 2017 Jane Roe\nIt froze.", "");
}

static void test_photos(void **state)
{
	(void)state;
	check("It froze (Photo by Jane Roe/Getty Images) again.", "photo[(Photo by Jane Roe/Getty Images)]");
	check("It froze (AP Photo/Jane Roe) again.", "photo[(AP Photo/Jane Roe)]");
	check("The frozen harbour. REUTERS/Jane Roe\nIt froze.", "photo[REUTERS/Jane Roe]");
	check("Ice. AFP PHOTO/Jane Roe\nIt froze.", "photo[AFP PHOTO/Jane Roe]");
	check("Photo: Jane Roe\nIt froze.", "photo[Photo: Jane Roe]");
	check("Photo: a boat that froze\nIt froze.", "");
	check("He works for Reuters/Ipsos in Oslo.", "");
}

static void test_footers(void **state)
{
	(void)state;
	check("It froze.\n\xc2\xa9 2017 The Example", "copyright[\xc2\xa9 2017 The Example]");
	check("It froze. Copyright 2017 The Example. All rights reserved.",
	      "copyright[Copyright 2017 The Example.]; notice[All rights reserved.]");
	check("It froze.\n(c) 2017 The Example\n", "copyright[(c) 2017 The Example]");
	check("It froze.\nCopyright law froze in 2017.\nIt did.", "");
	check("It froze.\nShare on Facebook Tweet Email Print\nIt did.",
	      "share[Share on Facebook Tweet Email Print]");
	check("It froze.\nShare 12 Tweet 3 Email\nIt did.", "share[Share 12 Tweet 3 Email]");
	check("It froze. Follow us on Twitter", "share[Follow us on Twitter]");
	check("It froze.\nClick here to subscribe to The Example\nIt did.",
	      "share[Click here to subscribe to The Example]");
	check("It froze.\nRead more: Oslo in ice\nIt did.", "link[Read more: Oslo in ice]");
	check("It froze.\nRead more of Oslo in ice.\nIt did.", "");
	check("It froze.\nShare prices froze on Facebook.\nIt did.", "");
	check("It froze.\nShare 0.86 1.05 1.59\nIt did.", "");
}

/* ---- rarer turns ----------------------------------------------------------------------------- */

#define CHECK_TURNS(turns)                                                                                   \
	do {                                                                                                 \
		for (size_t i = 0; i < GZ_COUNT(turns); i++)                                                 \
			check((turns)[i].text, (turns)[i].omitted);                                          \
	} while (0)

static void test_turns(void **state)
{
	(void)state;
	CHECK_TURNS(brackets);
	CHECK_TURNS(datelines);
	CHECK_TURNS(bylines);
	CHECK_TURNS(lines);
	CHECK_TURNS(last_words);
}

/* A bracket of hundreds of names is none of the above, whether it opens with names or with a credit. */
static void test_long_brackets(void **state)
{
	static const char *const begins[] = {"It froze. (Jane", "It froze. (Reporting by Jane"};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(begins); i++) {
		struct gz_buf text = {0};

		gz_buf_str(&text, gz_str(begins[i]));
		for (int name = 0; name < 300; name++)
			gz_buf_str(&text, GZ_STR(" Roe"));
		gz_buf_str(&text, GZ_STR(", edited by John Doe) It did."));
		gz_buf_byte(&text, '\0');
		check(text.ptr, "");
		gz_buf_free(&text);
	}
}

/* Without case, and nobody there who knows places. */
static void test_nobody_knows_places(void **state)
{
	(void)state;
	check_with(NULL, "washington reuters president roe said so", "");
	check_with(NULL, "washington (reuters) july 7 the harbour", "");
	check_with(NULL, "OSLO (Reuters) - It froze.", "dateline[(Reuters)]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_datelines),     cmocka_unit_test(test_no_datelines),
		cmocka_unit_test(test_without_case),  cmocka_unit_test(test_credits),
		cmocka_unit_test(test_no_credits),    cmocka_unit_test(test_bylines),
		cmocka_unit_test(test_photos),	      cmocka_unit_test(test_footers),
		cmocka_unit_test(test_turns),	      cmocka_unit_test(test_nobody_knows_places),
		cmocka_unit_test(test_long_brackets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
