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

/* The documents that may have this id in any of the sources, in the order of the sources' names. */
static bool find_candidates(struct gz_query *q, struct gz_str id, gz_id_vec *ids, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "source_ids", &stmt, err);

	while (ok && (ok = gz_query_step(q, stmt, &row, err)) && row)
		ok = gz_query_keys(q, GZ_KEY_IDENTITY, gz_key_identity(sqlite3_column_int64(stmt, 0), id),
				   ids, err);
	sqlite3_finalize(stmt);
	return ok;
}

static bool find(struct gz_query *q, sqlite3_stmt *stmt, struct gz_str id, const struct gz_str *sources,
		 size_t count, struct gz_arena *arena, struct gz_stored *out, struct gz_error *err)
{
	gz_id_vec ids = {.len = 0};
	size_t found = 0;
	bool row, ok;

	ok = gz_query_bind_text(q, stmt, 2, id, err) && find_candidates(q, id, &ids, err);
	for (size_t i = 0; ok && i < ids.len; i++) {
		sqlite3_reset(stmt);
		if (sqlite3_bind_int64(stmt, 1, ids.ptr[i]) != SQLITE_OK) {
			ok = gz_query_fail(q, err);
			break;
		}
		ok = gz_query_step(q, stmt, &row, err);
		if (!ok || !row || !is_wanted(gz_query_text(stmt, 0), sources, count))
			continue;
		/* Two hashes may lead to the same row. */
		if (found > 0 && gz_str_eq(out->doc.source, gz_query_text(stmt, 0)))
			continue;
		if (found++ > 0)
			ok = gz_fail(err, GZ_EAMBIGUOUS,
				     "%.*s is in several sources, %.*s and %.*s: --source says which",
				     GZ_ARG(id), GZ_ARG(out->doc.source), GZ_ARG(gz_query_text(stmt, 0)));
		else
			ok = keep(stmt, arena, out, err);
	}
	GZ_VEC_FREE(&ids);
	if (!ok)
		return false;
	return found > 0 ||
	       gz_fail(err, GZ_ENOTFOUND, "there is no document %.*s%s (`gazet docs` lists them)", GZ_ARG(id),
		       count > 0 ? " of that source" : "");
}

bool gz_query_document(struct gz_query *q, struct gz_str id, const struct gz_str *sources, size_t count,
		       struct gz_arena *arena, struct gz_stored *out, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool good;

	*out = (struct gz_stored){0};
	if (!gz_query_begin(q, err))
		return false;
	good = gz_query_prepare(q, "document_stored", &stmt, err) &&
	       find(q, stmt, id, sources, count, arena, out, err);
	sqlite3_finalize(stmt);
	gz_query_finish(q);
	return good;
}
