/*
 * entity.c owns the rows that documents refer to: sources, entities with their names, and the spellings of
 * mentions. What was seen before is answered from memory; a miss asks the database, so that opening a large
 * one stays cheap.
 */
#include <string.h>

#include "internal.h"

static bool remember(struct gz_store *s, struct gz_map *map, struct gz_str key, int64_t id,
		     struct gz_error *err)
{
	struct gz_str copy = gz_arena_str(&s->memory.keys, key);

	if (id <= 0 || id > UINT32_MAX)
		return gz_fail_at(err, GZ_ELIMIT, s->path, 0, 0, "too many sources, entities or names");
	if (!copy.ptr || !gz_map_put(map, copy, (uint32_t)id, NULL))
		return gz_fail_nomem(err);
	return true;
}

/* The row of a source or an entity by its text; *id = 0 where the database has none. */
static bool look_up(struct gz_store *s, struct gz_map *map, enum gz_key_kind kind, enum gz_statement which,
		    struct gz_str key, int64_t *id, struct gz_error *err)
{
	const uint32_t *known = gz_map_get(map, key);

	*id = known ? *known : 0;
	if (known || (s->memory.whole && kind == GZ_KEY_ENTITY))
		return true;
	if (!gz_keys_find(s, kind, gz_key_text(key), err))
		return false;
	for (size_t i = 0; i < s->candidates.len && !*id; i++) {
		sqlite3_stmt *find = gz_store_statement(s, which, err);

		if (!find)
			return false;
		sqlite3_bind_int64(find, 1, s->candidates.ptr[i]);
		gz_store_bind_text(find, 2, key);
		if (!gz_store_number(s, find, id, err))
			return false;
	}
	return !*id || remember(s, map, key, *id, err);
}

bool gz_store_source_find(struct gz_store *s, struct gz_str name, int64_t *id, struct gz_error *err)
{
	return look_up(s, &s->memory.sources, GZ_KEY_SOURCE, GZ_SQL_SOURCE_FIND, name, id, err);
}

bool gz_store_source(struct gz_store *s, struct gz_str name, int64_t *id, struct gz_error *err)
{
	struct gz_map *known = &s->memory.sources;
	sqlite3_stmt *insert;

	if (!gz_store_source_find(s, name, id, err))
		return false;
	if (*id)
		return true;
	insert = gz_store_statement(s, GZ_SQL_SOURCE_INSERT, err);
	if (!insert)
		return false;
	gz_store_bind_text(insert, 1, name);
	if (!gz_store_run(s, insert, "write", err))
		return false;
	*id = sqlite3_last_insert_rowid(s->db);
	return gz_keys_add(s, GZ_KEY_SOURCE, gz_key_text(name), *id, err) &&
	       remember(s, known, name, *id, err);
}

/* ---- names --------------------------------------------------------------- */

struct adding {
	struct gz_store *store;
	int64_t entity;
	struct gz_buf given; /* the names so far, each behind its length: a gazetteer may give one twice */
	struct gz_error *err;
	bool failed;
};

static bool was_given(const struct adding *a, struct gz_str name)
{
	for (size_t at = 0; at < a->given.len;) {
		size_t len;

		memcpy(&len, a->given.ptr + at, sizeof(len));
		at += sizeof(len);
		if (gz_str_eq(name, gz_str_of(a->given.ptr + at, len)))
			return true;
		at += len;
	}
	return false;
}

/* What SQLite's lower() makes of the name; names beyond ASCII always have their folding written. */
static bool is_lower(struct gz_str name, struct gz_str folded)
{
	if (name.len != folded.len)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		if ((unsigned char)c > 0x7f || (c >= 'A' && c <= 'Z' ? c + 32 : c) != folded.ptr[i])
			return false;
	}
	return true;
}

/* What s->memory.spellings has of a name: valid until the next one. .ptr is NULL when memory ran out. */
static struct gz_str spelling_key(struct gz_store *s, int64_t entity, struct gz_str name)
{
	gz_buf_clear(&s->spelling);
	gz_buf_add(&s->spelling, &entity, sizeof(entity));
	return gz_buf_str(&s->spelling, name) ? gz_buf_view(&s->spelling) : gz_str_of(NULL, 0);
}

bool gz_store_name_add(struct gz_store *s, int64_t entity, struct gz_str name, struct gz_str folded,
		       struct gz_error *err)
{
	struct gz_memory *m = &s->memory;
	struct gz_str key = spelling_key(s, entity, name);
	struct gz_new_name fresh = {.id = s->last_name + 1, .entity = entity, .folding = {NULL, 0}};
	bool room = key.ptr != NULL;

