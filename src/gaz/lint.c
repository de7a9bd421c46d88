/*
 * lint.c: the linter: its table of rules, what a row accepts, and the order of what it finds. The rules
 * themselves are in lint_*.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lint.h"

static const struct {
	const char *name;
	enum gz_severity severity;
	const char *about;
} rules[] = {
	[GZ_RULE_NORMAL_FORM] = {"normal-form", GZ_WARNING, "a name that is not in Unicode normal form C"},
	[GZ_RULE_INVISIBLE] = {"invisible", GZ_WARNING,
			       "a name with characters that cannot be seen, or double spaces"},
	[GZ_RULE_MIXED_SCRIPT] = {"mixed-script", GZ_WARNING,
				  "a word of Latin and Cyrillic or Greek letters"},
	[GZ_RULE_DUPLICATE_NAME] = {"duplicate-name", GZ_WARNING, "a name that its entity has already"},
	[GZ_RULE_COLLISION] = {"collision", GZ_WARNING, "a name of two entities, unmarked on both"},
	[GZ_RULE_RISKY_NAME] = {"risky-name", GZ_WARNING,
				"a name of one word that means something else too, unmarked"},
	[GZ_RULE_USELESS_MARK] = {"useless-mark", GZ_WARNING, "a mark that changes nothing"},
	[GZ_RULE_UNREACHABLE] = {"unreachable", GZ_WARNING, "an entity that no text can name"},
	[GZ_RULE_TITLE_GENDER] = {"title-gender", GZ_WARNING,
				  "a title of one gender that reads like another without its accents"},
	[GZ_RULE_OVERLAP] = {"overlap", GZ_WARNING, "an office held by two at once"},
	[GZ_RULE_GAP] = {"gap", GZ_NOTE, "an office held by nobody for more than a month"},
	[GZ_RULE_STALE_OFFICE] = {"stale-office", GZ_WARNING,
				  "an office without an end that another has held since"},
	[GZ_RULE_LONG_OFFICE] = {"long-office", GZ_NOTE,
				 "an office without an end for more than fifteen years"},
	[GZ_RULE_EDITION] =
		{"edition", GZ_WARNING,
		 "an edition without a day, outside its series, or of another year than its id says"},
	[GZ_RULE_UNUSED_VETO] = {"unused-veto", GZ_WARNING, "a veto for what is no name"},
	[GZ_RULE_ACCEPT] = {"accept", GZ_WARNING, "an `accept` cell that names no rule"},
};

const char *gz_lint_rule(size_t index, enum gz_severity *severity, const char **about)
{
	if (index >= GZ_COUNT(rules))
		return NULL;
	*severity = rules[index].severity;
	*about = rules[index].about;
	return rules[index].name;
}

const char *gz_severity_name(enum gz_severity severity)
{
	static const char *const names[] = {"note", "warning", "error"};

	return names[severity];
}

const struct gz_origin *gz_lint_origin(const struct gz_lint *lint, uint32_t name)
{
	return &lint->l->records.names.ptr[name];
}

static bool same_row(const struct gz_origin *a, const struct gz_origin *b)
{
	return a->line == b->line && a->file == b->file;
}

/* Does the row's `accept` cell name the rule? */
static bool accepts(struct gz_lint *lint, const struct gz_origin *where, const char *rule)
{
	for (size_t i = 0; i < lint->l->records.accepted.len; i++) {
		const struct gz_accepted *accepted = &lint->l->records.accepted.ptr[i];
		struct gz_str rest = accepted->rules, item;

		if (!same_row(&accepted->origin, where))
			continue;
		while (gz_list_next(&rest, &lint->l->scratch, &item)) {
			if (gz_str_eq(item, gz_str(rule)))
				return true;
		}
	}
	return false;
}

static void keep(struct gz_lint *lint, const struct gz_finding *finding)
{
	if (!GZ_PUSH(&lint->findings, *finding))
		lint->failed = true;
}

void gz_lint_report(struct gz_lint *lint, enum gz_rule rule, const struct gz_origin *where,
		    const char *format, ...)
{
	struct gz_finding finding = {.severity = rules[rule].severity, .rule = rules[rule].name};
	char message[GZ_MESSAGE_MAX];
	va_list args;

	if (accepts(lint, where, rules[rule].name))
		return;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	gz_fail_at(&finding.where, GZ_EFORMAT, where->file, where->line, where->column, "%s", message);
	keep(lint, &finding);
}

/* Words of `accept` cells that are no rules. */
static void check_accepts(struct gz_lint *lint)
{
	for (size_t i = 0; i < lint->l->records.accepted.len; i++) {
		const struct gz_accepted *accepted = &lint->l->records.accepted.ptr[i];
		struct gz_str rest = accepted->rules, item;

		while (gz_list_next(&rest, &lint->l->scratch, &item)) {
			size_t r = 0;

			while (r < GZ_COUNT(rules) && !gz_str_eq(item, gz_str(rules[r].name)))
				r++;
			if (r == GZ_COUNT(rules))
				gz_lint_report(lint, GZ_RULE_ACCEPT, &accepted->origin,
					       "'%.*s' is no rule of the linter", GZ_ARG(item));
		}
		lint->failed |= rest.len > 0;
	}
}

static void fault(void *self, const struct gz_error *err)
{
	struct gz_lint *lint = self;
	struct gz_finding finding = {GZ_ERROR, lint->l->records.rule, *err};

	keep(lint, &finding);
}

static int by_place(const void *a, const void *b)
{
	const struct gz_finding *x = a, *y = b;
	int files = strcmp(x->where.file, y->where.file);

	if (files != 0)
		return files;
	if (x->where.line != y->where.line)
		return x->where.line < y->where.line ? -1 : 1;
	if (x->where.column != y->where.column)
		return x->where.column < y->where.column ? -1 : 1;
	return strcmp(x->where.message, y->where.message);
}

bool gz_gaz_lint(const char *const *paths, size_t count, int32_t today,
		 void (*found)(void *self, const struct gz_finding *finding), void *self, struct gz_gaz **out,
		 struct gz_error *err)
{
	struct gz_lint lint = {.today = today};
	struct gz_loader loader = {.fault = fault, .self = &lint, .records = {.keep = true}};
	bool loaded;

	lint.l = &loader;
	loaded = gz_loader_run(&loader, paths, count);
	lint.g = loader.gaz;
	if (loaded) {
		gz_lint_spelling(&lint);
		gz_lint_names(&lint);
		gz_lint_offices(&lint);
		gz_lint_events(&lint);
		check_accepts(&lint);
	}
	if (lint.findings.len > 1)
		qsort(lint.findings.ptr, lint.findings.len, sizeof(*lint.findings.ptr), by_place);
	for (size_t i = 0; i < lint.findings.len; i++)
		found(self, &lint.findings.ptr[i]);
	if (!loaded || lint.failed) {
		gz_gaz_free(loader.gaz);
		loader.gaz = NULL;
	}
	*out = loader.gaz;
	if (lint.failed)
		gz_fail_nomem(&loader.first);
	*err = loader.first;
	GZ_VEC_FREE(&lint.findings);
	gz_loader_release(&loader);
	return !loader.failed && !lint.failed;
}
