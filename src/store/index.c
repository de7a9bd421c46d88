/*
 * index.c owns the packed tables while documents come and go: the last block is kept open in memory until it
 * is full, a removed document's slot is emptied where it stands, and posting segments are written over whole
 * blocks, so that a block lies inside one segment or behind the last one.
 */
#include <stdlib.h>

#include "internal.h"

bool gz_index_damaged(const struct gz_store *s, struct gz_error *err)
{
	return gz_fail_at(err, GZ_EDB, s->path, 0, 0, "the index is damaged: run `gazet db rebuild`");
}

/* ---- blocks ---------------------------------------------------------------- */

/* The positions of the block that the statement stands on, put together in s->key. */
bool gz_index_positions(struct gz_store *s, int64_t first, struct gz_str *out, struct gz_error *err)
{
	sqlite3_stmt *pieces = gz_store_statement(s, GZ_SQL_POSITION_OF, err);
	int code;

	if (!pieces)
		return false;
	gz_buf_clear(&s->key);
	sqlite3_bind_int64(pieces, 1, gz_position_piece(first));
	sqlite3_bind_int64(pieces, 2, gz_position_behind(first));
	while ((code = sqlite3_step(pieces)) == SQLITE_ROW)
		gz_buf_str(&s->key, gz_store_blob(pieces, 0));
	if (code != SQLITE_DONE)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(pieces);
	*out = gz_buf_view(&s->key);
	return code == SQLITE_DONE && (!s->key.failed || gz_fail_nomem(err));
}

/* False also where it is incomplete; then no error is set. */
bool gz_index_block(sqlite3_stmt *row, struct gz_source_block *b)
{
	b->first = sqlite3_column_int64(row, 0);
	b->last = sqlite3_column_int64(row, 1);
	b->heads = gz_store_blob(row, 2);
	b->entities = gz_store_blob(row, 3);
	return b->heads.len && b->entities.ptr;
}

bool gz_index_copy(struct gz_store *s, struct gz_block_writer *w, const struct gz_block_document *doc)
{
	struct gz_head head = {doc->document, doc->source, doc->day, doc->precision};

	s->postings.len = 0;
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *e = &doc->entity[i];

		if (!GZ_GROW(&s->postings, e->mentions))
			return false;
		for (uint32_t k = e->first; k < e->first + e->mentions; k++)
			s->postings.ptr[s->postings.len++] =
				(struct gz_posting){e->entity, doc->place[k], doc->sentence[k]};
	}
	return gz_block_add(w, &head, s->postings.ptr, s->postings.len);
}

/* Takes a document out: empties its slot, and its entities are counted no more. */
static bool drop_document(struct gz_store *s, struct gz_block_writer *w, const struct gz_block_document *doc,
			  bool *room, struct gz_error *err)
{
	struct gz_head removed = {doc->document, 0, GZ_NO_DAY, GZ_UNDATED};

	*room = gz_block_add(w, &removed, NULL, 0);
	return doc->document > s->segment_last ||
	       (gz_counts_add(s, doc, -1, err) && gz_joint_remove(s, doc, err));
}

/* Into an empty writer; slots of documents that were removed, from number *at on, become empty. */
static bool copy_block(struct gz_store *s, struct gz_block_writer *w, struct gz_source_block b, size_t *at,
		       struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_block_reader r = {.passed = 0};
	bool room = true, done = true, sound;

	gz_block_open(&r, b.first, b.heads);
	gz_block_attach(&r, b.entities, b.positions);
	while (done && room && (doc = gz_block_next(&r)) && gz_block_load(&r)) {
		if (*at < s->removed.len && doc->document == s->removed.ptr[*at] && doc->source) {
			++*at;
			done = drop_document(s, w, doc, &room, err);
		} else {
			room = gz_index_copy(s, w, doc);
		}
	}
	room = room && !r.failed;
	sound = !r.damaged;
	gz_block_close(&r);
	if (!done)
		return false;
	if (!room)
		return gz_fail_nomem(err);
	return sound || gz_index_damaged(s, err);
}

