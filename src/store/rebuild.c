/*
 * rebuild.c owns making the derived tables again from the truth: dropped, made and filled in one transaction,
 * in memory bounded by one segment.
 */
#include "gazet/sql.h"
#include "internal.h"

static bool fill(struct gz_store *s, struct gz_truth *t, struct gz_error *err)
{
	int code;

	t->documents = gz_store_statement(s, GZ_SQL_TRUTH_DOCUMENTS, err);
	t->readings = gz_store_statement(s, GZ_SQL_TRUTH_READINGS, err);
	t->mentions = gz_store_statement(s, GZ_SQL_TRUTH_MENTIONS, err);
	if (!t->documents || !t->readings || !t->mentions)
		return false;
	code = gz_truth_start(t);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = gz_truth_next(t);
		if (code != SQLITE_ROW)
			break;
		if (t->strange)
			return gz_fail_at(err, GZ_EDB, s->path, 0, 0,
					  "document %lld holds impossible values: run `gazet db check`",
					  (long long)t->head.document);
		if (!gz_index_add(s, &t->head, &t->postings, err))
			return false;
		if (s->tail >= GZ_SEGMENT_DOCUMENTS && !gz_index_segments(s, GZ_SEGMENT_DOCUMENTS, err))
			return false;
	}
	if (code != SQLITE_DONE)
		return gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(t->documents);
	sqlite3_reset(t->readings);
	sqlite3_reset(t->mentions);
	return true;
}

/* In the caller's transaction. Nothing of the old index is read: it may be damaged, or of another version. */
bool gz_index_rebuild(struct gz_store *s, struct gz_error *err)
{
	struct gz_truth t = {.more = false};
	bool done;

	s->loaded = false;
	s->segment_last = s->segment_id = 0;
	s->tail = 0;
	s->counting.len = 0;
	gz_keys_forget(s);
	gz_block_start(&s->block);
	s->block_changed = false;
	done = gz_store_exec(s, gz_sql_find("derived"), "rebuild", err) && fill(s, &t, err) &&
	       gz_index_segments(s, s->segment_minimum, err) && gz_keys_rebuild(s, err) &&
	       gz_store_stamp(s, err);
	gz_truth_free(&t);
	return done;
}

bool gz_store_rebuild(struct gz_store *s, struct gz_error *err)
{
	if (!gz_store_commit(s, err) || !gz_store_lock(s, err))
		return false;
	if (!gz_index_rebuild(s, err) || !gz_clusters_rebuild(s, err))
		return gz_store_abort(s);
	if (!gz_store_unlock(s, err))
		return false;
	s->stale = false;
	return true;
}
