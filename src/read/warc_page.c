/*
 * warc_page.c: what a record of a WARC file says. Documents are answers of status 200, resources and
 * conversions that are HTML or plain text.
 *
 * Their id is the digits of WARC-Date, a slash and the URI, whatever else the file holds: two captures of a
 * page are two documents, and the same capture is the same document in every file.
 */
#include <string.h>

#include "warc.h"

/* A buffer larger than this is given back after the document. */
#define KEEP ((size_t)8 << 20)
/* What a body without a type is asked by. */
#define SNIFFED 512

enum kind { KIND_NONE, KIND_TEXT, KIND_HTML };

void gz_warc_page_free(struct warc *w)
{
	gz_page_free(&w->page);
	gz_buf_free(&w->body[0]);
	gz_buf_free(&w->body[1]);
	gz_buf_free(&w->utf8);
	gz_buf_free(&w->id);
}

static void give_back(struct warc *w)
{
	struct gz_buf *bufs[] = {&w->body[0], &w->body[1], &w->utf8, &w->page.text};

	for (size_t i = 0; i < GZ_COUNT(bufs); i++) {
		if (bufs[i]->cap > KEEP)
			gz_buf_free(bufs[i]);
	}
}

bool gz_warc_may_be_document(const struct warc *w)
{
	struct gz_str type = w->header[WARC_TYPE];

	return gz_header_is(type, "response") || gz_header_is(type, "conversion") ||
	       gz_header_is(type, "resource");
}

static enum kind kind_of(struct gz_str type)
{
	struct gz_str value = gz_header_value(type);

	if (gz_header_is(value, "text/html") || gz_header_is(value, "application/xhtml+xml"))
		return KIND_HTML;
	return gz_header_is(value, "text/plain") ? KIND_TEXT : KIND_NONE;
}

/* A body that nobody gave a type: a page begins with a tag that only pages have. */
static enum kind sniff(struct gz_str body)
{
	static const char *const marks[] = {"<!doctype html", "<html", "<head", "<body"};
	struct gz_str s = gz_str_trim(gz_str_of(body.ptr, body.len < SNIFFED ? body.len : SNIFFED));

	for (size_t i = 0; i < GZ_COUNT(marks); i++) {
		if (gz_header_starts(s, marks[i]))
			return KIND_HTML;
	}
	return KIND_NONE;
}

/* Reads the payload's own header, where it has one, and says what its body is. */
static enum kind payload_kind(const struct warc *w, struct gz_str payload, struct gz_http *http)
{
	struct gz_str type = w->header[WARC_CONTENT];

	memset(http, 0, sizeof(*http));
	http->body = payload;
	http->type = type;
	if (gz_header_is(w->header[WARC_TYPE], "response")) {
		if (!gz_http_read(payload, http) || http->status != 200)
			return KIND_NONE;
		type = http->type;
	}
	if (type.len == 0)
		type = w->header[WARC_PAYLOAD];
	return type.len > 0 ? kind_of(type) : sniff(http->body);
}

bool gz_warc_is_document(const struct warc *w, struct gz_str payload)
{
	struct gz_http http;

	return payload_kind(w, payload, &http) != KIND_NONE;
}

/* Some tools put the URI into angle brackets. */
static struct gz_str uri_of(const struct warc *w)
{
	struct gz_str uri = w->header[WARC_URI];

	if (uri.len > 2 && uri.ptr[0] == '<' && uri.ptr[uri.len - 1] == '>')
		uri = gz_str_of(uri.ptr + 1, uri.len - 2);
	return uri;
}

static bool make_id(struct warc *w, struct gz_record *record, struct gz_error *err)
{
	struct gz_str date = w->header[WARC_DATE], uri = uri_of(w);

	gz_buf_clear(&w->id);
	for (size_t i = 0; uri.len > 0 && i < date.len && i < 40; i++) {
		if (date.ptr[i] >= '0' && date.ptr[i] <= '9')
			gz_buf_byte(&w->id, date.ptr[i]);
	}
	if (w->id.len > 0)
		gz_buf_byte(&w->id, '/');
	gz_buf_str(&w->id, uri.len > 0 ? uri : w->header[WARC_ID]);
	record->value[GZ_KEY_ID] = gz_buf_view(&w->id);
	record->value[GZ_KEY_URL] = uri;
	record->crawled = date;
	return !w->id.failed || gz_fail_nomem(err);
}

/* Text, title, date and language of the body. */
static bool read_body(struct gz_reader *r, struct warc *w, enum kind kind, const struct gz_http *http,
		      struct gz_str body, struct gz_record *record, struct gz_error *err)
{
	struct gz_str *value = record->value, languages = w->header[WARC_LANGUAGE], text;
	char charset[GZ_CHARSET_NAME_MAX];
	const char *declared;

	declared = gz_header_charset(http->type, charset);
	if (declared == NULL && kind == KIND_HTML)
		declared = gz_html_charset(body, charset);
	if (!gz_charset_decode(r, body, declared, &w->utf8, &text, err))
		return false;
	if (languages.len == 0)
		languages = http->language;
	value[GZ_KEY_LANG] = gz_str_trim(gz_str_of(languages.ptr, gz_str_find(languages, ',')));
	value[GZ_KEY_TEXT] = text;
	if (kind == KIND_TEXT)
		return true;
	if (!gz_html_page(text, &w->page, err))
		return false;
	value[GZ_KEY_TEXT] = gz_buf_view(&w->page.text);
	value[GZ_KEY_TITLE] = gz_buf_view(&w->page.title);
	value[GZ_KEY_DATE] = gz_buf_view(&w->page.date);
	if (w->page.lang.len > 0)
		value[GZ_KEY_LANG] = gz_buf_view(&w->page.lang);
	return true;
}

static bool document(struct gz_reader *r, struct warc *w, struct gz_str payload, struct gz_record *record,
		     struct gz_error *err)
{
	struct gz_http http;
	struct gz_str body;
	enum kind kind = payload_kind(w, payload, &http);

	if (!gz_http_body(&http, r->max_document, w->header[WARC_TRUNCATED].len > 0, w->body, &body, err) ||
	    !read_body(r, w, kind, &http, body, record, err) || !make_id(w, record, err))
		return false;
	if (gz_str_trim(record->value[GZ_KEY_TEXT]).len == 0 &&
	    gz_str_trim(record->value[GZ_KEY_TITLE]).len == 0)
		return gz_fail(err, GZ_ENOTFOUND, "no text: nothing to index");
	return record->value[GZ_KEY_TEXT].len <= r->max_document ||
	       gz_fail(err, GZ_ELIMIT, "longer than the limit of %zu bytes; skipped", r->max_document);
}

bool gz_warc_document(struct gz_reader *r, struct warc *w, struct gz_str payload, struct gz_arena *arena,
		      struct gz_doc *doc, bool *made, struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY, .record = r->record};

	record.bytes = w->head.len + payload.len;
	*made = document(r, w, payload, &record, err) && gz_record_finish(r, &record, arena, doc, err);
	give_back(w);
	if (*made)
		return true;
	if (err->code == GZ_ENOMEM)
		return false;
	gz_reader_reject_at(r, err->code, r->record, 0, "%s", err->message);
	return true;
}
