/* given_up.c: pattern rules that took too long, and in which documents. */
#include <stdlib.h>
#include <string.h>

#include "given_up.h"

#define ID_SAID 100 /* bytes of an id, at most */

struct given_up_rule {
	const struct gz_pattern *pattern;
	uint64_t documents;
	char first[640]; /* the first one's place and id */
};

static void name_document(const struct gz_doc *doc, char *out, size_t size)
{
	struct gz_str id = gz_utf8_head(doc->id, ID_SAID);

	if (doc->path.len == 0)
		snprintf(out, size, "%.*s", GZ_ARG(id));
	else
		snprintf(out, size, "%.*s:%llu (id %.*s)", GZ_ARG(gz_utf8_head(doc->path, 400)),
			 (unsigned long long)doc->record, GZ_ARG(id));
}

static void say_rule(const struct given_up_rule *rule)
{
	struct gz_error where;

	gz_fail_at(&where, GZ_ELIMIT, rule->pattern->file, rule->pattern->line, 0,
		   "this rule of %.*s takes too long and was given up in %llu document%s%s: what else is in "
		   "%s was found",
		   GZ_ARG(gz_utf8_head(rule->pattern->id, ID_SAID)), (unsigned long long)rule->documents,
		   rule->documents == 1 ? ", " : "s, the first one ", rule->first,
		   rule->documents == 1 ? "it" : "them");
	say_error(&where);
}

void given_up_add(struct given_up *g, const struct gz_tagged *tagged)
{
	for (uint32_t i = 0; i < tagged->given_up_count; i++) {
		struct given_up_rule added = {.pattern = tagged->given_up[i], .documents = 1};
		size_t at = 0;

		while (at < g->rules.len && g->rules.ptr[at].pattern != added.pattern)
			at++;
		if (at < g->rules.len) {
			g->rules.ptr[at].documents++;
			continue;
		}
		name_document(&tagged->doc, added.first, sizeof(added.first));
		if (!GZ_PUSH(&g->rules, added))
			say_rule(&added); /* at once, where there is no memory to keep it */
	}
}

/* In the order of their layers, files and lines. */
static int by_place(const void *a, const void *b)
{
	const struct given_up_rule *x = a, *y = b;

	return (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

void given_up_say(struct given_up *g)
{
	if (g->rules.len > 1)
		qsort(g->rules.ptr, g->rules.len, sizeof(*g->rules.ptr), by_place);
	for (size_t i = 0; i < g->rules.len; i++)
		say_rule(&g->rules.ptr[i]);
	GZ_VEC_FREE(&g->rules);
}
