/*
 * cooc.c: what occurs together with all terms. Inside a filter one pass over its documents counts totals and
 * marginals of every entity. Without one these are known (the counts of the last segment, and what is newer
 * is counted), and only the documents with the terms are read. With a window another pass, over the documents
 * of the terms only, counts what stands close to them.
 */
#include <stdlib.h>

#include "internal.h"

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

/* What is added up for an entity: small, for all of them are met in no order.
 * Nothing is all zeros, so that memory of those that are not met is not touched. */
struct associate {
	uint32_t joint;
	uint32_t documents;   /* of the filter, with the terms or without */
	uint32_t early, late; /* greater, the earlier and the later the day; 0: no dated document */
};

/* One that occurs with the terms. */
struct met {
	uint32_t id;
	uint32_t names; /* once completed: number of its names + 1 */
};

struct cooc {
	struct gz_query *q;
	const struct gz_selection *s;
	struct gz_families families;
	struct gz_zeros memory; /* of the associates */
	struct associate *associates;
	GZ_VEC(struct met) met; /* by id */
	uint64_t never;		/* entities of the filter that never occur with the terms */
	struct gz_entity_rows rows;
	size_t count;
	uint64_t total;	 /* documents of the filter */
	uint64_t terms;	 /* of these with all terms */
	uint64_t within; /* of these with the terms inside the window */
	uint32_t passed; /* documents counted in any pass */
	struct gz_tests tests;
};

static inline void join_days(struct associate *a, int32_t first, int32_t last)
{
	uint32_t early = (uint32_t)INT32_MAX - (uint32_t)first + 1,
		 late = (uint32_t)last - (uint32_t)INT32_MIN;

	a->early = early > a->early ? early : a->early;
	a->late = late > a->late ? late : a->late;
}

static inline void join_one(struct associate *a, int32_t day)
{
	a->joint++;
	if (day != GZ_NO_DAY)
		join_days(a, day, day);
}

/* Counts a document for a member of a family and for its series, once each. */
static void join_family(struct cooc *c, int64_t id, int32_t day)
{
	struct gz_member *member = gz_family_find(&c->families, id);

	for (uint32_t left = member->lineage; left > 0; left--) {
		if (member->seen != c->passed) {
			member->seen = c->passed;
			join_one(&c->associates[member->id], day);
		}
		member = gz_family_find(&c->families, member->series);
	}
}

/* All entities of a document. What is read of the arrays' places stays in registers. */
static void join_all(struct cooc *c, const struct gz_block_document *doc)
{
	const struct gz_block_entity *e = doc->entity;
	const unsigned char *in_family = c->families.has;
	struct associate *associates = c->associates;
	int32_t day = doc->day;

	for (uint32_t left = doc->count; left > 0; left--, e++) {
		if (in_family[e->entity])
			join_family(c, e->entity, day);
		else
			join_one(&associates[e->entity], day);
	}
}

static void add_joint(struct cooc *c, const struct gz_block_document *doc, const struct gz_windows *windows)
{
	c->passed++;
	if (windows == NULL) {
		join_all(c, doc);
		return;
	}
	for (uint32_t i = 0; i < doc->count; i++) {
		const struct gz_block_entity *entity = &doc->entity[i];
		bool holds = false;

		for (uint32_t m = 0; m < entity->mentions && !holds; m++)
			holds = gz_windows_hold(windows, doc->place[entity->first + m],
						doc->sentence[entity->first + m]);
		if (holds && c->families.has[entity->entity])
			join_family(c, entity->entity, doc->day);
		else if (holds)
			join_one(&c->associates[entity->entity], doc->day);
	}
}

static void add_marginals(struct cooc *c, const struct gz_block_document *doc)
{
	const struct gz_block_entity *e = doc->entity;
	const unsigned char *in_family = c->families.has;
	struct associate *associates = c->associates;

	c->passed++;
	for (uint32_t left = doc->count; left > 0; left--, e++) {
		struct gz_member *member;

		if (!in_family[e->entity]) {
			associates[e->entity].documents++;
			continue;
		}
		member = gz_family_find(&c->families, e->entity);
		for (uint32_t up = member->lineage; up > 0; up--) {
			associates[member->id].documents += member->seen != c->passed;
			member->seen = c->passed;
			member = gz_family_find(&c->families, member->series);
		}
	}
}

/* An id that the entity table does not know would lie outside the arrays. They ascend. */
static bool check_ids(struct cooc *c, const struct gz_block_document *doc, struct gz_error *err)
{
	return doc->count == 0 || (uint64_t)doc->entity[doc->count - 1].entity < c->count ||
	       gz_query_damaged(c->q, err);
}

/* ---- one pass over the documents of a filter --------------------------------------- */

static bool count_filter(struct cooc *c, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.ids_only = true};
	bool ok;

	ok = gz_scan_open(&scan, c->q, c->s, GZ_SCAN_FILTER, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(c, doc, err)))
			break;
		c->total++;
		add_marginals(c, doc);
		if (!gz_terms_in(c->s, doc))
			continue;
		c->terms++;
		if (c->s->window == GZ_WINDOW_DOCUMENT)
			add_joint(c, doc, NULL);
	}
	gz_scan_close(&scan);
	return ok;
}

