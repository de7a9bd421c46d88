/* rows.c: rows of a query kept for a page, at most as many as are wanted. */
#include <string.h>

#include "gazet/report.h"

#define TEXT_MOST 400  /* code points */
#define URL_MOST  2000 /* bytes */

static bool begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct gz_report_rows *r = self;

	if (count > GZ_COUNT(r->columns))
		return gz_fail(err, GZ_ELIMIT, "an answer of %zu columns", count);
	memcpy(r->columns, columns, count * sizeof(*columns));
	r->column_count = count;
	return true;
}

/* A text as long as a page has room for, ending in an ellipsis where it was longer; an address is whole or
 * not there. */
static bool keep_text(struct gz_report_rows *r, const struct gz_column *column, struct gz_cell *cell)
{
	struct gz_str text = cell->text;
	size_t most = gz_utf8_offset(text, TEXT_MOST), kept = text.len > most ? most : text.len;
	char *copy;

	if (strcmp(column->name, "url") == 0 && text.len > URL_MOST) {
		*cell = gz_cell_null();
		return true;
	}
	if (kept == text.len || strcmp(column->name, "url") == 0) {
		cell->text = gz_arena_str(&r->arena, text);
		return cell->text.ptr != NULL;
	}
	copy = gz_arena_alloc(&r->arena, kept + 3);
	if (copy == NULL)
		return false;
	memcpy(copy, text.ptr, kept);
	memcpy(copy + kept, "\xe2\x80\xa6", 3);
	cell->text = gz_str_of(copy, kept + 3);
	return true;
}

static bool row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct gz_report_rows *r = self;

	r->seen++;
	if (r->count == r->limit)
		return true;
	for (size_t i = 0; i < r->column_count; i++) {
		struct gz_cell cell = cells[i];

		if (cell.kind == GZ_CELL_TEXT && !keep_text(r, &r->columns[i], &cell))
			return gz_fail_nomem(err);
		if (!GZ_PUSH(&r->cells, cell))
			return gz_fail_nomem(err);
	}
	r->count++;
	return true;
}

static bool end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

struct gz_sink gz_report_rows_sink(struct gz_report_rows *rows)
{
	return (struct gz_sink){rows, begin, row, end};
}

const struct gz_cell *gz_report_cell(const struct gz_report_rows *rows, size_t number, const char *column)
{
	for (size_t i = 0; i < rows->column_count; i++) {
		if (strcmp(rows->columns[i].name, column) == 0)
			return &rows->cells.ptr[number * rows->column_count + i];
	}
	return NULL;
}

void gz_report_rows_free(struct gz_report_rows *rows)
{
	GZ_VEC_FREE(&rows->cells);
	gz_arena_free(&rows->arena);
}
