/* find.c: from what a person typed to an entity: by id, by canonical name, by any name. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* The ids that a statement gives for a text. */
static bool find_ids(struct gz_query *q, const char *name, struct gz_str text, gz_id_vec *ids,
		     struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;

	ids->len = 0;
	if (!gz_query_prepare(q, name, &stmt, err) || !gz_query_bind_text(q, stmt, 1, text, err))
		goto out;
	while ((ok = gz_query_step(q, stmt, &row, err)) && row) {
		if (!GZ_PUSH(ids, sqlite3_column_int64(stmt, 0))) {
			ok = gz_fail_nomem(err);
			break;
		}
	}
out:
	sqlite3_finalize(stmt);
	return ok;
}

static int compare_ids(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* The ids that a statement gives for a row found by its key (?1) and the text (?2); each once, ascending. */
static bool find_by_key(struct gz_query *q, enum gz_key_kind kind, const char *name, struct gz_str text,
			gz_id_vec *ids, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	gz_id_vec candidates = {.len = 0};
	size_t kept = 0;
	bool row, ok;

	ids->len = 0;
	ok = gz_query_prepare(q, name, &stmt, err) && gz_query_bind_text(q, stmt, 2, text, err) &&
	     gz_query_keys(q, kind, gz_key_text(text), &candidates, err);
	for (size_t i = 0; ok && i < candidates.len; i++) {
		sqlite3_reset(stmt);
		if (sqlite3_bind_int64(stmt, 1, candidates.ptr[i]) != SQLITE_OK)
			ok = gz_query_fail(q, err);
		else if ((ok = gz_query_step(q, stmt, &row, err)) && row &&
			 !GZ_PUSH(ids, sqlite3_column_int64(stmt, 0)))
			ok = gz_fail_nomem(err);
	}
	sqlite3_finalize(stmt);
	GZ_VEC_FREE(&candidates);
	if (ids->len > 1)
		qsort(ids->ptr, ids->len, sizeof(*ids->ptr), compare_ids);
	for (size_t i = 0; i < ids->len; i++) {
		if (i == 0 || ids->ptr[i] != ids->ptr[kept - 1])
			ids->ptr[kept++] = ids->ptr[i];
	}
	ids->len = kept;
	return ok;
}

/* A name that a series shares with nothing but its own editions means the series. */
static bool prefer_series(struct gz_query *q, gz_id_vec *ids, struct gz_error *err)
{
	gz_id_vec family = {.len = 0};
	bool ok = true;

	for (size_t i = 0; ok && ids->len > 1 && i < ids->len; i++) {
		size_t inside = 0;

		family.len = 0;
		ok = gz_family_read(q, ids->ptr[i], &family, err);
		for (size_t k = 0; k < family.len; k++) {
			for (size_t j = 0; j < ids->len; j++)
				inside += ids->ptr[j] == family.ptr[k];
		}
		if (ok && inside == ids->len) {
			ids->ptr[0] = ids->ptr[i];
			ids->len = 1;
		}
	}
	GZ_VEC_FREE(&family);
	return ok;
}

/* The spelling is for what has no row in `name`. */
bool gz_find_ids(struct gz_query *q, struct gz_str what, struct gz_str folded, gz_id_vec *ids,
		 struct gz_error *err)
{
	if (!find_by_key(q, GZ_KEY_ENTITY, "entity_exact", what, ids, err))
		return false;
	if (ids->len > 0)
		return true;
	if (folded.len > 0) {
		if (!find_by_key(q, GZ_KEY_NAME, "entity_canonical", folded, ids, err) ||
		    !prefer_series(q, ids, err))
			return false;
		if (ids->len == 1)
			return true;
		if (!find_by_key(q, GZ_KEY_NAME, "entity_named", folded, ids, err) ||
		    !prefer_series(q, ids, err))
			return false;
		if (ids->len > 0)
			return true;
	}
	return find_ids(q, "entity_spelled", what, ids, err);
}

static bool fill_term(struct gz_query *q, int64_t id, struct gz_term *out, struct gz_error *err)
{
	sqlite3_stmt *entity = NULL;
	gz_id_vec ids = {0};
	bool row, ok = false;

	if (!gz_query_prepare(q, "entity", &entity, err))
		goto out;
	if (sqlite3_bind_int64(entity, 1, id) != SQLITE_OK) {
		gz_query_fail(q, err);
		goto out;
	}
	if (!gz_query_step(q, entity, &row, err))
		goto out;
	out->entity = strdup((const char *)gz_query_text(entity, 0).ptr);
	out->name = strdup((const char *)gz_query_text(entity, 1).ptr);
	if (!gz_family_read(q, id, &ids, err))
		goto out;
	out->ids = ids.ptr;
	out->count = ids.len;
	ids.ptr = NULL;
	ok = (out->entity != NULL && out->name != NULL) || gz_fail_nomem(err);
out:
	if (!ok)
		gz_term_free(out);
	GZ_VEC_FREE(&ids);
	sqlite3_finalize(entity);
	return ok;
}

/* Do several have it as their canonical name? What has no word is looked up by that alone. */
static bool is_full_name(struct gz_query *q, struct gz_str folded, bool *full, struct gz_error *err)
{
	gz_id_vec ids = {0};
	bool ok = true;

	*full = folded.len == 0;
	if (!*full) {
		ok = find_by_key(q, GZ_KEY_NAME, "entity_canonical", folded, &ids, err);
		*full = ids.len > 0;
	}
	GZ_VEC_FREE(&ids);
	return ok;
}

/* Of several the one that is meant, where that can be told (and may be guessed: `told` is not NULL). */
static bool choose(struct gz_query *q, struct gz_str what, struct gz_str folded, gz_id_vec *ids,
		   struct gz_buf *told, struct gz_error *err)
{
	bool full = true;

	if (told != NULL && !is_full_name(q, folded, &full, err))
		return false;
	if (!gz_offer_choose(q, what, ids, full ? NULL : told, &ids->ptr[0], err))
		return false;
	ids->len = 1;
	return true;
}

/* An id or a name means one entity in the end, or is an error. */
static bool find_named(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_term *out,
		       struct gz_buf *told, struct gz_error *err)
{
	gz_id_vec ids = {0};
	bool ok = gz_find_ids(q, what, folded, &ids, err);

	if (ok && ids.len == 0)
		ok = gz_offer_nearest(q, what, folded, err);
	else if (ok)
		ok = (ids.len == 1 || choose(q, what, folded, &ids, told, err)) &&
		     fill_term(q, ids.ptr[0], out, err);
	GZ_VEC_FREE(&ids);
	return ok;
}

bool gz_query_guess(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_term *out,
		    struct gz_buf *told, struct gz_error *err)
{
	bool ok;

	memset(out, 0, sizeof(*out));
	if (!gz_query_begin(q, err))
		return false;
	ok = gz_is_selector(what) ? gz_group_find(q, what, out, err)
				  : find_named(q, what, folded, out, told, err);
	gz_query_finish(q);
	return ok;
}

bool gz_query_find(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_term *out,
		   struct gz_error *err)
{
	return gz_query_guess(q, what, folded, out, NULL, err);
}
