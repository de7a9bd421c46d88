/*
 * readings.c: which entity a name means here. The weights are the one table below; a reading's evidence is
 * a sum of them, and the highest sum wins. Readings that tie leave the span unlinked.
 */
#include "internal.h"

/* What speaks for one reading against another of the same words. */
enum {
	FOR_DIRECT = 16,      /* no initial was passed over: George H. W. is not George W. */
	FOR_NAMED = 8,        /* the entity is named without doubt elsewhere in the document */
	FOR_COUNTRY = 4,      /* other things of its country are */
	FOR_OFFICE = 3,       /* a person in office on the document's day */
	FOR_UNMARKED = 2      /* the gazetteer does not mark this name as ambiguous */
};

/* How sure a mention is by the way it was found. */
static const float base_score[GZ_VIAS] = {
	[GZ_VIA_NAME] = 0.95f,	  [GZ_VIA_ALIAS] = 0.9f,   [GZ_VIA_ACRONYM] = 0.9f, [GZ_VIA_ADJECTIVE] = 0.85f,
	[GZ_VIA_DEMONYM] = 0.85f, [GZ_VIA_SURNAME] = 0.8f, [GZ_VIA_TITLE] = 0.85f,  [GZ_VIA_EDITION] = 0.85f,
	[GZ_VIA_PATTERN] = 0.85f, [GZ_VIA_OFFICE] = 0.8f,
};
#define DOUBT_AMBIGUOUS 0.15f /* an ambiguous name with evidence */
#define DOUBT_CASE_ONLY 0.3f  /* an ambiguous name with nothing but its capital for it */
#define DOUBT_LOWERED 0.3f    /* a proper name in lower case in a field that has case */
#define DOUBT_SKIPPED 0.05f   /* an initial was passed over */

bool gz_is_lowered(const struct gz_case *c, uint32_t field, uint32_t token, uint32_t count,
		   uint8_t name_shape)
{
	const struct gz_tokens *tokens = &c->tokens[field];

	if (!tokens->has_case || name_shape < GZ_CAPITALISED)
		return false;
	for (uint32_t i = token; i < token + count; i++) {
		if (tokens->token[i].shape > GZ_LOWER)
			return false;
	}
	return true;
}

/* What happens once is not written about by name long before it does, unless its year is in the name. Editions are
 * announced long before: Olympic Games are given to a city seven years and more ahead. */
#define AHEAD_DAYS 366
#define AHEAD_DAYS_EDITION (366 * 10)

static bool is_too_early(const struct gz_case *c, const struct gz_entity *entity, const struct gz_name *name)
{
	int32_t ahead = entity->series.len > 0 ? AHEAD_DAYS_EDITION : AHEAD_DAYS;

	if (entity->type != GZ_EVENT || entity->from == GZ_NO_DAY || c->last_day == GZ_NO_DAY ||
	    entity->from <= c->last_day + ahead)
		return false;
	for (size_t i = 0, digits = 0; i < name->text.len; i++) {
		digits = name->text.ptr[i] >= '0' && name->text.ptr[i] <= '9' ? digits + 1 : 0;
		if (digits == 4)
			return false;
	}
	return true;
}

/* A common word with the capital that begins a sentence. */
static bool is_word_at_start(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_token *token = &c->tokens[span->field].token[span->token];
	uint32_t number = c->candidates[span->field].token[span->token];

	return span->count == 1 && token->gap >= GZ_GAP_SENTENCE && token->shape == GZ_CAPITALISED && number != GZ_NONE &&
	       gz_gaz_is_word(c->g, number);
}

