/* index_run.h: one run of `gazet index`, and what is said of it. */
#ifndef GAZET_CMD_INDEX_RUN_H
#define GAZET_CMD_INDEX_RUN_H

#include "archive.h"
#include "index_dry.h"
#include "index_files.h"

struct indexing {
	struct archive archive;
	struct gz_store *store;
	struct files files;
	struct dry_run dry;
	struct gz_names names; /* the store keeps a pointer to it */
	struct gz_counts counts;
	uint64_t documents, text_bytes;
	uint64_t commit;			 /* at so many documents */
	uint64_t uncommitted, uncommitted_bytes; /* documents, and their text */
	double committed;			 /* when */
	uint32_t files_done;			 /* with all of their documents put */
	uint64_t overwritten;			 /* documents of this run that another one of it replaced */
	char overwriting[256];			 /* the first one that did */
	uint64_t namesakes;			 /* that stand in another source with the same id */
	char named[152], namesake[152];		 /* of the first one: its source, and the other */
	uint64_t near, clusters; /* documents of the database that have near-duplicates, and their clusters */
};

/* The counts, on standard error, and with --json as an object on standard output. */
void index_summarise(const struct indexing *x, const struct settings *s);

#endif
