/*
 * json.c: JSON that is not a record a line: a list of records, lists of them inside of objects ({"articles":
 * [...]}), objects one after the other, written over many lines. A record at a time is looked at, however
 * long the list. Commas are not asked for: what begins and ends a record are its brackets.
 */
#include <stdlib.h>
#include <string.h>

#include "jsonscan.h"
#include "objects.h"
#include "window.h"

/* How many objects and lists may stand around records. */
#define LEVELS	  8
#define NO_INDENT SIZE_MAX

struct level {
	bool list;
	bool decided; /* of a list: its items are records, or are not */
	bool skipped;
};

struct json {
	struct gz_window window;
	struct gz_objects objects;
	struct level level[LEVELS];
	size_t depth;
	size_t indent; /* bytes between the line's beginning and here, if they are blanks */
	bool lost;     /* behind damage: what makes no sense belongs to it */
	bool any;      /* something was said or given, or a list was empty */
};

enum take {
	TAKE_VALUE,
	TAKE_LONG, /* and was eaten */
	TAKE_BAD,
	TAKE_CUT, /* the file ends in it */
	TAKE_NO_MEMORY
};

/* ---- probing --------------------------------------------------------------------------------- */

/* Objects a line are JSON Lines; others, and what holds a list of records, are not. */
static bool object_probe(struct gz_str s, const struct gz_keys *keys, bool named)
{
	struct gz_jscan scan = {0};
	enum gz_jscan_status status = gz_jscan_value(&scan, s);
	size_t line = gz_str_find(s, '\n');

	if (keys != NULL && !gz_jscan_has(s, keys, GZ_KEY_TEXT) &&
	    gz_jscan_holds_records(s, keys, gz_jscan_has(s, keys, GZ_KEY_TITLE), LEVELS / 2))
		return true;
	if (line == s.len) /* too long a line to tell */
		return named;
	if (status == GZ_JSCAN_BAD)
		return scan.at > line && !scan.in_string;
	return status == GZ_JSCAN_MORE || scan.at > line;
}

static bool json_probe(const struct gz_head *head)
{
	struct gz_str s = gz_str_trim(head->bytes);

	if (s.len == 0)
		return false;
	if (s.ptr[0] == '{')
		return !gz_path_named(head->path, ".jsonl") && !gz_path_named(head->path, ".ndjson") &&
		       object_probe(s, head->keys, gz_path_named(head->path, ".json"));
	if (s.ptr[0] != '[')
		return false;
	s = gz_str_trim(gz_str_of(s.ptr + 1, s.len - 1));
	return s.len == 0 || s.ptr[0] == '{' || s.ptr[0] == ']';
}

static bool json_open(struct gz_reader *r, struct gz_error *err)
{
	struct json *j = calloc(1, sizeof(*j));

	if (j == NULL)
		return gz_fail_nomem(err);
	if (!gz_objects_open(&j->objects, err)) {
		free(j);
		return false;
	}
	gz_window_open(&j->window, &r->input);
	r->format_state = j;
	return true;
}

static void json_close(struct gz_reader *r)
{
	struct json *j = r->format_state;

	gz_objects_close(&j->objects);
	gz_window_close(&j->window);
	free(j);
	r->format_state = NULL;
}

/* ---- pieces of the file ------------------------------------------------------------------------ */

/* What comes next, but for blanks, commas and record separators (RFC 7464): *c is NUL at the end. */
static bool peek(struct json *j, char *c)
{
	for (;;) {
		struct gz_str view = gz_window_view(&j->window);
		enum gz_window_status status;
		size_t at = 0;

		while (at < view.len && memchr(" \t\r\n,\x1e", view.ptr[at], 6) != NULL) {
			if (view.ptr[at] == '\n')
				j->indent = 0;
			else if (j->indent != NO_INDENT)
				j->indent++;
			at++;
		}
		gz_window_skip(&j->window, at);
		if (at < view.len) {
			*c = view.ptr[at];
			if (*c == '\0')
				*c = (char)0x7f; /* as senseless */
			return true;
		}
		status = gz_window_grow(&j->window);
		*c = '\0';
		if (status != GZ_WINDOW_MORE)
			return status == GZ_WINDOW_END;
	}
}

