/* index.c: `gazet index`: archives into the database. */
#include <string.h>

#include "archive.h"
#include "charsets.h"
#include "gazet/store.h"
#include "index_dry.h"
#include "index_files.h"
#include "paths_apart.h"
#include "tagging.h"

/* A batch is committed at the first of these. */
#define COMMIT_DOCUMENTS 8192
#define COMMIT_SECONDS	 2.0

struct indexing {
	struct archive archive;
	struct gz_store *store;
	struct files files;
	struct dry_run dry;
	struct gz_names names; /* the store keeps a pointer to it */
	struct gz_counts counts;
	uint64_t documents, uncommitted, text_bytes;
	double committed;	 /* when */
	uint32_t files_done;	 /* with all of their documents put */
	uint64_t overwritten;	 /* documents of this run that another one of it replaced */
	char overwriting[256];	 /* the first one that did */
	uint64_t near, clusters; /* documents of the database that have near-duplicates, and their clusters */
};

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

static void note_overwritten(struct indexing *x, const struct gz_doc *doc)
{
	uint64_t before = x->overwritten;

	x->overwritten = x->archive.s->dry_run ? x->dry.overwritten : gz_store_overwritten(x->store);
	if (before == 0 && x->overwritten > 0)
		snprintf(x->overwriting, sizeof(x->overwriting), "%.*s:%llu (id %.*s)",
			 (int)(doc->path.len < 150 ? doc->path.len : 150), doc->path.ptr,
			 (unsigned long long)doc->record, (int)(doc->id.len < 60 ? doc->id.len : 60),
			 doc->id.ptr);
}

static bool take(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	struct indexing *x = self;
	enum gz_put what;
	bool duplicate;

	if (!put(x, tagged, &what, &duplicate, err))
		return false;
	x->counts.added += what == GZ_PUT_ADDED;
	x->counts.unchanged += what == GZ_PUT_UNCHANGED;
	x->counts.replaced += what == GZ_PUT_REPLACED;
	if (what == GZ_PUT_REPLACED)
		note_overwritten(x, &tagged->doc);
	x->counts.duplicate += duplicate;
	x->counts.undated += tagged->doc.day == GZ_NO_DAY;
	x->documents++;
	x->uncommitted += what != GZ_PUT_UNCHANGED;
	x->text_bytes += tagged->doc.field[GZ_TITLE].len + tagged->doc.field[GZ_TEXT].len;
	return true;
}

