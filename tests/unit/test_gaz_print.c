/* test_gaz_print.c: prints of gazetteers: what a change concerns, of any size and however damaged they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "gazet/gaz.h"
#include "gazet/text.h"

#define HEADER "id\ttype\tname\taliases\tcountry\n"
#define ROWS                                                                                                 \
	"country/ru\tcountry\tRussia\t\t\n"                                                                  \
	"person/ivan-orlov\tperson\tIvan Orlov\tI. Orlov\tcountry/ru\n"                                      \
	"org/harbour-trust\torg\tHarbour Trust\tHT\tcountry/ru\n"

/* A table, or two: the other one of rules. */
static struct gz_gaz *load(const char *const text[2])
{
	char path[2][sizeof("/tmp/gazet-print-XXXXXX.tsv")];
	const char *paths[2] = {path[0], path[1]};
	struct gz_gaz *g = NULL;
	struct gz_error err;
	size_t count = text[1] != NULL ? 2 : 1;

	for (size_t i = 0; i < count; i++) {
		int fd = mkstemps(strcpy(path[i], "/tmp/gazet-print-XXXXXX.tsv"), 4);

		assert_true(fd >= 0);
		assert_int_equal(write(fd, text[i], strlen(text[i])), (ssize_t)strlen(text[i]));
		close(fd);
	}
	if (!gz_gaz_load(paths, count, NULL, NULL, &g, &err))
		fail_msg("%s", err.message);
	for (size_t i = 0; i < count; i++)
		unlink(path[i]);
	return g;
}

static struct gz_buf print_of_both(const char *text, const char *rules)
{
	struct gz_gaz *g = load((const char *const[2]){text, rules});
	struct gz_buf out = {0};
	struct gz_error err;

	assert_true(gz_gaz_print(g, &out, &err));
	gz_gaz_free(g);
	return out;
}

static struct gz_buf print_of(const char *text)
{
	return print_of_both(text, NULL);
}

static bool meets(const struct gz_changes *c, const char *text)
{
	struct gz_arena arena = {0};
	struct gz_tokens tokens;
	struct gz_error err;
	bool met;

	assert_true(gz_text_tokenize(gz_str(text), &arena, &tokens, &err));
	tokens.adds_s = tokens.attaches = true;
	met = gz_changes_meet(c, &tokens);
	gz_arena_free(&arena);
	return met;
}

static struct gz_changes changes(const char *before, const char *after)
{
	struct gz_buf a = print_of(before), b = print_of(after);
	struct gz_changes c;
	struct gz_error err;

	assert_true(gz_changes_make(gz_buf_view(&a), gz_buf_view(&b), &c, &err));
	assert_false(c.all);
	gz_buf_free(&a);
	gz_buf_free(&b);
	return c;
}

static void test_what_changed(void **state)
{
	struct gz_changes c = changes(HEADER ROWS, HEADER ROWS);

	(void)state;
	assert_int_equal(c.count, 0);
	assert_false(meets(&c, "Ivan Orlov of the Harbour Trust in Russia"));
	gz_changes_free(&c);

	/* A name counts where all of it may stand, an entity's cell for all of its names. */
	c = changes(HEADER ROWS, HEADER ROWS "org/tern-society\torg\tTern Society\t\t\n");
	assert_true(meets(&c, "the Tern Society met"));
	assert_false(meets(&c, "the society met"));
	assert_false(meets(&c, "Ivan Orlov of the Harbour Trust in Russia"));
	gz_changes_free(&c);
	c = changes(HEADER ROWS, HEADER "country/ru\tcountry\tRussia\t\t\n"
					"person/ivan-orlov\tperson\tIvan Orlov\tI. Orlov\tcountry/ru\n"
					"org/harbour-trust\torg\tHarbour Trust\tHT\t\n");
	assert_true(meets(&c, "The Harbour Trust") && meets(&c, "said HT"));
	assert_false(meets(&c, "Ivan Orlov in Russia"));
	gz_changes_free(&c);
}

/* A name may stand in a document as its genitive, and another name that has the word as it is ends that. */
static void test_genitives(void **state)
{
	struct gz_changes c = changes(HEADER ROWS, HEADER ROWS "person/ada-tern\tperson\tAda Tern\t\t\n");

	(void)state;
	assert_true(meets(&c, "Ada Terns Rede"));
	assert_true(meets(&c, "Ada Tern"));
	assert_false(meets(&c, "Adas Rede, Ternst"));
	gz_changes_free(&c);
	/* A longer stem that comes to be known, be it in a name that is not there. */
	c = changes(HEADER ROWS "place/x\tplace\t\xea\xb0\x80\xeb\x82\x98\xec\x9c\xbc\t\t\n",
		    HEADER ROWS "place/x\tplace\t\xea\xb0\x80\xeb\x82\x98\xec\x9c\xbc\t\t\n"
				"org/old\torg\t\xea\xb0\x80\xeb\x82\x98 Xqz\t\t\n");
	assert_true(meets(&c, "\xea\xb0\x80\xeb\x82\x98\xec\x9c\xbc\xeb\xa1\x9c\xeb\x8f\x84"));
	gz_changes_free(&c);
	/* The mark of a person's name matters to his surname in a headline. */
	c = changes(HEADER "person/ivan-orlov\tperson\tIvan Orlov\t\t\n",
		    HEADER "person/ivan-orlov\tperson\t?Ivan Orlov\t\t\n");
	assert_true(meets(&c, "Orlov left"));
	gz_changes_free(&c);
	c = changes(HEADER ROWS, HEADER ROWS "org/old\torg\tFriends of the Orlovs in Oldenburg\t\t\n");
	assert_true(meets(&c, "Ivan Orlovs Rede"));
	assert_false(meets(&c, "Ivan Orlov"));
	gz_changes_free(&c);
}

