/*
 * cooc.c: what occurs together with all terms. One pass over the documents of the filter counts totals and
 * marginals of every entity; with a window a second one, over the documents of the terms only, counts
 * what stands close to them.
 */
#include <stdlib.h>

#include "internal.h"

enum { ENTITY, NAME, TYPE, DOCS, SHARE, NPMI, G2, FIRST, LAST, COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0}, {"name", GZ_CELL_TEXT, 0},  {"type", GZ_CELL_TEXT, 0},
	{"docs", GZ_CELL_INT, 0},    {"share", GZ_CELL_REAL, 3}, {"npmi", GZ_CELL_REAL, 3},
	{"g2", GZ_CELL_REAL, 1},     {"first", GZ_CELL_TEXT, 0}, {"last", GZ_CELL_TEXT, 0},
};

static const enum gz_entity_column shows[COLUMNS] = {
	GZ_SHOW_ENTITY, GZ_SHOW_NAME, GZ_SHOW_TYPE,  GZ_SHOW_DOCS, GZ_SHOW_SHARE,
	GZ_SHOW_NPMI,   GZ_SHOW_G2,   GZ_SHOW_FIRST, GZ_SHOW_LAST,
};

static const struct gz_order_key default_order[] = {{DOCS, true}, {G2, true}, {ENTITY, false}};

struct cooc {
	struct gz_query *q;
	const struct gz_selection *s;
	struct gz_tally *tallies;
	size_t count;
	uint64_t total;  /* documents of the filter */
	uint64_t terms;  /* of these with all terms */
	uint64_t within; /* of these with the terms inside the window */
};

/* Counts a document for an associate and for its series, once each. */
static void join(struct cooc *c, int64_t id, const struct gz_block_document *doc, uint32_t document)
{
	for (uint32_t left = c->tallies[id].lineage; left > 0; left--, id = c->tallies[id].series) {
		struct gz_tally *tally = &c->tallies[id];

		if (tally->joined == document)
			continue;
		tally->joined = document;
		tally->joint++;
		gz_tally_day(tally, doc->day);
	}
}

/* `document`: its number in this pass. */
static void add_joint(struct cooc *c, const struct gz_block_document *doc, const struct gz_windows *windows,
		      uint32_t document)
{
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *entity = &doc->entity[i];
		bool holds = windows == NULL;

		for (uint32_t m = 0; m < entity->mentions && !holds; m++)
			holds = gz_windows_hold(windows, doc->place[entity->first + m],
						doc->sentence[entity->first + m]);
		if (!holds)
			continue;
		join(c, entity->entity, doc, document);
	}
}

/* An id that the entity table does not know would lie outside the array. */
static bool check_ids(struct cooc *c, const struct gz_block_document *doc, struct gz_error *err)
{
	for (uint32_t i = 0; i < doc->count; i++) {
		if (doc->entity[i].entity < 0 || (uint64_t)doc->entity[i].entity >= c->count)
			return gz_query_damaged(c->q, err);
	}
	return true;
}

static bool count_marginals(struct cooc *c, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {0};
	bool ok;

	ok = gz_scan_open(&scan, c->q, c->s, GZ_SCAN_FILTER, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(c, doc, err)))
			break;
		c->total++;
		for (uint32_t i = 0; i < doc->count; i++)
			gz_tally_document(c->tallies, &doc->entity[i], (uint32_t)c->total, GZ_NO_DAY);
		if (!gz_terms_in(c->s, doc))
			continue;
		c->terms++;
		if (c->s->window == GZ_WINDOW_DOCUMENT)
			add_joint(c, doc, NULL, (uint32_t)c->total);
	}
	gz_scan_close(&scan);
	c->within = c->terms;
	return ok;
}

static bool count_windows(struct cooc *c, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {0};
	bool ok;

	c->within = 0;
	ok = gz_scan_open(&scan, c->q, c->s, GZ_SCAN_WINDOW, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(c, doc, err)))
			break;
		c->within++;
		add_joint(c, doc, &scan.windows, (uint32_t)c->within);
	}
	gz_scan_close(&scan);
	return ok;
}

/* Neither a term nor the series that it is an edition of is an associate. */
static void drop_terms(struct cooc *c)
{
	for (size_t term = 0; term < c->s->term_count; term++) {
		for (size_t i = 0; i < c->s->terms[term].count; i++) {
			int64_t id = c->s->terms[term].ids[i];

			if (id < 0 || (uint64_t)id >= c->count)
				continue;
			for (uint32_t left = c->tallies[id].lineage; left > 0; left--) {
				c->tallies[id].joint = 0;
				id = c->tallies[id].series;
			}
		}
	}
}

static bool make_rows(struct cooc *c, struct gz_entity_rows *rows, struct gz_error *err)
{
	drop_terms(c);
	for (size_t id = 0; id < c->count; id++) {
		const struct gz_tally *t = &c->tallies[id];
		struct gz_entity_row row = {
			.id = (int64_t)id, .docs = t->joint, .first = t->first, .last = t->last};

		if (t->joint == 0 || t->joint < c->s->min_docs)
			continue;
		row.share = (double)t->joint / (double)c->within;
		row.npmi = gz_measure_npmi(t->joint, c->terms, t->documents, c->total);
		row.g2 = gz_measure_g2(t->joint, c->terms, t->documents, c->total);
		if (!GZ_PUSH(&rows->rows, row))
			return gz_fail_nomem(err);
	}
	return true;
}

bool gz_query_cooc(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
		   struct gz_error *err)
{
	struct cooc c = {.q = q, .s = s};
	struct gz_entity_rows rows = {.shows = shows, .columns = COLUMNS};
	struct gz_order order = {
		.columns = columns,
		.column_count = COLUMNS,
		.keys = default_order,
		.key_count = GZ_COUNT(default_order),
		.early = 1u << DOCS | 1u << SHARE | 1u << NPMI | 1u << G2 | 1u << FIRST | 1u << LAST,
		.key = gz_entity_rows_key,
		.complete = gz_entity_rows_complete,
		.emit = gz_entity_rows_emit,
		.release = gz_entity_rows_release,
		.self = &rows,
	};
	bool ok = false;

	if (!gz_terms_needed(s, "cooc", err) || !gz_order_check(columns, COLUMNS, s->sort, err) ||
	    !gz_query_begin(q, err))
		return false;
	if (!gz_tally_make(q, &c.tallies, &c.count, err) || !count_marginals(&c, err))
		goto out;
	if (s->window != GZ_WINDOW_DOCUMENT && !count_windows(&c, err))
		goto out;
	if (!gz_entity_rows_open(&rows, q, s, err) || !make_rows(&c, &rows, err))
		goto out;
	order.count = rows.rows.len;
	ok = gz_order_run(&order, s, sink, err);
out:
	gz_entity_rows_close(&rows);
	free(c.tallies);
	gz_query_finish(q);
	return ok;
}
