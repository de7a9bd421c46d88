/*
 * objects.c: a JSON object into a document. Records of the usual kind are read by plain.c, all others by
 * json-c; what that leaves open (what may follow, NUL bytes, types) is decided here.
 */
#include "objects.h"

#include <stdio.h>
#include <string.h>

#include <json-c/json.h>

#include "paths.h"

#define JSON_DEPTH 64
/* After a record longer than this, its memory is given back. */
#define KEEP ((size_t)8 << 20)

static bool tokener_make(struct gz_objects *o, struct gz_error *err)
{
	o->tokener = json_tokener_new_ex(JSON_DEPTH);
	if (o->tokener == NULL)
		return gz_fail_nomem(err);
	json_tokener_set_flags(o->tokener, JSON_TOKENER_STRICT | JSON_TOKENER_ALLOW_TRAILING_CHARS);
	return true;
}

bool gz_objects_open(struct gz_objects *o, struct gz_error *err)
{
	memset(o, 0, sizeof(*o));
	return tokener_make(o, err);
}

void gz_objects_close(struct gz_objects *o)
{
	if (o->tokener != NULL)
		json_tokener_free(o->tokener);
	o->tokener = NULL;
	gz_buf_free(&o->plain);
	gz_arena_free(&o->lists);
}

/* The tokener's own buffer has grown with the longest string, and so have ours. */
static bool objects_renew(struct gz_objects *o, struct gz_error *err)
{
	gz_objects_close(o);
	o->worn = false;
	return tokener_make(o, err);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* json-c stops at a NUL byte. 0xFF is as malformed: the repair counts and replaces it as it does the NUL. */
static void hide_nuls(struct gz_str text)
{
	char *at = (char *)text.ptr, *end = at + text.len;

	while (at < end && (at = memchr(at, '\0', (size_t)(end - at))) != NULL)
		*at++ = (char)0xff;
}

/* 1-based code point at byte `offset` of text that may be malformed. */
static uint32_t column_at(struct gz_str text, size_t offset)
{
	uint32_t column = 1, code;

	for (size_t i = 0; i < offset && i < text.len; column++) {
		size_t step = gz_utf8_decode(text.ptr + i, text.len - i, &code);

		i += step > 0 ? step : gz_utf8_invalid(text.ptr + i, text.len - i);
	}
	return column;
}

/* NULL when it is no JSON, with the reason and the place in err. */
static struct json_object *parse(struct gz_objects *o, struct gz_str text, const char *unfinished,
				 struct gz_error *err)
{
	struct json_object *value;
	enum json_tokener_error failed;
	size_t end;

	json_tokener_reset(o->tokener);
	value = json_tokener_parse_ex(o->tokener, text.ptr, (int)text.len);
	failed = json_tokener_get_error(o->tokener);
	end = json_tokener_get_parse_end(o->tokener);
	if (failed == json_tokener_continue) {
		gz_fail_at(err, GZ_EFORMAT, NULL, 0, column_at(text, end), "%s", unfinished);
		return NULL;
	}
	if (failed != json_tokener_success) {
		gz_fail_at(err, GZ_EFORMAT, NULL, 0, column_at(text, end), "not JSON: %s",
			   json_tokener_error_desc(failed));
		json_object_put(value);
		return NULL;
	}
	while (end < text.len && is_blank(text.ptr[end]))
		end++;
	if (end < text.len) {
		gz_fail_at(err, GZ_EFORMAT, NULL, 0, column_at(text, end),
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

/* What a search engine wraps a record in: its id beside it. */
static bool unwrap(const struct gz_keys *keys, struct json_object *object, struct gz_arena *arena,
		   struct gz_values *values, struct gz_error *err)
{
	struct json_object *inner, *id;

	if (!json_object_object_get_ex(object, "_source", &inner) ||
	    !json_object_is_type(inner, json_type_object))
		return true;
	if (!gz_json_values(keys, inner, arena, values, err))
		return false;
	for (size_t i = 0; i < GZ_KEY_NAMES; i++) {
		if (values->of[GZ_KEY_ID][i].kind != GZ_VALUE_NONE)
			return true;
	}
	if (keys->name[GZ_KEY_ID][0] != NULL && json_object_object_get_ex(object, "_id", &id) &&
	    json_object_is_type(id, json_type_string))
		values->of[GZ_KEY_ID][0] = (struct gz_value){
			GZ_VALUE_STRING, false,
			gz_str_of(json_object_get_string(id), (size_t)json_object_get_string_len(id))};
	return true;
}

static const char *kind_words(enum gz_value_kind kind)
{
	switch (kind) {
	case GZ_VALUE_BOOLEAN: return "true or false";
	case GZ_VALUE_NUMBER:
	case GZ_VALUE_CLIPPED: return "a number";
	case GZ_VALUE_LIST: return "a list";
	default: return "null";
	}
}

static bool take_value(const struct gz_value *value, enum gz_key key, const char *name, struct gz_error *err)
{
	bool number = value->kind == GZ_VALUE_NUMBER || value->kind == GZ_VALUE_CLIPPED;

	if (value->kind == GZ_VALUE_STRING)
		return true;
	if (value->kind == GZ_VALUE_OBJECT)
		return gz_fail(err, GZ_EFORMAT,
			       "key \"%s\" is an object, not a string (--map %s=%s.%.*s takes what is in it)",
			       name, gz_key_name(key), name,
			       GZ_ARG(value->text.len > 0 ? gz_utf8_head(value->text, 60) : GZ_STR("KEY")));
	if (!number || (key != GZ_KEY_ID && key != GZ_KEY_DATE))
		return gz_fail(err, GZ_EFORMAT, "key \"%s\" is %s, not a string", name,
			       kind_words(value->kind));
	if (value->kind == GZ_VALUE_CLIPPED)
		return gz_fail(err, GZ_EFORMAT, "key \"%s\" is a number beyond 64 bits; write it as a string",
			       name);
	return value->text.ptr != NULL || gz_fail_nomem(err);
}

/* The first of the key's names that has a value. */
static bool take_key(struct gz_objects *o, const struct gz_keys *keys, const struct gz_values *values,
		     enum gz_key key, struct gz_str *out, struct gz_error *err)
{
	*out = GZ_STR("");
	for (size_t i = 0; i < GZ_KEY_NAMES && keys->name[key][i] != NULL && out->len == 0; i++) {
		const struct gz_value *value = &values->of[key][i];
		size_t before = o->plain.len;

		if (value->kind == GZ_VALUE_NONE)
			continue;
		if (!take_value(value, key, keys->name[key][i], err))
			return false;
		*out = value->text;
		if (!value->escaped)
			continue;
		if (!gz_json_unescape(&o->plain, value->text))
			return gz_fail_nomem(err);
		*out = gz_str_of(o->plain.ptr + before, o->plain.len - before);
	}
	return true;
}

static void note_met(struct gz_keys *keys, const struct gz_values *values)
{
	for (int key = 0; key < GZ_KEYS; key++)
		keys->met[key] |= values->of[key][0].kind != GZ_VALUE_NONE;
}

bool gz_record_empty(const struct gz_keys *keys, struct gz_error *err)
{
	char names[256] = "";
	size_t len = 0;

	for (size_t i = 0; i < GZ_KEY_NAMES && keys->name[GZ_KEY_TEXT][i] != NULL && len < sizeof(names); i++)
		len += (size_t)snprintf(names + len, sizeof(names) - len, "%s%s", i > 0 ? ", " : "",
					keys->name[GZ_KEY_TEXT][i]);
	return gz_fail(err, GZ_ENOTFOUND, "no text (looked for %.*s) and no title",
		       GZ_ARG(gz_utf8_head(gz_str(names), sizeof(names))));
}

bool gz_record_keyed(struct gz_reader *r, struct gz_record *record, struct gz_arena *arena,
		     struct gz_doc *doc, struct gz_error *err)
{
	r->keys.records++;
	if (gz_str_trim(record->value[GZ_KEY_TEXT]).len == 0) {
		if (gz_str_trim(record->value[GZ_KEY_TITLE]).len == 0)
			return gz_record_empty(&r->keys, err);
		record->value[GZ_KEY_TEXT] = GZ_STR("");
	}
	return gz_record_finish(r, record, arena, doc, err);
}

/* `length`: of the text whose strings may have to be unescaped. */
static bool take_values(struct gz_reader *r, struct gz_objects *o, const struct gz_values *values,
			size_t length, struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
			struct gz_error *err)
{
	/* Room for all, so that none of them moves any more. Two keys of ours may be one of theirs. */
	gz_buf_clear(&o->plain);
	if (!gz_buf_reserve(&o->plain, length * (r->keys.copy != NULL ? GZ_KEYS : 1)))
		return gz_fail_nomem(err);
	note_met(&r->keys, values);
	for (int key = 0; key < GZ_KEYS; key++) {
		if (!take_key(o, &r->keys, values, (enum gz_key)key, &record->value[key], err))
			return false;
	}
	return gz_record_keyed(r, record, arena, doc, err);
}

bool gz_objects_read(struct gz_reader *r, struct gz_objects *o, struct gz_str text, const char *unfinished,
		     struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
		     struct gz_error *err)
{
	struct json_object *object;
	struct gz_values values;
	bool ok;

	if (o->worn && !objects_renew(o, err))
		return false;
	o->worn = text.len > KEEP;
	if (gz_json_record(&r->keys, text, &values) && gz_json_tells(&values))
		return take_values(r, o, &values, text.len, record, arena, doc, err);
	hide_nuls(text);
	object = parse(o, text, unfinished, err);
	if (object == NULL) { /* json-c remembers half of a surrogate pair beyond a reset */
		o->worn = true;
		return false;
	}
	gz_arena_reset(&o->lists);
	ok = gz_json_values(&r->keys, object, &o->lists, &values, err) &&
	     (gz_json_tells(&values) || unwrap(&r->keys, object, &o->lists, &values, err)) &&
	     take_values(r, o, &values, 0, record, arena, doc, err);
	json_object_put(object);
	return ok;
}
