/* dictionary.c: the text of a gazetteer, and numbers for texts. */
#include <stdlib.h>
#include <string.h>

#include "build.h"

#define FEWEST_SLOTS 64u

struct gz_ref gz_build_text(struct gz_build *b, struct gz_str s)
{
	struct gz_ref ref = {(uint32_t)b->text.len, (uint32_t)s.len};

	if (b->text.len + s.len >= UINT32_MAX || !gz_buf_str(&b->text, s) || !gz_buf_byte(&b->text, '\0'))
		ref.at = GZ_NONE;
	return ref;
}

struct gz_str gz_build_view(const struct gz_build *b, struct gz_ref ref)
{
	return gz_str_of(b->text.ptr + ref.at, ref.len);
}

_Static_assert(offsetof(struct gz_entry, id) == 0 && offsetof(struct gz_title, text) == 0,
	       "a key is the first member, so that an empty array has its keys at NULL");

/* While it is loaded no number and no text is wild. */
static struct gz_keys keys_of(const struct gz_build *b, const void *first, size_t stride)
{
	return (struct gz_keys){first, stride, b->text.ptr, GZ_NONE, SIZE_MAX};
}

struct gz_keys gz_entity_keys(const struct gz_build *b)
{
	return keys_of(b, b->entries.ptr, sizeof(*b->entries.ptr));
}

struct gz_keys gz_title_keys(const struct gz_build *b)
{
	return keys_of(b, b->titles.ptr, sizeof(*b->titles.ptr));
}

/* Those of a damaged image may be wild. */
static bool is_key(const struct gz_keys *keys, uint32_t number, struct gz_str text)
{
	struct gz_ref ref;

	if (number >= keys->count)
		return false;
	memcpy(&ref, (const char *)keys->first + number * keys->stride, sizeof(ref));
	return ref.len == text.len &&
	       (text.len == 0 || (ref.at <= keys->text_length && ref.len <= keys->text_length - ref.at &&
				  memcmp(keys->text + ref.at, text.ptr, text.len) == 0));
}

const struct gz_slot *gz_slot_find(const struct gz_slot *slots, uint32_t count, const struct gz_keys *keys,
				   struct gz_str text, uint64_t hash)
{
	uint32_t tag = gz_slot_tag(hash), at = gz_slot_first(tag, count);

	for (uint32_t probes = 0; probes < count; probes++) {
		const struct gz_slot *slot = &slots[at];

		if (slot->number == GZ_NONE || (slot->tag == tag && is_key(keys, slot->number, text)))
			return slot;
		at = at + 1 < count ? at + 1 : 0;
	}
	return NULL;
}

uint32_t gz_dictionary_find(const struct gz_dictionary *d, const struct gz_keys *keys, struct gz_str text,
			    uint64_t hash)
{
	const struct gz_slot *slot = gz_slot_find(d->slots, d->cap, keys, text, hash);

	return slot != NULL ? slot->number : GZ_NONE;
}

void gz_slot_place(struct gz_slot *slots, uint32_t count, struct gz_slot slot)
{
	uint32_t at = gz_slot_first(slot.tag, count);

	while (slots[at].number != GZ_NONE)
		at = at + 1 < count ? at + 1 : 0;
	slots[at] = slot;
}

void gz_dictionary_lay(const struct gz_dictionary *d, struct gz_slot *slots, uint32_t count)
{
	memset(slots, 0xff, count * sizeof(*slots)); /* number GZ_NONE */
	for (uint32_t i = 0; i < d->cap; i++) {
		if (d->slots[i].number != GZ_NONE)
			gz_slot_place(slots, count, d->slots[i]);
	}
}

bool gz_dictionary_add(struct gz_dictionary *d, uint64_t hash, uint32_t number)
{
	if (d->count + 1 > d->cap / 4 * 3) {
		uint32_t cap = d->cap ? d->cap * 2 : FEWEST_SLOTS;
		struct gz_slot *slots = cap > d->cap ? gz_alloc_large(cap * sizeof(*slots)) : NULL;

		if (slots == NULL)
			return false;
		gz_dictionary_lay(d, slots, cap);
		free(d->slots);
		d->slots = slots;
		d->cap = cap;
	}
	gz_slot_place(d->slots, d->cap, (struct gz_slot){gz_slot_tag(hash), number});
	d->count++;
	return true;
}

void gz_dictionary_free(struct gz_dictionary *d)
{
	free(d->slots);
	*d = (struct gz_dictionary){0};
}
