/*
 * store.h: the SQLite writer. Truth goes to schema/core.sql's tables, and in the same transaction its
 * packed copy to schema/derived.sql's, so that a database that was committed is always consistent.
 *
 * WAL while writing; close checkpoints and, if no reader prevents it, returns to journal_mode=DELETE,
 * so that a database at rest is one file. One thread at a time.
 */
#ifndef GAZET_STORE_H
#define GAZET_STORE_H

#include "gazet/model.h"
#include "gazet/sql.h"

struct gz_store;

/* Opens for writing; makes the file where it does not exist. The tables of an older gazet are brought up to
 * date, with their index, before it returns: that takes as long as `gazet db rebuild`. Refuses, changing
 * nothing: a file that is not a gazet database, one of a newer schema, one that another process is writing
 * (after 10 s), a directory. */
bool gz_store_open(const char *path, struct gz_store **out, struct gz_error *err);

/* How the names of an entity reach the database: called once, when the entity first appears, it must call
 * `add(to, name, folded)` for each of its names. Also looks up an entity by id (country, series); false
 * where there is none. */
struct gz_names {
	const void *self;
	bool (*each_name)(const void *self, const struct gz_entity *entity,
			  bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to);
	bool (*find)(const void *self, struct gz_str id, struct gz_entity *out);
	/* The folded form of a name that each_name did not give (a pattern's); in `arena`. */
	bool (*fold)(const void *self, struct gz_str name, struct gz_arena *arena, struct gz_str *folded);
	/* Makes the sketches that documents lack; NULL: only copies are found to be near-duplicates. */
	gz_sketch_maker *sketch;
};

struct gz_run {
	struct gz_str tool_version;
	struct gz_str gazetteer_hash;
	struct gz_str options; /* JSON */
};

struct gz_counts {
	uint64_t added, unchanged, replaced, duplicate, undated, rejected;
};

/* Records the start of a run. `names` is kept. */
bool gz_store_begin(struct gz_store *s, const struct gz_run *run, const struct gz_names *names,
		    struct gz_error *err);

enum gz_put { GZ_PUT_ADDED, GZ_PUT_UNCHANGED, GZ_PUT_REPLACED };

/* Stores one document with its mentions (ordered as in struct gz_tagged). An unchanged one (same source, id
 * and content hash) is left as it is. *duplicate: its content stands in the database under another identity.
 */
bool gz_store_put(struct gz_store *s, const struct gz_tagged *tagged, enum gz_put *what, bool *duplicate,
		  struct gz_error *err);

/* Ends the batch: what was put so far is safe from here on. gz_store_put opens the next one by itself. */
bool gz_store_commit(struct gz_store *s, struct gz_error *err);

/* Commits, writes postings for what is new, finishes the run's row. `counts` may be partial when interrupted
 * (`interrupted` leaves the row unfinished). */
bool gz_store_end(struct gz_store *s, const struct gz_counts *counts, bool interrupted, struct gz_error *err);

/* Hash of the gazetteer of the newest run, or empty; valid while the store is open. */
struct gz_str gz_store_gazetteer(const struct gz_store *s);

/* Rolls an open batch back, checkpoints, returns to one file. The handle is gone even when it fails. */
bool gz_store_close(struct gz_store *s, struct gz_error *err);

/* Documents in clusters of near-duplicates, copies among them, and how many clusters there are, as the last run
 * that ended has found them. */
bool gz_store_clusters(struct gz_store *s, uint64_t *documents, uint64_t *clusters, struct gz_error *err);

/* How sketches are made from now on; else gz_store_begin says it. Before gz_store_rebuild. */
void gz_store_sketch_by(struct gz_store *s, gz_sketch_maker *sketch);

/* Drops and makes again everything that is derived, in one transaction. */
bool gz_store_rebuild(struct gz_store *s, struct gz_error *err);

/* Integrity, foreign keys, ids and versions, offsets against the stored text, mention order, duplicates,
 * derived against truth. Opens read-only. Gives a row {check, status, details} each ("ok" or "failed");
 * *sound is false if any failed. */
bool gz_store_check(const char *path, struct gz_sink *sink, bool *sound, struct gz_error *err);

#endif
