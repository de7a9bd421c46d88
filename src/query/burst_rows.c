/* burst_rows.c: bursts as rows, each with the document of its peak that has the most mentions. */
#include <stdlib.h>
#include <string.h>

#include "bursts.h"

enum {
	ENTITY,
	NAME,
	TYPE,
	FROM,
	TO,
	PEAK,
	DOCS,
	TOTAL_DOCS,
	EXPECTED,
	RATIO,
	WEIGHT,
	P,
	Q,
	DOC,
	TITLE,
	COLUMNS
};

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0}, {"name", GZ_CELL_TEXT, 0},	     {"type", GZ_CELL_TEXT, 0},
	{"from", GZ_CELL_TEXT, 0},   {"to", GZ_CELL_TEXT, 0},	     {"peak", GZ_CELL_TEXT, 0},
	{"docs", GZ_CELL_INT, 0},    {"total_docs", GZ_CELL_INT, 0}, {"expected", GZ_CELL_REAL, 1},
	{"ratio", GZ_CELL_REAL, 1},  {"weight", GZ_CELL_REAL, 1},    {"p", GZ_CELL_REAL, -2},
	{"q", GZ_CELL_REAL, -2},     {"doc", GZ_CELL_TEXT, 0},	     {"title", GZ_CELL_TEXT, 0},
};

static const enum gz_entity_column shows[] = {GZ_SHOW_ENTITY, GZ_SHOW_NAME, GZ_SHOW_TYPE};

static const struct gz_order_key default_order[] = {{WEIGHT, true}, {ENTITY, false}, {FROM, false}};

bool gz_burst_rows_check(const struct gz_selection *s, struct gz_error *err)
{
	return gz_order_check(columns, COLUMNS, s->sort, err);
}

/* ---- days ------------------------------------------------------------------------------ */

/* The first and the last day of the filter in a period. */
static int32_t first_day(const struct gz_bursts *b, uint32_t period)
{
	int32_t at = b->base + (int32_t)period, day = b->by == GZ_BY_WEEK ? at * 7 - 3 : at;

	return b->s->from != GZ_NO_DAY && day < b->s->from ? b->s->from : day;
}

static int32_t last_day(const struct gz_bursts *b, uint32_t period)
{
	int32_t at = b->base + (int32_t)period, day = b->by == GZ_BY_WEEK ? at * 7 + 3 : at;

	return b->s->to != GZ_NO_DAY && day > b->s->to ? b->s->to : day;
}

/* ---- the document of the peak ------------------------------------------------------------ */

static bool find_document(struct gz_bursts *b, const struct gz_burst_row *row, struct gz_error *err)
{
	struct gz_selection s = *b->s;
	struct gz_term term = {.entity = NULL};
	gz_id_vec ids = {.len = 0};
	bool ok = true;

	if (s.term_count > 0) {
		s.terms += row->id;
	} else {
		ok = gz_family_ids(&b->families, row->id, &ids) || gz_fail_nomem(err);
		term.ids = ids.ptr;
		term.count = ids.len;
		s.terms = &term;
	}
	s.term_count = 1;
	s.from = first_day(b, row->burst.peak);
	s.to = last_day(b, row->burst.peak);
	ok = ok && gz_top_find(&b->top, b->q, &s, err);
	GZ_VEC_FREE(&ids);
	return ok && (b->top.row != NULL || gz_query_damaged(b->q, err));
}

