/*
 * cluster.c owns sketches and clusters. A document's sketch is written with it; clusters are
 * found at the end of a run: when documents were only added, by comparing the new ones with all; when one was
 * removed, by comparing all, for what it kept apart or together is not known without it. In between, clusters
 * name documents that are there.
 */
#include <stdlib.h>

#include "internal.h"
#include "near.h"

bool gz_cluster_put(struct gz_store *s, int64_t document, int64_t cluster, struct gz_error *err)
{
	sqlite3_stmt *put = gz_store_statement(s, GZ_SQL_CLUSTER_PUT, err);

	if (!put)
		return false;
	sqlite3_bind_int64(put, 1, document);
	sqlite3_bind_int64(put, 2, cluster);
	return gz_store_run(s, put, "write", err);
}

/* ---- sketches ---------------------------------------------------------------- */

static bool put_sketch(struct gz_store *s, int64_t document, const struct gz_sketch *sketch,
		       const unsigned char hash[16], struct gz_error *err)
{
	struct gz_near_rows rows;

	gz_near_rows_of(sketch, hash, &rows);
	return gz_sketches_put(s, document, &rows, err);
}

/* Without a maker every document is brief: only copies are found. */
static bool make_sketch(struct gz_store *s, const struct gz_str field[GZ_FIELDS], struct gz_sketch *out,
			struct gz_error *err)
{
	*out = (struct gz_sketch){.made = true, .brief = true};
	gz_arena_reset(&s->folded);
	return !s->sketch || s->sketch(field, &s->folded, out, err);
}

bool gz_clusters_add(struct gz_store *s, int64_t document, const struct gz_tagged *tagged,
		     struct gz_error *err)
{
	struct gz_sketch sketch = tagged->sketch;

	if (!sketch.made && !make_sketch(s, tagged->doc.field, &sketch, err))
		return false;
	return put_sketch(s, document, &sketch, tagged->doc.hash, err);
}

bool gz_clusters_remove(struct gz_store *s, int64_t document, struct gz_error *err)
{
	if (!gz_sketches_drop(s, document, err) ||
	    !gz_store_run_with(s, GZ_SQL_CLUSTER_DELETE, document, 0, err))
		return false;
	s->cluster_broken = s->cluster_broken || sqlite3_changes(s->db) > 0;
	s->clusters_void = true;
	return true;
}

