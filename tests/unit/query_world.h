/*
 * query_world.h: small worlds for the tests of the query engine: documents written as marked-up text
 * ("{merkel} met {ru|Russian} ministers .") are stored through the real store, answers are caught as lines
 * of text. A word is a token, a stand-alone "." ends a sentence, a field without one has no sentences.
 */
#ifndef QUERY_WORLD_H
#define QUERY_WORLD_H

#include <dirent.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "gazet/query.h"
#include "gazet/store.h"
#include "gazet/text.h"

struct world_entity {
	const char *key; /* in the mark-up */
	const char *id, *name;
	const char *aliases; /* with | between */
	const char *series;
	enum gz_type type;
};

struct world {
	char dir[128], path[160];
	const struct world_entity *entities;
	size_t count;
	struct gz_entity *made;
	struct gz_names names;
	struct gz_store *store;
	struct gz_query *q;
	struct gz_arena arena;
};

/* ---- the gazetteer of a world ------------------------------------------------------- */

static struct gz_str world_fold(struct gz_arena *arena, struct gz_str name)
{
	struct gz_str folded = gz_arena_str(arena, name);

	for (size_t i = 0; i < folded.len; i++) {
		char c = folded.ptr[i];

		((char *)folded.ptr)[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c == '-' ? ' ' : c);
	}
	return folded;
}

static bool world_each_name(const void *self, const struct gz_entity *entity,
			    bool (*add)(void *to, struct gz_str name, struct gz_str folded), void *to)
{
	struct world *w = (struct world *)self;
	const struct world_entity *e = &w->entities[entity->index];

	if (!add(to, gz_str(e->name), world_fold(&w->arena, gz_str(e->name))))
		return false;
	for (const char *at = e->aliases; at != NULL && *at != '\0';) {
		struct gz_str alias = gz_str_of(at, strcspn(at, "|"));

		if (!add(to, alias, world_fold(&w->arena, alias)))
			return false;
		at += alias.len + (at[alias.len] == '|');
	}
	return true;
}

static bool world_find(const void *self, struct gz_str id, struct gz_entity *out)
{
	const struct world *w = self;

	for (size_t i = 0; i < w->count; i++) {
		if (gz_str_eq(w->made[i].id, id)) {
			*out = w->made[i];
			return true;
		}
	}
	return false;
}

static bool world_fold_name(const void *self, struct gz_str name, struct gz_arena *arena,
			    struct gz_str *folded)
{
	(void)self;
	*folded = world_fold(arena, name);
	return true;
}

/* ---- documents ------------------------------------------------------------------------ */

struct draft {
	struct gz_buf text[GZ_FIELDS];
	struct gz_mention mentions[64];
	size_t count;
};

static void draft_mention(struct world *w, struct draft *d, uint8_t field, struct gz_str mark,
			  uint32_t *token, int32_t sentence)
{
	struct gz_buf *text = &d->text[field];
	size_t bar = gz_str_find(mark, '|');
	struct gz_str surface = {0};
	struct gz_mention m = {
		.score = 1, .field = field, .token = *token, .sentence = sentence, .tokens = 1};

	for (size_t i = 0; i < w->count && m.entity == NULL; i++) {
		if (gz_str_eq(gz_str(w->entities[i].key), gz_str_of(mark.ptr, bar)))
			m.entity = &w->made[i];
	}
	assert_non_null(m.entity);
	surface = bar < mark.len ? gz_str_of(mark.ptr + bar + 1, mark.len - bar - 1) : m.entity->name;
	m.name = m.entity->name;
	m.byte_start = (uint32_t)text->len;
	m.start = (uint32_t)gz_utf8_count(gz_buf_view(text));
	m.byte_length = (uint32_t)surface.len;
	m.length = (uint32_t)gz_utf8_count(surface);
	for (size_t i = 0; i < surface.len; i++)
		m.tokens += surface.ptr[i] == ' ';
	*token += m.tokens;
	gz_buf_str(text, surface);
	assert_true(d->count < GZ_COUNT(d->mentions));
	d->mentions[d->count++] = m;
}

