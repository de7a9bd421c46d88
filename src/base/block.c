/* block.c owns the bytes of the packed index (block.h): the writer that the store appends documents with. */
#include "gazet/block.h"

/* ---- writer ---------------------------------------------------------------- */

void gz_block_start(struct gz_block_writer *w)
{
	gz_buf_clear(&w->heads);
	gz_buf_clear(&w->entities);
	gz_buf_clear(&w->positions);
	gz_buf_clear(&w->entity_sizes);
	gz_buf_clear(&w->position_sizes);
	w->first = w->last = 0;
	w->first_day = w->last_day = GZ_NO_DAY;
	w->documents = 0;
	w->day = 0;
	w->source = 0;
}

static void add_head(struct gz_block_writer *w, const struct gz_head *head)
{
	int64_t days = (int64_t)head->day - w->day;
	bool dated = head->day != GZ_NO_DAY;

	if (w->heads.len && dated && head->document == w->last + 1 && head->source == w->source &&
	    head->precision == GZ_DAY) {
		gz_buf_varint(&w->heads, 1 + gz_zigzag(days));
	} else {
		if (!w->heads.len)
			w->first = w->last = head->document;
		gz_buf_varint(&w->heads, 0);
		gz_buf_varint(&w->heads, (uint64_t)(head->document - w->last));
		gz_buf_varint(&w->heads, dated ? 1u + head->precision : 0u);
		if (dated)
			gz_buf_varint(&w->heads, gz_zigzag(days));
		gz_buf_varint(&w->heads, (uint64_t)head->source);
	}
	w->last = head->document;
	w->source = head->source;
	w->documents += head->source != 0;
	if (!dated)
		return;
	w->day = head->day;
	if (w->first_day == GZ_NO_DAY || head->day < w->first_day)
		w->first_day = head->day;
	if (w->last_day == GZ_NO_DAY || head->day > w->last_day)
		w->last_day = head->day;
}

/* Room for a varint was made before: most of a block's bytes pass here. */
static size_t run_length(const struct gz_posting *postings, size_t count)
{
	size_t n = 1;

	while (n < count && postings[n].entity == postings[0].entity)
		n++;
	return n;
}

static void add_entities(struct gz_block_writer *w, const struct gz_posting *postings, size_t count)
{
	char *start = w->entities.ptr + w->entities.len, *at;
	uint64_t distinct = 0;
	int64_t entity = 0;
	size_t i, n;

	for (i = 0; i < count; i++)
		distinct += i == 0 || postings[i].entity != postings[i - 1].entity;
	at = gz_varint_put(start, distinct);
	for (i = 0; i < count; i++) {
		if (i > 0 && postings[i].entity == postings[i - 1].entity)
			continue;
		at = gz_varint_put(at, (uint64_t)(postings[i].entity - entity));
		entity = postings[i].entity;
	}
	for (i = 0; i < count; i += n) {
		n = run_length(postings + i, count - i);
		at = gz_varint_put(at, n);
	}
	w->entities.len += (size_t)(at - start);
	gz_buf_varint(&w->entity_sizes, (uint64_t)(at - start));
}

/* One mention; *place and *number are those of the one before it. */
static char *put_position(char *at, const struct gz_posting *p, bool first, uint32_t *place, uint64_t *number)
{
	uint64_t now = p->sentence < 0 ? 0 : (uint64_t)p->sentence + 1;
	unsigned bits = first ? GZ_FIRST_BITS : GZ_MORE_BITS;
	uint64_t escape = ((uint64_t)1 << bits) - 1, beside = first ? now : now - *number;

	if (beside >= escape || (!first && now < *number))
		beside = escape;
	at = gz_varint_put(at, (uint64_t)(p->place - *place) << bits | beside);
	if (beside == escape)
		at = gz_varint_put(at, now);
	*place = p->place;
	*number = now;
	return at;
}

static void add_positions(struct gz_block_writer *w, const struct gz_posting *postings, size_t count)
{
	char *start = w->positions.ptr + w->positions.len, *at = start;
	uint32_t place = 0;
	uint64_t number = 0;

	for (size_t i = 0; i < count; i++) {
		bool first = i == 0 || postings[i].entity != postings[i - 1].entity;

		if (first)
			place = 0;
		at = put_position(at, &postings[i], first, &place, &number);
	}
	w->positions.len += (size_t)(at - start);
	gz_buf_varint(&w->position_sizes, (uint64_t)(at - start));
}

bool gz_block_add(struct gz_block_writer *w, const struct gz_head *head, const struct gz_posting *postings,
		  size_t count)
{
	/* Entity and count of mentions: ten bytes each at most; place with sentence six, a sentence number
	 * five. */
	if (!gz_buf_reserve(&w->entities, 20 * count + 10) || !gz_buf_reserve(&w->positions, 11 * count + 1))
		return false;
	add_head(w, head);
	add_entities(w, postings, count);
	add_positions(w, postings, count);
	return !w->heads.failed && !w->entity_sizes.failed && !w->position_sizes.failed;
}

bool gz_block_full(const struct gz_block_writer *w)
{
	return w->entities.len + w->entity_sizes.len + 3 >= GZ_BLOCK_BYTES ||
	       w->positions.len + w->position_sizes.len >= GZ_BLOCK_POSITION_BYTES;
}

static bool join(struct gz_buf *out, const struct gz_buf *sizes, const struct gz_buf *parts)
{
	gz_buf_clear(out);
	gz_buf_varint(out, sizes->len);
	gz_buf_str(out, gz_buf_view(sizes));
	return gz_buf_str(out, gz_buf_view(parts));
}

bool gz_block_entities(const struct gz_block_writer *w, struct gz_buf *out)
{
	return join(out, &w->entity_sizes, &w->entities);
}

bool gz_block_positions(const struct gz_block_writer *w, struct gz_buf *out)
{
	return join(out, &w->position_sizes, &w->positions);
}

void gz_block_free(struct gz_block_writer *w)
{
	gz_buf_free(&w->heads);
	gz_buf_free(&w->entities);
	gz_buf_free(&w->positions);
	gz_buf_free(&w->entity_sizes);
	gz_buf_free(&w->position_sizes);
	gz_block_start(w);
}
