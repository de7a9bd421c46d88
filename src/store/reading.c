/*
 * reading.c owns the rows of `reading`: what the mentions of an entity by one name have in common. There are
 * fifty mentions to a reading: what was met before in this run is answered from a table in memory, without
 * asking the database and without any look-up by text but a comparison with what is expected.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define SLOTS_FIRST 4096
/* A look-up of a reading, with its entity and name, costs as much as so many rows in a pass over all. */
#define ROWS_A_LOOK 16
/* Greater numbers are no index into an array. */
#define KNOWN_MAX ((size_t)1 << 28)

void gz_memory_forget(struct gz_memory *m)
{
	gz_map_free(&m->sources);
	gz_map_free(&m->entities);
	gz_map_free(&m->spellings);
	GZ_VEC_FREE(&m->new_names);
	GZ_VEC_FREE(&m->known);
	GZ_VEC_FREE(&m->readings);
	free(m->slots);
	m->slots = NULL;
	m->cap = 0;
	m->looked = 0;
	m->whole = false;
	gz_arena_free(&m->keys);
}

/* ---- the entity -------------------------------------------------------------- */

/* By its number in the gazetteer, which stays the same for the whole run; the id is compared all the same. */
static bool find_entity(struct gz_store *s, const struct gz_entity *entity, uint32_t *id,
			struct gz_error *err)
{
	struct gz_memory *m = &s->memory;
	struct gz_known_entity *known;
	int64_t found;

	if (entity->index < m->known.len) {
		known = &m->known.ptr[entity->index];
		if (known->database && gz_str_eq(known->id, entity->id)) {
			*id = known->database;
			return true;
		}
	}
	if (!gz_store_entity(s, entity, &found, err))
		return false;
	*id = (uint32_t)found;
	if (entity->index == GZ_NONE || entity->index >= KNOWN_MAX)
		return true;
	if (entity->index >= m->known.len) {
		size_t before = m->known.len;

		if (!GZ_GROW(&m->known, entity->index + 1 - before))
			return gz_fail_nomem(err);
		m->known.len = entity->index + 1;
		memset(m->known.ptr + before, 0, (m->known.len - before) * sizeof(*m->known.ptr));
	}
	known = &m->known.ptr[entity->index];
	if (known->database)
		return true;
	known->id = gz_arena_str(&m->keys, entity->id);
	if (!known->id.ptr)
		return gz_fail_nomem(err);
	known->database = *id;
	return true;
}

/* ---- readings in memory --------------------------------------------------------- */

static uint64_t mix(uint64_t a, uint64_t b)
{
	a = (a ^ b) * 0x9e3779b97f4a7c15;
	return a ^ a >> 29;
}

static uint32_t permille_of(float score)
{
	if (!(score > 0))
		return 0;
	return score > 1 ? 1000 : (uint32_t)((double)score * 1000 + 0.5);
}

static void set_hash(struct gz_known_reading *r)
{
	r->hash = mix(gz_str_hash(r->name), (uint64_t)r->entity << 32 | r->permille);
	r->hash = mix(r->hash, (uint64_t)r->length << 32 | r->tokens);
	r->hash = mix(r->hash, (uint64_t)r->via << 16 | (uint64_t)r->field << 8 | r->nested);
}

static void describe(const struct gz_mention *m, uint32_t entity, struct gz_known_reading *out)
{
	*out = (struct gz_known_reading){.name = m->name.len ? m->name : m->entity->name,
					 .permille = permille_of(m->score),
					 .entity = entity,
					 .tokens = m->tokens,
					 .length = m->length,
					 .via = m->via,
					 .nested = m->nested,
					 .field = m->field};
	set_hash(out);
}

static bool same(const struct gz_known_reading *a, const struct gz_known_reading *b)
{
	return a->hash == b->hash && a->entity == b->entity && a->length == b->length &&
	       a->tokens == b->tokens && a->via == b->via && a->field == b->field && a->nested == b->nested &&
	       a->permille == b->permille && gz_str_eq(a->name, b->name);
}

/* Where it stands, or where it may be put. */
static uint32_t *find_slot(struct gz_memory *m, const struct gz_known_reading *wanted)
{
	size_t at = (size_t)wanted->hash & (m->cap - 1);

	while (m->slots[at] && !same(&m->readings.ptr[m->slots[at] - 1], wanted))
		at = (at + 1) & (m->cap - 1);
	return &m->slots[at];
}

static bool make_room(struct gz_memory *m)
{
	size_t cap = m->cap ? m->cap * 2 : SLOTS_FIRST;
	uint32_t *slots;

	if ((m->readings.len + 1) * 2 <= m->cap)
		return true;
	slots = calloc(cap, sizeof(*slots));
	if (!slots)
		return false;
	free(m->slots);
	m->slots = slots;
	m->cap = cap;
	for (size_t i = 0; i < m->readings.len; i++) {
		size_t at = (size_t)m->readings.ptr[i].hash & (cap - 1);

		while (slots[at])
			at = (at + 1) & (cap - 1);
		slots[at] = (uint32_t)i + 1;
	}
	return true;
}

/* ---- readings in the database ------------------------------------------------------ */

static void bind_parts(sqlite3_stmt *statement, int at, const int64_t parts[GZ_READING_PARTS])
{
	for (int i = 0; i < GZ_READING_PARTS; i++)
		sqlite3_bind_int64(statement, at + i, parts[i]);
}

