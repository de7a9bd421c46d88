/* map.c: the hash map from byte strings to 32-bit values: open addressing, linear probing. */
#include <stdlib.h>

#include "gazet/base.h"

struct gz_map_slot {
	struct gz_str key; /* ptr NULL: free */
	uint32_t value;
	uint32_t hash; /* upper half of the hash: spares most comparisons */
};

static struct gz_map_slot *find_slot(const struct gz_map *m, struct gz_str key, uint64_t hash)
{
	size_t at = (size_t)hash & (m->cap - 1);

	while (m->slots[at].key.ptr != NULL) {
		if (m->slots[at].hash == (uint32_t)(hash >> 32) && gz_str_eq(m->slots[at].key, key))
			break;
		at = (at + 1) & (m->cap - 1);
	}
	return &m->slots[at];
}

static bool grow(struct gz_map *m)
{
	struct gz_map bigger = {.cap = m->cap ? m->cap * 2 : 64, .count = m->count};

	bigger.slots = calloc(bigger.cap, sizeof(*bigger.slots));
	if (bigger.slots == NULL)
		return false;
	for (size_t i = 0; i < m->cap; i++) {
		const struct gz_map_slot *old = &m->slots[i];

		if (old->key.ptr != NULL)
			*find_slot(&bigger, old->key, gz_str_hash(old->key)) = *old;
	}
	free(m->slots);
	*m = bigger;
	return true;
}

uint32_t *gz_map_get(const struct gz_map *m, struct gz_str key)
{
	struct gz_map_slot *slot;

	if (m->count == 0)
		return NULL;
	slot = find_slot(m, key, gz_str_hash(key));
	return slot->key.ptr ? &slot->value : NULL;
}

uint32_t *gz_map_put(struct gz_map *m, struct gz_str key, uint32_t value, bool *added)
{
	uint64_t hash = gz_str_hash(key);
	struct gz_map_slot *slot;

	if (m->count * 4 >= m->cap * 3 && !grow(m))
		return NULL;
	slot = find_slot(m, key, hash);
	if (added != NULL)
		*added = slot->key.ptr == NULL;
	if (slot->key.ptr == NULL) {
		slot->key = gz_str_of(key.ptr ? key.ptr : "", key.len);
		slot->hash = (uint32_t)(hash >> 32);
		slot->value = value;
		m->count++;
	}
	return &slot->value;
}

bool gz_map_next(const struct gz_map *m, size_t *at, struct gz_str *key, uint32_t *value)
{
	while (*at < m->cap && m->slots[*at].key.ptr == NULL)
		++*at;
	if (*at >= m->cap)
		return false;
	*key = m->slots[*at].key;
	*value = m->slots[(*at)++].value;
	return true;
}

void gz_map_free(struct gz_map *m)
{
	free(m->slots);
	*m = (struct gz_map){0};
}
