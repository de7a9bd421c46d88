/* scan_words.c: blocks, eight bytes at a time in a 64-bit word: for machines without SSE2. */
#include "blocks.h"

#define EACH(byte) ((uint64_t)(byte)*0x0101010101010101u)
#define HIGH_BITS  EACH(0x80)

/* The first byte is the lowest, whatever the machine's order; compilers know this form of a load. */
static uint64_t load(const char *text)
{
	const unsigned char *u = (const unsigned char *)text;

	return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 | (uint64_t)u[3] << 24 |
	       (uint64_t)u[4] << 32 | (uint64_t)u[5] << 40 | (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
}

static void store(uint64_t word, char *out)
{
	unsigned char *u = (unsigned char *)out;

	u[0] = (unsigned char)word;
	u[1] = (unsigned char)(word >> 8);
	u[2] = (unsigned char)(word >> 16);
	u[3] = (unsigned char)(word >> 24);
	u[4] = (unsigned char)(word >> 32);
	u[5] = (unsigned char)(word >> 40);
	u[6] = (unsigned char)(word >> 48);
	u[7] = (unsigned char)(word >> 56);
}

/* The high bit of each byte that lies in first .. last, which are ASCII. Adding to seven bits carries into no
 * other byte. */
static uint64_t in_range(uint64_t word, unsigned char first, unsigned char last)
{
	uint64_t seven = word & ~HIGH_BITS;

	return (seven + EACH(0x80 - first)) & ~(seven + EACH(0x7f - last)) & ~word & HIGH_BITS;
}

/* The high bits of eight bytes, side by side. */
static uint64_t mask_of(uint64_t bits, unsigned place)
{
	return ((bits >> 7) * 0x0102040810204080u >> 56) << place;
}

void gz_scan_words(const char *text, size_t count, char *folded, struct gz_block *out)
{
	for (size_t i = 0; i < count; i++) {
		struct gz_block block = {0};

		for (unsigned place = 0; place < GZ_BLOCK; place += 8, text += 8, folded += 8) {
			uint64_t word = load(text), upper = in_range(word, 'A', 'Z');

			word |= upper >> 2;
			store(word, folded);
			block.letter |= mask_of(in_range(word, 'a', 'z'), place);
			block.digit |= mask_of(in_range(word, '0', '9'), place);
			block.high |= mask_of(word & HIGH_BITS, place);
			block.upper |= mask_of(upper, place);
		}
		out[i] = block;
	}
}
