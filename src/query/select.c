/*
 * select.c: the scan over the packed documents that all questions share. It reads blocks in the order of
 * document ids: all those that may hold a day of the filter, or, when documents must hold terms, only those
 * that the posting lists name (and what is too new to have postings). Removed documents are passed over,
 * the filter and the window are applied here and nowhere else.
 */
#include <stdlib.h>
#include <string.h>

#include "bits.h"
#include "gazet/sql.h"
#include "internal.h"
#include "least.h"

#define ASK_EVERY 4096 /* documents between two questions whether to stop */

bool gz_selection_goes_on(const struct gz_selection *s, struct gz_error *err)
{
	if (s->interrupted != NULL && s->interrupted(s->self))
		return gz_fail(err, GZ_EINTR, "interrupted");
	return true;
}

/* ---- which documents may hold the terms ---------------------------------------- */

bool gz_spans_read(struct gz_query *q, gz_span_vec *spans, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "segments", &stmt, err);

	while (ok && (ok = gz_query_step(q, stmt, &row, err)) && row) {
		struct gz_span span = {sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1)};

		if (span.to < span.from || (spans->len > 0 && span.from <= spans->ptr[spans->len - 1].to))
			ok = gz_query_damaged(q, err);
		else if (!GZ_PUSH(spans, span))
			ok = gz_fail_nomem(err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

/* Clears what has posting lists: only these may set it again. */
static void clear_segments(struct gz_scan *scan, uint64_t *bits)
{
	for (size_t i = 0; i < scan->posted.len; i++) {
		int64_t first = scan->posted.ptr[i].from, last = scan->posted.ptr[i].to;

		if (first < scan->first)
			first = scan->first;
		if (last > scan->last)
			last = scan->last;
		if (first <= last)
			bits_fill(bits, (uint64_t)(first - scan->first), (uint64_t)(last - scan->first) + 1,
				  false);
	}
}

static bool is_skipped(const struct gz_scan *scan, int64_t first)
{
	for (size_t i = 0; scan->skip != NULL && i < scan->skip->len; i++) {
		if (scan->skip->ptr[i].from == first)
			return true;
	}
	return false;
}

/* The document that the list stands on, and those behind it as long as they are in short form and none is
 * beyond `last`, where the segment ends. Of all places of the index this one reads most postings. */
static void set_run(const struct gz_scan *scan, uint64_t *bits, struct gz_posting_list *list, int64_t last)
{
	const unsigned char *at = list->at, *end = list->end;
	int64_t document = list->document, first = scan->first;
	uint64_t within = (uint64_t)(scan->last - first);

	for (;;) {
		uint64_t bit = (uint64_t)document - (uint64_t)first;

		if (bit <= within)
			bits[bit / 64] |= (uint64_t)1 << bit % 64;
		/* The longest short form: two bytes, 63 documents on. */
		if (end - at < 2 || at[0] < 2 || at[0] > 0x7f || (at[0] & 1 && at[1] > 0x7f) ||
		    document > last - 64)
			break;
		document += at[0] >> 1;
		at += 1 + (at[0] & 1);
	}
	list->at = at;
	list->document = document;
}

static bool set_entity(struct gz_scan *scan, uint64_t *bits, struct gz_postings *p, struct gz_error *err)
{
	int64_t first = 0;

	while (p->list.document != INT64_MAX) {
		if (p->first != first) {
			first = p->first;
			if (is_skipped(scan, first)) {
				if (!gz_postings_turn(p, err))
					return false;
				continue;
			}
		}
		set_run(scan, bits, &p->list, p->last);
		if (!gz_postings_next(p, err))
			return false;
	}
	return true;
}

static bool set_term(struct gz_scan *scan, uint64_t *bits, const struct gz_term *term, struct gz_error *err)
{
	struct gz_postings p;
	bool ok;

	if (term->count == 0)
		return true;
	ok = gz_postings_open(&p, scan->q, term->ids[0], err) && set_entity(scan, bits, &p, err);
	for (size_t i = 1; ok && i < term->count; i++)
		ok = gz_postings_move(&p, term->ids[i], err) && set_entity(scan, bits, &p, err);
	gz_postings_close(&p);
	return ok;
}

static bool read_extent(struct gz_scan *scan, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok;

	ok = gz_query_prepare(scan->q, "block_extent", &stmt, err) && gz_query_step(scan->q, stmt, &row, err);
	if (ok) {
		scan->empty = !row || sqlite3_column_type(stmt, 0) == SQLITE_NULL;
		scan->first = sqlite3_column_int64(stmt, 0);
		scan->last = sqlite3_column_int64(stmt, 1);
		if (!scan->empty && (scan->first < 0 || scan->last < scan->first))
			ok = gz_query_damaged(scan->q, err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

static bool find_candidates(struct gz_scan *scan, struct gz_error *err)
{
	const struct gz_selection *s = scan->s;
	uint64_t *bits = NULL, count;
	size_t words;
	bool ok = false;

	if (!read_extent(scan, err))
		return false;
	if (scan->empty)
		return true;
	count = (uint64_t)(scan->last - scan->first) + 1;
	if (count > (uint64_t)gz_sql_numbers(scan->q->db))
		return gz_query_damaged(scan->q, err);
	words = (size_t)(count / 64) + 1;
	scan->maybe = calloc(words, sizeof(*scan->maybe));
	bits = s->term_count > 1 ? calloc(words, sizeof(*bits)) : NULL;
	if (scan->maybe == NULL || (s->term_count > 1 && bits == NULL)) {
		gz_fail_nomem(err);
		goto out;
	}
	for (size_t i = 0; i < s->term_count; i++) {
		uint64_t *into = i == 0 ? scan->maybe : bits;

		bits_fill(into, 0, count, true);
		clear_segments(scan, into);
		if (!set_term(scan, into, &s->terms[i], err))
			goto out;
		for (size_t word = 0; i > 0 && word < words; word++)
			scan->maybe[word] &= bits[word];
	}
	ok = true;
out:
	free(bits);
	return ok;
}

/* ---- opening --------------------------------------------------------------------- */

static bool prepare_blocks(struct gz_scan *scan, struct gz_error *err)
{
	const struct gz_selection *s = scan->s;

	if (!gz_query_prepare(scan->q, "heads", &scan->heads, err) ||
	    !gz_query_prepare(scan->q, "block", &scan->blocks, err) ||
	    ((scan->how == GZ_SCAN_WINDOW || scan->places) &&
	     !gz_query_prepare(scan->q, "positions", &scan->pieces, err)))
		return false;
	if ((s->from != GZ_NO_DAY && sqlite3_bind_int64(scan->heads, 1, s->from) != SQLITE_OK) ||
	    (s->to != GZ_NO_DAY && sqlite3_bind_int64(scan->heads, 2, s->to) != SQLITE_OK) ||
	    sqlite3_bind_int64(scan->heads, 3, scan->behind) != SQLITE_OK)
		return gz_query_fail(scan->q, err);
	return true;
}

bool gz_scan_open(struct gz_scan *scan, struct gz_query *q, const struct gz_selection *s,
		  enum gz_scan_how how, struct gz_error *err)
{
	char from[16], to[16];

	scan->q = q;
	scan->s = s;
	scan->how = how == GZ_SCAN_WINDOW && s->window == GZ_WINDOW_DOCUMENT ? GZ_SCAN_TERMS : how;
	scan->previous = scan->behind > 0 ? scan->behind : -1;
	scan->windows.kind = s->window;
	scan->windows.tokens = s->window_tokens;
	if (s->from != GZ_NO_DAY && s->to != GZ_NO_DAY && s->from > s->to)
		return gz_fail(err, GZ_EUSAGE, "the first day, %s, is after the last one, %s",
			       gz_day_format(s->from, GZ_DAY, from), gz_day_format(s->to, GZ_DAY, to));
	if (!gz_selection_goes_on(s, err) || !gz_sources_find(q, s, &scan->sources, err) ||
	    (gz_leaves_out(s) && !gz_left_out_find(q, s, err)))
		return false;
	if (s->term_count == 0 && scan->how != GZ_SCAN_FILTER)
		scan->how = GZ_SCAN_FILTER;
	if ((scan->how != GZ_SCAN_FILTER || scan->heads_only) && !gz_spans_read(q, &scan->posted, err))
		return false;
	if (scan->how != GZ_SCAN_FILTER && !find_candidates(scan, err))
		return false;
	return scan->empty || prepare_blocks(scan, err);
}

void gz_scan_close(struct gz_scan *scan)
{
	gz_block_close(&scan->reader);
	gz_windows_free(&scan->windows);
	sqlite3_finalize(scan->heads);
	sqlite3_finalize(scan->blocks);
	sqlite3_finalize(scan->pieces);
	gz_buf_free(&scan->positions);
	GZ_VEC_FREE(&scan->posted);
	free(scan->sources);
	free(scan->maybe);
}

/* ---- reading ----------------------------------------------------------------------- */

static bool is_source(const struct gz_selection *s, const int64_t *sources, int64_t source)
{
	for (size_t i = 0; i < s->source_count; i++) {
		if (sources[i] == source)
			return true;
	}
	return false;
}

static inline bool passes(const struct gz_selection *s, const int64_t *sources, int64_t source, int32_t day)
{
	if (source == 0)
		return false;
	if (s->from != GZ_NO_DAY && (day == GZ_NO_DAY || day < s->from))
		return false;
	if (s->to != GZ_NO_DAY && (day == GZ_NO_DAY || day > s->to))
		return false;
	return s->source_count == 0 || is_source(s, sources, source);
}

bool gz_selection_passes(const struct gz_selection *s, const int64_t *sources, const struct gz_head *head)
{
	return passes(s, sources, head->source, head->day);
}

/* Fills scan->windows; *holds: whether the terms satisfy the window. */
static bool solve_windows(struct gz_scan *scan, const struct gz_block_document *doc, bool *holds,
			  struct gz_error *err)
{
	const struct gz_selection *s = scan->s;
	struct gz_windows *w = &scan->windows;

	gz_windows_clear(w);
	for (size_t term = 0; term < s->term_count; term++) {
		const struct gz_block_entity *entity;
		size_t at = 0;

		while ((entity = gz_term_next(&s->terms[term], doc, &at)) != NULL) {
			for (uint32_t i = entity->first; i < entity->first + entity->mentions; i++) {
				if (!gz_windows_add(w, (uint32_t)term, doc->place[i], doc->sentence[i]))
					return gz_fail_nomem(err);
			}
		}
	}
	if (!gz_windows_solve(w, (uint32_t)s->term_count))
		return gz_fail_nomem(err);
	*holds = w->ranges.len > 0;
	return true;
}

/* Reads the row that the statement stands on. */
static bool open_block(struct gz_scan *scan, struct gz_error *err)
{
	scan->block_first = sqlite3_column_int64(scan->heads, 0);
	scan->block_last = sqlite3_column_int64(scan->heads, 1);
	if (scan->block_first <= scan->previous || scan->block_last < scan->block_first)
		return gz_query_damaged(scan->q, err);
	gz_block_open(&scan->reader, scan->block_first, gz_query_blob(scan->heads, 4));
	scan->in_block = true;
	scan->attached = false;
	return true;
}

/* Whether a document of the block that the statement stands on may hold the terms. */
static bool is_wanted(const struct gz_scan *scan)
{
	int64_t first = sqlite3_column_int64(scan->heads, 0), last = sqlite3_column_int64(scan->heads, 1);

	if (scan->maybe == NULL || first < scan->first || last > scan->last || last < first)
		return true;
	return bits_next(scan->maybe, (uint64_t)(first - scan->first), (uint64_t)(last - scan->first) + 1) <=
	       (uint64_t)(last - scan->first);
}

/* Whether all its documents are later than those that are wanted, or undated while there are enough. */
static bool is_late(const struct gz_scan *scan)
{
	uint64_t bound = scan->early != NULL ? gz_least_bound(scan->early) : UINT64_MAX;

	return bound != UINT64_MAX && (sqlite3_column_type(scan->heads, 2) == SQLITE_NULL ||
				       gz_day_rank(sqlite3_column_int64(scan->heads, 2)) > bound);
}

/* in_block stays false at the end. */
static bool next_block(struct gz_scan *scan, struct gz_error *err)
{
	bool row;

	if (scan->empty)
		return true;
	for (;;) {
		if (!gz_query_step(scan->q, scan->heads, &row, err))
			return false;
		if (!row)
			return true;
		if (!is_wanted(scan))
			continue;
		if (!is_late(scan))
			return open_block(scan, err);
		scan->passed_over = true;
	}
}

/* Puts the pieces together; none: NULL. */
static bool read_positions(struct gz_scan *scan, struct gz_str *out, struct gz_error *err)
{
	bool row, some = false;

	gz_buf_clear(&scan->positions);
	sqlite3_reset(scan->pieces);
	if (sqlite3_bind_int64(scan->pieces, 1, gz_position_piece(scan->block_first)) != SQLITE_OK ||
	    sqlite3_bind_int64(scan->pieces, 2, gz_position_behind(scan->block_first)) != SQLITE_OK)
		return gz_query_fail(scan->q, err);
	for (;;) {
		if (!gz_query_step(scan->q, scan->pieces, &row, err))
			return false;
		if (!row)
			break;
		some = true;
		if (!gz_buf_str(&scan->positions, gz_query_blob(scan->pieces, 0)))
			return gz_fail_nomem(err);
	}
	if (!some)
		return gz_query_damaged(scan->q, err);
	*out = gz_buf_view(&scan->positions);
	return true;
}

/* The blobs of a block are only read where an entity is wanted. */
static bool attach(struct gz_scan *scan, struct gz_error *err)
{
	struct gz_str positions = {NULL, 0};
	bool row;

	sqlite3_reset(scan->blocks);
	if (sqlite3_bind_int64(scan->blocks, 1, scan->block_first) != SQLITE_OK)
		return gz_query_fail(scan->q, err);
	if (!gz_query_step(scan->q, scan->blocks, &row, err))
		return false;
	if (!row)
		return gz_query_damaged(scan->q, err);
	if ((scan->how == GZ_SCAN_WINDOW || scan->places) && !read_positions(scan, &positions, err))
		return false;
	gz_block_attach(&scan->reader, gz_query_blob(scan->blocks, 0), positions);
	scan->attached = true;
	return true;
}

static bool load(struct gz_scan *scan, struct gz_error *err)
{
	if (!scan->attached && !attach(scan, err))
		return false;
	if (scan->ids_only ? gz_block_load_ids(&scan->reader) : gz_block_load(&scan->reader))
		return true;
	return scan->reader.failed ? gz_fail_nomem(err) : gz_query_damaged(scan->q, err);
}

/* What the posting lists say of it is all there is to say. */
static bool is_posted(struct gz_scan *scan, int64_t document)
{
	while (scan->span < scan->posted.len && scan->posted.ptr[scan->span].to < document)
		scan->span++;
	return scan->span < scan->posted.len && scan->posted.ptr[scan->span].from <= document;
}

/* Whether the document belongs to the answer. */
static bool select_document(struct gz_scan *scan, const struct gz_block_document *doc, bool *selected,
			    struct gz_error *err)
{
	bool posted;

	*selected = false;
	if (doc->document <= scan->previous || doc->document < scan->block_first ||
	    doc->document > scan->block_last)
		return gz_query_damaged(scan->q, err);
	scan->previous = doc->document;
	if (++scan->read % ASK_EVERY == 0 && !gz_selection_goes_on(scan->s, err))
		return false;
	if (!passes(scan->s, scan->sources, doc->source, doc->day) ||
	    (gz_leaves_out(scan->s) && gz_left_out_has(scan->q, doc->document)))
		return true;
	*selected = true;
	posted = is_posted(scan, doc->document);
	if (!scan->bare && !(scan->heads_only && posted) && !load(scan, err))
		return false;
	if (scan->how == GZ_SCAN_FILTER)
		return true;
	*selected = posted || gz_terms_in(scan->s, doc);
	if (*selected && scan->how == GZ_SCAN_WINDOW)
		return solve_windows(scan, doc, selected, err);
	return true;
}

/* The next document of the block that may be wanted. */
static const struct gz_block_document *next_document(struct gz_scan *scan)
{
	int64_t from = scan->previous + 1 > scan->block_first ? scan->previous + 1 : scan->block_first;
	uint64_t at;

	if (scan->maybe == NULL)
		return gz_block_next(&scan->reader);
	if (from < scan->first || scan->block_last > scan->last)
		return NULL;
	at = bits_next(scan->maybe, (uint64_t)(from - scan->first),
		       (uint64_t)(scan->block_last - scan->first) + 1);
	if (at > (uint64_t)(scan->block_last - scan->first))
		return NULL;
	return gz_block_seek(&scan->reader, scan->first + (int64_t)at);
}

bool gz_scan_next(struct gz_scan *scan, const struct gz_block_document **out, struct gz_error *err)
{
	*out = NULL;
	for (;;) {
		const struct gz_block_document *doc;
		bool selected;

		if (!scan->in_block) {
			if (!next_block(scan, err))
				return false;
			if (!scan->in_block)
				return true;
		}
		doc = next_document(scan);
		if (doc == NULL) {
			if (scan->reader.failed)
				return gz_fail_nomem(err);
			if (scan->reader.damaged)
				return gz_query_damaged(scan->q, err);
			scan->in_block = false;
			scan->previous = scan->block_last;
			continue;
		}
		if (!select_document(scan, doc, &selected, err))
			return false;
		if (selected) {
			*out = doc;
			return true;
		}
	}
}
