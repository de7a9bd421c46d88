/*
 * diff.c: two periods compared: which entities the documents of a question mention more, and less, than
 * before. Each period is a pass over its documents; the counts of both make a two by two table for every
 * entity.
 */
#include <math.h>
#include <stdlib.h>

#include "internal.h"

enum { ENTITY, NAME, TYPE, DOCS, VS_DOCS, SHARE, VS_SHARE, CHANGE, G2, P, Q, COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0},   {"name", GZ_CELL_TEXT, 0},   {"type", GZ_CELL_TEXT, 0},
	{"docs", GZ_CELL_INT, 0},      {"vs_docs", GZ_CELL_INT, 0}, {"share", GZ_CELL_REAL, 3},
	{"vs_share", GZ_CELL_REAL, 3}, {"change", GZ_CELL_REAL, 2}, {"g2", GZ_CELL_REAL, 1},
	{"p", GZ_CELL_REAL, -2},       {"q", GZ_CELL_REAL, -2},
};

static const enum gz_entity_column shows[] = {GZ_SHOW_ENTITY, GZ_SHOW_NAME, GZ_SHOW_TYPE};

static const struct gz_order_key default_order[] = {{P, false}, {G2, true}, {ENTITY, false}};

struct diff {
	struct gz_query *q;
	const struct gz_selection *s;
	struct gz_compared *compared;
	struct gz_tally *now, *before;
	size_t count;
	uint32_t *names;      /* by entity, once completed: number of its names + 1 */
	unsigned char *terms; /* by entity: it is asked about, and no row */
	struct gz_entity_rows rows;
	struct gz_tests tests;
};

/* ---- the periods ------------------------------------------------------------------- */

static bool last_day(struct gz_query *q, int32_t *day, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "block_days", &stmt, err) && gz_query_step(q, stmt, &row, err);

	*day = GZ_NO_DAY;
	if (ok && row && sqlite3_column_type(stmt, 1) != SQLITE_NULL)
		*day = sqlite3_column_int(stmt, 1);
	sqlite3_finalize(stmt);
	return ok;
}

/* Fills in what was left open. A period that has a beginning only goes on to the last document, one before
 * the other only up to it. */
static bool choose_periods(struct diff *d, struct gz_error *err)
{
	struct gz_compared *c = d->compared;
	char day[16], other[16];

	if (c->from == GZ_NO_DAY)
		return gz_fail(err, GZ_EUSAGE, "which period is compared, say --from DAY and --to DAY");
	if (c->to == GZ_NO_DAY && !last_day(d->q, &c->to, err))
		return false;
	if (c->to == GZ_NO_DAY || c->to < c->from)
		c->to = c->from; /* nothing is that new */
	if (c->vs_from == GZ_NO_DAY && c->vs_to == GZ_NO_DAY) {
		c->vs_to = c->from - 1;
		c->vs_from = gz_period_clamp((int64_t)c->vs_to - (c->to - c->from));
		if (c->vs_from > c->vs_to)
			return gz_fail(err, GZ_EUSAGE, "no day lies before %s: say --vs-from and --vs-to",
				       gz_day_format(c->from, GZ_DAY, day));
	} else if (c->vs_to == GZ_NO_DAY && c->vs_from < c->from) {
		c->vs_to = c->from - 1;
	} else if (c->vs_to == GZ_NO_DAY && !last_day(d->q, &c->vs_to, err)) {
		return false;
	}
	if (c->vs_from != GZ_NO_DAY && c->vs_to < c->vs_from)
		return gz_fail(err, GZ_EUSAGE, "the other period begins on %s, after its end, %s",
			       gz_day_format(c->vs_from, GZ_DAY, day),
			       gz_day_format(c->vs_to, GZ_DAY, other));
	if (c->vs_to >= c->from && (c->vs_from == GZ_NO_DAY || c->vs_from <= c->to))
		return gz_fail(err, GZ_EUSAGE, "the periods overlap: one begins on %s, the other ends on %s",
			       gz_day_format(c->from, GZ_DAY, day), gz_day_format(c->vs_to, GZ_DAY, other));
	return true;
}

