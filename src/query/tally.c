/*
 * tally.c: counting entities: one array by entity id, filled by one pass over the documents of a
 * selection.
 */
#include <stdlib.h>

#include "internal.h"

/* Widens first .. last by a document's day. */
static void add_day(struct gz_tally *tally, int32_t day)
{
	if (day == GZ_NO_DAY)
		return;
	if (tally->first == GZ_NO_DAY || day < tally->first)
		tally->first = day;
	if (tally->last == GZ_NO_DAY || day > tally->last)
		tally->last = day;
}

static void add_one(struct gz_tally *tally, const struct gz_block_entity *entity, uint32_t document,
		    int32_t day)
{
	tally->documents += tally->counted != document;
	tally->counted = document;
	tally->mentions += entity->mentions;
	add_day(tally, day);
}

/* Counts document number `document` for the entity and for its series, once each; with its mentions. */
static void add_entity(struct gz_tally *tallies, const struct gz_families *f,
		       const struct gz_block_entity *entity, uint32_t document, int32_t day)
{
	const struct gz_member *member = gz_family_find(f, entity->entity);

	if (member == NULL)
		add_one(&tallies[entity->entity], entity, document, day);
	for (uint32_t left = member ? member->lineage : 0; left > 0;
	     left--, member = gz_family_find(f, member->series))
		add_one(&tallies[member->id], entity, document, day);
}

static bool add_document(struct gz_query *q, const struct gz_block_document *doc, struct gz_tally *tallies,
			 const struct gz_families *f, uint32_t document, struct gz_error *err)
{
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *entity = &doc->entity[i];

		if (entity->entity < 0 || (uint64_t)entity->entity >= f->count)
			return gz_query_damaged(q, err);
		add_entity(tallies, f, entity, document, doc->day);
	}
	return true;
}

static bool make(struct gz_query *q, struct gz_families *f, struct gz_tally **out, struct gz_error *err)
{
	if (!gz_families_read(q, f, err))
		return false;
	*out = calloc(f->count, sizeof(**out));
	if (*out == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < f->count; i++)
		(*out)[i].first = (*out)[i].last = GZ_NO_DAY;
	return true;
}

bool gz_tally_all(struct gz_query *q, const struct gz_selection *s, struct gz_tally **out, size_t *count,
		  struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_families families = {0};
	struct gz_scan scan = {.behind = 0};
	uint32_t document = 0;
	bool ok = false;

	*out = NULL;
	if (!make(q, &families, out, err) || !gz_scan_open(&scan, q, s, GZ_SCAN_WINDOW, err))
		goto out;
	while ((ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		ok = add_document(q, doc, *out, &families, ++document, err);
		if (!ok)
			break;
	}
out:
	gz_scan_close(&scan);
	*count = families.count;
	gz_families_free(&families);
	if (!ok) {
		free(*out);
		*out = NULL;
	}
	return ok;
}
