/* program.c: programs on gazet.h, and statements to SQLite with the extension. */
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

#include "gazet/gazet.h"
#include "program.h"

#define FAILED 2

struct sqlite3_api_routines;
int sqlite3_gazet_init(sqlite3 *db, char **message, const struct sqlite3_api_routines *api);

static const char *const gazetteers[] = {"old"};

static int complain(const char *message)
{
	fprintf(stderr, "gazet: %s\n", message);
	return FAILED;
}

/* What was printed has to have arrived too. */
static int finish(int status)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		return complain("cannot write the output: it is lost");
	return status;
}

static int tag(void)
{
	static const char text[] =
		"Chancellor Angela Merkel met Mr Putin in Hamburg. The Russian Federation and NATO.";
	struct gz_document document = gz_document_of(text);
	struct gz_problem problem;
	struct gz_gazetteer *gazetteer = gz_gazetteer_open(gazetteers, 1, &problem);
	struct gz_annotator *annotator =
		gazetteer != NULL ? gz_annotator_open(gazetteer, NULL, &problem) : NULL;
	const struct gz_mark *mark;
	size_t count = 0;
	int status = 0;

	document.date = "2017-07-07";
	if (annotator == NULL || !gz_annotator_tag(annotator, &document, &problem)) {
		status = complain(problem.message);
	} else {
		for (; (mark = gz_annotator_next(annotator)) != NULL; count++)
			printf("%u-%u %s %s %s\n", mark->start, mark->end, mark->text, mark->entity,
			       mark->via);
		if (count != gz_annotator_count(annotator))
			status = complain("out of memory");
	}
	gz_annotator_close(annotator);
	gz_gazetteer_close(gazetteer);
	return status;
}

/* Three commits; the last of them is that of closing. */
static int write_documents(void)
{
	struct gz_problem problem;
	struct gz_gazetteer *gazetteer = gz_gazetteer_open(gazetteers, 1, &problem);
	struct gz_writer *writer =
		gazetteer != NULL ? gz_writer_open("x.db", gazetteer, NULL, &problem) : NULL;
	bool good = writer != NULL;
	char id[16], text[80];

	for (int i = 0; good && i < 30; i++) {
		struct gz_document document = gz_document_of(text);

		snprintf(id, sizeof(id), "%d", i % 27);
		snprintf(text, sizeof(text), "Angela Merkel spoke of %s, for the %dth time.",
			 i % 2 ? "NATO" : "Russia", i);
		document.id = id;
		document.date = "2017-07-07";
		good = gz_writer_add(writer, &document, NULL, &problem) &&
		       (i % 10 != 9 || gz_writer_commit(writer, &problem));
	}
	if (good)
		good = gz_writer_close(writer, &problem);
	else
		gz_writer_discard(writer);
	gz_gazetteer_close(gazetteer);
	return good ? 0 : complain(problem.message);
}

static bool print_row(void *self, const struct gz_rows *rows)
{
	(void)self;
	for (size_t i = 0; i < gz_rows_columns(rows); i++)
		printf("%s=%s %lld %.3f ", gz_rows_name(rows, i), gz_rows_text(rows, i),
		       (long long)gz_rows_int(rows, i), gz_rows_real(rows, i));
	putchar('\n');
	return true;
}

static int ask(void)
{
	static const char *const together[] = {"entity", "person/angela-merkel", "not", "country/ru", NULL};
	static const char *const days[] = {"entity", "NATO", "by", "day", NULL};
	struct gz_problem problem;
	struct gz_db *db = gz_db_open("x.db", &problem);
	struct gz_rows *rows = db != NULL ? gz_ask(db, "cooc", together, &problem) : NULL;
	bool good = rows != NULL;

	while (good && gz_rows_next(rows))
		print_row(NULL, rows);
	good = good && gz_ask_each(db, "timeline", days, print_row, NULL, &problem);
	gz_rows_close(rows);
	gz_db_close(db);
	return good ? 0 : complain(problem.message);
}

/* ---- SQLite with the extension ------------------------------------------------------------------ */

static int select_rows(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL), status = 0;

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(statement);
		for (int i = 0; code == SQLITE_ROW && i < sqlite3_column_count(statement); i++) {
			const char *text = (const char *)sqlite3_column_text(statement, i);

			if (text == NULL && sqlite3_errcode(db) == SQLITE_NOMEM)
				code = SQLITE_NOMEM;
			printf("%s\t", text != NULL ? text : "");
		}
		putchar('\n');
	}
	if (code != SQLITE_DONE)
		status = complain(sqlite3_errmsg(db));
	sqlite3_finalize(statement);
	return status;
}

static int ask_in_sql(void)
{
	static const char *const statements[] = {
		"SELECT gazet_gazetteer('old') <> '', gazet_fold('\xc3\x9c"
		"bung')",
		"SELECT entity, docs FROM gazet_cooc('person/angela-merkel') WHERE type = 'country'",
		"SELECT period, docs FROM gazet_timeline('NATO', 'day') LIMIT 5",
		"SELECT * FROM gazet_tag('Angela Merkel met Mr Putin of Russia.', NULL, '2017-07-07')",
	};
	sqlite3 *db = NULL;
	int code = sqlite3_auto_extension((void (*)(void))sqlite3_gazet_init), status = 0;

	if (code == SQLITE_OK)
		code = sqlite3_open_v2("x.db", &db, SQLITE_OPEN_READONLY, NULL);
	if (code != SQLITE_OK)
		status = complain(db != NULL ? sqlite3_errmsg(db) : sqlite3_errstr(code));
	for (size_t i = 0; status == 0 && i < sizeof(statements) / sizeof(*statements); i++)
		status = select_rows(db, statements[i]);
	sqlite3_close(db);
	sqlite3_reset_auto_extension();
	return status;
}

/* What a writer does first: it takes back what a hot journal says was not finished. */
static int roll_back(void)
{
	sqlite3 *db = NULL;
	int code = sqlite3_open_v2("y.db", &db, SQLITE_OPEN_READWRITE, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	sqlite3_close(db);
	return code == SQLITE_OK ? 0 : complain(sqlite3_errstr(code));
}

int program_main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(void);
	} programs[] = {
		{"library-tag", tag},	   {"library-write", write_documents}, {"library-ask", ask},
		{"extension", ask_in_sql}, {"roll-back", roll_back},
	};

	for (size_t i = 0; argc > 1 && i < sizeof(programs) / sizeof(*programs); i++) {
		if (strcmp(argv[1], programs[i].name) == 0)
			return finish(programs[i].run());
	}
	return -1;
}
