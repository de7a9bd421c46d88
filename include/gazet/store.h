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

/* Takes back what a run that was killed had begun, where readers would say so and refuse; else nothing is done. For
 * whoever reads a database that it is going to write. */
bool gz_store_mend(const char *path, struct gz_error *err);

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
	struct gz_str tagging; /* the options that shape mentions: with the two above, how documents are tagged */
	/* The gazetteer's print (gz_gaz_print) into `out`; asked for only where the database does not have it.
	 * NULL: it is not known. */
	bool (*print)(const void *self, struct gz_buf *out, struct gz_error *err);
	const void *self;
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

/* Documents that were put since the database was opened, and replaced by others of their source and id: in most archives
 * these are no new versions, but others with the same number. */
uint64_t gz_store_overwritten(const struct gz_store *s);
/* Documents that were added (or only looked at) since the database was opened, and stand in another source with the same
 * id, content, url and language: most likely one archive under two names. *source is that of the first one; valid while
 * the store is open. */
uint64_t gz_store_namesakes(const struct gz_store *s, struct gz_str *source);

/* ---- files: what is read only where it has changed ---- */

/* A file as the database knows it. */
struct gz_file_row {
	int64_t id;         /* 0: it is not known yet */
	struct gz_str path; /* absolute */
	uint64_t size;      /* bytes */
	int64_t changed;    /* nanoseconds since 1970 */
	unsigned char hash[16];
	bool complete;      /* it was read to its end; else `hash` means nothing */
	int64_t manner;     /* the caller's hash of how it is read */
	uint64_t documents; /* taken from it so far */
	uint64_t rejected;
	bool broken;        /* not stored: what is gone from it may stand in what was lost of it, and is not pruned */
	uint64_t gone;      /* documents that stood in it once, no longer do, and are still there */
};
/* Gives the row of each file at or below `path`; it is valid until `each` returns. False from `each`: memory ran out. */
bool gz_store_files(struct gz_store *s, struct gz_str path, bool (*each)(void *self, const struct gz_file_row *row),
		    void *self, struct gz_error *err);
/* Documents that are put from here on stand in this file. `again`: it was read to its end before, so that at its end
 * it is known what no longer stands in it. Sets row->id. */
bool gz_store_file_begin(struct gz_store *s, struct gz_file_row *row, bool again, struct gz_error *err);
/* Documents that are put from here on stand in no file. */
bool gz_store_file_none(struct gz_store *s, struct gz_error *err);
/* How far it was read, to be committed with the documents of so far. With row->complete that was its end, and documents
 * belong to no file any more; row->gone is then set. */
bool gz_store_file_put(struct gz_store *s, struct gz_file_row *row, struct gz_error *err);
/* How many documents stand in it, as far as batches were committed. */
bool gz_store_file_count(struct gz_store *s, int64_t file, uint64_t *documents, struct gz_error *err);
/* A file that is not there any more, with all that stands in no other one. */
bool gz_store_file_gone(struct gz_store *s, int64_t file, struct gz_error *err);
/* At the end of a run, when no file is being read: forgets each file that is not there any more (`there` says so of its path)
 * while others with the same bytes are, in which all its documents stand too. It was moved. */
bool gz_store_files_moved(struct gz_store *s, bool (*there)(void *self, struct gz_str path), void *self,
			  struct gz_error *err);
/* Removes, at the end of a run, what is gone from its files and stands in no other one, and forgets the files that are
 * gone; *removed documents. */
bool gz_store_prune(struct gz_store *s, uint64_t *removed, struct gz_error *err);

/* ---- taking a source out ---- */

/* How many documents a source has; *known is false where the database has none of that name. Of a store that was opened
 * only to look, too. */
bool gz_store_source_count(struct gz_store *s, struct gz_str source, bool *known, uint64_t *documents,
			   struct gz_error *err);
/* Removes sources with their documents and all that hangs on them, in one transaction: what is left is what a database
 * that was made without them would have. `names` is of the gazetteer by which the documents were tagged
 * (gz_store_gazetteer); NULL: it is not at hand, and words that only the removed ones had for an entity stay its names.
 * Copies in other sources become originals; files that held the documents are read again by the next run. *removed
 * documents; an unknown source has none. Not while a run puts documents. */
bool gz_store_sources_remove(struct gz_store *s, const struct gz_str *sources, size_t count,
			     const struct gz_names *names, uint64_t *removed, struct gz_error *err);

/* Ends the batch: what was put so far is safe from here on. gz_store_put opens the next one by itself. */
bool gz_store_commit(struct gz_store *s, struct gz_error *err);

/* Commits, writes postings for what is new, finishes the run's row. `counts` may be partial when interrupted
 * (`interrupted` leaves the row unfinished). */
bool gz_store_end(struct gz_store *s, const struct gz_counts *counts, bool interrupted, struct gz_error *err);

/* Hash of the gazetteer of the newest run, or empty; valid while the store is open. */
struct gz_str gz_store_gazetteer(const struct gz_store *s);

/* ---- looking without writing ---- */

/* Opens an existing database so that only gz_store_files, gz_store_gazetteer and gz_store_look... may be asked, and
 * gz_store_close. *out is NULL where there is no database yet. One of an older version is refused. */
