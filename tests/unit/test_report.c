/* test_report.c: pages: hashes, text in markup, periods, rows that are kept, a whole page, and a hostile one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/report/internal.h"

static void expect_hash(const char *bytes, size_t len, const char *hex)
{
	unsigned char hash[32];
	char got[65];

	gz_report_sha256(gz_str_of(bytes, len), hash);
	for (size_t i = 0; i < 32; i++)
		snprintf(got + i * 2, 3, "%02x", hash[i]);
	assert_string_equal(got, hex);
}

/* The examples of FIPS 180-2, appendix B, and lengths around the end of a block. */
static void test_sha256(void **state)
{
	char *million = malloc(1000000);

	(void)state;
	assert_non_null(million);
	memset(million, 'a', 1000000);
	expect_hash("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	expect_hash("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	expect_hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
		    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	expect_hash(million, 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	expect_hash(million, 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
	expect_hash(million, 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
	free(million);
}

static void expect(struct gz_buf *out, const char *want)
{
	gz_buf_byte(out, '\0');
	assert_false(out->failed);
	assert_string_equal(out->ptr, want);
	gz_buf_clear(out);
}

static void test_markup(void **state)
{
	struct gz_buf out = {0};

	(void)state;
	gz_markup_text(&out, GZ_STR("<a href=\"x\">'&amp;'</a>"));
	expect(&out, "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
	gz_markup_text(&out, GZ_STR("a\x01"
				    "b\x7f\xc2\x85\xff\tc"));
	expect(&out, "a\xef\xbf\xbd"
		     "b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\tc");
	gz_markup_name(&out, GZ_STR("\xe2\x80\xae"
				    "x"));
	expect(&out, "<bdi>\xef\xbf\xbd"
		     "x</bdi>");
	gz_markup_json(&out, GZ_STR("\"</script>&\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa\""));
	expect(&out, "\"\\u003c/script\\u003e\\u0026\\u2028\\u2029\xe2\x80\xaa\"");
	gz_markup_count(&out, 0);
	gz_markup_count(&out, 999);
	gz_markup_count(&out, 14687);
	gz_markup_count(&out, UINT64_C(18446744073709551615));
	expect(&out, "099914,68718,446,744,073,709,551,615");
	gz_markup_counted(&out, 1, "document");
	gz_markup_counted(&out, 0, "document");
	expect(&out, "1 document0 documents");
	gz_markup_real(&out, -0.0001, 3);
	gz_markup_real(&out, -0.5, 3);
	expect(&out, "0.000-0.500");
	gz_buf_free(&out);
}

static void test_links(void **state)
{
	static const char *const others[] = {
		"",	      "http://",    "javascript:alert(1)", "//example.org/", "data:text/html,x",
		"http://a b", "\nhttp://a", "ftp://example.org/",  "httpx://a",	     " https://a.org/"};
	struct gz_buf out = {0};

	(void)state;
	assert_true(gz_markup_is_web(GZ_STR("http://example.org/")));
	assert_true(gz_markup_is_web(GZ_STR("HTTPS://example.org/?a=<\"")));
	for (size_t i = 0; i < GZ_COUNT(others); i++)
		assert_false(gz_markup_is_web(gz_str(others[i])));
	gz_markup_link(&out, GZ_STR("https://a.org/?b=\"><script>"), GZ_STR("<i>"));
	expect(&out, "<a rel=\"noopener noreferrer\" href=\"https://a.org/?b=&quot;&gt;&lt;script&gt;\">"
		     "<bdi>&lt;i&gt;</bdi></a>");
	gz_markup_link(&out, GZ_STR("javascript:x"), GZ_STR("t"));
	expect(&out, "<bdi>t</bdi>");
	gz_buf_free(&out);
}

static void expect_bin(int32_t day, enum gz_bin_unit unit, const char *first, const char *next)
{
	char name[16];
	int32_t bin = gz_bin_first(day, unit);

	assert_string_equal(gz_day_format(bin, GZ_DAY, name), first);
	assert_string_equal(gz_day_format(gz_bin_next(bin, unit), GZ_DAY, name), next);
}

static void test_bins(void **state)
{
	(void)state;
	expect_bin(gz_day_of(2011, 11, 4), GZ_BIN_DAY, "2011-11-04", "2011-11-05");
	expect_bin(gz_day_of(2011, 11, 4), GZ_BIN_WEEK, "2011-10-31", "2011-11-07");
	expect_bin(gz_day_of(1969, 12, 31), GZ_BIN_WEEK, "1969-12-29", "1970-01-05");
	expect_bin(gz_day_of(2012, 2, 29), GZ_BIN_MONTH, "2012-02-01", "2012-03-01");
	expect_bin(gz_day_of(2011, 12, 31), GZ_BIN_MONTH, "2011-12-01", "2012-01-01");
	expect_bin(gz_day_of(2012, 12, 31), GZ_BIN_YEAR, "2012-01-01", "2013-01-01");
	expect_bin(gz_day_of(2011, 1, 1), GZ_BIN_YEAR, "2011-01-01", "2012-01-01");
	assert_int_equal(gz_bin_fitting(0, 30, "day"), GZ_BIN_DAY);
	assert_int_equal(gz_bin_fitting(0, 30, "month"), GZ_BIN_MONTH);
	assert_int_equal(gz_bin_fitting(0, 364, "day"), GZ_BIN_WEEK);
	assert_int_equal(gz_bin_fitting(0, 4000, "day"), GZ_BIN_MONTH);
	assert_int_equal(gz_bin_fitting(0, 40000, "day"), GZ_BIN_YEAR);
}

/* ---- what is kept ------------------------------------------------------------------- */

static void test_rows(void **state)
{
	static const struct gz_column columns[] = {
		{"doc", GZ_CELL_TEXT, 0}, {"url", GZ_CELL_TEXT, 0}, {"n", GZ_CELL_INT, 0}};
	struct gz_report_rows rows = {.limit = 2};
	struct gz_sink sink = gz_report_rows_sink(&rows);
	struct gz_error err;
	char longest[2500];

	(void)state;
	memset(longest, 'x', sizeof(longest));
	assert_true(sink.begin(sink.self, columns, 3, &err));
	for (int64_t i = 0; i < 3; i++) {
		struct gz_cell cells[] = {gz_cell_text(gz_str_of(longest, i == 0 ? 400 : 401)),
					  gz_cell_text(gz_str_of(longest, i == 0 ? 2000 : 2001)),
					  gz_cell_int(i)};

		assert_true(sink.row(sink.self, cells, &err));
	}
	assert_true(sink.end(sink.self, &err));
	assert_int_equal(rows.seen, 3);
	assert_int_equal(rows.count, 2);
	assert_int_equal(gz_report_cell(&rows, 0, "doc")->text.len, 400);
	assert_int_equal(gz_report_cell(&rows, 1, "doc")->text.len, 403);
	assert_true(gz_str_ends(gz_report_cell(&rows, 1, "doc")->text, GZ_STR("x\xe2\x80\xa6")));
	assert_int_equal(gz_report_cell(&rows, 0, "url")->text.len, 2000);
	assert_int_equal(gz_report_cell(&rows, 1, "url")->kind, GZ_CELL_NULL);
	assert_int_equal(gz_report_cell(&rows, 1, "n")->integer, 1);
	assert_null(gz_report_cell(&rows, 1, "other"));
	gz_report_rows_free(&rows);
}

static void give_period(struct gz_sink *sink, const char *entity, const char *period, int64_t docs,
			int64_t total)
{
	struct gz_cell cells[] = {gz_cell_text(gz_str(entity)),
				  gz_cell_text(gz_str(period)),
				  gz_cell_int(docs),
				  gz_cell_int(docs),
				  gz_cell_int(total),
				  gz_cell_real(0)};
	struct gz_error err;

	assert_true(sink->row(sink->self, cells, &err));
}

static void test_series(void **state)
{
	struct gz_report_timeline t = {.by = "month"};
	struct gz_sink sink = gz_report_timeline_sink(&t);
	char name[16];

	(void)state;
	give_period(&sink, "a", "2011-01", 1, 2);
	give_period(&sink, "a", "2011-02", 0, 0);
	give_period(&sink, "a", "2011-03", 0, 5);
	give_period(&sink, "b", "2011-01", 0, 2);
	assert_int_equal(t.count, 2);
	assert_int_equal(t.series[0].points.len, 2);
	assert_int_equal(t.series[0].points.ptr[1].total, 5);
	assert_int_equal(t.series[1].points.len, 1);
	assert_string_equal(gz_day_format(t.first, GZ_DAY, name), "2011-01-01");
	assert_string_equal(gz_day_format(t.last, GZ_DAY, name), "2011-03-31");
	for (int i = 0; i < GZ_REPORT_SERIES; i++) {
		snprintf(name, sizeof(name), "c%d", i);
		give_period(&sink, name, "2011-01", 1, 2);
	}
	assert_int_equal(t.count, GZ_REPORT_SERIES);
	assert_false(t.too_long);
	for (int i = 0; i < GZ_REPORT_PERIODS; i++)
		give_period(&sink, "a", "2012-01", 1, 2);
	assert_true(t.too_long);
	assert_int_equal(t.series[0].points.len, GZ_REPORT_PERIODS);
	gz_report_timeline_free(&t);
}

/* ---- whole pages ---------------------------------------------------------------------- */

static size_t times(const struct gz_buf *page, const char *what)
{
	size_t count = 0;

	for (const char *at = page->ptr; (at = strstr(at, what)) != NULL; at++)
		count++;
	return count;
}

/* A page of nothing, but with a name that would hurt. */
static void make_page(struct gz_buf *page, const char *name)
{
	struct gz_report_timeline t = {.by = "day"};
	struct gz_sink sink = gz_report_timeline_sink(&t);
	struct gz_report_rows none = {.limit = 1}, strongest[GZ_TYPES] = {{0}};
	struct gz_provenance provenance = {.filter = gz_str(name)};
	struct gz_report_subject subject = {.entity = gz_str(name),
					    .name = gz_str(name),
					    .from = GZ_NO_DAY,
					    .to = GZ_NO_DAY,
					    .first = GZ_NO_DAY,
					    .last = GZ_NO_DAY};
	struct gz_network_node nodes[2] = {
		{.entity = gz_str(name), .name = gz_str(name), .centre = true, .docs = 2},
		{.entity = gz_str(name), .name = gz_str(name), .docs = 1}};
	struct gz_network_edge edge = {.from = 0, .to = 1, .docs = 1};
	struct gz_network network = {.nodes = nodes, .node_count = 2, .edges = &edge, .edge_count = 1};
	struct gz_spot spots[2] = {{10, 10, 5, 0, 20, 40, 14, 12}, {90, 90, 5, 0, 0, 0, 0, 0}};
	struct gz_report r = {.title = gz_str(name),
			      .subjects = &subject,
			      .subject_count = 1,
			      .timeline = &t,
			      .associates = &none,
			      .strongest = strongest,
			      .contexts = &none,
			      .context_count = 1,
			      .articles = &none,
			      .network = &network,
			      .spots = spots,
			      .width = 100,
			      .height = 100,
			      .provenance = &provenance};
	struct gz_error err;

	give_period(&sink, name, "2011-01-01", 1, 2);
	assert_true(gz_report_page(page, &r, &err));
	gz_buf_byte(page, '\0');
	gz_report_timeline_free(&t);
}

static void test_page(void **state)
{
	struct gz_buf plain = {0}, hostile = {0};

	(void)state;
	make_page(&plain, "a name");
	make_page(&hostile, "</script></style></title><script>\"'<!--&\xe2\x80\xa8");
	assert_int_equal(times(&plain, "<script"), 2);
	assert_int_equal(times(&plain, "</script>"), 2);
	assert_int_equal(times(&plain, "{{"), 0);
	assert_true(times(&plain, "a name") > 10);
	/* A name opens and closes nothing. */
	for (const char *const *what =
		     (const char *const[]){"<script", "</script", "</style", "</title", "<!--", NULL};
	     *what != NULL; what++)
		assert_int_equal(times(&hostile, *what), times(&plain, *what));
	/* Style and script are what the policy says: two hashes, no style in the markup, no handlers. */
	assert_int_equal(times(&plain, "'sha256-"), 2);
	assert_int_equal(times(&plain, " style="), 0);
	assert_int_equal(times(&plain, " onclick="), 0);
	assert_int_equal(times(&plain, "<node"), 0);
	gz_buf_free(&plain);
	gz_buf_free(&hostile);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sha256), cmocka_unit_test(test_markup), cmocka_unit_test(test_links),
		cmocka_unit_test(test_bins),   cmocka_unit_test(test_rows),   cmocka_unit_test(test_series),
		cmocka_unit_test(test_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
