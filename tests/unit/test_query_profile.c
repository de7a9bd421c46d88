/* test_query_profile.c: one entity: its counts inside a filter, its names, its editions. Counted by hand. */
#include <stdarg.h>
#include <stdint.h>

#include "query_world.h"

static const struct world_entity entities[] = {
	{"ru", "country/ru", "Russia", NULL, NULL, GZ_COUNTRY},
	{"games", "event/games", "The Games", "Games", NULL, GZ_EVENT},
	{"summer", "event/summer", "Summer Games", NULL, "event/games", GZ_EVENT},
	{"winter", "event/winter", "Winter Games", NULL, "event/games", GZ_EVENT},
	{"never", "org/never", "Never", NULL, NULL, GZ_ORG},
};

static int setup(void **state)
{
	struct world *w = world_make(entities, GZ_COUNT(entities));

	world_begin(w);
	world_put(w, "wire", "a", "2016-08-05", "", "{games} {summer} {summer} {ru}");
	world_put(w, "wire", "b", "2016-08-06", "", "{summer} {ru}");
	world_put(w, "other", "c", "2014-02-07", "{winter}", "{winter} {ru}");
	world_put(w, "other", "d", "", "", "{games}");
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

static void assert_str(struct gz_str found, const char *expected)
{
	assert_int_equal(found.len, strlen(expected));
	assert_memory_equal(found.ptr, expected, found.len);
}

static void test_series(void **state)
{
	struct world *w = *state;
	struct gz_term term = world_term(w, "event/games");
	struct gz_selection s = world_selection(&term, 1);
	struct gz_arena arena = {0};
	struct gz_profile p;
	struct gz_error err;

	assert_true(gz_query_profile(w->q, &s, &arena, &p, &err));
	assert_str(p.entity, "event/games");
	assert_str(p.name, "The Games");
	assert_str(p.series, "");
	assert_int_equal(p.type, GZ_EVENT);
	assert_int_equal(p.docs, 4);
	assert_int_equal(p.mentions, 7);
	assert_int_equal(p.first, world_day("2014-02-07"));
	assert_int_equal(p.last, world_day("2016-08-06"));
	assert_true(p.names_counted);
	assert_int_equal(p.name_count, 3);
	assert_str(p.names[0].name, "Summer Games");
	assert_int_equal(p.names[0].mentions, 3);
	assert_str(p.names[1].name, "The Games");
	assert_int_equal(p.names[1].mentions, 2);
	assert_str(p.names[2].name, "Winter Games");
	assert_int_equal(p.names[2].mentions, 2);
	assert_int_equal(p.edition_count, 2);
	assert_str(p.editions[0].entity, "event/summer");
	assert_str(p.editions[1].name, "Winter Games");
	gz_arena_free(&arena);
	gz_term_free(&term);
}

static void test_filter(void **state)
{
	struct world *w = *state;
	struct gz_term terms[2] = {world_term(w, "event/summer"), world_term(w, "event/games")};
	struct gz_selection s = world_selection(terms, 1);
	struct gz_arena arena = {0};
	struct gz_profile p;
	struct gz_error err;

	s.from = world_day("2016-08-06");
	assert_true(gz_query_profile(w->q, &s, &arena, &p, &err));
	assert_str(p.series, "event/games");
	assert_str(p.series_name, "The Games");
	assert_int_equal(p.docs, 1);
	assert_int_equal(p.mentions, 1);
	assert_int_equal(p.name_count, 1);
	assert_int_equal(p.edition_count, 0);
	/* Nothing is there, and it is known all the same. */
	s.from = world_day("2020-01-01");
	assert_true(gz_query_profile(w->q, &s, &arena, &p, &err));
	assert_str(p.name, "Summer Games");
	assert_int_equal(p.docs, 0);
	assert_int_equal(p.first, GZ_NO_DAY);
	assert_int_equal(p.name_count, 0);
	gz_arena_free(&arena);
	gz_term_free(&terms[0]);
	gz_term_free(&terms[1]);
}

static void test_refuses(void **state)
{
	struct world *w = *state;
	struct gz_term term = world_term(w, "country/ru");
	struct gz_selection s = world_selection(&term, 0);
	struct gz_arena arena = {0};
	struct gz_profile p;
	struct gz_error err;
	char *name = term.entity, group[] = "type:country";

	assert_false(gz_query_profile(w->q, &s, &arena, &p, &err));
	assert_string_equal(err.message, "a profile needs at least one entity");
	s.term_count = 1;
	term.entity = group;
	assert_false(gz_query_profile(w->q, &s, &arena, &p, &err));
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_string_equal(err.message, "this takes one entity, and 'type:country' is a group of them");
	term.entity = name;
	gz_arena_free(&arena);
	gz_term_free(&term);
}

static void test_extent(void **state)
{
	struct world *w = *state;
	struct gz_selection s = world_selection(NULL, 0);
	struct gz_error err;
	int32_t first, last;

	assert_true(gz_query_extent(w->q, &s, &first, &last, &err));
	assert_int_equal(first, world_day("2014-02-07"));
	assert_int_equal(last, world_day("2016-08-06"));
	s.from = world_day("2015-01-01");
	assert_true(gz_query_extent(w->q, &s, &first, &last, &err));
	assert_int_equal(first, s.from);
	assert_int_equal(last, world_day("2016-08-06"));
	s.from = world_day("2030-01-01");
	assert_true(gz_query_extent(w->q, &s, &first, &last, &err));
	assert_int_equal(first, GZ_NO_DAY);
	s.from = world_day("1000-01-01");
	s.to = world_day("1000-01-02");
	assert_true(gz_query_extent(w->q, &s, &first, &last, &err));
	assert_int_equal(first, s.from);
	assert_int_equal(last, s.to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_series),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_extent),
	};

	return cmocka_run_group_tests_name("query_profile", tests, setup, teardown);
}
