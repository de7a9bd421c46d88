/*
 * sql.c: a question in SQL. One SELECT, and nothing that writes, attaches or loads: an authorizer refuses all
 * else, whatever the statement looks like. Values are bound from outside.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define ASK_EVERY 10000 /* steps of SQLite's machine between two questions whether to stop */

/* Those that only tell something. */
static const char *const pragmas[] = {
	"application_id",   "collation_list", "compile_options", "database_list", "encoding",
	"foreign_key_list", "freelist_count", "function_list",	 "index_info",	  "index_list",
	"index_xinfo",	    "module_list",    "page_count",	 "page_size",	  "pragma_list",
	"table_info",	    "table_list",     "table_xinfo",	 "user_version",
};

static int authorize(void *self, int action, const char *first, const char *second, const char *database,
		     const char *trigger)
{
	(void)self;
	(void)database;
	(void)trigger;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE: return SQLITE_OK;
	case SQLITE_FUNCTION:
		return second != NULL && strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_PRAGMA:
		for (size_t i = 0; i < GZ_COUNT(pragmas); i++) {
			if (sqlite3_stricmp(first, pragmas[i]) == 0)
				return SQLITE_OK;
		}
		return SQLITE_DENY;
	case SQLITE_UPDATE: /* how SQLite asks when it makes known the columns of a pragma's table, which
			       writes nothing */
		return first != NULL && strcmp(first, "sqlite_master") == 0 ? SQLITE_OK : SQLITE_DENY;
	default: return SQLITE_DENY;
	}
}

static int goes_on(void *self)
{
	const struct gz_selection *s = self;

	return s->interrupted != NULL && s->interrupted(s->self);
}

/* Whether no statement stands in `text`: of semicolons and comments SQLite makes none. */
static bool is_blank(struct gz_query *q, const char *text)
{
	sqlite3_stmt *statement = NULL;
	bool blank = true;

	while (blank && *text != '\0') {
		blank = sqlite3_prepare_v2(q->db, text, -1, &statement, &text) == SQLITE_OK &&
			statement == NULL;
		sqlite3_finalize(statement);
	}
	return blank;
}

/* A mistake in the statement is told with the place, where SQLite knows it. */
static bool fail_statement(struct gz_query *q, const char *sql, struct gz_error *err)
{
	int at = sqlite3_error_offset(q->db);

	if (sqlite3_errcode(q->db) == SQLITE_AUTH)
		return gz_fail(
			err, GZ_EUSAGE,
			"only questions are allowed here (SELECT): the database is opened for reading; %s",
			sqlite3_errmsg(q->db));
	if (at >= 0 && (size_t)at < strlen(sql))
		return gz_fail(err, GZ_EUSAGE, "SQL: %s, at: %.*s", sqlite3_errmsg(q->db),
			       GZ_ARG(gz_utf8_head(gz_str(sql + at), 40)));
	return gz_fail(err, GZ_EUSAGE, "SQL: %s", sqlite3_errmsg(q->db));
}

static bool prepare(struct gz_query *q, const char *sql, const struct gz_str *values, size_t count,
		    sqlite3_stmt **out, struct gz_error *err)
{
	const char *rest = NULL;
	int places;

	if (!gz_utf8_valid(gz_str(sql)))
		return gz_fail(err, GZ_EUSAGE, "SQL: the statement is not valid UTF-8");
	if (sqlite3_prepare_v2(q->db, sql, -1, out, &rest) != SQLITE_OK)
		return fail_statement(q, sql, err);
	if (*out == NULL)
		return gz_fail(err, GZ_EUSAGE, "SQL: there is no statement");
	if (!sqlite3_stmt_readonly(*out))
		return gz_fail(err, GZ_EUSAGE, "only questions are allowed here (SELECT)");
	if (!is_blank(q, rest))
		return gz_fail(err, GZ_EUSAGE,
			       "SQL: one statement at a time; behind the first one stands: %.*s",
			       GZ_ARG(gz_utf8_head(gz_str(rest), 40)));
	places = sqlite3_bind_parameter_count(*out);
	if ((size_t)places != count)
		return gz_fail(err, GZ_EUSAGE, "SQL: the statement has %d parameter%s, %zu value%s given",
			       places, places == 1 ? "" : "s", count, count == 1 ? " is" : "s are");
	for (size_t i = 0; i < count; i++) {
		if (!gz_query_bind_text(q, *out, (int)i + 1, values[i], err))
			return false;
	}
	return true;
}

/* ---- rows ------------------------------------------------------------------------------- */

struct answer {
	sqlite3_stmt *stmt;
	size_t count;
	struct gz_column *columns;
	struct gz_cell *cells;
	struct gz_buf *texts; /* of cells that had to be made */
	struct gz_arena arena;
};

static bool is_taken(const struct answer *a, size_t columns, struct gz_str name)
{
	for (size_t i = 0; i < columns; i++) {
		if (gz_str_eq(gz_str(a->columns[i].name), name))
			return true;
	}
	return false;
}

