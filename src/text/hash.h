/*
 * hash.h: the 64-bit hash of folded tokens. Sixteen bytes are taken at a time, as two words whose 128-bit
 * product is folded to its halves' sum modulo 2 (Wang Yi's MUM, Ostrovsky's folded multiply); a last product
 * mixes the rest.
 */
#ifndef GAZET_TEXT_HASH_H
#define GAZET_TEXT_HASH_H

#include <string.h>

#include "gazet/text.h"

#define GZ_HASH_SHORT 16 /* the longest token that needs no loop, and the bytes read in any case */

/* Odd constants of random bits, none of them text: no token makes a factor zero. */
#define GZ_HASH_A 0xa0761d64f8b428dbu
#define GZ_HASH_B 0xe7037ed1c0aa90b5u
#define GZ_HASH_C 0x8ebc6af0f9c88e63u
#define GZ_HASH_D 0xf89965cffb5e4d1du

static inline uint64_t gz_hash_multiply(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
	uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX), high = (a >> 32) * (b >> 32);
	uint64_t cross = (a >> 32) * (b & UINT32_MAX), other = (a & UINT32_MAX) * (b >> 32);
	uint64_t middle = (low >> 32) + (cross & UINT32_MAX) + (other & UINT32_MAX);

	low = (low & UINT32_MAX) | middle << 32;
	return low ^ (high + (cross >> 32) + (other >> 32) + (middle >> 32));
#endif
}

static inline uint64_t gz_hash_word(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
	return word;
}

/* The shift gives the lowest bits something of the highest. */
static inline uint64_t gz_hash_finish(uint64_t first, uint64_t second, uint64_t state, size_t len)
{
	uint64_t mixed = gz_hash_multiply(first ^ GZ_HASH_A, second ^ state ^ len ^ GZ_HASH_B);

	return mixed ^ mixed >> 29;
}

/* The hash of a token of GZ_HASH_SHORT bytes at most; so many can be read at `bytes`, whatever its length. */
static inline uint64_t gz_hash_short(const char *bytes, size_t len)
{
	static const unsigned char keep[2 * GZ_HASH_SHORT] = {255, 255, 255, 255, 255, 255, 255, 255,
							      255, 255, 255, 255, 255, 255, 255, 255};
	const char *mask = (const char *)&keep[GZ_HASH_SHORT] - len;

	return gz_hash_finish(gz_hash_word(bytes) & gz_hash_word(mask),
			      gz_hash_word(bytes + 8) & gz_hash_word(mask + 8), 0, len);
}

#endif
