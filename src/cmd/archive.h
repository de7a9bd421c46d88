/* archive.h: what `index` and `tag` share: the way from arguments to a running pipeline, rejects and
 * progress. */
#ifndef GAZET_CMD_ARCHIVE_H
#define GAZET_CMD_ARCHIVE_H

#include <stdatomic.h>

#include "cmd.h"
#include "given_up.h"
#include "gazet/pipeline.h"

struct files;

/* What a caller gives the pipeline as `self` begins with this. */
struct archive {
	const struct settings *s;
	struct gz_gaz *gaz;
	struct gz_reader *reader;
	struct gz_read_progress progress; /* after archive_run: final */
	struct files *files;		  /* NULL: all files are read */
	FILE *rejects;			  /* of --rejects */
	_Atomic uint64_t rejected;
	struct gz_error last;  /* that was rejected */
	uint64_t said, unsaid; /* of what was rejected in the file of it */
	struct given_up given_up;
	double started, shown;
	bool show_progress;
	bool no_sketch; /* set before archive_run: sketches are not made */
};

/* Loads the gazetteer and opens the reader. False: *status is the exit status. */
bool archive_open(struct archive *a, const struct settings *s, const char *const *paths, size_t count,
		  struct files *files, int *status);
/* Runs the pipeline with the caller's functions: take, or render and write, and batch. The rest is filled in
 * here. */
bool archive_run(struct archive *a, struct gz_pipeline *p, struct gz_error *err);
/* At the end: documents of a title alone, of so many; what of --map no record had; columns that are called alike. */
void archive_say_found(const struct archive *a, uint64_t documents);
/* Draws the progress line, a few times a second. */
void archive_show(struct archive *a, const struct gz_read_progress *progress, uint64_t documents);
/* More was rejected than --max-errors allows: the run was stopped for it. */
bool archive_gave_up(const struct archive *a);
/* False, with a message, where --rejects could not be written. */
bool archive_close(struct archive *a);

/* Is a progress line wanted? */
bool progress_wanted(const struct settings *s);
/* A pattern rule that does not compile must stop a run before anything is written. */
bool patterns_check(const struct gz_gaz *g, struct gz_error *err);

#endif
