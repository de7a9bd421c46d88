/*
 * followups.c: bare words that take up an event named before: "the summit" behind "the G20 summit in Cannes".
 * The last such event of the document is meant, unless another of the kind, which is no mention, was spoken
 * of since: a regional summit, the Arab summit.
 */
#include "when.h"

/* So many events are looked back for, and so many tokens: no document may take the tagger hostage. */
#define BACK 50
#define FAR  3000
/* Behind so many days there may have been another one: the war, in 1953, is not that of 1918. */
#define LONG 3653
/* Without sentences, so many tokens are about as near as the next one. */
#define NEAR 30

/* Words of a name, folded as far as ASCII goes: enough for these nouns. */
static bool next_word(struct gz_str *rest, char *out, size_t size, struct gz_str *word)
{
	size_t len = 0, at = 0;

	while (at < rest->len && rest->ptr[at] == ' ')
		at++;
	for (; at < rest->len && rest->ptr[at] != ' '; at++) {
		char c = rest->ptr[at];

		if (len < size)
			out[len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	*rest = gz_str_of(rest->ptr + at, rest->len - at);
	*word = gz_str_of(out, len);
	return len > 0;
}

/* World War II, World War Two, the summit March 2011. */
static bool is_numeral(struct gz_str word)
{
	size_t at = 0;

	while (at < word.len && (word.ptr[at] == 'i' || word.ptr[at] == 'v' || word.ptr[at] == 'x'))
		at++;
	return at == word.len || (word.ptr[0] >= '0' && word.ptr[0] <= '9') ||
	       gz_str_eq(word, GZ_STR("one")) || gz_str_eq(word, GZ_STR("two"));
}

/* Of nouns in a row the last one tells what it is: a World War Two surrender and war crimes trials are no
 * wars. But Hurricane Katrina is a hurricane, and an earthquake and tsunami are both. */
static uint32_t kinds_of_name(const struct gz_case *c, struct gz_str name)
{
	struct gz_str word;
	uint32_t found = 0, last = 0;
	bool opens = false; /* that one is the first word */
	char folded[32];

	/* What stands behind "in" or "of" is not what it is: a surrender in a war. */
	for (bool first = true; next_word(&name, folded, sizeof(folded), &word); first = false) {
		const struct gz_word *known = gz_word_of(c->words, word);

		if (gz_gaz_is_preposition(c->g, gz_gaz_token(c->g, word)))
			break;
		if (known != NULL && known->named != 0) {
			last = known->named;
			opens = first;
		} else if (known != NULL && (known->classes & GZ_WORD_AND) != 0) {
			found |= last;
			last = 0;
		} else if (!opens && !is_numeral(word) && (known == NULL || known->month == 0)) {
			last = 0;
		}
	}
	return found | last;
}

/* So many names of an event are looked at: the first ones are the usual ones. */
#define NAMES 8

static uint32_t kinds_of_names(const struct gz_case *c, const struct gz_entry *event)
{
	uint32_t count = 0, found = kinds_of_name(c, gz_name_of(c->g, event));
	const uint32_t *names = NULL;

	if (event->index != GZ_NONE)
		names = gz_gaz_names_of(c->g, event->index, &count);
	for (uint32_t i = 0; i < count && i < NAMES; i++)
		found |= kinds_of_name(c, gz_gaz_spelling(c->g, gz_gaz_name(c->g, names[i])));
	return found;
}

/* The kinds of event that a mention is of. News of one day name the same ones. */
static uint32_t kinds_of(const struct gz_case *c, const struct gz_made *m)
{
	const struct gz_entry *event = m->entity;
	struct gz_event_kinds *kept = &c->event_kinds[event->index % GZ_EVENTS];

	if (event->index == GZ_NONE)
		return kinds_of_name(c, m->name) | kinds_of_names(c, event);
	if (kept->entity != event->index + 1)
		*kept = (struct gz_event_kinds){event->index + 1, kinds_of_names(c, event)};
	return kinds_of_name(c, m->name) | kept->kinds;
}

/* Does an article that means nothing known stand in front, at most two words between: a summit, a tourism
 * summit? Of a two-day summit it is only said how long it is. */
static bool is_indefinite(const struct gz_case *c, uint32_t field, uint32_t token)
{
	for (uint32_t i = token; i > 0 && token - i < 3 && gz_is_joined(c, field, i); i--) {
		uint32_t number = gz_number(c, field, i - 1);

		if (gz_token_is(c, field, i - 1, GZ_WORD_DAY))
			return false;
		if (number != GZ_NONE && gz_gaz_is_article(c->g, number))
			return !gz_gaz_is_definite(c->g, number);
	}
	return false;
}

/* Does the end of a name or a capitalised word in front make the noun at a token another one: the Arab
 * summit? */
static bool is_called_otherwise(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_page *page = &c->page[field];

	if (!gz_is_joined(c, field, token))
		return false;
	if (c->tokens[field].has_case && gz_token_at(c, field, token - 1)->shape > GZ_LOWER &&
	    gz_token_at(c, field, token - 1)->gap < GZ_GAP_SENTENCE)
		return true;
	if ((page->mark[token - 1] & GZ_MARK_INSIDE) == 0)
		return false;
	for (uint32_t i = gz_first_span(c, field, token > 4 ? token - 4 : 0);
	     i < page->count && page->span[i].token < token; i++) {
		if (page->span[i].token + page->span[i].count == token &&
		    (page->span[i].kinds & GZ_SPAN_NAME) != 0)
			return true;
	}
	return false;
}

/* Was the event more than so many days before the document? */
static bool is_before(const struct gz_case *c, const struct gz_entry *event, int32_t days)
{
	int32_t end = event->to != GZ_NO_DAY ? event->to : event->from;

	return c->first_day != GZ_NO_DAY && end != GZ_NO_DAY && (int64_t)c->first_day - end > days;
}

static bool is_past(const struct gz_case *c, const struct gz_entry *event)
{
	return is_before(c, event, 366);
}

/* Is the noun at a token part of the name of such an event, of what strikes again? */
static bool is_of_past(const struct gz_case *c, uint32_t field, uint32_t token)
{
	for (size_t i = c->events.len; i > 0 && c->events.len - i < BACK; i--) {
		const struct gz_made *mention = &c->mentions.ptr[c->events.ptr[i - 1].mention];

		if (mention->field == field && mention->token <= token &&
		    token - mention->token < mention->tokens)
			return gz_token_is(c, field, token, GZ_WORD_STRIKES) && is_past(c, mention->entity);
	}
	return false;
}

/* Was another of the kind spoken of between two tokens? */
static bool has_another(const struct gz_case *c, uint32_t field, uint32_t from, uint32_t to,
			struct gz_str noun)
{
	for (uint32_t i = from; i < to; i++) {
		if (gz_str_eq(gz_token_at(c, field, i)->norm, noun) &&
		    (is_indefinite(c, field, i) || is_called_otherwise(c, field, i)) &&
		    !is_of_past(c, field, i))
			return true;
	}
	return false;
}

/* Was another of the kind spoken of between the event's mention and the span? */
static bool is_interrupted(const struct gz_case *c, const struct gz_made *last, const struct gz_span *span)
{
	struct gz_str noun = gz_token_at(c, span->field, span->token)->norm;
	uint32_t behind = last->token + last->tokens;

	if (last->field == span->field)
		return span->token - behind > FAR || has_another(c, span->field, behind, span->token, noun);
	return span->token > FAR || c->tokens[last->field].count - behind > FAR ||
	       has_another(c, last->field, behind, c->tokens[last->field].count, noun) ||
	       has_another(c, span->field, 0, span->token, noun);
}

/* What goes on without end, or is a series of which no edition was told, is taken up by too many words. */
static bool is_single(const struct gz_case *c, const struct gz_entry *event)
{
	uint32_t editions = 0;

	if (event->index != GZ_NONE)
		gz_gaz_editions(c->g, event->index, &editions);
	return editions == 0;
}

/* The last event of the kind that was named, not taken up; NULL: none. Of what strikes again, one of the past
 * year goes first. */
static const struct gz_made *last_named(struct gz_case *c, const struct gz_word *noun)
{
	const struct gz_made *past = NULL;

	for (size_t i = c->events.len; i > 0 && c->events.len - i < BACK; i--) {
		struct gz_named_event *event = &c->events.ptr[i - 1];
		const struct gz_made *mention = &c->mentions.ptr[event->mention];

		if (event->kinds == GZ_NONE)
			event->kinds = kinds_of(c, mention);
		if ((event->kinds & noun->taken_up) == 0)
			continue;
		if ((noun->classes & GZ_WORD_STRIKES) == 0 || !is_past(c, mention->entity))
			return mention;
		past = past != NULL ? past : mention;
	}
	return past;
}

/* The one edition of a series in the time that is told: the election in 2002, after that of 2005; NULL: none.
 */
static const struct gz_entry *sibling(const struct gz_case *c, const struct gz_entry *series,
				      const struct gz_when *when)
{
	const struct gz_entry *found = NULL;
	const uint32_t *editions;
	uint32_t count;

	if (series == NULL || series->index == GZ_NONE)
		return NULL;
	editions = gz_gaz_editions(c->g, series->index, &count);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_entry *edition = gz_gaz_entry(c->g, editions[i]);

		if (!gz_when_fits(when, edition->from, edition->to))
			continue;
		if (found != NULL)
			return NULL;
		found = edition;
	}
	return found;
}

static bool is_bare(const struct gz_case *c, uint32_t field, uint32_t token)
{
	uint32_t number = gz_is_joined(c, field, token) ? gz_number(c, field, token - 1) : GZ_NONE;

	return number != GZ_NONE && gz_gaz_is_definite(c->g, number) &&
	       !(gz_is_joined(c, field, token + 1) && gz_token_is(c, field, token + 1, GZ_WORD_OF_EVENT));
}

static const struct gz_entry *series_of(const struct gz_case *c, const struct gz_entry *event)
{
	return event->series != GZ_NONE ? gz_gaz_entry(c->g, event->series) : event;
}

/* Where an event was: its place and country, or those of its series; GZ_NONE: not told. */
struct where {
	uint32_t place, country;
};

static struct where where_of(const struct gz_case *c, const struct gz_entry *event)
{
	const struct gz_entry *series = series_of(c, event);
	struct where where = {event->place, gz_country_of(event)};

	if (where.place != GZ_NONE)
		where.country = gz_gaz_country(c->g, where.place);
	if (where.country == GZ_NONE && series != NULL)
		where.country = gz_country_of(series);
	return where;
}

/* Of an event in a town only the town and its country are, of one in a country all that is in it. A part of
 * the world is none. */
static bool is_there(const struct where *where, const struct gz_entry *place)
{
	if (place->index == where->place || place->index == where->country)
		return true;
	return where->place == GZ_NONE &&
	       (gz_country_of(place) == where->country || gz_country_of(place) == GZ_NONE);
}

/* Does the span name a place there, or another one? */
static void look_where(const struct gz_case *c, const struct gz_span *span, const struct where *where,
		       bool *elsewhere, bool *here)
{
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, span, i), GZ_NAME_ENTITY);
		const struct gz_entry *place;

		if (name == NULL || name->ambiguous || name->via > GZ_VIA_ACRONYM)
			continue;
		place = gz_gaz_entry(c->g, name->target);
		*here |= is_there(where, place);
		*elsewhere |= place->type == GZ_PLACE || place->type == GZ_COUNTRY;
	}
}

