/* writer.c: documents of the caller into a database. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* What was put is committed at the first of these. */
#define COMMIT_DOCUMENTS 8192
#define COMMIT_BYTES	 ((uint64_t)64 << 20)

struct gz_writer {
	struct gz_store *store;
	struct gz_tagger *tagger;
	struct gz_names names;
	struct gz_arena arena; /* of the document */
	struct gz_tagged tagged;
	struct gz_counts counts;
	uint64_t uncommitted, uncommitted_bytes;
};

/* Frees all but the store. */
static void release(struct gz_writer *w)
{
	gz_tagger_close(w->tagger);
	gz_arena_free(&w->arena);
	free(w);
}

void gz_writer_discard(struct gz_writer *writer)
{
	struct gz_error ignored;

	if (writer == NULL)
		return;
	gz_store_close(writer->store, &ignored);
	release(writer);
}

struct gz_writer *gz_writer_open(const char *path, const struct gz_gazetteer *gazetteer,
				 const char *const *options, struct gz_problem *problem)
{
	struct gz_writer *w = calloc(1, sizeof(*w));
	struct gz_tagger_options tagging;
	struct gz_error err;
	struct gz_run run;
	bool good = w != NULL || gz_fail_nomem(&err);

	/* The tagger first: a fault of the gazetteer ends it before a database is made. */
	good = good && gz_option_tagger(options, &tagging, &err) &&
	       gz_tagger_open(gazetteer->gaz, &tagging, &w->tagger, &err) &&
	       gz_store_open(path, &w->store, &err);
	if (good) {
		w->names = gz_setup_names(gazetteer->gaz);
		run = gz_setup_run(gazetteer->gaz, &tagging);
		run.options = GZ_STR("{\"paths\":[]}");
		good = gz_store_begin(w->store, &run, &w->names, &err);
	}
	if (!good) {
		gz_writer_discard(w);
		w = NULL;
	}
	gz_problem_end(problem, good, &err);
	return w;
}

static bool commit(struct gz_writer *w, struct gz_error *err)
{
	w->uncommitted = w->uncommitted_bytes = 0;
	return gz_store_commit(w->store, err);
}

static bool add(struct gz_writer *w, const struct gz_document *document, enum gz_put *what,
		struct gz_error *err)
{
	struct gz_doc doc;
	bool duplicate;

	gz_arena_reset(&w->arena);
	w->tagged = (struct gz_tagged){.count = 0};
	if (!gz_document_read(document, &w->arena, &doc, err) ||
	    !gz_tagger_tag(w->tagger, &doc, &w->arena, &w->tagged, err) ||
	    !gz_store_put(w->store, &w->tagged, what, &duplicate, err))
		return false;
	w->counts.added += *what == GZ_PUT_ADDED;
	w->counts.unchanged += *what == GZ_PUT_UNCHANGED;
	w->counts.replaced += *what == GZ_PUT_REPLACED;
	w->counts.duplicate += duplicate;
	w->counts.undated += doc.day == GZ_NO_DAY;
	w->uncommitted += *what != GZ_PUT_UNCHANGED;
	w->uncommitted_bytes += *what != GZ_PUT_UNCHANGED ? doc.bytes : 0;
	return (w->uncommitted < COMMIT_DOCUMENTS && w->uncommitted_bytes < COMMIT_BYTES) || commit(w, err);
}

bool gz_writer_add(struct gz_writer *writer, const struct gz_document *document, enum gz_outcome *outcome,
		   struct gz_problem *problem)
{
	enum gz_put what = GZ_PUT_ADDED;
	struct gz_error err;
	bool good = add(writer, document, &what, &err);

	if (outcome != NULL)
		*outcome = what == GZ_PUT_ADDED	      ? GAZET_ADDED
			   : what == GZ_PUT_UNCHANGED ? GAZET_UNCHANGED
						      : GAZET_REPLACED;
	return gz_problem_end(problem, good, &err);
}

const char *gz_writer_given_up(struct gz_writer *writer, size_t n)
{
	return gz_given_up_tell(&writer->tagged, n, &writer->arena);
}

bool gz_writer_commit(struct gz_writer *writer, struct gz_problem *problem)
{
	struct gz_error err;
	bool good = commit(writer, &err);

	return gz_problem_end(problem, good, &err);
}

bool gz_writer_close(struct gz_writer *writer, struct gz_problem *problem)
{
	struct gz_error err, close_err;
	bool good;

	if (writer == NULL)
		return gz_problem_end(problem, true, NULL);
	good = gz_store_end(writer->store, &writer->counts, false, &err);
	if (!gz_store_close(writer->store, &close_err) && good) {
		err = close_err;
		good = false;
	}
	release(writer);
	return gz_problem_end(problem, good, &err);
}
