/*
 * block.c owns the bytes of the packed forward index (block.h): the writer that the store appends
 * documents with, and the reader that queries and checks walk it with. The reader trusts nothing: every
 * number is checked against what the bytes can hold before memory is taken for it.
 */
#include "gazet/block.h"

#include <stdlib.h>

/* ---- writer ---------------------------------------------------------------- */

void gz_block_start(struct gz_block_writer *w)
{
	gz_buf_clear(&w->entities);
	gz_buf_clear(&w->positions);
	w->first = w->last = 0;
	w->base_day = 0;
	w->first_day = w->last_day = GZ_NO_DAY;
	w->documents = 0;
}

static void add_day(struct gz_block_writer *w, int32_t day)
{
	if (day == GZ_NO_DAY) {
		gz_buf_varint(&w->entities, 0);
		return;
	}
	if (w->first_day == GZ_NO_DAY)
		w->base_day = w->first_day = w->last_day = day;
	if (day < w->first_day)
		w->first_day = day;
	if (day > w->last_day)
		w->last_day = day;
	gz_buf_varint(&w->entities, 1 + gz_zigzag((int64_t)day - w->base_day));
}

/* Positions of one entity: all places, then all sentences. */
static void add_positions(struct gz_buf *out, const struct gz_posting *postings, size_t count)
{
	uint32_t place = 0;

	for (size_t i = 0; i < count; i++) {
		gz_buf_varint(out, postings[i].place - place);
		place = postings[i].place;
	}
	for (size_t i = 0; i < count; i++)
		gz_buf_varint(out, postings[i].sentence < 0 ? 0 : (uint64_t)postings[i].sentence + 1);
}

static size_t run_length(const struct gz_posting *postings, size_t count)
{
	size_t n = 1;

	while (n < count && postings[n].entity == postings[0].entity)
		n++;
	return n;
}

bool gz_block_add(struct gz_block_writer *w, int64_t document, int32_t day, int64_t source,
		  const struct gz_posting *postings, size_t count)
{
	uint64_t distinct = 0;
	int64_t entity = 0;
	size_t i, n;

	if (!w->entities.len)
		w->first = w->last = document;
	gz_buf_varint(&w->entities, (uint64_t)(document - w->last));
	add_day(w, day);
	gz_buf_varint(&w->entities, (uint64_t)source);
	for (i = 0; i < count; i += run_length(postings + i, count - i))
		distinct++;
	gz_buf_varint(&w->entities, distinct);
	for (i = 0; i < count; i += n) {
		n = run_length(postings + i, count - i);
		gz_buf_varint(&w->entities, (uint64_t)(postings[i].entity - entity));
		gz_buf_varint(&w->entities, n);
		add_positions(&w->positions, postings + i, n);
		entity = postings[i].entity;
	}
	w->last = document;
	if (source)
		w->documents++;
	return !w->entities.failed && !w->positions.failed;
}

bool gz_block_full(const struct gz_block_writer *w)
{
	return w->entities.len >= GZ_BLOCK_BYTES || w->positions.len >= GZ_BLOCK_POSITION_BYTES;
}

void gz_block_free(struct gz_block_writer *w)
{
	gz_buf_free(&w->entities);
	gz_buf_free(&w->positions);
	gz_block_start(w);
}

/* ---- reader ---------------------------------------------------------------- */

static void drop_places(struct gz_block_reader *r)
{
	free(r->doc.place);
	free(r->doc.sentence);
	r->doc.place = NULL;
	r->doc.sentence = NULL;
	r->place_cap = 0;
}

void gz_block_open(struct gz_block_reader *r, int64_t first, int32_t base_day, struct gz_str entities,
		   struct gz_str positions)
{
	r->at = (const unsigned char *)entities.ptr;
	r->end = entities.len ? r->at + entities.len : r->at;
	r->pos = (const unsigned char *)positions.ptr;
	r->pos_end = positions.len ? r->pos + positions.len : r->pos;
	r->previous = first;
	r->base_day = base_day;
	r->damaged = r->failed = r->started = false;
	if (!r->pos)
		drop_places(r);
}

static const struct gz_block_document *damaged(struct gz_block_reader *r)
{
	r->damaged = true;
	return NULL;
}

