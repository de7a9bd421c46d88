/* resolve.c: the scan: left to right, the longest name whose evidence holds, and on behind it. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Does the text begin with the title, token for token? */
static bool repeats_title(const struct gz_tokens *tokens)
{
	const struct gz_tokens *title = &tokens[GZ_TITLE], *text = &tokens[GZ_TEXT];

	if (title->count == 0 || title->count > text->count)
		return false;
	for (uint32_t i = 0; i < title->count; i++) {
		if (!gz_str_eq(title->token[i].norm, text->token[i].norm))
			return false;
	}
	return true;
}

/* The final period of U.S. and of Jr. belongs to the name. */
uint32_t gz_span_end(const struct gz_tokens *tokens, const struct gz_span *span, struct gz_str name)
{
	const struct gz_token *last = &tokens->token[span->token + span->count - 1];
	bool dotted = span->count > 1 && last->norm.len == 1 && (last - 1)->dot &&
		      (last - 1)->end + 1 == last->start;

	return last->end + (last->dot && (dotted || gz_str_ends(name, GZ_STR("."))));
}

static bool emit(struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading, bool nested)
{
	struct gz_reading told = *reading;
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_token *first = &tokens->token[span->token];
	struct gz_made mention = {
		.entity = reading->entity,
		.name = reading->name,
		.byte_start = first->start,
		.token = span->token,
		.tokens = span->count,
		.score = reading->score,
		.field = (uint8_t)span->field,
		.via = (uint8_t)reading->via,
		.nested = nested,
	};

	mention.byte_length = gz_span_end(tokens, span, reading->name) - first->start;
	if (nested)
		gz_reading_weigh(&told, GZ_FOR_NESTED);
	gz_log_note(c, span, &told, nested ? GZ_NESTED : GZ_CHOSEN);
	if (reading->entity->type == GZ_EVENT && reading->via != GZ_VIA_FOLLOW_UP) {
		struct gz_named_event event = {c->mentions.len, gz_event_kinds(c, &mention)};

		if (!GZ_PUSH(&c->events, event))
			return false;
	}
	return GZ_PUSH(&c->mentions, mention);
}

/* May a person of this surname, whom the document names, be meant rather than a country, people, place or
 * company: Montenegro, Turk, Jordan, Ford? Not behind a preposition of place or an article: in Jordan, a
 * Turk. */
static bool may_be_surname(const struct gz_case *c, const struct gz_span *span,
			   const struct gz_reading *reading)
{
	uint32_t number = span->token > 0 ? gz_number(c, span->field, span->token - 1) : GZ_NONE;

	return span->count == 1 && reading->entity->type != GZ_PERSON && reading->entity->type != GZ_EVENT &&
	       !gz_behind_preposition(c, span) && (number == GZ_NONE || !gz_gaz_is_article(c->g, number));
}

/* The best reading of a span: by name first, then by surname, then as an office. */
static struct gz_reading read_span(const struct gz_case *c, const struct gz_span *span)
{
	size_t from;
	struct gz_reading reading, person;

	gz_log_watch(c, span);
	from = gz_log_count(c);
	reading = gz_read_name(c, span, false);
	if (reading.entity == NULL) {
		reading = gz_read_surname(c, span, false);
	} else if (may_be_surname(c, span, &reading)) {
		person = gz_read_surname(c, span, false);
		if (person.entity != NULL && gz_evidence_of(c, person.entity->index) > 0) {
			gz_log_demote(c, from, person.entity, GZ_LESS_SURNAME);
			reading = person;
		}
	}
	if (reading.entity == NULL)
		reading = gz_read_office(c, span);
	gz_log_watch(c, NULL);
	return reading;
}

/* How many words at the end of a name are written with a small letter: 2 of "Russian foreign ministry". */
static uint32_t small_words(struct gz_str name)
{
	uint32_t count = 0;

	while (name.len > 0) {
		size_t start = name.len;

		while (start > 0 && name.ptr[start - 1] != ' ')
			start--;
		if (start == name.len || name.ptr[start] < 'a' || name.ptr[start] > 'z')
			break;
		count++;
		name.len = start > 0 ? start - 1 : 0;
	}
	return count;
}

/* Bodies of a state, by the word that their names begin or end with: the U.S. Army, the British Department of
 * Trade. */
static const char *const public_bodies[] = {
	"administration", "agency",   "army",	 "attorney", "bureau",	   "cabinet", "command",
	"commission",	  "congress", "corps",	 "court",    "courts",	   "customs", "department",
	"embassy",	  "fleet",    "force",	 "forces",   "government", "guard",   "marines",
	"military",	  "ministry", "navy",	 "office",   "parliament", "police",  "secret",
	"senate",	  "service",  "supreme", "survey",   "treasury",
};

static bool is_public_body(struct gz_str word)
{
	for (size_t i = 0; i < GZ_COUNT(public_bodies); i++) {
		if (gz_str_eq(word, gz_str(public_bodies[i])))
			return true;
	}
	return false;
}

/* Do the tokens from `first` to the end of the span name the entity by themselves: Department of Agriculture?
 */
