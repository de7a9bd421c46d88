/*
 * paths.c: where a key leads in a JSON object. A key of --map may be a path (article.body): it goes down
 * through objects and through all items of lists. What it reaches is one value, or a list of strings that
 * together are a text (paragraphs). An object that is reached is the text in it, where that has a usual name.
 */
#include <string.h>

#include <json-c/json.h>

#include "objects.h"
#include "paths.h"

#define NAME_BYTES 256

struct leaves {
	GZ_VEC(struct json_object *) found;
	bool failed; /* no memory */
};

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

/* ---- objects that stand for a text ------------------------------------------------------------- */

/* As a number, or in a string where MongoDB says that this is one: other strings are dates as they are
 * written, be it "2017". */
static bool is_whole(struct json_object *value, const char *name)
{
	const char *at = json_object_get_string(value);

	if (json_object_is_type(value, json_type_int))
		return true;
	if (!json_object_is_type(value, json_type_string) || strcmp(name, "$numberLong") != 0)
		return false;
	at += at[0] == '-';
	return at[0] != '\0' && at[strspn(at, "0123456789")] == '\0';
}

/* {"$date": 1504190000000}, {"$date": {"$numberLong": "1504190000000"}}: the day, of UTC. */
static struct gz_value day_of(struct json_object *milliseconds, struct gz_arena *arena)
{
	int32_t day;
	char iso[16];

	if (!gz_date_milliseconds(json_object_get_int64(milliseconds), &day))
		return value_of(milliseconds);
	return (struct gz_value){GZ_VALUE_STRING, false,
				 gz_arena_str(arena, gz_str(gz_day_format(day, GZ_DAY, iso)))};
}

/* The value under the best of the usual names, a null only where no other has one; *name is NULL where there
 * is none of them. */
static struct json_object *inner_of(struct json_object *object, const char **name)
{
	struct json_object *value = NULL;
	const char *null = NULL, *at;

	for (size_t i = 0; (at = gz_key_inner(i)) != NULL; i++) {
		if (!json_object_object_get_ex(object, at, &value))
			continue;
		if (value != NULL) {
			*name = at;
			return value;
		}
		null = null == NULL ? at : null;
	}
	*name = null;
	return NULL;
}

/* A key in it that --map may name. */
static struct gz_str some_text(struct json_object *object)
{
	json_object_object_foreach(object, name, value)
	{
		if (json_object_is_type(value, json_type_string))
			return gz_str(name);
	}
	return GZ_STR("");
}

static struct gz_value text_of(struct json_object *object, struct gz_arena *arena)
{
	struct json_object *value = object;
	bool date = false;
	const char *name = "";

	for (unsigned depth = 0; depth < 2 && json_object_is_type(value, json_type_object); depth++) {
		value = inner_of(value, &name);
		if (name == NULL)
			break;
		date |= strcmp(name, "$date") == 0;
	}
	if (name == NULL || json_object_is_type(value, json_type_object))
		return (struct gz_value){GZ_VALUE_OBJECT, false, some_text(object)};
	if (date && is_whole(value, name))
		return day_of(value, arena);
	return value_of(value);
}

/* ---- where a key leads -------------------------------------------------------------------------- */

static struct gz_value leaf(struct json_object *value, struct gz_arena *arena)
{
	return json_object_is_type(value, json_type_object) ? text_of(value, arena) : value_of(value);
}

/* The first component of the path names a member: moves *path behind it. */
static struct json_object *step(struct json_object *object, const char **path)
{
	char name[NAME_BYTES];
	struct json_object *value = NULL;
	const char *dot;

	if (json_object_object_get_ex(object, *path, &value)) { /* a key may hold dots itself */
		*path = "";
		return value;
	}
	dot = strchr(*path, '.');
	if (dot == NULL || (size_t)(dot - *path) >= sizeof(name))
		return NULL;
	memcpy(name, *path, (size_t)(dot - *path));
	name[dot - *path] = '\0';
	*path = dot + 1;
	return json_object_object_get_ex(object, name, &value) ? value : NULL;
}

/* As deep as the tokener allowed. */
static void collect(struct json_object *value, const char *path, struct leaves *leaves)
{
	if (json_object_is_type(value, json_type_array)) {
		for (size_t i = 0; i < json_object_array_length(value) && !leaves->failed; i++)
			collect(json_object_array_get_idx(value, i), path, leaves);
	} else if (path[0] == '\0') {
		if (value != NULL && !GZ_PUSH(&leaves->found, value))
			leaves->failed = true;
	} else if (json_object_is_type(value, json_type_object)) {
		value = step(value, &path);
		collect(value, path, leaves);
	}
}

/* Several strings, with an empty line between them. */
static bool join(const struct leaves *leaves, struct gz_arena *arena, struct gz_value *out,
		 struct gz_error *err)
{
	size_t len = 0;
	char *to;

	for (size_t i = 0; i < leaves->found.len; i++) {
		struct json_object *item = leaves->found.ptr[i];

		if (!json_object_is_type(item, json_type_string)) {
			out->kind = GZ_VALUE_LIST;
			return true;
		}
		len += (size_t)json_object_get_string_len(item) + 2;
	}
	to = gz_arena_alloc(arena, len);
	if (to == NULL)
		return gz_fail_nomem(err);
	out->kind = GZ_VALUE_STRING;
	out->text = gz_str_of(to, len - 2);
	for (size_t i = 0; i < leaves->found.len; i++) {
		struct json_object *item = leaves->found.ptr[i];
		size_t count = (size_t)json_object_get_string_len(item);

		memcpy(to, json_object_get_string(item), count);
		memcpy(to + count, "\n\n", 2);
		to += count + 2;
	}
	return true;
}

static bool look_up(struct json_object *object, const char *name, bool joined, struct gz_arena *arena,
		    struct gz_value *out, struct gz_error *err)
{
	struct leaves leaves = {0};
	struct json_object *value = step(object, &name);
	bool ok = true;

	memset(out, 0, sizeof(*out));
	if (value != NULL && name[0] == '\0' && !json_object_is_type(value, json_type_array))
		*out = leaf(value, arena);
	else
		collect(value, name, &leaves);
	if (leaves.failed)
		ok = gz_fail_nomem(err);
	else if (leaves.found.len == 1)
		*out = leaf(leaves.found.ptr[0], arena);
	else if (leaves.found.len > 1 && joined)
		ok = join(&leaves, arena, out, err);
	else if (leaves.found.len > 1)
		out->kind = GZ_VALUE_LIST;
	GZ_VEC_FREE(&leaves.found);
	return ok && (out->kind != GZ_VALUE_STRING || out->text.ptr != NULL || gz_fail_nomem(err));
}

bool gz_json_values(const struct gz_keys *keys, struct json_object *object, struct gz_arena *arena,
		    struct gz_values *values, struct gz_error *err)
{
	memset(values, 0, sizeof(*values));
	for (int key = 0; key < GZ_KEYS; key++) {
		for (size_t i = 0; i < GZ_KEY_NAMES && keys->name[key][i] != NULL; i++) {
			if (!look_up(object, keys->name[key][i], key == GZ_KEY_TEXT, arena,
				     &values->of[key][i], err))
				return false;
		}
	}
	return true;
}

bool gz_json_tells(const struct gz_values *values)
{
	for (size_t i = 0; i < GZ_KEY_NAMES; i++) {
		if (values->of[GZ_KEY_TEXT][i].kind != GZ_VALUE_NONE ||
		    values->of[GZ_KEY_TITLE][i].kind != GZ_VALUE_NONE)
			return true;
	}
	return false;
}
