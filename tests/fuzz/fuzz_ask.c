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
#include "gazet/gazet.h"

#define OPTIONS	     32
#define SQL_ROWS     1000
#define SQL_PATIENCE 50 /* questions whether to stop, before that is the answer */

static const char gazetteer[] = "id\ttype\tname\taliases\tcountry\tseries\n"
				"country/ru\tcountry\tRussia\t俄罗斯\t\t\n"
				"country/de\tcountry\tGermany\t\t\t\n"
				"place/hh\tplace\tHamburg\t\tcountry/de\t\n"
				"org/nato\torg\tNATO\t\t\t\n"
				"person/am\tperson\tAngela Merkel\t\tcountry/de\t\n"
				"person/js\tperson\tJohn Smith\t\t\t\n"
				"person/as\tperson\tAdam Smith\tJohn Smith\t\t\n"
				"event/g20\tevent\tG20\t\t\t\n"
				"event/g20-2017\tevent\tHamburg summit\t\tcountry/de\tevent/g20\n";

static const char *const texts[][3] = {
	{"2017-07-07", "Talks",
	 "Angela Merkel met NATO in Hamburg. Russia was at the G20, the Hamburg summit."},
	{"2017-07", "Again", "John Smith and Russia. Germany."},
	{"2016", "", "Angela Merkel, NATO, NATO and 俄罗斯."},
	{NULL, "No day", "Adam Smith of Hamburg"},
	{"2018-01-01", "No one", "Nothing"},
};

struct place {
	char folder[64], gazetteer[96], database[96];
	struct gz_db *db;
	struct gz_query *query;
	char *bytes; /* of the file, as it was */
	size_t size;
};

static void must(bool holds)
{
	if (!holds)
		abort();
}

/* ---- the database ---------------------------------------------------------------- */

static char *read_all(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	struct stat about;
	char *bytes;

	must(file != NULL && fstat(fileno(file), &about) == 0);
	*size = (size_t)about.st_size;
	bytes = malloc(*size + 1);
	must(bytes != NULL && fread(bytes, 1, *size, file) == *size);
	fclose(file);
	return bytes;
}

static void fill(const struct place *p)
{
	const char *const paths[] = {p->gazetteer};
	struct gz_problem problem;
	struct gz_gazetteer *names = gz_gazetteer_open(paths, 1, &problem);
	struct gz_writer *writer;

	must(names != NULL);
	writer = gz_writer_open(p->database, names, NULL, &problem);
	must(writer != NULL);
	for (size_t i = 0; i < GZ_COUNT(texts); i++) {
		struct gz_document doc = gz_document_of(texts[i][2]);

		doc.date = texts[i][0];
		doc.title = texts[i][1];
		doc.source = i % 2 ? "north" : "south";
		must(gz_writer_add(writer, &doc, NULL, &problem));
	}
	must(gz_writer_close(writer, &problem));
	gz_gazetteer_close(names);
}

static void make(struct place *p)
{
	const char *tmp = getenv("TMPDIR");
	struct gz_error err;
	FILE *file;

	snprintf(p->folder, sizeof(p->folder), "%.40s/fuzz-ask.XXXXXX", tmp != NULL ? tmp : "/tmp");
	must(mkdtemp(p->folder) != NULL);
	snprintf(p->gazetteer, sizeof(p->gazetteer), "%s/names.tsv", p->folder);
	snprintf(p->database, sizeof(p->database), "%s/a.db", p->folder);
	file = fopen(p->gazetteer, "wb");
	must(file != NULL && fputs(gazetteer, file) >= 0 && fclose(file) == 0);
	fill(p);
	p->bytes = read_all(p->database, &p->size);
	p->db = gz_db_open(p->database, NULL);
	must(p->db != NULL && gz_query_open(p->database, &p->query, &err));
	sqlite3_limit(p->query->db, SQLITE_LIMIT_LENGTH, 1 << 20);
}

static struct place *place(void)
{
	static struct place p;

	if (p.db == NULL)
		make(&p);
	return &p;
}

/* The process may go on with the open files: only their names go. */
static void forget(void)
{
	struct place *p = place();

	gz_db_close(p->db);
	gz_query_close(p->query);
	free(p->bytes);
	unlink(p->database);
	unlink(p->gazetteer);
	must(rmdir(p->folder) == 0); /* nothing was left beside it */
}

static void compare(const struct place *p)
{
	size_t size;
	char *bytes = read_all(p->database, &size);

	must(size == p->size && memcmp(bytes, p->bytes, size) == 0);
	free(bytes);
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
	compare(p);
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
