/* test_json.c: JSON values that others wrote: what is taken, what is refused, and access to what is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/json.h"

static struct json_object *parse(const char *text)
{
	struct gz_error err = {0};
	struct json_object *value = gz_json_parse(gz_str(text), &err);

	if (value == NULL)
		print_error("%s: %s\n", text, err.message);
	assert_non_null(value);
	return value;
}

static void refuses(struct gz_str text)
{
	struct gz_error err = {0};
	struct json_object *value = gz_json_parse(text, &err);

	gz_json_free(value);
	if (value != NULL)
		fail_msg("taken: %.*s", GZ_ARG(text));
	assert_int_equal(err.code, GZ_EFORMAT);
	assert_true(gz_str_starts(gz_str(err.message), GZ_STR("no JSON object: ")));
	assert_true(strlen(err.message) > strlen("no JSON object: "));
}

static void assert_text(struct gz_str text, const char *expected)
{
	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.ptr, expected, text.len);
}

static void test_objects_and_arrays_are_taken(void **state)
{
	static const char *const good[] = {
		"{}", "[]", " {} ", "\t[\n]\r\n", "{\"a\":1}", "[[[]]]", "{\"a\":{\"b\":[null,true,false,-1.5e3,\"x\"]}}", "[1]",
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(good); i++)
		gz_json_free(parse(good[i]));
	gz_json_free(NULL);
}

static void test_other_values_are_refused(void **state)
{
	static const char *const bad[] = {"1", "12.5", "\"text\"", "true", "false", "null", " 7 "};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(bad); i++)
		refuses(gz_str(bad[i]));
}

static void test_what_is_no_json_is_refused(void **state)
{
	static const char *const bad[] = {
		"", " ", "x", "{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "[1,", "{\"a\":1,}", "[1,]", "{a:1}", "['a']", "[\"\\x\"]",
		"[01]", "[+1]", "[.5]", "[1e]", "[-]", "[True]", "[NULL]", "[1] // why", "[1/* why */]", "{} {}", "{}x", "nul",
		"\xff", "[\"a",
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(bad); i++)
		refuses(gz_str(bad[i]));
	refuses(GZ_STR("\0{}"));
	refuses((struct gz_str){NULL, 0});
}

/* A NUL ends nothing: there is something behind the value. */
static void test_a_nul_behind_a_value_is_refused(void **state)
{
	(void)state;
	refuses(GZ_STR("{}\0"));
	refuses(GZ_STR("{\"a\":1}\0{\"b\":2}"));
}

static void test_a_value_that_breaks_off_says_so(void **state)
{
	struct gz_error err = {0};

	(void)state;
	assert_null(gz_json_parse(GZ_STR("{\"a\":[1,"), &err));
	assert_string_equal(err.message, "no JSON object: it breaks off");
	assert_null(gz_json_parse(GZ_STR("17"), &err));
	assert_string_equal(err.message, "no JSON object: another kind of value");
}

static void test_depth_is_bounded(void **state)
{
	struct gz_buf deep = {0};

	(void)state;
	for (int i = 0; i < 100000; i++)
		gz_buf_byte(&deep, '[');
	assert_false(deep.failed);
	refuses(gz_buf_view(&deep));
	gz_buf_free(&deep);
}

static void test_only_the_view_is_read(void **state)
{
	struct gz_error err;
	struct json_object *value = gz_json_parse(gz_str_of("{\"a\":\"b\"}garbage", 9), &err);

	(void)state;
	assert_non_null(value);
	assert_text(gz_json_text(value, "a"), "b");
	gz_json_free(value);
}

static void test_text_of_keys(void **state)
{
	struct json_object *value = parse("{\"a\":\"b\",\"empty\":\"\",\"number\":5,\"null\":null,\"list\":[\"x\"],\"\":\"no name\","
					  "\"signs\":\"\\u00e9\\ud83d\\ude00\\n\\\"\",\"twice\":\"1\",\"twice\":\"2\"}");
	struct json_object *list = gz_json_get(value, "list");

	(void)state;
	assert_text(gz_json_text(value, "a"), "b");
	assert_text(gz_json_text(value, "empty"), "");
	assert_text(gz_json_text(value, "number"), "");
	assert_text(gz_json_text(value, "null"), "");
	assert_text(gz_json_text(value, "list"), "");
	assert_text(gz_json_text(value, "missing"), "");
	assert_non_null(gz_json_text(value, "missing").ptr);
	assert_text(gz_json_text(value, ""), "no name");
	assert_text(gz_json_text(value, "signs"), "é😀\n\"");
	assert_text(gz_json_text(value, "twice"), "2");
	/* NULL is the value itself. */
	assert_text(gz_json_text(gz_json_at(list, 0), NULL), "x");
	assert_text(gz_json_text(list, NULL), "");
	assert_text(gz_json_text(list, "a"), "");
	assert_text(gz_json_text(NULL, NULL), "");
	assert_text(gz_json_text(NULL, "a"), "");
	gz_json_free(value);
}

