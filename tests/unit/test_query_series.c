/*
 * test_query_series.c: a document of an edition counts for its series, once: with several editions in it,
 * with series of series, with circles, inside windows; and which names mean a series. Counted by hand.
 */
#include <stdarg.h>
#include <stdint.h>

#include "query_world.h"

static const struct world_entity family[] = {
	{"ru", "country/ru", "Russia", NULL, NULL, GZ_COUNTRY},
	{"games", "event/games", "The Games", "Games", NULL, GZ_EVENT},
	{"summer", "event/summer", "Summer Games", "Games|Rings", "event/games", GZ_EVENT},
	{"s12", "event/summer-2012", "Summer Games 2012", "Games|London|Rings", "event/summer", GZ_EVENT},
	{"s16", "event/summer-2016", "Summer Games 2016", "Games", "event/summer", GZ_EVENT},
	{"w14", "event/winter-2014", "Winter Games 2014", NULL, "event/games", GZ_EVENT},
	{"london", "place/london", "Greater London", "London|Rings", NULL, GZ_PLACE},
	/* A mistake of a gazetteer. */
	{"hen", "event/hen", "Hen", NULL, "event/egg", GZ_EVENT},
	{"egg", "event/egg", "Egg", NULL, "event/hen", GZ_EVENT},
	{"chick", "event/chick", "Chick", NULL, "event/egg", GZ_EVENT},
	/* A long line. */
	{"l0", "org/l0", "L0", NULL, NULL, GZ_ORG},
	{"l1", "org/l1", "L1", NULL, "org/l0", GZ_ORG},
	{"l2", "org/l2", "L2", NULL, "org/l1", GZ_ORG},
	{"l3", "org/l3", "L3", NULL, "org/l2", GZ_ORG},
	{"l4", "org/l4", "L4", NULL, "org/l3", GZ_ORG},
	{"l5", "org/l5", "L5", NULL, "org/l4", GZ_ORG},
	{"l6", "org/l6", "L6", NULL, "org/l5", GZ_ORG},
	{"l7", "org/l7", "L7", NULL, "org/l6", GZ_ORG},
	{"l8", "org/l8", "L8", NULL, "org/l7", GZ_ORG},
	{"l9", "org/l9", "L9", NULL, "org/l8", GZ_ORG},
};

static const struct {
	const char *id, *date, *text;
} stories[] = {
	{"all", "2016-08-05", "{games} {s12} {s16} {s16} {ru}"},
	{"two", "2016-08-06", "{s12} {s16} {ru}"},
	{"old", "2012-07-27", "{s12} {london}"},
	{"cold", "2014-02-07", "{w14} {ru}"},
	{"far", "2016-08-07", "{ru} 1 2 3 4 5 6 7 8 9 {s12} . {summer} ."},
	{"none", "2016-08-08", "{ru}"},
	{"circle", "2001-01-01", "{hen} {egg} {egg} {chick}"},
	{"chick", "2001-01-02", "{chick} {ru}"},
	{"line", "2002-01-01", "{l9} {ru}"},
};

static int setup(void **state)
{
	struct world *w = world_make(family, GZ_COUNT(family));

	world_begin(w);
	for (size_t i = 0; i < GZ_COUNT(stories); i++)
		world_put(w, "wire", stories[i].id, stories[i].date, "", stories[i].text);
	world_end(w);
	world_open(w);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	world_free(*state);
	return 0;
}

/* Rows of an answer without the columns that are not asked for, joined by "; ". */
static void assert_cells(struct answer *a, const size_t *columns, size_t count, const char *expected)
{
	struct gz_buf found = {0};

	for (size_t i = 0; i < a->count; i++) {
		gz_buf_printf(&found, "%s", i > 0 ? "; " : "");
		for (size_t c = 0; c < count; c++) {
			const char *cell = a->lines[i];

			for (size_t skip = 0; skip < columns[c]; skip++)
				cell += strcspn(cell, "|") + 1;
			gz_buf_printf(&found, "%s%.*s", c > 0 ? " " : "", (int)strcspn(cell, "|"), cell);
		}
	}
	gz_buf_byte(&found, '\0');
	assert_string_equal(found.ptr, expected);
	gz_buf_free(&found);
	answer_clear(a);
}

/* Entity and documents of the associates of one or two terms. */
static void assert_cooc(struct world *w, const char *first, const char *second, enum gz_window window,
			uint32_t tokens, enum gz_type type, const char *expected)
{
	static const size_t columns[] = {0, 3};
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_sink sink = answer_sink(a);
	struct gz_term terms[2] = {world_term(w, first)};
	struct gz_selection s = world_selection(terms, 1);
	struct gz_error err;

	assert_non_null(a);
	if (second != NULL)
		terms[s.term_count++] = world_term(w, second);
	s.window = window;
	s.window_tokens = tokens;
	s.types = 1u << type;
	if (!gz_query_cooc(w->q, &s, &sink, &err))
		fail_msg("cooc: %s", err.message);
	assert_cells(a, columns, GZ_COUNT(columns), expected);
	for (size_t i = 0; i < s.term_count; i++)
		gz_term_free(&terms[i]);
	free(a);
}

