/* evidence.c: what a document is known to talk about before any doubtful name is decided. */
#include "internal.h"

const struct gz_known *gz_known_of(const struct gz_case *c, uint32_t entity)
{
	static const struct gz_known nothing;
	const uint32_t *at = gz_numbers_get(&c->entities, entity);

	return at != NULL ? &c->known.ptr[*at] : &nothing;
}

uint32_t gz_evidence_of_country(const struct gz_case *c, uint32_t entity)
{
	return gz_known_of(c, gz_gaz_country(c->g, entity))->spoken;
}

struct gz_known *gz_known_put(struct gz_case *c, uint32_t entity)
{
	uint32_t *at = gz_numbers_get(&c->entities, entity);

	if (at == NULL)
		at = gz_numbers_put(&c->entities, entity, (uint32_t)c->known.len);
	if (at == NULL || (*at == c->known.len && !GZ_PUSH(&c->known, (struct gz_known){0})))
		return NULL;
	return &c->known.ptr[*at];
}

/* So that a surname is quickly told to be nobody's whom the document names. */
static void mark_surnames(struct gz_case *c, uint32_t person)
{
	uint32_t count;
	const uint32_t *names = gz_gaz_names_of(c->g, person, &count);

	for (uint32_t i = 0; i < count; i++)
		c->known_names[names[i] >> 6 & 3] |= (uint64_t)1 << (names[i] & 63);
}

/* A rank in front of a full name tells whom the surname means, too. */
static bool add(struct gz_case *c, const struct gz_entry *entity, bool titled, bool ranked)
{
	struct gz_known *known = gz_known_put(c, entity->index);
	uint32_t country = gz_country_of(entity);

	if (known == NULL)
		return false;
	if (known->named++ == 0 && entity->type == GZ_PERSON)
		mark_surnames(c, entity->index);
	known->titled += titled;
	known->ranked += titled || ranked;
	if (country == GZ_NONE)
		return true;
	known = gz_known_put(c, country);
	if (known == NULL)
		return false;
	known->spoken++;
	c->countries = true;
	return true;
}

bool gz_is_told(const struct gz_case *c, uint32_t number, uint32_t what)
{
	const uint32_t *told = gz_numbers_get(&c->told, number);

	return told != NULL && (*told & what) != 0;
}

/* Nobody asks for what the gazetteer has no number of. */
static bool tell(struct gz_case *c, uint32_t field, uint32_t token, uint32_t what)
{
	uint32_t number = gz_number(c, field, token);
	uint32_t *told = number == GZ_NONE ? NULL : gz_numbers_put(&c->told, number, 0);

	if (told != NULL)
		*told |= what;
	return told != NULL || number == GZ_NONE;
}

/* Names of places that strangers bear (a given name stands in front), and ambiguous ones inside sentences. */
static bool tell_place(struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_token *token = &tokens->token[span->token];
	const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, span, span->first), GZ_NAME_ENTITY);
	enum gz_type type;
	uint32_t who;

	if (name == NULL)
		return true;
	type = gz_gaz_entry(c->g, name->target)->type;
	if (type != GZ_COUNTRY && type != GZ_PLACE)
		return true;
	if (gz_has_given_name(c, span))
		return tell(c, span->field, span->token, GZ_TOLD_NAMESAKE);
	if (name->ambiguous && tokens->has_case && token->shape >= GZ_CAPITALISED &&
	    token->gap < GZ_GAP_SENTENCE && !gz_has_stranger(c, span, true, true, &who))
		return tell(c, span->field, span->token, GZ_TOLD_CAPITAL);
	return true;
}

static bool gather_places(struct gz_case *c, uint32_t field)
{
	for (uint32_t i = 0; i < c->page[field].count; i++) {
		const struct gz_span *span = &c->page[field].span[i];

		if (span->count == 1 && (span->kinds & GZ_SPAN_NAME) != 0 && !tell_place(c, span))
			return false;
	}
	return true;
}

/* Is the name a surname of somebody whom the document names: ford said? */
static bool is_persons(const struct gz_case *c, const struct gz_span *span)
{
	for (uint32_t i = span->first; (span->kinds & GZ_SPAN_BEARER) != 0 && i < span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(c, span, i);
		const struct gz_name *name = gz_name_if(c, candidate, GZ_NAME_SURNAME);
		uint32_t bearers = candidate->bearers > 0 ? candidate->bearers : 1;

		for (uint32_t b = 0; name != NULL && b < bearers; b++) {
			if (gz_evidence_of(c, gz_gaz_name(c->g, candidate->name + b)->target) > 0)
				return true;
		}
	}
	return false;
}

