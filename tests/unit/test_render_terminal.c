/* test_render_terminal.c: what only a terminal shows: widths of what the eye takes for one character,
 * colours, tables that fit, lines of blocks, and drawn timelines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gazet/render.h"

#define TEXT(literal)                                                                                        \
	{                                                                                                    \
		.kind = GZ_CELL_TEXT, .text = { literal, sizeof(literal) - 1 }                               \
	}
#define INT(value)                                                                                           \
	{                                                                                                    \
		.kind = GZ_CELL_INT, .integer = (value)                                                      \
	}

static struct gz_render_options as_wide(int width)
{
	return (struct gz_render_options){.width = width};
}

/* The rows in a format; the caller frees it. */
static char *render(const char *format, struct gz_render_options options, const char *const *hidden,
		    const struct gz_column *columns, size_t count, const struct gz_cell *cells, size_t rows)
{
	char *out = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&out, &size);
	struct gz_sink sink;
	struct gz_error err;

	assert_non_null(file);
	assert_true(gz_render_open(format, file, &options, &sink, &err));
	gz_render_hide(&sink, hidden);
	assert_true(sink.begin(sink.self, columns, count, &err));
	for (size_t i = 0; i < rows; i++)
		assert_true(sink.row(sink.self, cells + i * count, &err));
	assert_true(sink.end(sink.self, &err));
	gz_render_close(&sink);
	assert_int_equal(fclose(file), 0);
	return out;
}

/* ---- widths ---------------------------------------------------------------------------------- */

static void test_clusters(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} all[] = {
		{"\U0001F1EC\U0001F1F7", 2},			   /* flag of Greece */
		{"\U0001F1EC\U0001F1F7\U0001F1E9\U0001F1EA", 4},   /* two flags */
		{"\U0001F1EC", 1},				   /* half a flag */
		{"\U0001F468\u200D\U0001F469\u200D\U0001F467", 2}, /* family, joined */
		{"\U0001F468\U0001F469", 4},			   /* not joined */
		{"\u2764", 1},					   /* heart, as text */
		{"\u2764\uFE0F", 2},				   /* as emoji */
		{"\u2764\uFE0F\u200D\U0001F525", 2},		   /* heart on fire */
		{"\U0001F44D\U0001F3FD", 2},			   /* thumb with skin tone */
		{"\u261D\U0001F3FD", 2},			   /* finger, narrow, with skin tone */
		{"\U0001F3FD", 2},				   /* a tone alone */
		{"1\uFE0F\u20E3", 2},				   /* keycap */
		{"a\uFE0Fb", 2},				   /* the selector says nothing of letters */
		{"\U0001F3F4\U000E0067\U000E0062\U000E007F", 2},   /* flag by tags */
		{"\u0915\u094D\u200D\u0937", 2},		   /* Devanagari with a joiner: two letters */
		{"\u06CC\u200C\u0647", 2},			   /* Persian with a non-joiner */
		{"e\u0301\u0323x", 2},				   /* two marks */
		{"\u0301", 0},					   /* a mark alone */
	};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++) {
		if (gz_display_width(gz_str(all[i].text)) != all[i].width)
			fail_msg("\"%s\" has %zu columns, not %zu", all[i].text,
				 gz_display_width(gz_str(all[i].text)), all[i].width);
	}
}

/* What is cut is cut between characters as the eye sees them. */
static void test_cut(void **state)
{
	static const struct gz_column columns[] = {{"title", GZ_CELL_TEXT, 0}};
	static const struct gz_cell cells[] = {TEXT("abcdef\U0001F468\u200D\U0001F469ghi"),
					       TEXT("abcdefe\u0301e\u0301e\u0301"),
					       TEXT("abcdefg\U0001F1EC\U0001F1F7")};
	char *out = render("table", as_wide(8), NULL, columns, 1, cells, 3);

	(void)state;
	assert_string_equal(out, "title\n"
				 "abcdef\u2026\n"
				 "abcdefe\u0301\u2026\n"
				 "abcdefg\u2026\n");
	free(out);
}

/* ---- tables ------------------------------------------------------------------------------------ */

