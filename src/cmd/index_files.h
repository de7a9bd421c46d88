/* index_files.h: what `index` knows of files from earlier runs, and what the next run is to know. */
#ifndef GAZET_CMD_INDEX_FILES_H
#define GAZET_CMD_INDEX_FILES_H

#include "cmd.h"
#include "gazet/store.h"

struct known_file;
struct files {
	struct gz_store *store; /* NULL: nothing is written */
	struct gz_store *look;	/* that is only looked into, where nothing is written; NULL: there is none */
	const struct gz_reader *reader;
	bool full_scan, prune;
	int64_t manner; /* hash of the options that say how files are read */
	struct gz_arena arena;
	struct gz_map
		by_path; /* to numbers in `known`; not changed during a run: the reader's thread asks it */
	GZ_VEC(struct known_file) known;
	uint32_t current;	   /* the file that documents come from, or GZ_NONE */
	struct gz_file_row row;	   /* of it; id 0: a file that no later run can know again */
	bool again;		   /* it was begun before */
	uint32_t done;		   /* files that were ended so far */
	uint64_t read, same, gone; /* files */
	uint64_t moved;		   /* were written to while they were read */
	uint64_t documents_same;   /* documents of files that were passed over */
	uint64_t rejected_before;  /* and what had been rejected in them */
	uint64_t documents_gone, pruned;
	bool doubtful;		   /* some of these may stand in what was rejected */
	uint64_t documents_kept;   /* that may stand in what is lost of damaged files */
	uint64_t documents_unseen; /* that stood in folders which are empty now */
};

/* Reads from the database what it knows of files at or below the paths of `s`. */
bool files_open(struct files *f, const struct settings *s, struct gz_store *store, struct gz_error *err);
/* As struct gz_read_options asks it; self is a struct files. */
enum gz_plan files_plan(void *self, const struct gz_file *file, unsigned char hash[16], uint64_t *pass);
/* Before a document is put. */
bool files_enter(struct files *f, const struct gz_doc *doc, struct gz_error *err);
/* After a batch: the first `done` files have been read; the current one so far. */
bool files_note(struct files *f, uint32_t done, struct gz_error *err);
/* At the end of a run that read everything. `whole`: all files at the paths are known. */
bool files_end(struct files *f, bool whole, struct gz_error *err);
void files_close(struct files *f);

#endif
