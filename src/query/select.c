/*
 * select.c: the scan over the packed documents that all questions share. It reads blocks in the order of
 * document ids: all those that may hold a day of the filter, or, when documents must hold terms, only those
 * that the posting lists name (and what is too new to have postings). Removed documents are passed over,
 * the filter and the window are applied here and nowhere else.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define ASK_EVERY 4096 /* documents between two questions whether to stop */
/* A larger id is a damaged one, and would ask for gigabytes of bits. */
#define MOST_DOCUMENTS ((uint64_t)1 << 34)

bool gz_selection_goes_on(const struct gz_selection *s, struct gz_error *err)
{
	if (s->interrupted != NULL && s->interrupted(s->self))
		return gz_fail(err, GZ_EINTR, "interrupted");
	return true;
}

/* ---- which documents may hold the terms ---------------------------------------- */

static void bits_fill(unsigned char *bits, uint64_t from, uint64_t to, bool value)
{
	while (from < to) {
		if (from % 8 == 0 && to - from >= 8) {
			uint64_t bytes = (to - from) / 8;

			memset(bits + from / 8, value ? 0xff : 0, bytes);
			from += bytes * 8;
			continue;
		}
		if (value)
			bits[from / 8] = (unsigned char)(bits[from / 8] | 1u << from % 8);
		else
			bits[from / 8] = (unsigned char)(bits[from / 8] & ~(1u << from % 8));
		from++;
	}
}

static bool bits_get(const unsigned char *bits, uint64_t at)
{
	return bits[at / 8] >> at % 8 & 1;
}

/* Clears what has posting lists: only these may set it again. */
static bool clear_segments(struct gz_scan *scan, unsigned char *bits, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;

	if (!gz_query_prepare(scan->q, "segments", &stmt, err))
		goto out;
	while ((ok = gz_query_step(scan->q, stmt, &row, err)) && row) {
		int64_t first = sqlite3_column_int64(stmt, 0), last = sqlite3_column_int64(stmt, 1);

		if (first < scan->first)
			first = scan->first;
		if (last > scan->last)
			last = scan->last;
		if (first <= last)
			bits_fill(bits, (uint64_t)(first - scan->first), (uint64_t)(last - scan->first) + 1,
				  false);
	}
out:
	sqlite3_finalize(stmt);
	return ok;
}

static bool set_list(struct gz_scan *scan, unsigned char *bits, sqlite3_stmt *stmt, struct gz_error *err)
{
	int64_t first = sqlite3_column_int64(stmt, 0), last = sqlite3_column_int64(stmt, 1);
	struct gz_str list = gz_query_blob(stmt, 2);
	const unsigned char *at = (const unsigned char *)list.ptr, *end = at + list.len;
	uint64_t document = 0;

	while (at < end) {
		uint64_t step;

		if (!gz_varint_read(&at, end, &step) || step > (uint64_t)last ||
		    document + step > (uint64_t)last || document + step < (uint64_t)first)
			return gz_query_damaged(scan->q, err);
		document += step;
		if ((int64_t)document < scan->first || (int64_t)document > scan->last)
			continue;
		bits_fill(bits, document - (uint64_t)scan->first, document - (uint64_t)scan->first + 1, true);
	}
	return true;
}

static bool set_term(struct gz_scan *scan, unsigned char *bits, sqlite3_stmt *stmt,
		     const struct gz_term *term, struct gz_error *err)
{
	for (size_t i = 0; i < term->count; i++) {
		bool row;

		sqlite3_reset(stmt);
		if (sqlite3_bind_int64(stmt, 1, term->ids[i]) != SQLITE_OK)
			return gz_query_fail(scan->q, err);
		for (;;) {
			if (!gz_query_step(scan->q, stmt, &row, err))
				return false;
			if (!row)
				break;
			if (!set_list(scan, bits, stmt, err))
				return false;
		}
	}
	return true;
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
	unsigned char *bits = NULL;
	sqlite3_stmt *stmt = NULL;
	uint64_t count;
	size_t bytes;
	bool ok = false;

	if (!read_extent(scan, err))
		return false;
	if (scan->empty)
		return true;
	count = (uint64_t)(scan->last - scan->first) + 1;
	if (count > MOST_DOCUMENTS)
		return gz_query_damaged(scan->q, err);
	bytes = (size_t)(count / 8) + 1;
	scan->maybe = calloc(bytes, 1);
	bits = calloc(bytes, 1);
	if (scan->maybe == NULL || bits == NULL) {
		gz_fail_nomem(err);
		goto out;
	}
	bits_fill(scan->maybe, 0, count, true);
	if (!gz_query_prepare(scan->q, "postings", &stmt, err))
		goto out;
	for (size_t i = 0; i < s->term_count; i++) {
		bits_fill(bits, 0, count, true);
		if (!clear_segments(scan, bits, err) || !set_term(scan, bits, stmt, &s->terms[i], err))
			goto out;
		for (size_t byte = 0; byte < bytes; byte++)
			scan->maybe[byte] &= bits[byte];
	}
	ok = true;
out:
	sqlite3_finalize(stmt);
	free(bits);
	return ok;
}