/* Does a clause begin with a place in front of the article: In Kenya, the election; Kenya, where the
 * election? The number of the place's span; GZ_NONE: there is none. */
static uint32_t place_in_front(const struct gz_case *c, uint32_t field, uint32_t article)
{
	const struct gz_page *page = &c->page[field];
	bool where = gz_is_joined(c, field, article) && gz_token_is(c, field, article - 1, GZ_WORD_WHERE);
	uint32_t end = where ? article - 1 : article;

	if (end == 0 || gz_token_at(c, field, end)->gap > GZ_GAP_HARD)
		return GZ_NONE;
	for (uint32_t i = gz_first_near(c, field, end); i < page->count && page->span[i].token < end; i++) {
		const struct gz_span *place = &page->span[i];

		if (place->token + place->count != end || (place->kinds & GZ_SPAN_NAME) == 0)
			continue;
		if (where || (gz_behind_preposition(c, place) &&
			      (gz_is_joined(c, field, end) ||
			       gz_token_at(c, field, place->token - 1)->gap >= GZ_GAP_SENTENCE)))
			return i;
	}
	return GZ_NONE;
}

/* Does another place than the event's stand behind the noun, the talks in Geneva, or begin its clause? */
static bool is_elsewhere(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *event)
{
	const struct gz_page *page = &c->page[span->field];
	const struct where where = where_of(c, event);
	uint32_t at = span->token + 2, number = place_in_front(c, span->field, span->token - 1);
	bool elsewhere = false, here = false;

	if (where.country == GZ_NONE && where.place == GZ_NONE)
		return false;
	if (gz_is_joined(c, span->field, at) &&
	    gz_gaz_is_preposition(c->g, gz_number(c, span->field, at - 1)))
		number = gz_first_span(c, span->field, at);
	else if (number == GZ_NONE)
		return false;
	else
		at = page->span[number].token;
	for (uint32_t i = number; i < page->count && page->span[i].token == at; i++)
		look_where(c, &page->span[i], &where, &elsewhere, &here);
	return elsewhere && !here;
}

