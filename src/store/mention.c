/*
 * mention.c owns the way of a document's mentions to rows and postings: each finds its reading, what is there
 * twice is dropped, and both are put into the order that they are written in.
 */
#include <stdlib.h>

#include "internal.h"

/* So often a row may be moved, on average, before qsort is the better one. */
#define MOVES 16

static int compare_spots(const void *left, const void *right)
{
	const struct gz_spot *a = left, *b = right;

	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* They come by field and start; whoever gives them otherwise gets them sorted. */
static void sort_spots(struct gz_spot *spots, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (compare_spots(&spots[i - 1], &spots[i]) > 0) {
			qsort(spots, count, sizeof(*spots), compare_spots);
			return;
		}
	}
}

/* Whether one before it names the same entity with the same words. */
static bool is_repeated(const struct gz_spot *spots, size_t at)
{
	const struct gz_spot *spot = &spots[at];

	for (size_t i = at; i > 0 && spots[i - 1].field == spot->field && spots[i - 1].start == spot->start;
	     i--)
		if (spots[i - 1].length == spot->length && spots[i - 1].entity == spot->entity)
			return true;
	return false;
}

static bool collect_spots(struct gz_store *s, const struct gz_tagged *tagged, struct gz_error *err)
{
	s->spots.len = 0;
	if (!GZ_GROW(&s->spots, tagged->count))
		return gz_fail_nomem(err);
	for (size_t i = 0; i < tagged->count; i++) {
		const struct gz_mention *m = &tagged->mentions[i];
		struct gz_spot *spot = &s->spots.ptr[s->spots.len++];

		*spot = (struct gz_spot){.start = m->start,
					 .length = m->length,
					 .token = m->token,
					 .sentence = m->sentence,
					 .order = (uint32_t)i,
					 .field = m->field};
		if (!gz_store_reading(s, m, &spot->entity, &spot->reading, err))
			return false;
	}
	sort_spots(s->spots.ptr, s->spots.len);
	return true;
}

static int compare_rows(const void *left, const void *right)
{
	const struct gz_row *a = left, *b = right;

	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return (a->reading > b->reading) - (a->reading < b->reading);
}

/* Into the order of the primary key. They come in order, but those of the title in front of those of the
 * text: few are moved, and not far. */
static void sort_rows(struct gz_row *rows, size_t count)
{
	size_t moves = 0;

	for (size_t i = 1; i < count; i++) {
		struct gz_row moved = rows[i];
		size_t at = i;

		for (; at > 0 && compare_rows(&rows[at - 1], &moved) > 0; at--)
			rows[at] = rows[at - 1];
		rows[at] = moved;
		moves += i - at;
		if (moves / MOVES > count) {
			qsort(rows, count, sizeof(*rows), compare_rows);
			return;
		}
	}
}

bool gz_store_mentions(struct gz_store *s, const struct gz_tagged *tagged, int64_t document,
		       struct gz_error *err)
{
	size_t from = s->rows.len;

	s->postings.len = 0;
	if (!collect_spots(s, tagged, err))
		return false;
	if (!GZ_GROW(&s->rows, s->spots.len) || !GZ_GROW(&s->postings, s->spots.len))
		return gz_fail_nomem(err);
	for (size_t i = 0; i < s->spots.len; i++) {
		const struct gz_spot *m = &s->spots.ptr[i];

		if (is_repeated(s->spots.ptr, i))
			continue;
		s->rows.ptr[s->rows.len++] =
			(struct gz_row){document, m->start, m->token, m->reading, m->sentence};
		s->postings.ptr[s->postings.len++] =
			(struct gz_posting){m->entity, m->token * 2 + m->field, m->sentence};
	}
	sort_rows(s->rows.ptr + from, s->rows.len - from);
	gz_posting_sort(&s->postings);
	return true;
}
