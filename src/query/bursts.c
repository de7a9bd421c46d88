/*
 * bursts.c: times of unusual attention. One pass over the documents of the filter counts all by period and
 * those of each term, or of every entity; a second one notes the periods of those that can have a burst at
 * all, so many of them at once as fit into memory. The automaton finds the bursts, and what chance could have
 * done is left out.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bursts.h"

/* Notes kept at once: 64 MiB. */
#define MOST_NOTES   ((uint64_t)1 << 24)
#define ASK_EVERY    256 /* series between two questions whether to stop */
#define SIGNIFICANCE 0.05

/* The periods that documents can fall into. */
static bool make_periods(struct gz_bursts *b, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	int64_t from = 1, to = 0;
	bool row, ok;

	ok = gz_query_prepare(b->q, "block_days", &stmt, err) && gz_query_step(b->q, stmt, &row, err);
	if (ok && row && sqlite3_column_type(stmt, 0) != SQLITE_NULL) {
		from = sqlite3_column_int64(stmt, 0);
		to = sqlite3_column_int64(stmt, 1);
	}
	sqlite3_finalize(stmt);
	if (!ok)
		return false;
	if (from <= to) {
		b->base = gz_period_of(gz_period_clamp(from), b->by);
		b->periods = (size_t)(gz_period_of(gz_period_clamp(to), b->by) - b->base) + 1;
	}
	b->before = calloc(b->periods + 1, sizeof(*b->before));
	b->seen = calloc(b->periods + 1, sizeof(*b->seen));
	b->documents = calloc(b->count + 1, sizeof(*b->documents));
	b->next = calloc(b->count + 1, sizeof(*b->next));
	return (b->before != NULL && b->seen != NULL && b->documents != NULL && b->next != NULL) ||
	       gz_fail_nomem(err);
}

/* ---- the two passes ------------------------------------------------------------------- */

/* A document of the series `id`: it is counted, or its period is noted. */
static inline void note(struct gz_bursts *b, uint32_t id, uint32_t period)
{
	if (b->notes == NULL)
		b->documents[id]++;
	else if (id >= b->first && id < b->end && b->next[id] != GZ_NONE)
		b->notes[b->next[id]++] = period;
}

static void note_family(struct gz_bursts *b, int64_t id, uint32_t period)
{
	struct gz_member *member = gz_family_find(&b->families, id);

	for (uint32_t left = member->lineage; left > 0; left--) {
		if (member->seen != b->passed) {
			member->seen = b->passed;
			note(b, member->id, period);
		}
		member = gz_family_find(&b->families, member->series);
	}
}

static bool note_document(struct gz_bursts *b, const struct gz_block_document *doc, uint32_t period,
			  struct gz_error *err)
{
	b->passed++;
	for (size_t term = 0; term < b->s->term_count; term++) {
		size_t at = 0;

		if (gz_term_next(&b->s->terms[term], doc, &at) != NULL)
			note(b, (uint32_t)term, period);
	}
	if (b->s->term_count > 0)
		return true;
	for (uint32_t i = 0; i < doc->count; i++) {
		int64_t id = doc->entity[i].entity;

		if (id < 0 || (uint64_t)id >= b->count)
			return gz_query_damaged(b->q, err);
		if (b->families.has[id])
			note_family(b, id, period);
		else
			note(b, (uint32_t)id, period);
	}
	return true;
}

static bool pass(struct gz_bursts *b, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.ids_only = true};
	bool ok = gz_scan_open(&scan, b->q, b->s, GZ_SCAN_FILTER, err);

	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		int64_t period;

		if (doc->day == GZ_NO_DAY) {
			b->undated += b->notes == NULL;
			continue;
		}
		period = (int64_t)gz_period_of(gz_period_clamp(doc->day), b->by) - b->base;
		if (period < 0 || (uint64_t)period >= b->periods) {
			ok = gz_query_damaged(b->q, err);
			break;
		}
		if (b->notes == NULL)
			b->before[period + 1]++;
		ok = note_document(b, doc, (uint32_t)period, err);
	}
	gz_scan_close(&scan);
	return ok;
}

/* Counts by period become sums; and how many periods have documents at all. A series that was asked for
 * twice is one: the second has no documents. */
static void sum_up(struct gz_bursts *b)
{
	for (size_t period = 0; period < b->periods; period++) {
		b->batches += b->before[period + 1] > 0;
		b->before[period + 1] += b->before[period];
	}
	b->total = b->before[b->periods];
	for (size_t id = 0; id < b->count; id++) {
		bool asked = id < b->s->term_count;

		if (asked && gz_term_repeats(b->s, id))
			b->documents[id] = 0;
		else
			b->series += asked || b->documents[id] > 0;
	}
}

/* ---- one series ---------------------------------------------------------------------------- */