static bool look_up(struct gz_store *s, const int64_t parts[GZ_READING_PARTS], int64_t *id,
		    struct gz_error *err)
{
	*id = 0;
	if (!gz_keys_find(s, GZ_KEY_READING, gz_key_reading(parts), err))
		return false;
	for (size_t i = 0; i < s->candidates.len && !*id; i++) {
		sqlite3_stmt *find = gz_store_statement(s, GZ_SQL_READING_FIND, err);

		if (!find)
			return false;
		sqlite3_bind_int64(find, 1, s->candidates.ptr[i]);
		bind_parts(find, 2, parts);
		if (!gz_store_number(s, find, id, err))
			return false;
	}
	return true;
}

static bool find_reading(struct gz_store *s, const struct gz_known_reading *wanted, int64_t *id,
			 struct gz_error *err)
{
	int64_t parts[GZ_READING_PARTS] = {wanted->entity, 0,
					   wanted->via,	   wanted->permille,
					   wanted->nested, wanted->field,
					   wanted->tokens, wanted->length};
	sqlite3_stmt *insert;

	*id = 0;
	if (!gz_store_spelling(s, wanted->entity, wanted->name, &parts[1], err) ||
	    (!s->memory.whole && !look_up(s, parts, id, err)))
		return false;
	if (*id)
		return true;
	insert = gz_store_statement(s, GZ_SQL_READING_INSERT, err);
	if (!insert)
		return false;
	bind_parts(insert, 1, parts);
	if (!gz_store_run(s, insert, "write", err))
		return false;
	*id = sqlite3_last_insert_rowid(s->db);
	return gz_keys_add(s, GZ_KEY_READING, gz_key_reading(parts), *id, err);
}

/* ---- all of them ------------------------------------------------------------------- */

/* False where memory ran out. What holds values that no gazet writes is left to `gazet db check`. */
static bool learn(struct gz_memory *m, sqlite3_stmt *row)
{
	struct gz_known_reading r = {.id = (uint32_t)sqlite3_column_int64(row, 0),
				     .name = gz_store_blob(row, 1),
				     .entity = (uint32_t)sqlite3_column_int64(row, 2),
				     .via = (uint8_t)sqlite3_column_int(row, 3),
				     .permille = (uint32_t)sqlite3_column_int64(row, 4),
				     .nested = sqlite3_column_int(row, 5) != 0,
				     .field = (uint8_t)sqlite3_column_int(row, 6),
				     .tokens = (uint32_t)sqlite3_column_int64(row, 7),
				     .length = (uint32_t)sqlite3_column_int64(row, 8)};
	uint32_t *slot;

	set_hash(&r);
	if (!make_room(m))
		return false;
	slot = find_slot(m, &r);
	if (*slot || sqlite3_column_int64(row, 0) > UINT32_MAX)
		return true;
	r.name = gz_arena_str(&m->keys, r.name);
	if (!r.name.ptr || !GZ_PUSH(&m->readings, r))
		return false;
	*slot = (uint32_t)m->readings.len;
	return true;
}

static bool load_all(struct gz_store *s, struct gz_error *err)
{
	sqlite3_stmt *all;
	bool room = true;
	int code = SQLITE_DONE;

	if (!gz_store_insert_names(s, err))
		return false;
	all = gz_store_statement(s, GZ_SQL_READING_ALL, err);
	if (!all)
		return false;
	while (room && (code = sqlite3_step(all)) == SQLITE_ROW)
		room = learn(&s->memory, all);
	if (room && code != SQLITE_DONE)
		gz_store_fail(s->db, s->path, code, "read", err);
	sqlite3_reset(all);
	if (!room)
		return gz_fail_nomem(err);
	if (code != SQLITE_DONE || !gz_store_entities_load(s, err))
		return false;
	s->memory.whole = true;
	return true;
}

/* A run that meets many readings gets all in one pass, for less than it has paid for those it looked up. */
static bool load_when_due(struct gz_store *s, struct gz_error *err)
{
	struct gz_memory *m = &s->memory;
	int64_t rows;

	if (m->whole)
		return true;
	m->looked++;
	/* Asked for seldom: at powers of two. */
	if ((m->looked & (m->looked - 1)) || m->looked < 64)
		return true;
	if (!gz_store_last(s, GZ_SQL_READING_LAST, "reading", &rows, err))
		return false;
	return (uint64_t)rows > m->looked * ROWS_A_LOOK || load_all(s, err);
}

bool gz_store_reading(struct gz_store *s, const struct gz_mention *m, uint32_t *entity, uint32_t *reading,
		      struct gz_error *err)
{
	struct gz_memory *memory = &s->memory;
	struct gz_known_reading wanted;
	uint32_t *slot;
	int64_t id;

	if (!find_entity(s, m->entity, entity, err))
		return false;
	describe(m, *entity, &wanted);
	if (!make_room(memory))
		return gz_fail_nomem(err);
	slot = find_slot(memory, &wanted);
	if (!*slot) {
		if (!load_when_due(s, err))
			return false;
		if (!make_room(memory))
			return gz_fail_nomem(err);
		slot = find_slot(memory, &wanted);
	}
	if (*slot) {
		*reading = memory->readings.ptr[*slot - 1].id;
		return true;
	}
	if (!find_reading(s, &wanted, &id, err))
		return false;
	if (id > UINT32_MAX)
		return gz_fail_at(err, GZ_ELIMIT, s->path, 0, 0, "too many readings");
	wanted.id = *reading = (uint32_t)id;
	wanted.name = gz_arena_str(&memory->keys, wanted.name);
	if (!wanted.name.ptr || !GZ_PUSH(&memory->readings, wanted))
		return gz_fail_nomem(err);
	*slot = (uint32_t)memory->readings.len;
	return true;
}
