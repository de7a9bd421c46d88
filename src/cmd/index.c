/* index.c: `gazet index`: archives into the database. */
#include <string.h>
#include <unistd.h>

#include "index_paths.h"
#include "index_run.h"
#include "paths_apart.h"
#include "tagging.h"

/* What was put is committed at the first of these. The last one is for archives that come slowly: what a fast
 * one leaves, to the byte, does not depend on the clock. */
#define COMMIT_DOCUMENTS 2048 /* unless --commit says otherwise */
#define COMMIT_BYTES	 ((uint64_t)16 << 20)
#define COMMIT_SECONDS	 10.0

/* ---- the run -------------------------------------------------------------- */

static bool put(struct indexing *x, const struct gz_tagged *tagged, enum gz_put *what, bool *duplicate,
		struct gz_error *err)
{
	if (!files_enter(&x->files, &tagged->doc, err))
		return false;
	if (x->archive.s->dry_run)
		return dry_run_put(&x->dry, x->store, &tagged->doc, what, duplicate, err);
	return gz_store_put(x->store, tagged, what, duplicate, err);
}

static bool commit(struct indexing *x, struct gz_error *err)
{
	x->uncommitted = x->uncommitted_bytes = 0;
	x->committed = gz_clock();
	return x->archive.s->dry_run ||
	       (files_note(&x->files, x->files_done, err) && gz_store_commit(x->store, err));
}

static void note_overwritten(struct indexing *x, const struct gz_doc *doc)
{
	uint64_t before = x->overwritten;

	x->overwritten = x->archive.s->dry_run ? x->dry.overwritten : gz_store_overwritten(x->store);
	if (before == 0 && x->overwritten > 0)
		snprintf(x->overwriting, sizeof(x->overwriting), "%.*s:%llu (id %.*s)",
			 GZ_ARG(gz_utf8_head(doc->path, 150)), (unsigned long long)doc->record,
			 GZ_ARG(gz_utf8_head(doc->id, 60)));
}

/* Of the first one: under which two names of an archive it stands. */
static void note_namesake(struct indexing *x, const struct gz_doc *doc)
{
	struct gz_str other;
	uint64_t before = x->namesakes;

	if (x->store != NULL)
		x->namesakes = gz_store_namesakes(x->store, &other);
	if (before > 0 || x->namesakes == 0)
		return;
	snprintf(x->named, sizeof(x->named), "%.*s", GZ_ARG(gz_utf8_head(doc->source, 150)));
	snprintf(x->namesake, sizeof(x->namesake), "%.*s", GZ_ARG(gz_utf8_head(other, 150)));
}

static bool take(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	struct indexing *x = self;
	size_t bytes = tagged->doc.field[GZ_TITLE].len + tagged->doc.field[GZ_TEXT].len;
	enum gz_put what;
	bool duplicate;

	if (!put(x, tagged, &what, &duplicate, err))
		return false;
	x->counts.added += what == GZ_PUT_ADDED;
	x->counts.unchanged += what == GZ_PUT_UNCHANGED;
	x->counts.replaced += what == GZ_PUT_REPLACED;
	if (what == GZ_PUT_REPLACED)
		note_overwritten(x, &tagged->doc);
	if (what == GZ_PUT_ADDED && duplicate)
		note_namesake(x, &tagged->doc);
	x->counts.duplicate += duplicate;
	x->counts.undated += tagged->doc.day == GZ_NO_DAY;
	x->documents++;
	x->text_bytes += bytes;
	if (what == GZ_PUT_UNCHANGED)
		return true;
	x->uncommitted++;
	x->uncommitted_bytes += bytes;
	return (x->uncommitted < x->commit && x->uncommitted_bytes < COMMIT_BYTES) || commit(x, err);
}

static bool batch(void *self, const struct gz_read_progress *progress, struct gz_error *err)
{
	struct indexing *x = self;

	archive_show(&x->archive, progress, x->documents);
	x->files_done = progress->files_done;
	return gz_clock() - x->committed < COMMIT_SECONDS || commit(x, err);
}

static void option_json(struct gz_buf *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	gz_buf_printf(out, ",\"%s\":", name);
	gz_json_string(out, gz_str(value));
}

/* The options that shape a run, as JSON, for the table `run`. */
static bool options_json(const struct settings *s, struct gz_buf *out)
{
	gz_buf_str(out, GZ_STR("{\"paths\":["));
	for (size_t i = 0; i < s->arg_count; i++) {
		gz_buf_str(out, i > 0 ? GZ_STR(",") : GZ_STR(""));
		gz_json_string(out, gz_str(s->args[i]));
	}
	gz_buf_byte(out, ']');
	for (size_t i = 0; i < s->gazetteers.count; i++) {
		gz_buf_str(out, i > 0 ? GZ_STR(",") : GZ_STR(",\"gazetteer\":["));
		gz_json_string(out, gz_str(s->gazetteers.item[i]));
	}
	gz_buf_str(out, s->gazetteers.count > 0 ? GZ_STR("]") : GZ_STR(""));
	option_json(out, "input_format", s->input_format);
	option_json(out, "map", s->map);
	option_json(out, "source_name", s->source_name);
	option_json(out, "date_from", s->date_from);
	option_json(out, "date_order", s->date_order);
	if (s->no_follow_ups)
		gz_buf_str(out, GZ_STR(",\"no_follow_ups\":true"));
	if (s->keep_boilerplate)
		gz_buf_str(out, GZ_STR(",\"keep_boilerplate\":true"));
	return gz_buf_byte(out, '}');
}

