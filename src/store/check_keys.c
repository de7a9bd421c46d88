/*
 * check_keys.c owns the comparison of the keys with the rows that they find: of every kind the number and the
 * sum of a hash of (hash, id) must agree. Keys of removed documents may be left over; they find nothing. The
 * filters in front of runs must let every key pass.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define ORIGINAL UINT32_MAX /* no duplicate */

struct sum {
	uint64_t count, sum;
};
struct look {
	struct gz_check *check;
	char *trouble;
	int64_t most; /* of the numbers of documents: gz_sql_numbers() */
	struct sum rows[GZ_KEY_KINDS], keys[GZ_KEY_KINDS];
	GZ_VEC(uint32_t) documents; /* by id: what it is a duplicate of, or ORIGINAL; 0: there is none */
	struct {
		int64_t id;
		enum gz_key_kind kind;
		uint64_t keys, found;
		char *filter;
		size_t bytes;
	} run;
	struct gz_error *err;
};

static void add(struct sum *to, uint32_t hash, int64_t id)
{
	uint32_t pair[2] = {hash, (uint32_t)id};

	to->count++;
	to->sum += gz_str_hash(gz_str_of((const char *)pair, sizeof(pair)));
}

/* Says what is wrong, once; false. */
static bool wrong(struct look *l, const char *what, int64_t number)
{
	if (!l->trouble[0])
		snprintf(l->trouble, GZ_MESSAGE_MAX, "%s %lld", what, (long long)number);
	return false;
}

/* ---- rows ---------------------------------------------------------------------- */

static bool add_document(struct look *l, sqlite3_stmt *row)
{
	int64_t id = sqlite3_column_int64(row, 0);
	struct gz_str hash = gz_store_blob(row, 3);
	size_t before = l->documents.len;
	bool original = sqlite3_column_type(row, 4) == SQLITE_NULL;

	if (id < 1 || id > l->most || hash.len != 16)
		return wrong(l, "impossible values in document", id);
	if ((size_t)id >= before) {
		if (!GZ_GROW(&l->documents, (size_t)id + 1 - before))
			return gz_fail_nomem(l->err);
		l->documents.len = (size_t)id + 1;
		memset(l->documents.ptr + before, 0, (l->documents.len - before) * sizeof(*l->documents.ptr));
	}
	l->documents.ptr[id] = original ? ORIGINAL : (uint32_t)sqlite3_column_int64(row, 4);
	add(&l->rows[GZ_KEY_IDENTITY], gz_key_identity(sqlite3_column_int64(row, 1), gz_store_blob(row, 2)),
	    id);
	if (original)
		add(&l->rows[GZ_KEY_CONTENT], gz_key_content((const unsigned char *)hash.ptr), id);
	else
		add(&l->rows[GZ_KEY_DUPLICATE], gz_key_number(sqlite3_column_int64(row, 4)), id);
	return true;
}

static bool add_source(struct look *l, sqlite3_stmt *row)
{
	add(&l->rows[GZ_KEY_SOURCE], gz_key_text(gz_store_blob(row, 1)), sqlite3_column_int64(row, 0));
	return true;
}

static bool add_entity(struct look *l, sqlite3_stmt *row)
{
	add(&l->rows[GZ_KEY_ENTITY], gz_key_text(gz_store_blob(row, 1)), sqlite3_column_int64(row, 0));
	return true;
}

static bool add_name(struct look *l, sqlite3_stmt *row)
{
	add(&l->rows[GZ_KEY_NAME], gz_key_text(gz_store_blob(row, 1)), sqlite3_column_int64(row, 0));
	return true;
}

static bool add_reading(struct look *l, sqlite3_stmt *row)
{
	int64_t parts[GZ_READING_PARTS];

	gz_reading_parts(row, 1, parts);
	add(&l->rows[GZ_KEY_READING], gz_key_reading(parts), sqlite3_column_int64(row, 0));
	return true;
}

/* False where not even a row of the answer can be given. */
static bool walk(struct look *l, const char *statement, bool (*each)(struct look *l, sqlite3_stmt *row))
{
	int code;
	sqlite3_stmt *rows = gz_check_prepare(l->check, statement, &code);
	bool going = true, done = true;

	while (rows && going && !l->trouble[0] && (code = sqlite3_step(rows)) == SQLITE_ROW)
		going = each(l, rows);
	if (!going)
		done = l->trouble[0] != '\0';
	else if (code != SQLITE_DONE && !l->trouble[0])
		done = gz_check_trouble(l->check, code, l->trouble, l->err);
	sqlite3_finalize(rows);
	return done;
}

/* ---- keys ---------------------------------------------------------------------- */

/* A document that is gone, or an original that was a duplicate, may have left its key; one that became the
 * duplicate of another, the key of that. */
static bool is_left_over(const struct look *l, struct gz_key key)
{
	uint32_t of = key.id < l->documents.len ? l->documents.ptr[key.id] : 0;

	switch (l->run.kind) {
	case GZ_KEY_IDENTITY: return !of;
	case GZ_KEY_CONTENT: return of != ORIGINAL;
	case GZ_KEY_DUPLICATE: return !of || of == ORIGINAL || gz_key_number(of) != key.hash;
	default: return false;
	}
}

