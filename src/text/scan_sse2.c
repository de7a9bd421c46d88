/* scan_sse2.c: blocks, 16 bytes at a time. */
#include "blocks.h"

#ifdef __SSE2__
#include <emmintrin.h>

/* Which bytes lie in first .. first + count - 1? SSE2 compares signed bytes only: the range is moved to the
 * lowest. */
static __m128i in_range(__m128i bytes, char first, char count)
{
	__m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - first)));

	return _mm_cmplt_epi8(moved, _mm_set1_epi8((char)(0x80 + count)));
}

static uint64_t mask_of(__m128i bytes, unsigned place)
{
	return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << place;
}

static uint64_t high_bytes(const char *text)
{
	uint64_t high = 0;

	for (unsigned place = 0; place < GZ_BLOCK; place += 16)
		high |= mask_of(_mm_loadu_si128((const __m128i *)(const void *)(text + place)), place);
	return high;
}

void gz_scan_sse2(const char *text, size_t count, char *folded, struct gz_block *out)
{
	const __m128i small = _mm_set1_epi8(0x20);

	for (size_t i = 0; i < count; i++) {
		__m128i seen = _mm_setzero_si128();
		struct gz_block block = {0};
		uint64_t not_capital = 0;

#pragma GCC unroll 4
		for (unsigned place = 0; place < GZ_BLOCK; place += 16) {
			__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + place));
			__m128i letter = in_range(_mm_or_si128(bytes, small), 'a', 26);
			__m128i made_small = _mm_or_si128(bytes, _mm_and_si128(letter, small));

			_mm_storeu_si128((__m128i *)(void *)(folded + place), made_small);
			block.letter |= mask_of(letter, place);
			block.digit |= mask_of(in_range(bytes, '0', 10), place);
			/* A capital lacks bit 5, here moved to the top of its byte. */
			not_capital |= mask_of(_mm_slli_epi16(bytes, 2), place);
			seen = _mm_or_si128(seen, bytes);
		}
		block.upper = block.letter & ~not_capital;
		if (_mm_movemask_epi8(seen) != 0)
			block.high = high_bytes(text);
		out[i] = block;
		text += GZ_BLOCK;
		folded += GZ_BLOCK;
	}
}
#endif
