/*
 * neighbours.c: the words beside a name. A capitalised word that belongs to no known name makes it part of a
 * longer name: Neil Jordan is no country. In text without case, only given names tell.
 */
#include "internal.h"

/* Names are looked for this many tokens in front of a word. */
#define REACH 8

/* Is the token inside a name or title of the gazetteer (a surname alone only if `surnames`) that does not
 * touch the span? */
static bool is_known(const struct gz_case *c, const struct gz_span *span, uint32_t token, bool surnames)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];

	for (uint32_t i = gz_first_candidate(candidates, token > REACH ? token - REACH : 0);
	     i < candidates->count && candidates->ptr[i].first <= token; i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];
		uint32_t end = candidate->first + candidate->count;

		if (end <= token || (candidate->first < span->token + span->count && end > span->token))
			continue;
		if (surnames || candidate->name == GZ_NONE ||
		    gz_gaz_name(c->g, candidate->name)->kind != GZ_NAME_SURNAME)
			return true;
	}
	return false;
}

/* Joined by a hyphen, or by a slash: the Merkel-Sarkozy talks are two persons'. */
static bool is_hyphened(const struct gz_tokens *tokens, uint32_t token)
{
	const char *gap = tokens->text.ptr + tokens->token[token - 1].end;

	return tokens->token[token].start == tokens->token[token - 1].end + 1 && (*gap == '-' || *gap == '/');
}

/* Where capitals tell nothing: a given name in front, or a common surname behind that is neither a word nor a
 * known name. */
static bool is_caseless_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t number = gz_number(c, span->field, token);

	if (number == GZ_NONE || (tokens->has_case && tokens->token[token].shape <= GZ_LOWER))
		return false;
	if (token < span->token)
		return gz_gaz_is_given(c->g, number) ||
		       (tokens->token[token].shape == GZ_CAPITALISED && tokens->has_case &&
			gz_gaz_is_given_word(c->g, number));
	return gz_gaz_is_surname(c->g, number) && !gz_gaz_is_word(c->g, number) &&
	       !is_known(c, span, token, true);
}

static bool is_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t number = gz_number(c, span->field, token);
	bool given = number != GZ_NONE && gz_gaz_is_given(c->g, number);

	if (!tokens->has_case || tokens->title_case)
		return is_caseless_stranger(c, span, token);
	if (tokens->token[token].shape != GZ_CAPITALISED && tokens->token[token].shape != GZ_MIXED)
		return given && tokens->token[token].shape == GZ_UPPER && token < span->token;
	if (number != GZ_NONE && gz_gaz_is_neutral(c->g, number))
		return false;
	/* The first word of a sentence is capitalised whatever it is. */
	if (tokens->token[token].gap >= GZ_GAP_SENTENCE && !given)
		return false;
	return !is_known(c, span, token, is_hyphened(tokens, token < span->token ? span->token : token));
}

/* Does an article stand in front? No personal name begins there. */
static bool has_article(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t number = span->token > 0 ? gz_number(c, span->field, span->token - 1) : GZ_NONE;

	return number != GZ_NONE && gz_gaz_is_article(c->g, number);
}

bool gz_has_stranger(const struct gz_case *c, const struct gz_span *span, bool left, bool right,
		     uint32_t *who)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count;
	bool found = false;

	if (left && span->token > 0 && tokens->token[span->token].gap < GZ_GAP_HARD) {
		*who = span->token - 1;
		found = is_stranger(c, span, *who);
	}
	/* Behind a period that may end a sentence after all, a capital tells nothing. */
	if (!found && right && !has_article(c, span) && next < tokens->count &&
	    tokens->token[next].gap < GZ_GAP_HARD && !tokens->token[next - 1].dot) {
		*who = next;
		found = is_stranger(c, span, next);
	}
	if (!found)
		*who = GZ_NONE;
	return found;
}

bool gz_behind_preposition(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t number;

	if (span->token == 0 || c->tokens[span->field].token[span->token].gap >= GZ_GAP_HARD)
		return false;
	number = gz_number(c, span->field, span->token - 1);
	return number != GZ_NONE && gz_gaz_is_preposition(c->g, number);
}

bool gz_begins_compound(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_candidates *candidates = &c->candidates[span->field];
	uint32_t next = span->token + span->count;

	if (next >= tokens->count)
		return false;
	if (is_hyphened(tokens, next))
		return true;
	if (tokens->has_case)
		return false;
	for (uint32_t i = gz_first_candidate(candidates, next);
	     i < candidates->count && candidates->ptr[i].first == next; i++) {
		if (candidates->ptr[i].name != GZ_NONE &&
		    gz_gaz_name(c->g, candidates->ptr[i].name)->via == GZ_VIA_ADJECTIVE)
			return true;
	}
	return false;
}

bool gz_runs_on(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count;

	return tokens->has_case && next < tokens->count && is_hyphened(tokens, next) &&
	       tokens->token[next].shape > GZ_LOWER && !is_known(c, span, next, true);
}

