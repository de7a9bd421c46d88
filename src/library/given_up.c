/* given_up.c: pattern rules that took too long in a document, told to who tags it. */
#include <stdio.h>

#include "internal.h"

/* The one in front of which n others stand in the gazetteer; NULL: there are not so many. */
static const struct gz_pattern *find(const struct gz_tagged *tagged, size_t n)
{
	for (uint32_t i = 0; i < tagged->given_up_count; i++) {
		size_t before = 0;

		for (uint32_t k = 0; k < tagged->given_up_count; k++)
			before += tagged->given_up[k] < tagged->given_up[i];
		if (before == n)
			return tagged->given_up[i];
	}
	return NULL;
}

const char *gz_given_up_tell(const struct gz_tagged *tagged, size_t n, struct gz_arena *arena)
{
	static const char form[] = "%s:%llu: the rule of %.*s";
	const struct gz_pattern *rule = find(tagged, n);
	char *text;
	int len;

	if (rule == NULL)
		return NULL;
	len = snprintf(NULL, 0, form, rule->file, (unsigned long long)rule->line, GZ_ARG(rule->id));
	text = len < 0 ? NULL : gz_arena_alloc(arena, (size_t)len + 1);
	if (text != NULL)
		snprintf(text, (size_t)len + 1, form, rule->file, (unsigned long long)rule->line,
			 GZ_ARG(rule->id));
	return text;
}
