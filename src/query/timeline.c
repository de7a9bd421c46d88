/*
 * timeline.c: documents per period. One pass over the heads of the documents counts those of the filter by
 * period, and beside it the posting lists are walked for those of each term; only documents that are too new
 * to have postings are read. For the common documents of all terms another pass reads only these. What is
 * dated more coarsely than a period is counted apart.
 */
#include <stdlib.h>

#include "internal.h"

enum { ENTITY, PERIOD, DOCS, MENTIONS, TOTAL_DOCS, SHARE, COLUMNS, NUMBER = COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0},  {"period", GZ_CELL_TEXT, 0},    {"docs", GZ_CELL_INT, 0},
	{"mentions", GZ_CELL_INT, 0}, {"total_docs", GZ_CELL_INT, 0}, {"share", GZ_CELL_REAL, 3},
};

/* As numbered: a series after the other, in the order of the terms. */
static const struct gz_order_key default_order[] = {{NUMBER, false}};

#define MEMO	   1024
#define ASK_EVERY  64 /* blocks between two questions whether to stop */
#define MOST_LISTS 256

struct count {
	uint64_t mentions;
	uint32_t docs;
};

struct timeline {
	struct gz_query *q;
	const struct gz_selection *s;
	enum gz_period by;
	bool all;
	int32_t base;	     /* first period of the arrays */
	int32_t first, last; /* periods to print; none while last < first */
	size_t periods;	     /* of the arrays */
	size_t series;
	uint32_t *totals;
	struct count *counts; /* series after series */
	struct gz_buf label;  /* of the one series of --all */
	uint64_t undated;
	int64_t *sources;
	GZ_VEC(struct gz_postings) postings; /* of each id of each term, in this order */
	int64_t next;			     /* the first document that any of them stands on */
	/* The periods of days seen lately, by day modulo MEMO. */
	struct {
		int32_t day;
		uint32_t at;
	} memo[MEMO];
};

/* ---- what can be counted ------------------------------------------------------------ */

static bool is_usable(const struct timeline *t, int32_t day, uint8_t precision)
{
	if (day == GZ_NO_DAY)
		return false;
	if (t->by == GZ_BY_YEAR || (precision != GZ_YEAR && precision != GZ_MONTH))
		return true;
	return t->by == GZ_BY_MONTH && precision == GZ_MONTH;
}

/* The periods that documents can fall into, widened to the days asked for. */
static bool make_arrays(struct timeline *t, struct gz_error *err)
{
	const struct gz_selection *s = t->s;
	sqlite3_stmt *stmt = NULL;
	int64_t from = INT64_MAX, to = INT64_MIN;
	bool row, ok;

	ok = gz_query_prepare(t->q, "block_days", &stmt, err) && gz_query_step(t->q, stmt, &row, err);
	if (ok && row && sqlite3_column_type(stmt, 0) != SQLITE_NULL) {
		from = sqlite3_column_int64(stmt, 0);
		to = sqlite3_column_int64(stmt, 1);
	}
	sqlite3_finalize(stmt);
	if (!ok)
		return false;
	if (s->from != GZ_NO_DAY)
		from = s->from;
	if (s->to != GZ_NO_DAY)
		to = s->to;
	t->first = 1;
	if (from > to)
		return true;
	t->base = gz_period_of(gz_period_clamp(from), t->by);
	t->periods = (size_t)(gz_period_of(gz_period_clamp(to), t->by) - t->base) + 1;
	/* What the caller asked for is printed; an open end stops where the documents do. */
	if (s->from != GZ_NO_DAY && s->to != GZ_NO_DAY) {
		t->first = t->base;
		t->last = t->base + (int32_t)t->periods - 1;
	}
	if (t->series > SIZE_MAX / sizeof(*t->counts) / t->periods)
		return gz_fail_nomem(err);
	t->totals = calloc(t->periods, sizeof(*t->totals));
	t->counts = calloc(t->periods * t->series, sizeof(*t->counts));
	return (t->totals != NULL && t->counts != NULL) || gz_fail_nomem(err);
}

