/*
 * html_run.c: the text of a page in runs, eight bytes at a time: how far it is plain, and how many words it
 * has. A mask has the highest bit of each byte that something is true of, the first byte's lowest.
 */
#include <endian.h>
#include <string.h>

#include "html.h"

#define ONES  ((uint64_t)0x0101010101010101u)
#define HIGHS ((uint64_t)0x8080808080808080u)

static inline uint64_t load(const char *s)
{
	uint64_t word;

	memcpy(&word, s, 8);
	return le64toh(word);
}

/* Bytes above the space. */
static inline uint64_t visible(uint64_t word)
{
	return (((word & ~HIGHS) + ONES * (0x7f - ' ')) | word) & HIGHS;
}

static inline uint64_t differ(uint64_t word, unsigned char byte)
{
	word ^= ONES * byte;
	return (((word & ~HIGHS) + ONES * 0x7f) | word) & HIGHS;
}

/* Bytes of the mask. */
static inline uint32_t marks(uint64_t mask)
{
	return (uint32_t)((mask >> 7) * ONES >> 56);
}

static bool is_plain(char c)
{
	return (unsigned char)c > ' ' && c != '&' && (unsigned char)c != 0xc2;
}

static bool is_joint(const char *s, size_t i, size_t len)
{
	return s[i] == ' ' && i > 0 && i + 1 < len && is_plain(s[i - 1]) && is_plain(s[i + 1]);
}

size_t gz_html_run(const char *s, size_t len)
{
	size_t i = 0, step = 8;

	while (step > 0 && i + 8 <= len) {
		uint64_t word = load(s + i), plain, joints, others;

		plain = visible(word) & differ(word, '&') & differ(word, 0xc2);
		/* What comes before this word of eight is plain, if anything does. */
		joints = (~differ(word, ' ') & HIGHS) & (plain << 8 | (i > 0 ? 0x80 : 0)) & plain >> 8;
		others = ~(plain | joints) & HIGHS;
		step = others == 0 ? 8 : (size_t)__builtin_ctzll(others) / 8;
		i += step;
	}
	while (i < len && (is_plain(s[i]) || is_joint(s, i, len)))
		i++;
	return i;
}

/* The character at s[0], a byte of 0xe0 or more, in halves of a word of its language. */
static uint32_t joint_weight(struct gz_str s, size_t *step)
{
	uint32_t code;

	*step = gz_utf8_decode(s.ptr, s.len, &code);
	if (*step == 0) {
		*step = 1;
		return 0;
	}
	return code >= 0x2e80 ? 2 : code >= 0xe00 && code < 0x1100 ? 1 : 0;
}

uint32_t gz_html_words(struct gz_str s)
{
	uint32_t words = 0, joint = 0;
	uint64_t inside = 0; /* 0x80: the last byte was part of a word */
	size_t i = 0, step;

	while (i < s.len) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (i + 8 <= s.len) {
			uint64_t word = load(s.ptr + i), seen = visible(word);

			if ((word & word << 1 & word << 2 & HIGHS) == 0) {
				words += marks(seen & ~(seen << 8 | inside));
				inside = seen >> 56;
				i += 8;
				continue;
			}
		}
		step = 1;
		if (c >= 0xe0)
			joint += joint_weight(gz_str_of(s.ptr + i, s.len - i), &step);
		words += c > ' ' && inside == 0;
		inside = c > ' ' ? 0x80 : 0;
		i += step;
	}
	return joint / 4 > words ? joint / 4 : words;
}
