/* timeline.c: the timeline as it is without the script: a picture of its series, and the same as a table. */
#include <math.h>
#include <string.h>

#include "internal.h"

#define WIDTH	 960.0
#define HEIGHT	 260.0
#define LEFT	 52.0
#define RIGHT	 12.0
#define TOP	 12.0
#define BOTTOM	 28.0
#define BINS_MAX 10000 /* years, at most */

struct bins {
	enum gz_bin_unit unit;
	GZ_VEC(int32_t) first; /* of each period */
	GZ_VEC(uint64_t) docs; /* of each period of each series */
	GZ_VEC(uint64_t) total;
	uint64_t most;
};

static void bins_free(struct bins *b)
{
	GZ_VEC_FREE(&b->first);
	GZ_VEC_FREE(&b->docs);
	GZ_VEC_FREE(&b->total);
}

/* The period that holds the day, which is not before the one at `at`. */
static size_t bin_of(const struct bins *b, size_t at, int32_t day)
{
	while (at + 1 < b->first.len && b->first.ptr[at + 1] <= day)
		at++;
	return at;
}

static bool bins_make(struct bins *b, const struct gz_report_timeline *t)
{
	b->unit = gz_bin_fitting(t->first, t->last, t->by);
	for (int32_t day = gz_bin_first(t->first, b->unit); day <= t->last && b->first.len < BINS_MAX;
	     day = gz_bin_next(day, b->unit)) {
		if (!GZ_PUSH(&b->first, day) || !GZ_PUSH(&b->total, 0))
			return false;
	}
	for (size_t i = 0; i < b->first.len * t->count; i++) {
		if (!GZ_PUSH(&b->docs, 0))
			return false;
	}
	b->most = 1;
	for (size_t s = 0; s < t->count; s++) {
		size_t at = 0;

		for (size_t i = 0; i < t->series[s].points.len; i++) {
			const struct gz_report_point *p = &t->series[s].points.ptr[i];
			uint64_t *docs;

			at = bin_of(b, at, p->day);
			docs = &b->docs.ptr[s * b->first.len + at];
			*docs += p->docs;
			b->most = *docs > b->most ? *docs : b->most;
			b->total.ptr[at] += s == 0 ? p->total : 0;
		}
	}
	return true;
}

/* 1, 2 or 5 times a power of ten: at most five of them reach up to `most`. */
static double step_of(double most)
{
	double step = pow(10, floor(log10(most)));

	if (most / step < 2)
		step /= 5;
	else if (most / step < 5)
		step /= 2;
	return step < 1 ? 1 : step;
}

static void add_axes(struct gz_buf *out, const struct bins *b, double top)
{
	size_t every = b->first.len / 7 + 1;
	double step = step_of(top);
	char name[16];

	for (size_t line = 0; (double)line * step <= top; line++) {
		double y = (double)line * step;
		double at = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y / top;

		gz_buf_printf(
			out, "<path class=\"grid\" d=\"M%g %.1fH%g\"/><text class=\"y\" x=\"%g\" y=\"%.1f\">",
			LEFT, at, WIDTH - RIGHT, LEFT - 8, at + 4);
		gz_markup_count(out, (uint64_t)y);
		gz_buf_str(out, GZ_STR("</text>"));
	}
	for (size_t i = 0; i < b->first.len; i += every) {
		double x = LEFT + (WIDTH - LEFT - RIGHT) * ((double)i + 0.5) / (double)b->first.len;

		gz_buf_printf(out, "<text class=\"x\" x=\"%.1f\" y=\"%g\">%s</text>", x, HEIGHT - 8,
			      gz_bin_name(b->first.ptr[i], b->unit, name));
	}
}

static void add_line(struct gz_buf *out, const struct bins *b, size_t series, double top)
{
	const uint64_t *docs = b->docs.ptr + series * b->first.len;
	size_t count = b->first.len;

	gz_buf_printf(out, "<path class=\"line s%zu\" d=\"", series);
	for (size_t i = 0; i < count; i++) {
		/* Of a run of equal ones the first and the last are enough. */
		if (i > 0 && i + 1 < count && docs[i] == docs[i - 1] && docs[i] == docs[i + 1])
			continue;
		gz_buf_printf(out, "%s%.1f %.1f", i == 0 ? "M" : "L",
			      LEFT + (WIDTH - LEFT - RIGHT) * ((double)i + 0.5) / (double)count,
			      HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (double)docs[i] / top);
	}
	gz_buf_str(out, GZ_STR("\"/>"));
}

static void add_bars(struct gz_buf *out, const struct bins *b, double top)
{
	double slot = (WIDTH - LEFT - RIGHT) / (double)b->first.len;

	gz_buf_str(out, GZ_STR("<path class=\"bar s0\" d=\""));
	for (size_t i = 0; i < b->first.len; i++) {
		double height = (HEIGHT - TOP - BOTTOM) * (double)b->docs.ptr[i] / top;

		if (b->docs.ptr[i] > 0)
			gz_buf_printf(out, "M%.1f %gh%.1fv-%.1fh-%.1fz", LEFT + slot * ((double)i + 0.1),
				      HEIGHT - BOTTOM, slot * 0.8, height, slot * 0.8);
	}
	gz_buf_str(out, GZ_STR("\"/>"));
}

