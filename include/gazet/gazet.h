/*
 * gazet.h: the library for programs. Tags texts, writes documents into a database, and asks databases. This
 * is the one header that is installed, and what it declares is all that libgazet.so exports; docs/library.md
 * shows its use.
 *
 * Text is UTF-8. Malformed bytes and NULs are replaced by U+FFFD, one for each malformed part, and offsets
 * count what was replaced so. Offsets are code points, and bytes beside them, in the title or in the text.
 *
 * Ownership: what an ..._open or gz_ask returned belongs to the caller, who gives it to its ..._close (NULL
 * is nothing). Strings and structs that a function returns belong to the handle; how long they are valid
 * stands beside the function. Arguments are copied, unless it says that they are kept.
 *
 * Errors: a function that can fail returns NULL or false and fills *problem, which may be NULL. The message
 * says what to do. Nothing prints, nothing ends the process, and no error leaves a handle that need not be
 * closed.
 *
 * Threads: a gazetteer may be used by any number of threads at once. Every other handle is for one thread at
 * a time, several handles side by side for several; gz_db_interrupt may be called from anywhere. A writer with
 * much to write starts a thread, which no signal is delivered to, and ends it when it is closed. What was
 * opened before a fork belongs to the parent: the child neither uses nor closes it, except a gazetteer.
 *
 * Versions: as long as GAZET_VERSION_MAJOR is the same, programs that were compiled with an older gazet.h go
 * on working: functions, options, columns and members at the end of structs are added, none goes.
 */
#ifndef GAZET_GAZET_H
#define GAZET_GAZET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GAZET_VERSION_MAJOR 0
#define GAZET_VERSION_MINOR 1
#define GAZET_VERSION_PATCH 0
#define GAZET_VERSION "0.1.0"

#define GZ_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/* "0.1.0": of the library in use, which may be newer than the header. Constant. */
GZ_API const char *gz_version(void);

/* ---- problems ------------------------------------------------------------------ */

enum gz_problem_code {
	GAZET_OK = 0,
	GAZET_NO_MEMORY,
	GAZET_IO,        /* the system refused: open, read, write */
	GAZET_FORMAT,    /* malformed input, such as a row of a gazetteer */
	GAZET_LIMIT,     /* larger than a stated limit */
	GAZET_USAGE,     /* what was asked for makes no sense */
	GAZET_NOT_FOUND, /* no such entity, document, file; the message has the nearest names */
	GAZET_AMBIGUOUS, /* several entities have that name; the message lists them */
	GAZET_DATABASE,  /* not ours, newer, busy, damaged, full */
	GAZET_INTERRUPTED
};

struct gz_problem {
	enum gz_problem_code code;
	char message[1600]; /* "file:line:column: what is wrong", with the parts that are known */
};

/* ---- gazetteers ---------------------------------------------------------------- */

struct gz_gazetteer;

/* Files, folders or one compiled gazetteer, layered in this order; count 0: the installed set, which is found
 * beside the library and compiled into the user's cache folder ($GAZET_CACHE, else $XDG_CACHE_HOME/gazet,
 * else ~/.cache/gazet) when it is first used. Of several faults the first is told. */
GZ_API struct gz_gazetteer *gz_gazetteer_open(const char *const *paths, size_t count,
					      struct gz_problem *problem);
/* After what was opened with it. */
GZ_API void gz_gazetteer_close(struct gz_gazetteer *gazetteer);
/* 32 hexadecimal digits, the same for the same contents. As long as the gazetteer. */
GZ_API const char *gz_gazetteer_hash(const struct gz_gazetteer *gazetteer);
/* How many entities it has. */
GZ_API size_t gz_gazetteer_count(const struct gz_gazetteer *gazetteer);

/* A name as it is compared: small letters, no diacritics, words apart by single spaces. A string for
 * gz_free. */
GZ_API char *gz_fold(const char *text, size_t length, struct gz_problem *problem);
GZ_API void gz_free(void *memory);

/* ---- documents ----------------------------------------------------------------- */

struct gz_document {
	size_t size;        /* sizeof(struct gz_document), so that members can be added */
	const char *title;  /* any of these may be NULL */
	const char *text;
	size_t title_length, text_length; /* bytes; 0: up to the NUL */
	const char *date;   /* "2017-07-07", "2017-07", "7 July 2017", ...: who has an office depends on it */
	const char *id;     /* NULL: a hash of title, date and text */
	const char *source; /* NULL: "library". A document is known by source and id */
	const char *url, *lang;
};

