/*
 * test_match_naive.c: over random gazetteers and texts in several scripts, the walk of the trie finds what a
 * naive comparison of every name with every place finds.
 */
#include "match_bench.h"

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

/* Does the name stand at `first`, with `skip` (a token number in the text, or none) passed over? Taken from
 * what the contract says about names, not from the trie. */
static bool stands(const struct bench *b, const struct gz_name *name, const struct gz_tokens *spelled,
		   uint32_t first, uint32_t skip)
{
	const struct gz_token *text = b->tokens.token;
	uint32_t at = first;

	for (uint32_t i = first; i < first + spelled->count + (skip != GZ_NONE) && i < b->tokens.count; i++) {
		if (text[i].barred) /* no name stands in a web address */
			return false;
	}
	if (spelled->count == 1 && b->tokens.has_case && text[first].shape <= GZ_LOWER &&
	    name->shape >= GZ_CAPITALISED && name->kind != GZ_NAME_TITLE)
		return false; /* small letters, where a capital would tell it */
	for (uint32_t i = 0; i < spelled->count; i++, at++) {
		bool gap_in_text, gap_in_name = i > 0 && spelled->token[i].gap >= GZ_GAP_HARD;

		if (at == skip) {
			if (at + 1 >= b->tokens.count || text[at].gap >= GZ_GAP_HARD)
				return false;
			if (text[at].norm.len != 1 || text[at].norm.ptr[0] < 'a' ||
			    text[at].norm.ptr[0] > 'z')
				return false;
			at++;
			gap_in_name = false;
		}
		if (at >= b->tokens.count || !gz_str_eq(text[at].norm, spelled->token[i].norm))
			return false;
		gap_in_text = i > 0 && text[at].gap >= GZ_GAP_HARD;
		if (gap_in_text && (!gap_in_name || text[at].gap == GZ_GAP_PARAGRAPH))
			return false;
	}
	return skip == GZ_NONE || (gz_gaz_entry(b->w.gaz, name->target)->type == GZ_PERSON && !name->exact);
}

static bool written_alike(const struct bench *b, const struct gz_tokens *spelled, uint32_t first)
{
	for (uint32_t i = 0; i < spelled->count; i++) {
		const struct gz_token *text = &b->tokens.token[first + i], *own = &spelled->token[i];

		if (!gz_str_eq(gz_str_of(b->tokens.text.ptr + text->start, text->end - text->start),
			       gz_str_of(spelled->text.ptr + own->start, own->end - own->start)))
			return false;
	}
	return true;
}

static bool was_found(const struct bench *b, uint32_t first, uint32_t count, uint32_t name, bool skipped,
		      bool exact)
{
	for (uint32_t i = 0; i < b->found.count; i++) {
		const struct gz_candidate *c = &b->found.ptr[i];

		if (c->first == first && c->count == count && c->name == name &&
		    c->skipped_initial == skipped)
			return c->exact == exact && !c->vetoed;
	}
	return false;
}

/* Each name at each token, directly and with each token but its first passed over. */
static uint32_t count_naively(const struct bench *b, uint32_t name_number, const struct gz_tokens *spelled)
{
	const struct gz_name *name = gz_gaz_name(b->w.gaz, name_number);
	uint32_t expected = 0;

	for (uint32_t first = 0; first < b->tokens.count; first++) {
		uint32_t found = 0;

		if (stands(b, name, spelled, first, GZ_NONE)) {
			assert_true(was_found(b, first, spelled->count, name_number, false,
					      name->exact && written_alike(b, spelled, first)));
			expected++;
		}
		for (uint32_t skip = first + 1; skip < first + spelled->count; skip++)
			found += stands(b, name, spelled, first, skip);
		if (found > 0)
			assert_true(was_found(b, first, spelled->count + 1, name_number, true, false));
		expected += found; /* "a a a" holds "a a" in one way only for each token passed over */
	}
	return expected;
}

static void compare_once(struct bench *b, const struct gz_tokens *spelled)
{
	struct gz_buf text = {0};
	uint32_t expected = 0;

	random_words(&text, 1 + roll(120), GZ_COUNT(joints));
	gz_buf_byte(&text, '\0');
	assert_false(text.failed);
	match(b, text.ptr);
	for (uint32_t i = 0; i < gz_gaz_name_count(b->w.gaz); i++)
		expected += count_naively(b, i, &spelled[i]);
	if (expected != b->found.count)
		print_error("seed %u: %u expected, %u found in \"%s\"\n", seed, expected, b->found.count,
			    text.ptr);
	assert_int_equal(b->found.count, expected);
	gz_buf_free(&text);
}

static void test_naive(void **state)
{
	uint32_t found = 0;

	(void)state;
	for (uint32_t round = 0; round < 12; round++) {
		struct gz_buf table = {0};
		struct gz_arena arena = {0};
		struct gz_tokens *spelled;
		struct bench b;
		uint32_t names;

		seed = round;
		random_gazetteer(&table);
		gz_buf_byte(&table, '\0');
		assert_false(table.failed);
		bench_open(&b, table.ptr, NULL);
		names = gz_gaz_name_count(b.w.gaz);
		assert_true(names >= 60);
		spelled = gz_arena_alloc(&arena, names * sizeof(*spelled));
		assert_non_null(spelled);
		for (uint32_t i = 0; i < names; i++)
			assert_true(gz_text_tokenize(gz_gaz_spelling(b.w.gaz, gz_gaz_name(b.w.gaz, i)), &arena, &spelled[i],
						     &b.w.err));
		for (int i = 0; i < 25; i++) {
			compare_once(&b, spelled);
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
