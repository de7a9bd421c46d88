/*
 * internal.h: what the files of src/store/ share: the handle, its statements, and the functions that
 * one file offers the others. Nothing outside src/store/ (and its test) includes this.
 */
#ifndef GAZET_STORE_INTERNAL_H
#define GAZET_STORE_INTERNAL_H

#include <sqlite3.h>

#include "gazet/block.h"
#include "gazet/store.h"
#include "statements.h"

#define GZ_BUSY_MS 10000
/* A segment holds at most so many documents, and a run ends with one when at least so many wait for it:
 * reading the blocks of fewer takes a millisecond. */
#define GZ_SEGMENT_DOCUMENTS 131072
#define GZ_SEGMENT_MINIMUM   32768

/* One row of the table `occurrence`, in the order of its primary key within a batch. */
struct gz_row {
	int64_t document;
	uint32_t start, token, reading;
	int32_t sentence; /* -1: NULL */
};
typedef GZ_VEC(struct gz_row) gz_row_vec;
typedef GZ_VEC(struct gz_posting) gz_posting_vec;

/* A mention of a document that is being put. */
struct gz_spot {
	uint32_t start, length, token, entity, reading;
	uint32_t order; /* in struct gz_tagged: the first of equal ones is kept */
	int32_t sentence;
	uint8_t field;
};

/* ---- what is remembered of the database ---------------------------------- */

/* Keys that are not yet written, in a table by hash (id 0: free), and the runs that are. */
struct gz_run_info {
	int64_t id;
	uint64_t keys;
	struct gz_str filter; /* owned; empty: none */
};
struct gz_key_set {
	struct gz_key *slots;
	size_t count, cap; /* cap: a power of two, or 0 */
	GZ_VEC(struct gz_run_info) runs;
};

/* A reading that was met in this run. */
struct gz_known_reading {
	uint64_t hash;
	struct gz_str name;
	uint32_t entity, tokens, length, id;
	uint32_t permille; /* the score in thousandths */
	uint8_t via, nested, field;
};
/* An entity of the gazetteer, by its number there. */
struct gz_known_entity {
	struct gz_str id;
	uint32_t database; /* 0: not met yet */
};
/* A row of `name` that is not written yet; its texts are in gz_memory.keys. */
struct gz_new_name {
	int64_t id, entity;
	struct gz_str name;
	struct gz_str folding; /* .ptr NULL: it is what lower() makes of the name */
};
struct gz_memory {
	struct gz_arena keys;
	struct gz_map sources, entities; /* name, id: database id */
	struct gz_map spellings;	 /* the number of an entity and a name of it that was added: database id */
	GZ_VEC(struct gz_new_name) new_names; /* gz_store_insert_names */
	GZ_VEC(struct gz_known_entity) known;
	GZ_VEC(struct gz_known_reading) readings;
	uint32_t *slots; /* number of a reading + 1, by hash; 0: free */
	size_t cap;	 /* of slots: a power of two, or 0 */
	uint64_t looked; /* look-ups of readings in the database */
	bool whole;	 /* all entities and readings of the database are here */
};

/* Numbers of documents, from first to last. */
struct gz_range {
	int64_t first, last;
};
typedef GZ_VEC(struct gz_range) gz_range_vec;

/* The file that documents are put from. */
struct gz_file_writing {
	int64_t id;	     /* 0: none */
	bool again;	     /* it was read to its end before: what it held then is replaced at its end */
	gz_range_vec ranges; /* documents that were put */
	size_t written;	     /* of them, but for the last one's end */
};
/* What stood in a file. */
struct gz_left {
	int64_t file;
	struct gz_range range;
};
typedef GZ_VEC(struct gz_left) gz_left_vec;

/* A document was replaced by another one. */
struct gz_successor {
	int64_t old, new;
};

