/* test_date.c: dates as archives write them, and in paths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/read.h"

struct expectation {
	const char *text;
	const char *day; /* NULL: refused */
};

/* What is refused leaves both as they were; what is found is the first day of its month or year. */
static const char *parsed(const char *text, bool path, char out[16])
{
	int32_t day = GZ_NO_DAY, first, last;
	enum gz_precision precision = GZ_UNDATED;

	bool found = path ? gz_date_in_path(gz_str(text), GZ_DATE_NO_ORDER, &day, &precision)
			  : gz_date_parse(gz_str(text), &day, &precision);

	if (!found && (day != GZ_NO_DAY || precision != GZ_UNDATED))
		fail_msg("\"%s\" is refused, but something was set", text);
	if (!found)
		return NULL;
	gz_day_format(day, precision, out);
	assert_true(gz_day_parse(gz_str(out), &first, &last, &precision));
	if (first != day)
		fail_msg("\"%s\" has a day that its precision hides", text);
	return out;
}

static void check_all(const struct expectation *all, size_t count, bool path)
{
	for (size_t i = 0; i < count; i++) {
		char out[16];
		const char *day = parsed(all[i].text, path, out);

		if (day == NULL && all[i].day == NULL)
			continue;
		if (day == NULL || all[i].day == NULL || strcmp(day, all[i].day) != 0)
			fail_msg("\"%s\" is %s, not %s", all[i].text, day ? day : "refused",
				 all[i].day ? all[i].day : "refused");
	}
}

static void test_iso(void **state)
{
	static const struct expectation all[] = {
		{"2017-07-07", "2017-07-07"},
		{" 2017-07-07\n", "2017-07-07"},
		{"2017", "2017"},
		{"2017-07", "2017-07"},
		{"0001-01-01", "0001-01-01"},
		{"9999-12-31", "9999-12-31"},
		{"2016-02-29", "2016-02-29"},
		{"2000-02-29", "2000-02-29"},
		{"2017/07/07", "2017-07-07"},
		{"20170707", "2017-07-07"},
		{"20170707T162200Z", "2017-07-07"},
		{"20170707T1622", "2017-07-07"},
		{"20170707162200", "2017-07-07"},
		{"2017-07-07T16:22", "2017-07-07"},
		{"2017-07-07T16:22:00", "2017-07-07"},
		{"2017-07-07 16:22:00", "2017-07-07"},
		{"2017-07-07T16:22:00Z", "2017-07-07"},
		{"2017-07-07T16:22:00.123456Z", "2017-07-07"},
		{"2017-07-07T16:22:00,5+02:00", "2017-07-07"},
		{"2017-07-07T23:59:59-0500", "2017-07-07"},
		{"2017-07-07T23:59:59-05", "2017-07-07"},
		{"2017-07-07 16:22:00 UTC", "2017-07-07"},
		{"2017-07-07T25:00:00Z", "2017-07-07"}, /* a slip in the hour */
		{"2017-07-07Z", "2017-07-07"},
		{"2017-07-07+02:00", "2017-07-07"},
		{"2017-07-07-05:00", "2017-07-07"},
	};

	(void)state;
	check_all(all, GZ_COUNT(all), false);
}

static void test_words(void **state)
{
	static const struct expectation all[] = {
		{"7-APR-1987 16:22:00.0", "1987-04-07"},
		{" 7-APR-1987 16:22:00.00", "1987-04-07"},
		{"26-FEB-1987", "1987-02-26"},
		{"26-Feb-87 15:01", "1987-02-26"},
		{"Fri Oct 28, 2011 1:26pm EDT", "2011-10-28"},
		{"Sat Jan 1, 2011 8:27am EST", "2011-01-01"},
		{"July 7, 2017", "2017-07-07"},
		{"july 7 2017", "2017-07-07"},
		{"JULY 7TH, 2017", "2017-07-07"},
		{"Jul. 7, 2017 at 5", NULL},
		{"Sept. 7, 2017", "2017-09-07"},
		{"7 July 2017", "2017-07-07"},
		{"07 Jul 2017", "2017-07-07"},
		{"7th July 2017", "2017-07-07"},
		{"Friday, 1st December, 2017", "2017-12-01"},
		{"Fri, 07 Jul 2017 16:22:00 +0000", "2017-07-07"},
		{"Friday, 7 July 2017", "2017-07-07"},
		{"Friday, July 7, 2017", "2017-07-07"},
		{"Fri, 07 Jul 17 16:22 GMT", "2017-07-07"},
		{"07 Jul 49 16:22 GMT", "2049-07-07"},
		{"07 Jul 50 16:22 GMT", "1950-07-07"},
		{"Fri, 7 Jul 2017 16:22:00 +0200 (CEST)", "2017-07-07"},
		{"Fri Jul  7 16:22:00 2017", "2017-07-07"},
		{"Fri Jul 07 16:22:00 +0000 2017", "2017-07-07"},
		{"Fri Jul  7 16:22:00 EDT 2017", "2017-07-07"},
		{"Fri Jul 07 2017 16:22:00 GMT+0200 (CEST)", "2017-07-07"},
		{"July 7, 2017 4:22 p.m. EDT", "2017-07-07"},
		{"July 2017", "2017-07"},
	};

	(void)state;
	check_all(all, GZ_COUNT(all), false);
}

