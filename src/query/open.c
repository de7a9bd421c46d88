/*
 * open.c: the connection. Opens a database read-only and makes sure that it is one of ours in this
 * schema; prepares the embedded statements, keeps each question in one read transaction, and turns what
 * SQLite says into errors that tell what to do.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gazet/sql.h"
#include "internal.h"

#define BUSY_MILLISECONDS 10000

bool gz_query_damaged(struct gz_query *q, struct gz_error *err)
{
	return gz_fail_at(err, GZ_EDB, q->path, 0, 0,
			  "the index is damaged: see `gazet db check`; `gazet db rebuild` makes it again");
}

bool gz_query_fail(struct gz_query *q, struct gz_error *err)
{
	switch (sqlite3_errcode(q->db) & 0xff) {
	case SQLITE_NOMEM: return gz_fail_nomem(err);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return gz_fail_at(
			err, GZ_EDB, q->path, 0, 0,
			"busy: another process is changing the database; ask again when it is done");
	case SQLITE_NOTADB:
		return gz_fail_at(err, GZ_EDB, q->path, 0, 0, "not a gazet database: name another file");
	case SQLITE_CORRUPT:
		return gz_fail_at(err, GZ_EDB, q->path, 0, 0,
				  "the database is damaged (%s): see `gazet db check`",
				  sqlite3_errmsg(q->db));
	case SQLITE_IOERR:
		return gz_fail_at(err, GZ_EIO, q->path, 0, 0, "cannot read: %s", sqlite3_errmsg(q->db));
	default: return gz_fail_at(err, GZ_EDB, q->path, 0, 0, "%s", sqlite3_errmsg(q->db));
	}
}

bool gz_query_prepare(struct gz_query *q, const char *name, sqlite3_stmt **out, struct gz_error *err)
{
	char key[64];
	const char *sql;

	snprintf(key, sizeof(key), "queries/query_%s", name);
	sql = gz_sql_find(key);
	if (sql == NULL)
		return gz_fail(err, GZ_EDB, "there is no statement %s in this program", key);
	if (sqlite3_prepare_v2(q->db, sql, -1, out, NULL) != SQLITE_OK)
		return gz_query_fail(q, err);
	return true;
}

bool gz_query_step(struct gz_query *q, sqlite3_stmt *stmt, bool *row, struct gz_error *err)
{
	int status = sqlite3_step(stmt);

	*row = status == SQLITE_ROW;
	return status == SQLITE_ROW || status == SQLITE_DONE || gz_query_fail(q, err);
}

bool gz_query_bind_text(struct gz_query *q, sqlite3_stmt *stmt, int index, struct gz_str text,
			struct gz_error *err)
{
	if (sqlite3_bind_text64(stmt, index, text.ptr != NULL ? text.ptr : "", text.len, SQLITE_TRANSIENT,
				SQLITE_UTF8) != SQLITE_OK)
		return gz_query_fail(q, err);
	return true;
}

struct gz_str gz_query_text(sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	return text == NULL ? GZ_STR("") : gz_str_of(text, (size_t)sqlite3_column_bytes(stmt, column));
}

struct gz_str gz_query_blob(sqlite3_stmt *stmt, int column)
{
	const char *blob = sqlite3_column_blob(stmt, column);

	return blob == NULL ? GZ_STR("") : gz_str_of(blob, (size_t)sqlite3_column_bytes(stmt, column));
}

bool gz_query_begin(struct gz_query *q, struct gz_error *err)
{
	if (sqlite3_exec(q->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
		return gz_query_fail(q, err);
	return true;
}

void gz_query_finish(struct gz_query *q)
{
	gz_left_out_forget(q);
	/* Nothing was written, so that whichever way it ends is as good; what matters is that it ends. */
	if (sqlite3_exec(q->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		sqlite3_exec(q->db, "ROLLBACK", NULL, NULL, NULL);
}

/* Runs a PRAGMA that gives one number. */
static bool read_pragma(struct gz_query *q, const char *pragma, int64_t *value, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok;

	if (sqlite3_prepare_v2(q->db, pragma, -1, &stmt, NULL) != SQLITE_OK)
		return gz_query_fail(q, err);
	ok = gz_query_step(q, stmt, &row, err);
	if (ok)
		*value = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	return ok;
}

static bool check_schema(struct gz_query *q, struct gz_error *err)
{
	int64_t application = 0, version = 0, truth, derived;

	if (!read_pragma(q, "PRAGMA application_id", &application, err) ||
	    !read_pragma(q, "PRAGMA user_version", &version, err))
		return false;
	if (application != GZ_APPLICATION_ID)
		return gz_fail_at(err, GZ_EDB, q->path, 0, 0, "not a gazet database: name another file");
	truth = version / 1000;
	derived = version % 1000;
	if (truth > GZ_SCHEMA_TRUTH || (truth == GZ_SCHEMA_TRUTH && derived > GZ_SCHEMA_DERIVED))
		return gz_fail_at(err, GZ_EDB, q->path, 0, 0,
				  "made by a newer gazet (schema %lld.%lld, not %d.%d): update gazet",
				  (long long)truth, (long long)derived, GZ_SCHEMA_TRUTH, GZ_SCHEMA_DERIVED);
	if (truth != GZ_SCHEMA_TRUTH || derived != GZ_SCHEMA_DERIVED)
		return gz_fail_at(
			err, GZ_EDB, q->path, 0, 0,
			"made by an older gazet (schema %lld.%lld, not %d.%d): run `gazet db rebuild`",
			(long long)truth, (long long)derived, GZ_SCHEMA_TRUTH, GZ_SCHEMA_DERIVED);
	return true;
}

/* Says the plain cases in plain words before SQLite sees the path. */
static bool check_path(const char *path, struct gz_error *err)
{
	struct stat info;

	if (stat(path, &info) != 0) {
		if (errno == ENOENT)
			return gz_fail_at(err, GZ_ENOTFOUND, path, 0, 0,
					  "no such database: `gazet index` makes one");
		return gz_fail_at(err, GZ_EIO, path, 0, 0, "%s", strerror(errno));
	}
	if (!S_ISREG(info.st_mode))
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "not a gazet database: not a regular file");
	return true;
}

