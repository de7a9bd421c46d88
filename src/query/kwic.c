/*
 * kwic.c: the words around each mention of the first term. Documents are chosen from the packed index and
 * put in order; only those whose rows are wanted are read. When the rows are to be sorted by something that
 * stands in them (the words to the left, the place), all of them are made first.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "least.h"

#define MOST_FIRST 10000

enum { DOC, DATE, TITLE, FIELD, START, LEFT, MATCH, RIGHT, ENTITY, NAME, COLUMNS, SOURCE = COLUMNS, SOURCED };

static const struct gz_column columns[SOURCED] = {
	{"doc", GZ_CELL_TEXT, 0},   {"date", GZ_CELL_TEXT, 0},	 {"title", GZ_CELL_TEXT, 0},
	{"field", GZ_CELL_TEXT, 0}, {"start", GZ_CELL_INT, 0},	 {"left", GZ_CELL_TEXT, 0},
	{"match", GZ_CELL_TEXT, 0}, {"right", GZ_CELL_TEXT, 0},	 {"entity", GZ_CELL_TEXT, 0},
	{"name", GZ_CELL_TEXT, 0},  {"source", GZ_CELL_TEXT, 0},
};

static const struct gz_order_key document_order[] = {{DATE, false}, {SOURCE, false}, {DOC, false}};
static const struct gz_order_key row_order[] = {
	{DATE, false}, {SOURCE, false}, {DOC, false}, {FIELD, true}, {START, false}};

/* Small: a frequent pair has very many, of which a page is shown. */
struct item {
	uint32_t document;
	int32_t day;
};

/* One mention in its words. */
struct line {
	size_t item;
	uint32_t field, start, length, place;
	int32_t sentence;
	struct gz_str left, match, right, entity, name;
};

struct kwic {
	struct gz_query *q;
	const struct gz_selection *s;
	uint32_t width;
	sqlite3_stmt *look_up, *mentions, *texts;
	struct gz_arena arena;	 /* document rows; in the row order everything */
	struct gz_arena scratch; /* the lines of one document, in the document order */
	struct gz_windows windows;
	struct gz_buf buf;
	GZ_VEC(struct item) items;
	struct gz_document_row **rows; /* of the items, once completed */
	struct gz_least days;	       /* the first ones, where only the first documents are wanted */
	bool passed_over;	       /* later documents were not collected */
	uint64_t shown;
	GZ_VEC(struct line) lines;
};

/* Whether so many of the earliest documents are enough: without a window each of them has a line. */
static bool takes_first(const struct gz_selection *s)
{
	return (s->sort == NULL || strcmp(s->sort, columns[DATE].name) == 0) &&
	       s->window == GZ_WINDOW_DOCUMENT && s->limit > 0 && s->limit <= MOST_FIRST &&
	       s->offset <= MOST_FIRST;
}

static bool collect(struct kwic *k, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {0};
	bool ok;

	/* Whether the window holds, and how many lines there are, is seen when a document's mentions are
	 * read. */
	scan.heads_only = true;
	if (takes_first(k->s)) {
		if (!gz_least_make(&k->days, (size_t)(k->s->offset + k->s->limit)))
			return gz_fail_nomem(err);
		scan.early = &k->days;
	}
	ok = gz_scan_open(&scan, k->q, k->s, GZ_SCAN_TERMS, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		struct item item = {.document = (uint32_t)doc->document, .day = doc->day};

		if (doc->document > (int64_t)UINT32_MAX)
			ok = gz_query_damaged(k->q, err);
		else if (!GZ_PUSH(&k->items, item))
			ok = gz_fail_nomem(err);
		if (doc->day != GZ_NO_DAY)
			gz_least_add(&k->days, gz_day_rank(doc->day));
	}
	k->passed_over = scan.passed_over;
	gz_scan_close(&scan);
	if (!ok)
		return false;
	k->rows = calloc(k->items.len + 1, sizeof(struct gz_document_row *));
	return k->rows != NULL || gz_fail_nomem(err);
}

/* ---- the mentions of a document ----------------------------------------------------- */

