/*
 * rows.c: what is printed of entities and documents: cells, and the names, titles and ids that are looked
 * up by database id into an arena.
 */
#include <stdlib.h>

#include "internal.h"

#define MANY_ROWS 1000 /* as many look-ups cost about what one pass over the entities does */

struct gz_cell gz_cell_day_number(int32_t day)
{
	return day == GZ_NO_DAY ? gz_cell_null() : gz_cell_int(day);
}

struct gz_cell gz_cell_chance(double log_p)
{
	return gz_cell_real(gz_measure_p(log_p));
}

/* ---- entities ------------------------------------------------------------------ */

bool gz_entity_rows_open(struct gz_entity_rows *r, struct gz_query *q, const struct gz_selection *s,
			 struct gz_error *err)
{
	r->q = q;
	r->types = s->types;
	return gz_query_prepare(q, "entity", &r->look_up, err);
}

bool gz_entity_rows_sort_out(struct gz_entity_rows *r, size_t rows, size_t count, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok;

	if (r->types == 0 || rows < MANY_ROWS)
		return true;
	r->others = calloc(count, 1);
	r->others_count = count;
	ok = (r->others != NULL || gz_fail_nomem(err)) && gz_query_prepare(r->q, "entity_types", &stmt, err);
	while (ok && (ok = gz_query_step(r->q, stmt, &row, err)) && row) {
		int64_t id = sqlite3_column_int64(stmt, 0);
		enum gz_type type = gz_type_of(gz_query_text(stmt, 1));

		if (id >= 0 && (uint64_t)id < count)
			r->others[id] = type == GZ_TYPES || !(r->types >> type & 1);
	}
	sqlite3_finalize(stmt);
	return ok;
}

bool gz_entity_row_complete(struct gz_entity_rows *r, struct gz_entity_row *to, uint64_t *rows,
			    struct gz_error *err)
{
	struct gz_entity_names names;
	enum gz_type type;
	bool row;

	sqlite3_reset(r->look_up);
	if (sqlite3_bind_int64(r->look_up, 1, to->id) != SQLITE_OK)
		return gz_query_fail(r->q, err);
	if (!gz_query_step(r->q, r->look_up, &row, err))
		return false;
	if (!row)
		return gz_query_damaged(r->q, err);
	type = gz_type_of(gz_query_text(r->look_up, 2));
	if (type == GZ_TYPES || (r->types != 0 && !(r->types & 1u << type))) {
		*rows = 0;
		return true;
	}
	names.entity = gz_arena_str(&r->arena, gz_query_text(r->look_up, 0));
	names.name = gz_arena_str(&r->arena, gz_query_text(r->look_up, 1));
	names.type = gz_str(gz_type_name(type));
	if (names.entity.ptr == NULL || names.name.ptr == NULL || !GZ_PUSH(&r->names, names))
		return gz_fail_nomem(err);
	to->names = (uint32_t)r->names.len;
	return true;
}

bool gz_term_type(struct gz_query *q, const struct gz_term *term, struct gz_str *type, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(q, "entity", &stmt, err);

	*type = (struct gz_str){NULL, 0};
	for (size_t i = 0; ok && i < term->count && type->ptr == NULL; i++) {
		enum gz_type found;

		sqlite3_reset(stmt);
		if (sqlite3_bind_int64(stmt, 1, term->ids[i]) != SQLITE_OK)
			ok = gz_query_fail(q, err);
		else if ((ok = gz_query_step(q, stmt, &row, err)) && row &&
			 gz_str_eq(gz_query_text(stmt, 0), gz_str(term->entity)) &&
			 (found = gz_type_of(gz_query_text(stmt, 2))) != GZ_TYPES)
			*type = gz_str(gz_type_name(found));
	}
	sqlite3_finalize(stmt);
	return ok;
}

bool gz_entity_rows_complete(void *self, size_t item, uint64_t *rows, struct gz_error *err)
{
	struct gz_entity_rows *r = self;

	return gz_entity_row_complete(r, &r->rows.ptr[item], rows, err);
}

/* By logarithm: the least chances are too small for a number. */
static struct gz_cell chance_key(const struct gz_entity_rows *r, const struct gz_entity_row *row,
				 bool corrected)
{
	const struct gz_test *test = r->tests ? gz_tests_find(r->tests, row->docs, row->documents) : NULL;

	if (test == NULL)
		return gz_cell_null();
	return gz_cell_real(corrected ? test->log_q : test->log_p);
}

void gz_entity_row_key(const struct gz_entity_rows *r, const struct gz_entity_row *row, unsigned column,
		       struct gz_cell *cell)
{
	/* One of another type has none. */
	static const struct gz_entity_names none = {.entity = {NULL, 0}};
	const struct gz_entity_names *names = row->names ? &r->names.ptr[row->names - 1] : &none;

