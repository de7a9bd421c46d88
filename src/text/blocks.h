/*
 * blocks.h: a field in blocks of 64 bytes: of which class each byte is, as bit masks. Bit i of a mask stands
 * for byte i of the block. Two ways to the same masks: with SSE2, and with nothing but 64-bit words.
 */
#ifndef GAZET_TEXT_BLOCKS_H
#define GAZET_TEXT_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#define GZ_BLOCK 64

struct gz_block {
	uint64_t letter; /* ASCII letters */
	uint64_t digit;	 /* ASCII digits */
	uint64_t high;	 /* bytes of characters that are not ASCII */
	uint64_t upper;	 /* ASCII capitals */
};

/* Reads `count` whole blocks at `text`, writes their masks, and their bytes to `folded` with ASCII capitals
 * made small. */
typedef void gz_scan_fn(const char *text, size_t count, char *folded, struct gz_block *out);

gz_scan_fn gz_scan_words;
#ifdef __SSE2__
gz_scan_fn gz_scan_sse2;
#define GZ_SCAN gz_scan_sse2
#else
#define GZ_SCAN gz_scan_words
#endif

#endif