static void add_picture(struct gz_buf *out, const struct gz_report *r, const struct bins *b)
{
	const struct gz_report_timeline *t = r->timeline;
	double step = step_of((double)b->most), top = ceil((double)b->most / step) * step;

	gz_buf_printf(out,
		      "<svg class=\"chart\" viewBox=\"0 0 %g %g\" role=\"img\" aria-label=\"Documents per "
		      "%s, up to %llu; "
		      "the table below has the numbers\">",
		      WIDTH, HEIGHT, gz_bin_names[b->unit], (unsigned long long)b->most);
	add_axes(out, b, top);
	if (t->count == 1)
		add_bars(out, b, top);
	for (size_t i = 0; i < t->count && t->count > 1; i++)
		add_line(out, b, i, top);
	gz_buf_str(out, GZ_STR("</svg>\n"));
}

static void add_legend(struct gz_buf *out, const struct gz_report_timeline *t)
{
	gz_buf_str(out, GZ_STR("<ul class=\"legend\" id=\"series\" aria-label=\"Series\">"));
	for (size_t i = 0; i < t->count; i++) {
		gz_buf_printf(out,
			      "<li><svg class=\"key\" aria-hidden=\"true\"><path class=\"line s%zu\" "
			      "d=\"M1 2H31\"/></svg> ",
			      i);
		gz_markup_name(out, t->series[i].name);
		gz_buf_str(out, GZ_STR("</li>"));
	}
	gz_buf_str(out, GZ_STR("</ul>\n"));
}

static void add_table(struct gz_buf *out, const struct gz_report_timeline *t, const struct bins *b)
{
	char name[16];

	gz_buf_printf(out,
		      "<details class=\"equivalent\"><summary>The timeline as a table</summary>\n<div "
		      "class=\"scroll\"><table "
		      "id=\"timeline-table\"><caption>Documents per %s; what is not listed has none at "
		      "all</caption><thead><tr>"
		      "<th scope=\"col\">%s</th>",
		      gz_bin_names[b->unit], gz_bin_names[b->unit]);
	for (size_t i = 0; i < t->count; i++) {
		gz_buf_str(out, GZ_STR("<th scope=\"col\" class=\"n\">"));
		gz_markup_name(out, t->series[i].name);
		gz_buf_str(out, GZ_STR("</th>"));
	}
	gz_buf_str(out, GZ_STR("<th scope=\"col\" class=\"n\">all</th></tr></thead><tbody>\n"));
	for (size_t i = 0; i < b->first.len; i++) {
		if (b->total.ptr[i] == 0)
			continue;
		gz_buf_printf(out, "<tr><th scope=\"row\">%s</th>",
			      gz_bin_name(b->first.ptr[i], b->unit, name));
		for (size_t s = 0; s < t->count; s++)
			gz_buf_printf(out, "<td class=\"n\">%llu</td>",
				      (unsigned long long)b->docs.ptr[s * b->first.len + i]);
		gz_buf_printf(out, "<td class=\"n\">%llu</td></tr>\n", (unsigned long long)b->total.ptr[i]);
	}
	gz_buf_str(out, GZ_STR("</tbody></table></div></details>\n"));
}

/* Is the period cut short that begins on `first` and holds the archive's first or last day, and is it one of
 * those shown? */
static bool is_cut(const struct bins *b, int32_t first, bool cut)
{
	return cut && first >= b->first.ptr[0] && first <= b->first.ptr[b->first.len - 1];
}

/* Where the documents of the database begin or end inside of periods, these count less than others. A last
 * one on the first day of a month or year may be dated to no day, and that period be whole. */
static void add_ends(struct gz_buf *out, const struct gz_report_timeline *t, const struct bins *b)
{
	char days[2][16];
	int32_t head, tail;

	if (t->begin == GZ_NO_DAY)
		return;
	head = gz_bin_first(t->begin, b->unit);
	tail = gz_bin_first(t->end, b->unit);
	if (is_cut(b, head, t->begin > head) ||
	    is_cut(b, tail,
		   gz_bin_next(tail, b->unit) > t->end + 1 && (t->end > tail || b->unit == GZ_BIN_WEEK)))
		gz_buf_printf(out,
			      "<p class=\"quiet\">The documents are of %s to %s: a %s in which they begin or "
			      "end is not whole.</p>\n",
			      gz_day_format(t->begin, GZ_DAY, days[0]),
			      gz_day_format(t->end, GZ_DAY, days[1]), gz_bin_names[b->unit]);
}

bool gz_page_timeline(struct gz_buf *out, const struct gz_report *r)
{
	const struct gz_report_timeline *t = r->timeline;
	struct bins b = {0};
	bool ok = true;

	if (t->count == 0 || t->first == GZ_NO_DAY)
		return gz_buf_str(out, GZ_STR("<p>No document has a date.</p>"));
	ok = bins_make(&b, t);
	if (ok) {
		add_legend(out, t);
		gz_buf_str(out, GZ_STR("<div id=\"timeline-picture\" class=\"picture\">"));
		add_picture(out, r, &b);
		gz_buf_str(out, GZ_STR("</div>\n"));
		add_table(out, t, &b);
		add_ends(out, t, &b);
	}
	if (t->undated > 0) {
		gz_buf_str(out, GZ_STR("<p class=\"quiet\">"));
		gz_markup_counted(out, t->undated, "document");
		gz_buf_str(out, GZ_STR(" without a date that fits: not in the timeline.</p>"));
	}
	bins_free(&b);
	return ok && !out->failed;
}
