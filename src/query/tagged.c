/*
 * tagged.c: the documents of a selection with their words and mentions, one after the other, for who exports
 * them. In the order of days, sources and ids; of all of them a few bytes are held, ids of one day of one
 * source, one document whole.
 */
#include <stdlib.h>

#include "internal.h"

#define ASK_EVERY 256

struct item {
	int64_t document;
	struct gz_str id; /* looked up for those of one day and source */
	int32_t day;
	uint32_t source; /* its place among the names of all sources */
};

struct tagged {
	struct gz_query *q;
	const struct gz_selection *s;
	sqlite3_stmt *key, *document, *mentions, *entity;
	GZ_VEC(struct item) items;
	gz_id_vec sources; /* in the order of their names */
	GZ_VEC(struct gz_mention) found;
	struct gz_map numbers; /* of entities, by the eight bytes of their row's number */
	GZ_VEC(struct gz_entity *) entities;
	struct gz_arena ids, scratch, entity_arena;
};

/* ---- which documents, in which order ---------------------------------------------- */

static bool read_sources(struct tagged *t, struct gz_error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool row, ok = gz_query_prepare(t->q, "source_ids", &stmt, err);

	while (ok && (ok = gz_query_step(t->q, stmt, &row, err)) && row) {
		if (!GZ_PUSH(&t->sources, sqlite3_column_int64(stmt, 0)))
			ok = gz_fail_nomem(err);
	}
	sqlite3_finalize(stmt);
	return ok;
}

struct rank {
	int64_t source;
	uint32_t at;
};

static int compare_ranks(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;

	return (a->source > b->source) - (a->source < b->source);
}

/* From the numbers of sources to their places in the order of names. */
static bool rank_sources(struct tagged *t, struct gz_error *err)
{
	struct rank *ranks = calloc(t->sources.len + 1, sizeof(*ranks)), *found;
	bool ok = ranks != NULL || gz_fail_nomem(err);

	for (size_t i = 0; ok && i < t->sources.len; i++)
		ranks[i] = (struct rank){t->sources.ptr[i], (uint32_t)i};
	if (ok)
		qsort(ranks, t->sources.len, sizeof(*ranks), compare_ranks);
	for (size_t i = 0; ok && i < t->items.len; i++) {
		struct rank wanted = {.source = t->items.ptr[i].source};

		found = bsearch(&wanted, ranks, t->sources.len, sizeof(*ranks), compare_ranks);
		if (found != NULL)
			t->items.ptr[i].source = found->at;
		else
			ok = gz_query_damaged(t->q, err);
	}
	free(ranks);
	return ok;
}

static bool collect(struct tagged *t, struct gz_error *err)
{
	const struct gz_block_document *doc;
	struct gz_scan scan = {.bare = t->s->term_count == 0};
	bool ok;

	ok = gz_scan_open(&scan, t->q, t->s, GZ_SCAN_WINDOW, err);
	while (ok && (ok = gz_scan_next(&scan, &doc, err)) && doc != NULL) {
		struct item item = {
			.document = doc->document, .day = doc->day, .source = (uint32_t)doc->source};

		if (doc->source > (int64_t)UINT32_MAX)
			ok = gz_query_damaged(t->q, err);
		else if (!GZ_PUSH(&t->items, item))
			ok = gz_fail_nomem(err);
	}
	gz_scan_close(&scan);
	return ok && rank_sources(t, err);
}

/* Undated ones last. */
static int compare_days(const struct item *a, const struct item *b)
{
	if (a->day != b->day)
		return a->day == GZ_NO_DAY || (b->day != GZ_NO_DAY && a->day > b->day) ? 1 : -1;
	return (a->source > b->source) - (a->source < b->source);
}

static int compare_early(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	int order = compare_days(a, b);

	return order != 0 ? order : (a->document > b->document) - (a->document < b->document);
}

static int compare_ids(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	int order = gz_str_cmp(a->id, b->id);

	return order != 0 ? order : (a->document > b->document) - (a->document < b->document);
}

