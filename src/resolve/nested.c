/* nested.c: which names inside a longer one are mentions of their own. */
#include "internal.h"

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

/* Do the tokens from `first` to the end of the span name the entity by themselves: Department of Agriculture?
 */
static bool is_named_by_rest(const struct gz_case *c, const struct gz_span *outer, uint32_t first,
			     const struct gz_entry *entity)
{
	const struct gz_page *page = &c->page[outer->field];

	for (uint32_t i = gz_first_span(c, outer->field, first);
	     i < page->count && page->span[i].token == first; i++) {
		const struct gz_span *rest = &page->span[i];

		if (first + rest->count != outer->token + outer->count)
			continue;
		for (uint32_t k = rest->first; k < rest->end; k++) {
			const struct gz_name *name =
				gz_name_if(c, gz_candidate_of(c, rest, k), GZ_NAME_ENTITY);

			if (name != NULL && name->target == entity->index)
				return true;
		}
	}
	return false;
}

/* Does the name itself set its end off by a comma, as a town's does the state behind it? */
static bool is_set_off(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
		       const struct gz_span *inner)
{
	uint32_t at = inner->token - outer->token;

	if (inner->token + inner->count != outer->token + outer->count)
		return false;
	for (uint32_t i = outer->first; i < outer->end; i++) {
		const struct gz_name *name = gz_name_if(c, gz_candidate_of(c, outer, i), GZ_NAME_ENTITY);

		if (name != NULL && name->target == whole->entity->index && name->tokens == outer->count)
			return (name->hard >> at & 1) != 0;
	}
	return false;
}

bool gz_may_hold(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
		 const struct gz_span *inner)
{
	enum gz_type type = (enum gz_type)whole->entity->type;

	if (inner->token + inner->count > outer->token + outer->count ||
	    (inner->kinds & (GZ_SPAN_NAME | GZ_SPAN_PATTERN)) == 0)
		return false;
	if (type != GZ_ORG && type != GZ_PLACE)
		return true;
	if (type == GZ_PLACE && is_set_off(c, outer, whole, inner))
		return true;
	/* Only a country at its begin, or at its end. */
	return (inner->kinds & (GZ_SPAN_COUNTRY | GZ_SPAN_PATTERN)) != 0 &&
	       (type == GZ_PLACE || inner->token == outer->token);
}

/* South Lebanon; Van, Turkey; Wayne, New Jersey; the U.S. Capitol, which is the Capitol too; not Mexico City.
 */
static bool is_of_place(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
			const struct gz_span *inner, const struct gz_entry *entity)
{
	bool is_country = entity->type == GZ_COUNTRY;

	if (gz_country_of(whole->entity) != gz_country_of(entity))
		return false;
	if (inner->token + inner->count == outer->token + outer->count)
		return is_country || (entity->type == GZ_PLACE && is_set_off(c, outer, whole, inner));
	return is_country && inner->token == outer->token &&
	       is_named_by_rest(c, outer, outer->token + inner->count, whole->entity);
}

/* May this be a mention of its own inside the whole: countries, places and persons in the name of an event
 * (the death of Diana); organisations, but no persons, in that of an office (president of the European
 * Central Bank); in the name of an organisation the country that it belongs to and begins with, where what
 * follows is a description in small letters (the Russian foreign ministry) or names it by itself (U.S.
 * Department of Agriculture), or where it is a body of the state. American Airlines holds no mention of
 * America. In the name of a place, its country at the end, or in front of what names it by itself, and what
 * a comma sets off. */
bool gz_may_nest(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
		 const struct gz_span *inner, const struct gz_entry *entity)
{
	uint32_t described, country = inner->count;

	if (whole->entity->type == GZ_ORG) {
		if (inner->token != outer->token || entity->type != GZ_COUNTRY || country == outer->count ||
		    gz_gaz_country(c->g, whole->entity->index) != entity->index)
			return false;
		if (country + 1 < outer->count &&
		    gz_token_is(c, outer->field, outer->token + country, GZ_WORD_S))
			country++; /* Germany's constitutional court */
		if (gz_token_is(c, outer->field, outer->token + country, GZ_WORD_BODY) ||
		    gz_token_is(c, outer->field, outer->token + outer->count - 1, GZ_WORD_BODY))
			return true;
		described = small_words(whole->name);
		return (described > 0 && country + described == outer->count) ||
		       is_named_by_rest(c, outer, outer->token + country, whole->entity);
	}
	if (whole->entity->type == GZ_PLACE)
		return is_of_place(c, outer, whole, inner, entity);
	if (whole->entity->type == GZ_PERSON) /* his office */
		return entity->type == GZ_COUNTRY || entity->type == GZ_PLACE || entity->type == GZ_ORG;
	return entity->type == GZ_COUNTRY || entity->type == GZ_PLACE || entity->type == GZ_PERSON;
}

/* Does a description or a title stand in front of the rest of the name: midfielder, Gov.? */
static bool is_behind_description(const struct gz_case *c, const struct gz_span *rest, struct gz_str name,
				  struct gz_str shorter)
{
	struct gz_str front = gz_str_of(name.ptr, name.len > shorter.len ? name.len - shorter.len : 0);

	if ((c->page[rest->field].mark[rest->token] & GZ_MARK_TITLE_ENDS) != 0)
		return true;
	return gz_str_ends(name, shorter) && front.len > 1 && front.ptr[front.len - 1] == ' ' &&
	       small_words(gz_str_of(front.ptr, front.len - 1)) > 0;
}

bool gz_is_described(const struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading,
		     uint32_t *first)
{
	const struct gz_page *page = &c->page[span->field];
	uint32_t end = span->token + span->count;

	if (span->count < 3 || reading->entity->type != GZ_PERSON || reading->via != GZ_VIA_ALIAS)
		return false;
	for (uint32_t i = span->number + 1; i < page->count && page->span[i].token < end; i++) {
		const struct gz_span *rest = &page->span[i];
		struct gz_reading shorter;

		if (rest->token > span->token && rest->count > 1 && rest->token + rest->count == end &&
		    (rest->kinds & GZ_SPAN_NAME) != 0 && gz_read_name(c, rest, false, &shorter) &&
		    shorter.entity == reading->entity &&
		    is_behind_description(c, rest, reading->name, shorter.name)) {
			*first = rest->token;
			return true;
		}
	}
	return false;
}
