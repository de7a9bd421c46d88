/* timeline.c: documents per period as a picture: bars or an area for one series, lines for several. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart.h"

#define WIDTH	      1000.0
#define LEFT	      64.0
#define RIGHT	      28.0
#define TOP	      84.0
#define PLOT	      300.0
#define FOOT	      62.0 /* below the plot: marks, months, years */
#define TITLE_COLUMNS 84
#define BARS_MOST     450 /* periods; more are drawn as an area */
#define HINTS_MOST    800 /* periods that say their values under the mouse */
#define POINTS_MOST   60  /* periods whose points are marked */
#define BAR_WIDEST    60.0

double chart_value(const struct gz_chart *chart, size_t series, size_t period)
{
	double docs = (double)chart->series[series].docs[period];

	if (!chart->share)
		return docs;
	return chart->total[period] > 0 ? docs / (double)chart->total[period] : -1;
}

static double chart_y(const struct chart_frame *f, double value)
{
	return f->bottom - (f->bottom - f->top) * value / f->most;
}

static struct chart_frame measure(const struct gz_chart *chart)
{
	struct chart_frame f = {
		.left = LEFT, .right = WIDTH - RIGHT, .top = TOP, .bottom = TOP + PLOT, .width = WIDTH};
	double names = (double)chart->series_count * 17;

	f.bars = chart->series_count == 1 && chart->periods <= BARS_MOST;
	f.area = chart->series_count == 1 && !f.bars;
	if (chart->series_count > 1) {
		f.right = WIDTH - 26 - chart_names_width(chart);
		if (names > PLOT)
			f.bottom = TOP + names;
	}
	for (size_t s = 0; s < chart->series_count; s++) {
		for (size_t i = 0; i < chart->periods; i++) {
			double value = chart_value(chart, s, i);

			f.most = value > f.most ? value : f.most;
		}
	}
	f.most = f.most > 0 ? f.most : 1;
	f.step = chart_step(f.most, chart->share);
	f.most = ceil(f.most / f.step - 1e-9) * f.step;
	return f;
}

/* ---- the picture's words ------------------------------------------------------------------ */

/* Colours of series: against their ground 4.5 or more, for their names are written in them. */
static void put_style(struct gz_buf *out)
{
	static const char *const light[CHART_COLOURS] = {"#0b5fa8", "#b3420c", "#08714c", "#9c2486",
							 "#6a5700", "#5a48c2", "#b81f37", "#3a616b"};
	static const char *const dark[CHART_COLOURS] = {"#6cb4ff", "#ff9f5a", "#4fd1a1", "#f08be0",
							"#d9c34a", "#b3a7ff", "#ff8a97", "#9cc3cc"};
	static const char *const *const sets[] = {light, dark};

	gz_buf_str(out, GZ_STR("<style>\n"));
	gz_picture_style(out);
	for (size_t set = 0; set < 2; set++) {
		gz_buf_str(out, set == 0 ? GZ_STR("") : GZ_STR("@media (prefers-color-scheme: dark) {\n"));
		for (unsigned i = 0; i < CHART_COLOURS; i++)
			gz_buf_printf(out,
				      ".gz-timeline .c%u { stroke: %s } .gz-timeline .f%u { fill: %s }\n", i,
				      sets[set][i], i, sets[set][i]);
	}
	gz_buf_str(out,
		   GZ_STR("}\n.gz-timeline { font: 12px " GZ_PICTURE_FONT "; background: var(--ground) }\n"
			  ".gz-timeline .back { fill: var(--ground) }\n"
			  ".gz-timeline text { fill: var(--text) }\n"
			  ".gz-timeline .quiet { fill: var(--quiet) }\n"
			  ".gz-timeline path { fill: none }\n"
			  ".gz-timeline .area { fill: var(--first) }\n"
			  ".gz-timeline .grid { stroke: var(--rule); stroke-width: 0.6 }\n"
			  ".gz-timeline .axis { stroke: var(--quiet) }\n"
			  ".gz-timeline .line { stroke-width: 2; stroke-linejoin: round }\n"
			  ".gz-timeline .end { text-anchor: end }\n"
			  ".gz-timeline .mid { text-anchor: middle }\n"
			  ".gz-timeline .strong { font-weight: bold }\n"
			  ".gz-timeline .title { font-size: 19px; font-weight: bold }\n"
			  ".gz-timeline .what { font-size: 13px }\n"
			  ".gz-timeline .hint { fill-opacity: 0 } .gz-timeline .hint:hover { fill-opacity: "
			  "0.14 }\n"
			  ".gz-timeline .name { font-size: 13px; font-weight: bold }\n"
			  ".gz-timeline .sum { font-size: 11px; font-weight: normal }\n"));
	gz_buf_str(out, GZ_STR("</style>\n"));
}

