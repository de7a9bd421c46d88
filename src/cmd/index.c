/* index.c: `gazet index`: archives into the database. */
#include <string.h>

#include "archive.h"
#include "gazet/store.h"
#include "gazet/text.h"

/* A batch is committed at the first of these. */
#define COMMIT_DOCUMENTS 8192
#define COMMIT_SECONDS	 2.0

struct indexing {
	struct archive archive;
	struct gz_store *store;
	struct gz_names names; /* the store keeps a pointer to it */
	struct gz_counts counts;
	uint64_t documents, uncommitted, text_bytes;
	uint64_t near, clusters; /* documents of the database that have near-duplicates, and their clusters */
	double committed;	 /* when */
};

/* ---- names of entities for the store ------------------------------------ */

static bool each_name(const void *self, const struct gz_entity *entity,
		      bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to)
{
	const struct gz_gaz *g = self;
	struct gz_arena arena = {0};
	uint32_t count = 0;
	const uint32_t *names;
	struct gz_error err;
	bool good = true;

	if (entity->index == GZ_NONE)
		return true;
	names = gz_gaz_names_of(g, entity->index, &count);
	for (uint32_t i = 0; i < count && good; i++) {
		struct gz_str folded, name = gz_gaz_spelling(g, gz_gaz_name(g, names[i]));

		good = gz_text_fold(name, &arena, &folded, &err) && add(to, name, folded);
	}
	gz_arena_free(&arena);
	return good;
}

static bool find_entity(const void *self, struct gz_str id, struct gz_entity *out)
{
	const struct gz_entry *found = gz_gaz_find(self, id);

	if (found != NULL)
		*out = gz_entity_of(self, found);
	return found != NULL;
}

static bool fold_name(const void *self, struct gz_str name, struct gz_arena *arena, struct gz_str *folded)
{
	struct gz_error err;

	(void)self;
	return gz_text_fold(name, arena, folded, &err);
}

/* ---- the run -------------------------------------------------------------- */

static bool take(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	struct indexing *x = self;
	enum gz_put what;
	bool duplicate;

	if (!gz_store_put(x->store, tagged, &what, &duplicate, err))
		return false;
	x->counts.added += what == GZ_PUT_ADDED;
	x->counts.unchanged += what == GZ_PUT_UNCHANGED;
	x->counts.replaced += what == GZ_PUT_REPLACED;
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
	if (x->uncommitted < COMMIT_DOCUMENTS && now - x->committed < COMMIT_SECONDS)
		return true;
	x->uncommitted = 0;
	x->committed = now;
	return gz_store_commit(x->store, err);
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
	if (s->input_format != NULL) {
		gz_buf_str(out, GZ_STR(",\"input_format\":"));
		gz_json_string(out, gz_str(s->input_format));
	}
	if (s->map != NULL) {
		gz_buf_str(out, GZ_STR(",\"map\":"));
		gz_json_string(out, gz_str(s->map));
	}
	if (s->source_name != NULL) {
		gz_buf_str(out, GZ_STR(",\"source_name\":"));
		gz_json_string(out, gz_str(s->source_name));
	}
	return gz_buf_byte(out, '}');
}

static bool begin(struct indexing *x, const struct settings *s, struct gz_error *err)
{
	struct gz_buf options = {0};
	struct gz_run run = {.tool_version = GZ_STR(GAZET_VERSION),
			     .gazetteer_hash = gz_gaz_hash(x->archive.gaz)};
	struct gz_str before;
	bool good;

	if (s->verbose)
		say("database: %s", database_path(s));
	if (!gz_store_open(database_path(s), &x->store, err))
		return false;
	before = gz_store_gazetteer(x->store);
	if (before.len > 0 && !gz_str_eq(before, run.gazetteer_hash))
		say("the gazetteer has changed since the last run: unchanged documents keep the mentions "
		    "they have "
		    "(index into a new database to tag them again)");
	x->names = (struct gz_names){x->archive.gaz, each_name, find_entity, fold_name, gz_text_sketch};
	good = options_json(s, &options) || gz_fail_nomem(err);
	run.options = gz_buf_view(&options);
	good = good && gz_store_begin(x->store, &run, &x->names, err);
	gz_buf_free(&options);
	return good;
}

