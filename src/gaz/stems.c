/* stems.c: names that other words are written together with are found by what they are without them. */
#include "gazet/gaz.h"
#include "gazet/text.h"

/* So far around a word it is looked for without its s. */
#define AROUND 200

/* Does the stem stand near by itself: Schröder, of Schröders, which is the name of a bank too? */
static bool stands_near(const struct gz_tokens *tokens, uint32_t at, uint64_t hash)
{
	uint32_t first = at > AROUND ? at - AROUND : 0;
	uint32_t end = tokens->count - at > AROUND ? at + AROUND : tokens->count;

	for (uint32_t i = first; i < end; i++) {
		if (tokens->token[i].hash == hash &&
		    (!tokens->has_case || tokens->token[i].shape >= GZ_CAPITALISED))
			return true;
	}
	return false;
}

/* Are the two tokens a name? */
static bool is_name(const struct gz_gaz *g, const struct gz_token *first, const struct gz_token *second)
{
	uint32_t one = gz_gaz_token_hashed(g, first->norm, first->hash), count = 0;
	uint32_t two = gz_gaz_token_hashed(g, second->norm, second->hash), node;

	node = one == GZ_NONE ? GZ_NONE : gz_gaz_child(g, GZ_TRIE_ROOT, one);
	node = node == GZ_NONE || two == GZ_NONE ? GZ_NONE : gz_gaz_child(g, node, two);
	if (node != GZ_NONE)
		gz_gaz_at(g, node, &count);
	return count > 0;
}

/* Are the word in front and the stem a name, and not that word and the whole: Gordon Browns? */
static bool ends_name(const struct gz_gaz *g, const struct gz_tokens *tokens, uint32_t at,
		      const struct gz_token *stem)
{
	const struct gz_token *token = &tokens->token[at];

	return at > 0 && token->gap < GZ_GAP_HARD && is_name(g, token - 1, stem) &&
	       !is_name(g, token - 1, token);
}

/* A token that is part of any name stays as it is, for what is left of it may be no name, or another one's;
 * but for an s of which the text itself shows that it is a genitive's. */
static bool is_whole(const struct gz_gaz *g, const struct gz_tokens *tokens, uint32_t at,
		     const struct gz_token *stem)
{
	const struct gz_token *token = &tokens->token[at];

	if (gz_gaz_token_hashed(g, token->norm, token->hash) == GZ_NONE)
		return false;
	return token->norm.ptr[token->norm.len - 1] != 's' ||
	       !(stands_near(tokens, at, stem->hash) || ends_name(g, tokens, at, stem));
}

static void stem(const struct gz_gaz *g, struct gz_tokens *tokens, uint32_t at)
{
	struct gz_token rest;

	for (unsigned nth = 0; gz_text_stem(tokens, at, nth, &rest); nth++) {
		if (nth == 0 && is_whole(g, tokens, at, &rest))
			return;
		if (gz_gaz_token_hashed(g, rest.norm, rest.hash) != GZ_NONE) {
			tokens->token[at] = rest;
			return;
		}
	}
}

void gz_gaz_stems(const struct gz_gaz *g, struct gz_tokens *tokens)
{
	for (uint32_t i = 0; (tokens->adds_s || tokens->attaches) && i < tokens->count; i++)
		stem(g, tokens, i);
}
