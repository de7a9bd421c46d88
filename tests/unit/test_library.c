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
	       "there is no question 'who': it is entities, cooc, timeline, kwic or docs");
	refuse(db, NULL, NULL, NULL, "there is no question '': it is entities, cooc, timeline, kwic or docs");
	refuse(db, "docs", "by", "year",
	       "docs takes no option 'by': there are entity, from, to, source, window, sort, unique, limit, "
	       "offset");
	refuse(db, "entities", NULL, NULL,
	       "entities takes no option 'entity': there are from, to, source, type, pattern, sort, unique, "
	       "limit, "
	       "offset, min-docs");
	refuse(db, "cooc", "from", NULL, "the option from has no value");
	refuse(db, "cooc", "from", "2011-02-30", "from is YYYY, YYYY-MM or YYYY-MM-DD, not '2011-02-30'");
	refuse(db, "cooc", "type", "person,thing",
	       "type is person, country, org, place or event, not 'thing'");
	refuse(db, "cooc", "window", "0", "window is a number of tokens or sentence, not '0'");
	refuse(db, "cooc", "limit", "4294967296", "limit is a number up to 4294967295, not '4294967296'");
	refuse(db, "cooc", "limit", "", "limit is a number up to 4294967295, not ''");
	refuse(db, "cooc", "unique", "2", "unique is 1 or 0, not '2'");
	refuse(db, "cooc", "entity", "\xff", "entity is not valid UTF-8");
	refuse(db, "timeline", "by", "hour", "by is day, week, month or year, not 'hour'");
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
		cmocka_unit_test_setup_teardown(test_each, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_wrong_questions, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
