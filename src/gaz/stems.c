/* stems.c: names that other words are written together with are found by what they are without them. */
#include "gazet/gaz.h"
#include "gazet/text.h"

/* A token that is part of any name stays as it is: what is left of it may be no name, or another one's. */
static void stem(const struct gz_gaz *g, struct gz_tokens *tokens, uint32_t at)
{
	struct gz_token *token = &tokens->token[at], rest;

	for (unsigned nth = 0; gz_text_stem(tokens, at, nth, &rest); nth++) {
		if (nth == 0 && gz_gaz_token_hashed(g, token->norm, token->hash) != GZ_NONE)
			return;
		if (gz_gaz_token_hashed(g, rest.norm, rest.hash) != GZ_NONE) {
			*token = rest;
			return;
		}
	}
}

void gz_gaz_stems(const struct gz_gaz *g, struct gz_tokens *tokens)
{
	for (uint32_t i = 0; (tokens->adds_s || tokens->attaches) && i < tokens->count; i++)
		stem(g, tokens, i);
}
