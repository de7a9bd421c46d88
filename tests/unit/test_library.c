/*
 * test_library.c: the public header as a program uses it, but linked statically: what is refused and how,
 * offsets of hostile texts, rows that end early, members that an older header does not have.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gazet/gazet.h"

struct world {
	char folder[200], tsv[256], db[256];
	struct gz_gazetteer *gazetteer;
};

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	const char *base = getenv("TMPDIR"), *paths[1];
	struct gz_problem problem;
	FILE *out;

	snprintf(w->folder, sizeof(w->folder), "%.100s/gazet-library-XXXXXX", base != NULL ? base : "/tmp");
	if (mkdtemp(w->folder) == NULL)
		return -1;
	snprintf(w->tsv, sizeof(w->tsv), "%s/e.tsv", w->folder);
	snprintf(w->db, sizeof(w->db), "%s/a.db", w->folder);
	out = fopen(w->tsv, "w");
	if (out == NULL)
		return -1;
	fputs("id\ttype\tname\taliases\tcountry\tseries\n"
	      "country/de\tcountry\tGermany\tDeutschland\t\t\n"
	      "country/fr\tcountry\tFrance\t\t\t\n"
	      "org/nato\torg\tNATO\t\t\t\n"
	      "person/angela-merkel\tperson\tAngela Merkel\t\tcountry/de\t\n",
	      out);
	fclose(out);
	paths[0] = w->tsv;
	w->gazetteer = gz_gazetteer_open(paths, 1, &problem);
	*state = w;
	return w->gazetteer != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	gz_gazetteer_close(w->gazetteer);
	remove(w->tsv);
	remove(w->db);
	assert_int_equal(rmdir(w->folder), 0); /* nothing else was left */
	free(w);
	return 0;
}

static void fill(struct world *w)
{
	static const char *const texts[][3] = {{"1", "2011-01-03", "Germany and France."},
					       {"2", "2011-02-03", "Angela Merkel, Germany and NATO."},
					       {"3", "3 March 2011", "Germany."},
					       {"4", "one day", "Deutschland, France"}};
	struct gz_writer *writer = gz_writer_open(w->db, w->gazetteer, NULL, NULL);
	struct gz_problem problem;

	assert_non_null(writer);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct gz_document d = gz_document_of(texts[i][2]);

		d.id = texts[i][0];
		d.date = texts[i][1];
		assert_true(gz_writer_add(writer, &d, NULL, &problem));
		assert_int_equal(problem.code, GAZET_OK);
	}
	assert_true(gz_writer_close(writer, &problem));
}

/* ---- tagging ----------------------------------------------------------------------- */

static void check_tags(struct gz_annotator *a, const struct gz_document *d, const char *expected)
{
	const struct gz_mark *mark;
	char got[1000] = "";
	size_t count = 0;

	assert_true(gz_annotator_tag(a, d, NULL));
	while ((mark = gz_annotator_next(a)) != NULL) {
		size_t at = strlen(got), length;
		const char *field = gz_annotator_field(a, mark->field, &length);

		count++;
		assert_true(mark->byte_end <= length);
		assert_memory_equal(field + mark->byte_start, mark->text, strlen(mark->text));
		assert_int_equal(mark->byte_end - mark->byte_start, strlen(mark->text));
		snprintf(got + at, sizeof(got) - at, "%s %u-%u %s %s %.2f|", mark->field, mark->start,
			 mark->end, mark->text, mark->entity, mark->score);
	}
	assert_null(gz_annotator_next(a));
	assert_int_equal(gz_annotator_count(a), count);
	assert_string_equal(got, expected);
}

static void test_tagging(void **state)
{
	struct world *w = *state;
	struct gz_annotator *a = gz_annotator_open(w->gazetteer, NULL, NULL);
	struct gz_document d = gz_document_of("In Germany, said Angela Merkel.");

	assert_non_null(a);
	check_tags(a, &d,
		   "text 3-10 Germany country/de 0.95|text 17-30 Angela Merkel person/angela-merkel 0.95|");
	d = gz_document_of("NATO\xff\xf0\x9f\x98\x80 \xe2\x80\xaeGermany");
	d.title = "Germany is longer";
	d.title_length = 7;
	check_tags(a, &d,
		   "title 0-7 Germany country/de 0.95|text 0-4 NATO org/nato 0.95|text 8-15 Germany "
		   "country/de 0.95|");
	d = gz_document_of("x\0NATO");
	d.text_length = 6;
	check_tags(a, &d, "text 2-6 NATO org/nato 0.95|");
	d = gz_document_of(NULL);
	check_tags(a, &d, "");
	d = gz_document_of("");
	check_tags(a, &d, "");
	d = gz_document_of("NATO");
	d.size = offsetof(struct gz_document, date); /* of a header that knew no more */
	d.date = (const char *)1;
	check_tags(a, &d, "text 0-4 NATO org/nato 0.95|");
	gz_annotator_close(a);
}

