/*
 * language.c: what must be known of a document's language to find names in it: whether it writes an s at
 * names for the genitive, or other words together with them (stem.c). Told by the words that hold sentences
 * together, and by the script.
 */
#include <string.h>

#include "gazet/text.h"

#define SEEN_MOST 200 /* tokens of a field: a language shows early */
#define CLEAR	  4   /* so many words of one side more than of the other decide */

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

/* Words of languages that add an s, less those of others. On the way it is seen whether there is writing in
 * which words are put together. */
static int weigh_language(struct gz_tokens *tokens)
{
	uint32_t end = tokens->count < SEEN_MOST ? tokens->count : SEEN_MOST;
	int weight = 0;

	tokens->attaches = false;
	for (uint32_t i = 0; i < end && weight < CLEAR && weight > -CLEAR; i++) {
		struct gz_str norm = tokens->token[i].norm;

		tokens->attaches |= gz_text_attaches(norm);
		if (norm.len < SHORTEST || norm.len > LONGEST)
			continue;
		weight += is_one_of(with_s[norm.len - SHORTEST], norm);
		weight -= is_one_of(without[norm.len - SHORTEST], norm);
	}
	return weight;
}

void gz_text_find_languages(struct gz_tokens tokens[GZ_FIELDS])
{
	bool adds_s = weigh_language(&tokens[GZ_TITLE]) + weigh_language(&tokens[GZ_TEXT]) > 0;

	for (int field = 0; field < GZ_FIELDS; field++)
		tokens[field].adds_s = adds_s;
}
