/* ask.c: the questions of the public header: options into a selection, rows out of the query. */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/query.h"
#include "gazet/text.h"
#include "internal.h"

#define MOST_ENTITIES 64
#define KWIC_WIDTH    60
#define KWIC_WIDEST   10000

struct gz_db {
	struct gz_query *query;
	atomic_bool stop;
};

struct ask {
	struct gz_db *db;
	struct gz_arena arena;
	struct gz_selection selection;
	struct gz_term terms[MOST_ENTITIES];
	GZ_VEC(struct gz_str) sources;
	struct gz_str pattern; /* folded */
	enum gz_period by;
	bool all;
	uint32_t width;
	uint64_t undated;
};

/* ---- options ------------------------------------------------------------------------- */

/* What an option is good for; a question has those that it takes. */
enum takes {
	SELECTS = 1 << 0, /* every question: filter and rows */
	ENTITIES = 1 << 1,
	TYPES = 1 << 2, /* rows are entities */
	WINDOW = 1 << 3,
	PERIOD = 1 << 4,
	PATTERN = 1 << 5,
	WIDTH = 1 << 6
};

static bool read_text(struct ask *a, const char *name, const char *value, struct gz_str *folded,
		      struct gz_error *err)
{
	if (!gz_utf8_valid(gz_str(value)))
		return gz_fail(err, GZ_EUSAGE, "%s is not valid UTF-8", name);
	return gz_text_fold(gz_str(value), &a->arena, folded, err);
}

static bool take_entity(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	struct gz_selection *s = &a->selection;
	struct gz_str folded;

	if (s->term_count == MOST_ENTITIES)
		return gz_fail(err, GZ_EUSAGE, "more than %d entities", MOST_ENTITIES);
	if (!read_text(a, name, value, &folded, err) ||
	    !gz_query_find(a->db->query, gz_str(value), folded, &a->terms[s->term_count], err))
		return false;
	s->term_count++;
	return true;
}

static bool take_day(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	enum gz_precision precision;
	int32_t first, last;

	if (!gz_day_parse(gz_str(value), &first, &last, &precision))
		return gz_fail(err, GZ_EUSAGE, "%s is YYYY, YYYY-MM or YYYY-MM-DD, not '%.100s'", name,
			       value);
	if (strcmp(name, "from") == 0)
		a->selection.from = first;
	else
		a->selection.to = last;
	return true;
}

static bool take_source(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	struct gz_str kept = gz_arena_str(&a->arena, gz_str(value));

	(void)name;
	if (kept.ptr == NULL || !GZ_PUSH(&a->sources, kept))
		return gz_fail_nomem(err);
	a->selection.sources = a->sources.ptr;
	a->selection.source_count = a->sources.len;
	return true;
}

static bool take_type(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	struct gz_str rest = gz_str(value);

	(void)name;
	while (rest.len > 0) {
		size_t end = gz_str_find(rest, ',');
		enum gz_type type = gz_type_of(gz_str_of(rest.ptr, end));

		if (type == GZ_TYPES)
			return gz_fail(err, GZ_EUSAGE,
				       "type is person, country, org, place or event, not '%.*s'",
				       (int)(end < 100 ? end : 100), rest.ptr);
		a->selection.types |= 1u << type;
		end += end < rest.len;
		rest = gz_str_of(rest.ptr + end, rest.len - end);
	}
	return true;
}

static bool take_window(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	uint64_t tokens;

	if (strcmp(value, "sentence") == 0) {
		a->selection.window = GZ_WINDOW_SENTENCE;
		return true;
	}
	if (!gz_option_number(name, value, &tokens, err) || tokens == 0 || tokens > INT32_MAX)
		return gz_fail(err, GZ_EUSAGE, "window is a number of tokens or sentence, not '%.100s'",
			       value);
	a->selection.window = GZ_WINDOW_TOKENS;
	a->selection.window_tokens = (uint32_t)tokens;
	return true;
}

static bool take_by(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	static const char *const periods[] = {"day", "week", "month", "year"};

	(void)name;
	for (size_t i = 0; i < GZ_COUNT(periods); i++) {
		if (strcmp(value, periods[i]) == 0) {
			a->by = (enum gz_period)i;
			return true;
		}
	}
	return gz_fail(err, GZ_EUSAGE, "by is day, week, month or year, not '%.100s'", value);
}

static bool take_pattern(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	return read_text(a, name, value, &a->pattern, err);
}

static bool take_sort(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	(void)name;
	a->selection.sort = gz_arena_str(&a->arena, gz_str(value)).ptr;
	return a->selection.sort != NULL || gz_fail_nomem(err);
}

static bool take_flag(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	return gz_option_bool(name, value, name[0] == 'u' ? &a->selection.unique : &a->all, err);
}

static bool take_number(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	uint64_t *to = name[0] == 'l'	? &a->selection.limit
		       : name[0] == 'o' ? &a->selection.offset
					: &a->selection.min_docs;

	return gz_option_number(name, value, to, err);
}

static bool take_width(struct ask *a, const char *name, const char *value, struct gz_error *err)
{
	uint64_t width;

	if (!gz_option_number(name, value, &width, err))
		return false;
	a->width = width == 0 ? KWIC_WIDTH : width < KWIC_WIDEST ? (uint32_t)width : KWIC_WIDEST;
	return true;
}

