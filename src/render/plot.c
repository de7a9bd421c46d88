/*
 * plot.c: a timeline as a drawing: bars for one series, lines for a few, a strip of bars for each of many.
 * Takes the rows of a timeline only. Series are told apart by a letter as well as by their colour.
 */
#include <stdlib.h>
#include <string.h>

#include "plot.h"

#define WIDTH	  80 /* where nobody knows it */
#define NARROWEST 24 /* less is not drawn */
#define NAME_MAX  40 /* columns of a name in the legend */

static const uint8_t colors[] = {36, 31, 32, 35, 34, 33};

static size_t column_named(const struct gz_render *r, const char *name)
{
	size_t i = 0;

	while (i < r->count && strcmp(r->columns[i].name, name) != 0)
		i++;
	return i;
}

static bool plot_begin(struct gz_render *r, struct gz_error *err)
{
	struct gz_plot *p;

	gz_plot_free(r);
	p = r->plot = calloc(1, sizeof(*p));
	if (p == NULL)
		return gz_fail_nomem(err);
	p->entity = column_named(r, "entity");
	p->period = column_named(r, "period");
	p->docs = column_named(r, "docs");
	if (p->entity == r->count || p->period == r->count || p->docs == r->count)
		return gz_fail(err, GZ_EUSAGE, "only a timeline can be plotted");
	return true;
}

void gz_plot_free(struct gz_render *r)
{
	if (r->plot == NULL)
		return;
	gz_buf_free(&r->plot->text);
	GZ_VEC_FREE(&r->plot->series);
	GZ_VEC_FREE(&r->plot->periods);
	GZ_VEC_FREE(&r->plot->points);
	free(r->plot);
	r->plot = NULL;
}

/* A series begins where the first period comes again. */
static bool plot_row(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err)
{
	struct gz_plot *p = r->plot;
	struct gz_str entity = cells[p->entity].text, period = cells[p->period].text;
	struct gz_plot_period label = {p->text.len, period.len};

	if (p->series.len == 0 || gz_str_eq(gz_plot_label(p, 0), period)) {
		struct gz_plot_series series = {.name = p->text.len};

		gz_terminal_safe(&p->text, entity);
		series.name_len = p->text.len - series.name;
		series.color = colors[p->series.len % GZ_COUNT(colors)];
		if (!GZ_PUSH(&p->series, series))
			return gz_fail_nomem(err);
		label.start = p->text.len;
	}
	if (p->series.len == 1 && (!gz_buf_str(&p->text, period) || !GZ_PUSH(&p->periods, label)))
		return gz_fail_nomem(err);
	if (p->text.failed || !GZ_PUSH(&p->points, (uint64_t)cells[p->docs].integer))
		return gz_fail_nomem(err);
	return true;
}

/* ---- periods put together ---------------------------------------------------------------- */

enum kind { DAY, WEEK, MONTH, YEAR };

static enum kind kind_of(struct gz_str period)
{
	return period.len == 4 ? YEAR : period.len == 7 ? MONTH : period.len == 8 ? WEEK : DAY;
}

static const char *kind_name(enum kind kind)
{
	static const char *const names[] = {"day", "week", "month", "year"};

	return names[kind];
}

static size_t digits_at(struct gz_str s, size_t at, size_t count)
{
	size_t value = 0;

	for (; count > 0 && at < s.len; count--, at++)
		value = value * 10 + (size_t)(s.ptr[at] - '0') % 10;
	return value;
}

/* How many periods of a group of `merged` lie in front of the first one: January begins a quarter. */
static size_t lead_of(struct gz_str first, size_t merged)
{
	switch (kind_of(first)) {
	case YEAR: return digits_at(first, 0, 4) % merged;
	case MONTH: return (digits_at(first, 0, 4) * 12 + digits_at(first, 5, 2) - 1) % merged;
	case WEEK:
	case DAY: break;
	}
	return 0;
}

/* 1, 2, 5, 10, ... of years, days and weeks (7, 14, 28 days); divisors and multiples of twelve of months. */
static size_t next_step(enum kind kind, size_t step)
{
	static const size_t months[] = {1, 2, 3, 4, 6, 12, 24, 60}, days[] = {1, 2, 7, 14, 28};
	const size_t *steps = kind == MONTH ? months : days;
	size_t count = kind == MONTH ? GZ_COUNT(months) : kind == DAY ? GZ_COUNT(days) : 0, leading = step;

	for (size_t i = 0; i + 1 < count; i++) {
		if (steps[i] == step)
			return steps[i + 1];
	}
	while (leading >= 10)
		leading /= 10;
	return leading == 2 ? step / 2 * 5 : step * 2;
}

static void sum_up(struct gz_plot *p)
{
	for (size_t s = 0; s < p->series.len; s++) {
		struct gz_plot_series *series = &p->series.ptr[s];

		series->total = series->most = series->peak = 0;
		for (size_t i = 0; i < p->periods.len; i++) {
			uint64_t value = gz_plot_value(p, s, i);

			series->total += value;
			if (value > series->most) {
				series->most = value;
				series->peak = i;
			}
		}
	}
}

