/*
 * fuzz_database.c: a database in which somebody has changed rows, or bytes of the file. Whatever is done with
 * it ends, with an answer or with words; questions leave the file as it is; what a check finds nothing wrong
 * with can be dumped. Where only the index was changed, such a check means that questions are answered as
 * before, and a rebuild mends it: the dump is that of the sound database, and so are all answers. Input: a
 * byte that chooses what is done, then edits of six bytes: which column (of all tables), which row, how,
 * where in the value (two bytes), by what.
 */
#include <sqlite3.h>

#include "../../src/store/internal.h"
#include "gazet/query.h"
#include "gazet/text.h"
#include "mutate.h"
#include "world.h"

#define EDIT	  ((size_t)6)
#define EDITS	  16
#define COLUMNS	  160
#define DOCUMENTS 48
#define PAGE	  "1024" /* bytes, the smallest: the file is written anew for each input */
#define SEGMENT	  40	 /* documents */

const uint64_t fuzz_runs = 200;

/* ---- what is asked ------------------------------------------------------------------------ */

/* Every question of the library, all of which have rows in the sound database. */
static const struct {
	const char *question, *option[11];
} asked[] = {
	{"entities", {NULL}},
	{"entities", {"any", "country/ru", "from", "2017-02", "type", "person,org", NULL}},
	{"entities", {"unique", "1", "pattern", "ham", NULL}},
	{"cooc", {"entity", "country/ru", NULL}},
	{"cooc", {"entity", "event/g20", "window", "20", NULL}},
	{"cooc", {"entity", "type:person", "not", "org/nato", "unique", "1", NULL}},
	{"cooc",
	 {"entity", "country/ru", "from", "2017", "to", "2017-11", "source", "north", "sort", "-npmi", NULL}},
	{"timeline", {"entity", "country/ru", NULL}},
	{"timeline", {"entity", "event/g20", "by", "week", "unique", "1", NULL}},
	{"kwic", {"entity", "country/ru", "limit", "10", NULL}},
	{"kwic", {"entity", "person/am", "entity", "org/nato", "window", "sentence", NULL}},
	{"docs", {NULL}},
	{"docs", {"entity", "place/hh", "not", "event/g20", "unique", "1", NULL}},
	{"diff", {"from", "2017-07", NULL}},
	{"diff", {"entity", "country/ru", "from", "2017-06", "vs-from", "2017", "vs-to", "2017-05", NULL}},
	{"bursts", {"entity", "event/g20", "by", "day", NULL}},
	{"path", {"entity", "person/am", "entity", "country/de", NULL}},
};
#define ASKED GZ_COUNT(asked)

/* A column of the database: what reads it in row ?1, what replaces it, what removes the row. */
struct column {
	sqlite3_stmt *read;
	char *update, *remove;
	int64_t rows;
	bool derived;
};

static struct world {
	struct fuzz_world w;
	struct column column[COLUMNS];
	size_t columns;
	struct gz_buf dump, answer[ASKED];
	sqlite3 *sound;
	char copy[96];
} world;

static void free_answers(struct gz_buf answer[ASKED])
{
	for (size_t i = 0; i < ASKED; i++)
		gz_buf_free(&answer[i]);
}

/* The rows as text; false: it failed. */
static bool ask_one(struct gz_db *db, size_t which, struct gz_buf *out)
{
	struct gz_problem problem = {0};
	struct gz_rows *rows = gz_ask(db, asked[which].question, asked[which].option, &problem);

	must(rows != NULL || (problem.code != GAZET_OK && problem.message[0] != '\0'));
	while (rows != NULL && gz_rows_next(rows)) {
		for (size_t i = 0; i < gz_rows_columns(rows); i++)
			must(gz_buf_printf(out, "%s\t", gz_rows_text(rows, i)));
		must(gz_buf_byte(out, '\n'));
	}
	gz_rows_close(rows);
	return rows != NULL;
}

/* One of them, or all (ASKED). */
static bool ask(const char *path, size_t which, struct gz_buf answer[ASKED])
{
	struct gz_problem problem = {0};
	struct gz_db *db = gz_db_open(path, &problem);
	bool good = db != NULL;

	must(db != NULL || problem.message[0] != '\0');
	for (size_t i = 0; db != NULL && i < ASKED; i++)
		good = (which != ASKED && i != which) || ask_one(db, i, &answer[i]) ? good : false;
	gz_db_close(db);
	return good;
}

