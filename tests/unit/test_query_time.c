/* test_query_time.c: timelines, words in context, stats, and what questions refuse, counted by hand. */
#include <stdarg.h>
#include <stdint.h>
#include <sys/stat.h>

#include "query_forty.h"

/* ---- timeline ------------------------------------------------------------------------------------------ */

static void test_timeline_years(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", "org/nato", NULL);

	/* 1998 to 2019 for each of two series; w13 and w14 are undated. */
	assert_int_equal(run_timeline(w, asked, GZ_BY_YEAR, false), 2);
	assert_int_equal(asked->a.count, 44);
	assert_string_equal(asked->a.lines[0], "country/ru|1998|0|0|1|0.0000");
	assert_string_equal(asked->a.lines[5], "country/ru|2003|0|0|0|0.0000");
	assert_string_equal(asked->a.lines[18], "country/ru|2016|2|2|3|0.6667");
	/* 2017: w05-w07 w09 w12 b01-b08 b12 of w05-w12 w15-w20 b01-b08 b12-b14; b03 has two mentions. */
	assert_string_equal(asked->a.lines[19], "country/ru|2017|14|15|25|0.5600");
	assert_string_equal(asked->a.lines[21], "country/ru|2019|0|0|1|0.0000");
	assert_string_equal(asked->a.lines[24], "org/nato|2000|1|1|2|0.5000");
	/* Of their common documents, w13 is undated. */
	assert_int_equal(run_timeline(w, asked, GZ_BY_YEAR, true), 1);
	assert_int_equal(asked->a.count, 22);
	assert_string_equal(asked->a.lines[19], "country/ru + org/nato|2017|9|19|25|0.3600");
	asked->s.window = GZ_WINDOW_TOKENS;
	asked->s.window_tokens = 10;
	assert_int_equal(run_timeline(w, asked, GZ_BY_YEAR, true), 1);
	assert_string_equal(asked->a.lines[19], "country/ru + org/nato|2017|6|13|25|0.2400");
	asked->s.sort = "-docs";
	asked->s.limit = 1;
	run_timeline(w, asked, GZ_BY_YEAR, false);
	assert_lines(&asked->a, LINES("country/ru|2017|14|15|25|0.5600"));
	done(asked);
}

static void test_timeline_precision(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "Merkel", NULL, NULL);

	/* w12 is dated 2017, w11 2017-07. */
	assert_int_equal(run_timeline(w, asked, GZ_BY_YEAR, false), 0);
	assert_int_equal(run_timeline(w, asked, GZ_BY_MONTH, false), 1);
	assert_int_equal(run_timeline(w, asked, GZ_BY_DAY, false), 2);
	assert_int_equal(run_timeline(w, asked, GZ_BY_WEEK, false), 2);
	assert_int_equal(run_timeline(w, asked, GZ_BY_WEEK, true), 2);
	/* July: w07 w11 of 14; August: w15-w20; September: b13 b14. */
	asked->s.from = world_day("2017-07-01");
	assert_int_equal(run_timeline(w, asked, GZ_BY_MONTH, false), 0);
	assert_int_equal(asked->a.count, 19); /* to January 2019, b11 */
	asked->s.to = world_day("2017-10-01");
	assert_int_equal(run_timeline(w, asked, GZ_BY_MONTH, false), 0);
	assert_lines(&asked->a, LINES("person/angela-merkel|2017-07|2|2|14|0.1429",
				      "person/angela-merkel|2017-08|0|0|6|0.0000",
				      "person/angela-merkel|2017-09|0|0|2|0.0000",
				      "person/angela-merkel|2017-10|0|0|0|0.0000"));
	/* By day w11 is too coarse; the days asked for are shown though nothing happened. */
	asked->s.to = world_day("2017-07-02");
	assert_int_equal(run_timeline(w, asked, GZ_BY_DAY, false), 1);
	assert_lines(&asked->a, LINES("person/angela-merkel|2017-07-01|0|0|0|0.0000",
				      "person/angela-merkel|2017-07-02|0|0|0|0.0000"));
	/* An open end stops where the documents do: 1998-09-27 to 1998-10-01 has one. */
	asked->s.from = GZ_NO_DAY;
	asked->s.to = world_day("1998-10-01");
	assert_int_equal(run_timeline(w, asked, GZ_BY_DAY, false), 0);
	assert_int_equal(asked->a.count, 5);
	assert_string_equal(asked->a.lines[0], "person/angela-merkel|1998-09-27|1|1|1|1.0000");
	asked->s.from = world_day("2020-01-01");
	asked->s.to = GZ_NO_DAY;
	assert_int_equal(run_timeline(w, asked, GZ_BY_DAY, false), 0);
	assert_firsts(&asked->a, "");
	done(asked);
}

