/*
 * trie.c: the walk of the token trie: from every token that can begin a name, as far as the text goes
 * along with the gazetteer, noting every name on the way.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* More candidates than these at one token are sorted properly. */
#define MANY 32

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

/* Room for one candidate more; NULL when memory ran out. */
static struct gz_candidate *room(struct gz_matching *m)
{
	if (m->count == m->cap) {
		uint32_t cap = m->cap ? m->cap * 2 : 64;
		struct gz_candidate *moved = gz_arena_alloc(m->arena, cap * sizeof(*moved));

		if (moved == NULL)
			return NULL;
		if (m->count > 0)
			memcpy(moved, m->found, m->count * sizeof(*moved));
		m->found = moved;
		m->cap = cap;
	}
	return &m->found[m->count];
}

bool gz_matching_add(struct gz_matching *m, const struct gz_candidate *candidate)
{
	struct gz_candidate *to = room(m);

	if (to == NULL)
		return false;
	*to = *candidate;
	m->count++;
	return true;
}

/* Where a walk stands. */
struct walk {
	uint32_t node;
	uint32_t first, count; /* tokens of the text */
	uint32_t in_name;      /* tokens of the name: fewer where an initial was skipped */
	uint64_t hard;         /* bit i: a hard gap in front of token i of the name */
	bool skipped_initial;
};

static bool written_alike(const struct gz_matching *m, uint32_t first, const struct gz_name *name)
{
	const struct gz_tokens *tokens = m->tokens;

	for (uint32_t i = 0; i < name->tokens; i++) {
		const struct gz_token *token = &tokens->token[first + i];

		if (!gz_str_eq(gz_str_of(tokens->text.ptr + token->start, token->end - token->start),
			       gz_gaz_written(m->g, name, i)))
			return false;
	}
	return true;
}

static bool veto_holds(const struct gz_matching *m, const struct gz_veto *veto, uint32_t first,
		       uint32_t count)
{
	uint32_t from = veto->behind ? first + count : first - veto->count;
	const uint32_t *words = gz_gaz_veto_tokens(m->g, veto);

	if (veto->behind ? from + veto->count > m->tokens->count : first < veto->count)
		return false;
	for (uint32_t i = 0; i < veto->count; i++) {
		/* The gap between the words and the name must be soft, and those between the words too. */
		uint32_t gap_at = veto->behind ? from + i : from + i + 1;

		if (gz_matching_number(m, from + i) != words[i] || m->tokens->token[gap_at].gap >= GZ_GAP_HARD)
			return false;
	}
	return true;
}

/* Looks at the words beside a name that the gazetteer knows to refuse it, or to show that it is meant. */
static void look_beside(const struct gz_matching *m, const struct walk *w, bool *vetoed, bool *cued)
{
	uint32_t count;
	const struct gz_veto *veto = gz_gaz_vetoes(m->g, w->node, &count);

	*vetoed = *cued = false;
	for (uint32_t i = 0; i < count; i++) {
		if (!(veto[i].cue ? *cued : *vetoed) && veto_holds(m, &veto[i], w->first, w->count))
			*(veto[i].cue ? cued : vetoed) = true;
	}
}

/* Is it in small letters, where capitals would tell a name? */
static bool is_small(const struct gz_matching *m, const struct gz_token *token)
{
	return m->tokens->has_case & (token->shape <= GZ_LOWER);
}

static struct gz_candidate made(const struct gz_matching *m, const struct walk *w, uint32_t name, bool vetoed, bool cued)
{
	/* A wild number of a damaged gazetteer is no pattern's. */
	return (struct gz_candidate){.first = w->first, .count = w->count, .name = gz_clamp(name, m->g->name_count),
				     .vetoed = vetoed, .cued = cued, .skipped_initial = w->skipped_initial};
}

/* One candidate for all who bear a surname. */
static bool share(struct gz_matching *m, const struct walk *w, uint32_t first, uint32_t bearers, bool vetoed, bool cued)
{
	struct gz_candidate *to = room(m);

	if (to == NULL)
		return false;
	*to = made(m, w, first, vetoed, cued);
	to->bearers = bearers;
	m->count++;
	return true;
}

