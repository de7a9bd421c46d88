/*
 * store_fixture.h: what the tests of the store share: a folder of their own, a small gazetteer, documents,
 * and ways to look into the file. Everything is inline, so that each test may use a part of it.
 */
#ifndef GAZET_STORE_FIXTURE_H
#define GAZET_STORE_FIXTURE_H

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/store/internal.h"
#include "gazet/sql.h"
#include "gazet/text.h"

/* ---- a folder of its own ---------------------------------------------------- */

struct place {
	char folder[256], db[300], other[300];
};

static inline int set_up(void **state)
{
	struct place *p = calloc(1, sizeof(*p));
	const char *base = getenv("TMPDIR");

	if (!p)
		return -1;
	snprintf(p->folder, sizeof(p->folder), "%.200s/gazet-store-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(p->folder))
		return -1;
	snprintf(p->db, sizeof(p->db), "%s/a.db", p->folder);
	snprintf(p->other, sizeof(p->other), "%s/b.db", p->folder);
	*state = p;
	return 0;
}

static inline int tear_down(void **state)
{
	const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
	struct place *p = *state;
	char path[400];

	for (size_t i = 0; i < GZ_COUNT(suffixes); i++) {
		snprintf(path, sizeof(path), "%s%s", p->db, suffixes[i]);
		remove(path);
		snprintf(path, sizeof(path), "%s%s", p->other, suffixes[i]);
		remove(path);
	}
	rmdir(p->folder);
	free(p);
	return 0;
}

static inline bool exists(const char *path, const char *suffix)
{
	char name[400];

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	return access(name, F_OK) == 0;
}

static inline void write_file(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static inline struct gz_buf read_file(const char *path)
{
	struct gz_buf b = {0};
	FILE *f = fopen(path, "rb");
	char chunk[4096];
	size_t got;

	assert_non_null(f);
	while ((got = fread(chunk, 1, sizeof(chunk), f)) > 0)
		assert_true(gz_buf_add(&b, chunk, got));
	fclose(f);
	return b;
}

/* ---- a small gazetteer ------------------------------------------------------- */

#define ENTITY(id_, name_, type_, country_, series_)                                                   \
	{                                                                                              \
		.id = {id_, sizeof(id_) - 1}, .name = {name_, sizeof(name_) - 1},                      \
		.country = {country_, sizeof(country_) - 1}, .series = {series_, sizeof(series_) - 1}, \
		.from = GZ_NO_DAY, .to = GZ_NO_DAY, .type = type_                                      \
	}

enum { RUSSIA, PUTIN, G20, G20_2017, KREMLIN, LOOP_A, LOOP_B, KNOWN };
static const struct gz_entity entities[KNOWN] = {
	ENTITY("country/ru", "Russia", GZ_COUNTRY, "", ""),
	ENTITY("person/vladimir-putin", "Vladimir Putin", GZ_PERSON, "country/ru", ""),
	ENTITY("event/g20", "G20", GZ_EVENT, "", ""),
	ENTITY("event/g20-2017", "G20 Hamburg", GZ_EVENT, "country/de", "event/g20"),
	ENTITY("place/kremlin", "Kremlin", GZ_PLACE, "country/ru", ""),
	ENTITY("event/loop-a", "Loop A", GZ_EVENT, "", "event/loop-b"),
	ENTITY("event/loop-b", "Loop B", GZ_EVENT, "", "event/loop-a"),
};

static inline bool fold(const void *self, struct gz_str name, struct gz_arena *arena, struct gz_str *folded)
{
	char *copy = gz_arena_alloc(arena, name.len + 1);

	(void)self;
	if (!copy)
		return false;
	for (size_t i = 0; i < name.len; i++)
		copy[i] = (char)(name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? name.ptr[i] + 32 : name.ptr[i]);
	*folded = gz_str_of(copy, name.len);
	return true;
}

static inline bool each_name(const void *self, const struct gz_entity *entity,
			     bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to)
{
	(void)self;
	/* An alias in front of the canonical name: the store puts that first all the same. */
	return add(to, GZ_STR("An Alias"), GZ_STR("an alias")) && add(to, entity->name, GZ_STR("not used"));
}

static bool find(const void *self, struct gz_str id, struct gz_entity *out)
{
	(void)self;
	for (size_t i = 0; i < KNOWN; i++)
		if (gz_str_eq(entities[i].id, id)) {
			*out = entities[i];
			return true;
		}
	return false;
}

static const struct gz_names names = {NULL, each_name, find, fold, gz_text_sketch};

/* ---- documents ----------------------------------------------------------------- */

#define TEXT "Vladimir Putin of Russia went to the G20 summit in Hamburg, far from the Kremlin."

static inline struct gz_mention mention(int entity, uint32_t start, uint32_t length, uint32_t token)
{
	return (struct gz_mention){.entity = &entities[entity],
				   .name = entities[entity].name,
				   .start = start,
				   .length = length,
				   .byte_start = start,
				   .byte_length = length,
				   .token = token,
				   .tokens = 1,
				   .sentence = 0,
				   .score = 0.9f,
				   .field = GZ_TEXT};
}

/* The content hash is the text's, as the reader's would be. */
static inline struct gz_tagged document(const char *id, const char *text, struct gz_mention *mentions,
					size_t count)
{
	struct gz_tagged t = {.mentions = mentions, .count = count};
	uint64_t hash = gz_str_hash(gz_str(text));

	t.doc.source = GZ_STR("test");
	t.doc.id = gz_str(id);
	t.doc.field[GZ_TEXT] = gz_str(text);
	t.doc.day = 17354;
	t.doc.precision = GZ_DAY;
	memcpy(t.doc.hash, &hash, sizeof(hash));
	return t;
}

static inline struct gz_store *open_store(const char *path)
{
	struct gz_run run = {
		.tool_version = GZ_STR("0.1"), .gazetteer_hash = GZ_STR("hash-1"), .options = GZ_STR("{}")};
	struct gz_store *s = NULL;
	struct gz_error err;

	if (!gz_store_open(path, &s, &err) || !gz_store_begin(s, &run, &names, &err))
		fail_msg("%s", err.message);
	return s;
}

static inline void end_store(struct gz_store *s)
{
	struct gz_counts counts = {.added = 1};
	struct gz_error err;

	if (!gz_store_end(s, &counts, false, &err) || !gz_store_close(s, &err))
		fail_msg("%s", err.message);
}

static inline enum gz_put put(struct gz_store *s, struct gz_tagged t, bool *duplicate)
{
	struct gz_error err;
	enum gz_put what;
	bool ignored;

	if (!gz_store_put(s, &t, &what, duplicate ? duplicate : &ignored, &err))
		fail_msg("%s", err.message);
	return what;
}

static inline void commit(struct gz_store *s)
{
	struct gz_error err;

	if (!gz_store_commit(s, &err))
		fail_msg("%s", err.message);
}

static inline void put_text(struct gz_store *s, const char *id, const char *text, enum gz_put what,
			    bool duplicate)
{
	struct gz_mention m = mention(PUTIN, 0, 1, 0);
	bool found;

	assert_int_equal(put(s, document(id, text, &m, 1), &found), what);
	assert_int_equal(found, duplicate);
}

/* ---- looking into the file -------------------------------------------------------- */

/* All rows of a query, cells joined by "|", rows by line breaks. */
static inline struct gz_buf ask(const char *path, const char *sql)
{
	struct gz_buf out = {0};
	sqlite3_stmt *statement;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(statement) == SQLITE_ROW) {
		if (out.len)
			gz_buf_byte(&out, '\n');
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *cell = (const char *)sqlite3_column_text(statement, i);

			gz_buf_printf(&out, "%s%s", i ? "|" : "", cell ? cell : "-");
		}
	}
	gz_buf_byte(&out, '\0');
	sqlite3_finalize(statement);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return out;
}