static bool count_documents(struct gz_query *q, const struct gz_selection *s, uint64_t *count,
			    struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.heads_only = true};
	bool ok = gz_scan_open(&scan, q, s, GZ_SCAN_TERMS, err);

	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL)
		(*count)++;
	gz_scan_close(&scan);
	return ok;
}

/* Of each cluster the first document of the period is there: the other period has its own. */
static bool count_period(struct diff *d, int32_t from, int32_t to, struct gz_tally **tallies, uint64_t *count,
			 struct gz_error *err)
{
	struct gz_selection s = *d->s;

	s.from = from;
	s.to = to;
	s.window = GZ_WINDOW_DOCUMENT;
	gz_left_out_forget(d->q);
	return gz_tally_all(d->q, &s, tallies, &d->count, err) && count_documents(d->q, &s, count, err);
}

static bool count_both(struct diff *d, struct gz_error *err)
{
	struct gz_compared *c = d->compared;
	struct gz_uniqueness before;

	if (!count_period(d, c->vs_from, c->vs_to, &d->before, &c->vs_docs, err))
		return false;
	before = d->q->uniqueness;
	if (!count_period(d, c->from, c->to, &d->now, &c->docs, err))
		return false;
	d->q->uniqueness.documents += before.documents;
	d->q->uniqueness.unique += before.unique;
	return true;
}

/* ---- measures ------------------------------------------------------------------------ */

/* Of the direction that the counts have, doubled for the other one. */
static double chance(const void *self, uint32_t docs, uint32_t vs_docs)
{
	const struct gz_compared *c = ((const struct diff *)self)->compared;
	uint64_t either = (uint64_t)docs + vs_docs, total = c->docs + c->vs_docs;
	double more = gz_measure_tail(docs, c->docs, either, total),
	       less = gz_measure_tail(vs_docs, c->vs_docs, either, total), log_p;

	log_p = (more < less ? more : less) + log(2);
	return log_p < 0 ? log_p : 0;
}

static bool is_met(const struct diff *d, size_t id)
{
	return !d->terms[id] && d->now[id].documents + d->before[id].documents > 0;
}

static bool test_all(struct diff *d, struct gz_error *err)
{
	struct gz_families families = {0};
	bool ok;

	d->names = calloc(d->count, sizeof(*d->names));
	d->terms = calloc(d->count, 1);
	ok = (d->names != NULL && d->terms != NULL) || gz_fail_nomem(err);
	ok = ok && gz_families_read(d->q, &families, err);
	if (ok)
		gz_family_mark(&families, d->s, d->terms);
	gz_families_free(&families);
	for (size_t id = 0; ok && id < d->count; id++) {
		if (is_met(d, id) && !gz_tests_add(&d->tests, d->now[id].documents, d->before[id].documents))
			ok = gz_fail_nomem(err);
	}
	return ok && (gz_tests_solve(&d->tests, 0, chance, d) || gz_fail_nomem(err));
}

static struct gz_cell share_cell(uint64_t docs, uint64_t of)
{
	return of > 0 ? gz_cell_real((double)docs / (double)of) : gz_cell_null();
}

/* Doublings of the share; no document counts as half a one. */
static struct gz_cell change_cell(const struct gz_compared *c, uint32_t docs, uint32_t vs_docs)
{
	double now = docs > 0 ? docs : 0.5, before = vs_docs > 0 ? vs_docs : 0.5;

	if (c->docs == 0 || c->vs_docs == 0)
		return gz_cell_null();
	return gz_cell_real(log2(now / (double)c->docs / (before / (double)c->vs_docs)));
}

/* ---- rows ------------------------------------------------------------------------------ */

