/*
 * docs.c: the documents of a selection. Days and mentions come from the packed index; titles and ids are
 * read only for the documents that are printed and those of the same day.
 */
#include "internal.h"

enum { DOC, DATE, TITLE, URL, MENTIONS, COLUMNS, SOURCE = COLUMNS, SOURCED };

static const struct gz_column columns[SOURCED] = {
	{"doc", GZ_CELL_TEXT, 0}, {"date", GZ_CELL_TEXT, 0},	{"title", GZ_CELL_TEXT, 0},
	{"url", GZ_CELL_TEXT, 0}, {"mentions", GZ_CELL_INT, 0}, {"source", GZ_CELL_TEXT, 0},
};

static const struct gz_order_key default_order[] = {{DATE, true}, {SOURCE, false}, {DOC, false}};

struct item {
	int64_t document;
	uint64_t mentions;
	struct gz_document_row *row; /* once completed */
	int32_t day;
};

struct docs {
	struct gz_query *q;
	sqlite3_stmt *look_up;
	struct gz_arena arena;
	GZ_VEC(struct item) items;
};

static bool collect(struct docs *d, const struct gz_selection *s, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {0};
	bool ok;

	ok = gz_scan_open(&scan, d->q, s, GZ_SCAN_WINDOW, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		struct item item = {
			.document = doc->document, .day = doc->day, .mentions = gz_terms_mentions(s, doc)};

		if (!GZ_PUSH(&d->items, item))
			ok = gz_fail_nomem(err);
	}
	gz_scan_close(&scan);
	return ok;
}

static void read_key(const void *self, size_t number, unsigned column, struct gz_cell *cell)
{
	const struct docs *d = self;
	const struct item *item = &d->items.ptr[number];

	switch (column) {
	case DOC: *cell = gz_cell_text(item->row->doc); break;
	case DATE: *cell = gz_cell_day_number(item->day); break;
	case TITLE: *cell = gz_cell_title(item->row); break;
	case URL:
		if (item->row->has_url)
			*cell = gz_cell_text(item->row->url);
		break;
	case MENTIONS: *cell = gz_cell_count(item->mentions); break;
	case SOURCE: *cell = gz_cell_text(item->row->source); break;
	}
}

static bool complete(void *self, size_t number, uint64_t *rows, struct gz_error *err)
{
	struct docs *d = self;
	struct item *item = &d->items.ptr[number];

	(void)rows;
	item->row = gz_document_row_read(d->q, d->look_up, item->document, &d->arena, err);
	return item->row != NULL;
}

static bool emit(void *self, size_t number, uint64_t from, uint64_t to, struct gz_sink *sink,
		 struct gz_error *err)
{
	const struct docs *d = self;
	const struct item *item = &d->items.ptr[number];
	struct gz_cell cells[SOURCED] = {0};
	char date[16];

	(void)from;
	(void)to;
	for (unsigned column = 0; column < SOURCED; column++)
		read_key(d, number, column, &cells[column]);
	cells[DATE] = gz_cell_day(item->day, item->row->precision, date);
	return sink->row(sink->self, cells, err);
}

static void release(void *self)
{
	struct docs *d = self;

	gz_arena_reset(&d->arena);
}

bool gz_query_docs(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
		   struct gz_error *err)
{
	struct docs d = {.q = q};
	struct gz_order order = {
		.columns = columns,
		.column_count = s->sourced ? SOURCED : COLUMNS,
		.keys = default_order,
		.key_count = GZ_COUNT(default_order),
		.early = 1u << DATE | 1u << MENTIONS,
		.key = read_key,
		.complete = complete,
		.emit = emit,
		.release = release,
		.self = &d,
	};
	bool ok = false;

	if (!gz_order_check(columns, COLUMNS, s->sort, err) || !gz_query_begin(q, err))
		return false;
	if (!gz_query_prepare(q, "document", &d.look_up, err) || !collect(&d, s, err))
		goto out;
	order.count = d.items.len;
	ok = gz_order_run(&order, s, sink, err);
out:
	sqlite3_finalize(d.look_up);
	gz_arena_free(&d.arena);
	GZ_VEC_FREE(&d.items);
	gz_query_finish(q);
	return ok;
}
