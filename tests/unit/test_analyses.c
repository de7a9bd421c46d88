/*
 * test_analyses.c: the exact tail against fractions, the correction against its definition, and diff, bursts
 * and path in small worlds that are counted by hand.
 */
#include <math.h>
#include <stdarg.h>
#include <stdint.h>

#include "query_world.h"

static const struct world_entity entities[] = {
	{"a", "person/a", "Alma", NULL, NULL, GZ_PERSON},
	{"b", "person/b", "Bert", NULL, NULL, GZ_PERSON},
	{"c", "org/c", "Crane", NULL, NULL, GZ_ORG},
	{"d", "org/d", "Dune", NULL, NULL, GZ_ORG},
	{"us", "country/us", "United States", NULL, NULL, GZ_COUNTRY},
	{"s", "event/s", "Summit", NULL, NULL, GZ_EVENT},
	{"s1", "event/s-1", "First Summit", NULL, "event/s", GZ_EVENT},
};

/* ---- the tail of the hypergeometric distribution ------------------------------------- */

static void assert_tail(uint64_t joint, uint64_t x, uint64_t y, uint64_t total, double expected)
{
	double found = gz_measure_tail(joint, x, y, total);

	if (!(fabs(found - expected) <= 1e-11 + 1e-14 * fabs(expected)))
		fail_msg("%.17g, expected %.17g", found, expected);
}

static void test_tail(void **state)
{
	(void)state;
	/* Sums of binomials as whole numbers, their quotient's logarithm to sixty digits. */
	assert_tail(10, 20, 30, 100, -3.483608938829577);
	assert_tail(1, 1, 1, 2, -0.69314718055994529);
	assert_tail(3, 5, 5, 10, -0.69314718055994529);
	assert_tail(50, 100, 60, 1000, -104.36670783925273);
	assert_tail(700, 2384, 4817, 14687, -3.8070779086270682e-05);
	assert_tail(1703, 2384, 4817, 14687, -910.44856917042660);
	assert_tail(1, 5000, 3, 14687, -0.33812645654339718);
	assert_tail(5, 9, 20, 1000000, -49.804965806542306);
	assert_tail(3000, 5000, 20000, 100000, -2049.0334873730599);
	assert_tail(6876, 7098, 13832, 20000, -2468.6039638308158);
}

static void test_tail_limits(void **state)
{
	(void)state;
	assert_tail(0, 5, 6, 100, 0);
	assert_tail(0, 0, 0, 0, 0);
	/* It cannot be fewer: 6 + 6 - 8. */
	assert_tail(4, 6, 6, 8, 0);
	assert_tail(10, 10, 10, 10, 0);
	assert_tail(3, 3, 10, 10, 0);
	/* A window can make it less than that. */
	assert_tail(5, 10, 10, 12, 0);
	/* Counts that contradict each other say nothing. */
	assert_tail(3, 2, 2, 4, 0);
	assert_tail(1, 9, 2, 4, 0);
	/* Of a million documents, all and only those: one way among so many. */
	assert_tail(2, 2, 2, 1000000, log(2.0 / 1000000 / 999999));
	assert_true(gz_measure_tail(300000, 300000, 300000, 1000000) < -600000);
	assert_true(gz_measure_p(-600000) == 1e-300);
	assert_true(gz_measure_p(0) == 1);
	assert_true(fabs(gz_measure_p(-1) - exp(-1)) < 1e-15);
}

/* Summed over everything that can happen, the points make 1: the tail from the least possible count, step by
 * step. */
static void test_tail_falls(void **state)
{
	(void)state;
	for (uint64_t k = 1; k <= 40; k++) {
		double here = gz_measure_tail(k, 40, 55, 120), next = gz_measure_tail(k + 1, 40, 55, 120);

		assert_true(k == 40 || next < here);
		assert_true(here <= 0);
		/* Both margins are alike. */
		assert_true(fabs(here - gz_measure_tail(k, 55, 40, 120)) < 1e-11 * (1 + fabs(here)));
	}
}

