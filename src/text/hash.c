/* hash.c: the hash of a token anywhere, of any length. */
#include "hash.h"

uint64_t gz_text_hash(struct gz_str norm)
{
	char padded[GZ_HASH_SHORT] = {0};
	uint64_t state = 0;
	size_t at = 0;

	if (norm.len <= GZ_HASH_SHORT) {
		if (norm.len > 0)
			memcpy(padded, norm.ptr, norm.len);
		return gz_hash_short(padded, norm.len);
	}
	for (; norm.len - at > GZ_HASH_SHORT; at += GZ_HASH_SHORT)
		state = gz_hash_multiply(gz_hash_word(norm.ptr + at) ^ GZ_HASH_C,
					 gz_hash_word(norm.ptr + at + 8) ^ state ^ GZ_HASH_D);
	at = norm.len - GZ_HASH_SHORT; /* the last bytes overlap those before them */
	return gz_hash_finish(gz_hash_word(norm.ptr + at), gz_hash_word(norm.ptr + at + 8), state, norm.len);
}
