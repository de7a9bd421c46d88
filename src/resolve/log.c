/*
 * log.c: the readings of each span as they were weighed, for `gazet explain`. Memory that runs out is told at
 * the end.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* A judgement before its entity is put into words. */
struct logged {
	const struct gz_entry *entity;
	struct gz_judgement told;
};

struct gz_log {
	GZ_VEC(struct logged) entries;
	const struct gz_span *watched;
	bool failed;
};

bool gz_log_open(struct gz_case *c)
{
	c->log = calloc(1, sizeof(*c->log));
	return c->log != NULL;
}

void gz_log_close(struct gz_case *c)
{
	if (c->log != NULL)
		GZ_VEC_FREE(&c->log->entries);
	free(c->log);
	c->log = NULL;
}

void gz_log_keep_watch(const struct gz_case *c, const struct gz_span *span)
{
	c->log->watched = span;
}

static void keep(const struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading,
		 enum gz_verdict verdict)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	struct gz_judgement told = {
		.name = reading->name,
		.reasons = reading->reasons,
		.witness = reading->witness,
		.token = span->token,
		.tokens = span->count,
		.score = reading->score,
		.field = (uint8_t)span->field,
		.via = (uint8_t)reading->via,
		.verdict = (uint8_t)verdict,
	};

	told.byte_start = tokens->token[span->token].start;
	told.byte_length = gz_span_end(tokens, span, reading->name) - told.byte_start;
	c->log->failed |= !GZ_PUSH(&c->log->entries, ((struct logged){reading->entity, told}));
}

void gz_log_keep(const struct gz_case *c, const struct gz_span *span, const struct gz_reading *reading,
		 enum gz_verdict verdict)
{
	if ((verdict != GZ_REJECTED || c->log->watched == span) && reading->entity != NULL)
		keep(c, span, reading, verdict);
}

size_t gz_log_kept(const struct gz_case *c)
{
	return c->log->entries.len;
}

static bool is_refused(const struct gz_judgement *entry)
{
	for (int reason = 0; reason < GZ_REASONS; reason++) {
		if ((entry->reasons >> reason & 1) != 0 && gz_reason_row((enum gz_reason)reason)->refuses)
			return true;
	}
	return false;
}

void gz_log_add_reason(const struct gz_case *c, size_t from, const struct gz_entry *kept,
		       enum gz_reason reason)
{
	for (size_t i = from; i < c->log->entries.len; i++) {
		struct logged *entry = &c->log->entries.ptr[i];

		if (entry->entity != kept && !is_refused(&entry->told))
			entry->told.reasons |= (uint64_t)1 << reason;
	}
}

static void keep_inside(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name,
			const struct gz_entry *whole)
{
	const struct gz_entry *entity = gz_gaz_entry(c->g, name->target);
	struct gz_reading reading;

	if (entity == whole)
		return;
	reading = gz_reading_of(entity, gz_gaz_spelling(c->g, name), (enum gz_via)name->via);
	gz_reading_weigh(&reading, GZ_LESS_INSIDE);
	keep(c, span, &reading, GZ_REJECTED);
}

void gz_log_keep_inside(const struct gz_case *c, const struct gz_span *outer, const struct gz_entry *whole)
{
	const struct gz_page *page = &c->page[outer->field];

	for (uint32_t i = outer->number; i < page->count; i++) {
		const struct gz_span *span = &page->span[i];
		const struct gz_candidate *candidate;
		const struct gz_name *name;
		struct gz_bearer at = {0};

		if (span->token >= outer->token + outer->count)
			break;
		if (span->token == outer->token && span->count >= outer->count)
			continue;
		for (uint32_t k = span->first; k < span->end; k++) {
			name = gz_name_if(c, gz_candidate_of(c, span, k), GZ_NAME_ENTITY);
			if (name != NULL)
				keep_inside(c, span, name, whole);
		}
		while ((name = gz_next_surname(c, span, &at, &candidate)) != NULL)
			keep_inside(c, span, name, whole);
	}
}

/* By place, longest first, then chosen before rejected, likelier before less likely, then id: a total order.
 */
static int by_place(const void *a, const void *b)
{
	const struct gz_judgement *x = &((const struct logged *)a)->told,
				  *y = &((const struct logged *)b)->told;
	int order;

	if (x->field != y->field)
		return x->field - y->field;
	if (x->token != y->token)
		return x->token < y->token ? -1 : 1;
	if (x->tokens != y->tokens)
		return x->tokens > y->tokens ? -1 : 1;
	if (x->verdict != y->verdict)
		return x->verdict - y->verdict;
	order = gz_str_cmp(x->entity->id, y->entity->id);
	if (order != 0)
		return order;
	if (x->via != y->via)
		return x->via - y->via;
	if (x->reasons != y->reasons)
		return x->reasons < y->reasons ? -1 : 1;
	order = gz_str_cmp(x->name, y->name);
	return order != 0 ? order : (x->witness > y->witness) - (x->witness < y->witness);
}

static bool is_same(const struct gz_judgement *a, const struct gz_judgement *b)
{
	return gz_str_eq(a->entity->id, b->entity->id);
}

/* The chosen reading was weighed too, perhaps as the series of what it led to, and one name folds like
 * another: what tells nothing new is left out. */
static bool is_told(const struct gz_judgements *out, const struct gz_judgement *entry)
{
	for (size_t i = out->count; i > 0; i--) {
		const struct gz_judgement *before = &out->ptr[i - 1];

		if (before->field != entry->field || before->token != entry->token ||
		    before->tokens != entry->tokens)
			break;
		if (before->verdict != GZ_REJECTED && entry->verdict == GZ_REJECTED &&
		    (is_same(before, entry) || !is_refused(entry)))
			return true;
		if (is_same(before, entry) && before->via == entry->via && before->reasons == entry->reasons)
			return true;
	}
	return false;
}

bool gz_log_finish(struct gz_case *c, struct gz_judgements *out)
{
	struct gz_log *log = c->log;
	struct gz_codepoints at[GZ_FIELDS];

	out->count = 0;
	out->ptr = log->failed ? NULL : gz_arena_alloc(c->arena, (log->entries.len + 1) * sizeof(*out->ptr));
	if (out->ptr == NULL)
		return false;
	for (size_t i = 0; i < log->entries.len; i++) {
		log->entries.ptr[i].told.entity = gz_card(c, log->entries.ptr[i].entity);
		if (log->entries.ptr[i].told.entity == NULL)
			return false;
	}
	if (log->entries.len > 1)
		qsort(log->entries.ptr, log->entries.len, sizeof(*log->entries.ptr), by_place);
	for (uint32_t field = 0; field < GZ_FIELDS; field++)
		at[field] = (struct gz_codepoints){.text = c->tokens[field].text};
	for (size_t i = 0; i < log->entries.len; i++) {
		struct gz_judgement *entry = &log->entries.ptr[i].told;
		struct gz_str text = c->tokens[entry->field].text;

		if (is_told(out, entry))
			continue;
		entry->start = gz_codepoints_at(&at[entry->field], entry->byte_start);
		entry->length =
			(uint32_t)gz_utf8_count(gz_str_of(text.ptr + entry->byte_start, entry->byte_length));
		out->ptr[out->count++] = *entry;
	}
	return true;
}
