/*
 * file.c owns the tables `file` and `origin`: which files were read, how far, and which documents stand in
 * which of them. Both are written with the documents, in the same batch, so that an interrupted run goes on
 * where the last batch ended. A file that is read again replaces what stood in it only at its end.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static struct gz_file_row row_of(sqlite3_stmt *list)
{
	struct gz_file_row row = {.id = sqlite3_column_int64(list, 0),
				  .path = gz_store_blob(list, 1),
				  .size = (uint64_t)sqlite3_column_int64(list, 2),
				  .changed = sqlite3_column_int64(list, 3),
				  .manner = sqlite3_column_int64(list, 5),
				  .documents = (uint64_t)sqlite3_column_int64(list, 6),
				  .rejected = (uint64_t)sqlite3_column_int64(list, 7),
				  .gone = (uint64_t)sqlite3_column_int64(list, 8)};
	struct gz_str hash = gz_store_blob(list, 4);

	row.complete = hash.len == sizeof(row.hash);
	if (row.complete)
		memcpy(row.hash, hash.ptr, hash.len);
	return row;
}

bool gz_store_files(struct gz_store *s, struct gz_str path,
		    bool (*each)(void *self, const struct gz_file_row *row), void *self, struct gz_error *err)
{
	sqlite3_stmt *list = gz_store_statement(s, GZ_SQL_FILE_LIST, err);
	int code = SQLITE_DONE;
	bool good = list != NULL;

	if (!list)
		return false;
	gz_buf_clear(&s->key);
	gz_buf_str(&s->key, path);
	while (s->key.len && s->key.ptr[s->key.len - 1] == '/')
		s->key.len--;
	if (!gz_buf_byte(&s->key, '/'))
		return gz_fail_nomem(err);
	gz_store_bind_text(list, 1, path);
	sqlite3_bind_text64(list, 2, s->key.ptr, s->key.len, SQLITE_TRANSIENT, SQLITE_UTF8);
	s->key.ptr[s->key.len - 1] = '/' + 1;
	sqlite3_bind_text64(list, 3, s->key.ptr, s->key.len, SQLITE_TRANSIENT, SQLITE_UTF8);
	while (good && (code = sqlite3_step(list)) == SQLITE_ROW) {
		struct gz_file_row row = row_of(list);

		good = each(self, &row) || gz_fail_nomem(err);
	}
	if (good && code != SQLITE_DONE)
		good = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(list);
	return good;
}

/* ---- the row ------------------------------------------------------------------- */

static bool put_row(struct gz_store *s, struct gz_file_row *row, struct gz_error *err)
{
	bool known = row->id != 0;
	sqlite3_stmt *put = gz_store_statement(s, known ? GZ_SQL_FILE_UPDATE : GZ_SQL_FILE_INSERT, err);

	if (!put)
		return false;
	if (known)
		sqlite3_bind_int64(put, 1, row->id);
	else
		gz_store_bind_text(put, 1, row->path);
	sqlite3_bind_int64(put, 2, (sqlite3_int64)row->size);
	sqlite3_bind_int64(put, 3, row->changed);
	if (row->complete)
		sqlite3_bind_blob(put, 4, row->hash, sizeof(row->hash), SQLITE_STATIC);
	sqlite3_bind_int64(put, 5, row->manner);
	sqlite3_bind_int64(put, 6, (sqlite3_int64)row->documents);
	sqlite3_bind_int64(put, 7, (sqlite3_int64)row->rejected);
	sqlite3_bind_int64(put, 8, (sqlite3_int64)row->gone);
	if (!gz_store_run(s, put, "write", err))
		return false;
	if (!known)
		row->id = sqlite3_last_insert_rowid(s->db);
	return true;
}

/* ---- what stands in it ------------------------------------------------------------ */

bool gz_store_origins(struct gz_store *s, int64_t file, gz_range_vec *out, struct gz_error *err)
{
	sqlite3_stmt *list = gz_store_statement(s, GZ_SQL_ORIGIN_OF, err);
	bool good = true;
	int code = SQLITE_DONE;

	if (!list)
		return false;
	sqlite3_bind_int64(list, 1, file);
	while (good && (code = sqlite3_step(list)) == SQLITE_ROW) {
		struct gz_range range = {sqlite3_column_int64(list, 0), sqlite3_column_int64(list, 1)};

		good = GZ_PUSH(out, range) || gz_fail_nomem(err);
	}
	if (good && code != SQLITE_DONE)
		good = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(list);
	gz_range_sort(out);
	return good;
}