/* ---- everything: what is known already ----------------------------------------------- */

static bool read_counts(struct cooc *c, struct gz_str counts, struct gz_error *err)
{
	const unsigned char *at = (const unsigned char *)counts.ptr, *end = at + counts.len;
	uint64_t count;

	for (size_t id = 0; at != end; id++) {
		if (!gz_varint_quick(&at, end, &count) || count > UINT32_MAX || id >= c->count)
			return gz_query_damaged(c->q, err);
		c->associates[id].documents = (uint32_t)count;
	}
	return true;
}

/* The documents behind the last segment are in no count. */
static bool count_newest(struct cooc *c, int64_t behind, struct gz_error *err)
{
	struct gz_selection everything = {
		.from = GZ_NO_DAY, .to = GZ_NO_DAY, .interrupted = c->s->interrupted, .self = c->s->self};
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = behind, .ids_only = true};
	bool ok;

	ok = gz_scan_open(&scan, c->q, &everything, GZ_SCAN_FILTER, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if ((ok = check_ids(c, doc, err)))
			add_marginals(c, doc);
	}
	gz_scan_close(&scan);
	return ok;
}

static bool read_marginals(struct cooc *c, struct gz_error *err)
{
	sqlite3_stmt *counts = NULL, *documents = NULL;
	gz_span_vec segments = {.len = 0};
	bool row, ok;

	ok = gz_query_prepare(c->q, "counts", &counts, err) &&
	     gz_query_prepare(c->q, "documents", &documents, err) &&
	     gz_query_step(c->q, documents, &row, err);
	if (ok && row)
		c->total = (uint64_t)sqlite3_column_int64(documents, 0);
	ok = ok && gz_query_step(c->q, counts, &row, err) &&
	     (!row || read_counts(c, gz_query_blob(counts, 0), err));
	sqlite3_finalize(counts);
	sqlite3_finalize(documents);
	ok = ok && gz_spans_read(c->q, &segments, err) &&
	     count_newest(c, segments.len > 0 ? segments.ptr[segments.len - 1].to : 0, err);
	GZ_VEC_FREE(&segments);
	return ok;
}

/* Adds a finished answer; that of the term with itself says in how many documents it stands. */
static bool add_answer(struct cooc *c, struct gz_str bytes, struct gz_error *err)
{
	struct gz_joint_reader r;

	for (gz_joint_open(&r, bytes); gz_joint_next(&r);) {
		struct associate *a;

		if ((uint64_t)r.joint.entity >= c->count)
			return gz_query_damaged(c->q, err);
		a = &c->associates[r.joint.entity];
		a->joint += r.joint.documents;
		if (r.joint.last != GZ_NO_DAY)
			join_days(a, r.joint.first, r.joint.last);
		if (r.joint.entity == c->s->terms[0].ids[0])
			c->terms += r.joint.documents;
	}
	return !r.damaged || gz_query_damaged(c->q, err);
}

/* What is known without reading documents; `answered` are the segments that it is about. */
static bool read_answers(struct cooc *c, gz_span_vec *answered, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(c->q, "joint", &stmt, err);

	if (ok && sqlite3_bind_int64(stmt, 1, c->s->terms[0].ids[0]) != SQLITE_OK)
		ok = gz_query_fail(c->q, err);
	while (ok && (ok = gz_query_step(c->q, stmt, &row, err)) && row) {
		struct gz_span span = {sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1)};

		ok = (GZ_PUSH(answered, span) || gz_fail_nomem(err)) &&
		     add_answer(c, gz_query_blob(stmt, 2), err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

static bool count_terms(struct cooc *c, struct gz_error *err)
{
	bool joins = c->s->window == GZ_WINDOW_DOCUMENT, ok = true;
	const struct gz_block_document *doc;
	gz_span_vec answered = {.len = 0};
	struct gz_scan scan = {.heads_only = !joins, .ids_only = true, .skip = &answered};

	if (joins && c->s->term_count == 1 && c->s->terms[0].count == 1 && !c->s->terms[0].open)
		ok = read_answers(c, &answered, err);
	ok = ok && gz_scan_open(&scan, c->q, c->s, GZ_SCAN_TERMS, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		c->terms++;
		if (joins && (ok = check_ids(c, doc, err)))
			add_joint(c, doc, NULL);
	}
	gz_scan_close(&scan);
	GZ_VEC_FREE(&answered);
	return ok;
}

/* ---- the window ------------------------------------------------------------------------ */

static bool count_windows(struct cooc *c, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = 0};
	bool ok;

	c->within = 0;
	ok = gz_scan_open(&scan, c->q, c->s, GZ_SCAN_WINDOW, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = check_ids(c, doc, err)))
			break;
		c->within++;
		add_joint(c, doc, &scan.windows);
	}
	gz_scan_close(&scan);
	return ok;
}

