/*
 * filter.c: the bits of the filters. Each kind has up to four bits, at places of a multiplicative hash
 * (Knuth, The Art of Computer Programming, 6.4) of its number; the constant is the golden ratio's.
 */
#include "gazet/gaz.h"

#define PLACE(i, nth) (((i) + 1) * 0x9e3779b97f4a7c15u >> (58 - 6 * (nth)) & 63)
#define BIT(i, nth)   ((uint64_t)1 << PLACE(i, nth))
#define KIND(i)	      (BIT(i, 0) | BIT(i, 1) | BIT(i, 2) | BIT(i, 3))

#define FOUR(i)	   KIND(i), KIND(i + 1), KIND(i + 2), KIND(i + 3)
#define SIXTEEN(i) FOUR(i), FOUR(i + 4), FOUR(i + 8), FOUR(i + 12)
#define MANY(i)	   SIXTEEN(i), SIXTEEN(i + 16), SIXTEEN(i + 32), SIXTEEN(i + 48)
#define MORE(i)	   MANY(i), MANY(i + 64), MANY(i + 128), MANY(i + 192)

const uint64_t gz_filter_kinds[GZ_FILTER_KINDS] = {MORE(0), MORE(256), MORE(512), MORE(768)};
