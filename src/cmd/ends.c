/* ends.c: whether the first and the last period of a timeline are whole, or look like falls. */
#include "ends.h"

static bool keep_day(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	int32_t *day = self, first, last;
	enum gz_precision precision;

	(void)err;
	if (cells[1].kind == GZ_CELL_TEXT && gz_day_parse(cells[1].text, &first, &last, &precision) &&
	    precision == GZ_DAY)
		*day = first;
	return true;
}

/* The day of the first document of the filter in an order; stays as it is where that has none. */
static bool find_day(struct gz_query *q, const struct gz_selection *s, const char *sort, int32_t *day,
		     struct gz_error *err)
{
	struct gz_selection all = *s;
	struct gz_sink sink = {day, ignore_columns, keep_day, ignore_end};

	all.term_count = 0;
	all.window = GZ_WINDOW_DOCUMENT;
	all.offset = 0;
	all.limit = 1;
	all.sort = sort;
	return gz_query_docs(q, &all, &sink, err);
}

bool ends_tell(struct gz_query *q, const struct gz_selection *s, const char *unit, int32_t first,
	       int32_t behind, struct gz_buf *out, struct gz_error *err)
{
	char days[2][16];
	int32_t begin = GZ_NO_DAY, end = GZ_NO_DAY;

	if (!find_day(q, s, "date", &begin, err) || !find_day(q, s, "-date", &end, err))
		return false;
	if (begin == GZ_NO_DAY || end == GZ_NO_DAY || (begin <= first && end >= behind - 1))
		return true;
	gz_buf_printf(out, "documents are of %s to %s: a %s in which they begin or end is not whole",
		      gz_day_format(begin, GZ_DAY, days[0]), gz_day_format(end, GZ_DAY, days[1]), unit);
	return !out->failed || gz_fail_nomem(err);
}
