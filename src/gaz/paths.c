/*
 * paths.c: what the matcher finds names by: the folded tokens on the way to each node of the trie, the slots
 * of such paths by their hash, and filters that tell most of what is no path without a look at them.
 */
#include <stdlib.h>
#include <string.h>

#include "compile.h"

static struct gz_ref token_text(const struct gz_token_row *token)
{
	return (struct gz_ref){token->text, token->length};
}

static uint64_t *hash_tokens(const struct gz_build *b)
{
	uint64_t *hashes = gz_alloc_large((b->tokens.len + 1) * sizeof(*hashes));

	for (size_t token = 0; hashes != NULL && token < b->tokens.len; token++)
		hashes[token] = gz_text_hash(gz_build_view(b, token_text(&b->tokens.ptr[token])));
	return hashes;
}

bool gz_paths_open(struct gz_layout *l)
{
	uint64_t *hashes = hash_tokens(l->b);

	l->second = l->trie.first_child[l->trie.first_child[GZ_TRIE_ROOT]];
	l->ways = gz_alloc_large(((size_t)l->trie.nodes + 1) * sizeof(*l->ways));
	if (hashes == NULL || l->ways == NULL) {
		free(hashes);
		return false;
	}
	l->ways[GZ_TRIE_ROOT] = (struct gz_way){0};
	for (uint32_t node = 0; node < l->trie.nodes; node++) {
		for (uint32_t child = l->trie.first_child[node]; child < l->trie.first_child[node + 1];
		     child++) {
			uint32_t token = l->trie.edge[child];
			uint64_t hash = hashes[token];

			if (node != GZ_TRIE_ROOT)
				hash = gz_pair_hash(l->ways[node].hash, hash);
			l->ways[child] = (struct gz_way){
				.hash = hash,
				.parent = node,
				.length = l->ways[node].length + l->b->tokens.ptr[token].length + 1,
			};
		}
		if (node >= l->second && l->trie.first_child[node] == l->trie.first_child[node + 1])
			l->paths_length += l->ways[node].length;
	}
	free(hashes);
	return l->paths_length < GZ_NONE;
}

void gz_paths_close(struct gz_layout *l)
{
	free(l->ways);
	l->ways = NULL;
}

/* Each path that is not the front of another one is written; nodes before its end use its front. */
static void lay_paths(const struct gz_layout *l)
{
	struct gz_node *nodes = gz_section(l, GZ_SECTION_NODES);
	const struct gz_token_row *tokens = gz_section(l, GZ_SECTION_TOKENS);
	char *paths = gz_section(l, GZ_SECTION_PATHS);
	uint32_t at = 0;

	for (uint32_t node = l->trie.nodes; node-- > l->second;) {
		uint32_t end;

		if (nodes[node].first_child != nodes[node + 1].first_child) {
			nodes[node].path = nodes[nodes[node].first_child].path;
			continue;
		}
		nodes[node].path = at;
		end = at += l->ways[node].length;
		for (uint32_t on = node; on != GZ_TRIE_ROOT; on = l->ways[on].parent) {
			struct gz_str token = gz_layout_text(l, token_text(&tokens[nodes[on].token]));

			end -= (uint32_t)token.len + 1;
			memcpy(paths + end, token.ptr, token.len + 1);
		}
	}
}

/* Does a name end at the node, and one that is meant in small letters too? */
static bool has_name(const struct gz_layout *l, uint32_t node, bool small)
{
	const struct gz_node *at = (const struct gz_node *)gz_section(l, GZ_SECTION_NODES) + node;
	const struct gz_name *names = gz_section(l, GZ_SECTION_NAMES);

	for (uint32_t i = at->first_name; i < at[1].first_name; i++) {
		if (!small || !gz_name_needs_capital(&names[i]))
			return true;
	}
	return false;
}

/* A filter's words are of ones, and each hash clears some of them. */
static void open_filter(const struct gz_layout *l, enum gz_section which)
{
	memset(gz_section(l, which), 0xff, l->header->section[which].count * sizeof(uint64_t));
}

static void add(const struct gz_layout *l, enum gz_section which, uint64_t hash)
{
	uint64_t *words = gz_section(l, which);
	struct gz_filter filter = {words, (uint32_t)(l->header->section[which].count - 1)};

	words[gz_filter_word(filter, hash)] &= ~gz_filter_bits(hash);
}

/* Tokens that stand alone: names, and anchors of rules. */
static void lay_single(const struct gz_layout *l)
{
	const struct gz_token_row *tokens = gz_section(l, GZ_SECTION_TOKENS);

	open_filter(l, GZ_SECTION_STAND);
	open_filter(l, GZ_SECTION_SMALL);
	for (uint32_t node = GZ_TRIE_ROOT + 1; node < l->second; node++) {
		if (has_name(l, node, false))
			add(l, GZ_SECTION_STAND, l->ways[node].hash);
		if (has_name(l, node, true))
			add(l, GZ_SECTION_SMALL, l->ways[node].hash);
	}
	for (size_t i = 0; i < l->b->patterns.len; i++) {
		const struct gz_token_row *anchor = &tokens[l->b->patterns.ptr[i].anchor];
		uint64_t hash = gz_text_hash(gz_layout_text(l, token_text(anchor)));

		add(l, GZ_SECTION_STAND, hash);
		add(l, GZ_SECTION_SMALL, hash);
	}
}

/* The words of vetoes and cues that are next to the name. */
static void lay_beside(const struct gz_layout *l)
{
	const struct gz_veto *vetoes = gz_section(l, GZ_SECTION_VETOES);
	const uint32_t *nodes = gz_section(l, GZ_SECTION_VETO_NODES);

	open_filter(l, GZ_SECTION_BESIDE);
	for (size_t i = 0; i < l->b->vetoes.len; i++) {
		const struct gz_veto *veto = &vetoes[i];
		uint32_t at = veto->tokens + (veto->behind ? 0u : veto->count - 1u);

		add(l, GZ_SECTION_BESIDE,
		    gz_beside_hash(nodes[i], l->b->veto_tokens.ptr[at], veto->behind));
	}
}

void gz_paths_lay(const struct gz_layout *l)
{
	struct gz_slot *slots = gz_section(l, GZ_SECTION_PATH_SLOTS);
	uint32_t count = (uint32_t)l->header->section[GZ_SECTION_PATH_SLOTS].count;
	const struct gz_node *nodes = gz_section(l, GZ_SECTION_NODES);
	uint32_t third = nodes[l->second].first_child;

	memset(slots, 0xff, count * sizeof(*slots)); /* number GZ_NONE */
	lay_single(l);
	lay_beside(l);
	open_filter(l, GZ_SECTION_PAIRS);
	open_filter(l, GZ_SECTION_LONGER);
	for (uint32_t node = l->second; node < l->trie.nodes; node++) {
		uint64_t hash = l->ways[node].hash;

		add(l, node < third ? GZ_SECTION_PAIRS : GZ_SECTION_LONGER, hash);
		gz_slot_place(slots, count, (struct gz_slot){gz_slot_tag(hash), node});
	}
	lay_paths(l);
}