static void test_timeline_weeks(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", NULL, NULL);

	/* Sunday 2016-01-03 belongs to week 53 of 2015. */
	asked->s.from = world_day("2015-12-28");
	asked->s.to = world_day("2016-01-10");
	run_timeline(w, asked, GZ_BY_WEEK, false);
	assert_lines(&asked->a,
		     LINES("country/ru|2015-W53|2|2|2|1.0000", "country/ru|2016-W01|1|1|1|1.0000"));
	/* Saturday w04 and Sunday w05 are in week 52 of 2016, Monday w06 in the first of 2017; w12 is too
	 * coarse. */
	asked->s.from = world_day("2016-12-26");
	asked->s.to = world_day("2017-01-08");
	assert_int_equal(run_timeline(w, asked, GZ_BY_WEEK, false), 1);
	assert_lines(&asked->a,
		     LINES("country/ru|2016-W52|1|1|2|0.5000", "country/ru|2017-W01|1|1|1|1.0000"));
	/* Monday 2018-12-31 is in the first week of 2019. */
	asked->s.from = world_day("2018-12-30");
	asked->s.to = GZ_NO_DAY;
	run_timeline(w, asked, GZ_BY_WEEK, false);
	assert_lines(&asked->a,
		     LINES("country/ru|2018-W52|0|0|1|0.0000", "country/ru|2019-W01|0|0|2|0.0000"));
	/* Before 1970, from a Monday. */
	asked->s.from = world_day("1969-12-22");
	asked->s.to = world_day("1970-01-01");
	run_timeline(w, asked, GZ_BY_WEEK, false);
	assert_lines(&asked->a,
		     LINES("country/ru|1969-W52|0|0|0|0.0000", "country/ru|1970-W01|0|0|0|0.0000"));
	done(asked);
}

/* ---- kwic --------------------------------------------------------------------------------------------- */

static void test_kwic(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "Helmut Kohl", NULL, NULL);

	run_kwic(w, asked, 10);
	assert_lines(
		&asked->a,
		LINES("o01|1998-09-27|-|text|4|\u00c9te |Helmut Kohl| Angela|person/helmut-kohl|Helmut Kohl",
		      "o02|1999|-|text|0||Helmut Kohl||person/helmut-kohl|Helmut Kohl",
		      "o03|1999-12|-|text|4|\u6f22\u5b57\u6f22\u5b57|Kohl|\u6f22\u5b57\u6f22\u5b57|"
		      "person/helmut-kohl|Helmut Kohl",
		      "o03|1999-12|-|text|13|\u5b57Kohl\u6f22\u5b57\u6f22\u5b57 |Helmut Kohl||"
		      "person/helmut-kohl|Helmut Kohl",
		      "b13|2017-09-01|-|text|0||Helmut Kohl| now|person/helmut-kohl|Helmut Kohl",
		      "b14|2017-09-02|-|text|16|two three |Kohl| said|person/helmut-kohl|Helmut Kohl",
		      "b14|2017-09-02|-|text|26|Kohl said |Kohl|'s plan|person/helmut-kohl|Helmut Kohl",
		      "o06|-|-|text|0||Helmut Kohl| Germany|person/helmut-kohl|Helmut Kohl"));
	asked->s.offset = 3;
	asked->s.limit = 3;
	run_kwic(w, asked, 9);
	assert_firsts(&asked->a, "o03 b13 b14");
	assert_string_equal(asked->a.lines[2],
			    "b14|2017-09-02|-|text|16|three |Kohl| said|person/helmut-kohl|Helmut Kohl");
	/* By a column of the row: behind the three that have nothing to the left "Kohl said ", "two three ",
	 * "\u00c9te ". */
	asked->s.sort = "left";
	run_kwic(w, asked, 10);
	assert_firsts(&asked->a, "b14 b14 o01");
	assert_non_null(strstr(asked->a.lines[0], "|26|"));
	asked->s.offset = 0;
	asked->s.sort = "-date";
	run_kwic(w, asked, 0);
	assert_firsts(&asked->a, "b14 b14 b13");
	assert_string_equal(asked->a.lines[0],
			    "b14|2017-09-02|-|text|16||Kohl||person/helmut-kohl|Helmut Kohl");
	done(asked);
}

static void test_kwic_with(void **state)
{
	struct world *w = *state;
	struct asked *asked = ask(w, "country/ru", "org/nato", NULL);

	run_kwic(w, asked, 20);
	assert_firsts(&asked->a, "b01 b02 b03 b03 b04 b05 b06 b07 b08 b12 w13");
	assert_non_null(strstr(asked->a.lines[4], "|Russia|title|0||Russia||"));
	asked->s.window = GZ_WINDOW_TOKENS;
	asked->s.window_tokens = 10;
	run_kwic(w, asked, 20);
	assert_firsts(&asked->a, "b01 b02 b03 b03 b07 b08 b12 w13");
	asked->s.window_tokens = 2;
	run_kwic(w, asked, 20);
	assert_firsts(&asked->a, "b03 b03 b08 w13");
	asked->s.sort = "start";
	run_kwic(w, asked, 20);
	assert_firsts(&asked->a, "b03 w13 b08 b03");
	asked->s.sort = NULL;
	/* The second Russia of b03 stands in the next sentence. */
	asked->s.window = GZ_WINDOW_SENTENCE;
	run_kwic(w, asked, 20);
	assert_firsts(&asked->a, "b01 b03 b06 b07 b08 b12 w13");
	done(asked);
}

