/* series.c: the rows of a timeline kept as series of points; periods without any document take no room. */
#include "gazet/report.h"

/* Columns of gz_query_timeline. */
enum { ENTITY, PERIOD, DOCS, MENTIONS, TOTAL, SHARE, COLUMNS };

static bool begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	(void)self;
	(void)columns;
	return count >= SHARE || gz_fail(err, GZ_EFORMAT, "a timeline of %zu columns", count);
}

/* The series of the row; NULL where there is no room for another one (or no memory: .failed). */
static struct gz_report_series *series_of(struct gz_report_timeline *t, struct gz_str entity, bool *failed)
{
	struct gz_report_series *series;

	for (size_t i = t->count; i > 0; i--) {
		if (gz_str_eq(t->series[i - 1].entity, entity))
			return &t->series[i - 1];
	}
	if (t->count == GZ_REPORT_SERIES)
		return NULL;
	series = &t->series[t->count];
	series->entity = series->name = gz_arena_str(&t->arena, entity);
	*failed = series->entity.ptr == NULL;
	t->count += !*failed;
	return series;
}

static bool row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct gz_report_timeline *t = self;
	struct gz_report_series *series;
	struct gz_report_point point;
	enum gz_precision precision;
	bool failed = false;
	int32_t last;

	if (t->too_long || !gz_day_parse(cells[PERIOD].text, &point.day, &last, &precision))
		return true;
	series = series_of(t, cells[ENTITY].text, &failed);
	if (failed)
		return gz_fail_nomem(err);
	if (series == NULL)
		return true;
	if (t->first == GZ_NO_DAY || point.day < t->first)
		t->first = point.day;
	if (t->last == GZ_NO_DAY || last > t->last)
		t->last = last;
	if (cells[TOTAL].integer == 0)
		return true;
	point.docs = (uint32_t)cells[DOCS].integer;
	point.mentions = (uint32_t)cells[MENTIONS].integer;
	point.total = (uint32_t)cells[TOTAL].integer;
	t->too_long = series->points.len == GZ_REPORT_PERIODS;
	return t->too_long || GZ_PUSH(&series->points, point) || gz_fail_nomem(err);
}

static bool end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

struct gz_sink gz_report_timeline_sink(struct gz_report_timeline *timeline)
{
	timeline->first = timeline->last = GZ_NO_DAY;
	return (struct gz_sink){timeline, begin, row, end};
}

void gz_report_timeline_free(struct gz_report_timeline *timeline)
{
	for (size_t i = 0; i < GZ_REPORT_SERIES; i++)
		GZ_VEC_FREE(&timeline->series[i].points);
	gz_arena_free(&timeline->arena);
}
