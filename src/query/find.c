/*
 * find.c: from what a person typed to an entity: by id, by canonical name, by any name. What is not found is
 * answered with the nearest names, what is ambiguous with the candidates.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define SHOWN_CANDIDATES 20
#define MESSAGE_ROOM	 (GZ_MESSAGE_MAX - 80) /* for what comes behind a list */

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

/* ---- messages ---------------------------------------------------------------------------- */

/* An entity to offer. */
struct offer {
	int64_t id;
	uint32_t distance, documents;
	struct gz_str entity, name, type;
};

static int compare_offers(const void *left, const void *right)
{
	const struct offer *a = left, *b = right;

	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	if (a->documents != b->documents)
		return a->documents > b->documents ? -1 : 1;
	return gz_str_cmp(a->entity, b->entity);
}

/* Documents of every entity, without any filter. */
static bool count_documents(struct gz_query *q, struct gz_tally **tallies, size_t *count,
			    struct gz_error *err)
{
	struct gz_selection everything = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};

	return gz_tally_all(q, &everything, tallies, count, err);
}

/* Ids and names of the offers, and their order. */
static bool complete_offers(struct gz_query *q, struct offer *offers, size_t count, struct gz_arena *arena,
			    struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;

	if (!gz_query_prepare(q, "entity", &stmt, err))
		goto out;
	for (size_t i = 0; i < count; i++) {
		struct offer *offer = &offers[i];

		sqlite3_reset(stmt);
		if (sqlite3_bind_int64(stmt, 1, offer->id) != SQLITE_OK) {
			gz_query_fail(q, err);
			goto out;
		}
		if (!gz_query_step(q, stmt, &row, err))
			goto out;
		offer->entity = gz_arena_str(arena, gz_query_text(stmt, 0));
		offer->name = gz_arena_str(arena, gz_query_text(stmt, 1));
		offer->type = gz_arena_str(arena, gz_query_text(stmt, 2));
		if (offer->entity.ptr == NULL || offer->name.ptr == NULL || offer->type.ptr == NULL) {
			gz_fail_nomem(err);
			goto out;
		}
	}
	qsort(offers, count, sizeof(*offers), compare_offers);
	ok = true;
out:
	sqlite3_finalize(stmt);
	return ok;
}

/* What was typed, short enough for a message. */
static struct gz_str shorten(struct gz_str what)
{
	return gz_str_of(what.ptr, gz_utf8_valid(what) ? gz_utf8_offset(what, 80) : 0);
}

static bool fail_ambiguous(struct gz_query *q, struct gz_str what, const gz_id_vec *ids, struct gz_error *err)
{
	struct gz_arena arena = {0};
	struct gz_buf text = {0};
	struct offer *offers = calloc(ids->len, sizeof(*offers));
	struct gz_tally *tallies = NULL;
	size_t shown = 0, entities;

	if (offers == NULL) {
		gz_fail_nomem(err);
		goto out;
	}
	if (!count_documents(q, &tallies, &entities, err))
		goto out;
	for (size_t i = 0; i < ids->len; i++) {
		offers[i].id = ids->ptr[i];
		if (offers[i].id >= 0 && (uint64_t)offers[i].id < entities)
			offers[i].documents = tallies[offers[i].id].documents;
	}
	if (!complete_offers(q, offers, ids->len, &arena, err))
		goto out;
	/* White space of what was typed is no line break of the list. */
	gz_buf_str(&text, GZ_STR("\""));
	gz_context_fold(&text, shorten(what));
	gz_buf_str(&text, GZ_STR("\" may be one of these; give its id:"));
	while (shown < ids->len && shown < SHOWN_CANDIDATES) {
		const struct offer *o = &offers[shown];
		size_t before = text.len;

		gz_buf_printf(&text, "\n  %.*s  %.*s (%.*s, %u document%s)", GZ_ARG(o->entity),
			      GZ_ARG(o->name), GZ_ARG(o->type), o->documents, o->documents == 1 ? "" : "s");
		if (text.len > MESSAGE_ROOM) {
			text.len = before;
			break;
		}
		shown++;
	}
	if (shown < ids->len)
		gz_buf_printf(&text, "\n  and %zu more", ids->len - shown);
	if (text.failed)
		gz_fail_nomem(err);
	else
		gz_fail(err, GZ_EAMBIGUOUS, "%.*s", (int)text.len, text.ptr);
out:
	free(tallies);
	free(offers);
	gz_arena_free(&arena);
	gz_buf_free(&text);
	return false;
}

/* Appends the nearest names, as many as a message has room for. */
static bool add_nearest(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_buf *out,
			struct gz_error *err)
{
	struct gz_near near[GZ_NEAREST];
	struct offer offers[GZ_NEAREST] = {0};
	struct gz_arena arena = {0};
	struct gz_tally *tallies = NULL;
	size_t count, entities, room = out->len + MESSAGE_ROOM - 100;
	bool ok = false;

	if (!count_documents(q, &tallies, &entities, err) ||
	    !gz_near_find(q, what, folded, tallies, entities, near, &count, err))
		goto out;
	for (size_t i = 0; i < count; i++)
		offers[i] = (struct offer){
			.id = near[i].id, .distance = near[i].distance, .documents = near[i].documents};
	if (count > 0 && !complete_offers(q, offers, count, &arena, err))
		goto out;
	for (size_t i = 0; i < count && out->len < room; i++)
		gz_buf_printf(out, "%s%.*s (%.*s)", i == 0 ? "" : ", ", GZ_ARG(shorten(offers[i].name)),
			      GZ_ARG(shorten(offers[i].entity)));
	ok = !out->failed || gz_fail_nomem(err);
out:
	free(tallies);
	gz_arena_free(&arena);
	return ok;
}

static bool fail_unknown(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_error *err)
{
	struct gz_buf nearest = {0};

	if (add_nearest(q, what, folded, &nearest, err))
		gz_fail(err, GZ_ENOTFOUND, "no entity is called \"%.*s\" in this database%s%.*s",
			GZ_ARG(shorten(what)),
			nearest.len > 0 ? "; nearest: " : "; `gazet entities` lists those there are",
			(int)nearest.len, nearest.ptr);
	gz_buf_free(&nearest);
	return false;
}

bool gz_query_nearest(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_buf *out,
		      struct gz_error *err)
{
	bool ok;

	if (!gz_query_begin(q, err))
		return false;
	ok = add_nearest(q, what, folded, out, err);
	gz_query_finish(q);
	return ok;
}

/* ---- the question ------------------------------------------------------------------------- */

bool gz_query_find(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_term *out,
		   struct gz_error *err)
{
	gz_id_vec ids = {0};
	bool ok = false;

	memset(out, 0, sizeof(*out));
	if (!gz_query_begin(q, err))
		return false;
	if (gz_is_selector(what)) {
		ok = gz_group_find(q, what, out, err);
		goto out;
	}
	if (!gz_find_ids(q, what, folded, &ids, err))
		goto out;
	if (ids.len == 1)
		ok = fill_term(q, ids.ptr[0], out, err);
	else if (ids.len == 0)
		fail_unknown(q, what, folded, err);
	else
		fail_ambiguous(q, what, &ids, err);
out:
	GZ_VEC_FREE(&ids);
	gz_query_finish(q);
	return ok;
}