/* Keys of an object are different: the second `name` is name_2, or the next that no column before it has. */
static const char *name_column(struct answer *a, size_t at, struct gz_error *err)
{
	const char *name = sqlite3_column_name(a->stmt, (int)at);
	struct gz_buf text = {0};
	struct gz_str kept = {NULL, 0};

	if (name != NULL)
		gz_buf_str(&text, gz_str(name));
	for (size_t number = 2; name != NULL && !text.failed && is_taken(a, at, gz_buf_view(&text));
	     number++) {
		gz_buf_clear(&text);
		gz_buf_printf(&text, "%s_%zu", name, number);
	}
	if (name != NULL && gz_buf_byte(&text, '\0'))
		kept = gz_arena_str(&a->arena, gz_buf_view(&text));
	gz_buf_free(&text);
	if (kept.ptr == NULL)
		gz_fail_nomem(err);
	return kept.ptr;
}

/* Numbers are aligned by the first row. */
static bool begin(struct answer *a, bool row, struct gz_sink *sink, struct gz_error *err)
{
	a->count = (size_t)sqlite3_column_count(a->stmt);
	a->columns = calloc(a->count + 1, sizeof(*a->columns));
	a->cells = calloc(a->count + 1, sizeof(*a->cells));
	a->texts = calloc(a->count + 1, sizeof(*a->texts));
	if (a->columns == NULL || a->cells == NULL || a->texts == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < a->count; i++) {
		int type = row ? sqlite3_column_type(a->stmt, (int)i) : SQLITE_TEXT;

		a->columns[i].kind = type == SQLITE_INTEGER ? GZ_CELL_INT
				     : type == SQLITE_FLOAT ? GZ_CELL_REAL
							    : GZ_CELL_TEXT;
		a->columns[i].decimals = 3;
		a->columns[i].name = name_column(a, i, err);
		if (a->columns[i].name == NULL)
			return false;
	}
	return sink->begin(sink->self, a->columns, a->count, err);
}

/* Text may hold anything when it was made by the statement; bytes are shown as SQL writes them. */
static bool make_text(struct answer *a, size_t at, struct gz_error *err)
{
	struct gz_str bytes = gz_query_blob(a->stmt, (int)at);
	struct gz_buf *text = &a->texts[at];
	uint64_t replaced;

	gz_buf_clear(text);
	if (sqlite3_column_type(a->stmt, (int)at) == SQLITE_TEXT) {
		a->cells[at] = gz_cell_text(bytes);
		if (gz_utf8_valid(bytes) && memchr(bytes.ptr, '\0', bytes.len) == NULL)
			return true;
		gz_utf8_repair(text, bytes, &replaced);
	} else {
		gz_buf_str(text, GZ_STR("x'"));
		for (size_t i = 0; i < bytes.len; i++)
			gz_buf_printf(text, "%02x", (unsigned)(unsigned char)bytes.ptr[i]);
		gz_buf_byte(text, '\'');
	}
	a->cells[at] = gz_cell_text(gz_buf_view(text));
	return !text->failed || gz_fail_nomem(err);
}

static bool give(struct answer *a, struct gz_sink *sink, struct gz_error *err)
{
	for (size_t i = 0; i < a->count; i++) {
		switch (sqlite3_column_type(a->stmt, (int)i)) {
		case SQLITE_INTEGER: a->cells[i] = gz_cell_int(sqlite3_column_int64(a->stmt, (int)i)); break;
		case SQLITE_FLOAT: a->cells[i] = gz_cell_real(sqlite3_column_double(a->stmt, (int)i)); break;
		case SQLITE_NULL: a->cells[i] = gz_cell_null(); break;
		default:
			if (!make_text(a, i, err))
				return false;
		}
	}
	return sink->row(sink->self, a->cells, err);
}

static void close_answer(struct answer *a)
{
	for (size_t i = 0; a->texts != NULL && i < a->count; i++)
		gz_buf_free(&a->texts[i]);
	free(a->texts);
	free(a->cells);
	free(a->columns);
	gz_arena_free(&a->arena);
	sqlite3_finalize(a->stmt);
}

static bool run(struct gz_query *q, const struct gz_selection *s, struct answer *a, struct gz_sink *sink,
		struct gz_error *err)
{
	uint64_t rows = 0;
	bool begun = false;

	for (;;) {
		int status = sqlite3_step(a->stmt);

		if (status == SQLITE_INTERRUPT)
			return gz_fail(err, GZ_EINTR, "interrupted");
		if (status != SQLITE_ROW && status != SQLITE_DONE)
			return gz_fail(err, GZ_EDB, "SQL: %s", sqlite3_errmsg(q->db));
		if (!begun && !begin(a, status == SQLITE_ROW, sink, err))
			return false;
		begun = true;
		if (status == SQLITE_DONE ||
		    (s->limit != 0 && rows - (rows < s->offset ? rows : s->offset) >= s->limit))
			return sink->end(sink->self, err);
		if (rows++ >= s->offset && !give(a, sink, err))
			return false;
	}
}

bool gz_query_sql(struct gz_query *q, const struct gz_selection *s, const char *sql,
		  const struct gz_str *values, size_t count, struct gz_sink *sink, struct gz_error *err)
{
	struct answer a = {.stmt = NULL};
	bool ok;

	if (!gz_query_begin(q, err))
		return false;
	sqlite3_set_authorizer(q->db, authorize, NULL);
	sqlite3_progress_handler(q->db, ASK_EVERY, goes_on, (void *)s);
	ok = prepare(q, sql, values, count, &a.stmt, err) && run(q, s, &a, sink, err);
	close_answer(&a);
	sqlite3_progress_handler(q->db, 0, NULL, NULL);
	sqlite3_set_authorizer(q->db, NULL, NULL);
	gz_query_finish(q);
	return ok;
}
