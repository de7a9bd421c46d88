/*
 * note.c: the names that end where a walk of the trie stands become candidates: all of them, one for the
 * bearers of a surname, or none, by case, gaps and the words beside them.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* More candidates than these at one token are sorted properly. */
#define MANY 32

static __attribute__((noinline)) bool grow(struct gz_matching *m)
{
	uint32_t cap = m->cap ? m->cap * 2 : 64;
	struct gz_candidate *moved = gz_arena_alloc(m->arena, cap * sizeof(*moved));

	if (moved == NULL)
		return false;
	if (m->count > 0)
		memcpy(moved, m->found, m->count * sizeof(*moved));
	m->found = moved;
	m->cap = cap;
	return true;
}

/* Room for one candidate more; NULL when memory ran out. */
static inline struct gz_candidate *room(struct gz_matching *m)
{
	return m->count < m->cap || grow(m) ? &m->found[m->count] : NULL;
}

bool gz_matching_expect(struct gz_matching *m, uint32_t count)
{
	m->cap = count + count / 2 + 16;
	m->found = gz_arena_alloc(m->arena, m->cap * sizeof(*m->found));
	return m->found != NULL;
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

/* Each token as in the gazetteer, and periods between them only where it has some: J.J. is no J&J. */
static bool written_alike(const struct gz_matching *m, uint32_t first, const struct gz_name *name)
{
	const struct gz_tokens *tokens = m->tokens;
	struct gz_str rest = gz_gaz_spelling(m->g, name);

	for (uint32_t i = 0; i < name->tokens; i++) {
		const struct gz_token *token = &tokens->token[first + i];
		struct gz_str written = gz_gaz_written(m->g, name, i);
		const char *at = gz_str_starts(rest, written)
					 ? rest.ptr
					 : memmem(rest.ptr, rest.len, written.ptr, written.len);

		if (at == NULL ||
		    !gz_str_eq(gz_str_of(tokens->text.ptr + token->start, token->end - token->start),
			       written))
			return false;
		at += written.len;
		rest = gz_str_of(at, (size_t)(rest.ptr + rest.len - at));
		if (i + 1 < name->tokens && token->dot && !(rest.len > 0 && rest.ptr[0] == '.'))
			return false;
	}
	return true;
}

/* The words of a veto that stand behind the one beside the name, or in front of it. */
static bool veto_goes_on(const struct gz_matching *m, const struct gz_veto *veto, const uint32_t *words,
			 uint32_t from)
{
	for (uint32_t i = 0; i < veto->count; i++) {
		/* The gap between the words and the name must be soft, and those between the words too. */
		uint32_t gap_at = veto->behind ? from + i : from + i + 1;

		if (gz_matching_number(m, from + i) != words[i] ||
		    m->tokens->token[gap_at].gap >= GZ_GAP_HARD)
			return false;
	}
	return true;
}

/* `beside` are the numbers of the tokens in front of the name and behind it. */
static inline bool veto_holds(const struct gz_matching *m, const struct gz_veto *veto,
			      const uint32_t beside[2], uint32_t first, uint32_t count)
{
	const uint32_t *words = gz_gaz_veto_tokens(m->g, veto);

	if (veto->count == 0)
		return true;
	if (veto->behind)
		return words[0] == beside[1] && veto->count <= m->tokens->count - first - count &&
		       veto_goes_on(m, veto, words, first + count);
	return words[veto->count - 1] == beside[0] && veto->count <= first &&
	       veto_goes_on(m, veto, words, first - veto->count);
}

/* The number of the token at `at`, if a soft gap is between it and the name. */
static uint32_t number_beside(const struct gz_matching *m, uint32_t at, uint32_t gap_at)
{
	return m->tokens->token[gap_at].gap < GZ_GAP_HARD ? gz_matching_number(m, at) : GZ_NONE;
}

/* What the words beside a name say. */
struct beside {
	bool vetoed, cued;
};

/* Looks at the words beside a name that the gazetteer knows to refuse it, or to show that it is meant. */
static struct beside look_beside(const struct gz_matching *m, const struct gz_walk *w)
{
	struct beside seen = {false, false};
	uint32_t count, behind = w->first + w->count;
	uint32_t beside[2] = {
		w->first > 0 ? number_beside(m, w->first - 1, w->first) : GZ_NONE,
		behind < m->tokens->count ? number_beside(m, behind, behind) : GZ_NONE,
	};
	const struct gz_veto *veto;

	if (!gz_filter_has(m->g->beside, gz_beside_hash(w->node, beside[0], false)) &&
	    !gz_filter_has(m->g->beside, gz_beside_hash(w->node, beside[1], true)))
		return seen;
	veto = gz_gaz_vetoes(m->g, w->node, &count);
	for (uint32_t i = 0; i < count; i++) {
		if (veto_holds(m, &veto[i], beside, w->first, w->count))
			*(veto[i].cue ? &seen.cued : &seen.vetoed) = true;
	}
	return seen;
}

/* Field by field: a struct that is made elsewhere and copied keeps the processor waiting. A wild number of a
 * damaged gazetteer is no pattern's. */
static inline void fill(struct gz_candidate *to, const struct gz_matching *m, const struct gz_walk *w,
			uint32_t name, struct beside beside)
{
	to->first = w->first;
	to->count = w->count;
	to->name = gz_clamp(name, m->g->name_count);
	to->bearers = 0;
	to->minted = NULL;
	to->skipped_initial = w->skipped > 0;
	to->exact = false;
	to->vetoed = beside.vetoed;
	to->cued = beside.cued;
	to->doubtful = false;
}

/* One candidate for all who bear a surname. */
static bool share(struct gz_matching *m, const struct gz_walk *w, uint32_t first, uint32_t bearers,
		  struct beside beside)
{
	struct gz_candidate *to = room(m);

	if (to == NULL)
		return false;
	fill(to, m, w, first, beside);
	to->bearers = bearers;
	m->count++;
	return true;
}

/* A name that small letters never mean, in small letters: only for who asks. */
static bool list_small(struct gz_matching *m, const struct gz_walk *w, uint32_t name, struct beside beside)
{
	struct gz_candidate small;

	if (!m->all)
		return true;
	fill(&small, m, w, name, beside);
	return GZ_PUSH(&m->small, small);
}

static bool is_katakana(const struct gz_token *token)
{
	const unsigned char *byte = (const unsigned char *)token->norm.ptr;

	/* U+30A1 to U+30FF, in UTF-8; most names begin with another byte */
	return byte[0] == 0xe3 && token->norm.len == 3 &&
	       (byte[1] == 0x83 || (byte[1] == 0x82 && byte[2] >= 0xa1));
}

/* Does it end inside a word of katakana? Those write what is foreign, without spaces, and end where another
 * script or a sign begins: Thailand (タイ) is not the beginning of a title (タイトル). */
static bool cuts_katakana(const struct gz_matching *m, const struct gz_walk *w)
{
	const struct gz_token *first = &m->tokens->token[w->first], *last = first + w->count - 1;

	if (is_katakana(first) && w->first > 0 && first[-1].end == first->start && is_katakana(first - 1))
		return true;
	return is_katakana(last) && w->first + w->count < m->tokens->count && last->end == last[1].start &&
	       is_katakana(last + 1);
}

/* A name with a hard gap counts across its own sign only: Anand, India, but not Anand (India). */
static bool has_its_signs(const struct gz_matching *m, const struct gz_walk *w, const struct gz_name *name)
{
	struct gz_str spelling = gz_gaz_spelling(m->g, name);
	const char *text = m->tokens->text.ptr;

	for (uint32_t i = 1; i < w->in_name; i++) {
		const struct gz_token *token =
			&m->tokens->token[w->first + i + (w->skipped > 0 && i >= w->skipped)];
		uint32_t at = token[-1].end;

		if ((w->hard >> i & 1) == 0)
			continue;
		while (at < token->start && text[at] == ' ')
			at++;
		if (at == token->start || memchr(spelling.ptr, text[at], spelling.len) == NULL)
			return false;
	}
	return true;
}

bool gz_matching_note(struct gz_matching *m, const struct gz_walk *w, uint32_t names, uint32_t count)
{
	const bool lowered = w->count == 1 && gz_matching_is_small(m, &m->tokens->token[w->first]);
	struct beside beside = {false, false};

	if (cuts_katakana(m, w))
		return true;
	if (gz_gaz_name(m->g, names)->beside)
		beside = look_beside(m, w);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(m->g, names + i);
		const bool small = lowered && gz_name_needs_capital(name);
		struct gz_candidate *to;

		if (gz_name_is_shared(name))
			return small || w->hard != 0 || w->skipped > 0 ||
			       share(m, w, names + i, count - i, beside);
		if (small) {
			if (!list_small(m, w, names + i, beside))
				return false;
			continue;
		}
		if ((w->hard & ~name->hard) != 0 || (w->hard != 0 && !has_its_signs(m, w, name)))
			continue;
		if (w->skipped > 0 && (name->kind != GZ_NAME_ENTITY || name->exact ||
				       gz_gaz_entry(m->g, name->target)->type != GZ_PERSON))
			continue;
		to = room(m);
		if (to == NULL)
			return false;
		fill(to, m, w, names + i, beside);
		to->exact = name->exact && name->tokens == w->count && written_alike(m, w->first, name);
		m->count++;
	}
	return true;
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

void gz_matching_settle(struct gz_matching *m, uint32_t from)
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
