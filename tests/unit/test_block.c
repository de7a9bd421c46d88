/* test_block.c: the packed forward index: what goes in comes out, and damage is seen. */
#include <limits.h>
#include <stdarg.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/block.h"

static struct gz_block_writer started(void)
{
	struct gz_block_writer w = {0};

	gz_block_start(&w);
	return w;
}

static void open_writer(struct gz_block_reader *r, const struct gz_block_writer *w, bool positions)
{
	gz_block_open(r, w->first, w->base_day, gz_buf_view(&w->entities),
		      positions ? gz_buf_view(&w->positions) : (struct gz_str){NULL, 0});
}

static const struct gz_posting three[] = {
	{7, 2, 0}, {7, 2, 0}, {7, 11, 4}, {9, 3, -1}, {400000, UINT32_MAX, INT32_MAX},
};

/* Documents 10 (dated), 11 (removed), 500 (undated, without entities), 501 (before the base day). */
static void fill(struct gz_block_writer *w)
{
	assert_true(gz_block_add(w, 10, 17354, 3, three, GZ_COUNT(three)));
	assert_true(gz_block_add(w, 11, GZ_NO_DAY, 0, NULL, 0));
	assert_true(gz_block_add(w, 500, GZ_NO_DAY, 1, NULL, 0));
	assert_true(gz_block_add(w, 501, -719162, 2, three + 3, 1));
}

static void test_round_trip(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {0};
	const struct gz_block_document *doc;

	(void)state;
	fill(&w);
	assert_int_equal(w.first, 10);
	assert_int_equal(w.last, 501);
	assert_int_equal(w.documents, 3); /* the removed one is not counted */
	assert_int_equal(w.base_day, 17354);
	assert_int_equal(w.first_day, -719162);
	assert_int_equal(w.last_day, 17354);
	open_writer(&r, &w, true);
	doc = gz_block_next(&r);
	assert_non_null(doc);
	assert_int_equal(doc->document, 10);
	assert_int_equal(doc->day, 17354);
	assert_int_equal(doc->source, 3);
	assert_int_equal(doc->count, 3);
	assert_int_equal(doc->entity[0].entity, 7);
	assert_int_equal(doc->entity[0].mentions, 3);
	assert_int_equal(doc->entity[1].entity, 9);
	assert_int_equal(doc->entity[1].first, 3);
	assert_int_equal(doc->entity[2].entity, 400000);
	for (size_t i = 0; i < GZ_COUNT(three); i++) {
		assert_int_equal(doc->place[i], three[i].place);
		assert_int_equal(doc->sentence[i], three[i].sentence);
	}
	doc = gz_block_next(&r);
	assert_int_equal(doc->document, 11);
	assert_int_equal(doc->source, 0);
	assert_int_equal(doc->day, GZ_NO_DAY);
	assert_int_equal(doc->count, 0);
	doc = gz_block_next(&r);
	assert_int_equal(doc->document, 500);
	assert_int_equal(doc->source, 1);
	assert_int_equal(doc->count, 0);
	doc = gz_block_next(&r);
	assert_int_equal(doc->document, 501);
	assert_int_equal(doc->day, -719162);
	assert_int_equal(doc->entity[0].entity, 9);
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	assert_null(gz_block_next(&r));
	gz_block_close(&r);
	gz_block_free(&w);
}

static void test_without_positions(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {0};
	const struct gz_block_document *doc;
	size_t count = 0;

	(void)state;
	fill(&w);
	/* The same reader with, without and again with positions. */
	for (int round = 0; round < 3; round++) {
		open_writer(&r, &w, round != 1);
		for (count = 0; (doc = gz_block_next(&r)); count++)
			assert_true((doc->place != NULL) == (round != 1));
		assert_int_equal(count, 4);
		assert_false(r.damaged);
	}
	gz_block_close(&r);
	gz_block_free(&w);
}

static void test_empty(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {0};

	(void)state;
	assert_int_equal(w.first_day, GZ_NO_DAY);
	open_writer(&r, &w, true);
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	gz_block_open(&r, 1, 0, (struct gz_str){NULL, 0}, (struct gz_str){NULL, 0});
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	/* Positions of no document are damage. */
	gz_block_open(&r, 1, 0, (struct gz_str){NULL, 0}, GZ_STR("x"));
	assert_null(gz_block_next(&r));
	assert_true(r.damaged);
	gz_block_close(&r);
}

static void test_full(void **state)
{
	struct gz_block_writer w = started();
	int64_t id = 1;

	(void)state;
	while (!gz_block_full(&w))
		assert_true(gz_block_add(&w, id++, 100, 1, three, GZ_COUNT(three)));
	assert_true(w.entities.len >= GZ_BLOCK_BYTES);
	assert_true(w.entities.len < GZ_BLOCK_BYTES + 20);
	gz_block_start(&w);
	assert_false(gz_block_full(&w));
	assert_int_equal(w.documents, 0);
	gz_block_free(&w);
}