static const struct gz_column associates[] = {{"entity", GZ_CELL_TEXT, 0}, {"name", GZ_CELL_TEXT, 0},
					      {"type", GZ_CELL_TEXT, 0},   {"docs", GZ_CELL_INT, 0},
					      {"first", GZ_CELL_TEXT, 0},  {"last", GZ_CELL_TEXT, 0}};
static const struct gz_cell merkel[] = {TEXT("person/angela-merkel"),
					TEXT("Angela Dorothea Merkel"),
					TEXT("person"),
					INT(12),
					TEXT("2011-01-01"),
					TEXT("2011-12-31"),
					TEXT("country/de"),
					TEXT("Germany"),
					TEXT("country"),
					INT(345),
					TEXT("2011-01-02"),
					TEXT("2011-12-30")};

static void test_colors(void **state)
{
	static const char *const hidden[] = {"entity", "last", NULL};
	char *out =
		render("table", (struct gz_render_options){.color = true}, hidden, associates, 6, merkel, 2);

	(void)state;
	assert_string_equal(out, "\033[1mname\033[0m                    \033[1mtype\033[0m     "
				 "\033[1mdocs\033[0m  \033[1mfirst\033[0m\n"
				 "\033[36mAngela Dorothea Merkel\033[0m  \033[36mperson\033[0m     12  "
				 "\033[2m2011-01-01\033[0m\n"
				 "\033[32mGermany\033[0m                 \033[32mcountry\033[0m   345  "
				 "\033[2m2011-01-02\033[0m\n");
	free(out);
}

/* The type may be told by a hidden id; without any there is none. */
static void test_match_color(void **state)
{
	static const char *const hidden[] = {"entity", NULL};
	static const struct gz_column columns[] = {{"left", GZ_CELL_TEXT, 0},
						   {"match", GZ_CELL_TEXT, 0},
						   {"right", GZ_CELL_TEXT, 0},
						   {"entity", GZ_CELL_TEXT, 0}};
	static const struct gz_cell cells[] = {TEXT("the "),	TEXT("IMF"), TEXT(" said"), TEXT("org/imf"),
					       TEXT("a long "), TEXT("day"), TEXT(""),	    TEXT("nothing")};
	char *out = render("table", (struct gz_render_options){.color = true}, hidden, columns, 4, cells, 2);

	(void)state;
	assert_string_equal(out, "   \033[1mleft\033[0m  \033[1mmatch\033[0m  \033[1mright\033[0m\n"
				 "   the   \033[1;35mIMF\033[0m     said\n"
				 "a long   \033[1mday\033[0m\n");
	free(out);
}

static void test_fit(void **state)
{
	static const struct {
		int width;
		const char *out;
	} all[] = {{80,
		    "entity                name                 type     docs  first       last\n"
		    "person/angela-merkel  Angela Dorothea Me\u2026  person     12  2011-01-01  2011-12-31\n"
		    "country/de            Germany              country   345  2011-01-02  2011-12-30\n"},
		   /* Days give way to ids ... */
		   {76, "entity                name                    type     docs  first\n"
			"person/angela-merkel  Angela Dorothea Merkel  person     12  2011-01-01\n"
			"country/de            Germany                 country   345  2011-01-02\n"},
		   /* ... and ids to nothing but the window. */
		   {40, "entity       name          type     docs\n"
		     "person/ang\u2026  Angela Doro\u2026  person     12\n"
		     "country/de   Germany       country   345\n"}};

	(void)state;
	for (size_t i = 0; i < GZ_COUNT(all); i++) {
		char *out = render("table", as_wide(all[i].width), NULL, associates, 6, merkel, 2);

		assert_string_equal(out, all[i].out);
		free(out);
	}
}

/* ---- lines of blocks ------------------------------------------------------------------------------ */

