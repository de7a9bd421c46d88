/*
 * warc.c: WARC files, WET files among them: the records whose payload is a page or plain text are documents,
 * all others are passed over. A record is believed to be as long as it says only where another one, or the
 * end of the file, follows it; else the next line that begins a record ends it. What the payload says is
 * warc_page.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "warc.h"

/* Longest header of a record. */
#define HEAD_MAX ((size_t)64 << 10)
/* Payloads up to this length are looked at as a whole, so that a wrong length is found; longer ones only when
 * they are documents. */
#define HOLD ((size_t)1 << 20)
/* So many bytes show that a record begins, blank lines in front of it included. */
#define START_MAX 40

static bool warc_name(const char *path)
{
	static const char *const names[] = {".warc", ".wet"};
	static const char *const after[] = {"", ".gz", ".bz2", ".xz", ".zst"};
	struct gz_str whole = gz_str(path);

	for (size_t i = 0; i < GZ_COUNT(after) * GZ_COUNT(names); i++) {
		const char *packed = after[i / GZ_COUNT(names)];
		struct gz_str s = whole;

		if (!gz_str_ends(s, gz_str(packed)))
			continue;
		s.len -= strlen(packed);
		if (gz_str_ends(s, gz_str(names[i % GZ_COUNT(names)])))
			return true;
	}
	return false;
}

static bool starts_record(struct gz_str s)
{
	return s.len > 5 && memcmp(s.ptr, "WARC/", 5) == 0 && s.ptr[5] >= '0' && s.ptr[5] <= '9';
}

static bool warc_probe(const struct gz_head *head)
{
	return starts_record(gz_str_trim(head->bytes)) || (head->bytes.len > 0 && warc_name(head->path));
}

static bool warc_open(struct gz_reader *r, struct gz_error *err)
{
	struct warc *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return gz_fail_nomem(err);
	gz_window_open(&w->window, &r->input);
	r->format_state = w;
	return true;
}

static void warc_close(struct gz_reader *r)
{
	struct warc *w = r->format_state;

	gz_window_close(&w->window);
	gz_buf_free(&w->head);
	gz_warc_page_free(w);
	free(w);
	r->format_state = NULL;
}

/* ---- where records begin ---------------------------------------------------------------- */

/* A version line with a header of WARC behind it. */
static bool is_start(struct gz_str s)
{
	size_t lf = gz_str_find(s, '\n');
	struct gz_str next;

	if (!starts_record(s) || lf > 16)
		return false;
	next = gz_str_of(s.ptr + lf + 1, s.len - lf - 1);
	return gz_header_starts(next, "WARC-") || gz_header_starts(next, "Content-");
}

/* Where in `s` at or behind `from` the next record begins, at the start of a line (behind an empty one if
 * `apart`); s.len if nowhere. */
static size_t find_start(struct gz_str s, size_t from, bool apart)
{
	size_t at;

	while ((at = gz_line_find(s, from, GZ_STR("WARC/"))) < s.len) {
		size_t lf = at > 0 ? at - 1 : 0; /* the line break in front */

		if (lf > 0 && s.ptr[lf - 1] == '\r')
			lf--;
		if (is_start(gz_str_of(s.ptr + at, s.len - at)) &&
		    (!apart || (lf > 0 && s.ptr[lf - 1] == '\n')))
			break;
		from = at + 1;
	}
	return at;
}

/* Passes over up to `len` bytes (all there are: SIZE_MAX) to where a record begins, a part of which may be at
 * the end of what can be seen. *passed: how many. *found: a record begins here. */
static bool skip_to_start(struct warc *w, uint64_t len, bool apart, uint64_t *passed, bool *found,
			  struct gz_error *err)
{
	bool more = true;

	*passed = 0;
	*found = false;
	while (more && !*found) {
		struct gz_str view = gz_window_view(&w->window);
		size_t at = find_start(view, 0, apart);

		*found = at < view.len && *passed + at < len;
		if (!*found && *passed + view.len >= len) {
			gz_window_skip(&w->window, (size_t)(len - *passed));
			*passed = len;
			return true;
		}
		if (!*found)
			at = view.len > START_MAX ? view.len - START_MAX : 0;
		gz_window_skip(&w->window, at);
		*passed += at;
		if (!*found && !gz_window_more(&w->window, &more, err))
			return false;
	}
	if (!*found) {
		size_t rest = gz_window_view(&w->window).len;

		gz_window_skip(&w->window, rest);
		*passed += rest;
	}
	return true;
}

/* ---- what is wrong ------------------------------------------------------------------------ */

