/*
 * retag.c: `gazet retag`: stored documents tagged again after a change of the gazetteer: those that hold a
 * token whose meaning has changed since they were tagged. Documents go in the order of their numbers, and how
 * far it came is committed with every batch, so that a run that breaks off is taken up there.
 */
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "changes.h"
#include "given_up.h"
#include "tagging.h"

/* A batch is committed at the first of these. */
#define COMMIT_DOCUMENTS 2048
#define COMMIT_SECONDS	 2.0
#define SHOW_EVERY	 0.2 /* seconds */

/* A run of documents that were tagged alike. */
struct range {
	int64_t first;
	bool done; /* as they would be now */
	bool own;  /* .changes are its own, and no other range's */
	struct gz_changes changes;
};

struct retagging {
	const struct settings *s;
	const char *path;
	struct gz_gaz *gaz;
	struct gz_contents *documents, *mentions; /* of the reader's thread, of the writer's */
	struct gz_store *store;			  /* NULL: nothing is written */
	struct gz_names names;
	struct gz_run run;
	GZ_VEC(struct range) ranges;
	uint64_t total;	   /* documents */
	int64_t last, end; /* that was seen; that will be the last one */
	struct gz_arena arena;
	struct changes changes;
	struct gz_counts counts;
	uint64_t scanned, tagged, uncommitted;
	double started, committed, shown;
	struct given_up given_up;
	bool show, unknown;
};

/* ---- what has changed ------------------------------------------------------------- */

static size_t range_at(const struct retagging *x, int64_t document)
{
	size_t at = x->ranges.len;

	while (at > 0 && x->ranges.ptr[at - 1].first > document)
		at--;
	return at > 0 ? at - 1 : 0;
}

static bool wanted(const void *self, const struct gz_doc *doc, const struct gz_tokens tokens[GZ_FIELDS])
{
	const struct retagging *x = self;
	const struct gz_changes *changes = &x->ranges.ptr[range_at(x, (int64_t)doc->record)].changes;

	return gz_changes_meet(changes, &tokens[GZ_TITLE]) || gz_changes_meet(changes, &tokens[GZ_TEXT]);
}

static bool add_range(struct retagging *x, const struct gz_tagged_range *range, struct gz_str print,
		      struct gz_error *err)
{
	const struct gz_tagging *t = &range->tagging;
	struct range added = {.first = range->first, .own = true, .changes = {.all = true}};
	/* Another version, or options, may read any document otherwise. */
	bool comparable =
		gz_str_eq(t->tool_version, x->run.tool_version) && gz_str_eq(t->options, x->run.tagging);

	if (!x->s->all && tagging_is(&x->run, t)) {
		added.done = true;
		added.changes.all = false;
	} else if (!x->s->all && comparable && !gz_changes_make(t->print, print, &added.changes, err)) {
		return false;
	}
	x->unknown |= added.changes.all;
	if (x->s->verbose && !added.done && !added.changes.all)
		say("documents from number %lld on: %zu of %zu groups of words have changed",
		    (long long)added.first, added.changes.count, (size_t)1 << added.changes.bits);
	if (GZ_PUSH(&x->ranges, added))
		return true;
	gz_changes_free(&added.changes);
	return gz_fail_nomem(err);
}

static bool find_changes(struct retagging *x, struct gz_error *err)
{
	const struct gz_tagged_range *ranges;
	struct gz_tagged_range nothing = {.first = 1};
	struct gz_buf print = {0};
	size_t count;
	bool good = gz_contents_ranges(x->mentions, &ranges, &count, err) &&
		    gz_contents_count(x->mentions, &x->total, &x->end, err) &&
		    gz_gaz_print(x->gaz, &print, err);

	if (good && (count == 0 || ranges[0].first > 1) && x->total > 0)
		good = add_range(x, &nothing, gz_buf_view(&print), err);
	for (size_t i = 0; good && i < count; i++)
		good = add_range(x, &ranges[i], gz_buf_view(&print), err);
	for (size_t i = x->ranges.len; good && i > 0 && x->ranges.ptr[i - 1].done; i--)
		x->end = x->ranges.ptr[i - 1].first - 1;
	gz_buf_free(&print);
	return good;
}

static bool is_up_to_date(const struct retagging *x)
{
	for (size_t i = 0; i < x->ranges.len; i++)
		if (!x->ranges.ptr[i].done)
			return false;
	return true;
}

/* ---- the run ------------------------------------------------------------------------- */

/* Ranges that are done are not even read. False where nothing is left behind document `passed`. */
static bool skip_done(struct retagging *x, int64_t passed)
{
	size_t at = range_at(x, passed + 1);

	if (passed >= x->end)
		return false;
	if (!x->ranges.ptr[at].done)
		return true;
	while (at < x->ranges.len && x->ranges.ptr[at].done)
		at++;
	if (at == x->ranges.len)
		return false;
	gz_contents_seek(x->documents, x->ranges.ptr[at].first - 1);
	return true;
}

struct reading {
	struct retagging *x;
	int64_t passed;
};

