/*
 * table.c: columns aligned by what a terminal shows. All rows are kept until the widths are known; where the
 * terminal is too narrow, the widest columns of text are cut. Words in context (columns left, match, right)
 * meet in the middle. Hidden columns take no place, but tell what a row is about, and so its colour.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define GAP	  2  /* columns of space between two columns */
#define NARROW	  16 /* a column of text is not cut below this while others are wider or can be left out, */
#define CONTEXT	  20 /* words to one side of a match, */
#define NARROWEST 8  /* and never below this */
#define ELLIPSIS  "\xe2\x80\xa6"

enum align { ALIGN_LEFT, ALIGN_RIGHT };

static bool is_number(const struct gz_column *column)
{
	return column->kind == GZ_CELL_INT || column->kind == GZ_CELL_REAL;
}

static size_t column_named(const struct gz_render *r, const char *name)
{
	size_t i = 0;

	while (i < r->count && strcmp(r->columns[i].name, name) != 0)
		i++;
	return i;
}

/* The number of the first of three columns left, match, right; r->count when there are none. */
static size_t context_columns(const struct gz_render *r)
{
	size_t left = column_named(r, "left");

	if (left + 2 < r->count && column_named(r, "match") == left + 1 &&
	    column_named(r, "right") == left + 2)
		return left;
	return r->count;
}

static bool is_hidden(const struct gz_render *r, size_t column)
{
	return column < 64 && (r->hidden >> column & 1) != 0;
}

/* Keeps r->scratch as the next cell: line breaks and tabs are spaces here. */
static bool keep_cell(struct gz_render *r, struct gz_error *err)
{
	struct gz_table_cell cell = {.start = r->text.len};

	for (size_t i = 0; i < r->scratch.len; i++) {
		if (strchr("\t\n\v\f\r", r->scratch.ptr[i]) != NULL && r->scratch.ptr[i] != '\0')
			r->scratch.ptr[i] = ' ';
	}
	if (r->scratch.failed || !gz_terminal_safe(&r->text, gz_buf_view(&r->scratch)))
		return gz_fail_nomem(err);
	cell.len = r->text.len - cell.start;
	if (cell.len > 0)
		cell.width = gz_display_width(gz_str_of(r->text.ptr + cell.start, cell.len));
	return GZ_PUSH(&r->cells, cell) || gz_fail_nomem(err);
}

static bool table_begin(struct gz_render *r, struct gz_error *err)
{
	gz_buf_clear(&r->text);
	r->cells.len = r->types.len = 0;
	r->hidden = 0;
	for (size_t i = 0; i < r->count && i < 64; i++) {
		for (const char *const *hide = r->hide; hide != NULL && *hide != NULL; hide++)
			r->hidden |= (uint64_t)(strcmp(*hide, r->columns[i].name) == 0) << i;
	}
	for (size_t i = 0; i < r->count; i++) {
		gz_buf_clear(&r->scratch);
		if (!is_hidden(r, i))
			gz_buf_str(&r->scratch, gz_str(r->columns[i].name));
		if (!keep_cell(r, err))
			return false;
	}
	return true;
}

/* A document without a title is called by its id where that has no column. */
static const struct gz_cell *shown(const struct gz_render *r, const struct gz_cell *cells, size_t column)
{
	size_t doc = column_named(r, "doc");

	if (cells[column].kind == GZ_CELL_TEXT && cells[column].text.len > 0)
		return &cells[column];
	return strcmp(r->columns[column].name, "title") == 0 && is_hidden(r, doc) && doc < r->count
		       ? &cells[doc]
		       : &cells[column];
}

static bool table_row(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err)
{
	if (r->options.color && !GZ_PUSH(&r->types, (uint8_t)gz_row_type(r, cells)))
		return gz_fail_nomem(err);
	for (size_t i = 0; i < r->count; i++) {
		gz_buf_clear(&r->scratch);
		if (!is_hidden(r, i))
			gz_cell_fixed(&r->scratch, shown(r, cells, i), r->columns[i].decimals);
		if (!keep_cell(r, err))
			return false;
	}
	return true;
}

/* What gives way first, and how far: beside words in context all else; then all but ids of entities, which
 * are typed again, and trends; then all but days and trends, of which hardly anything is to be had: a day
 * without its end is lost, and a trend without its newest time. */
enum phase { BESIDE_CONTEXT, BUT_IDS, BUT_DAYS, ALL };

static bool is_day(const struct gz_column *column)
{
	static const char *const names[] = {"date", "first", "last", "from", "to", "peak"};

	for (size_t i = 0; i < GZ_COUNT(names); i++) {
		if (strcmp(column->name, names[i]) == 0)
			return true;
	}
	return false;
}

static bool is_trend(const struct gz_column *column)
{
	return strcmp(column->name, "trend") == 0;
}

static size_t narrowest(const struct gz_render *r, size_t column, enum phase phase)
{
	size_t context = context_columns(r);

	if (is_number(&r->columns[column]) || is_hidden(r, column))
		return SIZE_MAX;
	switch (phase) {
	case BESIDE_CONTEXT:
		return context == r->count || (column >= context && column <= context + 2) ? SIZE_MAX
											   : NARROW;
	case BUT_IDS:
		if (strcmp(r->columns[column].name, "entity") == 0 || is_trend(&r->columns[column]))
			return SIZE_MAX;
		return column == context || column == context + 2 ? CONTEXT : NARROW;
	case BUT_DAYS:
		return is_day(&r->columns[column]) || is_trend(&r->columns[column]) ? SIZE_MAX : NARROWEST;
	case ALL: break;
	}
	return NARROWEST;
}