/* Ten or thirteen digits that can be nothing else. */
static void test_unix(void **state)
{
	static const struct expectation all[] = {
		{"1000000000", "2001-09-09"},	 {"1499212800", "2017-07-05"}, {"1499212799", "2017-07-04"},
		{"1499212799999", "2017-07-04"}, {" 1499212800.25 ", "2017-07-05"}, {"1899999999", "2030-03-17"},
	};

	(void)state;
	check_all(all, GZ_COUNT(all), false);
}

static void test_languages(void **state)
{
	static const struct expectation all[] = {
		{"3. Mai 2011", "2011-05-03"},
		{"Dienstag, 3. Mai 2011, 14:30", "2011-05-03"},
		{"Di., den 3. MÄRZ 2011", "2011-03-03"},
		{"3 mai 2011", "2011-05-03"},
		{"le 1er févr. 2011", "2011-02-01"},
		{"mar. 3 DÉCEMBRE 2011", "2011-12-03"},
		{"3 de mayo de 2011", "2011-05-03"},
		{"martes, 3 de mayo del 2011", "2011-05-03"},
		{"terça-feira, 3 de março de 2011", "2011-03-03"},
		{"1º maggio 2011", "2011-05-01"},
		{"3 mrt 2011", "2011-03-03"},
		{"3. maj 2011", "2011-05-03"},
		{"3 października 2011 r.", "2011-10-03"},
		{"3. ŘÍJNA 2011", "2011-10-03"},
		{"3 мая 2011 г.", "2011-05-03"},
		{"3 МАЯ 2011 года, 10:00", "2011-05-03"},
		{"3 травня 2011 року", "2011-05-03"},
		{"3 Ağustos 2011", "2011-08-03"},
		{"3-dic-2011", "2011-12-03"},
		{"Mai 2011", "2011-05"},
		{"mayo de 2011", "2011-05"},
		{"2011年5月3日", "2011-05-03"},
		{"2011年5月3日 10:30", "2011-05-03"},
		{"2011년 5월 3일", "2011-05-03"},
		{"2011年5月", "2011-05"},
		{"2011年", "2011"},
		{"3мая 2011", "2011-05-03"},
		{"31Mai 2011", "2011-05-31"},
		{"Mart 2011", "2011-03"},
		{"MART 2011", "2011-03"},
		{"mart 3 mart 2011", "2011-03-03"},
		{"3 MAYIS 2011", "2011-05-03"},
		{"3 Mayıs 2011", "2011-05-03"},
		{"KASIM 2011", "2011-11"},
		{"3 Aralık 2011", "2011-12-03"},
		{"3 ARALIK 2011", "2011-12-03"},
		{"3 NİSAN 2011", "2011-04-03"},
		{"2011年5月3日(火)", "2011-05-03"},
		{"2011年5月3日（火曜日） 10:30", "2011-05-03"},
		{"2011年5月3日 星期二 10:30", "2011-05-03"},
		{"2011年5月3日10:30", "2011-05-03"},
		{"2011년 5월 3일 화요일", "2011-05-03"},
		{"2011년 5월 3일(화)", "2011-05-03"},
		{"3 mai 2011 à 14h30", "2011-05-03"},
		{"le 3 mai 2011, à 14h", "2011-05-03"},
		{"3. Mai 2011 um 14:30 Uhr", "2011-05-03"},
		{"3 de mayo de 2011, a las 14:30", "2011-05-03"},
		{"3 мая 2011 г. в 10:00", "2011-05-03"},
		{"31. Juni 2011", NULL},
		{"0. Mai 2011", NULL},
		{"123. Mai 2011", NULL},
		{"3. Mai", NULL},
		{"3. Mai 11", NULL},
		{"3. Mai 2011 und danach", NULL},
		{"bis 3. Mai 2011", NULL},
		{"3 jui 2011", NULL}, /* June or July */
		{"3 septemb 2011", NULL},
		{"3. Mai2011", NULL},
		{"Mart", NULL},
		{"Mart mart 3 2011", NULL},
		{"3 mai 2011 à", NULL},
		{"3 mai 2011 à 14", NULL},
		{"3 mai 2011,", NULL},
		{"mai 2011 à 14h30", NULL},
		{"2011年5月3日(火", NULL},
		{"2011年5月(火)", NULL},
		{"2011年13月3日", NULL},
		{"2011年5月3", NULL},
		{"2011年5", NULL},
	};

	(void)state;
	check_all(all, GZ_COUNT(all), false);
}

