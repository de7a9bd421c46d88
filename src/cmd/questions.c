/* questions.c: the commands that ask the database: entities, cooc, timeline, kwic, docs. */
#include <string.h>

#include "cmd.h"
#include "gazet/text.h"

#define KWIC_WIDTH  60
#define KWIC_WIDEST 10000

/* Nothing has such a name: what has nearly? */
static void say_nearest(struct question *q, const char *text, struct gz_str folded)
{
	struct gz_term term;
	struct gz_error err;

	if (gz_query_find(q->query, gz_str(text), folded, &term, &err)) {
		gz_term_free(&term);
		say("\"%s\" is in the database, but not inside this filter", text);
	} else if (err.code == GZ_ENOTFOUND) {
		say_error(&err);
	}
}

int cmd_entities(const struct settings *s)
{
	struct question q;
	struct gz_error err;
	struct gz_str pattern = {"", 0};
	int status;
	bool good;

	if (!question_open(&q, s, NULL, 0, &status))
		return status;
	good = s->arg_count == 0 ||
	       (gz_utf8_valid(gz_str(s->args[0]))
			? gz_text_fold(gz_str(s->args[0]), &q.arena, &pattern, &err)
			: gz_fail(&err, GZ_EUSAGE,
				  "the pattern is not valid UTF-8: is that what the terminal uses?"));
	good = good && gz_query_entities(q.query, &q.selection, pattern, &q.output.sink, &err);
	if (good && q.output.rows == 0 && s->arg_count > 0 && !s->quiet && s->offset == 0)
		say_nearest(&q, s->args[0], pattern);
	return question_close(&q, s, good, &err);
}

typedef bool question_function(struct gz_query *q, const struct gz_selection *s, struct gz_sink *sink,
			       struct gz_error *err);

/* A question that takes nothing but entities and the common options. */
static int ask(const struct settings *s, question_function *function)
{
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (!question_open(&q, s, s->args, s->arg_count, &status))
		return status;
	good = function(q.query, &q.selection, &q.output.sink, &err);
	return question_close(&q, s, good, &err);
}

int cmd_cooc(const struct settings *s)
{
	return ask(s, gz_query_cooc);
}

int cmd_docs(const struct settings *s)
{
	return ask(s, gz_query_docs);
}

int cmd_timeline(const struct settings *s)
{
	static const char *const periods[] = {"day", "week", "month", "year"};
	enum gz_period by = GZ_BY_MONTH;
	struct settings all_rows = *s;
	struct question q;
	struct gz_error err;
	uint64_t undated = 0;
	int status;
	bool good;

	if (s->by != NULL) {
		size_t i = 0;

		while (i + 1 < GZ_COUNT(periods) && strcmp(s->by, periods[i]) != 0)
			i++;
		by = (enum gz_period)i;
	}
	all_rows.limit_given = true; /* a timeline is shown whole, in a table too */
	if (!question_open(&q, &all_rows, s->args, s->arg_count, &status))
		return status;
	good = gz_query_timeline(q.query, &q.selection, by, s->all, &q.output.sink, &undated, &err);
	status = question_close(&q, s, good, &err);
	if (good && undated > 0 && !s->quiet)
		say("documents without a date that fits, not in the timeline: %llu",
		    (unsigned long long)undated);
	return status;
}

int cmd_kwic(const struct settings *s)
{
	static const char *const hidden[] = {"title", "field", "start", "entity", "name", NULL};
	const char *names[LIST_MAX + 1] = {s->args[0]};
	uint32_t width = s->width == 0		  ? KWIC_WIDTH
			 : s->width < KWIC_WIDEST ? (uint32_t)s->width
						  : KWIC_WIDEST;
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	memcpy(names + 1, s->with.item, s->with.count * sizeof(*names));
	if (!question_open(&q, s, names, s->with.count + 1, &status))
		return status;
	output_hide(&q.output, s, hidden); /* room for the words */
	good = gz_query_kwic(q.query, &q.selection, width, &q.output.sink, &err);
	return question_close(&q, s, good, &err);
}