static void test_a_nul_in_a_text_is_kept(void **state)
{
	struct json_object *value = parse("{\"a\":\"x\\u0000y\"}");
	struct gz_str text = gz_json_text(value, "a");

	(void)state;
	assert_int_equal(text.len, 3);
	assert_memory_equal(text.ptr, "x\0y", 3);
	gz_json_free(value);
}

static void test_whole_numbers(void **state)
{
	struct json_object *value = parse("{\"zero\":0,\"most\":4294967294,\"over\":4294967295,\"large\":99999999999999999999999,"
					  "\"minus\":-1,\"least\":-99999999999999999999999,\"real\":1.0,\"power\":1e3,\"text\":\"1\","
					  "\"null\":null,\"true\":true,\"list\":[1]}");
	static const char *const none[] = {"over", "large", "minus", "least", "real", "power", "text", "null", "true", "list", "missing"};
	uint32_t number = 7;

	(void)state;
	assert_true(gz_json_index(value, "zero", &number));
	assert_int_equal(number, 0);
	assert_true(gz_json_index(value, "most", &number));
	assert_int_equal(number, 4294967294u);
	number = 7;
	for (size_t i = 0; i < GZ_COUNT(none); i++) {
		if (gz_json_index(value, none[i], &number))
			fail_msg("%s is no index", none[i]);
		assert_int_equal(number, 7);
	}
	assert_false(gz_json_index(gz_json_get(value, "list"), "zero", &number));
	assert_false(gz_json_index(NULL, "zero", &number));
	gz_json_free(value);
}

static void test_null_is_there_and_is_nothing(void **state)
{
	struct json_object *value = parse("{\"null\":null,\"a\":1,\"list\":[null]}");

	(void)state;
	assert_true(gz_json_has(value, "null"));
	assert_true(gz_json_has(value, "a"));
	assert_false(gz_json_has(value, "missing"));
	assert_null(gz_json_get(value, "null"));
	assert_null(gz_json_get(value, "missing"));
	assert_non_null(gz_json_get(value, "a"));
	assert_false(gz_json_has(gz_json_get(value, "list"), "a"));
	assert_null(gz_json_get(gz_json_get(value, "list"), "a"));
	assert_false(gz_json_has(gz_json_get(value, "a"), "a"));
	assert_false(gz_json_has(NULL, "a"));
	assert_null(gz_json_get(NULL, "a"));
	assert_int_equal(gz_json_count(gz_json_get(value, "list")), 1);
	assert_null(gz_json_at(gz_json_get(value, "list"), 0));
	gz_json_free(value);
}

static void test_items_of_arrays(void **state)
{
	struct json_object *value = parse("[\"a\",[1,2],{\"b\":\"c\"}]");

	(void)state;
	assert_true(gz_json_is_array(value));
	assert_int_equal(gz_json_count(value), 3);
	assert_text(gz_json_text(gz_json_at(value, 0), NULL), "a");
	assert_int_equal(gz_json_count(gz_json_at(value, 1)), 2);
	assert_text(gz_json_text(gz_json_at(value, 2), "b"), "c");
	assert_null(gz_json_at(value, 3));
	assert_null(gz_json_at(value, SIZE_MAX));
	assert_false(gz_json_is_array(gz_json_at(value, 0)));
	assert_int_equal(gz_json_count(gz_json_at(value, 0)), 0);
	assert_null(gz_json_at(gz_json_at(value, 0), 0));
	assert_false(gz_json_is_array(gz_json_at(value, 2)));
	assert_int_equal(gz_json_count(gz_json_at(value, 2)), 0);
	assert_false(gz_json_is_array(NULL));
	assert_int_equal(gz_json_count(NULL), 0);
	assert_null(gz_json_at(NULL, 0));
	gz_json_free(value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_objects_and_arrays_are_taken),
		cmocka_unit_test(test_other_values_are_refused),
		cmocka_unit_test(test_what_is_no_json_is_refused),
		cmocka_unit_test(test_a_nul_behind_a_value_is_refused),
		cmocka_unit_test(test_a_value_that_breaks_off_says_so),
		cmocka_unit_test(test_depth_is_bounded),
		cmocka_unit_test(test_only_the_view_is_read),
		cmocka_unit_test(test_text_of_keys),
		cmocka_unit_test(test_a_nul_in_a_text_is_kept),
		cmocka_unit_test(test_whole_numbers),
		cmocka_unit_test(test_null_is_there_and_is_nothing),
		cmocka_unit_test(test_items_of_arrays),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
