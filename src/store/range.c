/* range.c: numbers of documents as ranges. A damaged database may say any number: none is counted beyond. */
#include <stdlib.h>

#include "internal.h"

bool gz_range_add(gz_range_vec *ranges, int64_t document)
{
	struct gz_range *last = ranges->len ? &ranges->ptr[ranges->len - 1] : NULL;
	struct gz_range alone = {document, document};

	if (last && document >= last->first && document <= last->last)
		return true;
	if (last && document > last->last && document - 1 == last->last) {
		last->last = document;
		return true;
	}
	return GZ_PUSH(ranges, alone);
}

static int range_order(const void *a, const void *b)
{
	const struct gz_range *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

void gz_range_sort(gz_range_vec *ranges)
{
	size_t kept = 0;

	if (!ranges->len)
		return;
	qsort(ranges->ptr, ranges->len, sizeof(*ranges->ptr), range_order);
	for (size_t i = 1; i < ranges->len; i++) {
		struct gz_range *last = &ranges->ptr[kept], next = ranges->ptr[i];

		if (next.first > last->last && next.first - 1 > last->last)
			ranges->ptr[++kept] = next;
		else if (next.last > last->last)
			last->last = next.last;
	}
	ranges->len = kept + 1;
}

uint64_t gz_range_count(const gz_range_vec *ranges)
{
	uint64_t count = 0;

	for (size_t i = 0; i < ranges->len; i++)
		count += (uint64_t)(ranges->ptr[i].last - ranges->ptr[i].first) + 1;
	return count;
}

bool gz_range_subtract(const gz_range_vec *from, const gz_range_vec *without, gz_range_vec *out)
{
	size_t at = 0;

	for (size_t i = 0; i < from->len; i++) {
		struct gz_range rest = from->ptr[i];
		bool left = rest.first <= rest.last;

		while (at < without->len && without->ptr[at].last < rest.first)
			at++;
		for (size_t j = at; left && j < without->len && without->ptr[j].first <= rest.last; j++) {
			const struct gz_range *taken = &without->ptr[j];

			if (rest.first < taken->first &&
			    !GZ_PUSH(out, ((struct gz_range){rest.first, taken->first - 1})))
				return false;
			left = taken->last < rest.last;
			if (left && taken->last >= rest.first)
				rest.first = taken->last + 1;
		}
		if (left && !GZ_PUSH(out, rest))
			return false;
	}
	return true;
}
