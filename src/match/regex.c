/*
 * regex.c: the regular expressions of rules, with bounds on what one may cost. The limits of PCRE2 count
 * steps, the same on every machine: what is found never depends on the clock. Its compiler to machine code,
 * which counts otherwise, is not used.
 */
#include "regex.h"

/* Steps from one place of the text: few from each, and where these do not suffice, many from the beginnings
 * of words. */
#define FEW_STEPS      1000
#define MANY_STEPS     20000
#define DEPTH_LIMIT    10000
#define HEAP_LIMIT_KIB 1024

bool gz_regex_open(struct gz_regex *r, struct gz_error *err)
{
	r->match = pcre2_match_data_create(32, NULL);
	r->matching = pcre2_match_context_create(NULL);
	if (r->match == NULL || r->matching == NULL)
		return gz_fail_nomem(err);
	pcre2_set_depth_limit(r->matching, DEPTH_LIMIT);
	pcre2_set_heap_limit(r->matching, HEAP_LIMIT_KIB);
	return true;
}

void gz_regex_close(struct gz_regex *r)
{
	pcre2_match_data_free(r->match);
	pcre2_match_context_free(r->matching);
}

static bool is_limit(int got)
{
	return got == PCRE2_ERROR_MATCHLIMIT || got == PCRE2_ERROR_DEPTHLIMIT || got == PCRE2_ERROR_HEAPLIMIT;
}

static enum gz_regex_end end_of(int got)
{
	if (got >= 0)
		return GZ_REGEX_FOUND;
	if (got == PCRE2_ERROR_NOMEMORY)
		return GZ_REGEX_NO_MEMORY;
	return is_limit(got) ? GZ_REGEX_GAVE_UP : GZ_REGEX_NONE;
}

enum gz_regex_end gz_regex_find(struct gz_regex *r, const pcre2_code *code, struct gz_str text,
				const uint32_t *words, uint32_t count, uint32_t at)
{
	int got;

	pcre2_set_match_limit(r->matching, FEW_STEPS);
	got = pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, at, PCRE2_NO_UTF_CHECK, r->match,
			  r->matching);
	if (!is_limit(got))
		return end_of(got);
	pcre2_set_match_limit(r->matching, MANY_STEPS);
	got = PCRE2_ERROR_NOMATCH;
	for (uint32_t i = 0; i < count && got == PCRE2_ERROR_NOMATCH; i++) {
		if (words[i] >= at)
			got = pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, words[i],
					  PCRE2_NO_UTF_CHECK | PCRE2_ANCHORED, r->match, r->matching);
	}
	return end_of(got);
}