/* A document that has only a text, to be filled further. */
static inline struct gz_document gz_document_of(const char *text)
{
	struct gz_document document = {sizeof(struct gz_document), NULL, text, 0, 0, NULL, NULL, NULL, NULL,
				       NULL};

	return document;
}

/* ---- tagging ------------------------------------------------------------------- */

/* Options, here and below, are names and values in turn, NULL at the end; NULL alone: none. */

struct gz_annotator;

/* Keeps `gazetteer`. Options: "no-follow-ups" "1": `the summit` is no mention of a summit named before;
 * "keep-boilerplate" "1": datelines, credits and the like are tagged as any text. */
GZ_API struct gz_annotator *gz_annotator_open(const struct gz_gazetteer *gazetteer,
					      const char *const *options, struct gz_problem *problem);
GZ_API void gz_annotator_close(struct gz_annotator *annotator);

/* A mention. Strings are never NULL, but may be empty. */
struct gz_mark {
	const char *field;           /* "title" or "text" */
	uint32_t start, end;         /* code points in the field, `end` behind the last one */
	uint32_t byte_start, byte_end;
	const char *text;            /* as written in the document */
	const char *entity;          /* id: "person/angela-merkel" */
	const char *name;            /* of the entity: "Angela Merkel" */
	const char *type;            /* person, country, org, place or event */
	const char *via;             /* how the words led to it: name, alias, surname, office, ... */
	const char *series;          /* id of the series that it is an edition of */
	const char *country;         /* id of the country that it belongs to */
	double score;                /* 0 to 1 */
	bool nested;                 /* a country or place inside a longer name */
};

/* Tags a document, whose id, source, url and lang do not matter. */
GZ_API bool gz_annotator_tag(struct gz_annotator *annotator, const struct gz_document *document,
			     struct gz_problem *problem);
/* The next mention, by field, start, the longest first; NULL behind the last one (or where memory ran out:
 * gz_annotator_count tells how many there are). Valid until the next document. */
GZ_API const struct gz_mark *gz_annotator_next(struct gz_annotator *annotator);
GZ_API size_t gz_annotator_count(const struct gz_annotator *annotator);
/* A pattern rule that took too long in the document and was given up there, while all else was found, as
 * "file:line: the rule of event/x"; the n-th in the order of files and lines, NULL behind the last one (or
 * where memory ran out). Valid until the next document. */
GZ_API const char *gz_annotator_given_up(struct gz_annotator *annotator, size_t n);
/* What byte offsets are in: the title (field "title") or the text as tagged. Valid until the next
 * document. */
GZ_API const char *gz_annotator_field(const struct gz_annotator *annotator, const char *field,
				      size_t *length);

/* ---- writing a database ---------------------------------------------------------- */

struct gz_writer;

/* Makes the database where there is none; one writer at a time, others wait ten seconds. Keeps `gazetteer`.
 * Options as for tagging. */
GZ_API struct gz_writer *gz_writer_open(const char *path, const struct gz_gazetteer *gazetteer,
					const char *const *options, struct gz_problem *problem);

enum gz_outcome { GAZET_ADDED = 0, GAZET_UNCHANGED, GAZET_REPLACED };

/* Tags and stores a document. One of the same source and id is replaced, or left as it is where nothing
 * changed. `outcome` may be NULL. After a failure only gz_writer_close and gz_writer_discard make sense. */
GZ_API bool gz_writer_add(struct gz_writer *writer, const struct gz_document *document,
			  enum gz_outcome *outcome, struct gz_problem *problem);
/* As gz_annotator_given_up, of the document that was added last. */
GZ_API const char *gz_writer_given_up(struct gz_writer *writer, size_t n);
/* What was added is safe from here on, and seen by who asks. Without it that happens every 8,192 documents or
 * 64 MB of text, and at the end. */
GZ_API bool gz_writer_commit(struct gz_writer *writer, struct gz_problem *problem);
/* Commits, brings the index up to date, makes the database one file again. The handle is gone in any case. */
GZ_API bool gz_writer_close(struct gz_writer *writer, struct gz_problem *problem);
/* Instead of it: what was not committed is forgotten. */
GZ_API void gz_writer_discard(struct gz_writer *writer);

/* ---- asking ---------------------------------------------------------------------- */

struct gz_db;

/* Opens read-only, and leaves nothing beside the file. */
GZ_API struct gz_db *gz_db_open(const char *path, struct gz_problem *problem);
GZ_API void gz_db_close(struct gz_db *db);
/* The question that runs ends soon with GAZET_INTERRUPTED; none: nothing. From any thread, also a signal
 * handler. */