/* ---- reading ------------------------------------------------------------------------ */

/* Moves a statement to the one row of a number. */
static bool look_up(struct tagged *t, sqlite3_stmt *stmt, int64_t number, struct gz_error *err)
{
	bool row;

	sqlite3_reset(stmt);
	if (sqlite3_bind_int64(stmt, 1, number) != SQLITE_OK)
		return gz_query_fail(t->q, err);
	return gz_query_step(t->q, stmt, &row, err) && (row || gz_query_damaged(t->q, err));
}

/* A file can hold anything; what is handed on is valid UTF-8 without NUL. */
static bool take(struct tagged *t, sqlite3_stmt *stmt, int column, struct gz_arena *arena, struct gz_str *out,
		 struct gz_error *err)
{
	struct gz_str text = gz_query_text(stmt, column);

	if (gz_utf8_clean(text) != text.len)
		return gz_query_damaged(t->q, err);
	*out = gz_arena_str(arena, text);
	return out->ptr != NULL || gz_fail_nomem(err);
}

static int32_t take_day(sqlite3_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt, column) == SQLITE_NULL ? GZ_NO_DAY
								: sqlite3_column_int(stmt, column);
}

static bool read_entity(struct tagged *t, int64_t id, struct gz_entity *e, struct gz_error *err)
{
	struct gz_str type = {NULL, 0};

	if (!look_up(t, t->entity, id, err) || !take(t, t->entity, 0, &t->entity_arena, &e->id, err) ||
	    !take(t, t->entity, 1, &t->entity_arena, &e->name, err) ||
	    !take(t, t->entity, 2, &t->entity_arena, &type, err) ||
	    !take(t, t->entity, 3, &t->entity_arena, &e->country, err) ||
	    !take(t, t->entity, 4, &t->entity_arena, &e->series, err))
		return false;
	e->type = gz_type_of(type);
	if (e->type == GZ_TYPES)
		return gz_query_damaged(t->q, err);
	if (e->type == GZ_COUNTRY && e->country.len == 0)
		e->country = e->id;
	e->place = e->wikipedia = GZ_STR("");
	e->from = take_day(t->entity, 5);
	e->to = take_day(t->entity, 6);
	e->index = GZ_NONE;
	return true;
}

/* Each is read once. */
static const struct gz_entity *find_entity(struct tagged *t, int64_t id, struct gz_error *err)
{
	const uint32_t *known = gz_map_get(&t->numbers, gz_str_of((const char *)&id, sizeof(id)));
	struct gz_entity *e;
	struct gz_str key;

	if (known != NULL)
		return t->entities.ptr[*known];
	e = gz_arena_zalloc(&t->entity_arena, sizeof(*e));
	key = gz_arena_str(&t->entity_arena, gz_str_of((const char *)&id, sizeof(id)));
	if (e == NULL || key.ptr == NULL) {
		gz_fail_nomem(err);
		return NULL;
	}
	if (!read_entity(t, id, e, err))
		return NULL;
	if (!GZ_PUSH(&t->entities, e) ||
	    gz_map_put(&t->numbers, key, (uint32_t)t->entities.len - 1, NULL) == NULL) {
		gz_fail_nomem(err);
		return NULL;
	}
	return e;
}

static bool is_asked(const struct gz_selection *s, int64_t entity)
{
	bool asked = s->term_count == 0;

	for (size_t i = 0; i < s->term_count && !asked; i++)
		asked = gz_term_has(&s->terms[i], entity);
	return asked;
}