bool gz_store_open_look(const char *path, struct gz_store **out, struct gz_error *err);
/* What gz_store_put would do with a document, going by what is in the database. */
bool gz_store_look(struct gz_store *s, const struct gz_doc *doc, enum gz_put *what, bool *duplicate, struct gz_error *err);
/* What is looked at from now on stands in this file, which was read before; in the end: how many documents that it held
 * it no longer does. */
void gz_store_look_begin(struct gz_store *s, int64_t file);
bool gz_store_look_gone(struct gz_store *s, uint64_t *gone, struct gz_error *err);

/* ---- tagging again ------------------------------------------------------------------------------------ */

/* Is there a document that was not tagged as those of this run are? */
bool gz_store_is_mixed(struct gz_store *s, bool *mixed, struct gz_error *err);

/* How documents were tagged. */
struct gz_tagging {
	int64_t id;
	struct gz_str gazetteer, tool_version, options;
	struct gz_str print; /* empty: not known */
};
/* Documents that are put from here on were tagged so, and not as the run says: for copies. */
bool gz_store_tagging(struct gz_store *s, const struct gz_tagging *tagging, struct gz_error *err);

/* After gz_store_begin: forgets how all documents were tagged, so that each will be tagged again. */
bool gz_store_retag_all(struct gz_store *s, struct gz_error *err);
/* Replaces the mentions of a stored document, by its number; the document stays what it is. Numbers ascend within
 * a run. One that is not there (any more) is passed over. Questions are answered rightly after every commit; the
 * first document may make them slower until gz_store_retag_end. */
bool gz_store_retag(struct gz_store *s, int64_t document, const struct gz_tagged *tagged, struct gz_error *err);
/* An entity that a pattern made, in a document that was tagged again: its row becomes what the pattern says. */
bool gz_store_retag_minted(struct gz_store *s, const struct gz_entity *entity, struct gz_error *err);
/* Up to this document all are tagged as the run says: known with the next commit, so that a run that breaks off is
 * taken up here. */
bool gz_store_retagged(struct gz_store *s, int64_t document, struct gz_error *err);
/* In place of gz_store_end. Where the run was not interrupted, brings entities and their names to what the run's
 * gazetteer says of them, and removes what no mention names any more. */
bool gz_store_retag_end(struct gz_store *s, const struct gz_counts *counts, bool interrupted,
			struct gz_error *err);

/* ---- reading what is there ------------------------------------------------------------------------------- */

/* A second look at a database, which may be written meanwhile; leaves nothing beside the file. One thread at a
 * time. */
struct gz_contents;
bool gz_contents_open(const char *path, struct gz_contents **out, struct gz_error *err);
void gz_contents_close(struct gz_contents *c);

/* Documents from `first` on, up to the next range, were tagged so. In ascending order; none where there are no
 * documents. Valid until the handle is closed. */
struct gz_tagged_range {
	int64_t first;
	struct gz_tagging tagging;
};
bool gz_contents_ranges(struct gz_contents *c, const struct gz_tagged_range **ranges, size_t *count,
			struct gz_error *err);
/* How many documents there are, and the greatest number of one. */
bool gz_contents_count(struct gz_contents *c, uint64_t *documents, int64_t *last, struct gz_error *err);

enum gz_contents_status { GZ_CONTENTS_DOC, GZ_CONTENTS_END, GZ_CONTENTS_FAILED };
/* The next document by number, which is in doc->record; strings in `arena`. No transaction stays open. */
enum gz_contents_status gz_contents_next(struct gz_contents *c, struct gz_arena *arena, struct gz_doc *doc,
					 struct gz_error *err);
/* The next one is the first whose number is greater. */
void gz_contents_seek(struct gz_contents *c, int64_t document);
/* The mentions of a document, in `arena`, by field, start, the longest first, entity; byte offsets are not set. */
bool gz_contents_mentions(struct gz_contents *c, int64_t document, struct gz_arena *arena,
			  struct gz_mention **mentions, size_t *count, struct gz_error *err);
/* How many mentions each entity has, by its id; reads all of them. */
bool gz_contents_totals(struct gz_contents *c,
			bool (*take)(void *self, struct gz_str entity, uint64_t mentions), void *self,
			struct gz_error *err);
/* Entities and their names as the database has them, for gz_store_begin; `fold` is the caller's. Lives as long as
 * the handle. */
bool gz_contents_names(struct gz_contents *c, struct gz_names *out, struct gz_error *err);

/* The truth without runs, as JSON Lines in the order of external keys: documents with their mentions, then the
 * entities that these name and their names. `quote` makes a string of JSON, `write` takes the text in
 * pieces. Databases with equal dumps are equal. */
bool gz_store_dump(const char *path, bool (*quote)(struct gz_buf *out, struct gz_str text),
		   bool (*write)(void *self, struct gz_str text, struct gz_error *err), void *self,
		   struct gz_error *err);

/* Writes the file anew without the room that was left free. */
bool gz_store_vacuum(struct gz_store *s, struct gz_error *err);

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
 * *sound is false if any failed. Of a later gazet's database, false at the end: only that one can say. */
bool gz_store_check(const char *path, struct gz_sink *sink, bool *sound, struct gz_error *err);

/* SQLite. See gz_base_library. */
bool gz_store_library(size_t index, struct gz_library *out);

#endif
