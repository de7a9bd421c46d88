/* source.c: the sources of a selection, by name to their rows. */
#include <stdlib.h>

#include "internal.h"

static bool unknown_source(struct gz_query *q, struct gz_str source, struct gz_error *err)
{
	struct gz_buf known = {0};
	sqlite3_stmt *stmt = NULL;
	bool row;

	if (!gz_query_prepare(q, "sources", &stmt, err))
		goto out;
	for (;;) {
		if (!gz_query_step(q, stmt, &row, err))
			goto out;
		if (!row || known.len > 600)
			break;
		gz_buf_printf(&known, "%s%.*s", known.len > 0 ? ", " : "", GZ_ARG(gz_query_text(stmt, 0)));
	}
	gz_fail(err, GZ_ENOTFOUND, "no source is called \"%.*s\"; there are: %.*s%s", GZ_ARG(source),
		(int)known.len, known.len > 0 ? known.ptr : "", row ? ", ..." : "");
out:
	sqlite3_finalize(stmt);
	gz_buf_free(&known);
	return false;
}

bool gz_sources_find(struct gz_query *q, const struct gz_selection *s, int64_t **out, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;

	*out = NULL;
	if (s->source_count == 0)
		return true;
	*out = calloc(s->source_count, sizeof(**out));
	if (*out == NULL)
		return gz_fail_nomem(err);
	if (!gz_query_prepare(q, "source", &stmt, err))
		goto out;
	for (size_t i = 0; i < s->source_count; i++) {
		sqlite3_reset(stmt);
		if (!gz_query_bind_text(q, stmt, 1, s->sources[i], err) || !gz_query_step(q, stmt, &row, err))
			goto out;
		if (!row) {
			unknown_source(q, s->sources[i], err);
			goto out;
		}
		(*out)[i] = sqlite3_column_int64(stmt, 0);
	}
	ok = true;
out:
	sqlite3_finalize(stmt);
	return ok;
}
