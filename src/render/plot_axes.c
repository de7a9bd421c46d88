/* plot_axes.c: the numbers at the left of a plot and the dates below it. */
#include <stdio.h>

#include "plot.h"

#define TICKS 5 /* numbers on the axis, at most, besides 0 */
#define LEAST 8 /* columns of a drawing */

struct gz_plot_scale gz_plot_scale(uint64_t most)
{
	struct gz_plot_scale scale = {.step = 1};
	char text[24];

	while (most / scale.step >= TICKS && scale.step <= UINT64_MAX / 10) {
		uint64_t leading = scale.step;

		while (leading >= 10)
			leading /= 10;
		scale.step = leading == 2 ? scale.step / 2 * 5 : scale.step * 2;
	}
	scale.top = most == 0 ? 1 : (most + scale.step - 1) / scale.step * scale.step;
	scale.label = (size_t)snprintf(text, sizeof(text), "%llu", (unsigned long long)scale.top);
	return scale;
}

size_t gz_plot_room(size_t width, uint64_t most, size_t right)
{
	size_t beside = gz_plot_scale(most).label + 2 + right;

	return width > beside + LEAST ? width - beside : LEAST;
}

void gz_plot_dates(const struct gz_plot *p, size_t left, double slot, size_t line, struct gz_canvas *c)
{
	size_t len = gz_plot_label(p, 0).len, free_from = 0, step = 1;

	/* Every step-th period has room for its date. */
	while ((double)step * slot < (double)len + 2)
		step++;
	for (size_t i = 0; i < p->periods.len; i += step) {
		struct gz_str label = gz_plot_label(p, i);
		size_t x = left + (size_t)((double)i * slot);
		char text[24];

		if (x < free_from || x + label.len > c->width || label.len >= sizeof(text))
			continue;
		snprintf(text, sizeof(text), "%.*s", GZ_ARG(label));
		if (line > 0)
			gz_canvas_put(c, x, line - 1, 0x252c, 0); /* a tick of the axis above */
		gz_canvas_text(c, x, line, text, 0);
		free_from = x + label.len + 1;
	}
}

void gz_plot_axes(const struct gz_plot *p, const struct gz_plot_scale *scale, size_t left, double slot,
		  struct gz_canvas *c)
{
	size_t axis = c->height - 2; /* its line; the drawing is above, the dates below */

	for (uint64_t value = 0; value <= scale->top; value += scale->step) {
		/* A number stands at the line whose upper edge is its height; 0 at the axis. */
		size_t up = (size_t)((double)value / (double)scale->top * GZ_PLOT_HEIGHT + 0.5);
		char text[24];

		snprintf(text, sizeof(text), "%*llu", (int)scale->label, (unsigned long long)value);
		gz_canvas_text(c, 0, axis - up, text, 0);
		gz_canvas_put(c, left - 1, axis - up, 0x2524, 0);
	}
	for (size_t y = axis - GZ_PLOT_HEIGHT; y < axis; y++) {
		if (gz_canvas_at(c, left - 1, y) == 0)
			gz_canvas_put(c, left - 1, y, 0x2502, 0);
	}
	gz_canvas_put(c, left - 1, axis, 0x253c, 0);
	for (size_t x = left; x < c->width; x++)
		gz_canvas_put(c, x, axis, 0x2500, 0);
	gz_plot_dates(p, left, slot, axis + 1, c);
}
