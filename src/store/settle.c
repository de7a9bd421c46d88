/*
 * settle.c owns the end of tagging again: the rows of entities and names become what the gazetteer says now,
 * and what no mention needs any more goes, so that the tables are those of a database that was made with this
 * gazetteer. The keys are then made again: there are no more of them than of rows.
 */
#include <string.h>

#include "internal.h"

/* ---- entities --------------------------------------------------------------- */

bool gz_store_entity_set(struct gz_store *s, int64_t id, const struct gz_entity *entity, struct gz_error *err)
{
	sqlite3_stmt *update, *of = gz_store_statement(s, GZ_SQL_ENTITY_SERIES_OF, err);
	int64_t country, series, before;

	if (!of)
		return false;
	sqlite3_bind_int64(of, 1, id);
	if (!gz_store_number(s, of, &before, err) ||
	    !gz_store_entity_named(s, entity->country, &country, err) ||
	    !gz_store_entity_named(s, entity->series, &series, err))
		return false;
	/* Documents of an edition count for its series: the counts have to be made again. */
	if (before != series && !gz_index_unsegment(s, err))
		return false;
	update = gz_store_statement(s, GZ_SQL_ENTITY_UPDATE, err);
	if (!update)
		return false;
	sqlite3_bind_int64(update, 1, id);
	gz_store_bind_text(update, 2, gz_str(gz_type_name(entity->type)));
	gz_store_bind_text(update, 3, entity->name);
	if (country)
		sqlite3_bind_int64(update, 4, country);
	if (series)
		sqlite3_bind_int64(update, 5, series);
	gz_store_bind_day(update, 6, entity->from);
	gz_store_bind_day(update, 7, entity->to);
	return gz_store_run(s, update, "write", err);
}

/* What is in the tables, read first: they change while it is compared. */
struct known_entity {
	int64_t id;
	struct gz_str entity, name;
	bool listed; /* the gazetteer has it */
};
struct known_name {
	int64_t id, entity;
	struct gz_str name, folded; /* as it was found; of one that was added, nothing */
	bool keep;
};
struct settling {
	struct gz_store *store;
	struct gz_arena texts;
	GZ_VEC(struct known_entity) entities;
	GZ_VEC(struct known_name) names;
	struct gz_map by_name; /* the entity's number and the name: place in names */
	struct gz_buf key;
	int64_t entity; /* whose names are given */
	struct gz_error *err;
	bool failed;
};

static bool read_entities(struct settling *x, struct gz_error *err)
{
	struct gz_store *s = x->store;
	sqlite3_stmt *rows = gz_store_prepare(s->db, s->path, "queries/store_contents_entity", err);
	bool room = true;
	int code = SQLITE_DONE;

	if (!rows)
		return false;
	while (room && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		struct known_entity e = {.id = sqlite3_column_int64(rows, 0),
					 .entity = gz_arena_str(&x->texts, gz_store_blob(rows, 1)),
					 .name = gz_arena_str(&x->texts, gz_store_blob(rows, 3))};

		room = e.entity.ptr && e.name.ptr && GZ_PUSH(&x->entities, e);
	}
	if (room && code != SQLITE_DONE)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_finalize(rows);
	return room ? code == SQLITE_DONE : gz_fail_nomem(err);
}

static bool set_entities(struct settling *x, struct gz_error *err)
{
	struct gz_store *s = x->store;

	for (size_t i = 0; i < x->entities.len; i++) {
		struct known_entity *e = &x->entities.ptr[i];
		struct gz_entity now;

		e->listed = s->names->find(s->names->self, e->entity, &now);
		if (e->listed && !gz_store_entity_set(s, e->id, &now, err))
			return false;
	}
	return true;
}

/* ---- names ------------------------------------------------------------------- */

static struct gz_str name_key(struct settling *x, int64_t entity, struct gz_str name)
{
	gz_buf_clear(&x->key);
	gz_buf_add(&x->key, &entity, sizeof(entity));
	gz_buf_str(&x->key, name);
	return gz_buf_view(&x->key);
}

static bool read_names(struct settling *x, struct gz_error *err)
{
	struct gz_store *s = x->store;
	sqlite3_stmt *rows = gz_store_statement(s, GZ_SQL_NAME_SCAN, err);
	bool room = true;
	int code = SQLITE_DONE;

	if (!rows)
		return false;
	while (room && (code = sqlite3_step(rows)) == SQLITE_ROW) {
		struct known_name n = {.id = sqlite3_column_int64(rows, 0),
				       .entity = sqlite3_column_int64(rows, 1),
				       .folded = gz_arena_str(&x->texts, gz_store_blob(rows, 4)),
				       .keep = sqlite3_column_int(rows, 3) != 0};
		struct gz_str key = gz_arena_str(&x->texts, name_key(x, n.entity, gz_store_blob(rows, 2)));

		if (key.ptr)
			n.name = gz_str_of(key.ptr + sizeof(n.entity), key.len - sizeof(n.entity));
		room = key.ptr && n.folded.ptr && !x->key.failed &&
		       gz_map_put(&x->by_name, key, (uint32_t)x->names.len, NULL) && GZ_PUSH(&x->names, n);
	}
	if (room && code != SQLITE_DONE)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(rows);
	return room ? code == SQLITE_DONE : gz_fail_nomem(err);
}

