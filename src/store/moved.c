/*
 * moved.c: a file that was moved is known under two paths. The old one is forgotten, so that what is removed
 * from the new one later is not held by a file that nobody will look at again.
 */
#include <string.h>

#include "internal.h"

struct twin {
	int64_t id;
	unsigned char hash[16];
	bool there;
};
typedef GZ_VEC(struct twin) twin_vec;

static bool find_twins(struct gz_store *s, bool (*there)(void *self, struct gz_str path), void *self,
		       twin_vec *out, struct gz_error *err)
{
	sqlite3_stmt *list = gz_store_statement(s, GZ_SQL_FILE_TWINS, err);
	bool good = true;
	int code = SQLITE_DONE;

	if (!list)
		return false;
	while (good && (code = sqlite3_step(list)) == SQLITE_ROW) {
		struct twin twin = {.id = sqlite3_column_int64(list, 0)};
		struct gz_str hash = gz_store_blob(list, 2);

		if (hash.len != sizeof(twin.hash))
			continue;
		memcpy(twin.hash, hash.ptr, hash.len);
		twin.there = there(self, gz_store_blob(list, 1));
		good = GZ_PUSH(out, twin) || gz_fail_nomem(err);
	}
	if (good && code != SQLITE_DONE)
		good = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(list);
	return good;
}

/* Forgets one if all documents that stand in it stand in the others, too. */
static bool forget_if_held(struct gz_store *s, int64_t file, const gz_range_vec *held, struct gz_error *err)
{
	gz_range_vec own = {0}, rest = {0}, living = {0};
	bool good = gz_store_origins(s, file, &own, err) &&
		    (gz_range_subtract(&own, held, &rest) || gz_fail_nomem(err));

	for (size_t i = 0; good && i < rest.len; i++)
		good = gz_store_living(s, rest.ptr[i], &living, err);
	if (good && !living.len)
		good = gz_store_file_forget(s, file, err);
	GZ_VEC_FREE(&own);
	GZ_VEC_FREE(&rest);
	GZ_VEC_FREE(&living);
	return good;
}

/* Of files with the same bytes: those that are gone against those that are there. */
static bool settle(struct gz_store *s, const struct twin *twins, size_t count, struct gz_error *err)
{
	gz_range_vec held = {0};
	size_t gone = 0;
	bool good = true;

	for (size_t i = 0; i < count; i++)
		gone += !twins[i].there;
	if (!gone || gone == count)
		return true;
	for (size_t i = 0; good && i < count; i++)
		good = !twins[i].there || gz_store_origins(s, twins[i].id, &held, err);
	for (size_t i = 0; good && i < count; i++)
		good = twins[i].there || forget_if_held(s, twins[i].id, &held, err);
	GZ_VEC_FREE(&held);
	return good;
}

static bool settle_all(struct gz_store *s, const twin_vec *twins, struct gz_error *err)
{
	for (size_t i = 0, end; i < twins->len; i = end) {
		const struct twin *first = &twins->ptr[i];

		for (end = i;
		     end < twins->len && memcmp(twins->ptr[end].hash, first->hash, sizeof(first->hash)) == 0;
		     end++)
			;
		if (!settle(s, first, end - i, err))
			return false;
	}
	return true;
}

bool gz_store_files_moved(struct gz_store *s, bool (*there)(void *self, struct gz_str path), void *self,
			  struct gz_error *err)
{
	twin_vec twins = {0};
	bool good;

	/* Documents that were replaced stand in their files under new numbers first. */
	if (!gz_store_commit(s, err))
		return false;
	good = gz_store_batch(s, err) && find_twins(s, there, self, &twins, err) &&
	       settle_all(s, &twins, err);
	GZ_VEC_FREE(&twins);
	return good || gz_store_abort(s);
}
