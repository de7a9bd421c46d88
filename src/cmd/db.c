/* db.c: `gazet db stats|check|rebuild|dump|vacuum`: care of a database; merge and remove have files of their
 * own. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db.h"
#include "gazet/text.h"
#include "tagging.h"

/* A row leaves out at its end what it does not have. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

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

static bool write_out(void *self, struct gz_str text, struct gz_error *err)
{
	(void)self;
	if (interrupted(NULL))
		return gz_fail(err, GZ_EINTR, "interrupted");
	if (fwrite(text.ptr, 1, text.len, stdout) == text.len)
		return true;
	return gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write: %s", strerror(errno));
}

static int dump(const struct settings *s)
{
	struct gz_error err;
	bool good;

	interrupts_catch();
	good = gz_store_dump(database_path(s), gz_json_string, write_out, NULL, &err);
	if (good && fflush(stdout) != 0)
		good = gz_fail(&err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write: %s", strerror(errno));
	if (good || err.code == GZ_EPIPE)
		return EXIT_DONE;
	return say_error(&err);
}

bool db_write(const struct settings *s,
	      bool (*work)(void *self, struct gz_store *store, struct gz_error *err), void *self,
	      struct gz_error *err)
{
	struct gz_store *store = NULL;
	struct gz_error close_err;
	bool good;

	memory_prepare(MEMORY_OF_ARCHIVE);
	/* Opening for writing would make the file. */
	good = access(database_path(s), F_OK) == 0 ||
	       gz_fail_at(err, GZ_EIO, database_path(s), 0, 0, "%s%s", strerror(errno),
			  errno == ENOENT ? ": `gazet index` makes a database" : "");
	good = good && gz_store_open(database_path(s), &store, err);
	if (good) {
		gz_store_sketch_by(store, gz_text_sketch);
		good = work(self, store, err);
	}
	if (!gz_store_close(store, &close_err) && good) {
		*err = close_err;
		good = false;
	}
	return good;
}

static long long size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (long long)st.st_size : 0;
}

static bool vacuum_store(void *self, struct gz_store *store, struct gz_error *err)
{
	(void)self;
	return gz_store_vacuum(store, err);
}

static int vacuum(const struct settings *s)
{
	long long before = size_of(database_path(s));
	struct gz_error err;

	if (!db_write(s, vacuum_store, NULL, &err))
		return say_error(&err);
	if (!s->quiet)
		say("%s: %.1f MB, before %.1f MB", database_path(s), (double)size_of(database_path(s)) / 1e6,
		    (double)before / 1e6);
	return EXIT_DONE;
}

static bool rebuild_store(void *self, struct gz_store *store, struct gz_error *err)
{
	(void)self;
	return gz_store_rebuild(store, err);
}

static int rebuild(const struct settings *s)
{
	struct gz_error err;

	if (!db_write(s, rebuild_store, NULL, &err))
		return say_error(&err);
	if (!s->quiet)
		say("the derived tables of %s were made again", database_path(s));
	return EXIT_DONE;
}

const struct verb db_verbs[] = {
	{"stats", "", "What is in the database and how large it is; with --unique how many copies there are.",
	 0, 0, TAKES_DB | TAKES_UNIQUE | TAKES_FORMAT, stats},
	{"check", "",
	 "Integrity, references, offsets against the stored text, derived tables against the mentions; exit "
	 "status 2 if "
	 "anything is wrong.",
	 0, 0, TAKES_DB | TAKES_FORMAT, check},
	{"rebuild", "", "Makes the derived tables again from documents and mentions.", 0, 0, TAKES_DB,
	 rebuild},
	{"dump", "",
	 "Documents with their mentions, and entities, as JSON Lines in an order of their own: databases "
	 "with equal dumps are "
	 "equal.",
	 0, 0, TAKES_DB, dump},
	{"merge", "OUT IN...",
	 "Copies the documents of databases, with their mentions, into one, as if their archives had been "
	 "indexed one after the "
	 "other; again, it changes nothing. Where documents were tagged with different gazetteers it is "
	 "refused, unless --as-is "
	 "or --retag is given.",
	 2, LIST_MAX,
	 TAKES_MERGE | TAKES_GAZETTEER | TAKES_TAGGER | TAKES_THREADS | TAKES_PROGRESS | TAKES_FORMAT,
	 db_merge},
	{"remove", "--source NAME",
	 "Takes a source out: its documents with their mentions, and what nothing else needs. What is left "
	 "is "
	 "what a database without them would be: copies in other sources become originals. Files that they "
	 "stood in are read again by the next `gazet index`; `gazet db vacuum` makes the file smaller.",
	 0, 0, TAKES_DB | TAKES_GAZETTEER | TAKES_REMOVE, db_remove},
	{"vacuum", "", "Gives back the room of what was replaced or removed.", 0, 0, TAKES_DB, vacuum},
	{NULL},
};
