/*
 * timeline_count.c: one pass over the heads of the documents counts those of the filter by period, and beside
 * it the posting lists are walked for those of each term; only documents that are too new to have postings
 * are read. For the common documents of all terms another pass reads only these. What is dated more coarsely
 * than a period is counted apart.
 */
#include <stdlib.h>

#include "timeline.h"

#define ASK_EVERY  64 /* blocks between two questions whether to stop */
#define MOST_LISTS 256

/* Instead of a period. */
#define UNDATED (SIZE_MAX - 1)
#define NOWHERE SIZE_MAX

/* ---- what can be counted ------------------------------------------------------------ */

/* The periods that documents can fall into, widened to the days asked for. */
static bool make_arrays(struct gz_timeline *t, struct gz_error *err)
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

/* The index of a day's period, and what days it has. */
static bool find_period(struct gz_timeline *t, int32_t day, struct gz_error *err)
{
	int32_t number;

	if (day != gz_period_clamp(day))
		return gz_query_damaged(t->q, err);
	number = gz_period_of(day, t->by);
	if (number < t->base || (uint64_t)((int64_t)number - t->base) >= t->periods)
		return gz_query_damaged(t->q, err);
	gz_period_days(number, t->by, &t->found_first, &t->found_last);
	t->found = (size_t)(number - t->base);
	return true;
}

static bool look_up_period(struct gz_timeline *t, int32_t day, size_t *at, struct gz_error *err)
{
	size_t slot = (uint32_t)day % GZ_TIMELINE_MEMO;

	if (day >= t->found_first && day <= t->found_last) {
		*at = t->found;
		return true;
	}
	if (t->memo[slot].day == day) {
		*at = t->memo[slot].at;
		return true;
	}
	if (!find_period(t, day, err))
		return false;
	*at = t->found;
	t->memo[slot].day = day;
	t->memo[slot].at = (uint32_t)t->found;
	return true;
}

/* ---- counting --------------------------------------------------------------------------- */

/* The first or the last day was left open: the documents decide. */
static void widen(struct gz_timeline *t, size_t at)
{
	int32_t period = t->base + (int32_t)at;
	bool nothing_yet = t->last < t->first;

	if (nothing_yet || period < t->first)
		t->first = nothing_yet && t->s->from != GZ_NO_DAY ? t->base : period;
	if (nothing_yet || period > t->last)
		t->last = nothing_yet && t->s->to != GZ_NO_DAY ? t->base + (int32_t)t->periods - 1 : period;
}

static void add(struct gz_period_count *count, uint64_t mentions)
{
	count->docs++;
	count->mentions += mentions;
}

/* Counts a document of the filter; *usable: it has a period, *at. */
static bool count_total(struct gz_timeline *t, int32_t day, uint8_t precision, bool *usable, size_t *at,
			struct gz_error *err)
{
	*usable = gz_period_has(t->by, day, precision);
	if (!*usable)
		return true;
	if (!look_up_period(t, day, at, err))
		return false;
	if (t->totals[*at]++ == 0)
		widen(t, *at);
	return true;
}

static bool count_document(struct gz_timeline *t, const struct gz_block_document *doc, struct gz_error *err)
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

static bool count_common(struct gz_timeline *t, const struct gz_block_document *doc, struct gz_error *err)
{
	size_t at = 0;

	if (!gz_period_has(t->by, doc->day, doc->precision)) {
		t->undated++;
		return true;
	}
	if (!look_up_period(t, doc->day, &at, err))
		return false;
	add(&t->counts[at], gz_terms_mentions(t->s, doc));
	return true;
}

/* ---- by postings ------------------------------------------------------------------------- */

