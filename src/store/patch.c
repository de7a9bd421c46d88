/*
 * patch.c owns giving documents of a block other mentions where they stand: the block is read and written
 * anew, once for all of its documents that change, for they come in ascending order.
 */
#include "internal.h"

void gz_patch_free(struct gz_patch *p)
{
	gz_buf_free(&p->heads);
	gz_buf_free(&p->entities);
	gz_buf_free(&p->positions);
	gz_block_close(&p->reader);
	gz_block_free(&p->writer);
	p->open = false;
}

static bool keep(struct gz_buf *out, struct gz_str bytes)
{
	gz_buf_clear(out);
	/* Never a NULL pointer: it would say that there are no positions. */
	return gz_buf_reserve(out, 1) && gz_buf_str(out, bytes);
}

static bool open_block(struct gz_store *s, int64_t document, struct gz_error *err)
{
	struct gz_patch *p = &s->patch;
	sqlite3_stmt *of = gz_store_statement(s, GZ_SQL_BLOCK_OF, err);
	struct gz_source_block b = {.first = 0};
	bool done = true;
	int code;

	if (!of)
		return false;
	sqlite3_bind_int64(of, 1, document);
	code = sqlite3_step(of);
	if (code == SQLITE_DONE)
		done = gz_index_damaged(s, err);
	else if (code != SQLITE_ROW)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	else if (!gz_index_block(of, &b))
		done = gz_index_damaged(s, err);
	done = done && gz_index_positions(s, b.first, &b.positions, err);
	if (done &&
	    !(keep(&p->heads, b.heads) && keep(&p->entities, b.entities) && keep(&p->positions, b.positions)))
		done = gz_fail_nomem(err);
	sqlite3_reset(of);
	if (!done)
		return false;
	gz_block_open(&p->reader, b.first, gz_buf_view(&p->heads));
	gz_block_attach(&p->reader, gz_buf_view(&p->entities), gz_buf_view(&p->positions));
	gz_block_start(&p->writer);
	p->last = b.last;
	p->open = true;
	p->doc = gz_block_next(&p->reader);
	return true;
}

/* Copies documents in front of `to`. */
static bool copy_until(struct gz_store *s, int64_t to, struct gz_error *err)
{
	struct gz_patch *p = &s->patch;
	bool room = true;

	while (room && p->doc && p->doc->document < to && gz_block_load(&p->reader)) {
		room = gz_index_copy(s, &p->writer, p->doc);
		p->doc = gz_block_next(&p->reader);
	}
	if (!room || p->reader.failed)
		return gz_fail_nomem(err);
	return !p->reader.damaged || gz_index_damaged(s, err);
}

bool gz_patch_seek(struct gz_store *s, int64_t document, bool *found, struct gz_error *err)
{
	struct gz_patch *p = &s->patch;

	*found = false;
	if (p->open && document > p->last && !gz_patch_close(s, err))
		return false;
	if (!p->open && !open_block(s, document, err))
		return false;
	if (!copy_until(s, document, err))
		return false;
	*found = p->doc && p->doc->document == document && p->doc->source;
	return true;
}

bool gz_patch_put(struct gz_store *s, struct gz_error *err)
{
	struct gz_patch *p = &s->patch;
	struct gz_head head = {p->doc->document, p->doc->source, p->doc->day, p->doc->precision};

	/* What it had is read, so that the reader knows where the next one begins. */
	if (!gz_block_load(&p->reader))
		return p->reader.failed ? gz_fail_nomem(err) : gz_index_damaged(s, err);
	if (!gz_block_add(&p->writer, &head, s->postings.ptr, s->postings.len))
		return gz_fail_nomem(err);
	p->doc = gz_block_next(&p->reader);
	return true;
}

bool gz_patch_close(struct gz_store *s, struct gz_error *err)
{
	if (!s->patch.open)
		return true;
	s->patch.open = false;
	return copy_until(s, INT64_MAX, err) && gz_index_put(s, &s->patch.writer, err);
}
