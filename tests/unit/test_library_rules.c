/* test_library_rules.c: pattern rules that take too long are told to the program that tags and writes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "gazet/gazet.h"

struct world {
	char folder[200], entities[256], rules[256], db[256];
	struct gz_gazetteer *gazetteer;
	char slow[400]; /* in which two of the rules are given up */
};

static bool put(const char *path, const char *text)
{
	FILE *out = fopen(path, "w");

	return out != NULL && fputs(text, out) >= 0 && fclose(out) == 0;
}

static int set_up(void **state)
{
	struct world *w = calloc(1, sizeof(*w));
	const char *base = getenv("TMPDIR"), *paths[2];

	snprintf(w->folder, sizeof(w->folder), "%.100s/gazet-rules-XXXXXX", base != NULL ? base : "/tmp");
	if (mkdtemp(w->folder) == NULL)
		return -1;
	snprintf(w->entities, sizeof(w->entities), "%s/entities.tsv", w->folder);
	snprintf(w->rules, sizeof(w->rules), "%s/rules.tsv", w->folder);
	snprintf(w->db, sizeof(w->db), "%s/a.db", w->folder);
	if (!put(w->entities, "id\ttype\tname\taliases\norg/nato\torg\tNATO\t\n") ||
	    !put(w->rules, "anchor\tregex\tid\tname\ttype\n"
			   "anchor\t(?:a+)+b anchor\tevent/plus\tX\tevent\n"
			   "anchor\tbig anchor\tevent/good\tGood\tevent\n"
			   "anchor\t(?:(?:[a-z]+ ?)+)+[0-9] anchor\tevent/nested\tX\tevent\n"))
		return -1;
	paths[0] = w->entities;
	paths[1] = w->rules;
	w->gazetteer = gz_gazetteer_open(paths, 2, NULL);
	memset(w->slow, 'a', 200);
	snprintf(w->slow + 200, sizeof(w->slow) - 200, " %s %s big anchor. NATO.",
		 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	*state = w;
	return w->gazetteer != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	gz_gazetteer_close(w->gazetteer);
	remove(w->entities);
	remove(w->rules);
	remove(w->db);
	assert_int_equal(rmdir(w->folder), 0);
	free(w);
	return 0;
}

static void is_told(const struct world *w, const char *got, int line, const char *id)
{
	char expected[400];

	snprintf(expected, sizeof(expected), "%s:%d: the rule of %s", w->rules, line, id);
	assert_non_null(got);
	assert_string_equal(got, expected);
}

static void test_tagging(void **state)
{
	struct world *w = *state;
	struct gz_annotator *a = gz_annotator_open(w->gazetteer, NULL, NULL);
	struct gz_document slow = gz_document_of(w->slow), quick = gz_document_of("NATO. Anchor.");

	assert_non_null(a);
	assert_null(gz_annotator_given_up(a, 0)); /* nothing was tagged yet */
	assert_true(gz_annotator_tag(a, &slow, NULL));
	is_told(w, gz_annotator_given_up(a, 1), 4, "event/nested");
	is_told(w, gz_annotator_given_up(a, 0), 2, "event/plus");
	assert_null(gz_annotator_given_up(a, 2));
	assert_null(gz_annotator_given_up(a, SIZE_MAX));
	assert_int_equal(gz_annotator_count(a), 2); /* all else was found */
	assert_string_equal(gz_annotator_next(a)->entity, "event/good");
	assert_string_equal(gz_annotator_next(a)->entity, "org/nato");
	assert_true(gz_annotator_tag(a, &quick, NULL));
	assert_null(gz_annotator_given_up(a, 0));
	assert_int_equal(gz_annotator_count(a), 1);
	gz_annotator_close(a);
}

static void test_writing(void **state)
{
	struct world *w = *state;
	struct gz_writer *writer = gz_writer_open(w->db, w->gazetteer, NULL, NULL);
	struct gz_document slow = gz_document_of(w->slow), quick = gz_document_of("NATO. Anchor.");

	assert_non_null(writer);
	assert_null(gz_writer_given_up(writer, 0));
	assert_true(gz_writer_add(writer, &slow, NULL, NULL));
	is_told(w, gz_writer_given_up(writer, 0), 2, "event/plus");
	is_told(w, gz_writer_given_up(writer, 1), 4, "event/nested");
	assert_null(gz_writer_given_up(writer, 2));
	assert_true(gz_writer_add(writer, &quick, NULL, NULL));
	assert_null(gz_writer_given_up(writer, 0));
	assert_true(gz_writer_close(writer, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_tagging, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_writing, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("library: rules", tests, NULL, NULL);
}