/* Evidence for one candidate, or -1 where it does not hold. *doubt is what its score loses. */
static int weigh(const struct gz_case *c, const struct gz_span *span, const struct gz_candidate *candidate,
		 bool strong, float *doubt)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_name *name = gz_gaz_name(c->g, candidate->name);
	const struct gz_entity *entity = gz_gaz_entity(c->g, name->target);
	bool lowered = gz_is_lowered(c, span->field, span->token, span->count, name->shape);
	int direct = candidate->skipped_initial ? 0 : FOR_DIRECT, evidence = 0;

	*doubt = candidate->skipped_initial ? DOUBT_SKIPPED : 0;
	if (candidate->vetoed || (name->exact && (!tokens->has_case || !candidate->exact)))
		return -1;
	if (lowered && (name->ambiguous || strong || span->count == 1)) /* blue china, two genes */
		return -1;
	if (is_too_early(c, entity, name) || (gz_name_is_prefix(name) && !gz_begins_compound(c, span)))
		return -1;
	if (span->count == 1 && entity->type != GZ_PERSON && entity->type != GZ_EVENT && gz_has_given_name(c, span))
		return -1;
	if (entity->type == GZ_PERSON && gz_runs_on(c, span))
		return -1;
	if (lowered)
		*doubt += DOUBT_LOWERED;
	if (!name->ambiguous)
		evidence += FOR_UNMARKED;
	else if (strong)
		return -1;
	if (strong)
		return evidence + direct;
	if (gz_evidence_of(c, entity->index) > 0)
		evidence += FOR_NAMED;
	if (entity->type != GZ_PERSON && gz_evidence_of_country(c, entity->index) > 0)
		evidence += FOR_COUNTRY;
	if (entity->type == GZ_PERSON && gz_in_office(c, entity->index))
		evidence += FOR_OFFICE;
	if (!name->ambiguous)
		return evidence + direct;
	*doubt += DOUBT_AMBIGUOUS;
	if (gz_has_stranger(c, span, true, true))
		return -1;
	if (evidence > 0)
		return evidence + direct;
	/* A capital tells Turkey from turkey where the field has case, but for the first word of a sentence; it does not tell
	 * one Jordan from another. */
	if (is_word_at_start(c, span))
		return -1;
	if ((entity->type == GZ_COUNTRY || entity->type == GZ_PLACE) && tokens->has_case && !lowered &&
	    name->shape >= GZ_CAPITALISED && name->via <= GZ_VIA_ACRONYM &&
	    !gz_evidence_is_head(c, tokens->token[span->token].norm)) {
		*doubt = DOUBT_CASE_ONLY;
		return direct;
	}
	return -1;
}

/* Of a city and its country by one name (Luxembourg), the country is meant. Returns the one to keep, or NULL. */
static const struct gz_entity *broader(const struct gz_case *c, const struct gz_entity *a,
				       const struct gz_entity *b)
{
	if (a->type == GZ_COUNTRY && gz_gaz_country(c->g, b->index) == a->index)
		return a;
	if (b->type == GZ_COUNTRY && gz_gaz_country(c->g, a->index) == b->index)
		return b;
	return NULL;
}

static struct gz_reading pattern_reading(const struct gz_candidate *candidate)
{
	return (struct gz_reading){candidate->minted, candidate->minted->name, GZ_VIA_PATTERN,
				   base_score[GZ_VIA_PATTERN]};
}

struct gz_reading gz_read_name(const struct gz_case *c, const struct gz_span *span, bool strong)
{
	struct gz_reading best = {0}, pattern = {0};
	int best_evidence = -1;
	bool tie = false;

	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = &c->candidates[span->field].ptr[i];
		const struct gz_entity *entity, *kept;
		const struct gz_name *name;
		float doubt;
		int evidence;

		if (candidate->minted != NULL) {
			if (pattern.entity == NULL)
				pattern = pattern_reading(candidate);
			continue;
		}
		name = gz_gaz_name(c->g, candidate->name);
		if (name->kind != GZ_NAME_ENTITY)
			continue;
		evidence = weigh(c, span, candidate, strong, &doubt);
		if (evidence < 0 || evidence < best_evidence)
			continue;
		entity = gz_gaz_entity(c->g, name->target);
		if (evidence == best_evidence && entity != best.entity) {
			kept = broader(c, best.entity, entity);
			tie = tie || kept == NULL;
			if (kept != entity)
				continue;
		} else if (evidence == best_evidence) {
			continue; /* another name of the same entity that folds alike: the first one stands */
		} else {
			tie = false;
		}
		best_evidence = evidence;
		best = (struct gz_reading){entity, name->text, (enum gz_via)name->via, base_score[name->via] - doubt};
	}
	if (tie)
		best.entity = NULL;
	return best.entity != NULL ? best : pattern;
}
