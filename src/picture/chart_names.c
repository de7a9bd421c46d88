/* chart_names.c: the names of several series, each beside the end of its line and apart from the others. */
#include <stdlib.h>

#include "chart.h"

#define APART  17.0  /* from name to name */
#define WIDEST 200.0 /* of a name */
#define NUMBER 62.0  /* of its documents: 1,234,567 */

uint64_t chart_sum(const struct gz_chart *chart, size_t series)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < chart->periods; i++)
		sum += chart->series[series].docs[i];
	return sum;
}

double chart_names_width(const struct gz_chart *chart)
{
	double most = 0;

	for (size_t i = 0; i < chart->series_count; i++) {
		double width = gz_picture_text_width(chart->series[i].name, CHART_NAME, true);

		width = width < WIDEST ? width : WIDEST;
		most = width > most ? width : most;
	}
	return most + NUMBER;
}

struct place {
	size_t series;
	double line, y; /* where the line ends, where the name stands */
};

/* The highest line first; of equal ones the first series. */
static int compare(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->series < y->series ? -1 : 1;
}

static double end_of_line(const struct gz_chart *chart, const struct chart_frame *f, size_t series)
{
	for (size_t i = chart->periods; i-- > 0;) {
		double value = chart_value(chart, series, i);

		if (value >= 0)
			return f->bottom - (f->bottom - f->top) * value / f->most;
	}
	return f->bottom;
}

void chart_names(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f)
{
	struct place place[GZ_CHART_SERIES] = {{0}};
	size_t count = chart->series_count;
	double low = f->bottom;

	for (size_t i = 0; i < count; i++)
		place[i] = (struct place){i, end_of_line(chart, f, i), 0};
	qsort(place, count, sizeof(*place), compare);
	for (size_t i = 0; i < count; i++) {
		double least = i == 0 ? f->top : place[i - 1].y + APART;

		place[i].y = place[i].line > least ? place[i].line : least;
	}
	for (size_t i = count; i-- > 0; low = place[i].y - APART) {
		if (place[i].y > low)
			place[i].y = low;
	}
	for (size_t i = 0; i < count; i++) {
		const struct place *p = &place[i];
		unsigned colour = (unsigned)(p->series % CHART_COLOURS);

		gz_buf_printf(out, "<path class=\"c%u\"", colour);
		chart_put(out, " d=\"M~ ~L~ ~\"/>",
			  (const double[]){f->right + 3, p->line, f->right + 14, p->y});
		gz_buf_printf(out, "<text class=\"name f%u\"", colour);
		chart_put(out, " x=\"~\" y=\"~\">", (const double[]){f->right + 18, p->y + 4});
		gz_picture_text(out, chart->series[p->series].name, CHART_NAME, true, WIDEST);
		gz_buf_str(out, GZ_STR("<tspan class=\"sum\" dx=\"5\">"));
		chart_number(out, chart_sum(chart, p->series));
		gz_buf_str(out, GZ_STR("</tspan></text>\n"));
	}
}
