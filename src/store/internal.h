/*
 * internal.h: what the files of src/store/ share: the handle, its statements, and the functions that
 * one file offers the others. Nothing outside src/store/ (and its test) includes this.
 */
#ifndef GAZET_STORE_INTERNAL_H
#define GAZET_STORE_INTERNAL_H

#include <sqlite3.h>

#include "gazet/block.h"
#include "gazet/store.h"

#define GZ_BUSY_MS 10000
/* A segment holds at most so many documents, and one is written when at least so many wait for it. */
#define GZ_SEGMENT_DOCUMENTS 131072
#define GZ_SEGMENT_MINIMUM 4096

/* One row of the table `mention`, in the order of its primary key within a batch. */
struct gz_row {
	int64_t document, entity, name;
	uint32_t start, length, token, tokens;
	int32_t sentence; /* -1: NULL */
	float score;
	uint32_t order;   /* place in struct gz_tagged: the first of equal keys is kept */
	uint8_t field, via, nested;
};
typedef GZ_VEC(struct gz_row) gz_row_vec;
typedef GZ_VEC(struct gz_posting) gz_posting_vec;

enum gz_statement {
	GZ_SQL_SOURCE_FIND,
	GZ_SQL_SOURCE_INSERT,
	GZ_SQL_DOCUMENT_FIND,
	GZ_SQL_DOCUMENT_ORIGINAL,
	GZ_SQL_DOCUMENT_INSERT,
	GZ_SQL_DOCUMENT_DELETE,
	GZ_SQL_DOCUMENT_HEIR,
	GZ_SQL_DOCUMENT_INHERIT,
	GZ_SQL_DOCUMENT_LAST,
	GZ_SQL_MENTION_INSERT,
	GZ_SQL_MENTION_DELETE,
	GZ_SQL_ENTITY_FIND,
	GZ_SQL_ENTITY_INSERT,
	GZ_SQL_ENTITY_LINK,
	GZ_SQL_ENTITY_LAST,
	GZ_SQL_NAME_FIND,
	GZ_SQL_NAME_INSERT,
	GZ_SQL_VIA_INSERT,
	GZ_SQL_RUN_INSERT,
	GZ_SQL_RUN_FINISH,
	GZ_SQL_RUN_NEWEST,
	GZ_SQL_BLOCK_PUT,
	GZ_SQL_POSITION_PUT,
	GZ_SQL_BLOCK_OF,
	GZ_SQL_BLOCK_SCAN,
	GZ_SQL_BLOCK_COUNT,
	GZ_SQL_SEGMENT_LAST,
	GZ_SQL_SEGMENT_INSERT,
	GZ_SQL_POSTING_INSERT,
	GZ_SQL_TRUTH_DOCUMENTS,
	GZ_SQL_TRUTH_MENTIONS,
	GZ_STATEMENTS
};

struct gz_store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *statement[GZ_STATEMENTS]; /* prepared at first use */
	struct gz_arena texts;                  /* gazetteer hashes */
	struct gz_str gazetteer;
	const struct gz_names *names;           /* NULL: no run was begun */
	int64_t run;
	bool opened;   /* close has to return to one file */
	bool stale;    /* the derived tables are of an older version */
	bool in_batch; /* a transaction is open */
	bool broken;   /* a put or commit failed: nothing but close is left */

	/* What is known of the database. Another writer in between makes it void (`data_version`). */
	bool loaded;
	int64_t data_version;
	struct gz_arena keys;
	struct gz_map sources, entities, spellings; /* name, id, entity + name: database id */
	int64_t next_document;
	int64_t segment_last, segment_id; /* last document and id of the last segment; 0: none */
	uint64_t tail;                    /* documents behind it */
	struct gz_block_writer block;     /* the last block while it has room */
	bool block_changed;

	/* Scratch, emptied by who uses it. */
	gz_row_vec rows;         /* mentions that the batch has yet to insert */
	gz_posting_vec postings; /* of one document */
	struct gz_buf key;
	struct gz_arena folded;
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
/* The same for a statement that is prepared for this once. */
bool gz_store_ask(struct gz_store *s, const char *sql, int64_t *value, struct gz_error *err);
bool gz_store_exec(struct gz_store *s, const char *sql, const char *doing, struct gz_error *err);
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