static bool read_mention(struct tagged *t, struct gz_error *err)
{
	struct gz_mention m = {0};
	sqlite3_stmt *row = t->mentions;
	int64_t entity = sqlite3_column_int64(row, 0);
	int via = sqlite3_column_int(row, 7);

	m.entity = find_entity(t, entity, err);
	if (m.entity == NULL)
		return false;
	if (t->s->types != 0 && !(t->s->types & 1u << m.entity->type))
		return true;
	m.field = (uint8_t)(sqlite3_column_int(row, 1) & 1);
	m.start = (uint32_t)sqlite3_column_int64(row, 2);
	m.length = (uint32_t)sqlite3_column_int64(row, 3);
	m.token = (uint32_t)sqlite3_column_int64(row, 4);
	m.tokens = (uint32_t)sqlite3_column_int64(row, 5);
	m.sentence = sqlite3_column_type(row, 6) == SQLITE_NULL ? -1 : sqlite3_column_int(row, 6);
	if (via < 0 || via >= GZ_VIAS)
		return gz_query_damaged(t->q, err);
	m.via = (uint8_t)via;
	m.score = (float)sqlite3_column_double(row, 8);
	m.nested = sqlite3_column_int(row, 9) != 0;
	m.asked = is_asked(t->s, entity);
	return take(t, row, 10, &t->scratch, &m.name, err) && (GZ_PUSH(&t->found, m) || gz_fail_nomem(err));
}

/* By field, start, longest first. */
static int compare_mentions(const void *left, const void *right)
{
	const struct gz_mention *a = left, *b = right;

	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->length != b->length)
		return a->length > b->length ? -1 : 1;
	return gz_str_cmp(a->entity->id, b->entity->id);
}

/* The byte of code point `code`, going on from an earlier one; false behind the end. */
static bool find_byte(struct gz_str text, struct gz_codepoints *at, uint32_t code)
{
	size_t more = code - at->code, left = text.len - at->byte;
	size_t bytes = gz_utf8_offset(gz_str_of(text.ptr + at->byte, left), more);

	if (bytes == left && gz_utf8_count(gz_str_of(text.ptr + at->byte, left)) < more)
		return false;
	at->byte += (uint32_t)bytes;
	at->code = code;
	return true;
}

/* From code points to bytes; what lies outside of its field comes from a damaged file. */
static bool place_mentions(struct tagged *t, const struct gz_doc *doc, struct gz_error *err)
{
	struct gz_codepoints at = {0};

	for (size_t i = 0; i < t->found.len; i++) {
		struct gz_mention *m = &t->found.ptr[i];
		struct gz_str text = doc->field[m->field];
		struct gz_codepoints end;

		if (i > 0 && m->field != m[-1].field)
			at = (struct gz_codepoints){0};
		if (m->length == 0 || m->start > UINT32_MAX - m->length || !find_byte(text, &at, m->start))
			return gz_query_damaged(t->q, err);
		end = at;
		if (!find_byte(text, &end, m->start + m->length))
			return gz_query_damaged(t->q, err);
		m->byte_start = at.byte;
		m->byte_length = end.byte - at.byte;
	}
	return true;
}

static bool read_mentions(struct tagged *t, int64_t document, const struct gz_doc *doc, struct gz_error *err)
{
	bool row;

	t->found.len = 0;
	sqlite3_reset(t->mentions);
	if (sqlite3_bind_int64(t->mentions, 1, document) != SQLITE_OK)
		return gz_query_fail(t->q, err);
	for (;;) {
		if (!gz_query_step(t->q, t->mentions, &row, err))
			return false;
		if (!row)
			break;
		if (!read_mention(t, err))
			return false;
	}
	if (t->found.len > 1)
		qsort(t->found.ptr, t->found.len, sizeof(*t->found.ptr), compare_mentions);
	return place_mentions(t, doc, err);
}

static bool read_document(struct tagged *t, const struct item *item, struct gz_tagged *out,
			  struct gz_error *err)
{
	struct gz_doc *doc = &out->doc;
	int precision;

