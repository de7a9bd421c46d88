/*
 * count.c owns the counts of the last segment: in how many documents of the segments each entity stands,
 * those of its editions among them. It is written when a segment is, not with every batch, and when documents
 * of a segment are removed: then a question for what occurs with an entity need not read every document for
 * the marginals.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* How many entities a document of `id` counts for; a series may, through others, lead back to itself. */
static uint32_t count_lineage(struct gz_counting *c, uint32_t id)
{
	uint32_t count = 0;

	/* `seen` is free as long as no document was counted: here it says in which walk an entity was seen.
	 */
	for (uint32_t at = id; at != 0 && c[at].seen != id; at = c[at].series, count++)
		c[at].seen = id;
	return count;
}

int gz_counting_read(sqlite3_stmt *rows, struct gz_counting *c, size_t count)
{
	int code;

	while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
		int64_t edition = sqlite3_column_int64(rows, 0), series = sqlite3_column_int64(rows, 1);

		/* One that is none is the foreign keys' matter. */
		if (edition > 0 && (uint64_t)edition < count && series > 0 && (uint64_t)series < count)
			c[edition].series = (uint32_t)series;
	}
	for (size_t id = 0; id < count; id++)
		c[id].lineage = c[id].series ? count_lineage(c, (uint32_t)id) : 1;
	for (size_t id = 0; id < count; id++)
		c[id].seen = 0;
	return code;
}

static bool read_series(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *rows = gz_store_statement(s, GZ_SQL_ENTITY_SERIES, err);
	int code;

	if (!rows)
		return false;
	code = gz_counting_read(rows, s->counting.ptr, s->counting.len);
	if (code != SQLITE_DONE)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(rows);
	return code == SQLITE_DONE;
}

bool gz_counts_start(struct gz_store *s, struct gz_error *err)
{
	int64_t entities;

	if (!gz_store_last(s, GZ_SQL_ENTITY_LAST, "entity", &entities, err))
		return false;
	s->counting.len = 0;
	if (!GZ_GROW(&s->counting, (size_t)entities + 1))
		return gz_fail_nomem(err);
	s->counting.len = (size_t)entities + 1;
	s->counted = 0;
	memset(s->counting.ptr, 0, s->counting.len * sizeof(*s->counting.ptr));
	return read_series(s, err);
}

bool gz_counts_add(struct gz_store *s, const struct gz_block_document *doc, int by, struct gz_error *err)
{
	if (!s->counting.len && !gz_counts_start(s, err))
		return false;
	s->counted++;
	for (uint32_t i = 0; i < doc->count; i++) {
		int64_t id = doc->entity[i].entity;

		if (id <= 0 || (uint64_t)id >= s->counting.len)
			return gz_index_damaged(s, err);
		for (uint32_t left = s->counting.ptr[id].lineage; left > 0; left--) {
			struct gz_counting *c = &s->counting.ptr[id];

			if (c->seen != s->counted)
				c->more += by;
			c->seen = s->counted;
			id = c->series;
		}
	}
	return true;
}

/* What is written with what is added; into s->blob. */
static bool add_up(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_COUNT_FIND, err);
	const unsigned char *at, *end;
	bool sound = true;
	int code;

	if (!find)
		return false;
	code = sqlite3_step(find);
	at = code == SQLITE_ROW ? (const unsigned char *)gz_store_blob(find, 0).ptr : NULL;
	end = at ? at + gz_store_blob(find, 0).len : NULL;
	gz_buf_clear(&s->blob);
	for (size_t id = 0; sound && (id < s->counting.len || at != end); id++) {
		uint64_t count = 0;

		if (at != end)
			sound = gz_varint_read(&at, end, &count);
		if (id < s->counting.len)
			count += (uint64_t)(int64_t)s->counting.ptr[id].more;
		sound = sound && count <= INT64_MAX;
		gz_buf_varint(&s->blob, count);
	}
	sqlite3_reset(find);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return gz_store_fail(s->db, s->path, code, "read", err);
	if (!sound)
		return gz_index_damaged(s, err);
	return !s->blob.failed || gz_fail_nomem(err);
}

bool gz_counts_flush(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *put;

	if (!s->counting.len)
		return true;
	if (!add_up(s, err))
		return false;
	put = gz_store_statement(s, GZ_SQL_COUNT_PUT, err);
	if (!put)
		return false;
	sqlite3_bind_blob64(put, 1, s->blob.ptr, s->blob.len, SQLITE_STATIC);
	/* The next time there may be more entities. */
	s->counting.len = 0;
	return gz_store_run(s, put, "write", err);
}
