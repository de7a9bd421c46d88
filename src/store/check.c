/*
 * check.c owns `db check`: each check is one row of the answer, and what is damaged fails its row while the
 * others go on. The file is opened read-only, and nothing is left beside it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gazet/sql.h"
#include "internal.h"

static const struct gz_column columns[] = {
	{"check", GZ_CELL_TEXT, 0},
	{"status", GZ_CELL_TEXT, 0},
	{"details", GZ_CELL_TEXT, 0},
};

/* Statements that give a number of faults and the first row that has one. */
static const struct counted {
	const char *check, *statement, *fault, *table;
} counted[] = {
	{"offsets", "queries/store_check_offsets", "documents with mentions outside their text", "document"},
	{"names", "queries/store_check_names", "readings with a name of another entity", "reading"},
	{"identities", "queries/store_check_identities", "documents that have their id twice in a source",
	 "document"},
	{"entities", "queries/store_check_entities", "entities or names that are there twice, or entities of no type",
	 "entity"},
	{"sources", "queries/store_check_sources", "sources that are there twice", "source"},
	{"duplicates", "queries/store_check_duplicates", "documents that are no duplicates of what they name",
	 "document"},
	{"tagged", "queries/store_check_tagged", "documents of which nothing tells how they were tagged",
	 "document"},
	{"originals", "queries/store_check_originals", "contents with more than one original", "document"},
};

static bool put_row(struct gz_check *c, const char *check, const char *trouble, struct gz_error *err)
{
	const struct gz_cell cells[] = {
		{.kind = GZ_CELL_TEXT, .text = gz_str(check)},
		{.kind = GZ_CELL_TEXT, .text = trouble[0] ? GZ_STR("failed") : GZ_STR("ok")},
		{.kind = GZ_CELL_TEXT, .text = gz_str(trouble)},
	};

	if (trouble[0])
		c->sound = false;
	return c->sink->row(c->sink->self, cells, err);
}

bool gz_check_trouble(struct gz_check *c, int code, char *trouble, struct gz_error *err)
{
	if ((code & 0xff) == SQLITE_NOMEM || (code & 0xff) == SQLITE_BUSY)
		return gz_store_fail(c->db, c->path, code, "check", err);
	snprintf(trouble, GZ_MESSAGE_MAX, "%s", sqlite3_errmsg(c->db));
	return true;
}

sqlite3_stmt *gz_check_prepare(struct gz_check *c, const char *name, int *code)
{
	const char *sql = gz_sql_find(name);
	sqlite3_stmt *statement = NULL;

	*code = sql ? sqlite3_prepare_v2(c->db, sql, -1, &statement, NULL) : SQLITE_ERROR;
	return statement;
}

/* ---- the checks ----------------------------------------------------------------- */

void gz_check_append(char trouble[GZ_MESSAGE_MAX], const char *more)
{
	size_t at = strlen(trouble), len = strlen(more);

	if (at + 2 >= GZ_MESSAGE_MAX)
		return;
	if (at > 0) {
		memcpy(trouble + at, "; ", 2);
		at += 2;
	}
	if (len > GZ_MESSAGE_MAX - 1 - at)
		len = GZ_MESSAGE_MAX - 1 - at;
	memcpy(trouble + at, more, len);
	trouble[at + len] = '\0';
}

static bool check_integrity(struct gz_check *c, struct gz_error *err)
{
	char trouble[GZ_MESSAGE_MAX] = "", failure[GZ_MESSAGE_MAX] = "";
	int code;
	sqlite3_stmt *statement = gz_check_prepare(c, "queries/store_check_damage", &code);
	bool done = true;

	while (statement && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *text = (const char *)sqlite3_column_text(statement, 0);

		if (text && strcmp(text, "ok"))
			gz_check_append(trouble, text);
	}
	if (code != SQLITE_DONE)
		done = gz_check_trouble(c, code, failure, err);
	if (failure[0])
		gz_check_append(trouble, failure);
	sqlite3_finalize(statement);
	return done && put_row(c, "integrity", trouble, err);
}

static bool check_keys(struct gz_check *c, struct gz_error *err)
{
	char trouble[GZ_MESSAGE_MAX] = "", part[GZ_MESSAGE_MAX];
	int code;
	sqlite3_stmt *statement = gz_check_prepare(c, "queries/store_check_keys", &code);
	bool done = true;

	while (statement && (code = sqlite3_step(statement)) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(statement, 0);

		snprintf(part, sizeof(part), "%lld rows of %.80s refer to nothing",
			 (long long)sqlite3_column_int64(statement, 1), table ? table : "?");
		gz_check_append(trouble, part);
	}
	if (code != SQLITE_DONE)
		done = gz_check_trouble(c, code, trouble, err);
	sqlite3_finalize(statement);
	return done && put_row(c, "foreign keys", trouble, err);
}