/* Is the span in the event's sentence or in the next one, or does the title name the event? */
static bool is_near(const struct gz_case *c, const struct gz_made *last, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];

	if (last->field == GZ_TITLE)
		return true;
	return last->field == span->field &&
	       (tokens->punctuated
			? tokens->token[span->token].sentence - tokens->token[last->token].sentence <= 1
			: span->token - last->token <= NEAR);
}

/* Is the event past, and the noun another word than its own, or such as strikes again, and not near: the
 * disaster, the earthquake, in news of 2011 that tell of the Kobe earthquake? */
static bool is_long_past(const struct gz_case *c, const struct gz_made *last, const struct gz_span *span)
{
	struct gz_str noun = gz_token_at(c, span->field, span->token)->norm, rest = last->name, word;
	char folded[32];

	if (!is_past(c, last->entity))
		return false;
	while ((is_near(c, last, span) || !(gz_token_is(c, span->field, span->token, GZ_WORD_STRIKES) ||
					    is_before(c, last->entity, LONG))) &&
	       next_word(&rest, folded, sizeof(folded), &word)) {
		if (gz_str_eq(word, noun))
			return false;
	}
	return true;
}

/* The event that the noun at a token takes up from the last one of its kind; NULL: none. *why is set. */
static const struct gz_entry *taken_up(const struct gz_case *c, const struct gz_span *span,
				       const struct gz_made *last, enum gz_reason *why)
{
	const struct gz_when when = gz_when_told(c, span->field, span->token, span->token, false);
	const struct gz_entry *event = last->entity, *series = series_of(c, event);

	/* "a summit in Seoul last year", where the G20 was spoken of. */
	*why = GZ_FOR_EDITION_PLACE;
	if (is_called_otherwise(c, span->field, span->token))
		return NULL;
	if (series != NULL &&
	    (is_bare(c, span->field, span->token) ||
	     gz_token_is(c, span->field, span->token, GZ_WORD_OWN_NOUN)) &&
	    (event = gz_find_edition_at(c, span, series)) != NULL)
		return event;
	*why = GZ_FOR_FOLLOW_UP;
	event = last->entity;
	if (!is_bare(c, span->field, span->token) || is_interrupted(c, last, span) ||
	    is_elsewhere(c, span, event) || (when.year == 0 && is_long_past(c, last, span)))
		return NULL;
	if (when.year != 0 && !gz_when_fits(&when, event->from, event->to))
		event = sibling(c, series, &when);
	return event != NULL && is_single(c, event) ? event : NULL;
}

/* Behind an article, or in front of a preposition of place: few words are, and this is quickly told. */
static bool may_take_up(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return (token > 0 && gz_gaz_is_definite(c->g, gz_number(c, field, token - 1))) ||
	       (token + 1 < c->tokens[field].count &&
		(gz_gaz_is_preposition(c->g, gz_number(c, field, token + 1)) ||
		 gz_token_is(c, field, token + 1, GZ_WORD_ON)));
}

bool gz_read_follow_up(struct gz_case *c, uint32_t field, uint32_t token, const struct gz_word *noun,
		       struct gz_span *span, struct gz_reading *reading)
{
	const struct gz_entry *event;
	const struct gz_made *last;
	enum gz_reason why;

	if (!may_take_up(c, field, token))
		return false;
	*span = (struct gz_span){.field = field, .number = GZ_NONE, .token = token, .count = 1};
	last = last_named(c, noun);
	event = last != NULL ? taken_up(c, span, last, &why) : NULL;
	if (event == NULL)
		return false;
	*reading = gz_reading_of(event, last->name, GZ_VIA_FOLLOW_UP);
	gz_reading_weigh(reading, why);
	reading->witness = last->field == field ? last->token : GZ_NONE;
	return true;
}