static enum gz_read_status next(void *self, struct gz_arena *arena, struct gz_doc *doc, struct gz_error *err)
{
	struct reading *r = self;

	if (!skip_done(r->x, r->passed))
		return GZ_READ_END;
	switch (gz_contents_next(r->x->documents, arena, doc, err)) {
	case GZ_CONTENTS_DOC: break;
	case GZ_CONTENTS_END: return GZ_READ_END;
	case GZ_CONTENTS_FAILED: return GZ_READ_FAILED;
	}
	r->passed = (int64_t)doc->record;
	return r->passed > r->x->end ? GZ_READ_END : GZ_READ_DOC;
}

static bool store(struct retagging *x, const struct gz_tagged *tagged, bool differ, struct gz_error *err)
{
	for (size_t i = 0; x->store != NULL && i < tagged->count; i++)
		if (tagged->mentions[i].entity->index == GZ_NONE &&
		    !gz_store_retag_minted(x->store, tagged->mentions[i].entity, err))
			return false;
	x->counts.replaced += differ;
	x->counts.unchanged += !differ;
	x->uncommitted += differ;
	return !differ || x->store == NULL ||
	       gz_store_retag(x->store, (int64_t)tagged->doc.record, tagged, err);
}

static bool take(void *self, const struct gz_tagged *tagged, struct gz_error *err)
{
	struct retagging *x = self;
	struct gz_mention *before;
	size_t count;
	bool differ;

	x->scanned++;
	if (tagged->passed) {
		x->counts.unchanged++;
	} else {
		x->tagged++;
		gz_arena_reset(&x->arena);
		if (!gz_contents_mentions(x->mentions, (int64_t)tagged->doc.record, &x->arena, &before,
					  &count, err) ||
		    !changes_add(&x->changes, tagged, before, count, &differ, err) ||
		    !store(x, tagged, differ, err))
			return false;
	}
	x->last = (int64_t)tagged->doc.record;
	return true;
}

static void note_given_up(void *self, const struct gz_tagged *tagged)
{
	struct retagging *x = self;

	given_up_add(&x->given_up, tagged);
}

static void show(struct retagging *x)
{
	double now = gz_clock();

	if (!x->show || now - x->shown < SHOW_EVERY)
		return;
	x->shown = now;
	fprintf(stderr, "\r\033[K%llu of %llu documents, %llu tagged, %llu changed",
		(unsigned long long)x->scanned, (unsigned long long)x->total, (unsigned long long)x->tagged,
		(unsigned long long)x->changes.documents);
	fflush(stderr);
}

static bool batch(void *self, const struct gz_read_progress *progress, struct gz_error *err)
{
	struct retagging *x = self;
	double now = gz_clock();
	/* That all is done is only said together with what makes the end of it. */
	int64_t mark = x->last < x->end ? x->last : x->end - 1;

	(void)progress;
	show(x);
	if (x->store == NULL || (x->uncommitted < COMMIT_DOCUMENTS && now - x->committed < COMMIT_SECONDS))
		return true;
	x->uncommitted = 0;
	x->committed = now;
	return gz_store_retagged(x->store, mark, err) && gz_store_commit(x->store, err);
}

static bool run(struct retagging *x, struct gz_error *err)
{
	struct reading reading = {x, 0};
	const struct gz_documents documents = {.next = next, .self = &reading};
	struct gz_pipeline p = {.gaz = x->gaz,
				.tagging = tagger_options(x->s),
				.documents = &documents,
				.threads = (unsigned)(x->s->threads < 256 ? x->s->threads : 256),
				.take = take,
				.batch = batch,
				.interrupted = interrupted,
				.gave_up = note_given_up,
				.self = x};
	bool good;

	p.tagging.wanted = wanted;
	p.tagging.self = x;
	good = gz_pipeline_run(&p, err);
	if (x->shown > 0)
		fputs("\r\033[K", stderr);
	given_up_say(&x->given_up);
	return good;
}

/* ---- opening and closing ------------------------------------------------------------------ */

static bool begin(struct retagging *x, struct gz_error *err)
{
	struct gz_buf options = {0};
	bool good;

	if (x->s->dry_run)
		return true;
	gz_buf_printf(&options, "{\"retag\":%s", x->s->all ? "\"all\"" : "\"changed\"");
	for (size_t i = 0; i < x->s->gazetteers.count; i++) {
		gz_buf_str(&options, i > 0 ? GZ_STR(",") : GZ_STR(",\"gazetteer\":["));
		gz_json_string(&options, gz_str(x->s->gazetteers.item[i]));
	}
	gz_buf_str(&options, x->s->gazetteers.count > 0 ? GZ_STR("]}") : GZ_STR("}"));
	x->run.options = gz_buf_view(&options);
	x->names = tagging_names(x->gaz);
	/* A file at rest is looked at as one that nobody writes: from here on somebody does. */
	gz_contents_close(x->mentions);
	x->mentions = NULL;
	good = (!options.failed || gz_fail_nomem(err)) && gz_store_open(x->path, &x->store, err) &&
	       gz_store_begin(x->store, &x->run, &x->names, err) &&
	       (!x->s->all || gz_store_retag_all(x->store, err)) &&
	       gz_contents_open(x->path, &x->mentions, err);
	gz_buf_free(&options);
	return good;
}