static void test_entities(void **state)
{
	static const size_t columns[] = {0, 3, 4, 5, 6};
	struct world *w = *state;
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_sink sink = answer_sink(a);
	struct gz_selection s = world_selection(NULL, 0);
	struct gz_error err;

	assert_non_null(a);
	s.types = 1u << GZ_EVENT;
	assert_true(gz_query_entities(w->q, &s, GZ_STR(""), &sink, &err));
	/* Summer: all two old far; mentions 3 + 2 + 1 + 2. In the circle each has what all three have; the
	 * chick is nobody's series. */
	assert_cells(a, columns, GZ_COUNT(columns),
		     "event/games 5 10 2012-07-27 2016-08-07; event/summer 4 8 2012-07-27 2016-08-07; "
		     "event/summer-2012 4 4 2012-07-27 2016-08-07; event/chick 2 2 2001-01-01 2001-01-02; "
		     "event/egg 2 5 2001-01-01 2001-01-02; event/hen 2 5 2001-01-01 2001-01-02; "
		     "event/summer-2016 2 3 2016-08-05 2016-08-06; "
		     "event/winter-2014 1 1 2014-02-07 2014-02-07");
	s.types = 1u << GZ_ORG;
	assert_true(gz_query_entities(w->q, &s, GZ_STR("l0"), &sink, &err));
	assert_cells(a, columns, GZ_COUNT(columns), "org/l0 1 1 2002-01-01 2002-01-01");
	s.types = 1u << GZ_EVENT;
	s.min_docs = 5;
	assert_true(gz_query_entities(w->q, &s, GZ_STR(""), &sink, &err));
	assert_cells(a, columns, 2, "event/games 5");
	free(a);
}

static void test_associates(void **state)
{
	struct world *w = *state;

	/* Documents with Russia: all two cold far none chick line. */
	assert_cooc(w, "country/ru", NULL, GZ_WINDOW_DOCUMENT, 0, GZ_EVENT,
		    "event/games 4; event/summer 3; event/summer-2012 3; event/summer-2016 2; event/chick 1; "
		    "event/egg 1; event/hen 1; event/winter-2014 1");
	assert_cooc(w, "country/ru", NULL, GZ_WINDOW_DOCUMENT, 0, GZ_ORG,
		    "org/l0 1; org/l1 1; org/l2 1; org/l3 1; org/l4 1; org/l5 1; org/l6 1; org/l7 1; "
		    "org/l8 1; org/l9 1");
	/* A series between: neither what is above nor what is below it. */
	assert_cooc(w, "event/summer", NULL, GZ_WINDOW_DOCUMENT, 0, GZ_EVENT, "");
	assert_cooc(w, "event/summer", NULL, GZ_WINDOW_DOCUMENT, 0, GZ_COUNTRY, "country/ru 3");
	/* An edition: its sister is company, their series is not. */
	assert_cooc(w, "event/summer-2012", NULL, GZ_WINDOW_DOCUMENT, 0, GZ_EVENT, "event/summer-2016 2");
	assert_cooc(w, "country/ru", "event/winter-2014", GZ_WINDOW_DOCUMENT, 0, GZ_EVENT, "");
	assert_cooc(w, "country/ru", "event/summer-2016", GZ_WINDOW_DOCUMENT, 0, GZ_EVENT,
		    "event/summer-2012 2");
	assert_cooc(w, "event/egg", NULL, GZ_WINDOW_DOCUMENT, 0, GZ_EVENT, "");
	assert_cooc(w, "event/chick", NULL, GZ_WINDOW_DOCUMENT, 0, GZ_EVENT, "");
}

/* Tokens of "all": The Games 0, 2012 2, 2016 5, 2016 8, Russia 11; of "two": 0, 3, 6; of "cold": 0, 3; of
 * "far": Russia 0, 2012 10, and in the next sentence Summer Games 13. */
static void test_windows(void **state)
{
	struct world *w = *state;

	assert_cooc(w, "country/ru", NULL, GZ_WINDOW_TOKENS, 3, GZ_EVENT,
		    "event/games 3; event/summer 2; event/summer-2016 2; event/chick 1; event/egg 1; "
		    "event/hen 1; event/winter-2014 1");
	assert_cooc(w, "country/ru", NULL, GZ_WINDOW_TOKENS, 10, GZ_EVENT,
		    "event/games 4; event/summer 3; event/summer-2012 3; event/summer-2016 2; event/chick 1; "
		    "event/egg 1; event/hen 1; event/winter-2014 1");
	assert_cooc(w, "country/ru", "event/summer-2012", GZ_WINDOW_SENTENCE, 0, GZ_EVENT,
		    "event/summer-2016 2");
}

static void assert_means(struct world *w, const char *what, const char *id)
{
	struct gz_term term = world_term(w, what);

	assert_string_equal(term.entity, id);
	gz_term_free(&term);
}

static void test_names(void **state)
{
	struct world *w = *state;
	struct gz_term term;
	struct gz_error err;

	/* Of the series, of a series in it, and of two editions of that. */
	assert_means(w, "games", "event/games");
	assert_means(w, "Summer Games", "event/summer");
	/* An edition shares it with somebody else. */
	assert_false(gz_query_find(w->q, GZ_STR("London"), GZ_STR("london"), &term, &err));
	assert_int_equal(err.code, GZ_EAMBIGUOUS);
	assert_string_equal(err.message, "\"London\" may be one of these; give its id:\n"
					 "  event/summer-2012  Summer Games 2012 (event, 4 documents)\n"
					 "  place/london  Greater London (place, 1 document)");
	/* So does a series. */
	assert_false(gz_query_find(w->q, GZ_STR("Rings"), GZ_STR("rings"), &term, &err));
	assert_int_equal(err.code, GZ_EAMBIGUOUS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entities),
		cmocka_unit_test(test_associates),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests_name("query_series", tests, setup, teardown);
}
