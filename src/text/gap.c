/*
 * gap.c: what stands between two tokens. A name may cross a soft gap; a hard one only where its own spelling
 * has it.
 */
#include "cutter.h"
#include "unicode.h"

/* What a sign does in a gap. */
enum {
	SPACE = 1 << 0,
	QUOTE = 1 << 1,	    /* any quotation mark, apostrophes too */
	HYPHEN = 1 << 2,    /* soft by itself; hard between spaces, or behind another */
	SOFT = 1 << 3,	    /* joins words as a space does; an em dash does not */
	PERIOD = 1 << 4,    /* of an abbreviation or of a sentence */
	SHOUT = 1 << 5,	    /* ends a sentence in front of a space or quotation mark: ! ? ... */
	FULL_STOP = 1 << 6, /* of another script: ends a sentence wherever it stands */
	CLOSING = 1 << 7,   /* a bracket behind which a sentence may end */
	LINE = 1 << 8,	    /* a line break */
	PARAGRAPH = 1 << 9,
	GUILLEMET = 1 << 10 /* opens; French sets it apart with a space */
};

static const uint16_t ascii_sign[0x80] = {
	['\t'] = SPACE | SOFT, ['\n'] = SPACE | SOFT | LINE,
	['\v'] = SPACE | SOFT, ['\f'] = SPACE | SOFT,
	['\r'] = SPACE | SOFT, [' '] = SPACE | SOFT,
	['"'] = QUOTE | SOFT,  ['\''] = QUOTE | SOFT,
	['`'] = QUOTE | SOFT,  ['-'] = HYPHEN | SOFT,
	['.'] = PERIOD | SOFT, ['!'] = SHOUT,
	['?'] = SHOUT,	       [')'] = CLOSING,
	[']'] = CLOSING,       ['/'] = SOFT,
	['&'] = SOFT,	       ['_'] = SOFT,
};

static bool is_space(uint32_t code)
{
	return code == 0xa0 || code == 0x3000 || code == 0x85 || (code >= 0x2000 && code <= 0x200b) ||
	       code == 0x2028 || code == 0x2029 || code == 0x202f;
}

static bool is_quote(uint32_t code)
{
	return code == 0xab || code == 0xbb || (code >= 0x2018 && code <= 0x201f) || code == 0x2039 ||
	       code == 0x203a;
}

static bool is_hyphen(uint32_t code)
{
	return (code >= 0x2010 && code <= 0x2013) || code == 0x2212;
}

static bool is_soft(uint32_t code)
{
	enum gz_class class = GZ_ENTRY_CLASS(gz_unicode(code));

	return code == 0xb7 || code == 0x30fb || code == 0xff65 || code == 0x05be || code == 0x05f3 ||
	       code == 0x05f4 || code == 0x02bb || code == 0x02bc || class == GZ_CLASS_MARK ||
	       class == GZ_CLASS_IGNORED;
}

static bool is_full_stop(uint32_t code)
{
	return code == 0x3002 || code == 0xff01 || code == 0xff1f || code == 0xff0e || code == 0xff61 ||
	       code == 0x0589 || code == 0x061f || code == 0x06d4 || code == 0x0964 || code == 0x0965 ||
	       code == 0x104b || code == 0x1362 || code == 0x17d4;
}

static unsigned sign_of(uint32_t code)
{
	if (code < 0x80)
		return ascii_sign[code];
	if (is_space(code))
		return SPACE | SOFT | (code == 0x2029 ? PARAGRAPH : 0);
	if (is_quote(code))
		return QUOTE | SOFT | (code == 0xab || code == 0x2039 ? GUILLEMET : 0);
	if (is_hyphen(code))
		return HYPHEN | SOFT;
	if (code == 0x2026)
		return SHOUT;
	return is_full_stop(code) ? FULL_STOP : is_soft(code) ? SOFT : 0;
}

/* What was seen between two tokens. */
struct seen {
	unsigned line_breaks;
	bool hard;
	bool period;  /* behind the last token or a bracket, white space follows */
	bool stop;    /* ! ? or a full stop of another script */
	bool opening; /* the last sign is a quotation mark that touches the next token only */
};

static void see(struct seen *seen, unsigned sign, unsigned before, unsigned after, bool touches_token)
{
	bool spaced = (before & after & SPACE) != 0;

	if (sign & (LINE | PARAGRAPH))
		seen->line_breaks += sign & LINE ? 1 : 2;
	if ((sign & HYPHEN && (spaced || before & HYPHEN)) || (sign & GUILLEMET && spaced))
		seen->hard = true;
	else if (sign & before & PERIOD)
		seen->hard = seen->stop = true;
	else if (sign & PERIOD)
		seen->period = seen->period || after & (SPACE | QUOTE | CLOSING);
	else if (sign & SHOUT)
		*(after & (SPACE | QUOTE) ? &seen->stop : &seen->hard) = true;
	else if (sign & FULL_STOP)
		seen->stop = true;
	else if (!(sign & SOFT))
		seen->hard = true;
	seen->opening = sign & QUOTE && !touches_token && !(before & PERIOD);
}

/* The gap is not empty. */
static struct seen look(struct gz_str gap)
{
	unsigned before = 0, sign, after;
	struct seen seen = {0};
	size_t at, step;

	sign = sign_of(gz_unicode_at(gap, 0, &at));
	for (bool first = true, more = true; more; before = sign, sign = after, first = false) {
		more = at < gap.len;
		after = 0;
		if (more) {
			after = sign_of(gz_unicode_at(gap, at, &step));
			at += step;
		}
		see(&seen, sign, before, after, first);
	}
	return seen;
}

/* ---- the commonest gaps ------------------------------------------------------------------- */

#define H GZ_GAP_HARD
#define S GZ_GAP_SOFT

/* Soft are white space and " & ' - / _ ` and, but looked at again, the period. By itself @ is looked at
 * again, in front of a space what ends a sentence. */
/* clang-format off */
#define BY_SIGN(at, shout) { \
	H, H, H, H, H, H, H, H, H, S, S, S, S, S, H, H, /* control characters */ \
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, /* */ \
	S, shout, S, H, H, H, S, S, H, H, H, H, H, S, 0, S, /* space, signs */ \
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, shout, /* digits, signs */ \
	at, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, /* @, capitals */ \
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, S, /* */ \
	S, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, /* `, small letters */ \
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, \
}
/* clang-format on */
const uint8_t gz_gap_byte[2][256] = {BY_SIGN(0, H), BY_SIGN(H, 0)};

#undef BY_SIGN
#undef H
#undef S

/* A gap of one byte. */
static enum gz_gap gap_of(char sign)
{
	return sign == '.'   ? GZ_GAP_SOFT
	       : sign == '@' ? GZ_GAP_HARD
			     : (enum gz_gap)gz_gap_byte[0][(unsigned char)sign];
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
	const char *behind;
	enum gz_gap gap;
	uint32_t len;

	if (next == c->token)
		return GZ_GAP_PARAGRAPH;
	behind = c->text.ptr + next[-1].end;
	len = next->start - next[-1].end;
	if (len == 0)
		return GZ_GAP_NONE;
	next[-1].dot = *behind == '.';
	if (len != 2 && gz_is_address_sign(c->text, next)) {
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
