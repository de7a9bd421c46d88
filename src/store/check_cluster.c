/*
 * check_cluster.c owns the comparison of clusters with sketches, and of sketches with documents: each
 * document has one, and clusters are what the sketches give. After a run that broke off they may be behind:
 * then they only have to be of documents that are there. Where no run has ended yet there are none.
 */
#include <stdio.h>

#include "internal.h"
#include "near.h"

struct look {
	struct gz_check *check;
	char *trouble;
	struct gz_near near;
	gz_cluster_vec expected;
	int64_t state; /* -1: there is none */
	struct gz_error *err;
};

/* Says what is wrong, once. */
static void wrong(struct look *l, const char *what, int64_t number)
{
	if (!l->trouble[0])
		snprintf(l->trouble, GZ_MESSAGE_MAX, "%s %lld", what, (long long)number);
}

static bool prepare(struct look *l, const char *name, sqlite3_stmt **out)
{
	int code;

	*out = gz_check_prepare(l->check, name, &code);
	return *out || gz_check_trouble(l->check, code, l->trouble, l->err);
}

/* The first number of the first row, and else what *number was. False only where the check cannot go on; so are
 * those that follow. */
static bool read_first(struct look *l, const char *name, int64_t *number)
{
	sqlite3_stmt *rows;
	bool done = true;
	int code = SQLITE_DONE;

	if (!prepare(l, name, &rows))
		return false;
	if (rows)
		code = sqlite3_step(rows);
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int64(rows, 0);
	else if (code != SQLITE_DONE)
		done = gz_check_trouble(l->check, code, l->trouble, l->err);
	sqlite3_finalize(rows);
	return done;
}

static bool read_sketches(struct look *l)
{
	sqlite3_stmt *scan;
	bool done = true;
	int code = SQLITE_DONE;

	if (!prepare(l, "queries/store_sketch_scan", &scan))
		return false;
	if (scan)
		code = gz_near_read(scan, &l->near);
	if (code == SQLITE_CORRUPT)
		wrong(l, "malformed: row of ix_sketch:", sqlite3_column_int64(scan, 0));
	else if (code == SQLITE_NOMEM)
		done = gz_fail_nomem(l->err);
	else if (code != SQLITE_DONE)
		done = gz_check_trouble(l->check, code, l->trouble, l->err);
	sqlite3_finalize(scan);
	return done;
}

/* Both come in the order of documents. */
static bool compare_documents(struct look *l)
{
	sqlite3_stmt *documents;
	size_t at = 0;
	int code = SQLITE_DONE;
	bool done = true;

	if (l->trouble[0] || !prepare(l, "queries/store_truth_documents", &documents))
		return l->trouble[0];
	while (documents && !l->trouble[0] && (code = sqlite3_step(documents)) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(documents, 0);

		if (at < l->near.documents.len && l->near.documents.ptr[at] < id)
			wrong(l, "a sketch without its document", l->near.documents.ptr[at]);
		else if (at == l->near.documents.len || l->near.documents.ptr[at++] != id)
			wrong(l, "without a sketch: document", id);
	}
	if (!l->trouble[0] && at < l->near.documents.len)
		wrong(l, "a sketch without its document", l->near.documents.ptr[at]);
	if (!l->trouble[0] && code != SQLITE_DONE)
		done = gz_check_trouble(l->check, code, l->trouble, l->err);
	sqlite3_finalize(documents);
	return done;
}

static bool find_expected(struct look *l)
{
	return (gz_near_start(&l->near) && gz_near_solve(&l->near) &&
		gz_near_clusters(&l->near, &l->expected)) ||
	       gz_fail_nomem(l->err);
}

/* A row against what is expected; `at` is the next expected one. */
static void compare_row(struct look *l, int64_t document, int64_t cluster, bool complete, size_t *at)
{
	const struct gz_near *n = &l->near;

	if (document < 1 || document > UINT32_MAX || cluster < 1 || cluster > document ||
	    gz_near_number(n, (uint32_t)document) == n->documents.len ||
	    gz_near_number(n, (uint32_t)cluster) == n->documents.len)
		wrong(l, "a cluster of what is no document has document", document);
	else if (complete && (*at == l->expected.len || l->expected.ptr[*at].document != document ||
			      l->expected.ptr[*at].cluster != cluster))
		wrong(l, "another cluster than the sketches give has document", document);
	(*at)++;
}

static bool compare_clusters(struct look *l)
{
	bool complete = l->near.documents.len && l->state == l->near.documents.ptr[l->near.documents.len - 1];
	sqlite3_stmt *scan;
	size_t at = 0;
	int code = SQLITE_DONE;
	bool done = true;

	if (l->trouble[0] || !find_expected(l) || !prepare(l, "queries/store_cluster_scan", &scan))
		return l->trouble[0];
	while (scan && !l->trouble[0] && (code = sqlite3_step(scan)) == SQLITE_ROW)
		compare_row(l, sqlite3_column_int64(scan, 0), sqlite3_column_int64(scan, 1), complete, &at);
	if (complete && !l->trouble[0] && at < l->expected.len)
		wrong(l, "without its cluster: document", l->expected.ptr[at].document);
	if (!l->trouble[0] && code != SQLITE_DONE)
		done = gz_check_trouble(l->check, code, l->trouble, l->err);
	sqlite3_finalize(scan);
	return done;
}

/* Before any run has ended. */
static bool expect_none(struct look *l)
{
	int64_t document = 0;

	if (!read_first(l, "queries/store_cluster_scan", &document))
		return false;
	if (document)
		wrong(l, "of no run that ended is the cluster of document", document);
	return true;
}

bool gz_check_clusters(struct gz_check *c, char trouble[GZ_MESSAGE_MAX], struct gz_error *err)
{
	struct look l = {.check = c, .trouble = trouble, .state = -1, .err = err};
	bool done = read_first(&l, "queries/store_cluster_state", &l.state);

	/* Of a database that an older gazet made, the next run makes them. */
	if (done && !trouble[0])
		done = l.state < 0 ? expect_none(&l)
				   : read_sketches(&l) && compare_documents(&l) && compare_clusters(&l);
	gz_near_free(&l.near);
	GZ_VEC_FREE(&l.expected);
	return done;
}
