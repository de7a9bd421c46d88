/*
 * near_solve.c owns the finding of near-duplicates among sketches, by banding (Leskovec, Rajaraman, Ullman:
 * Mining of Massive Datasets, chapter 3): documents that agree in a band of four rows are compared. Two
 * different ways to deal the rows out make 32 bands: of pairs that have half of their shingles in common 7 of
 * 8 meet, of those with six tenths 98 of 100. One more band is all rows: copies always meet.
 *
 * However many agree in a band, each is compared with at most GZ_NEAR_RING others: those before it that were
 * like none of theirs, the last ones first to stay. So what is near in the archive is found, a thousand
 * copies cost a thousand comparisons, and a text that a source puts on all its documents makes nothing
 * quadratic.
 */
#include <stdlib.h>
#include <string.h>

#include "near.h"

#define AHEAD 8 /* items */

/* By key; those of one key stay in their order. Eleven bits at a time. *items and *spare change places. */
static void sort_items(struct gz_near_item **items, struct gz_near_item **spare, size_t count)
{
	enum { BITS = 11, VALUES = 1 << BITS };
	size_t begin[VALUES];

	for (unsigned shift = 0; shift < 32; shift += BITS) {
		struct gz_near_item *from = *items, *sorted = *spare;
		size_t before = 0;

		memset(begin, 0, sizeof(begin));
		for (size_t i = 0; i < count; i++)
			begin[from[i].key >> shift & (VALUES - 1)]++;
		for (size_t value = 0; value < VALUES; value++) {
			size_t here = begin[value];

			begin[value] = before;
			before += here;
		}
		for (size_t i = 0; i < count; i++)
			sorted[begin[from[i].key >> shift & (VALUES - 1)]++] = from[i];
		*spare = from;
		*items = sorted;
	}
}

/* Whether documents that were compared before, or one that is new with any, are alike. */
static bool are_alike(const struct gz_near *n, uint32_t number, uint32_t other, struct gz_near_known known)
{
	if (number < known.count &&
	    (!known.clusters[number] || known.clusters[number] != known.clusters[other]))
		return false;
	return gz_near_alike(n->sketches.ptr[number].bytes, n->sketches.ptr[other].bytes);
}

/* Documents of one key, in their order; there are `more` items in all, and theirs are fetched in advance. */
static void solve_group(struct gz_near *n, const struct gz_near_item *items, size_t count, size_t more,
			struct gz_near_known known)
{
	uint32_t ring[GZ_NEAR_RING];
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t number = items[i].number;
		bool alike = false;

		if (i + AHEAD < more)
			__builtin_prefetch(n->sketches.ptr[items[i + AHEAD].number].bytes);
		for (size_t k = 0; k < GZ_NEAR_RING && k < kept; k++) {
			if (!are_alike(n, number, ring[k], known))
				continue;
			alike = true;
			gz_near_join(n, number, ring[k]);
		}
		if (!alike)
			ring[kept++ % GZ_NEAR_RING] = number;
	}
}

void gz_near_solve_band(struct gz_near *n, struct gz_near_item *items, struct gz_near_item *spare,
			size_t count, struct gz_near_known known)
{
	size_t end;

	sort_items(&items, &spare, count);
	for (size_t at = 0; at < count; at = end) {
		for (end = at + 1; end < count && items[end].key == items[at].key; end++)
			;
		if (end - at > 1)
			solve_group(n, items + at, end - at, count - at, known);
	}
}

bool gz_near_solve(struct gz_near *n)
{
	size_t room = n->documents.len + 1;
	struct gz_near_item *items = malloc(room * sizeof(*items)), *spare = malloc(room * sizeof(*spare));
	bool done = items && spare;

	for (unsigned band = 0; done && band < GZ_NEAR_BANDS; band++) {
		size_t count = 0;

		for (size_t i = 0; i < n->documents.len; i++) {
			uint32_t key = gz_near_key(n->sketches.ptr[i].bytes, band);

			if (gz_near_says(band, key))
				items[count++] = (struct gz_near_item){key, (uint32_t)i};
		}
		gz_near_solve_band(n, items, spare, count, (struct gz_near_known){NULL, 0});
	}
	free(items);
	free(spare);
	return done;
}