static inline void answer_is(const char *path, const char *sql, const char *answer)
{
	struct gz_buf got = ask(path, sql);

	assert_string_equal(got.ptr, answer);
	gz_buf_free(&got);
}

static inline void change(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

/* Collects the names of the checks that failed. */
static inline bool sink_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	(void)self;
	(void)err;
	assert_int_equal(count, 3);
	assert_string_equal(columns[1].name, "status");
	return true;
}

static inline bool sink_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct gz_buf *failed = self;

	(void)err;
	if (gz_str_eq(cells[1].text, GZ_STR("ok")))
		return true;
	assert_true(gz_str_eq(cells[1].text, GZ_STR("failed")));
	assert_true(cells[2].text.len > 0);
	return gz_buf_printf(failed, "%s%.*s", failed->len ? " " : "", GZ_ARG(cells[0].text));
}

static inline bool sink_end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

/* `failed`: names of the checks that must fail, in order; empty: all is sound. */
static inline void check_gives(const char *path, const char *failed)
{
	struct gz_buf found = {0};
	struct gz_sink sink = {&found, sink_begin, sink_row, sink_end};
	struct gz_error err;
	bool sound;

	if (!gz_store_check(path, &sink, &sound, &err))
		fail_msg("%s", err.message);
	gz_buf_byte(&found, '\0');
	assert_string_equal(found.ptr, failed);
	assert_int_equal(sound, !failed[0]);
	gz_buf_free(&found);
}

