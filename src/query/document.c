/* document.c: one stored document, to be tagged again. */
#include "internal.h"

static bool is_wanted(struct gz_str source, const struct gz_str *sources, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (gz_str_eq(source, sources[i]))
			return true;
	}
	return count == 0;
}

static bool keep(sqlite3_stmt *row, struct gz_arena *arena, struct gz_stored *out, struct gz_error *err)
{
	struct gz_doc *doc = &out->doc;

	doc->source = gz_arena_str(arena, gz_query_text(row, 0));
	doc->id = gz_arena_str(arena, gz_query_text(row, 1));
	doc->day = sqlite3_column_type(row, 2) == SQLITE_NULL ? GZ_NO_DAY : sqlite3_column_int(row, 2);
	doc->precision = (enum gz_precision)sqlite3_column_int(row, 3);
	doc->field[GZ_TITLE] = gz_arena_str(arena, gz_query_text(row, 4));
	doc->field[GZ_TEXT] = gz_arena_str(arena, gz_query_text(row, 5));
	out->gazetteer = gz_arena_str(arena, gz_query_text(row, 6));
	return (doc->source.ptr != NULL && doc->id.ptr != NULL && doc->field[GZ_TITLE].ptr != NULL &&
		doc->field[GZ_TEXT].ptr != NULL && out->gazetteer.ptr != NULL) ||
	       gz_fail_nomem(err);
}

static bool find(struct gz_query *q, sqlite3_stmt *stmt, struct gz_str id, const struct gz_str *sources,
		 size_t count, struct gz_arena *arena, struct gz_stored *out, struct gz_error *err)
{
	size_t found = 0;
	bool row;

	if (!gz_query_bind_text(q, stmt, 1, id, err))
		return false;
	for (;;) {
		if (!gz_query_step(q, stmt, &row, err))
			return false;
		if (!row)
			break;
		if (!is_wanted(gz_query_text(stmt, 0), sources, count))
			continue;
		if (found++ > 0)
			return gz_fail(err, GZ_EAMBIGUOUS,
				       "%.*s is in several sources, %.*s and %.*s: --source says which",
				       GZ_ARG(id), GZ_ARG(out->doc.source), GZ_ARG(gz_query_text(stmt, 0)));
		if (!keep(stmt, arena, out, err))
			return false;
	}
	return found > 0 ||
	       gz_fail(err, GZ_ENOTFOUND, "there is no document %.*s%s (`gazet docs` lists them)", GZ_ARG(id),
		       count > 0 ? " of that source" : "");
}

bool gz_query_document(struct gz_query *q, struct gz_str id, const struct gz_str *sources, size_t count,
		       struct gz_arena *arena, struct gz_stored *out, struct gz_error *err)
{
	sqlite3_stmt *stmt;
	bool good;

	*out = (struct gz_stored){0};
	if (!gz_query_prepare(q, "document_stored", &stmt, err))
		return false;
	good = find(q, stmt, id, sources, count, arena, out, err);
	sqlite3_finalize(stmt);
	return good;
}
