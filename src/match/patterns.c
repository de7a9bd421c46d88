/*
 * patterns.c: pattern rules: regular expressions over the folded tokens, joined by single spaces, around a
 * literal anchor token. So one rule serves cased, lower-cased and punctuation-free text alike. A rule may
 * mint an entity that no table lists, from the text of its named groups.
 */
#include <stdlib.h>
#include <string.h>

#include "mint.h"

/* A rule that took too long so often in a field is left out in the rest of it. */
#define PATIENCE 3
/* Where more countries stand around an anchor, all rules of countries are tried. */
#define COUNTRIES 8

struct rule {
	const struct gz_pattern *pattern;
	pcre2_code *code; /* NULL before it is run first: most never are, in a short text */
	uint32_t next;	  /* rule with the same anchor, or GZ_NONE */
	uint32_t gave_up; /* how often in this field */
	bool of_year;	  /* gz_pattern_is_of_year */
	bool of_country;  /* gz_pattern_is_of_country */
};

struct gz_patterns {
	const struct gz_gaz *g;
	struct rule *rules;
	uint32_t count;
	GZ_VEC(uint32_t) first_of; /* token number -> first rule, as far as tokens with rules go */
	struct gz_regexes compiler;
	struct gz_regex regex;
};

/* The first rule of each token that has some. */
static bool find_anchors(struct gz_patterns *p, struct gz_error *err)
{
	uint32_t tokens = 0;

	for (uint32_t i = 0; i < p->count; i++) {
		const struct gz_pattern *pattern = p->rules[i].pattern;

		if (pattern->anchor >= gz_gaz_token_count(p->g))
			return gz_fail_at(err, GZ_EFORMAT, pattern->file, pattern->line, 0,
					  "the rule has no anchor");
		if (tokens <= pattern->anchor)
			tokens = pattern->anchor + 1;
	}
	if (!GZ_GROW(&p->first_of, tokens))
		return gz_fail_nomem(err);
	while (p->first_of.len < tokens)
		p->first_of.ptr[p->first_of.len++] = GZ_NONE;
	for (uint32_t i = 0; i < p->count; i++) {
		uint32_t *first = &p->first_of.ptr[p->rules[i].pattern->anchor];

		p->rules[i].next = *first;
		*first = i;
	}
	return true;
}

bool gz_patterns_open(const struct gz_gaz *g, struct gz_patterns **out, struct gz_error *err)
{
	struct gz_patterns *p = calloc(1, sizeof(*p));
	const struct gz_pattern *patterns;

	*out = NULL;
	if (p == NULL)
		return gz_fail_nomem(err);
	p->g = g;
	patterns = gz_gaz_patterns(g, &p->count);
	p->rules = calloc(p->count + 1, sizeof(*p->rules));
	if (p->rules == NULL) {
		gz_fail_nomem(err);
		goto out;
	}
	for (uint32_t i = 0; i < p->count; i++) {
		p->rules[i].pattern = &patterns[i];
		p->rules[i].of_year = gz_pattern_is_of_year(&patterns[i]);
		p->rules[i].of_country = gz_pattern_is_of_country(&patterns[i]);
	}
	if (!gz_regexes_open(&p->compiler, err) || !gz_regex_open(&p->regex, err) || !find_anchors(p, err))
		goto out;
	*out = p;
	return true;
out:
	gz_patterns_close(p);
	return false;
}

void gz_patterns_close(struct gz_patterns *p)
{
	if (p == NULL)
		return;
	for (uint32_t i = 0; p->rules != NULL && i < p->count; i++)
		gz_regex_free(p->rules[i].code);
	free(p->rules);
	GZ_VEC_FREE(&p->first_of);
	gz_regex_close(&p->regex);
	gz_regexes_close(&p->compiler);
	free(p);
}

/*
 * A rule writes (?C1) behind its group `country`: there the engine asks whether the words so far are a
 * country's, and looks on if they are not. So one short rule serves names of any length on either side of the
 * anchor.
 */
struct asking {
	const struct gz_reach *reach;
	const struct gz_pattern *pattern;
	int group; /* number of `country` */
};

static int ask_country(pcre2_callout_block *block, void *data)
{
	const struct asking *asking = data;
	const PCRE2_SIZE *span = block->offset_vector;
	const struct gz_name *name;
	struct gz_str kind;

	if (asking->group <= 0 || (uint32_t)asking->group >= block->capture_top ||
	    span[2 * asking->group] == PCRE2_UNSET)
		return 0;
	name = gz_reach_country(asking->reach, (uint32_t)span[2 * asking->group],
				(uint32_t)span[2 * asking->group + 1]);
	return name == NULL || !gz_pattern_takes(asking->reach->m->g, asking->pattern, name->target, &kind);
}

/* The rule finds nothing more around this anchor. Each is noted once a field. */
static bool give_up(struct rule *rule, struct gz_matching *m)
{
	return rule->gave_up++ > 0 || GZ_PUSH(&m->given_up, rule->pattern);
}

