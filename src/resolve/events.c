/*
 * events.c: a mention of a series to one of its editions: by a year in the words, by the place of an edition
 * nearby, or by the document's day.
 */
#include "internal.h"

#define YEAR_REACH 3  /* tokens beside the mention */
#define PLACE_REACH 8 /* tokens behind it */
#define DAY_REACH 3   /* days around an edition in which documents speak of it */

#define SCORE_YEAR 0.9f
#define SCORE_PLACE 0.85f
#define SCORE_DAY 0.75f

static int year_of(const struct gz_token *token)
{
	int year = 0;

	if (token->norm.len != 4)
		return 0;
	for (int i = 0; i < 4; i++) {
		if (token->norm.ptr[i] < '0' || token->norm.ptr[i] > '9')
			return 0;
		year = year * 10 + (token->norm.ptr[i] - '0');
	}
	return year >= 1800 && year < 2200 ? year : 0;
}

/* A year in the mention or beside it, with no sentence end between. */
static int year_nearby(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t first = span->token, last = span->token + span->count - 1;

	for (uint32_t i = 0; i < YEAR_REACH && first > 0 && tokens->token[first].gap < GZ_GAP_SENTENCE; i++)
		first--;
	for (uint32_t i = 0; i < YEAR_REACH && last + 1 < tokens->count && tokens->token[last + 1].gap < GZ_GAP_SENTENCE; i++)
		last++;
	for (uint32_t i = first; i <= last; i++) {
		if (year_of(&tokens->token[i]) != 0)
			return year_of(&tokens->token[i]);
	}
	return 0;
}

/* Is the entity of this id named within reach behind the mention? */
static bool place_nearby(const struct gz_case *c, const struct gz_span *span, struct gz_str place)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t from = span->token + span->count, to = from;

	if (place.len == 0)
		return false;
	while (to < tokens->count && to - from < PLACE_REACH && tokens->token[to].gap < GZ_GAP_SENTENCE)
		to++;
	for (uint32_t i = span->end; i < candidates->count && candidates->ptr[i].first < to; i++) {
		const struct gz_name *name;

		if (candidates->ptr[i].name == GZ_NONE || candidates->ptr[i].first < from)
			continue;
		name = gz_gaz_name(c->g, candidates->ptr[i].name);
		if (name->kind == GZ_NAME_ENTITY && gz_str_eq(gz_gaz_entity(c->g, name->target)->id, place))
			return true;
	}
	return false;
}

static int32_t distance(const struct gz_entity *edition, int32_t day)
{
	if (edition->from == GZ_NO_DAY)
		return INT32_MAX;
	if (day < edition->from)
		return edition->from - day;
	return edition->to != GZ_NO_DAY && day > edition->to ? day - edition->to : 0;
}

static int edition_year(const struct gz_entity *edition)
{
	int year = 0, month, day;

	if (edition->from != GZ_NO_DAY)
		gz_day_split(edition->from, &year, &month, &day);
	return year;
}

/* Of the editions that pass, the one nearest to the document's day; without a day, the only one. */
struct choice {
	const struct gz_entity *edition;
	uint32_t count;
};

static void offer(const struct gz_case *c, struct choice *choice, const struct gz_entity *edition)
{
	if (choice->count++ == 0 || (c->doc->day != GZ_NO_DAY &&
				     distance(edition, c->doc->day) < distance(choice->edition, c->doc->day)))
		choice->edition = edition;
}

const struct gz_entity *gz_find_edition(const struct gz_case *c, const struct gz_span *span,
					const struct gz_entity *series, float *score)
{
	struct choice by_year = {NULL, 0}, by_place = {NULL, 0}, by_day = {NULL, 0};
	uint32_t count;
	const uint32_t *editions = series->index == GZ_NONE ? NULL : gz_gaz_editions(c->g, series->index, &count);
	int year;

	if (editions == NULL || count == 0)
		return NULL;
	year = year_nearby(c, span);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_entity *edition = gz_gaz_entity(c->g, editions[i]);
		bool right_year = year != 0 && edition_year(edition) == year;

		if (right_year)
			offer(c, &by_year, edition);
		if ((year == 0 || right_year) && place_nearby(c, span, edition->place))
			offer(c, &by_place, edition);
		if (year == 0 && c->doc->day != GZ_NO_DAY && distance(edition, c->doc->day) <= DAY_REACH)
			offer(c, &by_day, edition);
	}
	/* A year with two editions needs the place or the day to choose. */
	if (by_place.edition != NULL && (by_place.count == 1 || c->doc->day != GZ_NO_DAY)) {
		*score = year != 0 ? SCORE_YEAR : SCORE_PLACE;
		return by_place.edition;
	}
	if (by_year.count == 1 || (by_year.count > 1 && c->doc->day != GZ_NO_DAY &&
				   distance(by_year.edition, c->doc->day) <= DAY_REACH)) {
		*score = SCORE_YEAR;
		return by_year.edition;
	}
	if (by_day.count > 0) {
		*score = SCORE_DAY;
		return by_day.edition;
	}
	return NULL;
}