static void test_jaccard(void **state)
{
	(void)state;
	assert_true(gz_measure_jaccard(2, 4, 6) == 0.25);
	assert_true(gz_measure_jaccard(3, 3, 3) == 1);
	assert_true(gz_measure_jaccard(0, 3, 3) == 0);
	assert_true(gz_measure_jaccard(0, 0, 0) == 0);
	assert_true(gz_measure_jaccard(4, 3, 3) == 0);
}

/* ---- worlds ---------------------------------------------------------------------------- */

static void put_many(struct world *w, unsigned *number, unsigned count, const char *date, const char *text)
{
	char id[16];

	for (unsigned i = 0; i < count; i++) {
		snprintf(id, sizeof(id), "d%03u", ++*number);
		assert_int_equal(world_put(w, "wire", id, date, id, text), GZ_PUT_ADDED);
	}
}

static struct gz_selection select_terms(struct world *w, struct gz_term *terms, const char *first,
					const char *second)
{
	size_t count = 0;

	if (first != NULL)
		terms[count++] = world_term(w, first);
	if (second != NULL)
		terms[count++] = world_term(w, second);
	return world_selection(terms, count);
}

static void assert_answer(struct answer *a, const char *const *lines, size_t count)
{
	for (size_t i = 0; i < a->count && i < count; i++)
		assert_string_equal(a->lines[i], lines[i]);
	assert_int_equal(a->count, count);
	assert_int_equal(a->ended, 1);
	answer_clear(a);
}
#define ASSERT_ANSWER(a, ...)                                                                                \
	do {                                                                                                 \
		const char *const lines[] = {__VA_ARGS__};                                                   \
		assert_answer(a, lines, GZ_COUNT(lines));                                                    \
	} while (0)

static void free_terms(const struct gz_selection *s)
{
	for (size_t i = 0; i < s->term_count; i++)
		gz_term_free((struct gz_term *)&s->terms[i]);
}

/* ---- diff ------------------------------------------------------------------------------ */

static int make_diff(void **state)
{
	struct world *w = world_make(entities, GZ_COUNT(entities));
	unsigned number = 0;

	world_begin(w);
	put_many(w, &number, 8, "2020-01-10", "{a} {b}");
	put_many(w, &number, 2, "2020-01-11", "{a} {s1}");
	put_many(w, &number, 2, "2020-01-31", "{c}");
	put_many(w, &number, 1, "2020-02-01", "{a} {b}");
	put_many(w, &number, 9, "2020-02-29", "{a} {c}");
	put_many(w, &number, 3, "", "{a} {b}");
	world_end(w);
	world_open(w);
	*state = w;
	return 0;
}

static int drop_world(void **state)
{
	world_free(*state);
	return 0;
}

static void test_diff(void **state)
{
	struct world *w = *state;
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_sink sink = answer_sink(a);
	struct gz_term terms[2];
	struct gz_selection s = select_terms(w, terms, "person/a", NULL);
	struct gz_compared compared;
	struct gz_error err;

	s.from = world_day("2020-02-01");
	s.to = world_day("2020-02-29");
	/* Crane in 9 of 10 and 0 of 10: p = 2 (20 - 9 over 1) / (20 over 10) .. = 2 C(9,9) C(11,1) / C(20,10)
	 * = 22 / 184756; Bert 1 and 8: 2 (C(9,8) C(11,2) + C(9,9) C(11,1)) / C(20,10) = 2 * 506 / 184756;
	 * the summit and its edition 0 and 2: 2 C(18,10)/C(20,10) = 2 * 43758 / 184756. Corrected: four
	 * tests, 4 (1 + 1/2 + 1/3 + 1/4) = 8.333: over 1, over 2. */
	if (!gz_query_diff(w->q, &s, world_day("2020-01-01"), world_day("2020-01-31"), &compared, &sink,
			   &err))
		fail_msg("%s", err.message);
	assert_int_equal(compared.docs, 10);
	assert_int_equal(compared.vs_docs, 10);
	ASSERT_ANSWER(a, "org/c|Crane|org|9|0|0.9000|0.0000|4.1699|21.0239|0.0001|0.0010",
		      "person/b|Bert|person|1|8|0.1000|0.8000|-3.0000|11.0158|0.0055|0.0228",
		      "event/s|Summit|event|0|2|0.0000|0.2000|-2.0000|2.9953|0.4737|0.9868",
		      "event/s-1|First Summit|event|0|2|0.0000|0.2000|-2.0000|2.9953|0.4737|0.9868");
	/* The same length right before: 29 days. */
	s.min_docs = 9;
	assert_true(gz_query_diff(w->q, &s, GZ_NO_DAY, GZ_NO_DAY, &compared, &sink, &err));
	assert_int_equal(compared.vs_from, world_day("2020-01-03"));
	assert_int_equal(compared.vs_to, world_day("2020-01-31"));
	ASSERT_ANSWER(a, "org/c|Crane|org|9|0|0.9000|0.0000|4.1699|21.0239|0.0001|0.0010");
	free_terms(&s);
	free(a);
}

