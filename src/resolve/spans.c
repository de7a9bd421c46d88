/* spans.c: the candidates of a document ordered into spans, and what the tokens are to them. */
#include <string.h>

#include "internal.h"

static unsigned kinds_of_surname(const struct gz_candidate *candidate, const struct gz_name *name, bool small)
{
	bool may_be = !candidate->vetoed && (!name->exact || candidate->exact) &&
		      !(small && name->shape >= GZ_CAPITALISED);

	return may_be ? GZ_SPAN_SURNAME | GZ_SPAN_BEARER : GZ_SPAN_SURNAME;
}

/* By type, and whether the name is ambiguous: a look at the entity, and no branch that waits for it. */
static const uint16_t kinds_of_names[GZ_TYPES][2] = {
	[GZ_PERSON] = {GZ_SPAN_NAME | GZ_SPAN_SURE | GZ_SPAN_PERSON,
		       GZ_SPAN_NAME | GZ_SPAN_PERSON | GZ_SPAN_DOUBTED},
	[GZ_COUNTRY] = {GZ_SPAN_NAME | GZ_SPAN_SURE | GZ_SPAN_COUNTRY, GZ_SPAN_NAME | GZ_SPAN_COUNTRY},
	[GZ_ORG] = {GZ_SPAN_NAME | GZ_SPAN_SURE, GZ_SPAN_NAME},
	[GZ_PLACE] = {GZ_SPAN_NAME | GZ_SPAN_SURE, GZ_SPAN_NAME},
	[GZ_EVENT] = {GZ_SPAN_NAME | GZ_SPAN_SURE, GZ_SPAN_NAME},
};

/* He would miss Obama: a form of address that is a word too, in small letters where there is case, is none.
 */
static unsigned kinds_of_title(const struct gz_case *c, uint32_t field, const struct gz_candidate *candidate,
			       const struct gz_name *name, bool small)
{
	bool is_word = small && candidate->count == 1 && gz_gaz_title(c->g, name->target)->courtesy &&
		       gz_gaz_is_word(c->g, gz_number(c, field, candidate->first));

	return is_word ? 0 : GZ_SPAN_TITLE;
}

/* Is the field French, by how many of its first words are? One of six is, of other languages one of thirty. */
static bool is_french(const struct gz_case *c, uint32_t field)
{
	uint32_t count = c->tokens[field].count < 240 ? c->tokens[field].count : 240, french = 0;

	for (uint32_t i = 0; i < count; i++)
		french += gz_token_is(c, field, i, GZ_WORD_FRENCH);
	return french * 12 >= count;
}

/* M. Lavrov, MM. Obama et Medvedev: in other languages the letter is an initial, or a metre's. */
static bool is_monsieur(const struct gz_case *c, uint32_t field, struct gz_page *page, uint32_t token)
{
	if (c->tokens[field].has_case && !gz_token_at(c, field, token)->dot)
		return false;
	if (page->french < 0)
		page->french = is_french(c, field);
	return page->french != 0;
}

static unsigned kinds_of(const struct gz_case *c, uint32_t field, const struct gz_candidate *candidate,
			 bool small)
{
	const struct gz_name *name;

	if (candidate->name == GZ_NONE)
		return GZ_SPAN_PATTERN;
	name = gz_gaz_name(c->g, candidate->name);
	if (name->kind != GZ_NAME_ENTITY)
		return name->kind == GZ_NAME_SURNAME ? kinds_of_surname(candidate, name, small)
						     : kinds_of_title(c, field, candidate, name, small);
	return kinds_of_names[gz_clamp(gz_gaz_entry(c->g, name->target)->type, GZ_TYPES)]
			     [name->ambiguous != 0];
}

static bool is_small(const struct gz_tokens *tokens, uint32_t token, uint32_t count)
{
	const struct gz_token *at = &tokens->token[token], *end = at + count;

	if (!tokens->has_case)
		return false;
	do {
		if (at->shape > GZ_LOWER)
			return false;
	} while (++at < end);
	return true;
}

static void mark(struct gz_page *page, const struct gz_span *span)
{
	uint32_t at = span->token, end = at + span->count;

	do {
		page->mark[at++] |= GZ_MARK_INSIDE;
	} while (at < end);
	if ((span->kinds & GZ_SPAN_TITLE) != 0) {
		page->mark[span->token] |= GZ_MARK_TITLE_BEGINS;
		page->mark[end] |= GZ_MARK_TITLE_ENDS;
	}
	if ((span->kinds & GZ_SPAN_COUNTRY) == 0)
		return;
	page->mark[end] |= GZ_MARK_COUNTRY_ENDS;
	if ((page->mark[span->token] & GZ_MARK_TITLE_ENDS) != 0)
		page->mark[end] |= GZ_MARK_TITLE_BEFORE;
}