/* Who made the gazetteer has compiled each rule; but that may have been another version of PCRE2. */
static bool make_ready(struct gz_patterns *p, struct rule *rule, struct gz_error *err)
{
	struct gz_error why;

	if (rule->code != NULL || gz_regex_compile(&p->compiler, rule->pattern->regex, &rule->code, &why))
		return true;
	gz_regex_free(rule->code);
	rule->code = NULL;
	if (why.code == GZ_ENOMEM)
		return gz_fail_nomem(err);
	return gz_fail_at(err, why.code, rule->pattern->file, rule->pattern->line, 0, "%s", why.message);
}

static bool run_rule(struct gz_patterns *p, struct rule *rule, struct gz_matching *m,
		     const struct gz_reach *reach, uint32_t anchor)
{
	struct asking asking = {reach, rule->pattern,
				pcre2_substring_number_from_name(rule->code, (PCRE2_SPTR) "country")};
	const PCRE2_SIZE *span = pcre2_get_ovector_pointer(p->regex.match);
	uint32_t at = 0;

	pcre2_set_callout(p->regex.matching, ask_country, &asking);
	while (at < reach->text.len) {
		struct gz_groups groups = {.m = m,
					   .reach = reach,
					   .pattern = rule->pattern,
					   .code = rule->code,
					   .match = p->regex.match};

		switch (gz_regex_find(&p->regex, rule->code, reach->text, reach->start, reach->count, at)) {
		case GZ_REGEX_FOUND: break;
		case GZ_REGEX_NONE: return true;
		case GZ_REGEX_GAVE_UP: return give_up(rule, m);
		case GZ_REGEX_NO_MEMORY: return false;
		}
		if (!gz_groups_take(&groups, anchor))
			return false;
		/* From the next token on: a lazy group may begin nearer to the anchor. */
		for (uint32_t i = 0; i < reach->count && reach->start[i] <= span[0]; i++)
			at = reach->start[i + 1];
	}
	return true;
}

bool gz_patterns_anchor(const struct gz_patterns *p, uint32_t number)
{
	return number < p->first_of.len && p->first_of.ptr[number] != GZ_NONE;
}

/* What stands around an anchor, looked up when the first rule asks. */
struct around {
	struct gz_reach reach;
	int dated; /* gz_reach_has_year; -1: not yet looked up */
	const struct gz_pattern *asked;
	bool near; /* gz_reach_has_near of `asked` */
	bool looked;
	uint32_t country[COUNTRIES], countries;
};

static bool has_year(struct around *a)
{
	if (a->dated < 0)
		a->dated = gz_reach_has_year(&a->reach);
	return a->dated;
}

/* Rules in a row often have the same words. */
static bool has_near(struct around *a, const struct gz_pattern *pattern)
{
	if (a->asked == NULL || a->asked->near != pattern->near ||
	    a->asked->near_count != pattern->near_count)
		a->near = gz_reach_has_near(&a->reach, pattern);
	a->asked = pattern;
	return a->near;
}

/* Does a country stand there of which the rule makes something? */
static bool has_country(struct around *a, const struct gz_pattern *pattern)
{
	struct gz_str kind;

	if (!a->looked)
		a->countries = gz_reach_countries(&a->reach, a->country, COUNTRIES);
	a->looked = true;
	for (uint32_t i = 0; i < a->countries && i < COUNTRIES; i++) {
		if (gz_pattern_takes(a->reach.m->g, pattern, a->country[i], &kind))
			return true;
	}
	return a->countries > COUNTRIES;
}

/* Can the rule find something there? What is known without running it is cheap to ask. */
static bool may_match(struct around *a, const struct rule *rule)
{
	return rule->gave_up < PATIENCE && (!rule->of_year || has_year(a)) && has_near(a, rule->pattern) &&
	       (!rule->of_country || has_country(a, rule->pattern));
}

/* The rules of one anchor. */
static bool match_around(struct gz_patterns *p, struct gz_matching *m, uint32_t anchor, struct gz_error *err)
{
	struct around around = {.dated = -1};

	gz_reach_open(m, anchor, &around.reach);
	for (uint32_t r = p->first_of.ptr[gz_matching_number(m, anchor)]; r != GZ_NONE;
	     r = p->rules[r].next) {
		if (!may_match(&around, &p->rules[r]))
			continue;
		if (!make_ready(p, &p->rules[r], err))
			return false;
		if ((around.reach.text.ptr == NULL && !gz_reach_fill(&around.reach)) ||
		    !run_rule(p, &p->rules[r], m, &around.reach, anchor))
			return gz_fail_nomem(err);
	}
	return true;
}

bool gz_patterns_match(struct gz_patterns *p, struct gz_matching *m, struct gz_error *err)
{
	bool good = true;

	for (size_t a = 0; good && a < m->anchors.len; a++)
		good = match_around(p, m, m->anchors.ptr[a], err);
	for (size_t i = 0; i < m->given_up.len; i++)
		p->rules[m->given_up.ptr[i] - p->rules->pattern].gave_up = 0;
	return good;
}
