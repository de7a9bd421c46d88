/* json.c: JSON values for the importers: a strict parse of one value, and access that copes with what is not
 * there. */
#include <limits.h>
#include <string.h>

#include <json-c/json.h>

#include "internal.h"

#define JSON_DEPTH 64

struct json_object *gz_import_json(struct gz_import *im, struct gz_str line)
{
	struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH);
	struct json_object *value = NULL;
	enum json_tokener_error error;

	if (tokener == NULL) {
		im->failed = true;
		return NULL;
	}
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	if (line.len > INT_MAX - 1) {
		gz_import_refuse(im, "too long", "a JSON value of more than 2 GB");
		json_tokener_free(tokener);
		return NULL;
	}
	value = json_tokener_parse_ex(tokener, line.len ? line.ptr : "", (int)line.len);
	error = json_tokener_get_error(tokener);
	if (value == NULL &&
	    error == json_tokener_continue) { /* a number ends only where something follows */
		value = json_tokener_parse_ex(tokener, " ", 1);
		error = json_tokener_get_error(tokener);
	}
	if (error != json_tokener_success ||
	    (!json_object_is_type(value, json_type_object) && !json_object_is_type(value, json_type_array))) {
		gz_import_refuse(im, "no JSON object", "no JSON object: %s",
				 error == json_tokener_success	  ? "another kind of value"
				 : error == json_tokener_continue ? "it breaks off"
								  : json_tokener_error_desc(error));
		json_object_put(value);
		value = NULL;
	}
	json_tokener_free(tokener);
	return value;
}

struct json_object *gz_json_get(struct json_object *object, const char *key)
{
	struct json_object *value = NULL;

	if (json_object_is_type(object, json_type_object))
		json_object_object_get_ex(object, key, &value);
	return value;
}

struct gz_str gz_json_text(struct json_object *object, const char *key)
{
	struct json_object *value = key != NULL ? gz_json_get(object, key) : object;

	if (!json_object_is_type(value, json_type_string))
		return GZ_STR("");
	return gz_str_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
}

size_t gz_json_count(struct json_object *array)
{
	return json_object_is_type(array, json_type_array) ? json_object_array_length(array) : 0;
}

struct json_object *gz_json_at(struct json_object *array, size_t index)
{
	return index < gz_json_count(array) ? json_object_array_get_idx(array, index) : NULL;
}