static void test_sparkline(void **state)
{
	static const uint64_t values[] = {0, 1, 50, 100, 0, 99, 1000000}, none[] = {0, 0},
			      huge[] = {UINT64_MAX, 1};
	struct gz_buf out = {0};

	(void)state;
	assert_true(gz_sparkline(&out, values, 6));
	assert_true(gz_sparkline(&out, none, 2));
	assert_true(gz_sparkline(&out, huge, 2));
	assert_true(gz_sparkline(&out, none, 0));
	gz_buf_byte(&out, '\0');
	assert_string_equal(out.ptr, " \u2581\u2584\u2588 \u2588"
				     "  "
				     "\u2588\u2581");
	gz_buf_free(&out);
}

/* ---- drawn timelines ------------------------------------------------------------------------------- */

static const struct gz_column timeline[] = {
	{"entity", GZ_CELL_TEXT, 0}, {"period", GZ_CELL_TEXT, 0}, {"docs", GZ_CELL_INT, 0}};

/* Series of months from `year` on; every value is docs(series, month). */
static char *plot(struct gz_render_options options, const char *const *names, size_t series, size_t months,
		  uint64_t (*docs)(size_t series, size_t month), int year)
{
	struct gz_cell *cells = calloc(series * months + 1, 3 * sizeof(*cells));
	char(*periods)[16] = calloc(months + 1, sizeof(*periods)), *out;

	assert_non_null(cells);
	assert_non_null(periods);
	for (size_t i = 0; i < series * months; i++) {
		size_t month = i % months;

		snprintf(periods[month], sizeof(*periods), "%04d-%02d", (year + (int)(month / 12)) % 10000,
			 (int)(month % 12) + 1);
		cells[i * 3] = gz_cell_text(gz_str(names[i / months]));
		cells[i * 3 + 1] = gz_cell_text(gz_str(periods[month]));
		cells[i * 3 + 2] = gz_cell_count(docs(i / months, month));
	}
	out = render("plot", options, NULL, timeline, 3, cells, series * months);
	free(cells);
	free(periods);
	return out;
}

static uint64_t rising(size_t series, size_t month)
{
	return series == 0 ? month * month : 100 - month % 20 * 5;
}

static uint64_t nothing(size_t series, size_t month)
{
	(void)series;
	(void)month;
	return 0;
}

static uint64_t one(size_t series, size_t month)
{
	(void)series;
	(void)month;
	return 1;
}

static const char *const names[] = {"country/gr",  "person/angela-merkel", "org/imf",	"event/g20",
				    "place/paris", "country/fr",	   "country/de"};

static void check(char *out, const char *expected)
{
	assert_string_equal(out, expected);
	free(out);
}

static void test_plot_bars(void **state)
{
	(void)state;
	check(plot(as_wide(60), names, 1, 12, rising, 2011),

	      "country/gr  506 documents, most 121 in 2011-12\n"
	      "documents per month\n"
	      "\n"
	      "150 ┤                                            121\n"
	      "    │                                            ▁▁▁\n"
	      "    │                                        100 ███\n"
	      "100 ┤                                    81  ▅▅▅ ███\n"
	      "    │                                64  ▃▃▃ ███ ███\n"
	      "    │                            49  ▂▂▂ ███ ███ ███\n"
	      "    │                        36  ▂▂▂ ███ ███ ███ ███\n"
	      " 50 ┤                16  25  ▃▃▃ ███ ███ ███ ███ ███\n"
	      "    │    1   4   9   ▁▁▁ ▅▅▅ ███ ███ ███ ███ ███ ███\n"
	      "    │    ▁▁▁ ▂▂▂ ▅▅▅ ███ ███ ███ ███ ███ ███ ███ ███\n"
	      "  0 ┼┬───────────┬───────────┬───────────┬───────────\n"
	      "     2011-01     2011-04     2011-07     2011-10\n");
	check(plot(as_wide(60), names, 1, 1, one, 2011), "country/gr  1 document\n"
							 "documents per month\n"
							 "   1\n"
							 "1 ┤█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "  │█████████\n"
							 "0 ┼┬─────────\n"
							 "   2011-01\n");
	check(plot(as_wide(60), names, 1, 3, nothing, 2011), "country/gr  0 documents\n"
							     "documents per month\n"
							     "\n"
							     "1 ┤\n"
							     "  │\n"
							     "  │\n"
							     "  │\n"
							     "  │\n"
							     "  │\n"
							     "  │\n"
							     "  │\n"
							     "  │\n"
							     "  │\n"
							     "0 ┼┬─────────┬─────────┬─────────\n"
							     "   2011-01   2011-02   2011-03\n");
	check(plot(as_wide(60), names, 1, 0, nothing, 2011), "no documents with a date\n");
}

