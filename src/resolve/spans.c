/* spans.c: the candidates of a document ordered into spans, and what the tokens are to them. */
#include <string.h>

#include "internal.h"

static uint8_t kinds_of(const struct gz_case *c, const struct gz_candidate *candidate)
{
	const struct gz_name *name;
	enum gz_type type;

	if (candidate->name == GZ_NONE)
		return GZ_SPAN_PATTERN;
	name = gz_gaz_name(c->g, candidate->name);
	if (name->kind != GZ_NAME_ENTITY)
		return name->kind == GZ_NAME_SURNAME ? GZ_SPAN_SURNAME : GZ_SPAN_TITLE;
	type = gz_gaz_entry(c->g, name->target)->type;
	return (uint8_t)(GZ_SPAN_NAME | (name->ambiguous ? 0 : GZ_SPAN_SURE) | (type == GZ_COUNTRY ? GZ_SPAN_COUNTRY : 0) |
			 (type == GZ_PERSON ? GZ_SPAN_PERSON | (name->ambiguous ? GZ_SPAN_DOUBTED : 0) : 0));
}

static bool is_small(const struct gz_tokens *tokens, uint32_t token, uint32_t count)
{
	for (uint32_t i = token; i < token + count; i++) {
		if (tokens->token[i].shape > GZ_LOWER)
			return false;
	}
	return tokens->has_case;
}

static void mark(struct gz_page *page, const struct gz_span *span)
{
	uint32_t end = span->token + span->count;

	for (uint32_t i = span->token; i < end; i++)
		page->mark[i] |= GZ_MARK_INSIDE;
	page->mark[end] |= (span->kinds & GZ_SPAN_TITLE ? GZ_MARK_TITLE_ENDS : 0) |
			   (span->kinds & GZ_SPAN_COUNTRY ? GZ_MARK_COUNTRY_ENDS : 0);
}

/* The span of the candidates from `first` on. */
static struct gz_span span_from(const struct gz_case *c, uint32_t field, uint32_t number, uint32_t first)
{
	const struct gz_candidates *candidates = &c->candidates[field];
	const struct gz_candidate *at = &candidates->ptr[first], *end = candidates->ptr + candidates->count;
	struct gz_span span = {field, number, first, first, at->first, at->count, 0, false};

	for (; at < end && at->first == span.token && at->count == span.count; at++)
		span.kinds |= kinds_of(c, at);
	span.end = (uint32_t)(at - candidates->ptr);
	span.small = is_small(&c->tokens[field], span.token, span.count);
	return span;
}

static bool make_page(struct gz_case *c, uint32_t field, struct gz_arena *arena)
{
	struct gz_page *page = &c->page[field];
	uint32_t tokens = c->tokens[field].count, candidates = c->candidates[field].count, behind = 0;

	page->count = 0;
	page->span = gz_arena_alloc(arena, candidates * sizeof(*page->span));
	page->at = gz_arena_alloc(arena, tokens * sizeof(*page->at));
	page->mark = gz_arena_zalloc(arena, (size_t)tokens + 1);
	page->memo = gz_arena_zalloc(arena, candidates);
	if (page->span == NULL || page->at == NULL || page->mark == NULL || page->memo == NULL)
		return false;
	for (uint32_t first = 0; first < candidates; page->count++) {
		struct gz_span *span = &page->span[page->count];

		*span = span_from(c, field, page->count, first);
		first = span->end;
		while (behind <= span->token)
			page->at[behind++] = page->count;
		mark(page, span);
	}
	while (behind < tokens)
		page->at[behind++] = page->count;
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
