/*
 * jsonl.c: JSON Lines, one record a line. Lines that fit into the input's block are parsed where they stand,
 * others are put together in a buffer that never grows beyond the limit. Records of the usual kind are read
 * by plain.c, all others by json-c; what that leaves open (what may follow, NUL bytes, types) is decided
 * here.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "internal.h"

#define JSON_DEPTH 64
/* After a line longer than this, its memory is given back. */
#define LINE_KEEP ((size_t)8 << 20)

struct jsonl {
	struct json_tokener *tokener;
	struct gz_buf line;
	struct gz_buf plain; /* the record's strings that were written with escapes */
	bool worn;	     /* the tokener is to be renewed */
	bool ended;
	bool cut; /* the file broke off, for the reason in `damage` */
	struct gz_error damage;
};

enum line_status { LINE_READ, LINE_LAST, LINE_TOO_LONG, LINE_NONE, LINE_NO_MEMORY };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* x.jsonl, x.ndjson, x.jsonl.gz ... */
static bool jsonl_name(const char *path)
{
	static const char *const names[] = {".jsonl", ".ndjson"};
	static const char *const after[] = {"", ".gz", ".bz2", ".xz", ".zst"};
	struct gz_str whole = gz_str(path);

	for (size_t i = 0; i < GZ_COUNT(after); i++) {
		struct gz_str s = whole;

		if (!gz_str_ends(s, gz_str(after[i])))
			continue;
		s.len -= strlen(after[i]);
		for (size_t j = 0; j < GZ_COUNT(names); j++) {
			if (gz_str_ends(s, gz_str(names[j])))
				return true;
		}
	}
	return false;
}

static bool jsonl_probe(const struct gz_head *head)
{
	struct gz_str s = gz_str_trim(head->bytes);

	if (s.len == 0) /* an empty stream is an archive without records */
		return jsonl_name(head->path) || strcmp(head->path, "-") == 0;
	if (s.ptr[0] == '{' || jsonl_name(head->path))
		return true;
	if (s.ptr[0] != '[')
		return false;
	/* A JSON array is no text either: it is refused line by line. */
	s = gz_str_trim(gz_str_of(s.ptr + 1, s.len - 1));
	return s.len > 0 && s.ptr[0] == '{';
}

