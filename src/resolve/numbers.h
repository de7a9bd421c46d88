/*
 * numbers.h: a table from numbers of the gazetteer (entities, tokens) to numbers of the document. It is kept
 * from one document to the next, and emptied by counting the documents: what a slot holds for an earlier one
 * counts no more.
 */
#ifndef GAZET_RESOLVE_NUMBERS_H
#define GAZET_RESOLVE_NUMBERS_H

#include "gazet/base.h"

struct gz_number_slot {
	uint32_t document, key, value;
};

/* Zero-initialised is empty. */
struct gz_numbers {
	struct gz_number_slot *slots;
	uint32_t cap, count; /* a power of two, or 0 */
	uint32_t document;
};

/* Where the search for a key begins: the upper bits of a product hang on all bits of the key. */
static inline uint32_t gz_numbers_home(const struct gz_numbers *n, uint32_t key)
{
	return (uint32_t)((key * (uint64_t)0x9e3779b97f4a7c15u) >> 32) & (n->cap - 1);
}

/* NULL when absent. */
static inline uint32_t *gz_numbers_get(const struct gz_numbers *n, uint32_t key)
{
	if (n->count == 0)
		return NULL;
	for (uint32_t at = gz_numbers_home(n, key); n->slots[at].document == n->document;
	     at = (at + 1) & (n->cap - 1)) {
		if (n->slots[at].key == key)
			return &n->slots[at].value;
	}
	return NULL;
}

/* The value's place, made with `value` where the key was absent; NULL when memory ran out. */
uint32_t *gz_numbers_put(struct gz_numbers *n, uint32_t key, uint32_t value);
/* For the next document. The memory of a huge one goes. */
void gz_numbers_clear(struct gz_numbers *n);
void gz_numbers_free(struct gz_numbers *n);

#endif
