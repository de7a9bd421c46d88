/* content.c: the hash of what a document says, by which it is known again. */
#include <string.h>

#include <xxhash.h>

#include "gazet/model.h"

/* Length first, so that fields cannot run into one another. */
static void hash_field(XXH3_state_t *state, struct gz_str s)
{
	unsigned char length[8];

	for (unsigned i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)s.len >> (8 * i));
	XXH3_128bits_update(state, length, sizeof(length));
	if (s.len > 0)
		XXH3_128bits_update(state, s.ptr, s.len);
}

bool gz_doc_hash(struct gz_str title, struct gz_str date, struct gz_str text, unsigned char out[16],
		 struct gz_error *err)
{
	XXH3_state_t *state = XXH3_createState();
	XXH128_canonical_t canonical;

	if (state == NULL)
		return gz_fail_nomem(err);
	XXH3_128bits_reset(state);
	hash_field(state, title);
	hash_field(state, date);
	hash_field(state, text);
	XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
	memcpy(out, canonical.digest, 16);
	XXH3_freeState(state);
	return true;
}

struct gz_str gz_doc_hash_id(const unsigned char hash[16], struct gz_arena *arena)
{
	static const char digits[] = "0123456789abcdef";
	char hex[32];

	for (size_t i = 0; i < 16; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	return gz_arena_str(arena, gz_str_of(hex, sizeof(hex)));
}