/* The index of a day's period. */
static bool find_period(struct timeline *t, int32_t day, size_t *at, struct gz_error *err)
{
	size_t slot = (uint32_t)day % MEMO;
	int64_t period;

	if (t->memo[slot].day == day) {
		*at = t->memo[slot].at;
		return true;
	}
	if (day != gz_period_clamp(day))
		return gz_query_damaged(t->q, err);
	period = (int64_t)gz_period_of(day, t->by) - t->base;
	if (period < 0 || (uint64_t)period >= t->periods)
		return gz_query_damaged(t->q, err);
	*at = (size_t)period;
	t->memo[slot].day = day;
	t->memo[slot].at = (uint32_t)period;
	return true;
}

/* ---- counting --------------------------------------------------------------------------- */

/* The first or the last day was left open: the documents decide. */
static void widen(struct timeline *t, size_t at)
{
	int32_t period = t->base + (int32_t)at;
	bool nothing_yet = t->last < t->first;

	if (nothing_yet || period < t->first)
		t->first = nothing_yet && t->s->from != GZ_NO_DAY ? t->base : period;
	if (nothing_yet || period > t->last)
		t->last = nothing_yet && t->s->to != GZ_NO_DAY ? t->base + (int32_t)t->periods - 1 : period;
}

static void add(struct count *count, uint64_t mentions)
{
	count->docs++;
	count->mentions += mentions;
}

/* Counts a document of the filter; *usable: it has a period, *at. */
static bool count_total(struct timeline *t, int32_t day, uint8_t precision, bool *usable, size_t *at,
			struct gz_error *err)
{
	*usable = is_usable(t, day, precision);
	if (!*usable)
		return true;
	if (!find_period(t, day, at, err))
		return false;
	if (t->totals[*at]++ == 0)
		widen(t, *at);
	return true;
}

static bool count_document(struct timeline *t, const struct gz_block_document *doc, struct gz_error *err)
{
	bool usable, any = false;
	size_t at = 0;

	if (!count_total(t, doc->day, doc->precision, &usable, &at, err))
		return false;
	for (size_t term = 0; term < t->s->term_count && !t->all; term++) {
		uint64_t mentions = gz_term_mentions(&t->s->terms[term], doc);

		if (mentions == 0)
			continue;
		any = true;
		if (usable)
			add(&t->counts[term * t->periods + at], mentions);
	}
	t->undated += any && !usable;
	return true;
}

static bool count_common(struct timeline *t, const struct gz_block_document *doc, struct gz_error *err)
{
	size_t at = 0;

	if (!is_usable(t, doc->day, doc->precision)) {
		t->undated++;
		return true;
	}
	if (!find_period(t, doc->day, &at, err))
		return false;
	add(&t->counts[at], gz_terms_mentions(t->s, doc));
	return true;
}

/* ---- by postings ------------------------------------------------------------------------- */

static bool open_postings(struct timeline *t, struct gz_error *err)
{
	t->next = INT64_MAX;
	for (size_t term = 0; term < t->s->term_count && !t->all; term++) {
		for (size_t i = 0; i < t->s->terms[term].count; i++) {
			struct gz_postings p;
			bool ok = gz_postings_open(&p, t->q, t->s->terms[term].ids[i], err);

			if (!GZ_PUSH(&t->postings, p)) {
				gz_postings_close(&p);
				return ok && gz_fail_nomem(err);
			}
			if (!ok)
				return false;
			if (p.list.document < t->next)
				t->next = p.list.document;
		}
	}
	return true;
}

/* How often the next term, whose lists begin at *list, is mentioned in a document. */
static bool count_listed(struct timeline *t, const struct gz_term *term, size_t *list, int64_t document,
			 uint64_t *mentions, struct gz_error *err)
{
	*mentions = 0;
	for (size_t i = 0; i < term->count; i++) {
		struct gz_postings *p = &t->postings.ptr[(*list)++];

		if (p->list.document == document) {
			*mentions += p->list.mentions;
			if (!gz_postings_next(p, err))
				return false;
		}
		if (p->list.document < t->next)
			t->next = p->list.document;
	}
	return true;
}

/* Counts the terms of the document that the lists stand on; `period` is NULL where it has none. */
static bool count_terms(struct timeline *t, int64_t document, const size_t *period, bool passes,
			struct gz_error *err)
{
	size_t list = 0;
	bool any = false;

