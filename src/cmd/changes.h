/* changes.h: what tagging again changed, by entity. */
#ifndef GAZET_CMD_CHANGES_H
#define GAZET_CMD_CHANGES_H

#include "cmd.h"
#include "gazet/store.h"

/* The first document in which something came or went, and the words. */
struct change_example {
	struct gz_str doc, words;
};
struct change {
	struct gz_str entity, name;
	enum gz_type type;
	uint64_t gained, lost, changed, docs;
	uint64_t document; /* counted last */
	uint64_t total;	   /* mentions that are in the database when it was asked */
	struct change_example come, gone;
};
struct changes {
	struct gz_arena texts;
	struct gz_map by_entity; /* place in rows */
	GZ_VEC(struct change) rows;
	uint64_t documents, gained, lost, changed;
	uint64_t entities_gained, entities_lost; /* after changes_total */
};

/* Compares the mentions that a document has with those that it gets, and counts; *differ: they are not the
 * same. `before` as gz_contents_mentions gives them; what stands twice in `tagged` counts once. */
bool changes_add(struct changes *c, const struct gz_tagged *tagged, const struct gz_mention *before,
		 size_t count, bool *differ, struct gz_error *err);
/* Asks the database how many mentions the entities have; `done`: the changes are in it. */
bool changes_total(struct changes *c, struct gz_contents *contents, bool done, struct gz_error *err);
/* Rows of entities, those with most changes first. */
bool changes_print(struct changes *c, struct gz_sink *sink, struct gz_error *err);
void changes_free(struct changes *c);

#endif