static void test_refused(void **state)
{
	static const char *const unknown[] = {"boilerplate", "1", NULL},
				 *const cut[] = {"no-follow-ups", NULL},
				 *const wrong[] = {"no-follow-ups", "maybe", NULL};
	struct world *w = *state;
	const char *none[] = {"/nonexistent.tsv"}, *null[] = {NULL};
	struct gz_annotator *a = gz_annotator_open(w->gazetteer, NULL, NULL);
	struct gz_document d = gz_document_of("NATO");
	struct gz_problem problem;

	assert_null(gz_gazetteer_open(none, 1, &problem));
	assert_int_equal(problem.code, GAZET_IO);
	assert_string_equal(problem.message, "/nonexistent.tsv: No such file or directory");
	assert_null(gz_gazetteer_open(null, 1, &problem));
	assert_int_equal(problem.code, GAZET_USAGE);
	assert_null(gz_annotator_open(w->gazetteer, unknown, &problem));
	assert_string_equal(problem.message,
			    "there is no option 'boilerplate': it is no-follow-ups or keep-boilerplate");
	assert_null(gz_annotator_open(w->gazetteer, cut, &problem));
	assert_string_equal(problem.message, "the option no-follow-ups has no value");
	assert_null(gz_writer_open(w->db, w->gazetteer, wrong, &problem));
	assert_string_equal(problem.message, "no-follow-ups is 1 or 0, not 'maybe'");
	assert_null(gz_db_open(w->db, &problem)); /* so that no database was made */
	assert_int_equal(problem.code, GAZET_NOT_FOUND);
	d.size = 0;
	assert_false(gz_annotator_tag(a, &d, &problem));
	assert_int_equal(problem.code, GAZET_USAGE);
	assert_false(gz_annotator_tag(a, NULL, NULL));
	assert_null(gz_annotator_next(a));
	gz_annotator_close(a);
	gz_annotator_close(NULL);
	gz_gazetteer_close(NULL);
	gz_db_close(NULL);
	gz_rows_close(NULL);
	gz_writer_discard(NULL);
	assert_true(gz_writer_close(NULL, NULL));
	assert_string_equal(gz_version(), GAZET_VERSION);
}

static void test_folding(void **state)
{
	char *folded = gz_fold("\xc3\x89IRE,  U.S.\xff", 14, NULL);

	(void)state;
	assert_string_equal(folded, "eire u s");
	gz_free(folded);
	folded = gz_fold(NULL, 0, NULL);
	assert_string_equal(folded, "");
	gz_free(folded);
}

/* ---- writing ------------------------------------------------------------------------- */

static void test_writing(void **state)
{
	struct world *w = *state;
	struct gz_document d = gz_document_of("Germany.");
	struct gz_writer *writer;
	enum gz_outcome outcome;
	struct gz_rows *rows;
	struct gz_db *db;

	writer = gz_writer_open(w->db, w->gazetteer, NULL, NULL);
	assert_true(gz_writer_add(writer, &d, &outcome, NULL));
	assert_int_equal(outcome, GAZET_ADDED);
	assert_true(gz_writer_add(writer, &d, &outcome, NULL)); /* its hash is its id */
	assert_int_equal(outcome, GAZET_UNCHANGED);
	d.id = "7";
	assert_true(gz_writer_add(writer, &d, &outcome, NULL));
	assert_int_equal(outcome, GAZET_ADDED);
	d.text = "France.";
	assert_true(gz_writer_add(writer, &d, &outcome, NULL));
	assert_int_equal(outcome, GAZET_REPLACED);
	assert_true(gz_writer_commit(writer, NULL));
	d.id = "8";
	assert_true(gz_writer_add(writer, &d, &outcome, NULL));
	gz_writer_discard(writer); /* 8 was not committed */
	db = gz_db_open(w->db, NULL);
	rows = gz_ask(db, "docs", NULL, NULL);
	assert_int_equal(gz_rows_count(rows), 2);
	assert_true(gz_rows_next(rows));
	assert_string_equal(gz_rows_text(rows, 0), "7");
	gz_rows_close(rows);
	gz_db_close(db);
}