static bool read_head(struct gz_block_reader *r)
{
	uint64_t delta, day, source, count;
	int64_t value;

	if (!gz_varint_read(&r->at, r->end, &delta) || !gz_varint_read(&r->at, r->end, &day) ||
	    !gz_varint_read(&r->at, r->end, &source) || !gz_varint_read(&r->at, r->end, &count))
		return false;
	/* The first document gives the block its id; behind it ids ascend. */
	if (r->started ? delta == 0 : delta != 0)
		return false;
	if (r->previous < 0 || delta > (uint64_t)(INT64_MAX - r->previous) || source > INT64_MAX)
		return false;
	r->doc.document = r->previous + (int64_t)delta;
	r->doc.source = (int64_t)source;
	r->doc.day = GZ_NO_DAY;
	if (day) {
		value = gz_unzigzag(day - 1);
		if (value < (int64_t)INT32_MIN * 2 || value > (int64_t)INT32_MAX * 2)
			return false;
		value += r->base_day;
		if (value <= INT32_MIN || value > INT32_MAX)
			return false;
		r->doc.day = (int32_t)value;
	}
	if (!source && (day || count))
		return false;
	/* Each entity takes two bytes at least. */
	if (count > (uint64_t)(r->end - r->at) / 2)
		return false;
	r->doc.count = (uint32_t)count;
	return count <= UINT32_MAX;
}

static bool read_entities(struct gz_block_reader *r, uint64_t *total)
{
	uint64_t delta, mentions;
	int64_t entity = 0;

	*total = 0;
	for (uint32_t i = 0; i < r->doc.count; i++) {
		if (!gz_varint_read(&r->at, r->end, &delta) || !gz_varint_read(&r->at, r->end, &mentions))
			return false;
		if (!delta || delta > (uint64_t)(INT64_MAX - entity) || !mentions ||
		    mentions > UINT32_MAX - *total)
			return false;
		entity += (int64_t)delta;
		r->doc.entity[i] = (struct gz_block_entity){entity, (uint32_t)mentions, (uint32_t)*total};
		*total += mentions;
	}
	return true;
}

static bool read_positions(struct gz_block_reader *r, const struct gz_block_entity *e)
{
	uint32_t *place = r->doc.place + e->first;
	int32_t *sentence = r->doc.sentence + e->first;
	uint64_t value, at = 0;

	for (uint32_t i = 0; i < e->mentions; i++) {
		if (!gz_varint_read(&r->pos, r->pos_end, &value) || value > UINT32_MAX - at)
			return false;
		at += value;
		place[i] = (uint32_t)at;
	}
	for (uint32_t i = 0; i < e->mentions; i++) {
		if (!gz_varint_read(&r->pos, r->pos_end, &value) || value > (uint64_t)INT32_MAX + 1)
			return false;
		sentence[i] = (int32_t)((int64_t)value - 1);
	}
	return true;
}

/* Both arrays grow together; place_cap is only raised once both have the room. */
static bool reserve_places(struct gz_block_reader *r, size_t needed)
{
	size_t cap = r->place_cap;

	if (needed <= cap)
		return true;
	if (!gz_vec_grow((void **)&r->doc.place, &cap, sizeof(*r->doc.place), needed))
		return false;
	cap = r->place_cap;
	if (!gz_vec_grow((void **)&r->doc.sentence, &cap, sizeof(*r->doc.sentence), needed))
		return false;
	r->place_cap = cap;
	return true;
}

const struct gz_block_document *gz_block_next(struct gz_block_reader *r)
{
	uint64_t total;

	if (r->damaged || r->failed)
		return NULL;
	if (r->at == r->end)
		return r->pos == r->pos_end ? NULL : damaged(r);
	if (!read_head(r))
		return damaged(r);
	if (r->doc.count > r->entity_cap &&
	    !gz_vec_grow((void **)&r->doc.entity, &r->entity_cap, sizeof(*r->doc.entity), r->doc.count)) {
		r->failed = true;
		return NULL;
	}
	if (!read_entities(r, &total))
		return damaged(r);
	if (r->pos) {
		/* Each mention takes two bytes at least. */
		if (total > (uint64_t)(r->pos_end - r->pos) / 2)
			return damaged(r);
		/* At least one, so that `place` says that there are positions. */
		if (!reserve_places(r, total ? total : 1)) {
			r->failed = true;
			return NULL;
		}
		for (uint32_t i = 0; i < r->doc.count; i++)
			if (!read_positions(r, &r->doc.entity[i]))
				return damaged(r);
	}
	r->previous = r->doc.document;
	r->started = true;
	return &r->doc;
}

void gz_block_close(struct gz_block_reader *r)
{
	free(r->doc.entity);
	drop_places(r);
	*r = (struct gz_block_reader){0};
}

/* ---- posting lists --------------------------------------------------------- */

bool gz_list_add(struct gz_buf *list, int64_t *previous, int64_t document)
{
	gz_buf_varint(list, (uint64_t)(document - *previous));
	*previous = document;
	return !list->failed;
}
