/*
 * query_forty.h: the world of forty documents that the questions are asked about in tests, with answers
 * counted by hand. The sets that the comments in the tests count with:
 *   ru     w01 w02 w03 w05 w06 w07 w09 w12 w13 b01-b08 b12                      18
 *   de     w03 w04 w05 w07 w09 b07 b08 b12 o04 o05 o06                          11
 *   nato   w13 w14 b01-b08 b12 o05                                              12
 *   merkel w06 w07 w11 w12 o01 o04, kohl o01 o02 o03 o06 b13 b14                 6 each
 *   g20    w09 w11, its editions g17 w07 w08, g16 w10: the series                5
 */
#ifndef QUERY_FORTY_H
#define QUERY_FORTY_H

#include "query_world.h"

static const struct world_entity entities[] = {
	{"ru", "country/ru", "Russia", NULL, NULL, GZ_COUNTRY},
	{"de", "country/de", "Germany", "Deutschland", NULL, GZ_COUNTRY},
	{"merkel", "person/angela-merkel", "Angela Merkel", "Merkel", NULL, GZ_PERSON},
	{"kohl", "person/helmut-kohl", "Helmut Kohl", NULL, NULL, GZ_PERSON},
	{"nato", "org/nato", "NATO", "North Atlantic Treaty Organization", NULL, GZ_ORG},
	{"rt", "org/rt", "RT", "Russia", NULL, GZ_ORG},
	{"g20", "event/g20", "G20", "G-20", NULL, GZ_EVENT},
	{"g17", "event/g20-2017", "G20 Hamburg", NULL, "event/g20", GZ_EVENT},
	{"g16", "event/g20-2016", "G20 Hangzhou", NULL, "event/g20", GZ_EVENT},
	{"opec", "event/opec", "OPEC meeting", NULL, NULL, GZ_EVENT},
	{"opec16", "event/opec-2016", "OPEC meeting 2016", NULL, "event/opec", GZ_EVENT},
	{"hamburg", "place/hamburg", "Hamburg", NULL, NULL, GZ_PLACE},
	{"gec", "country/ge", "Georgia", NULL, NULL, GZ_COUNTRY},
	{"gep", "place/georgia", "Georgia", NULL, NULL, GZ_PLACE},
};

static const struct {
	const char *source, *id, *date, *title, *text;
} documents[] = {
	{"wire", "w01", "2015-12-31", "", "{ru} here"},
	{"wire", "w02", "2016-01-03", "", "{ru} again"},
	{"wire", "w03", "2016-01-04", "", "{ru} {de}"},
	{"wire", "w04", "2016-12-31", "", "{de}"},
	{"wire", "w05", "2017-01-01", "", "{ru} {de}"},
	{"wire", "w06", "2017-01-02", "", "{merkel} {ru}"},
	{"wire", "w07", "2017-07-07", "{g17} opens", "{merkel} met {ru} . {de} hosts ."},
	{"wire", "w08", "2017-07-07", "", "{g17} in {hamburg} {hamburg}"},
	{"wire", "w09", "2017-07-08", "", "{g20} talks of {ru} and {de}"},
	{"wire", "w10", "2017-07-08", "", "{g16} was in the past {rt}"},
	{"wire", "w11", "2017-07", "", "{g20} {merkel}"},
	{"wire", "w12", "2017", "", "{ru} {merkel}"},
	{"wire", "w13", "", "", "{ru} {nato}"},
	{"wire", "w14", "", "", "{nato}"},
	{"wire", "w15", "2017-08-01", "", "nothing at all"},
	{"wire", "w16", "2017-08-02", "", "nothing at all"},
	{"wire", "w17", "2017-08-03", "", "nothing at all"},
	{"wire", "w18", "2017-08-04", "", "nothing at all"},
	{"wire", "w19", "2017-08-05", "", "nothing at all"},
	{"wire", "w20", "2017-08-06", "", "{opec16}"},
	{"blog", "b01", "2017-07-07", "", "{ru} one two three four five six seven eight nine {nato} ."},
	{"blog", "b02", "2017-07-09", "", "{ru} one . two {nato} ."},
	{"blog", "b03", "2017-07-09", "", "{ru} and {nato} . more {ru} ."},
	{"blog", "b04", "2017-07-10", "{ru}", "{nato}"},
	{"blog", "b05", "2017-07-10", "",
	 "{ru} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 {nato}"},
	{"blog", "b06", "2017-07-11", "",
	 "{ru} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 {nato}"},
	{"blog", "b07", "2017-07-12", "", "{ru} x {de} y {nato}"},
	{"blog", "b08", "2017-07-12", "", "{de} x {ru} y {nato}"},
	{"blog", "b09", "2018-12-30", "", "{gec}"},
	{"blog", "b10", "2018-12-31", "", "{gep}"},
	{"blog", "b11", "2019-01-01", "", "{gep}"},
	{"blog", "b12", "2017-07-12", "", "{ru} x {de} y {nato}"}, /* the same content as b07 */
	{"blog", "b13", "2017-07-12", "", "{ru} and {nato}"},      /* replaced below */
	{"blog", "b14", "2017-09-02", "", "One  two\n\nthree {kohl|Kohl} said {kohl|Kohl}'s plan"},
	{"old", "o01", "1998-09-27", "", "\u00c9te {kohl} {merkel}"},
	{"old", "o02", "1999", "", "{kohl}"},
	{"old", "o03", "1999-12", "", "\u6f22\u5b57\u6f22\u5b57{kohl|Kohl}\u6f22\u5b57\u6f22\u5b57 {kohl}"},
	{"old", "o04", "2000-01-01", "", "{merkel} {de}"},
	{"old", "o05", "2000-02-29", "", "{de} {nato}"},
	{"old", "o06", "", "", "{kohl} {de}"},
	{"blog", "b13", "2017-09-01", "", "{kohl} now"},
};

