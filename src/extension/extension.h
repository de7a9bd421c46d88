/* extension.h: what the functions and tables of a connection share. */
#ifndef GAZET_EXTENSION_H
#define GAZET_EXTENSION_H

#include <sqlite3ext.h>

#include "gazet/gazet.h"

/* Of one connection of the host; lives until the last of its functions and tables has gone. */
struct session {
	sqlite3 *host;
	unsigned users;
	char *path; /* of `db`; sqlite3_malloc's */
	struct gz_db *db;
	struct gz_gazetteer *gazetteer;
	struct gz_annotator *annotator;
};
void session_drop(void *session);

/* The connection's main database, opened a second time to be asked. NULL: *message (sqlite3_free it) says
 * why. */
struct gz_db *session_database(struct session *s, char **message);
/* By the gazetteer that was chosen, else the installed set. As above. */
struct gz_annotator *session_annotator(struct session *s, char **message);
/* Takes another gazetteer; NULL: the one in use, or the installed set. Its hash; NULL: as above. */
const char *session_gazetteer(struct session *s, const char *path, char **message);

/* ---- table.c: table-valued functions ----------------------------------------------- */

/* The arguments are hidden columns behind the visible ones. */
#define TABLE_MOST_COLUMNS    16
#define TABLE_MOST_PARAMETERS 16

struct table;
struct cursor {
	sqlite3_vtab_cursor base;
	sqlite3_int64 row; /* from 1 on */
	bool end;
	sqlite3_value *argument[TABLE_MOST_PARAMETERS]; /* copies; NULL: not given */
	sqlite3_int64 most;				/* rows that are read; 0: maybe all */
	struct gz_rows *rows;				/* of questions */
	size_t column[TABLE_MOST_COLUMNS];		/* of the rows, by visible column */
	struct mark *marks;				/* of gazet_tag */
	size_t mark_count;
};

/* How a table gets its rows. Functions that fail set *message (sqlite3_malloc's, or NULL: memory ran out). */
struct kind {
	const char *name;				   /* "gazet_cooc" */
	const char *columns[TABLE_MOST_COLUMNS + 1];	   /* as declared: "docs INTEGER" */
	const char *parameters[TABLE_MOST_PARAMETERS + 1]; /* names of hidden columns */
	/* What `start` makes of them: names of options, of questions. */
	const char *options[TABLE_MOST_PARAMETERS + 1];
	const char *question;
	bool needed;	     /* there is no answer without the first argument */
	const char *instead; /* of it, this one will do; NULL: none */
	bool (*start)(struct session *s, const struct kind *kind, struct cursor *c, char **message);
	/* To the next row, at first the first one; false behind the last one. */
	bool (*next)(struct cursor *c);
	void (*column)(const struct cursor *c, unsigned column, sqlite3_context *out);
	void (*stop)(struct cursor *c);
};
/* Number of a parameter; of `parameters` where there is none such. */
unsigned table_parameter(const struct kind *kind, const char *name);
/* Offers it to the connection; `session` gains a user. A code of SQLite. */
int table_create(struct session *session, const struct kind *kind);

/* NULL behind the last one. */
const struct kind *question_kind(size_t index);
extern const struct kind tag_kind;

#endif
