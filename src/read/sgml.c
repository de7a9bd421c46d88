/*
 * sgml.c: Reuters-21578 as it was distributed: SGML with a DTD that nobody needs, control characters written
 * as references, one <REUTERS> element a story. Only what this collection has is understood.
 */
#include <stdlib.h>
#include <string.h>

#include "objects.h"
#include "window.h"

static const struct gz_str story_begin = {"<REUTERS", 8}, story_end = {"</REUTERS>", 10};

struct sgml {
	struct gz_window window;
	struct gz_buf decoded, text, title, date;
};

enum story_status { STORY_GOOD, STORY_BAD, STORY_NONE, STORY_NO_MEMORY };

static bool sgml_probe(const struct gz_head *head)
{
	struct gz_str s = gz_str_trim(head->bytes);

	return gz_str_starts(s, GZ_STR("<!DOCTYPE lewis")) || gz_str_starts(s, GZ_STR("<REUTERS "));
}

static bool sgml_open(struct gz_reader *r, struct gz_error *err)
{
	struct sgml *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return gz_fail_nomem(err);
	gz_window_open(&s->window, &r->input);
	r->format_state = s;
	return true;
}

static void sgml_close(struct gz_reader *r)
{
	struct sgml *s = r->format_state;

	gz_window_close(&s->window);
	gz_buf_free(&s->decoded);
	gz_buf_free(&s->text);
	gz_buf_free(&s->title);
	gz_buf_free(&s->date);
	free(s);
	r->format_state = NULL;
}

/* ---- stories ----------------------------------------------------------------------------------- */

/* Position of `what` at or behind `from`, or s.len. */
static size_t find(struct gz_str s, size_t from, struct gz_str what)
{
	const char *at = NULL;

	if (from < s.len)
		at = memmem(s.ptr + from, s.len - from, what.ptr, what.len);
	return at != NULL ? (size_t)(at - s.ptr) : s.len;
}

/* Moves the view to the next story's beginning. */
static enum story_status story_seek(struct sgml *s)
{
	for (;;) {
		struct gz_str view = gz_window_view(&s->window);
		size_t at = find(view, 0, story_begin), keep;
		enum gz_window_status status;

		if (at < view.len) {
			gz_window_skip(&s->window, at);
			return STORY_GOOD;
		}
		keep = view.len < story_begin.len - 1 ? view.len : story_begin.len - 1;
		gz_window_skip(&s->window, view.len - keep);
		status = gz_window_grow(&s->window);
		if (status != GZ_WINDOW_MORE)
			return status == GZ_WINDOW_END ? STORY_NONE : STORY_NO_MEMORY;
	}
}

/* The story that the view begins with: *story is what stands in front of its end, or of the next one's
 * beginning where it has none (STORY_BAD); *length is what is to be eaten. */
static enum story_status story_read(struct gz_reader *r, struct sgml *s, struct gz_str *story, size_t *length)
{
	size_t seen = story_begin.len;

	for (;;) {
		struct gz_str view = gz_window_view(&s->window);
		size_t end = find(view, seen, story_end);
		size_t next = find(gz_str_of(view.ptr, end), seen, story_begin);
		enum gz_window_status status;

		*story = gz_str_of(view.ptr, next);
		*length = next < end ? next : end + (end < view.len ? story_end.len : 0);
		if (end < view.len || next < end)
			return next < end ? STORY_BAD : STORY_GOOD;
		if (view.len > r->max_document) {
			*length = view.len - (story_begin.len - 1);
			return STORY_BAD;
		}
		if (view.len > seen + story_end.len - 1)
			seen = view.len - (story_end.len - 1);
		status = gz_window_grow(&s->window);
		if (status == GZ_WINDOW_NO_MEMORY)
			return STORY_NO_MEMORY;
		if (status == GZ_WINDOW_END)
			return s->window.damaged ? STORY_NONE : STORY_BAD;
	}
}

static void report_bad(struct gz_reader *r, struct sgml *s, size_t length)
{
	if (length > r->max_document)
		gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0, "longer than the limit of %zu bytes; skipped",
				    r->max_document);
	else
		gz_reader_reject_at(r, GZ_EFORMAT, r->record, 0, "truncated record: %s before </REUTERS>",
				    s->window.ended ? "the file ends" : "another one begins");
}

/* ---- elements ---------------------------------------------------------------------------------- */

/* What stands between <name ...> and </name>; *before (if any) is where it begins. .ptr NULL: there is none.
 */
