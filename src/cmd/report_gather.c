/* report_gather.c: the questions of a report, whose answers become the parts of a page. */
#include <stdlib.h>
#include <string.h>

#include "report.h"

#define STRONGEST 6  /* of each type */
#define WORDS	  70 /* code points of context on each side */

/* The selection of the question with other rows. */
static struct gz_selection selection_of(const struct report *r, uint64_t limit, const char *sort)
{
	struct gz_selection selection = r->q->selection;

	selection.offset = 0;
	selection.limit = limit;
	selection.sort = sort;
	selection.sourced = true;
	return selection;
}

static struct gz_sink sink_of(struct gz_report_rows *rows, uint64_t limit)
{
	rows->limit = (size_t)limit;
	return gz_report_rows_sink(rows);
}

/* ---- the heading ---------------------------------------------------------------------- */

/* "Barack Obama with Angela Merkel and Greece", "Greece with either G20 or G8", "Any person (Greece)" */
static bool gather_title(struct report *r, struct gz_error *err)
{
	struct gz_buf title = {0};
	bool good;

	for (size_t i = 0; i < r->page.subject_count; i++) {
		if (i > 0)
			gz_buf_str(&title, i == 1			   ? GZ_STR(" with ")
					   : i + 1 < r->page.subject_count ? GZ_STR(", ")
									   : GZ_STR(" and "));
		if (r->page.subject_count > 1 && gz_term_is_joined(&r->q->terms[i]))
			gz_buf_str(&title, GZ_STR("either "));
		gz_buf_str(&title, r->subjects[i].name);
	}
	if (title.len > 0 && (r->q->terms[0].open || gz_term_is_joined(&r->q->terms[0])))
		title.ptr[0] =
			title.ptr[0] >= 'a' && title.ptr[0] <= 'z' ? (char)(title.ptr[0] - 32) : title.ptr[0];
	r->page.title = gz_arena_str(&r->arena, gz_buf_view(&title));
	good = !title.failed && r->page.title.ptr != NULL;
	gz_buf_free(&title);
	return good || gz_fail_nomem(err);
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
	const struct gz_selection everything = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};

	for (size_t i = 0; i < GZ_COUNT(periods); i++) {
		gz_report_timeline_free(&r->timeline);
		r->timeline = (struct gz_report_timeline){.by = periods[i].name};
		if (!ask_timeline(r, periods[i].by, err))
			return false;
		if (!r->timeline.too_long)
			break;
	}
	return gz_query_extent(r->q->query, &everything, &r->timeline.begin, &r->timeline.end, err);
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* Passes a row on to those of its type, if the two are together more often than by chance. */
static bool take_strongest(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct report *r = self;
	const struct gz_report_rows *shape = &r->associates; /* the same question, the same columns */
	enum gz_type type = GZ_TYPES;
	struct gz_sink sink;
	double npmi = 0;

	for (size_t i = 0; i < shape->column_count; i++) {
		if (strcmp(shape->columns[i].name, "type") == 0)
			type = gz_type_of(cells[i].text);
		else if (strcmp(shape->columns[i].name, "npmi") == 0)
			npmi = cells[i].real;
	}
	r->associates.seen++;
	if (type == GZ_TYPES || npmi <= 0)
		return true;
	sink = sink_of(&r->strongest[type], STRONGEST);
	return sink.row(sink.self, cells, err);
}

static bool begin_strongest(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct report *r = self;

	for (size_t type = 0; type < GZ_TYPES; type++) {
		struct gz_sink sink = sink_of(&r->strongest[type], STRONGEST);

		if (!sink.begin(sink.self, columns, count, err))
			return false;
	}
	return true;
}

static bool end_strongest(void *self, struct gz_error *err)
{
	(void)self;
	(void)err;
	return true;
}