static const struct option {
	const char *name;
	enum takes takes;
	bool (*take)(struct ask *a, const char *name, const char *value, struct gz_error *err);
} options_known[] = {
	{"entity", ENTITIES, take_entity},
	{"from", SELECTS, take_day},
	{"to", SELECTS, take_day},
	{"source", SELECTS, take_source},
	{"type", TYPES, take_type},
	{"window", WINDOW, take_window},
	{"by", PERIOD, take_by},
	{"all", PERIOD, take_flag},
	{"pattern", PATTERN, take_pattern},
	{"sort", SELECTS, take_sort},
	{"unique", SELECTS, take_flag},
	{"limit", SELECTS, take_number},
	{"offset", SELECTS, take_number},
	{"min-docs", TYPES, take_number},
	{"width", WIDTH, take_width},
};

/* ---- questions ----------------------------------------------------------------------- */

static bool ask_entities(struct ask *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_entities(a->db->query, &a->selection, a->pattern, sink, err);
}

static bool ask_cooc(struct ask *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_cooc(a->db->query, &a->selection, sink, err);
}

static bool ask_timeline(struct ask *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_timeline(a->db->query, &a->selection, a->by, a->all, sink, &a->undated, err);
}

static bool ask_kwic(struct ask *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_kwic(a->db->query, &a->selection, a->width, sink, err);
}

static bool ask_docs(struct ask *a, struct gz_sink *sink, struct gz_error *err)
{
	return gz_query_docs(a->db->query, &a->selection, sink, err);
}

static const struct question {
	const char *name;
	unsigned takes;
	size_t least; /* entities */
	bool (*ask)(struct ask *a, struct gz_sink *sink, struct gz_error *err);
} questions[] = {
	{"entities", SELECTS | TYPES | PATTERN, 0, ask_entities},
	{"cooc", SELECTS | ENTITIES | TYPES | WINDOW, 1, ask_cooc},
	{"timeline", SELECTS | ENTITIES | WINDOW | PERIOD, 1, ask_timeline},
	{"kwic", SELECTS | ENTITIES | WINDOW | WIDTH, 1, ask_kwic},
	{"docs", SELECTS | ENTITIES | WINDOW, 0, ask_docs},
};

const char *const *gz_questions(void)
{
	static const char *const names[] = {"entities", "cooc", "timeline", "kwic", "docs", NULL};

	_Static_assert(GZ_COUNT(names) == GZ_COUNT(questions) + 1, "every question has its name here");
	return names;
}

static const struct question *find_question(const char *name, struct gz_error *err)
{
	for (size_t i = 0; name != NULL && i < GZ_COUNT(questions); i++) {
		if (strcmp(questions[i].name, name) == 0)
			return &questions[i];
	}
	gz_fail(err, GZ_EUSAGE, "there is no question '%.100s': it is entities, cooc, timeline, kwic or docs",
		name != NULL ? name : "");
	return NULL;
}

static const struct option *find_option(const struct question *question, const char *name,
					struct gz_error *err)
{
	struct gz_buf known = {0};

	for (size_t i = 0; i < GZ_COUNT(options_known); i++) {
		if ((options_known[i].takes & question->takes) != 0 &&
		    strcmp(options_known[i].name, name) == 0)
			return &options_known[i];
	}
	for (size_t i = 0; i < GZ_COUNT(options_known); i++) {
		if ((options_known[i].takes & question->takes) != 0)
			gz_buf_printf(&known, "%s%s", known.len > 0 ? ", " : "", options_known[i].name);
	}
	gz_fail(err, GZ_EUSAGE, "%s takes no option '%.100s': there are %.*s", question->name, name,
		(int)known.len, known.len > 0 ? known.ptr : "");
	gz_buf_free(&known);
	return NULL;
}

static bool read_options(struct ask *a, const struct question *question, const char *const *options,
			 struct gz_error *err)
{
	for (; options != NULL && options[0] != NULL; options += 2) {
		const struct option *option = find_option(question, options[0], err);

		if (option == NULL)
			return false;
		if (options[1] == NULL)
			return gz_fail(err, GZ_EUSAGE, "the option %s has no value", option->name);
		if (!option->take(a, option->name, options[1], err))
			return false;
	}
	if (a->selection.term_count < question->least)
		return gz_fail(err, GZ_EUSAGE, "%s needs an entity", question->name);
	if (a->selection.from != GZ_NO_DAY && a->selection.to != GZ_NO_DAY &&
	    a->selection.to < a->selection.from)
		return gz_fail(err, GZ_EUSAGE, "to is before from");
	return true;
}

static bool is_to_stop(void *self)
{
	struct gz_db *db = self;

	return atomic_load(&db->stop);
}

static bool run(struct gz_db *db, const char *name, const char *const *options, struct gz_rows *rows,
		struct gz_error *err)
{
	struct ask a = {.db = db, .pattern = {"", 0}, .by = GZ_BY_MONTH, .width = KWIC_WIDTH};
	const struct question *question = find_question(name, err);
	struct gz_sink sink = gz_rows_sink(rows);
	bool good;

	atomic_store(&db->stop, false);
	a.selection = (struct gz_selection){
		.terms = a.terms, .from = GZ_NO_DAY, .to = GZ_NO_DAY, .interrupted = is_to_stop, .self = db};
	good = question != NULL && read_options(&a, question, options, err) && question->ask(&a, &sink, err);
	rows->undated = a.undated;
	for (size_t i = 0; i < a.selection.term_count; i++)
		gz_term_free(&a.terms[i]);
	GZ_VEC_FREE(&a.sources);
	gz_arena_free(&a.arena);
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
