/* nothing.c: what to say when there was no row: why, as far as counts tell, and what may have been meant. */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"

/* Some rows of `db stats`. */
struct figures {
	char documents[32], first[16], last[16];
};

static bool keep_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	(void)self;
	(void)columns;
	(void)count;
	(void)err;
	return true;
}

static void keep(char *out, size_t size, const struct gz_cell *cell)
{
	if (cell->kind == GZ_CELL_INT)
		snprintf(out, size, "%lld", (long long)cell->integer);
	else if (cell->kind == GZ_CELL_TEXT)
		snprintf(out, size, "%.*s", GZ_ARG(cell->text));
}

static bool keep_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct figures *f = self;

	(void)err;
	if (gz_str_eq(cells[0].text, GZ_STR("documents")))
		keep(f->documents, sizeof(f->documents), &cells[1]);
	else if (gz_str_eq(cells[0].text, GZ_STR("first_day")))
		keep(f->first, sizeof(f->first), &cells[1]);
	else if (gz_str_eq(cells[0].text, GZ_STR("last_day")))
		keep(f->last, sizeof(f->last), &cells[1]);
	return true;
}

static bool keep_end(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

static void say_no_document(struct question *q)
{
	struct figures f = {.documents = "0"};
	struct gz_sink sink = {&f, keep_begin, keep_row, keep_end};
	struct gz_error err;

	if (!gz_query_stats(q->query, &(struct gz_selection){.unique = false}, &sink, &err))
		return;
	if (strcmp(f.documents, "0") == 0)
		say("nothing found: the database has no documents");
	else if (f.first[0] == '\0')
		say("nothing found: no document fits the filter; the database has %s, all undated",
		    f.documents);
	else
		say("nothing found: no document fits the filter; the database has %s, of %s to %s",
		    f.documents, f.first, f.last);
}

/* Documents with one of the terms, of the filter or of all. */
static bool count_term(struct question *q, size_t term, bool filtered, unsigned long long *out)
{
	struct gz_selection one = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};
	uint64_t documents, with;
	struct gz_error err;

	if (filtered)
		one = q->selection;
	one.terms = &q->terms[term];
	one.term_count = 1;
	one.window = GZ_WINDOW_DOCUMENT;
	if (!gz_query_count(q->query, &one, &documents, &with, &err))
		return false;
	*out = with;
	return true;
}

static void say_terms(struct question *q)
{
	const struct gz_selection *s = &q->selection;
	struct gz_buf text = {0};
	unsigned long long docs;

	for (size_t i = 0; i < s->term_count; i++) {
		if (!count_term(q, i, true, &docs))
			goto out;
		gz_buf_printf(&text, i == 0 ? "in the filter, %s has %llu document%s" : ", %s %llu",
			      s->terms[i].entity, docs, docs == 1 ? "" : "s");
	}
	if (s->term_count == 1 && count_term(q, 0, false, &docs))
		gz_buf_printf(&text, "; without it %llu", docs);
	else if (s->term_count > 1)
		gz_buf_printf(&text, "; none has %s",
			      s->window == GZ_WINDOW_DOCUMENT ? "all of them"
							      : "all of them so near to each other");
	if (!text.failed)
		say("nothing found: %.*s", (int)text.len, text.ptr);
out:
	gz_buf_free(&text);
}

/* A pattern that no name contains is answered with the nearest names. */
static void say_nearest(struct question *q, const char *pattern)
{
	struct gz_buf nearest = {0};
	struct gz_error err;

	if (gz_query_nearest(q->query, gz_str(pattern), q->pattern, &nearest, &err))
		say("nothing found: no name that was counted has words beginning so%s%.*s",
		    nearest.len > 0 ? "; nearest: " : "", (int)nearest.len, nearest.ptr);
	gz_buf_free(&nearest);
}

static void say_left(uint64_t documents, const struct settings *s)
{
	say("nothing found: %llu document%s fit%s, but no row is left%s%s%s", (unsigned long long)documents,
	    documents == 1 ? "" : "s", documents == 1 ? "s" : "", s->types.count > 0 ? " by --type" : "",
	    s->min_docs > 1 ? " by --min-docs" : "", s->offset > 0 ? " by --offset" : "");
}

void say_nothing(struct question *q, const struct settings *s)
{
	uint64_t documents, with;
	struct gz_error err;

	if (!gz_query_count(q->query, &q->selection, &documents, &with, &err))
		return;
	if (documents == 0)
		say_no_document(q);
	else if (with == 0)
		say_terms(q);
	else if (q->selection.only != NULL && s->types.count == 0 && s->min_docs <= 1 && s->offset == 0)
		say("nothing found: none of the documents of the filter mentions %s", s->args[0]);
	else if (q->pattern.len > 0)
		say_nearest(q, s->args[0]);
	else
		say_left(with, s);
}