	gz_arena_reset(&t->scratch);
	if (!look_up(t, t->document, item->document, err) ||
	    !take(t, t->document, 0, &t->scratch, &doc->source, err) ||
	    !take(t, t->document, 1, &t->scratch, &doc->id, err) ||
	    !take(t, t->document, 3, &t->scratch, &doc->field[GZ_TITLE], err) ||
	    !take(t, t->document, 4, &t->scratch, &doc->url, err) ||
	    !take(t, t->document, 5, &t->scratch, &doc->lang, err) ||
	    !take(t, t->document, 6, &t->scratch, &doc->field[GZ_TEXT], err))
		return false;
	precision = sqlite3_column_int(t->document, 2);
	doc->day = item->day;
	doc->precision = item->day == GZ_NO_DAY || precision < GZ_UNDATED || precision > GZ_DAY
				 ? GZ_UNDATED
				 : (enum gz_precision)precision;
	doc->date = doc->path = GZ_STR("");
	if (!read_mentions(t, item->document, doc, err))
		return false;
	out->mentions = t->found.ptr;
	out->count = t->found.len;
	return true;
}

/* ---- all of them ------------------------------------------------------------------------ */

static bool sort_group(struct tagged *t, size_t begin, size_t end, struct gz_error *err)
{
	gz_arena_reset(&t->ids);
	for (size_t i = begin; i < end && end - begin > 1; i++) {
		if ((i % ASK_EVERY == 0 && !gz_selection_goes_on(t->s, err)) ||
		    !look_up(t, t->key, t->items.ptr[i].document, err) ||
		    !take(t, t->key, 0, &t->ids, &t->items.ptr[i].id, err))
			return false;
	}
	qsort(t->items.ptr + begin, end - begin, sizeof(*t->items.ptr), compare_ids);
	return true;
}

static bool give(struct tagged *t, size_t begin, size_t end, const struct gz_tagged_taker *taker,
		 struct gz_error *err)
{
	for (size_t i = begin; i < end; i++) {
		struct gz_tagged tagged = {.mentions = NULL};

		if (i < t->s->offset)
			continue;
		if (t->s->limit != 0 && i - t->s->offset >= t->s->limit)
			return true;
		if ((i % ASK_EVERY == 0 && !gz_selection_goes_on(t->s, err)) ||
		    !read_document(t, &t->items.ptr[i], &tagged, err) ||
		    !taker->take(taker->self, &tagged, err))
			return false;
	}
	return true;
}

static bool give_all(struct tagged *t, const struct gz_tagged_taker *taker, struct gz_error *err)
{
	if (t->items.len > 1)
		qsort(t->items.ptr, t->items.len, sizeof(*t->items.ptr), compare_early);
	for (size_t begin = 0, end; begin < t->items.len; begin = end) {
		end = begin + 1;
		while (end < t->items.len && compare_days(&t->items.ptr[begin], &t->items.ptr[end]) == 0)
			end++;
		if (!sort_group(t, begin, end, err) || !give(t, begin, end, taker, err))
			return false;
	}
	return true;
}

bool gz_query_tagged(struct gz_query *q, const struct gz_selection *s, const struct gz_tagged_taker *taker,
		     struct gz_error *err)
{
	struct tagged t = {.q = q, .s = s};
	bool ok;

	if (!gz_query_begin(q, err))
		return false;
	ok = gz_query_prepare(q, "tagged_key", &t.key, err) &&
	     gz_query_prepare(q, "tagged", &t.document, err) &&
	     gz_query_prepare(q, "tagged_mentions", &t.mentions, err) &&
	     gz_query_prepare(q, "tagged_entity", &t.entity, err) && read_sources(&t, err) &&
	     collect(&t, err) && give_all(&t, taker, err);
	sqlite3_finalize(t.key);
	sqlite3_finalize(t.document);
	sqlite3_finalize(t.mentions);
	sqlite3_finalize(t.entity);
	GZ_VEC_FREE(&t.items);
	GZ_VEC_FREE(&t.sources);
	GZ_VEC_FREE(&t.found);
	GZ_VEC_FREE(&t.entities);
	gz_map_free(&t.numbers);
	gz_arena_free(&t.ids);
	gz_arena_free(&t.scratch);
	gz_arena_free(&t.entity_arena);
	gz_query_finish(q);
	return ok;
}