static bool put_blob(struct gz_store *s, enum gz_statement which, int64_t first, bool made,
		     struct gz_error *err)
{
	sqlite3_stmt *put = gz_store_statement(s, which, err);

	if (!put)
		return false;
	if (!made)
		return gz_fail_nomem(err);
	sqlite3_bind_int64(put, 1, first);
	sqlite3_bind_blob64(put, 2, s->blob.ptr, s->blob.len, SQLITE_STATIC);
	return gz_store_run(s, put, "write", err);
}

static bool put_positions(struct gz_store *s, const struct gz_block_writer *w, struct gz_error *err)
{
	sqlite3_stmt *drop = gz_store_statement(s, GZ_SQL_POSITION_DELETE, err);
	int64_t piece = gz_position_piece(w->first);

	if (!drop)
		return false;
	if (!gz_block_positions(w, &s->blob))
		return gz_fail_nomem(err);
	sqlite3_bind_int64(drop, 1, piece);
	sqlite3_bind_int64(drop, 2, gz_position_behind(w->first));
	if (!gz_store_run(s, drop, "write", err))
		return false;
	for (size_t at = 0; at < s->blob.len; at += GZ_POSITION_PIECE, piece++) {
		sqlite3_stmt *put = gz_store_statement(s, GZ_SQL_POSITION_PUT, err);
		size_t len = s->blob.len - at < GZ_POSITION_PIECE ? s->blob.len - at : GZ_POSITION_PIECE;

		if (!put)
			return false;
		sqlite3_bind_int64(put, 1, piece);
		sqlite3_bind_blob64(put, 2, s->blob.ptr + at, len, SQLITE_STATIC);
		if (!gz_store_run(s, put, "write", err))
			return false;
	}
	return true;
}

bool gz_index_put(struct gz_store *s, const struct gz_block_writer *w, struct gz_error *err)
{
	sqlite3_stmt *head = gz_store_statement(s, GZ_SQL_HEAD_PUT, err);

	if (!head)
		return false;
	sqlite3_bind_int64(head, 1, w->first);
	sqlite3_bind_int64(head, 2, w->last);
	sqlite3_bind_int64(head, 3, w->documents);
	gz_store_bind_day(head, 4, w->first_day);
	gz_store_bind_day(head, 5, w->last_day);
	sqlite3_bind_blob64(head, 6, w->heads.ptr, w->heads.len, SQLITE_STATIC);
	return gz_store_run(s, head, "write", err) &&
	       put_blob(s, GZ_SQL_BLOCK_PUT, w->first, gz_block_entities(w, &s->blob), err) &&
	       put_positions(s, w, err);
}

bool gz_index_load(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *segment = gz_store_statement(s, GZ_SQL_SEGMENT_LAST, err);
	sqlite3_stmt *count = gz_store_statement(s, GZ_SQL_BLOCK_COUNT, err);
	sqlite3_stmt *block = gz_store_statement(s, GZ_SQL_BLOCK_OF, err);
	int64_t tail;
	struct gz_source_block b;
	size_t at = s->removed.len;
	bool done = true;
	int code;

	if (!segment || !count || !block)
		return false;
	code = sqlite3_step(segment);
	s->segment_last = code == SQLITE_ROW ? sqlite3_column_int64(segment, 0) : 0;
	s->segment_id = code == SQLITE_ROW ? sqlite3_column_int64(segment, 1) : 0;
	if (code != SQLITE_ROW)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(segment);
	sqlite3_bind_int64(count, 1, s->segment_last);
	if (code != SQLITE_ROW || !gz_store_number(s, count, &tail, err))
		return false;
	s->tail = tail > 0 ? (uint64_t)tail : 0;
	gz_block_start(&s->block);
	s->block_changed = false;
	sqlite3_bind_int64(block, 1, INT64_MAX);
	code = sqlite3_step(block);
	if (code == SQLITE_ROW) {
		if (!gz_index_block(block, &b))
			done = gz_index_damaged(s, err);
		else if (b.last > s->segment_last)
			done = gz_index_positions(s, b.first, &b.positions, err) &&
			       copy_block(s, &s->block, b, &at, err);
		if (done && gz_block_full(&s->block))
			gz_block_start(&s->block);
	} else if (code != SQLITE_DONE) {
		done = gz_store_fail(s->db, s->path, code, "read", err);
	}
	sqlite3_reset(block);
	return done;
}