static void test_diff_of_all(void **state)
{
	struct world *w = *state;
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_sink sink = answer_sink(a);
	struct gz_selection s = world_selection(NULL, 0);
	struct gz_compared compared;
	struct gz_error err;

	s.from = world_day("2020-02-01");
	s.types = 1u << GZ_ORG;
	/* 10 documents of February, 12 of January: the one period is open, the other begins long before. */
	if (!gz_query_diff(w->q, &s, world_day("2019-01-01"), GZ_NO_DAY, &compared, &sink, &err))
		fail_msg("%s", err.message);
	assert_int_equal(compared.to, world_day("2020-02-29"));
	assert_int_equal(compared.vs_to, world_day("2020-01-31"));
	assert_int_equal(compared.docs, 10);
	assert_int_equal(compared.vs_docs, 12);
	assert_int_equal(a->count, 1);
	assert_true(strncmp(a->lines[0], "org/c|Crane|org|9|2|0.9000|0.1667|2.4330|", 41) == 0);
	answer_clear(a);
	/* A period without documents has no shares. */
	assert_true(gz_query_diff(w->q, &s, world_day("2018-01-01"), world_day("2018-12-31"), &compared,
				  &sink, &err));
	ASSERT_ANSWER(a, "org/c|Crane|org|9|0|0.9000|-|-|0.0000|1.0000|1.0000");
	free(a);
}

static void assert_refused(struct world *w, int32_t from, int32_t to, int32_t vs_from, int32_t vs_to,
			   const char *message)
{
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_sink sink = answer_sink(a);
	struct gz_selection s = world_selection(NULL, 0);
	struct gz_compared compared;
	struct gz_error err;

	s.from = from;
	s.to = to;
	assert_false(gz_query_diff(w->q, &s, vs_from, vs_to, &compared, &sink, &err));
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_string_equal(err.message, message);
	assert_int_equal(a->begun, 0);
	free(a);
}

static void test_diff_refuses(void **state)
{
	struct world *w = *state;
	int32_t day = world_day("2020-02-01");

	assert_refused(w, GZ_NO_DAY, day, GZ_NO_DAY, GZ_NO_DAY,
		       "which period is compared, say --from DAY and --to DAY");
	assert_refused(w, day, day + 9, day + 9, day + 20,
		       "the periods overlap: one begins on 2020-02-01, the other ends on 2020-02-21");
	assert_refused(w, day, day + 9, day - 9, day,
		       "the periods overlap: one begins on 2020-02-01, the other ends on 2020-02-01");
	assert_refused(w, day, day + 9, day - 9, day - 10,
		       "the other period begins on 2020-01-23, after its end, 2020-01-22");
}

/* ---- bursts ----------------------------------------------------------------------------- */

/* Forty days; five documents of each but weekends, when there is one; Crane in one
 * of every fourth day, and in all of them from
 * the Friday before a weekend to the Monday behind it, 2020-01-17 to 20. */
