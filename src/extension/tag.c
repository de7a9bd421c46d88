/* tag.c: gazet_tag(text, title, date): the mentions of a text. */
#include <string.h>

#include "extension.h"
SQLITE_EXTENSION_INIT3

/* The connection's annotator goes on to the next text while these rows are read: they are kept. */
struct mark {
	const char *type, *via, *field;
	char *text; /* the strings, one behind the other, with a NUL each: text, entity, name, series */
	sqlite3_int64 start, end;
	double score;
	bool nested;
};

static void stop(struct cursor *c)
{
	for (size_t i = 0; i < c->mark_count; i++)
		sqlite3_free(c->marks[i].text);
	sqlite3_free(c->marks);
	c->marks = NULL;
	c->mark_count = 0;
}

static bool next(struct cursor *c)
{
	return c->row <= (sqlite3_int64)c->mark_count;
}

/* String number `index` of a mark. */
static const char *string(const struct mark *m, unsigned index)
{
	const char *at = m->text;

	while (index-- > 0)
		at += strlen(at) + 1;
	return at;
}

static void give(sqlite3_context *out, const char *text)
{
	if (text[0] != '\0')
		sqlite3_result_text(out, text, -1, SQLITE_TRANSIENT);
}

enum { FIELD, START, END, TEXT, ENTITY, NAME, TYPE, VIA, SCORE, SERIES, NESTED };

static void column(const struct cursor *c, unsigned column, sqlite3_context *out)
{
	const struct mark *m = &c->marks[c->row - 1];

	switch (column) {
	case FIELD: give(out, m->field); break;
	case START: sqlite3_result_int64(out, m->start); break;
	case END: sqlite3_result_int64(out, m->end); break;
	case TEXT: give(out, string(m, 0)); break;
	case ENTITY: give(out, string(m, 1)); break;
	case NAME: give(out, string(m, 2)); break;
	case TYPE: give(out, m->type); break;
	case VIA: give(out, m->via); break;
	case SCORE: sqlite3_result_double(out, m->score); break;
	case SERIES: give(out, string(m, 3)); break;
	case NESTED: sqlite3_result_int(out, m->nested); break;
	default: break;
	}
}

static bool keep(struct cursor *c, const struct gz_mark *mark)
{
	const char *const strings[] = {mark->text, mark->entity, mark->name, mark->series};
	struct mark *m = &c->marks[c->mark_count];
	size_t length = 0, at = 0;

	for (size_t i = 0; i < 4; i++)
		length += strlen(strings[i]) + 1;
	*m = (struct mark){.type = mark->type,
			   .via = mark->via,
			   .field = mark->field,
			   .start = mark->start,
			   .end = mark->end,
			   .score = mark->score,
			   .nested = mark->nested,
			   .text = sqlite3_malloc64(length)};
	if (m->text == NULL)
		return false;
	c->mark_count++;
	for (size_t i = 0; i < 4; i++) {
		memcpy(m->text + at, strings[i], strlen(strings[i]) + 1);
		at += strlen(strings[i]) + 1;
	}
	return true;
}

/* NULL and what is not given are nothing. */
static bool read_argument(sqlite3_value *value, const char **text, size_t *length)
{
	if (value == NULL || sqlite3_value_type(value) == SQLITE_NULL)
		return true;
	*text = (const char *)sqlite3_value_text(value);
	if (*text != NULL && length != NULL)
		*length = (size_t)sqlite3_value_bytes(value);
	return *text != NULL;
}

static bool start(struct session *s, const struct kind *kind, struct cursor *c, char **message)
{
	struct gz_document document = gz_document_of(NULL);
	struct gz_annotator *annotator = session_annotator(s, message);
	const struct gz_mark *mark;
	struct gz_problem problem;
	size_t count;

	if (annotator == NULL || !read_argument(c->argument[0], &document.text, &document.text_length) ||
	    !read_argument(c->argument[1], &document.title, &document.title_length) ||
	    !read_argument(c->argument[2], &document.date, NULL))
		return false;
	if (!gz_annotator_tag(annotator, &document, &problem)) {
		*message = sqlite3_mprintf("%s: %s", kind->name, problem.message);
		return false;
	}
	count = gz_annotator_count(annotator);
	c->marks = sqlite3_malloc64((count + 1) * sizeof(*c->marks));
	if (c->marks == NULL)
		return false;
	while ((mark = gz_annotator_next(annotator)) != NULL) {
		if (!keep(c, mark))
			return false;
	}
	return c->mark_count == count;
}

const struct kind tag_kind = {"gazet_tag",
			      {"field TEXT", "start INTEGER", "\"end\" INTEGER", "text TEXT", "entity TEXT",
			       "name TEXT", "type TEXT", "via TEXT", "score REAL", "series TEXT",
			       "nested INTEGER"},
			      {"document", "title", "date"},
			      {NULL},
			      NULL,
			      true,
			      NULL,
			      start,
			      next,
			      column,
			      stop};