/* Ranges from number `from` on. */
static bool put_ranges(struct gz_store *s, int64_t file, const gz_range_vec *ranges, size_t from,
		       struct gz_error *err)
{
	for (size_t i = from; i < ranges->len; i++) {
		sqlite3_stmt *put = gz_store_statement(s, GZ_SQL_ORIGIN_PUT, err);

		if (!put)
			return false;
		sqlite3_bind_int64(put, 1, file);
		sqlite3_bind_int64(put, 2, ranges->ptr[i].first);
		sqlite3_bind_int64(put, 3, ranges->ptr[i].last);
		if (!gz_store_run(s, put, "write", err))
			return false;
	}
	return true;
}

bool gz_store_origins_each(struct gz_store *s,
			   bool (*each)(void *self, int64_t file, struct gz_range held, struct gz_error *err),
			   void *self, struct gz_error *err)
{
	sqlite3_stmt *list = gz_store_statement(s, GZ_SQL_ORIGIN_ALL, err);
	bool good = true;
	int code = SQLITE_DONE;

	if (!list)
		return false;
	while (good && (code = sqlite3_step(list)) == SQLITE_ROW) {
		struct gz_range held = {sqlite3_column_int64(list, 0), sqlite3_column_int64(list, 1)};

		good = each(self, sqlite3_column_int64(list, 2), held, err);
	}
	if (good && code != SQLITE_DONE)
		good = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(list);
	return good;
}

bool gz_store_origins_put(struct gz_store *s, int64_t file, const gz_range_vec *ranges, struct gz_error *err)
{
	sqlite3_stmt *empty = gz_store_statement(s, GZ_SQL_ORIGIN_DELETE, err);

	if (!empty)
		return false;
	sqlite3_bind_int64(empty, 1, file);
	return gz_store_run(s, empty, "write", err) && put_ranges(s, file, ranges, 0, err);
}

/* ---- documents that were replaced --------------------------------------------------- */

static int successor_order(const void *a, const void *b)
{
	const struct gz_successor *x = a, *y = b;

	return (x->old > y->old) - (x->old < y->old);
}

/* The first one whose old number is not less. */
static size_t first_successor(const struct gz_store *s, int64_t document)
{
	size_t low = 0, high = s->successors.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->successors.ptr[middle].old < document)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What was replaced by a document that was itself replaced leads to the last one. A successor's number is
 * greater, so that of each the end is known when it comes. */
static void follow_successors(struct gz_store *s)
{
	for (size_t i = s->successors.len; i-- > 0;) {
		struct gz_successor *from = &s->successors.ptr[i];
		size_t next = first_successor(s, from->new);

		if (next < s->successors.len && s->successors.ptr[next].old == from->new)
			from->new = s->successors.ptr[next].new;
	}
}

/* The file with each document that took the place of one of the range. */
static bool add_heirs(struct gz_store *s, int64_t file, struct gz_range range, gz_left_vec *out,
		      struct gz_error *err)
{
	for (size_t i = first_successor(s, range.first);
	     i < s->successors.len && s->successors.ptr[i].old <= range.last; i++) {
		int64_t new = s->successors.ptr[i].new;
		struct gz_left held = {file, {new, new}};

		if (!GZ_PUSH(out, held))
			return gz_fail_nomem(err);
	}
	return true;
}

struct holders {
	struct gz_store *s;
	gz_left_vec found;
};

static bool add_holder(void *self, int64_t file, struct gz_range held, struct gz_error *err)
{
	struct holders *h = self;

	return add_heirs(h->s, file, held, &h->found, err);
}

bool gz_store_successors(struct gz_store *s, struct gz_error *err)
{
	struct holders holders = {.s = s};
	bool good;

	if (!s->successors.len)
		return true;
	qsort(s->successors.ptr, s->successors.len, sizeof(*s->successors.ptr), successor_order);
	follow_successors(s);
	good = gz_store_origins_each(s, add_holder, &holders, err);
	for (size_t i = 0; good && i < holders.found.len; i++) {
		gz_range_vec one = {&holders.found.ptr[i].range, 1, 1};

		good = put_ranges(s, holders.found.ptr[i].file, &one, 0, err);
	}
	/* And what a file no longer held it does not hold under the new number either. */
	for (size_t i = 0, count = s->left.len; good && i < count; i++)
		good = add_heirs(s, s->left.ptr[i].file, s->left.ptr[i].range, &s->left, err);
	GZ_VEC_FREE(&holders.found);
	s->successors.len = 0;
	return good;
}

bool gz_store_file_holds(struct gz_store *s, int64_t document, struct gz_error *err)
{
	return !s->file.id || gz_range_add(&s->file.ranges, document) || gz_fail_nomem(err);
}

/* ---- what no longer does ------------------------------------------------------------- */