static bool is_named_by_rest(const struct gz_case *c, const struct gz_span *outer, uint32_t first,
			     const struct gz_entry *entity)
{
	const struct gz_candidates *candidates = &c->candidates[outer->field];

	for (uint32_t i = gz_first_candidate(candidates, first);
	     i < candidates->count && candidates->ptr[i].first == first; i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];

		if (candidate->name != GZ_NONE &&
		    candidate->first + candidate->count == outer->token + outer->count &&
		    gz_gaz_name(c->g, candidate->name)->kind == GZ_NAME_ENTITY &&
		    gz_gaz_name(c->g, candidate->name)->target == entity->index)
			return true;
	}
	return false;
}

/* May this be a mention of its own inside the whole: countries, places and persons in the name of an event
 * (the death of Diana); organisations, but no persons, in that of an office (president of the European
 * Central Bank); in the name of an organisation the country that it belongs to and begins with, where what
 * follows is a description in small letters (the Russian foreign ministry) or names it by itself (U.S.
 * Department of Agriculture), or where it is a body of the state. American Airlines holds no mention of
 * America. In the name of a place, its country at the end. */
static bool may_nest(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
		     const struct gz_span *inner, const struct gz_entry *entity)
{
	const struct gz_token *next = &c->tokens[outer->field].token[inner->token + inner->count];
	uint32_t described, country = inner->count;

	if (whole->entity->type == GZ_ORG) {
		if (inner->token != outer->token || entity->type != GZ_COUNTRY || country == outer->count ||
		    gz_gaz_country(c->g, whole->entity->index) != entity->index)
			return false;
		if (gz_str_eq(next->norm, GZ_STR("s")) &&
		    country + 1 < outer->count) /* Germany's constitutional court */
			country++;
		if (is_public_body(c->tokens[outer->field].token[outer->token + country].norm) ||
		    is_public_body(c->tokens[outer->field].token[outer->token + outer->count - 1].norm))
			return true;
		described = small_words(whole->name);
		return (described > 0 && country + described == outer->count) ||
		       is_named_by_rest(c, outer, outer->token + country, whole->entity);
	}
	if (whole->entity->type == GZ_PLACE) /* south Lebanon; Van, Turkey; not Mexico City */
		return entity->type == GZ_COUNTRY &&
		       inner->token + inner->count == outer->token + outer->count &&
		       gz_gaz_country(c->g, whole->entity->index) == entity->index;
	if (whole->entity->type == GZ_PERSON) /* his office */
		return entity->type == GZ_COUNTRY || entity->type == GZ_PLACE || entity->type == GZ_ORG;
	return entity->type == GZ_COUNTRY || entity->type == GZ_PLACE || entity->type == GZ_PERSON;
}

static bool emit_nested(struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole)
{
	const struct gz_candidates *candidates = &c->candidates[outer->field];
	uint32_t end = outer->token + outer->count, behind = outer->token;
	struct gz_span span;

	for (uint32_t at = outer->end; gz_next_span(candidates, outer->field, at, &span) && span.token < end;
	     at = span.end) {
		struct gz_reading reading;

		if (span.token < behind || span.token + span.count > end)
			continue;
		reading = gz_read_name(c, &span, false);
		if (reading.entity == NULL || !may_nest(c, outer, whole, &span, reading.entity))
			continue;
		if (!emit(c, &span, &reading, true))
			return false;
		behind = span.token + span.count;
	}
	return true;
}

/* A series to the edition that is meant, if one is. */
static void find_edition(const struct gz_case *c, const struct gz_span *span, struct gz_reading *reading)
{
	enum gz_reason why = GZ_FOR_SERIES;
	const struct gz_entry *edition = gz_find_edition(c, span, reading->entity, &why);
	uint32_t editions = 0;

	if (edition != NULL) {
		reading->entity = edition;
		gz_reading_reach(reading, GZ_VIA_EDITION, why);
	} else if (reading->entity->index != GZ_NONE) {
		gz_gaz_editions(c->g, reading->entity->index, &editions);
		if (editions > 0)
			gz_reading_weigh(reading, GZ_FOR_SERIES);
	}
}

static bool take(struct gz_case *c, const struct gz_span *span, struct gz_reading *reading)
{
	if (reading->entity->type == GZ_EVENT && reading->via != GZ_VIA_FOLLOW_UP)
		find_edition(c, span, reading);
	if (!emit(c, span, reading, false))
		return false;
	if (reading->via == GZ_VIA_FOLLOW_UP)
		return true;
	gz_log_inside(c, span, reading->entity);
	return span->count == 1 || reading->entity->type == GZ_COUNTRY ||
	       (reading->entity->type == GZ_PERSON && reading->via != GZ_VIA_OFFICE) ||
	       emit_nested(c, span, reading);
}

/* Bare words in tokens `from` .. `to` - 1, which no name has, that take up an event. */
static bool follow_up(struct gz_case *c, uint32_t field, uint32_t from, uint32_t to)
{
	for (uint32_t token = from; c->follow_ups && token < to; token++) {
		struct gz_span span;
		struct gz_reading reading = gz_read_follow_up(c, field, token, &span);

		if (reading.entity != NULL && !take(c, &span, &reading))
			return false;
	}
	return true;
}