static bool read_mention(struct kwic *k, size_t item, struct gz_arena *arena, struct gz_error *err)
{
	const struct gz_selection *s = k->s;
	int64_t entity = sqlite3_column_int64(k->mentions, 0);
	uint32_t token = (uint32_t)sqlite3_column_int64(k->mentions, 4);
	struct line line = {.item = item};

	line.field = (uint32_t)sqlite3_column_int(k->mentions, 1) & 1;
	line.start = (uint32_t)sqlite3_column_int64(k->mentions, 2);
	line.length = (uint32_t)sqlite3_column_int64(k->mentions, 3);
	line.place = token * 2 + line.field;
	line.sentence = -1;
	if (sqlite3_column_type(k->mentions, 5) != SQLITE_NULL)
		line.sentence = sqlite3_column_int(k->mentions, 5);
	for (size_t i = 0; i < s->term_count && s->window != GZ_WINDOW_DOCUMENT; i++) {
		if (gz_term_has(&s->terms[i], entity) &&
		    !gz_windows_add(&k->windows, (uint32_t)i, line.place, line.sentence))
			return gz_fail_nomem(err);
	}
	if (!gz_term_has(&s->terms[0], entity))
		return true;
	line.entity = gz_arena_str(arena, gz_query_text(k->mentions, 6));
	line.name = gz_arena_str(arena, gz_query_text(k->mentions, 7));
	if (line.entity.ptr == NULL || line.name.ptr == NULL || !GZ_PUSH(&k->lines, line))
		return gz_fail_nomem(err);
	return true;
}

/* Appends the mentions of the first term that are inside the window to `lines`, without their words. */
static bool read_mentions(struct kwic *k, size_t item, struct gz_arena *arena, struct gz_error *err)
{
	size_t begin = k->lines.len, kept = begin;
	bool row;

	gz_windows_clear(&k->windows);
	sqlite3_reset(k->mentions);
	if (sqlite3_bind_int64(k->mentions, 1, k->items.ptr[item].document) != SQLITE_OK)
		return gz_query_fail(k->q, err);
	for (;;) {
		if (!gz_query_step(k->q, k->mentions, &row, err))
			return false;
		if (!row)
			break;
		if (!read_mention(k, item, arena, err))
			return false;
	}
	if (k->s->window == GZ_WINDOW_DOCUMENT)
		return true;
	if (!gz_windows_solve(&k->windows, (uint32_t)k->s->term_count))
		return gz_fail_nomem(err);
	for (size_t i = begin; i < k->lines.len; i++) {
		if (gz_windows_hold(&k->windows, k->lines.ptr[i].place, k->lines.ptr[i].sentence))
			k->lines.ptr[kept++] = k->lines.ptr[i];
	}
	k->lines.len = kept;
	return true;
}

/* ---- their words ----------------------------------------------------------------------- */

static bool keep(struct kwic *k, struct gz_arena *arena, bool made, struct gz_str *out)
{
	if (!made || k->buf.failed)
		return false;
	*out = gz_arena_str(arena, gz_buf_view(&k->buf));
	gz_buf_clear(&k->buf);
	return out->ptr != NULL;
}

/* Fills in the words of lines from .. to - 1, which belong to one document. */
static bool read_words(struct kwic *k, size_t from, size_t to, struct gz_arena *arena, struct gz_error *err)
{
	struct gz_str fields[GZ_FIELDS];
	size_t byte = 0;
	uint32_t code = 0, field = GZ_FIELDS;
	bool row;

	if (from >= to)
		return true;
	sqlite3_reset(k->texts);
	if (sqlite3_bind_int64(k->texts, 1, k->items.ptr[k->lines.ptr[from].item].document) != SQLITE_OK)
		return gz_query_fail(k->q, err);
	if (!gz_query_step(k->q, k->texts, &row, err))
		return false;
	if (!row)
		return gz_query_damaged(k->q, err);
	fields[GZ_TITLE] = gz_query_text(k->texts, 0);
	fields[GZ_TEXT] = gz_query_text(k->texts, 1);
	for (size_t i = from; i < to; i++) {
		struct line *line = &k->lines.ptr[i];
		struct gz_str text = fields[line->field];
		size_t end;

		/* Lines of a field ascend, so that code points are counted once. */
		if (line->field != field || line->start < code) {
			field = line->field;
			byte = code = 0;
		}
		byte += gz_utf8_offset(gz_str_of(text.ptr + byte, text.len - byte), line->start - code);
		code = line->start;
		end = byte + gz_utf8_offset(gz_str_of(text.ptr + byte, text.len - byte), line->length);
		if (!keep(k, arena, gz_context_left(&k->buf, text, byte, k->width), &line->left) ||
		    !keep(k, arena, gz_context_fold(&k->buf, gz_str_of(text.ptr + byte, end - byte)),
			  &line->match) ||
		    !keep(k, arena, gz_context_right(&k->buf, text, end, k->width), &line->right))
			return gz_fail_nomem(err);
	}
	return true;
}

