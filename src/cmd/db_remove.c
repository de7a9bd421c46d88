/* db_remove.c: `gazet db remove --source NAME`: the documents of sources, and all that hangs on them, out of a
 * database. */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "db.h"
#include "gazet/setup.h"
#include "tagging.h"

struct removing {
	const struct settings *s;
	uint64_t documents; /* that went, or would go */
	struct gz_gaz *gaz; /* NULL: there is none */
	bool other;	    /* the documents were tagged with another one */
};

static bool stands_before(const struct list *sources, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (strcmp(sources->item[k], sources->item[i]) == 0)
			return true;
	}
	return false;
}

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
		if (!stands_before(sources, i))
			r->documents += documents;
	}
	return true;
}

static bool remove_all(void *self, struct gz_store *store, struct gz_error *err)
{
	struct removing *r = self;
	const struct list *list = &r->s->sources;
	struct gz_str sources[LIST_MAX];
	struct gz_names names = {0};

	if (!count_all(r, store, err))
		return false;
	r->other = r->gaz == NULL || !gz_str_eq(gz_gaz_hash(r->gaz), gz_store_gazetteer(store));
	if (!r->other)
		names = tagging_names(r->gaz);
	for (size_t i = 0; i < list->count; i++)
		sources[i] = gz_str(list->item[i]);
	return gz_store_sources_remove(store, sources, list->count, r->other ? NULL : &names, &r->documents,
				       err);
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

/* That which the options name, or the installed one if there is one: it tells whose names are no longer
 * needed. */
static bool load_gazetteer(struct removing *r, int *status)
{
	char installed[GAZETTEER_PATH_MAX];

	if (r->s->dry_run ||
	    (r->s->gazetteers.count == 0 && access(gz_setup_installed(installed), F_OK) != 0))
		return true;
	return gazetteer_load(r->s, &r->gaz, status);
}

int db_remove(const struct settings *s)
{
	struct removing r = {.s = s};
	struct gz_error err;
	int status = EXIT_FATAL;
	bool good;

	if (s->sources.count == 0) {
		say("--source NAME says whose documents are to be removed");
		return EXIT_FATAL;
	}
	if (!load_gazetteer(&r, &status))
		return status;
	good = s->dry_run ? look(&r, &err) : db_write(s, remove_all, &r, &err);
	gz_gaz_free(r.gaz);
	if (!good)
		return say_error(&err);
	if (s->quiet)
		return EXIT_DONE;
	say("%s%" PRIu64 " document%s removed", s->dry_run ? "nothing is written; it would be: " : "",
	    r.documents, r.documents == 1 ? "" : "s");
	if (r.other)
		say("the documents were tagged with another gazetteer: words that only the removed ones had "
		    "for "
		    "an entity are kept among its names (gazet retag --all settles them)");
	return EXIT_DONE;
}
