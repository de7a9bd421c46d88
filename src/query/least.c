/* least.c: the least of many numbers, as a heap with the greatest of them in front. */
#include <stdlib.h>

#include "least.h"

bool gz_least_make(struct gz_least *l, size_t wanted)
{
	*l = (struct gz_least){.wanted = wanted};
	l->heap = wanted < SIZE_MAX / sizeof(*l->heap) ? malloc((wanted + 1) * sizeof(*l->heap)) : NULL;
	return l->heap != NULL;
}

static void push(struct gz_least *l, uint64_t number)
{
	size_t at = l->len++;

	for (; at > 0 && l->heap[(at - 1) / 2] < number; at = (at - 1) / 2)
		l->heap[at] = l->heap[(at - 1) / 2];
	l->heap[at] = number;
}

static void replace(struct gz_least *l, uint64_t number)
{
	size_t at = 0, child;

	while ((child = 2 * at + 1) < l->len) {
		child += child + 1 < l->len && l->heap[child + 1] > l->heap[child];
		if (l->heap[child] <= number)
			break;
		l->heap[at] = l->heap[child];
		at = child;
	}
	l->heap[at] = number;
}

void gz_least_add(struct gz_least *l, uint64_t number)
{
	if (l->len < l->wanted)
		push(l, number);
	else if (l->len > 0 && number < l->heap[0])
		replace(l, number);
}

void gz_least_free(struct gz_least *l)
{
	free(l->heap);
	*l = (struct gz_least){.len = 0};
}