static void test_refused(void **state)
{
	static const struct expectation all[] = {
		{"", NULL},
		{"   ", NULL},
		{"yesterday", NULL},
		{"2017-02-29", NULL},
		{"1900-02-29", NULL},
		{"2017-13-01", NULL},
		{"2017-00-01", NULL},
		{"2017-01-00", NULL},
		{"2017-00", NULL},
		{"2017-13", NULL},
		{"0000", NULL},
		{"0000-01-01", NULL},
		{"2017-04-31", NULL},
		{"31 April 2017", NULL},
		{"0 April 2017", NULL},
		{"April 31, 2017", NULL},
		{"20170230", NULL},
		{"20171301", NULL},
		{"2017-7-7", NULL},
		{"2017/07", NULL},
		{"2017-07/07", NULL},
		{"2017-07-", NULL},
		{"2017-", NULL},
		{"2017-07-07T", NULL},
		{"2017-07-07T1", NULL},
		{"2017-07-07x", NULL},
		{"2017-07-07Zx", NULL},
		{"2017-07-07-05", NULL},
		{"2017/07/07Z", NULL},
		{"7xx July 2017", NULL},
		{"2017-07-07 and more", NULL},
		{"on 2017-07-07", NULL},
		{"17-07-07", NULL},
		{"07/07/2017", NULL},
		{"7.7.2017", NULL},
		{"201707", NULL},
		{"201", NULL},
		{"20177", NULL},
		{"99999-01-01", NULL},
		{"-2017-07-07", NULL},
		{"7 Jule 2017", NULL},
		{"7 Ju 2017", NULL},
		{"7-APR", NULL},
		{"7 APR", NULL},
		{"July 7", NULL},
		{"July 7, 17", NULL},
		{"Fri", NULL},
		{"Friday,", NULL},
		{"149921280", NULL},
		{"14992128000", NULL},
		{"1499212800x", NULL},
		{"1499212800 1499212800", NULL},
		{"-1499212800", NULL},
		{"1900010112", NULL}, /* hours of a day */
		{"2017070516", NULL},
		{"201707051600", NULL},
		{"2017-07-07T16:2", NULL},
		{"2017-07-07T16:22:00+2", NULL},
		{"2017-07-07T16:22:00 (CEST", NULL},
		{"\xef\xbc\x92"
		 "017",
		 NULL},
	};

	(void)state;
	check_all(all, GZ_COUNT(all), false);
}

static void test_embedded_nul(void **state)
{
	int32_t day;
	enum gz_precision precision;

	(void)state;
	assert_false(gz_date_parse(gz_str_of("2017\0-07-07", 11), &day, &precision));
	assert_false(gz_date_parse(gz_str_of(NULL, 0), &day, &precision));
	assert_true(gz_date_parse(gz_str_of("2017-07-079", 10), &day, &precision));
	assert_int_equal(day, 17354);
	assert_int_equal(precision, GZ_DAY);
	assert_true(gz_date_parse(GZ_STR("1970"), &day, &precision));
	assert_int_equal(day, 0);
	assert_int_equal(precision, GZ_YEAR);
}

static void test_path(void **state)
{
	static const struct expectation all[] = {
		{"washington-times-2017-07-07.txt", "2017-07-07"},
		{"a/b/20170707.txt", "2017-07-07"},
		{"20170707-1.txt", "2017-07-07"},
		{"x20170707162200.html", "2017-07-07"},
		{"2017-07-07", "2017-07-07"},
		{"/news/2017/07/07/story.txt", "2017-07-07"},
		{"2017/07/07/story.txt", "2017-07-07"},
		{"2016/01/01/2017/07/07/story.txt", "2017-07-07"},
		{"2016/01/01/2017-07-07.txt", "2017-07-07"},
		{"2017-99-99_2017-07-07.txt", "2017-07-07"},
		{"1790-01-08.txt", "1790-01-08"},
		{"0988-01-08.txt", "0988-01-08"},
		{"2017-07-07/story.txt", NULL},
		{"2017/07/story.txt", "2017-07"},
		{"2017/07/07.txt", "2017-07"},
		{"2017/07/07", "2017-07"},
		{"2017/13/07/story.txt", NULL},
		{"x2017/07/07/story.txt", NULL},
		{"12017-07-07.txt", NULL},
		{"2017-07-071.txt", NULL},
		{"201707071.txt", NULL},
		{"99991231.txt", NULL},
		{"20170230.txt", NULL},
		{"story.txt", NULL},
		{"", NULL},
		{"/", NULL},
	};

	(void)state;
	check_all(all, GZ_COUNT(all), true);
}