/* The value that the view begins with: *value, still to be eaten. When it is not kept, or too long, it is
 * eaten as it comes. After TAKE_BAD, `scan` says where. */
static enum take value_take(struct gz_reader *r, struct json *j, bool kept, struct gz_jscan *scan,
			    struct gz_str *value)
{
	bool too_long = false;

	memset(scan, 0, sizeof(*scan));
	for (;;) {
		struct gz_str view = gz_window_view(&j->window);
		enum gz_jscan_status status = gz_jscan_value(scan, view);
		enum gz_window_status grown;

		*value = gz_str_of(view.ptr, scan->at);
		too_long |= kept && scan->at > r->max_document;
		if (status == GZ_JSCAN_BAD)
			return TAKE_BAD;
		if (!kept || too_long) {
			gz_window_skip(&j->window, scan->at);
			scan->at = 0;
		}
		if (status == GZ_JSCAN_END)
			return too_long ? TAKE_LONG : TAKE_VALUE;
		grown = gz_window_grow(&j->window);
		if (grown != GZ_WINDOW_MORE)
			return grown == GZ_WINDOW_END ? TAKE_CUT : TAKE_NO_MEMORY;
	}
}

/* null, a number: up to what may stand behind it. */
static void scalar_skip(struct json *j)
{
	struct gz_str view = gz_window_view(&j->window);
	size_t at = 1;

	while (at < view.len && memchr(",]}\n\" {[", view.ptr[at], 8) == NULL)
		at++;
	gz_window_skip(&j->window, at);
}

/* On to a line that begins with a record, indented as the damaged one was, or with the end of the list. */
static bool resume(struct json *j, size_t indent)
{
	for (;;) {
		struct gz_str view = gz_window_view(&j->window);
		size_t line = gz_str_find(view, '\n');
		char c;

		if (line == view.len) {
			gz_window_skip(&j->window, line);
			if (gz_window_grow(&j->window) == GZ_WINDOW_NO_MEMORY)
				return false;
			if (j->window.ended && gz_window_view(&j->window).len == 0)
				return true;
			continue;
		}
		gz_window_skip(&j->window, line);
		if (!peek(j, &c))
			return false;
		if (c == '\0' || (c == '{' && (indent == NO_INDENT || j->indent == indent)))
			return true;
		if (c == ']' && j->depth > 0 && (indent == NO_INDENT || j->indent < indent))
			return true;
	}
}

/* ---- records ------------------------------------------------------------------------------------- */

static void complain(struct gz_reader *r, struct json *j, enum gz_code code, const char *words)
{
	j->any = true;
	if (!j->lost)
		gz_reader_reject_at(r, code, r->record, 0, "%s", words);
}

/* Something that makes no sense where it stands. */
static bool senseless(struct gz_reader *r, struct json *j)
{
	size_t indent = j->indent;

	r->record += !j->lost;
	complain(r, j, GZ_EFORMAT, "not JSON: a record is expected here; on with the next one");
	j->lost = true;
	gz_window_skip(&j->window, 1);
	j->indent = NO_INDENT;
	return resume(j, indent);
}

static bool record_damaged(struct gz_reader *r, struct json *j, const struct gz_jscan *scan, size_t indent)
{
	struct gz_str view = gz_window_view(&j->window);
	bool next = scan->depth == 1 && !scan->in_string && view.ptr[scan->at] == '{';

	j->any = true;
	gz_reader_reject_at(r, GZ_EFORMAT, r->record, 0, "not JSON: %s; on with the next record",
			    scan->in_string ? "a line break in a string" : "a bracket is missing");
	j->lost = true;
	gz_window_skip(&j->window, scan->at);
	j->indent = NO_INDENT;
	return next || resume(j, indent);
}

