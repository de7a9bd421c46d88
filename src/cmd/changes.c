/* changes.c: the difference between the mentions that documents have and those that they get, by entity. */
#include "changes.h"
#include <stdlib.h>
#include <string.h>

#define WORDS_MOST 80 /* code points of an example */

/* ---- comparing ------------------------------------------------------------------ */

static int compare_places(const struct gz_mention *a, const struct gz_mention *b)
{
	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->length != b->length)
		return a->length > b->length ? -1 : 1;
	return gz_str_cmp(a->entity->id, b->entity->id);
}

/* Of equal ones the first stays in front: it is the one that is kept. */
static int compare_pointers(const void *left, const void *right)
{
	const struct gz_mention *a = *(const struct gz_mention *const *)left;
	const struct gz_mention *b = *(const struct gz_mention *const *)right;
	int order = compare_places(a, b);

	return order != 0 ? order : (a > b) - (a < b);
}

static int permille(float score)
{
	return (int)((double)score * 1000 + 0.5);
}

static bool is_same(const struct gz_mention *a, const struct gz_mention *b)
{
	struct gz_str name = b->name.len > 0 ? b->name : b->entity->name;

	return gz_str_eq(a->name, name) && a->via == b->via && permille(a->score) == permille(b->score) &&
	       a->nested == b->nested && a->token == b->token && a->tokens == b->tokens &&
	       a->sentence == b->sentence;
}

/* ---- counting --------------------------------------------------------------------- */

static struct change *change_of(struct changes *c, const struct gz_entity *entity, uint64_t document)
{
	struct change fresh = {.type = entity->type};
	const uint32_t *known = gz_map_get(&c->by_entity, entity->id);
	struct change *row;

	if (known == NULL) {
		fresh.entity = gz_arena_str(&c->texts, entity->id);
		fresh.name = gz_arena_str(&c->texts, entity->name);
		if (fresh.entity.ptr == NULL || fresh.name.ptr == NULL ||
		    gz_map_put(&c->by_entity, fresh.entity, (uint32_t)c->rows.len, NULL) == NULL ||
		    !GZ_PUSH(&c->rows, fresh))
			return NULL;
		row = &c->rows.ptr[c->rows.len - 1];
	} else {
		row = &c->rows.ptr[*known];
	}
	row->docs += row->document != document;
	row->document = document;
	return row;
}

static bool keep_example(struct changes *c, struct change_example *example, const struct gz_doc *doc,
			 const struct gz_mention *m)
{
	struct gz_str text = doc->field[m->field];
	size_t from, to;

	if (example->doc.ptr != NULL)
		return true;
	from = gz_utf8_offset(text, m->start);
	to = from + gz_utf8_offset(gz_str_of(text.ptr + from, text.len - from),
				   m->length < WORDS_MOST ? m->length : WORDS_MOST);
	example->doc = gz_arena_str(&c->texts, doc->id);
	example->words = gz_arena_str(&c->texts, gz_str_of(text.ptr + from, to - from));
	return example->doc.ptr != NULL && example->words.ptr != NULL;
}

static bool count_gained(struct changes *c, const struct gz_doc *doc, const struct gz_mention *m)
{
	struct change *row = change_of(c, m->entity, doc->record);

	if (row == NULL)
		return false;
	row->gained++;
	c->gained++;
	return keep_example(c, &row->come, doc, m);
}

static bool count_lost(struct changes *c, const struct gz_doc *doc, const struct gz_mention *m)
{
	struct change *row = change_of(c, m->entity, doc->record);

	if (row == NULL)
		return false;
	row->lost++;
	c->lost++;
	return keep_example(c, &row->gone, doc, m);
}

/* The same words, in another way. */
static bool count_changed(struct changes *c, const struct gz_doc *doc, const struct gz_mention *m)
{
	struct change *row = change_of(c, m->entity, doc->record);

	if (row == NULL)
		return false;
	row->changed++;
	c->changed++;
	return true;
}

static bool walk(struct changes *c, const struct gz_doc *doc, const struct gz_mention *before, size_t count,
		 const struct gz_mention *const *after, size_t after_count, bool *differ)
{
	size_t i = 0, k = 0;
	bool room = true;

	while (room && (i < count || k < after_count)) {
		int order = i == count ? 1 : k == after_count ? -1 : compare_places(&before[i], after[k]);

		if (order == 0 && is_same(&before[i], after[k])) {
			i++;
			k++;
			continue;
		}
		*differ = true;
		if (order < 0)
			room = count_lost(c, doc, &before[i]);
		else
			room = order > 0 ? count_gained(c, doc, after[k]) : count_changed(c, doc, after[k]);
		i += order <= 0;
		k += order >= 0;
	}
	return room;
}