static void print_json(const struct indexing *x, double seconds)
{
	const struct gz_counts *c = &x->counts;
	const struct gz_read_progress *p = &x->archive.progress;

	printf("{\"added\":%llu,\"unchanged\":%llu,\"replaced\":%llu,\"duplicate\":%llu,\"undated\":%llu,"
	       "\"rejected\":%llu,"
	       "\"bad_dates\":%llu,\"repaired\":%llu,\"skipped_files\":%llu,\"text_bytes\":%llu,"
	       "\"near_duplicates\":%llu,\"clusters\":%llu,\"seconds\":%.3f}\n",
	       (unsigned long long)c->added, (unsigned long long)c->unchanged,
	       (unsigned long long)c->replaced, (unsigned long long)c->duplicate,
	       (unsigned long long)c->undated, (unsigned long long)c->rejected,
	       (unsigned long long)p->bad_dates, (unsigned long long)p->repaired,
	       (unsigned long long)p->files_skipped, (unsigned long long)x->text_bytes,
	       (unsigned long long)x->near, (unsigned long long)x->clusters, seconds);
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
	say("%llu added, %llu unchanged, %llu replaced, %llu duplicate, %llu undated, %llu rejected",
	    (unsigned long long)c->added, (unsigned long long)c->unchanged, (unsigned long long)c->replaced,
	    (unsigned long long)c->duplicate, (unsigned long long)c->undated,
	    (unsigned long long)c->rejected);
	if (x->near > 0)
		say("in the database: %llu near-duplicates in %llu cluster%s", (unsigned long long)x->near,
		    (unsigned long long)x->clusters, x->clusters == 1 ? "" : "s");
	if (p->bad_dates > 0)
		say("dates that could not be understood: %llu", (unsigned long long)p->bad_dates);
	if (p->repaired > 0)
		say("documents with malformed UTF-8 or NUL bytes, now U+FFFD: %llu",
		    (unsigned long long)p->repaired);
	if (p->files_skipped > 0)
		say("files skipped, of no known format: %llu", (unsigned long long)p->files_skipped);
	if (c->added + c->replaced == 0 && c->unchanged > 0)
		say("nothing has changed");
	say("%.1f MB of text in %.2f s: %.0f documents/s, %.1f MB/s", (double)x->text_bytes / 1e6, seconds,
	    (double)x->documents / seconds, (double)x->text_bytes / 1e6 / seconds);
}

int cmd_index(const struct settings *s)
{
	struct indexing x = {.documents = 0};
	struct gz_pipeline p = {.take = take, .batch = batch, .self = &x};
	struct gz_error err, close_err;
	bool good, closed, stopped;
	int status;

	if (s->format != NULL && strcmp(s->format, "table") != 0 && strcmp(s->format, "json") != 0) {
		say("index prints its summary as table (on stderr) or json, not as '%s'", s->format);
		return EXIT_FATAL;
	}
	if (!archive_open(&x.archive, s, s->args, s->arg_count, &status))
		return status;
	x.committed = gz_clock();
	good = begin(&x, s, &err) && archive_run(&x.archive, &p, &err);
	x.counts.rejected = x.archive.progress.rejected;
	stopped = !good && err.code == GZ_EINTR;
	if (x.store != NULL && (good || stopped)) { /* what an interrupted run has done is kept */
		bool ended = gz_store_end(x.store, &x.counts, stopped, &close_err);

		if (!ended && (good || stopped))
			err = close_err;
		good = good && ended;
		if (ended && !gz_store_clusters(x.store, &x.near, &x.clusters, &close_err) && good) {
			err = close_err;
			good = false;
		}
	}
	closed = gz_store_close(x.store, &close_err);
	if (good && !closed)
		err = close_err;
	good = good && closed;
	if (good || stopped)
		summarise(&x, s);
	if (!good)
		status = say_error(&err);
	else
		status = x.counts.rejected > 0 ? EXIT_REJECTED : EXIT_DONE;
	archive_close(&x.archive);
	return status;
}