static bool tokener_make(struct jsonl *j, struct gz_error *err)
{
	j->tokener = json_tokener_new_ex(JSON_DEPTH);
	if (j->tokener == NULL)
		return gz_fail_nomem(err);
	json_tokener_set_flags(j->tokener, JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
	return true;
}

static bool jsonl_open(struct gz_reader *r, struct gz_error *err)
{
	struct jsonl *j = calloc(1, sizeof(*j));

	if (j == NULL)
		return gz_fail_nomem(err);
	if (!tokener_make(j, err)) {
		free(j);
		return false;
	}
	r->format_state = j;
	return true;
}

static void jsonl_close(struct gz_reader *r)
{
	struct jsonl *j = r->format_state;

	if (j->tokener != NULL)
		json_tokener_free(j->tokener);
	gz_buf_free(&j->line);
	gz_buf_free(&j->plain);
	free(j);
	r->format_state = NULL;
}

/* Takes bytes up to the line's end, or all there are; *view is the line so far. True at the end of the line.
 * What stands in the block as a whole is not copied. One byte more than the limit is kept: it may be a CR. */
static bool line_take(struct gz_reader *r, struct jsonl *j, struct gz_str *view, uint64_t *bytes,
		      bool *too_long)
{
	struct gz_input *in = &r->input;
	char *start = in->block + in->at;
	char *lf = memchr(start, '\n', in->len - in->at);
	size_t len = lf != NULL ? (size_t)(lf - start) : in->len - in->at;

	in->at += len + (lf != NULL);
	*bytes += len + (lf != NULL);
	if (*too_long || j->line.len + len > r->max_document + 1) {
		*too_long = true;
		*view = GZ_STR("");
		gz_buf_free(&j->line);
	} else if (lf == NULL || j->line.len > 0) {
		gz_buf_add(&j->line, start, len);
		*view = gz_buf_view(&j->line);
	} else {
		*view = gz_str_of(start, len);
	}
	return lf != NULL;
}

static enum line_status line_next(struct gz_reader *r, struct jsonl *j, struct gz_str *line, uint64_t *bytes)
{
	enum gz_input_status status;
	bool too_long = false, done = false;

	if (j->line.cap > LINE_KEEP)
		gz_buf_free(&j->line);
	gz_buf_clear(&j->line);
	*line = GZ_STR("");
	*bytes = 0;
	while (!done && !j->line.failed) {
		if (r->input.at == r->input.len) {
			status = gz_input_fill(&r->input, &j->damage);
			j->cut = status == GZ_INPUT_DAMAGED;
			j->ended = status != GZ_INPUT_DATA;
			if (j->ended)
				break;
		}
		done = line_take(r, j, line, bytes, &too_long);
	}
	if (j->line.failed)
		return LINE_NO_MEMORY;
	if (*bytes == 0)
		return LINE_NONE;
	if (line->len > 0 && line->ptr[line->len - 1] == '\r')
		line->len--;
	if (too_long || line->len > r->max_document)
		return LINE_TOO_LONG;
	return done ? LINE_READ : LINE_LAST;
}

/* json-c stops at a NUL byte. 0xFF is as malformed: the repair counts and replaces it as it does the NUL. */
static void hide_nuls(struct gz_str line)
{
	char *at = (char *)line.ptr, *end = at + line.len;

	while (at < end && (at = memchr(at, '\0', (size_t)(end - at))) != NULL)
		*at++ = (char)0xff;
}

/* 1-based code point at byte `offset` of text that may be malformed. */
static uint32_t column_at(struct gz_str line, size_t offset)
{
	uint32_t column = 1, code;

	for (size_t i = 0; i < offset && i < line.len; column++) {
		size_t step = gz_utf8_decode(line.ptr + i, line.len - i, &code);

		i += step > 0 ? step : gz_utf8_invalid(line.ptr + i, line.len - i);
	}
	return column;
}

/* NULL when it is no JSON, with the reason and the place in err. */
static struct json_object *parse(struct jsonl *j, struct gz_str line, bool last, struct gz_error *err)
{
	struct json_object *value;
	enum json_tokener_error failed;
	size_t end;

	json_tokener_reset(j->tokener);
	value = json_tokener_parse_ex(j->tokener, line.ptr, (int)line.len);
	failed = json_tokener_get_error(j->tokener);
	end = json_tokener_get_parse_end(j->tokener);
	if (failed == json_tokener_continue) {
		gz_fail_at(err, GZ_EFORMAT, NULL, 0, column_at(line, end), "%s",
			   last ? "truncated record: the file ends in the middle of it"
				: "not JSON: the line ends in the middle of a value");
		return NULL;
	}
	if (failed != json_tokener_success) {
		gz_fail_at(err, GZ_EFORMAT, NULL, 0, column_at(line, end), "not JSON: %s",
			   json_tokener_error_desc(failed));
		json_object_put(value);
		return NULL;
	}
	while (end < line.len && is_blank(line.ptr[end]))
		end++;
	if (end < line.len) {
		gz_fail_at(err, GZ_EFORMAT, NULL, 0, column_at(line, end),
			   "not JSON: something follows the value");
		json_object_put(value);
		return NULL;
	}
	if (!json_object_is_type(value, json_type_object)) {
		gz_fail_at(err, GZ_EFORMAT, NULL, 0, 0, "not a JSON object (one record a line is expected)");
		json_object_put(value);
		return NULL;
	}
	return value;
}

static const char *kind_words(enum gz_value_kind kind)
{
	switch (kind) {
	case GZ_VALUE_BOOLEAN: return "true or false";
	case GZ_VALUE_NUMBER:
	case GZ_VALUE_CLIPPED: return "a number";
	case GZ_VALUE_OBJECT: return "an object";
	case GZ_VALUE_LIST: return "a list";
	default: return "null";
	}
}

/* json-c clips integers beyond 64 bits, and then two ids would become one. */
static bool clipped(struct json_object *value)
{
	return json_object_is_type(value, json_type_int) &&
	       (json_object_get_uint64(value) == UINT64_MAX || json_object_get_int64(value) == INT64_MIN);
}

static struct gz_value value_of(struct json_object *value)
{
	switch (json_object_get_type(value)) {
	case json_type_string:
		return (struct gz_value){
			GZ_VALUE_STRING, false,
			gz_str_of(json_object_get_string(value), (size_t)json_object_get_string_len(value))};
	case json_type_boolean: return (struct gz_value){.kind = GZ_VALUE_BOOLEAN};
	case json_type_int:
	case json_type_double:
		return (struct gz_value){clipped(value) ? GZ_VALUE_CLIPPED : GZ_VALUE_NUMBER, false,
					 gz_str(json_object_get_string(value))};
	case json_type_object: return (struct gz_value){.kind = GZ_VALUE_OBJECT};
	case json_type_array: return (struct gz_value){.kind = GZ_VALUE_LIST};
	default: return (struct gz_value){.kind = GZ_VALUE_NONE};
	}
}

static void values_of(const struct gz_keys *keys, struct json_object *object, struct gz_values *values)
{
	memset(values, 0, sizeof(*values));
	for (int key = 0; key < GZ_KEYS; key++) {
		for (size_t i = 0; i < GZ_KEY_NAMES && keys->name[key][i] != NULL; i++) {
			struct json_object *value = NULL;

			if (json_object_object_get_ex(object, keys->name[key][i], &value))
				values->of[key][i] = value_of(value);
		}
	}
}

static bool take_value(const struct gz_value *value, enum gz_key key, const char *name, struct gz_error *err)
{
	bool number = value->kind == GZ_VALUE_NUMBER || value->kind == GZ_VALUE_CLIPPED;

	if (value->kind == GZ_VALUE_STRING)
		return true;
	if (!number || (key != GZ_KEY_ID && key != GZ_KEY_DATE))
		return gz_fail(err, GZ_EFORMAT, "key \"%s\" is %s, not a string", name,
			       kind_words(value->kind));
	if (value->kind == GZ_VALUE_CLIPPED)
		return gz_fail(err, GZ_EFORMAT, "key \"%s\" is a number beyond 64 bits; write it as a string",
			       name);
	return value->text.ptr != NULL || gz_fail_nomem(err);
}

/* The first of the key's names that has a value. */
static bool take_key(struct jsonl *j, const struct gz_keys *keys, const struct gz_values *values,
		     enum gz_key key, struct gz_str *out, struct gz_error *err)
{
	*out = GZ_STR("");
	for (size_t i = 0; i < GZ_KEY_NAMES && keys->name[key][i] != NULL && out->len == 0; i++) {
		const struct gz_value *value = &values->of[key][i];
		size_t before = j->plain.len;

		if (value->kind == GZ_VALUE_NONE)
			continue;
		if (!take_value(value, key, keys->name[key][i], err))
			return false;
		*out = value->text;
		if (!value->escaped)
			continue;
		if (!gz_json_unescape(&j->plain, value->text))
			return gz_fail_nomem(err);
		*out = gz_str_of(j->plain.ptr + before, j->plain.len - before);
	}
	return true;
}

static bool no_text(const struct gz_keys *keys, struct gz_error *err)
{
	char names[256] = "";
	size_t len = 0;

	for (size_t i = 0; i < GZ_KEY_NAMES && keys->name[GZ_KEY_TEXT][i] != NULL && len < sizeof(names); i++)
		len += (size_t)snprintf(names + len, sizeof(names) - len, "%s%s", i > 0 ? ", " : "",
					keys->name[GZ_KEY_TEXT][i]);
	return gz_fail(err, GZ_EFORMAT, "no text (looked for %s)", names);
}

/* False with a reason in err: the record's own fault, unless its code is GZ_ENOMEM. */
static bool take_values(struct gz_reader *r, const struct gz_values *values, size_t length,
			struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
			struct gz_error *err)
{
	struct jsonl *j = r->format_state;

	/* Room for all, so that none of them moves any more. Two keys of ours may be one of theirs. */
	gz_buf_clear(&j->plain);
	if (!gz_buf_reserve(&j->plain, length * (r->keys.copy != NULL ? GZ_KEYS : 1)))
		return gz_fail_nomem(err);
	for (int key = 0; key < GZ_KEYS; key++) {
		if (!take_key(j, &r->keys, values, (enum gz_key)key, &record->value[key], err))
			return false;
	}
	if (gz_str_trim(record->value[GZ_KEY_TEXT]).len == 0)
		return no_text(&r->keys, err);
	return gz_record_finish(r, record, arena, doc, err);
}

/* As take_values. */
static bool line_document(struct gz_reader *r, struct jsonl *j, struct gz_str line, bool last,
			  struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
			  struct gz_error *err)
{
	struct json_object *object;
	struct gz_values values;
	bool ok;

	if (gz_json_record(&r->keys, line, &values))
		return take_values(r, &values, line.len, record, arena, doc, err);
	hide_nuls(line);
	object = parse(j, line, last, err);
	if (object == NULL) { /* json-c remembers half of a surrogate pair beyond a reset */
		j->worn = true;
		return false;
	}
	values_of(&r->keys, object, &values);
	ok = take_values(r, &values, 0, record, arena, doc, err);
	json_object_put(object);
	return ok;
}

/* The tokener's own buffer has grown with the longest string, and so has ours. */
static bool tokener_renew(struct jsonl *j, struct gz_error *err)
{
	gz_buf_free(&j->plain);
	json_tokener_free(j->tokener);
	j->worn = false;
	return tokener_make(j, err);
}

static void report_damage(struct gz_reader *r, struct jsonl *j)
{
	if (!j->cut)
		return;
	j->cut = false;
	gz_reader_reject_at(r, j->damage.code, r->record, 0, "%s; what follows is lost", j->damage.message);
}

static enum gz_read_status jsonl_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				      struct gz_error *err)
{
	struct jsonl *j = r->format_state;