/* Narrows the widest columns of text, each at most down to the next widest, until `cut` columns are gone.
 * Returns how many are still too many. */
static size_t narrow(const struct gz_render *r, size_t *width, size_t cut, enum phase phase)
{
	while (cut > 0) {
		size_t widest = r->count, next = 0, gone;

		for (size_t i = 0; i < r->count; i++) {
			if (width[i] > narrowest(r, i, phase) &&
			    (widest == r->count || width[i] > width[widest]))
				widest = i;
		}
		if (widest == r->count)
			break;
		next = narrowest(r, widest, phase);
		for (size_t i = 0; i < r->count; i++) {
			if (i != widest && width[i] > narrowest(r, i, phase) && width[i] > next)
				next = width[i];
		}
		/* Two of the same width give way in turn, a column at a time. */
		if (next == width[widest])
			next--;
		gone = cut < width[widest] - next ? cut : width[widest] - next;
		width[widest] -= gone;
		cut -= gone;
	}
	return cut;
}

/* How many columns the line has too many. */
static size_t excess(const struct gz_render *r, const size_t *width)
{
	size_t total = 0;

	for (size_t i = 0; i < r->count; i++) {
		if (!is_hidden(r, i))
			total += width[i] + (total > 0 ? GAP : 0);
	}
	return total > (size_t)r->options.width ? total - (size_t)r->options.width : 0;
}

static void leave_out(struct gz_render *r, const char *name)
{
	size_t column = column_named(r, name);

	if (column < r->count && column < 64)
		r->hidden |= UINT64_C(1) << column;
}

/* Where a line does not fit, addresses are left out, which nobody can use when they are cut, and days before
 * ids are cut: `gazet show` has them. `natural` are the widths that the columns would have. */
static void fit(struct gz_render *r, const size_t *natural, size_t *width)
{
	static const char *const usual[] = {"last", "first", NULL};
	const char *const *spare = r->spare != NULL ? r->spare : usual;

	if (spare == usual && excess(r, natural) > 0)
		leave_out(r, "url");
	for (;; spare++) {
		size_t cut;

		memcpy(width, natural, r->count * sizeof(*width));
		cut = narrow(r, width, narrow(r, width, excess(r, width), BESIDE_CONTEXT), BUT_IDS);
		if (cut == 0)
			return;
		if (*spare == NULL) {
			narrow(r, width, narrow(r, width, cut, BUT_DAYS), ALL);
			return;
		}
		leave_out(r, *spare);
	}
}

static void put_spaces(struct gz_buf *out, size_t count)
{
	for (; count > 0; count--)
		gz_buf_byte(out, ' ');
}

static void put_cell(struct gz_render *r, const struct gz_table_cell *cell, size_t width, enum align align,
		     bool front, const char *paint)
{
	struct gz_str text = cell->len > 0 ? gz_str_of(r->text.ptr + cell->start, cell->len) : GZ_STR("");
	bool cut = cell->width > width, painted = paint != NULL && cell->len > 0;
	size_t shown = cell->width;

	if (cut) {
		text = gz_display_cut(text, width - 1, front);
		shown = gz_display_width(text) + 1;
	}
	if (align == ALIGN_RIGHT)
		put_spaces(&r->line, width - shown);
	if (painted)
		gz_buf_printf(&r->line, "\033[%sm", paint);
	if (cut && front)
		gz_buf_str(&r->line, GZ_STR(ELLIPSIS));
	gz_buf_str(&r->line, text);
	if (cut && !front)
		gz_buf_str(&r->line, GZ_STR(ELLIPSIS));
	if (painted)
		gz_buf_str(&r->line, GZ_STR("\033[0m"));
	if (align == ALIGN_LEFT)
		put_spaces(&r->line, width - shown);
}

/* Line number `line` of the table; 0 is the header. */
static void put_line(struct gz_render *r, size_t line, const size_t *width)
{
	const struct gz_table_cell *cells = r->cells.ptr + line * r->count;
	size_t context = context_columns(r);
	bool first = true;

	for (size_t i = 0; i < r->count; i++) {
		bool left = i == context;
		const char *paint = NULL;

		if (is_hidden(r, i))
			continue;
		if (!first)
			put_spaces(&r->line, GAP);
		first = false;
		if (r->options.color)
			paint = line == 0 ? "1"
					  : gz_paint(&r->columns[i], (enum gz_type)r->types.ptr[line - 1]);
		put_cell(r, &cells[i], width[i], left || is_number(&r->columns[i]) ? ALIGN_RIGHT : ALIGN_LEFT,
			 left && line > 0, paint);
	}
	while (r->line.len > 0 && r->line.ptr[r->line.len - 1] == ' ')
		r->line.len--;
	gz_buf_byte(&r->line, '\n');
}

static bool table_end(struct gz_render *r, struct gz_error *err)
{
	size_t *natural = calloc(r->count * 2 + 1, sizeof(*natural)), *width = natural;
	bool ok = true;

	if (natural == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < r->cells.len; i++) {
		if (r->cells.ptr[i].width > natural[i % r->count])
			natural[i % r->count] = r->cells.ptr[i].width;
	}
	if (r->options.width > 0 && r->count > 0) {
		width = natural + r->count;
		fit(r, natural, width);
	}
	for (size_t i = 0; ok && i < r->cells.len; i += r->count) {
		put_line(r, i / r->count, width);
		ok = gz_render_write(r, err);
	}
	free(natural);
	return ok;
}

const struct gz_renderer gz_renderer_table = {"table", table_begin, table_row, table_end};
