/*
 * uncased.c: names in text without case, where no capital tells a name that must be written exactly so from a
 * common word: the words beside it, and what else the document names, have to.
 */
#include "internal.h"

bool gz_is_speaker(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count;

	return gz_is_joined(c, span->field, next) && gz_token_is(c, span->field, next, GZ_WORD_SPEECH);
}

/* Is there another name of the entity among those of the span? */
static bool has_other(const struct gz_case *c, const struct gz_span *span, const struct gz_name *of)
{
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, span, i), GZ_NAME_ENTITY);

		if (name != NULL && name->target == of->target && name != of)
			return true;
	}
	return false;
}

bool gz_is_beside_other(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name)
{
	const struct gz_page *page = &c->page[span->field];
	uint32_t next = span->token + span->count;

	if (span->count == 1 && gz_gaz_entry(c->g, name->target)->type == GZ_COUNTRY &&
	    gz_gaz_is_word(c->g, gz_number(c, span->field, span->token)))
		return false;
	for (uint32_t i = gz_first_near(c, span->field, span->token);
	     i < page->count && page->span[i].token <= next; i++) {
		const struct gz_span *other = &page->span[i];

		if ((other->token + other->count == span->token || other->token == next) &&
		    has_other(c, other, name))
			return true;
	}
	return false;
}

bool gz_is_introduced(const struct gz_case *c, const struct gz_span *span)
{
	if ((span->kinds & GZ_SPAN_NAME) == 0 || span->token < 2 ||
	    (c->page[span->field].mark[span->token - 1] & GZ_MARK_INSIDE) == 0)
		return false;
	for (uint32_t i = gz_first_near(c, span->field, span->token); i < span->number; i++) {
		const struct gz_span *other = &c->page[span->field].span[i];

		if (other->count == 1 || other->token + other->count != span->token)
			continue;
		for (uint32_t k = span->first; k < span->end; k++) {
			const struct gz_name *name =
				gz_name_if(c, gz_candidate_of(c, span, k), GZ_NAME_ENTITY);

			if (name != NULL && has_other(c, other, name))
				return true;
		}
	}
	return false;
}

/* Does a name that is no place's end in front of the span: citigroup s c n? Then its s is of a genitive. */
static bool is_behind_name(const struct gz_case *c, const struct gz_span *span)
{
	bool behind = false;

	for (uint32_t i = gz_first_near(c, span->field, span->token); i < span->number; i++) {
		const struct gz_span *other = &c->page[span->field].span[i];
		const struct gz_name *name =
			gz_name_if(c, gz_candidate_of(c, other, other->first), GZ_NAME_ENTITY);

		if (other->token + other->count != span->token)
			continue;
		if (name != NULL && gz_gaz_entry(c->g, name->target)->type == GZ_PLACE)
			return false;
		behind = true;
	}
	return behind;
}

/* Where capitals tell nothing: is it a surname behind a given name that is a word, too: bill ford? Not behind
 * a month. */
static bool may_be_surname(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t before = span->token - 1;
	const struct gz_word *word;

	if ((span->kinds & GZ_SPAN_SURNAME) == 0 || !gz_is_joined(c, span->field, span->token))
		return false;
	word = gz_word_of(c->words, gz_token_at(c, span->field, before)->norm);
	return gz_gaz_is_given_word(c->g, gz_number(c, span->field, before)) && !(word && word->month != 0);
}

/* In text without case: is this the short name of a body, person or event that the document names in full? An
 * acronym that is a word too (rim) must have something or say it, besides, here or anywhere in the document:
 * rim's, rim said. Where it does, another name (apple) counts for its country, too. No pronoun does (who
 * said), nor what a given name stands before (bill ford). */
static bool takes_up(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name,
		     const struct gz_entry *entity, bool word)
{
	uint32_t number = gz_number(c, span->field, span->token), who;
	bool acronym = word && name->via == GZ_VIA_ACRONYM;
	bool speaks = gz_is_speaker(c, span) || gz_is_told(c, number, GZ_TOLD_SPEAKER);

	if (entity->type == GZ_COUNTRY || entity->type == GZ_PLACE ||
	    (word && gz_gaz_is_neutral(c->g, number)))
		return false;
	if (gz_evidence_of(c, entity->index) > 0
		    ? acronym && !speaks
		    : acronym || !speaks || gz_evidence_of_country(c, entity->index) == 0)
		return false;
	return !gz_has_stranger(c, span, true, false, &who) && !may_be_surname(c, span);
}

/* May a name that must be written exactly so count in text without case? One of several words (State
 * Department) where the document speaks of the entity or its country, or, of a body that has none, behind an
 * article (the paris club); an adjective (polish) where it names the country. A single word where the long
 * form is named, or behind an article, where the document speaks of its country, a place also behind a
 * preposition; of one that is a common word too (the who) it must give the long form. Any of them beside
 * another name. */
bool gz_counts_uncased(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name,
		       const struct gz_entry *entity)
{
	uint32_t number = gz_number(c, span->field, span->token);
	uint32_t before = span->token > 0 ? gz_number(c, span->field, span->token - 1) : GZ_NONE;
	bool named = gz_evidence_of(c, entity->index) > 0,
	     at_home = named || gz_evidence_of_country(c, entity->index) > 0;
	bool article = before != GZ_NONE && gz_gaz_is_definite(c->g, before);
	bool word = number == GZ_NONE || gz_gaz_is_word(c->g, number) || gz_gaz_is_given(c->g, number);

	if (entity->type == GZ_PLACE && gz_token_is(c, span->field, span->token, GZ_WORD_S) &&
	    is_behind_name(c, span))
		return false;
	if (gz_is_beside_other(c, span, name) &&
	    !(word && gz_gaz_is_neutral(c->g, number) && !gz_is_introduced(c, span)))
		return true;
	if (span->count > 2 || (span->count == 2 && !(number != GZ_NONE && gz_gaz_is_article(c->g, number))))
		return at_home || (article && entity->type == GZ_ORG && entity->country == GZ_NONE);
	if (name->via == GZ_VIA_ADJECTIVE || name->via == GZ_VIA_DEMONYM)
		return named;
	if (entity->type == GZ_PLACE && !word && gz_behind_preposition(c, span))
		return at_home;
	if (entity->type == GZ_COUNTRY && name->via != GZ_VIA_ACRONYM) /* the IRA is no Irã */
		article = false;
	return (article && (word ? named : at_home)) || takes_up(c, span, name, entity, word);
}
