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

/* ---- arguments ------------------------------------------------------------------------- */

struct options {
	const char *list[2 * MOST_OPTIONS + 1];
	size_t count;
	char *copies[TABLE_MOST_PARAMETERS]; /* of what was cut into pieces */
	size_t copy_count;
	char most[24]; /* a number as text */
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

/* Of these "a + b" is two values. Spaces around the sign: it may stand in names, and in selectors. */
static bool takes_several(const char *parameter)
{
	return strcmp(parameter, "also") == 0 || strcmp(parameter, "any") == 0 ||
	       strcmp(parameter, "without") == 0;
}

static bool add_several(struct options *o, const char *name, const char *values, char **message)
{
	char *at = sqlite3_mprintf("%s", values), *end;

	if (at == NULL)
		return false;
	o->copies[o->copy_count++] = at;
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

static bool is_given(const struct cursor *c, unsigned parameter)
{
	/* NULL behind the first argument: not given. */
	return c->argument[parameter] != NULL && sqlite3_value_type(c->argument[parameter]) != SQLITE_NULL;
}

static bool read_argument(struct options *o, const struct kind *kind, const struct cursor *c, unsigned i,
			  char **message)
{
	const char *value;

	if (!is_given(c, i))
		return true;
	value = (const char *)sqlite3_value_text(c->argument[i]);
	if (value == NULL)
		return false;
	if (strlen(value) != (size_t)sqlite3_value_bytes(c->argument[i])) {
		*message = sqlite3_mprintf("%s: an argument holds a NUL character", kind->name);
		return false;
	}
	return takes_several(kind->parameters[i]) ? add_several(o, kind->options[i], value, message)
						  : add(o, kind->options[i], value, message);
}

/* LIMIT of the statement, unless max_rows asks for less. */
static bool add_most(struct options *o, const struct kind *kind, const struct cursor *c, char **message)
{
	unsigned i = table_parameter(kind, "max_rows");
	sqlite3_int64 asked = 0;

	if (c->most == 0 || kind->parameters[i] == NULL)
		return true;
	if (is_given(c, i))
		asked = sqlite3_value_int64(c->argument[i]);
	if (asked > 0 && asked <= c->most)
		return true;
	sqlite3_snprintf(sizeof(o->most), o->most, "%lld", c->most);
	return add(o, "limit", o->most, message); /* the last one counts */
}

/* What stands in the first one's place comes first: gazet_kwic shows the words of that. */
static bool read_arguments(struct options *o, const struct kind *kind, const struct cursor *c, char **message)
{
	unsigned first = 0;

	if (!is_given(c, 0) && kind->instead != NULL)
		first = table_parameter(kind, kind->instead);
	if (!read_argument(o, kind, c, first, message))
		return false;
	for (unsigned i = 0; kind->parameters[i] != NULL; i++) {
		if (i != first && !read_argument(o, kind, c, i, message))
			return false;
	}
	return add_most(o, kind, c, message);
}

/* ---- answers --------------------------------------------------------------------------- */

/* A message that begins with the name of an option begins with the parameter of that option, or with those
 * of them that were given. */
static char *in_words_of_sql(const struct kind *kind, const struct cursor *c, const char *message)
{
	size_t length = strcspn(message, " "), named = 0;
	sqlite3_str *out = sqlite3_str_new(NULL);

	sqlite3_str_appendf(out, "%s: ", kind->name);
	for (int given = 1; given >= 0 && named == 0; given--) {
		for (unsigned i = 0; kind->parameters[i] != NULL; i++) {
			if (strlen(kind->options[i]) == length &&
			    strncmp(kind->options[i], message, length) == 0 &&
			    strncmp(message + length, " is ", 4) == 0 && is_given(c, i) == (given == 1))
				sqlite3_str_appendf(out, "%s%s", named++ > 0 ? " or " : "",
						    kind->parameters[i]);
		}
	}
	sqlite3_str_appendall(out, named > 0 ? message + length : message);
	return sqlite3_str_finish(out);
}

static void take_answer(struct cursor *c, const struct kind *kind)
{
	find_columns(c, kind);
	if (gz_rows_given_up(c->rows))
		sqlite3_log(SQLITE_WARNING, "%s: the search was given up, there may be a stronger chain",
			    kind->name);
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
			*message = in_words_of_sql(kind, c, problem.message);
		else
			take_answer(c, kind);
	}
	while (options.copy_count > 0)
		sqlite3_free(options.copies[--options.copy_count]);
	return c->rows != NULL;
}

/* ---- the functions --------------------------------------------------------------------- */

/* Behind those that a call gives in turn; new ones at the end. */
#define FILTER_PARAMETERS "source", "is_unique", "sort_by", "max_rows", "any", "without"
#define FILTER_OPTIONS	  "source", "unique", "sort", "limit", "any", "not"
#define DAY_PARAMETERS	  "since", "until"
#define DAY_OPTIONS	  "from", "to"
#define ENTITY_COLUMNS	  "entity TEXT", "name TEXT", "type TEXT"
#define ROWS		  start, next, column, stop

static const struct kind kinds[] = {
	{"gazet_entities",
	 {ENTITY_COLUMNS, "docs INTEGER", "mentions INTEGER", "first TEXT", "last TEXT"},
	 {"pattern", "types", "min_docs", DAY_PARAMETERS, FILTER_PARAMETERS},
	 {"pattern", "type", "min-docs", DAY_OPTIONS, FILTER_OPTIONS},
	 "entities",
	 false,
	 NULL,
	 ROWS},
	{"gazet_cooc",
	 {ENTITY_COLUMNS, "docs INTEGER", "share REAL", "npmi REAL", "g2 REAL", "first TEXT", "last TEXT",
	  "jaccard REAL", "p REAL", "q REAL"},
	 {"of", "also", "types", "near", "min_docs", DAY_PARAMETERS, FILTER_PARAMETERS},
	 {"entity", "entity", "type", "window", "min-docs", DAY_OPTIONS, FILTER_OPTIONS},
	 "cooc",
	 true,
	 "any",
	 ROWS},
	{"gazet_timeline",
	 {"entity TEXT", "period TEXT", "docs INTEGER", "mentions INTEGER", "total_docs INTEGER",
	  "share REAL"},
	 {"of", "by_period", "also", "together", "near", DAY_PARAMETERS, FILTER_PARAMETERS},
	 {"entity", "by", "entity", "all", "window", DAY_OPTIONS, FILTER_OPTIONS},
	 "timeline",
	 true,
	 "any",
	 ROWS},
	{"gazet_kwic",
	 {"doc TEXT", "date TEXT", "title TEXT", "field TEXT", "start INTEGER", "\"left\" TEXT",
	  "\"match\" TEXT", "\"right\" TEXT", "entity TEXT", "name TEXT"},
	 {"of", "also", "near", "width", DAY_PARAMETERS, FILTER_PARAMETERS},
	 {"entity", "entity", "window", "width", DAY_OPTIONS, FILTER_OPTIONS},
	 "kwic",
	 true,
	 "any",
	 ROWS},
	{"gazet_docs",
	 {"doc TEXT", "date TEXT", "title TEXT", "url TEXT", "mentions INTEGER"},
	 {"of", "also", "near", DAY_PARAMETERS, FILTER_PARAMETERS},
	 {"entity", "entity", "window", DAY_OPTIONS, FILTER_OPTIONS},
	 "docs",
	 false,
	 "any",
	 ROWS},
	{"gazet_diff",
	 {ENTITY_COLUMNS, "docs INTEGER", "vs_docs INTEGER", "share REAL", "vs_share REAL", "change REAL",
	  "g2 REAL", "p REAL", "q REAL"},
	 {"of", DAY_PARAMETERS, "vs_since", "vs_until", "also", "types", "min_docs", FILTER_PARAMETERS},
	 {"entity", DAY_OPTIONS, "vs-from", "vs-to", "entity", "type", "min-docs", FILTER_OPTIONS},
	 "diff",
	 false,
	 "any",
	 ROWS},
	{"gazet_bursts",
	 {ENTITY_COLUMNS, "\"from\" TEXT", "\"to\" TEXT", "peak TEXT", "docs INTEGER", "total_docs INTEGER",
	  "expected REAL", "ratio REAL", "weight REAL", "p REAL", "q REAL", "doc TEXT", "title TEXT"},
	 {"of", "by_period", "also", "types", "min_docs", DAY_PARAMETERS, FILTER_PARAMETERS},
	 {"entity", "by", "entity", "type", "min-docs", DAY_OPTIONS, FILTER_OPTIONS},
	 "bursts",
	 false,
	 "any",
	 ROWS},
	{"gazet_path",
	 {"step INTEGER", ENTITY_COLUMNS, "docs INTEGER", "jaccard REAL", "doc TEXT", "date TEXT",
	  "title TEXT"},
	 {"of", "target", "steps", "via_types", "min_docs", DAY_PARAMETERS, "source", "is_unique", "max_rows",
	  "without"},
	 {"entity", "entity", "steps", "via-type", "min-docs", DAY_OPTIONS, "source", "unique", "limit",
	  "not"},
	 "path",
	 true,
	 NULL,
	 ROWS},
};

const struct kind *question_kind(size_t index)
{
	return index < sizeof(kinds) / sizeof(*kinds) ? &kinds[index] : NULL;
}
