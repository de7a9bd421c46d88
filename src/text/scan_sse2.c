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

void gz_scan_sse2(const char *text, size_t count, char *folded, struct gz_block *out)
{
	const __m128i bit = _mm_set1_epi8(0x20);

	for (size_t i = 0; i < count; i++) {
		struct gz_block block = {0};

#pragma GCC unroll 4
		for (unsigned place = 0; place < GZ_BLOCK; place += 16, text += 16, folded += 16) {
			__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
			__m128i upper = in_range(bytes, 'A', 26);
			__m128i small = _mm_or_si128(bytes, _mm_and_si128(upper, bit));

			_mm_storeu_si128((__m128i *)(void *)folded, small);
			block.letter |= mask_of(in_range(small, 'a', 26), place);
			block.digit |= mask_of(in_range(bytes, '0', 10), place);
			block.high |= mask_of(bytes, place);
			block.upper |= mask_of(upper, place);
		}
		out[i] = block;
	}
}
#endif