static bool count_column(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	(void)self, (void)columns, (void)err;
	must(count == 3);
	return true;
}

static bool take_finding(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	(void)self, (void)err;
	must(cells[0].kind == GZ_CELL_TEXT && cells[0].text.len > 0 && cells[1].kind == GZ_CELL_TEXT);
	must(gz_str_eq(cells[1].text, GZ_STR("ok")) || gz_str_eq(cells[1].text, GZ_STR("failed")));
	return true;
}

static bool take_end(void *self, struct gz_error *err)
{
	(void)self, (void)err;
	return true;
}

static bool check(const char *path)
{
	struct gz_sink sink = {NULL, count_column, take_finding, take_end};
	struct gz_error err = {0};
	bool sound = false;

	if (!gz_store_check(path, &sink, &sound, &err)) {
		must(err.code != GZ_OK && err.message[0] != '\0');
		return false;
	}
	return sound;
}

static bool quote(struct gz_buf *out, struct gz_str text)
{
	return gz_buf_printf(out, "\"%.*s\"", GZ_ARG(text));
}

static bool collect(void *self, struct gz_str text, struct gz_error *err)
{
	(void)err;
	return gz_buf_str(self, text);
}

static bool dump(const char *path, struct gz_buf *out)
{
	struct gz_error err = {0};
	bool good = gz_store_dump(path, quote, collect, out, &err);

	must(good || (err.code != GZ_OK && err.message[0] != '\0'));
	return good;
}

/* Documents, how they were tagged, and their mentions. */
static void read_contents(const char *path)
{
	const struct gz_tagged_range *ranges;
	struct gz_arena arena = {0};
	struct gz_error err = {0};
	struct gz_mention *mentions;
	struct gz_contents *c;
	struct gz_doc doc;
	uint64_t documents;
	int64_t last;
	size_t count;

	if (!gz_contents_open(path, &c, &err)) {
		must(err.message[0] != '\0');
		return;
	}
	if (gz_contents_ranges(c, &ranges, &count, &err) && gz_contents_count(c, &documents, &last, &err)) {
		while (gz_contents_next(c, &arena, &doc, &err) == GZ_CONTENTS_DOC &&
		       gz_contents_mentions(c, doc.record, &arena, &mentions, &count, &err))
			gz_arena_reset(&arena);
	}
	gz_contents_close(c);
	gz_arena_free(&arena);
}

/* ---- what writes --------------------------------------------------------------------------- */

static bool rebuild(const char *path)
{
	struct gz_error err = {0}, closing = {0};
	struct gz_store *s;
	bool good;

	if (!gz_store_open(path, &s, &err)) {
		must(err.code != GZ_OK && err.message[0] != '\0');
		return false;
	}
	s->segment_minimum = SEGMENT;
	s->joint_share = 8;
	gz_store_sketch_by(s, gz_text_sketch);
	good = gz_store_rebuild(s, &err);
	must(good || err.message[0] != '\0');
	return gz_store_close(s, &closing) && good;
}

static void add(struct gz_writer *writer, const char *id, const char *source, const char *date,
		const char *title, const char *text, struct gz_problem *problem)
{
	struct gz_document doc = gz_document_of(text);

	doc.id = id;
	doc.source = source;
	doc.date = date;
	doc.title = title;
	if (!gz_writer_add(writer, &doc, NULL, problem))
		must(problem->code != GAZET_OK && problem->message[0] != '\0');
}

/* Documents that are there, that are new, and that take another's place. */
static void index_more(const char *path)
{
	const char *const paths[] = {world.w.gazetteer};
	struct gz_problem problem = {0};
	struct gz_gazetteer *names = gz_gazetteer_open(paths, 1, &problem);
	struct gz_writer *writer;

	must(names != NULL);
	writer = gz_writer_open(path, names, NULL, &problem);
	must(writer != NULL || problem.message[0] != '\0');
	if (writer != NULL) {
		add(writer, "n", "north", "2018", "New", "John Smith of NATO in Hamburg.", &problem);
		if (problem.code == GAZET_OK)
			add(writer, "3", "south", "2018", "Another", "Germany and Adam Smith.", &problem);
		if (problem.code == GAZET_OK)
			gz_writer_close(writer, &problem);
		else
			gz_writer_discard(writer);
		must(problem.code == GAZET_OK || problem.message[0] != '\0');
	}
	gz_gazetteer_close(names);
}

