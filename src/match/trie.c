/*
 * trie.c: finds the names at every token of a field. All that a text can have of a name is known from the
 * hashes of its tokens, by filters; what passes them is asked of the gazetteer many at once, so that memory
 * answers while others are asked; and what it gives is compared with the text.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* So many are asked at once: enough for memory, and few enough that its answers stay in the first-level
 * cache. */
#define BATCH 64

struct gz_matcher {
	const struct gz_gaz *g;
	struct gz_patterns *patterns;
};

bool gz_matcher_open(const struct gz_gaz *g, struct gz_matcher **out, struct gz_error *err)
{
	struct gz_matcher *m = calloc(1, sizeof(*m));

	*out = NULL;
	if (m == NULL)
		return gz_fail_nomem(err);
	m->g = g;
	if (!gz_patterns_open(g, &m->patterns, err)) {
		free(m);
		return false;
	}
	*out = m;
	return true;
}

void gz_matcher_close(struct gz_matcher *m)
{
	if (m == NULL)
		return;
	gz_patterns_close(m->patterns);
	free(m);
}

/* ---- what the gazetteer gives ---------------------------------------------------- */

struct batch {
	struct gz_matching *m;
	const struct gz_patterns *patterns;
	uint32_t count;
	uint32_t counts[2]; /* of single tokens, and of paths: */
	uint8_t place[2][BATCH];
	uint32_t at, from; /* the token whose candidates come, and the first of them */
	struct gz_walk walk[BATCH];
	struct answer {
		uint32_t number;       /* of a token, where the walk has one; else of a node */
		uint32_t names, count; /* that end there */
	} answer[BATCH];
};

/* Token `i` of the name in the text. */
static const struct gz_token *token_of(const struct gz_matching *m, const struct gz_walk *w, uint32_t i)
{
	return &m->tokens->token[w->first + i + (w->skipped > 0 && i >= w->skipped)];
}

static bool is_along(const struct gz_matching *m, const struct gz_walk *w, struct gz_str path)
{
	for (uint32_t i = 0; i < w->in_name; i++) {
		struct gz_str norm = token_of(m, w, i)->norm;

		if (path.len <= norm.len || path.ptr[norm.len] != '\0')
			return false;
		if (norm.len <= GZ_WORD_BYTES ? !gz_same_word(path.ptr, norm.ptr, norm.len)
					      : memcmp(path.ptr, norm.ptr, norm.len) != 0)
			return false;
		path = gz_str_of(path.ptr + norm.len + 1, path.len - norm.len - 1);
	}
	return true;
}

/* Token by token from the root, where the hash led to another node. */
static uint32_t node_along(const struct gz_matching *m, const struct gz_walk *w)
{
	uint32_t node = GZ_TRIE_ROOT;

	for (uint32_t i = 0; i < w->in_name && node != GZ_NONE; i++) {
		const struct gz_token *token = token_of(m, w, i);
		uint32_t number = gz_matching_number(m, (uint32_t)(token - m->tokens->token));

		node = number == GZ_NONE ? GZ_NONE : gz_gaz_child(m->g, node, number);
	}
	return node;
}

/* The node behind the walk, and its names, where they are not those of the answer. */
static void find_path(struct batch *b, struct gz_walk *w, struct answer *a)
{
	w->node = a->number;
	if (is_along(b->m, w, gz_gaz_along(b->m->g, w->node, w->in_name)))
		return;
	w->node = node_along(b->m, w);
	a->names = gz_gaz_at(b->m->g, w->node, &a->count);
}

/* The same behind a single token, which may be an anchor. False when memory ran out. */
static bool find_token(struct batch *b, struct gz_walk *w, struct answer *a)
{
	struct gz_matching *m = b->m;
	const struct gz_token *token = &m->tokens->token[w->first];

	if (!gz_gaz_token_is(m->g, a->number, token->norm)) {
		a->number = gz_gaz_token_hashed(m->g, token->norm, token->hash);
		a->names = gz_gaz_token_names(m->g, a->number, &a->count);
	}
	m->number[w->first] = a->number;
	w->node = gz_gaz_token_node(m->g, a->number);
	return !gz_gaz_is_anchor(m->g, a->number) || !gz_patterns_anchor(b->patterns, a->number) ||
	       GZ_PUSH(&m->anchors, w->first);
}

