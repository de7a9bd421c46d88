/*
 * contents.c owns reading documents with their mentions back out of a database, in their order: what is
 * tagged again, copied or compared. Each look is a transaction of its own, so that a writer is never held up
 * for long.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contents.h"
#include "gazet/sql.h"

static bool fail(struct gz_contents *c, int code, struct gz_error *err)
{
	return gz_store_fail(c->db, c->path, code, "read", err);
}

/* The tables of another version cannot be read. */
static bool accept_version(struct gz_contents *c, struct gz_error *err)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(c->db, "PRAGMA user_version", -1, &statement, NULL);
	int64_t version = 0;

	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		version = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	if (code != SQLITE_ROW)
		return fail(c, code, err);
	if (!gz_version_accept(c->path, version, err))
		return false;
	return version / 1000 == GZ_SCHEMA_TRUTH ||
	       gz_fail_at(err, GZ_EDB, c->path, 0, 0,
			  "made by an older gazet: run `gazet db rebuild` to bring it up to date");
}

bool gz_contents_open(const char *path, struct gz_contents **out, struct gz_error *err)
{
	struct gz_contents *c = calloc(1, sizeof(*c));

	*out = NULL;
	if (!c || !(c->path = strdup(path))) {
		free(c);
		return gz_fail_nomem(err);
	}
	if (!gz_store_connect(path, &c->db, err) || !accept_version(c, err)) {
		gz_contents_close(c);
		return false;
	}
	*out = c;
	return true;
}

void gz_contents_close(struct gz_contents *c)
{
	if (!c)
		return;
	sqlite3_finalize(c->documents);
	sqlite3_finalize(c->mentions);
	sqlite3_close(c->db);
	GZ_VEC_FREE(&c->ranges);
	GZ_VEC_FREE(&c->entities);
	GZ_VEC_FREE(&c->names);
	gz_map_free(&c->by_id);
	gz_arena_free(&c->texts);
	free(c->path);
	free(c);
}

/* ---- how documents were tagged ----------------------------------------------------- */

static bool read_range(struct gz_contents *c, sqlite3_stmt *row)
{
	struct gz_tagging t = {.id = sqlite3_column_int64(row, 0),
			       .gazetteer = gz_arena_str(&c->texts, gz_store_blob(row, 1)),
			       .tool_version = gz_arena_str(&c->texts, gz_store_blob(row, 2)),
			       .options = gz_arena_str(&c->texts, gz_store_blob(row, 3))};
	struct gz_str print = gz_store_blob(row, 4);

	for (size_t i = 0; i < c->ranges.len && !t.print.ptr; i++)
		if (c->ranges.ptr[i].tagging.id == t.id)
			t.print = c->ranges.ptr[i].tagging.print;
	if (!t.print.ptr)
		t.print = gz_arena_str(&c->texts, print);
	return t.gazetteer.ptr && t.tool_version.ptr && t.options.ptr && t.print.ptr &&
	       GZ_PUSH(&c->ranges, ((struct gz_tagged_range){sqlite3_column_int64(row, 5), t}));
}

bool gz_contents_ranges(struct gz_contents *c, const struct gz_tagged_range **ranges, size_t *count,
			struct gz_error *err)
{
	sqlite3_stmt *rows = gz_store_prepare(c->db, c->path, "queries/store_contents_taggings", err);
	bool room = true;
	int code = SQLITE_DONE;

	if (!rows)
		return false;
	c->ranges.len = 0;
	while (room && (code = sqlite3_step(rows)) == SQLITE_ROW)
		room = read_range(c, rows);
	if (room && code != SQLITE_DONE)
		fail(c, code, err);
	sqlite3_finalize(rows);
	*ranges = c->ranges.ptr;
	*count = c->ranges.len;
	return room ? code == SQLITE_DONE : gz_fail_nomem(err);
}