static inline void is_at_rest(const char *path)
{
	assert_true(exists(path, ""));
	assert_false(exists(path, "-wal"));
	assert_false(exists(path, "-shm"));
	assert_false(exists(path, "-journal"));
}

/* Opening fails with these words, and the file stays as it is, byte for byte. */
static inline void is_refused(const char *path, const char *words)
{
	struct gz_buf before = read_file(path), after;
	struct gz_store *s = NULL;
	struct gz_error err = {0};

	assert_false(gz_store_open(path, &s, &err));
	assert_null(s);
	if (!strstr(err.message, words))
		fail_msg("'%s' does not say '%s'", err.message, words);
	assert_int_equal(err.code, GZ_EDB);
	after = read_file(path);
	assert_true(gz_str_eq(gz_buf_view(&before), gz_buf_view(&after)));
	gz_buf_free(&before);
	gz_buf_free(&after);
	is_at_rest(path);
}

/* ---- many documents ---------------------------------------------------------------------- */

struct many {
	struct gz_entity entity[300];
	char id[300][24];
	uint64_t seed;
};

static inline uint32_t draw(struct many *m, uint32_t below)
{
	m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(m->seed >> 33) % below;
}

static inline struct many *many_new(void)
{
	struct many *m = calloc(1, sizeof(*m));

	assert_non_null(m);
	for (size_t i = 0; i < GZ_COUNT(m->entity); i++) {
		snprintf(m->id[i], sizeof(m->id[i]), "person/number-%zu", i);
		m->entity[i] = entities[PUTIN];
		m->entity[i].id = gz_str(m->id[i]);
		m->entity[i].name = gz_str(m->id[i] + 7);
	}
	return m;
}

/* Document `number` of its kind; `edition` changes the text and the mentions. */
static inline enum gz_put put_many(struct gz_store *s, struct many *m, uint32_t number, uint32_t edition)
{
	char id[32], text[128];
	struct gz_mention mentions[12];
	struct gz_tagged t;
	size_t count;

	m->seed = number * 31u + edition;
	snprintf(id, sizeof(id), "doc-%u", number);
	snprintf(text, sizeof(text),
		 "document %u in edition %u with just enough words for all of its mentions", number, edition);
	count = draw(m, GZ_COUNT(mentions) + 1);
	for (size_t i = 0; i < count; i++) {
		uint32_t skewed = draw(m, draw(m, GZ_COUNT(m->entity)) + 1);

		mentions[i] = mention(PUTIN, (uint32_t)i * 4, 3, (uint32_t)i);
		mentions[i].entity = &m->entity[skewed];
		mentions[i].name = m->entity[skewed].name;
		mentions[i].sentence = (int32_t)draw(m, 4) - 1;
	}
	t = document(id, text, mentions, count);
	t.doc.day = draw(m, 10) ? 15000 + (int32_t)draw(m, 4000) : GZ_NO_DAY;
	return put(s, t, NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
