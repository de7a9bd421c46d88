/* lint_offices.c: rules about who held an office when: two at once, nobody, and offices that nobody closed.
 */
#include <stdlib.h>

#include "lint.h"

#define GAP_DAYS 31
/* Few hold an office for longer: worth another look. */
#define LONG_DAYS (366 * 15)

static struct gz_str office_name(const struct gz_office_row *office)
{
	return office->titles[0];
}

static int by_office(const void *a, const void *b)
{
	const struct gz_office_row *x = *(const struct gz_office_row *const *)a,
				   *y = *(const struct gz_office_row *const *)b;
	int order = gz_str_cmp(x->country, y->country);

	if (order == 0)
		order = gz_str_cmp(office_name(x), office_name(y));
	if (order == 0)
		order = (x->from > y->from) - (x->from < y->from);
	return order != 0 ? order : (x > y) - (x < y);
}

static bool is_same_office(const struct gz_office_row *a, const struct gz_office_row *b)
{
	return gz_str_eq(a->country, b->country) && gz_str_eq(office_name(a), office_name(b));
}

/* `last` is the one of those before who left latest. */
static void compare(struct gz_lint *lint, const struct gz_office_row *last, const struct gz_office_row *next)
{
	char from[16], to[16];

	gz_day_format(next->from, GZ_DAY, from);
	if (last->to == GZ_NO_DAY) {
		gz_lint_report(lint, GZ_RULE_STALE_OFFICE, &last->origin,
			       "%.*s is %.*s without an end, but %.*s is from %s", GZ_ARG(last->holder),
			       GZ_ARG(office_name(last)), GZ_ARG(next->holder), from);
		return;
	}
	gz_day_format(last->to, GZ_DAY, to);
	if (next->from < last->to)
		gz_lint_report(lint, GZ_RULE_OVERLAP, &next->origin,
			       "%.*s is %.*s from %s, but %.*s until %s (line %llu)", GZ_ARG(next->holder),
			       GZ_ARG(office_name(next)), from, GZ_ARG(last->holder), to,
			       (unsigned long long)last->origin.line);
	else if (next->from - last->to > GAP_DAYS)
		gz_lint_report(lint, GZ_RULE_GAP, &next->origin,
			       "nobody is %.*s%s%.*s from %s to %s (%d days)", GZ_ARG(office_name(next)),
			       next->country.len ? " of " : "", GZ_ARG(next->country), to, from,
			       next->from - last->to);
}

static void check_age(struct gz_lint *lint, const struct gz_office_row *office)
{
	char from[16];

	if (office->to == GZ_NO_DAY && office->from != GZ_NO_DAY && office->from < lint->today - LONG_DAYS)
		gz_lint_report(lint, GZ_RULE_LONG_OFFICE, &office->origin,
			       "%.*s is %.*s since %s, without an end", GZ_ARG(office->holder),
			       GZ_ARG(office_name(office)), gz_day_format(office->from, GZ_DAY, from));
}

void gz_lint_offices(struct gz_lint *lint)
{
	size_t count = lint->l->offices.len;
	const struct gz_office_row **sorted = calloc(count + 1, sizeof(*sorted)), *last = NULL;

	if (sorted == NULL) {
		lint->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++)
		sorted[i] = &lint->l->offices.ptr[i];
	qsort(sorted, count, sizeof(*sorted), by_office);
	for (size_t i = 0; i < count; i++) {
		check_age(lint, sorted[i]);
		if (sorted[i]->from == GZ_NO_DAY) /* when is not said */
			continue;
		if (last != NULL && is_same_office(last, sorted[i]))
			compare(lint, last, sorted[i]);
		else
			last = NULL;
		if (last == NULL || last->to == GZ_NO_DAY || sorted[i]->to == GZ_NO_DAY ||
		    sorted[i]->to > last->to)
			last = sorted[i];
	}
	free(sorted);
}