static bool empty_in_memory(struct gz_store *s, size_t *at, struct gz_error *err)
{
	struct gz_source_block b = {.first = s->block.first, .heads = gz_buf_view(&s->block.heads)};
	struct gz_block_writer copy = {.documents = 0};
	struct gz_buf entities = {0}, positions = {0};
	bool done;

	gz_block_start(&copy);
	done = (gz_block_entities(&s->block, &entities) && gz_block_positions(&s->block, &positions)) ||
	       gz_fail_nomem(err);
	b.entities = gz_buf_view(&entities);
	b.positions = gz_buf_view(&positions);
	done = done && copy_block(s, &copy, b, at, err);
	if (done) {
		struct gz_block_writer old = s->block;

		s->block = copy;
		copy = old;
		s->block_changed = true;
	}
	gz_block_free(&copy);
	gz_buf_free(&entities);
	gz_buf_free(&positions);
	return done;
}

static bool empty_in_table(struct gz_store *s, size_t *at, struct gz_error *err)
{
	sqlite3_stmt *block = gz_store_statement(s, GZ_SQL_BLOCK_OF, err);
	struct gz_block_writer copy = {.documents = 0};
	struct gz_source_block b;
	size_t first = *at;
	bool done = true;
	int code;

	if (!block)
		return false;
	sqlite3_bind_int64(block, 1, s->removed.ptr[first]);
	code = sqlite3_step(block);
	gz_block_start(&copy);
	if (code == SQLITE_ROW && gz_index_block(block, &b))
		done = gz_index_positions(s, b.first, &b.positions, err) && copy_block(s, &copy, b, at, err);
	else if (code != SQLITE_ROW && code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(block);
	if (done && *at > first)
		done = gz_index_put(s, &copy, err);
	gz_block_free(&copy);
	return done;
}

static int compare_documents(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* Each block is written anew once, however many of its documents have gone. */
static bool empty_slots(struct gz_store *s, struct gz_error *err)
{
	if (s->removed.len > 1)
		qsort(s->removed.ptr, s->removed.len, sizeof(*s->removed.ptr), compare_documents);
	for (size_t at = 0, before; at < s->removed.len;) {
		before = at;
		if (s->block.heads.len && s->removed.ptr[at] >= s->block.first ? !empty_in_memory(s, &at, err)
									       : !empty_in_table(s, &at, err))
			return false;
		if (at == before)
			return gz_index_damaged(s, err);
	}
	s->removed.len = 0;
	return true;
}

bool gz_index_remove(struct gz_store *s, int64_t document, struct gz_error *err)
{
	return GZ_PUSH(&s->removed, document) || gz_fail_nomem(err);
}

bool gz_index_flush(struct gz_store *s, struct gz_error *err)
{
	if (!empty_slots(s, err))
		return false;
	if (!s->block_changed)
		return true;
	s->block_changed = false;
	return gz_index_put(s, &s->block, err);
}

bool gz_index_add(struct gz_store *s, const struct gz_head *head, const gz_posting_vec *postings,
		  struct gz_error *err)
{
	if (!gz_block_add(&s->block, head, postings->ptr, postings->len))
		return gz_fail_nomem(err);
	s->block_changed = true;
	s->tail++;
	if (!gz_block_full(&s->block))
		return true;
	if (!gz_index_flush(s, err))
		return false;
	gz_block_start(&s->block);
	return true;
}

/* ---- segments --------------------------------------------------------------- */

/* One block's documents; *fits is false where the segment would get too long by it. */
static bool collect_block(struct gz_store *s, struct gz_segment *g, struct gz_block_reader *r,
			  sqlite3_stmt *row, bool *fits, struct gz_error *err)
{
	const struct gz_block_document *doc;
	size_t documents = g->documents.len, pairs = g->pairs.len;
	bool strange = false, room = true;

	gz_block_open(r, sqlite3_column_int64(row, 0), gz_store_blob(row, 2));
	gz_block_attach(r, gz_store_blob(row, 3), (struct gz_str){NULL, 0});
	while (room && (doc = gz_block_next(r)) && gz_block_load(r))
		room = !doc->source || gz_segment_add(g, doc, &strange);
	if (strange || r->damaged)
		return gz_index_damaged(s, err);
	if (!room || r->failed)
		return gz_fail_nomem(err);
	*fits = g->documents.len <= GZ_SEGMENT_DOCUMENTS || !documents;
	if (*fits) {
		if (!g->first)
			g->first = sqlite3_column_int64(row, 0);
		g->last = sqlite3_column_int64(row, 1);
	} else {
		g->documents.len = g->days.len = documents;
		g->pairs.len = pairs;
	}
	return true;
}

static bool collect_segment(struct gz_store *s, struct gz_segment *g, bool *rest, struct gz_error *err)
{
	sqlite3_stmt *scan = gz_store_statement(s, GZ_SQL_BLOCK_SCAN, err);
	struct gz_block_reader r = {.passed = 0};
	bool done = true, fits = true;
	int code = SQLITE_DONE;

	if (!scan)
		return false;
	sqlite3_bind_int64(scan, 1, s->segment_last);
	while (done && fits && (code = sqlite3_step(scan)) == SQLITE_ROW)
		done = collect_block(s, g, &r, scan, &fits, err);
	if (done && fits && code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	*rest = !fits;
	sqlite3_reset(scan);
	gz_block_close(&r);
	return done;
}

static bool make_segment(struct gz_store *s, bool *rest, struct gz_error *err)
{
	struct gz_segment g = {0};
	bool done;

	done = gz_counts_flush(s, err) && gz_store_last(s, GZ_SQL_ENTITY_LAST, "entity", &g.entities, err) &&
	       collect_segment(s, &g, rest, err);
	if (done && g.first) {
		done = gz_segment_write(s, &g, s->segment_id + 1, err);
		s->segment_id++;
		s->segment_last = g.last;
	}
	if (done)
		s->tail = *rest && s->tail > g.documents.len ? s->tail - g.documents.len : 0;
	gz_segment_free(&g);
	return done;
}

bool gz_index_segments(struct gz_store *s, uint64_t minimum, struct gz_error *err)
{
	bool rest = true;

	if (!gz_index_flush(s, err))
		return false;
	while (rest && s->tail >= minimum)
		if (!make_segment(s, &rest, err))
			return false;
	/* The segment now ends with the block that had room: the next document opens a new one. */
	if (s->block.heads.len && s->block.last <= s->segment_last)
		gz_block_start(&s->block);
	return true;
}

bool gz_index_unsegment(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *count = gz_store_statement(s, GZ_SQL_BLOCK_COUNT, err);
	int64_t documents;

	if (!s->segment_last)
		return true;
	if (!count)
		return false;
	sqlite3_bind_int64(count, 1, 0); /* behind nothing: all */
	if (!gz_store_run_with(s, GZ_SQL_POSTINGS_DROP, 0, 0, err) ||
	    !gz_store_run_with(s, GZ_SQL_SEGMENTS_DROP, 0, 0, err) ||
	    !gz_store_number(s, count, &documents, err))
		return false;
	s->segment_last = s->segment_id = 0;
	s->tail = documents > 0 ? (uint64_t)documents : 0;
	s->counting.len = 0;
	return true;
}