static bool add_chunk(struct look *l, sqlite3_stmt *row)
{
	int64_t id = sqlite3_column_int64(row, 0);
	struct gz_key_reader r;
	struct gz_key last = {0, 0};

	gz_key_open(&r, (uint32_t)id, gz_store_blob(row, 1));
	while (gz_key_next(&r)) {
		if (r.key.hash == last.hash && r.key.id <= last.id)
			return wrong(l, "out of order: keys of run", l->run.id);
		if (l->run.filter &&
		    !gz_filter_has((const unsigned char *)l->run.filter, l->run.bytes, r.key.hash))
			return wrong(l, "the filter hides keys of run", l->run.id);
		last = r.key;
		l->run.found++;
		if (!is_left_over(l, r.key))
			add(&l->keys[l->run.kind], r.key.hash, r.key.id);
	}
	return !r.damaged || wrong(l, "malformed: keys of run", l->run.id);
}

static bool end_run(struct look *l)
{
	bool same = l->run.keys == l->run.found;

	free(l->run.filter);
	l->run.filter = NULL;
	return same || wrong(l, "keys are missing in run", l->run.id);
}

/* One run after the other: the chunks come in the order of their runs. */
static bool walk_run(struct look *l, sqlite3_stmt *run, sqlite3_stmt *chunks, int *chunk)
{
	struct gz_str filter = gz_store_blob(run, 2);
	struct gz_key_run what;

	l->run.id = gz_key_run_of(sqlite3_column_int64(run, 0));
	if (l->run.id < 1 || l->run.id >= INT32_MAX || !gz_key_run_read(gz_store_blob(run, 1), &what))
		return wrong(l, "impossible values in run", l->run.id);
	l->run.kind = what.kind;
	l->run.keys = what.keys;
	l->run.found = 0;
	l->run.bytes = filter.len;
	if (filter.len) {
		l->run.filter = malloc(filter.len);
		if (!l->run.filter)
			return gz_fail_nomem(l->err);
		memcpy(l->run.filter, filter.ptr, filter.len);
	}
	while (*chunk == SQLITE_ROW && sqlite3_column_int64(chunks, 0) < gz_key_chunk(l->run.id + 1, 0)) {
		if (sqlite3_column_int64(chunks, 0) < gz_key_chunk(l->run.id, 0))
			return wrong(l, "keys of no run in front of run", l->run.id);
		if (!add_chunk(l, chunks))
			return false;
		*chunk = sqlite3_step(chunks);
	}
	return end_run(l);
}

static bool walk_keys(struct look *l)
{
	int code, chunk;
	sqlite3_stmt *chunks = NULL, *runs = gz_check_prepare(l->check, "queries/store_check_runs", &code);
	bool going = true, done = true;

	if (runs)
		chunks = gz_check_prepare(l->check, "queries/store_check_keys_of", &code);
	chunk = chunks ? sqlite3_step(chunks) : SQLITE_DONE;
	while (chunks && going && (code = sqlite3_step(runs)) == SQLITE_ROW)
		going = walk_run(l, runs, chunks, &chunk);
	if (chunk != SQLITE_ROW && chunk != SQLITE_DONE)
		code = chunk;
	if (!going)
		done = l->trouble[0] != '\0';
	else if (code != SQLITE_DONE)
		done = gz_check_trouble(l->check, code, l->trouble, l->err);
	else if (chunk == SQLITE_ROW)
		wrong(l, "keys of no run behind run", l->run.id);
	free(l->run.filter);
	l->run.filter = NULL;
	sqlite3_finalize(chunks);
	sqlite3_finalize(runs);
	return done;
}

bool gz_check_keys(struct gz_check *c, char trouble[GZ_MESSAGE_MAX], struct gz_error *err)
{
	static const char *const what[GZ_KEY_KINDS] = {
		"documents by id", "documents by content", "duplicates", "sources", "entities", "names",
		"readings"};
	struct look l = {.check = c, .trouble = trouble, .most = gz_sql_numbers(c->db), .err = err};
	bool done;

	done = walk(&l, "queries/store_truth_sources", add_source) &&
	       walk(&l, "queries/store_truth_identities", add_document) &&
	       walk(&l, "queries/store_truth_entities", add_entity) &&
	       walk(&l, "queries/store_truth_names", add_name) &&
	       walk(&l, "queries/store_truth_reading_parts", add_reading) && (trouble[0] || walk_keys(&l));
	for (size_t kind = 0; done && !trouble[0] && kind < GZ_KEY_KINDS; kind++)
		if (l.rows[kind].count != l.keys[kind].count || l.rows[kind].sum != l.keys[kind].sum)
			snprintf(trouble, GZ_MESSAGE_MAX, "the keys do not find all %s, or what is none",
				 what[kind]);
	GZ_VEC_FREE(&l.documents);
	return done;
}
