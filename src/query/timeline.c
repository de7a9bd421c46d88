/* timeline.c: documents per period, as rows. */
#include "timeline.h"

enum { ENTITY, PERIOD, DOCS, MENTIONS, TOTAL_DOCS, SHARE, COLUMNS, NUMBER = COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0},  {"period", GZ_CELL_TEXT, 0},    {"docs", GZ_CELL_INT, 0},
	{"mentions", GZ_CELL_INT, 0}, {"total_docs", GZ_CELL_INT, 0}, {"share", GZ_CELL_REAL, 3},
};

/* As numbered: a series after the other, in the order of the terms. */
static const struct gz_order_key default_order[] = {{NUMBER, false}};

static bool make_label(struct gz_timeline *t, struct gz_error *err)
{
	for (size_t i = 0; i < t->s->term_count; i++)
		gz_buf_printf(&t->label, "%s%s", i > 0 ? " + " : "", t->s->terms[i].entity);
	return !t->label.failed || gz_fail_nomem(err);
}

/* ---- rows ---------------------------------------------------------------------------------- */

struct place {
	size_t series, at;
	int32_t period;
};

static struct place locate(const struct gz_timeline *t, size_t item)
{
	size_t shown = (size_t)(t->last - t->first) + 1;
	struct place place = {.series = item / shown};

	place.period = t->first + (int32_t)(item % shown);
	place.at = (size_t)(place.period - t->base);
	return place;
}

static void read_key(const void *self, size_t item, unsigned column, struct gz_cell *cell)
{
	const struct gz_timeline *t = self;
	struct place place = locate(t, item);
	const struct gz_period_count *count = &t->counts[place.series * t->periods + place.at];
	uint32_t total = t->totals[place.at];

	switch (column) {
	case ENTITY:
		*cell = gz_cell_text(t->all ? gz_buf_view(&t->label)
					    : gz_str(t->s->terms[place.series].entity));
		break;
	case PERIOD: *cell = gz_cell_int(place.period); break;
	case DOCS: *cell = gz_cell_count(count->docs); break;
	case MENTIONS: *cell = gz_cell_count(count->mentions); break;
	case TOTAL_DOCS: *cell = gz_cell_count(total); break;
	case SHARE: *cell = gz_cell_real(total > 0 ? (double)count->docs / total : 0); break;
	case NUMBER: *cell = gz_cell_count(item); break;
	}
}

static bool emit(void *self, size_t item, uint64_t from, uint64_t to, struct gz_sink *sink,
		 struct gz_error *err)
{
	const struct gz_timeline *t = self;
	struct gz_cell cells[COLUMNS] = {0};
	char period[16];

	(void)from;
	(void)to;
	for (unsigned column = 0; column < COLUMNS; column++)
		read_key(t, item, column, &cells[column]);
	cells[PERIOD] = gz_cell_text(gz_str(gz_period_format(locate(t, item).period, t->by, period)));
	return sink->row(sink->self, cells, err);
}

static bool run(struct gz_timeline *t, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_order order = {
		.columns = columns,
		.column_count = COLUMNS,
		.keys = default_order,
		.key_count = GZ_COUNT(default_order),
		.early = UINT32_MAX,
		.key = read_key,
		.emit = emit,
		.self = t,
	};

	if (!make_label(t, err) || !gz_timeline_count(t, err))
		return false;
	if (t->last >= t->first)
		order.count = t->series * ((size_t)(t->last - t->first) + 1);
	return gz_order_run(&order, t->s, sink, err);
}

bool gz_query_timeline(struct gz_query *q, const struct gz_selection *s, enum gz_period by, bool all,
		       struct gz_sink *sink, uint64_t *undated, struct gz_error *err)
{
	struct gz_timeline t = {.q = q, .s = s, .by = by, .all = all, .series = all ? 1 : s->term_count};
	bool ok;

	*undated = 0;
	if (!gz_terms_needed(s, "timeline", err) || !gz_order_check(columns, COLUMNS, s->sort, err) ||
	    !gz_query_begin(q, err))
		return false;
	ok = run(&t, sink, err);
	*undated = t.undated;
	gz_timeline_free(&t);
	gz_buf_free(&t.label);
	gz_query_finish(q);
	return ok;
}