static void draft_field(struct world *w, struct draft *d, uint8_t field, const char *marked)
{
	int32_t sentence = strchr(marked, '.') != NULL ? 0 : -1;
	uint32_t token = 0;

	while (*marked != '\0') {
		size_t len = strcspn(marked, " \n{");

		if (*marked == '{') {
			len = strcspn(marked, "}");
			draft_mention(w, d, field, gz_str_of(marked + 1, len - 1), &token, sentence);
			marked += len + 1;
			continue;
		}
		if (len == 0)
			len = 1;
		else if (*marked == '.')
			sentence++;
		else
			token++;
		gz_buf_add(&d->text[field], marked, len);
		marked += len;
	}
}

static enum gz_put world_put(struct world *w, const char *source, const char *id, const char *date,
			     const char *title, const char *text)
{
	struct draft d = {0};
	struct gz_tagged tagged = {.mentions = d.mentions};
	struct gz_error err;
	int32_t last;
	uint64_t hash = 14695981039346656037u;
	enum gz_put what;
	bool duplicate;

	draft_field(w, &d, GZ_TITLE, title);
	draft_field(w, &d, GZ_TEXT, text);
	tagged.count = d.count;
	tagged.doc.source = gz_str(source);
	tagged.doc.id = gz_str(id);
	tagged.doc.field[GZ_TITLE] = d.text[GZ_TITLE].len > 0 ? gz_buf_view(&d.text[GZ_TITLE]) : GZ_STR("");
	tagged.doc.field[GZ_TEXT] = gz_buf_view(&d.text[GZ_TEXT]);
	tagged.doc.url = strcmp(source, "wire") == 0 ? GZ_STR("http://wire.example/") : GZ_STR("");
	tagged.doc.date = gz_str(date);
	tagged.doc.day = GZ_NO_DAY;
	if (*date != '\0')
		assert_true(gz_day_parse(gz_str(date), &tagged.doc.day, &last, &tagged.doc.precision));
	for (const char *part[] = {date, title, text}, **p = part; p < part + 3; p++) {
		for (const char *c = *p; *c != '\0'; c++)
			hash = (hash ^ (unsigned char)*c) * 1099511628211u;
	}
	memcpy(tagged.doc.hash, &hash, sizeof(hash));
	if (!gz_store_put(w->store, &tagged, &what, &duplicate, &err))
		fail_msg("put %s: %s", id, err.message);
	gz_buf_free(&d.text[GZ_TITLE]);
	gz_buf_free(&d.text[GZ_TEXT]);
	return what;
}

/* ---- opening and closing ----------------------------------------------------------------- */

static void world_begin(struct world *w)
{
	const struct gz_run run = {
		.tool_version = GZ_STR("0.0.1"), .gazetteer_hash = GZ_STR("feedc0de"), .options = GZ_STR("{}")};
	struct gz_error err;

	if (!gz_store_open(w->path, &w->store, &err) || !gz_store_begin(w->store, &run, &w->names, &err))
		fail_msg("store: %s", err.message);
}

static inline void world_commit(struct world *w)
{
	struct gz_error err;

	if (!gz_store_commit(w->store, &err))
		fail_msg("store: %s", err.message);
}

static void world_end(struct world *w)
{
	struct gz_counts counts = {0};
	struct gz_error err;

	if (!gz_store_end(w->store, &counts, false, &err) || !gz_store_close(w->store, &err))
		fail_msg("store: %s", err.message);
	w->store = NULL;
}

static void world_open(struct world *w)
{
	struct gz_error err;

	if (!gz_query_open(w->path, &w->q, &err))
		fail_msg("open: %s", err.message);
}

static struct world *world_make(const struct world_entity *entities, size_t count)
{
	struct world *w = calloc(1, sizeof(*w));
	const char *tmp = getenv("TMPDIR");

	assert_non_null(w);
	snprintf(w->dir, sizeof(w->dir), "%.90s/gazet-query-XXXXXX",
		 tmp != NULL && *tmp != '\0' ? tmp : "/tmp");
	assert_non_null(mkdtemp(w->dir));
	snprintf(w->path, sizeof(w->path), "%s/gazet.db", w->dir);
	w->entities = entities;
	w->count = count;
	w->made = calloc(count, sizeof(*w->made));
	assert_non_null(w->made);
	for (size_t i = 0; i < count; i++) {
		w->made[i] = (struct gz_entity){
			.id = gz_str(entities[i].id),
			.name = gz_str(entities[i].name),
			.series = gz_str(entities[i].series != NULL ? entities[i].series : ""),
			.country = GZ_STR(""),
			.place = GZ_STR(""),
			.from = GZ_NO_DAY,
			.to = GZ_NO_DAY,
			.index = (uint32_t)i,
			.type = entities[i].type};
	}
	w->names = (struct gz_names){w, world_each_name, world_find, world_fold_name, gz_text_sketch};
	return w;
}

