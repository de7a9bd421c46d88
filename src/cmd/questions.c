/* questions.c: the commands that ask the database for rows: entities, cooc, kwic, docs. */
#include <string.h>

#include "cmd.h"
#include "gazet/text.h"
#include "trend.h"

#define KWIC_WIDTH  60
#define KWIC_WIDEST 10000
#define TREND_ROWS  1000 /* a longer table has none: each costs a look at its documents */

/* On a terminal, beside the rows that fit. */
static bool trend_is_shown(const struct settings *s, const struct question *q)
{
	return output_is_terminal() && (s->format == NULL || strcmp(s->format, "table") == 0) &&
	       q->output.limit != 0 && q->output.limit <= TREND_ROWS;
}

/* PATTERN: words of a name, or entities by id or selector. */
static bool read_pattern(struct question *q, const char *text, struct gz_error *err)
{
	if (!gz_utf8_valid(gz_str(text)))
		return gz_fail(err, GZ_EUSAGE,
			       "the pattern is not valid UTF-8: is that what the terminal uses?");
	if (gz_query_is_reference(gz_str(text)))
		return question_only(q, text, err);
	return gz_text_fold(gz_str(text), &q->arena, &q->pattern, err) &&
	       gz_query_check_words(gz_str(text), q->pattern, err);
}

static bool again_entities(struct question *q, const struct gz_selection *s, struct gz_sink *sink,
			   struct gz_error *err)
{
	return gz_query_entities(q->query, s, q->pattern, sink, err);
}

int cmd_entities(const struct settings *s)
{
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (!question_open(&q, s, NULL, 0, &status))
		return status;
	good = s->arg_count == 0 || read_pattern(&q, s->args[0], &err);
	q.tells = true;
	q.again = again_entities;
	q.otherwise = "nothing found: no document of the filter mentions any entity";
	if (good && trend_is_shown(s, &q)) {
		struct trend_sink trends = {.q = q.query,
					    .s = &q.selection,
					    .to = &q.output.sink,
					    .room = trend_cells(output_width())};

		good = trend_sink_open(&trends, TREND_ROWS, &err) &&
		       gz_query_entities(q.query, &q.selection, q.pattern, &trends.sink, &err) &&
		       trend_sink_finish(&trends, &err);
		trend_sink_close(&trends);
	} else {
		good = good && gz_query_entities(q.query, &q.selection, q.pattern, &q.output.sink, &err);
	}
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
	q.tells = true;
	good = function(q.query, &q.selection, &q.output.sink, &err);
	return question_close(&q, s, good, &err);
}

static bool again_cooc(struct question *q, const struct gz_selection *s, struct gz_sink *sink,
		       struct gz_error *err)
{
	return gz_query_cooc(q->query, s, sink, err);
}

/* A table has room for what it is ordered by; what it does not show is not computed. */
int cmd_cooc(const struct settings *s)
{
	static const char *const hidden[] = {"jaccard", "p", "q", NULL};
	const char *sort = s->sort == NULL ? "" : s->sort + (s->sort[0] == '-');
	bool ordered = false;
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	if (!question_open(&q, s, s->args, s->arg_count, &status))
		return status;
	for (const char *const *column = hidden; *column != NULL; column++)
		ordered |= strcmp(sort, *column) == 0;
	q.selection.untested = !ordered && output_hide(&q.output, s, hidden);
	q.tells = true;
	q.again = again_cooc;
	q.otherwise = "nothing found: no other entity is mentioned with what was asked for";
	good = gz_query_cooc(q.query, &q.selection, &q.output.sink, &err);
	return question_close(&q, s, good, &err);
}

int cmd_docs(const struct settings *s)
{
	int status = ask(s, gz_query_docs);

	return s->arg_count + s->any.count > 0 ? status : say_idle_window(s, status, "an ENTITY");
}

int cmd_kwic(const struct settings *s)
{
	static const char *const hidden[] = {"title", "field", "start", "entity", "name", NULL};
	static const char *const spare[] = {"doc", NULL};
	const char *names[LIST_MAX + 1] = {s->args[0]};
	size_t named = s->arg_count;
	uint32_t width = s->width == 0		  ? KWIC_WIDTH
			 : s->width < KWIC_WIDEST ? (uint32_t)s->width
						  : KWIC_WIDEST;
	struct question q;
	struct gz_error err;
	int status;
	bool good;

	memcpy(names + named, s->with.item, s->with.count * sizeof(*names));
	if (!question_open(&q, s, names, s->with.count + named, &status))
		return status;
	output_hide(&q.output, s, hidden); /* room for the words */
	output_spare(&q.output, spare);
	q.tells = true;
	good = gz_query_kwic(q.query, &q.selection, width, &q.output.sink, &err);
	return question_close(&q, s, good, &err);
}
