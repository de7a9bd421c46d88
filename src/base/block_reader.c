/*
 * block_reader.c owns the reader that queries and checks walk the packed index with (block.h). It trusts
 * nothing: every number is checked against what the bytes can hold before memory is taken for it.
 */
#include <stdlib.h>
#include <string.h>

#include "gazet/block.h"

/* ---- heads ------------------------------------------------------------------ */

/* The bytes of a reader, or none. */
static const unsigned char *end_of(const unsigned char *at, size_t len)
{
	return len ? at + len : at;
}

void gz_head_open(struct gz_head_reader *r, int64_t first, struct gz_str heads)
{
	*r = (struct gz_head_reader){.at = (const unsigned char *)heads.ptr};
	r->end = end_of(r->at, heads.len);
	r->head.document = first;
}

static bool read_day(struct gz_head_reader *r, uint64_t code)
{
	int64_t days = gz_unzigzag(code);

	/* Between any two days lie less than 2^32. */
	if (days > (int64_t)UINT32_MAX || days < -(int64_t)UINT32_MAX)
		return false;
	days += r->day;
	if (days <= INT32_MIN || days > INT32_MAX)
		return false;
	r->head.day = r->day = (int32_t)days;
	return true;
}

/* The long form. */
static bool read_head(struct gz_head_reader *r)
{
	uint64_t delta, precision, day, source;

	if (!gz_varint_read(&r->at, r->end, &delta) || !gz_varint_read(&r->at, r->end, &precision) ||
	    precision > 1 + GZ_DAY)
		return false;
	r->head.day = GZ_NO_DAY;
	r->head.precision = precision ? (uint8_t)(precision - 1) : GZ_UNDATED;
	if (precision && (!gz_varint_read(&r->at, r->end, &day) || !read_day(r, day)))
		return false;
	if (!gz_varint_read(&r->at, r->end, &source) || source > INT64_MAX || (!source && precision))
		return false;
	/* The first document gives the block its id; behind it ids ascend. */
	if (r->started ? delta == 0 : delta != 0)
		return false;
	if (r->head.document < 0 || delta > (uint64_t)(INT64_MAX - r->head.document))
		return false;
	r->head.document += (int64_t)delta;
	r->head.source = (int64_t)source;
	return true;
}

const struct gz_head *gz_head_next_slowly(struct gz_head_reader *r)
{
	uint64_t code;

	if (r->damaged || r->at == r->end)
		return NULL;
	if (!gz_varint_read(&r->at, r->end, &code))
		goto damaged;
	if (code) {
		if (!r->started || !r->head.source || r->head.document == INT64_MAX || !read_day(r, code - 1))
			goto damaged;
		r->head.document++;
		r->head.precision = GZ_DAY;
	} else if (!read_head(r)) {
		goto damaged;
	}
	r->started = true;
	return &r->head;
damaged:
	r->damaged = true;
	return NULL;
}

