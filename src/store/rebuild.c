/*
 * rebuild.c owns making the derived tables again from the truth: dropped, made and filled in one transaction,
 * in memory bounded by one segment.
 */
#include "gazet/sql.h"
#include "internal.h"

static bool fill(struct gz_store *s, struct gz_truth *t, struct gz_error *err)
{
	sqlite3_stmt *documents = gz_store_statement(s, GZ_SQL_TRUTH_DOCUMENTS, err);
	sqlite3_stmt *mentions = gz_store_statement(s, GZ_SQL_TRUTH_MENTIONS, err);
	int code;

	if (!documents || !mentions)
		return false;
	code = gz_truth_start(t, documents, mentions);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = gz_truth_next(t);
		if (code != SQLITE_ROW)
			break;
		if (t->strange)
			return gz_fail_at(err, GZ_EDB, s->path, 0, 0,
					  "document %lld holds impossible values: run `gazet db check`",
					  (long long)t->document);
		if (!gz_index_add(s, t->document, t->day, t->source, &t->postings, err))
			return false;
	}
	if (code != SQLITE_DONE)
		return gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(documents);
	sqlite3_reset(mentions);
	return true;
}

bool gz_store_rebuild(struct gz_store *s, struct gz_error *err)
{
	struct gz_truth t = {0};
	bool done;

	if (!gz_store_commit(s, err))
		return false;
	if (!gz_store_lock(s, err))
		return false;
	/* Nothing of the old index is read: it may be damaged, or of another version. */
	s->loaded = false;
	s->segment_last = s->segment_id = 0;
	s->tail = 0;
	gz_block_start(&s->block);
	s->block_changed = false;
	done = gz_store_exec(s, gz_sql_find("derived"), "rebuild", err) && fill(s, &t, err) &&
	       gz_index_segments(s, GZ_SEGMENT_MINIMUM, err) && gz_store_stamp(s, err);
	GZ_VEC_FREE(&t.postings);
	if (!done)
		return gz_store_abort(s);
	if (!gz_store_unlock(s, err))
		return false;
	s->stale = false;
	return true;
}
