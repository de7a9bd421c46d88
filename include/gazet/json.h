/*
 * json.h: JSON values that others wrote: a parse of one value by json-c in its strict mode, and access that copes with what is not there.
 */
#ifndef GAZET_JSON_H
#define GAZET_JSON_H

#include "gazet/base.h"

struct json_object; /* json-c's; put back with json_object_put */

/* An object or array; NULL with GZ_EFORMAT (or GZ_ENOMEM) where the text is none. */
struct json_object *gz_json_parse(struct gz_str text, struct gz_error *err);
void gz_json_free(struct json_object *value);
/* The text of a key (NULL: of the value itself); empty where it is missing or no text. Lives as long as the value. */
struct gz_str gz_json_text(struct json_object *object, const char *key);
/* The number of a key; false where it is missing, no whole number, or outside 0 .. 2^32 - 2. */
bool gz_json_index(struct json_object *object, const char *key, uint32_t *out);
/* The member, or NULL where it is missing or null. */
struct json_object *gz_json_get(struct json_object *object, const char *key);
/* Does it have the key, though it be null? */
bool gz_json_has(struct json_object *object, const char *key);
bool gz_json_is_array(struct json_object *value);
/* Its items; 0 where it is no array. */
size_t gz_json_count(struct json_object *array);
/* NULL where there is no such item. */
struct json_object *gz_json_at(struct json_object *array, size_t index);

#endif
