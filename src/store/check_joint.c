/*
 * check_joint.c owns the comparison of the finished answers with the blocks: the documents of their segment
 * are read once for each answer, which are a few a segment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

struct look {
	struct gz_check *check;
	char *trouble;
	struct gz_counting *families;
	struct gz_associate *associates;
	size_t entities;
	uint32_t number;
	sqlite3_stmt *span;
	struct gz_block_reader reader;
	struct gz_error *err;
};

static bool wrong(struct look *l, const char *what, int64_t entity)
{
	if (!l->trouble[0])
		snprintf(l->trouble, GZ_MESSAGE_MAX, "%s %lld", what, (long long)entity);
	return false;
}

static bool holds(const struct gz_block_document *doc, int64_t entity)
{
	for (uint32_t i = 0; i < doc->count; i++)
		if (doc->entity[i].entity == entity)
			return true;
	return false;
}

/* False where the block is damaged or memory ran out. */
static bool count_block(struct look *l, sqlite3_stmt *row, int64_t entity)
{
	const struct gz_block_document *doc;

	gz_block_open(&l->reader, sqlite3_column_int64(row, 0), gz_store_blob(row, 2));
	gz_block_attach(&l->reader, gz_store_blob(row, 3), (struct gz_str){NULL, 0});
	while ((doc = gz_block_next(&l->reader)) && gz_block_load_ids(&l->reader)) {
		if (!holds(doc, entity))
			continue;
		l->number++;
		for (uint32_t i = 0; i < doc->count; i++)
			if ((uint64_t)doc->entity[i].entity < l->entities)
				gz_associate_add(l->associates, l->families, doc->entity[i].entity, l->number,
						 doc->day);
	}
	return !l->reader.failed && !l->reader.damaged;
}

static bool compare(struct look *l, int64_t entity, struct gz_str bytes)
{
	struct gz_joint_reader r;

	for (gz_joint_open(&r, bytes); gz_joint_next(&r);) {
		struct gz_associate *a;

		if ((uint64_t)r.joint.entity >= l->entities)
			return wrong(l, "malformed: the answer of entity", entity);
		a = &l->associates[r.joint.entity];
		if (a->documents != r.joint.documents || a->first != r.joint.first || a->last != r.joint.last)
			return wrong(l, "another answer than the blocks give has entity", entity);
		a->documents = 0;
	}
	if (r.damaged)
		return wrong(l, "malformed: the answer of entity", entity);
	for (size_t id = 0; id < l->entities; id++)
		if (l->associates[id].documents)
			return wrong(l, "an incomplete answer has entity", entity);
	return true;
}

static bool check_answer(struct look *l, sqlite3_stmt *row)
{
	int64_t entity = sqlite3_column_int64(row, 2);
	int code;

	if (sqlite3_column_type(row, 0) == SQLITE_NULL)
		return wrong(l, "of no segment: the answer of entity", entity);
	memset(l->associates, 0, l->entities * sizeof(*l->associates));
	sqlite3_reset(l->span);
	sqlite3_bind_int64(l->span, 1, sqlite3_column_int64(row, 0));
	sqlite3_bind_int64(l->span, 2, sqlite3_column_int64(row, 1));
	while ((code = sqlite3_step(l->span)) == SQLITE_ROW)
		if (!count_block(l, l->span, entity))
			return wrong(l, "malformed: block", sqlite3_column_int64(l->span, 0));
	if (code != SQLITE_DONE)
		return gz_check_trouble(l->check, code, l->trouble, l->err) && !l->trouble[0];
	return compare(l, entity, gz_store_blob(row, 3));
}

bool gz_check_joints(struct gz_check *c, struct gz_counting *families, size_t entities,
		     char trouble[GZ_MESSAGE_MAX], struct gz_error *err)
{
	struct look l = {
		.check = c, .trouble = trouble, .families = families, .entities = entities, .err = err};
	int code;
	sqlite3_stmt *rows = gz_check_prepare(c, "queries/store_check_joints", &code);
	bool done = true;

	l.associates = calloc(entities, sizeof(*l.associates));
	if (rows)
		l.span = gz_check_prepare(c, "queries/store_check_span", &code);
	if (!l.associates)
		done = gz_fail_nomem(err);
	/* The walk before has left its numbers in `seen`. */
	for (size_t id = 0; id < entities; id++)
		families[id].seen = 0;
	while (done && l.span && (code = sqlite3_step(rows)) == SQLITE_ROW)
		if (!check_answer(&l, rows))
			break;
	if (done && code != SQLITE_DONE && !trouble[0])
		done = gz_check_trouble(c, code, trouble, err);
	gz_block_close(&l.reader);
	sqlite3_finalize(l.span);
	sqlite3_finalize(rows);
	free(l.associates);
	return done;
}
