/*
 * rows.c: names that a comma or "and" joins: rows of their kind (Armenia, Georgia and Turkey), and places in
 * front of their state (Monrovia, California); rows of given names (her sons Jordan and Israel).
 */
#include "rows.h"

bool gz_is_row_gap(const struct gz_case *c, uint32_t field, uint32_t end, uint32_t next)
{
	const struct gz_tokens *tokens = &c->tokens[field];

	if (next >= tokens->count || next < end || next - end > 1)
		return false;
	if (next == end)
		return tokens->token[next].gap == GZ_GAP_HARD &&
		       tokens->text.ptr[tokens->token[next - 1].end] == ',';
	return tokens->token[end].gap <= GZ_GAP_HARD && tokens->token[next].gap < GZ_GAP_HARD &&
	       gz_token_is(c, field, end, GZ_WORD_AND);
}

const struct gz_entry *gz_place_of(const struct gz_case *c, const struct gz_candidate *candidate)
{
	const struct gz_name *name = gz_name_if(c, candidate, GZ_NAME_ENTITY);
	const struct gz_entry *entry = name != NULL ? gz_gaz_entry(c->g, name->target) : NULL;

	return entry != NULL && (entry->type == GZ_PLACE || entry->type == GZ_COUNTRY) &&
			       name->via <= GZ_VIA_ACRONYM && (!name->exact || candidate->exact)
		       ? entry
		       : NULL;
}

bool gz_is_place_at(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_page *page = &c->page[field];

	for (uint32_t i = gz_first_span(c, field, token); i < page->count && page->span[i].token == token;
	     i++) {
		for (uint32_t k = page->span[i].first; k < page->span[i].end; k++) {
			if (gz_place_of(c, gz_candidate_of(c, &page->span[i], k)) != NULL)
				return true;
		}
	}
	return false;
}

/* Is the longest name at a token one of a state that is written behind its towns, and of no place of the
 * country: Texas, not Texas Instruments, nor, behind Tbilisi, Georgia? `end`: the token behind it. */
static bool is_foreign_state(const struct gz_case *c, uint32_t field, uint32_t token, uint32_t country,
			     uint32_t *end)
{
	const struct gz_page *page = &c->page[field];
	uint32_t i = gz_first_span(c, field, token);
	bool found = false;

	if (i >= page->count || page->span[i].token != token)
		return false;
	*end = token + page->span[i].count;
	for (uint32_t k = page->span[i].first; k < page->span[i].end; k++) {
		const struct gz_entry *entry = gz_place_of(c, gz_candidate_of(c, &page->span[i], k));

		if (entry == NULL)
			continue;
		if (entry->index == country || entry->country == country)
			return false;
		found |= entry->type == GZ_PLACE && entry->place != GZ_NONE;
	}
	return found;
}

/* Does a word with a capital follow at once, or an s: In London, Texas Governor Perry? Then the place in
 * front of it belongs to that. */
static bool belongs_behind(const struct gz_case *c, uint32_t field, uint32_t next)
{
	const struct gz_tokens *tokens = &c->tokens[field];

	if (!gz_is_joined(c, field, next))
		return false;
	return gz_token_is(c, field, next, GZ_WORD_S) ||
	       (tokens->has_case && !tokens->title_case && tokens->token[next].shape > GZ_LOWER &&
		tokens->token[next].barred != GZ_BAR_OMITTED &&
		!gz_gaz_is_neutral(c->g, gz_number(c, field, next)));
}

/* Does a verb follow, so that what stands in front of it is its subject: In Rome, Georgia signed? */
static bool has_verb(const struct gz_case *c, uint32_t field, uint32_t next)
{
	struct gz_str word;

	if (!gz_is_joined(c, field, next))
		return false;
	word = gz_token_at(c, field, next)->norm;
	return gz_token_is(c, field, next, GZ_WORD_SPEECH | GZ_WORD_FINITE) ||
	       (gz_token_at(c, field, next)->shape <= GZ_LOWER && word.len > 4 &&
		gz_str_ends(word, GZ_STR("ed")));
}

/* Does a sentence begin with the preposition in front of a place, and go on, behind a comma, with its
 * subject, of which the last token is in front of `next`? */
static bool is_set_off(const struct gz_case *c, const struct gz_span *place, uint32_t next)
{
	return gz_behind_preposition(c, place) &&
	       gz_token_at(c, place->field, place->token - 1)->gap >= GZ_GAP_SENTENCE &&
	       has_verb(c, place->field, next);
}

bool gz_is_divided(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count;

	for (uint32_t i = span->token + 1; i < next; i++) {
		if (gz_token_at(c, span->field, i)->gap == GZ_GAP_HARD)
			return is_set_off(c, span, next);
	}
	return false;
}

bool gz_is_elsewhere(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity)
{
	uint32_t next = span->token + span->count, end;
	uint32_t country = entity->type == GZ_COUNTRY ? entity->index : entity->country;

	if (country == GZ_NONE || !gz_is_row_gap(c, span->field, next, next) ||
	    !is_foreign_state(c, span->field, next, country, &end) || belongs_behind(c, span->field, end) ||
	    is_set_off(c, span, end))
		return false;
	return !(gz_is_row_gap(c, span->field, end, end) && gz_is_place_at(c, span->field, end)) &&
	       !(gz_is_row_gap(c, span->field, end, end + 1) && gz_is_place_at(c, span->field, end + 1));
}

bool gz_is_town_of_state(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count, end;

	return gz_is_row_gap(c, span->field, next, next) &&
	       is_foreign_state(c, span->field, next, GZ_NONE, &end) &&
	       (!gz_is_joined(c, span->field, end) || gz_behind_preposition(c, span)) &&
	       !belongs_behind(c, span->field, end) && !is_set_off(c, span, end);
}

