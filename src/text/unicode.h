/*
 * unicode.h: what every code point does to a token and folds to, in one table of 32-bit entries, so that most
 * text in any script needs no utf8proc. make_unicode.c writes the table at build time, out of class.c and
 * fold.c.
 */
#ifndef GAZET_TEXT_UNICODE_H
#define GAZET_TEXT_UNICODE_H

#include "internal.h"

#define GZ_UNICODE_BLOCK 128 /* code points that share a row of the table */
#define GZ_UNICODE_END	 0x110000u

/* Bits 0-2: enum gz_class. Bits 3-4: enum gz_shape, one of GZ_CASELESS, GZ_LOWER, GZ_UPPER. */
#define GZ_ENTRY_CLASS(entry) ((enum gz_class)((entry)&7))
#define GZ_ENTRY_SHAPE(entry) ((enum gz_shape)((entry) >> 3 & 3))
/* How it folds in any token, whatever stands beside it. Neither of the two: utf8proc must see the whole
 * token. */
#define GZ_ENTRY_SAME (1u << 5) /* to itself */
#define GZ_ENTRY_FOLDS                                                                                       \
	(1u << 6) /* to GZ_ENTRY_LENGTH bytes at gz_unicode_folds + GZ_ENTRY_PLACE, maybe none */
/* A mark: behind a character that loses its marks it goes; behind one that keeps them it stays as it is. */
#define GZ_ENTRY_LOSES (1u << 7)
#define GZ_ENTRY_KEEPS (1u << 8)
/* A mark that utf8proc may put in another order among its like. */
#define GZ_ENTRY_MOVES	       (1u << 9)
#define GZ_ENTRY_LENGTH(entry) ((entry) >> 10 & 63)
#define GZ_ENTRY_PLACE(entry)  ((entry) >> 16)
#define GZ_ENTRY_LONGEST       63
#define GZ_ENTRY_LAST_PLACE    0xffff

extern const uint16_t gz_unicode_row[GZ_UNICODE_END / GZ_UNICODE_BLOCK];
extern const uint32_t gz_unicode_entry[][GZ_UNICODE_BLOCK];
extern const unsigned char gz_unicode_folds[];

/* `code` < GZ_UNICODE_END. */
static inline uint32_t gz_unicode(uint32_t code)
{
	return gz_unicode_entry[gz_unicode_row[code / GZ_UNICODE_BLOCK]][code % GZ_UNICODE_BLOCK];
}

/* The code point at `at` of a valid field and its length; a byte that begins none is one break. */
static inline uint32_t gz_unicode_at(struct gz_str text, size_t at, size_t *step)
{
	const unsigned char *u = (const unsigned char *)text.ptr + at;
	size_t left = text.len - at;
	uint32_t code;

	*step = 1;
	if (u[0] < 0x80)
		return u[0];
	if (u[0] >= 0xc2 && u[0] < 0xe0 && left >= 2) {
		*step = 2;
		return (uint32_t)(u[0] & 0x1f) << 6 | (u[1] & 0x3f);
	}
	if (u[0] >= 0xe0 && u[0] < 0xf0 && left >= 3) {
		*step = 3;
		return (uint32_t)(u[0] & 0x0f) << 12 | (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3f);
	}
	*step = gz_utf8_decode(text.ptr + at, left, &code);
	if (*step > 0)
		return code;
	*step = 1;
	return 0xfffd;
}

#endif