/* Puts what begins at one token in order, when that of the next comes. */
static void settle(struct batch *b, uint32_t next)
{
	if (b->m->count > b->from + 1)
		gz_matching_settle(b->m, b->from);
	b->from = b->m->count;
	b->at = next;
}

/* Asks for what the single tokens of the batch are, or its paths: apart, for which of them comes next is hard to
 * foresee. */
static inline __attribute__((always_inline)) void ask_for(struct batch *b, bool path)
{
	const struct gz_gaz *g = b->m->g;
	const uint8_t *place = b->place[path];

	for (uint32_t i = 0; i < b->counts[path]; i++)
		b->answer[place[i]].number = gz_gaz_guess(g, b->walk[place[i]].hash, path);
	for (uint32_t i = 0; i < b->counts[path]; i++) {
		struct answer *a = &b->answer[place[i]];

		if (a->number != GZ_NONE)
			a->names = gz_gaz_expect_names(g, a->number, path, &a->count);
	}
	b->counts[path] = 0;
}

/* Asks for all walks of the batch, and notes what they find. */
static bool answer(struct batch *b)
{
	ask_for(b, false);
	ask_for(b, true);
	for (uint32_t i = 0; i < b->count; i++) {
		struct gz_walk *w = &b->walk[i];

		if (b->answer[i].number == GZ_NONE)
			continue;
		if (w->in_name > 1)
			find_path(b, w, &b->answer[i]);
		else if (!find_token(b, w, &b->answer[i]))
			return false;
		if (b->at != w->first)
			settle(b, w->first);
		if (b->answer[i].count > 0 &&
		    !gz_matching_note(b->m, w, b->answer[i].names, b->answer[i].count))
			return false;
	}
	b->count = 0;
	return true;
}

/* Field by field, as in fill() of note.c. */
static inline bool ask(struct batch *b, const struct gz_walk *w)
{
	const bool path = w->in_name > 1;
	struct gz_walk *to;

	if (b->count == BATCH && !answer(b))
		return false;
	gz_gaz_expect(b->m->g, w->hash, path);
	b->place[path][b->counts[path]++] = (uint8_t)b->count;
	to = &b->walk[b->count++];
	to->hash = w->hash;
	to->hard = w->hard;
	to->first = w->first;
	to->count = w->count;
	to->in_name = w->in_name;
	to->skipped = w->skipped;
	return true;
}

/* ---- what the filters tell -------------------------------------------------------- */

/* A middle initial may stand between two parts of a person's name: Rex W. Tillerson. Where a field has case
 * it is a capital: the s of a possessive is none. */
static inline bool may_be_initial(const struct gz_token *token, unsigned has_case)
{
	/* One number, that no compiler makes two branches of it: capitals are hard to foresee. */
	return ((token->norm.len ^ 1) | (has_case & (token->shape <= GZ_LOWER))) == 0;
}

static bool is_initial(const struct gz_tokens *tokens, uint32_t at)
{
	const struct gz_token *token = &tokens->token[at];

	return may_be_initial(token, tokens->has_case) && token->norm.ptr[0] >= 'a' &&
	       token->norm.ptr[0] <= 'z' && token->gap < GZ_GAP_HARD;
}

/* Goes on to the token of the text at `at`, if a name may. */
static inline bool go_on(const struct gz_matching *m, struct gz_walk *w, uint32_t at)
{
	uint64_t hash = gz_pair_hash(w->hash, m->tokens->token[at].hash);

	if (!gz_filter_has(w->in_name == 1 ? m->g->pairs : m->g->longer, hash))
		return false;
	w->hash = hash;
	w->hard |= (uint64_t)(m->tokens->token[at].gap >= GZ_GAP_HARD) << w->in_name;
	w->count = at + 1 - w->first;
	w->in_name++;
	return true;
}