/* ---- asking ---------------------------------------------------------------------------- */

static void test_rows(void **state)
{
	static const char *const cooc[] = {"entity", "Germany", NULL}, *const years[] = {"entity",
											 "country/de", "by",
											 "year", NULL};
	struct world *w = *state;
	struct gz_rows *rows;
	struct gz_db *db;

	fill(w);
	db = gz_db_open(w->db, NULL);
	rows = gz_ask(db, "cooc", cooc, NULL);
	assert_int_equal(gz_rows_count(rows), 3);
	assert_string_equal(gz_rows_name(rows, 0), "entity");
	assert_int_equal(gz_rows_column(rows, "docs"), 3);
	assert_int_equal(gz_rows_column(rows, "none"), gz_rows_columns(rows));
	assert_null(gz_rows_name(rows, gz_rows_columns(rows)));
	assert_int_equal(gz_rows_kind(rows, 0), GAZET_NULL); /* before the first row */
	assert_true(gz_rows_next(rows));
	assert_string_equal(gz_rows_text(rows, 0), "country/fr");
	assert_int_equal(gz_rows_kind(rows, 3), GAZET_INT);
	assert_int_equal(gz_rows_int(rows, 3), 2);
	assert_true(gz_rows_real(rows, 4) > 0.4999 && gz_rows_real(rows, 4) < 0.5001);
	assert_string_equal(gz_rows_text(rows, 3), "");
	assert_int_equal(gz_rows_int(rows, 0), 0);
	assert_string_equal(gz_rows_text(rows, 99), "");
	assert_true(gz_rows_next(rows) && gz_rows_next(rows));
	assert_string_equal(gz_rows_text(rows, 0), "person/angela-merkel");
	assert_false(gz_rows_next(rows));
	assert_false(gz_rows_next(rows));
	assert_int_equal(gz_rows_kind(rows, 0), GAZET_NULL);
	gz_rows_close(rows);
	rows = gz_ask(db, "timeline", years, NULL);
	assert_int_equal(gz_rows_count(rows), 1);
	assert_int_equal(gz_rows_undated(rows), 1); /* "one day" */
	assert_true(gz_rows_next(rows));
	assert_int_equal(gz_rows_int(rows, 2), 3);
	gz_rows_close(rows);
	gz_db_close(db);
}

/* The texts of the column, with commas. */
static void check_answer(struct gz_db *db, const char *question, const char *const *options,
			 const char *column, const char *expected)
{
	struct gz_problem problem;
	struct gz_rows *rows = gz_ask(db, question, options, &problem);
	char got[1000] = "";

	assert_string_equal(problem.message, "");
	while (gz_rows_next(rows)) {
		size_t at = strlen(got), number = gz_rows_column(rows, column);

		if (gz_rows_kind(rows, number) == GAZET_INT)
			snprintf(got + at, sizeof(got) - at, "%lld,", (long long)gz_rows_int(rows, number));
		else
			snprintf(got + at, sizeof(got) - at, "%s,", gz_rows_text(rows, number));
	}
	gz_rows_close(rows);
	assert_string_equal(got, expected);
}
#define CHECK(question, column, expected, ...)                                                               \
	check_answer(db, question, (const char *const[]){__VA_ARGS__, NULL}, column, expected)

static void test_groups(void **state)
{
	struct world *w = *state;
	struct gz_db *db;

	fill(w);
	db = gz_db_open(w->db, NULL);
	CHECK("docs", "doc", "2,1,4,", "any", "NATO", "any", "France");
	CHECK("docs", "doc", "2,", "any", "NATO", "any", "France", "entity", "person/angela-merkel");
	CHECK("docs", "doc", "1,4,", "entity", "country/de", "any", "France", "any", "NATO", "not",
	      "org/nato");
	CHECK("docs", "doc", "3,", "not", "NATO", "not", "type:country+country:fr");
	CHECK("docs", "doc", "2,", "entity", "type:person", "entity", "type:org");
	CHECK("docs", "doc", "3,", "not", "type:person", "from", "2011-02", "to", "2011");
	CHECK("entities", "entity", "country/de,country/fr,", "any", "NATO", "any", "France", "not", "NATO");
	CHECK("entities", "docs", "2,", "any", "France", "type", "country", "pattern", "germ");
	CHECK("cooc", "entity", "country/de,", "any", "France", "any", "NATO", "not", "type:person");
	CHECK("cooc", "entity", "country/de,country/fr,org/nato,person/angela-merkel,", "entity",
	      "type:country");
	CHECK("timeline", "docs", "1,0,1,", "any", "NATO", "any", "type:country", "not", "type:person", "by",
	      "month");
	/* What is named first is shown, also where that is any. */
	CHECK("kwic", "match", "NATO,", "any", "NATO", "entity", "country/de");
	CHECK("kwic", "match", "Germany,", "entity", "country/de", "any", "NATO");
	gz_db_close(db);
}