/* ---- header.c ---------------------------------------------------------------- */

/* What the first 100 bytes of a file say, read without leaving a trace. */
enum gz_header_kind { GZ_HEADER_ABSENT, GZ_HEADER_EMPTY, GZ_HEADER_OURS };
struct gz_header {
	enum gz_header_kind kind;
	int32_t version; /* user_version */
	bool wal;        /* the file was left in WAL mode */
};
/* Fails where the path is neither absent nor empty nor ours. */
bool gz_header_read(const char *path, struct gz_header *out, struct gz_error *err);
/* Fails where the schema is newer than this gazet knows, or none that it ever wrote. */
bool gz_version_accept(const char *path, int64_t version, struct gz_error *err);
/* The path as SQLite takes it: never for a URI or ":memory:". The caller frees it. */
char *gz_path_plain(const char *path);

/* ---- bulk.c ------------------------------------------------------------------ */

/* Registers the virtual table gz_batch over `rows` on this connection. */
int gz_bulk_register(sqlite3 *db, gz_row_vec *rows);

/* ---- entity.c ------------------------------------------------------------------ */

bool gz_store_source(struct gz_store *s, struct gz_str name, int64_t *id, struct gz_error *err);
bool gz_store_entity(struct gz_store *s, const struct gz_entity *entity, int64_t *id, struct gz_error *err);
bool gz_store_spelling(struct gz_store *s, int64_t entity, struct gz_str name, int64_t *id,
		       struct gz_error *err);

/* ---- index.c ------------------------------------------------------------------- */

/* Loads the last block while it has room, and where the segments end. */
bool gz_index_load(struct gz_store *s, struct gz_error *err);
/* `postings` sorted with gz_posting_sort. */
bool gz_index_add(struct gz_store *s, int64_t document, int32_t day, int64_t source,
		  const gz_posting_vec *postings, struct gz_error *err);
/* Empties the document's slot. */
bool gz_index_remove(struct gz_store *s, int64_t document, struct gz_error *err);
/* Writes the block that is being filled, if it has changed. */
bool gz_index_flush(struct gz_store *s, struct gz_error *err);
/* Writes segments while at least `minimum` documents lie behind the last one; flushes. */
bool gz_index_segments(struct gz_store *s, uint64_t minimum, struct gz_error *err);

/* ---- truth.c ------------------------------------------------------------------- */

void gz_posting_sort(gz_posting_vec *postings);

/* Walks the documents in order, each with its postings, in memory bounded by one document. */
struct gz_truth {
	sqlite3_stmt *documents, *mentions; /* GZ_SQL_TRUTH_*, owned by the caller */
	bool more;             /* `mentions` stands on a row */
	int64_t document, source;
	int32_t day;
	gz_posting_vec postings; /* sorted; free with GZ_VEC_FREE */
	uint64_t strange;      /* values that no gazet writes */
	uint64_t disordered;   /* mentions whose token is less than that of the one before */
};
/* SQLITE_ROW, SQLITE_DONE or an error code. */
int gz_truth_start(struct gz_truth *t, sqlite3_stmt *documents, sqlite3_stmt *mentions);
int gz_truth_next(struct gz_truth *t);

/* ---- segment.c ------------------------------------------------------------------ */

/* Collects (entity, document) pairs, then gives the documents of each entity in order. */
struct gz_pair {
	uint32_t entity, slot; /* slot: place in documents[] */
};
struct gz_segment {
	GZ_VEC(int64_t) documents;
	GZ_VEC(struct gz_pair) pairs;
	int64_t entities; /* greatest id that may come */
	int64_t first, last;
};
/* False when memory ran out, or (*strange) for an entity that is none. */
bool gz_segment_add(struct gz_segment *g, const struct gz_block_document *doc, bool *strange);
bool gz_segment_write(struct gz_store *s, struct gz_segment *g, int64_t id, struct gz_error *err);
void gz_segment_free(struct gz_segment *g);

/* ---- check.c, check_index.c ------------------------------------------------------ */

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
/* NULL with *code where the schema is not as it should be. */
sqlite3_stmt *gz_check_prepare(struct gz_check *c, const char *name, int *code);
/* The blocks against the mentions, and the postings against the blocks. */
bool gz_check_index(struct gz_check *c, struct gz_index_trouble *t, struct gz_error *err);

#endif