static void test_damaged(void **state)
{
	struct gz_buf a = print_of(HEADER ROWS);
	struct gz_changes c;
	struct gz_error err;

	(void)state;
	/* What is no print says nothing: everything may have changed. */
	for (size_t len = 0; len < a.len; len += 1 + len / 3) {
		assert_true(gz_changes_make(gz_str_of(a.ptr, len), gz_buf_view(&a), &c, &err));
		assert_true(c.all && meets(&c, "anything"));
		gz_changes_free(&c);
	}
	for (size_t at = 0; at < 6; at++) {
		a.ptr[at] ^= 0x40;
		assert_true(gz_changes_make(gz_buf_view(&a), gz_buf_view(&a), &c, &err));
		assert_true(c.all);
		gz_changes_free(&c);
		a.ptr[at] ^= 0x40;
	}
	gz_buf_free(&a);
}

/* Of a larger and a smaller gazetteer the larger one's table is folded. */
static void test_sizes(void **state)
{
	struct gz_buf text = {0}, a = print_of(HEADER ROWS), b;
	struct gz_changes c;
	struct gz_error err;

	(void)state;
	gz_buf_str(&text, GZ_STR(HEADER ROWS));
	for (int i = 0; i < 4000; i++)
		gz_buf_printf(&text, "org/o-%d\torg\tQx%c%c%cq Zy%c%c%cv\t\t\n", i, 'a' + i % 26,
			      'a' + i / 26 % 26, 'a' + i / 676, 'a' + i / 676, 'a' + i % 26,
			      'a' + i / 26 % 26);
	gz_buf_byte(&text, '\0');
	b = print_of(text.ptr);
	assert_true(b.len > a.len);
	assert_true(gz_changes_make(gz_buf_view(&a), gz_buf_view(&b), &c, &err));
	assert_true(!c.all && c.count > 0 && meets(&c, "Qxaaaq Zyaaav"));
	gz_changes_free(&c);
	gz_buf_free(&a);
	gz_buf_free(&b);
	gz_buf_free(&text);
}

/* Does a gazetteer's rule of this template depend on whether there is an entity of this id? */
static bool depends(const char *template, const char *id)
{
	struct gz_buf rules = {0}, more = {0}, a, b;
	struct gz_changes c;
	struct gz_error err;
	bool met;

	gz_buf_printf(&rules,
		      "anchor\tregex\tid\tname\ttype\n"
		      "gala\tgala (?<year>[0-9]{4}) (?<where>[a-z]+)\t%s\tGala ${year} ${where}\tevent\n",
		      template);
	gz_buf_byte(&rules, '\0');
	gz_buf_printf(&more, HEADER ROWS "%s\tevent\tQuorum Feast\t\t\n", id);
	gz_buf_byte(&more, '\0');
	a = print_of_both(HEADER ROWS, rules.ptr);
	b = print_of_both(more.ptr, rules.ptr);
	assert_true(gz_changes_make(gz_buf_view(&a), gz_buf_view(&b), &c, &err) && !c.all);
	assert_true(meets(&c, "the Quorum Feast"));
	met = meets(&c, "a gala was held");
	gz_changes_free(&c);
	gz_buf_free(&a);
	gz_buf_free(&b);
	gz_buf_free(&rules);
	gz_buf_free(&more);
	return met;
}

/* What a rule calls a thing is a change of the rule. */
static void test_kinds(void **state)
{
	static const char *const rules[] = {
		"anchor\tregex\tid\tname\ttype\tkinds\n"
		"gala\tgala in (?<country>[a-z]+)\tevent/${country}-${kind}\tGala\tevent\tsmall: aa | big\n",
		"anchor\tregex\tid\tname\ttype\tkinds\n"
		"gala\tgala in (?<country>[a-z]+)\tevent/${country}-${kind}\tGala\tevent\tsmall | big: aa\n"};
	static const char rows[] = HEADER ROWS "country/aa\tcountry\tAaland\t\t\n";
	struct gz_buf a = print_of_both(rows, rules[0]), b = print_of_both(rows, rules[1]);
	struct gz_changes c;
	struct gz_error err;

	(void)state;
	assert_true(gz_changes_make(gz_buf_view(&a), gz_buf_view(&b), &c, &err) && !c.all);
	assert_true(meets(&c, "a gala in Aaland"));
	assert_false(meets(&c, "a dinner in Aaland"));
	gz_changes_free(&c);
	gz_buf_free(&a);
	gz_buf_free(&b);
}

