/*
 * scan.c: runs of harmless bytes, found 16 at a time with SSE2 (part of every x86-64) and 8 at a time
 * without. Both ways are always compiled where they can be and give the same answers; nothing is read outside
 * the text.
 */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "gazet/base.h"

#define ONES  ((uint64_t)0x0101010101010101u)
#define HIGHS ((uint64_t)0x8080808080808080u)

/* What ends a run. Known when compiling: every function below is made once for each. */
enum stop {
	STOP_TEXT,   /* NUL and what is not ASCII */
	STOP_READ,   /* what a JSON string may not hold, or what is more than itself there: " \ controls */
	STOP_WRITTEN /* what is not written as it is, or might not be: " \ controls, DEL, not ASCII */
};

static inline bool stops(unsigned char byte, enum stop stop)
{
	if (stop == STOP_TEXT)
		return byte == 0 || byte >= 0x80;
	if (byte < 0x20 || byte == '"' || byte == '\\')
		return true;
	return stop == STOP_WRITTEN && byte >= 0x7f;
}

/* Not zero where one of eight bytes stops, and hardly ever where none does. */
static inline uint64_t zero_in(uint64_t word)
{
	return (word - ONES) & ~word & HIGHS;
}

static inline uint64_t stops_in(uint64_t word, enum stop stop)
{
	uint64_t found;

	if (stop == STOP_TEXT)
		return (word & HIGHS) | zero_in(word);
	found = ((word - ONES * 0x20) & ~word & HIGHS) | zero_in(word ^ ONES * '"') |
		zero_in(word ^ ONES * '\\');
	if (stop == STOP_WRITTEN)
		found |= (word & HIGHS) | zero_in(word ^ ONES * 0x7f);
	return found;
}

static inline size_t scan_bytes(const char *s, size_t i, size_t len, enum stop stop)
{
	while (i < len && !stops((unsigned char)s[i], stop))
		i++;
	return i;
}

/* Four to seven bytes, some of them twice. */
static inline uint64_t short_word(const char *s, size_t len)
{
	uint32_t first, last;

	memcpy(&first, s, 4);
	memcpy(&last, s + len - 4, 4);
	return (uint64_t)first << 32 | last;
}

static inline size_t scan_words(const char *s, size_t len, enum stop stop)
{
	size_t i = 0;
	uint64_t word;

	if (len >= 4 && len < 8)
		return stops_in(short_word(s, len), stop) == 0 ? len : scan_bytes(s, 0, len, stop);
	for (; i + 8 <= len; i += 8) {
		memcpy(&word, s + i, 8);
		if (stops_in(word, stop) != 0)
			return scan_bytes(s, i, len, stop);
	}
	if (i < len && len >= 8) { /* the last eight once more, for what is new in them */
		memcpy(&word, s + len - 8, 8);
		if (stops_in(word, stop) == 0)
			return len;
	}
	return scan_bytes(s, i, len, stop);
}

static inline size_t count_words(const char *s, size_t len)
{
	size_t i = 0, count = 0;
	uint64_t word;

	for (; i + 8 <= len; i += 8) {
		memcpy(&word, s + i, 8);
		/* A byte goes on with a code point where bit 7 is set and bit 6 is not. */
		word = (word >> 7) & (~word >> 6) & ONES;
		count += 8 - (size_t)(word * ONES >> 56);
	}
	for (; i < len; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

#ifdef __SSE2__

static inline unsigned stops_in_block(const char *s, enum stop stop)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)s), found;

	if (stop == STOP_TEXT)
		return (unsigned)_mm_movemask_epi8(_mm_or_si128(v, _mm_cmpeq_epi8(v, _mm_setzero_si128())));
	found = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
	if (stop == STOP_READ)
		found = _mm_or_si128(found, _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v));
	else /* as signed numbers, what is not ASCII is less than a space too */
		found = _mm_or_si128(found, _mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(0x20)),
							 _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7f))));
	return (unsigned)_mm_movemask_epi8(found);
}

static inline size_t scan(const char *s, size_t len, enum stop stop)
{
	size_t i = 0;
	unsigned found;

	for (; i + 16 <= len; i += 16) {
		found = stops_in_block(s + i, stop);
		if (found != 0)
			return i + (size_t)__builtin_ctz(found);
	}
	if (i == len)
		return i;
	if (len < 16)
		return scan_words(s, len, stop);
	/* The last block once more, as far as it is new: what stands in front of it has not stopped. */
	found = stops_in_block(s + len - 16, stop);
	return found != 0 ? len - 16 + (size_t)__builtin_ctz(found) : len;
}

/* Code points begin where the byte, as a signed number, is above 0xbf. At most 255 blocks, for the bytes that
 * count. */
static inline size_t count_blocks(const char *s, size_t blocks)
{
	__m128i counts = _mm_setzero_si128(), sums;

	for (size_t i = 0; i < blocks; i++) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s + 16 * i));

		counts = _mm_sub_epi8(counts, _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xbf)));
	}
	sums = _mm_sad_epu8(counts, _mm_setzero_si128());
	return (size_t)_mm_cvtsi128_si32(sums) + (size_t)_mm_extract_epi16(sums, 4);
}

static inline size_t count(const char *s, size_t len)
{
	size_t i = 0, total = 0;

	while (len - i >= 16) {
		size_t blocks = (len - i) / 16 < 255 ? (len - i) / 16 : 255;

		total += count_blocks(s + i, blocks);
		i += 16 * blocks;
	}
	return total + count_words(s + i, len - i);
}

#else

static inline size_t scan(const char *s, size_t len, enum stop stop)
{
	return scan_words(s, len, stop);
}

static inline size_t count(const char *s, size_t len)
{
	return count_words(s, len);
}

#endif

size_t gz_scan_text(const char *s, size_t len)
{
	return scan(s, len, STOP_TEXT);
}

size_t gz_scan_read(const char *s, size_t len)
{
	return scan(s, len, STOP_READ);
}

size_t gz_scan_written(const char *s, size_t len)
{
	return scan(s, len, STOP_WRITTEN);
}

size_t gz_scan_codes(const char *s, size_t len)
{
	return count(s, len);
}

size_t gz_scan_text_words(const char *s, size_t len)
{
	return scan_words(s, len, STOP_TEXT);
}

size_t gz_scan_read_words(const char *s, size_t len)
{
	return scan_words(s, len, STOP_READ);
}

size_t gz_scan_written_words(const char *s, size_t len)
{
	return scan_words(s, len, STOP_WRITTEN);
}

size_t gz_scan_codes_words(const char *s, size_t len)
{
	return count_words(s, len);
}
