/*
 * match_naive.h: the plain way to the candidates of a text: every name is compared with every place, by what the
 * contract says about names and not by the trie. For gazetteers of entities without vetoes, offices and patterns.
 */
#ifndef MATCH_NAIVE_H
#define MATCH_NAIVE_H

#include "gazet/match.h"
#include "gazet/text.h"

struct naive {
	const struct gz_gaz *gaz;
	struct gz_tokens *spelled; /* of each name */
	const struct gz_tokens *tokens;
	const struct gz_candidates *found;
};

/* Cuts the names of `g` into tokens, in `arena`; false when memory ran out. */
static inline bool naive_spell(struct naive *n, const struct gz_gaz *g, struct gz_arena *arena, struct gz_error *err)
{
	uint32_t names = gz_gaz_name_count(g);

	*n = (struct naive){.gaz = g, .spelled = gz_arena_alloc(arena, (names + 1) * sizeof(*n->spelled))};
	if (n->spelled == NULL)
		return gz_fail_nomem(err);
	for (uint32_t i = 0; i < names; i++) {
		if (!gz_text_tokenize(gz_gaz_spelling(g, gz_gaz_name(g, i)), arena, &n->spelled[i], err))
			return false;
	}
	return true;
}

/* Is what parts two tokens of the text a sign of the name? */
static inline bool naive_own_sign(const struct naive *n, const struct gz_tokens *spelled, uint32_t at)
{
	const struct gz_token *token = &n->tokens->token[at];

	for (uint32_t i = token[-1].end; i < token->start; i++) {
		if (n->tokens->text.ptr[i] != ' ')
			return gz_str_find(spelled->text, n->tokens->text.ptr[i]) < spelled->text.len;
	}
	return false;
}

/* Does the name stand at `first`, with `skip` (a token number in the text, or none) passed over? */
static inline bool naive_stands(const struct naive *n, const struct gz_name *name, const struct gz_tokens *spelled,
				uint32_t first, uint32_t skip)
{
	const struct gz_token *text = n->tokens->token;
	uint32_t at = first, count = n->tokens->count;

	for (uint32_t i = first; i < first + spelled->count + (skip != GZ_NONE) && i < count; i++) {
		if (text[i].barred) /* no name stands in a web address */
			return false;
	}
	if (spelled->count == 1 && n->tokens->has_case && text[first].shape <= GZ_LOWER &&
	    name->shape >= GZ_CAPITALISED && name->kind != GZ_NAME_TITLE)
		return false; /* small letters, where a capital would tell it */
	for (uint32_t i = 0; i < spelled->count; i++, at++) {
		bool gap_in_text, gap_in_name = i > 0 && spelled->token[i].gap >= GZ_GAP_HARD;

		if (at == skip) {
			if (at + 1 >= count || text[at].gap >= GZ_GAP_HARD)
				return false;
			if (text[at].norm.len != 1 || text[at].norm.ptr[0] < 'a' || text[at].norm.ptr[0] > 'z')
				return false;
			if (n->tokens->has_case && text[at].shape <= GZ_LOWER)
				return false; /* the s of a possessive */
			at++;
			gap_in_name = false;
		}
		if (at >= count || !gz_str_eq(text[at].norm, spelled->token[i].norm))
			return false;
		gap_in_text = i > 0 && text[at].gap >= GZ_GAP_HARD;
		if (gap_in_text && (!gap_in_name || text[at].gap == GZ_GAP_PARAGRAPH ||
				    !naive_own_sign(n, spelled, at)))
			return false;
	}
	return skip == GZ_NONE || (gz_gaz_entry(n->gaz, name->target)->type == GZ_PERSON && !name->exact);
}

static inline bool naive_written_alike(const struct naive *n, const struct gz_tokens *spelled, uint32_t first)
{
	for (uint32_t i = 0; i < spelled->count; i++) {
		const struct gz_token *text = &n->tokens->token[first + i], *own = &spelled->token[i];

		if (!gz_str_eq(gz_str_of(n->tokens->text.ptr + text->start, text->end - text->start),
			       gz_str_of(spelled->text.ptr + own->start, own->end - own->start)) ||
		    (i + 1 < spelled->count && n->tokens->text.ptr[text->end] == '.' && spelled->text.ptr[own->end] != '.'))
			return false;
	}
	return true;
}

static inline bool naive_was_found(const struct naive *n, uint32_t first, uint32_t count, uint32_t name, bool skipped,
				   bool exact)
{
	for (uint32_t i = 0; i < n->found->count; i++) {
		const struct gz_candidate *c = &n->found->ptr[i];

		if (c->first == first && c->count == count && c->name == name && c->skipped_initial == skipped)
			return c->exact == exact && !c->vetoed;
	}
	return false;
}

/* How often a name stands in the text, directly and with each token but its first passed over; false where one of
 * these was not found. */
static inline bool naive_count(const struct naive *n, uint32_t number, uint32_t *expected)
{
	const struct gz_name *name = gz_gaz_name(n->gaz, number);
	const struct gz_tokens *spelled = &n->spelled[number];

	for (uint32_t first = 0; first < n->tokens->count; first++) {
		uint32_t found = 0;

		if (naive_stands(n, name, spelled, first, GZ_NONE)) {
			if (!naive_was_found(n, first, spelled->count, number, false,
					     name->exact && naive_written_alike(n, spelled, first)))
				return false;
			++*expected;
		}
		for (uint32_t skip = first + 1; skip < first + spelled->count; skip++)
			found += naive_stands(n, name, spelled, first, skip);
		if (found > 0 && !naive_was_found(n, first, spelled->count + 1, number, true, false))
			return false;
		*expected += found; /* "a a a" holds "a a" in one way only for each token passed over */
	}
	return true;
}

/* NULL where the candidates are those, and no others; else what is not so. */
static inline const char *naive_differs(struct naive *n, const struct gz_tokens *tokens,
					const struct gz_candidates *found)
{
	uint32_t expected = 0;

	n->tokens = tokens;
	n->found = found;
	for (uint32_t i = 0; i < gz_gaz_name_count(n->gaz); i++) {
		if (!naive_count(n, i, &expected))
			return "a name was not found, or not so";
	}
	return expected == found->count ? NULL : "something was found that does not stand there";
}

#endif
