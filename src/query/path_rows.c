/* path_rows.c: a chain as rows, each step with the documents that make it, and the one with the most
 * mentions. */
#include <math.h>

#include "path.h"

enum { STEP, ENTITY, NAME, TYPE, DOCS, JACCARD, DOC, DATE, TITLE, COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"step", GZ_CELL_INT, 0},  {"entity", GZ_CELL_TEXT, 0}, {"name", GZ_CELL_TEXT, 0},
	{"type", GZ_CELL_TEXT, 0}, {"docs", GZ_CELL_INT, 0},	{"jaccard", GZ_CELL_REAL, 3},
	{"doc", GZ_CELL_TEXT, 0},  {"date", GZ_CELL_TEXT, 0},	{"title", GZ_CELL_TEXT, 0},
};

static const enum gz_entity_column shows[] = {GZ_SHOW_ENTITY, GZ_SHOW_NAME, GZ_SHOW_TYPE};

/* One on the way: a term, or an entity in between. */
struct stop {
	const struct gz_term *term; /* NULL: an entity */
	uint32_t entity;
	uint64_t documents;
};

struct rows {
	struct gz_path *path;
	struct gz_entity_rows names;
	struct gz_top top;
	struct stop stops[GZ_PATH_MOST + 1];
	uint32_t count;
};

static void lay_out(struct rows *r)
{
	const struct gz_path *p = r->path;
	uint32_t label = p->best_label, at;

	r->count = 0;
	if (isinf(p->best))
		return;
	at = label == GZ_NONE ? 1 : p->labels.ptr[label].steps + 1;
	r->count = at + 1;
	r->stops[at] = (struct stop){&p->s->terms[1], 0, p->ends[1]};
	for (; label != GZ_NONE; label = p->labels.ptr[label].before) {
		uint32_t entity = p->labels.ptr[label].entity;

		r->stops[--at] = (struct stop){NULL, entity, p->documents[entity]};
	}
	r->stops[0] = (struct stop){&p->s->terms[0], 0, p->ends[0]};
}

/* The ids of a stop; *made owns those of an entity. */
static bool stop_term(struct rows *r, const struct stop *stop, gz_id_vec *made, struct gz_term *out,
		      struct gz_error *err)
{
	*out = (struct gz_term){.entity = NULL};
	if (stop->term != NULL) {
		*out = *stop->term;
		return true;
	}
	if (!gz_family_ids(&r->path->families, stop->entity, made))
		return gz_fail_nomem(err);
	out->ids = made->ptr;
	out->count = made->len;
	return true;
}

/* The documents that hold a stop and the one before it. */
static bool find_documents(struct rows *r, uint32_t step, struct gz_error *err)
{
	struct gz_selection s = *r->path->s;
	struct gz_term terms[2];
	gz_id_vec made[2] = {{.len = 0}, {.len = 0}};
	bool ok;

	s.terms = terms;
	s.term_count = 2;
	s.window = GZ_WINDOW_DOCUMENT;
	ok = stop_term(r, &r->stops[step - 1], &made[0], &terms[0], err) &&
	     stop_term(r, &r->stops[step], &made[1], &terms[1], err) &&
	     gz_top_find(&r->top, r->path->q, &s, err);
	GZ_VEC_FREE(&made[0]);
	GZ_VEC_FREE(&made[1]);
	return ok && (r->top.row != NULL || gz_query_damaged(r->path->q, err));
}

static bool name_cells(struct rows *r, const struct stop *stop, struct gz_cell *cells, struct gz_error *err)
{
	struct gz_entity_row row = {.id = stop->entity};
	uint64_t there = 1;
	struct gz_str type;

	if (stop->term != NULL) {
		if (!gz_term_type(r->path->q, stop->term, &type, err))
			return false;
		cells[ENTITY] = gz_cell_text(gz_str(stop->term->entity));
		cells[NAME] = gz_cell_text(gz_str(stop->term->name));
		cells[TYPE] = gz_cell_text(type);
		return true;
	}
	if (!gz_entity_row_complete(&r->names, &row, &there, err))
		return false;
	for (unsigned i = 0; i < GZ_COUNT(shows); i++)
		gz_entity_row_key(&r->names, &row, i, &cells[ENTITY + i]);
	return true;
}

static bool emit(struct rows *r, uint32_t step, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_cell cells[COLUMNS] = {0};
	char date[16];

	cells[STEP] = gz_cell_count(step);
	cells[DOCS] = gz_cell_count(r->stops[0].documents);
	if (!name_cells(r, &r->stops[step], cells, err))
		return false;
	if (step > 0) {
		if (!find_documents(r, step, err))
			return false;
		cells[DOCS] = gz_cell_count(r->top.documents);
		cells[JACCARD] = gz_cell_real(gz_measure_jaccard(
			r->top.documents, r->stops[step - 1].documents, r->stops[step].documents));
		cells[DOC] = gz_cell_text(r->top.row->doc);
		cells[DATE] = gz_cell_day(r->top.day, r->top.row->precision, date);
		cells[TITLE] = gz_cell_title(r->top.row);
	}
	return sink->row(sink->self, cells, err);
}

bool gz_path_rows(struct gz_path *p, struct gz_sink *sink, struct gz_error *err)
{
	struct rows r = {.path = p, .names = {.shows = shows, .columns = GZ_COUNT(shows)}};
	uint64_t end =
		p->s->limit == 0 || p->s->limit > GZ_PATH_MOST ? UINT64_MAX : p->s->offset + p->s->limit;
	bool ok;

	lay_out(&r);
	ok = gz_entity_rows_open(&r.names, p->q, p->s, err) && sink->begin(sink->self, columns, COLUMNS, err);
	for (uint32_t step = 0; ok && step < r.count; step++) {
		if (step >= p->s->offset && step < end)
			ok = emit(&r, step, sink, err);
	}
	ok = ok && sink->end(sink->self, err);
	gz_entity_rows_close(&r.names);
	gz_top_close(&r.top);
	return ok;
}
