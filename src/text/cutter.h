/*
 * cutter.h: a field while it is cut into tokens, and what every token gets on the way, however it was found:
 * its gap, its sentence, its place in the count of capitals.
 */
#ifndef GAZET_TEXT_CUTTER_H
#define GAZET_TEXT_CUTTER_H

#include "blocks.h"
#include "hash.h"
#include "internal.h"

struct gz_cutter {
	struct gz_str text;
	struct gz_arena *arena;
	/* The field with its ASCII capitals made small, at the same offsets up to `scanned`; then with the
	 * folded forms of other tokens in their places, where they fit. GZ_FOLDED_SLACK bytes behind the
	 * field can be read. */
	char *folded;
	size_t scanned;
	struct gz_token *token;
	uint32_t count, cap;
	uint32_t resume;		/* in front of it everything is cut */
	uint32_t behind;		/* where the last token ends */
	uint32_t sentence;		/* of the last token, as if the field had case */
	uint32_t lower, capital;	/* tokens of two characters or more */
	uint32_t periods;		/* gaps that may end a sentence or not, which depends on the words */
	uint32_t first_sign, last_sign; /* tokens behind a sign of an address; GZ_NONE: none */
};

/* A whole block behind the last, where a token may end, and a hash's reach. */
#define GZ_FOLDED_SLACK (GZ_BLOCK + GZ_HASH_SHORT)
/* As many tokens as end in a block. Each of them needs a byte. */
#define GZ_CUTTER_ROOM GZ_BLOCK

/* Makes room for GZ_CUTTER_ROOM tokens behind the last; `at` says how much of the field was cut for it. */
bool gz_cutter_reserve(struct gz_cutter *c, size_t at);
/* Cuts the whole field. False when memory ran out. */
bool gz_cutter_cut(struct gz_cutter *c, gz_scan_fn *scan);
/* Cuts from `start`, where a token with other characters than ASCII may begin, at least up to `end`. There is
 * room for a block's tokens before and behind. False when memory ran out. */
bool gz_cutter_mixed(struct gz_cutter *c, uint32_t start, uint32_t end);

/* gz_text_tokenize with a scanner of choice: the tests and the benchmark compare them. */
bool gz_tokenize_by(gz_scan_fn *scan, struct gz_str text, struct gz_arena *arena, struct gz_tokens *out,
		    struct gz_error *err);

/* ---- gaps (gap.c) ------------------------------------------------------------------------ */

/* What a gap of one byte is, as a number to take from GZ_GAP_HARD; one of an address is looked at again. */
enum { GZ_BYTE_HARD = 0, GZ_BYTE_SOFT = GZ_GAP_HARD - GZ_GAP_SOFT, GZ_BYTE_SIGN };
extern const uint8_t gz_gap_byte[256];
/* What stands in front of the token c->token[c->count], in any gap; as if the field had case. */
uint8_t gz_cutter_gap(struct gz_cutter *c);
/* Gaps and sentences again, for a field that turned out to have no case. */
void gz_cutter_without_case(struct gz_cutter *c);

/* Gives a token, whose other members are known, its gap and sentence, and counts it. */
static inline void gz_cutter_add(struct gz_cutter *c, bool longer_than_one)
{
	struct gz_token *token = &c->token[c->count];
	uint8_t byte = GZ_BYTE_SIGN, gap;

	if (token->start - c->behind == 1)
		byte = gz_gap_byte[(unsigned char)c->text.ptr[c->behind]];
	gap = byte == GZ_BYTE_SIGN ? gz_cutter_gap(c) : (uint8_t)(GZ_GAP_HARD - byte);
	token->gap = gap;
	token->address = false;
	c->sentence += gap >= GZ_GAP_SENTENCE && c->count > 0;
	token->sentence = c->sentence;
	c->lower += longer_than_one & (token->shape == GZ_LOWER);
	c->capital += longer_than_one & (token->shape > GZ_LOWER);
	c->behind = token->end;
	c->count++;
}

/* Is what stands in front of `next`, which is not the first token, a sign that makes an address? */
bool gz_is_address_sign(struct gz_str text, const struct gz_token *next);
/* Marks the tokens of web and mail addresses: `first` and `last` are the first and the last one behind such a
 * sign. */
void gz_tokens_mark_addresses(struct gz_tokens *tokens, uint32_t first, uint32_t last);

/* Does the period behind `last` end a sentence, when `next` follows? */
bool gz_ends_sentence(const struct gz_token *last, const struct gz_token *next, bool has_case);

#endif