/* Asks for every name that may go on from here. */
static bool walk_on(struct batch *b, struct gz_walk w)
{
	const struct gz_tokens *tokens = b->m->tokens;

	for (;;) {
		uint32_t at = w.first + w.count;

		if (w.in_name > 1 && !ask(b, &w))
			return false;
		if (at >= tokens->count || w.in_name == GZ_DEEPEST ||
		    tokens->token[at].gap == GZ_GAP_PARAGRAPH || tokens->token[at].barred)
			return true;
		if (w.skipped == 0 && is_initial(tokens, at) && at + 1 < tokens->count &&
		    tokens->token[at + 1].gap < GZ_GAP_HARD && !tokens->token[at + 1].barred) {
			struct gz_walk skip = w;

			skip.skipped = w.in_name;
			if (go_on(b->m, &skip, at + 1) && !walk_on(b, skip))
				return false;
		}
		if (!go_on(b->m, &w, at))
			return true;
	}
}

/* Where a name can begin, or a rule looks around: the token, and whether it may stand alone or go on. */
#define ALONE	1u
#define GOES_ON 2u
struct start {
	uint32_t token;
	uint32_t may;
};

/* What decides of every token whether it is a start. */
struct sieve {
	const struct gz_tokens *tokens;
	struct gz_filter pairs;
	struct gz_filter single[2]; /* of a token as it is, and in small letters where there is case */
	unsigned has_case;
};

/* Tokens are sieved so many at a time: first their pairs are hashed, and memory is asked for what the filter
 * has of them. */
#define TOGETHER 64

static __attribute__((noinline)) void hash_pairs(const struct sieve *s, uint32_t from, uint32_t end,
						 uint64_t *pair)
{
	const struct gz_token *token = s->tokens->token + from;
	const struct gz_filter pairs = s->pairs;

	for (uint32_t i = from; i < end; i++, token++, pair++) {
		*pair = gz_pair_hash(token[0].hash, token[1].hash);
		gz_filter_expect(pairs, *pair);
	}
}

/* A name may go on behind the initial at `at`. */
static __attribute__((noinline)) bool passes_initial(const struct sieve *s, uint32_t at)
{
	const struct gz_token *token = &s->tokens->token[at];

	return at + 1 < s->tokens->count && is_initial(s->tokens, at) &&
	       gz_filter_has(s->pairs, gz_pair_hash(token[-1].hash, token[1].hash));
}

/* Adds the starts among these tokens, behind which there is another one, to `start`. Returns the end. Without
 * branches but for initials, which are rare: this loop sees every token. It is no part of another function,
 * so that what it needs stays in registers. */
static __attribute__((noinline)) struct start *sieve(const struct sieve *s, uint32_t from, uint32_t end,
						     const uint64_t *pair, struct start *start)
{
	const struct gz_token *token = s->tokens->token + from;

	for (uint32_t i = from; i < end; i++, token++, pair++) {
		const struct gz_filter *single = &s->single[s->has_case & (token->shape <= GZ_LOWER)];
		unsigned alone = gz_filter_has(*single, token->hash);
		unsigned goes_on = gz_filter_has(s->pairs, *pair);

		if (may_be_initial(&token[1], s->has_case))
			goes_on |= passes_initial(s, i + 1);
		start->token = i;
		start->may = alone | goes_on << 1;
		start += start->may != 0;
	}
	return start;
}

/* Finds the tokens that pass the filters, which most do not. Returns their number. */
static uint32_t find_starts(const struct gz_matching *m, struct start *out)
{
	const struct gz_gaz *g = m->g;
	const struct sieve s = {
		.tokens = m->tokens,
		.pairs = g->pairs,
		.single = {g->stand, m->all ? g->stand : g->small},
		.has_case = m->tokens->has_case,
	};
	const uint32_t last = m->tokens->count - 1;
	struct start *start = out;
	uint64_t pair[TOGETHER];

	for (uint32_t from = 0; from < last; from += TOGETHER) {
		uint32_t end = last - from < TOGETHER ? last : from + TOGETHER;

		hash_pairs(&s, from, end, pair);
		start = sieve(&s, from, end, pair, start);
	}
	*start = (struct start){last, ALONE};
	return (uint32_t)(start - out) + gz_filter_has(g->stand, m->tokens->token[last].hash);
}