/* Documents a series or an edition counts for, and what has to be added to the counts. */
struct gz_counting {
	uint32_t series;  /* 0: none */
	uint32_t seen;	  /* number of the document that was counted last */
	uint32_t lineage; /* itself, its series, the series of that, ...: how many different ones */
	int32_t more;
};

/* A block that is written anew while some of its documents get other mentions. */
struct gz_patch {
	bool open;
	int64_t last;				  /* document of the block */
	struct gz_buf heads, entities, positions; /* the block as it was */
	struct gz_block_reader reader;
	struct gz_block_writer writer;
	const struct gz_block_document *doc; /* the next one that is not copied; NULL: none */
};

/* Sketches of consecutive documents, packed as they are in their row. */
#define GZ_SKETCH_CHUNK 32
struct gz_sketch_chunk {
	bool open, changed;
	int64_t number;
	unsigned char bytes[GZ_SKETCH_CHUNK * GZ_SKETCH_ROWS * 6 / 8];
};

struct gz_store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *statement[GZ_STATEMENTS]; /* prepared at first use */
	struct gz_arena texts;			/* gazetteer hashes, keys of `minted` */
	struct gz_str gazetteer;
	const struct gz_names *names; /* NULL: no run was begun */
	int64_t run;
	struct gz_checkpoints *checkpoints; /* NULL: there was little to write so far */
	int log_worth, log_most;	    /* GZ_LOG_WORTH, GZ_LOG_MOST; tests set them lower */
	bool opened;			    /* close has to return to one file */
	bool stale;			    /* the derived tables are of an older version */
	bool in_batch;			    /* a transaction is open */
	bool broken;			    /* a put or commit failed: nothing but close is left */
	uint64_t segment_minimum;	    /* GZ_SEGMENT_MINIMUM; tests set it lower */
	unsigned joint_share;		    /* GZ_JOINT_SHARE; tests set it higher */

	/* What is known of the database. Another writer in between makes it void (`data_version`). */
	bool loaded;
	int64_t data_version;
	struct gz_memory memory;
	struct gz_key_set keys[GZ_KEY_KINDS];
	int64_t key_run; /* number of the newest run of keys */
	bool runs_loaded;
	int64_t next_document;
	int64_t first_put;		  /* document of this run; 0: none yet */
	uint64_t overwritten;		  /* documents of this run that it replaced itself */
	uint64_t namesakes;		  /* copies that have the same id in another source */
	struct gz_str namesake;		  /* the source of which the first one is; in `texts` */
	int64_t segment_last, segment_id; /* last document and id of the last segment; 0: none */
	uint64_t tail;			  /* documents behind it */
	struct gz_block_writer block;	  /* the last block while it has room */
	bool block_changed;
	GZ_VEC(int64_t) removed;	     /* documents whose slots are yet to be emptied */
	GZ_VEC(struct gz_counting) counting; /* by entity, while counts are changed */
	uint32_t counted;		     /* documents counted with it */
	int64_t last_entity, last_name;
	int64_t tagging;      /* row of how the run tags; 0: no run */
	int64_t tagging_last; /* of the last range of documents; 0: there is none */
	bool retagging;	      /* a document was tagged again: segments wait for the end */
	struct gz_map minted; /* ids of entities of patterns whose rows this run has set */
	struct gz_patch patch;

	struct gz_file_writing file;
	GZ_VEC(struct gz_successor) successors;
	gz_left_vec left;	 /* what stood in files and no longer does */
	gz_sketch_maker *sketch; /* NULL: every document is brief */
	struct gz_sketch_chunk sketches;
	bool clusters_void;  /* a document was removed: all have to be compared anew */
	bool cluster_broken; /* one of a cluster was */

	/* Scratch, emptied by who uses it. */
	gz_row_vec rows; /* occurrences that the batch has yet to insert */
	GZ_VEC(struct gz_spot) spots;
	gz_posting_vec postings; /* of one document */
	GZ_VEC(uint32_t) candidates;
	struct gz_buf key, blob;
	struct gz_arena folded;
	struct gz_buf spelling;
};