GZ_API void gz_db_interrupt(struct gz_db *db);

/* Names of the questions, NULL at the end. Constant. */
GZ_API const char *const *gz_questions(void);

/*
 * Asks a question, which are the commands of the program with the same columns (docs/output.md):
 *
 *   entities   what is in the database; "pattern": words of a name, an id or a selector
 *   cooc       what occurs together with all entities
 *   timeline   documents per "by" (day, week, month, year), a series for each entity; "all" "1": for all
 *              together
 *   kwic       the words around each mention of the first entity, where the others are too; "width": code
 *              points
 *   docs       the documents with all entities
 *   diff       what the documents with all entities mention more, and less, "from" to "to" than "vs-from" to
 *              "vs-to" (else as long a time before); "from" is needed
 *   bursts     times of unusual attention to each entity, else to any; "by": day or week
 *   path       the strongest chain from the first of two entities to the second, in at most "steps", over
 *              entities of "via-type" only
 *
 * Options are those of the commands, without the hyphens in front:
 *
 *   entity          an id, a name that one entity has, or a selector such as type:person+country:ru
 *                   (docs/asking.md), which any of the entities that it chooses satisfies; repeated: all of
 *                   them
 *   any             repeated: any of them, as one entity more, in the place of the first of them
 *   not             documents that do not mention it; repeated: nor that
 *   from, to        YYYY, YYYY-MM or YYYY-MM-DD; the whole period counts
 *   source          repeated: any of them
 *   type, via-type  repeated, or a,b
 *   window          tokens, or sentence
 *   min-docs        no rows of fewer documents
 *   unique          "1": of near-duplicates only the first one
 *   sort            a column, -column
 *   limit, offset   0: none
 *
 * All questions but path take any and sort; entities takes no entity, but counts in the documents of any and
 * not. An option that the question has no use for is refused.
 */
struct gz_rows;

/* All rows, held in memory: some 100 bytes and its text for each; "limit" bounds it, gz_ask_each needs no
 * memory. */
GZ_API struct gz_rows *gz_ask(struct gz_db *db, const char *question, const char *const *options,
			      struct gz_problem *problem);
/* Gives each row in turn to `take`; false from it ends the answer early, with success. `row` is only for the
 * functions below that read columns, and not to be closed; meanwhile nothing else may be asked of `db`. */
GZ_API bool gz_ask_each(struct gz_db *db, const char *question, const char *const *options,
			bool (*take)(void *self, const struct gz_rows *row), void *self,
			struct gz_problem *problem);

/* Goes to the next row, at first to the first one; false behind the last one. */
GZ_API bool gz_rows_next(struct gz_rows *rows);
GZ_API void gz_rows_close(struct gz_rows *rows);
/* How many rows there are in all. */
GZ_API uint64_t gz_rows_count(const struct gz_rows *rows);
/* Of a timeline and of bursts, from gz_ask: documents without a date that fits, which are in no period. */
GZ_API uint64_t gz_rows_undated(const struct gz_rows *rows);
/* Of a path, from gz_ask: the search was given up after many entities, and there may be a stronger one. */
GZ_API bool gz_rows_given_up(const struct gz_rows *rows);
/* Of a diff: how many documents with all entities the period has, or the `other` one, which shares are of;
 * and its first and last day ("" where it is open). Of other questions 0. */
GZ_API uint64_t gz_rows_compared(const struct gz_rows *rows, bool other, char from[16], char to[16]);

/* Columns are numbered from 0. As long as the rows; NULL where there is no such column. */
GZ_API size_t gz_rows_columns(const struct gz_rows *rows);
GZ_API const char *gz_rows_name(const struct gz_rows *rows, size_t column);
/* The number of the column of a name; gz_rows_columns where there is none. */
GZ_API size_t gz_rows_column(const struct gz_rows *rows, const char *name);

enum gz_kind { GAZET_NULL = 0, GAZET_INT, GAZET_REAL, GAZET_TEXT };

/* Of the row that gz_rows_next went to. GAZET_NULL where there is none, and where the value is not known. */
GZ_API enum gz_kind gz_rows_kind(const struct gz_rows *rows, size_t column);
/* 0 for what is no number, and "" for what is no text. The text is valid until the next row; it holds no NUL
 * but the one at its end. */
GZ_API int64_t gz_rows_int(const struct gz_rows *rows, size_t column);
GZ_API double gz_rows_real(const struct gz_rows *rows, size_t column);
GZ_API const char *gz_rows_text(const struct gz_rows *rows, size_t column);

#ifdef __cplusplus
}
#endif

#endif
