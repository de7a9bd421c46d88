/* test_base.c: what every stage stands on: views, errors, buffers, varints, arena, array and map. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/base.h"

static void assert_str(struct gz_str s, const char *expected)
{
	assert_int_equal(s.len, strlen(expected));
	assert_memory_equal(s.ptr, expected, s.len);
}

/* ---- string views ---------------------------------------------------------- */

static void test_views(void **state)
{
	struct gz_str nothing = gz_str(NULL), inner = gz_str_of("a\0b", 3);

	(void)state;
	assert_int_equal(nothing.len, 0);
	assert_true(gz_str_eq(nothing, gz_str("")));
	assert_true(gz_str_eq(gz_str("putin"), GZ_STR("putin")));
	assert_false(gz_str_eq(gz_str("putin"), GZ_STR("putins")));
	assert_false(gz_str_eq(gz_str("putin"), GZ_STR("putim")));
	assert_false(gz_str_eq(inner, GZ_STR("a")));
	assert_int_equal(gz_str_find(inner, 'b'), 2);
	assert_int_equal(gz_str_find(GZ_STR("g20"), '2'), 1);
	assert_int_equal(gz_str_find(GZ_STR("g20"), 'x'), 3);
	assert_int_equal(gz_str_find(nothing, 'x'), 0);
	assert_true(gz_str_starts(GZ_STR("event/g20"), GZ_STR("event/")));
	assert_true(gz_str_starts(GZ_STR("event"), GZ_STR("")));
	assert_false(gz_str_starts(GZ_STR("even"), GZ_STR("event")));
	assert_true(gz_str_ends(GZ_STR("news.jsonl.gz"), GZ_STR(".gz")));
	assert_true(gz_str_ends(nothing, nothing));
	assert_false(gz_str_ends(GZ_STR("gz"), GZ_STR(".gz")));
}

static void test_view_order(void **state)
{
	(void)state;
	assert_int_equal(gz_str_cmp(GZ_STR("abc"), GZ_STR("abc")), 0);
	assert_int_equal(gz_str_cmp(gz_str(NULL), GZ_STR("")), 0);
	assert_true(gz_str_cmp(GZ_STR("ab"), GZ_STR("abc")) < 0);
	assert_true(gz_str_cmp(GZ_STR("abc"), GZ_STR("ab")) > 0);
	assert_true(gz_str_cmp(GZ_STR("b"), GZ_STR("abc")) > 0);
	/* Bytes are unsigned. */
	assert_true(gz_str_cmp(GZ_STR("z"), GZ_STR("\xc3\xa9")) < 0);
	assert_true(gz_str_cmp(GZ_STR("\xc3\xa9"), gz_str(NULL)) > 0);
}

static void test_view_trim(void **state)
{
	(void)state;
	assert_str(gz_str_trim(GZ_STR(" \t\r\n\v\fa b \n")), "a b");
	assert_str(gz_str_trim(GZ_STR("a")), "a");
	assert_int_equal(gz_str_trim(GZ_STR("  ")).len, 0);
	assert_int_equal(gz_str_trim(gz_str(NULL)).len, 0);
	assert_str(gz_str_trim(GZ_STR("\xc2\xa0" "a")), "\xc2\xa0" "a"); /* ASCII only */
}

static void test_view_hash(void **state)
{
	char copy[] = "xmerkel";

	(void)state;
	/* Contents count, not the place; compiled gazetteers keep these values: XXH3 without a seed. */
	assert_true(gz_str_hash(GZ_STR("merkel")) == gz_str_hash(gz_str(copy + 1)));
	assert_true(gz_str_hash(gz_str(NULL)) == 0x2d06800538d394c2u);
	assert_true(gz_str_hash(GZ_STR("merkel")) != gz_str_hash(GZ_STR("merke")));
}

/* ---- errors ------------------------------------------------------------------ */

