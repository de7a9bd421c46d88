/*
 * joint.c owns the finished answers: what occurs with an entity that stands in many documents of a segment,
 * counted when the segment is written. They are a few a segment, and belong to it: adding documents changes
 * none, removing one takes away the answers that it was counted in.
 */
#include <stdlib.h>

#include "internal.h"

static void add_one(struct gz_associate *a, int32_t day)
{
	if (a->documents++ == 0)
		a->first = a->last = GZ_NO_DAY;
	if (day == GZ_NO_DAY)
		return;
	if (a->first == GZ_NO_DAY || day < a->first)
		a->first = day;
	if (a->last == GZ_NO_DAY || day > a->last)
		a->last = day;
}

void gz_associate_add(struct gz_associate *associates, struct gz_counting *families, int64_t entity,
		      uint32_t number, int32_t day)
{
	for (uint32_t left = families[entity].lineage; left > 0; left--) {
		if (families[entity].seen != number) {
			families[entity].seen = number;
			add_one(&associates[entity], day);
		}
		entity = families[entity].series;
	}
}

static bool write_answer(struct gz_store *s, int64_t segment, uint32_t entity,
			 struct gz_associate *associates, int32_t base, struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_JOINT_INSERT, err);
	int64_t previous = 0, count = 0;

	if (!insert)
		return false;
	gz_joint_start(&s->blob, base);
	for (size_t id = 0; id < s->counting.len; id++) {
		struct gz_associate *a = &associates[id];
		struct gz_joint joint = {(int64_t)id, a->documents, a->first, a->last};

		if (a->documents && !gz_joint_add(&s->blob, &previous, base, &joint))
			return gz_fail_nomem(err);
		count += a->documents != 0;
		a->documents = 0;
	}
	sqlite3_bind_int64(insert, 1, segment);
	sqlite3_bind_int64(insert, 2, entity);
	sqlite3_bind_int64(insert, 3, count);
	sqlite3_bind_blob64(insert, 4, s->blob.ptr, s->blob.len, SQLITE_STATIC);
	return gz_store_run(s, insert, "write", err);
}

/* Where the pairs of each document begin, and behind the last one. */
static size_t *find_documents(const struct gz_segment *g)
{
	size_t *begin = malloc((g->documents.len + 1) * sizeof(*begin)), pair = 0;

	for (size_t slot = 0; begin && slot <= g->documents.len; slot++) {
		begin[slot] = pair;
		while (pair < g->pairs.len && g->pairs.ptr[pair].slot == slot)
			pair++;
	}
	return begin;
}

static void count_answer(struct gz_store *s, const struct gz_segment *g, const size_t *begin,
			 const struct gz_pair *documents, size_t count, struct gz_associate *associates)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t slot = documents[i].slot;

		s->counted++;
		for (size_t pair = begin[slot]; pair < begin[slot + 1]; pair++)
			gz_associate_add(associates, s->counting.ptr, g->pairs.ptr[pair].entity, s->counted,
					 g->days.ptr[slot]);
	}
}

/* A day near the others. */
static int32_t find_base(const struct gz_segment *g)
{
	for (size_t i = 0; i < g->days.len; i++)
		if (g->days.ptr[i] != GZ_NO_DAY)
			return g->days.ptr[i];
	return 0;
}

bool gz_joint_write(struct gz_store *s, const struct gz_segment *g, int64_t id, const struct gz_pair *sorted,
		    const size_t *end, struct gz_error *err)
{
	struct gz_associate *associates = NULL;
	size_t *begin = NULL;
	bool done = gz_counts_start(s, err);

	for (size_t e = 1; done && e <= (size_t)g->entities; e++) {
		if ((end[e] - end[e - 1]) * s->joint_share < g->documents.len || end[e] == end[e - 1])
			continue;
		if (!begin) {
			begin = find_documents(g);
			associates = calloc(s->counting.len, sizeof(*associates));
			if (!begin || !associates) {
				done = gz_fail_nomem(err);
				break;
			}
		}
		count_answer(s, g, begin, sorted + end[e - 1], end[e] - end[e - 1], associates);
		done = write_answer(s, id, (uint32_t)e, associates, find_base(g), err);
	}
	/* Nothing was to be added to the counts. */
	s->counting.len = 0;
	free(associates);
	free(begin);
	return done;
}

bool gz_joint_remove(struct gz_store *s, const struct gz_block_document *doc, struct gz_error *err)
{
	for (uint32_t i = 0; i < doc->count; i++) {
		sqlite3_stmt *drop = gz_store_statement(s, GZ_SQL_JOINT_DELETE, err);

		if (!drop)
			return false;
		sqlite3_bind_int64(drop, 1, doc->document);
		sqlite3_bind_int64(drop, 2, doc->entity[i].entity);
		if (!gz_store_run(s, drop, "write", err))
			return false;
	}
	return true;
}
