/* chart.c: `gazet timeline --format svg`: the rows of a timeline gathered for its picture. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "ends.h"
#include "gazet/export.h"
#include "gazet/picture.h"
#include "periods.h"

/* The rows, series after series; each has all periods. */
struct gathered {
	struct gz_arena *arena;
	GZ_VEC(uint64_t) docs;
	GZ_VEC(uint64_t) total;
	GZ_VEC(struct gz_str) period;
	GZ_VEC(int32_t) edge;
	int32_t end; /* the day behind the last period */
	bool behind; /* the first series */
};

static bool add_period(struct gathered *g, const struct gz_cell *cells, struct gz_error *err)
{
	struct gz_str period = cells[1].text;
	int32_t first, last;

	if (g->period.len == GZ_CHART_PERIODS)
		return gz_fail(err, GZ_ELIMIT,
			       "more than %d periods are no picture; choose a longer --by, or days by --from "
			       "and --to",
			       GZ_CHART_PERIODS);
	if (!period_days(period, &first, &last))
		return gz_fail(err, GZ_EFORMAT, "no period: %.*s", GZ_ARG(period));
	period = gz_arena_str(g->arena, period);
	g->end = last + 1;
	return (period.ptr != NULL && GZ_PUSH(&g->period, period) && GZ_PUSH(&g->edge, first) &&
		GZ_PUSH(&g->total, (uint64_t)cells[4].integer)) ||
	       gz_fail_nomem(err);
}

/* entity, period, docs, mentions, total_docs, share */
static bool gather_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct gathered *g = self;

	g->behind |= g->period.len > 0 && gz_str_eq(cells[1].text, g->period.ptr[0]);
	if (!g->behind && !add_period(g, cells, err))
		return false;
	return GZ_PUSH(&g->docs, (uint64_t)cells[2].integer) || gz_fail_nomem(err);
}

static uint64_t count_documents(const struct gathered *g)
{
	uint64_t docs = 0;

	for (size_t i = 0; i < g->docs.len; i++)
		docs += g->docs.ptr[i];
	return docs;
}

static bool gather_end(void *self, struct gz_error *err)
{
	struct gathered *g = self;

	return GZ_PUSH(&g->edge, g->end) || gz_fail_nomem(err);
}

static void put_count(struct gz_buf *out, uint64_t value)
{
	if (value >= 1000)
		put_count(out, value / 1000);
	gz_buf_printf(out, value >= 1000 ? ",%03u" : "%u", (unsigned)(value % 1000));
}

static void put_caption(struct gz_buf *out, const struct settings *s, uint64_t undated, struct gz_str ends,
			const struct gz_provenance *from)
{
	gz_buf_printf(out, "%s %.*s.", s->share ? "Shares of" : "Counted:", GZ_ARG(from->filter));
	if (undated > 0) {
		gz_buf_str(out, GZ_STR(" Not shown, without a date that fits: "));
		put_count(out, undated);
		gz_buf_byte(out, '.');
	}
	if (ends.len > 0)
		gz_buf_printf(out, " The %.*s.", GZ_ARG(ends));
	gz_buf_str(out, GZ_STR("\nDatabase of "));
	put_count(out, from->documents);
	gz_buf_printf(out, " documents, revision %llu; gazetteer %.*s; gazet %.*s.",
		      (unsigned long long)from->revision, GZ_ARG(from->gazetteer), GZ_ARG(from->version));
}

/* Series that stand beside each other are counted in all documents of the filter; shares are of these. */
static bool tell_caption(struct question *q, const struct settings *s, enum gz_period by,
			 const struct gz_chart *chart, struct gz_str *out, struct gz_error *err)
{
	size_t periods = chart->periods;
	struct gz_selection selection = q->selection;
	struct gz_provenance from;
	struct gz_buf words = {0}, ends = {0};
	bool ok;

	if (s->share || (!s->all && selection.term_count > 1))
		selection.term_count = 0;
	ok = gz_query_provenance(q->query, &selection, &q->arena, &from, err) &&
	     (periods == 0 || ends_tell(q->query, by, chart->edge[0], chart->edge[periods], &ends, err));
	if (ok) {
		put_caption(&words, s, chart->undated, gz_buf_view(&ends), &from);
		*out = words.failed ? (struct gz_str){NULL, 0} : gz_arena_str(&q->arena, gz_buf_view(&words));
		ok = out->ptr != NULL || gz_fail_nomem(err);
	}
	gz_buf_free(&ends);
	gz_buf_free(&words);
	return ok;
}

