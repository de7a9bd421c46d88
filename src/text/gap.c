/*
 * gap.c: what stands between two tokens. A name may cross a soft gap; a hard one only where its own spelling
 * has it.
 */
#include "cutter.h"
#include "unicode.h"

static bool is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xa0 || code == 0x3000 ||
	       code == 0x85 || (code >= 0x2000 && code <= 0x200b) || code == 0x2028 || code == 0x2029 ||
	       code == 0x202f;
}

static bool is_quote(uint32_t code)
{
	return code == '"' || code == '\'' || code == '`' || code == 0xab || code == 0xbb ||
	       (code >= 0x2018 && code <= 0x201f) || code == 0x2039 || code == 0x203a;
}

/* French sets its opening quotation marks apart with a space. */
static bool is_opening_guillemet(uint32_t code)
{
	return code == 0xab || code == 0x2039;
}

static bool is_hyphen(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x2212;
}

/* Signs that join words as a space does; an em dash is none. */
static bool is_soft(uint32_t code)
{
	enum gz_class class;

	if (is_space(code) || is_hyphen(code) || is_quote(code))
		return true;
	if (code < 0x80)
		return code == '/' || code == '&' || code == '.' || code == '_';
	class = GZ_ENTRY_CLASS(gz_unicode(code));
	return code == 0xb7 || code == 0x30fb || code == 0xff65 || code == 0x05be || code == 0x05f3 ||
	       code == 0x05f4 || code == 0x02bb || code == 0x02bc || class == GZ_CLASS_MARK ||
	       class == GZ_CLASS_IGNORED;
}

/* Signs that end a sentence wherever they stand. */
static bool is_full_stop(uint32_t code)
{
	return code == 0x3002 || code == 0xff01 || code == 0xff1f || code == 0xff0e || code == 0xff61 ||
	       code == 0x0589 || code == 0x061f || code == 0x06d4 || code == 0x0964 || code == 0x0965 ||
	       code == 0x104b || code == 0x1362 || code == 0x17d4;
}

/* What was seen between two tokens. */
struct seen {
	unsigned line_breaks;
	bool hard;
	bool period;  /* behind the last token or a bracket, white space follows */
	bool stop;    /* ! ? or a full stop of another script */
	bool opening; /* the last sign is a quotation mark that touches the next token only */
};

static void see(struct seen *seen, uint32_t code, uint32_t before, uint32_t after, bool touches_token)
{
	bool spaced = is_space(before) && is_space(after);

	if (code == '\n' || code == 0x2029)
		seen->line_breaks += code == 0x2029 ? 2 : 1;
	if ((is_hyphen(code) && (spaced || is_hyphen(before))) || (is_opening_guillemet(code) && spaced))
		seen->hard = true;
	else if (code == '.' && before == '.')
		seen->hard = seen->stop = true;
	else if (code == '.')
		seen->period =
			seen->period || is_space(after) || is_quote(after) || after == ')' || after == ']';
	else if (code == '!' || code == '?' || code == 0x2026)
		*(is_space(after) || is_quote(after) ? &seen->stop : &seen->hard) = true;
	else if (is_full_stop(code))
		seen->stop = true;
	else if (!is_soft(code))
		seen->hard = true;
	seen->opening = is_quote(code) && !touches_token && before != '.';
}

/* The gap is not empty. */
static struct seen look(struct gz_str gap)
{
	struct seen seen = {0};
	uint32_t before = 'x', code, after;
	size_t step, next;

	code = gz_unicode_at(gap, 0, &step);
	for (size_t at = 0; at < gap.len; at += step, step = next, before = code, code = after) {
		after = 'x';
		next = 1;
		if (at + step < gap.len)
			after = gz_unicode_at(gap, at + step, &next);
		see(&seen, code, before, after, at == 0);
	}
	return seen;
}

/* ---- the commonest gaps ------------------------------------------------------------------- */

#define H GZ_GAP_HARD
#define S GZ_GAP_SOFT

/* Soft are white space and " & ' - / _ ` and, but looked at again, the period; @ is hard, but looked at again. */
const uint8_t gz_gap_byte[256] = {
	H, H, H, H, H, H, H, H, H, S, S, S, S, S, H, H, /* control characters */
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, /* */
	S, H, S, H, H, H, S, S, H, H, H, H, H, S, 0, S, /* space, signs */
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, /* digits, signs */
	0, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, /* @, capitals */
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, S, /* */
	S, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, /* `, small letters */
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};

#undef H
#undef S

/* A gap of one byte. */
static enum gz_gap gap_of(char sign)
{
	return sign == '.' ? GZ_GAP_SOFT : sign == '@' ? GZ_GAP_HARD : (enum gz_gap)gz_gap_byte[(unsigned char)sign];
}

/* Does what was seen end a sentence? */
static bool ends(struct gz_cutter *c, const struct seen *seen, const struct gz_token *next, bool has_case)
{
	c->periods += seen->period;
	return seen->stop || (seen->period && gz_ends_sentence(next - 1, next, has_case));
}

/* A gap of one sign and a space, as most others are. */
static enum gz_gap gap_and_space(struct gz_cutter *c, char sign, const struct gz_token *next, bool has_case)
{
	struct seen seen = {.period = sign == '.', .stop = sign == '!' || sign == '?'};

	return ends(c, &seen, next, has_case) ? GZ_GAP_SENTENCE : gap_of(sign);
}

static enum gz_gap gap_in_front(struct gz_cutter *c, const struct gz_token *next, bool has_case)
{
	struct gz_str gap = {c->text.ptr + next[-1].end, next->start - next[-1].end};
	struct seen seen;

	if (gap.len == 0)
		return GZ_GAP_NONE;
	if (gap.len == 1)
		return gap_of(gap.ptr[0]);
	if (gap.len == 2 && gap.ptr[1] == ' ')
		return gap_and_space(c, gap.ptr[0], next, has_case);
	seen = look(gap);
	if (seen.line_breaks >= 2) {
		c->periods += seen.period;
		return GZ_GAP_PARAGRAPH;
	}
	if (ends(c, &seen, next, has_case))
		return GZ_GAP_SENTENCE;
	return seen.hard || seen.opening ? GZ_GAP_HARD : GZ_GAP_SOFT;
}

uint8_t gz_cutter_gap(struct gz_cutter *c)
{
	struct gz_token *next = c->next;
	enum gz_gap gap;

	if (next == c->token)
		return GZ_GAP_PARAGRAPH;
	next[-1].dot = c->text.ptr[next[-1].end] == '.';
	if (gz_is_address_sign(c->text, next)) {
		c->last_sign = gz_cutter_count(c);
		if (c->first_sign == GZ_NONE)
			c->first_sign = c->last_sign;
	}
	gap = gap_in_front(c, next, true);
	c->sentence += gap >= GZ_GAP_SENTENCE;
	return (uint8_t)gap;
}

void gz_cutter_without_case(struct gz_cutter *c)
{
	uint32_t sentence = 0;

	for (struct gz_token *token = c->token; token < c->next; token++) {
		if (token > c->token && token->start - token[-1].end > 1)
			token->gap = (uint8_t)gap_in_front(c, token, false);
		sentence += token > c->token && token->gap >= GZ_GAP_SENTENCE;
		token->sentence = sentence;
	}
	c->sentence = sentence;
}
