/*
 * reach.h: the tokens around an anchor that a pattern rule sees, and what is known of them before any rule
 * is run.
 */
#ifndef GAZET_MATCH_REACH_H
#define GAZET_MATCH_REACH_H

#include "internal.h"

/* How far a rule sees on each side of its anchor: tokens, and bytes of them with a space for each. */
#define GZ_REACH_TOKENS 12
#define GZ_REACH_BYTES	512

struct gz_reach {
	const struct gz_matching *m;
	uint32_t first, count; /* tokens */
	uint32_t start[2 * GZ_REACH_TOKENS +
		       2];  /* byte where each begins, and where the next would: once it is filled */
	struct gz_str text; /* folded; NULL before it is filled */
};

void gz_reach_open(const struct gz_matching *m, uint32_t anchor, struct gz_reach *w);
/* Makes its text. False when memory ran out. */
bool gz_reach_fill(struct gz_reach *w);

/* Is there a token that may hold a year? One of other digits than ours may. */
bool gz_reach_has_year(const struct gz_reach *w);
/* Does one of the words without which the rule cannot match stand in it? */
bool gz_reach_has_near(const struct gz_reach *w, const struct gz_pattern *pattern);
/* The countries whose names, adjectives or demonyms stand in it, each once; `most` of them at most. Returns
 * how many there are, or most + 1 where there are more. */
uint32_t gz_reach_countries(const struct gz_reach *w, uint32_t *out, uint32_t most);
/* The name of a country that its bytes from .. to - 1 are, or NULL. */
const struct gz_name *gz_reach_country(const struct gz_reach *w, uint32_t from, uint32_t to);

#endif