void gz_plot_merge(struct gz_plot *p, size_t room)
{
	size_t count = p->periods.len, merged = 1, lead = 0, groups = count;

	if (count == 0)
		return;
	while (groups > room) {
		merged = next_step(kind_of(gz_plot_label(p, 0)), merged);
		lead = lead_of(gz_plot_label(p, 0), merged);
		groups = (lead + count + merged - 1) / merged;
	}
	p->merged = merged;
	for (size_t s = 0; s < p->series.len && merged > 1; s++) {
		const uint64_t *from = p->points.ptr + s * count;
		uint64_t *to = p->points.ptr + s * groups;
		size_t at = 0;

		for (size_t group = 0; group < groups; group++) {
			uint64_t sum = 0;

			for (size_t end = (group + 1) * merged - lead; at < end && at < count; at++)
				sum += from[at];
			to[group] = sum;
		}
	}
	for (size_t group = 1; group < groups && merged > 1; group++)
		p->periods.ptr[group] = p->periods.ptr[group * merged - lead];
	p->periods.len = groups;
	sum_up(p);
}

/* ---- the whole ----------------------------------------------------------------------------- */

static void put_color(struct gz_render *r, uint8_t color)
{
	if (r->options.color)
		gz_buf_printf(&r->line, "\033[%um", (unsigned)color);
}

/* "A country/gr  1234 documents, most 456 in 2011-11" */
static void put_series(struct gz_render *r, size_t number)
{
	const struct gz_plot *p = r->plot;
	const struct gz_plot_series *series = &p->series.ptr[number];
	struct gz_str name = gz_str_of(p->text.ptr + series->name, series->name_len);
	bool cut = gz_display_width(name) > NAME_MAX;

	put_color(r, series->color);
	if (p->series.len > 1)
		gz_buf_printf(&r->line, "%c ", gz_plot_mark(number));
	if (cut)
		name = gz_display_cut(name, NAME_MAX - 1, false);
	gz_buf_str(&r->line, name);
	gz_buf_str(&r->line, cut ? GZ_STR("\xe2\x80\xa6") : GZ_STR(""));
	put_color(r, 0);
	gz_buf_printf(&r->line, "  %llu document%s", (unsigned long long)series->total,
		      series->total == 1 ? "" : "s");
	if (series->most > 0 && p->periods.len > 1)
		gz_buf_printf(&r->line, ", most %llu in %.*s", (unsigned long long)series->most,
			      GZ_ARG(gz_plot_label(p, series->peak)));
	gz_buf_byte(&r->line, '\n');
}

/* "documents per 2 weeks" */
static void put_unit(struct gz_render *r, bool curves, bool strips)
{
	const struct gz_plot *p = r->plot;
	const char *kind = kind_name(kind_of(gz_plot_label(p, 0)));

	if (p->merged > 1)
		gz_buf_printf(&r->line, "documents per %zu %ss", p->merged, kind);
	else
		gz_buf_printf(&r->line, "documents per %s", kind);
	if (p->merged > 1)
		gz_buf_str(&r->line, GZ_STR(", named by the first"));
	if (curves)
		gz_buf_str(&r->line, GZ_STR("; letters stand at peaks and ends"));
	if (strips)
		gz_buf_str(&r->line, GZ_STR("; each strip is as high as its own greatest"));
	gz_buf_byte(&r->line, '\n');
}

/* One alone has the colour of its type, as in tables. */
static void color_by_type(struct gz_plot *p)
{
	static const uint8_t of_type[GZ_TYPES] = {36, 32, 35, 34, 31};
	struct gz_str name = gz_str_of(p->text.ptr + p->series.ptr[0].name, p->series.ptr[0].name_len);
	enum gz_type type = gz_type_of(gz_str_of(name.ptr, gz_str_find(name, '/')));

	if (p->series.len == 1 && type != GZ_TYPES)
		p->series.ptr[0].color = of_type[type];
}

static bool plot_end(struct gz_render *r, struct gz_error *err)
{
	struct gz_plot *p = r->plot;
	struct gz_canvas canvas = {0};
	size_t width = r->options.width <= 0 ? WIDTH : (size_t)r->options.width;
	bool curves = p->series.len > 1 && p->series.len <= GZ_PLOT_LINES, ok;

	if (p->periods.len == 0) {
		gz_buf_str(&r->line, GZ_STR("no documents with a date\n"));
		return !r->line.failed || gz_fail_nomem(err);
	}
	if (p->points.len != p->series.len * p->periods.len)
		return gz_fail(err, GZ_EUSAGE,
			       "only a timeline from its beginning to its end can be plotted");
	color_by_type(p);
	if (width < NARROWEST)
		width = NARROWEST;
	ok = p->series.len == 1 ? gz_plot_bars(p, width, &canvas, err)
	     : curves		? gz_plot_curves(p, width, &canvas, err)
				: gz_plot_strips(p, width, &canvas, err);
	for (size_t i = 0; ok && i < p->series.len; i++)
		put_series(r, i);
	if (ok)
		put_unit(r, curves, p->series.len > GZ_PLOT_LINES);
	if (ok)
		gz_canvas_write(&canvas, r->options.color, &r->line);
	gz_canvas_free(&canvas);
	return ok && (!r->line.failed || gz_fail_nomem(err));
}

const struct gz_renderer gz_renderer_plot = {"plot", plot_begin, plot_row, plot_end};
