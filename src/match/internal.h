/* internal.h: what the trie walk and the pattern rules share. */
#ifndef GAZET_MATCH_INTERNAL_H
#define GAZET_MATCH_INTERNAL_H

#include "gazet/match.h"

/* One field while it is matched. */
struct gz_matching {
	const struct gz_gaz *g;
	const struct gz_tokens *tokens;
	const uint32_t *number; /* of each token in the gazetteer */
	struct gz_arena *arena;
	struct gz_candidate *found;
	uint32_t count, cap;
};

/* False when memory ran out. */
bool gz_matching_add(struct gz_matching *m, const struct gz_candidate *candidate);

struct gz_patterns;
bool gz_patterns_open(const struct gz_gaz *g, struct gz_patterns **out, struct gz_error *err);
void gz_patterns_close(struct gz_patterns *p);
/* Adds what the rules find to m. */
bool gz_patterns_match(struct gz_patterns *p, struct gz_matching *m, struct gz_error *err);

#endif