	if (room) {
		key = gz_arena_str(&m->keys, key);
		room = key.ptr != NULL;
	}
	if (room && !is_lower(name, folded)) {
		fresh.folding = gz_arena_str(&m->keys, folded);
		room = fresh.folding.ptr != NULL;
	}
	if (!room)
		return gz_fail_nomem(err);
	fresh.name = gz_str_of(key.ptr + sizeof(entity), key.len - sizeof(entity));
	if (fresh.id > UINT32_MAX)
		return gz_fail_at(err, GZ_ELIMIT, s->path, 0, 0, "too many names");
	if (!gz_map_put(&m->spellings, key, (uint32_t)fresh.id, NULL) || !GZ_PUSH(&m->new_names, fresh))
		return gz_fail_nomem(err);
	s->last_name++;
	return gz_keys_add(s, GZ_KEY_NAME, gz_key_text(folded), fresh.id, err);
}

bool gz_store_insert_names(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *insert;

	if (!s->memory.new_names.len)
		return true;
	insert = gz_store_statement(s, GZ_SQL_NAME_INSERT, err);
	if (!insert || !gz_store_run(s, insert, "write", err))
		return false;
	s->memory.new_names.len = 0;
	return true;
}

bool gz_store_name_refold(struct gz_store *s, int64_t id, struct gz_str name, struct gz_str folded,
			  struct gz_error *err)
{
	sqlite3_stmt *update = gz_store_statement(s, GZ_SQL_NAME_REFOLD, err);

	if (!update)
		return false;
	sqlite3_bind_int64(update, 1, id);
	if (!is_lower(name, folded))
		gz_store_bind_text(update, 2, folded);
	return gz_store_run(s, update, "write", err);
}

static bool add_name(void *to, struct gz_str name, struct gz_str folded)
{
	struct adding *a = to;

	if (was_given(a, name))
		return true;
	gz_buf_add(&a->given, &name.len, sizeof(name.len));
	if (!gz_buf_str(&a->given, name))
		gz_fail_nomem(a->err);
	a->failed = a->given.failed || !gz_store_name_add(a->store, a->entity, name, folded, a->err);
	return !a->failed;
}

static bool fold_name(struct gz_store *s, struct gz_str name, struct gz_str *folded, struct gz_error *err)
{
	gz_arena_reset(&s->folded);
	*folded = GZ_STR("");
	return s->names->fold(s->names->self, name, &s->folded, folded) || gz_fail_nomem(err);
}

static bool add_names(struct gz_store *s, const struct gz_entity *entity, int64_t id, struct gz_error *err)
{
	struct adding a = {.store = s, .entity = id, .err = err};
	struct gz_str folded;
	bool done;

	/* The canonical name first, in whatever order the gazetteer gives them. */
	done = fold_name(s, entity->name, &folded, err) && add_name(&a, entity->name, folded);
	if (done && !s->names->each_name(s->names->self, entity, add_name, &a))
		done = !a.failed && gz_fail_nomem(err);
	gz_buf_free(&a.given);
	return done;
}

bool gz_store_spelling(struct gz_store *s, int64_t entity, struct gz_str name, int64_t *id,
		       struct gz_error *err)
{
	struct gz_str folded, key = spelling_key(s, entity, name);
	const uint32_t *known;

	*id = 0;
	if (!key.ptr)
		return gz_fail_nomem(err);
	known = gz_map_get(&s->memory.spellings, key);
	if (known) {
		*id = *known;
		return true;
	}
	if (!fold_name(s, name, &folded, err) || !gz_keys_find(s, GZ_KEY_NAME, gz_key_text(folded), err))
		return false;
	for (size_t i = 0; i < s->candidates.len && !*id; i++) {
		sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_NAME_FIND, err);

		if (!find)
			return false;
		sqlite3_bind_int64(find, 1, s->candidates.ptr[i]);
		sqlite3_bind_int64(find, 2, entity);
		gz_store_bind_text(find, 3, name);
		if (!gz_store_number(s, find, id, err))
			return false;
	}
	if (*id)
		return true;
	if (!gz_store_name_add(s, entity, name, folded, err))
		return false;
	*id = s->last_name;
	return true;
}

/* ---- entities ------------------------------------------------------------- */

