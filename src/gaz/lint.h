/*
 * lint.h: what the linter's rules share. The loader has kept where everything stands (struct gz_records); a rule
 * looks at the frozen gazetteer and reports with gz_lint_report.
 */
#ifndef GAZET_GAZ_LINT_H
#define GAZET_GAZ_LINT_H

#include "internal.h"

/* The rules, in the order of the table in lint.c. */
enum gz_rule {
	GZ_RULE_NORMAL_FORM,
	GZ_RULE_INVISIBLE,
	GZ_RULE_MIXED_SCRIPT,
	GZ_RULE_DUPLICATE_NAME,
	GZ_RULE_COLLISION,
	GZ_RULE_RISKY_NAME,
	GZ_RULE_USELESS_MARK,
	GZ_RULE_UNREACHABLE,
	GZ_RULE_TITLE_GENDER,
	GZ_RULE_OVERLAP,
	GZ_RULE_GAP,
	GZ_RULE_STALE_OFFICE,
	GZ_RULE_LONG_OFFICE,
	GZ_RULE_EDITION,
	GZ_RULE_UNUSED_VETO,
	GZ_RULE_ACCEPT,
	GZ_RULES
};

struct gz_lint {
	struct gz_loader *l;
	const struct gz_gaz *g;
	int32_t today;
	GZ_VEC(struct gz_finding) findings;
	bool failed; /* memory ran out */
};

/* Reports, unless the row accepts the rule. */
void gz_lint_report(struct gz_lint *lint, enum gz_rule rule, const struct gz_origin *where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Where a name stands. */
const struct gz_origin *gz_lint_origin(const struct gz_lint *lint, uint32_t name);

void gz_lint_names(struct gz_lint *lint);
void gz_lint_spelling(struct gz_lint *lint);
void gz_lint_offices(struct gz_lint *lint);
void gz_lint_events(struct gz_lint *lint);

#endif
