/*
 * test_query_refused.c: every statement of every question is refused once, as it is prepared and as it runs:
 * the error is told, and the same handle gives the whole answer when it is asked again.
 */
#include "refusing.h"

#include "query_forty.h"

struct asking {
	struct world *world;
	struct gz_selection selection;
	struct answer answer;
	const struct question *question;
};

/* ---- the questions ------------------------------------------------------------------------- */

static bool ask_entities(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_entities(a->world->q, &a->selection, GZ_STR(""), sink, err);
}

static bool ask_cooc(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_cooc(a->world->q, &a->selection, sink, err);
}

static bool ask_near(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	a->selection.window = GZ_WINDOW_SENTENCE;
	return gz_query_cooc(a->world->q, &a->selection, sink, err);
}

static bool ask_unique(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	a->selection.unique = true;
	a->selection.sourced = true;
	return gz_query_docs(a->world->q, &a->selection, sink, err);
}

static bool ask_diff(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_compared compared;

	a->selection.from = world_day("2017-01-01");
	a->selection.to = world_day("2017-12-31");
	return gz_query_diff(a->world->q, &a->selection, GZ_NO_DAY, GZ_NO_DAY, &compared, sink, err);
}

static bool ask_bursts(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	uint64_t undated;

	return gz_query_bursts(a->world->q, &a->selection, GZ_BY_DAY, sink, &undated, err);
}

static bool ask_timeline(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	uint64_t undated;

	return gz_query_timeline(a->world->q, &a->selection, GZ_BY_MONTH, false, sink, &undated, err);
}

static bool ask_kwic(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_kwic(a->world->q, &a->selection, 20, sink, err);
}

static bool ask_docs(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_docs(a->world->q, &a->selection, sink, err);
}

static bool ask_path(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	bool complete;

	return gz_query_path(a->world->q, &a->selection, 0, &complete, sink, err);
}

static bool ask_stats(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_stats(a->world->q, &a->selection, sink, err);
}

static bool ask_sql(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_sql(a->world->q, &a->selection, "SELECT entity FROM entity ORDER BY 1", NULL, 0, sink,
			    err);
}

/* What gives no rows: as one cell. */
static bool give(struct gz_sink *sink, struct gz_str text, int64_t number, struct gz_error *err)
{
	static const struct gz_column columns[] = {{"text", GZ_CELL_TEXT, 0}, {"number", GZ_CELL_INT, 0}};
	const struct gz_cell cells[] = {{.kind = GZ_CELL_TEXT, .text = text},
					{.kind = GZ_CELL_INT, .integer = number}};

	return sink->begin(sink->self, columns, GZ_COUNT(columns), err) &&
	       sink->row(sink->self, cells, err) && sink->end(sink->self, err);
}

static bool ask_profile(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_arena *arena = &a->world->arena;
	struct gz_profile p;

	return gz_query_profile(a->world->q, &a->selection, arena, &p, err) &&
	       give(sink, p.name, (int64_t)p.mentions, err);
}

static bool ask_network(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	const struct gz_network_options options = {
		.measure = GZ_LINK_JACCARD, .spells = true, .by = GZ_BY_YEAR};
	struct gz_network n;

	return gz_query_network(a->world->q, &a->selection, &options, &a->world->arena, &n, err) &&
	       give(sink, GZ_STR("edges"), (int64_t)n.edge_count, err);
}

static bool ask_document(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_stored stored;

	return gz_query_document(a->world->q, GZ_STR("w07"), NULL, 0, &a->world->arena, &stored, err) &&
	       give(sink, stored.doc.field[GZ_TEXT], stored.doc.day, err);
}

static bool ask_provenance(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_provenance p;

	return gz_query_provenance(a->world->q, &a->selection, &a->world->arena, &p, err) &&
	       give(sink, GZ_STR("provenance"), 0, err);
}

static bool ask_count(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	uint64_t fit, with_terms;

	return gz_query_count(a->world->q, &a->selection, &fit, &with_terms, err) &&
	       give(sink, GZ_STR("documents"), (int64_t)(fit * 1000 + with_terms), err);
}

static bool ask_find(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_term term;
	bool good = gz_query_find(a->world->q, GZ_STR("deutschland"), GZ_STR("deutschland"), &term, err) &&
		    give(sink, gz_str(term.entity), (int64_t)term.count, err);

	gz_term_free(&term);
	return good;
}

static bool ask_nearest(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_buf out = {0};
	bool good =
		gz_query_nearest(a->world->q, GZ_STR("Angela Merkle"), GZ_STR("angela merkle"), &out, err) &&
		give(sink, gz_buf_view(&out), 0, err);

	gz_buf_free(&out);
	return good;
}

static bool take_tagged(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	(void)err;
	*(int64_t *)self += (int64_t)tagged->count;
	return true;
}

static bool ask_tagged(struct asking *a, struct gz_sink *sink, struct gz_error *err)
{
	int64_t mentions = 0;
	const struct gz_tagged_taker taker = {take_tagged, &mentions};

	return gz_query_tagged(a->world->q, &a->selection, &taker, err) &&
	       give(sink, GZ_STR("mentions"), mentions, err);
}

