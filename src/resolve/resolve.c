/* resolve.c: the scan: left to right, the longest name whose evidence holds, and on behind it. */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Does the text begin with the title, token for token? */
static bool repeats_title(const struct gz_tokens *tokens)
{
	const struct gz_tokens *title = &tokens[GZ_TITLE], *text = &tokens[GZ_TEXT];

	if (title->count == 0 || title->count > text->count)
		return false;
	for (uint32_t i = 0; i < title->count; i++) {
		if (!gz_str_eq(title->token[i].norm, text->token[i].norm))
			return false;
	}
	return true;
}

/* The final period of U.S. and of Jr. belongs to the name. */
static uint32_t span_end(const struct gz_tokens *tokens, const struct gz_span *span, struct gz_str name)
{
	const struct gz_token *last = &tokens->token[span->token + span->count - 1];
	bool dotted = span->count > 1 && last->norm.len == 1 && (last - 1)->dot &&
		      (last - 1)->end + 1 == last->start;

	return last->end + (last->dot && (dotted || gz_str_ends(name, GZ_STR("."))));
}

static bool emit(struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading, bool nested)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	const struct gz_token *first = &tokens->token[span->token];
	struct gz_mention mention = {
		.entity = reading->entity, .name = reading->name, .byte_start = first->start,
		.token = span->token, .tokens = span->count, .score = reading->score, .field = (uint8_t)span->field,
		.via = (uint8_t)reading->via, .nested = nested,
		.sentence = tokens->punctuated ? (int32_t)first->sentence : -1,
	};

	mention.byte_length = span_end(tokens, span, reading->name) - first->start;
	return GZ_PUSH(&c->mentions, mention);
}

/* The best reading of a span: by name first, then by surname, then as an office. */
static struct gz_reading read_span(const struct gz_case *c, const struct gz_span *span)
{
	struct gz_reading reading = gz_read_name(c, span, false);

	if (reading.entity == NULL)
		reading = gz_read_surname(c, span, false);
	return reading.entity != NULL ? reading : gz_read_office(c, span);
}

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

/* May this be a mention of its own inside the whole: countries and places in the name of an event; organisations too in that of
 * an office (president of the European Central Bank); in the name of an organisation its country, where small letters show
 * that the name is a description: the Russian foreign ministry, not American Airlines. */
static bool may_nest(const struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole,
		     const struct gz_span *inner, const struct gz_entity *entity)
{
	const struct gz_token *next = &c->tokens[outer->field].token[inner->token + inner->count];
	uint32_t described, country = inner->count;

	if (whole->entity->type == GZ_ORG) {
		described = small_words(whole->name);
		if (country < outer->count && gz_str_eq(next->norm, GZ_STR("s"))) /* Germany's constitutional court */
			country++;
		return described > 0 && inner->token == outer->token && country + described == outer->count &&
		       entity->type == GZ_COUNTRY && gz_gaz_country(c->g, whole->entity->index) == entity->index;
	}
	return entity->type == GZ_COUNTRY || entity->type == GZ_PLACE ||
	       (whole->entity->type == GZ_PERSON && entity->type == GZ_ORG);
}

static bool emit_nested(struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole)
{
	const struct gz_candidates *candidates = &c->candidates[outer->field];
	uint32_t end = outer->token + outer->count, behind = outer->token;
	struct gz_span span;

	for (uint32_t at = outer->end; gz_next_span(candidates, outer->field, at, &span) && span.token < end;
	     at = span.end) {
		struct gz_reading reading;

		if (span.token < behind || span.token + span.count > end)
			continue;
		reading = gz_read_name(c, &span, false);
		if (reading.entity == NULL || !may_nest(c, outer, whole, &span, reading.entity))
			continue;
		if (!emit(c, &span, &reading, true))
			return false;
		behind = span.token + span.count;
	}
	return true;
}

static bool scan_field(struct gz_case *c, uint32_t field)
{
	struct gz_span span;
	uint32_t behind = 0;

	for (uint32_t at = 0; gz_next_span(&c->candidates[field], field, at, &span); at = span.end) {
		struct gz_reading reading;
		const struct gz_entity *edition;

		if (span.token < behind)
			continue;
		reading = read_span(c, &span);
		if (reading.entity == NULL)
			continue;
		if (reading.entity->type == GZ_EVENT) {
			edition = gz_find_edition(c, &span, reading.entity, &reading.score);
			if (edition != NULL) {
				reading.entity = edition;
				reading.via = GZ_VIA_EDITION;
			}
		}
		if (!emit(c, &span, &reading, false))
			return false;
		if ((reading.entity->type == GZ_EVENT || reading.entity->type == GZ_ORG || reading.via == GZ_VIA_OFFICE) &&
		    !emit_nested(c, &span, &reading))
			return false;
		behind = span.token + span.count;
	}
	return true;
}

static int by_place(const void *a, const void *b)
{
	const struct gz_mention *x = a, *y = b;

	if (x->field != y->field)
		return x->field - y->field;
	if (x->byte_start != y->byte_start)
		return x->byte_start < y->byte_start ? -1 : 1;
	return (x->byte_length < y->byte_length) - (x->byte_length > y->byte_length);
}

/* Orders the mentions, counts code points, and moves them to the document's arena. */
static bool finish(struct gz_case *c, struct gz_mention **mentions, size_t *count)
{
	struct gz_codepoints at[GZ_FIELDS];

	*count = c->mentions.len;
	*mentions = gz_arena_alloc(c->arena, (c->mentions.len + 1) * sizeof(**mentions));
	if (*mentions == NULL)
		return false;
	if (c->mentions.len > 1)
		qsort(c->mentions.ptr, c->mentions.len, sizeof(*c->mentions.ptr), by_place);
	for (uint32_t field = 0; field < GZ_FIELDS; field++)
		at[field] = (struct gz_codepoints){.text = c->tokens[field].text};
	for (size_t i = 0; i < c->mentions.len; i++) {
		struct gz_mention *m = &c->mentions.ptr[i];
		struct gz_str covered = gz_str_of(c->tokens[m->field].text.ptr + m->byte_start, m->byte_length);

		m->start = gz_codepoints_at(&at[m->field], m->byte_start);
		m->length = (uint32_t)gz_utf8_count(covered);
		(*mentions)[i] = *m;
	}
	return true;
}

bool gz_resolve(const struct gz_gaz *g, const struct gz_doc *doc, const struct gz_tokens *tokens,
		const struct gz_candidates *candidates, struct gz_arena *arena, struct gz_mention **mentions,
		size_t *count, struct gz_error *err)
{
	struct gz_case c = {.g = g, .tokens = tokens, .candidates = candidates, .arena = arena,
			    .first_day = doc->day, .last_day = gz_day_last(doc->day, doc->precision)};
	bool good;

	good = gz_evidence_gather(&c);
	for (uint32_t field = repeats_title(tokens) ? GZ_TEXT : GZ_TITLE; good && field < GZ_FIELDS; field++)
		good = scan_field(&c, field);
	good = good && finish(&c, mentions, count);
	gz_evidence_free(&c);
	GZ_VEC_FREE(&c.mentions);
	return good || gz_fail_nomem(err);
}