bool gz_contents_count(struct gz_contents *c, uint64_t *documents, int64_t *last, struct gz_error *err)
{
	sqlite3_stmt *row = gz_store_prepare(c->db, c->path, "queries/store_contents_count", err);
	int code;

	if (!row)
		return false;
	code = sqlite3_step(row);
	if (code == SQLITE_ROW) {
		*documents = (uint64_t)sqlite3_column_int64(row, 0);
		*last = sqlite3_column_int64(row, 1);
	} else {
		fail(c, code, err);
	}
	sqlite3_finalize(row);
	return code == SQLITE_ROW;
}

/* ---- documents ------------------------------------------------------------------------ */

static bool read_document(struct gz_contents *c, sqlite3_stmt *row, struct gz_arena *arena,
			  struct gz_doc *doc)
{
	struct gz_str hash = gz_store_blob(row, 3);

	*doc = (struct gz_doc){.record = (uint64_t)sqlite3_column_int64(row, 0), .path = gz_str(c->path)};
	doc->source = gz_arena_str(arena, gz_store_blob(row, 1));
	doc->id = gz_arena_str(arena, gz_store_blob(row, 2));
	if (hash.len == sizeof(doc->hash))
		memcpy(doc->hash, hash.ptr, hash.len);
	doc->day = sqlite3_column_type(row, 4) == SQLITE_NULL ? GZ_NO_DAY : sqlite3_column_int(row, 4);
	doc->precision = (enum gz_precision)sqlite3_column_int(row, 5);
	doc->field[GZ_TITLE] = gz_arena_str(arena, gz_store_blob(row, 6));
	doc->url = gz_arena_str(arena, gz_store_blob(row, 7));
	doc->lang = gz_arena_str(arena, gz_store_blob(row, 8));
	doc->field[GZ_TEXT] = gz_arena_str(arena, gz_store_blob(row, 9));
	doc->bytes = doc->field[GZ_TITLE].len + doc->field[GZ_TEXT].len;
	return doc->source.ptr && doc->id.ptr && doc->field[GZ_TITLE].ptr && doc->url.ptr && doc->lang.ptr &&
	       doc->field[GZ_TEXT].ptr;
}

enum gz_contents_status gz_contents_next(struct gz_contents *c, struct gz_arena *arena, struct gz_doc *doc,
					 struct gz_error *err)
{
	int code = SQLITE_DONE;

	if (!c->documents) {
		c->documents = gz_store_prepare(c->db, c->path, "queries/store_contents_documents", err);
		if (!c->documents)
			return GZ_CONTENTS_FAILED;
	}
	/* The rows of one look may have ended: then a second look is asked for more. */
	for (int look = 0; look < 2 && code == SQLITE_DONE; look++) {
		if (!c->looking)
			sqlite3_bind_int64(c->documents, 1, c->passed);
		c->looking = true;
		code = sqlite3_step(c->documents);
		if (code == SQLITE_ROW)
			continue;
		sqlite3_reset(c->documents);
		c->looking = false;
	}
	if (code == SQLITE_DONE)
		return GZ_CONTENTS_END;
	if (code != SQLITE_ROW) {
		fail(c, code, err);
		return GZ_CONTENTS_FAILED;
	}
	if (!read_document(c, c->documents, arena, doc)) {
		gz_fail_nomem(err);
		return GZ_CONTENTS_FAILED;
	}
	c->passed = (int64_t)doc->record;
	return GZ_CONTENTS_DOC;
}

void gz_contents_seek(struct gz_contents *c, int64_t document)
{
	sqlite3_reset(c->documents);
	c->looking = false;
	c->passed = document;
}

/* ---- mentions -------------------------------------------------------------------------- */

static int32_t day_of(sqlite3_stmt *row, int at)
{
	return sqlite3_column_type(row, at) == SQLITE_NULL ? GZ_NO_DAY : sqlite3_column_int(row, at);
}

/* A value that no gazet writes. */
static bool damaged(const struct gz_contents *c, const char *what, struct gz_error *err)
{
	return gz_fail_at(err, GZ_EDB, c->path, 0, 0, "damaged: the %s: `gazet db check` says more", what);
}

