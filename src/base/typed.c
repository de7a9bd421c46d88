/*
 * typed.c: how near one short text is to another: the optimal string alignment distance over code points
 * (Damerau-Levenshtein in which no part is edited twice): insertions, deletions, substitutions and swaps of
 * neighbours, given up as soon as it cannot stay inside its bound.
 */
#include <string.h>

#include "gazet/base.h"

/* False when it is too long. */
static bool decode(struct gz_str text, uint32_t out[GZ_TYPED_LONGEST], size_t *length)
{
	*length = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t step = gz_utf8_decode(text.ptr + at, text.len - at, &code);

		if (*length == GZ_TYPED_LONGEST || step == 0)
			return false;
		out[(*length)++] = code;
		at += step;
	}
	return true;
}

bool gz_typed_start(struct gz_typed *n, struct gz_str text)
{
	if (text.len == 0 || !decode(text, n->code, &n->length))
		return false;
	n->bound = n->length <= 4 ? 1 : n->length <= 8 ? 2 : 3;
	return true;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static uint32_t distance(const struct gz_typed *n, const uint32_t *other, size_t length)
{
	uint32_t rows[3][GZ_TYPED_LONGEST + 1];
	uint32_t *before = rows[0], *above = rows[1], *row = rows[2];
	size_t difference = n->length > length ? n->length - length : length - n->length;

	if (difference > n->bound)
		return n->bound + 1;
	for (uint32_t i = 0; i <= n->length; i++)
		above[i] = before[i] = i;
	for (size_t j = 1; j <= length; j++) {
		uint32_t best, *spare;

		best = row[0] = (uint32_t)j;
		for (size_t i = 1; i <= n->length; i++) {
			bool same = n->code[i - 1] == other[j - 1];

			row[i] = least(least(row[i - 1], above[i]) + 1, above[i - 1] + !same);
			if (i > 1 && j > 1 && n->code[i - 1] == other[j - 2] &&
			    n->code[i - 2] == other[j - 1])
				row[i] = least(row[i], before[i - 2] + 1);
			best = least(best, row[i]);
		}
		if (best > n->bound)
			return n->bound + 1;
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[n->length];
}

uint32_t gz_typed_distance(const struct gz_typed *n, struct gz_str other)
{
	uint32_t code[GZ_TYPED_LONGEST];
	size_t length;

	if (other.len > 4 * (n->length + n->bound) || !decode(other, code, &length))
		return n->bound + 1;
	return distance(n, code, length);
}

bool gz_typed_has_words(struct gz_str name, struct gz_str words)
{
	if (words.len == 0 || words.len >= name.len)
		return false;
	for (size_t at = 0; at + words.len <= name.len; at++) {
		if ((at == 0 || name.ptr[at - 1] == ' ') &&
		    memcmp(name.ptr + at, words.ptr, words.len) == 0 &&
		    (at + words.len == name.len || name.ptr[at + words.len] == ' '))
			return true;
	}
	return false;
}
