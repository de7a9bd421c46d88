/* analyses.c: the commands that compare and search: diff, bursts, path. */
#include <string.h>

#include "cmd.h"

static const char *day_text(int32_t day, char out[16])
{
	return day == GZ_NO_DAY ? "the first day" : gz_day_format(day, GZ_DAY, out);
}

/* Which periods, and how many documents: what shares are shares of. */
static void say_compared(const struct gz_compared *c)
{
	char days[4][16];

	say("compared: %s to %s, %llu documents, with %s to %s, %llu", day_text(c->from, days[0]),
	    day_text(c->to, days[1]), (unsigned long long)c->docs, day_text(c->vs_from, days[2]),
	    day_text(c->vs_to, days[3]), (unsigned long long)c->vs_docs);
}

/* A period that reaches back behind the archive has fewer documents than it seems. */
static void say_before(struct question *q, const struct gz_compared *c)
{
	const struct gz_selection everything = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};
	int32_t first, last;
	struct gz_error err;
	char day[16];

	if (gz_query_extent(q->query, &everything, &first, &last, &err) && first != GZ_NO_DAY &&
	    c->vs_from < first)
		say("the other period begins before the first document, which is of %s",
		    gz_day_format(first, GZ_DAY, day));
}

int cmd_diff(const struct settings *s)
{
	static const char *const spare[] = {"p", "vs_share", "share", "g2", "type", NULL};
	struct gz_compared compared;
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (!question_open(&q, s, s->args, s->arg_count, &status))
		return status;
	output_spare(&q.output, spare);
	good = gz_query_diff(q.query, &q.selection, s->vs_from, s->vs_to, &compared, &q.output.sink, &err);
	if (good && !s->quiet)
		say_before(&q, &compared);
	status = question_close(&q, s, good, &err);
	if (good && !s->quiet)
		say_compared(&compared);
	return status;
}

/* A table has room for a headline; it shows the column that it is ordered by in place of nothing. */
static void hide_all_but(struct output *o, const struct settings *s, const char **hidden)
{
	const char *sort = s->sort == NULL ? "" : s->sort + (s->sort[0] == '-');
	size_t kept = 0;

	for (size_t i = 0; hidden[i] != NULL; i++) {
		if (strcmp(hidden[i], sort) != 0)
			hidden[kept++] = hidden[i];
	}
	hidden[kept] = NULL;
	output_hide(o, s, hidden);
}

static bool again_bursts(struct question *q, const struct gz_selection *s, struct gz_sink *sink,
			 struct gz_error *err)
{
	uint64_t undated;

	return gz_query_bursts(q->query, s, q->by, sink, &undated, err);
}

int cmd_bursts(const struct settings *s)
{
	static const char *const spare[] = {"expected", "weight", NULL};
	const char *hidden[] = {"name", "type", "peak", "total_docs", "p", "q", "doc", NULL};
	enum gz_period by = s->by != NULL && strcmp(s->by, "week") == 0 ? GZ_BY_WEEK : GZ_BY_DAY;
	struct question q;
	struct gz_error err;
	uint64_t undated = 0;
	int status;
	bool good;

	if (s->by != NULL && by == GZ_BY_DAY && strcmp(s->by, "day") != 0) {
		say("--by is day or week, not '%s'", s->by);
		return EXIT_FATAL;
	}
	if (!question_open(&q, s, s->args, s->arg_count, &status))
		return status;
	hide_all_but(&q.output, s, hidden);
	output_spare(&q.output, spare);
	q.by = by;
	q.tells = true;
	q.needs = NEEDS_ANY;
	q.again = again_bursts;
	q.otherwise =
		"no burst: no time is so far from the usual that chance is ruled out; --by week, or more "
		"documents, may show one";
	good = gz_query_bursts(q.query, &q.selection, by, &q.output.sink, &undated, &err);
	status = question_close(&q, s, good, &err);
	if (good && undated > 0 && !s->quiet)
		say("documents without a date, not looked at: %llu", (unsigned long long)undated);
	return status;
}

int cmd_path(const struct settings *s)
{
	static const char *const spare[] = {"type", "date", "jaccard", "name", NULL};
	struct settings rows = *s;
	struct question q;
	struct gz_error err;
	bool complete = true, good, found;
	int status;

	if (!question_open(&q, s, s->args, s->arg_count, &status))
		return status;
	output_spare(&q.output, spare);
	good = gz_query_path(q.query, &q.selection, s->steps < UINT32_MAX ? (uint32_t)s->steps : UINT32_MAX,
			     &complete, &q.output.sink, &err);
	found = q.output.rows > 0;
	q.tells = complete;
	q.needs = NEEDS_EACH;
	q.otherwise = "no chain leads from one to the other; allow more --steps, or ask for less with "
		      "--min-docs and --via-type";
	rows.types.count = rows.min_docs = 0; /* they choose chains, no rows */
	status = question_close(&q, &rows, good, &err);
	if (good && !complete && !s->quiet)
		say("the search was given up after many entities: there may be %s chain",
		    found ? "a stronger" : "a");
	return status;
}
