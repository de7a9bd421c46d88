/* trie.c: the token trie: grown by hash while names are added, then laid out with the children of a node in a
 * row. */
#include <stdlib.h>
#include <string.h>

#include "build.h"

static uint64_t edge_hash(uint32_t node, uint32_t token)
{
	uint64_t x = ((uint64_t)node << 32 | token) * 0x9e3779b97f4a7c15u;

	return x ^ x >> 29;
}

static struct gz_edge *find_edge(const struct gz_trie *t, uint32_t node, uint32_t token)
{
	size_t at = (size_t)edge_hash(node, token) & (t->cap - 1);

	while (t->edges[at].child != GZ_NONE && (t->edges[at].node != node || t->edges[at].token != token))
		at = (at + 1) & (t->cap - 1);
	return &t->edges[at];
}

static bool grow_trie(struct gz_trie *t)
{
	struct gz_trie bigger = *t;

	bigger.cap = t->cap ? t->cap * 2 : 1024;
	bigger.edges = malloc(bigger.cap * sizeof(*bigger.edges));
	if (bigger.edges == NULL)
		return false;
	memset(bigger.edges, 0xff, bigger.cap * sizeof(*bigger.edges));
	for (size_t i = 0; i < t->cap; i++) {
		if (t->edges[i].child != GZ_NONE)
			*find_edge(&bigger, t->edges[i].node, t->edges[i].token) = t->edges[i];
	}
	free(t->edges);
	*t = bigger;
	return true;
}

void gz_trie_free(struct gz_trie *t)
{
	free(t->edges);
	*t = (struct gz_trie){0};
}

uint32_t gz_token_intern(struct gz_build *b, const struct gz_token *token)
{
	struct gz_keys keys = gz_token_keys(b);
	uint32_t known = gz_dictionary_find(&b->token_by_norm, &keys, token->norm, token->hash);
	struct gz_ref text;

	if (known != GZ_NONE)
		return known;
	known = (uint32_t)b->tokens.len;
	if (!gz_dictionary_add(&b->token_by_norm, token->hash, known))
		return GZ_NONE;
	text = gz_build_text(b, token->norm);
	if (text.at == GZ_NONE || !GZ_PUSH(&b->tokens, text) || !GZ_PUSH(&b->flags, 0))
		return GZ_NONE;
	return known;
}

uint32_t gz_trie_insert(struct gz_build *b, const struct gz_tokens *tokens)
{
	uint32_t node = GZ_TRIE_ROOT;

	if (b->trie.nodes == 0)
		b->trie.nodes = 1; /* the root */
	for (uint32_t i = 0; i < tokens->count; i++) {
		uint32_t token = gz_token_intern(b, &tokens->token[i]);
		struct gz_edge *edge;

		if (token == GZ_NONE || (b->trie.count * 2 >= b->trie.cap && !grow_trie(&b->trie)))
			return GZ_NONE;
		edge = find_edge(&b->trie, node, token);
		if (edge->child == GZ_NONE) {
			*edge = (struct gz_edge){node, token, b->trie.nodes++};
			b->trie.count++;
		}
		node = edge->child;
	}
	return node;
}

/* ---- layout -------------------------------------------------------------------- */

static int by_parent(const void *a, const void *b)
{
	const struct gz_edge *x = a, *y = b;

	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	return (x->token > y->token) - (x->token < y->token);
}

/* The edges of each node in a row, by counting: edges of node n are out[first[n]] .. */
static void group_edges(const struct gz_trie *t, uint32_t *first, struct gz_edge *out)
{
	for (size_t i = 0; i < t->cap; i++) {
		if (t->edges[i].child != GZ_NONE)
			first[t->edges[i].node + 1]++;
	}
	for (uint32_t node = 0; node < t->nodes; node++)
		first[node + 1] += first[node];
	for (size_t i = 0; i < t->cap; i++) {
		if (t->edges[i].child != GZ_NONE)
			out[first[t->edges[i].node]++] = t->edges[i];
	}
	for (uint32_t node = t->nodes; node > 0; node--)
		first[node] = first[node - 1];
	first[0] = 0;
	for (uint32_t node = 0; node < t->nodes; node++) {
		if (first[node + 1] - first[node] > 1)
			qsort(out + first[node], first[node + 1] - first[node], sizeof(*out), by_parent);
	}
}

static void renumber(gz_pairs *pairs, const uint32_t *number)
{
	for (size_t i = 0; i < pairs->len; i++)
		pairs->ptr[i].owner = number[pairs->ptr[i].owner];
}

bool gz_trie_lay(struct gz_build *b, uint32_t *first_child, uint32_t *edge, uint32_t **renumbered)
{
	struct gz_trie *t = &b->trie;
	uint32_t *first = calloc((size_t)t->nodes + 2, sizeof(*first));
	uint32_t *queue = calloc((size_t)t->nodes + 1, sizeof(*queue));
	struct gz_edge *grouped = calloc(t->count + 1, sizeof(*grouped));
	bool good = first != NULL && queue != NULL && grouped != NULL;
	uint32_t next = 1;

	if (good) {
		group_edges(t, first, grouped);
		gz_trie_free(&(struct gz_trie){.edges = t->edges});
		t->edges = NULL;
		queue[0] = GZ_TRIE_ROOT;
		edge[0] = GZ_NONE;
		for (uint32_t n = 0; n < t->nodes; n++) { /* breadth first: the queue is the new order */
			first_child[n] = next;
			for (uint32_t i = first[queue[n]]; i < first[queue[n] + 1]; i++) {
				edge[next] = grouped[i].token;
				queue[next++] = grouped[i].child;
			}
		}
		first_child[t->nodes] = next;
		for (uint32_t n = 0; n < t->nodes; n++) /* `first` is used up: it becomes the new numbers */
			first[queue[n]] = n;
		renumber(&b->names_at, first);
		renumber(&b->vetoes_at, first);
	}
	free(queue);
	free(grouped);
	if (!good) {
		free(first);
		first = NULL;
	}
	*renumbered = first;
	return good;
}