/* ---- statement.c: errors, statements, transactions --------------------------- */

/* Turns the connection's last error into *err; returns false. The message reads "FILE: cannot DOING: ...". */
bool gz_store_fail(sqlite3 *db, const char *path, int code, const char *doing, struct gz_error *err);
/* The statement, reset and without bindings; NULL at failure. */
sqlite3_stmt *gz_store_statement(struct gz_store *s, enum gz_statement which, struct gz_error *err);
/* Steps a statement that gives no rows, and resets it. */
bool gz_store_run(struct gz_store *s, sqlite3_stmt *statement, const char *doing, struct gz_error *err);
/* First column of the first row; 0 where there is no row or a NULL. Resets. */
bool gz_store_number(struct gz_store *s, sqlite3_stmt *statement, int64_t *value, struct gz_error *err);
/* The greatest number of a row, 0 where there is none. `what` is one of the rows, in words. */
bool gz_store_last(struct gz_store *s, enum gz_statement which, const char *what, int64_t *last,
		   struct gz_error *err);
/* The same for a statement that is prepared for this once. */
bool gz_store_ask(struct gz_store *s, const char *sql, int64_t *value, struct gz_error *err);
bool gz_store_exec(struct gz_store *s, const char *sql, const char *doing, struct gz_error *err);
/* What a reader holds up, too: a commit or another journal where there is no log. */
bool gz_store_exec_alone(struct gz_store *s, const char *sql, const char *doing, struct gz_error *err);
void gz_store_bind_text(sqlite3_stmt *statement, int at, struct gz_str text);
/* NULL where the day is GZ_NO_DAY. */
void gz_store_bind_day(sqlite3_stmt *statement, int at, int32_t day);
/* The blob of a column; never a NULL pointer for an empty one, always for an absent one. */
struct gz_str gz_store_blob(sqlite3_stmt *statement, int at);
/* Sets user_version to what this gazet writes; inside the caller's transaction. */
bool gz_store_stamp(struct gz_store *s, struct gz_error *err);
/* BEGIN IMMEDIATE where no transaction is open. */
bool gz_store_lock(struct gz_store *s, struct gz_error *err);
/* COMMIT; rolls back where that fails. */
bool gz_store_unlock(struct gz_store *s, struct gz_error *err);
/* Rolls back and leaves the store fit for nothing but closing. Returns false. */
bool gz_store_abort(struct gz_store *s);
/* False where the store is broken. */
bool gz_store_usable(const struct gz_store *s, struct gz_error *err);

/* ---- readonly.c -------------------------------------------------------------- */

/* Opens for reading alone; fails where the file is none of ours. */
bool gz_store_connect(const char *path, sqlite3 **db, struct gz_error *err);
/* The statement schema/queries/NAME.sql, for the caller to finalise; NULL at failure. */
sqlite3_stmt *gz_store_prepare(sqlite3 *db, const char *path, const char *name, struct gz_error *err);

/* ---- header.c ---------------------------------------------------------------- */

/* What the first 100 bytes of a file say, read without leaving a trace. */
enum gz_header_kind { GZ_HEADER_ABSENT, GZ_HEADER_EMPTY, GZ_HEADER_OURS };
struct gz_header {
	enum gz_header_kind kind;
	int32_t version; /* user_version */
	bool wal;	 /* the file was left in WAL mode */
};
/* Fails where the path is neither absent nor empty nor ours. */
bool gz_header_read(const char *path, struct gz_header *out, struct gz_error *err);
/* Fails where the schema is newer than this gazet knows, or none that it ever wrote. */
bool gz_version_accept(const char *path, int64_t version, struct gz_error *err);
/* The path as SQLite takes it: never for a URI or ":memory:". The caller frees it. */
char *gz_path_plain(const char *path);

/* ---- checkpoint.c ------------------------------------------------------------ */

