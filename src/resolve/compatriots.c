/*
 * compatriots.c: what shows whose country a person of an ambiguous name is of. His country beside him, as
 * sports pages and lists of winners have it, tells an athlete or artist from the others of his name; so do
 * two people of his country in one row with him.
 */
#include "rows.h"

/* Does a name of the country, or of a place of it where `places`, stand at the token? `end`: the token
 * behind. */
static bool is_country_at(const struct gz_case *c, uint32_t field, uint32_t token, uint32_t country,
			  bool places, uint32_t *end)
{
	const struct gz_page *page = &c->page[field];

	for (uint32_t i = gz_first_span(c, field, token); i < page->count && page->span[i].token == token;
	     i++) {
		const struct gz_span *span = &page->span[i];

		for (uint32_t k = span->first; k < span->end; k++) {
			const struct gz_entry *entry = gz_place_of(c, gz_candidate_of(c, span, k));

			if (entry == NULL ||
			    (entry->type == GZ_COUNTRY ? entry->index
						       : (places ? entry->country : GZ_NONE)) != country)
				continue;
			*end = token + span->count;
			return true;
		}
	}
	return false;
}

/* Roger Black (Britain), Roger Black (England, 3rd) */
static bool is_in_brackets(const struct gz_case *c, const struct gz_span *span, uint32_t country)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count, end, behind;

	if (next >= tokens->count || tokens->token[next].gap != GZ_GAP_HARD ||
	    tokens->text.ptr[tokens->token[next].start - 1] != '(' ||
	    !is_country_at(c, span->field, next, country, true, &end))
		return false;
	behind = tokens->token[end - 1].end;
	behind += behind < tokens->text.len && tokens->text.ptr[behind] == '.'; /* (U.S.) */
	return behind < tokens->text.len &&
	       (tokens->text.ptr[behind] == ')' || tokens->text.ptr[behind] == ',');
}

/* Britain's Roger Black; britain s roger black */
static bool is_its_own(const struct gz_case *c, const struct gz_span *span, uint32_t country)
{
	uint32_t end, first = span->token;

	if (first < 2 || !gz_is_joined(c, span->field, first) || !gz_is_joined(c, span->field, first - 1) ||
	    !gz_token_is(c, span->field, first - 1, GZ_WORD_S))
		return false;
	for (uint32_t token = first - 2, i = 0; i < 3; i++, token--) { /* the United States's */
		if (is_country_at(c, span->field, token, country, false, &end) && end == first - 1)
			return true;
		if (token == 0)
			break;
	}
	return false;
}

/* Who held an office is known by what he does, and needs other evidence. */
bool gz_is_with_country(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *person)
{
	uint32_t tenures;

	if (person->type != GZ_PERSON || person->country == GZ_NONE)
		return false;
	gz_gaz_tenures(c->g, person->index, &tenures);
	return tenures == 0 &&
	       (is_in_brackets(c, span, person->country) || is_its_own(c, span, person->country));
}