/* Entities lie anywhere in the gazetteer: all that the field may mean are fetched at once, rather than waited
 * for one by one. */
static void fetch_entities(const struct gz_case *c, const struct gz_candidates *candidates)
{
	for (uint32_t i = 0; i < candidates->count; i++) {
		const struct gz_name *name = gz_name_if(c, &candidates->ptr[i], GZ_NAME_ENTITY);

		if (name != NULL) {
			const struct gz_entry *entity = gz_gaz_entry(c->g, name->target);

			__builtin_prefetch(entity);
			__builtin_prefetch(&entity->type);
		}
	}
}

/* The spans of the candidates; their number is returned. */
static uint32_t cut(const struct gz_case *c, uint32_t field, struct gz_page *page)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	const struct gz_candidate *first = c->candidates[field].ptr, *at = first,
				  *end = at + c->candidates[field].count;
	struct gz_span *span = page->span;

	for (; at < end; span++) {
		const uint32_t token = at->first, count = at->count;
		bool small = is_small(tokens, token, count);
		unsigned kinds = 0;

		*span = (struct gz_span){.field = field,
					 .number = (uint32_t)(span - page->span),
					 .first = (uint32_t)(at - first),
					 .token = token,
					 .count = count,
					 .small = small};
		do {
			kinds |= kinds_of(c, field, at++, small);
		} while (at < end && at->first == token && at->count == count);
		if ((kinds & GZ_SPAN_TITLE) != 0 && count == 1 &&
		    gz_token_is(c, field, token, GZ_WORD_MONSIEUR) && !is_monsieur(c, field, page, token))
			kinds &= ~(unsigned)GZ_SPAN_TITLE;
		span->end = (uint32_t)(at - first);
		span->kinds = (uint16_t)kinds;
		page->kinds |= span->kinds;
		mark(page, span);
	}
	return (uint32_t)(span - page->span);
}

static bool make_page(struct gz_case *c, uint32_t field, struct gz_arena *arena)
{
	struct gz_page *page = &c->page[field];
	size_t candidates = c->candidates[field].count;

	page->kinds = 0;
	page->french = -1;
	page->span = gz_arena_alloc(arena, candidates * sizeof(*page->span));
	page->mark = gz_arena_zalloc(arena, (size_t)c->tokens[field].count + 1);
	page->memo = gz_arena_zalloc(arena, candidates);
	if (page->span == NULL || page->mark == NULL || page->memo == NULL)
		return false;
	fetch_entities(c, &c->candidates[field]);
	page->count = candidates > 0 ? cut(c, field, page) : 0;
	return true;
}

bool gz_spans_make(struct gz_case *c, struct gz_arena *arena)
{
	for (uint32_t field = 0; field < GZ_FIELDS; field++) {
		if (!make_page(c, field, arena))
			return false;
	}
	return true;
}

uint32_t gz_first_span(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_span *span = c->page[field].span;
	uint32_t low = 0, high = c->page[field].count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (span[middle].token < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool gz_ends_doubted_name(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_page *page = &c->page[span->field];

	if ((page->kinds & GZ_SPAN_DOUBTED) == 0)
		return false;
	for (uint32_t i = gz_first_near(c, span->field, span->token);
	     i < page->count && page->span[i].token < span->token; i++) {
		if ((page->span[i].kinds & GZ_SPAN_DOUBTED) != 0 &&
		    page->span[i].token + page->span[i].count == span->token + span->count)
			return true;
	}
	return false;
}

bool gz_ends_small(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_token *last = &tokens->token[span->token + span->count - 1];

	return tokens->has_case && span->count > 1 && last->shape == GZ_LOWER &&
	       tokens->text.ptr[last->start - 1] == ' ';
}

bool gz_goes_on_behind_dot(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_token *last = &tokens->token[span->token + span->count - 1];
	struct gz_str gap;

	if (span->token + span->count >= tokens->count || last->shape != GZ_CASELESS)
		return false;
	gap = gz_str_of(tokens->text.ptr + last->end, last[1].start - last->end);
	return gz_str_eq(gap, GZ_STR("\xc2\xb7")) || gz_str_eq(gap, GZ_STR("\xe3\x83\xbb"));
}