static void test_plot_curves(void **state)
{
	(void)state;
	check(plot((struct gz_render_options){.width = 50, .color = true}, names, 2, 12, rising, 2011),
	      "\033[36mA country/gr\033[0m  506 documents, most 121 in 2011-12\n"
	      "\033[31mB person/angela-merkel\033[0m  870 documents, most 100 in 2011-01\n"
	      "documents per month; letters stand at peaks and ends\n"
	      "150 ┤\n"
	      "    │\n"
	      "    │                                        \033[36m⡠⠔A\033[0m \033[36mA\033[0m\n"
	      "100 ┤\033[31mB⠒⠤⠤⠤⣀⣀\033[0m                             \033[36m⢀⡠⠔⠉\033[0m\n"
	      "    │       \033[31m⠉⠉⠉⠒⠒⠒⠢⠤⠤⠤⢄⣀⣀⡀\033[0m            \033[36m⣀⠤⠒⠁\033[0m\n"
	      "    │                    \033[31m⠈⠉⠑⠒⠒⠢⠤⠤⠤\033[36m⣀⣠⣒⠉\033[0m\n"
	      "    │                         \033[36m⢀⡠⠔⠊⠁\033[0m  \033[31m⠉⠉⠒⠒⠒⠤⠤⠤⠤⣀⣀\033[0m "
	      "\033[31mB\033[0m\n"
	      " 50 ┤                    \033[36m⣀⣀⠤⠔⠊⠁\033[0m\n"
	      "    │              \033[36m⢀⣀⠤⠒⠊⠉\033[0m\n"
	      "    │\033[36m⣀⣀⣀⣀⣀⡠⠤⠤⠤⠔⠒⠒⠊⠉⠁\033[0m\n"
	      "  0 ┼┬──────────┬───────────┬──────────┬──────────\n"
	      "     2011-01    2011-04     2011-07    2011-10\n");
	check(plot(as_wide(40), names, 2, 1, one, 2011),
	      "A country/gr  1 document\n"
	      "B person/angela-merkel  1 document\n"
	      "documents per month; letters stand at peaks and ends\n"
	      "1 ┤A                                   A\n"
	      "  │B                                   B\n"
	      "  │\n"
	      "  │\n"
	      "  │\n"
	      "  │\n"
	      "  │\n"
	      "  │\n"
	      "  │\n"
	      "  │\n"
	      "0 ┼┬────────────────────────────────────\n"
	      "   2011-01\n");
}

static void test_plot_strips(void **state)
{
	(void)state;
	check(plot(as_wide(50), names, 7, 14, rising, 2011),
	      "A country/gr  819 documents, most 169 in 2012-02\n"
	      "B person/angela-merkel  945 documents, most 100 in 2011-01\n"
	      "C org/imf  945 documents, most 100 in 2011-01\n"
	      "D event/g20  945 documents, most 100 in 2011-01\n"
	      "E place/paris  945 documents, most 100 in 2011-01\n"
	      "F country/fr  945 documents, most 100 in 2011-01\n"
	      "G country/de  945 documents, most 100 in 2011-01\n"
	      "documents per month; each strip is as high as its own greatest\n"
	      "A    ▁▁ ▁▁ ▁▁ ▁▁ ▁▁ ▂▂ ▂▂ ▃▃ ▄▄ ▅▅ ▆▆ ▇▇ ██\n"
	      "B ██ ██ ▇▇ ▇▇ ▆▆ ▆▆ ▆▆ ▅▅ ▅▅ ▄▄ ▄▄ ▄▄ ▃▃ ▃▃\n"
	      "C ██ ██ ▇▇ ▇▇ ▆▆ ▆▆ ▆▆ ▅▅ ▅▅ ▄▄ ▄▄ ▄▄ ▃▃ ▃▃\n"
	      "D ██ ██ ▇▇ ▇▇ ▆▆ ▆▆ ▆▆ ▅▅ ▅▅ ▄▄ ▄▄ ▄▄ ▃▃ ▃▃\n"
	      "E ██ ██ ▇▇ ▇▇ ▆▆ ▆▆ ▆▆ ▅▅ ▅▅ ▄▄ ▄▄ ▄▄ ▃▃ ▃▃\n"
	      "F ██ ██ ▇▇ ▇▇ ▆▆ ▆▆ ▆▆ ▅▅ ▅▅ ▄▄ ▄▄ ▄▄ ▃▃ ▃▃\n"
	      "G ██ ██ ▇▇ ▇▇ ▆▆ ▆▆ ▆▆ ▅▅ ▅▅ ▄▄ ▄▄ ▄▄ ▃▃ ▃▃\n"
	      "  ┬────────┬────────┬────────┬──────────────\n"
	      "  2011-01  2011-04  2011-07  2011-10\n");
}