static bool batch(void *self, const struct gz_read_progress *progress, struct gz_error *err)
{
	struct indexing *x = self;
	double now = gz_clock();

	archive_show(&x->archive, progress, x->documents);
	x->files_done = progress->files_done;
	if (x->uncommitted < COMMIT_DOCUMENTS && now - x->committed < COMMIT_SECONDS)
		return true;
	x->uncommitted = 0;
	x->committed = now;
	if (x->archive.s->dry_run)
		return true;
	return files_note(&x->files, progress->files_done, err) && gz_store_commit(x->store, err);
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

static bool begin(struct indexing *x, const struct settings *s, struct gz_error *err)
{
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

static void print_json(const struct indexing *x, double seconds)
{
	const struct gz_counts *c = &x->counts;
	const struct gz_read_progress *p = &x->archive.progress;
	const struct files *f = &x->files;
	struct gz_buf charsets = {0};

	charsets_json(p, &charsets);
	printf("{\"added\":%llu,\"unchanged\":%llu,\"replaced\":%llu,\"duplicate\":%llu,\"undated\":%llu,"
	       "\"rejected\":%llu,"
	       "\"bad_dates\":%llu,\"repaired\":%llu,\"files\":%llu,\"unchanged_files\":%llu,"
	       "\"skipped_files\":%llu,\"passed_records\":%llu,"
	       "\"overwritten\":%llu,\"gone_files\":%llu,\"gone\":%llu,\"pruned\":%llu,\"near_duplicates\":%"
	       "llu,\"clusters\":%llu,"
	       "\"charsets\":%.*s,\"text_bytes\":%llu,"
	       "\"seconds\":%.3f}\n",
	       (unsigned long long)c->added, (unsigned long long)c->unchanged,
	       (unsigned long long)c->replaced, (unsigned long long)c->duplicate,
	       (unsigned long long)c->undated, (unsigned long long)c->rejected,
	       (unsigned long long)p->bad_dates, (unsigned long long)p->repaired,
	       (unsigned long long)p->files, (unsigned long long)f->same,
	       (unsigned long long)p->files_skipped, (unsigned long long)p->records_passed,
	       (unsigned long long)x->overwritten, (unsigned long long)f->gone,
	       (unsigned long long)f->documents_gone, (unsigned long long)f->pruned,
	       (unsigned long long)x->near, (unsigned long long)x->clusters, GZ_ARG(gz_buf_view(&charsets)),
	       (unsigned long long)x->text_bytes, seconds);
	gz_buf_free(&charsets);
}

static void summarise_files(const struct indexing *x, const struct settings *s)
{
	const struct files *f = &x->files;

	if (f->same > 0)
		say("files that have not changed since they were read: %llu, with %llu documents%s",
		    (unsigned long long)f->same, (unsigned long long)f->documents_same,
		    s->verbose ? " (--full-scan reads them again)" : "");
	if (f->rejected_before > 0)
		say("records that were rejected in them then: %llu (--full-scan says which)",
		    (unsigned long long)f->rejected_before);
	if (f->moved > 0)
		say("files that were written to while they were read: %llu; the next run reads them again",
		    (unsigned long long)f->moved);
	if (s->prune && !s->dry_run)
		say("documents removed that are no longer there: %llu", (unsigned long long)f->pruned);
	else if (f->documents_gone > 0)
		say("documents that are no longer in their files: %llu%s",
		    (unsigned long long)f->documents_gone, s->prune ? "" : " (--prune removes them)");
	if (f->documents_kept > 0)
		say("documents that stood in files that are damaged now, and are kept: %llu",
		    (unsigned long long)f->documents_kept);
	if (s->prune && gz_reader_is_partial(x->archive.reader))
		say("not all files could be seen: what may be gone was not removed");
}

static void say_charsets(const struct gz_read_progress *p)
{
	struct gz_buf charsets = {0};

	charsets_text(p, &charsets);
	if (charsets.len > 0)
		say("character sets: %.*s", GZ_ARG(gz_buf_view(&charsets)));
	gz_buf_free(&charsets);
}

static void summarise_dates(const struct indexing *x)
{
	const char *first = gz_reader_bad_date(x->archive.reader, 0), *more;

	if (first == NULL)
		return;
	say("dates that could not be understood: %llu, such as %s",
	    (unsigned long long)x->archive.progress.bad_dates, first);
	for (size_t i = 1; (more = gz_reader_bad_date(x->archive.reader, i)) != NULL; i++)
		say("  and %s", more);
}

static void summarise(const struct indexing *x, const struct settings *s)
{
	const struct gz_counts *c = &x->counts;
	const struct gz_read_progress *p = &x->archive.progress;
	double seconds = gz_clock() - x->archive.started;

	if (s->format != NULL && strcmp(s->format, "table") != 0)
		print_json(x, seconds);
	if (s->quiet)
		return;
	say("%s%llu added, %llu unchanged, %llu replaced, %llu duplicate, %llu undated, %llu rejected",
	    s->dry_run ? "nothing is written; it would be: " : "", (unsigned long long)c->added,
	    (unsigned long long)c->unchanged, (unsigned long long)c->replaced,
	    (unsigned long long)c->duplicate, (unsigned long long)c->undated,
	    (unsigned long long)c->rejected);
	if (x->overwritten > 0)
		say("replaced by other documents of this run with the same source and id: %llu, the first "
		    "one by %s "
		    "(--source-name, or --map id=KEY, keeps apart what is not the same)",
		    (unsigned long long)x->overwritten, x->overwriting);
	if (x->near > 0)
		say("in the database: %llu near-duplicates in %llu cluster%s", (unsigned long long)x->near,
		    (unsigned long long)x->clusters, x->clusters == 1 ? "" : "s");
	summarise_dates(x);
	if (p->repaired > 0)
		say("documents with malformed UTF-8 or NUL bytes, now U+FFFD: %llu",
		    (unsigned long long)p->repaired);
	say_charsets(p);
	if (p->records_passed > 0)
		say("records that are no documents by their kind: %llu",
		    (unsigned long long)p->records_passed);
	if (p->files_skipped > 0)
		say("files skipped, of no known format: %llu", (unsigned long long)p->files_skipped);
	summarise_files(x, s);
	if (c->added + c->replaced + x->files.documents_gone + x->files.pruned == 0 && c->unchanged > 0)
		say("nothing has changed");
	if (x->documents == 0)
		say("%.2f s", seconds);
	else
		say("%.1f MB of text in %.2f s: %.0f documents/s, %.1f MB/s", (double)x->text_bytes / 1e6,
		    seconds, (double)x->documents / seconds, (double)x->text_bytes / 1e6 / seconds);
}

/* Reads, and keeps what was done where that ends early. False: *status says how. */
static bool run(struct indexing *x, const struct settings *s, int *status)
{
	struct gz_pipeline p = {.take = take, .batch = batch, .self = x};
	struct gz_error err, close_err;
	bool good = begin(x, s, &err) && archive_run(&x->archive, &p, &err);
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
		summarise(x, s);
	if (good)
		*status = x->counts.rejected > 0 ? EXIT_REJECTED : EXIT_DONE;
	else if (stopped && archive_gave_up(&x->archive)) {
		say("stopped: more than %llu records were rejected (--max-errors); what was read before is "
		    "kept",
		    (unsigned long long)s->max_errors);
		*status = EXIT_FATAL;
	} else
		*status = say_error(&err);
	return good;
}

int cmd_index(const struct settings *s)
{
	struct indexing x = {.documents = 0};
	struct paths_apart paths;
	struct gz_error err;
	int status = EXIT_DONE;

	if (s->format != NULL && strcmp(s->format, "table") != 0 && strcmp(s->format, "json") != 0) {
		say("index prints its summary as table (on stderr) or json, not as '%s'", s->format);
		return EXIT_FATAL;
	}
	/* A fault of the command line or of the gazetteer ends it before a database is made. */
	if (!paths_apart_open(&paths, s, &err) ||
	    !archive_open(&x.archive, s, paths.path, paths.count, &x.files, &status)) {
		paths_apart_close(&paths);
		return status != EXIT_DONE ? status : say_error(&err);
	}
	x.files.reader = x.archive.reader;
	x.committed = gz_clock();
	if (!open_store(&x, s, &err)) {
		gz_store_close(x.store, &(struct gz_error){.code = GZ_OK});
		status = say_error(&err);
	} else {
		run(&x, s, &status);
	}
	files_close(&x.files);
	dry_run_close(&x.dry);
	if (!archive_close(&x.archive) && status == EXIT_DONE)
		status = EXIT_FATAL;
	paths_apart_close(&paths);
	return status;
}