/* Are the tokens behind `end` and in front of `next` a comma, or "and", "or"? */
static bool is_row_gap(const struct gz_case *c, uint32_t field, uint32_t end, uint32_t next)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	const struct gz_token *word;

	if (next >= tokens->count || next < end || next - end > 1)
		return false;
	if (next == end)
		return tokens->token[next].gap == GZ_GAP_HARD &&
		       tokens->text.ptr[tokens->token[next - 1].end] == ',';
	word = &tokens->token[end];
	return (gz_str_eq(word->norm, GZ_STR("and")) || gz_str_eq(word->norm, GZ_STR("or"))) &&
	       word->gap <= GZ_GAP_HARD && tokens->token[next].gap < GZ_GAP_HARD;
}

/* Is it a name such as may stand in a row with the entity: of a country, or of a place of one country? */
static bool is_like(const struct gz_case *c, const struct gz_candidate *candidate,
		    const struct gz_entry *entity)
{
	const struct gz_name *name = candidate->name == GZ_NONE ? NULL : gz_gaz_name(c->g, candidate->name);
	const struct gz_entry *other;

	if (name == NULL || name->kind != GZ_NAME_ENTITY || name->via > GZ_VIA_ACRONYM || candidate->vetoed)
		return false;
	other = gz_gaz_entry(c->g, name->target);
	return other->type == entity->type && other != entity &&
	       (entity->type == GZ_COUNTRY ||
		(entity->type == GZ_PLACE && other->country == entity->country));
}

/* The next one of the row, behind tokens `first` .. `end` - 1 or in front of them; NULL: the row ends. */
static const struct gz_candidate *next_of_row(const struct gz_case *c, uint32_t field, uint32_t first,
					      uint32_t end, bool behind, const struct gz_entry *entity)
{
	const struct gz_candidates *candidates = &c->candidates[field];

	for (uint32_t i = gz_first_candidate(candidates, behind		 ? end
							 : first > REACH ? first - REACH
									 : 0);
	     i < candidates->count && candidates->ptr[i].first <= (behind ? end + 1 : first); i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];
		uint32_t other_end = candidate->first + candidate->count;

		if ((behind ? is_row_gap(c, field, end, candidate->first)
			    : other_end <= first && is_row_gap(c, field, other_end, first)) &&
		    is_like(c, candidate, entity))
			return candidate;
	}
	return NULL;
}

/* Rows longer than this are looked at no further. */
#define ROW 8

bool gz_is_in_row(const struct gz_case *c, const struct gz_span *span, const struct gz_entry *entity)
{
	if (entity->type != GZ_COUNTRY && entity->type != GZ_PLACE)
		return false;
	for (int behind = 0; behind < 2; behind++) {
		uint32_t first = span->token, end = span->token + span->count;

		for (int i = 0; i < ROW; i++) {
			const struct gz_candidate *next =
				next_of_row(c, span->field, first, end, behind != 0, entity);

			if (next == NULL)
				break;
			if (!gz_gaz_name(c->g, next->name)->ambiguous)
				return true;
			first = next->first;
			end = next->first + next->count;
		}
	}
	return false;
}

/* Is the token, where capitals tell nothing, such as stands in a person's name: a given name or surname? */
static bool is_of_name(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_candidates *candidates = &c->candidates[span->field];
	uint32_t number = gz_number(c, span->field, token);

	if (number == GZ_NONE)
		return false;
	if (gz_gaz_is_given(c->g, number) ||
	    (gz_gaz_is_surname(c->g, number) && !gz_gaz_is_word(c->g, number)))
		return true;
	for (uint32_t i = gz_first_candidate(candidates, token);
	     i < candidates->count && candidates->ptr[i].first == token; i++) {
		if (candidates->ptr[i].name != GZ_NONE && candidates->ptr[i].count == 1 &&
		    !gz_gaz_is_word(c->g, number) &&
		    gz_gaz_name(c->g, candidates->ptr[i].name)->kind == GZ_NAME_SURNAME)
			return true;
	}
	return false;
}

bool gz_is_share_code(const struct gz_tokens *tokens, uint32_t token)
{
	const struct gz_token *t = &tokens->token[token];
	bool behind = token + 1 < tokens->count && t->dot && tokens->token[token + 1].start == t->end + 1 &&
		      tokens->token[token + 1].norm.len <= 2;
	bool in_front = token > 0 && (t - 1)->dot && t->start == (t - 1)->end + 1 && t->norm.len <= 2;

	return t->norm.len > 1 && (behind || in_front);
}

bool gz_stands_alone(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count;

	if (tokens->has_case && !tokens->title_case) /* then strangers tell */
		return true;
	return !(span->token > 0 && tokens->token[span->token].gap < GZ_GAP_HARD &&
		 is_of_name(c, span, span->token - 1)) &&
	       !(next < tokens->count && tokens->token[next].gap < GZ_GAP_HARD && is_of_name(c, span, next));
}

bool gz_has_given_name(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t before, number;

	if (span->token == 0 || tokens->token[span->token].gap >= GZ_GAP_HARD)
		return false;
	before = span->token - 1;
	number = gz_number(c, span->field, before);
	if (number == GZ_NONE || is_known(c, span, before, false))
		return false;
	if (!tokens->has_case) /* without punctuation, the name of an athlete and his country are neighbours
				*/
		return tokens->punctuated && gz_gaz_is_given(c->g, number) && !gz_gaz_is_word(c->g, number);
	return (gz_gaz_is_given(c->g, number) ||
		(gz_gaz_is_given_word(c->g, number) && tokens->token[before].gap < GZ_GAP_SENTENCE)) &&
	       tokens->token[before].shape > GZ_LOWER;
}