static bool draw(struct question *q, const struct settings *s, enum gz_period by, const struct gathered *g,
		 uint64_t undated, struct gz_buf *svg, struct gz_error *err)
{
	struct gz_series series[LIST_MAX];
	struct gz_chart chart = {.unit = gz_str(period_name(by)),
				 .series = series,
				 .period = g->period.ptr,
				 .edge = g->edge.ptr,
				 .total = g->total.ptr,
				 .periods = g->period.len,
				 .undated = undated,
				 .share = s->share};

	chart.title = selection_names(&q->selection, &q->arena);
	chart.series_count = s->all ? 1 : q->selection.term_count;
	if (chart.title.ptr == NULL)
		return gz_fail_nomem(err);
	if (!tell_caption(q, s, by, &chart, &chart.caption, err))
		return false;
	if (g->docs.len != chart.series_count * chart.periods)
		return gz_fail(err, GZ_EDB, "series of different length");
	for (size_t i = 0; i < chart.series_count; i++) {
		series[i].name = s->all ? chart.title : gz_str(q->selection.terms[i].name);
		series[i].docs = g->docs.ptr + i * chart.periods;
	}
	return gz_picture_timeline(svg, &chart, err);
}

/* To the file of -o, which is there when it is complete, or to standard output. */
static bool write_picture(const struct settings *s, struct gz_str svg, struct gz_error *err)
{
	struct gz_place *place = NULL;
	FILE *out = stdout;
	bool good;

	if (output_path(s) != NULL && !gz_place_file(s->output, &place, &out, err))
		return false;
	errno = 0;
	good = fwrite(svg.ptr, 1, svg.len, out) == svg.len ||
	       gz_fail(err, errno == EPIPE ? GZ_EPIPE : GZ_EIO, "cannot write the output: %s",
		       strerror(errno));
	good = good && (place == NULL || gz_place_finish(place, err));
	gz_place_close(place);
	return good;
}

bool chart_wanted(const struct settings *s)
{
	return s->format != NULL && strcmp(s->format, "svg") == 0;
}

int chart_timeline(const struct settings *s, enum gz_period by)
{
	struct settings plain = *s;
	struct question q;
	struct gathered g = {.arena = &q.arena};
	struct gz_buf svg = {0};
	struct gz_error err;
	uint64_t undated = 0;
	int status;
	bool good;

	if (s->sort != NULL || s->limit_given || s->offset > 0) {
		say("a picture shows all periods in their order: leave out --sort, --limit and --offset");
		return EXIT_FATAL;
	}
	plain.format = NULL; /* nothing is rendered as rows */
	plain.limit_given = true;
	if (!question_open(&q, &plain, s->args, s->arg_count, &status))
		return status;
	good = gz_query_timeline(q.query, &q.selection, by, s->all,
				 &(struct gz_sink){&g, ignore_columns, gather_row, gather_end}, &undated,
				 &err) &&
	       draw(&q, s, by, &g, undated, &svg, &err) && write_picture(s, gz_buf_view(&svg), &err);
	q.output.rows = g.period.len;
	if (good)
		timeline_found(&q, s, count_documents(&g), undated);
	if (good && !s->quiet && output_path(s) != NULL)
		say("%s: %zu periods, by %s", s->output, g.period.len, period_name(by));
	status = question_close(&q, &plain, good, &err);
	gz_buf_free(&svg);
	GZ_VEC_FREE(&g.docs);
	GZ_VEC_FREE(&g.total);
	GZ_VEC_FREE(&g.period);
	GZ_VEC_FREE(&g.edge);
	return status;
}
