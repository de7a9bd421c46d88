/* trend.c: rows of entities with a line of blocks for each: their documents over time. */
#include <string.h>

#include "gazet/render.h"
#include "trend.h"

#define TOGETHER 64 /* entities that one timeline counts */
#define BESIDE	 20 /* columns of a window in which a trend has no share, */
#define SHARE	 4  /* and of the others one in so many */

size_t trend_cells(int width)
{
	int cells = (width - BESIDE) / SHARE;

	return cells < TREND_LEAST ? TREND_LEAST : cells > TREND_CELLS ? TREND_CELLS : (size_t)cells;
}

static bool trend_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct trend_sink *t = self;

	t->count = count;
	t->entity = 0;
	t->columns = gz_arena_alloc(&t->arena, (count + 1) * sizeof(*columns));
	if (t->columns == NULL)
		return gz_fail_nomem(err);
	memcpy(t->columns, columns, count * sizeof(*columns));
	t->columns[count] = (struct gz_column){"trend", GZ_CELL_TEXT, 0};
	while (t->entity < count && strcmp(columns[t->entity].name, "entity") != 0)
		t->entity++;
	if (t->entity == count)
		return gz_fail(err, GZ_EUSAGE, "these rows are no entities");
	return t->to->begin(t->to->self, t->columns, count + 1, err);
}

/* Of more rows than are shown the last one is only known to be there. */
static bool trend_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct trend_sink *t = self;

	if (t->cells.len / t->count > t->limit)
		return true;
	for (size_t i = 0; i < t->count; i++) {
		struct gz_cell cell = cells[i];

		if (cell.kind == GZ_CELL_TEXT) {
			cell.text = gz_arena_str(&t->arena, cell.text);
			if (cell.text.ptr == NULL)
				return gz_fail_nomem(err);
		}
		if (!GZ_PUSH(&t->cells, cell))
			return gz_fail_nomem(err);
	}
	return true;
}

static bool give_row(struct trend_sink *t, size_t row, const struct trend_cell *cells, size_t count,
		     struct gz_error *err)
{
	struct gz_cell *all = gz_arena_alloc(&t->arena, (t->count + 1) * sizeof(*all));
	uint64_t docs[TREND_CELLS * 2];
	struct gz_buf line = {0};
	bool ok;

	for (size_t i = 0; i < count && i < GZ_COUNT(docs); i++)
		docs[i] = cells[i].docs;
	if (all == NULL || !gz_sparkline(&line, docs, count < GZ_COUNT(docs) ? count : GZ_COUNT(docs))) {
		gz_buf_free(&line);
		return gz_fail_nomem(err);
	}
	memcpy(all, t->cells.ptr + row * t->count, t->count * sizeof(*all));
	all[t->count] = gz_cell_text(gz_buf_view(&line));
	ok = t->to->row(t->to->self, all, err);
	gz_buf_free(&line);
	return ok;
}

/* Entities by themselves are counted together; with terms each beside them. */
static bool give_rows(struct trend_sink *t, size_t from, size_t to, struct gz_error *err)
{
	struct gz_term terms[TOGETHER + 1];
	struct gz_selection s = *t->s;
	size_t beside = t->s->term_count, made = 0, rows = to - from;
	struct trend trend;
	bool ok = true;

	s.window = GZ_WINDOW_DOCUMENT;
	s.terms = terms;
	memcpy(terms, t->s->terms, beside * sizeof(*terms));
	for (; ok && made < rows; made += ok) {
		struct gz_str id = t->cells.ptr[(from + made) * t->count + t->entity].text;

		ok = gz_query_find(t->q, id, id, &terms[beside + made], err);
	}
	s.term_count = beside + rows;
	ok = ok && trend_read(t->q, &s, t->room, beside > 0, &t->arena, &trend, err);
	for (size_t row = 0; ok && row < rows; row++)
		ok = give_row(t, from + row, trend.cells + row * trend.count, trend.count, err);
	for (size_t i = 0; i < made; i++)
		gz_term_free(&terms[beside + i]);
	return ok;
}

/* The query goes on until it returns: another one is asked afterwards. */
static bool trend_end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

bool trend_sink_finish(struct trend_sink *t, struct gz_error *err)
{
	size_t rows = t->count > 0 ? t->cells.len / t->count : 0, most = t->s->term_count > 0 ? 1 : TOGETHER;

	for (size_t row = 0; row < rows; row += most) {
		if (!give_rows(t, row, row + most < rows ? row + most : rows, err))
			return false;
	}
	return t->to->end(t->to->self, err);
}

bool trend_sink_open(struct trend_sink *t, size_t limit, struct gz_error *err)
{
	t->limit = limit;
	t->sink = (struct gz_sink){t, trend_begin, trend_row, trend_end};
	if (t->s->term_count > TOGETHER)
		return gz_fail(err, GZ_EUSAGE, "more than %d entities", TOGETHER);
	return true;
}

void trend_sink_close(struct trend_sink *t)
{
	gz_arena_free(&t->arena);
	GZ_VEC_FREE(&t->cells);
}
