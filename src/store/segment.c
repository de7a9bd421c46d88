/*
 * segment.c owns the turning of blocks into posting lists: (entity, document) pairs are collected in document
 * order, sorted by entity in memory with one counting pass, and written in the order of the table's key.
 */
#include <stdlib.h>

#include "internal.h"

bool gz_segment_add(struct gz_segment *g, const struct gz_block_document *doc, bool *strange)
{
	uint32_t slot = (uint32_t)g->documents.len;

	*strange = false;
	if (!GZ_PUSH(&g->documents, doc->document) || !GZ_PUSH(&g->days, doc->day) ||
	    !GZ_GROW(&g->pairs, doc->count))
		return false;
	for (uint32_t i = 0; i < doc->count; i++) {
		if (doc->entity[i].entity > g->entities) {
			*strange = true;
			return false;
		}
		g->pairs.ptr[g->pairs.len++] =
			(struct gz_pair){(uint32_t)doc->entity[i].entity, slot, doc->entity[i].mentions};
	}
	return true;
}

static bool write_list(struct gz_store *s, const struct gz_segment *g, int64_t id, uint32_t entity,
		       const struct gz_pair *pairs, size_t count, struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_POSTING_INSERT, err);
	int64_t previous = 0;

	if (!insert)
		return false;
	gz_buf_clear(&s->key);
	for (size_t i = 0; i < count; i++)
		if (!gz_posting_list_add(&s->key, &previous, g->documents.ptr[pairs[i].slot],
					 pairs[i].mentions))
			return gz_fail_nomem(err);
	sqlite3_bind_int64(insert, 1, id);
	sqlite3_bind_int64(insert, 2, entity);
	sqlite3_bind_int64(insert, 3, (sqlite3_int64)count);
	sqlite3_bind_blob64(insert, 4, s->key.ptr, s->key.len, SQLITE_STATIC);
	return gz_store_run(s, insert, "write", err);
}

/* Sorts the pairs by entity into `sorted`; end[e] is where those of entity e end. */
static void sort_pairs(const struct gz_segment *g, size_t *end, struct gz_pair *sorted)
{
	/* end[e] first counts entity e - 1, then becomes where e begins, and at last where e ends. */
	for (size_t i = 0; i < g->pairs.len; i++)
		end[(size_t)g->pairs.ptr[i].entity + 1]++;
	for (size_t e = 1; e <= (size_t)g->entities + 1; e++)
		end[e] += end[e - 1];
	for (size_t i = 0; i < g->pairs.len; i++)
		sorted[end[g->pairs.ptr[i].entity]++] = g->pairs.ptr[i];
}

/* The pairs still stand in the order of documents. */
static bool count_documents(struct gz_store *s, const struct gz_segment *g, struct gz_error *err)
{
	GZ_VEC(struct gz_block_entity) entities = {.len = 0};
	bool done = true;

	for (size_t i = 0, slot; done && i < g->pairs.len;) {
		struct gz_block_document doc = {.count = 0};

		entities.len = 0;
		for (slot = g->pairs.ptr[i].slot; i < g->pairs.len && g->pairs.ptr[i].slot == slot; i++) {
			if (!GZ_PUSH(&entities,
				     ((struct gz_block_entity){.entity = g->pairs.ptr[i].entity}))) {
				GZ_VEC_FREE(&entities);
				return gz_fail_nomem(err);
			}
		}
		doc.count = (uint32_t)entities.len;
		doc.entity = entities.ptr;
		done = gz_counts_add(s, &doc, 1, err);
	}
	GZ_VEC_FREE(&entities);
	return done;
}

bool gz_segment_write(struct gz_store *s, struct gz_segment *g, int64_t id, struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_SEGMENT_INSERT, err);
	size_t *end = calloc((size_t)g->entities + 2, sizeof(*end));
	struct gz_pair *sorted = malloc((g->pairs.len + 1) * sizeof(*sorted));
	bool done = false;

	if (!insert)
		goto out;
	if (!end || !sorted) {
		gz_fail_nomem(err);
		goto out;
	}
	sqlite3_bind_int64(insert, 1, id);
	sqlite3_bind_int64(insert, 2, g->first);
	sqlite3_bind_int64(insert, 3, g->last);
	if (!gz_store_run(s, insert, "write", err) || !count_documents(s, g, err) || !gz_counts_flush(s, err))
		goto out;
	sort_pairs(g, end, sorted);
	for (size_t e = 1; e <= (size_t)g->entities; e++)
		if (end[e] > end[e - 1] &&
		    !write_list(s, g, id, (uint32_t)e, sorted + end[e - 1], end[e] - end[e - 1], err))
			goto out;
	done = gz_joint_write(s, g, id, sorted, end, err);
out:
	free(sorted);
	free(end);
	return done;
}

void gz_segment_free(struct gz_segment *g)
{
	GZ_VEC_FREE(&g->documents);
	GZ_VEC_FREE(&g->days);
	GZ_VEC_FREE(&g->pairs);
}
