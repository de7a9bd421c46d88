/*
 * stem.c owns what languages write at names, without a sign between: the s of German, Dutch and the languages
 * of Scandinavia (Merkels Partei, Olof Palmes död), the particles of Korean (트럼프에게), and the
 * prepositions and conjunctions of Hebrew and Arabic (לנתניהו, وترامب). In other languages an s is of the
 * name, or a plural: the Kennedys.
 */
#include <string.h>

#include "gazet/text.h"

/* Bytes that must be left: three letters, two syllables of Hangul, three letters of Hebrew, four of Arabic.
 */
#define LATIN_LEAST  3
#define HANGUL_LEAST 6
#define HEBREW_LEAST 6
#define ARABIC_LEAST 8

/* Those that end in another one stand in front of it. */
static const char *const particles[] = {
	"으로부터", "로부터", "에서는", "에서도", "에게는", "에게도", "에게서", "으로는", "으로도",
	"이라고",   "이라는", "까지",	"부터",	  "에게",   "에서",   "에는",	"에도",	  "으로",
	"로는",	    "로도",   "라고",	"라는",	  "께서",   "처럼",   "보다",	"이다",	  "이며",
	"과의",	    "와의",   "은",	"는",	  "이",	    "가",     "을",	"를",	  "와",
	"과",	    "의",     "에",	"도",	  "로",	    "만",     "측",
};

/* And; in; to; from; that. */
static const char *const hebrew[] = {"ו", "ב", "ל", "מ", "ש"};
/* And; so; in; to; like. */
static const char *const arabic[] = {"و", "ف", "ب", "ل", "ك"};

static bool is_hangul(struct gz_str norm)
{
	uint32_t code = 0;

	gz_utf8_decode(norm.ptr, norm.len, &code);
	return code >= 0xac00 && code <= 0xd7a3;
}

static bool is_hebrew(struct gz_str norm)
{
	return norm.len > 1 && ((unsigned char)norm.ptr[0] == 0xd6 || (unsigned char)norm.ptr[0] == 0xd7);
}

static bool is_arabic(struct gz_str norm)
{
	return norm.len > 1 && (unsigned char)norm.ptr[0] >= 0xd8 && (unsigned char)norm.ptr[0] <= 0xdb;
}

bool gz_text_attaches(struct gz_str norm)
{
	return norm.len > 0 && (unsigned char)norm.ptr[0] >= 0xd6 &&
	       (is_hangul(norm) || is_hebrew(norm) || is_arabic(norm));
}

static struct gz_str without_s(const struct gz_tokens *tokens, const struct gz_token *token)
{
	struct gz_str norm = token->norm;
	size_t len = norm.len;

	if (!tokens->adds_s || len <= LATIN_LEAST || norm.ptr[len - 1] != 's' ||
	    (tokens->has_case && token->shape < GZ_CAPITALISED) ||
	    memchr("sxz", norm.ptr[len - 2], 3) != NULL) /* behind these no s is added */
		return gz_str_of(norm.ptr, 0);
	return gz_str_of(norm.ptr, len - 1);
}

/* The longest particle goes first: of 서울에서도 not only 도. */
static struct gz_str without_particle(struct gz_str norm, unsigned nth)
{
	for (size_t i = 0; i < GZ_COUNT(particles); i++) {
		struct gz_str particle = gz_str(particles[i]);

		if (norm.len >= particle.len + HANGUL_LEAST && gz_str_ends(norm, particle) && nth-- == 0)
			return gz_str_of(norm.ptr, norm.len - particle.len);
	}
	return gz_str_of(norm.ptr, 0);
}

static bool begins_with_one(struct gz_str norm, const char *const *letters, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		if (gz_str_starts(norm, gz_str(letters[i])))
			return true;
	}
	return false;
}

/* One letter; or "and", and another one behind it. */
static struct gz_str without_prefix(struct gz_str norm, unsigned nth, const char *const letters[5],
				    size_t least)
{
	struct gz_str rest = norm.len > 2 ? gz_str_of(norm.ptr + 2, norm.len - 2) : gz_str_of(norm.ptr, 0);

	if (nth > 1 || rest.len < least || !begins_with_one(norm, letters, 0, 5))
		return gz_str_of(norm.ptr, 0);
	if (nth == 0)
		return rest;
	if (rest.len < least + 2 || !begins_with_one(norm, letters, 0, 1) ||
	    !begins_with_one(rest, letters, 1, 5))
		return gz_str_of(norm.ptr, 0);
	return gz_str_of(rest.ptr + 2, rest.len - 2);
}

bool gz_text_stem(const struct gz_tokens *tokens, uint32_t at, unsigned nth, struct gz_token *stem)
{
	const struct gz_token *token = &tokens->token[at];
	struct gz_str norm = token->norm, rest = gz_str_of(norm.ptr, 0);

	if (norm.len > 0 && (unsigned char)norm.ptr[0] < 0xd0)
		rest = nth == 0 ? without_s(tokens, token) : rest;
	else if (!tokens->attaches)
		return false;
	else if (is_hangul(norm))
		rest = without_particle(norm, nth);
	else if (is_hebrew(norm))
		rest = without_prefix(norm, nth, hebrew, HEBREW_LEAST);
	else if (is_arabic(norm))
		rest = without_prefix(norm, nth, arabic, ARABIC_LEAST);
	if (rest.len == 0)
		return false;
	*stem = *token;
	stem->norm = rest;
	stem->hash = gz_text_hash(rest);
	return true;
}