static void test_extremes(void **state)
{
	const int32_t days[] = {INT32_MAX, INT32_MIN + 1, 0, INT32_MAX};
	const struct gz_posting far = {INT64_MAX, 0, -1};
	struct gz_block_writer w = started();
	struct gz_block_reader r = {0};
	const struct gz_block_document *doc;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(days); i++)
		assert_true(gz_block_add(&w, INT64_MAX - 3 + (int64_t)i, days[i], INT64_MAX, &far, 1));
	open_writer(&r, &w, true);
	for (size_t i = 0; i < GZ_COUNT(days); i++) {
		doc = gz_block_next(&r);
		assert_non_null(doc);
		assert_true(doc->document == INT64_MAX - 3 + (int64_t)i);
		assert_int_equal(doc->day, days[i]);
		assert_true(doc->source == INT64_MAX);
		assert_true(doc->entity[0].entity == INT64_MAX);
	}
	assert_null(gz_block_next(&r));
	assert_false(r.damaged);
	gz_block_close(&r);
	gz_block_free(&w);
}

static bool sound(struct gz_block_reader *r)
{
	while (gz_block_next(r))
		;
	return !r->damaged;
}

/* A copy of its own, so that a sanitizer sees a byte read too far. */
static bool sound_bytes(struct gz_block_reader *r, const char *bytes, size_t len)
{
	char *copy = malloc(len ? len : 1);
	bool result;

	assert_non_null(copy);
	memcpy(copy, bytes, len);
	gz_block_open(r, 10, 17354, gz_str_of(copy, len), (struct gz_str){NULL, 0});
	result = sound(r);
	free(copy);
	return result;
}

static void test_damage(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} bad[] = {
		{"\x01\x00\x01\x00", 4},		 /* the first document is not the block's first */
		{"\x00\x00\x01\x00\x00\x00\x01\x00", 8}, /* the same document again */
		{"\x00\x00\x01\x01\x00\x01", 6},	 /* entity 0 */
		{"\x00\x00\x01\x01\x05\x00", 6},	 /* no mention of it */
		{"\x00\x00\x00\x01\x05\x01", 6},	 /* removed, yet it holds an entity */
		{"\x00\x02\x00\x00", 4},		 /* removed, yet dated */
		{"\x00\x00\x01\xff\xff\xff\xff\x0f", 8}, /* more entities than bytes */
		{"\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01\x00", 13}, /* an impossible day */
		{"\x00\x00\x01", 3},
		{"\x80", 1},
	};
	struct gz_block_reader r = {0};

	(void)state;
	assert_true(sound_bytes(&r, "\x00\x00\x01\x00", 4));
	for (size_t i = 0; i < GZ_COUNT(bad); i++)
		if (sound_bytes(&r, bad[i].bytes, bad[i].len))
			fail_msg("damage %zu was not seen", i);
	/* A removed document without anything is sound. */
	assert_true(sound_bytes(&r, "\x00\x00\x00\x00", 4));
	gz_block_close(&r);
}

static void test_cut_off(void **state)
{
	struct gz_block_writer w = started();
	struct gz_block_reader r = {0};

	(void)state;
	fill(&w);
	/* Less of the positions than the documents ask for, or more. */
	for (size_t len = 0; len < w.positions.len; len++) {
		gz_block_open(&r, w.first, w.base_day, gz_buf_view(&w.entities),
			      gz_str_of(w.positions.ptr, len));
		assert_false(sound(&r));
	}
	assert_true(gz_buf_byte(&w.positions, 0));
	open_writer(&r, &w, true);
	assert_false(sound(&r));
	/* A block cut between two documents cannot be told from a shorter one; its positions tell. */
	w.positions.len--;
	for (size_t len = 0; len < w.entities.len; len++) {
		gz_block_open(&r, w.first, w.base_day, gz_str_of(w.entities.ptr, len),
			      gz_buf_view(&w.positions));
		assert_false(sound(&r));
	}
	gz_block_close(&r);
	gz_block_free(&w);
}

static void test_list(void **state)
{
	const int64_t ids[] = {5, 6, 200, 1000000};
	struct gz_buf list = {0};
	const unsigned char *at, *end;
	int64_t previous = 0;
	uint64_t delta;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(ids); i++)
		assert_true(gz_list_add(&list, &previous, ids[i]));
	assert_int_equal(previous, 1000000);
	assert_int_equal(list.len, 1 + 1 + 2 + 3);
	at = (const unsigned char *)list.ptr;
	end = at + list.len;
	previous = 0;
	for (size_t i = 0; i < GZ_COUNT(ids); i++) {
		assert_true(gz_varint_read(&at, end, &delta));
		previous += (int64_t)delta;
		assert_int_equal(previous, ids[i]);
	}
	assert_ptr_equal(at, end);
	gz_buf_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip), cmocka_unit_test(test_without_positions),
		cmocka_unit_test(test_empty),	   cmocka_unit_test(test_full),
		cmocka_unit_test(test_extremes),   cmocka_unit_test(test_damage),
		cmocka_unit_test(test_cut_off),	   cmocka_unit_test(test_list),
	};

	return cmocka_run_group_tests_name("block", tests, NULL, NULL);
}
