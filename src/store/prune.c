/*
 * prune.c: documents that stood in files and no longer do, because the file is gone or has changed, are
 * removed unless they stand in another file too. In one transaction, at the end of a run.
 */
#include <stdlib.h>

#include "internal.h"

bool gz_store_file_gone(struct gz_store *s, int64_t file, struct gz_error *err)
{
	gz_range_vec ranges = {0};
	struct gz_left gone = {file, {0, -1}}; /* also of a file that held nothing */
	bool good = gz_store_usable(s, err) && gz_store_origins(s, file, &ranges, err);

	good = good && (GZ_PUSH(&s->left, gone) || gz_fail_nomem(err));
	for (size_t i = 0; good && i < ranges.len; i++) {
		gone.range = ranges.ptr[i];
		good = GZ_PUSH(&s->left, gone) || gz_fail_nomem(err);
	}
	GZ_VEC_FREE(&ranges);
	return good;
}

/* A file that left all that it held is gone itself. */
bool gz_store_file_forget(struct gz_store *s, int64_t file, struct gz_error *err)
{
	static const enum gz_statement steps[] = {GZ_SQL_ORIGIN_DELETE, GZ_SQL_FILE_DELETE};

	for (size_t i = 0; i < GZ_COUNT(steps); i++) {
		sqlite3_stmt *step = gz_store_statement(s, steps[i], err);

		if (!step)
			return false;
		sqlite3_bind_int64(step, 1, file);
		if (!gz_store_run(s, step, "write", err))
			return false;
	}
	return true;
}

/* The file goes on without what is gone from it. */
static bool shrink(struct gz_store *s, int64_t file, const gz_range_vec *gone, struct gz_error *err)
{
	gz_range_vec before = {0}, rest = {0};
	sqlite3_stmt *settle;
	bool good = gz_store_origins(s, file, &before, err) &&
		    (gz_range_subtract(&before, gone, &rest) || gz_fail_nomem(err)) &&
		    gz_store_origins_put(s, file, &rest, err);

	GZ_VEC_FREE(&before);
	GZ_VEC_FREE(&rest);
	if (!good)
		return false;
	settle = gz_store_statement(s, GZ_SQL_FILE_SETTLE, err);
	if (!settle)
		return false;
	sqlite3_bind_int64(settle, 1, file);
	return gz_store_run(s, settle, "write", err);
}

/* Takes what is left by each file from it; all of it together, sorted, in *all. */
static bool take_from_files(struct gz_store *s, gz_range_vec *all, struct gz_error *err)
{
	gz_range_vec gone = {0};
	bool good = true;

	for (size_t i = 0, end; good && i < s->left.len; i = end) {
		int64_t file = s->left.ptr[i].file;
		bool whole = false;

		gone.len = 0;
		for (end = i; good && end < s->left.len && s->left.ptr[end].file == file; end++) {
			struct gz_range range = s->left.ptr[end].range;

			whole |= range.last < range.first;
			if (range.last >= range.first)
				good = (GZ_PUSH(&gone, range) && GZ_PUSH(all, range)) || gz_fail_nomem(err);
		}
		gz_range_sort(&gone);
		good = good && (whole ? gz_store_file_forget(s, file, err) : shrink(s, file, &gone, err));
	}
	gz_range_sort(all);
	GZ_VEC_FREE(&gone);
	return good;
}

/* What other files hold. */
static bool add_held(void *self, int64_t file, struct gz_range range, struct gz_error *err)
{
	gz_range_vec *held = self;

	(void)file;
	return GZ_PUSH(held, range) || gz_fail_nomem(err);
}

static bool find_held(struct gz_store *s, gz_range_vec *out, struct gz_error *err)
{
	bool good = gz_store_origins_each(s, add_held, out, err);

	gz_range_sort(out);
	return good;
}

static bool prune(struct gz_store *s, uint64_t *removed, struct gz_error *err)
{
	gz_range_vec all = {0}, others = {0}, rest = {0}, documents = {0};
	bool good = take_from_files(s, &all, err) && find_held(s, &others, err) &&
		    (gz_range_subtract(&all, &others, &rest) || gz_fail_nomem(err));

	for (size_t i = 0; good && i < rest.len; i++)
		good = gz_store_living(s, rest.ptr[i], &documents, err);
	for (size_t i = 0; good && i < documents.len; i++) {
		struct gz_range range = documents.ptr[i];

		for (int64_t id = range.first; good && id <= range.last; id++, ++*removed)
			good = gz_store_remove(s, id, err);
	}
	GZ_VEC_FREE(&all);
	GZ_VEC_FREE(&others);
	GZ_VEC_FREE(&rest);
	GZ_VEC_FREE(&documents);
	return good;
}

bool gz_store_prune(struct gz_store *s, uint64_t *removed, struct gz_error *err)
{
	*removed = 0;
	if (!gz_store_usable(s, err))
		return false;
	if (!s->left.len)
		return true;
	if (!gz_store_commit(s, err))
		return false;
	if (!gz_store_batch(s, err) || !prune(s, removed, err))
		return gz_store_abort(s);
	s->left.len = 0;
	return gz_store_commit(s, err);
}