/* The object that the view begins with. GZ_READ_END: it was none, or was not wanted. */
static enum gz_read_status record_read(struct gz_reader *r, struct json *j, struct level *level,
				       struct gz_arena *arena, struct gz_doc *doc, struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY};
	size_t indent = j->indent;
	struct gz_jscan scan;
	struct gz_str value;
	bool good = true, skipped = level != NULL && level->skipped;
	enum take taken = value_take(r, j, !skipped, &scan, &value);

	j->indent = NO_INDENT;
	err->code = GZ_OK;
	if (level != NULL && !level->decided && taken == TAKE_VALUE) {
		level->decided = true;
		skipped = level->skipped = !gz_jscan_is_record(value, &r->keys, false);
		if (skipped)
			gz_window_skip(&j->window, value.len);
	}
	if (skipped && taken != TAKE_NO_MEMORY && taken != TAKE_BAD)
		return GZ_READ_END;
	record.record = taken == TAKE_CUT && j->window.damaged ? r->record : ++r->record;
	switch (taken) {
	case TAKE_VALUE:
		record.bytes = value.len;
		good = gz_objects_read(r, &j->objects, value, "not JSON: it ends in the middle of a value",
				       &record, arena, doc, err);
		gz_window_skip(&j->window, value.len);
		j->any = true;
		j->lost = false;
		if (good)
			return GZ_READ_DOC;
		if (err->code == GZ_ENOMEM)
			return GZ_READ_FAILED;
		gz_reader_reject_at(r, err->code, r->record, err->column, "%s", err->message);
		return GZ_READ_END;
	case TAKE_LONG:
		gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0, "longer than the limit of %zu bytes; skipped",
				    r->max_document);
		j->any = true;
		return GZ_READ_END;
	case TAKE_BAD: good = record_damaged(r, j, &scan, indent); break;
	case TAKE_CUT:
		gz_window_skip(&j->window, gz_window_view(&j->window).len);
		if (!j->window.damaged)
			complain(r, j, GZ_EFORMAT, "truncated record: the file ends in the middle of it");
		j->lost = true;
		break;
	case TAKE_NO_MEMORY: good = false;
	}
	return good ? GZ_READ_END : (gz_fail_nomem(err), GZ_READ_FAILED);
}

/* ---- what stands around them ------------------------------------------------------------------------ */

static void push(struct json *j, bool list, bool decided)
{
	gz_window_skip(&j->window, 1);
	j->indent = NO_INDENT;
	j->level[j->depth++] = (struct level){.list = list, .decided = decided};
}

/* An object that stands by itself is a record, unless it holds a list of them. */
static enum gz_read_status object_alone(struct gz_reader *r, struct json *j, struct gz_arena *arena,
					struct gz_doc *doc, struct gz_error *err)
{
	enum gz_window_status grown = GZ_WINDOW_MORE;
	struct gz_jscan scan = {0};
	enum gz_jscan_status status;
	struct gz_str view;
	bool titled;

	do {
		view = gz_window_view(&j->window);
		status = gz_jscan_value(&scan, view);
		if (status != GZ_JSCAN_MORE || view.len >= GZ_READ_BLOCK)
			break;
		grown = gz_window_grow(&j->window);
	} while (grown == GZ_WINDOW_MORE);
	if (grown == GZ_WINDOW_NO_MEMORY) {
		gz_fail_nomem(err);
		return GZ_READ_FAILED;
	}
	view = gz_window_view(&j->window);
	if (status == GZ_JSCAN_END)
		view.len = scan.at;
	if (!gz_jscan_has(view, &r->keys, GZ_KEY_TEXT)) {
		titled = gz_jscan_has(view, &r->keys, GZ_KEY_TITLE);
		if (gz_jscan_holds_records(view, &r->keys, titled, LEVELS / 2) ||
		    (!titled && status == GZ_JSCAN_MORE && grown == GZ_WINDOW_MORE)) {
			push(j, false, true);
			return GZ_READ_END;
		}
	}
	return record_read(r, j, NULL, arena, doc, err);
}

