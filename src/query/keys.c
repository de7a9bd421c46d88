/* keys.c: rows by the hash of what they hold: the sorted runs of keys that the store writes. */
#include "internal.h"

static bool find_in_chunk(struct gz_query *q, sqlite3_stmt *row, uint32_t hash, gz_id_vec *ids,
			  struct gz_error *err)
{
	struct gz_key_reader r;

	gz_key_open(&r, (uint32_t)sqlite3_column_int64(row, 0), gz_query_blob(row, 1));
	while (gz_key_next(&r) && r.key.hash <= hash) {
		if (r.key.hash == hash && !GZ_PUSH(ids, (int64_t)r.key.id))
			return gz_fail_nomem(err);
	}
	return !r.damaged || gz_query_damaged(q, err);
}

static bool find_in_run(struct gz_query *q, sqlite3_stmt *find, int64_t run, uint32_t hash, gz_id_vec *ids,
			struct gz_error *err)
{
	bool row;

	sqlite3_reset(find);
	if (run < 1 || run > INT32_MAX)
		return gz_query_damaged(q, err);
	if (sqlite3_bind_int64(find, 1, gz_key_chunk(run, 0)) != SQLITE_OK ||
	    sqlite3_bind_int64(find, 2, gz_key_chunk(run, hash)) != SQLITE_OK)
		return gz_query_fail(q, err);
	if (!gz_query_step(q, find, &row, err))
		return false;
	return !row || find_in_chunk(q, find, hash, ids, err);
}

bool gz_query_keys(struct gz_query *q, enum gz_key_kind kind, uint32_t hash, gz_id_vec *ids,
		   struct gz_error *err)
{
	sqlite3_stmt *runs = NULL, *find = NULL;
	bool row, ok;

	ok = gz_query_prepare(q, "runs", &runs, err) && gz_query_prepare(q, "key", &find, err);
	while (ok && (ok = gz_query_step(q, runs, &row, err)) && row) {
		struct gz_key_run run;

		if (!gz_key_run_read(gz_query_blob(runs, 1), &run))
			ok = gz_query_damaged(q, err);
		else if (run.kind == kind)
			ok = find_in_run(q, find, gz_key_run_of(sqlite3_column_int64(runs, 0)), hash, ids,
					 err);
	}
	sqlite3_finalize(runs);
	sqlite3_finalize(find);
	return ok;
}