struct gz_checkpoints;
/* Pages in the log: 8 MiB are worth a checkpoint; with 64 MiB a commit waits until there is one of all. */
#define GZ_LOG_WORTH 128
#define GZ_LOG_MOST  1024
/* From now on what is committed is brought into the database's file by a thread, which begins when there is
 * much of it. Where there can be none it is done behind the commit. */
void gz_checkpoints_watch(struct gz_store *s);
/* Ends the thread and its connection: whoever wants the file for himself calls this first. */
void gz_checkpoints_end(struct gz_store *s);

/* ---- bulk.c ------------------------------------------------------------------ */

/* Registers the virtual tables gz_batch, over s->rows, and gz_names, over s->memory.new_names, on the store's
 * connection. Returns a result of SQLite. */
int gz_bulk_register(struct gz_store *s);

/* ---- keys.c, keys_truth.c: rows by hash ------------------------------------------------------ */

/* Fills s->candidates with the ids under this hash; the caller looks which of them are meant. */
bool gz_keys_find(struct gz_store *s, enum gz_key_kind kind, uint32_t hash, struct gz_error *err);
/* `id` > 0; GZ_ELIMIT where it does not fit into 32 bits. */
bool gz_keys_add(struct gz_store *s, enum gz_key_kind kind, uint32_t hash, int64_t id, struct gz_error *err);
/* Writes what was added. */
bool gz_keys_flush(struct gz_store *s, struct gz_error *err);
/* The same at the end of a run: small runs are put together, so that what is there at rest fills its pages.
 */
bool gz_keys_settle(struct gz_store *s, struct gz_error *err);
/* Forgets everything, written or not. */
void gz_keys_forget(struct gz_store *s);
/* Makes the keys of all rows again, into empty tables. */
bool gz_keys_rebuild(struct gz_store *s, struct gz_error *err);
/* What a reading consists of: entity, name, via, score in thousandths, nested, field, tokens, length. */
#define GZ_READING_PARTS 8
uint32_t gz_key_reading(const int64_t parts[GZ_READING_PARTS]);
/* The parts from column `at` on. */
void gz_reading_parts(sqlite3_stmt *row, int at, int64_t parts[GZ_READING_PARTS]);

/* ---- entity.c, reading.c --------------------------------------------------------- */

bool gz_store_source(struct gz_store *s, struct gz_str name, int64_t *id, struct gz_error *err);
/* *id is 0 where there is none. */
bool gz_store_source_find(struct gz_store *s, struct gz_str name, int64_t *id, struct gz_error *err);
bool gz_store_entity(struct gz_store *s, const struct gz_entity *entity, int64_t *id, struct gz_error *err);
/* The row of `name` for a spelling of the entity; made where there is none. */
bool gz_store_spelling(struct gz_store *s, int64_t entity, struct gz_str name, int64_t *id,
		       struct gz_error *err);
/* The entity and the reading of a mention. */
bool gz_store_reading(struct gz_store *s, const struct gz_mention *m, uint32_t *entity, uint32_t *reading,
		      struct gz_error *err);
/* All ids of entities into memory, in one pass. */
bool gz_store_entities_load(struct gz_store *s, struct gz_error *err);
void gz_memory_forget(struct gz_memory *m);

/* The same by its id; 0 where there is none. And the row of an entity that another one names, made where the
 * gazetteer has it; 0: none. */
bool gz_store_entity_find(struct gz_store *s, struct gz_str id, int64_t *found, struct gz_error *err);
bool gz_store_entity_named(struct gz_store *s, struct gz_str id, int64_t *found, struct gz_error *err);
/* A row of `name`, with its key. It is written with gz_store_insert_names, which who reads the table calls
 * first. */
bool gz_store_name_add(struct gz_store *s, int64_t entity, struct gz_str name, struct gz_str folded,
		       struct gz_error *err);
bool gz_store_insert_names(struct gz_store *s, struct gz_error *err);
/* Its row has another folding from now on; keys have to be made again. */
bool gz_store_name_refold(struct gz_store *s, int64_t id, struct gz_str name, struct gz_str folded,
			  struct gz_error *err);

