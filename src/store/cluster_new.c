/*
 * cluster_new.c owns the clusters of documents that came to others: what was found before stays, and of the
 * table only the rows are written that a new document adds or changes.
 */
#include <stdlib.h>

#include "internal.h"
#include "near.h"

struct extending {
	struct gz_store *store;
	gz_cluster_vec old; /* the table */
	size_t left;	    /* of it: the rows of documents that are yet to come */
	struct gz_near fresh;
	struct gz_near_new found;
	uint32_t behind, upto;
};

static bool take_fresh(void *to, uint32_t document, const unsigned char *sketch)
{
	struct extending *e = to;

	return document <= e->behind || document > e->upto || gz_near_add(&e->fresh, document, sketch);
}

/* From the last one to the first. */
static bool take_old(void *to, uint32_t document, const unsigned char *sketch)
{
	struct extending *e = to;
	const struct gz_cluster *row;

	if (document > e->behind)
		return true;
	while (e->left && e->old.ptr[e->left - 1].document > document)
		e->left--;
	row = e->left ? &e->old.ptr[e->left - 1] : NULL;
	return gz_near_new_meet(&e->found, document, row && row->document == document ? row->cluster : 0,
				sketch);
}

static bool each_sketch(struct extending *e, enum gz_statement which, uint32_t first, uint32_t last,
			gz_sketch_taker *take, struct gz_error *err)
{
	struct gz_store *s = e->store;
	sqlite3_stmt *scan = gz_store_statement(s, which, err);
	int code;

	if (!scan)
		return false;
	sqlite3_bind_int64(scan, 1, (first - 1) / GZ_SKETCH_CHUNK);
	sqlite3_bind_int64(scan, 2, (last - 1) / GZ_SKETCH_CHUNK);
	code = gz_sketches_each(scan, which == GZ_SQL_SKETCH_BACK, take, e);
	sqlite3_reset(scan);
	if (code == SQLITE_CORRUPT)
		return gz_index_damaged(s, err);
	return code == SQLITE_DONE || gz_store_fail(s->db, s->path, code, "read", err);
}

/* What was alike before, of the documents that are here. */
static bool join_old(struct extending *e, struct gz_error *err)
{
	struct gz_near *n = &e->found.n;

	for (size_t i = 0, at = 0; i < n->documents.len; i++) {
		size_t first;

		while (at < e->old.len && e->old.ptr[at].document < n->documents.ptr[i])
			at++;
		if (at == e->old.len || e->old.ptr[at].document != n->documents.ptr[i])
			continue;
		first = gz_near_number(n, e->old.ptr[at].cluster);
		if (first == n->documents.len)
			return gz_index_damaged(e->store, err);
		gz_near_join(n, i, first);
	}
	return true;
}

static bool find(struct extending *e, struct gz_error *err)
{
	if (!each_sketch(e, GZ_SQL_SKETCH_BETWEEN, e->behind + 1, e->upto, take_fresh, err))
		return false;
	if (!gz_near_new_start(&e->found, &e->fresh))
		return gz_fail_nomem(err);
	e->left = e->old.len;
	if (!each_sketch(e, GZ_SQL_SKETCH_BACK, 1, e->behind, take_old, err))
		return false;
	if (!gz_near_new_add(&e->found, &e->fresh) || !gz_near_start(&e->found.n))
		return gz_fail_nomem(err);
	return join_old(e, err) && (gz_near_new_solve(&e->found) || gz_fail_nomem(err));
}

/* Two clusters that were there may have become one. */
static bool write_merged(struct extending *e, struct gz_error *err)
{
	const struct gz_near *n = &e->found.n;

	for (size_t i = 0; i < e->old.len; i++) {
		struct gz_cluster row = e->old.ptr[i];
		size_t number = gz_near_number(n, row.cluster);
		uint32_t first;

		if (number == n->documents.len)
			return gz_index_damaged(e->store, err);
		first = n->documents.ptr[gz_near_first(n, number)];
		if (first != row.cluster && !gz_cluster_put(e->store, row.document, first, err))
			return false;
	}
	return true;
}

/* Rows for documents that have none; *merged: a cluster that was there has another first document now. */
static bool write_more(struct extending *e, const unsigned char *shared, bool *merged, struct gz_error *err)
{
	const struct gz_near *n = &e->found.n;

	*merged = false;
	for (size_t i = 0, at = 0; i < n->documents.len; i++) {
		uint32_t document = n->documents.ptr[i], first = n->documents.ptr[gz_near_first(n, i)];

		while (at < e->old.len && e->old.ptr[at].document < document)
			at++;
		if (at < e->old.len && e->old.ptr[at].document == document)
			*merged |= e->old.ptr[at].cluster != first;
		else if (shared[i] && !gz_cluster_put(e->store, document, first, err))
			return false;
	}
	return true;
}

static bool write_found(struct extending *e, struct gz_error *err)
{
	const struct gz_near *n = &e->found.n;
	unsigned char *shared = calloc(n->documents.len + 1, 1);
	bool done = shared || gz_fail_nomem(err), merged = false;

	for (size_t i = 0; done && i < n->documents.len; i++)
		if (gz_near_first(n, i) != i)
			shared[i] = shared[gz_near_first(n, i)] = 1;
	done = done && write_more(e, shared, &merged, err) && (!merged || write_merged(e, err));
	free(shared);
	return done;
}

bool gz_clusters_extend(struct gz_store *s, uint32_t behind, uint32_t upto, struct gz_error *err)
{
	struct extending e = {.store = s, .behind = behind, .upto = upto};
	bool done = gz_clusters_read(s, &e.old, err) && find(&e, err) && write_found(&e, err);

	done = done && (!e.fresh.documents.len ||
			gz_cluster_put(s, 0, e.fresh.documents.ptr[e.fresh.documents.len - 1], err));
	gz_near_free(&e.fresh);
	gz_near_new_free(&e.found);
	GZ_VEC_FREE(&e.old);
	return done;
}