/* From column `at` on: entity, type, name, country, series, from, to. */
static bool read_entity(const struct gz_contents *c, sqlite3_stmt *row, int at, struct gz_arena *arena,
			struct gz_entity *e, struct gz_error *err)
{
	*e = (struct gz_entity){.index = GZ_NONE, .from = day_of(row, at + 5), .to = day_of(row, at + 6)};
	e->id = gz_arena_str(arena, gz_store_blob(row, at));
	e->type = gz_type_of(gz_store_blob(row, at + 1));
	e->name = gz_arena_str(arena, gz_store_blob(row, at + 2));
	e->country = gz_arena_str(arena, gz_store_blob(row, at + 3));
	e->series = gz_arena_str(arena, gz_store_blob(row, at + 4));
	if (e->type == GZ_TYPES)
		return damaged(c, "type of an entity", err);
	return (e->id.ptr && e->name.ptr && e->country.ptr && e->series.ptr) || gz_fail_nomem(err);
}

static bool read_mention(const struct gz_contents *c, sqlite3_stmt *row, struct gz_arena *arena,
			 struct gz_mention *m, struct gz_error *err)
{
	int64_t field = sqlite3_column_int64(row, 0), via = sqlite3_column_int64(row, 6);
	struct gz_entity *entity = gz_arena_alloc(arena, sizeof(*entity));

	*m = (struct gz_mention){
		.entity = entity,
		.field = (uint8_t)field,
		.start = (uint32_t)sqlite3_column_int64(row, 1),
		.length = (uint32_t)sqlite3_column_int64(row, 2),
		.token = (uint32_t)sqlite3_column_int64(row, 3),
		.tokens = (uint32_t)sqlite3_column_int64(row, 4),
		.sentence = sqlite3_column_type(row, 5) == SQLITE_NULL ? -1 : sqlite3_column_int(row, 5),
		.via = (uint8_t)via,
		.score = (float)sqlite3_column_int(row, 7) / 1000.0f,
		.nested = sqlite3_column_int(row, 8) != 0,
		.name = gz_arena_str(arena, gz_store_blob(row, 9))};
	if (field < 0 || field >= GZ_FIELDS)
		return damaged(c, "field of a mention", err);
	if (via < 0 || via >= GZ_VIAS)
		return damaged(c, "via of a mention", err);
	if (!entity || !m->name.ptr)
		return gz_fail_nomem(err);
	return read_entity(c, row, 11, arena, entity, err);
}

bool gz_contents_mentions(struct gz_contents *c, int64_t document, struct gz_arena *arena,
			  struct gz_mention **mentions, size_t *count, struct gz_error *err)
{
	GZ_VEC(struct gz_mention) found = {.len = 0};
	bool good = true;
	int code = SQLITE_DONE;

	*count = 0;
	if (!c->mentions)
		c->mentions = gz_store_prepare(c->db, c->path, "queries/store_contents_mentions", err);
	if (!c->mentions)
		return false;
	sqlite3_bind_int64(c->mentions, 1, document);
	while (good && (code = sqlite3_step(c->mentions)) == SQLITE_ROW) {
		struct gz_mention m;

		good = read_mention(c, c->mentions, arena, &m, err) &&
		       (GZ_PUSH(&found, m) || gz_fail_nomem(err));
	}
	if (good && code != SQLITE_DONE)
		good = fail(c, code, err);
	sqlite3_reset(c->mentions);
	*mentions = gz_arena_alloc(arena, (found.len + 1) * sizeof(**mentions));
	if (*mentions && found.len)
		memcpy(*mentions, found.ptr, found.len * sizeof(**mentions));
	*count = found.len;
	GZ_VEC_FREE(&found);
	return good && (*mentions || gz_fail_nomem(err));
}

