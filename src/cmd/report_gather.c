/* report_gather.c: the questions of a report, whose answers become the parts of a page. */
#include <stdlib.h>
#include <string.h>

#include "report.h"

#define STRONGEST 6 /* of each type */
#define WORDS 70    /* code points of context on each side */

/* The selection of the question with other rows. */
static struct gz_selection selection_of(const struct report *r, uint64_t limit, const char *sort)
{
	struct gz_selection selection = r->q->selection;

	selection.offset = 0;
	selection.limit = limit;
	selection.sort = sort;
	return selection;
}

static struct gz_sink sink_of(struct gz_report_rows *rows, uint64_t limit)
{
	rows->limit = (size_t)limit;
	return gz_report_rows_sink(rows);
}

/* ---- the subjects ---------------------------------------------------------------------- */

static struct gz_str text_of(const struct gz_report_rows *rows, size_t row, const char *column)
{
	const struct gz_cell *cell = gz_report_cell(rows, row, column);

	return cell != NULL && cell->kind == GZ_CELL_TEXT ? cell->text : GZ_STR("");
}

/* An entity's own row among what its documents mention; a group of entities has none, and only its documents are
 * counted. */
static bool gather_subject(struct report *r, size_t number, struct gz_error *err)
{
	struct gz_selection one = selection_of(r, 0, NULL);
	struct gz_report_rows *facts = &r->facts[number];
	struct gz_report_subject *subject = &r->subjects[number];
	struct gz_sink sink = sink_of(facts, 1);
	uint64_t documents;

	one.terms = &r->q->terms[number];
	one.term_count = 1;
	one.types = 0;
	one.min_docs = 0;
	one.window = GZ_WINDOW_DOCUMENT;
	subject->entity = gz_str(one.terms->entity);
	subject->name = gz_str(one.terms->name);
	facts->only = one.terms->entity;
	if (!gz_query_entities(r->q->query, &one, GZ_STR(""), &sink, err))
		return false;
	if (facts->count == 0)
		return gz_query_count(r->q->query, &one, &documents, &subject->docs, err);
	subject->type = text_of(facts, 0, "type");
	subject->docs = (uint64_t)gz_report_cell(facts, 0, "docs")->integer;
	subject->mentions = (uint64_t)gz_report_cell(facts, 0, "mentions")->integer;
	subject->first = text_of(facts, 0, "first");
	subject->last = text_of(facts, 0, "last");
	return true;
}

/* "Barack Obama with Angela Merkel and Greece" */
static bool gather_title(struct report *r, struct gz_error *err)
{
	struct gz_buf title = {0};

	for (size_t i = 0; i < r->page.subject_count; i++) {
		if (i > 0)
			gz_buf_str(&title, i == 1			   ? GZ_STR(" with ") :
					   i + 1 < r->page.subject_count ? GZ_STR(", ") :
									   GZ_STR(" and "));
		gz_buf_str(&title, r->subjects[i].name);
	}
	r->page.title = gz_arena_str(&r->arena, gz_buf_view(&title));
	gz_buf_free(&title);
	return r->page.title.ptr != NULL || gz_fail_nomem(err);
}

/* ---- the timeline ------------------------------------------------------------------------ */

static bool ask_timeline(struct report *r, enum gz_period by, struct gz_error *err)
{
	struct gz_selection selection = selection_of(r, 0, NULL);
	struct gz_report_timeline *t = &r->timeline;
	struct gz_sink sink = gz_report_timeline_sink(t);
	size_t shown = selection.term_count;
	uint64_t undated;

	/* Of several terms a series each, and one of their common documents. */
	if (shown > GZ_REPORT_SERIES - 1)
		shown = GZ_REPORT_SERIES - 1;
	selection.term_count = shown;
	if (!gz_query_timeline(r->q->query, &selection, by, false, &sink, &t->undated, err))
		return false;
	for (size_t i = 0; i < t->count; i++)
		t->series[i].name = gz_str(r->q->terms[i].name);
	if (r->q->selection.term_count < 2)
		return true;
	selection.term_count = r->q->selection.term_count;
	if (!gz_query_timeline(r->q->query, &selection, by, true, &sink, &undated, err))
		return false;
	t->undated = undated;
	if (t->count > shown)
		t->series[t->count - 1].name = GZ_STR("together");
	return true;
}