bool changes_add(struct changes *c, const struct gz_tagged *tagged, const struct gz_mention *before,
		 size_t count, bool *differ, struct gz_error *err)
{
	const struct gz_mention **after = malloc((tagged->count + 1) * sizeof(*after));
	size_t kept = 0;
	bool room = after != NULL;

	*differ = false;
	for (size_t i = 0; room && i < tagged->count; i++)
		after[i] = &tagged->mentions[i];
	if (room && tagged->count > 1)
		qsort(after, tagged->count, sizeof(*after), compare_pointers);
	for (size_t i = 0; room && i < tagged->count; i++)
		if (kept == 0 || compare_places(after[kept - 1], after[i]) != 0)
			after[kept++] = after[i];
	room = room && walk(c, &tagged->doc, before, count, after, kept, differ);
	free(after);
	c->documents += *differ;
	return room || gz_fail_nomem(err);
}

/* ---- telling ------------------------------------------------------------------------ */

static bool take_total(void *self, struct gz_str entity, uint64_t mentions)
{
	struct changes *c = self;
	const uint32_t *at = gz_map_get(&c->by_entity, entity);

	if (at != NULL)
		c->rows.ptr[*at].total = mentions;
	return true;
}

bool changes_total(struct changes *c, struct gz_contents *contents, bool done, struct gz_error *err)
{
	if (c->rows.len == 0)
		return true;
	if (!gz_contents_totals(contents, take_total, c, err))
		return false;
	for (size_t i = 0; i < c->rows.len; i++) {
		const struct change *row = &c->rows.ptr[i];
		uint64_t before = done ? row->total + row->lost - row->gained : row->total;
		uint64_t after = before + row->gained - row->lost;

		c->entities_gained += before == 0 && after > 0;
		c->entities_lost += before > 0 && after == 0;
	}
	return true;
}

static int compare_rows(const void *left, const void *right)
{
	const struct change *a = left, *b = right;
	uint64_t x = a->gained + a->lost + a->changed, y = b->gained + b->lost + b->changed;

	if (x != y)
		return x > y ? -1 : 1;
	return gz_str_cmp(a->entity, b->entity);
}

static bool print_row(const struct change *row, struct gz_sink *sink, struct gz_error *err)
{
	const struct gz_cell cells[] = {
		gz_cell_text(row->entity),
		gz_cell_text(row->name),
		gz_cell_text(gz_str(gz_type_name(row->type))),
		gz_cell_count(row->docs),
		gz_cell_count(row->gained),
		gz_cell_count(row->lost),
		gz_cell_count(row->changed),
		gz_cell_text(row->come.doc),
		gz_cell_text(row->come.words),
		gz_cell_text(row->gone.doc),
		gz_cell_text(row->gone.words),
	};

	return sink->row(sink->self, cells, err);
}

bool changes_print(struct changes *c, struct gz_sink *sink, struct gz_error *err)
{
	static const struct gz_column columns[] = {
		{"entity", GZ_CELL_TEXT, 0},	   {"name", GZ_CELL_TEXT, 0},
		{"type", GZ_CELL_TEXT, 0},	   {"docs", GZ_CELL_INT, 0},
		{"gained", GZ_CELL_INT, 0},	   {"lost", GZ_CELL_INT, 0},
		{"changed", GZ_CELL_INT, 0},	   {"gained_doc", GZ_CELL_TEXT, 0},
		{"gained_words", GZ_CELL_TEXT, 0}, {"lost_doc", GZ_CELL_TEXT, 0},
		{"lost_words", GZ_CELL_TEXT, 0},
	};

	if (c->rows.len > 1)
		qsort(c->rows.ptr, c->rows.len, sizeof(*c->rows.ptr), compare_rows);
	if (!sink->begin(sink->self, columns, GZ_COUNT(columns), err))
		return false;
	for (size_t i = 0; i < c->rows.len; i++)
		if (!print_row(&c->rows.ptr[i], sink, err))
			return false;
	return sink->end(sink->self, err);
}

void changes_free(struct changes *c)
{
	gz_arena_free(&c->texts);
	gz_map_free(&c->by_entity);
	GZ_VEC_FREE(&c->rows);
}