/* ---- tagging.c: how documents were tagged ------------------------------------------ */

/* The row of a tagging, made where there is none; its print only then. */
bool gz_tagging_row(struct gz_store *s, const struct gz_run *run, int64_t *id, struct gz_error *err);
/* The document that is added was tagged as the run says. */
bool gz_tagging_extend(struct gz_store *s, int64_t document, struct gz_error *err);
bool gz_tagging_load(struct gz_store *s, struct gz_error *err);
/* Up to this document all are tagged as the run says; what comes behind it stays as it was. */
bool gz_tagging_move(struct gz_store *s, int64_t document, struct gz_error *err);

/* ---- write.c ------------------------------------------------------------------------- */

bool gz_store_batch(struct gz_store *s, struct gz_error *err);
/* Occurrences that wait, and those that wait too long. */
bool gz_store_insert_rows(struct gz_store *s, bool all, struct gz_error *err);
void gz_store_drop_rows(struct gz_store *s, int64_t document);
/* Everything that waits, into the tables; not committed. */
bool gz_store_flush(struct gz_store *s, struct gz_error *err);
bool gz_store_finish(struct gz_store *s, const struct gz_counts *counts, bool interrupted,
		     struct gz_error *err);
bool gz_store_run_with(struct gz_store *s, enum gz_statement which, int64_t first, int64_t second,
		       struct gz_error *err);

/* ---- patch.c: other mentions for documents where they stand ---------------------------- */

/* Finds the document in its block, behind the one before; *found is false where there is none. */
bool gz_patch_seek(struct gz_store *s, int64_t document, bool *found, struct gz_error *err);
/* Its mentions become s->postings. */
bool gz_patch_put(struct gz_store *s, struct gz_error *err);
/* Writes the block that is open. */
bool gz_patch_close(struct gz_store *s, struct gz_error *err);
void gz_patch_free(struct gz_patch *p);

/* ---- settle.c ---------------------------------------------------------------------------- */

/* Entities and names as the run's gazetteer has them; readings, names and entities that no mention needs go.
 */
bool gz_store_settle(struct gz_store *s, struct gz_error *err);
/* The row becomes what the entity says. */
bool gz_store_entity_set(struct gz_store *s, int64_t id, const struct gz_entity *entity,
			 struct gz_error *err);

/* ---- mention.c ------------------------------------------------------------------ */

/* Appends the mentions to s->rows, and makes them the sorted s->postings. */
bool gz_store_mentions(struct gz_store *s, const struct gz_tagged *tagged, int64_t document,
		       struct gz_error *err);

/* ---- open.c -------------------------------------------------------------------------- */

/* Hash of the gazetteer of the newest run, into s->gazetteer. */
bool gz_store_load_gazetteer(struct gz_store *s, struct gz_error *err);

/* ---- write.c ---------------------------------------------------------------------- */

/* False where the index is of an older version, which cannot be gone on with. */
bool gz_store_current(const struct gz_store *s, struct gz_error *err);

/* With its mentions, in the index too; a duplicate of it becomes the original. */
bool gz_store_remove(struct gz_store *s, int64_t document, struct gz_error *err);

/* What stands under an identity; id 0: nothing. */
struct gz_standing {
	int64_t id;
	bool same; /* in content, url and language */
	bool duplicate;
};
bool gz_store_standing(struct gz_store *s, const struct gz_doc *doc, int64_t source, struct gz_standing *out,
		       struct gz_error *err);
/* The duplicates of `document`, the first one in front, into s->candidates. */
bool gz_store_duplicates(struct gz_store *s, int64_t document, struct gz_error *err);
/* Counts a document whose content is that of another one, if it stands under its id in that one's source, too. */
bool gz_store_namesake(struct gz_store *s, const struct gz_doc *doc, struct gz_error *err);
/* The document that has this content and is no duplicate; 0: none. */
bool gz_store_original(struct gz_store *s, const struct gz_doc *doc, int64_t *original, struct gz_error *err);