static bool emit_line(struct kwic *k, const struct line *line, struct gz_sink *sink, struct gz_error *err)
{
	const struct item *item = &k->items.ptr[line->item];
	const struct gz_document_row *row = k->rows[line->item];
	struct gz_cell cells[SOURCED] = {0};
	char date[16];

	cells[DOC] = gz_cell_text(row->doc);
	cells[DATE] = gz_cell_day(item->day, row->precision, date);
	cells[TITLE] = gz_cell_title(row);
	cells[FIELD] = gz_cell_text(gz_str(gz_field_name((enum gz_field)line->field)));
	cells[START] = gz_cell_int(line->start);
	cells[LEFT] = gz_cell_text(line->left);
	cells[MATCH] = gz_cell_text(line->match);
	cells[RIGHT] = gz_cell_text(line->right);
	cells[ENTITY] = gz_cell_text(line->entity);
	cells[NAME] = gz_cell_text(line->name);
	cells[SOURCE] = gz_cell_text(row->source);
	return sink->row(sink->self, cells, err);
}

/* ---- ordered by document ------------------------------------------------------------------ */

static void document_key(const void *self, size_t number, unsigned column, struct gz_cell *cell)
{
	const struct kwic *k = self;
	const struct item *item = &k->items.ptr[number];

	switch (column) {
	case DOC: *cell = gz_cell_text(k->rows[number]->doc); break;
	case DATE: *cell = gz_cell_day_number(item->day); break;
	case TITLE: *cell = gz_cell_title(k->rows[number]); break;
	case SOURCE: *cell = gz_cell_text(k->rows[number]->source); break;
	}
}

static bool complete_document(void *self, size_t number, uint64_t *rows, struct gz_error *err)
{
	struct kwic *k = self;
	struct item *item = &k->items.ptr[number];

	k->lines.len = 0;
	gz_arena_reset(&k->scratch);
	if (!read_mentions(k, number, &k->scratch, err))
		return false;
	*rows = k->lines.len;
	k->rows[number] = gz_document_row_read(k->q, k->look_up, item->document, &k->arena, err);
	return k->rows[number] != NULL;
}

static bool emit_document(void *self, size_t number, uint64_t from, uint64_t to, struct gz_sink *sink,
			  struct gz_error *err)
{
	struct kwic *k = self;

	k->lines.len = 0;
	gz_arena_reset(&k->scratch);
	if (!read_mentions(k, number, &k->scratch, err))
		return false;
	if (to > k->lines.len)
		return gz_query_damaged(k->q, err);
	if (!read_words(k, (size_t)from, (size_t)to, &k->scratch, err))
		return false;
	for (uint64_t i = from; i < to; i++) {
		if (!emit_line(k, &k->lines.ptr[i], sink, err))
			return false;
	}
	k->shown += to - from;
	return true;
}

static void release_documents(void *self)
{
	struct kwic *k = self;

	gz_arena_reset(&k->arena);
}

/* ---- ordered by row -------------------------------------------------------------------------- */

static bool make_lines(struct kwic *k, struct gz_error *err)
{
	for (size_t i = 0; i < k->items.len; i++) {
		struct item *item = &k->items.ptr[i];
		size_t begin = k->lines.len;

		if (i % 256 == 0 && !gz_selection_goes_on(k->s, err))
			return false;
		k->rows[i] = gz_document_row_read(k->q, k->look_up, item->document, &k->arena, err);
		if (k->rows[i] == NULL || !read_mentions(k, i, &k->arena, err) ||
		    !read_words(k, begin, k->lines.len, &k->arena, err))
			return false;
	}
	return true;
}

static void row_key(const void *self, size_t number, unsigned column, struct gz_cell *cell)
{
	const struct kwic *k = self;
	const struct line *line = &k->lines.ptr[number];

	switch (column) {
	case FIELD: *cell = gz_cell_text(gz_str(gz_field_name((enum gz_field)line->field))); break;
	case START: *cell = gz_cell_int(line->start); break;
	case LEFT: *cell = gz_cell_text(line->left); break;
	case MATCH: *cell = gz_cell_text(line->match); break;
	case RIGHT: *cell = gz_cell_text(line->right); break;
	case ENTITY: *cell = gz_cell_text(line->entity); break;
	case NAME: *cell = gz_cell_text(line->name); break;
	default: document_key(self, line->item, column, cell); break;
	}
}