/* Quarters begin in January, whatever the first month is; nothing is lost. */
static void test_plot_merged(void **state)
{
	(void)state;
	check(plot(as_wide(24), names, 1, 40, one, 2011), "country/gr  40 documents, most 2 in 2011-01\n"
							  "documents per 2 months, named by the first\n"
							  "\n"
							  "2 ┤████████████████████\n"
							  "  │████████████████████\n"
							  "  │████████████████████\n"
							  "  │████████████████████\n"
							  "  │████████████████████\n"
							  "1 ┤████████████████████\n"
							  "  │████████████████████\n"
							  "  │████████████████████\n"
							  "  │████████████████████\n"
							  "  │████████████████████\n"
							  "0 ┼┬────────┬──────────\n"
							  "   2011-01  2012-07\n");
}

/* Any number of periods, any window, any name. */
static void test_plot_hostile(void **state)
{
	static const char *const hostile[] = {"\033[31m\u202e<script>\n'\"\xe4\xb8\xad\xe5\x9b\xbd"
					      "country/gr country/gr country/gr"};

	(void)state;
	check(plot(as_wide(1), hostile, 1, 2, one, 2011),
	      "�[31m�<script>�'\"中国country/gr country…  2 documents, most 1 in 2011-01\n"
	      "documents per month\n"
	      "   1         1\n"
	      "1 ┤█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "  │█████████ █████████\n"
	      "0 ┼┬─────────┬─────────\n"
	      "   2011-01   2011-02\n");
	for (int width = 1; width < 300; width += 7) {
		for (size_t series = 1; series <= 7; series += 3) {
			char *out = plot(as_wide(width), names, series, 5000, rising, 1600);
			size_t lines = 0;

			for (char *line = out, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
				/* The drawing, behind the legend. */
				if (lines++ > series)
					assert_true(gz_display_width(gz_str_of(line, (size_t)(end - line))) <=
						    (size_t)(width < 24 ? 24 : width));
			}
			free(out);
		}
	}
}

static void test_plot_refuses(void **state)
{
	struct gz_render_options options = {0};
	struct gz_sink sink;
	struct gz_error err;

	(void)state;
	assert_true(gz_render_open("plot", stdout, &options, &sink, &err));
	assert_false(sink.begin(sink.self, associates, 6, &err));
	assert_int_equal(err.code, GZ_EUSAGE);
	assert_string_equal(err.message, "only a timeline can be plotted");
	gz_render_close(&sink);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clusters),     cmocka_unit_test(test_cut),
		cmocka_unit_test(test_colors),	     cmocka_unit_test(test_match_color),
		cmocka_unit_test(test_fit),	     cmocka_unit_test(test_sparkline),
		cmocka_unit_test(test_plot_bars),    cmocka_unit_test(test_plot_curves),
		cmocka_unit_test(test_plot_strips),  cmocka_unit_test(test_plot_merged),
		cmocka_unit_test(test_plot_hostile), cmocka_unit_test(test_plot_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