static void put_measure(struct gz_buf *out, const struct gz_chart *chart)
{
	gz_buf_str(out, chart->share ? GZ_STR("Share of all documents, by ") : GZ_STR("Documents by "));
	chart_text(out, chart->unit);
}

/* Where a series has the most; the first of equal periods. */
static size_t peak(const struct gz_chart *chart, size_t series)
{
	size_t best = 0;

	for (size_t i = 1; i < chart->periods; i++) {
		if (chart_value(chart, series, i) > chart_value(chart, series, best))
			best = i;
	}
	return best;
}

static void put_value(struct gz_buf *out, const struct gz_chart *chart, size_t series, size_t period)
{
	double docs = (double)chart->series[series].docs[period], total = (double)chart->total[period];

	chart_number(out, chart->series[series].docs[period]);
	if (total > 0) {
		double percent = round(1000 * docs / total) / 10;

		chart_put(out, " (~ %)", &percent);
	}
}

/* The picture in words. */
static void put_description(struct gz_buf *out, const struct gz_chart *chart)
{
	put_measure(out, chart);
	if (chart->periods == 0) {
		gz_buf_str(out, GZ_STR(": none"));
	} else {
		gz_buf_str(out, GZ_STR(", "));
		chart_text(out, chart->period[0]);
		gz_buf_str(out, GZ_STR(" to "));
		chart_text(out, chart->period[chart->periods - 1]);
		gz_buf_byte(out, '.');
		for (size_t s = 0; s < chart->series_count; s++) {
			size_t most = peak(chart, s);

			gz_buf_byte(out, ' ');
			chart_text(out, chart->series[s].name);
			gz_buf_str(out, GZ_STR(": "));
			chart_number(out, chart_sum(chart, s));
			gz_buf_str(out, GZ_STR(" documents, most in "));
			chart_text(out, chart->period[most]);
			gz_buf_str(out, GZ_STR(": "));
			put_value(out, chart, s, most);
			gz_buf_byte(out, '.');
		}
	}
	gz_buf_byte(out, ' ');
	chart_text(out, chart->caption);
}

static void put_head(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	chart_put(out,
		  "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gz-timeline\" viewBox=\"0 0 ~ ~\" "
		  "width=\"~\" height=\"~\" role=\"img\">\n<title>",
		  (const double[]){f->width, f->height, f->width, f->height});
	chart_text(out, chart->title);
	gz_buf_str(out, GZ_STR("</title>\n<desc>"));
	put_description(out, chart);
	gz_buf_str(out, GZ_STR("</desc>\n"));
	put_style(out);
	chart_put(out, "<rect class=\"back\" width=\"~\" height=\"~\"/>\n",
		  (const double[]){f->width, f->height});
	gz_buf_str(out, GZ_STR("<text class=\"title\" x=\"24\" y=\"34\">"));
	gz_picture_text(out, chart->title, CHART_TITLE, true, WIDTH - 48);
	gz_buf_str(out, GZ_STR("</text>\n<text class=\"quiet what\" x=\"24\" y=\"55\">"));
	put_measure(out, chart);
	gz_buf_str(out, GZ_STR("</text>\n"));
}

/* ---- the values ------------------------------------------------------------------------------ */

static void put_bars(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	gz_buf_str(out, GZ_STR("<g class=\"f0\">\n"));
	for (size_t i = 0; i < chart->periods; i++) {
		double from = chart_x(chart, f, chart->edge[i]), to = chart_x(chart, f, chart->edge[i + 1]);
		double value = chart_value(chart, 0, i), width = (to - from) * (to - from > 6 ? 0.84 : 0.9);

		if (value <= 0)
			continue;
		width = width < BAR_WIDEST ? width : BAR_WIDEST;
		chart_put(out, "<rect x=\"~\" y=\"~\" width=\"~\" height=\"~\"/>\n",
			  (const double[]){(from + to - width) / 2, chart_y(f, value), width,
					   f->bottom - chart_y(f, value)});
	}
	gz_buf_str(out, GZ_STR("</g>\n"));
}

/* Steps, so that each period is as wide as it is long. */
static void put_area(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	chart_put(out, "<path class=\"f0\" d=\"M~ ~", (const double[]){f->left, f->bottom});
	for (size_t i = 0; i < chart->periods; i++) {
		double value = chart_value(chart, 0, i);

		chart_put(out, "V~H~",
			  (const double[]){chart_y(f, value > 0 ? value : 0),
					   chart_x(chart, f, chart->edge[i + 1])});
	}
	chart_put(out, "V~Z\"/>\n", &f->bottom);
}

static double middle(const struct gz_chart *chart, const struct chart_frame *f, size_t period)
{
	return (chart_x(chart, f, chart->edge[period]) + chart_x(chart, f, chart->edge[period + 1])) / 2;
}

