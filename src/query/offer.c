/*
 * offer.c: what a name may have meant: the nearest names for one that nobody has, the candidates for one
 * that several have, and the one among these that is named far more often than all others.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define SHOWN_CANDIDATES 20
#define SHOWN_OTHERS	 5		       /* in a line */
#define MESSAGE_ROOM	 (GZ_MESSAGE_MAX - 80) /* for what comes behind a list */

/* An entity to offer. */
struct offer {
	int64_t id;
	uint32_t distance, documents;
	struct gz_str entity, name, type;
};

/* The entities that a name may mean, the one of most documents first. */
struct offers {
	struct offer *item;
	size_t count;
	struct gz_arena arena; /* of their words */
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

static void offers_free(struct offers *o)
{
	free(o->item);
	gz_arena_free(&o->arena);
}

/* To be freed in any case. */
static bool offers_make(struct offers *o, struct gz_query *q, const gz_id_vec *ids, struct gz_error *err)
{
	struct gz_tally *tallies = NULL;
	size_t entities;
	bool ok;

	*o = (struct offers){.item = calloc(ids->len, sizeof(*o->item)), .count = ids->len};
	if (o->item == NULL)
		return gz_fail_nomem(err);
	ok = count_documents(q, &tallies, &entities, err);
	for (size_t i = 0; ok && i < ids->len; i++) {
		o->item[i].id = ids->ptr[i];
		if (ids->ptr[i] >= 0 && (uint64_t)ids->ptr[i] < entities)
			o->item[i].documents = tallies[ids->ptr[i]].documents;
	}
	free(tallies);
	return ok && complete_offers(q, o->item, o->count, &o->arena, err);
}

/* What was typed, in quotes: white space of it is no line break of a list. */
static void put_typed(struct gz_buf *out, struct gz_str what)
{
	gz_buf_str(out, GZ_STR("\""));
	gz_context_fold(out, shorten(what));
	gz_buf_str(out, GZ_STR("\""));
}

static bool fail_ambiguous(const struct offers *offers, struct gz_str what, struct gz_error *err)
{
	struct gz_buf text = {0};
	size_t shown = 0;

	put_typed(&text, what);
	gz_buf_str(&text, GZ_STR(" may be one of these; give its id:"));
	while (shown < offers->count && shown < SHOWN_CANDIDATES) {
		const struct offer *o = &offers->item[shown];
		size_t before = text.len;

		gz_buf_printf(&text, "\n  %.*s  %.*s (%.*s, %u document%s)", GZ_ARG(o->entity),
			      GZ_ARG(o->name), GZ_ARG(o->type), o->documents, o->documents == 1 ? "" : "s");
		if (text.len > MESSAGE_ROOM) {
			text.len = before;
			break;
		}
		shown++;
	}
	if (shown < offers->count)
		gz_buf_printf(&text, "\n  and %zu more", offers->count - shown);
	if (text.failed)
		gz_fail_nomem(err);
	else
		gz_fail(err, GZ_EAMBIGUOUS, "%.*s", (int)text.len, text.ptr);
	gz_buf_free(&text);
	return false;
}

/* Far more often named than all others: what is hardly there counts as once. */
static bool is_dominant(const struct offers *offers)
{
	uint64_t next = offers->item[1].documents > 0 ? offers->item[1].documents : 1;

	return offers->item[0].documents >= GZ_DOMINANT * next;
}

/* "obama" is taken as Barack Obama (person/barack-obama, 1077 documents), not Michelle Obama
 * (person/michelle-obama, 5) */
static bool tell_taken(const struct offers *offers, struct gz_str what, struct gz_buf *out,
		       struct gz_error *err)
{
	put_typed(out, what);
	gz_buf_str(out, GZ_STR(" is taken as "));
	for (size_t i = 0; i < offers->count && i <= SHOWN_OTHERS; i++) {
		const struct offer *o = &offers->item[i];

		gz_buf_printf(out, "%s%.*s (%.*s, %u%s)",
			      i == 0   ? ""
			      : i == 1 ? ", not "
				       : ", ",
			      GZ_ARG(shorten(o->name)), GZ_ARG(shorten(o->entity)), o->documents,
			      i == 0 ? " documents" : "");
	}
	if (offers->count > SHOWN_OTHERS + 1)
		gz_buf_printf(out, " and %zu more", offers->count - SHOWN_OTHERS - 1);
	return !out->failed || gz_fail_nomem(err);
}

bool gz_offer_choose(struct gz_query *q, struct gz_str what, const gz_id_vec *ids, struct gz_buf *told,
		     int64_t *chosen, struct gz_error *err)
{
	struct offers offers;
	bool ok = offers_make(&offers, q, ids, err);

	if (ok && told != NULL && is_dominant(&offers)) {
		*chosen = offers.item[0].id;
		ok = tell_taken(&offers, what, told, err);
	} else if (ok) {
		ok = fail_ambiguous(&offers, what, err);
	}
	offers_free(&offers);
	return ok;
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

bool gz_offer_nearest(struct gz_query *q, struct gz_str what, struct gz_str folded, struct gz_error *err)
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