static void test_changes(void **state)
{
	static const char *const diff[] = {"from", "2011-02", "to", "2011-03", "vs-to", "2011-01", NULL},
				 *const before[] = {"entity", "NATO", "from", "2011-02-03", NULL};
	struct world *w = *state;
	char from[16], to[16];
	struct gz_rows *rows;
	struct gz_db *db;

	fill(w);
	db = gz_db_open(w->db, NULL);
	CHECK("diff", "entity", "country/fr,org/nato,person/angela-merkel,country/de,", "from", "2011-02",
	      "to", "2011-03", "vs-to", "2011-01");
	CHECK("diff", "vs_docs", "1,0,0,1,", "from", "2011-02", "to", "2011-03", "vs-to", "2011-01");
	CHECK("diff", "docs", "1,1,", "entity", "NATO", "from", "2011-02-03", "min-docs", "1");
	CHECK("bursts", "entity", "", "by", "week", "entity", "NATO");
	CHECK("path", "entity", "country/fr,country/de,org/nato,", "entity", "France", "entity", "NATO");
	CHECK("path", "docs", "2,2,1,", "entity", "France", "entity", "NATO", "via-type", "country", "steps",
	      "2");
	CHECK("path", "step", "", "entity", "France", "entity", "NATO", "via-type", "person,org");
	CHECK("path", "step", "", "entity", "France", "entity", "NATO", "steps", "1");
	CHECK("path", "step", "", "entity", "France", "entity", "NATO", "min-docs", "2");
	CHECK("path", "step", "", "entity", "France", "entity", "NATO", "not", "person/angela-merkel");
	rows = gz_ask(db, "diff", diff, NULL);
	assert_int_equal(gz_rows_compared(rows, false, from, to), 2);
	assert_string_equal(from, "2011-02-01");
	assert_string_equal(to, "2011-03-31");
	assert_int_equal(gz_rows_compared(rows, true, from, to), 1);
	assert_string_equal(from, "");
	assert_string_equal(to, "2011-01-31");
	assert_false(gz_rows_given_up(rows));
	gz_rows_close(rows);
	rows = gz_ask(db, "diff", before, NULL); /* to the last document, and as long before */
	assert_int_equal(gz_rows_compared(rows, false, from, to), 1);
	assert_string_equal(to, "2011-03-03");
	assert_int_equal(gz_rows_compared(rows, true, from, to), 0);
	assert_string_equal(from, "2011-01-05");
	assert_string_equal(to, "2011-02-02");
	gz_rows_close(rows);
	rows = gz_ask(db, "docs", NULL, NULL);
	assert_int_equal(gz_rows_compared(rows, false, from, to), 0);
	assert_string_equal(from, "");
	gz_rows_close(rows);
	gz_db_close(db);
}

struct taken {
	struct gz_db *db;
	unsigned rows, most;
};

static bool take(void *self, const struct gz_rows *row)
{
	struct taken *t = self;

	assert_int_equal(gz_rows_columns(row), 5);
	assert_int_equal(gz_rows_text(row, 0)[0], "3214"[t->rows]);
	return ++t->rows < t->most;
}

static void test_each(void **state)
{
	struct world *w = *state;
	struct gz_problem problem;
	struct taken taken = {.most = 99};

	fill(w);
	taken.db = gz_db_open(w->db, NULL);
	assert_true(gz_ask_each(taken.db, "docs", NULL, take, &taken, &problem));
	assert_int_equal(taken.rows, 4);
	taken.rows = 0;
	taken.most = 2;
	assert_true(gz_ask_each(taken.db, "docs", NULL, take, &taken, &problem));
	assert_int_equal(taken.rows, 2);
	assert_int_equal(problem.code, GAZET_OK);
	gz_db_interrupt(taken.db); /* of a question that does not run: nothing */
	taken.rows = 0;
	taken.most = 99;
	assert_true(gz_ask_each(taken.db, "docs", NULL, take, &taken, &problem));
	gz_db_close(taken.db);
}

