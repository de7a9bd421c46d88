/*
 * statement.c owns how the store talks to SQLite: its prepared statements, binding and reading values,
 * the open transaction, and the turning of SQLite's errors into ours.
 */
#include <stdio.h>
#include <string.h>

#include "gazet/sql.h"
#include "internal.h"

static const char *const names[GZ_STATEMENTS] = {
	[GZ_SQL_SOURCE_FIND] = "queries/store_source_find",
	[GZ_SQL_SOURCE_INSERT] = "queries/store_source_insert",
	[GZ_SQL_DOCUMENT_FIND] = "queries/store_document_find",
	[GZ_SQL_DOCUMENT_ORIGINAL] = "queries/store_document_original",
	[GZ_SQL_DOCUMENT_HASH] = "queries/store_document_hash",
	[GZ_SQL_DOCUMENT_INSERT] = "queries/store_document_insert",
	[GZ_SQL_DOCUMENT_DELETE] = "queries/store_document_delete",
	[GZ_SQL_DOCUMENT_HEIR] = "queries/store_document_heir",
	[GZ_SQL_DOCUMENT_INHERIT] = "queries/store_document_inherit",
	[GZ_SQL_DOCUMENT_LAST] = "queries/store_document_last",
	[GZ_SQL_DOCUMENT_BETWEEN] = "queries/store_document_between",
	[GZ_SQL_OCCURRENCE_INSERT] = "queries/store_occurrence_insert",
	[GZ_SQL_OCCURRENCE_DELETE] = "queries/store_occurrence_delete",
	[GZ_SQL_ENTITY_FIND] = "queries/store_entity_find",
	[GZ_SQL_ENTITY_INSERT] = "queries/store_entity_insert",
	[GZ_SQL_ENTITY_LAST] = "queries/store_entity_last",
	[GZ_SQL_ENTITY_SERIES] = "queries/store_entity_series",
	[GZ_SQL_NAME_FIND] = "queries/store_name_find",
	[GZ_SQL_NAME_INSERT] = "queries/store_name_insert",
	[GZ_SQL_READING_FIND] = "queries/store_reading_find",
	[GZ_SQL_READING_INSERT] = "queries/store_reading_insert",
	[GZ_SQL_READING_ALL] = "queries/store_reading_all",
	[GZ_SQL_READING_LAST] = "queries/store_reading_last",
	[GZ_SQL_VIA_INSERT] = "queries/store_via_insert",
	[GZ_SQL_RUN_INSERT] = "queries/store_run_insert",
	[GZ_SQL_RUN_FINISH] = "queries/store_run_finish",
	[GZ_SQL_RUN_NEWEST] = "queries/store_run_newest",
	[GZ_SQL_FILE_INSERT] = "queries/store_file_insert",
	[GZ_SQL_FILE_UPDATE] = "queries/store_file_update",
	[GZ_SQL_FILE_DELETE] = "queries/store_file_delete",
	[GZ_SQL_FILE_LIST] = "queries/store_file_list",
	[GZ_SQL_FILE_SETTLE] = "queries/store_file_settle",
	[GZ_SQL_ORIGIN_PUT] = "queries/store_origin_put",
	[GZ_SQL_ORIGIN_DELETE] = "queries/store_origin_delete",
	[GZ_SQL_ORIGIN_OF] = "queries/store_origin_of",
	[GZ_SQL_ORIGIN_ALL] = "queries/store_origin_all",
	[GZ_SQL_HEAD_PUT] = "queries/store_head_put",
	[GZ_SQL_BLOCK_PUT] = "queries/store_block_put",
	[GZ_SQL_POSITION_PUT] = "queries/store_position_put",
	[GZ_SQL_POSITION_DELETE] = "queries/store_position_delete",
	[GZ_SQL_POSITION_OF] = "queries/store_position_of",
	[GZ_SQL_BLOCK_OF] = "queries/store_block_of",
	[GZ_SQL_BLOCK_SCAN] = "queries/store_block_scan",
	[GZ_SQL_BLOCK_COUNT] = "queries/store_block_count",
	[GZ_SQL_SEGMENT_LAST] = "queries/store_segment_last",
	[GZ_SQL_SEGMENT_INSERT] = "queries/store_segment_insert",
	[GZ_SQL_POSTING_INSERT] = "queries/store_posting_insert",
	[GZ_SQL_JOINT_INSERT] = "queries/store_joint_insert",
	[GZ_SQL_JOINT_DELETE] = "queries/store_joint_delete",
	[GZ_SQL_COUNT_FIND] = "queries/store_count_find",
	[GZ_SQL_COUNT_PUT] = "queries/store_count_put",
	[GZ_SQL_KEY_RUN_LIST] = "queries/store_run_list",
	[GZ_SQL_KEY_RUN_PUT] = "queries/store_run_put",
	[GZ_SQL_KEY_RUN_DELETE] = "queries/store_run_delete",
	[GZ_SQL_KEY_FIND] = "queries/store_key_find",
	[GZ_SQL_KEY_SCAN] = "queries/store_key_scan",
	[GZ_SQL_KEY_PUT] = "queries/store_key_put",
	[GZ_SQL_KEY_DELETE] = "queries/store_key_delete",
	[GZ_SQL_TRUTH_DOCUMENTS] = "queries/store_truth_documents",
	[GZ_SQL_TRUTH_READINGS] = "queries/store_truth_readings",
	[GZ_SQL_TRUTH_MENTIONS] = "queries/store_truth_mentions",
	[GZ_SQL_TRUTH_IDENTITIES] = "queries/store_truth_identities",
	[GZ_SQL_TRUTH_ENTITIES] = "queries/store_truth_entities",
	[GZ_SQL_TRUTH_NAMES] = "queries/store_truth_names",
	[GZ_SQL_TRUTH_READING_PARTS] = "queries/store_truth_reading_parts",
	[GZ_SQL_TRUTH_SOURCES] = "queries/store_truth_sources",
	[GZ_SQL_TAGGING_FIND] = "queries/store_tagging_find",
	[GZ_SQL_TAGGING_INSERT] = "queries/store_tagging_insert",
	[GZ_SQL_TAGGING_PRUNE] = "queries/store_tagging_prune",
	[GZ_SQL_TAGGED_PUT] = "queries/store_tagged_put",
	[GZ_SQL_TAGGED_OF] = "queries/store_tagged_of",
	[GZ_SQL_TAGGED_DROP] = "queries/store_tagged_drop",
	[GZ_SQL_TAGGED_OTHER] = "queries/store_tagged_other",
	[GZ_SQL_DOCUMENT_EXISTS] = "queries/store_document_exists",
	[GZ_SQL_SEGMENTS_DROP] = "queries/store_segments_drop",
	[GZ_SQL_POSTINGS_DROP] = "queries/store_postings_drop",
	[GZ_SQL_KEYS_DROP] = "queries/store_keys_drop",
	[GZ_SQL_READING_PRUNE] = "queries/store_reading_prune",
	[GZ_SQL_ENTITY_PRUNE] = "queries/store_entity_prune",
	[GZ_SQL_ENTITY_UPDATE] = "queries/store_entity_update",
	[GZ_SQL_ENTITY_SERIES_OF] = "queries/store_entity_series_of",
	[GZ_SQL_NAME_SCAN] = "queries/store_name_scan",
	[GZ_SQL_NAME_DELETE] = "queries/store_name_delete",
	[GZ_SQL_SKETCH_PUT] = "queries/store_sketch_put",
	[GZ_SQL_SKETCH_DELETE] = "queries/store_sketch_delete",
	[GZ_SQL_SKETCH_SCAN] = "queries/store_sketch_scan",
	[GZ_SQL_SKETCH_OF] = "queries/store_sketch_of",
	[GZ_SQL_CLUSTER_SCAN] = "queries/store_cluster_scan",
	[GZ_SQL_CLUSTER_PUT] = "queries/store_cluster_put",
	[GZ_SQL_CLUSTER_DELETE] = "queries/store_cluster_delete",
	[GZ_SQL_CLUSTER_STATE] = "queries/store_cluster_state",
	[GZ_SQL_CLUSTER_COUNT] = "queries/store_cluster_count",
	[GZ_SQL_TRUTH_TEXTS] = "queries/store_truth_texts",
};

bool gz_store_fail(sqlite3 *db, const char *path, int code, const char *doing, struct gz_error *err)
{
	int system_error = db ? sqlite3_system_errno(db) : 0;
	bool refused = (code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_IOERR;

	switch (code & 0xff) {
	case SQLITE_NOMEM: return gz_fail_nomem(err);
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return gz_fail(err, GZ_EDB, "another process is writing to %s", path);
	case SQLITE_NOTADB: return gz_fail_at(err, GZ_EDB, path, 0, 0, "not a gazet database");
	default:
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "cannot %s: %s%s%s", doing,
				  db ? sqlite3_errmsg(db) : sqlite3_errstr(code),
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
	if (!gz_store_exec(s, "COMMIT", "commit", err))
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
