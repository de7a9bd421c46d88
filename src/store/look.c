/* look.c: a database that is only looked into, to say what a run would do. */
#include <stdlib.h>
#include <string.h>

#include "gazet/sql.h"
#include "internal.h"

bool gz_store_open_look(const char *path, struct gz_store **out, struct gz_error *err)
{
	struct gz_header header;
	struct gz_store *s;

	*out = NULL;
	if (!gz_header_read(path, &header, err))
		return false;
	if (header.kind != GZ_HEADER_OURS)
		return true;
	if (!gz_version_accept(path, header.version, err))
		return false;
	if (header.version != GZ_SCHEMA_TRUTH * 1000 + GZ_SCHEMA_DERIVED)
		return gz_fail_at(
			err, GZ_EDB, path, 0, 0,
			"its tables are of an older version: a run that writes brings them up to date");
	s = calloc(1, sizeof(*s));
	if (s)
		s->path = strdup(path);
	if (!s || !s->path) {
		free(s);
		return gz_fail_nomem(err);
	}
	gz_block_start(&s->block);
	/* One state of the database, whatever others write. */
	if (!gz_store_connect(s->path, &s->db, err) || !gz_store_exec(s, "BEGIN", "read", err) ||
	    !gz_store_load_gazetteer(s, err)) {
		gz_store_close(s, &(struct gz_error){.code = GZ_OK});
		return false;
	}
	*out = s;
	return true;
}

bool gz_store_look(struct gz_store *s, const struct gz_doc *doc, enum gz_put *what, bool *duplicate,
		   struct gz_error *err)
{
	int64_t source, original;
	struct gz_standing old = {0, false, false};

	*what = GZ_PUT_ADDED;
	*duplicate = false;
	if (!gz_store_source_find(s, doc->source, &source, err))
		return false;
	if (source && !gz_store_standing(s, doc, source, &old, err))
		return false;
	if (old.id && !gz_store_file_holds(s, old.id, err))
		return false;
	if (old.id)
		*what = old.same ? GZ_PUT_UNCHANGED : GZ_PUT_REPLACED;
	if (old.same) {
		*duplicate = old.duplicate;
		return true;
	}
	if (!gz_store_original(s, doc, &original, err))
		return false;
	*duplicate = original != 0;
	if (original && !old.id && !gz_store_namesake(s, doc, err))
		return false;
	/* The one that it would replace: then a copy of that becomes the original. */
	if (original && original == old.id) {
		if (!gz_store_duplicates(s, original, err))
			return false;
		*duplicate = s->candidates.len > 0;
	}
	return true;
}
