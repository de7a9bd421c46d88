/*
 * events.c: a mention of a series to one of its editions: by a year in the words, by the place of an edition
 * nearby, or by the document's day.
 */
#include "internal.h"

#define YEAR_REACH 3  /* tokens beside the mention */
#define PLACE_REACH 8 /* tokens behind it */
#define DAY_REACH 3   /* days around an edition in which documents speak of it */
/* Without a year in the words, a place means an edition at most so many days away: the G20's ministers met in
 * Washington in 2011 too. */
#define PLACE_DAYS 366

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

/* A year in tokens `first` .. `last` or within reach behind them, or in front of them too; no hard gap between. */
static int year_nearby(const struct gz_tokens *tokens, uint32_t first, uint32_t last, bool in_front)
{
	for (uint32_t i = 0; in_front && i < YEAR_REACH && first > 0 && tokens->token[first].gap < GZ_GAP_HARD; i++)
		first--;
	for (uint32_t i = 0;
	     i < YEAR_REACH && last + 1 < tokens->count && tokens->token[last + 1].gap < GZ_GAP_HARD; i++)
		last++;
	for (uint32_t i = first; i <= last; i++) {
		if (year_of(&tokens->token[i]) != 0)
			return year_of(&tokens->token[i]);
	}
	return 0;
}

/* Does the candidate stand within reach behind the mention (in front of token `to`), at once in front of it, or in it? */
static bool is_beside(const struct gz_case *c, const struct gz_span *span, const struct gz_candidate *candidate,
		      uint32_t to)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t behind = candidate->first + candidate->count, end = span->token + span->count;

	if (candidate->first >= end)
		return candidate->first < to;
	if (behind == span->token)
		return tokens->token[span->token].gap < GZ_GAP_HARD;
	return candidate->first >= span->token && behind <= end;
}

/* The candidate beside the mention that names the entity of this id, or NULL. */
static const struct gz_candidate *place_nearby(const struct gz_case *c, const struct gz_span *span,
					       struct gz_str place)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t from = span->token + span->count, to = from;

	if (place.len == 0)
		return NULL;
	while (to < tokens->count && to - from < PLACE_REACH && tokens->token[to].gap < GZ_GAP_SENTENCE)
		to++;
	for (uint32_t i = gz_first_candidate(candidates, span->token > PLACE_REACH ? span->token - PLACE_REACH : 0);
	     i < candidates->count && candidates->ptr[i].first < to; i++) {
		const struct gz_name *name;

		if (candidates->ptr[i].name == GZ_NONE || !is_beside(c, span, &candidates->ptr[i], to))
			continue;
		name = gz_gaz_name(c->g, candidates->ptr[i].name);
		if (name->kind == GZ_NAME_ENTITY && gz_str_eq(gz_gaz_entity(c->g, name->target)->id, place))
			return &candidates->ptr[i];
	}
	return NULL;
}

/* Days between an edition and the document's period; 0 when they meet. */
static int32_t distance(const struct gz_case *c, const struct gz_entity *edition)
{
	if (edition->from == GZ_NO_DAY || c->first_day == GZ_NO_DAY)
		return INT32_MAX;
	if (c->last_day < edition->from)
		return edition->from - c->last_day;
	return edition->to != GZ_NO_DAY && c->first_day > edition->to ? c->first_day - edition->to : 0;
}

/* Was the edition in that year? Wars and crises go on for several. */
static bool is_of_year(const struct gz_entity *edition, int year)
{
	int first, last, month, day;

	if (edition->from == GZ_NO_DAY)
		return false;
	gz_day_split(edition->from, &first, &month, &day);
	gz_day_split(edition->to != GZ_NO_DAY ? edition->to : edition->from, &last, &month, &day);
	return first <= year && year <= last;
}

/* Of the editions that pass a test, the one nearest to the document's day. */
struct choice {
	const struct gz_entity *edition; /* NULL: none, or two are equally near */
	int32_t distance;
	uint32_t count;
};

static void offer(const struct gz_case *c, struct choice *choice, const struct gz_entity *edition)
{
	int32_t apart = distance(c, edition);

	if (choice->count++ == 0 || apart < choice->distance) {
		choice->edition = edition;
		choice->distance = apart;
	} else if (apart == choice->distance) {
		choice->edition = NULL;
	}
}

/* Do the place beside the mention and what is known of the year fit this edition? */
static bool fits_place(const struct gz_case *c, const struct gz_span *span, const struct gz_entity *edition,
		       int year)
{
	const struct gz_candidate *place = place_nearby(c, span, edition->place);

	if (place == NULL)
		return false;
	if (year == 0) /* the G20 summit in London in 2009 */
		year = year_nearby(&c->tokens[span->field], place->first, place->first + place->count - 1, false);
	if (year != 0)
		return is_of_year(edition, year);
	return c->first_day == GZ_NO_DAY || distance(c, edition) <= PLACE_DAYS;
}

const struct gz_entity *gz_find_edition(const struct gz_case *c, const struct gz_span *span,
					const struct gz_entity *series, enum gz_reason *why)
{
	struct choice by_year = {0}, by_place = {0}, by_day = {0};
	uint32_t count;
	const uint32_t *editions = series->index == GZ_NONE ? NULL : gz_gaz_editions(c->g, series->index, &count);
	int year;

	if (editions == NULL || count == 0)
		return NULL;
	year = year_nearby(&c->tokens[span->field], span->token, span->token + span->count - 1, true);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_entity *edition = gz_gaz_entity(c->g, editions[i]);

		if (fits_place(c, span, edition, year))
			offer(c, &by_place, edition);
		if (year != 0 && is_of_year(edition, year))
			offer(c, &by_year, edition);
		if (year == 0 && distance(c, edition) <= DAY_REACH)
			offer(c, &by_day, edition);
	}
	if (by_place.edition != NULL) {
		*why = year != 0 ? GZ_FOR_EDITION_YEAR : GZ_FOR_EDITION_PLACE;
		return by_place.edition;
	}
	/* A year with two editions needs the place or the day to choose. */
	if (by_year.edition != NULL && (by_year.count == 1 || by_year.distance <= DAY_REACH)) {
		*why = GZ_FOR_EDITION_YEAR;
		return by_year.edition;
	}
	if (by_day.edition != NULL)
		*why = GZ_FOR_EDITION_DAY;
	return by_day.edition;
}
