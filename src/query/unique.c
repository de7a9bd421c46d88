/*
 * unique.c: which documents a question with `unique` leaves out. Of each cluster the first document that fits
 * the filter stays; so the heads of all documents of the filter are read once, beside the table of clusters.
 */
#include <stdlib.h>

#include "internal.h"

struct row {
	int64_t document, cluster;
};
typedef GZ_VEC(struct row) row_vec;

struct gz_uniqueness gz_query_uniqueness(const struct gz_query *q)
{
	return q->uniqueness;
}

/* By document. */
static bool read_clusters(struct gz_query *q, row_vec *rows, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "clusters", &stmt, err);

	while (ok && (ok = gz_query_step(q, stmt, &row, err)) && row) {
		struct row next = {sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1)};

		if (next.cluster < 1 || next.cluster > next.document || next.document > UINT32_MAX)
			ok = gz_query_damaged(q, err);
		else if (!GZ_PUSH(rows, next))
			ok = gz_fail_nomem(err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

/* Reads the heads of the filter; `met` are the clusters that have had a document. */
static bool pass(struct gz_query *q, const struct gz_selection *s, const row_vec *rows, uint64_t *met,
		 struct gz_error *err)
{
	struct gz_selection filter = {.from = s->from,
				      .to = s->to,
				      .sources = s->sources,
				      .source_count = s->source_count,
				      .without = s->without,
				      .without_count = s->without_count,
				      .interrupted = s->interrupted,
				      .self = s->self};
	const struct gz_block_document *doc;
	struct gz_scan scan = {.bare = true};
	size_t at = 0;
	bool ok;

	q->uniqueness = (struct gz_uniqueness){0, 0};
	ok = gz_scan_open(&scan, q, &filter, GZ_SCAN_FILTER, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		int64_t id = doc->document, cluster;

		q->uniqueness.documents++;
		while (at < rows->len && rows->ptr[at].document < id)
			at++;
		if (at < rows->len && rows->ptr[at].document == id) {
			cluster = rows->ptr[at].cluster;
			if (met[cluster / 64] >> cluster % 64 & 1) {
				gz_left_out_add(q, id);
				continue;
			}
			met[cluster / 64] |= (uint64_t)1 << cluster % 64;
		}
		q->uniqueness.unique++;
	}
	gz_scan_close(&scan);
	return ok;
}

bool gz_unique_find(struct gz_query *q, const struct gz_selection *s, struct gz_error *err)
{
	row_vec rows = {.len = 0};
	uint64_t *met = NULL;
	bool ok = read_clusters(q, &rows, err);

	if (ok && rows.len > 0 && rows.ptr[rows.len - 1].document > q->left_out_last)
		ok = gz_query_damaged(q, err);
	met = ok ? calloc((size_t)q->left_out_last / 64 + 1, sizeof(*met)) : NULL;
	ok = ok && (met != NULL || gz_fail_nomem(err)) && pass(q, s, &rows, met, err);
	free(met);
	GZ_VEC_FREE(&rows);
	return ok;
}
