/* chart_axis.c: the axes of a timeline: round values, and days, months or years, whichever have room. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart.h"

double chart_step(double most, bool fine)
{
	double power = pow(10, floor(log10(most / 5))), share = most / 5 / power;
	double step = power * (share > 5.0001 ? 10 : share > 2.0001 ? 5 : share > 1.0001 ? 2 : 1);

	return fine || step >= 1 ? step : 1;
}

double chart_x(const struct gz_chart *chart, const struct chart_frame *f, int32_t day)
{
	double span = (double)(chart->edge[chart->periods] - chart->edge[0]);

	return f->left + (f->right - f->left) * (double)(day - chart->edge[0]) / span;
}

/* ---- values --------------------------------------------------------------------------- */

static void value_axis(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	int marks = (int)lround(f->most / f->step);

	for (int i = 0; i <= marks; i++) {
		double value = f->step * i, y = f->bottom - (f->bottom - f->top) * value / f->most;

		chart_put(out,
			  i == 0 ? "<path class=\"axis\" d=\"M~ ~H~\"/>"
				 : "<path class=\"grid\" d=\"M~ ~H~\"/>",
			  (const double[]){f->left, y, f->right});
		chart_put(out, "<text class=\"end\" x=\"~\" y=\"~\">", (const double[]){f->left - 8, y + 4});
		if (chart->share)
			chart_put(out, "~ %", &(double){value * 100});
		else
			chart_number(out, (uint64_t)llround(value));
		gz_buf_str(out, GZ_STR("</text>\n"));
	}
}

/* ---- days ------------------------------------------------------------------------------- */

enum unit { DAYS, MONTHS, YEARS };

/* Marks of the axis of days: so many units apart. */
struct spacing {
	enum unit unit;
	int step;
	double days; /* about */
	double room; /* pixels that its words need */
};
static const struct spacing spacings[] = {
	{DAYS, 1, 1, 22},	 {DAYS, 2, 2, 22},	   {DAYS, 5, 5, 30},	      {DAYS, 10, 10, 40},
	{DAYS, 15, 15, 40},	 {MONTHS, 1, 30.4, 34},	   {MONTHS, 2, 60.8, 34},     {MONTHS, 3, 91.3, 34},
	{MONTHS, 6, 182.6, 34},	 {YEARS, 1, 365.2, 42},	   {YEARS, 2, 730.5, 42},     {YEARS, 5, 1826, 42},
	{YEARS, 10, 3652, 42},	 {YEARS, 20, 7305, 42},	   {YEARS, 50, 18262, 42},    {YEARS, 100, 36524, 42},
	{YEARS, 200, 73048, 42}, {YEARS, 500, 182621, 42}, {YEARS, 1000, 365242, 42},
};

static const struct spacing *choose_spacing(const struct gz_chart *chart, const struct chart_frame *f)
{
	double day = (f->right - f->left) / (double)(chart->edge[chart->periods] - chart->edge[0]);
	bool by_year = gz_str_eq(chart->unit, GZ_STR("year")),
	     by_month = gz_str_eq(chart->unit, GZ_STR("month"));

	for (size_t i = 0; i < GZ_COUNT(spacings); i++) {
		const struct spacing *s = &spacings[i];

		if ((by_year && s->unit != YEARS) || (by_month && s->unit == DAYS))
			continue;
		if (s->days * day >= s->room)
			return s;
	}
	return &spacings[GZ_COUNT(spacings) - 1];
}

/* The first mark on or behind a day. */
static int32_t mark_from(const struct spacing *s, int32_t day)
{
	int y, m, d;

	gz_day_split(day, &y, &m, &d);
	if (s->unit == DAYS) {
		int next = (d - 1 + s->step - 1) / s->step * s->step + 1;

		/* Not so near the month's end that the first of the next one is beside it. */
		if (gz_date_valid(y, m, next) && (next == 1 || gz_date_valid(y, m, next + (s->step - 1) / 2)))
			return gz_day_of(y, m, next);
		return m == 12 ? gz_day_of(y + 1, 1, 1) : gz_day_of(y, m + 1, 1);
	}
	if (s->unit == MONTHS) {
		m += d > 1;
		m = (m - 1 + s->step - 1) / s->step * s->step + 1;
		return m > 12 ? gz_day_of(y + 1, 1, 1) : gz_day_of(y, m, 1);
	}
	y += m > 1 || d > 1;
	return gz_day_of((y + s->step - 1) / s->step * s->step, 1, 1);
}

static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
				 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static void mark_words(const struct spacing *s, int32_t day, char small[16], char large[16])
{
	int y, m, d;

	gz_day_split(day, &y, &m, &d);
	small[0] = large[0] = '\0';
	if (s->unit == DAYS) {
		snprintf(small, 16, "%d", d);
		snprintf(large, 16, "%s %d", months[m - 1], y);
	} else if (s->unit == MONTHS) {
		snprintf(small, 16, "%s", months[m - 1]);
		snprintf(large, 16, "%d", y);
	} else {
		snprintf(small, 16, "%d", y);
	}
}

static void mark(struct gz_buf *out, const char *open, double x, double y, const char *words)
{
	chart_put(out, open, (const double[]){x, y});
	gz_buf_str(out, gz_str(words));
	gz_buf_str(out, GZ_STR("</text>\n"));
}

/* Would the words of the month or year be said again, or stand in those of the next one? */
static bool opens(const struct spacing *s, const char *large, const char *before)
{
	return large[0] != '\0' && strcmp(large, before) != 0 && s->unit != YEARS;
}

static void day_axis(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	const struct spacing *s = choose_spacing(chart, f);
	char small[16], large[16], before[16] = "", next_small[16], next_large[16];
	int32_t end = chart->edge[chart->periods];

	for (int32_t day = mark_from(s, chart->edge[0]), next; day < end; day = next) {
		double x = chart_x(chart, f, day);

		next = mark_from(s, day + 1);
		mark_words(s, day, small, large);
		mark_words(s, next, next_small, next_large);
		chart_put(out, "<path class=\"axis\" d=\"M~ ~v5\"/>", (const double[]){x, f->bottom});
		mark(out, "<text class=\"mid\" x=\"~\" y=\"~\">", x, f->bottom + 19, small);
		if (!opens(s, large, before))
			continue;
		/* The first one gives way to one that begins right behind it. */
		if (before[0] == '\0' && next < end && strcmp(large, next_large) != 0 &&
		    chart_x(chart, f, next) - x <
			    gz_picture_text_width(gz_str(large), CHART_SMALL, true) + 8) {
			snprintf(before, sizeof(before), "?");
			continue;
		}
		mark(out, "<text class=\"mid strong\" x=\"~\" y=\"~\">", x, f->bottom + 36, large);
		memcpy(before, large, sizeof(before));
	}
}

void chart_axes(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	value_axis(out, chart, f);
	day_axis(out, chart, f);
}