/* ---- range.c -------------------------------------------------------------------------- */

/* Behind the others, or as part of the last one. */
bool gz_range_add(gz_range_vec *ranges, int64_t document);
/* In order, none touching another. */
void gz_range_sort(gz_range_vec *ranges);
/* How many numbers there are in them, none of which touches another. */
uint64_t gz_range_count(const gz_range_vec *ranges);
/* Appends to *out what is in `from` and not in `without`; both sorted. */
bool gz_range_subtract(const gz_range_vec *from, const gz_range_vec *without, gz_range_vec *out);

/* ---- file.c: files and what stands in them -------------------------------------------------- */

/* A document that was put, or stood there unchanged, belongs to the file that is being read. */
bool gz_store_file_holds(struct gz_store *s, int64_t document, struct gz_error *err);
/* What was replaced stands in the other files that held it under its new number. */
bool gz_store_successors(struct gz_store *s, struct gz_error *err);
/* Sorted; appended to *out. */
bool gz_store_origins(struct gz_store *s, int64_t file, gz_range_vec *out, struct gz_error *err);
/* Every file with each range of documents that it holds, until one is refused. */
bool gz_store_origins_each(struct gz_store *s,
			   bool (*each)(void *self, int64_t file, struct gz_range held, struct gz_error *err),
			   void *self, struct gz_error *err);
/* Appends the documents of a range that are there. */
bool gz_store_living(struct gz_store *s, struct gz_range range, gz_range_vec *out, struct gz_error *err);
/* Replaces what stands in a file. */
bool gz_store_origins_put(struct gz_store *s, int64_t file, const gz_range_vec *ranges, struct gz_error *err);

/* ---- prune.c ----------------------------------------------------------------------------- */

/* The row of a file and what is known to stand in it; the documents stay. */
bool gz_store_file_forget(struct gz_store *s, int64_t file, struct gz_error *err);

/* ---- count.c: documents of each entity -------------------------------------------- */

/* Adds `by` (1 or -1) to what is counted for the document's entities and their series, once each. */
bool gz_counts_add(struct gz_store *s, const struct gz_block_document *doc, int by, struct gz_error *err);
/* Fills series and lineage from the rows of GZ_SQL_ENTITY_SERIES; SQLITE_DONE or an error code. */
int gz_counting_read(sqlite3_stmt *rows, struct gz_counting *c, size_t count);
/* Reads what families there are into s->counting, with nothing to add. */
bool gz_counts_start(struct gz_store *s, struct gz_error *err);
/* Writes them. */
bool gz_counts_flush(struct gz_store *s, struct gz_error *err);

/* ---- cluster.c: sketches and near-duplicates -------------------------------------- */

/* Of new tables: there is nothing to be made up for. */
bool gz_clusters_create(struct gz_store *s, struct gz_error *err);
/* The sketch of a document; made here where the tagger made none. */
bool gz_clusters_add(struct gz_store *s, int64_t document, const struct gz_tagged *tagged,
		     struct gz_error *err);
bool gz_clusters_remove(struct gz_store *s, int64_t document, struct gz_error *err);
/* At the end of a batch: no cluster names a document that has gone. */
bool gz_clusters_flush(struct gz_store *s, struct gz_error *err);
/* At the end of a run: all clusters are found. */
bool gz_clusters_settle(struct gz_store *s, struct gz_error *err);
/* A row of the table; that of document 0 says up to where clusters were found. */
bool gz_cluster_put(struct gz_store *s, int64_t document, int64_t cluster, struct gz_error *err);
/* Makes sketches and clusters again, into empty tables. */
bool gz_clusters_rebuild(struct gz_store *s, struct gz_error *err);

/* ---- sketch.c: the table of sketches ----------------------------------------------- */