static struct gz_str element(struct gz_str story, const char *name, struct gz_str *attributes)
{
	char open[24] = "<", close[24] = "</";
	size_t len = strlen(name), at, end;

	memcpy(open + 1, name, len);
	memcpy(close + 2, name, len);
	close[len + 2] = '>';
	for (at = 0; at < story.len; at++) {
		at = find(story, at, gz_str_of(open, len + 1));
		if (at + len + 1 < story.len &&
		    (story.ptr[at + len + 1] == '>' || story.ptr[at + len + 1] == ' '))
			break;
	}
	if (at >= story.len)
		return (struct gz_str){NULL, 0};
	at += len + 1;
	end = at + gz_str_find(gz_str_of(story.ptr + at, story.len - at), '>');
	*attributes = gz_str_of(story.ptr + at, end - at);
	if (end == story.len)
		return (struct gz_str){NULL, 0};
	at = end + 1;
	return gz_str_of(story.ptr + at, find(story, at, gz_str_of(close, len + 3)) - at);
}

/* The value of name="...". */
static struct gz_str attribute(struct gz_str attributes, struct gz_str name)
{
	size_t at = find(attributes, 0, name) + name.len;
	struct gz_str rest;

	if (at >= attributes.len)
		return GZ_STR("");
	rest = gz_str_of(attributes.ptr + at, attributes.len - at);
	rest.len = gz_str_find(rest, '"');
	return rest;
}

/* Length of the reference at the front of s, or 0; *code is what it means. */
static size_t reference(struct gz_str s, uint32_t *code)
{
	static const struct {
		struct gz_str name;
		char means;
	} names[] = {{{"&lt;", 4}, '<'}, {{"&gt;", 4}, '>'}, {{"&amp;", 5}, '&'}, {{"&quot;", 6}, '"'}};
	size_t at = 2;

	for (size_t i = 0; i < GZ_COUNT(names); i++) {
		*code = (unsigned char)names[i].means;
		if (gz_str_starts(s, names[i].name))
			return names[i].name.len;
	}
	if (!gz_str_starts(s, GZ_STR("&#")))
		return 0;
	for (*code = 0; at < s.len && at < 9 && s.ptr[at] >= '0' && s.ptr[at] <= '9'; at++)
		*code = *code * 10 + (uint32_t)(s.ptr[at] - '0');
	if (at == 2 || at == s.len || s.ptr[at] != ';' || *code > 0x10ffff ||
	    (*code >= 0xd800 && *code < 0xe000))
		return 0;
	return at + 1;
}

static bool is_control(uint32_t code)
{
	return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xa0);
}

/* How many bytes from `at` on are text as it is. */
static size_t text_run(struct gz_str s, size_t at)
{
	size_t run = at;

	while (run < s.len && s.ptr[run] != '&' && s.ptr[run] != '<' && s.ptr[run] != 0x7f &&
	       ((unsigned char)s.ptr[run] >= 0x20 || s.ptr[run] == '\n' || s.ptr[run] == '\t'))
		run++;
	return run - at;
}

/* Length of the tag at the front of s, or 0. */
static size_t tag(struct gz_str s)
{
	size_t end;

	if (s.len < 3 || s.ptr[0] != '<' ||
	    !(s.ptr[1] == '/' || (s.ptr[1] >= 'A' && s.ptr[1] <= 'Z') ||
	      (s.ptr[1] >= 'a' && s.ptr[1] <= 'z')))
		return 0;
	end = gz_str_find(s, '>');
	return end < s.len ? end + 1 : 0;
}

/* Appends it with references resolved, without control characters and tags. */
static void add_text(struct gz_buf *out, struct gz_str s)
{
	size_t at = 0;

	while (at < s.len) {
		struct gz_str rest;
		uint32_t code;
		char bytes[4];
		size_t step = text_run(s, at);

		gz_buf_add(out, s.ptr + at, step);
		at += step;
		if (at == s.len)
			break;
		rest = gz_str_of(s.ptr + at, s.len - at);
		step = reference(rest, &code);
		if (step == 0)
			step = tag(rest);
		else if (!is_control(code))
			gz_buf_add(out, bytes, gz_utf8_encode(code, bytes));
		if (step == 0 && !is_control((unsigned char)s.ptr[at]))
			gz_buf_byte(out, s.ptr[at]);
		at += step > 0 ? step : 1;
	}
}

/* ---- documents --------------------------------------------------------------------------------- */