/* The file ends inside a record, or before one. */
static void report_end(struct gz_reader *r, struct warc *w, bool inside, uint64_t there, uint64_t length)
{
	if (w->window.damaged)
		gz_reader_reject_at(r, w->window.damage.code, r->record, 0, "%s; what follows is lost",
				    w->window.damage.message);
	else if (inside)
		gz_reader_reject_at(r, GZ_EFORMAT, r->record, 0,
				    "truncated record: the file ends after %llu of its %llu bytes",
				    (unsigned long long)there, (unsigned long long)length);
	w->ended = true;
}

static void report_length(struct gz_reader *r, uint64_t length, uint64_t there)
{
	gz_reader_reject_at(r, GZ_EFORMAT, r->record, 0,
			    "wrong Content-Length: %llu, but another record begins after %llu bytes",
			    (unsigned long long)length, (unsigned long long)there);
}

/* ---- the header ----------------------------------------------------------------------------- */

/* To the first line of a record. False: none is left (w->ended), or no memory (err). */
static bool to_record(struct gz_reader *r, struct warc *w, struct gz_error *err)
{
	struct gz_str view;
	uint64_t passed;
	size_t blank = 0;
	bool found, astray = w->astray;

	w->astray = false;
	do {
		gz_window_skip(&w->window, blank);
		if (!gz_window_need(&w->window, START_MAX, err))
			return false;
		view = gz_window_view(&w->window);
		for (blank = 0; blank < view.len && (view.ptr[blank] == '\r' || view.ptr[blank] == '\n');)
			blank++;
	} while (blank > 0);
	if (starts_record(view))
		return true;
	if (view.len == 0) {
		report_end(r, w, false, 0, 0);
		return false;
	}
	if (!skip_to_start(w, UINT64_MAX, false, &passed, &found, err))
		return false;
	if (!astray && (found || !w->window.damaged))
		gz_reader_reject_at(r, GZ_EFORMAT, r->record + 1, 0,
				    "%llu bytes in front of this record belong to none; skipped",
				    (unsigned long long)passed);
	if (!found)
		report_end(r, w, false, 0, 0);
	return found;
}

/* Takes the version line and the header into w->head. *good is false when there is something wrong with it,
 * and that is said. */
static bool take_head(struct gz_reader *r, struct warc *w, bool *good, struct gz_error *err)
{
	struct gz_str view = gz_window_view(&w->window);
	size_t end = 0, next;
	bool more = true;

	*good = false;
	while ((end = gz_headers_end(view)) == 0 && view.len <= HEAD_MAX && more) {
		if (!gz_window_more(&w->window, &more, err))
			return false;
		view = gz_window_view(&w->window);
	}
	if (end == 0 && view.len <= HEAD_MAX) {
		gz_window_skip(&w->window, view.len);
		report_end(r, w, true, view.len, view.len + 1);
		return true;
	}
	if (end == 0 || end > HEAD_MAX) {
		gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0,
				    "its header is longer than the limit of %zu bytes; skipped", HEAD_MAX);
		gz_window_skip(&w->window, 5); /* no longer a record's beginning */
		w->astray = true;
		return true;
	}
	next = find_start(gz_str_of(view.ptr, end), 1, false);
	if (next < end) {
		gz_reader_reject_at(r, GZ_EFORMAT, r->record, 0, "its header has no end; skipped");
		gz_window_skip(&w->window, next);
		return true;
	}
	gz_buf_clear(&w->head);
	if (!gz_buf_add(&w->head, view.ptr, end))
		return gz_fail_nomem(err);
	gz_window_skip(&w->window, end);
	*good = true;
	return true;
}

static bool length_of(struct gz_str s, uint64_t *length)
{
	*length = 0;
	if (s.len == 0 || s.len > 18)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		*length = *length * 10 + (uint64_t)(s.ptr[i] - '0');
	}
	return true;
}

/* False where it has no length, and that is said. */
static bool read_head(struct gz_reader *r, struct warc *w)
{
	static const char *const names[WARC_HEADERS] = {
		"WARC-Type",
		"WARC-Target-URI",
		"WARC-Date",
		"WARC-Record-ID",
		"Content-Length",
		"Content-Type",
		"WARC-Identified-Content-Language",
		"WARC-Identified-Payload-Type",
		"WARC-Truncated",
	};
	struct gz_str head = gz_buf_view(&w->head);
	size_t line = gz_str_find(head, '\n') + 1;

	gz_headers_read(gz_str_of(head.ptr + line, head.len - line), names, WARC_HEADERS, w->header);
	if (length_of(w->header[WARC_LENGTH], &w->length))
		return true;
	gz_reader_reject_at(r, GZ_EFORMAT, r->record, 0, "%s Content-Length; skipped",
			    w->header[WARC_LENGTH].len > 0 ? "malformed" : "no");
	w->astray = true;
	return false;
}

