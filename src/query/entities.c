/*
 * entities.c: what is in the database: every entity that the documents of the filter mention, with its
 * counts and days; and how many documents a selection has.
 */
#include <stdlib.h>

#include "internal.h"

enum { ENTITY, NAME, TYPE, DOCS, MENTIONS, FIRST, LAST, COLUMNS, OWN = COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0}, {"name", GZ_CELL_TEXT, 0},	   {"type", GZ_CELL_TEXT, 0},
	{"docs", GZ_CELL_INT, 0},    {"mentions", GZ_CELL_INT, 0}, {"first", GZ_CELL_TEXT, 0},
	{"last", GZ_CELL_TEXT, 0},
};

static const enum gz_entity_column shows[COLUMNS] = {
	GZ_SHOW_ENTITY,	  GZ_SHOW_NAME,	 GZ_SHOW_TYPE, GZ_SHOW_DOCS,
	GZ_SHOW_MENTIONS, GZ_SHOW_FIRST, GZ_SHOW_LAST,
};

/* Of a pattern first who is called so; who only has another name with it would be a riddle among them. */
static const struct gz_order_key default_order[] = {{OWN, true}, {DOCS, true}, {ENTITY, false}};

enum named { NOT_NAMED = 0, NAMED, NAMED_OWN };

/* The rows, as what reads them knows them, and by entity whether it has a row: NULL: all have one. */
struct answer {
	struct gz_entity_rows rows; /* the first one: an answer is read as its rows */
	unsigned char *named;
};

static void read_key(const void *self, size_t item, unsigned column, struct gz_cell *cell)
{
	const struct answer *a = self;

	if (column != OWN)
		gz_entity_rows_key(&a->rows, item, column, cell);
	else
		*cell = gz_cell_int(a->named != NULL && a->named[a->rows.rows.ptr[item].id] == NAMED_OWN);
}

/* Marks the entities whose names contain the pattern. */
static bool find_names(struct gz_query *q, struct gz_str pattern, unsigned char *named, size_t count,
		       struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = false;

	if (!gz_query_prepare(q, "names_containing", &stmt, err) ||
	    !gz_query_bind_text(q, stmt, 1, pattern, err))
		goto out;
	while ((ok = gz_query_step(q, stmt, &row, err)) && row) {
		int64_t id = sqlite3_column_int64(stmt, 0);

		if (id >= 0 && (uint64_t)id < count)
			named[id] = sqlite3_column_int(stmt, 1) != 0 ? NAMED_OWN : NAMED;
	}
out:
	sqlite3_finalize(stmt);
	return ok;
}

/* Which entities have rows: those whose names contain the pattern, those of s->only. *out may stay NULL: all.
 */
static bool choose_rows(struct gz_query *q, const struct gz_selection *s, struct gz_str pattern, size_t count,
			unsigned char **out, struct gz_error *err)
{
	if (pattern.len == 0 && s->only == NULL)
		return true;
	*out = calloc(count > 0 ? count : 1, 1);
	if (*out == NULL)
		return gz_fail_nomem(err);
	if (s->only == NULL)
		return find_names(q, pattern, *out, count, err);
	for (size_t i = 0; i < s->only->count; i++) {
		int64_t id = s->only->ids[i];

		if (id >= 0 && (uint64_t)id < count)
			(*out)[id] = NAMED;
	}
	return true;
}

/* `named` may be NULL: all. */
static bool make_rows(const struct gz_selection *s, const struct gz_tally *tallies, size_t count,
		      const unsigned char *named, struct gz_entity_rows *rows, struct gz_error *err)
{
	for (size_t id = 0; id < count; id++) {
		const struct gz_tally *t = &tallies[id];
		struct gz_entity_row row = {.id = (uint32_t)id,
					    .docs = t->documents,
					    .mentions = t->mentions,
					    .first = t->first,
					    .last = t->last};

		if (t->documents == 0 || t->documents < s->min_docs || (named != NULL && !named[id]) ||
		    gz_entity_rows_other(rows, id))
			continue;
		if (!GZ_PUSH(&rows->rows, row))
			return gz_fail_nomem(err);
	}
	return true;
}

bool gz_query_entities(struct gz_query *q, const struct gz_selection *s, struct gz_str folded_pattern,
		       struct gz_sink *sink, struct gz_error *err)
{
	struct answer a = {.rows = {.shows = shows, .columns = COLUMNS}};
	struct gz_order order = {
		.columns = columns,
		.column_count = COLUMNS,
		.keys = default_order,
		.key_count = GZ_COUNT(default_order),
		.early = 1u << DOCS | 1u << MENTIONS | 1u << FIRST | 1u << LAST | 1u << OWN,
		.key = read_key,
		.complete = gz_entity_rows_complete,
		.emit = gz_entity_rows_emit,
		.release = gz_entity_rows_release,
		.self = &a,
	};
	struct gz_tally *tallies = NULL;
	size_t count = 0;
	bool ok = false;

	if (!gz_order_check(columns, COLUMNS, s->sort, err) || !gz_query_begin(q, err))
		return false;
	if (!gz_tally_all(q, s, &tallies, &count, err))
		goto out;
	if (!choose_rows(q, s, folded_pattern, count, &a.named, err))
		goto out;
	if (!gz_entity_rows_open(&a.rows, q, s, err) ||
	    !gz_entity_rows_sort_out(&a.rows, count, count, err) ||
	    !make_rows(s, tallies, count, a.named, &a.rows, err))
		goto out;
	order.count = a.rows.rows.len;
	ok = gz_order_run(&order, s, sink, err);
out:
	gz_entity_rows_close(&a.rows);
	free(a.named);
	free(tallies);
	gz_query_finish(q);
	return ok;
}

/* ---- counting documents ------------------------------------------------------------ */

static bool count_scan(struct gz_query *q, const struct gz_selection *s, enum gz_scan_how how,
		       uint64_t *count, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {0};
	bool ok;

	*count = 0;
	ok = gz_scan_open(&scan, q, s, how, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL)
		(*count)++;
	gz_scan_close(&scan);
	return ok;
}

bool gz_query_count(struct gz_query *q, const struct gz_selection *s, uint64_t *documents,
		    uint64_t *with_terms, struct gz_error *err)
{
	bool ok;

	if (!gz_query_begin(q, err))
		return false;
	ok = count_scan(q, s, GZ_SCAN_FILTER, documents, err) &&
	     count_scan(q, s, GZ_SCAN_WINDOW, with_terms, err);
	gz_query_finish(q);
	return ok;
}
