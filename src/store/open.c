/*
 * open.c owns the life of the handle: opening or making the file, the settings of the connection, what is
 * known of the database's state, and the return to one file at rest.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gazet/sql.h"
#include "internal.h"

/* Pages that were written are used again for others, and so is the log: new memory, and new room in a file,
 * cost more than writing. A batch of documents fills a third of this. */
#define SETTINGS                                                                                             \
	"PRAGMA page_size = 65536; PRAGMA cache_size = -24576; PRAGMA foreign_keys = OFF;"                   \
	"PRAGMA secure_delete = FAST; PRAGMA trusted_schema = OFF"
#define LOG_SETTINGS "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"

/* Readers may be slow: at close they are waited for a little only. */
#define CLOSE_BUSY_MS 1000

/* The ways of finding, by name; a database of an earlier version may lack the newest ones. */
static bool fill_vias(struct gz_store *s, struct gz_error *err)
{
	for (int i = 0; i < GZ_VIAS; i++) {
		sqlite3_stmt *via = gz_store_statement(s, GZ_SQL_VIA_INSERT, err);

		if (!via)
			return false;
		sqlite3_bind_int(via, 1, i);
		sqlite3_bind_text(via, 2, gz_via_name((enum gz_via)i), -1, SQLITE_STATIC);
		if (!gz_store_run(s, via, "make the tables", err))
			return false;
	}
	return true;
}

static bool create_tables(struct gz_store *s, struct gz_error *err)
{
	return gz_store_exec(s, gz_sql_find("core"), "make the tables", err) &&
	       gz_store_exec(s, gz_sql_find("derived"), "make the tables", err) && fill_vias(s, err) &&
	       gz_clusters_create(s, err) && gz_store_stamp(s, err);
}

/* SQLite opens for reading what it may not write to, and of a file that it may not make it says that there is
 * none. True: it is something else that is wrong. */
static bool may_write(const struct gz_store *s, const char *plain, struct gz_error *err)
{
	const char *slash = strrchr(plain, '/');
	char *folder = slash == NULL ? strdup(".") : strndup(plain, (size_t)(slash - plain) + 1);
	bool there = access(plain, F_OK) == 0;
	int refused;

	if (!folder)
		return gz_fail_nomem(err);
	refused = access(there ? plain : folder, W_OK) != 0 ? errno : 0;
	free(folder);
	return refused == 0 || gz_fail_at(err, GZ_EDB, s->path, 0, 0, "cannot %s: %s",
					  there ? "write to it" : "make the file", strerror(refused));
}

static bool connect_file(struct gz_store *s, struct gz_error *err)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	char *plain = gz_path_plain(s->path);
	bool may = true;
	int code;

	if (!plain)
		return gz_fail_nomem(err);
	code = sqlite3_open_v2(plain, &s->db, flags, NULL);
	if (code == SQLITE_OK)
		may = sqlite3_db_readonly(s->db, "main") != 1 || may_write(s, plain, err);
	else if ((code & 0xff) == SQLITE_CANTOPEN)
		may = may_write(s, plain, err);
	free(plain);
	if (!may)
		return false;
	if (code != SQLITE_OK)
		return gz_store_fail(s->db, s->path, code, "open", err);
	sqlite3_busy_timeout(s->db, GZ_BUSY_MS);
	code = gz_bulk_register(s);
	if (code != SQLITE_OK)
		return gz_store_fail(s->db, s->path, code, "open", err);
	/* The page size counts only for a file that is still empty. A page takes eighteen articles of common
	 * length, and what is left over at its end is a thirtieth; of a page of 16 KiB it is an eighth. */
	return gz_store_exec(s, SETTINGS, "open", err);
}

/* Step by step to the truth that this gazet writes, and a new index, in the transaction that is open. */
static bool migrate(struct gz_store *s, int64_t truth, struct gz_error *err)
{
	char name[32];

	while (truth < GZ_SCHEMA_TRUTH) {
		snprintf(name, sizeof(name), "migrate/%03d", (int)++truth);
		if (!gz_store_exec(s, gz_sql_find(name), "bring the tables up to date", err))
			return false;
	}
	return gz_index_rebuild(s, err);
}

/* Gives back the room of the old tables, in the page size of today. Where that fails all is there all the
 * same. */