/* A value that holds no records. */
static bool value_skip(struct gz_reader *r, struct json *j, char c)
{
	struct gz_jscan scan;
	struct gz_str value;

	j->indent = NO_INDENT;
	if (c != '{' && c != '[' && c != '"') {
		scalar_skip(j);
		return true;
	}
	switch (value_take(r, j, false, &scan, &value)) {
	case TAKE_NO_MEMORY: return false;
	case TAKE_BAD: r->record++; return record_damaged(r, j, &scan, NO_INDENT);
	default: return true;
	}
}

/* A member of an object around records, at its name: into lists and objects, past anything else. */
static bool member(struct gz_reader *r, struct json *j, char c)
{
	if (!value_skip(r, j, c) || !peek(j, &c))
		return false;
	if (c != ':')
		return c == '\0' || senseless(r, j);
	gz_window_skip(&j->window, 1);
	if (!peek(j, &c))
		return false;
	if ((c == '[' || c == '{') && j->depth < LEVELS) {
		push(j, c == '[', c == '{');
		return true;
	}
	return c == '\0' || value_skip(r, j, c);
}

/* An item of a list that is no object. */
static bool other_item(struct gz_reader *r, struct json *j, struct level *level, char c)
{
	if (c == '}' || c == ':')
		return senseless(r, j);
	if (!level->decided)
		level->skipped = true;
	level->decided = true;
	if (!level->skipped) {
		r->record++;
		complain(r, j, GZ_EFORMAT, "not a JSON object");
	}
	return value_skip(r, j, c);
}

/* One step: GZ_READ_END means that it gave no document. */
static enum gz_read_status step(struct gz_reader *r, struct json *j, char c, struct gz_arena *arena,
				struct gz_doc *doc, struct gz_error *err)
{
	struct level *level = j->depth > 0 ? &j->level[j->depth - 1] : NULL;
	bool good = true;

	if (level == NULL && c == '{')
		return object_alone(r, j, arena, doc, err);
	if (level != NULL && level->list && c == '{')
		return record_read(r, j, level, arena, doc, err);
	if (level == NULL && c == '[')
		push(j, true, true);
	else if (level != NULL && c == (level->list ? ']' : '}')) {
		j->any |= level->list && (!level->decided || !level->skipped);
		gz_window_skip(&j->window, 1);
		j->depth--;
	} else if (level != NULL && level->list)
		good = other_item(r, j, level, c);
	else if (level != NULL && c == '"')
		good = member(r, j, c);
	else
		good = senseless(r, j);
	return good ? GZ_READ_END : (gz_fail_nomem(err), GZ_READ_FAILED);
}

static void report_end(struct gz_reader *r, struct json *j, bool empty)
{
	struct gz_error why;

	gz_window_report(&j->window, r);
	if (j->window.damaged || empty)
		return;
	if (j->depth > 0 && !j->lost)
		gz_reader_reject_at(r, GZ_EFORMAT, r->record + 1, 0,
				    "truncated: the file ends in the middle of a list or an object");
	else if (!j->any) {
		gz_record_empty(&r->keys, &why);
		gz_reader_reject_at(r, GZ_EFORMAT, 0, 0, "no list of records: %s", why.message);
	}
	j->any = true;
	j->depth = 0;
}

static enum gz_read_status json_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				     struct gz_error *err)
{
	struct json *j = r->format_state;
	enum gz_read_status status;
	bool empty = r->record == 0 && j->depth == 0 && !j->any;
	char c;

	for (;;) {
		if (!peek(j, &c)) {
			gz_fail_nomem(err);
			return GZ_READ_FAILED;
		}
		if (c == '\0')
			break;
		empty = false;
		status = step(r, j, c, arena, doc, err);
		if (status != GZ_READ_END)
			return status;
	}
	report_end(r, j, empty);
	return GZ_READ_END;
}

const struct gz_format gz_format_json = {"json", json_probe, json_open, json_next, json_close};
