/* ask.c: the questions of the public header: what each of them takes, and rows out of the query. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "asked.h"

#define KWIC_WIDTH  60
#define KWIC_WIDEST 10000

struct gz_db {
	struct gz_query *query;
	atomic_bool stop;
};

/* ---- questions ----------------------------------------------------------------------- */

/* Sends the rows to `sink`, and what else is to be told to `rows`. */
typedef bool ask_function(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err);

static bool ask_entities(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	(void)rows;
	return gz_query_entities(a->query, &a->selection, a->pattern, sink, err);
}

static bool ask_cooc(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	(void)rows;
	return gz_query_cooc(a->query, &a->selection, sink, err);
}

static bool ask_timeline(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_timeline(a->query, &a->selection, a->by, a->all, sink, &rows->undated, err);
}

static bool ask_kwic(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	uint64_t width = a->width == 0 ? KWIC_WIDTH : a->width < KWIC_WIDEST ? a->width : KWIC_WIDEST;

	(void)rows;
	return gz_query_kwic(a->query, &a->selection, (uint32_t)width, sink, err);
}

static bool ask_docs(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	(void)rows;
	return gz_query_docs(a->query, &a->selection, sink, err);
}

static bool ask_diff(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	if (a->selection.from == GZ_NO_DAY)
		return gz_fail(err, GZ_EUSAGE,
			       "from is needed: the first day of the period that is compared with another");
	rows->compares = true;
	return gz_query_diff(a->query, &a->selection, a->vs_from, a->vs_to, &rows->compared, sink, err);
}

static bool ask_bursts(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	if (a->by != GZ_BY_DAY && a->by != GZ_BY_WEEK)
		return gz_fail(err, GZ_EUSAGE, "by is day or week, not '%s'",
			       a->by == GZ_BY_MONTH ? "month" : "year");
	return gz_query_bursts(a->query, &a->selection, a->by, sink, &rows->undated, err);
}

static bool ask_path(struct asked *a, struct gz_rows *rows, struct gz_sink *sink, struct gz_error *err)
{
	bool complete = true, good;

	good = gz_query_path(a->query, &a->selection, (uint32_t)a->steps, &complete, sink, err);
	rows->given_up = !complete;
	return good;
}

#define ROWS  (TAKES_FILTER | TAKES_SORT | TAKES_ANY)
#define ABOUT (ROWS | TAKES_ENTITIES)
#define NAMES (TAKES_TYPES | TAKES_MIN_DOCS)

static const struct question {
	const char *name;
	unsigned takes;
	enum gz_period by; /* unless another is asked for */
	bool needs;	   /* an entity */
	ask_function *ask;
} questions[] = {
	{"entities", ROWS | NAMES | TAKES_PATTERN, GZ_BY_DAY, false, ask_entities},
	{"cooc", ABOUT | NAMES | TAKES_WINDOW, GZ_BY_DAY, true, ask_cooc},
	{"timeline", ABOUT | TAKES_WINDOW | TAKES_PERIOD | TAKES_TOGETHER, GZ_BY_MONTH, true, ask_timeline},
	{"kwic", ABOUT | TAKES_WINDOW | TAKES_WIDTH, GZ_BY_DAY, true, ask_kwic},
	{"docs", ABOUT | TAKES_WINDOW, GZ_BY_DAY, false, ask_docs},
	{"diff", ABOUT | NAMES | TAKES_OTHER_PERIOD, GZ_BY_DAY, false, ask_diff},
	{"bursts", ABOUT | NAMES | TAKES_PERIOD, GZ_BY_DAY, false, ask_bursts},
	{"path", TAKES_FILTER | TAKES_ENTITIES | TAKES_MIN_DOCS | TAKES_CHAIN, GZ_BY_DAY, false, ask_path},
};

const char *const *gz_questions(void)
{
	static const char *const names[] = {"entities", "cooc",	  "timeline", "kwic", "docs",
					    "diff",	"bursts", "path",     NULL};

	_Static_assert(GZ_COUNT(names) == GZ_COUNT(questions) + 1, "every question has its name here");
	return names;
}

static const struct question *find_question(const char *name, struct gz_error *err)
{
	for (size_t i = 0; name != NULL && i < GZ_COUNT(questions); i++) {
		if (strcmp(questions[i].name, name) == 0)
			return &questions[i];
	}
	gz_fail(err, GZ_EUSAGE,
		"there is no question '%.*s': it is entities, cooc, timeline, kwic, docs, diff, bursts or "
		"path",
		GZ_ARG(gz_utf8_head(gz_str(name != NULL ? name : ""), 100)));
	return NULL;
}

static bool is_to_stop(void *self)
{
	struct gz_db *db = self;

	return atomic_load(&db->stop);
}

static bool put_question(const struct question *question, struct asked *a, const char *const *options,
			 struct gz_rows *rows, struct gz_error *err)
{
	struct gz_sink sink = gz_rows_sink(rows);

	if (!gz_asked_read(a, question->name, question->takes, options, err))
		return false;
	if (question->needs && a->selection.term_count == 0)
		return gz_fail(err, GZ_EUSAGE, "%s needs an entity", question->name);
	return question->ask(a, rows, &sink, err);
}

static bool run(struct gz_db *db, const char *name, const char *const *options, struct gz_rows *rows,
		struct gz_error *err)
{
	const struct question *question = find_question(name, err);
	struct asked a = {.query = db->query, .pattern = {"", 0}, .vs_from = GZ_NO_DAY, .vs_to = GZ_NO_DAY};
	bool good;

	if (question == NULL)
		return false;
	atomic_store(&db->stop, false);
	a.by = question->by;
	a.selection = (struct gz_selection){
		.from = GZ_NO_DAY, .to = GZ_NO_DAY, .interrupted = is_to_stop, .self = db};
	good = put_question(question, &a, options, rows, err);
	gz_asked_release(&a);
	return good || rows->enough;
}

struct gz_rows *gz_ask(struct gz_db *db, const char *question, const char *const *options,
		       struct gz_problem *problem)
{
	struct gz_rows *rows = calloc(1, sizeof(*rows));
	struct gz_error err;
	bool good = rows != NULL || gz_fail_nomem(&err);

	good = good && run(db, question, options, rows, &err);
	if (!good) {
		gz_rows_close(rows);
		rows = NULL;
	}
	gz_problem_end(problem, good, &err);
	return rows;
}

bool gz_ask_each(struct gz_db *db, const char *question, const char *const *options,
		 bool (*take)(void *self, const struct gz_rows *row), void *self, struct gz_problem *problem)
{
	struct gz_rows rows = {.take = take, .self = self};
	struct gz_error err;
	bool good = run(db, question, options, &rows, &err);

	gz_buf_free(&rows.bytes);
	gz_arena_free(&rows.arena);
	return gz_problem_end(problem, good, &err);
}

/* ---- the database ---------------------------------------------------------------------- */

struct gz_db *gz_db_open(const char *path, struct gz_problem *problem)
{
	struct gz_db *db = calloc(1, sizeof(*db));
	struct gz_error err;
	bool good = db != NULL || gz_fail_nomem(&err);

	good = good && gz_query_open(path, &db->query, &err);
	if (!good) {
		free(db);
		db = NULL;
	}
	gz_problem_end(problem, good, &err);
	return db;
}

void gz_db_close(struct gz_db *db)
{
	if (db == NULL)
		return;
	gz_query_close(db->query);
	free(db);
}

void gz_db_interrupt(struct gz_db *db)
{
	atomic_store(&db->stop, true);
}