	t->next = INT64_MAX;
	for (size_t term = 0; term < t->s->term_count; term++) {
		uint64_t mentions;

		if (!count_listed(t, &t->s->terms[term], &list, document, &mentions, err))
			return false;
		any = any || mentions > 0;
		if (mentions > 0 && passes && period != NULL)
			add(&t->counts[term * t->periods + *period], mentions);
	}
	t->undated += any && passes && period == NULL;
	return true;
}

/* The same where there is a single list, as nearly always. */
static inline bool count_only(struct timeline *t, const size_t *period, bool passes, struct gz_error *err)
{
	struct gz_postings *p = t->postings.ptr;

	if (passes && period != NULL)
		add(&t->counts[*period], p->list.mentions);
	else
		t->undated += passes;
	if (!gz_postings_next(p, err))
		return false;
	t->next = p->list.document;
	return true;
}

/* Lists may name documents of blocks that were passed over. */
static bool skip_to(struct timeline *t, int64_t document, struct gz_error *err)
{
	while (t->next < document)
		if (!count_terms(t, t->next, NULL, false, err))
			return false;
	return true;
}

/* The same for its documents up to `last`, all of one period; none: they are not counted. */
static bool pass_only(struct timeline *t, const size_t *period, int64_t last, struct gz_error *err)
{
	struct gz_postings *p = t->postings.ptr;
	struct gz_posted sum = {0, 0};

	if (!gz_postings_pass(p, last, &sum, err))
		return false;
	if (period != NULL) {
		t->counts[*period].docs += (uint32_t)sum.documents;
		t->counts[*period].mentions += sum.mentions;
	}
	t->next = p->list.document;
	return true;
}

/* The documents behind the one that was counted last that are of its day and source. */
static bool count_repeated(struct timeline *t, struct gz_head_reader *r, size_t at, bool passes,
			   struct gz_error *err)
{
	uint64_t more = gz_head_repeat(r, passes ? UINT32_MAX - t->totals[at] : UINT32_MAX);
	const size_t *period = passes ? &at : NULL;

	if (passes)
		t->totals[at] += (uint32_t)more;
	if (t->postings.len == 1)
		return pass_only(t, period, r->head.document, err);
	while (t->next <= r->head.document) {
		if (!count_terms(t, t->next, period, passes, err))
			return false;
	}
	return true;
}

static bool count_block(struct timeline *t, sqlite3_stmt *block, struct gz_error *err)
{
	bool open = t->s->from == GZ_NO_DAY && t->s->to == GZ_NO_DAY && t->s->source_count == 0;
	const struct gz_head *head;
	struct gz_head_reader r;
	size_t at = 0; /* the period of the last document that has one */

	if (!skip_to(t, sqlite3_column_int64(block, 0), err))
		return false;
	gz_head_open(&r, sqlite3_column_int64(block, 0), gz_query_blob(block, 4));
	while ((head = gz_head_next(&r)) != NULL) {
		bool passes = open ? head->source != 0 : gz_selection_passes(t->s, t->sources, head);
		bool usable = passes && head->day != GZ_NO_DAY;

		if (usable && !count_total(t, head->day, head->precision, &usable, &at, err))
			return false;
		if (head->document == t->next && t->postings.len == 1) {
			if (!count_only(t, usable ? &at : NULL, passes, err))
				return false;
		} else if (head->document >= t->next &&
			   (!skip_to(t, head->document, err) ||
			    (head->document == t->next &&
			     !count_terms(t, head->document, usable ? &at : NULL, passes, err)))) {
			return false;
		}
		if (usable == passes && head->precision == GZ_DAY && !count_repeated(t, &r, at, passes, err))
			return false;
	}
	return !r.damaged || gz_query_damaged(t->q, err);
}

/* All documents up to `last`. */
static bool count_posted(struct timeline *t, int64_t last, struct gz_error *err)
{
	const struct gz_selection *s = t->s;
	sqlite3_stmt *heads = NULL;
	unsigned read = 0;
	bool row, ok;

	ok = gz_query_prepare(t->q, "heads", &heads, err);
	if (ok && ((s->from != GZ_NO_DAY && sqlite3_bind_int64(heads, 1, s->from) != SQLITE_OK) ||
		   (s->to != GZ_NO_DAY && sqlite3_bind_int64(heads, 2, s->to) != SQLITE_OK) ||
		   sqlite3_bind_int64(heads, 3, 0) != SQLITE_OK))
		ok = gz_query_fail(t->q, err);
	while (ok && (ok = gz_query_step(t->q, heads, &row, err)) && row &&
	       sqlite3_column_int64(heads, 0) <= last) {
		if (++read % ASK_EVERY == 0)
			ok = gz_selection_goes_on(s, err);
		ok = ok && count_block(t, heads, err);
	}
	sqlite3_finalize(heads);
	return ok;
}