static void test_error_text(void **state)
{
	struct gz_error err;
	char out[64];

	(void)state;
	assert_false(gz_fail(&err, GZ_EUSAGE, "no such %s: %d", "thing", 7));
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_string_equal(gz_error_text(&err, out, sizeof(out)), "no such thing: 7");
	assert_false(gz_fail_at(&err, GZ_EFORMAT, "g.tsv", 12, 3, "bad"));
	assert_int_equal(err.code, GZ_EFORMAT);
	assert_int_equal(err.line, 12);
	assert_int_equal(err.column, 3);
	assert_string_equal(gz_error_text(&err, out, sizeof(out)), "g.tsv:12:3: bad");
	assert_false(gz_fail_at(&err, GZ_EIO, "g.tsv", 0, 0, "bad"));
	assert_string_equal(gz_error_text(&err, out, sizeof(out)), "g.tsv: bad");
	assert_false(gz_fail_at(&err, GZ_EIO, "g.tsv", 5, 0, "bad"));
	assert_string_equal(gz_error_text(&err, out, sizeof(out)), "g.tsv:5: bad");
	assert_string_equal(gz_error_text(&err, out, 8), "g.tsv:5");
	assert_false(gz_fail_nomem(&err));
	assert_int_equal(err.code, GZ_ENOMEM);
	/* Nothing of the error before is left. */
	assert_int_equal(err.line, 0);
	assert_string_equal(err.file, "");
}

static void test_error_long(void **state)
{
	struct gz_error err;
	char path[700], message[2000];

	(void)state;
	memset(path, 'p', sizeof(path));
	memcpy(path + sizeof(path) - 7, "/g.tsv", 7);
	memset(message, 'm', sizeof(message));
	message[sizeof(message) - 1] = '\0';
	gz_fail_at(&err, GZ_EFORMAT, path, 1, 0, "%s", message);
	assert_int_equal(strlen(err.message), GZ_MESSAGE_MAX - 1);
	assert_int_equal(strlen(err.file), sizeof(err.file) - 1);
	assert_memory_equal(err.file, "...ppp", 6);
	assert_string_equal(err.file + strlen(err.file) - 6, "/g.tsv");
	path[sizeof(path) - 1 - 6] = '\0';
	memmove(path, path + (strlen(path) - (sizeof(err.file) - 1)), sizeof(err.file));
	gz_fail_at(&err, GZ_EFORMAT, path, 1, 0, "x"); /* just fits */
	assert_string_equal(err.file, path);
}

/* Wherever the cut falls, no character loses a part. */
static void test_error_whole_characters(void **state)
{
	struct gz_error err;
	char path[700], out[64];

	(void)state;
	for (size_t first = 0; first < 3; first++) {
		memset(path, 'p', first);
		for (size_t i = first; i + 3 < sizeof(path); i += 3)
			memcpy(path + i, "\xe4\xb8\xad", 4);
		gz_fail_at(&err, GZ_EFORMAT, path, 1, 0, "%s%s%s%s", path, path, path, path);
		assert_true(gz_utf8_valid(gz_str(err.message)) && gz_utf8_valid(gz_str(err.file)));
		assert_true(strlen(err.message) > GZ_MESSAGE_MAX - 8 && strlen(err.file) > sizeof(err.file) - 8);
		assert_true(gz_utf8_valid(gz_str(gz_error_text(&err, out, sizeof(out)))));
		assert_true(strlen(out) > sizeof(out) - 4);
	}
}

static void test_error_wrapped(void **state)
{
	struct gz_error err;
	char out[64];

	(void)state;
	gz_fail_at(&err, GZ_EIO, "a.gz", 3, 0, "cut off");
	gz_fail(&err, GZ_EFORMAT, "while reading %s: %s", err.file, err.message);
	assert_string_equal(gz_error_text(&err, out, sizeof(out)), "while reading a.gz: cut off");
	gz_fail_at(&err, GZ_EIO, "a.gz", 3, 0, "cut off");
	gz_fail_at(&err, GZ_EIO, err.file, err.line + 1, 0, "%s again", err.message);
	assert_string_equal(gz_error_text(&err, out, sizeof(out)), "a.gz:4: cut off again");
}

/* ---- buffers and varints --------------------------------------------------------- */

static void test_buffer(void **state)
{
	struct gz_buf b = {0};

	(void)state;
	assert_str(gz_buf_view(&b), "");
	assert_true(gz_buf_add(&b, NULL, 0));
	assert_true(gz_buf_str(&b, GZ_STR("ab")));
	assert_true(gz_buf_byte(&b, '\0'));
	assert_true(gz_buf_printf(&b, "%s-%04d", "c", 7));
	assert_int_equal(b.len, 9);
	assert_memory_equal(b.ptr, "ab\0c-0007", 9); /* 9: printf's NUL does not count */
	for (int i = 0; i < 10000; i++)
		assert_true(gz_buf_printf(&b, "%05d", i));
	assert_int_equal(b.len, 9 + 50000);
	assert_memory_equal(b.ptr + b.len - 10, "0999809999", 10);
	gz_buf_clear(&b);
	assert_int_equal(b.len, 0);
	assert_true(b.cap >= 50000);
	gz_buf_free(&b);
	assert_null(b.ptr);
	gz_buf_free(&b);
}

