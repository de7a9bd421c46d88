/* test_resolve_words.c: the table of words against the words that rules name, and the table of numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "gazet/resolve.h"
#include "../../src/resolve/numbers.h"
#include "../../src/resolve/words.h"

static struct gz_words words;

static uint64_t classes_of(const char *text)
{
	const struct gz_word *word = gz_word_of(&words, gz_str(text));

	return word != NULL ? word->classes : 0;
}

static void test_classes(void **state)
{
	(void)state;
	assert_int_equal(classes_of("s"), GZ_WORD_S | GZ_WORD_SPEECH);
	assert_int_equal(classes_of("last"), GZ_WORD_LAST | GZ_WORD_IN_TIME | GZ_WORD_PAST);
	assert_int_equal(classes_of("of"),
			 GZ_WORD_OF | GZ_WORD_OF_OFFICE | GZ_WORD_OF_EVENT | GZ_WORD_IN_TIME);
	assert_int_equal(classes_of("administration"), GZ_WORD_BODY | GZ_WORD_OF_HOLDER); /* the longest one */
	assert_int_equal(classes_of("designate"), GZ_WORD_OTHER | GZ_WORD_OTHER_BEHIND);
	assert_int_equal(classes_of("бывшии"), GZ_WORD_OTHER);
	assert_int_equal(classes_of("became"), GZ_WORD_OTHER | GZ_WORD_BECOMES | GZ_WORD_FINITE);
	assert_int_equal(classes_of("may"), GZ_WORD_MONTH_TOO | GZ_WORD_FINITE);
	assert_int_equal(classes_of("mm"), GZ_WORD_MONSIEUR);
	assert_int_equal(gz_word_of(&words, GZ_STR("may"))->month, 5);
	assert_int_equal(gz_word_of(&words, GZ_STR("sept"))->month, 9);
	assert_int_equal(gz_word_of(&words, GZ_STR("weekend"))->days, 5);
}

static void test_other_words(void **state)
{
	static const char *const none[] = {"",
					   "t",
					   "said.",
					   "Summit",
					   "administrations",
					   "s\xc3\xa9",
					   "2011",
					   "\xe4\xb8\xad",
					   "summi",
					   "summits",
					   "lasts",
					   "administratiox"};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(none); i++)
		assert_null(gz_word_of(&words, gz_str(none[i])));
}

static void test_nouns(void **state)
{
	const struct gz_word *summit = gz_noun_of(&words, GZ_STR("summit")),
			     *talks = gz_noun_of(&words, GZ_STR("talks"));

	(void)state;
	assert_non_null(summit);
	assert_non_null(talks);
	assert_true((talks->taken_up & summit->named) != 0); /* talks take up a summit */
	assert_int_equal(talks->named, 0);		     /* and name none */
	assert_null(gz_noun_of(&words, GZ_STR("said")));
}

static void test_table_holds(void **state)
{
	(void)state;
	assert_true(words.count < GZ_COUNT(words.word));
	assert_true(words.count < GZ_WORD_SLOTS / 2);
	for (uint32_t i = 0; i < words.count; i++) {
		const struct gz_word *word = &words.word[i];

		assert_true(word->length < GZ_WORD_LONGEST);
		assert_ptr_equal(gz_word_of(&words, gz_str_of(word->text, word->length)), word);
	}
}

/* readings.c leaves these out where nothing is to be decided: they may not add to a score. */
static void test_document_adds_no_score(void **state)
{
	(void)state;
	assert_true(gz_reason_row(GZ_FOR_NAMED)->score == 0);
	assert_true(gz_reason_row(GZ_FOR_ITS_SERIES)->score == 0);
	assert_true(gz_reason_row(GZ_FOR_COUNTRY)->score == 0);
	assert_true(gz_reason_row(GZ_FOR_OFFICE)->score == 0);
}

static void test_numbers(void **state)
{
	struct gz_numbers n = {0};

	(void)state;
	for (uint32_t document = 0; document < 3; document++) {
		assert_null(gz_numbers_get(&n, 7));
		for (uint32_t key = 0; key < 1000; key++)
			assert_int_equal(*gz_numbers_put(&n, key * 4096, key + document), key + document);
		for (uint32_t key = 0; key < 1000; key++)
			assert_int_equal(*gz_numbers_get(&n, key * 4096), key + document);
		assert_int_equal(*gz_numbers_put(&n, 4096, 5000), 1 + document); /* is there */
		assert_null(gz_numbers_get(&n, 1));
		gz_numbers_clear(&n);
		assert_null(gz_numbers_get(&n, 4096));
	}
	n.document = UINT32_MAX; /* the count of documents goes round: nothing comes back */
	assert_non_null(gz_numbers_put(&n, 3, 3));
	gz_numbers_clear(&n);
	assert_null(gz_numbers_get(&n, 3));
	gz_numbers_free(&n);
}

static int fill(void **state)
{
	(void)state;
	gz_words_fill(&words);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classes), cmocka_unit_test(test_other_words),
		cmocka_unit_test(test_nouns),	cmocka_unit_test(test_table_holds),
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_document_adds_no_score),
	};

	return cmocka_run_group_tests(tests, fill, NULL);
}