/* ---- the payload ------------------------------------------------------------------------------ */

/* Passes over a payload that is not looked at. */
static bool skip_payload(struct gz_reader *r, struct warc *w, struct gz_error *err)
{
	uint64_t passed;
	bool found;

	if (!skip_to_start(w, w->length, true, &passed, &found, err))
		return false;
	if (found)
		report_length(r, w->length, passed);
	else if (passed < w->length)
		report_end(r, w, true, passed, w->length);
	return true;
}

/* Does a record end here, so many bytes of the view behind? */
static bool ends_well(struct gz_str view, size_t len, bool ended)
{
	size_t at = len;

	while (at < view.len && (view.ptr[at] == '\r' || view.ptr[at] == '\n'))
		at++;
	return (at == view.len && (ended || at > len)) ||
	       gz_str_starts(gz_str_of(view.ptr + at, view.len - at), GZ_STR("WARC/"));
}

/* Shows the payload, which fits into memory. *whole is false where nothing can be made of it, and that is
 * said; then it was passed over. *taken: how many bytes of the window belong to the record. */
static bool hold_payload(struct gz_reader *r, struct warc *w, struct gz_str *payload, size_t *taken,
			 bool *whole, struct gz_error *err)
{
	size_t length = (size_t)w->length, start;
	struct gz_str view;

	if (!gz_window_need(&w->window, length + START_MAX, err))
		return false;
	view = gz_window_view(&w->window);
	*whole = true;
	*taken = length;
	*payload = gz_str_of(view.ptr, length < view.len ? length : view.len);
	if (view.len >= length && ends_well(view, length, w->window.ended))
		return true;
	if (view.len > length + START_MAX)
		view.len = length + START_MAX;
	start = find_start(view, 0, false);
	if (start < payload->len) {
		report_length(r, w->length, start);
		*taken = payload->len = start;
		for (int i = 0; i < 4 && payload->len > 0; i++) { /* what stands between records */
			char last = payload->ptr[payload->len - 1];

			payload->len -= last == '\r' || last == '\n';
		}
	} else if (view.len < length) {
		gz_window_skip(&w->window, view.len);
		report_end(r, w, true, view.len, length);
		*whole = false;
	}
	return true;
}

/* Is the payload to be held in memory? A long one only where its beginning shows a document, and the limit
 * allows it. */
static bool is_held(struct gz_reader *r, struct warc *w, bool *held, struct gz_error *err)
{
	struct gz_str view;

	*held = w->length <= HOLD;
	if (*held)
		return true;
	if (gz_warc_may_be_document(w)) {
		if (!gz_window_need(&w->window, GZ_HTTP_HEAD_MAX, err))
			return false;
		view = gz_window_view(&w->window);
		if (view.len > w->length)
			view.len = (size_t)w->length;
		*held = gz_warc_is_document(w, view);
	}
	if (!*held) {
		gz_count(&r->records_passed, 1);
	} else if (w->length > r->max_document + GZ_HTTP_HEAD_MAX) {
		*held = false;
		gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0, "longer than the limit of %zu bytes; skipped",
				    r->max_document);
	}
	return true;
}

/* One record. *made: it became a document. */
static bool warc_record(struct gz_reader *r, struct warc *w, struct gz_arena *arena, struct gz_doc *doc,
			bool *made, struct gz_error *err)
{
	struct gz_str payload;
	bool good, held, whole;
	size_t taken;

	r->record++;
	if (!take_head(r, w, &good, err))
		return false;
	if (!good || !read_head(r, w))
		return true;
	if (!is_held(r, w, &held, err))
		return false;
	if (!held)
		return skip_payload(r, w, err);
	if (!hold_payload(r, w, &payload, &taken, &whole, err))
		return false;
	if (!whole)
		return true;
	if (!gz_warc_may_be_document(w) || !gz_warc_is_document(w, payload))
		gz_count(&r->records_passed, 1);
	else if (!gz_warc_document(r, w, payload, arena, doc, made, err))
		return false;
	gz_window_skip(&w->window, taken);
	return true;
}

static enum gz_read_status warc_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				     struct gz_error *err)
{
	struct warc *w = r->format_state;
	bool made = false;

	err->code = GZ_OK;
	while (!w->ended) {
		if (!to_record(r, w, err)) {
			if (err->code == GZ_ENOMEM)
				return GZ_READ_FAILED;
			continue;
		}
		if (!warc_record(r, w, arena, doc, &made, err))
			return GZ_READ_FAILED;
		if (made)
			return GZ_READ_DOC;
	}
	return GZ_READ_END;
}

const struct gz_format gz_format_warc = {"warc", warc_probe, warc_open, warc_next, warc_close};