static bool give_name(void *to, struct gz_str name, struct gz_str folded)
{
	struct settling *x = to;
	struct gz_str key = name_key(x, x->entity, name);
	const uint32_t *at = gz_map_get(&x->by_name, key);

	if (at) {
		x->names.ptr[*at].keep = true;
		return true;
	}
	key = gz_arena_str(&x->texts, key);
	if (!key.ptr || x->key.failed || !gz_map_put(&x->by_name, key, (uint32_t)x->names.len, NULL) ||
	    !GZ_PUSH(&x->names, ((struct known_name){.entity = x->entity, .keep = true})))
		x->failed = !gz_fail_nomem(x->err);
	else
		x->failed = !gz_store_name_add(x->store, x->entity, name, folded, x->err);
	return !x->failed;
}

/* The names of one entity; of one that a pattern made only its own. */
static bool give_names(struct settling *x, const struct known_entity *e, struct gz_error *err)
{
	const struct gz_names *names = x->store->names;
	struct gz_entity now = {.index = GZ_NONE, .name = e->name};
	struct gz_arena arena = {0};
	struct gz_str folded;
	bool done;

	x->entity = e->id;
	if (e->listed)
		names->find(names->self, e->entity, &now);
	done = names->fold(names->self, now.name, &arena, &folded) || gz_fail_nomem(err);
	done = done && give_name(x, now.name, folded);
	gz_arena_free(&arena);
	if (done && e->listed && !names->each_name(names->self, &now, give_name, x))
		done = !x->failed && gz_fail_nomem(err);
	return done;
}

/* A database of another version of gazet may fold names in another way, and questions would not find them. */
static bool refold(struct settling *x, const struct known_name *n, struct gz_error *err)
{
	const struct gz_names *names = x->store->names;
	struct gz_arena arena = {0};
	struct gz_str folded;
	bool done = names->fold(names->self, n->name, &arena, &folded) || gz_fail_nomem(err);

	if (done && !gz_str_eq(folded, n->folded))
		done = gz_store_name_refold(x->store, n->id, n->name, folded, err);
	gz_arena_free(&arena);
	return done;
}

static bool settle_names(struct settling *x, struct gz_error *err)
{
	for (size_t i = 0; i < x->entities.len; i++)
		if (!give_names(x, &x->entities.ptr[i], err))
			return false;
	for (size_t i = 0; i < x->names.len; i++) {
		const struct known_name *n = &x->names.ptr[i];

		if (n->id && !(n->keep ? refold(x, n, err)
				       : gz_store_run_with(x->store, GZ_SQL_NAME_DELETE, n->id, 0, err)))
			return false;
	}
	return true;
}

/* ---- all of it ------------------------------------------------------------------ */

static bool settle(struct settling *x, struct gz_error *err)
{
	struct gz_store *s = x->store;

	if (!gz_store_run_with(s, GZ_SQL_READING_PRUNE, 0, 0, err) || !read_entities(x, err) ||
	    !set_entities(x, err) || !gz_store_insert_names(s, err) ||
	    !gz_store_run_with(s, GZ_SQL_ENTITY_PRUNE, 0, 0, err))
		return false;
	/* Again: some are gone, and some came with what others name. */
	x->entities.len = 0;
	if (!read_entities(x, err))
		return false;
	for (size_t i = 0; i < x->entities.len; i++) {
		struct gz_entity now;

		x->entities.ptr[i].listed = s->names->find(s->names->self, x->entities.ptr[i].entity, &now);
	}
	return read_names(x, err) && settle_names(x, err) && gz_store_insert_names(s, err);
}

bool gz_store_settle(struct gz_store *s, struct gz_error *err)
{
	struct settling x = {.store = s, .err = err};
	bool done = settle(&x, err);

	gz_arena_free(&x.texts);
	GZ_VEC_FREE(&x.entities);
	GZ_VEC_FREE(&x.names);
	gz_map_free(&x.by_name);
	gz_buf_free(&x.key);
	if (!done)
		return false;
	/* Rows have gone that memory and keys still know. */
	gz_memory_forget(&s->memory);
	gz_keys_forget(s);
	s->loaded = false;
	return gz_store_run_with(s, GZ_SQL_KEYS_DROP, 0, 0, err) && gz_keys_rebuild(s, err);
}
