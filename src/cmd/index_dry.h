/* index_dry.h: what a run would do, by looking only. */
#ifndef GAZET_CMD_INDEX_DRY_H
#define GAZET_CMD_INDEX_DRY_H

#include "gazet/store.h"

/* Documents that the run has seen, as hashes: what comes twice in an archive meets itself. */
struct dry_run {
	struct gz_arena arena;
	struct gz_map identities; /* to the number of the content */
	struct gz_map contents;
	uint64_t overwritten; /* as gz_store_overwritten */
};

/* As gz_store_put; `store` is NULL where there is no database yet. */
bool dry_run_put(struct dry_run *d, struct gz_store *store, const struct gz_doc *doc, enum gz_put *what,
		 bool *duplicate, struct gz_error *err);
void dry_run_close(struct dry_run *d);

#endif