static bool scan_field(struct gz_case *c, uint32_t field)
{
	struct gz_span span;
	uint32_t behind = 0;

	for (uint32_t at = 0; gz_next_span(&c->candidates[field], field, at, &span); at = span.end) {
		struct gz_reading reading;

		if (span.token < behind)
			continue;
		/* Mentions are made from left to right: those taken up before this one come first. */
		if (!follow_up(c, field, behind, span.token))
			return false;
		behind = span.token;
		reading = read_span(c, &span);
		if (reading.entity == NULL)
			continue;
		if (!take(c, &span, &reading))
			return false;
		behind = span.token + span.count;
	}
	return follow_up(c, field, behind, c->tokens[field].count);
}

static int by_place(const void *a, const void *b)
{
	const struct gz_made *x = a, *y = b;

	if (x->field != y->field)
		return x->field - y->field;
	if (x->byte_start != y->byte_start)
		return x->byte_start < y->byte_start ? -1 : 1;
	return (x->byte_length < y->byte_length) - (x->byte_length > y->byte_length);
}

/* The last ones are looked through: a document goes on about the same. */
#define CARDS 32

const struct gz_entity *gz_card(struct gz_case *c, const struct gz_entry *entry)
{
	struct gz_entity *card;

	if (gz_is_minted(c->g, entry))
		return &((const struct gz_minted *)entry)->entity;
	for (size_t i = c->cards.len; i > 0 && c->cards.len - i < CARDS; i--) {
		if (c->cards.ptr[i - 1]->index == entry->index)
			return c->cards.ptr[i - 1];
	}
	card = gz_arena_alloc(c->arena, sizeof(*card));
	if (card == NULL || !GZ_PUSH(&c->cards, card))
		return NULL;
	*card = gz_entity_of(c->g, entry);
	return card;
}

/* In words for the world outside, in the document's arena. */
static struct gz_mention told(const struct gz_case *c, const struct gz_made *m, struct gz_codepoints *at)
{
	const struct gz_tokens *tokens = &c->tokens[m->field];

	return (struct gz_mention){
		.name = m->name,
		.start = gz_codepoints_at(at, m->byte_start),
		.length = (uint32_t)gz_utf8_count(gz_str_of(tokens->text.ptr + m->byte_start, m->byte_length)),
		.byte_start = m->byte_start,
		.byte_length = m->byte_length,
		.token = m->token,
		.tokens = m->tokens,
		.sentence = tokens->punctuated ? (int32_t)tokens->token[m->token].sentence : -1,
		.score = m->score,
		.field = m->field,
		.via = m->via,
		.nested = m->nested,
	};
}

/* Orders the mentions and moves them to the document's arena. */
static bool finish(struct gz_case *c, struct gz_mention **mentions, size_t *count)
{
	struct gz_codepoints at[GZ_FIELDS];

	*count = c->mentions.len;
	*mentions = gz_arena_alloc(c->arena, (c->mentions.len + 1) * sizeof(**mentions));
	if (*mentions == NULL)
		return false;
	if (c->mentions.len > 1)
		qsort(c->mentions.ptr, c->mentions.len, sizeof(*c->mentions.ptr), by_place);
	for (uint32_t field = 0; field < GZ_FIELDS; field++)
		at[field] = (struct gz_codepoints){.text = c->tokens[field].text};
	for (size_t i = 0; i < c->mentions.len; i++) {
		const struct gz_made *m = &c->mentions.ptr[i];

		(*mentions)[i] = told(c, m, &at[m->field]);
		(*mentions)[i].entity = gz_card(c, m->entity);
		if ((*mentions)[i].entity == NULL)
			return false;
	}
	return true;
}

bool gz_resolve(const struct gz_gaz *g, const struct gz_doc *doc, const struct gz_tokens *tokens,
		const struct gz_candidates *candidates, const struct gz_resolve_options *options,
		struct gz_arena *arena, struct gz_mention **mentions, size_t *count, struct gz_error *err)
{
	struct gz_case c = {.g = g,
			    .tokens = tokens,
			    .candidates = candidates,
			    .arena = arena,
			    .follow_ups = !options->no_follow_ups,
			    .first_day = doc->day,
			    .last_day = gz_day_last(doc->day, doc->precision)};
	bool good = gz_evidence_gather(&c);

	/* Only what is read in the scan is told: gathering looks at everything before. */
	good = good && (options->judgements == NULL || gz_log_open(&c));
	for (uint32_t field = repeats_title(tokens) ? GZ_TEXT : GZ_TITLE; good && field < GZ_FIELDS; field++)
		good = scan_field(&c, field);
	good = good && finish(&c, mentions, count) &&
	       (options->judgements == NULL || gz_log_finish(&c, options->judgements));
	gz_log_close(&c);
	gz_evidence_free(&c);
	GZ_VEC_FREE(&c.mentions);
	GZ_VEC_FREE(&c.cards);
	GZ_VEC_FREE(&c.events);
	return good || gz_fail_nomem(err);
}