static bool finish(struct retagging *x, bool stopped, struct gz_error *err)
{
	if (x->store == NULL)
		return true;
	return gz_store_retagged(x->store,
				 stopped && x->last >= x->end ? x->end - 1
				 : stopped		      ? x->last
							      : x->end,
				 err) &&
	       gz_store_retag_end(x->store, &x->counts, stopped, err);
}

static void summarise(const struct retagging *x, bool stopped)
{
	const struct changes *c = &x->changes;

	if (x->s->quiet)
		return;
	if (x->unknown && !x->s->all)
		say("of some documents it is not known with which gazetteer they were tagged, or it was "
		    "another version "
		    "or other options: all of these were tagged again");
	say("%llu of %llu documents looked at, %llu tagged again, %llu %s", (unsigned long long)x->scanned,
	    (unsigned long long)x->total, (unsigned long long)x->tagged, (unsigned long long)c->documents,
	    x->s->dry_run ? "would change" : "changed");
	say("mentions: %llu gained, %llu lost, %llu changed; entities: %llu gained, %llu lost",
	    (unsigned long long)c->gained, (unsigned long long)c->lost, (unsigned long long)c->changed,
	    (unsigned long long)c->entities_gained, (unsigned long long)c->entities_lost);
	if (stopped)
		say("interrupted: the same command again goes on here");
	if (x->s->dry_run)
		say("nothing was written");
	say("%.2f s", gz_clock() - x->started);
}

static int print(struct retagging *x, bool stopped)
{
	struct output output;
	struct gz_error err;
	bool good;

	if (!changes_total(&x->changes, x->mentions, x->store != NULL, &err) ||
	    !output_open(&output, x->s, &err))
		return say_error(&err);
	output.skip = x->s->offset;
	good = changes_print(&x->changes, &output.sink, &err);
	if (!is_up_to_date(x))
		summarise(x, stopped);
	else if (!x->s->quiet)
		say("all documents are tagged with this gazetteer: nothing is to be done");
	return output_finish(&output, x->s, good, &err);
}

static bool open_all(struct retagging *x, int *status)
{
	struct gz_error err;

	x->show = progress_wanted(x->s);
	/* The database first: a mistyped name is told at once, and opening for writing would make the file.
	 */
	if (x->s->verbose)
		say("database: %s", x->path);
	if ((!x->s->dry_run && !gz_store_mend(x->path, &err)) ||
	    !gz_contents_open(x->path, &x->mentions, &err)) {
		*status = say_error(&err);
		return false;
	}
	if (!gazetteer_load(x->s, &x->gaz, status))
		return false;
	interrupts_catch();
	x->run = tagging_run(x->s, x->gaz);
	if (patterns_check(x->gaz, &err) && find_changes(x, &err)) {
		*status = EXIT_DONE;
		return true;
	}
	*status = say_error(&err);
	return false;
}

static void close_all(struct retagging *x)
{
	for (size_t i = 0; i < x->ranges.len; i++)
		gz_changes_free(&x->ranges.ptr[i].changes);
	GZ_VEC_FREE(&x->ranges);
	gz_contents_close(x->documents);
	gz_contents_close(x->mentions);
	changes_free(&x->changes);
	gz_arena_free(&x->arena);
	gz_gaz_free(x->gaz);
}

static int retag(struct retagging *x)
{
	struct gz_error err, close_err;
	bool good, stopped;
	int status = EXIT_DONE;

	x->committed = gz_clock();
	good = begin(x, &err) && gz_contents_open(x->path, &x->documents, &err) && run(x, &err);
	stopped = !good && err.code == GZ_EINTR;
	if ((good || stopped) &&
	    !finish(x, stopped, &close_err)) { /* what an interrupted run has done is kept */
		err = close_err;
		good = stopped = false;
	}
	if (good || stopped)
		status = print(x, stopped);
	/* It becomes one file again where nobody looks at it. */
	gz_contents_close(x->documents);
	gz_contents_close(x->mentions);
	x->documents = x->mentions = NULL;
	if (!gz_store_close(x->store, &close_err) && good) {
		err = close_err;
		good = false;
	}
	return good ? status : say_error(&err);
}

int retag_database(const struct settings *s, const char *path)
{
	struct retagging x = {.s = s, .path = path, .started = gz_clock()};
	int status = EXIT_DONE;

	if (open_all(&x, &status)) {
		if (is_up_to_date(&x)) {
			status = print(&x, false);
			gz_contents_close(x.mentions);
			x.mentions = NULL;
			if (!s->dry_run)
				tagging_tidy(path);
		} else {
			status = retag(&x);
		}
	}
	close_all(&x);
	return status;
}

int cmd_retag(const struct settings *s)
{
	memory_prepare(MEMORY_OF_ARCHIVE);
	return retag_database(s, database_path(s));
}
