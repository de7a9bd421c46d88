/* plot_bars.c: timelines as bars: one series with its axes, or a strip of one line for each of many. */
#include <stdio.h>

#include "plot.h"

#define WIDEST 10 /* columns of a bar and the space behind it */

/* Columns of a bar with the space behind it, where `count` bars share the room. */
static size_t slot_of(size_t room, size_t count)
{
	size_t slot = room / count;

	return slot > WIDEST ? WIDEST : slot == 0 ? 1 : slot;
}

static void draw_bar(struct gz_canvas *c, size_t x, size_t width, size_t base, double eighths, uint8_t color)
{
	unsigned left = (unsigned)(eighths + 0.5);

	/* What is there is seen. */
	if (left == 0 && eighths > 0)
		left = 1;
	for (size_t y = base; left > 0; y--) {
		unsigned part = left > 8 ? 8 : left;

		for (size_t i = 0; i < width; i++)
			gz_canvas_put(c, x + i, y, gz_plot_block(part), color);
		left -= part;
		if (y == 0)
			return;
	}
}

bool gz_plot_bars(struct gz_plot *p, size_t width, struct gz_canvas *c, struct gz_error *err)
{
	struct gz_plot_scale scale;
	size_t left, slot, digits, base = GZ_PLOT_HEIGHT;
	char text[24];

	/* How wide the numbers get is known only when periods were put together; never wider than that of
	 * all. */
	gz_plot_merge(p, SIZE_MAX);
	gz_plot_merge(p, gz_plot_room(width, p->series.ptr[0].total, 0));
	scale = gz_plot_scale(p->series.ptr[0].most);
	left = scale.label + 2;
	slot = slot_of(gz_plot_room(width, p->series.ptr[0].most, 0), p->periods.len);
	digits = (size_t)snprintf(text, sizeof(text), "%llu", (unsigned long long)p->series.ptr[0].most);
	if (!gz_canvas_open(c, left + slot * p->periods.len, GZ_PLOT_HEIGHT + 3, err))
		return false;
	gz_plot_axes(p, &scale, left, (double)slot, c);
	for (size_t i = 0; i < p->periods.len; i++) {
		uint64_t value = gz_plot_value(p, 0, i);
		double height = (double)value / (double)scale.top * GZ_PLOT_HEIGHT;
		size_t x = left + i * slot, top = (size_t)(height + 0.999);

		draw_bar(c, x, slot > 1 ? slot - 1 : 1, base, height * 8, p->series.ptr[0].color);
		/* The number above its bar, where all have room. */
		if (digits < slot && value > 0) {
			snprintf(text, sizeof(text), "%llu", (unsigned long long)value);
			gz_canvas_text(c, x, base - top, text, 0);
		}
	}
	return true;
}

bool gz_plot_strips(struct gz_plot *p, size_t width, struct gz_canvas *c, struct gz_error *err)
{
	size_t left = 2, slot;

	gz_plot_merge(p, width - left);
	slot = slot_of(width - left, p->periods.len);
	if (!gz_canvas_open(c, left + slot * p->periods.len, p->series.len + 2, err))
		return false;
	for (size_t s = 0; s < p->series.len; s++) {
		uint64_t most = p->series.ptr[s].most;
		uint8_t color = p->series.ptr[s].color;

		gz_canvas_put(c, 0, s, (unsigned char)gz_plot_mark(s), color);
		for (size_t i = 0; i < p->periods.len && most > 0; i++)
			draw_bar(c, left + i * slot, slot > 1 ? slot - 1 : 1, s,
				 (double)gz_plot_value(p, s, i) / (double)most * 8, color);
	}
	for (size_t x = left; x < c->width; x++)
		gz_canvas_put(c, x, p->series.len, 0x2500, 0);
	gz_plot_dates(p, left, (double)slot, p->series.len + 1, c);
	return true;
}