static int make_bursts(void **state)
{
	struct world *w = world_make(entities, GZ_COUNT(entities));
	int32_t first = world_day("2020-01-01");
	unsigned number = 0;
	char date[16];

	world_begin(w);
	for (int32_t day = 0; day < 40; day++) {
		bool weekend = (day + 2) % 7 >= 5, burst = day >= 16 && day <= 19;

		gz_day_format(first + day, GZ_DAY, date);
		if (burst) {
			put_many(w, &number, weekend ? 1 : 4, date, "{c} {us}");
			if (!weekend)
				put_many(w, &number, 1, date, "{c} and {c} {us}");
			continue;
		}
		put_many(w, &number, day % 4 == 0, date, "{c} {us}");
		put_many(w, &number, (weekend ? 1 : 5) - (day % 4 == 0), date, "{us}");
	}
	put_many(w, &number, 2, "", "{c}");
	world_end(w);
	world_open(w);
	*state = w;
	return 0;
}

static void test_bursts(void **state)
{
	struct world *w = *state;
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_sink sink = answer_sink(a);
	struct gz_term terms[2];
	struct gz_selection s = select_terms(w, terms, "org/c", NULL);
	struct gz_error err;
	uint64_t undated;
	/* Crane in 21 of 152 dated documents. Tuesday's one in 5 adds ln 2 - 5 ln(1 + 21/152) = 0.05, and is
	 * in it: 13 of 17, expected 21 * 17 / 152, weight 13 ln 2 - 17 ln(1 + 21/152), more than ln 40 for
	 * beginning. Friday and Monday weigh the same; of Friday's documents the fifth, d069, names it twice.
	 */
	static const char line[] =
		"org/c|Crane|org|2020-01-17|2020-01-21|2020-01-17|13|17|2.3487|5.5350|6.8109|"
		"0.0000|0.0000|d069|d069";

	if (!gz_query_bursts(w->q, &s, GZ_BY_DAY, &sink, &undated, &err))
		fail_msg("%s", err.message);
	assert_int_equal(undated, 2);
	ASSERT_ANSWER(a, line);
	assert_true(gz_query_bursts(w->q, &s, GZ_BY_WEEK, &sink, &undated, &err));
	/* By week two are in it, the third and the fourth: q = 21 p, for so many intervals there are of six weeks. */
	ASSERT_ANSWER(a, "org/c|Crane|org|2020-01-13|2020-01-26|2020-W03|15|54|7.4605|2.0106|3.4090|0.0004|0.0074|"
			 "d069|d069");
	free_terms(&s);
	/* Of all entities: the United States are everywhere, weekends are no burst of anybody. */
	s = world_selection(NULL, 0);
	assert_true(gz_query_bursts(w->q, &s, GZ_BY_DAY, &sink, &undated, &err));
	ASSERT_ANSWER(a, line);
	s.types = 1u << GZ_PERSON;
	assert_true(gz_query_bursts(w->q, &s, GZ_BY_DAY, &sink, &undated, &err));
	assert_int_equal(a->count, 0);
	answer_clear(a);
	free(a);
}

/* ---- path --------------------------------------------------------------------------------- */

/* Alma and Bert meet once; Alma and Crane, and Crane and Bert, nearly always. The United States are
 * everywhere. */
static int make_path(void **state)
{
	struct world *w = world_make(entities, GZ_COUNT(entities));
	unsigned number = 0;

	world_begin(w);
	put_many(w, &number, 1, "2020-01-01", "{a} {b}");
	put_many(w, &number, 4, "2020-01-02", "{a} {c} {us}");
	put_many(w, &number, 4, "2020-01-03", "{b} {c} {us}");
	put_many(w, &number, 1, "2020-01-04", "{b} {c} and {c} {us}");
	put_many(w, &number, 20, "2020-01-05", "{us}");
	put_many(w, &number, 2, "2020-01-06", "{d} {s1} {us}");
	put_many(w, &number, 1, "2020-01-07", "{s} {b}");
	world_end(w);
	world_open(w);
	*state = w;
	return 0;
}

static bool ask_path(struct world *w, struct answer *a, const char *from, const char *to, unsigned types,
		     uint64_t min_docs, uint32_t steps, struct gz_error *err)
{
	struct gz_sink sink = answer_sink(a);
	struct gz_term terms[2];
	struct gz_selection s = select_terms(w, terms, from, to);
	bool complete, good;

	s.types = types;
	s.min_docs = min_docs;
	good = gz_query_path(w->q, &s, steps, &complete, &sink, err);
	assert_true(complete);
	free_terms(&s);
	return good;
}