static void put_line(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f,
		     size_t series)
{
	static const char *const dashes[] = {"", "7 3", "2 3", "10 3 2 3"};
	unsigned colour = (unsigned)(series % CHART_COLOURS);
	const char *dash = dashes[series / CHART_COLOURS % GZ_COUNT(dashes)];
	bool on = false;

	gz_buf_printf(out, "<path class=\"line c%u\"%s%s%s d=\"", colour,
		      dash[0] ? " stroke-dasharray=\"" : "", dash, dash[0] ? "\"" : "");
	for (size_t i = 0; i < chart->periods; i++) {
		double value = chart_value(chart, series, i);

		if (value >= 0)
			chart_put(out, on ? "L~ ~" : "M~ ~",
				  (const double[]){middle(chart, f, i), chart_y(f, value)});
		on = value >= 0;
	}
	gz_buf_str(out, GZ_STR("\"/>\n"));
	gz_buf_printf(out, "<g class=\"f%u\">", colour);
	for (size_t i = 0; i < chart->periods && chart->periods <= POINTS_MOST; i++) {
		if (chart_value(chart, series, i) >= 0)
			chart_put(out, "<circle r=\"2.6\" cx=\"~\" cy=\"~\"/>",
				  (const double[]){middle(chart, f, i),
						   chart_y(f, chart_value(chart, series, i))});
	}
	gz_buf_str(out, GZ_STR("</g>\n"));
}

/* The highest bar says how high it is. */
static void put_peak(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	size_t most = peak(chart, 0);
	double x = middle(chart, f, most), value = chart_value(chart, 0, most), half = 100;

	if (value <= 0)
		return;
	x = x < f->left + half ? f->left + half : x > f->right - half ? f->right - half : x;
	chart_put(out, "<text class=\"mid strong\" x=\"~\" y=\"~\">",
		  (const double[]){x, chart_y(f, value) - 7});
	put_value(out, chart, 0, most);
	gz_buf_str(out, GZ_STR(", "));
	chart_text(out, chart->period[most]);
	gz_buf_str(out, GZ_STR("</text>\n"));
}

/* A band over each period that says its values. */
static void put_hints(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	if (chart->periods > HINTS_MOST)
		return;
	gz_buf_str(out, GZ_STR("<g class=\"hints\">\n"));
	for (size_t i = 0; i < chart->periods; i++) {
		double from = chart_x(chart, f, chart->edge[i]), to = chart_x(chart, f, chart->edge[i + 1]);

		chart_put(out, "<rect class=\"hint f0\" x=\"~\" y=\"~\" width=\"~\" height=\"~\"><title>",
			  (const double[]){from, f->top, to - from, f->bottom - f->top});
		chart_text(out, chart->period[i]);
		for (size_t s = 0; s < chart->series_count; s++) {
			gz_buf_str(out, s == 0 ? GZ_STR(": ") : GZ_STR("; "));
			if (chart->series_count > 1) {
				chart_text(out, chart->series[s].name);
				gz_buf_byte(out, ' ');
			}
			put_value(out, chart, s, i);
		}
		gz_buf_str(out, GZ_STR(", of "));
		chart_number(out, chart->total[i]);
		gz_buf_str(out, GZ_STR("</title></rect>\n"));
	}
	gz_buf_str(out, GZ_STR("</g>\n"));
}

static void put_plot(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	if (chart->periods == 0) {
		chart_put(out, "<text class=\"mid what\" x=\"~\" y=\"~\">No dated documents</text>\n",
			  (const double[]){f->width / 2, (f->top + f->bottom) / 2});
		return;
	}
	chart_axes(out, chart, f);
	if (f->bars)
		put_bars(out, chart, f);
	else if (f->area)
		put_area(out, chart, f);
	for (size_t s = 0; s < chart->series_count && chart->series_count > 1; s++)
		put_line(out, chart, f, s);
	if (chart->series_count == 1)
		put_peak(out, chart, f);
	else
		chart_names(out, chart, f);
	put_hints(out, chart, f);
}

bool gz_picture_timeline(struct gz_buf *out, const struct gz_chart *chart, struct gz_error *err)
{
	struct chart_frame f = measure(chart);
	struct gz_buf caption = {0};
	size_t lines;

	if (chart->series_count == 0 || chart->series_count > GZ_CHART_SERIES ||
	    chart->periods > GZ_CHART_PERIODS)
		return gz_fail(err, GZ_ELIMIT,
			       "a timeline's picture has 1 to %d series and at most %d periods",
			       GZ_CHART_SERIES, GZ_CHART_PERIODS);
	lines = chart_lines(&caption, chart->caption, WIDTH - 48, 24, f.bottom + FOOT + 8, 17);
	f.height = f.bottom + FOOT + 10 + 17 * (double)lines;
	put_head(out, chart, &f);
	put_plot(out, chart, &f);
	gz_buf_str(out, gz_buf_view(&caption));
	gz_buf_str(out, GZ_STR("</svg>\n"));
	if (caption.failed)
		out->failed = true;
	gz_buf_free(&caption);
	return !out->failed || gz_fail_nomem(err);
}
