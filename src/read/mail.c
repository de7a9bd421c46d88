/*
 * mail.c: a message as a document: Message-ID, Subject and Date of its header, the text of its body. By hand
 * and not by a library: GMime brings GLib, GPGME and libidn2 into every start of the program and a tree of
 * objects for each part, to read what two passes over the message find. Also the format of files that are one
 * message (maildir, *.eml).
 */
#include <stdlib.h>
#include <string.h>

#include "mail.h"

/* Buffers larger than this are given back after the document. */
#define KEEP ((size_t)8 << 20)

enum header { MESSAGE_ID = GZ_MIME_HEADERS, DATE, LANGUAGE, ARCHIVED, SAVED_FROM, HEADERS };

static const char *const names[HEADERS] = {GZ_MIME_NAMES,      "Message-ID",  "Date",
					   "Content-Language", "Archived-At", "Snapshot-Content-Location"};

void gz_mail_free(struct gz_mail *mail)
{
	gz_buf_free(&mail->text);
	gz_buf_free(&mail->title);
	gz_buf_free(&mail->utf8);
	gz_page_free(&mail->page);
}

static void mail_clear(struct gz_mail *mail)
{
	struct gz_buf *bufs[] = {&mail->text, &mail->title, &mail->utf8};

	for (size_t i = 0; i < GZ_COUNT(bufs); i++) {
		if (bufs[i]->cap > KEEP)
			gz_buf_free(bufs[i]);
		else
			gz_buf_clear(bufs[i]);
	}
	gz_page_free(&mail->page);
}

/* What stands between angle brackets, where there are any. */
static struct gz_str in_brackets(struct gz_str s)
{
	size_t open = gz_str_find(s, '<'), close;

	if (open == s.len)
		return s;
	s = gz_str_of(s.ptr + open + 1, s.len - open - 1);
	close = gz_str_find(s, '>');
	return gz_str_trim(gz_str_of(s.ptr, close));
}

/* "Fri, 7 Jul 2017 16:22:00 +0200 (Central European Summer Time)": comments are none of the date's. */
static struct gz_str without_comment(struct gz_str s)
{
	return gz_str_trim(gz_str_of(s.ptr, gz_str_find(s, '(')));
}

/* A page says itself what it is; the message says when and from where it was saved. */
static void take_page(const struct gz_page *page, struct gz_str address, struct gz_record *record)
{
	struct gz_str *value = record->value;

	if (page->title.len > 0)
		value[GZ_KEY_TITLE] = gz_buf_view(&page->title);
	if (page->lang.len > 0)
		value[GZ_KEY_LANG] = gz_buf_view(&page->lang);
	record->crawled = value[GZ_KEY_DATE];
	value[GZ_KEY_DATE] = gz_buf_view(&page->date);
	value[GZ_KEY_URL] = page->url.len > 0 ? gz_buf_view(&page->url) : address;
}

static bool finish(struct gz_reader *r, bool file, struct gz_record *record, struct gz_arena *arena,
		   struct gz_doc *doc, struct gz_error *err)
{
	struct gz_str text = record->value[GZ_KEY_TEXT];

	if (gz_str_trim(text).len == 0 && gz_str_trim(record->value[GZ_KEY_TITLE]).len == 0)
		return gz_fail(err, GZ_ENOTFOUND, "no text: neither a subject nor a body that can be read");
	if (text.len > r->max_document)
		return gz_fail(err, GZ_ELIMIT, "longer than the limit of %zu bytes; skipped",
			       r->max_document);
	if (file)
		gz_record_of_file(r, record);
	return gz_record_finish(r, record, arena, doc, err);
}

bool gz_mail_document(struct gz_reader *r, struct gz_mail *mail, struct gz_str message, bool file,
		      struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
		      struct gz_error *err)
{
	struct gz_str header[HEADERS], head = message, language;
	size_t end = gz_headers_end(message);

