/*
 * objects.h: a record written as a JSON object becomes a document, wherever it stands: on a line of its own
 * (jsonl.c) or in a list (json.c).
 */
#ifndef GAZET_READ_OBJECTS_H
#define GAZET_READ_OBJECTS_H

#include "internal.h"

struct json_tokener;

/* Memory that is kept from one record to the next. */
struct gz_objects {
	struct json_tokener *tokener;
	struct gz_buf plain;   /* the record's strings that were written with escapes */
	struct gz_arena lists; /* texts put together from lists of strings */
	bool worn;	       /* the tokener is to be renewed */
};

bool gz_objects_open(struct gz_objects *o, struct gz_error *err);
void gz_objects_close(struct gz_objects *o);

/* `text` is the whole object, blanks around it too; its NULs are overwritten. `unfinished` is what to say
 * when it ends in the middle. False with a reason (and a column in `text`) in err: the record's own fault,
 * unless its code is GZ_ENOMEM. */
bool gz_objects_read(struct gz_reader *r, struct gz_objects *o, struct gz_str text, const char *unfinished,
		     struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
		     struct gz_error *err);

/* "no text (looked for ...) and no title": always false. */
bool gz_record_empty(const struct gz_keys *keys, struct gz_error *err);
/* As gz_record_finish, of a record whose fields were looked for by keys. Without text, its title is the document. */
bool gz_record_keyed(struct gz_reader *r, struct gz_record *record, struct gz_arena *arena, struct gz_doc *doc,
		     struct gz_error *err);

#endif
