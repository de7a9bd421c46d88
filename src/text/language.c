/*
 * language.c: what must be known of a document's language to find names in it: whether it writes an s at
 * names for the genitive, or other words together with them (stem.c). Told by the words that hold sentences
 * together, and by the script.
 */
#include <string.h>

#include "gazet/text.h"

#define SEEN_MOST 200 /* tokens of a field: a language shows early */
#define CLEAR	  4   /* so many words of one side more than of the other decide */

/* Folded words of German, Dutch, Swedish, Danish and Norwegian, and of languages that write no such s. What
 * both have (in, on, de, des, of, was, for) is on neither side. */
static const char with_s[] =
	"im zu av af og op ar und der die dem den ist ein mit auf bei aus zum zur sie och att som det til "
	"med ett "
	"het een bij dat eine sich auch nach wird aber sind oder noch dass inte till fran ikke blev niet "
	"voor zijn "
	"naar maar door nicht einer einen einem durch wurde seine efter eller etter wordt";
static const char without[] =
	"to la el il di un do it by as the and que los las les del une che con por una dos par are has that "
	"with "
	"this from said have para dans pour como avec been della which their would about";

static uint32_t slot_of(const struct gz_languages *l, uint64_t hash)
{
	uint32_t at = (uint32_t)(hash % GZ_LANGUAGE_SLOTS);

	while (l->hash[at] != 0 && l->hash[at] != hash)
		at = (at + 1) % GZ_LANGUAGE_SLOTS;
	return at;
}

static void fill(struct gz_languages *l, const char *words, int8_t side)
{
	for (size_t len; *words != '\0'; words += len + (words[len] == ' ')) {
		uint32_t at;

		len = strcspn(words, " ");
		at = slot_of(l, gz_text_hash(gz_str_of(words, len)));
		l->hash[at] = gz_text_hash(gz_str_of(words, len));
		l->side[at] = side;
	}
}

void gz_text_fill_languages(struct gz_languages *l)
{
	memset(l, 0, sizeof(*l));
	fill(l, with_s, 1);
	fill(l, without, -1);
}

/* Is it part of a name, whatever the language: Ursula von der Leyen? */
static bool is_of_name(const struct gz_tokens *tokens, uint32_t at)
{
	struct gz_str front = at > 0 ? tokens->token[at - 1].norm : gz_str_of("", 0);

	return gz_str_eq(front, GZ_STR("von")) || gz_str_eq(front, GZ_STR("van"));
}

/* Words of languages that add an s, less those of others. */
static int weigh(const struct gz_languages *l, const struct gz_tokens *tokens)
{
	uint32_t end = tokens->count < SEEN_MOST ? tokens->count : SEEN_MOST;
	int weight = 0;

	for (uint32_t i = 0; i < end && weight < CLEAR && weight > -CLEAR; i++) {
		int8_t side = l->side[slot_of(l, tokens->token[i].hash)];

		weight += side > 0 && is_of_name(tokens, i) ? 0 : side;
	}
	return weight;
}

/* Is there writing in which words are put together? Behind words of another language, too. */
static bool find_attaching(const struct gz_tokens *tokens)
{
	uint32_t end = tokens->count < SEEN_MOST ? tokens->count : SEEN_MOST;

	for (uint32_t i = 0; i < end; i++) {
		if (gz_text_attaches(tokens->token[i].norm))
			return true;
	}
	return false;
}

void gz_text_find_languages(const struct gz_languages *l, struct gz_tokens tokens[GZ_FIELDS])
{
	bool adds_s = weigh(l, &tokens[GZ_TITLE]) + weigh(l, &tokens[GZ_TEXT]) > 0;

	for (int field = 0; field < GZ_FIELDS; field++) {
		tokens[field].adds_s = adds_s;
		tokens[field].attaches = find_attaching(&tokens[field]);
	}
}