static int compare_periods(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static bool push_run(struct gz_bursts *b, uint32_t period, uint32_t docs)
{
	return docs == 0 || GZ_PUSH(&b->runs, ((struct gz_run){period, docs}));
}

/* From noted periods to counts by period: where they are dense by an array, else sorted. */
static bool make_runs(struct gz_bursts *b, uint32_t *notes, size_t count)
{
	b->runs.len = 0;
	if (count >= b->periods / 16) {
		for (size_t i = 0; i < count; i++)
			b->seen[notes[i]]++;
		for (size_t period = 0; period < b->periods; period++) {
			if (!push_run(b, (uint32_t)period, b->seen[period]))
				return false;
			b->seen[period] = 0;
		}
		return true;
	}
	qsort(notes, count, sizeof(*notes), compare_periods);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && notes[end] == notes[i];)
			end++;
		if (!push_run(b, notes[i], (uint32_t)(end - i)))
			return false;
	}
	return true;
}

/* What of it is left when every interval of every series could have been chosen. */
static double corrected(const struct gz_bursts *b, double log_p)
{
	double windows = (double)b->batches * ((double)b->batches + 1) / 2;
	double log_q = log_p + log(windows) + log((double)b->series);

	return log_q < 0 ? log_q : 0;
}

static bool find_bursts(struct gz_bursts *b, uint32_t id, uint32_t *notes, struct gz_error *err)
{
	struct gz_burst_counts counts = {.before = b->before,
					 .rate = (double)b->documents[id] / (double)b->total};

	if (!make_runs(b, notes, b->documents[id]))
		return gz_fail_nomem(err);
	counts.runs = b->runs.ptr;
	counts.count = b->runs.len;
	if (!gz_automaton_solve(&b->automaton, &counts, log((double)b->batches)))
		return gz_fail_nomem(err);
	for (size_t i = 0; i < b->automaton.bursts.len; i++) {
		const struct gz_burst *burst = &b->automaton.bursts.ptr[i];
		struct gz_burst_row row = {.burst = *burst, .id = id};

		row.log_p = gz_measure_tail(burst->docs, burst->total_docs, b->documents[id], b->total);
		row.log_q = corrected(b, row.log_p);
		if (burst->docs < b->s->min_docs || row.log_q > log(SIGNIFICANCE))
			continue;
		if (!GZ_PUSH(&b->rows, row))
			return gz_fail_nomem(err);
	}
	return true;
}

/* Whether its documents, were there no others, could pay for a burst. */
static bool can_burst(const struct gz_bursts *b, size_t id)
{
	uint32_t documents = b->documents[id];

	return documents > 0 && documents >= b->s->min_docs &&
	       (double)documents * log(2) > log((double)b->batches);
}

/* Takes as many series from b->first on as there is room for; *room is what they need. */
static void choose_series(struct gz_bursts *b, size_t *room)
{
	*room = 0;
	for (b->end = b->first; b->end < b->count; b->end++) {
		bool wanted = can_burst(b, b->end);

		if (wanted && *room > 0 && *room + b->documents[b->end] > MOST_NOTES)
			return;
		b->next[b->end] = wanted ? (uint32_t)*room : GZ_NONE;
		*room += wanted ? b->documents[b->end] : 0;
	}
}

static bool find_some(struct gz_bursts *b, size_t room, struct gz_error *err)
{
	bool ok;

	b->notes = malloc((room + 1) * sizeof(*b->notes));
	ok = (b->notes != NULL || gz_fail_nomem(err)) && pass(b, err);
	for (size_t id = b->first; ok && id < b->end; id++) {
		if (b->next[id] == GZ_NONE)
			continue;
		ok = (id % ASK_EVERY != 0 || gz_selection_goes_on(b->s, err)) &&
		     find_bursts(b, (uint32_t)id, b->notes + b->next[id] - b->documents[id], err);
	}
	free(b->notes);
	b->notes = NULL;
	return ok;
}

static bool find_all(struct gz_bursts *b, struct gz_error *err)
{
	size_t room;

	if (!gz_families_read(b->q, &b->families, err))
		return false;
	b->count = b->s->term_count > 0 ? b->s->term_count : b->families.count;
	if (!make_periods(b, err) || !pass(b, err))
		return false;
	sum_up(b);
	for (b->first = 0; b->first < b->count; b->first = b->end) {
		choose_series(b, &room);
		if (room > 0 && !find_some(b, room, err))
			return false;
	}
	return true;
}

bool gz_query_bursts(struct gz_query *q, const struct gz_selection *s, enum gz_period by,
		     struct gz_sink *sink, uint64_t *undated, struct gz_error *err)
{
	struct gz_bursts b = {.q = q, .s = s, .by = by};
	bool ok;

	*undated = 0;
	if (!gz_burst_rows_check(s, err) || !gz_query_begin(q, err))
		return false;
	ok = find_all(&b, err) && gz_burst_rows_run(&b, sink, err);
	*undated = b.undated;
	gz_burst_rows_close(&b);
	gz_families_free(&b.families);
	gz_automaton_free(&b.automaton);
	GZ_VEC_FREE(&b.runs);
	GZ_VEC_FREE(&b.rows);
	free(b.before);
	free(b.seen);
	free(b.documents);
	free(b.next);
	gz_query_finish(q);
	return ok;
}