/* Notes the names that end where the walk stands. */
static bool note(struct gz_matching *m, const struct walk *w)
{
	uint32_t count;
	const uint32_t names = gz_gaz_at(m->g, w->node, &count);
	const bool lowered = w->count == 1 && is_small(m, &m->tokens->token[w->first]);
	bool vetoed, cued;

	if (count == 0)
		return true;
	if (gz_gaz_name(m->g, names)->beside)
		look_beside(m, w, &vetoed, &cued);
	else
		vetoed = cued = false;
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(m->g, names + i);
		struct gz_candidate *to;

		if (gz_name_is_shared(name))
			return (lowered && gz_name_needs_capital(name)) || w->hard != 0 || w->skipped_initial ||
			       share(m, w, names + i, count - i, vetoed, cued);
		if (lowered && gz_name_needs_capital(name)) {
			if (m->all && !GZ_PUSH(&m->small, made(m, w, names + i, vetoed, cued)))
				return false;
			continue;
		}
		if ((w->hard & ~name->hard) != 0)
			continue;
		if (w->skipped_initial && (name->kind != GZ_NAME_ENTITY || name->exact ||
					   gz_gaz_entry(m->g, name->target)->type != GZ_PERSON))
			continue;
		to = room(m);
		if (to == NULL)
			return false;
		*to = made(m, w, names + i, vetoed, cued);
		to->exact = name->exact && name->tokens == w->count && written_alike(m, w->first, name);
		m->count++;
	}
	return true;
}

/* A middle initial may stand between two parts of a person's name: Rex W. Tillerson. */
static bool is_initial(const struct gz_token *token)
{
	return token->norm.len == 1 && token->norm.ptr[0] >= 'a' && token->norm.ptr[0] <= 'z' &&
	       token->gap < GZ_GAP_HARD;
}

/* The node behind a token of the text, or GZ_NONE. */
static uint32_t step(const struct gz_matching *m, uint32_t node, uint32_t at)
{
	uint32_t number = gz_matching_number(m, at);

	return number == GZ_NONE ? GZ_NONE : gz_gaz_child(m->g, node, number);
}

/* The node behind the walk's, by the token of the text at `at`; or GZ_NONE. */
static uint32_t go_on(const struct gz_matching *m, const struct walk *w, uint32_t at)
{
	const struct gz_token *token = m->tokens->token;

	if (w->in_name > 1)
		return step(m, w->node, at);
	if (!gz_filter_pair(m->g->pairs, token[w->first].hash, token[at].hash))
		return GZ_NONE;
	return gz_gaz_second(m->g, w->node, gz_pair_hash(token[w->first].hash, token[at].hash), token[at].norm);
}

static bool walk_on(struct gz_matching *m, const struct walk *from)
{
	struct walk w = *from;
	const struct gz_tokens *tokens = m->tokens;

	for (;;) {
		uint32_t at = w.first + w.count;
		uint32_t child;

		if (!note(m, &w))
			return false;
		if (at >= tokens->count || w.in_name == 64 || tokens->token[at].gap == GZ_GAP_PARAGRAPH ||
		    tokens->token[at].barred)
			return true;
		if (!w.skipped_initial && is_initial(&tokens->token[at]) && at + 1 < tokens->count &&
		    tokens->token[at + 1].gap < GZ_GAP_HARD && (child = go_on(m, &w, at + 1)) != GZ_NONE) {
			struct walk skip = w;

			skip.node = child;
			skip.count += 2;
			skip.in_name += 1;
			skip.skipped_initial = true;
			if (!walk_on(m, &skip))
				return false;
		}
		child = go_on(m, &w, at);
		if (child == GZ_NONE)
			return true;
		if (tokens->token[at].gap >= GZ_GAP_HARD)
			w.hard |= (uint64_t)1 << w.in_name;
		w.node = child;
		w.count++;
		w.in_name++;
	}
}

/* By first token, then longest, then name, found directly before by skipping an initial. */
static int by_place(const void *a, const void *b, void *g)
{
	const struct gz_candidate *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	if (x->minted != NULL && y->minted != NULL)
		return gz_str_cmp(gz_id_of(g, x->minted), gz_id_of(g, y->minted));
	return x->skipped_initial - y->skipped_initial;
}

