/* paths.h: the values that a record's keys lead to, in a tree of json-c's. */
#ifndef GAZET_READ_PATHS_H
#define GAZET_READ_PATHS_H

#include "internal.h"

struct json_object;

/* Views point into the tree, or into `arena`. False only when memory ran out. */
bool gz_json_values(const struct gz_keys *keys, struct json_object *object, struct gz_arena *arena,
		    struct gz_values *values, struct gz_error *err);
/* Is there a text or a title, though it be empty? */
bool gz_json_tells(const struct gz_values *values);

#endif
