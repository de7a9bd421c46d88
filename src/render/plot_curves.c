/* plot_curves.c: a few timelines as lines of braille dots, two columns and four lines of them in a character.
 */
#include "plot.h"

#define BRAILLE 0x2800
#define RIGHT	2 /* columns at the right, for the letters at the ends */

/* A dot at column x and height y, from the lower left. */
static void put_dot(struct gz_canvas *c, size_t left, size_t x, size_t y, uint8_t color)
{
	static const uint8_t bits[4][2] = {{0x40, 0x80}, {0x04, 0x20}, {0x02, 0x10}, {0x01, 0x08}};
	size_t column = left + x / 2, line = GZ_PLOT_HEIGHT - 1 - y / 4;
	uint32_t code = gz_canvas_at(c, column, line);

	if (code < BRAILLE)
		code = BRAILLE;
	gz_canvas_put(c, column, line, code | bits[y % 4][x % 2], color);
}

static void draw_line(struct gz_canvas *c, size_t left, const size_t from[2], const size_t to[2],
		      uint8_t color)
{
	size_t across = to[0] - from[0], up = to[1] > from[1] ? to[1] - from[1] : from[1] - to[1];
	size_t steps = across > up ? across : up;

	for (size_t i = 0; i <= steps; i++) {
		double part = steps == 0 ? 0 : (double)i / (double)steps;
		double y = (double)from[1] + ((double)to[1] - (double)from[1]) * part;

		put_dot(c, left, from[0] + (size_t)((double)across * part + 0.5), (size_t)(y + 0.5), color);
	}
}

/* The letter, where no other one stands: there, above or below. */
static void put_mark(struct gz_canvas *c, size_t x, size_t y, uint32_t mark, uint8_t color)
{
	for (size_t off = 0; off < GZ_PLOT_HEIGHT; off++) {
		for (int side = 0; side < 2; side++) {
			size_t line = side == 0 ? y - off : y + off;
			uint32_t there = gz_canvas_at(c, x, line);

			if (line >= GZ_PLOT_HEIGHT || (there >= 'A' && there <= 'Z'))
				continue;
			gz_canvas_put(c, x, line, mark, color);
			return;
		}
	}
}

struct frame {
	size_t left, dots; /* where the drawing begins, and its width in dots */
	uint64_t top;
};

static void place(const struct gz_plot *p, const struct frame *f, size_t series, size_t at, size_t dot[2])
{
	double value = (double)gz_plot_value(p, series, at) / (double)f->top;

	dot[0] = p->periods.len < 2 ? 0 : at * (f->dots - 1) / (p->periods.len - 1);
	dot[1] = (size_t)(value * (GZ_PLOT_HEIGHT * 4 - 1) + 0.5);
}

bool gz_plot_curves(struct gz_plot *p, size_t width, struct gz_canvas *c, struct gz_error *err)
{
	struct gz_plot_scale scale;
	struct frame f;
	uint64_t most = 0, total = 0;
	size_t dot[2], next[2];

	gz_plot_merge(p, SIZE_MAX);
	for (size_t s = 0; s < p->series.len; s++)
		total = p->series.ptr[s].total > total ? p->series.ptr[s].total : total;
	gz_plot_merge(p, gz_plot_room(width, total, RIGHT));
	for (size_t s = 0; s < p->series.len; s++)
		most = p->series.ptr[s].most > most ? p->series.ptr[s].most : most;
	scale = gz_plot_scale(most);
	f = (struct frame){.left = scale.label + 2, .top = scale.top};
	f.dots = gz_plot_room(width, most, RIGHT) * 2;
	width = f.left + f.dots / 2 + RIGHT;
	if (!gz_canvas_open(c, width, GZ_PLOT_HEIGHT + 2, err))
		return false;
	/* The first series is drawn last, over the others. */
	for (size_t s = p->series.len; s-- > 0;) {
		for (size_t i = 0; i < p->periods.len; i++) {
			place(p, &f, s, i, dot);
			place(p, &f, s, i + 1 < p->periods.len ? i + 1 : i, next);
			draw_line(c, f.left, dot, next, p->series.ptr[s].color);
		}
	}
	for (size_t s = 0; s < p->series.len; s++) {
		const struct gz_plot_series *series = &p->series.ptr[s];

		place(p, &f, s, series->peak, dot);
		if (series->most > 0)
			put_mark(c, f.left + dot[0] / 2, GZ_PLOT_HEIGHT - 1 - dot[1] / 4,
				 (unsigned char)gz_plot_mark(s), series->color);
		place(p, &f, s, p->periods.len - 1, dot);
		put_mark(c, width - 1, GZ_PLOT_HEIGHT - 1 - dot[1] / 4, (unsigned char)gz_plot_mark(s),
			 series->color);
	}
	gz_plot_axes(p, &scale, f.left,
		     p->periods.len < 2 ? (double)f.dots
					: ((double)f.dots - 1) / 2 / (double)(p->periods.len - 1),
		     c);
	return true;
}
