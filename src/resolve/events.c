/*
 * events.c: a mention of a series to one of its editions: by a year in the words, by the place of an edition
 * nearby, or by the document's day.
 */
#include "when.h"

#define PLACE_REACH 8 /* tokens behind it */
#define DAY_REACH   3 /* days around an edition in which documents speak of it */
/* The same around one that has no other of its series within a year: an election. */
#define RARE_REACH 14
#define RARE_APART 366
/* Without a year in the words, a place means an edition at most so many days away: the G20's ministers met in
 * Washington in 2011 too. */
#define PLACE_DAYS 366
/* A month without a year is one of those around the document's day. */
#define MONTH_DAYS 330

/* The places named beside a mention: in it, at once in front of it, or within reach behind it. */
struct beside {
	const struct gz_case *c;
	const struct gz_span *span;
	uint32_t first; /* span that may be one */
	uint32_t to;	/* token behind the last one that counts */
	uint64_t seen;	/* bit (entity & 63): may be among them; 0: there is none */
};

static bool is_beside(const struct beside *b, const struct gz_span *other)
{
	const struct gz_span *span = b->span;
	uint32_t behind = other->token + other->count, end = span->token + span->count;

	if ((other->kinds & GZ_SPAN_NAME) == 0)
		return false;
	if (other->token >= end)
		return other->token < b->to;
	if (behind == span->token)
		return gz_token_at(b->c, span->field, span->token)->gap < GZ_GAP_HARD;
	return other->token >= span->token && behind <= end;
}

/* The candidate's name, if it may be that of a place. */
static const struct gz_name *place_name(const struct gz_case *c, const struct gz_candidate *candidate)
{
	const struct gz_name *name = gz_name_if(c, candidate, GZ_NAME_ENTITY);

	return name != NULL && name->via <= GZ_VIA_ACRONYM ? name : NULL;
}

static struct beside look_beside(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_page *page = &c->page[span->field];
	uint32_t from = span->token + span->count, to = from;
	struct beside b = {.c = c, .span = span};

	while (to < tokens->count && to - from < PLACE_REACH && tokens->token[to].gap < GZ_GAP_SENTENCE)
		to++;
	b.to = to;
	b.first = gz_first_span(c, span->field, span->token > PLACE_REACH ? span->token - PLACE_REACH : 0);
	for (uint32_t i = b.first; i < page->count && page->span[i].token < to; i++) {
		if (!is_beside(&b, &page->span[i]))
			continue;
		for (uint32_t k = page->span[i].first; k < page->span[i].end; k++) {
			const struct gz_name *name = place_name(c, gz_candidate_of(c, &page->span[i], k));

			if (name != NULL)
				b.seen |= (uint64_t)1 << (name->target & 63);
		}
	}
	return b;
}

/* The candidate beside the mention that names the place, or NULL. */
static const struct gz_candidate *place_nearby(const struct beside *b, uint32_t place)
{
	const struct gz_page *page = &b->c->page[b->span->field];

	if (place == GZ_NONE || (b->seen >> (place & 63) & 1) == 0)
		return NULL;
	for (uint32_t i = b->first; i < page->count && page->span[i].token < b->to; i++) {
		if (!is_beside(b, &page->span[i]))
			continue;
		for (uint32_t k = page->span[i].first; k < page->span[i].end; k++) {
			const struct gz_name *name =
				place_name(b->c, gz_candidate_of(b->c, &page->span[i], k));

			if (name != NULL && name->target == place)
				return gz_candidate_of(b->c, &page->span[i], k);
		}
	}
	return NULL;
}

/* The place itself, or, of one town, its country: the G20 in Mexico. */
static const struct gz_candidate *place_of(const struct beside *b, const struct gz_entry *edition)
{
	const struct gz_candidate *at = place_nearby(b, edition->place);
	const struct gz_entry *place =
		at == NULL && edition->place != GZ_NONE ? gz_gaz_entry(b->c->g, edition->place) : NULL;

	return place != NULL && place->type == GZ_PLACE ? place_nearby(b, place->country) : at;
}