static bool gather_associates(struct report *r, struct gz_error *err)
{
	struct gz_selection selection = selection_of(r, r->limit, NULL);
	struct gz_sink sink = sink_of(&r->associates, r->limit);
	struct gz_sink strongest = {r, begin_strongest, take_strongest, end_strongest};

	if (!gz_query_cooc(r->q->query, &selection, &sink, err))
		return false;
	/* All of them, whose names cost much, only once: by that they are counted too. */
	r->associates.seen = 0;
	selection.limit = 0;
	selection.sort = "-g2";
	selection.untested = true;
	return gz_query_cooc(r->q->query, &selection, &strongest, err);
}

/* Of more than were asked for, how many there are. */
static bool count_contexts(struct report *r, const struct gz_selection *s, struct gz_report_rows *rows,
			   struct gz_error *err)
{
	return gz_query_kwic_count(r->q->query, s, &rows->seen, err);
}

/* The words around each of the first terms where all are. */
static bool gather_contexts(struct report *r, struct gz_error *err)
{
	size_t count = r->q->selection.term_count,
	       shown = count < GZ_REPORT_CONTEXTS ? count : GZ_REPORT_CONTEXTS;
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
		if (r->contexts[i].seen > limit && !count_contexts(r, &selection, &r->contexts[i], err))
			return false;
	}
	return true;
}

static bool gather_articles(struct report *r, struct gz_error *err)
{
	struct gz_selection selection = selection_of(r, r->limit, NULL);
	struct gz_selection all = {.from = GZ_NO_DAY, .to = GZ_NO_DAY, .limit = 1};
	struct gz_sink sink = sink_of(&r->articles, r->limit);
	const struct gz_cell *date;

	if (!gz_query_docs(r->q->query, &selection, &sink, err))
		return false;
	sink = sink_of(&r->newest, 1);
	if (!gz_query_docs(r->q->query, &all, &sink, err))
		return false;
	date = gz_report_cell(&r->newest, 0, "date");
	if (r->newest.count > 0 && date->kind == GZ_CELL_TEXT)
		r->page.newest = date->text;
	return gz_query_count(r->q->query, &r->q->selection, &r->page.documents, &r->page.docs, err);
}

/* What is named again asks for nothing more; its rows would be added to those that it has already. */
static void drop_repeated(struct question *q)
{
	size_t kept = 0;

	for (size_t i = 0; i < q->selection.term_count; i++) {
		size_t same = 0;

		while (same < kept && strcmp(q->terms[same].entity, q->terms[i].entity) != 0)
			same++;
		if (same == kept)
			q->terms[kept++] = q->terms[i];
		else
			gz_term_free(&q->terms[i]);
	}
	q->selection.term_count = kept;
}

bool report_gather(struct report *r, struct gz_error *err)
{
	struct gz_report *page = &r->page;

	drop_repeated(r->q);
	page->subjects = r->subjects;
	page->subject_count = r->q->selection.term_count;
	page->timeline = &r->timeline;
	page->associates = &r->associates;
	page->strongest = r->strongest;
	page->contexts = r->contexts;
	page->articles = &r->articles;
	page->provenance = &r->provenance;
	return report_subjects(r, err) && gather_title(r, err) && gather_timeline(r, err) &&
	       gather_associates(r, err) && gather_contexts(r, err) && gather_articles(r, err) &&
	       gz_query_provenance(r->q->query, &r->q->selection, &r->arena, &r->provenance, err) &&
	       report_network(r, err);
}

void report_free(struct report *r)
{
	for (size_t i = 0; i < LIST_MAX; i++)
		card_free(&r->cards[i]);
	for (size_t i = 0; i < GZ_TYPES; i++)
		gz_report_rows_free(&r->strongest[i]);
	for (size_t i = 0; i < GZ_REPORT_CONTEXTS; i++)
		gz_report_rows_free(&r->contexts[i]);
	gz_report_rows_free(&r->associates);
	gz_report_rows_free(&r->articles);
	gz_report_rows_free(&r->newest);
	gz_report_timeline_free(&r->timeline);
	gz_arena_free(&r->arena);
	gz_gaz_free(r->gaz);
	free(r);
}
