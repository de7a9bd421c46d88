/* contents.h: the handle of contents.c, which dump.c looks into too. */
#ifndef GAZET_STORE_CONTENTS_H
#define GAZET_STORE_CONTENTS_H

#include "internal.h"

struct gz_contents_entity {
	int64_t row;
	struct gz_entity entity;
	bool named; /* by a mention, or by an entity that is */
};
struct gz_contents_name {
	int64_t entity;
	struct gz_str name, folded;
};

struct gz_contents {
	sqlite3 *db;
	char *path;
	struct gz_arena texts;
	GZ_VEC(struct gz_tagged_range) ranges;

	sqlite3_stmt *documents, *mentions;
	int64_t passed; /* document given last */
	bool looking;	/* `documents` stands on it */

	GZ_VEC(struct gz_contents_entity) entities; /* by id, as text */
	GZ_VEC(struct gz_contents_name) names;	    /* by entity's row, name */
	struct gz_map by_id;			    /* place in entities */
};

/* Entities and names into memory. */
bool gz_contents_load(struct gz_contents *c, struct gz_error *err);
const struct gz_contents_name *gz_contents_names_of(const struct gz_contents *c, int64_t entity,
						    size_t *count);

#endif
