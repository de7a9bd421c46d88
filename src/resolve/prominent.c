/*
 * prominent.c: whom a surname means where the document names nobody of it: who was in the news on its day, or
 * who alone bears it.
 */
#include "surnames.h"

/* Tokens of a document that is no more than a headline. */
#define HEADLINE_MOST 40

bool gz_is_telling(const struct gz_surname *s)
{
	const struct gz_case *c = s->c;
	uint32_t number = gz_number(c, s->span->field, s->span->token);

	return s->span->count > 1 ||
	       (number != GZ_NONE && !gz_gaz_is_word(c->g, number) && !gz_gaz_is_given(c->g, number) &&
		!gz_gaz_is_surname(c->g, number) && !gz_gaz_is_neutral(c->g, number));
}

/* May the surname stand for somebody whom the document does not name? Not where a stranger of that name is in
 * it, in the name of a town or a full name for which nothing speaks, behind an article in text without case,
 * or behind O'. */
static bool may_stand_for(const struct gz_surname *s)
{
	const struct gz_tokens *tokens = &s->c->tokens[s->span->field];
	const struct gz_token *token = &tokens->token[s->span->token];
	uint32_t next = s->span->token + s->span->count;

	if (!gz_is_telling(s) || !gz_stands_alone(s->c, s->span) || gz_behind_preposition(s->c, s->span) ||
	    gz_ends_doubted_name(s->c, s->span) ||
	    gz_is_strangers(s->c, gz_number(s->c, s->span->field, s->span->token)))
		return false;
	if (!tokens->has_case && s->span->token > 0 &&
	    gz_is_article(s->c, s->span->field, s->span->token - 1) &&
	    !(next < tokens->count && gz_token_is(s->c, s->span->field, next, GZ_WORD_OF_HOLDER)))
		return false;
	return s->span->token == 0 || (token - 1)->norm.len > 1 || token->start != (token - 1)->end + 1 ||
	       (token - 1)->dot;
}

/* Did another of the surname hold an office of the person's country? Then either may be meant. */
static bool has_rival(const struct gz_surname *s, uint32_t person)
{
	const struct gz_name *name;

	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		if (name->target != person &&
		    gz_has_held(s->c, name->target, gz_gaz_country(s->c->g, person)))
			return true;
	}
	return false;
}

/* A headline that stands alone says no country: Putin met Obama. There it is enough that nobody else bears
 * the surname, but for a consort. */
static bool is_told_by_name(const struct gz_surname *s, uint32_t person)
{
	const struct gz_tokens *tokens = s->c->tokens;
	const struct gz_name *name;
	uint32_t count;

	if (tokens[GZ_TITLE].count + tokens[GZ_TEXT].count > HEADLINE_MOST ||
	    !tokens[s->span->field].has_case || s->titled.title != NULL ||
	    gz_gaz_name(s->c->g, *gz_gaz_names_of(s->c->g, person, &count))->ambiguous)
		return false;
	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		if (name->target != person && gz_is_no_consort(s->c, name->target))
			return false;
	}
	return true;
}

const struct gz_name *gz_only_prominent(const struct gz_surname *s)
{
	const struct gz_name *one = NULL, *name;

	if (s->c->first_day == GZ_NO_DAY || !gz_is_telling(s))
		return NULL;
	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		if (!gz_in_office(s->c, name->target) || (one != NULL && one->target == name->target))
			continue;
		if (one != NULL)
			return NULL;
		one = name;
	}
	return one != NULL && may_stand_for(s) && !has_rival(s, one->target) &&
			       (gz_holds_here(s->c, one->target) || gz_heads_body(s->c, one->target) ||
				is_told_by_name(s, one->target))
		       ? one
		       : NULL;
}

/* Does an organisation that the document names begin with the surname: Taft, of Taft Broadcasting? */
static bool heads_organisation(const struct gz_surname *s)
{
	return s->span->count == 1 &&
	       gz_is_told(s->c, gz_number(s->c, s->span->field, s->span->token), GZ_TOLD_HEAD);
}

const struct gz_name *gz_only_bearer(const struct gz_surname *s)
{
	const struct gz_name *one = NULL, *name;

	if (s->titled.title != NULL || !s->c->tokens[s->span->field].has_case || !gz_is_telling(s))
		return NULL;
	for (struct gz_bearers at = {0}; (name = gz_next_bearer(s, &at)) != NULL;) {
		if (one != NULL && one->target != name->target)
			return NULL;
		one = name;
	}
	return one != NULL && gz_evidence_of_country(s->c, one->target) > 0 &&
			       gz_has_held_lately(s->c, one->target) && may_stand_for(s) &&
			       !gz_is_among_strangers(s->c, s->span) && !heads_organisation(s)
		       ? one
		       : NULL;
}
