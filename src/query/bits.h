/* bits.h: a bit for each document of the index. */
#ifndef GAZET_QUERY_BITS_H
#define GAZET_QUERY_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Those from `from` on, in front of `to`. */
static inline void bits_fill(uint64_t *bits, uint64_t from, uint64_t to, bool value)
{
	for (; from < to && from % 64; from++)
		bits[from / 64] = value ? bits[from / 64] | (uint64_t)1 << from % 64
					: bits[from / 64] & ~((uint64_t)1 << from % 64);
	if (to > from) {
		memset(bits + from / 64, value ? 0xff : 0, (size_t)((to - from) / 64) * sizeof(*bits));
		from += (to - from) / 64 * 64;
	}
	for (; from < to; from++)
		bits[from / 64] = value ? bits[from / 64] | (uint64_t)1 << from % 64
					: bits[from / 64] & ~((uint64_t)1 << from % 64);
}

/* The first one that is set from `at` on, or `end`. */
static inline uint64_t bits_next(const uint64_t *bits, uint64_t at, uint64_t end)
{
	uint64_t word;

	if (at >= end)
		return end;
	word = bits[at / 64] >> at % 64;
	if (word) {
		at += (uint64_t)__builtin_ctzll(word);
		return at < end ? at : end;
	}
	for (at = (at / 64 + 1) * 64; at < end; at += 64) {
		if (bits[at / 64]) {
			at += (uint64_t)__builtin_ctzll(bits[at / 64]);
			return at < end ? at : end;
		}
	}
	return end;
}

#endif
