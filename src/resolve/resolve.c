/* resolve.c: the scan: left to right, the longest name whose evidence holds, and on behind it. */
#include <stdlib.h>

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
uint32_t gz_span_end(const struct gz_tokens *tokens, const struct gz_span *span, struct gz_str name)
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
	struct gz_made mention = {
		.entity = reading->entity,
		.name = reading->name,
		.byte_start = first->start,
		.byte_length = gz_span_end(tokens, span, reading->name) - first->start,
		.token = span->token,
		.tokens = span->count,
		.score = reading->score,
		.field = (uint8_t)span->field,
		.via = (uint8_t)reading->via,
		.nested = nested,
	};

	if (c->log != NULL) {
		struct gz_reading told = *reading;

		if (nested)
			gz_reading_weigh(&told, GZ_FOR_NESTED);
		gz_log_note(c, span, &told, nested ? GZ_NESTED : GZ_CHOSEN);
	}
	if (c->follow_ups && reading->entity->type == GZ_EVENT && reading->via != GZ_VIA_FOLLOW_UP &&
	    !GZ_PUSH(&c->events, ((struct gz_named_event){c->mentions.len, GZ_NONE})))
		return false;
	return GZ_PUSH(&c->mentions, mention);
}

/* May a person of this surname, whom the document names, be meant rather than a country, people, place or
 * company: Montenegro, Turk, Jordan, Ford? Not behind a preposition of place, unless a company is in question
 * that the document names nowhere else, nor behind an article: in Jordan, a Turk; but from Ford. */
static bool may_be_surname(const struct gz_case *c, const struct gz_span *span,
			   const struct gz_reading *reading)
{
	const struct gz_entry *entity = reading->entity;
	bool stray = entity->type == GZ_ORG && gz_evidence_of(c, entity->index) == 0;

	return (span->kinds & GZ_SPAN_BEARER) != 0 && span->count == 1 && entity->type != GZ_PERSON &&
	       entity->type != GZ_EVENT && (stray || !gz_behind_preposition(c, span)) &&
	       !(span->token > 0 && gz_is_article(c, span->field, span->token - 1));
}

/* The best reading of a span: by name first, then by surname, then as an office. */
static bool read_span(const struct gz_case *c, const struct gz_span *span, struct gz_reading *reading)
{
	size_t from = gz_log_count(c);
	struct gz_reading person;

	gz_log_watch(c, span);
	if (!gz_read_name(c, span, false, reading)) {
		gz_read_surname(c, span, false, reading);
	} else if (may_be_surname(c, span, reading) && gz_read_surname(c, span, false, &person) &&
		   gz_evidence_of(c, person.entity->index) > 0) {
		gz_log_demote(c, from, person.entity, GZ_LESS_SURNAME);
		*reading = person;
	}
	if (reading->entity == NULL)
		gz_read_office(c, span, reading);
	gz_log_watch(c, NULL);
	return reading->entity != NULL;
}

static bool emit_nested(struct gz_case *c, const struct gz_span *outer, const struct gz_reading *whole)
{
	const struct gz_page *page = &c->page[outer->field];
	uint32_t end = outer->token + outer->count, behind = outer->token;

	for (uint32_t i = outer->number + 1; i < page->count && page->span[i].token < end; i++) {
		const struct gz_span *span = &page->span[i];
		struct gz_reading reading;

		if (span->token < behind || !gz_may_hold(c, outer, whole, span) ||
		    !gz_read_name(c, span, false, &reading) ||
		    !gz_may_nest(c, outer, whole, span, reading.entity))
			continue;
		if (!emit(c, span, &reading, true))
			return false;
		behind = span->token + span->count;
	}
	return true;
}

/* A series to the edition that is meant, if one is. */
static void find_edition(const struct gz_case *c, const struct gz_span *span, struct gz_reading *reading)
{
	enum gz_reason why = GZ_FOR_SERIES;
	const struct gz_entry *edition = gz_find_edition(c, span, reading->entity, &why);
	uint32_t editions = 0;

	if (edition != NULL) {
		reading->entity = edition;
		gz_reading_reach(reading, GZ_VIA_EDITION, why);
	} else if (reading->entity->index != GZ_NONE) {
		gz_gaz_editions(c->g, reading->entity->index, &editions);
		if (editions > 0)
			gz_reading_weigh(reading, GZ_FOR_SERIES);
	}
}

static bool take(struct gz_case *c, const struct gz_span *span, struct gz_reading *reading)
{
	if (reading->entity->type == GZ_EVENT && reading->via != GZ_VIA_FOLLOW_UP)
		find_edition(c, span, reading);
	if (!emit(c, span, reading, false))
		return false;
	if (reading->via == GZ_VIA_FOLLOW_UP)
		return true;
	gz_log_inside(c, span, reading->entity);
	return span->count == 1 || reading->entity->type == GZ_COUNTRY ||
	       (reading->entity->type == GZ_PERSON && reading->via != GZ_VIA_OFFICE) ||
	       emit_nested(c, span, reading);
}

