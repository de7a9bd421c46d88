/* genitive.c: names with the s of a genitive are found by what they are without it. */
#include "gazet/gaz.h"
#include "gazet/text.h"

/* A token that is part of any name keeps its s: what is left of it may be no name, or another one's. */
void gz_gaz_genitives(const struct gz_gaz *g, struct gz_tokens *tokens)
{
	for (uint32_t i = 0; tokens->adds_s && i < tokens->count; i++) {
		struct gz_token *token = &tokens->token[i], base;

		if (gz_text_genitive(tokens, i, &base) &&
		    gz_gaz_token_hashed(g, token->norm, token->hash) == GZ_NONE &&
		    gz_gaz_token_hashed(g, base.norm, base.hash) != GZ_NONE)
			*token = base;
	}
}