/* Before the archives are opened: which of their files are known. */
static bool open_store(struct indexing *x, const struct settings *s, struct gz_error *err)
{
	const char *path = database_path(s);

	if (s->verbose)
		say("database: %s", path);
	if (s->dry_run)
		return gz_store_open_look(path, &x->store, err) && files_open(&x->files, s, x->store, err);
	return gz_store_open(path, &x->store, err) && files_open(&x->files, s, x->store, err);
}

/* While the first documents are read: a new database wants the print of the gazetteer, which takes a while.
 */
static bool begin(void *self, struct gz_error *err)
{
	struct indexing *x = self;
	const struct settings *s = x->archive.s;
	struct gz_buf options = {0};
	struct gz_run run = tagging_run(s, x->archive.gaz);
	bool good, mixed = false;

	if (s->dry_run)
		return true;
	x->names = tagging_names(x->archive.gaz);
	good = options_json(s, &options) || gz_fail_nomem(err);
	run.options = gz_buf_view(&options);
	good = good && gz_store_begin(x->store, &run, &x->names, err) &&
	       gz_store_is_mixed(x->store, &mixed, err);
	if (mixed)
		say("documents are there that were tagged with another gazetteer or in another way: "
		    "unchanged "
		    "ones keep the mentions they have (gazet retag tags them again)");
	gz_buf_free(&options);
	return good;
}

/* The end of the run: `stopped` keeps what an interrupted one has done. */
static bool finish(struct indexing *x, bool stopped, struct gz_error *err)
{
	const struct gz_read_progress *p = &x->archive.progress;
	bool whole = !stopped && !gz_reader_is_partial(x->archive.reader);

	x->counts.rejected = p->rejected;
	if (!files_note(&x->files, stopped ? x->files_done : p->files_done, err))
		return false;
	if (!stopped && !files_end(&x->files, whole, err))
		return false;
	x->counts.unchanged += x->files.documents_same;
	return x->archive.s->dry_run || (gz_store_end(x->store, &x->counts, stopped, err) &&
					 gz_store_clusters(x->store, &x->near, &x->clusters, err));
}

/* Reads, and keeps what was done where that ends early. False: *status says how. */
static bool run(struct indexing *x, const struct settings *s, int *status)
{
	struct gz_pipeline p = {.begin = begin, .take = take, .batch = batch, .self = x};
	struct gz_error err, close_err;
	bool good = archive_run(&x->archive, &p, &err);
	bool stopped = !good && err.code == GZ_EINTR;

	if (good || stopped) {
		bool ended = finish(x, stopped, &close_err);

		if (!ended)
			err = close_err;
		stopped &= ended;
		good &= ended;
	}
	if (!gz_store_close(x->store, &close_err) && good) {
		err = close_err;
		good = false;
	}
	x->store = NULL;
	if (good || stopped)
		index_summarise(x, s);
	if (good)
		*status = x->counts.rejected > 0 ? EXIT_REJECTED : EXIT_DONE;
	else if (stopped && archive_gave_up(&x->archive)) {
		say("stopped: more than %llu records were rejected (--max-errors); what was committed is "
		    "kept",
		    (unsigned long long)s->max_errors);
		*status = EXIT_FATAL;
	} else
		*status = say_error(&err);
	return good;
}

/* Opens all that a run needs, and runs it. */
static int run_on(struct indexing *x, const struct settings *s, const struct paths_apart *paths)
{
	struct gz_error err;
	int status = EXIT_DONE;

	/* A fault of the command line or of the gazetteer ends it before a database is made. */
	if (!archive_open(&x->archive, s, paths->path, paths->count, &x->files, &status))
		return status;
	x->files.reader = x->archive.reader;
	x->committed = gz_clock();
	if (!open_store(x, s, &err)) {
		gz_store_close(x->store, &(struct gz_error){.code = GZ_OK});
		status = say_error(&err);
	} else {
		run(x, s, &status);
	}
	files_close(&x->files);
	dry_run_close(&x->dry);
	if (!archive_close(&x->archive) && status == EXIT_DONE)
		status = EXIT_FATAL;
	return status;
}

int cmd_index(const struct settings *s)
{
	struct indexing x = {.commit = s->commit > 0 ? s->commit : COMMIT_DOCUMENTS};
	struct settings all = *s;
	struct paths_apart paths;
	struct gz_error err;
	int status;

	if (s->format != NULL && strcmp(s->format, "table") != 0 && strcmp(s->format, "json") != 0) {
		say("index prints its summary as table (on stderr) or json, not as '%s'", s->format);
		return EXIT_FATAL;
	}
	if (!index_paths_right(s))
		return EXIT_FATAL;
	if (!paths_apart_open(&paths, s, &err)) {
		paths_apart_close(&paths);
		return say_error(&err);
	}
	/* Nothing to put into it: no database is made, but what is wrong is said as ever. */
	all.dry_run |= !index_paths_open(paths.path, paths.count) && access(database_path(s), F_OK) != 0;
	status = run_on(&x, &all, &paths);
	if (all.dry_run && !s->dry_run && !s->quiet)
		say("nothing could be opened: no database was made");
	paths_apart_close(&paths);
	return status;
}
