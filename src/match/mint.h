/*
 * mint.h: what a match of a pattern rule means: the entity that the templates of the rule name, which the
 * gazetteer has, or a new one.
 */
#ifndef GAZET_MATCH_MINT_H
#define GAZET_MATCH_MINT_H

#include "regex.h"
#include "reach.h"

/* A match of a rule, and what its named groups mean. */
struct gz_groups {
	struct gz_matching *m;
	const struct gz_reach *reach;
	const struct gz_pattern *pattern;
	const pcre2_code *code;
	pcre2_match_data *match;
	/* of the group `country`, if the rule has one that took part: */
	const struct gz_entry *country;
	struct gz_str kind; /* gz_gaz_kind_of it */
	bool wrong_country; /* its words are no country's, or that of one of which the rule makes nothing */
	bool doubtful_country; /* its name is marked as ambiguous */
};

/* Does a rule name something only where a country stands? Else its id would begin with a hyphen. */
bool gz_pattern_is_of_country(const struct gz_pattern *pattern);
/* Does the rule make something of a country, of that number? Then *kind is gz_gaz_kind_of it. */
bool gz_pattern_takes(const struct gz_gaz *g, const struct gz_pattern *pattern, uint32_t country,
		      struct gz_str *kind);
/* Adds what a match means, if it lies on token boundaries and holds the anchor. Its m, reach,
 * pattern, code and match are filled in. False when memory ran out. */
bool gz_groups_take(struct gz_groups *g, uint32_t anchor);

#endif
