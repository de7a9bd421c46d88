/*
 * host.c: the functions of SQLite, given on to the SQLite of the program that has loaded the extension.
 *
 * The stages call sqlite3_step and its like. In the program and in libgazet they are those of a library; here
 * they are these, which nobody outside sees. So there is no second SQLite in the process: the second
 * connection, on which questions are asked, is opened by the same code as the first, shares its knowledge of
 * locks (two copies of SQLite on one file would drop each other's), and it does not matter whether that code
 * stands in a library, in Python's module or in the sqlite3 program itself. The linker says it when a stage
 * calls a function that is missing here.
 */
#include <stdarg.h>

#define SQLITE_CORE 1 /* the names are those of functions, and no macros */
#include <sqlite3ext.h>

/* Of extension.c, which the host has set. */
extern const sqlite3_api_routines *sqlite3_api;

int sqlite3_open_v2(const char *path, sqlite3 **db, int flags, const char *vfs)
{
	return sqlite3_api->open_v2(path, db, flags, vfs);
}

int sqlite3_close(sqlite3 *db)
{
	return sqlite3_api->close(db);
}

int sqlite3_busy_timeout(sqlite3 *db, int milliseconds)
{
	return sqlite3_api->busy_timeout(db, milliseconds);
}

/* The only kind of it that is used here: a switch and where its state goes, which may be NULL. */
int sqlite3_db_config(sqlite3 *db, int op, ...)
{
	va_list rest;
	int on, *state;

	va_start(rest, op);
	on = va_arg(rest, int);
	state = va_arg(rest, int *);
	va_end(rest);
	return sqlite3_api->db_config(db, op, on, state);
}

int sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **), void *self,
		 char **message)
{
	return sqlite3_api->exec(db, sql, row, self, message);
}

int sqlite3_errcode(sqlite3 *db)
{
	return sqlite3_api->errcode(db);
}

int sqlite3_extended_errcode(sqlite3 *db)
{
	return sqlite3_api->extended_errcode(db);
}

const char *sqlite3_errmsg(sqlite3 *db)
{
	return sqlite3_api->errmsg(db);
}

int sqlite3_file_control(sqlite3 *db, const char *schema, int what, void *value)
{
	return sqlite3_api->file_control(db, schema, what, value);
}

int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int length, sqlite3_stmt **stmt, const char **tail)
{
	return sqlite3_api->prepare_v2(db, sql, length, stmt, tail);
}

int sqlite3_step(sqlite3_stmt *stmt)
{
	return sqlite3_api->step(stmt);
}

int sqlite3_reset(sqlite3_stmt *stmt)
{
	return sqlite3_api->reset(stmt);
}

int sqlite3_finalize(sqlite3_stmt *stmt)
{
	return sqlite3_api->finalize(stmt);
}

int sqlite3_bind_parameter_count(sqlite3_stmt *stmt)
{
	return sqlite3_api->bind_parameter_count(stmt);
}

int sqlite3_bind_int(sqlite3_stmt *stmt, int index, int value)
{
	return sqlite3_api->bind_int(stmt, index, value);
}

int sqlite3_bind_int64(sqlite3_stmt *stmt, int index, sqlite3_int64 value)
{
	return sqlite3_api->bind_int64(stmt, index, value);
}

int sqlite3_bind_text64(sqlite3_stmt *stmt, int index, const char *text, sqlite3_uint64 length,
			void (*destroy)(void *), unsigned char encoding)
{
	return sqlite3_api->bind_text64(stmt, index, text, length, destroy, encoding);
}

const void *sqlite3_column_blob(sqlite3_stmt *stmt, int column)
{
	return sqlite3_api->column_blob(stmt, column);
}

int sqlite3_column_bytes(sqlite3_stmt *stmt, int column)
{
	return sqlite3_api->column_bytes(stmt, column);
}

int sqlite3_column_int(sqlite3_stmt *stmt, int column)
{
	return sqlite3_api->column_int(stmt, column);
}

sqlite3_int64 sqlite3_column_int64(sqlite3_stmt *stmt, int column)
{
	return sqlite3_api->column_int64(stmt, column);
}

double sqlite3_column_double(sqlite3_stmt *stmt, int column)
{
	return sqlite3_api->column_double(stmt, column);
}

const unsigned char *sqlite3_column_text(sqlite3_stmt *stmt, int column)
{
	return sqlite3_api->column_text(stmt, column);
}

int sqlite3_column_type(sqlite3_stmt *stmt, int column)
{
	return sqlite3_api->column_type(stmt, column);
}

int sqlite3_clear_bindings(sqlite3_stmt *stmt)
{
	return sqlite3_api->clear_bindings(stmt);
}

int sqlite3_bind_text(sqlite3_stmt *stmt, int index, const char *text, int length, void (*destroy)(void *))
{
	return sqlite3_api->bind_text(stmt, index, text, length, destroy);
}

int sqlite3_bind_double(sqlite3_stmt *stmt, int index, double value)
{
	return sqlite3_api->bind_double(stmt, index, value);
}

int sqlite3_bind_null(sqlite3_stmt *stmt, int index)
{
	return sqlite3_api->bind_null(stmt, index);
}

int sqlite3_bind_blob(sqlite3_stmt *stmt, int index, const void *blob, int length, void (*destroy)(void *))
{
	return sqlite3_api->bind_blob(stmt, index, blob, length, destroy);
}

int sqlite3_limit(sqlite3 *db, int id, int value)
{
	return sqlite3_api->limit(db, id, value);
}

const char *sqlite3_errstr(int code)
{
	return sqlite3_api->errstr(code);
}

void sqlite3_free(void *memory)
{
	sqlite3_api->free(memory);
}