/* Is it a name such as may stand in a row with the entity, called in that way: of a country (China and India,
 * Chinese and Indian), or of a place or person of one country? */
static bool is_like(const struct gz_case *c, const struct gz_candidate *candidate,
		    const struct gz_entry *entity, enum gz_via via)
{
	const struct gz_name *name = gz_name_if(c, candidate, GZ_NAME_ENTITY);
	const struct gz_entry *other;

	if (name == NULL || candidate->vetoed || name->via > GZ_VIA_DEMONYM ||
	    (name->via > GZ_VIA_ACRONYM) != (via > GZ_VIA_ACRONYM))
		return false;
	other = gz_gaz_entry(c->g, name->target);
	return other->type == entity->type && other != entity &&
	       (entity->type == GZ_COUNTRY ||
		(other->country == entity->country &&
		 (entity->type == GZ_PLACE || (entity->type == GZ_PERSON && other->country != GZ_NONE))));
}

/* May a row go on in front of token `first`, or behind token `end` - 1? A comma, "and" or "or" stands there.
 */
static bool may_go_on(const struct gz_case *c, uint32_t field, uint32_t first, uint32_t end, bool behind)
{
	if (behind)
		return gz_is_row_gap(c, field, end, end) || gz_is_row_gap(c, field, end, end + 1);
	return (first > 0 && gz_is_row_gap(c, field, first, first)) ||
	       (first > 1 && gz_is_row_gap(c, field, first - 1, first));
}

/* The next one of the row, behind tokens `first` .. `end` - 1 or in front of them; NULL: the row ends. */
static const struct gz_candidate *next_of_row(const struct gz_case *c, uint32_t field, uint32_t first,
					      uint32_t end, bool behind, const struct gz_entry *entity,
					      enum gz_via via)
{
	const struct gz_page *page = &c->page[field];

	if (!may_go_on(c, field, first, end, behind))
		return NULL;
	for (uint32_t i = behind ? gz_first_span(c, field, end) : gz_first_near(c, field, first);
	     i < page->count && page->span[i].token <= (behind ? end + 1 : first); i++) {
		const struct gz_span *other = &page->span[i];
		uint32_t other_end = other->token + other->count;

		if ((other->kinds & GZ_SPAN_NAME) == 0 ||
		    !(behind ? gz_is_row_gap(c, field, end, other->token)
			     : other_end <= first && gz_is_row_gap(c, field, other_end, first)))
			continue;
		for (uint32_t k = other->first; k < other->end; k++) {
			if (is_like(c, gz_candidate_of(c, other, k), entity, via))
				return gz_candidate_of(c, other, k);
		}
	}
	return NULL;
}

/* Rows longer than this are looked at no further. */
#define ROW 8

/* Two people, for there are others of a common name. */
bool gz_is_in_row(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity,
		  enum gz_via via)
{
	int needed = entity->type == GZ_PERSON ? 2 : 1;
	uint32_t counted = GZ_NONE;

	if (entity->type != GZ_COUNTRY && entity->type != GZ_PLACE && entity->type != GZ_PERSON)
		return false;
	for (int behind = 0; behind < 2; behind++) {
		uint32_t first = span->token, end = span->token + span->count;

		for (int i = 0; i < ROW; i++) {
			const struct gz_candidate *next =
				next_of_row(c, span->field, first, end, behind != 0, entity, via);
			const struct gz_name *name;

			if (next == NULL)
				break;
			name = gz_gaz_name(c->g, next->name);
			if (!name->ambiguous && name->target != counted) {
				counted = name->target;
				if (--needed == 0)
					return true;
			}
			first = next->first;
			end = next->first + next->count;
		}
	}
	return false;
}

/* Does a word for kin stand at once in front of a token, or, with the comma of an apposition between them, of
 * which no more is told than the name: her sister, Florence, left? Or a person who is called so: a man named
 * Israel? */
static bool is_kins(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_token *t = gz_token_at(c, field, token);

	if (token == 0 || t->gap > GZ_GAP_HARD)
		return false;
	if (gz_token_is(c, field, token - 1, GZ_WORD_KIN))
		return t->gap < GZ_GAP_HARD ||
		       (gz_is_row_gap(c, field, token, token) && !belongs_behind(c, field, token + 1));
	return t->gap < GZ_GAP_HARD && gz_token_is(c, field, token - 1, GZ_WORD_NAMED) &&
	       gz_is_joined(c, field, token - 1) && gz_token_is(c, field, token - 2, GZ_WORD_SOMEBODY);
}

/* The last token of the name in front of a token in a row of names: a comma, "and", or both part them.
 * GZ_NONE: there is none. */
static uint32_t name_in_front(const struct gz_case *c, uint32_t field, uint32_t token)
{
	uint32_t end = token;

	if (token > 1 && gz_is_joined(c, field, token) && gz_token_is(c, field, token - 1, GZ_WORD_AND) &&
	    gz_token_at(c, field, token - 1)->gap <= GZ_GAP_HARD)
		end = token - 1;
	else if (token == 0 || !gz_is_row_gap(c, field, token, token))
		return GZ_NONE;
	return gz_token_at(c, field, end - 1)->shape == GZ_CAPITALISED ? end - 1 : GZ_NONE;
}

bool gz_is_among_kin(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t number = gz_number(c, span->field, span->token), at = span->token;

	if (span->count != 1 || !(gz_gaz_is_given(c->g, number) || gz_gaz_is_given_place(c->g, number)))
		return false;
	for (int i = 0; i < ROW; i++) {
		if (is_kins(c, span->field, at))
			return true;
		at = c->tokens[span->field].has_case ? name_in_front(c, span->field, at) : GZ_NONE;
		if (at == GZ_NONE)
			return false;
	}
	return false;
}