uint64_t gz_head_repeat(struct gz_head_reader *r, uint64_t limit)
{
	const uint64_t ones = UINT64_MAX / 0xff;
	const unsigned char *at = r->at, *start = at, *stop;
	uint64_t most = (uint64_t)(r->end - at), eight;

	if (!r->started || !r->head.source || r->head.precision != GZ_DAY || r->head.day != r->day)
		return 0;
	most = most < limit ? most : limit;
	if (most > (uint64_t)(INT64_MAX - r->head.document))
		return 0;
	stop = most ? at + most : at;
	for (; stop - at >= 8; at += 8) {
		memcpy(&eight, at, sizeof(eight));
		if (eight != ones)
			break;
	}
	while (at < stop && *at == 1)
		at++;
	r->at = at;
	r->head.document += at - start;
	return (uint64_t)(at - start);
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

void gz_block_open(struct gz_block_reader *r, int64_t first, struct gz_str heads)
{
	gz_head_open(&r->heads, first, heads);
	r->entities = r->positions = (struct gz_block_part){.given = false};
	r->passed = 0;
	r->doc.count = 0;
	r->damaged = r->failed = false;
}

static bool open_part(struct gz_block_part *p, struct gz_str blob)
{
	uint64_t sizes;

	*p = (struct gz_block_part){.size = (const unsigned char *)blob.ptr, .given = true};
	p->end = end_of(p->size, blob.len);
	if (!gz_varint_read(&p->size, p->end, &sizes) || sizes > (uint64_t)(p->end - p->size))
		return false;
	p->size_end = p->at = p->size + sizes;
	return true;
}

void gz_block_attach(struct gz_block_reader *r, struct gz_str entities, struct gz_str positions)
{
	if (!entities.ptr || !open_part(&r->entities, entities) ||
	    (positions.ptr && !open_part(&r->positions, positions)))
		r->damaged = true;
	if (!positions.ptr)
		drop_places(r);
}

/* Where the bytes of document number `passed` (from 1) are; p->at is left behind them. */
static bool find_part(struct gz_block_part *p, uint64_t passed, const unsigned char **begin,
		      const unsigned char **end)
{
	const unsigned char *sizes = p->size, *at = p->at;
	uint64_t size = 0, room = (uint64_t)(p->end - at), before = 0;

	for (uint64_t left = passed - p->passed; left > 0; left--) {
		before += size;
		if (!gz_varint_quick(&sizes, p->size_end, &size) || size > room)
			return false;
		room -= size;
	}
	/* A part that was not found is not looked for again. */
	*begin = before || size ? at + before : at;
	*end = p->end - room;
	p->size = sizes;
	p->at = *end;
	p->passed = passed;
	return true;
}

static bool part_ends(struct gz_block_part *p, uint64_t passed)
{
	const unsigned char *begin, *end;

	return !p->given || (find_part(p, passed, &begin, &end) && p->size == p->size_end && p->at == p->end);
}

static const struct gz_block_document *take_head(struct gz_block_reader *r, const struct gz_head *head)
{
	if (!head) {
		r->damaged = r->heads.damaged || !part_ends(&r->entities, r->passed) ||
			     !part_ends(&r->positions, r->passed);
		return NULL;
	}
	r->doc.document = head->document;
	r->doc.source = head->source;
	r->doc.day = head->day;
	r->doc.precision = head->precision;
	r->doc.count = 0;
	return &r->doc;
}

const struct gz_block_document *gz_block_next(struct gz_block_reader *r)
{
	const struct gz_head *head;

	if (r->damaged || r->failed)
		return NULL;
	head = gz_head_next(&r->heads);
	r->passed += head != NULL;
	return take_head(r, head);
}

/* Passes documents of one byte each, but the one before `from`. */
static void pass_heads(struct gz_head_reader *h, int64_t from, uint64_t *passed)
{
	const unsigned char *at = h->at, *start = at;
	int64_t day = h->day, most = from - 1 - h->head.document;

	if (!h->started || !h->head.source || most <= 0)
		return;
	if (most > h->end - at)
		most = h->end - at;
	/* A byte moves the day by 64 at most: out of range it is left to the other reader. */
	if (day > INT32_MAX / 2 || day < INT32_MIN / 2 || most > INT32_MAX / 256)
		return;
	for (const unsigned char *stop = at + most; at < stop && *at && *at < 0x80; at++) {
		unsigned code = *at - 1u;

		day += (int64_t)(code >> 1) ^ -(int64_t)(code & 1);
	}
	h->at = at;
	h->day = (int32_t)day;
	h->head.document += at - start;
	*passed += (uint64_t)(at - start);
}

const struct gz_block_document *gz_block_seek(struct gz_block_reader *r, int64_t from)
{
	const struct gz_head *head;

	if (r->damaged || r->failed)
		return NULL;
	do {
		pass_heads(&r->heads, from, &r->passed);
		head = gz_head_next(&r->heads);
		r->passed += head != NULL;
	} while (head && head->document < from);
	return take_head(r, head);
}

static bool read_ids(struct gz_block_reader *r, const unsigned char **from, const unsigned char *end)
{
	struct gz_block_entity *to = r->doc.entity;
	const unsigned char *at = *from;
	uint64_t delta;
	int64_t entity = 0, before;

	for (uint32_t left = r->doc.count; left > 0; left--, to++) {
		if (!gz_varint_even(&at, end, &delta))
			return false;
		before = entity;
		entity = (int64_t)((uint64_t)entity + delta);
		if (entity <= before) /* no delta, or one beyond INT64_MAX */
			return false;
		to->entity = entity;
	}
	*from = at;
	return true;
}

static bool read_mentions(struct gz_block_reader *r, const unsigned char *at, const unsigned char *end,
			  uint64_t *total)
{
	struct gz_block_entity *to = r->doc.entity;
	uint64_t mentions, sum = 0;

	for (uint32_t left = r->doc.count; left > 0; left--, to++) {
		if (!gz_varint_quick(&at, end, &mentions) || !mentions || mentions > UINT32_MAX - sum)
			return false;
		to->mentions = (uint32_t)mentions;
		to->first = (uint32_t)sum;
		sum += mentions;
	}
	*total = sum;
	return at == end;
}

static bool read_positions(struct gz_block_reader *r, const struct gz_block_entity *e,
			   const unsigned char **from, const unsigned char *end)
{
	uint32_t *place = r->doc.place + e->first;
	int32_t *sentence = r->doc.sentence + e->first;
	uint64_t code, at = 0, number = 0;

	for (uint32_t i = 0; i < e->mentions; i++) {
		unsigned bits = i ? GZ_MORE_BITS : GZ_FIRST_BITS;
		uint64_t escape = ((uint64_t)1 << bits) - 1;

		if (!gz_varint_quick(from, end, &code) || code >> bits > UINT32_MAX - at)
			return false;
		at += code >> bits;
		if ((code & escape) != escape)
			number += code & escape;
		else if (!gz_varint_quick(from, end, &number))
			return false;
		if (number > (uint64_t)INT32_MAX + 1)
			return false;
		place[i] = (uint32_t)at;
		sentence[i] = (int32_t)((int64_t)number - 1);
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

static bool damaged(struct gz_block_reader *r)
{
	r->damaged = true;
	r->doc.count = 0;
	return false;
}

static bool load_positions(struct gz_block_reader *r, uint64_t total)
{
	const unsigned char *begin, *end;

	if (!find_part(&r->positions, r->passed, &begin, &end))
		return damaged(r);
	/* Each mention takes a byte at least. */
	if (total > (uint64_t)(end - begin))
		return damaged(r);
	/* At least one, so that `place` says that there are positions. */
	if (!reserve_places(r, total ? total : 1)) {
		r->failed = true;
		return false;
	}
	for (uint32_t i = 0; i < r->doc.count; i++)
		if (!read_positions(r, &r->doc.entity[i], &begin, end))
			return damaged(r);
	return begin == end || damaged(r);
}

/* The ids of the entities; *at is left where the mentions begin. */
static bool load_ids(struct gz_block_reader *r, const unsigned char **at, const unsigned char **end)
{
	uint64_t count;

	if (r->damaged || r->failed)
		return false;
	if (!r->entities.given || !find_part(&r->entities, r->passed, at, end) ||
	    !gz_varint_quick(at, *end, &count))
		return damaged(r);
	/* Each entity takes two bytes at least. */
	if (count > (uint64_t)(*end - *at) / 2 || count > UINT32_MAX || (count && !r->doc.source))
		return damaged(r);
	if (count > r->entity_cap &&
	    !gz_vec_grow((void **)&r->doc.entity, &r->entity_cap, sizeof(*r->doc.entity), count)) {
		r->failed = true;
		return false;
	}
	r->doc.count = (uint32_t)count;
	return read_ids(r, at, *end) || damaged(r);
}

bool gz_block_load_ids(struct gz_block_reader *r)
{
	const unsigned char *at, *end;

	return load_ids(r, &at, &end);
}

bool gz_block_load(struct gz_block_reader *r)
{
	const unsigned char *at, *end;
	uint64_t total;

	if (!load_ids(r, &at, &end))
		return false;
	if (!read_mentions(r, at, end, &total))
		return damaged(r);
	return !r->positions.given || load_positions(r, total);
}

void gz_block_close(struct gz_block_reader *r)
{
	free(r->doc.entity);
	drop_places(r);
	*r = (struct gz_block_reader){.passed = 0};
}
