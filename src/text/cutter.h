/*
 * cutter.h: a field while it is cut into tokens, and what every token gets on the way, however it was found:
 * its gap, its sentence, its place in the count of capitals.
 */
#ifndef GAZET_TEXT_CUTTER_H
#define GAZET_TEXT_CUTTER_H

#include "blocks.h"
#include "hash.h"
#include "internal.h"

/* Two numbers in one: a field has fewer than 4 G tokens. */
#define GZ_LOWER_WORD	1ull
#define GZ_CAPITAL_WORD (1ull << 32)

struct gz_cutter {
	struct gz_str text;
	struct gz_arena *arena;
	/* The field with its ASCII capitals made small, at the same offsets up to `scanned`; then with the
	 * folded forms of other tokens in their places, where they fit. GZ_FOLDED_SLACK bytes behind the
	 * field can be read. */
	char *folded;
	size_t scanned;
	struct gz_token *token;
	struct gz_token *full;		/* from here on there is no room for a block's tokens */
	uint32_t resume;		/* in front of it everything is cut */
	struct gz_token *next;		/* the place of the next token */
	uint32_t behind;		/* where the last one ends */
	uint32_t sentence;		/* of the last one, as if the field had case */
	uint64_t words;			/* tokens of two characters or more: a sum of GZ_..._WORD */
	uint32_t periods;		/* gaps that may end a sentence or not, which depends on the words */
	uint32_t first_sign, last_sign; /* tokens behind a sign of an address; GZ_NONE: none */
};

static inline uint32_t gz_cutter_count(const struct gz_cutter *c)
{
	return (uint32_t)(c->next - c->token);
}

/* A whole block behind the last, where a token may end, and a hash's reach. */
#define GZ_FOLDED_SLACK (GZ_BLOCK + GZ_HASH_SHORT)
/* As many tokens as end in a block. Each of them needs a byte. */
#define GZ_CUTTER_ROOM GZ_BLOCK

/* Makes room for more tokens; `at` says how much of the field was cut for those there are. */
bool gz_cutter_grow(struct gz_cutter *c, size_t at);
/* Sees to it that there is room for GZ_CUTTER_ROOM tokens, or for all that can come. */
static inline bool gz_cutter_reserve(struct gz_cutter *c, size_t at)
{
	return c->next < c->full || gz_cutter_grow(c, at);
}
/* Cuts the whole field. False when memory ran out. */
bool gz_cutter_cut(struct gz_cutter *c, gz_scan_fn *scan);
/* Cuts from `start`, where a token with other characters than ASCII may begin, at least up to `end`. There is
 * room for a block's tokens before and behind. False when memory ran out. */
bool gz_cutter_mixed(struct gz_cutter *c, uint32_t start, uint32_t end);

/* gz_text_tokenize with a scanner of choice: the tests and the benchmark compare them. */
bool gz_tokenize_by(gz_scan_fn *scan, struct gz_str text, struct gz_arena *arena, struct gz_tokens *out,
		    struct gz_error *err);

/* ---- gaps (gap.c) ------------------------------------------------------------------------ */

/* What a gap of one byte is, GZ_GAP_SOFT or GZ_GAP_HARD, and one of that byte and a space; 0: see the rest of
 * the token. */
extern const uint8_t gz_gap_byte[2][256];
/* What stands in front of the token *c->next, in any gap, as if the field had case. Counts sentences. */
uint8_t gz_cutter_gap(struct gz_cutter *c);
/* Gaps and sentences again, for a field that turned out to have no case. */
void gz_cutter_without_case(struct gz_cutter *c);

/* Gives `token`, the next one, whose span, folded form and shape are known, its gap and sentence; `behind` is
 * where the last one ends, and `folded` is c->folded. Whether a period follows is seen with the next gap. */
static inline __attribute__((always_inline)) void gz_cutter_place(struct gz_cutter *c, const char *folded,
								  struct gz_token *token, uint32_t behind)
{
	uint32_t start = token->start, len = start - behind;
	uint8_t gap = 0;

	token->dot = false;
	token->barred = GZ_BAR_NONE;
	if (len - 1 <= 1 && (len == 1 || folded[behind + 1] == ' '))
		gap = gz_gap_byte[len - 1][(unsigned char)folded[behind]];
	if (gap == 0) {
		c->next = token;
		gap = gz_cutter_gap(c);
	}
	token->gap = gap;
	token->sentence = c->sentence;
}

/* Is what stands in front of `next`, which is not the first token, a sign that makes an address? */
bool gz_is_address_sign(struct gz_str text, const struct gz_token *next);
/* Marks the tokens of web and mail addresses: `first` and `last` are the first and the last one behind such a
 * sign. */
void gz_tokens_mark_addresses(struct gz_tokens *tokens, uint32_t first, uint32_t last);

/* Does the period behind `last` end a sentence, when `next` follows, a period at once behind it or not? */
bool gz_ends_sentence(const struct gz_token *last, const struct gz_token *next, bool next_dot, bool has_case);

#endif
