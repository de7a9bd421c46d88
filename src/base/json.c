/* json.c: JSON values by json-c. */
#include <limits.h>
#include <string.h>

#include <json-c/json.h>

#include "gazet/json.h"

#define JSON_DEPTH 64

static const char *what_is_wrong(enum json_tokener_error error)
{
	if (error == json_tokener_success)
		return "another kind of value";
	return error == json_tokener_continue ? "it breaks off" : json_tokener_error_desc(error);
}

struct json_object *gz_json_parse(struct gz_str text, struct gz_error *err)
{
	struct json_tokener *tokener;
	struct json_object *value;
	enum json_tokener_error error;

	if (text.len > INT_MAX - 1) {
		gz_fail(err, GZ_EFORMAT, "a JSON value of more than 2 GB");
		return NULL;
	}
	if (text.len > 0 && memchr(text.ptr, '\0', text.len) != NULL) { /* the parser would stop there */
		gz_fail(err, GZ_EFORMAT, "no JSON object: it holds a NUL byte");
		return NULL;
	}
	tokener = json_tokener_new_ex(JSON_DEPTH);
	if (tokener == NULL) {
		gz_fail_nomem(err);
		return NULL;
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	value = json_tokener_parse_ex(tokener, text.len ? text.ptr : "", (int)text.len);
	error = json_tokener_get_error(tokener);
	if (value == NULL &&
	    error == json_tokener_continue) { /* a number ends only where something follows */
		value = json_tokener_parse_ex(tokener, " ", 1);
		error = json_tokener_get_error(tokener);
	}
	json_tokener_free(tokener);
	if (error == json_tokener_success &&
	    (json_object_is_type(value, json_type_object) || json_object_is_type(value, json_type_array)))
		return value;
	gz_fail(err, GZ_EFORMAT, "no JSON object: %s", what_is_wrong(error));
	json_object_put(value);
	return NULL;
}

void gz_json_free(struct json_object *value)
{
	json_object_put(value);
}

struct json_object *gz_json_get(struct json_object *object, const char *key)
{
	struct json_object *value = NULL;

	if (json_object_is_type(object, json_type_object))
		json_object_object_get_ex(object, key, &value);
	return value;
}

bool gz_json_has(struct json_object *object, const char *key)
{
	return json_object_is_type(object, json_type_object) && json_object_object_get_ex(object, key, NULL);
}

struct gz_str gz_json_text(struct json_object *object, const char *key)
{
	struct json_object *value = key != NULL ? gz_json_get(object, key) : object;

	if (!json_object_is_type(value, json_type_string))
		return GZ_STR("");
	return gz_str_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
}

bool gz_json_index(struct json_object *object, const char *key, uint32_t *out)
{
	struct json_object *value = gz_json_get(object, key);
	int64_t number;

	if (!json_object_is_type(value, json_type_int))
		return false;
	number = json_object_get_int64(value);
	if (number < 0 || number >= (int64_t)GZ_NONE)
		return false;
	*out = (uint32_t)number;
	return true;
}

bool gz_json_is_array(struct json_object *value)
{
	return json_object_is_type(value, json_type_array);
}

size_t gz_json_count(struct json_object *array)
{
	return gz_json_is_array(array) ? json_object_array_length(array) : 0;
}

struct json_object *gz_json_at(struct json_object *array, size_t index)
{
	return index < gz_json_count(array) ? json_object_array_get_idx(array, index) : NULL;
}
