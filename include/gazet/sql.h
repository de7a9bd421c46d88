/*
 * sql.h: the SQL of schema/, embedded at build time. The file schema/queries/docs.sql is found under
 * the name "queries/docs", schema/core.sql under "core". Also what the writer stamps a database with and a
 * reader checks, and how great the numbers of its rows may be.
 */
#ifndef GAZET_SQL_H
#define GAZET_SQL_H

#include <stdbool.h>
#include <stdint.h>

#define GZ_APPLICATION_ID 0x677a6574 /* "gzet" */
/* user_version = truth * 1000 + derived. Truth is migrated step by step, derived is rebuilt. */
#define GZ_SCHEMA_TRUTH	  3
#define GZ_SCHEMA_DERIVED 3

struct gz_sql {
	const char *name;
	const char *text;
};

/* Ends with a row of two NULLs. Sorted by name. */
extern const struct gz_sql gz_sql_all[];

/* NULL if there is none of that name (a mistake that the tests catch). */
const char *gz_sql_find(const char *name);

/* Rows are numbered one after the other, and what is known of them stands in arrays by their numbers. Greater ones
 * than this are no gazet's, and would ask for gigabytes: the bytes of the file, or 16 million where it is smaller, for
 * rows may come and go without end. */
struct sqlite3;
int64_t gz_sql_numbers(struct sqlite3 *db);

/* Is there a gazet database of this name, which is not to be written over? Asked without letting go of the locks that
 * this process has on it. */
bool gz_sql_is_database(const char *path);

#endif
