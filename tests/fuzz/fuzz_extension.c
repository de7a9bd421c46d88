/*
 * fuzz_extension.c: the functions of the SQLite extension with any arguments: rows or an error with a message, no
 * crash, the database as it was. Input: a line with the name of a function (gazet_cooc), then a line for each
 * argument: i12 a number, r1.5 a real, tTEXT a text, bBYTES a blob, n NULL; a last line w... is put behind the
 * call as it is (LIMIT 3).
 */
#include <sqlite3.h>

#include "world.h"

#define ARGUMENTS 16
#define ROWS	  2000

/* As declared in src/extension/extension.c; SQLite calls it with its table of functions. */
int sqlite3_gazet_init(sqlite3 *db, char **message, const struct sqlite3_api_routines *api);

static struct fuzz_world world;
static sqlite3 *db;

static int patience(void *self)
{
	return ++*(int *)self > 2000; /* of 1,000 instructions each */
}

static int asked;

static void forget(void)
{
	must(sqlite3_close(db) == SQLITE_OK);
	sqlite3_reset_auto_extension();
	fuzz_world_compare(&world);
	fuzz_world_forget(&world);
}

static void begin(void)
{
	sqlite3_stmt *stmt;

	fuzz_world_make(&world);
	must(sqlite3_auto_extension((void (*)(void))sqlite3_gazet_init) == SQLITE_OK);
	must(sqlite3_open_v2(world.database, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 20);
	sqlite3_progress_handler(db, 1000, patience, &asked);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
	must(sqlite3_prepare_v2(db, "SELECT gazet_gazetteer(?1)", -1, &stmt, NULL) == SQLITE_OK);
	sqlite3_bind_text(stmt, 1, world.gazetteer, -1, SQLITE_STATIC);
	must(sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_bytes(stmt, 0) == 32);
	sqlite3_finalize(stmt);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	must(atexit(forget) == 0);
}

static void bind(sqlite3_stmt *stmt, int index, const char *line, int length)
{
	char number[32];

	snprintf(number, sizeof(number), "%.*s", length > 0 && length < 31 ? length - 1 : 0, line + 1);
	switch (length > 0 ? line[0] : 'n') {
	case 'i': sqlite3_bind_int64(stmt, index, strtoll(number, NULL, 10)); break;
	case 'r': sqlite3_bind_double(stmt, index, strtod(number, NULL)); break;
	case 'b': sqlite3_bind_blob(stmt, index, line + 1, length - 1, SQLITE_STATIC); break;
	case 't': sqlite3_bind_text(stmt, index, line + 1, length - 1, SQLITE_STATIC); break;
	default: sqlite3_bind_null(stmt, index); break;
	}
}

static bool is_known(const char *name, int length)
{
	static const char *const names[] = {"gazet_entities", "gazet_cooc",  "gazet_timeline", "gazet_kwic",
					    "gazet_docs",     "gazet_diff",  "gazet_bursts",   "gazet_path",
					    "gazet_tag",      "gazet_fold()", "gazet_version()"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if ((int)strcspn(names[i], "(") == length && strncmp(names[i], name, (size_t)length) == 0)
			return true;
	}
	return false;
}

struct call {
	const char *name, *argument[ARGUMENTS], *behind;
	int name_length, length[ARGUMENTS], behind_length;
	int arguments;
};

static void cut(struct call *c, const char *text, size_t size)
{
	for (const char *line = text, *end = text + size; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		int length = (int)((stop != NULL ? stop : end) - line);

		if (c->name == NULL) {
			c->name = line;
			c->name_length = length;
		} else if (length > 0 && line[0] == 'w') {
			c->behind = line + 1;
			c->behind_length = length - 1;
		} else if (c->arguments < ARGUMENTS) {
			c->argument[c->arguments] = line;
			c->length[c->arguments++] = length;
		}
		line += length + 1;
	}
}

static char *statement(const struct call *c)
{
	bool is_table = strncmp(c->name, "gazet_fold", 10) != 0 && strncmp(c->name, "gazet_version", 13) != 0;
	sqlite3_str *sql = sqlite3_str_new(db);

	sqlite3_str_appendf(sql, "SELECT %s%.*s(", is_table ? "* FROM " : "", c->name_length, c->name);
	for (int i = 0; i < c->arguments; i++)
		sqlite3_str_appendf(sql, "%s?%d", i > 0 ? ", " : "", i + 1);
	sqlite3_str_appendf(sql, ") %.*s", c->behind_length, c->behind != NULL ? c->behind : "");
	return sqlite3_str_finish(sql);
}

static void run(const struct call *c, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int status = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), rows = 0;

	if (stmt == NULL)
		return;
	for (int i = 0; i < c->arguments; i++)
		bind(stmt, i + 1, c->argument[i], c->length[i]);
	asked = 0;
	while ((status = sqlite3_step(stmt)) == SQLITE_ROW && ++rows < ROWS) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++) {
			const char *text = (const char *)sqlite3_column_text(stmt, i);

			must(text == NULL || strlen(text) <= (size_t)sqlite3_column_bytes(stmt, i));
		}
	}
	must(status == SQLITE_ROW || status == SQLITE_DONE || sqlite3_errmsg(db)[0] != '\0');
	sqlite3_finalize(stmt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct call c = {.name = NULL};
	char *sql;

	if (db == NULL)
		begin();
	cut(&c, (const char *)data, size);
	if (c.name == NULL || !is_known(c.name, c.name_length) ||
	    (c.behind != NULL && memchr(c.behind, '\0', (size_t)c.behind_length) != NULL))
		return 0;
	sql = statement(&c);
	must(sql != NULL);
	run(&c, sql);
	sqlite3_free(sql);
	fuzz_world_look(&world);
	return 0;
}