/* Keeps it with the names, for sorting. */
static bool keep_document(struct gz_bursts *b, struct gz_burst_row *row, struct gz_error *err)
{
	struct gz_document_row *kept = gz_arena_zalloc(&b->names.arena, sizeof(*kept));

	if (kept == NULL)
		return gz_fail_nomem(err);
	kept->doc = gz_arena_str(&b->names.arena, b->top.row->doc);
	kept->title = gz_arena_str(&b->names.arena, b->top.row->title);
	row->document = kept;
	return (kept->doc.ptr != NULL && kept->title.ptr != NULL) || gz_fail_nomem(err);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void name_key(const struct gz_bursts *b, const struct gz_burst_row *row, unsigned column,
		     struct gz_cell *cell)
{
	const struct gz_entity_row entity = {.id = row->id, .names = row->names};

	if (b->s->term_count == 0)
		gz_entity_row_key(&b->names, &entity, column, cell);
	else if (column == TYPE)
		*cell = gz_cell_text(b->types[row->id]);
	else
		*cell = gz_cell_text(
			gz_str(column == ENTITY ? b->s->terms[row->id].entity : b->s->terms[row->id].name));
}

static void read_key(const void *self, size_t item, unsigned column, struct gz_cell *cell)
{
	const struct gz_bursts *b = self;
	const struct gz_burst_row *row = &b->rows.ptr[item];
	const struct gz_burst *burst = &row->burst;
	double expected = (double)b->documents[row->id] * ((double)burst->total_docs / (double)b->total);

	switch (column) {
	case FROM: *cell = gz_cell_day_number(first_day(b, burst->first)); break;
	case TO: *cell = gz_cell_day_number(last_day(b, burst->last)); break;
	case PEAK: *cell = gz_cell_count(burst->peak); break;
	case DOCS: *cell = gz_cell_count(burst->docs); break;
	case TOTAL_DOCS: *cell = gz_cell_count(burst->total_docs); break;
	case EXPECTED: *cell = gz_cell_real(expected); break;
	case RATIO: *cell = gz_cell_real((double)burst->docs / expected); break;
	case WEIGHT: *cell = gz_cell_real(burst->weight); break;
	case P: *cell = gz_cell_real(row->log_p); break;
	case Q: *cell = gz_cell_real(row->log_q); break;
	case DOC:
	case TITLE:
		if (row->document != NULL)
			*cell = column == DOC ? gz_cell_text(row->document->doc)
					      : gz_cell_title(row->document);
		break;
	default: name_key(b, row, column, cell); break;
	}
}

static bool complete(void *self, size_t item, uint64_t *rows, struct gz_error *err)
{
	struct gz_bursts *b = self;
	struct gz_burst_row *row = &b->rows.ptr[item];
	struct gz_entity_row entity = {.id = row->id};

	if (b->s->term_count == 0) {
		if (!gz_entity_row_complete(&b->names, &entity, rows, err))
			return false;
		row->names = entity.names;
	} else if (b->s->types != 0) {
		enum gz_type type = b->types[row->id].ptr != NULL ? gz_type_of(b->types[row->id]) : GZ_TYPES;

		*rows = type != GZ_TYPES && (b->s->types >> type & 1);
	}
	return *rows == 0 || !b->by_document || (find_document(b, row, err) && keep_document(b, row, err));
}

static bool emit(void *self, size_t item, uint64_t from, uint64_t to, struct gz_sink *sink,
		 struct gz_error *err)
{
	struct gz_bursts *b = self;
	const struct gz_burst_row *row = &b->rows.ptr[item];
	struct gz_cell cells[COLUMNS] = {0};
	char days[3][16];

	(void)from;
	(void)to;
	if (row->document == NULL && !find_document(b, row, err))
		return false;
	for (unsigned column = 0; column < COLUMNS; column++)
		read_key(b, item, column, &cells[column]);
	cells[FROM] = gz_cell_day(first_day(b, row->burst.first), GZ_DAY, days[0]);
	cells[TO] = gz_cell_day(last_day(b, row->burst.last), GZ_DAY, days[1]);
	cells[PEAK] =
		gz_cell_text(gz_str(gz_period_format(b->base + (int32_t)row->burst.peak, b->by, days[2])));
	cells[P] = gz_cell_chance(row->log_p);
	cells[Q] = gz_cell_chance(row->log_q);
	if (row->document == NULL) {
		cells[DOC] = gz_cell_text(b->top.row->doc);
		cells[TITLE] = gz_cell_title(b->top.row);
	}
	return sink->row(sink->self, cells, err);
}

static void release(void *self)
{
	gz_entity_rows_release(&((struct gz_bursts *)self)->names);
}

bool gz_burst_rows_run(struct gz_bursts *b, struct gz_sink *sink, struct gz_error *err)
{
	const char *sort = b->s->sort == NULL ? "" : b->s->sort + (b->s->sort[0] == '-');
	struct gz_order order = {
		.columns = columns,
		.column_count = COLUMNS,
		.keys = default_order,
		.key_count = GZ_COUNT(default_order),
		.early = ~(1u << ENTITY | 1u << NAME | 1u << TYPE | 1u << DOC | 1u << TITLE),
		.count = b->rows.len,
		.key = read_key,
		.complete = complete,
		.emit = emit,
		.release = release,
		.self = b,
	};

	b->by_document = strcmp(sort, columns[DOC].name) == 0 || strcmp(sort, columns[TITLE].name) == 0;
	b->names.shows = shows;
	b->names.columns = GZ_COUNT(shows);
	if (!gz_entity_rows_open(&b->names, b->q, b->s, err))
		return false;
	b->types = calloc(b->s->term_count + 1, sizeof(*b->types));
	if (b->types == NULL)
		return gz_fail_nomem(err);
	for (size_t i = 0; i < b->s->term_count; i++) {
		if (!gz_term_type(b->q, &b->s->terms[i], &b->types[i], err))
			return false;
	}
	return gz_order_run(&order, b->s, sink, err);
}

void gz_burst_rows_close(struct gz_bursts *b)
{
	gz_entity_rows_close(&b->names);
	gz_top_close(&b->top);
	free(b->types);
}
