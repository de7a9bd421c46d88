/* keys_truth.c owns the way back from the readable tables to keys: what rebuilding writes. */
#include "internal.h"

/* Keys that wait in memory while they are made again. */
#define KEYS_MAX 1048576

uint32_t gz_key_reading(const int64_t parts[GZ_READING_PARTS])
{
	uint64_t hash = 0;

	/* Numbers, not bytes: the same on every machine. */
	for (int i = 0; i < GZ_READING_PARTS; i++) {
		hash = (hash ^ (uint64_t)parts[i]) * 0x9e3779b97f4a7c15;
		hash ^= hash >> 32;
	}
	return (uint32_t)hash;
}

static bool add_document(struct gz_store *s, sqlite3_stmt *row, struct gz_error *err)
{
	int64_t id = sqlite3_column_int64(row, 0), source = sqlite3_column_int64(row, 1);
	struct gz_str external = gz_store_blob(row, 2), hash = gz_store_blob(row, 3);

	if (hash.len != 16)
		return gz_fail_at(err, GZ_EDB, s->path, 0, 0,
				  "document %lld holds impossible values: run `gazet db check`",
				  (long long)id);
	if (!gz_keys_add(s, GZ_KEY_IDENTITY, gz_key_identity(source, external), id, err))
		return false;
	if (sqlite3_column_type(row, 4) != SQLITE_NULL)
		return gz_keys_add(s, GZ_KEY_DUPLICATE, gz_key_number(sqlite3_column_int64(row, 4)), id, err);
	return gz_keys_add(s, GZ_KEY_CONTENT, gz_key_content((const unsigned char *)hash.ptr), id, err);
}

static bool add_text(struct gz_store *s, sqlite3_stmt *row, enum gz_key_kind kind, struct gz_error *err)
{
	return gz_keys_add(s, kind, gz_key_text(gz_store_blob(row, 1)), sqlite3_column_int64(row, 0), err);
}

static bool add_source(struct gz_store *s, sqlite3_stmt *row, struct gz_error *err)
{
	return add_text(s, row, GZ_KEY_SOURCE, err);
}

static bool add_entity(struct gz_store *s, sqlite3_stmt *row, struct gz_error *err)
{
	return add_text(s, row, GZ_KEY_ENTITY, err);
}

static bool add_name(struct gz_store *s, sqlite3_stmt *row, struct gz_error *err)
{
	return add_text(s, row, GZ_KEY_NAME, err);
}

static bool add_reading(struct gz_store *s, sqlite3_stmt *row, struct gz_error *err)
{
	int64_t parts[GZ_READING_PARTS];

	gz_reading_parts(row, 1, parts);
	return gz_keys_add(s, GZ_KEY_READING, gz_key_reading(parts), sqlite3_column_int64(row, 0), err);
}

void gz_reading_parts(sqlite3_stmt *row, int at, int64_t parts[GZ_READING_PARTS])
{
	for (int i = 0; i < GZ_READING_PARTS; i++)
		parts[i] = sqlite3_column_int64(row, at + i);
}

static bool add_all(struct gz_store *s, enum gz_statement which,
		    bool (*add)(struct gz_store *s, sqlite3_stmt *row, struct gz_error *err),
		    struct gz_error *err)
{
	sqlite3_stmt *rows = gz_store_statement(s, which, err);
	bool done = rows != NULL;
	int code = SQLITE_DONE;

	while (done && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		done = add(s, rows, err);
		for (int kind = 0; done && kind < GZ_KEY_KINDS; kind++)
			if (s->keys[kind].count >= KEYS_MAX)
				done = gz_keys_flush(s, err);
	}
	if (done && code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(rows);
	return done;
}

bool gz_keys_rebuild(struct gz_store *s, struct gz_error *err)
{
	return add_all(s, GZ_SQL_TRUTH_SOURCES, add_source, err) &&
	       add_all(s, GZ_SQL_TRUTH_IDENTITIES, add_document, err) &&
	       add_all(s, GZ_SQL_TRUTH_ENTITIES, add_entity, err) &&
	       add_all(s, GZ_SQL_TRUTH_NAMES, add_name, err) &&
	       add_all(s, GZ_SQL_TRUTH_READING_PARTS, add_reading, err) && gz_keys_flush(s, err);
}