bool gz_store_living(struct gz_store *s, struct gz_range range, gz_range_vec *out, struct gz_error *err)
{
	sqlite3_stmt *between = gz_store_statement(s, GZ_SQL_DOCUMENT_BETWEEN, err);
	bool good = true;
	int code = SQLITE_DONE;

	if (!between)
		return false;
	sqlite3_bind_int64(between, 1, range.first);
	sqlite3_bind_int64(between, 2, range.last);
	while (good && (code = sqlite3_step(between)) == SQLITE_ROW)
		good = gz_range_add(out, sqlite3_column_int64(between, 0)) || gz_fail_nomem(err);
	if (good && code != SQLITE_DONE)
		good = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(between);
	return good;
}

/* Documents that a file held before and, read again, no longer does, while they are still there. */
static bool find_gone(struct gz_store *s, int64_t file, gz_range_vec *gone, struct gz_error *err)
{
	gz_range_vec before = {0}, left = {0};
	bool good;

	gz_range_sort(&s->file.ranges);
	good = gz_store_origins(s, file, &before, err) &&
	       (gz_range_subtract(&before, &s->file.ranges, &left) || gz_fail_nomem(err));
	for (size_t i = 0; good && i < left.len; i++)
		good = gz_store_living(s, left.ptr[i], gone, err);
	GZ_VEC_FREE(&before);
	GZ_VEC_FREE(&left);
	return good;
}

bool gz_store_file_count(struct gz_store *s, int64_t file, uint64_t *documents, struct gz_error *err)
{
	gz_range_vec held = {0}, living = {0};
	bool good = gz_store_origins(s, file, &held, err);

	for (size_t i = 0; good && i < held.len; i++)
		good = gz_store_living(s, held.ptr[i], &living, err);
	*documents = gz_range_count(&living);
	GZ_VEC_FREE(&held);
	GZ_VEC_FREE(&living);
	return good;
}

/* A file that was read again: what is left of it is remembered, with how much that is. */
static bool compare(struct gz_store *s, struct gz_file_row *row, struct gz_error *err)
{
	gz_range_vec gone = {0};
	bool good = find_gone(s, row->id, &gone, err);

	row->gone = gz_range_count(&gone);
	for (size_t i = 0; good && i < gone.len; i++) {
		struct gz_left one = {row->id, gone.ptr[i]};

		good = ((row->broken || GZ_PUSH(&s->left, one)) && GZ_PUSH(&s->file.ranges, gone.ptr[i])) ||
		       gz_fail_nomem(err);
	}
	if (good) {
		gz_range_sort(&s->file.ranges);
		good = gz_store_origins_put(s, row->id, &s->file.ranges, err);
	}
	GZ_VEC_FREE(&gone);
	return good;
}

void gz_store_look_begin(struct gz_store *s, int64_t file)
{
	s->file.id = file;
	s->file.ranges.len = 0;
}

bool gz_store_look_gone(struct gz_store *s, uint64_t *gone, struct gz_error *err)
{
	gz_range_vec found = {0};
	bool good = find_gone(s, s->file.id, &found, err);

	*gone = gz_range_count(&found);
	GZ_VEC_FREE(&found);
	s->file.id = 0;
	return good;
}

/* ---- a file is read -------------------------------------------------------------------- */

bool gz_store_file_begin(struct gz_store *s, struct gz_file_row *row, bool again, struct gz_error *err)
{
	if (!gz_store_usable(s, err))
		return false;
	if (!gz_store_batch(s, err) || !put_row(s, row, err))
		return gz_store_abort(s);
	s->file.id = row->id;
	s->file.again = again;
	s->file.ranges.len = s->file.written = 0;
	return true;
}

bool gz_store_file_none(struct gz_store *s, struct gz_error *err)
{
	s->file.id = 0;
	return gz_store_usable(s, err);
}

static bool put_file(struct gz_store *s, struct gz_file_row *row, struct gz_error *err)
{
	bool current = s->file.id && s->file.id == row->id;

	if (current && s->file.again && row->complete && !compare(s, row, err))
		return false;
	/* Of one that is read again, too: what it holds as far as it came is known to be its own. */
	if (current && !(s->file.again && row->complete)) {
		if (!put_ranges(s, row->id, &s->file.ranges, s->file.written, err))
			return false;
		s->file.written = s->file.ranges.len ? s->file.ranges.len - 1 : 0;
	}
	if (current && row->complete)
		s->file.id = 0;
	return put_row(s, row, err);
}

bool gz_store_file_put(struct gz_store *s, struct gz_file_row *row, struct gz_error *err)
{
	if (!gz_store_usable(s, err))
		return false;
	return (gz_store_batch(s, err) && put_file(s, row, err)) || gz_store_abort(s);
}
