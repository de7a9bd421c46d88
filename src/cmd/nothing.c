/* nothing.c: what to say when there was no row: why, as far as counts tell, and what may have been meant. */
#include <stdlib.h>
#include <string.h>

#include "cmd.h"

/* Some rows of `db stats`. */
struct figures {
	char documents[32], first[16], last[16];
};

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

static void say_no_document(struct question *q)
{
	struct figures f = {.documents = "0"};
	struct gz_sink sink = {&f, ignore_columns, keep_row, ignore_end};
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

/* Whether the documents of the filter, of which `with` have all entities, lack those that are needed. */
static bool lacks_terms(struct question *q, uint64_t with)
{
	size_t terms = q->selection.term_count, lacking = 0;
	unsigned long long docs;

	if (q->needs == NEEDS_TOGETHER || with > 0)
		return with == 0;
	for (size_t i = 0; i < terms; i++)
		lacking += count_term(q, i, true, &docs) && docs == 0;
	return lacking > 0 && (q->needs == NEEDS_EACH || lacking == terms);
}

void timeline_found(struct question *q, const struct settings *s, uint64_t docs, uint64_t undated)
{
	uint64_t documents, with;
	struct gz_error err;

	q->tells = undated == 0; /* else that is why */
	q->needs = s->all ? NEEDS_TOGETHER : NEEDS_ANY;
	if (docs + undated == 0 && gz_query_count(q->query, &q->selection, &documents, &with, &err) &&
	    lacks_terms(q, with))
		q->output.rows = 0;
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
	else if (s->term_count > 1 && q->needs == NEEDS_TOGETHER)
		gz_buf_printf(&text, "; none has %s",
			      s->window == GZ_WINDOW_DOCUMENT ? "all of them"
							      : "all of them so near to each other");
	if (!text.failed)
		say("nothing found: %.*s", (int)text.len, text.ptr);
out:
	gz_buf_free(&text);
}

/* ---- documents, but no row ---------------------------------------------------------------- */

/* Whether the question has a row in a selection, whatever options choose among the rows. */
static bool has_row(struct question *q, const struct gz_selection *selection)
{
	struct gz_selection s = *selection;
	uint64_t rows = 0;
	struct gz_sink sink = {&rows, ignore_columns, tally_row, ignore_end};
	struct gz_error err;

	s.types = 0;
	s.min_docs = s.offset = 0;
	s.sort = NULL;
	s.limit = 1;
	return q->again(q, &s, &sink, &err) && rows > 0;
}

/* Whether options that choose among the rows left none. */
static bool is_left_out(struct question *q, const struct settings *s)
{
	if (s->types.count == 0 && s->min_docs <= 1 && s->offset == 0)
		return false;
	return q->again == NULL || has_row(q, &q->selection);
}

static void say_left(const struct question *q, uint64_t documents, const struct settings *s)
{
	char fit[64] = "";

	if (q->needs == NEEDS_TOGETHER || q->selection.term_count < 2)
		snprintf(fit, sizeof(fit), "%llu document%s fit%s, but ", (unsigned long long)documents,
			 documents == 1 ? "" : "s", documents == 1 ? "s" : "");
	say("nothing found: %sno row is left%s%s%s", fit, s->types.count > 0 ? " by --type" : "",
	    s->min_docs > 1 ? " by --min-docs" : "", s->offset > 0 ? " by --offset" : "");
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

/* No entity of a pattern, an id or a selector has a row. */
static void say_unmentioned(struct question *q, const char *pattern)
{
	static const struct gz_selection everything = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};

	if (q->selection.only != NULL || has_row(q, &everything))
		say("nothing found: none of the documents of the filter mentions %s", pattern);
	else
		say_nearest(q, pattern);
}

void say_nothing(struct question *q, const struct settings *s)
{
	uint64_t documents, with;
	struct gz_error err;

	if (!gz_query_count(q->query, &q->selection, &documents, &with, &err))
		return;
	if (documents == 0)
		say_no_document(q);
	else if (lacks_terms(q, with))
		say_terms(q);
	else if (is_left_out(q, s))
		say_left(q, with, s);
	else if (q->selection.only != NULL || q->pattern.len > 0)
		say_unmentioned(q, s->args[0]);
	else if (q->otherwise != NULL)
		say("%s", q->otherwise);
}
