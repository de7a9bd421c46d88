/*
 * lint_offices.c: rules about who held an office when: two at once, nobody, and offices that nobody closed;
 * and about the titles of offices.
 */
#include <stdlib.h>
#include <strings.h>

#include "lint.h"

#define GAP_DAYS 31
/* Few hold an office for longer: worth another look. */
#define LONG_DAYS (366 * 15)

/* An office with the words to compare and print it by. */
struct office {
	const struct gz_office_row *row;
	struct gz_str name, country, holder; /* ids; no country is empty */
};

static struct gz_str id_of(const struct gz_lint *lint, uint32_t entity)
{
	return entity == GZ_NONE ? gz_str_of("", 0) : gz_id_of(lint->g, gz_gaz_entry(lint->g, entity));
}

static int by_office(const void *a, const void *b)
{
	const struct office *x = a, *y = b;
	int order = gz_str_cmp(x->country, y->country);

	if (order == 0)
		order = gz_str_cmp(x->name, y->name);
	if (order == 0)
		order = (x->row->from > y->row->from) - (x->row->from < y->row->from);
	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static bool is_same_office(const struct office *a, const struct office *b)
{
	return gz_str_eq(a->country, b->country) && gz_str_eq(a->name, b->name);
}

/* `last` is the one of those before who left latest. */
static void compare(struct gz_lint *lint, const struct office *last, const struct office *next)
{
	char from[16], to[16];

	gz_day_format(next->row->from, GZ_DAY, from);
	if (last->row->to == GZ_NO_DAY) {
		gz_lint_report(lint, GZ_RULE_STALE_OFFICE, &last->row->origin,
			       "%.*s is %.*s without an end, but %.*s is from %s", GZ_ARG(last->holder),
			       GZ_ARG(last->name), GZ_ARG(next->holder), from);
		return;
	}
	gz_day_format(last->row->to, GZ_DAY, to);
	if (next->row->from < last->row->to)
		gz_lint_report(lint, GZ_RULE_OVERLAP, &next->row->origin,
			       "%.*s is %.*s from %s, but %.*s until %s (line %llu)", GZ_ARG(next->holder),
			       GZ_ARG(next->name), from, GZ_ARG(last->holder), to,
			       (unsigned long long)last->row->origin.line);
	else if (next->row->from - last->row->to > GAP_DAYS)
		gz_lint_report(lint, GZ_RULE_GAP, &next->row->origin,
			       "nobody is %.*s%s%.*s from %s to %s (%d days)", GZ_ARG(next->name),
			       next->country.len ? " of " : "", GZ_ARG(next->country), to, from,
			       next->row->from - last->row->to);
}

static void check_age(struct gz_lint *lint, const struct office *office)
{
	const struct gz_office_row *row = office->row;
	char from[16];

	if (row->to == GZ_NO_DAY && row->from != GZ_NO_DAY && row->from < lint->today - LONG_DAYS)
		gz_lint_report(lint, GZ_RULE_LONG_OFFICE, &row->origin,
			       "%.*s is %.*s since %s, without an end", GZ_ARG(office->holder),
			       GZ_ARG(office->name), gz_day_format(row->from, GZ_DAY, from));
}

static bool left_later(const struct office *office, const struct office *last)
{
	return last == NULL || last->row->to == GZ_NO_DAY || office->row->to == GZ_NO_DAY ||
	       office->row->to > last->row->to;
}

static bool is_same_spelling(struct gz_str a, struct gz_str b)
{
	return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

/* Titles are compared folded: the gender of `présidente` would rule out every man whom a text calls
 * `presidente`. */
static void check_titles(struct gz_lint *lint)
{
	size_t count = lint->l->records.titles.len;
	const struct gz_title_cell **first = calloc(gz_gaz_title_count(lint->g) + 1, sizeof(*first));

	if (first == NULL) {
		lint->failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct gz_title_cell *cell = &lint->l->records.titles.ptr[i],
					   *other = first[cell->title];
		uint8_t gender = gz_gaz_title(lint->g, cell->title)->gender;

		if (other == NULL)
			first[cell->title] = cell;
		else if (gender != GZ_GENDER_UNKNOWN && !is_same_spelling(cell->text, other->text))
			gz_lint_report(lint, GZ_RULE_TITLE_GENDER, &cell->origin,
				       "'%.*s' reads like '%.*s' (%s:%llu), and the two are for %s only",
				       GZ_ARG(cell->text), GZ_ARG(other->text), other->origin.file,
				       (unsigned long long)other->origin.line,
				       gender == GZ_MALE ? "men" : "women");
	}
	free(first);
}

void gz_lint_offices(struct gz_lint *lint)
{
	size_t count = lint->l->offices.len;
	struct office *sorted = calloc(count + 1, sizeof(*sorted)), *last = NULL;

	if (sorted == NULL) {
		lint->failed = true;
		return;
	}
	check_titles(lint);
	for (size_t i = 0; i < count; i++) {
		const struct gz_office_row *row = &lint->l->offices.ptr[i];

		sorted[i] = (struct office){row, gz_gaz_text(lint->g, gz_gaz_title(lint->g, row->titles[0])->text),
					    id_of(lint, row->country), id_of(lint, row->holder)};
	}
	qsort(sorted, count, sizeof(*sorted), by_office);
	for (size_t i = 0; i < count; i++) {
		check_age(lint, &sorted[i]);
		if (sorted[i].row->from == GZ_NO_DAY) /* when is not said */
			continue;
		if (last != NULL && is_same_office(last, &sorted[i]))
			compare(lint, last, &sorted[i]);
		else
			last = NULL;
		if (left_later(&sorted[i], last))
			last = &sorted[i];
	}
	free(sorted);
}
