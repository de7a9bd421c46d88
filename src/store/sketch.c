/*
 * sketch.c owns the table of sketches: those of GZ_SKETCH_CHUNK consecutive numbers of documents stand in one
 * row, each in its place, six bits a row of the sketch. A number that is no document has zeros, which no
 * sketch consists of; zeros at the end are left out, and a row of nothing else is not there, so that the
 * table depends on the documents alone. The chunk that is written to is kept in memory until another one is,
 * or the batch ends.
 */
#include <string.h>

#include "internal.h"
#include "near.h"

static const unsigned char nothing[GZ_NEAR_BYTES];

static bool is_empty(const unsigned char *slot)
{
	return memcmp(slot, nothing, sizeof(nothing)) == 0;
}

static bool read_chunk(struct gz_store *s, int64_t number, struct gz_error *err)
{
	struct gz_sketch_chunk *c = &s->sketches;
	sqlite3_stmt *of = gz_store_statement(s, GZ_SQL_SKETCH_OF, err);
	bool sound = true;
	int code;

	if (!of)
		return false;
	sqlite3_bind_int64(of, 1, number);
	code = sqlite3_step(of);
	memset(c->bytes, 0, sizeof(c->bytes));
	if (code == SQLITE_ROW) {
		struct gz_str rows = gz_store_blob(of, 0);

		sound = rows.len <= sizeof(c->bytes);
		if (sound && rows.len)
			memcpy(c->bytes, rows.ptr, rows.len);
	} else if (code != SQLITE_DONE) {
		gz_store_fail(s->db, s->path, code, "read", err);
	}
	sqlite3_reset(of);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return false;
	c->open = sound;
	c->number = number;
	return sound || gz_index_damaged(s, err);
}

bool gz_sketches_flush(struct gz_store *s, struct gz_error *err)
{
	struct gz_sketch_chunk *c = &s->sketches;
	bool changed = c->open && c->changed;
	size_t count = GZ_SKETCH_CHUNK;
	sqlite3_stmt *write;

	c->open = c->changed = false;
	if (!changed)
		return true;
	while (count && is_empty(c->bytes + (count - 1) * GZ_NEAR_BYTES))
		count--;
	write = gz_store_statement(s, count ? GZ_SQL_SKETCH_PUT : GZ_SQL_SKETCH_DELETE, err);
	if (!write)
		return false;
	sqlite3_bind_int64(write, 1, c->number);
	if (count)
		sqlite3_bind_blob64(write, 2, c->bytes, count * GZ_NEAR_BYTES, SQLITE_STATIC);
	return gz_store_run(s, write, "write", err);
}

/* The place of a document in the chunk that is open then. */
static unsigned char *place_of(struct gz_store *s, int64_t document, struct gz_error *err)
{
	int64_t number = (document - 1) / GZ_SKETCH_CHUNK;

	if (document < 1 || document > UINT32_MAX) {
		gz_index_damaged(s, err);
		return NULL;
	}
	if ((!s->sketches.open || s->sketches.number != number) &&
	    (!gz_sketches_flush(s, err) || !read_chunk(s, number, err)))
		return NULL;
	s->sketches.changed = true;
	return s->sketches.bytes + (size_t)((document - 1) % GZ_SKETCH_CHUNK) * GZ_NEAR_BYTES;
}

bool gz_sketches_put(struct gz_store *s, int64_t document, const struct gz_near_rows *rows,
		     struct gz_error *err)
{
	unsigned char *place = place_of(s, document, err);

	if (place)
		gz_near_pack(rows, place);
	return place != NULL;
}

bool gz_sketches_drop(struct gz_store *s, int64_t document, struct gz_error *err)
{
	unsigned char *place = place_of(s, document, err);

	if (place)
		memset(place, 0, GZ_NEAR_BYTES);
	return place != NULL;
}

/* ---- reading all -------------------------------------------------------------- */

static int read_row(sqlite3_stmt *scan, bool back, gz_sketch_taker *take, void *to)
{
	struct gz_str rows = gz_store_blob(scan, 1);
	int64_t number = sqlite3_column_int64(scan, 0);
	const unsigned char *slots = (const unsigned char *)rows.ptr;
	size_t count = rows.len / GZ_NEAR_BYTES;

	if (number < 0 || number >= UINT32_MAX / GZ_SKETCH_CHUNK || !count || count > GZ_SKETCH_CHUNK ||
	    rows.len % GZ_NEAR_BYTES || is_empty(slots + (count - 1) * GZ_NEAR_BYTES))
		return SQLITE_CORRUPT;
	for (size_t i = 0; i < count; i++) {
		size_t at = back ? count - 1 - i : i;
		const unsigned char *slot = slots + at * GZ_NEAR_BYTES;

		if (!is_empty(slot) &&
		    !take(to, (uint32_t)(number * GZ_SKETCH_CHUNK + (int64_t)at + 1), slot))
			return SQLITE_NOMEM;
	}
	return SQLITE_ROW;
}

int gz_sketches_each(sqlite3_stmt *scan, bool back, gz_sketch_taker *take, void *to)
{
	int code;

	while ((code = sqlite3_step(scan)) == SQLITE_ROW) {
		code = read_row(scan, back, take, to);
		if (code != SQLITE_ROW)
			return code;
	}
	return code;
}

static bool take_all(void *to, uint32_t document, const unsigned char *sketch)
{
	return gz_near_add(to, document, sketch);
}

int gz_near_read(sqlite3_stmt *scan, struct gz_near *n)
{
	return gz_sketches_each(scan, false, take_all, n);
}
