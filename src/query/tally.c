/*
 * tally.c: counting entities: one array by entity id, filled by one pass over the documents of a
 * selection.
 */
#include <stdlib.h>

#include "internal.h"

/* How many entities a document of `id` counts for; a series may, through others, lead back to itself. */
static uint32_t count_lineage(struct gz_tally *tallies, uint32_t id)
{
	uint32_t count = 0;

	/* `counted` is free as long as no document was: here it says in which walk an entity was seen. */
	for (uint32_t at = id; at != 0 && tallies[at].counted != id; at = tallies[at].series, count++)
		tallies[at].counted = id;
	return count;
}

static bool read_series(struct gz_query *q, struct gz_tally *tallies, size_t count, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "entity_series", &stmt, err);

	while (ok && (ok = gz_query_step(q, stmt, &row, err)) && row) {
		int64_t edition = sqlite3_column_int64(stmt, 0), series = sqlite3_column_int64(stmt, 1);

		if (edition <= 0 || (uint64_t)edition >= count || series <= 0 || (uint64_t)series >= count)
			ok = gz_query_damaged(q, err);
		else
			tallies[edition].series = (uint32_t)series;
	}
	sqlite3_finalize(stmt);
	for (size_t id = 0; id < count; id++)
		tallies[id].lineage = tallies[id].series == 0 ? 1 : count_lineage(tallies, (uint32_t)id);
	for (size_t id = 0; id < count; id++)
		tallies[id].counted = 0;
	return ok;
}

bool gz_tally_make(struct gz_query *q, struct gz_tally **out, size_t *count, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int64_t last = 0;
	bool row, ok;

	*out = NULL;
	ok = gz_query_prepare(q, "entity_last", &stmt, err) && gz_query_step(q, stmt, &row, err);
	if (ok && row)
		last = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	if (!ok)
		return false;
	if (last < 0 || last > UINT32_MAX)
		return gz_query_damaged(q, err);
	*count = (size_t)last + 1;
	*out = calloc(*count, sizeof(**out));
	if (*out == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < *count; i++)
		(*out)[i].first = (*out)[i].last = GZ_NO_DAY;
	return read_series(q, *out, *count, err);
}

void gz_tally_document(struct gz_tally *tallies, const struct gz_block_entity *entity, uint32_t document,
		       int32_t day)
{
	int64_t id = entity->entity;

	for (uint32_t left = tallies[id].lineage; left > 0; left--, id = tallies[id].series) {
		struct gz_tally *tally = &tallies[id];

		tally->documents += tally->counted != document;
		tally->counted = document;
		tally->mentions += entity->mentions;
		gz_tally_day(tally, day);
	}
}

void gz_tally_day(struct gz_tally *tally, int32_t day)
{
	if (day == GZ_NO_DAY)
		return;
	if (tally->first == GZ_NO_DAY || day < tally->first)
		tally->first = day;
	if (tally->last == GZ_NO_DAY || day > tally->last)
		tally->last = day;
}

static bool tally_document(struct gz_query *q, const struct gz_block_document *doc, struct gz_tally *tallies,
			   size_t count, uint32_t document, struct gz_error *err)
{
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *entity = &doc->entity[i];

		if (entity->entity < 0 || (uint64_t)entity->entity >= count)
			return gz_query_damaged(q, err);
		gz_tally_document(tallies, entity, document, doc->day);
	}
	return true;
}

bool gz_tally_all(struct gz_query *q, const struct gz_selection *s, struct gz_tally **out, size_t *count,
		  struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {0};
	uint32_t document = 0;
	bool ok = false;

	*out = NULL;
	if (!gz_tally_make(q, out, count, err) || !gz_scan_open(&scan, q, s, GZ_SCAN_WINDOW, err))
		goto out;
	while ((ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		ok = tally_document(q, doc, *out, *count, ++document, err);
		if (!ok)
			break;
	}
out:
	gz_scan_close(&scan);
	if (!ok) {
		free(*out);
		*out = NULL;
	}
	return ok;
}