static void world_free(struct world *w)
{
	char path[512];
	struct dirent *entry;
	DIR *dir = opendir(w->dir);

	gz_query_close(w->q);
	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		snprintf(path, sizeof(path), "%s/%.200s", w->dir, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	if (dir != NULL)
		closedir(dir);
	rmdir(w->dir);
	gz_arena_free(&w->arena);
	free(w->made);
	free(w);
}

/* ---- answers ------------------------------------------------------------------------------- */

#define WORLD_LINES 10000

/* Rows as lines: cells with | between, reals with four decimals, NULL as "-". */
struct answer {
	char *lines[WORLD_LINES];
	size_t count, columns;
	int begun, ended;
};

static bool answer_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct answer *a = self;

	(void)columns;
	(void)err;
	a->begun++;
	a->columns = count;
	return true;
}

static bool answer_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct answer *a = self;
	struct gz_buf line = {0};

	(void)err;
	assert_int_equal(a->begun, 1);
	assert_true(a->count < WORLD_LINES);
	for (size_t i = 0; i < a->columns; i++) {
		if (i > 0)
			gz_buf_byte(&line, '|');
		switch (cells[i].kind) {
		case GZ_CELL_NULL: gz_buf_byte(&line, '-'); break;
		case GZ_CELL_INT: gz_buf_printf(&line, "%lld", (long long)cells[i].integer); break;
		case GZ_CELL_REAL: gz_buf_printf(&line, "%.4f", cells[i].real); break;
		case GZ_CELL_TEXT: gz_buf_str(&line, cells[i].text); break;
		}
	}
	gz_buf_byte(&line, '\0');
	assert_false(line.failed);
	a->lines[a->count++] = line.ptr;
	return true;
}

static bool answer_end(void *self, struct gz_error *err)
{
	(void)err;
	((struct answer *)self)->ended++;
	return true;
}

static inline struct gz_sink answer_sink(struct answer *a)
{
	return (struct gz_sink){a, answer_begin, answer_row, answer_end};
}

static inline void answer_clear(struct answer *a)
{
	for (size_t i = 0; i < a->count; i++)
		free(a->lines[i]);
	memset(a, 0, sizeof(*a));
}

static inline void add_line(struct answer *a, struct gz_buf *line)
{
	gz_buf_byte(line, '\0');
	assert_false(line->failed);
	assert_true(a->count < WORLD_LINES);
	a->lines[a->count++] = line->ptr;
	*line = (struct gz_buf){0};
}

static inline int compare_lines(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static inline void assert_equal_lines(struct answer *found, struct answer *expected, bool in_order)
{
	if (!in_order) {
		qsort(found->lines, found->count, sizeof(found->lines[0]), compare_lines);
		qsort(expected->lines, expected->count, sizeof(expected->lines[0]), compare_lines);
	}
	for (size_t i = 0; i < found->count && i < expected->count; i++)
		assert_string_equal(found->lines[i], expected->lines[i]);
	assert_int_equal(found->count, expected->count);
	answer_clear(found);
	answer_clear(expected);
}

/* The term of an id or a name; `folded` is made as the world folds. */
static inline struct gz_term world_term(struct world *w, const char *what)
{
	struct gz_term term;
	struct gz_error err;

	if (!gz_query_find(w->q, gz_str(what), world_fold(&w->arena, gz_str(what)), &term, &err))
		fail_msg("find %s: %s", what, err.message);
	return term;
}

static inline struct gz_selection world_selection(const struct gz_term *terms, size_t count)
{
	return (struct gz_selection){.terms = terms, .term_count = count, .from = GZ_NO_DAY, .to = GZ_NO_DAY};
}

static inline int32_t world_day(const char *date)
{
	enum gz_precision precision;
	int32_t first, last;

	assert_true(gz_day_parse(gz_str(date), &first, &last, &precision));
	return first;
}

#endif
