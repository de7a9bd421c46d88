/* timeline.c: documents per period, as rows or, on a terminal, as a drawing. */
#include <string.h>

#include "ends.h"
#include "periods.h"

/* Is it drawn? Asked for, or seen by somebody who asked for nothing else. */
static bool is_plotted(const struct settings *s)
{
	bool rows = s->limit_given || s->offset > 0 || s->sort != NULL;

	if (s->plot || (s->format != NULL && strcmp(s->format, "plot") == 0))
		return true;
	return !s->no_plot && s->format == NULL && !rows && output_is_terminal();
}

static bool check(const struct settings *s, bool plotted, struct gz_error *err)
{
	if (s->plot && s->no_plot)
		return gz_fail(err, GZ_EUSAGE, "--plot and --no-plot: one of them");
	if (s->plot && s->format != NULL && strcmp(s->format, "plot") != 0)
		return gz_fail(err, GZ_EUSAGE, "--plot draws, and --format %s gives rows: one of them",
			       s->format);
	if (plotted && (s->limit_given || s->offset > 0 || s->sort != NULL))
		return gz_fail(
			err, GZ_EUSAGE,
			"a drawing has all periods in their order: leave out --sort, --limit and --offset");
	return true;
}

static bool read_period(const struct settings *s, enum gz_period *by, struct gz_error *err)
{
	return s->by == NULL || period_of_name(s->by, by) ||
	       gz_fail(err, GZ_EUSAGE, "--by is day, week, month or year, not '%s'", s->by);
}

/* Who did not say which periods gets such as suit the width. */
static bool suit_period(const struct question *q, enum gz_period *by, struct gz_error *err)
{
	int width = output_plot_width();
	int32_t first, last;

	if (!gz_query_extent(q->query, &q->selection, &first, &last, err))
		return false;
	*by = periods_choose(first, last, width > 40 ? (size_t)width / 2 : 40).by;
	return true;
}

/* Rows on their way to the output, the documents that they count, and their days. */
struct counted {
	struct gz_sink *to;
	uint64_t docs;
	int32_t first, last;
};

static bool count_begin(void *self, const struct gz_column *columns, size_t count, struct gz_error *err)
{
	struct gz_sink *to = ((struct counted *)self)->to;

	return to->begin(to->self, columns, count, err);
}

/* entity, period, docs, mentions, total_docs, share */
static bool count_row(void *self, const struct gz_cell *cells, struct gz_error *err)
{
	struct counted *c = self;
	int32_t first;

	if (period_days(cells[1].text, &first, &c->last) && c->first == GZ_NO_DAY)
		c->first = first;
	c->docs += (uint64_t)cells[2].integer;
	return c->to->row(c->to->self, cells, err);
}

static bool count_end(void *self, struct gz_error *err)
{
	struct gz_sink *to = ((struct counted *)self)->to;

	return to->end(to->self, err);
}

/* Who sees a fall at an end of a drawing is told where documents begin and end. */
static void say_ends(const struct question *q, enum gz_period by, const struct counted *c)
{
	struct gz_buf text = {0};
	struct gz_error err;

	if (c->docs > 0 && ends_tell(q->query, by, c->first, c->last + 1, &text, &err) && text.len > 0)
		say("%.*s", (int)text.len, text.ptr);
	gz_buf_free(&text);
}

static int answer(const struct settings *s)
{
	enum gz_period by = GZ_BY_MONTH;
	struct settings all_rows = *s;
	bool plotted = is_plotted(s), good;
	struct question q;
	struct counted counted = {.to = &q.output.sink, .first = GZ_NO_DAY};
	struct gz_sink sink = {&counted, count_begin, count_row, count_end};
	struct gz_error err;
	uint64_t undated = 0;
	int status;

	if (!check(s, plotted, &err) || !read_period(s, &by, &err))
		return say_error(&err);
	if (chart_wanted(s))
		return chart_timeline(s, by);
	if (s->share) {
		say("--share is for pictures: add --format svg");
		return EXIT_FATAL;
	}
	all_rows.limit_given = true; /* a timeline is shown whole, in a table too */
	if (plotted)
		all_rows.format = "plot";
	if (!question_open(&q, &all_rows, s->args, s->arg_count, &status))
		return status;
	good = !plotted || s->by != NULL || suit_period(&q, &by, &err);
	good = good && gz_query_timeline(q.query, &q.selection, by, s->all, &sink, &undated, &err);
	if (good)
		timeline_found(&q, s, counted.docs, undated);
	if (good && plotted && !s->quiet)
		say_ends(&q, by, &counted);
	status = question_close(&q, s, good, &err);
	if (good && undated > 0 && !s->quiet)
		say("documents without a date that fits, not in the timeline: %llu",
		    (unsigned long long)undated);
	return status;
}

int cmd_timeline(const struct settings *s)
{
	int status = answer(s);

	return s->all ? status : say_idle_window(s, status, "--all: each entity has a series of its own");
}