	mail_clear(mail);
	if (end > 0)
		head.len = end;
	gz_headers_read(head, names, HEADERS, header);
	mail->saved = header[SAVED_FROM].len > 0;
	if (!gz_words_decode(r, header[GZ_MIME_SUBJECT], &mail->utf8, &mail->title, err) ||
	    !gz_mime_text(r, mail, header, gz_str_of(message.ptr + head.len, message.len - head.len), err))
		return false;
	language = header[LANGUAGE];
	language.len = gz_str_find(language, ',');
	record->value[GZ_KEY_TITLE] = gz_str_trim(gz_buf_view(&mail->title));
	record->value[GZ_KEY_TEXT] = gz_buf_view(&mail->text);
	record->value[GZ_KEY_DATE] = without_comment(header[DATE]);
	record->value[GZ_KEY_ID] = in_brackets(header[MESSAGE_ID]);
	record->value[GZ_KEY_URL] = in_brackets(header[ARCHIVED]);
	record->value[GZ_KEY_LANG] = gz_str_trim(language);
	if (mail->saved)
		take_page(&mail->page, gz_str_trim(header[SAVED_FROM]), record);
	return finish(r, file, record, arena, doc, err);
}

/* ---- files that are one message ----------------------------------------------------------- */

/* *.eml, or in the folder of a maildir that holds messages. */
static bool mail_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash != NULL ? (size_t)(slash - path) : 0;
	struct gz_str before = gz_str_of(path, folder);

	return strstr(slash != NULL ? slash : path, ".eml") != NULL || gz_str_ends(before, GZ_STR("/cur")) ||
	       gz_str_ends(before, GZ_STR("/new")) || gz_str_eq(before, GZ_STR("cur")) ||
	       gz_str_eq(before, GZ_STR("new"));
}

/* Headers that nearly only messages have, once each: bits of the ones that are there. */
static unsigned known_header(struct gz_str line)
{
	static const char *const known[] = {
		"From:",    "Received:", "Message-ID:", "Return-Path:",	 "Delivered-To:",
		"Subject:", "Date:",	 "To:",		"MIME-Version:", "Newsgroups:"};

	for (unsigned i = 0; i < GZ_COUNT(known); i++) {
		if (gz_header_starts(line, known[i]))
			return 1u << i;
	}
	return 0;
}

/* Begins with headers and nothing else, of which two (of a file called so, one) are known, the first among
 * them being one of those that say from where it came. */
static bool mail_probe(const struct gz_head *head)
{
	struct gz_str s = head->bytes;
	unsigned seen = 0, count = 0;
	bool named = mail_name(head->path);

	for (bool first = true; s.len > 0; first = false) {
		size_t lf = gz_str_find(s, '\n');
		struct gz_str line = gz_str_of(s.ptr, lf);

		if (gz_str_trim(line).len == 0 && lf < s.len)
			break; /* what follows is the body */
		if (lf == s.len && s.len < head->bytes.len)
			break; /* cut off, or a part of what follows */
		if ((first || (line.ptr[0] != ' ' && line.ptr[0] != '\t')) && !gz_header_here(line))
			return false;
		seen |= known_header(line);
		s = lf < s.len ? gz_str_of(s.ptr + lf + 1, s.len - lf - 1) : GZ_STR("");
	}
	for (unsigned bits = seen; bits != 0; bits &= bits - 1)
		count++;
	return named ? count >= 1 : count >= 2 && (seen & 0x1f) != 0;
}

static bool mail_open(struct gz_reader *r, struct gz_error *err)
{
	struct gz_mail *mail = calloc(1, sizeof(*mail));

	if (mail == NULL)
		return gz_fail_nomem(err);
	r->format_state = mail;
	return true;
}

static void mail_close(struct gz_reader *r)
{
	gz_mail_free(r->format_state);
	free(r->format_state);
	r->format_state = NULL;
}

static enum gz_read_status mail_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				     struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY, .record = 1};
	enum gz_read_status status;
	struct gz_buf whole = {0};

	if (r->record++ > 0)
		return GZ_READ_END; /* a file is one document */
	status = gz_reader_whole(r, &whole, err);
	record.bytes = whole.len;
	if (status == GZ_READ_DOC &&
	    !gz_mail_document(r, r->format_state, gz_buf_view(&whole), true, &record, arena, doc, err)) {
		status = err->code == GZ_ENOMEM ? GZ_READ_FAILED : GZ_READ_END;
		if (status == GZ_READ_END)
			gz_reader_reject_at(r, err->code, 0, 0, "%s", err->message);
	}
	gz_buf_free(&whole);
	return status;
}

const struct gz_format gz_format_mail = {"mail", mail_probe, mail_open, mail_next, mail_close};