/* By day, or where that is too many by month, or by year. */
static bool gather_timeline(struct report *r, struct gz_error *err)
{
	static const struct {
		enum gz_period by;
		const char *name;
	} periods[] = {{GZ_BY_DAY, "day"}, {GZ_BY_MONTH, "month"}, {GZ_BY_YEAR, "year"}};

	for (size_t i = 0; i < GZ_COUNT(periods); i++) {
		gz_report_timeline_free(&r->timeline);
		r->timeline = (struct gz_report_timeline){.by = periods[i].name};
		if (!ask_timeline(r, periods[i].by, err))
			return false;
		if (!r->timeline.too_long)
			break;
	}
	return true;
}

/* ---- tables ---------------------------------------------------------------------------------- */

static bool gather_associates(struct report *r, struct gz_error *err)
{
	struct gz_selection selection = selection_of(r, 0, NULL);
	struct gz_sink sink = sink_of(&r->associates, r->limit);

	if (!gz_query_cooc(r->q->query, &selection, &sink, err))
		return false;
	for (unsigned type = 0; type < GZ_TYPES; type++) {
		selection = selection_of(r, STRONGEST, "-g2");
		selection.types = 1u << type;
		sink = sink_of(&r->strongest[type], STRONGEST);
		if ((r->q->selection.types == 0 || (r->q->selection.types & selection.types) != 0) &&
		    !gz_query_cooc(r->q->query, &selection, &sink, err))
			return false;
	}
	return true;
}

/* The words around each of the first terms where all are. */
static bool gather_contexts(struct report *r, struct gz_error *err)
{
	size_t count = r->q->selection.term_count, shown = count < REPORT_CONTEXTS ? count : REPORT_CONTEXTS;
	struct gz_selection selection;
	struct gz_term terms[LIST_MAX];

	r->page.context_count = shown;
	for (size_t i = 0; i < shown; i++) {
		uint64_t limit = (r->limit + shown - 1) / shown;
		struct gz_sink sink = sink_of(&r->contexts[i], limit);

		memcpy(terms, r->q->terms, count * sizeof(*terms));
		terms[0] = r->q->terms[i];
		terms[i] = r->q->terms[0];
		selection = selection_of(r, limit + 1, "-date");
		selection.terms = terms;
		if (!gz_query_kwic(r->q->query, &selection, WORDS, &sink, err))
			return false;
	}
	return true;
}

static bool gather_articles(struct report *r, struct gz_error *err)
{
	struct gz_selection selection = selection_of(r, r->limit, NULL);
	struct gz_selection all = {.from = GZ_NO_DAY, .to = GZ_NO_DAY, .limit = 1};
	struct gz_sink sink = sink_of(&r->articles, r->limit);

	if (!gz_query_docs(r->q->query, &selection, &sink, err))
		return false;
	sink = sink_of(&r->newest, 1);
	if (!gz_query_docs(r->q->query, &all, &sink, err))
		return false;
	if (r->newest.count > 0)
		r->page.newest = text_of(&r->newest, 0, "date");
	return gz_query_count(r->q->query, &r->q->selection, &r->page.documents, &r->page.docs, err);
}

bool report_gather(struct report *r, struct gz_error *err)
{
	struct gz_report *page = &r->page;

	page->subjects = r->subjects;
	page->subject_count = r->q->selection.term_count;
	page->timeline = &r->timeline;
	page->associates = &r->associates;
	page->strongest = r->strongest;
	page->contexts = r->contexts;
	page->articles = &r->articles;
	page->provenance = &r->provenance;
	for (size_t i = 0; i < page->subject_count; i++) {
		if (!gather_subject(r, i, err))
			return false;
	}
	return gather_title(r, err) && gather_timeline(r, err) && gather_associates(r, err) &&
	       gather_contexts(r, err) && gather_articles(r, err) &&
	       gz_query_provenance(r->q->query, &r->q->selection, &r->arena, &r->provenance, err) &&
	       report_network(r, err);
}

void report_free(struct report *r)
{
	for (size_t i = 0; i < LIST_MAX; i++)
		gz_report_rows_free(&r->facts[i]);
	for (size_t i = 0; i < GZ_TYPES; i++)
		gz_report_rows_free(&r->strongest[i]);
	for (size_t i = 0; i < REPORT_CONTEXTS; i++)
		gz_report_rows_free(&r->contexts[i]);
	gz_report_rows_free(&r->associates);
	gz_report_rows_free(&r->articles);
	gz_report_rows_free(&r->newest);
	gz_report_timeline_free(&r->timeline);
	gz_arena_free(&r->arena);
	free(r);
}