static const struct question {
	const char *name;
	bool (*ask)(struct asking *a, struct gz_sink *sink, struct gz_error *err);
	size_t terms;
	bool without;
} questions[] = {
	{"entities", ask_entities, 0, false},
	{"entities without", ask_entities, 0, true},
	{"cooc", ask_cooc, 1, false},
	{"cooc of two without", ask_cooc, 2, true},
	{"near", ask_near, 1, false},
	{"diff", ask_diff, 0, false},
	{"diff without", ask_diff, 1, true},
	{"bursts", ask_bursts, 0, false},
	{"bursts of one", ask_bursts, 1, false},
	{"timeline", ask_timeline, 2, false},
	{"kwic", ask_kwic, 2, false},
	{"docs", ask_docs, 0, false},
	{"docs of two", ask_docs, 2, false},
	{"unique docs", ask_unique, 1, false},
	{"path", ask_path, 2, false},
	{"stats", ask_stats, 0, false},
	{"profile", ask_profile, 1, false},
	{"network", ask_network, 0, false},
	{"network of one", ask_network, 1, true},
	{"document", ask_document, 0, false},
	{"provenance", ask_provenance, 0, false},
	{"count", ask_count, 2, true},
	{"find", ask_find, 0, false},
	{"nearest", ask_nearest, 0, false},
	{"tagged", ask_tagged, 1, false},
	{"sql", ask_sql, 0,
	 false}, /* the last: it has a say of its own in what is prepared, in place of ours */
};

/* ---- refused, and asked again ------------------------------------------------------------------- */

static bool pose(void *self, struct gz_error *err)
{
	struct asking *a = self;
	struct gz_selection kept = a->selection;
	struct gz_sink sink = answer_sink(&a->answer);
	bool good;

	answer_clear(&a->answer);
	good = a->question->ask(a, &sink, err);
	a->selection = kept;
	return good;
}

static struct gz_buf lines_of(const struct answer *answer)
{
	struct gz_buf all = {0};

	for (size_t i = 0; i < answer->count; i++)
		assert_true(gz_buf_printf(&all, "%s\n", answer->lines[i]));
	assert_true(gz_buf_byte(&all, '\0'));
	return all;
}

static void is_whole(const struct asking *a, const struct gz_buf *whole)
{
	struct gz_buf again = lines_of(&a->answer);

	assert_string_equal(whole->ptr, again.ptr);
	gz_buf_free(&again);
}

static void refuse_each(struct asking *a, enum refuse how)
{
	int places[2000], count;
	struct gz_buf whole;
	struct gz_error err;

	assert_true(pose(a, &err)); /* what is prepared once and kept */
	count = places_to_refuse(how, pose, a, places);
	assert_true(count > 0);
	whole = lines_of(&a->answer);
	for (int i = 0; i < count; i++) {
		bool done = with_refusal(places[i], pose, a, &err);

		assert_true(refusing.refused);
		if (done && !strstr(refusing.sql, "COMMIT"))
			fail_msg("%s: '%s' was refused, and nobody says so", a->question->name, refusing.sql);
		if (done)
			is_whole(a, &whole); /* nothing was written: its end is of no account */
		else
			assert_non_null(
				strstr(err.message, how == REFUSE_RUN ? "interrupted" : "not authorized"));
		if (!with_refusal(-1, pose, a, &err))
			fail_msg("%s, after '%s' was refused: %s", a->question->name, refusing.sql,
				 err.message);
		is_whole(a, &whole);
	}
	gz_buf_free(&whole);
}

static void refuse_questions(struct world *w, enum refuse how)
{
	struct gz_term terms[] = {world_term(w, "country/ru"), world_term(w, "country/de")},
		       without = world_term(w, "org/nato");
	struct asking *a = calloc(1, sizeof(*a));

	assert_non_null(a);
	a->world = w;
	for (size_t i = 0; i < GZ_COUNT(questions) - (how == REFUSE_PREPARE); i++) {
		a->question = &questions[i];
		a->selection = world_selection(terms, a->question->terms);
		a->selection.without = &without;
		a->selection.without_count = a->question->without;
		refuse_each(a, how);
	}
	answer_clear(&a->answer);
	free(a);
	gz_term_free(&terms[0]);
	gz_term_free(&terms[1]);
	gz_term_free(&without);
}

static void test_running(void **state)
{
	refuse_questions(*state, REFUSE_RUN);
}

static void test_preparing(void **state)
{
	refuse_questions(*state, REFUSE_PREPARE);
}

static int make(void **state)
{
	return watch_sqlite(NULL) == 0 ? setup(state) : -1;
}

static int unmake(void **state)
{
	return teardown(state) == 0 ? leave_sqlite(NULL) : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_running, make, unmake),
		cmocka_unit_test_setup_teardown(test_preparing, make, unmake),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
