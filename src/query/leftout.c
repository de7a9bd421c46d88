/*
 * leftout.c: documents that a question leaves out, as a bit set that every scan of it looks at: those that
 * mention what must not be there, and then, of what is left, those that repeat another document.
 */
#include <stdlib.h>

#include "gazet/sql.h"
#include "internal.h"

void gz_left_out_forget(struct gz_query *q)
{
	free(q->left_out);
	q->left_out = NULL;
}

static bool make_bits(struct gz_query *q, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "block_extent", &stmt, err) && gz_query_step(q, stmt, &row, err);

	q->left_out_last = ok && row ? sqlite3_column_int64(stmt, 1) : 0;
	sqlite3_finalize(stmt);
	if (!ok)
		return false;
	if (q->left_out_last < 0 || q->left_out_last > gz_sql_numbers(q->db))
		return gz_query_damaged(q, err);
	q->left_out = calloc((size_t)q->left_out_last / 64 + 1, sizeof(*q->left_out));
	return q->left_out != NULL || gz_fail_nomem(err);
}

/* All documents that mention the term, whatever the filter. */
static bool leave_out(struct gz_query *q, const struct gz_selection *s, const struct gz_term *term,
		      struct gz_error *err)
{
	struct gz_selection mentions = {.terms = term,
					.term_count = 1,
					.from = GZ_NO_DAY,
					.to = GZ_NO_DAY,
					.interrupted = s->interrupted,
					.self = s->self};
	const struct gz_block_document *doc;
	struct gz_scan scan = {.heads_only = true};
	bool ok;

	ok = gz_scan_open(&scan, q, &mentions, GZ_SCAN_TERMS, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (doc->document > q->left_out_last)
			ok = gz_query_damaged(q, err);
		else
			gz_left_out_add(q, doc->document);
	}
	gz_scan_close(&scan);
	return ok;
}

bool gz_left_out_find(struct gz_query *q, const struct gz_selection *s, struct gz_error *err)
{
	bool ok;

	if (q->left_out != NULL)
		return true;
	ok = make_bits(q, err);
	for (size_t i = 0; ok && i < s->without_count; i++)
		ok = leave_out(q, s, &s->without[i], err);
	ok = ok && (!s->unique || gz_unique_find(q, s, err));
	if (!ok)
		gz_left_out_forget(q);
	return ok;
}
