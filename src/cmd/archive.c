/* archive.c: opening archives, saying what was rejected, and the progress line of `index`. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive.h"
#include "charsets.h"
#include "index_files.h"
#include "rejects.h"

#define SHOW_EVERY  0.2 /* seconds */
#define SAY_OF_FILE 20	/* rejected records of one file that are told one by one */

static void say_unsaid(struct archive *a)
{
	struct gz_error rest;

	if (a->unsaid > 0) {
		gz_fail_at(&rest, a->last.code, a->last.file, 0, 0, "%llu more rejected%s",
			   (unsigned long long)a->unsaid,
			   a->rejects != NULL ? ""
			   : a->files != NULL ? " (--rejects FILE writes all of them)"
					      : " (-v names all of them)");
		say_error(&rest);
	}
	a->said = a->unsaid = 0;
}

/* A file of another kind may be nothing but rejected records: the first ones tell why. */
static void say_reject(struct archive *a, const struct gz_error *err)
{
	if (strcmp(a->last.file, err->file) != 0)
		say_unsaid(a);
	a->last = *err;
	if (a->said < SAY_OF_FILE || a->s->verbose) {
		a->said++;
		say_error(err);
	} else {
		a->unsaid++;
	}
}

/* Called from the reader's thread, which must not be cancelled while it holds stderr. */
static void take_reject(void *self, const struct gz_error *err)
{
	struct archive *a = self;
	int before;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
	say_reject(a, err);
	if (a->rejects != NULL)
		rejects_write(a->rejects, err);
	pthread_setcancelstate(before, NULL);
	atomic_fetch_add(&a->rejected, 1);
}

static void say_skipped(void *self, const char *file, const char *why)
{
	struct gz_error err;
	int before;

	(void)self;
	gz_fail_at(&err, GZ_EFORMAT, file, 0, 0, "%s; skipped", why);
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
	say_error(&err);
	pthread_setcancelstate(before, NULL);
}

static enum gz_plan plan(void *self, const struct gz_file *file, unsigned char hash[16], uint64_t *pass)
{
	const struct archive *a = self;

	return files_plan(a->files, file, hash, pass);
}

bool archive_gave_up(const struct archive *a)
{
	return a->s->max_errors_given && a->rejected > a->s->max_errors;
}

static bool is_to_stop(void *self)
{
	return archive_gave_up(self) || interrupted(NULL);
}

bool progress_wanted(const struct settings *s)
{
	if (s->progress == NULL || strcmp(s->progress, "auto") == 0)
		return isatty(STDERR_FILENO) && !s->quiet;
	return strcmp(s->progress, "always") == 0;
}

/* A pattern rule that does not compile must stop a run before anything is written. */
bool patterns_check(const struct gz_gaz *g, struct gz_error *err)
{
	const struct gz_tagger_options options = {0};
	struct gz_tagger *tagger = NULL;
	bool good = gz_tagger_open(g, &options, &tagger, err);

	gz_tagger_close(tagger);
	return good;
}

bool archive_open(struct archive *a, const struct settings *s, const char *const *paths, size_t count,
		  struct files *files, int *status)
{
	struct gz_read_options options = {.format = s->input_format,
					  .source_name = gz_str(s->source_name),
					  .max_document = (size_t)s->max_document,
					  .max_expansion = s->max_expansion,
					  .date_from = s->date_from,
					  .date_order = s->date_order,
					  .map = s->map,
					  .charset = s->verbose ? say_charset : NULL,
					  .skipped = s->verbose ? say_skipped : NULL,
					  .reject = take_reject,
					  .plan = files != NULL ? plan : NULL,
					  .self = a};
	struct gz_error err;

	*a = (struct archive){.s = s, .files = files, .started = gz_clock()};
	*status = EXIT_DONE;
	a->show_progress = progress_wanted(s);
	memory_prepare(MEMORY_OF_ARCHIVE);
	if (!gazetteer_load(s, &a->gaz, status))
		return false;
	if (s->rejects != NULL) {
		a->rejects = rejects_open(s->rejects, files != NULL ? database_path(s) : NULL, paths, count);
		if (a->rejects == NULL) {
			*status = EXIT_FATAL;
			archive_close(a);
			return false;
		}
	}
	interrupts_catch();
	if (!patterns_check(a->gaz, &err) || !gz_reader_open(paths, count, &options, &a->reader, &err)) {
		*status = say_error(&err);
		archive_close(a);
		return false;
	}
	return true;
}

static void note_given_up(void *self, const struct gz_tagged *tagged)
{
	struct archive *a = self;

	given_up_add(&a->given_up, tagged);
}

bool archive_run(struct archive *a, struct gz_pipeline *p, struct gz_error *err)
{
	bool good;

	p->gaz = a->gaz;
	p->tagging = tagger_options(a->s);
	p->tagging.no_sketch = a->no_sketch;
	p->reader = a->reader;
	p->threads = (unsigned)(a->s->threads < 256 ? a->s->threads : 256);
	p->interrupted = is_to_stop;
	p->gave_up = note_given_up;
	good = gz_pipeline_run(p, err);
	say_unsaid(a);
	gz_reader_progress(a->reader, &a->progress);
	if (a->show_progress && a->shown > 0)
		fputs("\r\033[K", stderr);
	given_up_say(&a->given_up);
	return good;
}

void archive_say_found(const struct archive *a, uint64_t documents)
{
	char name[GZ_MESSAGE_MAX], here[64] = "";
	const char *found;
	uint64_t count;
	bool keyed;

	/* News in brief are some; where it is most of a file, the text has another name. */
	found = gz_reader_title_alone(a->reader, &count, &keyed);
	if (found != NULL && count > 1 && count < a->progress.titles_alone)
		snprintf(here, sizeof(here), ", %llu of them in that file", (unsigned long long)count);
	if (found != NULL)
		say("documents of a title alone: %llu of %llu, such as %s%s%s",
		    (unsigned long long)a->progress.titles_alone, (unsigned long long)documents, found, here,
		    keyed ? " (--map text=KEY says where text is)" : "");
	for (size_t at = 0; (found = gz_reader_unmet(a->reader, &at, name)) != NULL;)
		say("--map %s: no record that was read has it", found);
	found = gz_reader_twice(a->reader);
	if (found != NULL)
		say("two columns have one name: %s; the first one is taken", found);
}

void archive_show(struct archive *a, const struct gz_read_progress *progress, uint64_t documents)
{
	double now = gz_clock(), elapsed = now - a->started, share;
	char left[48] = "";

	if (!a->show_progress || now - a->shown < SHOW_EVERY)
		return;
	a->shown = now;
	if (progress->bytes_total > 0 && progress->bytes_read > 0) {
		share = (double)progress->bytes_read / (double)progress->bytes_total;
		if (share > 1)
			share = 1;
		snprintf(left, sizeof(left), " of %.1f MB (%.0f%%), %.0f s left",
			 (double)progress->bytes_total / 1e6, 100 * share, elapsed / share - elapsed);
	}
	fprintf(stderr, "\r\033[K%.1f MB%s, %llu documents, %.0f/s", (double)progress->bytes_read / 1e6, left,
		(unsigned long long)documents, elapsed > 0 ? (double)documents / elapsed : 0);
	fflush(stderr);
}

bool archive_close(struct archive *a)
{
	bool good = true;

	gz_reader_close(a->reader);
	gz_gaz_free(a->gaz);
	if (a->rejects != NULL)
		good = rejects_close(a->rejects, a->s->rejects);
	a->rejects = NULL;
	return good;
}