static inline int setup(void **state)
{
	struct world *w = world_make(entities, GZ_COUNT(entities));

	world_begin(w);
	for (size_t i = 0; i < GZ_COUNT(documents); i++) {
		assert_int_equal(world_put(w, documents[i].source, documents[i].id, documents[i].date,
					   documents[i].title, documents[i].text),
				 i + 1 < GZ_COUNT(documents) ? GZ_PUT_ADDED : GZ_PUT_REPLACED);
	}
	world_end(w);
	world_open(w);
	*state = w;
	return 0;
}

static inline int teardown(void **state)
{
	world_free(*state);
	return 0;
}

/* ---- helpers ---------------------------------------------------------------------------- */

/* The answer's lines, and that nothing follows. Ends with NULL. */
static inline void assert_lines(const struct answer *a, const char *const *expected)
{
	size_t i = 0;

	assert_int_equal(a->begun, 1);
	assert_int_equal(a->ended, 1);
	for (; expected[i] != NULL; i++) {
		if (i >= a->count)
			fail_msg("line %zu is missing: %s", i, expected[i]);
		assert_string_equal(a->lines[i], expected[i]);
	}
	if (a->count > i)
		fail_msg("line %zu is too many: %s", i, a->lines[i]);
}

/* The first cells of each line, joined by spaces. */
static inline void assert_firsts(const struct answer *a, const char *expected)
{
	struct gz_buf firsts = {0};

	for (size_t i = 0; i < a->count; i++)
		gz_buf_printf(&firsts, "%s%.*s", i > 0 ? " " : "", (int)strcspn(a->lines[i], "|"),
			      a->lines[i]);
	gz_buf_byte(&firsts, '\0');
	assert_string_equal(firsts.ptr, expected);
	gz_buf_free(&firsts);
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Asks with up to three terms by id or name. */
struct asked {
	struct gz_term terms[3];
	struct gz_selection s;
	struct answer a;
	struct gz_error err;
};

static inline struct asked *ask(struct world *w, const char *first, const char *second, const char *third)
{
	const char *names[] = {first, second, third};
	struct asked *asked = calloc(1, sizeof(*asked));

	assert_non_null(asked);
	asked->s = world_selection(asked->terms, 0);
	for (size_t i = 0; i < 3 && names[i] != NULL; i++)
		asked->terms[asked->s.term_count++] = world_term(w, names[i]);
	return asked;
}

static inline void done(struct asked *asked)
{
	for (size_t i = 0; i < 3; i++)
		gz_term_free(&asked->terms[i]);
	answer_clear(&asked->a);
	free(asked);
}

static inline void run_cooc(struct world *w, struct asked *asked)
{
	struct gz_sink sink = answer_sink(&asked->a);

	answer_clear(&asked->a);
	if (!gz_query_cooc(w->q, &asked->s, &sink, &asked->err))
		fail_msg("cooc: %s", asked->err.message);
}

static inline void run_docs(struct world *w, struct asked *asked)
{
	struct gz_sink sink = answer_sink(&asked->a);

	answer_clear(&asked->a);
	if (!gz_query_docs(w->q, &asked->s, &sink, &asked->err))
		fail_msg("docs: %s", asked->err.message);
}

static inline void run_kwic(struct world *w, struct asked *asked, uint32_t width)
{
	struct gz_sink sink = answer_sink(&asked->a);

	answer_clear(&asked->a);
	if (!gz_query_kwic(w->q, &asked->s, width, &sink, &asked->err))
		fail_msg("kwic: %s", asked->err.message);
}

static inline uint64_t run_timeline(struct world *w, struct asked *asked, enum gz_period by, bool all)
{
	struct gz_sink sink = answer_sink(&asked->a);
	uint64_t undated;

	answer_clear(&asked->a);
	if (!gz_query_timeline(w->q, &asked->s, by, all, &sink, &undated, &asked->err))
		fail_msg("timeline: %s", asked->err.message);
	return undated;
}

static inline void run_entities(struct world *w, struct asked *asked, const char *pattern)
{
	struct gz_sink sink = answer_sink(&asked->a);

	answer_clear(&asked->a);
	if (!gz_query_entities(w->q, &asked->s, gz_str(pattern), &sink, &asked->err))
		fail_msg("entities: %s", asked->err.message);
}

#endif