/* Numbers alone are a date only in a stated order. */
static void test_numbers(void **state)
{
	static const struct {
		const char *text, *dmy, *mdy, *ymd;
	} cases[] = {
		{"07/08/2017", "2017-08-07", "2017-07-08", NULL},
		{"7.8.2017", "2017-08-07", "2017-07-08", NULL},
		{"07-08-17 16:22", "2017-08-07", "2017-07-08", "2007-08-17"},
		{"Fri, 07/08/2017", "2017-08-07", "2017-07-08", NULL},
		{"31/12/1999", "1999-12-31", NULL, NULL},
		{"12/31/1999", NULL, "1999-12-31", NULL},
		{"2017/8/7", NULL, NULL, "2017-08-07"},
		{"17.08.07", "2007-08-17", NULL, "2017-08-07"},
		{"07/08-2017", NULL, NULL, NULL},
		{"07/08", NULL, NULL, NULL},
		{"07/08/2017x", NULL, NULL, NULL},
		{"", NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(cases); i++) {
		const char *const expected[] = {NULL, cases[i].dmy, cases[i].mdy, cases[i].ymd};

		for (int order = GZ_DATE_NO_ORDER; order <= GZ_DATE_YMD; order++) {
			enum gz_precision precision;
			int32_t day;
			char iso[16];
			bool found = gz_date_numbers(gz_str(cases[i].text), (enum gz_date_order)order, &day,
						     &precision);

			assert_int_equal(found, expected[order] != NULL);
			if (found)
				assert_string_equal(gz_day_format(day, precision, iso), expected[order]);
		}
	}
}

static void test_numbers_in_path(void **state)
{
	static const struct {
		const char *path;
		enum gz_date_order order;
		const char *day;
	} cases[] = {
		{"a/03-05-2012.txt", GZ_DATE_DMY, "2012-05-03"},
		{"a/03-05-2012.txt", GZ_DATE_MDY, "2012-03-05"},
		{"a/03-05-2012.txt", GZ_DATE_YMD, NULL},
		{"a/03-05-2012.txt", GZ_DATE_NO_ORDER, NULL},
		{"wire_3.5.2012_2.txt", GZ_DATE_DMY, "2012-05-03"},
		{"wire-03_05_2012.txt", GZ_DATE_DMY, "2012-05-03"},
		{"2012.5.3.txt", GZ_DATE_YMD, "2012-05-03"},
		{"2011/01/03-05-2012.txt", GZ_DATE_DMY, "2012-05-03"},
		{"03-05-2012 2011-01-02.txt", GZ_DATE_DMY, "2011-01-02"},
		{"03-05-12.txt", GZ_DATE_DMY, NULL}, /* it may be any number */
		{"103-05-2012.txt", GZ_DATE_DMY, NULL},
		{"03-05-20123.txt", GZ_DATE_DMY, NULL},
		{"31-02-2012.txt", GZ_DATE_DMY, NULL},
		{"03-05", GZ_DATE_DMY, NULL},
		{"03-05-", GZ_DATE_DMY, NULL},
		{"03-05-2012/a.txt", GZ_DATE_DMY, NULL},
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(cases); i++) {
		enum gz_precision precision;
		int32_t day;
		char iso[16];
		bool found = gz_date_in_path(gz_str(cases[i].path), cases[i].order, &day, &precision);

		if (found != (cases[i].day != NULL))
			fail_msg("\"%s\" is %s", cases[i].path, found ? "a day" : "none");
		if (found)
			assert_string_equal(gz_day_format(day, precision, iso), cases[i].day);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_iso),	cmocka_unit_test(test_words),
		cmocka_unit_test(test_refused), cmocka_unit_test(test_embedded_nul),
		cmocka_unit_test(test_path),	cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_unix),	cmocka_unit_test(test_languages),
		cmocka_unit_test(test_numbers_in_path),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