static void test_path(void **state)
{
	struct world *w = *state;
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_error err;

	/* Direct: 1 of 5 + 7 - 1. Over Crane: 4/10 * 5/11 = 0.18; the summit with its edition counts apart.
	 */
	assert_true(ask_path(w, a, "person/a", "person/b", 0, 0, 0, &err));
	ASSERT_ANSWER(a, "0|person/a|Alma|person|5|-|-|-|-",
		      "1|org/c|Crane|org|4|0.4000|d002|2020-01-02|d002",
		      "2|person/b|Bert|person|5|0.4545|d010|2020-01-04|d010");
	/* Not over organisations: direct, once; with two documents or more, over the country. */
	assert_true(ask_path(w, a, "person/a", "person/b", 1u << GZ_PERSON | 1u << GZ_COUNTRY, 0, 0, &err));
	ASSERT_ANSWER(a, "0|person/a|Alma|person|5|-|-|-|-",
		      "1|person/b|Bert|person|1|0.0909|d001|2020-01-01|d001");
	assert_true(ask_path(w, a, "person/a", "person/b", 1u << GZ_COUNTRY, 2, 0, &err));
	ASSERT_ANSWER(a, "0|person/a|Alma|person|5|-|-|-|-",
		      "1|country/us|United States|country|4|0.1250|d002|2020-01-02|d002",
		      "2|person/b|Bert|person|5|0.1515|d010|2020-01-04|d010");
	/* In one step there is but the direct way. */
	assert_true(ask_path(w, a, "person/a", "person/b", 0, 0, 1, &err));
	ASSERT_ANSWER(a, "0|person/a|Alma|person|5|-|-|-|-",
		      "1|person/b|Bert|person|1|0.0909|d001|2020-01-01|d001");
	assert_true(ask_path(w, a, "person/a", "person/b", 0, 2, 1, &err));
	assert_answer(a, NULL, 0);
	/* The series counts with its edition: Dune meets it in two of three documents. */
	assert_true(ask_path(w, a, "org/d", "person/b", 1u << GZ_EVENT, 0, 0, &err));
	ASSERT_ANSWER(a, "0|org/d|Dune|org|2|-|-|-|-", "1|event/s|Summit|event|2|0.6667|d031|2020-01-06|d031",
		      "2|person/b|Bert|person|1|0.1111|d033|2020-01-07|d033");
	free(a);
}

static void test_path_refuses(void **state)
{
	struct world *w = *state;
	struct answer *a = calloc(1, sizeof(*a));
	struct gz_error err;

	assert_false(ask_path(w, a, "event/s", "event/s-1", 0, 0, 0, &err));
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_string_equal(err.message, "event/s and event/s-1 are the same, or one is part of the other");
	assert_false(ask_path(w, a, "person/a", NULL, 0, 0, 0, &err));
	assert_string_equal(err.message, "path needs two entities");
	assert_false(ask_path(w, a, "person/a", "person/b", 0, 0, 9, &err));
	assert_string_equal(err.message, "a path has at most 8 steps");
	assert_int_equal(a->begun, 0);
	free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tail),
		cmocka_unit_test(test_tail_limits),
		cmocka_unit_test(test_tail_falls),
		cmocka_unit_test(test_jaccard),
		cmocka_unit_test_setup_teardown(test_diff, make_diff, drop_world),
		cmocka_unit_test_setup_teardown(test_diff_of_all, make_diff, drop_world),
		cmocka_unit_test_setup_teardown(test_diff_refuses, make_diff, drop_world),
		cmocka_unit_test_setup_teardown(test_bursts, make_bursts, drop_world),
		cmocka_unit_test_setup_teardown(test_path, make_path, drop_world),
		cmocka_unit_test_setup_teardown(test_path_refuses, make_path, drop_world),
	};

	return cmocka_run_group_tests_name("analyses", tests, NULL, NULL);
}