struct gz_near;
struct gz_near_rows;
bool gz_sketches_put(struct gz_store *s, int64_t document, const struct gz_near_rows *rows,
		     struct gz_error *err);
bool gz_sketches_drop(struct gz_store *s, int64_t document, struct gz_error *err);
/* Writes what is in memory, and forgets it. */
bool gz_sketches_flush(struct gz_store *s, struct gz_error *err);
/* Gives each sketch of the rows of GZ_SQL_SKETCH_SCAN, in order of documents, or of GZ_SQL_SKETCH_BACK, in
 * the opposite one (`back`); `take` is false when memory ran out. SQLITE_DONE or an error code. */
typedef bool gz_sketch_taker(void *to, uint32_t document, const unsigned char *sketch);
int gz_sketches_each(sqlite3_stmt *scan, bool back, gz_sketch_taker *take, void *to);
/* The same, into memory. */
int gz_near_read(sqlite3_stmt *scan, struct gz_near *n);

/* ---- cluster_new.c: clusters of documents that came to others ------------------------ */

/* What is near to documents behind `behind`, up to `upto`: clusters of those up to it are known. */
bool gz_clusters_extend(struct gz_store *s, uint32_t behind, uint32_t upto, struct gz_error *err);

/* ---- index.c ------------------------------------------------------------------- */

/* Loads the last block while it has room, and where the segments end. */
bool gz_index_load(struct gz_store *s, struct gz_error *err);
/* `postings` sorted with gz_posting_sort. */
bool gz_index_add(struct gz_store *s, const struct gz_head *head, const gz_posting_vec *postings,
		  struct gz_error *err);
/* Its slot is emptied with the next flush. */
bool gz_index_remove(struct gz_store *s, int64_t document, struct gz_error *err);
/* Empties the slots of what was removed, and writes the block that is being filled, if it has changed. */
bool gz_index_flush(struct gz_store *s, struct gz_error *err);
/* A block as it was written: the columns of GZ_SQL_BLOCK_OF, and its positions. */
struct gz_source_block {
	int64_t first, last;
	struct gz_str heads, entities, positions;
};
/* False also where it is incomplete; then no error is set. */
bool gz_index_block(sqlite3_stmt *row, struct gz_source_block *b);
/* The positions of a block, put together in s->key. */
bool gz_index_positions(struct gz_store *s, int64_t first, struct gz_str *out, struct gz_error *err);
/* Empties s->postings. */
bool gz_index_copy(struct gz_store *s, struct gz_block_writer *w, const struct gz_block_document *doc);
bool gz_index_put(struct gz_store *s, const struct gz_block_writer *w, struct gz_error *err);
bool gz_index_damaged(const struct gz_store *s, struct gz_error *err);
/* All documents are behind the last segment again, and found by reading their blocks. */
bool gz_index_unsegment(struct gz_store *s, struct gz_error *err);
/* Writes segments while at least `minimum` documents lie behind the last one; flushes. */
bool gz_index_segments(struct gz_store *s, uint64_t minimum, struct gz_error *err);

/* Drops and makes again everything that is derived, in the caller's transaction; stamps. */
bool gz_index_rebuild(struct gz_store *s, struct gz_error *err);

/* ---- truth.c ------------------------------------------------------------------- */

void gz_posting_sort(gz_posting_vec *postings);

/* Walks the documents in order, each with its postings, in memory bounded by one document and the readings.
 */
struct gz_truth {
	sqlite3_stmt *documents, *readings, *mentions; /* GZ_SQL_TRUTH_*, owned by the caller */
	bool more;				       /* `mentions` stands on a row */
	struct gz_head head;
	GZ_VEC(uint64_t) meaning; /* of a reading: twice the entity, plus the field; 0: there is none */
	gz_posting_vec postings;  /* sorted */
	uint64_t strange;	  /* values that no gazet writes */
	uint64_t disordered;	  /* mentions whose token is less than that of the one before */
};
/* SQLITE_OK or an error code. */
int gz_truth_start(struct gz_truth *t);
/* SQLITE_ROW, SQLITE_DONE or an error code. */
int gz_truth_next(struct gz_truth *t);
void gz_truth_free(struct gz_truth *t);