static bool has_row(const void *self, size_t id)
{
	const struct diff *d = self;

	return is_met(d, id) &&
	       (d->now[id].documents >= d->s->min_docs || d->before[id].documents >= d->s->min_docs);
}

static void read_key(const void *self, size_t id, unsigned column, struct gz_cell *cell)
{
	const struct diff *d = self;
	const struct gz_compared *c = d->compared;
	const struct gz_entity_row row = {.id = (uint32_t)id, .names = d->names[id]};
	uint32_t docs = d->now[id].documents, vs_docs = d->before[id].documents;

	switch (column) {
	case DOCS: *cell = gz_cell_count(docs); break;
	case VS_DOCS: *cell = gz_cell_count(vs_docs); break;
	case SHARE: *cell = share_cell(docs, c->docs); break;
	case VS_SHARE: *cell = share_cell(vs_docs, c->vs_docs); break;
	case CHANGE: *cell = change_cell(c, docs, vs_docs); break;
	case G2:
		*cell = gz_cell_real(
			gz_measure_g2(docs, c->docs, (uint64_t)docs + vs_docs, c->docs + c->vs_docs));
		break;
	case P: *cell = gz_cell_real(gz_tests_find(&d->tests, docs, vs_docs)->log_p); break;
	case Q: *cell = gz_cell_real(gz_tests_find(&d->tests, docs, vs_docs)->log_q); break;
	default: gz_entity_row_key(&d->rows, &row, column, cell); break;
	}
}

static bool complete(void *self, size_t id, uint64_t *rows, struct gz_error *err)
{
	struct diff *d = self;
	struct gz_entity_row row = {.id = (uint32_t)id};

	if (!gz_entity_row_complete(&d->rows, &row, rows, err))
		return false;
	d->names[id] = row.names;
	return true;
}

static bool emit(void *self, size_t id, uint64_t from, uint64_t to, struct gz_sink *sink,
		 struct gz_error *err)
{
	struct gz_cell cells[COLUMNS] = {0};

	(void)from;
	(void)to;
	for (unsigned column = 0; column < COLUMNS; column++)
		read_key(self, id, column, &cells[column]);
	cells[P] = gz_cell_chance(cells[P].real);
	cells[Q] = gz_cell_chance(cells[Q].real);
	return sink->row(sink->self, cells, err);
}

static void release(void *self)
{
	gz_entity_rows_release(&((struct diff *)self)->rows);
}

static bool run(struct diff *d, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_order order = {
		.columns = columns,
		.column_count = COLUMNS,
		.keys = default_order,
		.key_count = GZ_COUNT(default_order),
		.early = ~(1u << ENTITY | 1u << NAME | 1u << TYPE),
		.has = has_row,
		.key = read_key,
		.complete = complete,
		.emit = emit,
		.release = release,
		.self = d,
	};

	if (!choose_periods(d, err) || !count_both(d, err) || !test_all(d, err) ||
	    !gz_entity_rows_open(&d->rows, d->q, d->s, err))
		return false;
	order.count = d->count;
	return gz_order_run(&order, d->s, sink, err);
}

bool gz_query_diff(struct gz_query *q, const struct gz_selection *s, int32_t vs_from, int32_t vs_to,
		   struct gz_compared *compared, struct gz_sink *sink, struct gz_error *err)
{
	struct diff d = {
		.q = q, .s = s, .compared = compared, .rows = {.shows = shows, .columns = GZ_COUNT(shows)}};
	bool ok;

	*compared = (struct gz_compared){s->from, s->to, vs_from, vs_to, 0, 0};
	if (!gz_order_check(columns, COLUMNS, s->sort, err) || !gz_query_begin(q, err))
		return false;
	ok = run(&d, sink, err);
	gz_entity_rows_close(&d.rows);
	gz_tests_free(&d.tests);
	free(d.terms);
	free(d.names);
	free(d.now);
	free(d.before);
	gz_query_finish(q);
	return ok;
}
