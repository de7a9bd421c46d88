/*
 * bodies.c: whose body is meant by a name that those of several countries have: Mexico's Senate, the Supreme
 * Court of Israel, the Ohio Department of Education are not those of the United States.
 */
#include "internal.h"

/* Whose it is: nobody says, its country's, a state's (of whatever country), another country's. */
enum owner { NOBODYS, ITS_COUNTRYS, A_STATES, ANOTHERS };

/* How far a name may be that of another body: of departments every state has its own, of parties every
 * country; firms are the same everywhere. */
enum kind { THE_SAME, A_PARTY, A_BODY };

static enum kind kind_of(const struct gz_case *c, const struct gz_span *span)
{
	enum kind kind = THE_SAME;

	for (uint32_t i = span->token; i < span->token + span->count; i++) {
		struct gz_str norm = gz_token_at(c, span->field, i)->norm;

		/* China's Treasury holdings are those of American bonds. */
		if ((gz_token_is(c, span->field, i, GZ_WORD_BODY) && !gz_str_eq(norm, GZ_STR("treasury"))) ||
		    gz_str_eq(norm, GZ_STR("representatives")))
			return A_BODY;
		if (gz_str_eq(norm, GZ_STR("party")))
			kind = A_PARTY;
	}
	return kind;
}

static enum owner owner_of(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *body)
{
	enum owner owner = NOBODYS;

	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, span, i), GZ_NAME_ENTITY);
		const struct gz_entry *entry = name != NULL ? gz_gaz_entry(c->g, name->target) : NULL;

		if (entry == NULL || (name->exact && !gz_candidate_of(c, span, i)->exact))
			continue;
		if (entry->type == GZ_COUNTRY && entry->index == body->country)
			return ITS_COUNTRYS;
		if (entry->type == GZ_COUNTRY)
			owner = ANOTHERS;
		else if (entry->type == GZ_PLACE && entry->place != GZ_NONE && owner == NOBODYS)
			owner = A_STATES;
	}
	return owner;
}

/* What ends in front of token `end`, an s between them or not. */
static enum owner owner_before(const struct gz_case *c, const struct gz_span *span,
			       const struct gz_entry *body)
{
	const struct gz_page *page = &c->page[span->field];
	uint32_t end = span->token;
	enum owner owner = NOBODYS;

	if (!gz_is_joined(c, span->field, end))
		return NOBODYS;
	if (gz_token_is(c, span->field, end - 1, GZ_WORD_S) && gz_is_joined(c, span->field, end - 1))
		end--;
	for (uint32_t i = gz_first_near(c, span->field, end); i < page->count && page->span[i].token < end;
	     i++) {
		if (page->span[i].token + page->span[i].count != end)
			continue;
		owner = owner_of(c, &page->span[i], body);
		if (owner != NOBODYS)
			break; /* the longest one */
	}
	return owner;
}

/* Behind "of", an article between them or not. */
static enum owner owner_behind(const struct gz_case *c, const struct gz_span *span,
			       const struct gz_entry *body)
{
	const struct gz_page *page = &c->page[span->field];
	uint32_t at = span->token + span->count;

	if (!gz_is_joined(c, span->field, at) || !gz_token_is(c, span->field, at, GZ_WORD_OF))
		return NOBODYS;
	at += 1 + (gz_is_joined(c, span->field, at + 1) && gz_is_article(c, span->field, at + 1));
	if (!gz_is_joined(c, span->field, at))
		return NOBODYS;
	for (uint32_t i = gz_first_span(c, span->field, at); i < page->count && page->span[i].token == at;
	     i++) {
		enum owner owner = owner_of(c, &page->span[i], body);

		if (owner != NOBODYS)
			return owner;
	}
	return NOBODYS;
}

bool gz_is_anothers(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *body)
{
	enum kind kind = body->type == GZ_ORG && body->country != GZ_NONE ? kind_of(c, span) : THE_SAME;
	enum owner owner = NOBODYS;

	if (kind != THE_SAME)
		owner = owner_before(c, span, body);
	if (kind != THE_SAME && owner == NOBODYS)
		owner = owner_behind(c, span, body);
	return owner == ANOTHERS || (owner == A_STATES && kind == A_BODY);
}
