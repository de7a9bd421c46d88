/*
 * bearers.c: names beside the title of an office that say whose it is: Olof Palme, the Swedish prime minister.
 * Known or not, they speak for themselves, and the title is no mention of who holds the office now.
 */
#include "bearers.h"

/* May the candidate be a person's name here? Not `said` for the surname Said, nor, in text without case,
 * another word. */
static bool may_be_name(const struct gz_case *c, const struct gz_span *span,
			const struct gz_candidate *candidate, const struct gz_name *name)
{
	uint32_t number;

	if (name->exact && !candidate->exact)
		return false;
	if (c->tokens[span->field].has_case)
		return !gz_is_lowered(span, name->shape);
	number = gz_number(c, span->field, span->token);
	return span->count > 1 || (number != GZ_NONE && !gz_gaz_is_word(c->g, number));
}

static bool names_person(const struct gz_case *c, const struct gz_span *span)
{
	if ((span->kinds & (GZ_SPAN_PERSON | GZ_SPAN_SURNAME)) == 0)
		return false;
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(c, span, i);
		const struct gz_name *name =
			candidate->name == GZ_NONE ? NULL : gz_gaz_name(c->g, candidate->name);

		if (name != NULL && name->kind != GZ_NAME_TITLE &&
		    gz_gaz_entry(c->g, name->target)->type == GZ_PERSON &&
		    may_be_name(c, span, candidate, name))
			return true;
	}
	return false;
}

/* Is a person, be it the holder, named by what begins at a token? */
static bool is_person_at(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_page *page = &c->page[field];

	if ((page->mark[token] & GZ_MARK_INSIDE) == 0)
		return false;
	for (uint32_t i = gz_first_span(c, field, token); i < page->count && page->span[i].token == token;
	     i++) {
		if (names_person(c, &page->span[i]))
			return true;
	}
	return false;
}

/* The same by what ends in front of it. */
static bool is_person_before(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_page *page = &c->page[field];

	if ((page->mark[token - 1] & GZ_MARK_INSIDE) == 0)
		return false;
	for (uint32_t i = gz_first_near(c, field, token); i < page->count && page->span[i].token < token;
	     i++) {
		if (page->span[i].token + page->span[i].count == token && names_person(c, &page->span[i]))
			return true;
	}
	return false;
}

/* Is the token, whatever it names, the beginning of some person's name? */
static bool begins_name(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	uint32_t number = gz_number(c, span->field, token);
	const struct gz_token *t = gz_token_at(c, span->field, token);

	if (number != GZ_NONE && gz_gaz_is_neutral(c->g, number))
		return false;
	if (c->tokens[span->field].has_case && t->shape < GZ_CAPITALISED)
		return false;
	if (number != GZ_NONE && gz_gaz_is_given(c->g, number))
		return true;
	/* In headlines every word has a capital. */
	if (number != GZ_NONE && gz_gaz_is_word(c->g, number))
		return false;
	return c->tokens[span->field].has_case || (number != GZ_NONE && gz_gaz_is_surname(c->g, number));
}

static bool is_in_waiting(const struct gz_case *c, uint32_t field, uint32_t token)
{
	return gz_is_joined(c, field, token + 1) && gz_token_is(c, field, token, GZ_WORD_IN) &&
	       gz_token_is(c, field, token + 1, GZ_WORD_WAITING);
}

/* A name at once behind the title (or its country), or behind a comma, is its bearer's, and links itself or
 * not. `next`: the token behind. */
bool gz_bearer_behind(const struct gz_case *c, const struct gz_span *span, uint32_t next)
{
	if (gz_is_joined(c, span->field, next))
		return gz_token_is(c, span->field, next, GZ_WORD_OTHER_BEHIND) ||
		       is_in_waiting(c, span->field, next) || is_person_at(c, span->field, next) ||
		       begins_name(c, span, next);
	if (next >= c->tokens[span->field].count || gz_token_at(c, span->field, next)->gap >= GZ_GAP_SENTENCE)
		return false;
	return is_person_at(c, span->field, next) ||
	       (c->tokens[span->field].has_case && begins_name(c, span, next));
}

/* Does a given name with a word behind it that belongs to no known name end in front of a token? */
static bool ends_unknown_name(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_page *page = &c->page[span->field];

	if (token < 2 || !gz_is_joined(c, span->field, token - 1) ||
	    !gz_gaz_is_given(c->g, gz_number(c, span->field, token - 2)) || !begins_name(c, span, token - 2))
		return false;
	for (uint32_t i = gz_first_near(c, span->field, token);
	     i < page->count && page->span[i].token + 1 < token; i++) {
		if (page->span[i].token + page->span[i].count == token)
			return false;
	}
	return true;
}

/* Has the person whom the mention is of held an office that the span is a title of, in that country? */
static bool has_held(const struct gz_case *c, const struct gz_span *span, const struct gz_made *mention,
		     uint32_t country)
{
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, span, i), GZ_NAME_TITLE);
		struct gz_titled titled = {.country = country};

		if (name == NULL)
			continue;
		titled.number = name->target;
		if (gz_held_title(c, mention->entity->index, &titled, false))
			return true;
	}
	return false;
}

/* Does a mention of somebody end in front of a token who has held the office: olof palme the swedish prime
 * minister? But they told Obama the Russian president was right. */
static bool is_holder_before(const struct gz_case *c, const struct gz_span *span, uint32_t token,
			     uint32_t country)
{
	for (size_t i = c->mentions.len; i > 0 && i + 2 > c->mentions.len;
	     i--) { /* one may be the country's */
		const struct gz_made *m = &c->mentions.ptr[i - 1];

		if (m->field == span->field && m->token + m->tokens == token && m->entity->type == GZ_PERSON)
			return has_held(c, span, m, country);
	}
	return false;
}

/* "Hans Muster, the German chancellor", "Hans Muster, then the German chancellor": said of another. Without a
 * comma, too, where he is known to have held it, or is written as a name: Hans met the German chancellor. */
bool gz_bearer_before(const struct gz_case *c, const struct gz_span *span, uint32_t first, uint32_t country)
{
	uint32_t bare = first;

	if (gz_is_joined(c, span->field, first) && gz_is_article(c, span->field, first - 1))
		first--;
	if (gz_is_joined(c, span->field, first) && gz_token_is(c, span->field, first - 1, GZ_WORD_OTHER))
		first--;
	if (first == 0)
		return false;
	if (gz_token_at(c, span->field, first)->gap == GZ_GAP_HARD)
		return is_person_before(c, span->field, first) || ends_unknown_name(c, span, first);
	return first < bare && gz_is_joined(c, span->field, first) &&
	       (is_holder_before(c, span, first, country) ||
		(gz_token_at(c, span->field, first - 1)->shape == GZ_CAPITALISED &&
		 ends_unknown_name(c, span, first)));
}
