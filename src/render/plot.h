/* plot.h: what the files that draw timelines share. */
#ifndef GAZET_RENDER_PLOT_H
#define GAZET_RENDER_PLOT_H

#include "canvas.h"
#include "internal.h"

#define GZ_PLOT_HEIGHT 10 /* lines of the drawing itself */
#define GZ_PLOT_LINES  6  /* series that can be told apart as lines; more get a strip of bars each */

struct gz_plot_series {
	size_t name, name_len; /* in the text */
	uint64_t total, most;  /* documents; and of the greatest period */
	size_t peak;	       /* that period, after merging */
	uint8_t color;	       /* SGR */
};

struct gz_plot_period {
	size_t start, len; /* in the text */
};

/* A timeline as it is drawn: the same periods in every series. */
struct gz_plot {
	size_t entity, period, docs; /* columns */
	struct gz_buf text;	     /* names and periods */
	GZ_VEC(struct gz_plot_series) series;
	GZ_VEC(struct gz_plot_period) periods;
	GZ_VEC(uint64_t) points; /* series after series */
	size_t merged;		 /* periods that a point stands for, once gz_plot_merge has run */
};

/* Documents at a point. */
static inline uint64_t gz_plot_value(const struct gz_plot *p, size_t series, size_t at)
{
	return p->points.ptr[series * p->periods.len + at];
}
static inline struct gz_str gz_plot_label(const struct gz_plot *p, size_t at)
{
	return gz_str_of(p->text.ptr + p->periods.ptr[at].start, p->periods.ptr[at].len);
}
static inline char gz_plot_mark(size_t series)
{
	return (char)('A' + series % 26);
}

/* Columns for the drawing beside numbers as wide as those of `most` and `right` more columns: some at least,
 * however narrow the window. */
size_t gz_plot_room(size_t width, uint64_t most, size_t right);
/* Puts neighbouring periods together until there are at most `room`: by 2, 3, 4, 6 or 12 months and the like,
 * so that they begin where people expect it. */
void gz_plot_merge(struct gz_plot *p, size_t room);

/* An axis of documents with at most six numbers: `step` apart, up to `top`. */
struct gz_plot_scale {
	uint64_t top, step;
	size_t label; /* columns of its numbers */
};
struct gz_plot_scale gz_plot_scale(uint64_t most);
/* Draws the numbers at the left and the line below; the drawing itself begins behind `left` columns. */
void gz_plot_axes(const struct gz_plot *p, const struct gz_plot_scale *scale, size_t left, double slot,
		  struct gz_canvas *c);
/* The dates below an axis, and its ticks: one period is `slot` columns wide. */
void gz_plot_dates(const struct gz_plot *p, size_t left, double slot, size_t line, struct gz_canvas *c);

bool gz_plot_bars(struct gz_plot *p, size_t width, struct gz_canvas *c, struct gz_error *err);
bool gz_plot_curves(struct gz_plot *p, size_t width, struct gz_canvas *c, struct gz_error *err);
bool gz_plot_strips(struct gz_plot *p, size_t width, struct gz_canvas *c, struct gz_error *err);

/* Eighths of a block, from the bottom: 1 to 8. */
static inline uint32_t gz_plot_block(unsigned eighths)
{
	return 0x2580 + eighths;
}

#endif