/* ---- opening --------------------------------------------------------------------- */

static bool unknown_source(struct gz_scan *scan, struct gz_str source, struct gz_error *err)
{
	struct gz_buf known = {0};
	sqlite3_stmt *stmt = NULL;
	bool row;

	if (!gz_query_prepare(scan->q, "sources", &stmt, err))
		goto out;
	for (;;) {
		if (!gz_query_step(scan->q, stmt, &row, err))
			goto out;
		if (!row || known.len > 600)
			break;
		gz_buf_printf(&known, "%s%.*s", known.len > 0 ? ", " : "", GZ_ARG(gz_query_text(stmt, 0)));
	}
	gz_fail(err, GZ_ENOTFOUND, "no source is called \"%.*s\"; there are: %.*s%s", GZ_ARG(source),
		(int)known.len, known.len > 0 ? known.ptr : "", row ? ", ..." : "");
out:
	sqlite3_finalize(stmt);
	gz_buf_free(&known);
	return false;
}

static bool find_sources(struct gz_scan *scan, struct gz_error *err)
{
	const struct gz_selection *s = scan->s;
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;

	if (s->source_count == 0)
		return true;
	scan->sources = calloc(s->source_count, sizeof(*scan->sources));
	if (scan->sources == NULL)
		return gz_fail_nomem(err);
	if (!gz_query_prepare(scan->q, "source", &stmt, err))
		goto out;
	for (size_t i = 0; i < s->source_count; i++) {
		sqlite3_reset(stmt);
		if (!gz_query_bind_text(scan->q, stmt, 1, s->sources[i], err) ||
		    !gz_query_step(scan->q, stmt, &row, err))
			goto out;
		if (!row) {
			unknown_source(scan, s->sources[i], err);
			goto out;
		}
		scan->sources[i] = sqlite3_column_int64(stmt, 0);
	}
	ok = true;
out:
	sqlite3_finalize(stmt);
	return ok;
}

static bool prepare_blocks(struct gz_scan *scan, struct gz_error *err)
{
	static const char *const names[2][2] = {{"blocks", "blocks_positions"},
						{"block_at", "block_at_positions"}};
	const struct gz_selection *s = scan->s;

	if (!gz_query_prepare(scan->q, names[scan->maybe != NULL][scan->how == GZ_SCAN_WINDOW], &scan->blocks,
			      err))
		return false;
	if (scan->maybe != NULL)
		return true;
	if ((s->from != GZ_NO_DAY && sqlite3_bind_int64(scan->blocks, 1, s->from) != SQLITE_OK) ||
	    (s->to != GZ_NO_DAY && sqlite3_bind_int64(scan->blocks, 2, s->to) != SQLITE_OK))
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
	scan->previous = -1;
	scan->windows.kind = s->window;
	scan->windows.tokens = s->window_tokens;
	if (s->from != GZ_NO_DAY && s->to != GZ_NO_DAY && s->from > s->to)
		return gz_fail(err, GZ_EUSAGE, "the first day, %s, is after the last one, %s",
			       gz_day_format(s->from, GZ_DAY, from), gz_day_format(s->to, GZ_DAY, to));
	if (!gz_selection_goes_on(s, err) || !find_sources(scan, err))
		return false;
	if (s->term_count == 0 && scan->how != GZ_SCAN_FILTER)
		scan->how = GZ_SCAN_FILTER;
	if (scan->how != GZ_SCAN_FILTER && !find_candidates(scan, err))
		return false;
	return scan->empty || prepare_blocks(scan, err);
}

void gz_scan_close(struct gz_scan *scan)
{
	gz_block_close(&scan->reader);
	gz_windows_free(&scan->windows);
	sqlite3_finalize(scan->blocks);
	free(scan->sources);
	free(scan->maybe);
}

/* ---- reading ----------------------------------------------------------------------- */

