/*
 * tally.c: counting entities: one array by entity id, filled by one pass over the documents of a
 * selection.
 */
#include <stdlib.h>

#include "internal.h"

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
	return true;
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
			   size_t count, struct gz_error *err)
{
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *entity = &doc->entity[i];
		struct gz_tally *tally;

		if (entity->entity < 0 || (uint64_t)entity->entity >= count)
			return gz_query_damaged(q, err);
		tally = &tallies[entity->entity];
		tally->documents++;
		tally->mentions += entity->mentions;
		gz_tally_day(tally, doc->day);
	}
	return true;
}

bool gz_tally_all(struct gz_query *q, const struct gz_selection *s, struct gz_tally **out, size_t *count,
		  struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {0};
	bool ok = false;

	*out = NULL;
	if (!gz_tally_make(q, out, count, err) || !gz_scan_open(&scan, q, s, GZ_SCAN_WINDOW, err))
		goto out;
	while ((ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		ok = tally_document(q, doc, *out, *count, err);
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
