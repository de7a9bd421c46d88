/*
 * family.c: which entities are editions of which series. They are few, so that nearly every entity is
 * answered with a look at one byte.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Bits of gz_families.is. */
#define MEMBER 1 /* an edition or a series */

/* How many entities a document of `id` counts for; a series may, through others, lead back to itself. */
static uint32_t count_lineage(struct gz_families *f, uint32_t id, uint32_t *walk)
{
	uint32_t count = 0;

	for (uint32_t at = id; at != 0 && walk[at] != id; at = f->series[at], count++)
		walk[at] = id;
	return count;
}

static bool read_series(struct gz_query *q, struct gz_families *f, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "entity_series", &stmt, err);

	while (ok && (ok = gz_query_step(q, stmt, &row, err)) && row) {
		int64_t edition = sqlite3_column_int64(stmt, 0), series = sqlite3_column_int64(stmt, 1);

		if (edition <= 0 || (uint64_t)edition >= f->count || series <= 0 ||
		    (uint64_t)series >= f->count) {
			ok = gz_query_damaged(q, err);
		} else {
			f->series[edition] = (uint32_t)series;
			f->is[edition] = f->is[series] = MEMBER;
		}
	}
	sqlite3_finalize(stmt);
	return ok;
}

bool gz_families_read(struct gz_query *q, struct gz_families *f, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	uint32_t *walk;
	int64_t last = 0;
	bool row, ok;

	ok = gz_query_prepare(q, "entity_last", &stmt, err) && gz_query_step(q, stmt, &row, err);
	if (ok && row)
		last = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	if (!ok)
		return false;
	if (last < 0 || last >= UINT32_MAX)
		return gz_query_damaged(q, err);
	f->count = (size_t)last + 1;
	f->is = calloc(f->count, sizeof(*f->is));
	f->series = calloc(f->count, sizeof(*f->series));
	f->lineage = calloc(f->count, sizeof(*f->lineage));
	walk = calloc(f->count, sizeof(*walk));
	ok = (f->is != NULL && f->series != NULL && f->lineage != NULL && walk != NULL) || gz_fail_nomem(err);
	ok = ok && read_series(q, f, err);
	for (const unsigned char *at = f->is, *end = at + f->count; ok && at < end; at++) {
		at = memchr(at, MEMBER, (size_t)(end - at));
		if (at == NULL)
			break;
		f->lineage[at - f->is] = count_lineage(f, (uint32_t)(at - f->is), walk);
	}
	free(walk);
	return ok;
}

void gz_families_free(struct gz_families *f)
{
	free(f->is);
	free(f->series);
	free(f->lineage);
}