/* ---- the sound database ---------------------------------------------------------------------- */

static char *printed(const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	text = sqlite3_vmprintf(format, list);
	va_end(list);
	must(text != NULL);
	return text;
}

static void run(sqlite3 *db, const char *sql)
{
	must(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
}

static void fill(void)
{
	static const char *const texts[] = {
		"Angela Merkel met NATO in Hamburg. Russia was at the G20, the Hamburg summit of all.",
		"John Smith and Russia. Germany.",
		"Angela Merkel, NATO, NATO and 俄罗斯 on the day that it rained for hours and hours.",
		"Adam Smith of Hamburg",
		"Nothing at all",
	};
	const char *const paths[] = {world.w.gazetteer};
	struct gz_problem problem = {0};
	struct gz_gazetteer *names = gz_gazetteer_open(paths, 1, &problem);
	struct gz_writer *writer = gz_writer_open(world.w.database, names, NULL, &problem);

	must(names != NULL && writer != NULL);
	for (unsigned i = 0; i < DOCUMENTS; i++) {
		char id[8], date[16], text[256];

		snprintf(id, sizeof(id), "%u", i);
		/* In the end a burst of the summit, in July. */
		snprintf(date, sizeof(date), "2017-%02u-%02u", i < 36 ? i % 12 + 1 : 7,
			 i < 36 ? i % 28 + 1 : 7);
		snprintf(text, sizeof(text), "%s%s", texts[i < 36 ? 1 + i % (GZ_COUNT(texts) - 1) : 0],
			 i % 9 ? id : "");
		add(writer, id, i % 2 ? "north" : "south", i % 7 ? date : NULL, i % 5 ? "Russia" : "", text,
		    &problem);
	}
	must(gz_writer_close(writer, &problem));
	gz_gazetteer_close(names);
}

/* Statements for the column `name` of a table whose rows are known by `key`. */
static void add_column(sqlite3 *db, const char *table, const char *name, const char *key)
{
	struct column *c = &world.column[world.columns++];
	char *sql = printed("SELECT \"%w\" FROM %s LIMIT 1 OFFSET ?1", name, table);
	char *count = printed("SELECT count(*) FROM %s", table);
	sqlite3_stmt *stmt;

	must(world.columns <= COLUMNS && sqlite3_prepare_v2(db, sql, -1, &c->read, NULL) == SQLITE_OK);
	must(sqlite3_prepare_v2(db, count, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW);
	c->rows = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_free(sql);
	sqlite3_free(count);
	sql = printed("FROM %s LIMIT 1 OFFSET ?1", table);
	c->update =
		printed("UPDATE %s SET \"%w\" = ?2 WHERE (%s) = (SELECT %s %s)", table, name, key, key, sql);
	c->remove = printed("DELETE FROM %s WHERE (%s) = (SELECT %s %s)", table, key, key, sql);
	c->derived = strncmp(table, "ix_", 3) == 0;
	sqlite3_free(sql);
}

static void list_columns(sqlite3 *db)
{
	static const char sql[] =
		"SELECT t.name, c.name, (SELECT group_concat('\"' || k.name || '\"') FROM "
		"pragma_table_info(t.name) AS k "
		"WHERE k.pk) FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = "
		"'table' "
		"AND t.name NOT LIKE 'sqlite%' ORDER BY t.name NOT LIKE 'ix%', t.name, c.cid";
	sqlite3_stmt *stmt;

	must(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *key = (const char *)sqlite3_column_text(stmt, 2);

		add_column(db, (const char *)sqlite3_column_text(stmt, 0),
			   (const char *)sqlite3_column_text(stmt, 1), key != NULL ? key : "rowid");
	}
	must(sqlite3_finalize(stmt) == SQLITE_OK && world.columns > 60);
}

static void forget(void)
{
	for (size_t i = 0; i < world.columns; i++) {
		sqlite3_finalize(world.column[i].read);
		sqlite3_free(world.column[i].update);
		sqlite3_free(world.column[i].remove);
	}
	sqlite3_close(world.sound);
	gz_buf_free(&world.dump);
	free_answers(world.answer);
	unlink(world.copy);
	fuzz_world_forget(&world.w);
}

static void make_world(void)
{
	sqlite3 *db;

	fuzz_world_make(&world.w);
	free(world.w.bytes);
	unlink(world.w.database);
	fill();
	must(rebuild(world.w.database));
	must(sqlite3_open(world.w.database, &db) == SQLITE_OK);
	run(db, "PRAGMA page_size = " PAGE "; VACUUM");
	sqlite3_close(db);
	must(check(world.w.database) && dump(world.w.database, &world.dump));
	must(ask(world.w.database, ASKED, world.answer));
	for (size_t i = 0; i < ASKED; i++)
		must(world.answer[i].len > 0);
	world.w.bytes = fuzz_read_all(world.w.database, &world.w.size);
	snprintf(world.copy, sizeof(world.copy), "%.60s/b.db", world.w.folder);
	must(sqlite3_open_v2(world.w.database, &world.sound, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
	list_columns(world.sound);
	must(atexit(forget) == 0);
}

/* ---- edits ------------------------------------------------------------------------------------ */

static const int64_t edges[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT32_MAX, UINT32_MAX, (int64_t)1 << 32};

static void bind_number(sqlite3_stmt *stmt, int64_t old, const uint8_t *how)
{
	unsigned by = how[5];

	switch (how[2] & 3) {
	case 0: sqlite3_bind_int64(stmt, 2, by); return;
	case 1: sqlite3_bind_int64(stmt, 2, old ^ (int64_t)((uint64_t)by << how[3] % 57)); return;
	case 2: sqlite3_bind_int64(stmt, 2, edges[by % GZ_COUNT(edges)]); return;
	default: sqlite3_bind_int64(stmt, 2, (int64_t)((uint64_t)old + (uint64_t)(int8_t)by)); return;
	}
}

static void bind_bytes(sqlite3_stmt *stmt, sqlite3_value *old, const uint8_t *how)
{
	size_t at = how[3] | (size_t)how[4] << 8, size = (size_t)sqlite3_value_bytes(old), more = 0;
	bool text = sqlite3_value_type(old) == SQLITE_TEXT;
	char bytes[256 + 65536];

	must(size <= 65536);
	memcpy(bytes, text ? (const void *)sqlite3_value_text(old) : sqlite3_value_blob(old), size);
	switch (how[2] & 7) {
	case 0: size = at % (size + 1); break; /* cut off */
	case 1: more = how[5]; break;	       /* longer */
	case 2: memset(bytes, how[5], size); break;
	case 3:
	case 4: bytes[at % (size + 1)] = (char)how[5]; break;
	default: bytes[at % (size + 1)] ^= (char)how[5]; break;
	}
	memset(bytes + size, 0xff, more);
	if (text)
		sqlite3_bind_text(stmt, 2, bytes, (int)(size + more), SQLITE_TRANSIENT);
	else
		sqlite3_bind_blob(stmt, 2, bytes, (int)(size + more), SQLITE_TRANSIENT);
}

/* Types and constraints of a column are SQLite's to hold: what it refuses is left out. */
static void edit_row(sqlite3 *db, const struct column *c, const uint8_t *how)
{
	int64_t row = c->rows > 0 ? how[1] % c->rows : 0;
	bool remove = how[2] >= 0xd0;
	sqlite3_stmt *stmt;

	sqlite3_reset(c->read);
	sqlite3_bind_int64(c->read, 1, row);
	if (c->rows == 0 || sqlite3_step(c->read) != SQLITE_ROW)
		return;
	must(sqlite3_prepare_v2(db, remove ? c->remove : c->update, -1, &stmt, NULL) == SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, row);
	if (!remove && how[2] < 0xc0) {
		sqlite3_value *old = sqlite3_column_value(c->read, 0);

		if (sqlite3_value_type(old) == SQLITE_TEXT || sqlite3_value_type(old) == SQLITE_BLOB)
			bind_bytes(stmt, old, how);
		else
			bind_number(stmt, sqlite3_value_int64(old), how);
	} /* else it becomes NULL */
	sqlite3_step(stmt);
	sqlite3_finalize(stmt);
}

/* Writes the changed copy; true where nothing but the index was changed. */
static bool make_copy(const uint8_t *edits, size_t size)
{
	char *bytes = malloc(world.w.size);
	bool derived = true;
	sqlite3 *db;
	FILE *file;

	must(bytes != NULL);
	memcpy(bytes, world.w.bytes, world.w.size);
	for (size_t i = 0; i + EDIT <= size; i += EDIT) {
		const uint8_t *how = edits + i;

		if (how[2] >= 0xf0) {
			bytes[(how[0] | (size_t)how[3] << 8 | (size_t)how[4] << 16) % world.w.size] ^=
				(char)how[5];
			derived = false;
		}
	}
	file = fopen(world.copy, "wb");
	must(file != NULL && fwrite(bytes, 1, world.w.size, file) == world.w.size && fclose(file) == 0);
	free(bytes);
	must(sqlite3_open(world.copy, &db) == SQLITE_OK);
	for (size_t i = 0; derived && i + EDIT <= size; i += EDIT) {
		if (i == 0)
			run(db,
			    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;"
			    "PRAGMA ignore_check_constraints = ON; BEGIN");
		edit_row(db, &world.column[edits[i] % world.columns], edits + i);
	}
	if (!sqlite3_get_autocommit(db))
		run(db, "COMMIT");
	for (size_t i = 0; derived && i + EDIT <= size; i += EDIT)
		derived = world.column[edits[i] % world.columns].derived;
	sqlite3_close(db);
	return derived;
}

/* ---- the target --------------------------------------------------------------------------------- */

static void compare_answers(void)
{
	struct gz_buf answer[ASKED] = {0};

	must(ask(world.copy, ASKED, answer));
	for (size_t i = 0; i < ASKED; i++)
		must(gz_str_eq(gz_buf_view(&answer[i]), gz_buf_view(&world.answer[i])));
	free_answers(answer);
}

/* What a rebuild makes of a database whose truth is whole. */
static void compare_rebuilt(void)
{
	struct gz_buf again = {0};

	must(dump(world.copy, &again) && gz_str_eq(gz_buf_view(&again), gz_buf_view(&world.dump)));
	gz_buf_free(&again);
	must(check(world.copy));
	compare_answers();
}

/* What does not write has not written. */
static void compare_file(const char *before, size_t size)
{
	size_t now;
	char *after = fuzz_read_all(world.copy, &now);

	must(now == size && memcmp(before, after, size) == 0);
	free(after);
}

enum work { CHECK, DUMP, CONTENTS, REBUILD, INDEX, ASK };

static void look(unsigned work, bool derived)
{
	struct gz_buf out = {0}, answer[ASKED] = {0};
	char *before;
	size_t size;

	before = fuzz_read_all(world.copy, &size);
	switch (work) {
	case CHECK:
		if (check(world.copy)) {
			must(dump(world.copy, &out));
			if (derived)
				compare_answers();
		}
		break;
	case DUMP:
		must(dump(world.copy, &out) || !derived);
		must(!derived || gz_str_eq(gz_buf_view(&out), gz_buf_view(&world.dump)));
		break;
	case CONTENTS: read_contents(world.copy); break;
	default: ask(world.copy, work - ASK, answer); break;
	}
	compare_file(before, size);
	free_answers(answer);
	gz_buf_free(&out);
	free(before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned work;
	bool derived;

	if (world.columns == 0)
		make_world();
	if (size == 0)
		return 0;
	work = data[0] % (ASK + ASKED);
	derived = make_copy(data + 1, size - 1 < EDITS * EDIT ? size - 1 : EDITS * EDIT);
	if (work == REBUILD) {
		must(rebuild(world.copy) || !derived);
		if (derived)
			compare_rebuilt();
	} else if (work == INDEX) {
		index_more(world.copy);
	} else {
		look(work, derived);
	}
	return 0;
}
