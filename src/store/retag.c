/*
 * retag.c owns tagging stored documents again: their mentions are replaced where they stand, so that a
 * document keeps its number, and what refers to it stays right. The segments are given up at the first one (a
 * question then reads the blocks) and made again at the end, once, whatever was changed.
 */
#include "internal.h"

/* The first one of the run: what is added later begins a block of its own. */
static bool start(struct gz_store *s, struct gz_error *err)
{
	/* Another process may have made segments since. */
	if (s->retagging && !s->segment_last)
		return true;
	if (!gz_index_flush(s, err) || !gz_index_unsegment(s, err))
		return false;
	gz_block_start(&s->block);
	s->retagging = true;
	return true;
}

static bool replace(struct gz_store *s, int64_t document, const struct gz_tagged *tagged,
		    struct gz_error *err)
{
	sqlite3_stmt *exists;
	int64_t there;
	bool found;

	if (!gz_store_batch(s, err) || !start(s, err))
		return false;
	exists = gz_store_statement(s, GZ_SQL_DOCUMENT_EXISTS, err);
	if (!exists)
		return false;
	sqlite3_bind_int64(exists, 1, document);
	if (!gz_store_number(s, exists, &there, err))
		return false;
	if (!there)
		return true;
	if (!gz_patch_seek(s, document, &found, err))
		return false;
	if (!found)
		return gz_index_damaged(s, err);
	gz_store_drop_rows(s, document);
	return gz_store_run_with(s, GZ_SQL_OCCURRENCE_DELETE, document, 0, err) &&
	       gz_store_mentions(s, tagged, document, err) && gz_patch_put(s, err) &&
	       gz_store_insert_rows(s, false, err);
}

static bool may_retag(struct gz_store *s, struct gz_error *err)
{
	if (!gz_store_usable(s, err))
		return false;
	return s->names || gz_fail(err, GZ_EUSAGE, "no run was begun");
}

bool gz_store_retag(struct gz_store *s, int64_t document, const struct gz_tagged *tagged,
		    struct gz_error *err)
{
	return may_retag(s, err) && (replace(s, document, tagged, err) || gz_store_abort(s));
}

bool gz_store_retag_minted(struct gz_store *s, const struct gz_entity *entity, struct gz_error *err)
{
	struct gz_str key;
	int64_t id;

	if (!may_retag(s, err))
		return false;
	/* The first document that names it says what it is. */
	if (gz_map_get(&s->minted, entity->id))
		return true;
	key = gz_arena_str(&s->texts, entity->id);
	if (!key.ptr || !gz_map_put(&s->minted, key, 0, NULL)) {
		gz_fail_nomem(err);
		return gz_store_abort(s);
	}
	return (gz_store_batch(s, err) && gz_store_entity_find(s, entity->id, &id, err) &&
		(!id || gz_store_entity_set(s, id, entity, err))) ||
	       gz_store_abort(s);
}

bool gz_store_retagged(struct gz_store *s, int64_t document, struct gz_error *err)
{
	if (!may_retag(s, err))
		return false;
	return (gz_store_batch(s, err) && gz_tagging_move(s, document, err)) || gz_store_abort(s);
}

/* A tagging that nobody knows: everything differs from it. */
bool gz_store_retag_all(struct gz_store *s, struct gz_error *err)
{
	const struct gz_tagging unknown = {.options = GZ_STR("")};
	int64_t own = s->tagging;

	if (!may_retag(s, err) || !gz_store_tagging(s, &unknown, err))
		return false;
	if (!gz_store_run_with(s, GZ_SQL_TAGGED_DROP, INT64_MIN, INT64_MAX, err) ||
	    !gz_store_run_with(s, GZ_SQL_TAGGED_PUT, 1, s->tagging, err))
		return gz_store_abort(s);
	s->tagging = own;
	return gz_tagging_load(s, err) || gz_store_abort(s);
}

/* What stands behind the last document is nobody's: it came of ranges whose documents are gone. */
static bool tidy(struct gz_store *s, struct gz_error *err)
{
	int64_t document;

	return gz_store_last(s, GZ_SQL_DOCUMENT_LAST, "document", &document, err) &&
	       gz_store_run_with(s, GZ_SQL_TAGGED_DROP, document + 1, INT64_MAX, err) &&
	       gz_store_run_with(s, GZ_SQL_TAGGING_PRUNE, s->tagging, 0, err);
}

static bool end(struct gz_store *s, const struct gz_counts *counts, bool interrupted, struct gz_error *err)
{

	if (!gz_store_batch(s, err) || !gz_store_flush(s, err))
		return false;
	if (!interrupted && (!tidy(s, err) || !gz_store_settle(s, err)))
		return false;
	return gz_index_segments(s, s->segment_minimum, err) && gz_keys_settle(s, err) &&
	       gz_store_finish(s, counts, interrupted, err);
}

bool gz_store_retag_end(struct gz_store *s, const struct gz_counts *counts, bool interrupted,
			struct gz_error *err)
{
	if (!may_retag(s, err))
		return false;
	if (!end(s, counts, interrupted, err))
		return gz_store_abort(s);
	s->retagging = false;
	return gz_store_unlock(s, err);
}
