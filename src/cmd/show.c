/* show.c: gazet show: one entity's card. */
#include <string.h>

#include "cmd.h"
#include "show.h"

#define ASSOCIATES 5 /* of each type */
#define NEWEST	   5
#define TREND	   60 /* cells at most, */
#define TREND_FEW  12 /* and in a window however narrow */

static bool check_format(const struct settings *s, struct gz_error *err)
{
	static const char *const formats[] = {"table", "json", "jsonl", "md"};

	for (size_t i = 0; s->format != NULL && i < GZ_COUNT(formats); i++) {
		if (strcmp(s->format, formats[i]) == 0)
			return true;
	}
	return s->format == NULL || gz_fail(err, GZ_EUSAGE,
					    "a card is printed as table, json or md, not as '%s'; rows are "
					    "given by entities, cooc "
					    "and docs",
					    s->format);
}

static bool print(const struct settings *s, const struct card *card, struct gz_error *err)
{
	struct card_style style = {.render = {.color = output_color(s), .width = output_width()}};

	if (s->format != NULL && strncmp(s->format, "json", 4) == 0)
		return card_print_json(card, stdout, err);
	style.markdown = s->format != NULL && strcmp(s->format, "md") == 0;
	style.trend = output_is_terminal() && !style.markdown;
	return card_print(card, &style, stdout, err);
}

/* What only the gazetteer knows: offices of a person, places of a series. Others do not wait for it. */
static bool needs_gazetteer(const struct question *q)
{
	const char *id = q->selection.terms[0].entity;

	return strncmp(id, "person/", 7) == 0 || strncmp(id, "event/", 6) == 0;
}

/* On a terminal the blocks stand behind a label, in one line; what other programs read knows no window. */
static size_t trend_room(const struct settings *s)
{
	int room = output_width() - CARD_LABEL;

	if ((s->format != NULL && strcmp(s->format, "table") != 0) || room >= TREND || !output_is_terminal())
		return TREND;
	return room > TREND_FEW ? (size_t)room : TREND_FEW;
}

int cmd_show(const struct settings *s)
{
	const struct card_limits limits = {ASSOCIATES, NEWEST, trend_room(s)};
	struct card card = {.documents = 0};
	struct gz_gaz *gaz = NULL;
	struct question q;
	struct gz_error err;
	int status = EXIT_FATAL;
	bool good;

	if (!check_format(s, &err))
		return say_error(&err);
	if (!question_open(&q, s, s->args, s->arg_count, &status))
		return status;
	if (needs_gazetteer(&q) && !gazetteer_load(s, &gaz, &status)) {
		gz_fail(&err, GZ_EUSAGE, "without it nobody knows offices and places; -g names one");
		question_close(&q, s, false, &err);
		return status;
	}
	good = card_gather(&card, q.query, &q.selection, gaz, &limits, &err) && print(s, &card, &err);
	card_free(&card);
	gz_gaz_free(gaz);
	return question_close(&q, s, good, &err);
}