static bool check_version(struct gz_check *c, int64_t *version, struct gz_error *err)
{
	char trouble[GZ_MESSAGE_MAX] = "";
	struct gz_error refused;
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(c->db, "PRAGMA user_version", -1, &statement, NULL);
	bool done = true;

	*version = 0;
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW) {
		*version = sqlite3_column_int64(statement, 0);
		if (!gz_version_accept(c->path, *version, &refused))
			snprintf(trouble, sizeof(trouble), "%s", refused.message);
		else if (*version / 1000 != GZ_SCHEMA_TRUTH)
			snprintf(trouble, sizeof(trouble),
				 "the tables are of version %d: run `gazet db rebuild`",
				 (int)(*version / 1000));
		else if (*version % 1000 != GZ_SCHEMA_DERIVED)
			snprintf(trouble, sizeof(trouble),
				 "the index is of version %d: run `gazet db rebuild`",
				 (int)(*version % 1000));
	} else {
		done = gz_check_trouble(c, code, trouble, err);
	}
	sqlite3_finalize(statement);
	return done && put_row(c, "version", trouble, err);
}

static bool check_counted(struct gz_check *c, const struct counted *what, struct gz_error *err)
{
	char trouble[GZ_MESSAGE_MAX] = "";
	int code;
	sqlite3_stmt *statement = gz_check_prepare(c, what->statement, &code);
	bool done = true;

	if (statement)
		code = sqlite3_step(statement);
	if (code != SQLITE_ROW)
		done = gz_check_trouble(c, code, trouble, err);
	else if (sqlite3_column_int64(statement, 0))
		snprintf(trouble, sizeof(trouble), "%lld %s, the first in %s %lld",
			 (long long)sqlite3_column_int64(statement, 0), what->fault, what->table,
			 (long long)sqlite3_column_int64(statement, 1));
	sqlite3_finalize(statement);
	return done && put_row(c, what->check, trouble, err);
}

static bool run_checks(struct gz_check *c, struct gz_error *err)
{
	struct gz_index_trouble t = {.blocks = ""};
	char schema[GZ_MESSAGE_MAX] = "", keys[GZ_MESSAGE_MAX] = "", clusters[GZ_MESSAGE_MAX] = "";
	struct gz_error refused;
	int64_t version;

	if (!c->sink->begin(c->sink->self, columns, GZ_COUNT(columns), err) ||
	    !check_version(c, &version, err) || !check_integrity(c, err) || !check_keys(c, err))
		return false;
	/* Of another version's tables nothing more can be said. */
	if (version / 1000 == GZ_SCHEMA_TRUTH) {
		if (!gz_check_schema(c, version % 1000 == GZ_SCHEMA_DERIVED, schema, err) ||
		    !put_row(c, "schema", schema, err))
			return false;
		for (size_t i = 0; i < GZ_COUNT(counted); i++)
			if (!check_counted(c, &counted[i], err))
				return false;
		if (version % 1000 == GZ_SCHEMA_DERIVED &&
		    (!gz_check_index(c, &t, err) || !put_row(c, "order", t.order, err) ||
		     !put_row(c, "index", t.blocks, err) || !put_row(c, "postings", t.postings, err) ||
		     !gz_check_keys(c, keys, err) || !put_row(c, "keys", keys, err) ||
		     !gz_check_clusters(c, clusters, err) || !put_row(c, "clusters", clusters, err)))
			return false;
	}
	if (!c->sink->end(c->sink->self, err))
		return false;
	/* It may well be sound: that is for the gazet which wrote it to say. */
	if (version / 1000 >= GZ_SCHEMA_TRUTH && !gz_version_accept(c->path, version, &refused)) {
		*err = refused;
		return false;
	}
	return true;
}

bool gz_store_check(const char *path, struct gz_sink *sink, bool *sound, struct gz_error *err)
{
	struct gz_check c = {.path = path, .sink = sink, .sound = true};
	bool done;
	int code;

	*sound = false;
	if (!gz_store_connect(path, &c.db, err))
		return false;
	/* One transaction: all checks see the same state. */
	code = sqlite3_exec(c.db, "PRAGMA cell_size_check = ON; BEGIN", NULL, NULL, NULL);
	done = code == SQLITE_OK ? run_checks(&c, err) : gz_store_fail(c.db, path, code, "check", err);
	*sound = done && c.sound;
	sqlite3_close(c.db);
	return done;
}
