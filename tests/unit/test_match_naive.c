/*
 * test_match_naive.c: over random gazetteers and texts in several scripts, the walk of the trie finds what a
 * naive comparison of every name with every place finds.
 */
#include "match_bench.h"
#include "match_naive.h"

static uint32_t seed;

static uint32_t roll(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

/* Words that meet often, in several scripts, some alike after folding. */
static const char *const words[] = {"a", "b", "u", "s", "G", "20", "Big", "big", "état", "Etat", "ЕС", "Год",
				    "峰", "会", "北", "قمة", "العشرين", "Ω", "ώ", "x1", "na\xc3\xafve", "नेपाल"};
static const char *const joints[] = {" ", " ", " ", " ", "-", "'", "/", ", ", ": ", ". ", "; ",
				     "\n", "\n\n", " (", ") ", "\"", " \xe2\x80\x94 ", "."};

static void random_words(struct gz_buf *out, uint32_t count, uint32_t joint_kinds)
{
	for (uint32_t i = 0; i < count; i++) {
		if (i > 0)
			gz_buf_str(out, gz_str(joints[roll(joint_kinds)]));
		gz_buf_str(out, gz_str(words[roll(GZ_COUNT(words))]));
	}
}

static void random_gazetteer(struct gz_buf *out)
{
	static const char *const types[] = {"person", "org", "place"};

	gz_buf_str(out, GZ_STR("id\ttype\tname\taliases\tsurname\n"));
	for (int i = 0; i < 60; i++) {
		const char *type = types[roll(3)];

		gz_buf_printf(out, "%s/e%d\t%s\t", type, i, type);
		random_words(out, 1 + roll(5), 11);
		gz_buf_byte(out, '\t');
		for (uint32_t n = roll(4); n > 0; n--) {
			gz_buf_str(out, gz_str((const char *const[]){"", "=", "?", "?="}[roll(4)]));
			random_words(out, 1 + roll(4), 11);
			gz_buf_str(out, GZ_STR(" | "));
		}
		gz_buf_str(out, GZ_STR("\t-\n"));
	}
}

static void compare_once(struct bench *b, struct naive *n)
{
	struct gz_buf text = {0};
	const char *differs;

	random_words(&text, 1 + roll(120), GZ_COUNT(joints));
	gz_buf_byte(&text, '\0');
	assert_false(text.failed);
	match(b, text.ptr);
	differs = naive_differs(n, &b->tokens, &b->found);
	if (differs != NULL)
		print_error("seed %u: %s in \"%s\"\n", seed, differs, text.ptr);
	assert_null(differs);
	gz_buf_free(&text);
}

static void test_naive(void **state)
{
	uint32_t found = 0;

	(void)state;
	for (uint32_t round = 0; round < 12; round++) {
		struct gz_buf table = {0};
		struct gz_arena arena = {0};
		struct naive n;
		struct bench b;

		seed = round;
		random_gazetteer(&table);
		gz_buf_byte(&table, '\0');
		assert_false(table.failed);
		bench_open(&b, table.ptr, NULL);
		assert_true(gz_gaz_name_count(b.w.gaz) >= 60);
		assert_true(naive_spell(&n, b.w.gaz, &arena, &b.w.err));
		for (int i = 0; i < 25; i++) {
			compare_once(&b, &n);
			found += b.found.count;
		}
		bench_close(&b);
		gz_arena_free(&arena);
		gz_buf_free(&table);
	}
	assert_true(found > 1000); /* the comparison compares something */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_naive),
	};

	return cmocka_run_group_tests_name("match_naive", tests, NULL, NULL);
}