static bool emit_row(void *self, size_t number, uint64_t from, uint64_t to, struct gz_sink *sink,
		     struct gz_error *err)
{
	struct kwic *k = self;

	(void)from;
	(void)to;
	return emit_line(k, &k->lines.ptr[number], sink, err);
}

/* ---- the question ------------------------------------------------------------------------------ */

static bool sorts_documents(const char *sort)
{
	if (sort == NULL)
		return true;
	sort += *sort == '-';
	return strcmp(sort, "doc") == 0 || strcmp(sort, "date") == 0 || strcmp(sort, "title") == 0;
}

static bool run(struct kwic *k, struct gz_sink *sink, struct gz_error *err)
{
	struct gz_order order = {
		.columns = columns, .column_count = k->s->sourced ? SOURCED : COLUMNS, .self = k};

	if (!collect(k, err))
		return false;
	if (sorts_documents(k->s->sort)) {
		order.keys = document_order;
		order.key_count = GZ_COUNT(document_order);
		order.early = 1u << DATE;
		order.count = k->items.len;
		order.key = document_key;
		order.complete = complete_document;
		order.emit = emit_document;
		order.release = release_documents;
		if (!gz_order_run(&order, k->s, sink, err))
			return false;
		/* A document without a line, against what the postings say. */
		return !k->passed_over || k->shown == k->s->limit || gz_query_damaged(k->q, err);
	}
	if (!make_lines(k, err))
		return false;
	order.keys = row_order;
	order.key_count = GZ_COUNT(row_order);
	order.early = UINT32_MAX;
	order.count = k->lines.len;
	order.key = row_key;
	order.emit = emit_row;
	return gz_order_run(&order, k->s, sink, err);
}

bool gz_query_kwic(struct gz_query *q, const struct gz_selection *s, uint32_t width, struct gz_sink *sink,
		   struct gz_error *err)
{
	struct kwic k = {.q = q, .s = s, .width = width};
	bool ok;

	k.windows.kind = s->window;
	k.windows.tokens = s->window_tokens;
	if (!gz_terms_needed(s, "kwic", err) || !gz_order_check(columns, COLUMNS, s->sort, err) ||
	    !gz_query_begin(q, err))
		return false;
	ok = gz_query_prepare(q, "document", &k.look_up, err) &&
	     gz_query_prepare(q, "document_mentions", &k.mentions, err) &&
	     gz_query_prepare(q, "document_text", &k.texts, err) && run(&k, sink, err);
	sqlite3_finalize(k.look_up);
	sqlite3_finalize(k.mentions);
	sqlite3_finalize(k.texts);
	gz_windows_free(&k.windows);
	gz_buf_free(&k.buf);
	gz_arena_free(&k.arena);
	gz_arena_free(&k.scratch);
	GZ_VEC_FREE(&k.items);
	gz_least_free(&k.days);
	free(k.rows);
	GZ_VEC_FREE(&k.lines);
	gz_query_finish(q);
	return ok;
}

/* ---- counting rows ------------------------------------------------------------------------------ */

/* Mentions of the first term, those inside the window where there is one. */
static uint64_t count_lines(const struct gz_scan *scan, const struct gz_block_document *doc)
{
	const struct gz_term *term = &scan->s->terms[0];
	const struct gz_block_entity *entity;
	uint64_t lines = 0;
	size_t at = 0;

	if (scan->s->window == GZ_WINDOW_DOCUMENT)
		return gz_term_mentions(term, doc);
	while ((entity = gz_term_next(term, doc, &at)) != NULL) {
		for (uint32_t i = entity->first; i < entity->first + entity->mentions; i++)
			lines += gz_windows_hold(&scan->windows, doc->place[i], doc->sentence[i]);
	}
	return lines;
}

bool gz_query_kwic_count(struct gz_query *q, const struct gz_selection *s, uint64_t *rows,
			 struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.behind = 0};
	bool ok;

	*rows = 0;
	if (!gz_terms_needed(s, "kwic", err) || !gz_query_begin(q, err))
		return false;
	ok = gz_scan_open(&scan, q, s, GZ_SCAN_WINDOW, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL)
		*rows += count_lines(&scan, doc);
	gz_scan_close(&scan);
	gz_query_finish(q);
	return ok;
}