/* Farther than any two days are, and far enough from what is no number any more. */
#define FAR (INT32_MAX / 2)

static int32_t days_between(int32_t earlier, int32_t later)
{
	int64_t days = (int64_t)later - earlier;

	return days < FAR ? (int32_t)days : FAR;
}

/* Days between an edition and the document's period; 0 when they meet. */
static int32_t distance(const struct gz_case *c, const struct gz_entry *edition)
{
	if (edition->from == GZ_NO_DAY || c->first_day == GZ_NO_DAY)
		return FAR;
	if (c->last_day < edition->from)
		return days_between(c->last_day, edition->from);
	return edition->to != GZ_NO_DAY && c->first_day > edition->to
		       ? days_between(edition->to, c->first_day)
		       : 0;
}

/* Of the editions that pass a test, the one nearest to the document's day. */
struct choice {
	const struct gz_entry *edition; /* NULL: none, or two are equally near */
	int32_t distance;
	uint32_t count;
};

static void offer_at(struct choice *choice, const struct gz_entry *edition, int32_t apart)
{

	if (choice->count++ == 0 || apart < choice->distance) {
		choice->edition = edition;
		choice->distance = apart;
	} else if (apart == choice->distance) {
		choice->edition = NULL;
	}
}

static void offer(const struct gz_case *c, struct choice *choice, const struct gz_entry *edition)
{
	offer_at(choice, edition, distance(c, edition));
}

/* A bare month is the next one: in April, November is to come. */
#define PAST 10000

static int32_t distance_by_month(const struct gz_case *c, const struct gz_entry *edition,
				 const struct gz_when *when)
{
	bool past = c->first_day != GZ_NO_DAY && edition->from < c->first_day;

	return distance(c, edition) + (past && when->year == 0 && when->month != 0 && !when->past ? PAST : 0);
}

static bool is_of_time(const struct gz_case *c, const struct gz_entry *edition, const struct gz_when *when)
{
	return gz_when_fits(when, edition->from, edition->to) &&
	       (when->year != 0 || when->month == 0 || distance(c, edition) <= MONTH_DAYS);
}

/* Do the place beside the mention and what is told of the time fit this edition? */
static bool fits_place(const struct beside *b, const struct gz_entry *edition, struct gz_when when)
{
	const struct gz_case *c = b->c;
	const struct gz_candidate *place = b->seen != 0 ? place_of(b, edition) : NULL;

	if (place == NULL)
		return false;
	if (!gz_when_is_told(&when)) /* the G20 summit in London in 2009 */
		when = gz_when_told(c, b->span->field, place->first, place->first + place->count - 1, false);
	if (gz_when_is_told(&when))
		return is_of_time(c, edition, &when);
	return c->first_day == GZ_NO_DAY || distance(c, edition) <= PLACE_DAYS;
}

int32_t gz_edition_distance(const struct gz_case *c, const struct gz_span *span,
			    const struct gz_entry *series)
{
	enum gz_reason why;
	const struct gz_entry *edition = gz_find_edition(c, span, series, &why);

	return edition == NULL ? FAR : distance(c, edition);
}

const struct gz_entry *gz_find_edition_at(const struct gz_case *c, const struct gz_span *span,
					  const struct gz_entry *series)
{
	const struct beside beside = look_beside(c, span);
	struct choice by_place = {0};
	const uint32_t *editions;
	struct gz_when when;
	uint32_t count;

	if (beside.seen == 0 || series->index == GZ_NONE)
		return NULL;
	when = gz_when_told(c, span->field, span->token, span->token + span->count - 1, true);
	editions = gz_gaz_editions(c->g, series->index, &count);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_entry *edition = gz_gaz_entry(c->g, editions[i]);

		if (fits_place(&beside, edition, when))
			offer(c, &by_place, edition);
	}
	return by_place.edition;
}

/* Does the place stand in the mention, in front of it, or with one word between behind it: in Gleneagles? */
static bool is_at(const struct gz_span *span, const struct gz_candidate *place)
{
	return place != NULL && place->first <= span->token + span->count + 1;
}