/* ---- by documents ------------------------------------------------------------------------- */

static bool count_scan(struct timeline *t, enum gz_scan_how how, int64_t behind,
		       bool (*count)(struct timeline *t, const struct gz_block_document *doc,
				     struct gz_error *err),
		       struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = behind, .heads_only = t->all && how == GZ_SCAN_FILTER};
	bool ok;

	ok = gz_scan_open(&scan, t->q, t->s, how, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		if (!(ok = count(t, doc, err)))
			break;
	}
	gz_scan_close(&scan);
	return ok;
}

static bool count_all(struct timeline *t, struct gz_error *err)
{
	gz_span_vec posted = {.len = 0};
	int64_t last;
	bool ok;

	/* Posting lists do not know what is left out, and all are walked together. */
	if (gz_leaves_out(t->s) || (!t->all && gz_terms_ids(t->s) > MOST_LISTS))
		return count_scan(t, GZ_SCAN_FILTER, 0, count_document, err) &&
		       (!t->all || count_scan(t, GZ_SCAN_WINDOW, 0, count_common, err));
	ok = gz_spans_read(t->q, &posted, err);
	last = posted.len > 0 ? posted.ptr[posted.len - 1].to : 0;
	GZ_VEC_FREE(&posted);
	return ok && gz_sources_find(t->q, t->s, &t->sources, err) && open_postings(t, err) &&
	       count_posted(t, last, err) && count_scan(t, GZ_SCAN_FILTER, last, count_document, err) &&
	       (!t->all || count_scan(t, GZ_SCAN_WINDOW, 0, count_common, err));
}

static bool make_label(struct timeline *t, struct gz_error *err)
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

static struct place locate(const struct timeline *t, size_t item)
{
	size_t shown = (size_t)(t->last - t->first) + 1;
	struct place place = {.series = item / shown};

	place.period = t->first + (int32_t)(item % shown);
	place.at = (size_t)(place.period - t->base);
	return place;
}

static void read_key(const void *self, size_t item, unsigned column, struct gz_cell *cell)
{
	const struct timeline *t = self;
	struct place place = locate(t, item);
	const struct count *count = &t->counts[place.series * t->periods + place.at];
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
	const struct timeline *t = self;
	struct gz_cell cells[COLUMNS] = {0};
	char period[16];

	(void)from;
	(void)to;
	for (unsigned column = 0; column < COLUMNS; column++)
		read_key(t, item, column, &cells[column]);
	cells[PERIOD] = gz_cell_text(gz_str(gz_period_format(locate(t, item).period, t->by, period)));
	return sink->row(sink->self, cells, err);
}

static bool run(struct timeline *t, struct gz_sink *sink, struct gz_error *err)
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

	for (size_t i = 0; i < MEMO; i++)
		t->memo[i].day = GZ_NO_DAY;
	if (!make_arrays(t, err) || !make_label(t, err) || !count_all(t, err))
		return false;
	if (t->last >= t->first)
		order.count = t->series * ((size_t)(t->last - t->first) + 1);
	return gz_order_run(&order, t->s, sink, err);
}

bool gz_query_timeline(struct gz_query *q, const struct gz_selection *s, enum gz_period by, bool all,
		       struct gz_sink *sink, uint64_t *undated, struct gz_error *err)
{
	struct timeline t = {.q = q, .s = s, .by = by, .all = all, .series = all ? 1 : s->term_count};
	bool ok;

	*undated = 0;
	if (!gz_terms_needed(s, "timeline", err) || !gz_order_check(columns, COLUMNS, s->sort, err) ||
	    !gz_query_begin(q, err))
		return false;
	ok = run(&t, sink, err);
	*undated = t.undated;
	for (size_t i = 0; i < t.postings.len; i++)
		gz_postings_close(&t.postings.ptr[i]);
	GZ_VEC_FREE(&t.postings);
	free(t.sources);
	gz_buf_free(&t.label);
	free(t.totals);
	free(t.counts);
	gz_query_finish(q);
	return ok;
}
