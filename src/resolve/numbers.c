/* numbers.c: the table of numbers grows, and is emptied. */
#include <stdlib.h>

#include "numbers.h"

#define FIRST_CAP ((uint32_t)128)
#define KEPT_CAP  ((uint32_t)1 << 14) /* 192 KiB: tables of larger documents are given back */

static struct gz_number_slot *find(const struct gz_numbers *n, uint32_t key)
{
	uint32_t at = gz_numbers_home(n, key);

	while (n->slots[at].document == n->document && n->slots[at].key != key)
		at = (at + 1) & (n->cap - 1);
	return &n->slots[at];
}

static bool grow(struct gz_numbers *n)
{
	struct gz_numbers bigger = {.cap = n->cap ? n->cap * 2 : FIRST_CAP, .count = n->count, .document = 1};

	bigger.slots = bigger.cap == 0 ? NULL : calloc(bigger.cap, sizeof(*bigger.slots));
	if (bigger.slots == NULL)
		return false;
	for (uint32_t i = 0; i < n->cap; i++) {
		struct gz_number_slot slot = n->slots[i];

		if (slot.document != n->document)
			continue;
		slot.document = bigger.document;
		*find(&bigger, slot.key) = slot;
	}
	free(n->slots);
	*n = bigger;
	return true;
}

uint32_t *gz_numbers_put(struct gz_numbers *n, uint32_t key, uint32_t value)
{
	struct gz_number_slot *slot;

	if (n->count >= n->cap / 2 && !grow(n))
		return NULL;
	slot = find(n, key);
	if (slot->document != n->document) {
		*slot = (struct gz_number_slot){n->document, key, value};
		n->count++;
	}
	return &slot->value;
}

void gz_numbers_clear(struct gz_numbers *n)
{
	n->count = 0;
	if (n->cap > KEPT_CAP ||
	    n->document == UINT32_MAX) /* a slot of the first document must not count again */
		gz_numbers_free(n);
	else
		n->document++;
}

void gz_numbers_free(struct gz_numbers *n)
{
	free(n->slots);
	*n = (struct gz_numbers){0};
}