/* ---- segment.c ------------------------------------------------------------------ */

/* Collects what entities stand in which documents, then gives the documents of each entity in order. */
struct gz_pair {
	uint32_t entity, slot, mentions; /* slot: place in documents[] */
};
struct gz_segment {
	GZ_VEC(int64_t) documents;
	GZ_VEC(int32_t) days; /* of the documents */
	GZ_VEC(struct gz_pair) pairs;
	int64_t entities; /* greatest id that may come */
	int64_t first, last;
};
/* False when memory ran out, or (*strange) for an entity that is none. */
bool gz_segment_add(struct gz_segment *g, const struct gz_block_document *doc, bool *strange);
bool gz_segment_write(struct gz_store *s, struct gz_segment *g, int64_t id, struct gz_error *err);
void gz_segment_free(struct gz_segment *g);

/* ---- joint.c: finished answers ---------------------------------------------------- */

/* Answers are kept of entities in at least one of so many documents of a segment. */
#define GZ_JOINT_SHARE 8
/* `sorted` by entity, those of entity e up to end[e]; the segment's own pairs are in the order of documents.
 */
bool gz_joint_write(struct gz_store *s, const struct gz_segment *g, int64_t id, const struct gz_pair *sorted,
		    const size_t *end, struct gz_error *err);
/* A document of a segment is removed: the answers of its entities there are wrong. */
bool gz_joint_remove(struct gz_store *s, const struct gz_block_document *doc, struct gz_error *err);
/* Counts a document in an answer, for the entity and for its series, once each; `number` is another one for
 * each document. */
struct gz_associate {
	uint32_t documents;
	int32_t first, last;
};
void gz_associate_add(struct gz_associate *associates, struct gz_counting *families, int64_t entity,
		      uint32_t number, int32_t day);

/* ---- check.c, check_index.c, check_keys.c ------------------------------------------------------ */

struct gz_check {
	sqlite3 *db;
	const char *path;
	struct gz_sink *sink;
	bool sound;
};
/* Texts of GZ_MESSAGE_MAX bytes that say what is wrong; empty: nothing. */
struct gz_index_trouble {
	char blocks[GZ_MESSAGE_MAX], postings[GZ_MESSAGE_MAX], order[GZ_MESSAGE_MAX];
};
/* An SQLite error becomes `trouble`, so that the checks go on; false (and *err) only where they cannot. */
bool gz_check_trouble(struct gz_check *c, int code, char *trouble, struct gz_error *err);
/* One thing more that is wrong, behind a semicolon; cut off where there is no room. */
void gz_check_append(char trouble[GZ_MESSAGE_MAX], const char *more);
/* NULL with *code where the schema is not as it should be. */
sqlite3_stmt *gz_check_prepare(struct gz_check *c, const char *name, int *code);
/* The tables, indexes and views against those that gazet makes; `derived`: those of the index, too. */
bool gz_check_schema(struct gz_check *c, bool derived, char trouble[GZ_MESSAGE_MAX], struct gz_error *err);
/* The blocks against the mentions, and the postings against the blocks. */
bool gz_check_index(struct gz_check *c, struct gz_index_trouble *t, struct gz_error *err);
/* The sketches against the documents, and the clusters against the sketches. */
bool gz_check_clusters(struct gz_check *c, char trouble[GZ_MESSAGE_MAX], struct gz_error *err);
/* The finished answers against the blocks. */
bool gz_check_joints(struct gz_check *c, struct gz_counting *families, size_t entities,
		     char trouble[GZ_MESSAGE_MAX], struct gz_error *err);
/* The keys against the rows that they find. */
bool gz_check_keys(struct gz_check *c, char trouble[GZ_MESSAGE_MAX], struct gz_error *err);

#endif
