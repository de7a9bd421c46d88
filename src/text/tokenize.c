/* tokenize.c: a field as tokens, and as its folded tokens side by side. */
#include <string.h>

#include "cutter.h"

/* Tokens a sentence may have on average before the field counts as unpunctuated. */
#define LONGEST_AVERAGE_SENTENCE 80
/* Lower-case words to one capitalised word at most, where a field has case. */
#define FEWEST_CAPITALS 50
/* Room is made at first for as many bytes, a token to four of them; then what was found tells how much is
 * needed. */
#define FIRST_BYTES ((size_t)64 << 10)

static bool make_room(struct gz_cutter *c, size_t room)
{
	size_t count = c->token == NULL ? 0 : gz_cutter_count(c);
	bool all = room > c->text.len; /* every token has a byte */
	struct gz_token *moved;

	if (all)
		room = c->text.len + 1;
	moved = gz_arena_alloc(c->arena, room * sizeof(*moved));
	if (moved == NULL)
		return false;
	if (count > 0) /* old room is left to the arena: it goes with the document */
		memcpy(moved, c->token, count * sizeof(*moved));
	c->token = moved;
	c->next = moved + count;
	c->full = moved + room - (all ? 0 : GZ_CUTTER_ROOM);
	return true;
}

bool gz_cutter_grow(struct gz_cutter *c, size_t at)
{
	size_t count = gz_cutter_count(c), expected;

	expected = (size_t)((double)count / (double)(at + 1) * (double)c->text.len * 1.1);
	if (expected < count + count / 2)
		expected = count + count / 2;
	return make_room(c, expected + 2 * GZ_CUTTER_ROOM);
}

static bool begin(struct gz_cutter *c)
{
	size_t first = c->text.len < FIRST_BYTES ? c->text.len : FIRST_BYTES;

	c->folded = gz_arena_alloc(c->arena, c->text.len + GZ_FOLDED_SLACK);
	c->behind = UINT32_MAX - 2; /* three bytes or more in front of every token */
	c->first_sign = c->last_sign = GZ_NONE;
	if (c->folded == NULL)
		return false;
	memset(c->folded + c->text.len, 0, GZ_FOLDED_SLACK);
	return make_room(c, first / 4 + 2 * GZ_CUTTER_ROOM);
}

/* Case is evidence where the writer uses it: a stray capital in lower-case text does not make it so. A single
 * letter counts for nothing (u s, I). */
static void judge(struct gz_cutter *c, struct gz_tokens *out)
{
	size_t lower = (uint32_t)c->words, capital = c->words / GZ_CAPITAL_WORD;
	bool dot = c->behind < c->text.len && c->text.ptr[c->behind] == '.';

	if (out->count > 0)
		out->token[out->count - 1].dot = dot;

	out->has_case = lower > 0 && capital > 0 && capital * FEWEST_CAPITALS >= lower;
	out->title_case = out->has_case && capital > lower;
	if (!out->has_case && c->periods > 0)
		gz_cutter_without_case(c);
	if (c->first_sign != GZ_NONE)
		gz_tokens_mark_addresses(out, c->first_sign, c->last_sign);
	out->punctuated = out->count / (c->sentence + 1) <= LONGEST_AVERAGE_SENTENCE;
}

bool gz_tokenize_by(gz_scan_fn *scan, struct gz_str text, struct gz_arena *arena, struct gz_tokens *out,
		    struct gz_error *err)
{
	struct gz_cutter c = {.text = text, .arena = arena};

	*out = (struct gz_tokens){.text = text};
	if (text.len >= UINT32_MAX)
		return gz_fail(err, GZ_ELIMIT, "a field of %zu bytes is too long (4 GiB at most)", text.len);
	if (!begin(&c) || !gz_cutter_cut(&c, scan))
		return gz_fail_nomem(err);
	out->token = c.token;
	out->count = gz_cutter_count(&c);
	judge(&c, out);
	return true;
}

bool gz_text_tokenize(struct gz_str text, struct gz_arena *arena, struct gz_tokens *out, struct gz_error *err)
{
	return gz_tokenize_by(GZ_SCAN, text, arena, out, err);
}

bool gz_text_fold(struct gz_str text, struct gz_arena *arena, struct gz_str *out, struct gz_error *err)
{
	struct gz_tokens tokens;
	size_t len = 0;
	char *joined;

	*out = gz_str_of("", 0);
	if (!gz_utf8_valid(text)) /* a damaged gazetteer's */
		return true;
	if (!gz_text_tokenize(text, arena, &tokens, err))
		return false;
	for (uint32_t i = 0; i < tokens.count; i++)
		len += tokens.token[i].norm.len + 1;
	joined = gz_arena_alloc(arena, len + 1);
	if (joined == NULL)
		return gz_fail_nomem(err);
	len = 0;
	for (uint32_t i = 0; i < tokens.count; i++) {
		if (i > 0)
			joined[len++] = ' ';
		memcpy(joined + len, tokens.token[i].norm.ptr, tokens.token[i].norm.len);
		len += tokens.token[i].norm.len;
	}
	*out = gz_str_of(joined, len);
	return true;
}