/* Settles the order of what begins at one token: mostly one or two names. */
static void settle(struct gz_matching *m, uint32_t from)
{
	if (m->count - from > MANY) {
		qsort_r(m->found + from, m->count - from, sizeof(*m->found), by_place, (void *)m->g);
		return;
	}
	for (uint32_t i = from + 1; i < m->count; i++) {
		struct gz_candidate moved = m->found[i];
		uint32_t at = i;

		for (; at > from && by_place(&m->found[at - 1], &moved, (void *)m->g) > 0; at--)
			m->found[at] = m->found[at - 1];
		m->found[at] = moved;
	}
}

/* The tokens at which a name can begin, or around which a rule looks: by the filters, which most do not pass. Without
 * branches but for initials, which are rare: this loop sees every token. */
static uint32_t find_starts(const struct gz_matching *m, uint32_t *starts)
{
	const struct gz_token *token = m->tokens->token;
	const struct gz_gaz *g = m->g;
	const struct gz_filter pairs = g->pairs;
	const uint64_t *const stand[2] = {g->stand.words, m->all ? g->stand.words : g->small.words};
	const unsigned shift = g->stand.shift;
	uint32_t count = 0, last = m->tokens->count;

	for (uint32_t i = 0; i + 1 < last; i++) {
		uint64_t hash = token[i].hash;
		const struct gz_filter alone = {stand[is_small(m, &token[i])], shift};
		unsigned may = gz_filter_stand(alone, hash) | (unsigned)gz_filter_pair(pairs, hash, token[i + 1].hash);

		if (token[i + 1].norm.len == 1 && i + 2 < last && is_initial(&token[i + 1]))
			may |= gz_filter_pair(pairs, hash, token[i + 2].hash);
		starts[count] = i;
		count += may & !token[i].barred;
	}
	if (last > 0 && gz_filter_stand(g->stand, token[last - 1].hash) && !token[last - 1].barred)
		starts[count++] = last - 1;
	return count;
}

/* Of so many tokens ahead of the walk the next step is fetched, so that memory has answered when it comes there. */
#define AHEAD 4

static void look_ahead(const struct gz_matching *m, const uint32_t *starts, uint32_t s, uint32_t count)
{
	for (uint32_t step = 0; step < 4; step++) {
		uint32_t ahead = s + (4 - step) * AHEAD;
		const struct gz_token *token;

		if (ahead >= count)
			continue;
		token = &m->tokens->token[starts[ahead]];
		gz_gaz_expect(m->g, token->hash, (enum gz_ahead)step);
		if (starts[ahead] + 1 < m->tokens->count && gz_filter_pair(m->g->pairs, token->hash, token[1].hash))
			gz_gaz_expect_second(m->g, gz_pair_hash(token->hash, token[1].hash), (enum gz_ahead)step);
	}
}

static bool walk_field(struct gz_matching *m, const struct gz_patterns *patterns)
{
	uint32_t *starts = gz_arena_alloc(m->arena, ((size_t)m->tokens->count + 1) * sizeof(*starts)), count;

	if (starts == NULL)
		return false;
	count = find_starts(m, starts);
	m->cap = count + count / 2 + 16;
	m->found = gz_arena_alloc(m->arena, m->cap * sizeof(*m->found));
	if (m->found == NULL)
		return false;
	for (uint32_t s = 0; s < count; s++) {
		struct walk w = {.first = starts[s], .count = 1, .in_name = 1};
		uint32_t from = m->count, number;

		look_ahead(m, starts, s, count);
		number = gz_matching_number(m, w.first);
		if (number == GZ_NONE)
			continue;
		if (gz_patterns_anchor(patterns, number) && !GZ_PUSH(&m->anchors, w.first))
			return false;
		w.node = gz_gaz_child(m->g, GZ_TRIE_ROOT, number);
		if (w.node != GZ_NONE && !walk_on(m, &w))
			return false;
		if (m->count > from + 1)
			settle(m, from);
	}
	return true;
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
		qsort_r(m.found, m.count, sizeof(*m.found), by_place, (void *)m.g);
	*out = (struct gz_candidates){.ptr = m.found, .count = m.count, .token = m.number};
	good = good && (keep_apart(&m, out) || gz_fail_nomem(err));
	GZ_VEC_FREE(&m.small);
	GZ_VEC_FREE(&m.anchors);
	GZ_VEC_FREE(&m.given_up);
	return good;
}
