/* db_remove.c: `gazet db remove --source NAME`: a source's documents, and all that hangs on them, out of a
 * database. */
#include <inttypes.h>

#include "db.h"

struct removing {
	const struct settings *s;
	uint64_t documents; /* that went, or would go */
};

/* All are looked for before the first one goes: a mistyped name leaves the database as it is. */
static bool count_all(struct removing *r, struct gz_store *store, struct gz_error *err)
{
	const struct list *sources = &r->s->sources;

	for (size_t i = 0; i < sources->count; i++) {
		uint64_t documents;
		bool known;

		if (!gz_store_source_count(store, gz_str(sources->item[i]), &known, &documents, err))
			return false;
		if (!known)
			return gz_fail(err, GZ_EUSAGE,
				       "%s has no source %s: nothing was removed; `gazet sql 'SELECT name "
				       "FROM source'` lists them",
				       database_path(r->s), sources->item[i]);
		r->documents += documents;
	}
	return true;
}

static bool remove_all(void *self, struct gz_store *store, struct gz_error *err)
{
	struct removing *r = self;
	const struct list *sources = &r->s->sources;

	if (!count_all(r, store, err))
		return false;
	r->documents = 0;
	for (size_t i = 0; i < sources->count; i++) {
		uint64_t removed;

		if (!gz_store_source_remove(store, gz_str(sources->item[i]), &removed, err))
			return false;
		r->documents += removed;
	}
	return true;
}

/* The same, by looking only. */
static bool look(struct removing *r, struct gz_error *err)
{
	struct gz_error ignored;
	struct gz_store *store;
	bool good = gz_store_open_look(database_path(r->s), &store, err);

	if (good && store == NULL)
		return gz_fail_at(err, GZ_EIO, database_path(r->s), 0, 0,
				  "there is no database: `gazet index` makes one");
	good = good && count_all(r, store, err);
	gz_store_close(store, &ignored);
	return good;
}

int db_remove(const struct settings *s)
{
	struct removing r = {.s = s};
	struct gz_error err;

	if (s->sources.count == 0) {
		say("--source NAME says whose documents are to be removed");
		return EXIT_FATAL;
	}
	if (!(s->dry_run ? look(&r, &err) : db_write(s, remove_all, &r, &err)))
		return say_error(&err);
	if (!s->quiet)
		say("%s%" PRIu64 " document%s removed", s->dry_run ? "nothing is written; it would be: " : "",
		    r.documents, r.documents == 1 ? "" : "s");
	return EXIT_DONE;
}
