/* stats.c: how much the database holds, where its bytes are, and how it came about. */
#include "internal.h"

static const struct gz_column columns[] = {{"key", GZ_CELL_TEXT, 0}, {"value", GZ_CELL_TEXT, 0}};

static bool give_rows(struct gz_query *q, sqlite3_stmt *stmt, struct gz_sink *sink, struct gz_error *err)
{
	for (;;) {
		struct gz_cell cells[2] = {0};
		bool row;

		if (!gz_query_step(q, stmt, &row, err))
			return false;
		if (!row)
			return true;
		cells[0] = gz_cell_text(gz_query_text(stmt, 0));
		if (sqlite3_column_type(stmt, 1) == SQLITE_INTEGER)
			cells[1] = gz_cell_int(sqlite3_column_int64(stmt, 1));
		else if (sqlite3_column_type(stmt, 1) != SQLITE_NULL)
			cells[1] = gz_cell_text(gz_query_text(stmt, 1));
		if (!sink->row(sink->self, cells, err))
			return false;
	}
}

static bool give(struct gz_query *q, const char *name, bool unique, struct gz_sink *sink,
		 struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool ok = gz_query_prepare(q, name, &stmt, err);

	if (ok && sqlite3_bind_parameter_count(stmt) > 0 && sqlite3_bind_int(stmt, 1, unique) != SQLITE_OK)
		ok = gz_query_fail(q, err);
	ok = ok && give_rows(q, stmt, sink, err);
	sqlite3_finalize(stmt);
	return ok;
}

/* dbstat is a compile-time option of SQLite; where it is missing, its rows are left out. */
static bool give_bytes(struct gz_query *q, struct gz_sink *sink, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool ok = gz_query_prepare(q, "stats_bytes", &stmt, err);

	if (ok)
		ok = give_rows(q, stmt, sink, err);
	else /* there is no such table: memory that ran out has a code of its own */
		ok = (sqlite3_errcode(q->db) & 0xff) == SQLITE_ERROR;
	sqlite3_finalize(stmt);
	return ok;
}

bool gz_query_stats(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
		    struct gz_error *err)
{
	bool ok;

	if (!gz_query_begin(q, err))
		return false;
	ok = (!s->unique || gz_left_out_find(q, s, err)) &&
	     sink->begin(sink->self, columns, GZ_COUNT(columns), err) &&
	     give(q, "stats", s->unique, sink, err) && give_bytes(q, sink, err) &&
	     give(q, "stats_runs", false, sink, err) && sink->end(sink->self, err);
	gz_query_finish(q);
	return ok;
}
