/* chart.h: what the files of the timeline's picture share: its measures, and words. Lengths are pixels.
 */
#ifndef GAZET_PICTURE_CHART_H
#define GAZET_PICTURE_CHART_H

#include "gazet/picture.h"

#define CHART_COLOURS 8

/* Where things stand. */
struct chart_frame {
	double left, right, top, bottom; /* of the plot */
	double width, height;		 /* of the picture */
	double most;			 /* value at the top of the plot: documents, or a share of 1 */
	double step;			 /* between two marks of the axis */
	bool bars, area;		 /* of one series; else lines */
};

#define CHART_SMALL 12.0 /* pixels of most letters */
#define CHART_NAME  13.0
#define CHART_TITLE 19.0

/* "12,345" */
void chart_number(struct gz_buf *out, uint64_t value);
/* The pattern with each ~ replaced by the next length, of at most two decimals, whatever the locale. */
void chart_put(struct gz_buf *out, const char *pattern, const double *lengths);
/* Small lines of at most `width`, broken at spaces and line breaks, each as a text element; returns how many.
 */
size_t chart_lines(struct gz_buf *out, struct gz_str s, double width, double x, double y, double step);
/* The whole text, escaped. */
void chart_text(struct gz_buf *out, struct gz_str s);

/* Distance of the marks for values up to `most`: 1, 2 or 5 times a power of ten; whole numbers unless `fine`.
 */
double chart_step(double most, bool fine);
double chart_x(const struct gz_chart *chart, const struct chart_frame *f, int32_t day);
/* Both axes with their lines and words. */
void chart_axes(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f);
/* Value of a period, or -1 where it has none. */
double chart_value(const struct gz_chart *chart, size_t series, size_t period);
/* The names beside the lines, and how wide they are. */
void chart_names(struct gz_buf *out, const struct gz_chart *chart, const struct chart_frame *f);
double chart_names_width(const struct gz_chart *chart);
uint64_t chart_sum(const struct gz_chart *chart, size_t series);

#endif