/* A rule means an entity that is known by the id that it makes. */
static void test_templates(void **state)
{
	(void)state;
	assert_true(depends("event/gala-${year}", "event/gala-2011"));
	assert_true(depends("event/gala-${year}", "event/gala-of-oslo"));
	assert_false(depends("event/gala-${year}", "event/gal-2011"));
	assert_false(depends("event/gala-${year}", "event/feast-2011"));
	assert_true(depends("event/${where}-gala-${year}", "event/oslo-gala-2011"));
	assert_true(depends("event/${where}-gala-${year}", "event/gala-gala-2011"));
	assert_false(depends("event/${where}-gala-${year}", "event/oslo-gala"));
	assert_false(depends("event/${where}-gala-${year}", "event/oslo-ball-2011"));
	assert_true(depends("event/${where}-gala", "event/oslo-gala-gala"));
	assert_false(depends("event/${where}-gala", "event/oslo-gala-ball"));
	assert_true(depends("event/${year}${where}", "event/anything"));
	/* What stands at the end is not what stood in the middle. */
	assert_false(depends("event/${where}-gala-${year}-gala", "event/oslo-gala"));
	assert_true(depends("event/${where}-gala-${year}-gala", "event/oslo-gala-2011-gala"));
}

/* Does the change concern the documents that have this person's surname? */
static bool concerns(const char *before, const char *after, const char *offices, const char *text)
{
	struct gz_buf a = print_of_both(before, offices), b = print_of_both(after, offices);
	struct gz_changes c;
	struct gz_error err;
	bool met;

	assert_true(gz_changes_make(gz_buf_view(&a), gz_buf_view(&b), &c, &err) && !c.all);
	met = meets(&c, text);
	gz_changes_free(&c);
	gz_buf_free(&a);
	gz_buf_free(&b);
	return met;
}

#define PERSONS "id\ttype\tname\taliases\tsurname\n"
#define SZA	"person/sza\tperson\tSza Xo\tSza Yo | Sza Zo | Sza Wo | Sza Vo | Sza Uo | Sza \xc3\x89o"

/* A name that begins with the surname, and with another letter behind it, however many there are already. */
static void test_surname_first(void **state)
{
	char after[256];

	(void)state;
	for (char letter = 'A'; letter <= 'Z'; letter++) {
		snprintf(after, sizeof(after), PERSONS SZA " | Sza %cqq\tSza\n", letter);
		assert_int_equal(concerns(PERSONS SZA "\tSza\n", after, NULL, "Sza"),
				 strchr("EUVWXYZ", letter) == NULL);
	}
}

/* A name with a further word: initials may fit it. */
static void test_further_initials(void **state)
{
	(void)state;
	assert_true(concerns(PERSONS "person/bex\tperson\tUla Bex\t\tBex\n",
			     PERSONS "person/bex\tperson\tUla Bex\tUla Mia Bex\tBex\n", NULL, "U. M. Bex"));
}

/* A body's name that the title of an office begins with, in documents that call the body otherwise. */
static void test_heads(void **state)
{
	static const char offices[] =
		"office\tcountry\tholder\tfrom\tto\naba master\t\tperson/orlov\t2001\t2011\n";
	static const char before[] = PERSONS "person/orlov\tperson\tIvan Orlov\t\tOrlov\n"
					     "org/bakers\torg\tBakers of Anu\t\t\n";
	static const char after[] = PERSONS "person/orlov\tperson\tIvan Orlov\t\tOrlov\n"
					    "org/bakers\torg\tBakers of Anu\tABA\t\n";

	(void)state;
	assert_true(concerns(before, after, offices, "The Bakers of Anu met, and Orlov left"));
	assert_false(concerns(before, after, NULL, "The Bakers of Anu met, and Orlov left"));
}

/* A place that a title of an office names: its holder is spoken of where the place is. */
static void test_parts(void **state)
{
#define WORLD "id\ttype\tname\taliases\tcountry\ncountry/ru\tcountry\tRussia\t\t\n" \
	      "person/orlov\tperson\t?Ivan Orlov\t\tcountry/ru\n"
	static const char offices[] =
		"office\tcountry\tholder\tfrom\tto\nanu master\tcountry/ru\tperson/orlov\t2001\t2011\n";

	(void)state;
	assert_true(concerns(WORLD, WORLD "place/anu\tplace\tAnu\t\tcountry/ru\n", offices, "Ivan Orlov in Russia"));
	assert_false(concerns(WORLD, WORLD "place/anu\tplace\tAnu\t\t\n", offices, "Ivan Orlov in Russia"));
#undef WORLD
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_changed),  cmocka_unit_test(test_genitives),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_sizes),	      cmocka_unit_test(test_templates),
		cmocka_unit_test(test_surname_first), cmocka_unit_test(test_further_initials),
		cmocka_unit_test(test_heads),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
