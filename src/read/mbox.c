/*
 * mbox.c: many messages in one file, each behind a line "From SENDER DATE". In bodies such lines were quoted
 * with ">" (once in mboxo, one more each time in mboxrd): one is taken off. Since not every program quotes, a
 * line begins a message only where it has a time of day (or, behind an empty line, an address alone) and a
 * header follows.
 */
#include <stdlib.h>
#include <string.h>

#include "mail.h"
#include "window.h"

#define FROM GZ_STR("From ")
/* Longest "From " line, and how much of the line behind it is looked at. */
#define FROM_MAX ((size_t)1024)

struct mbox {
	struct gz_window window;
	struct gz_mail mail;
	bool begun;
	bool ended;
};

enum answer { NO, YES, UNKNOWN };

static bool has_time(struct gz_str line)
{
	for (size_t i = 2; i + 2 < line.len; i++) {
		if (line.ptr[i] == ':' && line.ptr[i - 1] >= '0' && line.ptr[i - 1] <= '9' &&
		    line.ptr[i + 1] >= '0' && line.ptr[i + 1] <= '9')
			return true;
	}
	return false;
}

/* An address and nothing else. */
static bool is_address(struct gz_str s)
{
	return gz_str_find(s, '@') < s.len && gz_str_find(s, ' ') == s.len;
}

/* Does a message begin here? Unknown where more has to be seen. */
static enum answer is_from(struct gz_str s, bool apart, bool all)
{
	size_t lf = gz_str_find(s, '\n');
	struct gz_str line = gz_str_of(s.ptr, lf), next;

	if (s.len < FROM.len)
		return all || memcmp(s.ptr, FROM.ptr, s.len) != 0 ? NO : UNKNOWN;
	if (!gz_str_starts(s, FROM) || lf > FROM_MAX)
		return NO;
	if (!all && s.len < lf + FROM_MAX)
		return UNKNOWN;
	line = gz_str_trim(gz_str_of(line.ptr + FROM.len, line.len - FROM.len));
	if (!has_time(line) && !(apart && is_address(line)))
		return NO;
	if (lf + 1 >= s.len)
		return YES; /* the file ends */
	next = gz_str_of(s.ptr + lf + 1, s.len - lf - 1);
	return gz_header_here(next) || gz_str_starts(next, GZ_STR(">From ")) ? YES : NO;
}

/* Where behind `from` the next message begins; s.len: not in what can be seen, and *seen says up to where
 * that is sure. */
static size_t find_from(struct gz_str s, size_t from, bool all, size_t *seen)
{
	size_t at;

	*seen = from;
	if (from == 0)
		from = 1; /* the first line is this message's */
	while ((at = gz_line_find(s, from, FROM)) < s.len) {
		size_t before =
			at > 1 && s.ptr[at - 2] == '\r' ? at - 2 : at - 1; /* the end of the line in front */
		bool apart = before > 0 && s.ptr[before - 1] == '\n';
		enum answer answer = is_from(gz_str_of(s.ptr + at, s.len - at), apart, all);

		if (answer == YES)
			return at;
		*seen = at - 1;
		if (answer == UNKNOWN)
			return s.len;
		from = at + 1;
	}
	if (s.len > 8 && s.len - 8 > *seen)
		*seen = s.len - 8;
	return s.len;
}

static bool mbox_probe(const struct gz_head *head)
{
	struct gz_str s = head->bytes;

	while (s.len > 0 && (s.ptr[0] == '\n' || s.ptr[0] == '\r'))
		s = gz_str_of(s.ptr + 1, s.len - 1);
	return s.len > 0 && is_from(s, true, true) == YES;
}

static bool mbox_open(struct gz_reader *r, struct gz_error *err)
{
	struct mbox *m = calloc(1, sizeof(*m));

	if (m == NULL)
		return gz_fail_nomem(err);
	gz_window_open(&m->window, &r->input);
	r->format_state = m;
	return true;
}

static void mbox_close(struct gz_reader *r)
{
	struct mbox *m = r->format_state;

	gz_window_close(&m->window);
	gz_mail_free(&m->mail);
	free(m);
	r->format_state = NULL;
}

/* Shows bytes up to where the next message begins or the file ends: *len of them. Of more than `limit` bytes,
 * *too_long, only the last ones are left. */
static bool to_next(struct mbox *m, size_t limit, size_t *len, bool *too_long, struct gz_error *err)
{
	size_t seen = 0;
	bool more = true;

	*too_long = false;
	for (;;) {
		struct gz_str view = gz_window_view(&m->window);

		*len = find_from(view, seen, !more, &seen);
		if (*len < view.len || !more)
			break;
		if (seen > limit || *too_long) {
			*too_long = true;
			if (seen > 3) { /* these show whether an empty line is in front */
				gz_window_skip(&m->window, seen - 3);
				seen = 3;
			}
		}
		if (!gz_window_more(&m->window, &more, err))
			return false;
	}
	*too_long = *too_long || *len > limit;
	return true;
}

/* ---- a message ------------------------------------------------------------------------------ */

