/* reach.c: what stands around an anchor. */
#include <string.h>

#include "reach.h"

/* May it go on to a token, across the gap in front of `right`? *left bytes may be taken on this side.
 */
static bool goes_on(const struct gz_token *token, const struct gz_token *right, size_t *left)
{
	if (right->gap >= GZ_GAP_HARD || token->barred || token->norm.len >= *left)
		return false;
	*left -= token->norm.len + 1;
	return true;
}

void gz_reach_open(const struct gz_matching *m, uint32_t anchor, struct gz_reach *w)
{
	const struct gz_token *token = m->tokens->token;
	uint32_t first = anchor, last = anchor;
	size_t left = GZ_REACH_BYTES, right = GZ_REACH_BYTES;

	while (first > 0 && anchor - first < GZ_REACH_TOKENS &&
	       goes_on(&token[first - 1], &token[first], &left))
		first--;
	while (last + 1 < m->tokens->count && last - anchor < GZ_REACH_TOKENS &&
	       goes_on(&token[last + 1], &token[last + 1], &right))
		last++;
	w->m = m;
	w->first = first;
	w->count = last - first + 1;
	w->text = gz_str_of(NULL, 0);
}

bool gz_reach_fill(struct gz_reach *w)
{
	const struct gz_token *token = w->m->tokens->token + w->first;
	size_t len = 0;
	char *text;

	for (uint32_t i = 0; i < w->count; i++)
		len += token[i].norm.len + 1;
	text = gz_arena_alloc(w->m->arena, len);
	if (text == NULL)
		return false;
	len = 0;
	for (uint32_t i = 0; i < w->count; i++) {
		w->start[i] = (uint32_t)len;
		memcpy(text + len, token[i].norm.ptr, token[i].norm.len);
		len += token[i].norm.len;
		text[len++] = ' ';
	}
	w->start[w->count] = (uint32_t)len;
	w->text = gz_str_of(text, len - 1);
	return true;
}

bool gz_reach_has_year(const struct gz_reach *w)
{
	const struct gz_token *token = w->m->tokens->token + w->first;

	for (uint32_t i = 0; i < w->count; i++) {
		struct gz_str norm = token[i].norm;
		unsigned char first = (unsigned char)norm.ptr[0];

		if ((first >= '0' && first <= '9' && norm.len >= GZ_YEAR_DIGITS) || first >= 0x80)
			return true;
	}
	return false;
}

bool gz_reach_has_near(const struct gz_reach *w, const struct gz_pattern *pattern)
{
	for (uint32_t i = 0; i < w->count; i++) {
		uint32_t number = gz_matching_number(w->m, w->first + i);

		for (uint32_t n = 0; n < pattern->near_count; n++) {
			if (pattern->near[n] == number)
				return true;
		}
	}
	return pattern->near_count == 0;
}

/* ---- countries ------------------------------------------------------------------- */

/* The node behind its token `i`, where the trie stands at `node` in front of it; or GZ_NONE. */
static uint32_t step(const struct gz_reach *w, uint32_t node, uint32_t i)
{
	uint32_t number = gz_matching_number(w->m, w->first + i);

	if (number == GZ_NONE)
		return GZ_NONE;
	return node == GZ_TRIE_ROOT ? gz_gaz_token_node(w->m->g, number)
				    : gz_gaz_child(w->m->g, node, number);
}

/* The name of a country that ends at a node, or NULL. */
static const struct gz_name *country_at(const struct gz_gaz *g, uint32_t node)
{
	uint32_t count, names = gz_gaz_at(g, node, &count);

	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(g, names + i);

		if (name->kind == GZ_NAME_ENTITY && gz_gaz_entry(g, name->target)->type == GZ_COUNTRY)
			return name;
	}
	return NULL;
}

static void put(uint32_t country, uint32_t *out, uint32_t *count, uint32_t most)
{
	for (uint32_t i = 0; i < *count && i < most; i++) {
		if (out[i] == country)
			return;
	}
	if (*count < most)
		out[*count] = country;
	if (*count <= most)
		++*count;
}

uint32_t gz_reach_countries(const struct gz_reach *w, uint32_t *out, uint32_t most)
{
	uint32_t count = 0;

	for (uint32_t first = 0; first < w->count; first++) {
		uint32_t node = GZ_TRIE_ROOT;

		for (uint32_t i = first; i < w->count; i++) {
			const struct gz_name *name;

			node = step(w, node, i);
			if (node == GZ_NONE)
				break;
			name = country_at(w->m->g, node);
			if (name != NULL)
				put(name->target, out, &count, most);
		}
	}
	return count;
}

const struct gz_name *gz_reach_country(const struct gz_reach *w, uint32_t from, uint32_t to)
{
	uint32_t node = GZ_TRIE_ROOT;
	bool begins = false, ends = false;

	for (uint32_t i = 0; i < w->count && node != GZ_NONE; i++) {
		if (w->start[i] < from || w->start[i] >= to)
			continue;
		begins |= w->start[i] == from;
		ends |= w->start[i + 1] - 1 == to;
		node = step(w, node, i);
	}
	if (node == GZ_NONE || !begins || !ends) /* half a word */
		return NULL;
	return country_at(w->m->g, node);
}