static void test_buffer_failure_sticks(void **state)
{
	struct gz_buf b = {0};

	(void)state;
	assert_true(gz_buf_str(&b, GZ_STR("kept")));
	assert_false(gz_buf_reserve(&b, SIZE_MAX - 1));
	assert_true(b.failed);
	assert_false(gz_buf_byte(&b, 'x'));
	assert_false(gz_buf_printf(&b, "%d", 1));
	assert_false(gz_buf_varint(&b, 1));
	assert_str(gz_buf_view(&b), "kept");
	gz_buf_clear(&b);
	assert_true(gz_buf_byte(&b, 'x'));
	gz_buf_free(&b);
}

static void assert_varint(uint64_t value, size_t length)
{
	struct gz_buf b = {0};
	const unsigned char *at, *end;
	uint64_t read = ~value;

	assert_true(gz_buf_varint(&b, value));
	assert_int_equal(b.len, length);
	at = (const unsigned char *)b.ptr;
	end = at + b.len;
	assert_true(gz_varint_read(&at, end, &read));
	assert_true(read == value);
	assert_ptr_equal(at, end);
	for (size_t cut = 0; cut < length; cut++) {
		at = (const unsigned char *)b.ptr;
		assert_false(gz_varint_read(&at, at + cut, &read));
	}
	gz_buf_free(&b);
}

static void test_varints(void **state)
{
	static const unsigned char nine[] = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"; /* 65 bits */
	static const unsigned char long_one[] = "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00";
	const unsigned char *at = nine;
	uint64_t value;

	(void)state;
	assert_varint(0, 1);
	assert_varint(127, 1);
	assert_varint(128, 2);
	assert_varint(16383, 2);
	assert_varint(16384, 3);
	assert_varint(UINT32_MAX, 5);
	for (unsigned bit = 0; bit < 64; bit++) {
		assert_varint((uint64_t)1 << bit, bit / 7 + 1);
		assert_varint(((uint64_t)1 << bit) - 1, bit ? (bit - 1) / 7 + 1 : 1);
	}
	assert_varint(UINT64_MAX, 10);
	assert_false(gz_varint_read(&at, nine + 10, &value));
	at = long_one;
	assert_false(gz_varint_read(&at, long_one + 11, &value));
}

static void test_zigzag(void **state)
{
	static const int64_t values[] = {0, -1, 1, -2, 2, 17354, -719162, INT32_MIN, INT64_MAX, INT64_MIN};

	(void)state;
	assert_true(gz_zigzag(0) == 0 && gz_zigzag(-1) == 1 && gz_zigzag(1) == 2 && gz_zigzag(-2) == 3);
	assert_true(gz_zigzag(INT64_MAX) == UINT64_MAX - 1 && gz_zigzag(INT64_MIN) == UINT64_MAX);
	for (size_t i = 0; i < GZ_COUNT(values); i++)
		assert_true(gz_unzigzag(gz_zigzag(values[i])) == values[i]);
}

/* ---- arena, arrays, map --------------------------------------------------------- */

static void test_arena(void **state)
{
	struct gz_arena a = {0};
	char *blocks[200];
	struct gz_str copy;

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < GZ_COUNT(blocks); i++) {
			blocks[i] = gz_arena_alloc(&a, i * 37);
			assert_non_null(blocks[i]);
			assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
			memset(blocks[i], (int)i, i * 37);
		}
		for (size_t i = 0; i < GZ_COUNT(blocks); i++) {
			for (size_t at = 0; at < i * 37; at++)
				assert_int_equal((unsigned char)blocks[i][at], i);
		}
		assert_true(a.used >= 199 * 200 / 2 * 37);
		copy = gz_arena_str(&a, gz_str_of("with\0nul", 8));
		assert_int_equal(copy.len, 8);
		assert_memory_equal(copy.ptr, "with\0nul", 9);
		copy = gz_arena_str(&a, gz_str(NULL));
		assert_string_equal(copy.ptr, "");
		gz_arena_reset(&a);
		assert_int_equal(a.used, 0);
	}
	gz_arena_free(&a);
	gz_arena_free(&a);
	assert_null(a.chunks);
}