/* Takes one ">" off each line of ">From ", in place; returns the new length. */
static size_t unquote(char *s, size_t len)
{
	size_t used = 0, from = 0, at = 0;

	while ((at = gz_line_find(gz_str_of(s, len), at, GZ_STR(">"))) < len) {
		size_t next;

		for (next = at; next < len && s[next] == '>';)
			next++;
		if (len - next < FROM.len || memcmp(s + next, FROM.ptr, FROM.len) != 0) {
			at = next;
			continue;
		}
		memmove(s + used, s + from, at - from);
		used += at - from;
		from = at + 1;
		at = next;
	}
	memmove(s + used, s + from, len - from);
	return used + len - from;
}

/* The date of the line "From SENDER Fri Jul  7 16:22:00 2017": when the message was delivered. */
static struct gz_str delivered(struct gz_str line)
{
	static const char *const days[] = {" Mon", " Tue", " Wed", " Thu", " Fri", " Sat", " Sun"};

	for (size_t i = 0; i < GZ_COUNT(days); i++) {
		const char *found = memmem(line.ptr, line.len, days[i], 4);

		if (found != NULL)
			return gz_str_trim(gz_str_of(found, line.len - (size_t)(found - line.ptr)));
	}
	return GZ_STR("");
}

/* The message of `len` bytes at the front of the window. */
static bool message(struct gz_reader *r, struct mbox *m, size_t len, struct gz_arena *arena,
		    struct gz_doc *doc, struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY, .record = r->record, .bytes = len};
	struct gz_str whole = gz_str_of(gz_window_view(&m->window).ptr, len);
	size_t line = gz_str_find(whole, '\n'), head = line < len ? line + 1 : len;
	struct gz_str rest = gz_str_of(whole.ptr + head, len - head);

	record.crawled = delivered(gz_str_of(whole.ptr, line));
	/* sendmail's ">From " lines in front of the headers go with it, the empty line at the end is the
	 * file's. */
	while (gz_str_starts(rest, GZ_STR(">From "))) {
		line = gz_str_find(rest, '\n') + 1;
		rest = line < rest.len ? gz_str_of(rest.ptr + line, rest.len - line) : GZ_STR("");
	}
	if (gz_str_ends(rest, GZ_STR("\n\n")))
		rest.len--;
	else if (gz_str_ends(rest, GZ_STR("\n\r\n")))
		rest.len -= 2;
	if (rest.len > 0)
		rest.len = unquote((char *)rest.ptr, rest.len);
	return gz_mail_document(r, &m->mail, rest, false, &record, arena, doc, err);
}

/* What comes before the first message is not one. */
static bool begin(struct gz_reader *r, struct mbox *m, struct gz_error *err)
{
	size_t len, passed = 0;
	bool too_long, more = true;
	struct gz_str view;

	m->begun = true;
	while (more && gz_window_view(&m->window).len < 2 * FROM_MAX) {
		if (!gz_window_more(&m->window, &more, err))
			return false;
	}
	view = gz_window_view(&m->window);
	while (passed < view.len && (view.ptr[passed] == '\n' || view.ptr[passed] == '\r'))
		passed++;
	gz_window_skip(&m->window, passed);
	view = gz_window_view(&m->window);
	if (view.len == 0 || is_from(view, true, true) == YES)
		return true;
	if (!to_next(m, 0, &len, &too_long, err))
		return false;
	gz_window_skip(&m->window, len);
	gz_reader_reject_at(r, GZ_EFORMAT, 1, 0,
			    "no \"From \" line at the beginning; skipped up to the first one");
	return true;
}

static void report_damage(struct gz_reader *r, struct mbox *m)
{
	m->ended = true;
	if (m->window.damaged)
		gz_reader_reject_at(r, m->window.damage.code, r->record, 0, "%s; what follows is lost",
				    m->window.damage.message);
}

static enum gz_read_status mbox_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				     struct gz_error *err)
{
	struct mbox *m = r->format_state;
	bool too_long, made;
	size_t len;

	if (!m->begun && !begin(r, m, err))
		return GZ_READ_FAILED;
	while (!m->ended) {
		if (!to_next(m, r->max_document, &len, &too_long, err))
			return GZ_READ_FAILED;
		if (len == 0) {
			report_damage(r, m);
			break;
		}
		r->record++;
		made = false;
		if (m->window.damaged && len == gz_window_view(&m->window).len) {
			report_damage(r, m); /* what is there of the last message is part of that damage */
		} else if (too_long) {
			gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0,
					    "longer than the limit of %zu bytes; skipped", r->max_document);
		} else {
			made = message(r, m, len, arena, doc, err);
			if (!made && err->code == GZ_ENOMEM)
				return GZ_READ_FAILED;
			if (!made)
				gz_reader_reject_at(r, err->code, r->record, 0, "%s", err->message);
		}
		gz_window_skip(&m->window, len);
		if (made)
			return GZ_READ_DOC;
	}
	return GZ_READ_END;
}

const struct gz_format gz_format_mbox = {"mbox", mbox_probe, mbox_open, mbox_next, mbox_close};
