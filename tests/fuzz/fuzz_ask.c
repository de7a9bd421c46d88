/*
 * fuzz_ask.c: what people type, on a small database. Input: a line with the name of a question of the
 * library, then lines NAME=VALUE, its options; or a line `sql` and a statement. Rows must be valid UTF-8, the
 * columns of an answer have different names, the messages are text, and whatever the statement is the file
 * stays as it was.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/query/internal.h"
#include "world.h"

#define OPTIONS	     32
#define SQL_ROWS     1000
#define SQL_PATIENCE 50 /* questions whether to stop, before that is the answer */

struct place {
	struct fuzz_world world;
	struct gz_db *db;
	struct gz_query *query;
};

static struct place *place(void)
{
	static struct place p;
	struct gz_error err;

	if (p.db != NULL)
		return &p;
	fuzz_world_make(&p.world);
	p.db = gz_db_open(p.world.database, NULL);
	must(p.db != NULL && gz_query_open(p.world.database, &p.query, &err));
	sqlite3_limit(p.query->db, SQLITE_LIMIT_LENGTH, 1 << 20);
	return &p;
}

static void forget(void)
{
	struct place *p = place();

	gz_db_close(p->db);
	gz_query_close(p->query);
	fuzz_world_compare(&p->world);
	fuzz_world_forget(&p->world);
}

/* ---- a statement --------------------------------------------------------------------- */

struct answer {
	const struct gz_column *columns;
	size_t count, asked;
	uint64_t rows;
};

static bool take_columns(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct answer *a = self;

	(void)err;
	a->columns = columns;
	a->count = count;
	for (size_t i = 0; i < count; i++) {
		must(gz_utf8_valid(gz_str(columns[i].name)));
		for (size_t k = 0; k < i; k++)
			must(strcmp(columns[i].name, columns[k].name) != 0);
	}
	return true;
}

static bool take_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct answer *a = self;

	(void)err;
	a->rows++;
	for (size_t i = 0; i < a->count; i++)
		must(cells[i].kind != GZ_CELL_TEXT || gz_utf8_clean(cells[i].text) == cells[i].text.len);
	return true;
}

static bool take_end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

static bool is_tired(void *self)
{
	return ++((struct answer *)self)->asked > SQL_PATIENCE;
}

static void ask_sql(const struct place *p, const char *statement)
{
	struct answer a = {0};
	struct gz_selection s = {
		.from = GZ_NO_DAY, .to = GZ_NO_DAY, .limit = SQL_ROWS, .interrupted = is_tired, .self = &a};
	struct gz_sink sink = {&a, take_columns, take_row, take_end};
	struct gz_error err = {0};

	if (gz_query_sql(p->query, &s, statement, NULL, 0, &sink, &err))
		must(a.columns != NULL && a.rows <= SQL_ROWS);
	else
		must(err.code != GZ_OK && err.message[0] != '\0');
	fuzz_world_look(&p->world);
}

/* ---- a question ------------------------------------------------------------------------ */

static void ask(const struct place *p, char *text)
{
	const char *options[2 * OPTIONS + 1];
	struct gz_problem problem = {0};
	struct gz_rows *rows;
	size_t count = 0;
	char *rest = NULL, *question = strtok_r(text, "\n", &rest), *line;

	while (count < OPTIONS && (line = strtok_r(NULL, "\n", &rest)) != NULL) {
		char *value = strchr(line, '=');

		if (value == NULL)
			continue;
		*value = '\0';
		options[2 * count] = line;
		options[2 * count++ + 1] = value + 1;
	}
	options[2 * count] = NULL;
	rows = gz_ask(p->db, question != NULL ? question : "", options, &problem);
	must(rows != NULL || (problem.code != GAZET_OK && problem.message[0] != '\0'));
	while (rows != NULL && gz_rows_next(rows)) {
		for (size_t i = 0; i < gz_rows_columns(rows); i++)
			must(gz_utf8_valid(gz_str(gz_rows_text(rows, i))));
	}
	gz_rows_close(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool begun;
	struct place *p = place();
	char *text = malloc(size + 1);

	if (!begun)
		must(atexit(forget) == 0);
	begun = true;
	must(text != NULL);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	if (strncmp(text, "sql\n", 4) == 0)
		ask_sql(p, text + 4);
	else
		ask(p, text);
	free(text);
	return 0;
}
