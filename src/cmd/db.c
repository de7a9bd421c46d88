/* db.c: `gazet db stats|check|rebuild`: care of a database. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "gazet/store.h"
#include "gazet/text.h"

static int stats(const struct settings *s)
{
	struct question q;
	struct gz_error err;
	struct settings all = *s;
	int status;
	bool good;

	all.limit_given = true;
	if (!question_open(&q, &all, NULL, 0, &status))
		return status;
	good = gz_query_stats(q.query, &q.selection, &q.output.sink, &err);
	return question_close(&q, &all, good, &err);
}

static int check(const struct settings *s)
{
	struct settings all = *s;
	struct output output;
	struct gz_error err;
	bool good, sound = false;
	int status;

	all.limit_given = true;
	if (!output_open(&output, &all, &err))
		return say_error(&err);
	good = gz_store_check(database_path(s), &output.sink, &sound, &err);
	status = output_finish(&output, &all, good, &err);
	if (status == EXIT_DONE && good && !sound) {
		say("%s is not sound; what is derived can be made again with gazet db rebuild",
		    database_path(s));
		return EXIT_FATAL;
	}
	return status;
}

static int rebuild(const struct settings *s)
{
	struct gz_store *store = NULL;
	struct gz_error err, close_err;
	bool good;

	/* Opening for writing would make the file. */
	good = access(database_path(s), F_OK) == 0 ||
	       gz_fail_at(&err, GZ_EIO, database_path(s), 0, 0, "%s", strerror(errno));
	good = good && gz_store_open(database_path(s), &store, &err);
	if (good) {
		gz_store_sketch_by(store, gz_text_sketch);
		good = gz_store_rebuild(store, &err);
	}
	if (!gz_store_close(store, &close_err) && good) {
		err = close_err;
		good = false;
	}
	if (!good)
		return say_error(&err);
	if (!s->quiet)
		say("the derived tables of %s were made again", database_path(s));
	return EXIT_DONE;
}

int cmd_db(const struct settings *s)
{
	static const struct {
		const char *name;
		int (*run)(const struct settings *s);
	} verbs[] = {{"stats", stats}, {"check", check}, {"rebuild", rebuild}};

	for (size_t i = 0; i < GZ_COUNT(verbs); i++) {
		if (strcmp(s->args[0], verbs[i].name) == 0)
			return verbs[i].run(s);
	}
	say("gazet db does stats, check or rebuild, not '%s'", s->args[0]);
	return EXIT_FATAL;
}
