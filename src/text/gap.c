/*
 * gap.c: what stands between two tokens. A name may cross a soft gap; a hard one only where its own spelling
 * has it.
 */
#include "cutter.h"
#include "unicode.h"

/* What a sign is in a gap. */
enum sign {
	OTHER = 0, /* keeps names apart */
	SOFT,	   /* joins words as a space does; an em dash does not */
	SPACE,
	LINE, /* a line break */
	PARAGRAPH,
	QUOTE,	   /* any quotation mark, apostrophes too */
	GUILLEMET, /* the same, which opens; French sets it apart with a space */
	HYPHEN,	   /* soft by itself; hard between spaces, or behind another */
	PERIOD,	   /* of an abbreviation or of a sentence */
	SHOUT,	   /* ends a sentence in front of a space or quotation mark: ! ? ... */
	FULL_STOP, /* of another script: ends a sentence wherever it stands */
	CLOSING	   /* a bracket behind which a sentence may end */
};

static const uint8_t ascii_sign[0x80] = {
	['\t'] = SPACE, ['\n'] = LINE,	 ['\v'] = SPACE,  ['\f'] = SPACE, ['\r'] = SPACE, [' '] = SPACE,
	['"'] = QUOTE,	['\''] = QUOTE,	 ['`'] = QUOTE,	  ['-'] = HYPHEN, ['.'] = PERIOD, ['!'] = SHOUT,
	['?'] = SHOUT,	[')'] = CLOSING, [']'] = CLOSING, ['/'] = SOFT,	  ['&'] = SOFT,	  ['_'] = SOFT,
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

static enum sign sign_of(uint32_t code)
{
	if (code < 0x80)
		return (enum sign)ascii_sign[code];
	if (is_space(code))
		return code == 0x2029 ? PARAGRAPH : SPACE;
	if (is_quote(code))
		return code == 0xab || code == 0x2039 ? GUILLEMET : QUOTE;
	if (is_hyphen(code))
		return HYPHEN;
	if (code == 0x2026)
		return SHOUT;
	return is_full_stop(code) ? FULL_STOP : is_soft(code) ? SOFT : OTHER;
}

/* ---- what signs do ------------------------------------------------------------------------- */

enum {
	HARD = 1,
	MAY_END = 2, /* a period behind the last token or a bracket, white space follows */
	ENDS = 4,    /* ! ? or a full stop of another script */
	OPENS = 8,   /* a quotation mark, which opens if it touches the next token only */
	BREAK = 16   /* a line's end: their number is counted from here on */
};

/* What matters of the sign in front of another one, and of the one behind it. */
enum { NOTHING_BEFORE = 0, SPACE_BEFORE, HYPHEN_BEFORE, PERIOD_BEFORE, BEFORES };
enum { NOTHING_BEHIND = 0, SPACE_BEHIND, QUOTE_BEHIND, CLOSING_BEHIND, BEHINDS };

static const uint8_t as_before[] = {
	[SPACE] = SPACE_BEFORE,	  [LINE] = SPACE_BEFORE,    [PARAGRAPH] = SPACE_BEFORE,
	[HYPHEN] = HYPHEN_BEFORE, [PERIOD] = PERIOD_BEFORE, [CLOSING] = NOTHING_BEFORE};
static const uint8_t as_behind[] = {
	[SPACE] = SPACE_BEHIND, [LINE] = SPACE_BEHIND,	    [PARAGRAPH] = SPACE_BEHIND,
	[QUOTE] = QUOTE_BEHIND, [GUILLEMET] = QUOTE_BEHIND, [CLOSING] = CLOSING_BEHIND};

/* The rules, as a table, since what comes next in a gap is hard to foresee: by sign, before, behind. */
#define SPACED(before, behind) ((before) == SPACE_BEFORE && (behind) == SPACE_BEHIND)
#define ROW(rule, before)                                                                                    \
	{                                                                                                    \
		rule(before, 0), rule(before, 1), rule(before, 2), rule(before, 3)                           \
	}
#define RULE(rule)                                                                                           \
	{                                                                                                    \
		ROW(rule, 0), ROW(rule, 1), ROW(rule, 2), ROW(rule, 3)                                       \
	}

#define OF_OTHER(before, behind)     HARD
#define OF_NOTHING(before, behind)   0
#define OF_LINE(before, behind)	     BREAK
#define OF_PARAGRAPH(before, behind) (2 * BREAK)
#define OF_QUOTE(before, behind)     ((before) != PERIOD_BEFORE ? OPENS : 0)
#define OF_GUILLEMET(before, behind) (OF_QUOTE(before, behind) | (SPACED(before, behind) ? HARD : 0))
#define OF_HYPHEN(before, behind)    (SPACED(before, behind) || (before) == HYPHEN_BEFORE ? HARD : 0)
#define OF_PERIOD(before, behind)                                                                            \
	((before) == PERIOD_BEFORE ? HARD | ENDS : (behind) != NOTHING_BEHIND ? MAY_END : 0)
#define OF_SHOUT(before, behind)     ((behind) == SPACE_BEHIND || (behind) == QUOTE_BEHIND ? ENDS : HARD)
#define OF_FULL_STOP(before, behind) ENDS

static const uint8_t effects[][BEFORES][BEHINDS] = {
	[OTHER] = RULE(OF_OTHER),	  [SOFT] = RULE(OF_NOTHING),	    [SPACE] = RULE(OF_NOTHING),
	[LINE] = RULE(OF_LINE),		  [PARAGRAPH] = RULE(OF_PARAGRAPH), [QUOTE] = RULE(OF_QUOTE),
	[GUILLEMET] = RULE(OF_GUILLEMET), [HYPHEN] = RULE(OF_HYPHEN),	    [PERIOD] = RULE(OF_PERIOD),
	[SHOUT] = RULE(OF_SHOUT),	  [FULL_STOP] = RULE(OF_FULL_STOP), [CLOSING] = RULE(OF_OTHER),
};

static inline unsigned next_sign(struct gz_str gap, size_t *at)
{
	unsigned char first = (unsigned char)gap.ptr[*at];
	uint32_t code;
	size_t step = 1;

	if (first < 0x80) {
		++*at;
		return ascii_sign[first];
	}
	code = gz_unicode_at(gap, *at, &step);
	*at += step;
	return sign_of(code);
}

/* What was seen between two tokens: flags, and the number of line breaks. */
struct seen {
	unsigned flags, breaks;
};

/* The gap is not empty. */
static struct seen look(struct gz_str gap)
{
	unsigned before = NOTHING_BEFORE, sign, next, effect;
	struct seen seen = {0, 0};
	size_t at = 0, first_end;

	next = next_sign(gap, &at);
	first_end = at;
	for (;;) {
		sign = next;
		if (at == gap.len)
			break;
		next = next_sign(gap, &at);
		effect = effects[sign][before][as_behind[next]];
		seen.flags |= effect;
		seen.breaks += effect / BREAK;
		before = as_before[sign];
	}
	effect = effects[sign][before][NOTHING_BEHIND];
	seen.breaks += effect / BREAK;
	/* Only the last sign opens, and only if it does not touch the token in front, too. */
	seen.flags =
		(seen.flags & ~(unsigned)OPENS) | (gap.len > first_end ? effect : effect & ~(unsigned)OPENS);
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
static bool ends(struct gz_cutter *c, unsigned flags, const struct gz_token *next, bool has_case)
{
	bool dot = next->end < c->text.len && c->text.ptr[next->end] == '.';

	c->periods += (flags & MAY_END) != 0;
	return flags & ENDS || (flags & MAY_END && gz_ends_sentence(next - 1, next, dot, has_case));
}

static enum gz_gap gap_in_front(struct gz_cutter *c, const struct gz_token *next, bool has_case)
{
	struct gz_str gap = {c->text.ptr + next[-1].end, next->start - next[-1].end};
	struct seen seen;

	if (gap.len == 0)
		return GZ_GAP_NONE;
	if (gap.len == 1)
		return gap_of(gap.ptr[0]);
	seen = look(gap);
	if (seen.breaks >= 2) {
		c->periods += (seen.flags & MAY_END) != 0;
		return GZ_GAP_PARAGRAPH;
	}
	if (ends(c, seen.flags, next, has_case))
		return GZ_GAP_SENTENCE;
	return seen.flags & (HARD | OPENS) ? GZ_GAP_HARD : GZ_GAP_SOFT;
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