static void refuse(struct gz_db *db, const char *question, const char *name, const char *value,
		   const char *message)
{
	const char *const options[] = {"entity", "country/de", name, value, NULL};
	struct gz_problem problem;

	assert_null(gz_ask(db, question, options, &problem));
	assert_string_equal(problem.message, message);
}

static void test_wrong_questions(void **state)
{
	struct world *w = *state;
	struct gz_problem problem;
	struct gz_db *db;

	fill(w);
	db = gz_db_open(w->db, NULL);
	refuse(db, "who", NULL, NULL,
	       "there is no question 'who': it is entities, cooc, timeline, kwic, docs, diff, bursts or "
	       "path");
	refuse(db, NULL, NULL, NULL,
	       "there is no question '': it is entities, cooc, timeline, kwic, docs, diff, bursts or path");
	refuse(db, "docs", "by", "year",
	       "docs takes no option 'by': there are entity, any, not, from, to, source, window, sort, "
	       "unique, "
	       "limit, offset");
	refuse(db, "entities", NULL, NULL,
	       "entities takes no option 'entity': there are any, not, from, to, source, type, pattern, "
	       "sort, "
	       "unique, limit, offset, min-docs");
	refuse(db, "path", "any", "NATO",
	       "path takes no option 'any': there are entity, not, from, to, source, via-type, steps, "
	       "unique, "
	       "limit, offset, min-docs");
	refuse(db, "path", "steps", "2", "path needs two entities");
	refuse(db, "path", "entity", "Germany",
	       "country/de and country/de are the same, or one is part of the other");
	refuse(db, "path", "via-type", "people",
	       "via-type is person, country, org, place or event, not 'people'");
	refuse(db, "diff", NULL, NULL,
	       "from is needed: the first day of the period that is compared with another");
	refuse(db, "diff", "vs-to", "soon", "vs-to is YYYY, YYYY-MM or YYYY-MM-DD, not 'soon'");
	refuse(db, "bursts", "by", "month", "by is day or week, not 'month'");
	refuse(db, "docs", "any", "\xff", "any is not valid UTF-8");
	refuse(db, "docs", "not", "\xff", "not is not valid UTF-8");
	refuse(db, "docs", "not", "Grmany",
	       "no entity is called \"Grmany\" in this database; nearest: Germany (country/de)");
	refuse(db, "cooc", "from", NULL, "the option from has no value");
	refuse(db, "cooc", "from", "2011-02-30", "from is YYYY, YYYY-MM or YYYY-MM-DD, not '2011-02-30'");
	refuse(db, "cooc", "type", "person,thing",
	       "type is person, country, org, place or event, not 'thing'");
	refuse(db, "cooc", "type", "", "type is person, country, org, place or event, not ''");
	refuse(db, "cooc", "type", "person,", "type is person, country, org, place or event, not ''");
	refuse(db, "path", "via-type", "", "via-type is person, country, org, place or event, not ''");
	refuse(db, "path", "steps", "0", "steps is at least 1, not 0");
	refuse(db, "kwic", "width", "0", "width is at least 1, not 0");
	refuse(db, "cooc", "window", "0", "window is a number of tokens or sentence, not '0'");
	refuse(db, "cooc", "limit", "4294967296", "limit is a number up to 4294967295, not '4294967296'");
	refuse(db, "cooc", "limit", "", "limit is a number up to 4294967295, not ''");
	refuse(db, "cooc", "unique", "2", "unique is 1 or 0, not '2'");
	refuse(db, "cooc", "entity", "\xff", "entity is not valid UTF-8");
	refuse(db, "timeline", "by", "hour", "by is day, week, month or year, not 'hour'");
	assert_null(
		gz_ask(db, "docs", (const char *const[]){"from", "2012", "to", "2011-05", NULL}, &problem));
	assert_string_equal(problem.message, "the first day, 2012-01-01, is after the last one, 2011-05-31");
	assert_null(gz_ask(db, "cooc", NULL, &problem));
	assert_string_equal(problem.message, "cooc needs an entity");
	assert_int_equal(problem.code, GAZET_USAGE);
	for (const char *const *name = gz_questions(); *name != NULL; name++) {
		const char *const options[] = {"limit", "x", NULL};

		assert_null(gz_ask(db, *name, options, &problem));
		assert_string_equal(problem.message, "limit is a number up to 4294967295, not 'x'");
	}
	gz_db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_tagging, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
		cmocka_unit_test(test_folding),
		cmocka_unit_test_setup_teardown(test_writing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_rows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_groups, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_each, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wrong_questions, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