/* Bare words in tokens `from` .. `to` - 1, which no name has, that take up an event. */
static bool follow_up(struct gz_case *c, uint32_t field, uint32_t from, uint32_t to)
{
	for (uint32_t token = from; c->events.len > 0 && token < to; token++) {
		const struct gz_token *at = gz_token_at(c, field, token);
		const struct gz_word *noun =
			at->barred == GZ_BAR_OMITTED ? NULL : gz_noun_of(c->words, at->norm);
		struct gz_reading reading;
		struct gz_span span;

		if (noun != NULL && gz_read_follow_up(c, field, token, noun, &span, &reading) &&
		    !take(c, &span, &reading))
			return false;
	}
	return true;
}

static bool scan_field(struct gz_case *c, uint32_t field)
{
	const struct gz_page *page = &c->page[field];
	uint32_t behind = 0, kept = 0; /* where a name begins that a description stands in front of */

	for (uint32_t i = 0; i < page->count; i++) {
		const struct gz_span *span = &page->span[i];
		size_t from = gz_log_count(c);
		struct gz_reading reading;

		if (span->token < behind || (span->token < kept && span->token + span->count > kept))
			continue;
		/* Mentions are made from left to right: those taken up before this one come first. */
		if (!follow_up(c, field, behind, span->token))
			return false;
		behind = span->token;
		if (!read_span(c, span, &reading))
			continue;
		if (gz_is_described(c, span, &reading, &kept)) { /* the mention is the rest */
			gz_log_demote(c, from, NULL, GZ_LESS_INSIDE);
			continue;
		}
		if (!take(c, span, &reading))
			return false;
		behind = span->token + span->count;
	}
	return follow_up(c, field, behind, c->tokens[field].count);
}

bool gz_resolver_open(const struct gz_gaz *g, struct gz_resolver **out, struct gz_error *err)
{
	struct gz_resolver *r = calloc(1, sizeof(*r));

	*out = r;
	if (r == NULL)
		return gz_fail_nomem(err);
	gz_words_fill(&r->words);
	r->c.g = g;
	r->c.words = &r->words;
	r->c.strangers = &r->strangers;
	r->c.holders = r->holder;
	r->c.event_kinds = r->event_kinds;
	return true;
}

void gz_resolver_close(struct gz_resolver *r)
{
	if (r == NULL)
		return;
	gz_arena_free(&r->spans);
	gz_numbers_free(&r->c.entities);
	gz_numbers_free(&r->c.told);
	gz_numbers_free(&r->strangers.tokens);
	gz_numbers_free(&r->strangers.met);
	GZ_VEC_FREE(&r->strangers.last);
	GZ_VEC_FREE(&r->c.known);
	GZ_VEC_FREE(&r->c.mentions);
	GZ_VEC_FREE(&r->c.events);
	gz_log_close(r->log);
	free(r);
}

/* Arrays of a document with more mentions than these are given back. */
#define KEPT ((size_t)1 << 14)

/* Empties what the document before left. */
static void clear(struct gz_resolver *r)
{
	struct gz_case *c = &r->c;

	gz_arena_reset(&r->spans);
	gz_numbers_clear(&c->entities);
	gz_numbers_clear(&c->told);
	gz_numbers_clear(&r->strangers.tokens);
	gz_numbers_clear(&r->strangers.met);
	r->strangers.last.len = 0;
	r->strangers.gathered = r->strangers.failed = false;
	if (c->mentions.cap > KEPT)
		GZ_VEC_FREE(&c->mentions);
	if (c->known.cap > KEPT)
		GZ_VEC_FREE(&c->known);
	if (c->events.cap > KEPT)
		GZ_VEC_FREE(&c->events);
	c->mentions.len = c->known.len = c->events.len = 0;
	for (size_t i = 0; i < GZ_COUNT(c->known_names); i++)
		c->known_names[i] = 0;
	c->countries = false;
}

static bool open_log(struct gz_resolver *r)
{
	if (r->log == NULL)
		r->log = gz_log_open();
	if (r->log != NULL)
		gz_log_empty(r->log);
	r->c.log = r->log;
	return r->log != NULL;
}

bool gz_resolve(struct gz_resolver *r, const struct gz_doc *doc, const struct gz_tokens *tokens,
		const struct gz_candidates *candidates, const struct gz_resolve_options *options,
		struct gz_arena *arena, struct gz_mention **mentions, size_t *count, struct gz_error *err)
{
	struct gz_case *c = &r->c;
	bool good;

	clear(r);
	c->tokens = tokens;
	c->candidates = candidates;
	c->arena = arena;
	c->follow_ups = !options->no_follow_ups;
	c->first_day = doc->day;
	c->last_day = gz_day_last(doc->day, doc->precision);
	good = gz_spans_make(c, &r->spans) && gz_evidence_gather(c);
	/* Only what is read in the scan is told: gathering looks at everything before. */
	good = good && (options->judgements == NULL || open_log(r));
	for (uint32_t field = repeats_title(tokens) ? GZ_TEXT : GZ_TITLE; good && field < GZ_FIELDS; field++)
		good = scan_field(c, field) && (gz_log_small(c, field), true);
	good = good && !r->strangers.failed && gz_tell(c, mentions, count) &&
	       (options->judgements == NULL || gz_log_finish(c, options->judgements));
	c->log = NULL;
	return good || gz_fail_nomem(err);
}