static void pack(struct gz_store *s)
{
	struct gz_error ignored;

	gz_store_exec(s, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 65536; VACUUM", "pack", &ignored);
}

/* With the writer's lock held: what the header said may be outdated, or another process made the tables. */
static bool settle_schema(struct gz_store *s, struct gz_error *err)
{
	int64_t application, version, objects;
	bool migrated = false;

	if (!gz_store_lock(s, err) || !gz_store_ask(s, "PRAGMA application_id", &application, err) ||
	    !gz_store_ask(s, "PRAGMA user_version", &version, err) ||
	    !gz_store_ask(s, "SELECT count(*) FROM sqlite_schema", &objects, err))
		return false;
	if (!application && !version && !objects) {
		if (!create_tables(s, err))
			return false;
	} else if (application != GZ_APPLICATION_ID) {
		return gz_fail_at(err, GZ_EDB, s->path, 0, 0, "not a gazet database: name another file");
	} else {
		if (!gz_version_accept(s->path, version, err))
			return false;
		migrated = version / 1000 < GZ_SCHEMA_TRUTH;
		if (migrated && !migrate(s, version / 1000, err))
			return false;
		if (!fill_vias(s, err))
			return false;
		s->stale = !migrated && version % 1000 != GZ_SCHEMA_DERIVED;
	}
	if (!gz_store_unlock(s, err))
		return false;
	if (migrated)
		pack(s);
	return true;
}

bool gz_store_load_gazetteer(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *newest = gz_store_statement(s, GZ_SQL_RUN_NEWEST, err);
	struct gz_str hash;
	int code;

	if (!newest)
		return false;
	s->gazetteer = GZ_STR("");
	code = sqlite3_step(newest);
	if (code == SQLITE_ROW) {
		hash = gz_store_blob(newest, 0);
		s->gazetteer = gz_arena_str(&s->texts, hash);
	}
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(newest);
	if (!s->gazetteer.ptr)
		return gz_fail_nomem(err);
	return code == SQLITE_ROW || code == SQLITE_DONE;
}

static void free_store(struct gz_store *s)
{
	for (size_t i = 0; i < GZ_STATEMENTS; i++)
		sqlite3_finalize(s->statement[i]);
	sqlite3_close(s->db);
	gz_arena_free(&s->texts);
	gz_arena_free(&s->folded);
	gz_buf_free(&s->spelling);
	gz_memory_forget(&s->memory);
	gz_keys_forget(s);
	gz_block_free(&s->block);
	gz_patch_free(&s->patch);
	gz_map_free(&s->minted);
	GZ_VEC_FREE(&s->rows);
	GZ_VEC_FREE(&s->spots);
	GZ_VEC_FREE(&s->postings);
	GZ_VEC_FREE(&s->candidates);
	GZ_VEC_FREE(&s->counting);
	GZ_VEC_FREE(&s->removed);
	GZ_VEC_FREE(&s->file.ranges);
	GZ_VEC_FREE(&s->left);
	GZ_VEC_FREE(&s->successors);
	gz_buf_free(&s->key);
	gz_buf_free(&s->blob);
	free(s->path);
	free(s);
}

bool gz_store_open(const char *path, struct gz_store **out, struct gz_error *err)
{
	struct gz_header header;
	struct gz_store *s;

	*out = NULL;
	if (!gz_header_read(path, &header, err))
		return false;
	if (header.kind == GZ_HEADER_OURS && !gz_version_accept(path, header.version, err))
		return false;
	s = calloc(1, sizeof(*s));
	if (!s)
		return gz_fail_nomem(err);
	gz_block_start(&s->block);
	s->segment_minimum = GZ_SEGMENT_MINIMUM;
	s->log_worth = GZ_LOG_WORTH;
	s->log_most = GZ_LOG_MOST;
	s->joint_share = GZ_JOINT_SHARE;
	s->path = strdup(path);
	if (!s->path) {
		gz_fail_nomem(err);
		goto out;
	}
	/* The tables are made before WAL is switched on: page 1 of the file always says whose it is. */
	if (!connect_file(s, err) || !settle_schema(s, err) ||
	    !gz_store_exec_alone(s, LOG_SETTINGS, "write", err))
		goto out;
	s->opened = true;
	gz_checkpoints_watch(s);
	if (!gz_store_load_gazetteer(s, err))
		goto out;
	*out = s;
	return true;
out:
	if (s->opened) {
		struct gz_error ignored;

		gz_store_close(s, &ignored);
	} else {
		free_store(s);
	}
	return false;
}

bool gz_store_mend(const char *path, struct gz_error *err)
{
	struct gz_store *s;
	struct gz_header header;
	char *journal;
	bool begun;

	if (!gz_header_read(path, &header, err))
		return false;
	if (header.kind != GZ_HEADER_OURS)
		return true;
	if (asprintf(&journal, "%s-journal", path) < 0)
		return gz_fail_nomem(err);
	begun = access(journal, F_OK) == 0;
	free(journal);
	return !begun || (gz_store_open(path, &s, err) && gz_store_close(s, err));
}

struct gz_str gz_store_gazetteer(const struct gz_store *s)
{
	return s->gazetteer;
}

/* A reader that holds the log back is no error: the next writer tidies up. */
static bool return_to_one_file(struct gz_store *s, struct gz_error *err)
{
	int code;

	gz_checkpoints_end(s);
	sqlite3_busy_timeout(s->db, CLOSE_BUSY_MS);
	code = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(s->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
		return true;
	return gz_store_fail(s->db, s->path, code, "close", err);
}

bool gz_store_vacuum(struct gz_store *s, struct gz_error *err)
{
	if (!gz_store_commit(s, err))
		return false;
	gz_checkpoints_end(s);
	/* Statements that were used hold nothing; the log is written back first, so that it does not hold a
	 * copy. */
	return gz_store_exec_alone(s, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 65536; VACUUM",
				   "pack", err);
}

bool gz_store_close(struct gz_store *s, struct gz_error *err)
{
	bool done = true;

	if (!s)
		return true;
	if (s->in_batch)
		gz_store_abort(s);
	for (size_t i = 0; i < GZ_STATEMENTS; i++) {
		sqlite3_finalize(s->statement[i]);
		s->statement[i] = NULL;
	}
	if (s->opened)
		done = return_to_one_file(s, err);
	free_store(s);
	return done;
}
