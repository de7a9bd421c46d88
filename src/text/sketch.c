/*
 * sketch.c owns the sketches by which documents resemble each other: one-permutation MinHash (Li, Owen,
 * Zhang: One Permutation Hashing, 2012) of the set of shingles (Broder 1997). A part of the set into which
 * nothing fell stays empty: it agrees where it is empty in both, and counts where it is not (section 3
 * there).
 */
#include "gazet/text.h"

#define PART_BITS 6 /* GZ_SKETCH_ROWS parts, by the topmost bits of a shingle's hash */

static uint64_t turn(uint64_t hash, unsigned bits)
{
	return hash << bits | hash >> (64 - bits);
}

/* Hashes of tokens are mixed well: turned, so that their order counts, and one multiplication. */
static void add_field(const struct gz_tokens *tokens, uint32_t least[GZ_SKETCH_ROWS])
{
	const struct gz_token *t = tokens->token;

	for (uint32_t i = GZ_SHINGLE - 1; i < tokens->count; i++) {
		uint64_t hash = t[i].hash ^ turn(t[i - 1].hash, 23) ^ turn(t[i - 2].hash, 46);
		uint32_t value, *part;

		hash *= 0x9e3779b97f4a7c15;
		part = &least[hash >> (64 - PART_BITS)];
		value = (uint32_t)(hash >> (32 - PART_BITS));
		*part = value < *part ? value : *part;
	}
}

void gz_text_sketch_tokens(const struct gz_tokens tokens[GZ_FIELDS], struct gz_sketch *out)
{
	uint32_t least[GZ_SKETCH_ROWS];
	uint64_t count = 0;

	*out = (struct gz_sketch){.made = true};
	for (int field = 0; field < GZ_FIELDS; field++)
		count += tokens[field].count;
	out->brief = count < GZ_BRIEF;
	if (out->brief)
		return;
	for (size_t i = 0; i < GZ_SKETCH_ROWS; i++)
		least[i] = UINT32_MAX;
	for (int field = 0; field < GZ_FIELDS; field++)
		add_field(&tokens[field], least);
	/* The least of many has small bits above: those below tell most. */
	for (size_t i = 0; i < GZ_SKETCH_ROWS; i++)
		out->row[i] = least[i] == UINT32_MAX ? 0 : (uint8_t)(1 + least[i] % GZ_SKETCH_VALUES);
}

bool gz_text_sketch(const struct gz_str field[GZ_FIELDS], struct gz_arena *scratch, struct gz_sketch *out,
		    struct gz_error *err)
{
	struct gz_tokens tokens[GZ_FIELDS];

	for (int i = 0; i < GZ_FIELDS; i++)
		if (!gz_text_tokenize(field[i], scratch, &tokens[i], err))
			return false;
	gz_text_sketch_tokens(tokens, out);
	return true;
}