static void test_arena_large(void **state)
{
	struct gz_arena a = {0};
	size_t large = (size_t)9 << 20;
	char *bytes;

	(void)state;
	bytes = gz_arena_zalloc(&a, large);
	assert_non_null(bytes);
	for (size_t i = 0; i < large; i += 4093)
		assert_int_equal(bytes[i], 0);
	memset(bytes, 1, large);
	assert_non_null(gz_arena_alloc(&a, 1));
	gz_arena_reset(&a);
	/* What comes back from a used chunk is zeroed too. */
	bytes = gz_arena_alloc(&a, 64);
	assert_non_null(bytes);
	memset(bytes, 1, 64);
	gz_arena_reset(&a);
	bytes = gz_arena_zalloc(&a, 64);
	assert_non_null(bytes);
	for (size_t i = 0; i < 64; i++)
		assert_int_equal(bytes[i], 0);
	assert_null(gz_arena_alloc(&a, SIZE_MAX));
	assert_null(gz_arena_zalloc(&a, SIZE_MAX / 2));
	gz_arena_free(&a);
}

static void test_growable_array(void **state)
{
	GZ_VEC(uint32_t) numbers = {0};

	(void)state;
	for (uint32_t i = 0; i < 100000; i++)
		assert_true(GZ_PUSH(&numbers, i * 3));
	assert_int_equal(numbers.len, 100000);
	for (uint32_t i = 0; i < 100000; i += 7)
		assert_int_equal(numbers.ptr[i], i * 3);
	assert_false(gz_vec_grow((void **)&numbers.ptr, &numbers.cap, sizeof(*numbers.ptr), SIZE_MAX / 2));
	assert_int_equal(numbers.ptr[99999], 99999 * 3); /* untouched */
	GZ_VEC_FREE(&numbers);
	assert_null(numbers.ptr);
	assert_int_equal(numbers.len, 0);
	assert_int_equal(numbers.cap, 0);
}

static void test_map(void **state)
{
	enum { KEYS = 20000 };
	char (*keys)[16] = calloc(KEYS, sizeof(*keys));
	struct gz_map m = {0};
	uint32_t *value;
	bool added;

	(void)state;
	assert_non_null(keys);
	assert_null(gz_map_get(&m, GZ_STR("absent")));
	for (uint32_t i = 0; i < KEYS; i++) {
		snprintf(keys[i], sizeof(keys[i]), "key-%u", i);
		value = gz_map_put(&m, gz_str(keys[i]), i, &added);
		assert_non_null(value);
		assert_true(added);
		assert_int_equal(*value, i);
	}
	assert_int_equal(m.count, KEYS);
	value = gz_map_put(&m, GZ_STR("key-17"), 4711, &added);
	assert_false(added);
	assert_int_equal(*value, 17); /* the first one stays, until it is written over */
	*value = 99;
	assert_int_equal(*gz_map_put(&m, GZ_STR("key-17"), 0, NULL), 99);
	for (uint32_t i = 0; i < KEYS; i++) {
		value = gz_map_get(&m, gz_str(keys[i]));
		assert_non_null(value);
		assert_int_equal(*value, i == 17 ? 99 : i);
	}
	assert_null(gz_map_get(&m, GZ_STR("key-20000")));
	assert_null(gz_map_get(&m, GZ_STR("key-1 ")));
	assert_null(gz_map_get(&m, gz_str(NULL)));
	assert_non_null(gz_map_put(&m, gz_str(NULL), 5, &added));
	assert_true(added);
	assert_int_equal(*gz_map_get(&m, GZ_STR("")), 5);
	assert_int_equal(m.count, KEYS + 1);
	gz_map_free(&m);
	assert_null(gz_map_get(&m, GZ_STR("key-17")));
	free(keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_views),
		cmocka_unit_test(test_view_order),
		cmocka_unit_test(test_view_trim),
		cmocka_unit_test(test_view_hash),
		cmocka_unit_test(test_error_text),
		cmocka_unit_test(test_error_long),
		cmocka_unit_test(test_error_whole_characters),
		cmocka_unit_test(test_error_wrapped),
		cmocka_unit_test(test_buffer),
		cmocka_unit_test(test_buffer_failure_sticks),
		cmocka_unit_test(test_varints),
		cmocka_unit_test(test_zigzag),
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_arena_large),
		cmocka_unit_test(test_growable_array),
		cmocka_unit_test(test_map),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