static bool passes(const struct gz_scan *scan, const struct gz_block_document *doc)
{
	const struct gz_selection *s = scan->s;

	if (doc->source == 0)
		return false;
	if (s->from != GZ_NO_DAY && (doc->day == GZ_NO_DAY || doc->day < s->from))
		return false;
	if (s->to != GZ_NO_DAY && (doc->day == GZ_NO_DAY || doc->day > s->to))
		return false;
	if (s->source_count == 0)
		return true;
	for (size_t i = 0; i < s->source_count; i++) {
		if (scan->sources[i] == doc->source)
			return true;
	}
	return false;
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
	struct gz_str positions = {NULL, 0};
	int64_t base_day = sqlite3_column_int64(scan->blocks, 2);

	scan->block_first = sqlite3_column_int64(scan->blocks, 0);
	scan->block_last = sqlite3_column_int64(scan->blocks, 1);
	if (scan->block_first <= scan->previous || scan->block_last < scan->block_first ||
	    base_day <= INT32_MIN || base_day > INT32_MAX)
		return gz_query_damaged(scan->q, err);
	if (scan->how == GZ_SCAN_WINDOW) {
		if (sqlite3_column_type(scan->blocks, 6) == SQLITE_NULL)
			return gz_query_damaged(scan->q, err);
		positions = gz_query_blob(scan->blocks, 6);
	}
	gz_block_open(&scan->reader, scan->block_first, (int32_t)base_day, gz_query_blob(scan->blocks, 5),
		      positions);
	scan->in_block = true;
	return true;
}

/* A block with no document of the days asked for need not be decoded. */
static bool days_overlap(const struct gz_scan *scan)
{
	const struct gz_selection *s = scan->s;

	if (s->from == GZ_NO_DAY && s->to == GZ_NO_DAY)
		return true;
	if (sqlite3_column_type(scan->blocks, 3) == SQLITE_NULL)
		return false;
	return (s->from == GZ_NO_DAY || sqlite3_column_int64(scan->blocks, 4) >= s->from) &&
	       (s->to == GZ_NO_DAY || sqlite3_column_int64(scan->blocks, 3) <= s->to);
}

/* The block of the first document behind `previous` that may hold the terms. */
static bool next_candidate_block(struct gz_scan *scan, struct gz_error *err)
{
	int64_t document = scan->previous < scan->first ? scan->first : scan->previous + 1;
	bool row;

	for (; document <= scan->last; document++) {
		if (!bits_get(scan->maybe, (uint64_t)(document - scan->first)))
			continue;
		sqlite3_reset(scan->blocks);
		if (sqlite3_bind_int64(scan->blocks, 1, document) != SQLITE_OK)
			return gz_query_fail(scan->q, err);
		if (!gz_query_step(scan->q, scan->blocks, &row, err))
			return false;
		if (!row || sqlite3_column_int64(scan->blocks, 1) < document)
			continue;
		if (days_overlap(scan))
			return open_block(scan, err);
		document = sqlite3_column_int64(scan->blocks, 1);
	}
	return true;
}

/* in_block stays false at the end. */
static bool next_block(struct gz_scan *scan, struct gz_error *err)
{
	bool row;

	if (scan->empty)
		return true;
	if (scan->maybe != NULL)
		return next_candidate_block(scan, err);
	if (!gz_query_step(scan->q, scan->blocks, &row, err))
		return false;
	return !row || open_block(scan, err);
}

/* Whether the document belongs to the answer. */
static bool select_document(struct gz_scan *scan, const struct gz_block_document *doc, bool *selected,
			    struct gz_error *err)
{
	*selected = false;
	if (doc->document <= scan->previous || doc->document < scan->block_first ||
	    doc->document > scan->block_last)
		return gz_query_damaged(scan->q, err);
	scan->previous = doc->document;
	if (++scan->read % ASK_EVERY == 0 && !gz_selection_goes_on(scan->s, err))
		return false;
	if (!passes(scan, doc))
		return true;
	*selected = true;
	if (scan->how == GZ_SCAN_FILTER)
		return true;
	*selected = doc->document >= scan->first && doc->document <= scan->last &&
		    bits_get(scan->maybe, (uint64_t)(doc->document - scan->first)) &&
		    gz_terms_in(scan->s, doc);
	if (*selected && scan->how == GZ_SCAN_WINDOW)
		return solve_windows(scan, doc, selected, err);
	return true;
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
		doc = gz_block_next(&scan->reader);
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