bool gz_contents_totals(struct gz_contents *c,
			bool (*take)(void *self, struct gz_str entity, uint64_t mentions), void *self,
			struct gz_error *err)
{
	sqlite3_stmt *rows = gz_store_prepare(c->db, c->path, "queries/store_contents_totals", err);
	bool room = true;
	int code = SQLITE_DONE;

	if (!rows)
		return false;
	while (room && (code = sqlite3_step(rows)) == SQLITE_ROW)
		room = take(self, gz_store_blob(rows, 0), (uint64_t)sqlite3_column_int64(rows, 1));
	if (room && code != SQLITE_DONE)
		fail(c, code, err);
	sqlite3_finalize(rows);
	return room ? code == SQLITE_DONE : gz_fail_nomem(err);
}

/* ---- entities and their names ------------------------------------------------------------- */

static bool read_entities(struct gz_contents *c, struct gz_error *err)
{
	sqlite3_stmt *rows = gz_store_prepare(c->db, c->path, "queries/store_contents_entity", err);
	bool good = true;
	int code = SQLITE_DONE;

	if (!rows)
		return false;
	while (good && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		struct gz_contents_entity e = {.row = sqlite3_column_int64(rows, 0)};

		good = read_entity(c, rows, 1, &c->texts, &e.entity, err) &&
		       ((gz_map_put(&c->by_id, e.entity.id, (uint32_t)c->entities.len, NULL) &&
			 GZ_PUSH(&c->entities, e)) ||
			gz_fail_nomem(err));
	}
	if (good && code != SQLITE_DONE)
		good = fail(c, code, err);
	sqlite3_finalize(rows);
	return good;
}

static bool read_names(struct gz_contents *c, struct gz_error *err)
{
	sqlite3_stmt *rows = gz_store_prepare(c->db, c->path, "queries/store_contents_names", err);
	bool room = true;
	int code = SQLITE_DONE;

	if (!rows)
		return false;
	while (room && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		struct gz_contents_name n = {.entity = sqlite3_column_int64(rows, 0),
					     .name = gz_arena_str(&c->texts, gz_store_blob(rows, 1)),
					     .folded = gz_arena_str(&c->texts, gz_store_blob(rows, 2))};

		room = n.name.ptr && n.folded.ptr && GZ_PUSH(&c->names, n);
	}
	if (room && code != SQLITE_DONE)
		fail(c, code, err);
	sqlite3_finalize(rows);
	return room ? code == SQLITE_DONE : gz_fail_nomem(err);
}

const struct gz_contents_name *gz_contents_names_of(const struct gz_contents *c, int64_t entity,
						    size_t *count)
{
	size_t low = 0, high = c->names.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c->names.ptr[middle].entity < entity)
			low = middle + 1;
		else
			high = middle;
	}
	for (*count = 0; low + *count < c->names.len && c->names.ptr[low + *count].entity == entity; ++*count)
		;
	return c->names.ptr + low;
}

bool gz_contents_load(struct gz_contents *c, struct gz_error *err)
{
	return c->entities.len > 0 || (read_entities(c, err) && read_names(c, err));
}

static bool each_name(const void *self, const struct gz_entity *entity,
		      bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to)
{
	const struct gz_contents *c = self;
	const uint32_t *at = gz_map_get(&c->by_id, entity->id);
	const struct gz_contents_name *names;
	size_t count = 0;
	bool good = true;

	if (!at)
		return true;
	names = gz_contents_names_of(c, c->entities.ptr[*at].row, &count);
	for (size_t i = 0; good && i < count; i++)
		good = add(to, names[i].name, names[i].folded);
	return good;
}

static bool find(const void *self, struct gz_str id, struct gz_entity *out)
{
	const struct gz_contents *c = self;
	const uint32_t *at = gz_map_get(&c->by_id, id);

	if (at)
		*out = c->entities.ptr[*at].entity;
	return at != NULL;
}

bool gz_contents_names(struct gz_contents *c, struct gz_names *out, struct gz_error *err)
{
	out->self = c;
	out->each_name = each_name;
	out->find = find;
	return gz_contents_load(c, err);
}
