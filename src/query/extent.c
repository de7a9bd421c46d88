/* extent.c: between which days the documents of a filter lie, without reading them. */
#include "internal.h"

bool gz_query_extent(struct gz_query *q, const struct gz_selection *s, int32_t *first, int32_t *last,
		     struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row = false, ok;

	*first = *last = GZ_NO_DAY;
	ok = gz_query_prepare(q, "block_days", &stmt, err) && gz_query_step(q, stmt, &row, err);
	if (ok && row && sqlite3_column_type(stmt, 0) != SQLITE_NULL) {
		*first = sqlite3_column_int(stmt, 0);
		*last = sqlite3_column_int(stmt, 1);
	}
	sqlite3_finalize(stmt);
	if (!ok || *first == GZ_NO_DAY)
		return ok;
	if (s->from != GZ_NO_DAY)
		*first = s->from;
	if (s->to != GZ_NO_DAY)
		*last = s->to;
	if (*last < *first)
		*first = *last = GZ_NO_DAY;
	return true;
}