	while (!j->ended) {
		struct gz_record record = {.day = GZ_NO_DAY};
		struct gz_str line;
		enum line_status status = line_next(r, j, &line, &record.bytes);

		if (status == LINE_NO_MEMORY) {
			gz_fail_nomem(err);
			return GZ_READ_FAILED;
		}
		if (j->worn && !tokener_renew(j, err))
			return GZ_READ_FAILED;
		j->worn = record.bytes > LINE_KEEP;
		record.record = ++r->record;
		if (status == LINE_TOO_LONG) {
			gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0,
					    "longer than the limit of %zu bytes; skipped", r->max_document);
			continue;
		}
		if (status == LINE_NONE || gz_str_trim(line).len == 0)
			continue;
		if (line_document(r, j, line, status == LINE_LAST, &record, arena, doc, err))
			return GZ_READ_DOC;
		if (err->code == GZ_ENOMEM)
			return GZ_READ_FAILED;
		/* What damaged data leaves of a line is part of that damage. */
		if (!j->cut)
			gz_reader_reject_at(r, err->code, r->record, err->column, "%s", err->message);
	}
	report_damage(r, j);
	return GZ_READ_END;
}

const struct gz_format gz_format_jsonl = {"jsonl", jsonl_probe, jsonl_open, jsonl_next, jsonl_close};
