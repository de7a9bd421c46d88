/* told.c: mentions in order and in words, for the world outside. */
#include <stdlib.h>

#include "internal.h"

static int by_place(const void *a, const void *b)
{
	const struct gz_made *x = a, *y = b;

	if (x->field != y->field)
		return x->field - y->field;
	if (x->byte_start != y->byte_start)
		return x->byte_start < y->byte_start ? -1 : 1;
	return (x->byte_length < y->byte_length) - (x->byte_length > y->byte_length);
}

const struct gz_entity *gz_card(struct gz_case *c, const struct gz_entry *entry)
{
	struct gz_known *known;
	struct gz_entity *card;

	if (gz_is_minted(c->g, entry))
		return &((const struct gz_minted *)entry)->entity;
	known = gz_known_put(c, entry->index);
	if (known == NULL || known->card != NULL)
		return known != NULL ? known->card : NULL;
	card = gz_arena_alloc(c->arena, sizeof(*card));
	if (card != NULL)
		*card = gz_entity_of(c->g, entry);
	known->card = card;
	return card;
}

/* Scanned from left to right, most are in order already: only nested ones, and what was taken up, may not be.
 */
static void sort(struct gz_case *c)
{
	struct gz_made *made = c->mentions.ptr;

	for (size_t i = 1; i < c->mentions.len; i++) {
		if (by_place(&made[i - 1], &made[i]) > 0) {
			qsort(made, c->mentions.len, sizeof(*made), by_place);
			return;
		}
	}
}

/* Where a field's bytes are in code points. */
struct places {
	struct gz_codepoints at;
	bool ascii; /* they are the same */
};

/* In words for the world outside, but for the entity. */
static struct gz_mention in_words(const struct gz_case *c, const struct gz_made *m, struct places *places)
{
	const struct gz_tokens *tokens = &c->tokens[m->field];
	struct gz_mention mention = {
		.name = m->name,
		.start = m->byte_start,
		.length = m->byte_length,
		.byte_start = m->byte_start,
		.byte_length = m->byte_length,
		.token = m->token,
		.tokens = m->tokens,
		.sentence = tokens->punctuated ? (int32_t)tokens->token[m->token].sentence : -1,
		.score = m->score,
		.field = m->field,
		.via = m->via,
		.nested = m->nested,
	};

	if (!places->ascii) {
		mention.start = gz_codepoints_at(&places->at, m->byte_start);
		mention.length =
			(uint32_t)gz_utf8_count(gz_str_of(tokens->text.ptr + m->byte_start, m->byte_length));
	}
	return mention;
}

bool gz_tell(struct gz_case *c, struct gz_mention **mentions, size_t *count)
{
	struct places places[GZ_FIELDS];

	*count = c->mentions.len;
	*mentions = gz_arena_alloc(c->arena, (c->mentions.len + 1) * sizeof(**mentions));
	if (*mentions == NULL)
		return false;
	sort(c);
	for (uint32_t field = 0; field<GZ_FIELDS && * count> 0; field++) {
		struct gz_str text = c->tokens[field].text;

		places[field] = (struct places){{.text = text}, gz_utf8_count(text) == text.len};
	}
	for (size_t i = 0; i < c->mentions.len; i++) {
		const struct gz_made *m = &c->mentions.ptr[i];

		(*mentions)[i] = in_words(c, m, &places[m->field]);
		(*mentions)[i].entity = gz_card(c, m->entity);
		if ((*mentions)[i].entity == NULL)
			return false;
	}
	return true;
}