	switch (r->shows[column]) {
	case GZ_SHOW_ENTITY: *cell = gz_cell_text(names->entity); break;
	case GZ_SHOW_NAME: *cell = gz_cell_text(names->name); break;
	case GZ_SHOW_TYPE: *cell = gz_cell_text(names->type); break;
	case GZ_SHOW_DOCS: *cell = gz_cell_count(row->docs); break;
	case GZ_SHOW_MENTIONS: *cell = gz_cell_count(row->mentions); break;
	case GZ_SHOW_SHARE: *cell = gz_cell_real((double)row->docs / (double)r->within); break;
	case GZ_SHOW_NPMI:
		*cell = gz_cell_real(gz_measure_npmi(row->docs, r->terms, row->documents, r->total));
		break;
	case GZ_SHOW_G2:
		*cell = gz_cell_real(gz_measure_g2(row->docs, r->terms, row->documents, r->total));
		break;
	case GZ_SHOW_FIRST: *cell = gz_cell_day_number(row->first); break;
	case GZ_SHOW_LAST: *cell = gz_cell_day_number(row->last); break;
	case GZ_SHOW_JACCARD:
		*cell = gz_cell_real(gz_measure_jaccard(row->docs, r->terms, row->documents));
		break;
	case GZ_SHOW_P: *cell = chance_key(r, row, false); break;
	case GZ_SHOW_Q: *cell = chance_key(r, row, true); break;
	case GZ_SHOW_COLUMNS: break;
	}
}

void gz_entity_rows_key(const void *self, size_t item, unsigned column, struct gz_cell *cell)
{
	const struct gz_entity_rows *r = self;

	gz_entity_row_key(r, &r->rows.ptr[item], column, cell);
}

bool gz_entity_row_emit(const struct gz_entity_rows *r, const struct gz_entity_row *row, struct gz_sink *sink,
			struct gz_error *err)
{
	struct gz_cell cells[GZ_SHOW_COLUMNS] = {0};
	char first[16], last[16];

	for (unsigned column = 0; column < r->columns; column++) {
		if (r->shows[column] == GZ_SHOW_FIRST)
			cells[column] = gz_cell_day(row->first, GZ_DAY, first);
		else if (r->shows[column] == GZ_SHOW_LAST)
			cells[column] = gz_cell_day(row->last, GZ_DAY, last);
		else
			gz_entity_row_key(r, row, column, &cells[column]);
		if ((r->shows[column] == GZ_SHOW_P || r->shows[column] == GZ_SHOW_Q) &&
		    cells[column].kind == GZ_CELL_REAL)
			cells[column] = gz_cell_chance(cells[column].real);
	}
	return sink->row(sink->self, cells, err);
}

bool gz_entity_rows_emit(void *self, size_t item, uint64_t from, uint64_t to, struct gz_sink *sink,
			 struct gz_error *err)
{
	const struct gz_entity_rows *r = self;

	(void)from;
	(void)to;
	return gz_entity_row_emit(r, &r->rows.ptr[item], sink, err);
}

void gz_entity_rows_release(void *self)
{
	struct gz_entity_rows *r = self;

	gz_arena_reset(&r->arena);
	r->names.len = 0;
}

void gz_entity_rows_close(struct gz_entity_rows *r)
{
	sqlite3_finalize(r->look_up);
	gz_arena_free(&r->arena);
	free(r->others);
	GZ_VEC_FREE(&r->rows);
	GZ_VEC_FREE(&r->names);
}

/* ---- documents ------------------------------------------------------------------ */

struct gz_cell gz_cell_title(const struct gz_document_row *row)
{
	return row->title.len > 0 ? gz_cell_text(row->title) : gz_cell_null();
}

struct gz_document_row *gz_document_row_read(struct gz_query *q, sqlite3_stmt *look_up, int64_t document,
					     struct gz_arena *arena, struct gz_error *err)
{
	struct gz_document_row *to = gz_arena_zalloc(arena, sizeof(*to));
	int precision;
	bool row;

	if (to == NULL)
		goto nomem;
	sqlite3_reset(look_up);
	if (sqlite3_bind_int64(look_up, 1, document) != SQLITE_OK) {
		gz_query_fail(q, err);
		return NULL;
	}
	if (!gz_query_step(q, look_up, &row, err))
		return NULL;
	if (!row) {
		gz_query_damaged(q, err);
		return NULL;
	}
	to->source = gz_arena_str(arena, gz_query_text(look_up, 0));
	to->doc = gz_arena_str(arena, gz_query_text(look_up, 1));
	to->title = gz_arena_str(arena, gz_query_text(look_up, 2));
	to->has_url = sqlite3_column_type(look_up, 3) != SQLITE_NULL;
	to->url = gz_arena_str(arena, gz_query_text(look_up, 3));
	precision = sqlite3_column_int(look_up, 4);
	to->precision =
		precision < GZ_UNDATED || precision > GZ_DAY ? GZ_UNDATED : (enum gz_precision)precision;
	if (to->source.ptr != NULL && to->doc.ptr != NULL && to->title.ptr != NULL && to->url.ptr != NULL)
		return to;
nomem:
	gz_fail_nomem(err);
	return NULL;
}
