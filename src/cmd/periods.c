/* periods.c: periods that suit a width, and the counts of a timeline put together by them. */
#include <stdio.h>
#include <string.h>

#include "periods.h"

static const char *const names[] = {"day", "week", "month", "year"};

const char *period_name(enum gz_period by)
{
	return names[by];
}

bool period_of_name(const char *name, enum gz_period *by)
{
	for (size_t i = 0; i < GZ_COUNT(names); i++) {
		if (strcmp(name, names[i]) == 0) {
			*by = (enum gz_period)i;
			return true;
		}
	}
	return false;
}

/* How many periods the days touch, one too many at most. */
static uint64_t periods_between(int32_t first, int32_t last, enum gz_period by)
{
	uint64_t days = (uint64_t)((int64_t)last - first) + 1;
	int year[2], month[2], ignored;

	if (by == GZ_BY_DAY)
		return days;
	if (by == GZ_BY_WEEK)
		return (days + 5) / 7 + 1;
	gz_day_split(first, &year[0], &month[0], &ignored);
	gz_day_split(last, &year[1], &month[1], &ignored);
	if (by == GZ_BY_YEAR)
		return (uint64_t)(year[1] - year[0]) + 1;
	return (uint64_t)((year[1] - year[0]) * 12 + month[1] - month[0]) + 1;
}

struct periods periods_choose(int32_t first, int32_t last, size_t room)
{
	static const enum gz_period coarse_first[] = {GZ_BY_YEAR, GZ_BY_MONTH, GZ_BY_WEEK, GZ_BY_DAY};
	struct periods p = {GZ_BY_DAY, 1};
	uint64_t count = 0;

	if (first == GZ_NO_DAY || last < first || room == 0)
		return p;
	for (size_t i = 0; i < GZ_COUNT(coarse_first); i++) {
		p.by = coarse_first[i];
		count = periods_between(first, last, p.by);
		if (count * 2 >= room)
			break;
	}
	p.merged = (uint32_t)((count + room - 1) / room);
	return p;
}

int32_t period_begin(int32_t day, enum gz_period by)
{
	int year, month, ignored;

	if (by == GZ_BY_DAY)
		return day;
	if (by == GZ_BY_WEEK) /* day 0 was a Thursday: three days behind a Monday */
		return day - (int32_t)((((int64_t)day + 3) % 7 + 7) % 7);
	gz_day_split(day, &year, &month, &ignored);
	return gz_day_of(year, by == GZ_BY_MONTH ? month : 1, 1);
}

/* The Monday of 2017-W27: week 1 has the 4th of January. */
static bool week_days(struct gz_str period, int32_t *first, int32_t *last)
{
	int year, week;
	char text[16];

	if (period.len != 8 || period.ptr[4] != '-' || period.ptr[5] != 'W')
		return false;
	memcpy(text, period.ptr, 8);
	text[8] = '\0';
	if (sscanf(text, "%4d-W%2d", &year, &week) != 2 || !gz_date_valid(year, 1, 4))
		return false;
	*first = period_begin(gz_day_of(year, 1, 4), GZ_BY_WEEK) + (week - 1) * 7;
	*last = *first + 6;
	return true;
}

bool period_days(struct gz_str period, int32_t *first, int32_t *last)
{
	enum gz_precision precision;

	return week_days(period, first, last) || gz_day_parse(period, first, last, &precision);
}

/* ---- trends ------------------------------------------------------------------------- */

enum { PERIOD, DOCS, MENTIONS, WANTED };

struct reader {
	struct trend *trend;
	size_t at[WANTED]; /* columns */
	char first[16];	   /* the period that every series begins with */
	uint32_t period;   /* in its series */
	GZ_VEC(struct trend_cell) cells;
	size_t series;
};

static bool begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	static const char *const wanted[WANTED] = {"period", "docs", "mentions"};
	struct reader *r = self;

	for (size_t i = 0; i < WANTED; i++) {
		r->at[i] = 0;
		while (r->at[i] < count && strcmp(columns[r->at[i]].name, wanted[i]) != 0)
			r->at[i]++;
		if (r->at[i] == count)
			return gz_fail(err, GZ_EUSAGE, "a timeline has no column %s", wanted[i]);
	}
	return true;
}

static bool row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct reader *r = self;
	struct gz_str period = cells[r->at[PERIOD]].text;
	struct trend_cell cell = {.docs = 0}, *to;

	if (!period_days(period, &cell.from, &cell.to))
		return gz_fail(err, GZ_EUSAGE, "a timeline has a period '%.*s'", GZ_ARG(period));
	if (r->series == 0 && period.len < sizeof(r->first))
		memcpy(r->first, period.ptr, period.len);
	if (gz_str_eq(gz_str(r->first), period)) {
		r->series++;
		r->period = 0;
	}
	if (r->period++ % r->trend->periods.merged == 0 && !GZ_PUSH(&r->cells, cell))
		return gz_fail_nomem(err);
	to = &r->cells.ptr[r->cells.len - 1];
	to->to = cell.to;
	to->docs += (uint64_t)cells[r->at[DOCS]].integer;
	to->mentions += (uint64_t)cells[r->at[MENTIONS]].integer;
	return true;
}

static bool end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

bool trend_read(struct gz_query *q, const struct gz_selection *s, size_t room, bool all,
		struct gz_arena *arena, struct trend *out, struct gz_error *err)
{
	struct gz_selection whole = *s;
	struct reader r = {.trend = out};
	struct gz_sink sink = {&r, begin, row, end};
	int32_t first, last;
	bool ok;

	*out = (struct trend){.count = 0};
	whole.limit = whole.offset = 0;
	whole.sort = NULL;
	if (!gz_query_extent(q, s, &first, &last, err))
		return false;
	out->periods = periods_choose(first, last, room);
	ok = gz_query_timeline(q, &whole, out->periods.by, all, &sink, &out->undated, err);
	if (ok && r.cells.len > 0) {
		out->cells = gz_arena_alloc(arena, r.cells.len * sizeof(*r.cells.ptr));
		ok = out->cells != NULL || gz_fail_nomem(err);
		if (ok)
			memcpy(out->cells, r.cells.ptr, r.cells.len * sizeof(*r.cells.ptr));
		out->count = r.cells.len / r.series;
	}
	GZ_VEC_FREE(&r.cells);
	return ok;
}