struct added {
	struct gz_entity entity; /* a copy: it may have been made for the question */
	int64_t id, country, series;
};
typedef GZ_VEC(struct added) added_vec;

bool gz_store_entities_load(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *all = gz_store_statement(s, GZ_SQL_TRUTH_ENTITIES, err);
	bool done = all != NULL;
	int code = SQLITE_DONE;

	while (done && (code = sqlite3_step(all)) == SQLITE_ROW) {
		struct gz_str id = gz_store_blob(all, 1);

		done = gz_map_get(&s->memory.entities, id) ||
		       remember(s, &s->memory.entities, id, sqlite3_column_int64(all, 0), err);
	}
	if (done && code != SQLITE_DONE)
		done = gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(all);
	return done;
}

bool gz_store_entity_find(struct gz_store *s, struct gz_str id, int64_t *found, struct gz_error *err)
{
	return look_up(s, &s->memory.entities, GZ_KEY_ENTITY, GZ_SQL_ENTITY_FIND, id, found, err);
}

/* Gives the entity a number. Its row follows when the numbers of those that it names are known. */
static bool add_entity(struct gz_store *s, const struct gz_entity *entity, added_vec *fresh, int64_t *id,
		       struct gz_error *err)
{
	*id = ++s->last_entity;
	if (!GZ_PUSH(fresh, ((struct added){.entity = *entity, .id = *id})))
		return gz_fail_nomem(err);
	return remember(s, &s->memory.entities, entity->id, *id, err) &&
	       gz_keys_add(s, GZ_KEY_ENTITY, gz_key_text(entity->id), *id, err);
}

/* The number of an entity that another one names; 0 where the gazetteer does not have it. */
static bool refer(struct gz_store *s, struct gz_str name, added_vec *fresh, int64_t *id, struct gz_error *err)
{
	struct gz_entity entity;

	*id = 0;
	if (!name.len)
		return true;
	if (!gz_store_entity_find(s, name, id, err))
		return false;
	if (*id)
		return true;
	if (!s->names->find(s->names->self, name, &entity))
		return true;
	return add_entity(s, &entity, fresh, id, err);
}

static bool insert_entity(struct gz_store *s, const struct added *a, struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_ENTITY_INSERT, err);

	if (!insert)
		return false;
	sqlite3_bind_int64(insert, 1, a->id);
	gz_store_bind_text(insert, 2, a->entity.id);
	gz_store_bind_text(insert, 3, gz_str(gz_type_name(a->entity.type)));
	gz_store_bind_text(insert, 4, a->entity.name);
	if (a->country)
		sqlite3_bind_int64(insert, 5, a->country);
	if (a->series)
		sqlite3_bind_int64(insert, 6, a->series);
	gz_store_bind_day(insert, 7, a->entity.from);
	gz_store_bind_day(insert, 8, a->entity.to);
	return gz_store_run(s, insert, "write", err) && add_names(s, &a->entity, a->id, err);
}

/* Rows for those in the list, and for what they name. A list, not recursion: series of series may be long, or
 * lead in a circle. */
static bool insert_all(struct gz_store *s, added_vec *fresh, struct gz_error *err)
{
	bool done = true;

	for (size_t i = 0; done && i < fresh->len; i++) {
		int64_t country, series;

		done = refer(s, fresh->ptr[i].entity.country, fresh, &country, err) &&
		       refer(s, fresh->ptr[i].entity.series, fresh, &series, err);
		if (done) {
			fresh->ptr[i].country = country;
			fresh->ptr[i].series = series;
		}
	}
	for (size_t i = 0; done && i < fresh->len; i++)
		done = insert_entity(s, &fresh->ptr[i], err);
	return done;
}

bool gz_store_entity(struct gz_store *s, const struct gz_entity *entity, int64_t *id, struct gz_error *err)
{
	added_vec fresh = {.len = 0};
	bool done;

	if (!gz_store_entity_find(s, entity->id, id, err))
		return false;
	if (*id)
		return true;
	done = add_entity(s, entity, &fresh, id, err) && insert_all(s, &fresh, err);
	GZ_VEC_FREE(&fresh);
	return done;
}

bool gz_store_entity_named(struct gz_store *s, struct gz_str id, int64_t *found, struct gz_error *err)
{
	added_vec fresh = {.len = 0};
	bool done = refer(s, id, &fresh, found, err) && insert_all(s, &fresh, err);

	GZ_VEC_FREE(&fresh);
	return done;
}
