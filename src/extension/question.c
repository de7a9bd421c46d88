/* question.c: the questions as table-valued functions: arguments become options, answers rows. */
#include <stdlib.h>
#include <string.h>

#include "extension.h"
SQLITE_EXTENSION_INIT3

#define MOST_OPTIONS 160

static void stop(struct cursor *c)
{
	gz_rows_close(c->rows);
	c->rows = NULL;
}

static bool next(struct cursor *c)
{
	return gz_rows_next(c->rows);
}

static void column(const struct cursor *c, unsigned column, sqlite3_context *out)
{
	size_t from = c->column[column];

	switch (gz_rows_kind(c->rows, from)) {
	case GAZET_NULL: break;
	case GAZET_INT: sqlite3_result_int64(out, gz_rows_int(c->rows, from)); break;
	case GAZET_REAL: sqlite3_result_double(out, gz_rows_real(c->rows, from)); break;
	case GAZET_TEXT: sqlite3_result_text(out, gz_rows_text(c->rows, from), -1, SQLITE_TRANSIENT); break;
	}
}

/* The columns of the answer by their names: "docs INTEGER", "\"left\" TEXT". */
static void find_columns(struct cursor *c, const struct kind *kind)
{
	for (size_t i = 0; kind->columns[i] != NULL; i++) {
		const char *name = kind->columns[i] + (kind->columns[i][0] == '"');
		size_t length = strcspn(name, "\" ");

		c->column[i] = 0;
		while (c->column[i] < gz_rows_columns(c->rows) &&
		       (strncmp(gz_rows_name(c->rows, c->column[i]), name, length) != 0 ||
			gz_rows_name(c->rows, c->column[i])[length] != '\0'))
			c->column[i]++;
	}
}

struct options {
	const char *list[2 * MOST_OPTIONS + 1];
	size_t count;
	char *copies; /* of what was cut into pieces */
};

static bool add(struct options *o, const char *name, const char *value, char **message)
{
	if (o->count == MOST_OPTIONS) {
		*message = sqlite3_mprintf("more than %d arguments", MOST_OPTIONS);
		return false;
	}
	o->list[2 * o->count] = name;
	o->list[2 * o->count + 1] = value;
	o->count++;
	return true;
}

/* "a + b" is two values, of `also`. Spaces around the sign: it may stand in names. */
static bool add_several(struct options *o, const char *name, const char *values, char **message)
{
	char *at = sqlite3_mprintf("%s", values), *end;

	if (at == NULL)
		return false;
	o->copies = at;
	do {
		end = strstr(at, " + ");
		if (end != NULL)
			*end = '\0';
		if (!add(o, name, at, message))
			return false;
		at = end != NULL ? end + 3 : at;
	} while (end != NULL);
	return true;
}

static bool read_arguments(struct options *o, const struct kind *kind, const struct cursor *c, char **message)
{
	for (size_t i = 0; kind->parameters[i] != NULL; i++) {
		const char *value;

		if (c->argument[i] == NULL || sqlite3_value_type(c->argument[i]) == SQLITE_NULL)
			continue; /* NULL behind the first argument: not given */
		value = (const char *)sqlite3_value_text(c->argument[i]);
		if (value == NULL)
			return false;
		if (strlen(value) != (size_t)sqlite3_value_bytes(c->argument[i])) {
			*message = sqlite3_mprintf("%s: an argument holds a NUL character", kind->name);
			return false;
		}
		if (!(strcmp(kind->parameters[i], "also") == 0
			      ? add_several(o, kind->options[i], value, message)
			      : add(o, kind->options[i], value, message)))
			return false;
	}
	return true;
}

static bool start(struct session *s, const struct kind *kind, struct cursor *c, char **message)
{
	struct options options = {.count = 0};
	struct gz_problem problem;
	bool good = read_arguments(&options, kind, c, message);
	struct gz_db *db = good ? session_database(s, message) : NULL;

	if (db != NULL) {
		c->rows = gz_ask(db, kind->question, options.list, &problem);
		if (c->rows == NULL)
			*message = sqlite3_mprintf("%s: %s", kind->name, problem.message);
		else
			find_columns(c, kind);
	}
	sqlite3_free(options.copies);
	return c->rows != NULL;
}

#define FILTER_PARAMETERS "since", "until", "source", "is_unique", "sort_by", "max_rows"
#define FILTER_OPTIONS	  "from", "to", "source", "unique", "sort", "limit"
#define ENTITY_COLUMNS	  "entity TEXT", "name TEXT", "type TEXT", "docs INTEGER"
#define ROWS		  start, next, column, stop

static const struct kind kinds[] = {
	{"gazet_entities",
	 {ENTITY_COLUMNS, "mentions INTEGER", "first TEXT", "last TEXT"},
	 {"pattern", "types", "min_docs", FILTER_PARAMETERS},
	 {"pattern", "type", "min-docs", FILTER_OPTIONS},
	 "entities",
	 false,
	 ROWS},
	{"gazet_cooc",
	 {ENTITY_COLUMNS, "share REAL", "npmi REAL", "g2 REAL", "first TEXT", "last TEXT"},
	 {"of", "also", "types", "near", "min_docs", FILTER_PARAMETERS},
	 {"entity", "entity", "type", "window", "min-docs", FILTER_OPTIONS},
	 "cooc",
	 true,
	 ROWS},
	{"gazet_timeline",
	 {"entity TEXT", "period TEXT", "docs INTEGER", "mentions INTEGER", "total_docs INTEGER",
	  "share REAL"},
	 {"of", "by_period", "also", "together", "near", FILTER_PARAMETERS},
	 {"entity", "by", "entity", "all", "window", FILTER_OPTIONS},
	 "timeline",
	 true,
	 ROWS},
	{"gazet_kwic",
	 {"doc TEXT", "date TEXT", "title TEXT", "field TEXT", "start INTEGER", "\"left\" TEXT",
	  "\"match\" TEXT", "\"right\" TEXT", "entity TEXT", "name TEXT"},
	 {"of", "also", "near", "width", FILTER_PARAMETERS},
	 {"entity", "entity", "window", "width", FILTER_OPTIONS},
	 "kwic",
	 true,
	 ROWS},
	{"gazet_docs",
	 {"doc TEXT", "date TEXT", "title TEXT", "url TEXT", "mentions INTEGER"},
	 {"of", "also", "near", FILTER_PARAMETERS},
	 {"entity", "entity", "window", FILTER_OPTIONS},
	 "docs",
	 false,
	 ROWS},
};

const struct kind *question_kind(size_t index)
{
	return index < sizeof(kinds) / sizeof(*kinds) ? &kinds[index] : NULL;
}
