/* test_day.c: days and how they are written, against a count of every day, and the clock. */
#include <stdarg.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "gazet/base.h"

static int days_in_month(int year, int month)
{
	if (month == 2)
		return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void check_written(int32_t day, int year, int month, int dayofmonth)
{
	char text[16], expected[32];
	int32_t first, last;
	enum gz_precision precision;

	snprintf(expected, sizeof(expected), "%04d-%02d-%02d", year, month, dayofmonth);
	assert_string_equal(gz_day_format(day, GZ_DAY, text), expected);
	assert_true(gz_day_parse(gz_str(text), &first, &last, &precision));
	assert_int_equal(first, day);
	assert_int_equal(last, day);
	assert_int_equal(precision, GZ_DAY);
	expected[7] = '\0';
	assert_string_equal(gz_day_format(day, GZ_MONTH, text), expected);
	assert_true(gz_day_parse(gz_str(text), &first, &last, &precision));
	assert_int_equal(first, day - dayofmonth + 1);
	assert_int_equal(last, first + days_in_month(year, month) - 1);
	assert_int_equal(precision, GZ_MONTH);
	expected[4] = '\0';
	assert_string_equal(gz_day_format(day, GZ_YEAR, text), expected);
	assert_true(gz_day_parse(gz_str(text), &first, &last, &precision));
	assert_true(first <= day && day <= last);
	assert_int_equal(last - first, days_in_month(year, 2) == 29 ? 365 : 364);
	assert_int_equal(precision, GZ_YEAR);
}

/* Every day of the years 1 to 9999, counted one by one. */
static void test_every_day(void **state)
{
	int32_t day = 0;

	(void)state;
	for (int year = 1; year < 1970; year++)
		day -= days_in_month(year, 2) == 29 ? 366 : 365;
	assert_int_equal(day, -719162);
	for (int year = 1; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int d = 1; d <= days_in_month(year, month); d++, day++) {
				int y, m, dom;

				gz_day_split(day, &y, &m, &dom);
				if (gz_day_of(year, month, d) != day || y != year || m != month || dom != d ||
				    !gz_date_valid(year, month, d))
					fail_msg("%04d-%02d-%02d is not day %d", year, month, d, day);
				if (day % 23 == 0)
					check_written(day, year, month, d);
			}
			assert_false(gz_date_valid(year, month, days_in_month(year, month) + 1));
		}
	}
	assert_int_equal(day, 2932897); /* 10000-01-01 */
}

static void test_days_against_the_system(void **state)
{
	(void)state;
	for (int32_t day = -25567; day < 60000; day += 13) { /* 1900 to 2134 */
		time_t at = (time_t)day * 86400;
		struct tm utc;
		char expected[16], text[16];

		assert_non_null(gmtime_r(&at, &utc));
		strftime(expected, sizeof(expected), "%Y-%m-%d", &utc);
		assert_string_equal(gz_day_format(day, GZ_DAY, text), expected);
	}
	assert_int_equal(gz_day_of(1970, 1, 1), 0);
	assert_int_equal(gz_day_of(2017, 7, 7), 17354);
}

static void test_bad_dates(void **state)
{
	static const char *const bad[] = {
		"", "1", "201", "20170", "0000", "2017-", "2017-0", "2017-00", "2017-13", "2017-7-7",
		"2017/07/07", "2017-07-00", "2017-07-32", "2017-02-29", "1900-02-29", "2017-04-31", "2017-07-7a",
		"-017-07-07", "2017-07-07 ", " 2017", "+201", "201\xc2", "0000-01-01", "20170707",
		"2017-07-07T00:00", "٢٠",
	};
	int32_t first, last;
	enum gz_precision precision;

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(bad); i++) {
		if (gz_day_parse(gz_str(bad[i]), &first, &last, &precision))
			fail_msg("\"%s\" is no date", bad[i]);
	}
	assert_false(gz_day_parse(gz_str_of("2017\0" "07", 7), &first, &last, &precision));
	assert_true(gz_day_parse(gz_str_of("2017-07-07junk", 10), &first, &last, &precision)); /* a view */
	assert_int_equal(first, 17354);
	assert_true(gz_day_parse(GZ_STR("2000-02-29"), &first, &last, &precision));
	assert_false(gz_date_valid(0, 1, 1));
	assert_false(gz_date_valid(10000, 1, 1));
	assert_false(gz_date_valid(2017, 0, 1));
	assert_false(gz_date_valid(2017, 13, 1));
	assert_false(gz_date_valid(2017, 1, 0));
	assert_false(gz_date_valid(2017, -1, -1));
}

static void test_undated(void **state)
{
	char text[16] = "x";

	(void)state;
	assert_string_equal(gz_day_format(GZ_NO_DAY, GZ_DAY, text), "");
	assert_string_equal(gz_day_format(17354, GZ_UNDATED, text), "");
	gz_day_format(INT32_MAX, GZ_DAY, text); /* no such day, but it must stay inside its buffer */
	assert_true(strlen(text) < 16);
	gz_day_format(INT32_MIN + 1, GZ_DAY, text);
	assert_true(strlen(text) < 16);
}

static void test_clock(void **state)
{
	double before = gz_clock();
	char iso[24];
	int32_t first, last;
	enum gz_precision precision;

	(void)state;
	assert_true(gz_clock() >= before);
	assert_string_equal(gz_clock_iso(iso) + 19, "Z");
	assert_int_equal(iso[10], 'T');
	assert_true(gz_day_parse(gz_str_of(iso, 10), &first, &last, &precision));
	assert_in_range(first, 20000, 2932896);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_days_against_the_system),
		cmocka_unit_test(test_bad_dates),
		cmocka_unit_test(test_undated),
		cmocka_unit_test(test_clock),
	};

	return cmocka_run_group_tests_name("day", tests, NULL, NULL);
}