/* Of all documents, as they are stored. */
static bool sketch_all(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *texts = gz_store_statement(s, GZ_SQL_TRUTH_TEXTS, err);
	bool done = texts != NULL;
	int code = SQLITE_DONE;

	while (done && (code = sqlite3_step(texts)) == SQLITE_ROW) {
		const struct gz_str field[GZ_FIELDS] = {gz_store_blob(texts, 2), gz_store_blob(texts, 3)};
		struct gz_str hash = gz_store_blob(texts, 1);
		int64_t id = sqlite3_column_int64(texts, 0);
		struct gz_sketch sketch;

		if (hash.len != 16 || id < 1 || id > UINT32_MAX)
			done = gz_fail_at(err, GZ_EDB, s->path, 0, 0,
					  "document %lld holds impossible values: run `gazet db check`",
					  (long long)id);
		done = done && make_sketch(s, field, &sketch, err) &&
		       put_sketch(s, id, &sketch, (const unsigned char *)hash.ptr, err);
	}
	if (done && code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(texts);
	return done && gz_sketches_flush(s, err);
}

/* ---- clusters ---------------------------------------------------------------- */

bool gz_clusters_read(struct gz_store *s, gz_cluster_vec *rows, struct gz_error *err)
{
	sqlite3_stmt *scan = gz_store_statement(s, GZ_SQL_CLUSTER_SCAN, err);
	bool done = scan != NULL;
	int code = SQLITE_DONE;

	while (done && (code = sqlite3_step(scan)) == SQLITE_ROW) {
		int64_t document = sqlite3_column_int64(scan, 0), cluster = sqlite3_column_int64(scan, 1);

		if (cluster < 1 || cluster > document || document > UINT32_MAX)
			done = gz_index_damaged(s, err);
		else if (!GZ_PUSH(rows, ((struct gz_cluster){(uint32_t)document, (uint32_t)cluster})))
			done = gz_fail_nomem(err);
	}
	if (done && code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(scan);
	return done;
}

/* Makes the table what it should be; both by document. */
static bool write_changes(struct gz_store *s, const gz_cluster_vec *old, const gz_cluster_vec *now,
			  struct gz_error *err)
{
	bool done = true;
	size_t at = 0;

	for (size_t i = 0; done && i < now->len; i++) {
		struct gz_cluster row = now->ptr[i];

		for (; done && at < old->len && old->ptr[at].document < row.document; at++)
			done = gz_store_run_with(s, GZ_SQL_CLUSTER_DELETE, old->ptr[at].document, 0, err);
		if (at < old->len && old->ptr[at].document == row.document &&
		    old->ptr[at++].cluster == row.cluster)
			continue;
		done = done && gz_cluster_put(s, row.document, row.cluster, err);
	}
	for (; done && at < old->len; at++)
		done = gz_store_run_with(s, GZ_SQL_CLUSTER_DELETE, old->ptr[at].document, 0, err);
	return done;
}

static int compare_clusters(const void *left, const void *right)
{
	const struct gz_cluster *a = left, *b = right;

	if (a->cluster != b->cluster)
		return a->cluster < b->cluster ? -1 : 1;
	return (a->document > b->document) - (a->document < b->document);
}

/* Documents have gone: a cluster is called after the first one left, and one alone is none. */
static bool mend(struct gz_store *s, struct gz_error *err)
{
	gz_cluster_vec rows = {.len = 0};
	bool done = gz_clusters_read(s, &rows, err);
	size_t end;

	if (done && rows.len > 1)
		qsort(rows.ptr, rows.len, sizeof(*rows.ptr), compare_clusters);
	for (size_t at = 0; done && at < rows.len; at = end) {
		uint32_t first = rows.ptr[at].document;

		for (end = at + 1; end < rows.len && rows.ptr[end].cluster == rows.ptr[at].cluster; end++)
			;
		if (end - at == 1)
			done = gz_store_run_with(s, GZ_SQL_CLUSTER_DELETE, first, 0, err);
		for (size_t i = at; done && end - at > 1 && first != rows.ptr[at].cluster && i < end; i++)
			done = gz_cluster_put(s, rows.ptr[i].document, first, err);
	}
	GZ_VEC_FREE(&rows);
	return done;
}

bool gz_clusters_create(struct gz_store *s, struct gz_error *err)
{
	return gz_cluster_put(s, 0, 0, err);
}

bool gz_clusters_flush(struct gz_store *s, struct gz_error *err)
{
	if (!gz_sketches_flush(s, err))
		return false;
	/* No row: nobody has made sketches yet, and settling will see it. */
	if (s->clusters_void && !gz_store_run_with(s, GZ_SQL_CLUSTER_VOID, 0, 0, err))
		return false;
	if (s->cluster_broken && !mend(s, err))
		return false;
	s->clusters_void = s->cluster_broken = false;
	return true;
}

/* ---- finding them -------------------------------------------------------------- */

static bool read_sketches(struct gz_store *s, struct gz_near *n, struct gz_error *err)
{
	sqlite3_stmt *scan = gz_store_statement(s, GZ_SQL_SKETCH_SCAN, err);
	/* However great the last number is, there are no more than the file has room for. */
	int64_t room = gz_sql_numbers(s->db) / GZ_NEAR_BYTES;
	size_t most = (size_t)(room < s->next_document ? room : s->next_document);
	int code;

	if (!scan)
		return false;
	if (!GZ_GROW(&n->documents, most) || !GZ_GROW(&n->sketches, most))
		return gz_fail_nomem(err);
	code = gz_near_read(scan, n);
	sqlite3_reset(scan);
	if (code == SQLITE_CORRUPT)
		return gz_index_damaged(s, err);
	return code == SQLITE_DONE || gz_store_fail(s->db, s->path, code, "read", err);
}

static bool find_clusters(struct gz_store *s, struct gz_error *err)
{
	gz_cluster_vec old = {.len = 0}, now = {.len = 0};
	struct gz_near n = {.parent = NULL};
	bool done;

	done = gz_clusters_read(s, &old, err) && read_sketches(s, &n, err) &&
	       ((gz_near_start(&n) && gz_near_solve(&n) && gz_near_clusters(&n, &now)) || gz_fail_nomem(err));
	done = done && write_changes(s, &old, &now, err) &&
	       gz_cluster_put(s, 0, n.documents.len ? n.documents.ptr[n.documents.len - 1] : 0, err);
	gz_near_free(&n);
	GZ_VEC_FREE(&old);
	GZ_VEC_FREE(&now);
	return done;
}

/* Those behind `behind` are compared with all; so many at a time, or all with all where they are the most. */
static bool find_more(struct gz_store *s, int64_t behind, struct gz_error *err)
{
	int64_t last = s->next_document - 1;

	if (last > UINT32_MAX || !behind || last - behind > behind / 2)
		return find_clusters(s, err);
	while (behind < last) {
		int64_t upto = last - behind > GZ_NEAR_NEW_MOST ? behind + GZ_NEAR_NEW_MOST : last;

		if (!gz_clusters_extend(s, (uint32_t)behind, (uint32_t)upto, err))
			return false;
		behind = upto;
	}
	return true;
}

bool gz_clusters_settle(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *state;
	int64_t behind;
	int code;

	if (!gz_clusters_flush(s, err))
		return false;
	state = gz_store_statement(s, GZ_SQL_CLUSTER_STATE, err);
	if (!state)
		return false;
	code = sqlite3_step(state);
	behind = code == SQLITE_ROW ? sqlite3_column_int64(state, 0) : 0;
	sqlite3_reset(state);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return gz_store_fail(s->db, s->path, code, "read", err);
	if (behind < 0 || behind > UINT32_MAX)
		return gz_index_damaged(s, err);
	/* No state: an older gazet's tables were brought up to date, and nobody could make sketches. */
	if (code == SQLITE_DONE && !sketch_all(s, err))
		return false;
	return behind == s->next_document - 1 || find_more(s, behind, err);
}

bool gz_clusters_rebuild(struct gz_store *s, struct gz_error *err)
{
	s->clusters_void = s->cluster_broken = false;
	return sketch_all(s, err) && find_clusters(s, err);
}

bool gz_store_clusters(struct gz_store *s, uint64_t *documents, uint64_t *clusters, struct gz_error *err)
{
	sqlite3_stmt *count = gz_store_statement(s, GZ_SQL_CLUSTER_COUNT, err);
	int code;

	*documents = *clusters = 0;
	if (!count)
		return false;
	code = sqlite3_step(count);
	if (code == SQLITE_ROW) {
		*documents = (uint64_t)sqlite3_column_int64(count, 0);
		*clusters = (uint64_t)sqlite3_column_int64(count, 1);
	}
	sqlite3_reset(count);
	return code == SQLITE_ROW || gz_store_fail(s->db, s->path, code, "read", err);
}

void gz_store_sketch_by(struct gz_store *s, gz_sketch_maker *sketch)
{
	s->sketch = sketch;
}