/* Without the agency's name on the last line: "Reuter", "REUTER...". */
static struct gz_str without_end(struct gz_str text)
{
	struct gz_str s = gz_str_trim(text), last;
	size_t at = s.len;

	while (at > 0 && s.ptr[at - 1] != '\n')
		at--;
	last = gz_str_trim(gz_str_of(s.ptr + at, s.len - at));
	while (last.len > 0 && last.ptr[last.len - 1] == '.')
		last.len--;
	if (last.len >= 6 && last.len <= 7 && strncasecmp(last.ptr, "reuters", last.len) == 0)
		s.len = at;
	return gz_str_trim(s);
}

/* A story of the type BRIEF is its headline, with words in place of a body; one of the type UNPROC has no
 * structure. */
static void take_text(struct sgml *s, struct gz_str story)
{
	struct gz_str attributes = GZ_STR(""), text = element(story, "TEXT", &attributes);
	struct gz_str type = attribute(attributes, GZ_STR("TYPE=\"")), ignored;
	struct gz_str body = element(text, "BODY", &ignored), title = element(text, "TITLE", &ignored);

	gz_buf_clear(&s->text);
	gz_buf_clear(&s->title);
	add_text(&s->title, title);
	if (body.ptr != NULL) {
		add_text(&s->text, element(text, "DATELINE", &ignored));
		add_text(&s->text, body);
	} else if (title.ptr == NULL || gz_str_eq(type, GZ_STR("UNPROC"))) {
		add_text(&s->text, text);
	}
}

static bool story_document(struct gz_reader *r, struct sgml *s, struct gz_str story, struct gz_arena *arena,
			   struct gz_doc *doc, struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY, .record = r->record, .bytes = story.len};
	struct gz_str attributes = GZ_STR(""), head, date;

	if (!gz_charset_decode(r, story, NULL, &s->decoded, &story, err))
		return false;
	head = gz_str_of(story.ptr, gz_str_find(story, '>'));
	record.value[GZ_KEY_ID] = gz_str_trim(attribute(head, GZ_STR(" NEWID=\"")));
	date = element(story, "DATE", &attributes);
	date.len = gz_str_find(date, '&'); /* control characters and letters follow in some */
	gz_buf_clear(&s->date);
	add_text(&s->date, date);
	take_text(s, story);
	if (s->date.failed || s->text.failed || s->title.failed)
		return gz_fail_nomem(err);
	record.value[GZ_KEY_DATE] = date = gz_str_trim(gz_buf_view(&s->date));
	date.len = gz_str_find(date, ' ');
	if (!gz_date_parse(date, &record.day, &record.precision)) /* a slip in the hour leaves the day */
		record.day = GZ_NO_DAY;
	record.value[GZ_KEY_TITLE] = gz_str_trim(gz_buf_view(&s->title));
	record.value[GZ_KEY_TEXT] = without_end(gz_buf_view(&s->text));
	if (record.value[GZ_KEY_TEXT].len == 0 && record.value[GZ_KEY_TITLE].len == 0)
		return gz_fail(err, GZ_ENOTFOUND, "no text and no title");
	return gz_record_finish(r, &record, arena, doc, err);
}

static enum gz_read_status sgml_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				     struct gz_error *err)
{
	struct sgml *s = r->format_state;
	enum story_status status;
	struct gz_str story;
	size_t length;

	while ((status = story_seek(s)) == STORY_GOOD) {
		bool good = false;

		status = story_read(r, s, &story, &length);
		if (status == STORY_NONE || status == STORY_NO_MEMORY)
			break;
		r->record++;
		err->code = GZ_OK;
		if (status == STORY_BAD || story.len > r->max_document)
			report_bad(r, s, story.len);
		else
			good = story_document(r, s, story, arena, doc, err);
		gz_window_skip(&s->window, length);
		if (good)
			return GZ_READ_DOC;
		if (err->code == GZ_ENOMEM)
			return GZ_READ_FAILED;
		if (err->code != GZ_OK)
			gz_reader_reject_at(r, err->code, r->record, 0, "%s", err->message);
	}
	if (status == STORY_NO_MEMORY) {
		gz_fail_nomem(err);
		return GZ_READ_FAILED;
	}
	gz_window_report(&s->window, r);
	return GZ_READ_END;
}

const struct gz_format gz_format_reuters21578 = {"reuters21578", sgml_probe, sgml_open, sgml_next,
						 sgml_close};
