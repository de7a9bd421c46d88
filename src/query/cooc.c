/* cooc.c: what occurs together with all terms, as rows. */
#include "cooc.h"

enum { ENTITY, NAME, TYPE, DOCS, SHARE, NPMI, G2, FIRST, LAST, JACCARD, P, Q, COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0},  {"name", GZ_CELL_TEXT, 0},  {"type", GZ_CELL_TEXT, 0},
	{"docs", GZ_CELL_INT, 0},     {"share", GZ_CELL_REAL, 3}, {"npmi", GZ_CELL_REAL, 3},
	{"g2", GZ_CELL_REAL, 1},      {"first", GZ_CELL_TEXT, 0}, {"last", GZ_CELL_TEXT, 0},
	{"jaccard", GZ_CELL_REAL, 3}, {"p", GZ_CELL_REAL, -2},	  {"q", GZ_CELL_REAL, -2},
};

static const enum gz_entity_column shows[COLUMNS] = {
	GZ_SHOW_ENTITY, GZ_SHOW_NAME,  GZ_SHOW_TYPE, GZ_SHOW_DOCS,    GZ_SHOW_SHARE, GZ_SHOW_NPMI,
	GZ_SHOW_G2,	GZ_SHOW_FIRST, GZ_SHOW_LAST, GZ_SHOW_JACCARD, GZ_SHOW_P,     GZ_SHOW_Q,
};

static const struct gz_order_key default_order[] = {{DOCS, true}, {G2, true}, {ENTITY, false}};

static double chance(const void *self, uint32_t joint, uint32_t documents)
{
	const struct gz_cooc *c = self;

	return gz_measure_tail(joint, c->terms, documents, c->total);
}

/* Every entity of the filter was looked at, those too that never occur with the terms (their chance is 1). */
static bool test_all(struct gz_cooc *c, struct gz_error *err)
{
	if (c->s->untested)
		return true;
	for (size_t i = 0; i < c->met.len; i++) {
		uint32_t id = c->met.ptr[i].id;

		if (!gz_tests_add(&c->tests, c->associates[id].joint, c->documents[id]))
			return gz_fail_nomem(err);
	}
	c->rows.tests = &c->tests;
	return gz_tests_solve(&c->tests, c->never, chance, c) || gz_fail_nomem(err);
}

static void drop(void *self, size_t id)
{
	struct gz_cooc *c = self;

	c->associates[id].joint = c->documents[id] = 0;
}

/* Neither a term nor the series that it is an edition of is an associate, or is tested. */
static bool choose(struct gz_cooc *c, struct gz_error *err)
{
	gz_family_named(&c->families, c->s, drop, c);
	for (size_t id = 0; id < c->count; id++) {
		if (c->associates[id].joint == 0)
			c->never += c->documents[id] > 0;
		else if (!GZ_PUSH(&c->met, ((struct gz_met){.id = (uint32_t)id})))
			return gz_fail_nomem(err);
	}
	return true;
}

static struct gz_entity_row row_of(const struct gz_cooc *c, size_t item)
{
	const struct gz_met *met = &c->met.ptr[item];
	const struct gz_associate *a = &c->associates[met->id];

	return (struct gz_entity_row){.id = met->id,
				      .docs = a->joint,
				      .documents = c->documents[met->id],
				      .first = a->early ? (int32_t)((uint32_t)INT32_MAX - (a->early - 1))
							: GZ_NO_DAY,
				      .last = a->late ? (int32_t)(a->late + (uint32_t)INT32_MIN) : GZ_NO_DAY,
				      .names = met->names};
}

static bool has_row(const void *self, size_t item)
{
	const struct gz_cooc *c = self;

	uint32_t id = c->met.ptr[item].id;

	return c->associates[id].joint >= c->s->min_docs && !gz_entity_rows_other(&c->rows, id);
}

static void read_key(const void *self, size_t item, unsigned column, struct gz_cell *cell)
{
	const struct gz_cooc *c = self;
	struct gz_entity_row row = row_of(c, item);

	gz_entity_row_key(&c->rows, &row, column, cell);
}

static bool complete(void *self, size_t item, uint64_t *rows, struct gz_error *err)
{
	struct gz_cooc *c = self;
	struct gz_entity_row row = row_of(c, item);

	if (!gz_entity_row_complete(&c->rows, &row, rows, err))
		return false;
	c->met.ptr[item].names = row.names;
	return true;
}

static bool emit(void *self, size_t item, uint64_t from, uint64_t to, struct gz_sink *sink,
		 struct gz_error *err)
{
	struct gz_cooc *c = self;
	struct gz_entity_row row = row_of(c, item);

	(void)from;
	(void)to;
	return gz_entity_row_emit(&c->rows, &row, sink, err);
}

static void release(void *self)
{
	struct gz_cooc *c = self;

	gz_entity_rows_release(&c->rows);
}

bool gz_query_cooc(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
		   struct gz_error *err)
{
	struct gz_cooc c = {.q = q, .s = s, .rows = {.shows = shows, .columns = COLUMNS}};
	struct gz_order order = {
		.columns = columns,
		.column_count = COLUMNS,
		.keys = default_order,
		.key_count = GZ_COUNT(default_order),
		.early = 1u << DOCS | 1u << SHARE | 1u << NPMI | 1u << G2 | 1u << FIRST | 1u << LAST |
			 1u << JACCARD | 1u << P | 1u << Q,
		.has = has_row,
		.key = read_key,
		.complete = complete,
		.emit = emit,
		.release = release,
		.self = &c,
	};
	bool ok = false;

	if (!gz_terms_needed(s, "cooc", err) || !gz_order_check(columns, COLUMNS, s->sort, err) ||
	    !gz_query_begin(q, err))
		return false;
	if (!gz_cooc_count(&c, err))
		goto out;
	if (!gz_entity_rows_open(&c.rows, q, s, err))
		goto out;
	if (!choose(&c, err))
		goto out;
	c.rows.within = c.within;
	c.rows.terms = c.terms;
	c.rows.total = c.total;
	if (!test_all(&c, err) || !gz_entity_rows_sort_out(&c.rows, c.met.len, c.count, err))
		goto out;
	order.count = c.met.len;
	ok = gz_order_run(&order, s, sink, err);
out:
	gz_entity_rows_close(&c.rows);
	gz_tests_free(&c.tests);
	GZ_VEC_FREE(&c.met);
	gz_cooc_free(&c);
	gz_query_finish(q);
	return ok;
}
