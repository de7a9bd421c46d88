/* report_group.c: the card of a group, which is short: its documents and days, and its members with theirs.
 */
#include <stdlib.h>
#include <string.h>

#include "gazet/text.h"
#include "report.h"

#define MEMBERS 12

static bool find(struct report *r, struct gz_str what, struct gz_term *out, struct gz_error *err)
{
	struct gz_str folded;

	return gz_text_fold(what, &r->arena, &folded, err) &&
	       gz_query_find(r->q->query, what, folded, out, err);
}

static bool keep_line(struct report *r, struct gz_str name, uint64_t docs, struct gz_report_line *line,
		      struct gz_error *err)
{
	*line = (struct gz_report_line){gz_arena_str(&r->arena, name), GZ_NO_DAY, GZ_NO_DAY, docs};
	return line->name.ptr != NULL || gz_fail_nomem(err);
}

static int compare_lines(const void *left, const void *right)
{
	const struct gz_report_line *a = left, *b = right;

	if (a->docs != b->docs)
		return a->docs > b->docs ? -1 : 1;
	return gz_str_cmp(a->name, b->name);
}

/* ---- alternatives: what was joined, each counted apart -------------------------------------------- */

static bool count_alternative(struct report *r, const struct gz_selection *one, struct gz_str what,
			      struct gz_report_line *line, struct gz_error *err)
{
	struct gz_selection selection = *one;
	struct gz_term term = {0};
	uint64_t documents, docs;
	bool ok;

	selection.terms = &term;
	ok = find(r, what, &term, err) && gz_query_count(r->q->query, &selection, &documents, &docs, err) &&
	     keep_line(r, gz_str(term.name), docs, line, err);
	gz_term_free(&term);
	return ok;
}

static bool add_alternatives(struct report *r, const struct gz_selection *one, struct gz_report_subject *s,
			     struct gz_error *err)
{
	struct gz_report_line *line = gz_arena_zalloc(&r->arena, LIST_MAX * sizeof(*line));
	const char *at = one->terms->entity, *end;

	if (line == NULL)
		return gz_fail_nomem(err);
	for (; at != NULL && s->member_count < LIST_MAX; at = end != NULL ? end + 3 : NULL) {
		struct gz_str what;

		end = strstr(at, " | ");
		what = end != NULL ? gz_str_of(at, (size_t)(end - at)) : gz_str(at);
		if (!count_alternative(r, one, what, &line[s->member_count], err))
			return false;
		s->member_count++;
	}
	qsort(line, s->member_count, sizeof(*line), compare_lines);
	s->members = line;
	return true;
}

/* ---- what a selector chose ------------------------------------------------------------------------- */

static int compare_ids(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static bool is_member(struct report *r, const struct gz_term *group, struct gz_str entity, bool *member,
		      struct gz_error *err)
{
	struct gz_term term = {0};

	*member = false;
	if (!find(r, entity, &term, err))
		return false;
	for (size_t i = 0; i < term.count && !*member; i++)
		*member = bsearch(&term.ids[i], group->ids, group->count, sizeof(*term.ids), compare_ids) !=
			  NULL;
	gz_term_free(&term);
	return true;
}

/* Of what its documents mention, by documents, the first that the selector chose. */
static bool choose_members(struct report *r, const struct gz_term *group, const struct gz_report_rows *rows,
			   struct gz_report_subject *s, struct gz_error *err)
{
	struct gz_report_line *line = gz_arena_zalloc(&r->arena, MEMBERS * sizeof(*line));
	bool ok = line != NULL || gz_fail_nomem(err), member;

	s->members = line;
	s->members_chosen = true;
	for (size_t i = 0; ok && i < rows->count && s->member_count < MEMBERS; i++) {
		ok = is_member(r, group, gz_report_cell(rows, i, "entity")->text, &member, err);
		if (ok && member)
			ok = keep_line(r, gz_report_cell(rows, i, "name")->text,
				       (uint64_t)gz_report_cell(rows, i, "docs")->integer,
				       &line[s->member_count++], err);
	}
	return ok;
}

static bool add_chosen(struct report *r, const struct gz_selection *one, struct gz_report_subject *s,
		       struct gz_error *err)
{
	struct gz_report_rows rows = {.limit = SIZE_MAX};
	struct gz_sink sink = gz_report_rows_sink(&rows);
	struct gz_selection selection = *one;
	bool ok;

	selection.limit = selection.offset = 0;
	selection.sort = NULL;
	selection.types = 0;
	ok = gz_query_entities(r->q->query, &selection, GZ_STR(""), &sink, err) &&
	     choose_members(r, one->terms, &rows, s, err);
	gz_report_rows_free(&rows);
	return ok;
}

/* ---- counts ------------------------------------------------------------------------------------------ */

/* The day of the document that is first in this order. */
static bool find_day(struct report *r, const struct gz_selection *one, const char *sort, int32_t *day,
		     struct gz_error *err)
{
	struct gz_selection selection = *one;
	struct gz_report_rows rows = {.limit = 1};
	struct gz_sink sink = gz_report_rows_sink(&rows);
	enum gz_precision precision;
	const struct gz_cell *date;
	int32_t last;
	bool ok;

	selection.sort = sort;
	selection.limit = 1;
	selection.offset = 0;
	ok = gz_query_docs(r->q->query, &selection, &sink, err);
	date = ok && rows.count > 0 ? gz_report_cell(&rows, 0, "date") : NULL;
	if (date == NULL || date->kind != GZ_CELL_TEXT || !gz_day_parse(date->text, day, &last, &precision))
		*day = GZ_NO_DAY;
	gz_report_rows_free(&rows);
	return ok;
}

bool report_group(struct report *r, const struct gz_selection *one, struct gz_report_subject *s,
		  struct gz_error *err)
{
	uint64_t documents;

	s->from = s->to = GZ_NO_DAY;
	return gz_query_count(r->q->query, one, &documents, &s->docs, err) &&
	       find_day(r, one, "date", &s->first, err) && find_day(r, one, NULL, &s->last, err) &&
	       (one->terms->open ? add_chosen(r, one, s, err) : add_alternatives(r, one, s, err));
}
