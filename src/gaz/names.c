/* names.c: names into the token dictionary and the trie, with their marks. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

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

uint32_t gz_gaz_child(const struct gz_gaz *g, uint32_t node, uint32_t token)
{
	return g->trie.cap ? find_edge(&g->trie, node, token)->child : GZ_NONE;
}

uint32_t gz_token_intern(struct gz_gaz *g, struct gz_str norm)
{
	uint32_t *known = gz_map_get(&g->token_by_norm, norm);
	struct gz_str kept;

	if (known != NULL)
		return *known;
	kept = gz_arena_str(&g->arena, norm);
	if (kept.ptr == NULL || !GZ_PUSH(&g->token_flags, 0) ||
	    gz_map_put(&g->token_by_norm, kept, (uint32_t)(g->token_flags.len - 1), NULL) == NULL)
		return GZ_NONE;
	return (uint32_t)(g->token_flags.len - 1);
}

uint32_t gz_trie_insert(struct gz_gaz *g, const struct gz_tokens *tokens)
{
	uint32_t node = GZ_TRIE_ROOT;

	if (g->trie.nodes == 0)
		g->trie.nodes = 1; /* the root */
	for (uint32_t i = 0; i < tokens->count; i++) {
		uint32_t token = gz_token_intern(g, tokens->token[i].norm);
		struct gz_edge *edge;

		if (token == GZ_NONE || (g->trie.count * 2 >= g->trie.cap && !grow_trie(&g->trie)))
			return GZ_NONE;
		if (i == 0)
			g->token_flags.ptr[token] |= GZ_TOKEN_BEGINS;
		edge = find_edge(&g->trie, node, token);
		if (edge->child == GZ_NONE) {
			*edge = (struct gz_edge){node, token, g->trie.nodes++};
			g->trie.count++;
		}
		node = edge->child;
	}
	return node;
}

/* Cuts the marks off. */
static struct gz_str without_marks(struct gz_str text, struct gz_name *name)
{
	while (text.len > 1 && (text.ptr[0] == '=' || text.ptr[0] == '?')) {
		name->exact |= text.ptr[0] == '=';
		name->ambiguous |= text.ptr[0] == '?';
		text = gz_str_of(text.ptr + 1, text.len - 1);
	}
	return gz_str_trim(text);
}

/* An alias in capitals, of few letters: NATO, U.S., BP. */
static bool is_acronym(const struct gz_tokens *tokens)
{
	size_t letters = 0;

	for (uint32_t i = 0; i < tokens->count; i++) {
		const struct gz_token *token = &tokens->token[i];

		if (token->shape == GZ_CASELESS && token->norm.len > 0 && (unsigned char)token->norm.ptr[0] >= 0x80)
			return false; /* a script without case */
		if (token->shape != GZ_CASELESS && token->shape != GZ_UPPER)
			return false;
		letters += token->shape == GZ_UPPER ? token->norm.len : 0;
	}
	return letters >= 2 && letters <= 8 && (tokens->count == 1 || letters <= tokens->count);
}

static bool keep_written(struct gz_gaz *g, const struct gz_tokens *tokens, struct gz_name *name)
{
	struct gz_str *written = gz_arena_alloc(&g->arena, tokens->count * sizeof(*written));

	if (written == NULL)
		return false;
	for (uint32_t i = 0; i < tokens->count; i++) {
		const struct gz_token *token = &tokens->token[i];

		written[i] = gz_str_of(name->text.ptr + token->start, token->end - token->start);
	}
	name->written = written;
	return true;
}

bool gz_name_add(struct gz_loader *l, const struct gz_row *row, int cell, const struct gz_new_name *new)
{
	struct gz_gaz *g = l->g;
	struct gz_name name = {.target = new->target, .kind = (uint8_t)new->kind, .via = (uint8_t)new->via};
	struct gz_tokens tokens;
	struct gz_error err;
	uint32_t node;

	name.text = gz_arena_str(&g->arena, without_marks(new->text, &name));
	if (name.text.ptr == NULL || !gz_text_tokenize(name.text, &l->scratch, &tokens, &err))
		return gz_load_nomem(l);
	if (tokens.count == 0)
		return gz_load_fault_of(l, "empty-name", row, cell, "the name '%.*s' has no letters and no digits", GZ_ARG(new->text));
	if (tokens.count > GZ_NAME_TOKENS_MAX)
		return gz_load_fault(l, row, cell, "a name of %u tokens (%d at most)", tokens.count, GZ_NAME_TOKENS_MAX);
	name.tokens = (uint8_t)tokens.count;
	for (uint32_t i = 0; i < tokens.count; i++) {
		if (i > 0 && tokens.token[i].gap >= GZ_GAP_HARD)
			name.hard |= (uint64_t)1 << i;
		if (name.shape == GZ_CASELESS)
			name.shape = tokens.token[i].shape;
	}
	if (name.via == GZ_VIA_ALIAS && is_acronym(&tokens))
		name.via = GZ_VIA_ACRONYM;
	node = gz_trie_insert(g, &tokens);
	if (node == GZ_NONE || (name.exact && !keep_written(g, &tokens, &name)) || !GZ_PUSH(&g->names, name) ||
	    !GZ_PUSH(&g->names_at, ((struct gz_pair){node, (uint32_t)(g->names.len - 1)})))
		return gz_load_nomem(l);
	if (l->records.keep &&
	    !GZ_PUSH(&l->records.names, ((struct gz_origin){row->file, row->line, row->column[cell]})))
		return gz_load_nomem(l);
	if (name.kind != GZ_NAME_TITLE &&
	    !GZ_PUSH(&g->names_of, ((struct gz_pair){new->target, (uint32_t)(g->names.len - 1)})))
		return gz_load_nomem(l);
	return true;
}

uint32_t gz_title_intern(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text)
{
	struct gz_gaz *g = l->g;
	struct gz_title title = {0};
	struct gz_error err;
	struct gz_str folded;
	uint32_t *known;

	if (!gz_text_fold(text, &l->scratch, &folded, &err))
		return gz_load_nomem(l), GZ_NONE;
	known = gz_map_get(&g->title_by_text, folded);
	if (known != NULL)
		return *known;
	title.text = gz_arena_str(&g->arena, folded);
	if (title.text.ptr == NULL || !GZ_PUSH(&g->titles, title) ||
	    gz_map_put(&g->title_by_text, title.text, (uint32_t)(g->titles.len - 1), NULL) == NULL)
		return gz_load_nomem(l), GZ_NONE;
	if (!gz_name_add(l, row, cell,
			 &(struct gz_new_name){text, GZ_NAME_TITLE, GZ_VIA_TITLE, (uint32_t)(g->titles.len - 1)}))
		return GZ_NONE;
	return (uint32_t)(g->titles.len - 1);
}
