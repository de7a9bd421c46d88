/*
 * genitive.c owns the s that German, Dutch and the languages of Scandinavia write at names without an
 * apostrophe: Merkels Partei, Olof Palmes död. In other languages such an s is of the name, or a plural: the
 * Kennedys. So the language is asked first, by the words that hold sentences together.
 */
#include <string.h>

#include "gazet/text.h"

#define SEEN_MOST  200 /* tokens of a field: a language shows early */
#define CLEAR	   4   /* so many words of one side more than of the other decide */
#define BASE_LEAST 3   /* bytes */

#define SHORTEST 2 /* bytes of the words below */
#define LONGEST	 5

/* Folded words, by their length. What both sides have (in, on, de, des, of, was, for) is on none. */
static const char with_s[][30][LONGEST + 1] = {
	{"im", "zu", "av", "af", "og", "op", "ar"},
	{"und", "der", "die", "dem", "den", "ist", "ein", "mit", "auf", "von", "bei", "aus", "zum", "zur",
	 "sie", "och", "att", "som", "det", "til", "med", "ett", "het", "een", "van", "bij", "dat"},
	{"eine", "sich", "auch", "nach", "wird", "aber", "sind", "oder", "noch", "dass", "inte",
	 "till", "fran", "ikke", "blev", "niet", "voor", "zijn", "naar", "maar", "door"},
	{"nicht", "einer", "einen", "einem", "durch", "wurde", "seine", "efter", "eller", "etter", "wordt"},
};
static const char without[][30][LONGEST + 1] = {
	{"to", "la", "el", "il", "di", "un", "do", "it", "by", "as"},
	{"the", "and", "que", "los", "las", "les", "del", "une", "che", "con", "por", "una", "dos", "par",
	 "are", "has"},
	{"that", "with", "this", "from", "said", "have", "para", "dans", "pour", "como", "avec", "been"},
	{"della", "which", "their", "would", "about"},
};

static bool is_one_of(const char words[][LONGEST + 1], struct gz_str norm)
{
	for (; words[0][0] != '\0'; words++) {
		if (memcmp(words[0], norm.ptr, norm.len) == 0)
			return true;
	}
	return false;
}

/* Words of languages that add an s, less those of others. */
static int weigh_language(const struct gz_tokens *tokens)
{
	uint32_t end = tokens->count < SEEN_MOST ? tokens->count : SEEN_MOST;
	int weight = 0;

	for (uint32_t i = 0; i < end && weight < CLEAR && weight > -CLEAR; i++) {
		struct gz_str norm = tokens->token[i].norm;

		if (norm.len < SHORTEST || norm.len > LONGEST)
			continue;
		weight += is_one_of(with_s[norm.len - SHORTEST], norm);
		weight -= is_one_of(without[norm.len - SHORTEST], norm);
	}
	return weight;
}

void gz_text_find_genitives(struct gz_tokens tokens[GZ_FIELDS])
{
	bool adds_s = weigh_language(&tokens[GZ_TITLE]) + weigh_language(&tokens[GZ_TEXT]) > 0;

	for (int field = 0; field < GZ_FIELDS; field++)
		tokens[field].adds_s = adds_s;
}

bool gz_text_genitive(const struct gz_tokens *tokens, uint32_t at, struct gz_token *base)
{
	const struct gz_token *token = &tokens->token[at];
	size_t len = token->norm.len;

	if (!tokens->adds_s || len <= BASE_LEAST || token->norm.ptr[len - 1] != 's' ||
	    (tokens->has_case && token->shape < GZ_CAPITALISED))
		return false;
	/* Behind these no s is added. */
	if (memchr("sxz", token->norm.ptr[len - 2], 3) != NULL)
		return false;
	*base = *token;
	base->norm.len = len - 1;
	base->hash = gz_text_hash(base->norm);
	return true;
}
