/*
 * statement.c owns how the store talks to SQLite: its prepared statements, binding and reading values,
 * the open transaction, and the turning of SQLite's errors into ours.
 */
#include <stdio.h>
#include <string.h>

#include "gazet/sql.h"
#include "internal.h"

#define NAME(name, file) "queries/store_" file,
static const char *const names[GZ_STATEMENTS] = {GZ_STORE_STATEMENTS(NAME)};

/* SQLite's words for it. Of the thirty ways in which input and output fail they are the same: its code tells
 * which. */
static const char *words_of(sqlite3 *db, int code, char *out, size_t size)
{
	if (db == NULL)
		return sqlite3_errstr(code);
	if ((code & 0xff) != SQLITE_IOERR)
		return sqlite3_errmsg(db);
	snprintf(out, size, "%s (SQLite's code %d)", sqlite3_errmsg(db), sqlite3_extended_errcode(db));
	return out;
}

bool gz_store_fail(sqlite3 *db, const char *path, int code, const char *doing, struct gz_error *err)
{
	int system_error = db ? sqlite3_system_errno(db) : 0;
	bool refused = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_IOERR;
	/* The database itself is open: what could not be opened is a file beside it, or a temporary one. */
	bool beside = ((code & 0xff) == SQLITE_CANTOPEN && strcmp(doing, "open") != 0) ||
		      code == SQLITE_READONLY_DIRECTORY;
	char words[GZ_MESSAGE_MAX];

	switch (code & 0xff) {
	case SQLITE_NOMEM: return gz_fail_nomem(err);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return gz_fail(
			err, GZ_EDB,
			"another process is writing to %s: run the same command again when it is done; "
			"what was committed is kept",
			path);
	case SQLITE_FULL:
		return gz_fail_at(err, GZ_EDB, path, 0, 0,
				  "cannot %s: the disk is full, here or where temporary files go (TMPDIR)",
				  doing);
	case SQLITE_NOTADB: return gz_fail_at(err, GZ_EDB, path, 0, 0, "not a gazet database");
	default:
		return gz_fail_at(
			err, GZ_EDB, path, 0, 0, "cannot %s: %s%s%s", doing,
			beside ? "no file can be made beside it, or where temporary ones go (TMPDIR)"
			       : words_of(db, code, words, sizeof(words)),
			refused && system_error ? ": " : "",
			refused && system_error ? strerror(system_error) : "");
	}
}

sqlite3_stmt *gz_store_statement(struct gz_store *s, enum gz_statement which, struct gz_error *err)
{
	sqlite3_stmt **slot = &s->statement[which];
	const char *sql;
	int code;

	if (*slot) {
		sqlite3_reset(*slot);
		sqlite3_clear_bindings(*slot);
		return *slot;
	}
	sql = gz_sql_find(names[which]);
	if (!sql) {
		gz_fail(err, GZ_EDB, "no statement %s", names[which]);
		return NULL;
	}
	code = sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, slot, NULL);
	if (code != SQLITE_OK) {
		gz_store_fail(s->db, s->path, code, "use the database", err);
		return NULL;
	}
	return *slot;
}

bool gz_store_run(struct gz_store *s, sqlite3_stmt *statement, const char *doing, struct gz_error *err)
{
	int code = sqlite3_step(statement);

	if (code != SQLITE_DONE && code != SQLITE_ROW) {
		gz_store_fail(s->db, s->path, code, doing, err);
		sqlite3_reset(statement);
		return false;
	}
	sqlite3_reset(statement);
	return true;
}

bool gz_store_number(struct gz_store *s, sqlite3_stmt *statement, int64_t *value, struct gz_error *err)
{
	int code = sqlite3_step(statement);

	*value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	if (code != SQLITE_DONE && code != SQLITE_ROW)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(statement);
	return code == SQLITE_DONE || code == SQLITE_ROW;
}

bool gz_store_last(struct gz_store *s, enum gz_statement which, const char *what, int64_t *last,
		   struct gz_error *err)
{
	sqlite3_stmt *statement = gz_store_statement(s, which, err);

	if (!statement || !gz_store_number(s, statement, last, err))
		return false;
	return (*last >= 0 && *last <= gz_sql_numbers(s->db)) ||
	       gz_fail_at(err, GZ_EDB, s->path, 0, 0,
			  "damaged: no %s has the number %lld: `gazet db check` says more", what,
			  (long long)*last);
}

bool gz_store_ask(struct gz_store *s, const char *sql, int64_t *value, struct gz_error *err)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL);
	bool done;

	if (code != SQLITE_OK)
		return gz_store_fail(s->db, s->path, code, "read", err);
	done = gz_store_number(s, statement, value, err);
	sqlite3_finalize(statement);
	return done;
}

bool gz_store_exec(struct gz_store *s, const char *sql, const char *doing, struct gz_error *err)
{
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK || gz_store_fail(s->db, s->path, code, doing, err);
}

bool gz_store_exec_alone(struct gz_store *s, const char *sql, const char *doing, struct gz_error *err)
{
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
		return gz_fail(err, GZ_EDB,
			       "another process is reading or writing %s: run the same command again when it "
			       "is done; "
			       "what was committed is kept",
			       s->path);
	return code == SQLITE_OK || gz_store_fail(s->db, s->path, code, doing, err);
}

void gz_store_bind_text(sqlite3_stmt *statement, int at, struct gz_str text)
{
	sqlite3_bind_text64(statement, at, text.ptr ? text.ptr : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

void gz_store_bind_day(sqlite3_stmt *statement, int at, int32_t day)
{
	if (day != GZ_NO_DAY)
		sqlite3_bind_int64(statement, at, day);
}

struct gz_str gz_store_blob(sqlite3_stmt *statement, int at)
{
	const char *bytes = sqlite3_column_blob(statement, at);
	size_t len = (size_t)sqlite3_column_bytes(statement, at);

	if (!bytes && sqlite3_column_type(statement, at) != SQLITE_NULL)
		bytes = "";
	return gz_str_of(bytes, bytes ? len : 0);
}

bool gz_store_stamp(struct gz_store *s, struct gz_error *err)
{
	char sql[128];

	/* A pragma takes no bound value. */
	snprintf(sql, sizeof(sql), "PRAGMA application_id = %d; PRAGMA user_version = %d", GZ_APPLICATION_ID,
		 GZ_SCHEMA_TRUTH * 1000 + GZ_SCHEMA_DERIVED);
	return gz_store_exec(s, sql, "write", err);
}

bool gz_store_lock(struct gz_store *s, struct gz_error *err)
{
	if (s->in_batch)
		return true;
	if (!gz_store_exec(s, "BEGIN IMMEDIATE", "write", err))
		return false;
	s->in_batch = true;
	return true;
}

bool gz_store_unlock(struct gz_store *s, struct gz_error *err)
{
	if (!gz_store_exec_alone(s, "COMMIT", "commit", err))
		return gz_store_abort(s);
	s->in_batch = false;
	return true;
}

bool gz_store_abort(struct gz_store *s)
{
	for (size_t i = 0; i < GZ_STATEMENTS; i++)
		sqlite3_reset(s->statement[i]);
	/* Some errors have rolled back already. */
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	s->in_batch = false;
	s->broken = true;
	s->rows.len = 0;
	return false;
}

bool gz_store_usable(const struct gz_store *s, struct gz_error *err)
{
	return !s->broken ||
	       gz_fail_at(err, GZ_EDB, s->path, 0, 0, "an earlier write failed; nothing more is written");
}
