/* lint_events.c: rules about events: editions belong into their series, and the year of an id is the event's.
 */
#include "lint.h"

/* The year at the end of an id (event/g20-2017, event/suez-crisis-1956), or 0. */
static int year_of_id(struct gz_str id)
{
	int year = 0;

	if (id.len < 5 || id.ptr[id.len - 5] != '-')
		return 0;
	for (size_t i = id.len - 4; i < id.len; i++) {
		if (id.ptr[i] < '0' || id.ptr[i] > '9')
			return 0;
		year = year * 10 + (id.ptr[i] - '0');
	}
	return year > 1000 && year < 2200 ? year : 0;
}

static int year_of_day(int32_t at)
{
	int year, month, day;

	gz_day_split(at, &year, &month, &day);
	return year;
}

static void check_year(struct gz_lint *lint, const struct gz_entry *e, const struct gz_origin *where)
{
	int year = year_of_id(gz_id_of(lint->g, e));

	if (year == 0 || e->from == GZ_NO_DAY)
		return;
	if (year < year_of_day(e->from) || (e->to != GZ_NO_DAY && year > year_of_day(e->to)))
		gz_lint_report(lint, GZ_RULE_EDITION, where, "%.*s is of %d", GZ_ARG(gz_id_of(lint->g, e)),
			       year_of_day(e->from));
}

static void check_edition(struct gz_lint *lint, const struct gz_entry *e, const struct gz_origin *where)
{
	const struct gz_entry *series = gz_gaz_entry(lint->g, e->series);

	if (e->from == GZ_NO_DAY)
		gz_lint_report(lint, GZ_RULE_EDITION, where, "%.*s is an edition without a day",
			       GZ_ARG(gz_id_of(lint->g, e)));
	if (series->series != GZ_NONE)
		gz_lint_report(lint, GZ_RULE_EDITION, where, "%.*s is an edition itself, not a series",
			       GZ_ARG(gz_id_of(lint->g, series)));
	if (e->from != GZ_NO_DAY && ((series->from != GZ_NO_DAY && e->from < series->from) ||
				     (series->to != GZ_NO_DAY && e->from > series->to)))
		gz_lint_report(lint, GZ_RULE_EDITION, where, "%.*s is outside the days of its series %.*s",
			       GZ_ARG(gz_id_of(lint->g, e)), GZ_ARG(gz_id_of(lint->g, series)));
}

void gz_lint_events(struct gz_lint *lint)
{
	for (uint32_t i = 0; i < gz_gaz_entity_count(lint->g); i++) {
		const struct gz_entry *e = gz_gaz_entry(lint->g, i);
		const struct gz_origin *where = &lint->l->records.entities.ptr[i];

		if (e->type == GZ_EVENT)
			check_year(lint, e, where);
		if (e->series != GZ_NONE)
			check_edition(lint, e, where);
	}
}