/* What a name is in text without case: of several words, it may be the long form of others; a single one may
 * be another word, behind an article, or that of who speaks, or was introduced as short for another. */
static bool tell_uncased(struct gz_case *c, const struct gz_span *span)
{
	struct gz_reading reading;

	if (span->count == 1 && (span->kinds & GZ_SPAN_SURNAME) != 0 && span->token > 0 &&
	    gz_is_article(c, span->field, span->token - 1) &&
	    !tell(c, span->field, span->token, GZ_TOLD_WORD))
		return false;
	if ((c->page[span->field].memo[span->number] >> GZ_MEMO_HOLDS & 1) != 0 || /* it holds anyway */
	    (span->count == 1 && !gz_is_speaker(c, span) && !gz_is_introduced(c, span)) ||
	    !gz_read_name(c, span, false, &reading) || (reading.reasons >> GZ_FOR_UNCASED & 1) == 0)
		return true;
	return span->count > 1 ? add(c, reading.entity, false, false)
			       : is_persons(c, span) || tell(c, span->field, span->token, GZ_TOLD_SPEAKER);
}

static bool gather_uncased(struct gz_case *c, uint32_t field)
{
	for (uint32_t i = 0; !c->tokens[field].has_case && i < c->page[field].count; i++) {
		if (!tell_uncased(c, &c->page[field].span[i]))
			return false;
	}
	return true;
}

/* Leftmost-longest over the names that need no evidence. */
static bool gather_named(struct gz_case *c, uint32_t field)
{
	uint32_t behind = 0, event = 0; /* ends of what was read, and of the event around it */

	for (uint32_t i = 0; i < c->page[field].count; i++) {
		const struct gz_span *span = &c->page[field].span[i];
		struct gz_reading reading;

		if (span->token < behind || (span->kinds & (GZ_SPAN_SURE | GZ_SPAN_PATTERN)) == 0)
			continue;
		/* In the name of an event only persons are looked for: the death of Diana. */
		if (!gz_read_name(c, span, true, &reading) ||
		    (span->token < event && reading.entity->type != GZ_PERSON))
			continue;
		if (reading.entity->type == GZ_EVENT)
			event = span->token + span->count;
		else
			behind = span->token + span->count;
		if (reading.entity->index != GZ_NONE &&
		    !add(c, reading.entity, false,
			 reading.entity->type == GZ_PERSON && gz_behind_rank(c, span)))
			return false;
		if (reading.entity->type == GZ_ORG && span->count > 1 &&
		    !tell(c, field, span->token, GZ_TOLD_HEAD))
			return false;
	}
	return true;
}

/* Persons by full names that need evidence, and have it: then the surname alone means them as well. */
static bool gather_doubtful(struct gz_case *c, uint32_t field)
{
	for (uint32_t i = 0; (c->page[field].kinds & GZ_SPAN_DOUBTED) != 0 && i < c->page[field].count; i++) {
		const struct gz_span *span = &c->page[field].span[i];
		struct gz_reading reading;

		if (span->count < 2 || (span->kinds & GZ_SPAN_DOUBTED) == 0)
			continue;
		if (gz_read_name(c, span, false, &reading) && reading.entity->type == GZ_PERSON &&
		    (reading.reasons >> GZ_DOUBT_AMBIGUOUS & 1) != 0 &&
		    !add(c, reading.entity, false, gz_behind_rank(c, span)))
			return false;
	}
	return true;
}

/* Persons whom a title establishes: "president trump" without a first name anywhere. */
static bool gather_titled(struct gz_case *c, uint32_t field)
{
	for (uint32_t i = 0; (c->page[field].kinds & GZ_SPAN_TITLE) != 0 && i < c->page[field].count; i++) {
		const struct gz_span *span = &c->page[field].span[i];
		struct gz_reading reading;

		if ((span->kinds & GZ_SPAN_BEARER) != 0 && gz_has_title(c, span) &&
		    gz_read_surname(c, span, true, &reading) && !add(c, reading.entity, true, true))
			return false;
	}
	return true;
}

bool gz_evidence_gather(struct gz_case *c)
{
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!gather_named(c, field) || !gather_places(c, field))
			return false;
	}
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!gather_doubtful(c, field))
			return false;
	}
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!gather_titled(c, field))
			return false;
	}
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!gather_uncased(c, field))
			return false;
	}
	return true;
}
