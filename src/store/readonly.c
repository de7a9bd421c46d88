/*
 * readonly.c owns opening a database for reading alone: nothing is changed, and nothing is left beside the
 * file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gazet/sql.h"
#include "internal.h"

/* A URI names the file byte for byte; `immutable` keeps SQLite from making a log for a file at rest in WAL
 * mode. */
static char *make_uri(const char *path, bool immutable)
{
	struct gz_buf uri = {0};
	char *plain = gz_path_plain(path);

	gz_buf_str(&uri, GZ_STR("file:"));
	for (const char *p = plain ? plain : ""; *p; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') ||
		    strchr("/._-", *p))
			gz_buf_byte(&uri, *p);
		else
			gz_buf_printf(&uri, "%%%02x", (unsigned)(unsigned char)*p);
	}
	gz_buf_str(&uri, immutable ? GZ_STR("?immutable=1") : GZ_STR(""));
	gz_buf_byte(&uri, '\0');
	if (!plain || uri.failed) {
		gz_buf_free(&uri);
		uri.ptr = NULL;
	}
	free(plain);
	return uri.ptr;
}

/* A log beside the file has to be read; a file at rest in WAL mode has none. */
static bool is_at_rest(const char *path, bool *rest, struct gz_error *err)
{
	char *log = NULL;

	if (asprintf(&log, "%s-wal", path) < 0)
		return gz_fail_nomem(err);
	*rest = access(log, F_OK) != 0;
	free(log);
	return true;
}

bool gz_store_connect(const char *path, sqlite3 **db, struct gz_error *err)
{
	int code,
		flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
	struct gz_header header;
	bool rest = false;
	char *uri;

	*db = NULL;
	if (!gz_header_read(path, &header, err))
		return false;
	if (header.kind == GZ_HEADER_ABSENT)
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "no such database: `gazet index` makes one");
	if (header.kind == GZ_HEADER_EMPTY)
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "not a gazet database: name another file");
	if (header.wal && !is_at_rest(path, &rest, err))
		return false;
	uri = make_uri(path, rest);
	if (!uri)
		return gz_fail_nomem(err);
	code = sqlite3_open_v2(uri, db, flags, NULL);
	free(uri);
	if (code != SQLITE_OK) {
		gz_store_fail(*db, path, code, "open", err);
		sqlite3_close(*db);
		*db = NULL;
		return false;
	}
	sqlite3_busy_timeout(*db, GZ_BUSY_MS);
	sqlite3_exec(*db, "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536", NULL, NULL, NULL);
	/* Killed while the tables were made: what was begun stands in the file until a writer takes it back.
	 */
	code = sqlite3_exec(*db, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
	if (code != SQLITE_READONLY_ROLLBACK)
		return true;
	sqlite3_close(*db);
	*db = NULL;
	return gz_fail_at(err, GZ_EDB, path, 0, 0,
			  "a run was broken off: run the same command again, or `gazet db rebuild`");
}

sqlite3_stmt *gz_store_prepare(sqlite3 *db, const char *path, const char *name, struct gz_error *err)
{
	const char *sql = gz_sql_find(name);
	sqlite3_stmt *statement = NULL;
	int code = sql ? sqlite3_prepare_v2(db, sql, -1, &statement, NULL) : SQLITE_ERROR;

	if (code != SQLITE_OK)
		gz_store_fail(db, path, code, "use the database", err);
	return statement;
}