/* Opens `name`, with more flags than those of every connection. */
static bool connect_to(struct gz_query *q, const char *name, int flags, struct gz_error *err)
{
	if (sqlite3_open_v2(name, &q->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | flags, NULL) !=
	    SQLITE_OK)
		return q->db == NULL ? gz_fail_nomem(err) : gz_query_fail(q, err);
	sqlite3_busy_timeout(q->db, BUSY_MILLISECONDS);
	sqlite3_db_config(q->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	/* KiB, two dozen pages. Most pages are read once: more memory would only have to be given by the
	 * system. */
	sqlite3_exec(q->db, "PRAGMA cache_size = -1536", NULL, NULL, NULL);
	return true;
}

/* "file:" with everything escaped that a URI gives a meaning to. */
static bool make_uri(struct gz_buf *out, const char *path)
{
	gz_buf_str(out, GZ_STR("file:"));
	for (const char *c = path; *c != '\0'; c++) {
		if (*c == '%' || *c == '?' || *c == '#')
			gz_buf_printf(out, "%%%02X", (unsigned)(unsigned char)*c);
		else
			gz_buf_byte(out, *c);
	}
	gz_buf_str(out, GZ_STR("?immutable=1"));
	return gz_buf_byte(out, '\0');
}

/* A database in WAL mode cannot be opened in a folder where SQLite may not make its -shm file. Without a
 * -wal file nothing is missing from the database itself, so it may be read as it lies there. */
static bool open_immutable(struct gz_query *q, struct gz_error *err)
{
	struct gz_buf uri = {0};
	struct stat info;
	bool ok = false, wal;

	if (!gz_buf_printf(&uri, "%s-wal", q->path)) {
		gz_fail_nomem(err);
		goto out;
	}
	wal = stat(uri.ptr, &info) == 0 && info.st_size > 0;
	gz_buf_clear(&uri);
	if (wal) {
		gz_fail_at(err, GZ_EDB, q->path, 0, 0,
			   "its -wal file cannot be read in a folder without write permission: copy both to "
			   "another folder");
		goto out;
	}
	if (!make_uri(&uri, q->path)) {
		gz_fail_nomem(err);
		goto out;
	}
	sqlite3_close(q->db);
	q->db = NULL;
	ok = connect_to(q, uri.ptr, SQLITE_OPEN_URI, err) && check_schema(q, err);
out:
	gz_buf_free(&uri);
	return ok;
}

static bool open_database(struct gz_query *q, struct gz_error *err)
{
	int status;

	if (!connect_to(q, q->path, 0, err))
		return false;
	if (check_schema(q, err))
		return true;
	status = sqlite3_extended_errcode(q->db);
	if (status == SQLITE_READONLY_ROLLBACK)
		return gz_fail_at(err, GZ_EDB, q->path, 0, 0,
				  "a run was broken off: run the same command again, or `gazet db rebuild`");
	status &= 0xff;
	if (status == SQLITE_CANTOPEN || status == SQLITE_READONLY)
		return open_immutable(q, err);
	return false;
}

bool gz_query_open(const char *path, struct gz_query **out, struct gz_error *err)
{
	struct gz_query *q;

	*out = NULL;
	if (!check_path(path, err))
		return false;
	q = calloc(1, sizeof(*q));
	if (q == NULL)
		return gz_fail_nomem(err);
	q->path = strdup(path);
	if (q->path == NULL) {
		gz_fail_nomem(err);
		goto out;
	}
	if (!open_database(q, err))
		goto out;
	*out = q;
	return true;
out:
	gz_query_close(q);
	return false;
}

/* The empty log that SQLite makes for a reader of a file at rest in WAL mode goes with the last connection
 * that may write: one that closes at once. Whether another process is at work SQLite itself sees. */
static void remove_empty_log(const char *path)
{
	struct gz_buf log = {0};
	sqlite3 *db = NULL;
	struct stat info;

	if (gz_buf_printf(&log, "%s-wal", path) && gz_buf_byte(&log, '\0') && stat(log.ptr, &info) == 0 &&
	    info.st_size == 0 &&
	    sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
		sqlite3_exec(db, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
	sqlite3_close(db);
	gz_buf_free(&log);
}

void gz_query_close(struct gz_query *q)
{
	if (q == NULL)
		return;
	gz_left_out_forget(q);
	sqlite3_close(q->db);
	if (q->path != NULL && q->db != NULL)
		remove_empty_log(q->path);
	free(q->path);
	free(q);
}