static bool open_postings(struct gz_timeline *t, struct gz_error *err)
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
static bool count_listed(struct gz_timeline *t, const struct gz_term *term, size_t *list, int64_t document,
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
static bool count_terms(struct gz_timeline *t, int64_t document, const size_t *period, bool passes,
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

/* Lists may name documents of blocks that were passed over. */
static bool skip_to(struct gz_timeline *t, int64_t document, struct gz_error *err)
{
	while (t->next < document)
		if (!count_terms(t, t->next, NULL, false, err))
			return false;
	return true;
}

static bool passes(const struct gz_timeline *t, const struct gz_head *head)
{
	const struct gz_selection *s = t->s;
	bool open = s->from == GZ_NO_DAY && s->to == GZ_NO_DAY && s->source_count == 0;

	return open ? head->source != 0 : gz_selection_passes(s, t->sources, head);
}

/* Counts the document that *r gave, and those behind it that are of its day and source: in period *at,
 * UNDATED or, where it does not pass, NOWHERE. */
static bool count_heads(struct gz_timeline *t, struct gz_head_reader *r, size_t *at, struct gz_error *err)
{
	const struct gz_head *head = &r->head;
	bool usable;

	if (!passes(t, head)) {
		*at = NOWHERE;
		gz_head_repeat(r, UINT64_MAX);
		return true;
	}
	if (!count_total(t, head->day, head->precision, &usable, at, err))
		return false;
	if (usable)
		t->totals[*at] += (uint32_t)gz_head_repeat(r, UINT32_MAX - t->totals[*at]);
	else
		*at = UNDATED;
	return true;
}

static bool count_block(struct gz_timeline *t, sqlite3_stmt *block, struct gz_error *err)
{
	struct gz_head_reader r;
	size_t at;

	if (!skip_to(t, sqlite3_column_int64(block, 0), err))
		return false;
	gz_head_open(&r, sqlite3_column_int64(block, 0), gz_query_blob(block, 4));
	while (gz_head_next(&r) != NULL) {
		int64_t first = r.head.document;

		if (!count_heads(t, &r, &at, err) || !skip_to(t, first, err))
			return false;
		while (t->next <= r.head.document) {
			if (!count_terms(t, t->next, at < UNDATED ? &at : NULL, at != NOWHERE, err))
				return false;
		}
	}
	return !r.damaged || gz_query_damaged(t->q, err);
}

/* ---- by a single list, as nearly always --------------------------------------------------- */

/* Passes its documents up to `last`. */
static bool pass(struct gz_timeline *t, size_t at, int64_t last, struct gz_error *err)
{
	struct gz_posted sum = {0, 0};

	if (!gz_postings_pass(t->postings.ptr, last, &sum, err))
		return false;
	if (at < UNDATED) {
		t->counts[at].docs += (uint32_t)sum.documents;
		t->counts[at].mentions += sum.mentions;
	} else if (at == UNDATED) {
		t->undated += sum.documents;
	}
	return true;
}

/* Documents that count for the same are passed over together. */
static bool pass_block(struct gz_timeline *t, sqlite3_stmt *block, struct gz_error *err)
{
	size_t at, before = NOWHERE;
	struct gz_head_reader r;
	int64_t last = sqlite3_column_int64(block, 0) - 1;

	gz_head_open(&r, last + 1, gz_query_blob(block, 4));
	while (gz_head_next(&r) != NULL) {
		if (!count_heads(t, &r, &at, err))
			return false;
		if (at != before && !pass(t, before, last, err))
			return false;
		before = at;
		last = r.head.document;
	}
	return r.damaged ? gz_query_damaged(t->q, err) : pass(t, before, last, err);
}

/* ---- all blocks ------------------------------------------------------------------------------ */

/* All documents up to `last`. */
static bool count_posted(struct gz_timeline *t, int64_t last, struct gz_error *err)
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
		/* Of several series, the only list may be that of a later one: who selects nothing has none.
		 */
		ok = ok && (t->series == 1 && t->postings.len == 1 ? pass_block : count_block)(t, heads, err);
	}
	sqlite3_finalize(heads);
	return ok;
}

/* ---- by documents ------------------------------------------------------------------------- */

static bool count_scan(struct gz_timeline *t, enum gz_scan_how how, int64_t behind,
		       bool (*count)(struct gz_timeline *t, const struct gz_block_document *doc,
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

bool gz_timeline_count(struct gz_timeline *t, struct gz_error *err)
{
	gz_span_vec posted = {.len = 0};
	int64_t last;
	bool ok;

	for (size_t i = 0; i < GZ_TIMELINE_MEMO; i++)
		t->memo[i].day = GZ_NO_DAY;
	t->found_last = GZ_NO_DAY;
	if (!make_arrays(t, err))
		return false;
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

void gz_timeline_free(struct gz_timeline *t)
{
	for (size_t i = 0; i < t->postings.len; i++)
		gz_postings_close(&t->postings.ptr[i]);
	GZ_VEC_FREE(&t->postings);
	free(t->sources);
	free(t->totals);
	free(t->counts);
}