/* Is the event called by a word for what takes place once: a summit, games? Its ministers, or "the G20", meet
 * anywhere. */
static bool is_called_so(const struct gz_case *c, const struct gz_span *span)
{
	for (uint32_t i = span->token; i < span->token + span->count; i++) {
		if (gz_noun_of(c->words, gz_token_at(c, span->field, i)->norm) != NULL)
			return true;
	}
	return false;
}

/* Is it a group of states, by a name with a number, and no meeting of theirs: G8 leaders? */
static bool is_group(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_token *last = &tokens->token[span->token + span->count - 1], *next = last + 1;

	return span->token + span->count < tokens->count && last->norm.len > 0 && last->norm.ptr[0] >= '0' &&
	       last->norm.ptr[0] <= '9' && next->gap < GZ_GAP_HARD &&
	       gz_word_is(c->words, next->norm, GZ_WORD_OF_GROUP);
}

/* Does a word in front of it say that it is another than the one of these days: the next election? */
static bool names_another(const struct gz_case *c, const struct gz_span *span)
{
	return gz_is_joined(c, span->field, span->token) &&
	       gz_token_is(c, span->field, span->token - 1, GZ_WORD_PAST | GZ_WORD_FUTURE | GZ_WORD_OTHER);
}

const struct gz_entry *gz_find_edition(const struct gz_case *c, const struct gz_span *span,
				       const struct gz_entry *series, enum gz_reason *why)
{
	struct choice by_time = {0}, by_place = {0}, by_day = {0}, by_year = {0}, there = {0};
	uint32_t count;
	const uint32_t *editions =
		series->index == GZ_NONE ? NULL : gz_gaz_editions(c->g, series->index, &count);
	struct beside beside;
	struct gz_when when;
	bool told;

	if (editions == NULL || count == 0)
		return NULL;
	when = gz_when_told(c, span->field, span->token, span->token + span->count - 1, true);
	told = gz_when_is_told(&when);
	if (when.year == 0 && is_group(c, span))
		return NULL;
	beside = look_beside(c, span);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_entry *edition = gz_gaz_entry(c->g, editions[i]);
		int32_t apart = distance(c, edition);

		if (beside.seen != 0 && fits_place(&beside, edition, when))
			offer_at(&by_place, edition, apart);
		if (told) {
			if (is_of_time(c, edition, &when))
				offer_at(&by_time, edition, distance_by_month(c, edition, &when));
			continue;
		}
		if (beside.seen != 0 && is_at(span, place_nearby(&beside, edition->place)))
			offer_at(&there, edition, apart);
		if (apart <= DAY_REACH)
			offer_at(&by_day, edition, apart);
		if (apart <= RARE_APART)
			offer_at(&by_year, edition, apart);
	}
	if (by_place.edition != NULL) {
		*why = when.year != 0 ? GZ_FOR_EDITION_YEAR : GZ_FOR_EDITION_PLACE;
		return by_place.edition;
	}
	/* A year with two editions needs the place, a month or the day to choose. */
	if (by_time.edition != NULL &&
	    (by_time.count == 1 || when.month != 0 || by_time.distance <= DAY_REACH)) {
		*why = when.year != 0 ? GZ_FOR_EDITION_YEAR : GZ_FOR_EDITION_DAY;
		return by_time.edition;
	}
	/* Where only one edition ever was, that one is meant, however long ago: the G8 summit in Gleneagles.
	 */
	if (there.edition != NULL && there.count == 1 && by_place.count == 0 && is_called_so(c, span)) {
		*why = GZ_FOR_EDITION_PLACE;
		return there.edition;
	}
	if (by_day.count == 0 && by_year.count == 1 && by_year.distance <= RARE_REACH &&
	    !names_another(c, span))
		by_day = by_year;
	if (by_day.edition != NULL)
		*why = GZ_FOR_EDITION_DAY;
	return by_day.edition;
}