/* So many starts ahead, memory is asked for the filter's word of their first three tokens. */
#define AHEAD 20

static inline void look_ahead(const struct gz_matching *m, const struct start *start)
{
	const struct gz_token *token = &m->tokens->token[start->token];

	if (start->may & GOES_ON && start->token + 2 < m->tokens->count)
		gz_filter_expect(m->g->longer,
				 gz_pair_hash(gz_pair_hash(token->hash, token[1].hash), token[2].hash));
}

static bool walk_starts(struct gz_matching *m, const struct gz_patterns *patterns, const struct start *start,
			uint32_t count)
{
	struct batch b;

	b.m = m;
	b.patterns = patterns;
	b.count = b.from = b.counts[0] = b.counts[1] = 0;
	b.at = GZ_NONE;
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_token *token = &m->tokens->token[start[i].token];
		struct gz_walk w = {.first = start[i].token, .count = 1, .in_name = 1, .hash = token->hash};

		if (i + AHEAD < count)
			look_ahead(m, &start[i + AHEAD]);
		if (token->barred)
			continue;
		if (start[i].may & ALONE && !ask(&b, &w))
			return false;
		if (start[i].may & GOES_ON && !walk_on(&b, w))
			return false;
	}
	if (!answer(&b))
		return false;
	settle(&b, GZ_NONE);
	return true;
}

static bool walk_field(struct gz_matching *m, const struct gz_patterns *patterns)
{
	size_t tokens = m->tokens->count;
	struct start *start;
	uint32_t count;

	if (tokens == 0)
		return true;
	start = gz_arena_alloc(m->arena, tokens * sizeof(*start));
	if (start == NULL)
		return false;
	count = find_starts(m, start);
	return gz_matching_expect(m, count) && walk_starts(m, patterns, start, count);
}

/* What stands apart moves to the arena. */
static bool keep_apart(struct gz_matching *m, struct gz_candidates *out)
{
	out->given_up_count = (uint32_t)m->given_up.len;
	if (m->given_up.len > 0) {
		out->given_up = gz_arena_alloc(m->arena, m->given_up.len * sizeof(*out->given_up));
		if (out->given_up == NULL)
			return false;
		memcpy(out->given_up, m->given_up.ptr, m->given_up.len * sizeof(*out->given_up));
	}
	out->small_count = (uint32_t)m->small.len;
	if (m->small.len == 0)
		return true;
	out->small = gz_arena_alloc(m->arena, m->small.len * sizeof(*out->small));
	if (out->small == NULL)
		return false;
	memcpy(out->small, m->small.ptr, m->small.len * sizeof(*out->small));
	return true;
}

bool gz_match(struct gz_matcher *matcher, const struct gz_tokens *tokens, struct gz_arena *arena, bool all,
	      struct gz_candidates *out, struct gz_error *err)
{
	struct gz_matching m = {.all = all, .g = matcher->g, .tokens = tokens, .arena = arena};
	uint32_t named;
	bool good;

	m.number = gz_arena_alloc(arena, ((size_t)tokens->count + 1) * sizeof(*m.number));
	if (m.number == NULL)
		return gz_fail_nomem(err);
	memset(m.number, GZ_UNASKED & 0xff, tokens->count * sizeof(*m.number));
	good = walk_field(&m, matcher->patterns) || gz_fail_nomem(err);
	named = m.count;
	good = good && gz_patterns_match(matcher->patterns, &m, err);
	if (good && m.count > named)
		gz_matching_settle(&m, 0);
	*out = (struct gz_candidates){.ptr = m.found, .count = m.count, .token = m.number};
	good = good && (keep_apart(&m, out) || gz_fail_nomem(err));
	GZ_VEC_FREE(&m.small);
	GZ_VEC_FREE(&m.anchors);
	GZ_VEC_FREE(&m.given_up);
	return good;
}
