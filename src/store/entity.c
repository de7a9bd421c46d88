/*
 * entity.c owns the rows that documents refer to: sources, entities with their names, and the spellings of
 * mentions. What was seen before is answered from memory; a miss asks the database, so that opening a large
 * one stays cheap.
 */
#include "internal.h"

static bool remember(struct gz_store *s, struct gz_map *map, struct gz_str key, int64_t id,
		     struct gz_error *err)
{
	struct gz_str copy = gz_arena_str(&s->keys, key);

	if (id <= 0 || id > UINT32_MAX)
		return gz_fail_at(err, GZ_ELIMIT, s->path, 0, 0, "too many sources, entities or names");
	if (!copy.ptr || !gz_map_put(map, copy, (uint32_t)id, NULL))
		return gz_fail_nomem(err);
	return true;
}

/* *id = 0 where the database has no such key. */
static bool look_up(struct gz_store *s, struct gz_map *map, struct gz_str key, enum gz_statement which,
		    int64_t *id, struct gz_error *err)
{
	const uint32_t *known = gz_map_get(map, key);
	sqlite3_stmt *find;

	if (known) {
		*id = *known;
		return true;
	}
	find = gz_store_statement(s, which, err);
	if (!find)
		return false;
	gz_store_bind_text(find, 1, key);
	return gz_store_number(s, find, id, err) && (!*id || remember(s, map, key, *id, err));
}

bool gz_store_source(struct gz_store *s, struct gz_str name, int64_t *id, struct gz_error *err)
{
	sqlite3_stmt *insert;

	if (!look_up(s, &s->sources, name, GZ_SQL_SOURCE_FIND, id, err))
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
	return remember(s, &s->sources, name, *id, err);
}

/* ---- names --------------------------------------------------------------- */

struct adding {
	struct gz_store *store;
	int64_t entity;
	struct gz_error *err;
	bool failed;
};

static bool add_name(void *to, struct gz_str name, struct gz_str folded)
{
	struct adding *a = to;
	sqlite3_stmt *insert = gz_store_statement(a->store, GZ_SQL_NAME_INSERT, a->err);

	if (!insert) {
		a->failed = true;
		return false;
	}
	sqlite3_bind_int64(insert, 1, a->entity);
	gz_store_bind_text(insert, 2, name);
	gz_store_bind_text(insert, 3, folded);
	a->failed = !gz_store_run(a->store, insert, "write", a->err);
	return !a->failed;
}

static bool add_unfolded(struct gz_store *s, int64_t entity, struct gz_str name, struct gz_error *err)
{
	struct adding a = {s, entity, err, false};
	struct gz_str folded = {"", 0};
	bool done;

	if (!s->names->fold(s->names->self, name, &s->folded, &folded))
		return gz_fail_nomem(err);
	done = add_name(&a, name, folded);
	gz_arena_reset(&s->folded);
	return done;
}

static bool add_names(struct gz_store *s, const struct gz_entity *entity, int64_t id, struct gz_error *err)
{
	struct adding a = {s, id, err, false};

	/* The canonical name first, in whatever order the gazetteer gives them. */
	if (!add_unfolded(s, id, entity->name, err))
		return false;
	if (s->names->each_name(s->names->self, entity, add_name, &a))
		return true;
	return a.failed ? false : gz_fail_nomem(err);
}

bool gz_store_spelling(struct gz_store *s, int64_t entity, struct gz_str name, int64_t *id,
		       struct gz_error *err)
{
	uint32_t number = (uint32_t)entity;
	const uint32_t *known;
	sqlite3_stmt *find;

	gz_buf_clear(&s->key);
	gz_buf_add(&s->key, &number, sizeof(number));
	if (!gz_buf_str(&s->key, name))
		return gz_fail_nomem(err);
	known = gz_map_get(&s->spellings, gz_buf_view(&s->key));
	if (known) {
		*id = *known;
		return true;
	}
	for (int attempt = 0; attempt < 2; attempt++) {
		find = gz_store_statement(s, GZ_SQL_NAME_FIND, err);
		if (!find)
			return false;
		sqlite3_bind_int64(find, 1, entity);
		gz_store_bind_text(find, 2, name);
		if (!gz_store_number(s, find, id, err))
			return false;
		if (*id)
			break;
		if (!add_unfolded(s, entity, name, err))
			return false;
	}
	return remember(s, &s->spellings, gz_buf_view(&s->key), *id, err);
}

/* ---- entities ------------------------------------------------------------- */

struct added {
	struct gz_str country, series; /* ids of what it names */
	int64_t id;
};
typedef GZ_VEC(struct added) added_vec;

static bool insert_entity(struct gz_store *s, const struct gz_entity *entity, added_vec *fresh, int64_t *id,
			  struct gz_error *err)
{
	sqlite3_stmt *insert = gz_store_statement(s, GZ_SQL_ENTITY_INSERT, err);

	if (!insert)
		return false;
	gz_store_bind_text(insert, 1, entity->id);
	gz_store_bind_text(insert, 2, gz_str(gz_type_name(entity->type)));
	gz_store_bind_text(insert, 3, entity->name);
	gz_store_bind_day(insert, 4, entity->from);
	gz_store_bind_day(insert, 5, entity->to);
	if (!gz_store_run(s, insert, "write", err))
		return false;
	*id = sqlite3_last_insert_rowid(s->db);
	if (!remember(s, &s->entities, entity->id, *id, err) || !add_names(s, entity, *id, err))
		return false;
	if (!GZ_PUSH(fresh, ((struct added){entity->country, entity->series, *id})))
		return gz_fail_nomem(err);
	return true;
}

/* The row of an entity that another one names; 0 where the gazetteer does not have it. */
static bool refer(struct gz_store *s, struct gz_str name, added_vec *fresh, int64_t *id, struct gz_error *err)
{
	struct gz_entity entity;

	*id = 0;
	if (!name.len)
		return true;
	if (!look_up(s, &s->entities, name, GZ_SQL_ENTITY_FIND, id, err))
		return false;
	if (*id)
		return true;
	if (!s->names->find(s->names->self, name, &entity))
		return true;
	if (!look_up(s, &s->entities, entity.id, GZ_SQL_ENTITY_FIND, id, err))
		return false;
	return *id || insert_entity(s, &entity, fresh, id, err);
}

static bool link_entity(struct gz_store *s, struct added a, added_vec *fresh, struct gz_error *err)
{
	int64_t country, series;
	sqlite3_stmt *link;

	if (!refer(s, a.country, fresh, &country, err) ||
	    !refer(s, a.series, fresh, &series, err))
		return false;
	if (!country && !series)
		return true;
	link = gz_store_statement(s, GZ_SQL_ENTITY_LINK, err);
	if (!link)
		return false;
	sqlite3_bind_int64(link, 1, a.id);
	if (country)
		sqlite3_bind_int64(link, 2, country);
	if (series)
		sqlite3_bind_int64(link, 3, series);
	return gz_store_run(s, link, "write", err);
}

bool gz_store_entity(struct gz_store *s, const struct gz_entity *entity, int64_t *id, struct gz_error *err)
{
	added_vec fresh = {0};
	bool done;

	if (!look_up(s, &s->entities, entity->id, GZ_SQL_ENTITY_FIND, id, err))
		return false;
	if (*id)
		return true;
	done = insert_entity(s, entity, &fresh, id, err);
	/* A list, not recursion: series of series may be long, or lead in a circle. */
	for (size_t i = 0; done && i < fresh.len; i++)
		done = link_entity(s, fresh.ptr[i], &fresh, err);
	GZ_VEC_FREE(&fresh);
	return done;
}
