/* internal.h: what the trie walk and the pattern rules share. */
#ifndef GAZET_MATCH_INTERNAL_H
#define GAZET_MATCH_INTERNAL_H

#include "gazet/match.h"

/* One field while it is matched. */
struct gz_matching {
	const struct gz_gaz *g;
	const struct gz_tokens *tokens;
	uint32_t *number; /* of each token in the gazetteer, as far as asked: gz_matching_number */
	struct gz_arena *arena;
	struct gz_candidate *found;
	uint32_t count, cap;
	bool all; /* list names in small letters, too, that need a capital */
	GZ_VEC(struct gz_candidate) small; /* those */
	GZ_VEC(uint32_t) anchors; /* tokens around which rules look */
	GZ_VEC(const struct gz_pattern *) given_up; /* rules that took too long */
};

/* The way of a name through the text. */
struct gz_walk {
	uint64_t hash;         /* of its tokens: gz_text_hash, gz_pair_hash */
	uint64_t hard;         /* bit i: a hard gap in front of token i of the name */
	uint32_t first, count; /* tokens of the text */
	uint32_t in_name;      /* tokens of the name: fewer where an initial was skipped */
	uint32_t skipped;      /* the token of the name in front of which that was; 0: none was */
	uint32_t node;         /* behind it, when that is known */
};

/* Is it in small letters, where capitals would tell a name? */
static inline bool gz_matching_is_small(const struct gz_matching *m, const struct gz_token *token)
{
	return m->tokens->has_case & (token->shape <= GZ_LOWER);
}

static inline uint32_t gz_matching_number(const struct gz_matching *m, uint32_t token)
{
	return gz_token_number(m->g, m->tokens, m->number, token);
}

/* Room for candidates of so many tokens. This and what follows: false when memory ran out. */
bool gz_matching_expect(struct gz_matching *m, uint32_t tokens);
bool gz_matching_add(struct gz_matching *m, const struct gz_candidate *candidate);
/* Notes the names, at least one, that end where a walk stands. */
bool gz_matching_note(struct gz_matching *m, const struct gz_walk *w, uint32_t names, uint32_t count);
/* Puts the candidates from number `from` on in order: by first token, then longest first, then by name. */
void gz_matching_settle(struct gz_matching *m, uint32_t from);

struct gz_patterns;
bool gz_patterns_open(const struct gz_gaz *g, struct gz_patterns **out, struct gz_error *err);
void gz_patterns_close(struct gz_patterns *p);
/* Does the rule find something only where so many digits stand in a row? False where that is not known. */
#define GZ_YEAR_DIGITS 4
bool gz_pattern_is_of_year(const struct gz_pattern *pattern);
/* Does a rule look around the token of this number? */
bool gz_patterns_anchor(const struct gz_patterns *p, uint32_t number);
/* Adds what the rules find around m->anchors to m. */
bool gz_patterns_match(struct gz_patterns *p, struct gz_matching *m, struct gz_error *err);

#endif