/* ---- stats, refusals ------------------------------------------------------------------------------------
 */

static void test_stats(void **state)
{
	static const char *const expected[] = {
		"documents|40",	       "dated|37",    "undated|3",   "duplicates|1",
		"sources|3",	       "entities|14", "mentions|68", "first_day|1998-09-27",
		"last_day|2019-01-01", "schema|3.3",  "runs|1",	     "gazetteer_hash|feedc0de",
		"tool_version|0.0.1",
	};
	struct world *w = *state;
	struct asked *asked = ask(w, NULL, NULL, NULL);
	struct gz_sink sink = answer_sink(&asked->a);
	struct gz_buf file = {0};
	struct stat info;

	assert_true(gz_query_stats(w->q, &(struct gz_selection){.unique = false}, &sink, &asked->err));
	assert_int_equal(asked->a.ended, 1);
	for (size_t i = 0; i < GZ_COUNT(expected); i++) {
		bool found = false;

		for (size_t line = 0; line < asked->a.count; line++)
			found = found || strcmp(asked->a.lines[line], expected[i]) == 0;
		if (!found)
			fail_msg("no line %s", expected[i]);
	}
	assert_int_equal(stat(w->path, &info), 0);
	gz_buf_printf(&file, "file_bytes|%lld", (long long)info.st_size);
	gz_buf_byte(&file, '\0');
	assert_string_equal(asked->a.lines[13], file.ptr);
	gz_buf_free(&file);
	done(asked);
}

static bool stop(void *self)
{
	++*(int *)self;
	return true;
}

static void test_refusals(void **state)
{
	static const struct gz_str unknown[] = {GZ_STR("wires")};
	struct world *w = *state;
	struct asked *asked = ask(w, NULL, NULL, NULL);
	struct gz_sink sink = answer_sink(&asked->a);
	uint64_t undated;
	int asks = 0;

	assert_false(gz_query_cooc(w->q, &asked->s, &sink, &asked->err));
	assert_int_equal(asked->err.code, GZ_EUSAGE);
	assert_false(gz_query_kwic(w->q, &asked->s, 10, &sink, &asked->err));
	assert_int_equal(asked->err.code, GZ_EUSAGE);
	assert_false(gz_query_timeline(w->q, &asked->s, GZ_BY_DAY, true, &sink, &undated, &asked->err));
	assert_int_equal(asked->err.code, GZ_EUSAGE);
	asked->s.sources = unknown;
	asked->s.source_count = 1;
	assert_false(gz_query_docs(w->q, &asked->s, &sink, &asked->err));
	assert_int_equal(asked->err.code, GZ_ENOTFOUND);
	assert_string_equal(asked->err.message, "no source is called \"wires\"; there are: blog, old, wire");
	asked->s.source_count = 0;
	asked->s.from = 10;
	asked->s.to = 9;
	assert_false(gz_query_docs(w->q, &asked->s, &sink, &asked->err));
	assert_int_equal(asked->err.code, GZ_EUSAGE);
	assert_string_equal(asked->err.message,
			    "the first day, 1970-01-11, is after the last one, 1970-01-10");
	asked->s.from = asked->s.to = GZ_NO_DAY;
	asked->s.interrupted = stop;
	asked->s.self = &asks;
	assert_false(gz_query_docs(w->q, &asked->s, &sink, &asked->err));
	assert_int_equal(asked->err.code, GZ_EINTR);
	assert_int_equal(asks, 1);
	/* A failed question leaves nothing behind. */
	asked->s.interrupted = NULL;
	run_docs(w, asked);
	assert_int_equal(asked->a.count, 40);
	done(asked);
}

static void test_nothing_beside(void **state)
{
	struct world *w = *state;
	DIR *dir = opendir(w->dir);
	struct dirent *entry;
	int files = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		files += entry->d_name[0] != '.';
	closedir(dir);
	assert_int_equal(files, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_timeline_years), cmocka_unit_test(test_timeline_precision),
		cmocka_unit_test(test_timeline_weeks), cmocka_unit_test(test_kwic),
		cmocka_unit_test(test_kwic_with),      cmocka_unit_test(test_stats),
		cmocka_unit_test(test_refusals),       cmocka_unit_test(test_nothing_beside),
	};

	return cmocka_run_group_tests_name("query_time", tests, setup, teardown);
}