static bool count(struct cooc *c, struct gz_error *err)
{
	const struct gz_selection *s = c->s;

	if (s->from == GZ_NO_DAY && s->to == GZ_NO_DAY && s->source_count == 0 && !gz_leaves_out(s)) {
		if (!read_marginals(c, err) || !count_terms(c, err))
			return false;
	} else if (!count_filter(c, err)) {
		return false;
	}
	c->within = c->terms;
	return s->window == GZ_WINDOW_DOCUMENT || count_windows(c, err);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static double chance(const void *self, uint32_t joint, uint32_t documents)
{
	const struct cooc *c = self;

	return gz_measure_tail(joint, c->terms, documents, c->total);
}

/* Every entity of the filter was looked at, those too that never occur with the terms (their chance is 1). */
static bool test_all(struct cooc *c, struct gz_error *err)
{
	if (c->s->untested)
		return true;
	for (size_t i = 0; i < c->met.len; i++) {
		const struct associate *a = &c->associates[c->met.ptr[i].id];

		if (!gz_tests_add(&c->tests, a->joint, a->documents))
			return gz_fail_nomem(err);
	}
	c->rows.tests = &c->tests;
	return gz_tests_solve(&c->tests, c->never, chance, c) || gz_fail_nomem(err);
}

static void drop(void *self, size_t id)
{
	struct cooc *c = self;

	c->associates[id].joint = c->associates[id].documents = 0;
}

/* Neither a term nor the series that it is an edition of is an associate, or is tested. */
static bool choose(struct cooc *c, struct gz_error *err)
{
	gz_family_named(&c->families, c->s, drop, c);
	for (size_t id = 0; id < c->count; id++) {
		if (c->associates[id].joint == 0)
			c->never += c->associates[id].documents > 0;
		else if (!GZ_PUSH(&c->met, ((struct met){.id = (uint32_t)id})))
			return gz_fail_nomem(err);
	}
	return true;
}

static struct gz_entity_row row_of(const struct cooc *c, size_t item)
{
	const struct met *met = &c->met.ptr[item];
	const struct associate *a = &c->associates[met->id];

	return (struct gz_entity_row){.id = met->id,
				      .docs = a->joint,
				      .documents = a->documents,
				      .first = a->early ? (int32_t)((uint32_t)INT32_MAX - (a->early - 1))
							: GZ_NO_DAY,
				      .last = a->late ? (int32_t)(a->late + (uint32_t)INT32_MIN) : GZ_NO_DAY,
				      .names = met->names};
}

static bool has_row(const void *self, size_t item)
{
	const struct cooc *c = self;

	return c->associates[c->met.ptr[item].id].joint >= c->s->min_docs;
}

static void read_key(const void *self, size_t item, unsigned column, struct gz_cell *cell)
{
	const struct cooc *c = self;
	struct gz_entity_row row = row_of(c, item);

	gz_entity_row_key(&c->rows, &row, column, cell);
}

static bool complete(void *self, size_t item, uint64_t *rows, struct gz_error *err)
{
	struct cooc *c = self;
	struct gz_entity_row row = row_of(c, item);

	if (!gz_entity_row_complete(&c->rows, &row, rows, err))
		return false;
	c->met.ptr[item].names = row.names;
	return true;
}

static bool emit(void *self, size_t item, uint64_t from, uint64_t to, struct gz_sink *sink,
		 struct gz_error *err)
{
	struct cooc *c = self;
	struct gz_entity_row row = row_of(c, item);

	(void)from;
	(void)to;
	return gz_entity_row_emit(&c->rows, &row, sink, err);
}

static void release(void *self)
{
	struct cooc *c = self;

	gz_entity_rows_release(&c->rows);
}

static bool make_arrays(struct cooc *c, struct gz_error *err)
{
	if (!gz_families_read(c->q, &c->families, err))
		return false;
	c->count = c->families.count;
	if (!gz_zeros_make(&c->memory, c->count, sizeof(*c->associates), err))
		return false;
	c->associates = c->memory.at;
	return true;
}

bool gz_query_cooc(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
		   struct gz_error *err)
{
	struct cooc c = {.q = q, .s = s, .rows = {.shows = shows, .columns = COLUMNS}};
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
	if (!make_arrays(&c, err) || !count(&c, err))
		goto out;
	if (!gz_entity_rows_open(&c.rows, q, s, err))
		goto out;
	if (!choose(&c, err))
		goto out;
	c.rows.within = c.within;
	c.rows.terms = c.terms;
	c.rows.total = c.total;
	if (!test_all(&c, err))
		goto out;
	order.count = c.met.len;
	ok = gz_order_run(&order, s, sink, err);
out:
	gz_entity_rows_close(&c.rows);
	gz_tests_free(&c.tests);
	GZ_VEC_FREE(&c.met);
	gz_families_free(&c.families);
	gz_zeros_free(&c.memory);
	gz_query_finish(q);
	return ok;
}
