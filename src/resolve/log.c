/*
 * log.c: the readings of each span as they were weighed, for `gazet explain`. Memory that runs out is told at
 * the end.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Kept by the resolver from one document to the next: it is the judgements that are handed out, so that those
 * of a text full of surnames, whose bearers are all rejected wherever it stands, lie in memory once. */
struct gz_log {
	GZ_VEC(struct gz_judgement) entries; /* until gz_log_finish, .entity is a struct gz_entry: entry_of */
	const struct gz_span *watched;
	uint64_t refusing; /* bit (1 << reason): those that refuse */
	bool failed;
};

static const struct gz_entry *entry_of(const struct gz_judgement *entry)
{
	return (const void *)entry->entity;
}

struct gz_log *gz_log_open(void)
{
	struct gz_log *log = calloc(1, sizeof(*log));

	for (int reason = 0; log != NULL && reason < GZ_REASONS; reason++) {
		if (gz_reason_row((enum gz_reason)reason)->refuses)
			log->refusing |= (uint64_t)1 << reason;
	}
	return log;
}

void gz_log_close(struct gz_log *log)
{
	if (log != NULL)
		GZ_VEC_FREE(&log->entries);
	free(log);
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
		.entity = (const void *)reading->entity,
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
	c->log->failed |= !GZ_PUSH(&c->log->entries, told);
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

static bool is_refused(const struct gz_log *log, const struct gz_judgement *entry)
{
	return (entry->reasons & log->refusing) != 0;
}

void gz_log_add_reason(const struct gz_case *c, size_t from, const struct gz_entry *kept,
		       enum gz_reason reason)
{
	for (size_t i = from; i < c->log->entries.len; i++) {
		struct gz_judgement *entry = &c->log->entries.ptr[i];

		if (entry_of(entry) != kept && !is_refused(c->log, entry))
			entry->reasons |= (uint64_t)1 << reason;
	}
}

/* A name inside of another entity's. */
static void keep_less(const struct gz_case *c, const struct gz_span *span, const struct gz_name *name,
		      const struct gz_entry *whole)
{
	const struct gz_entry *entity = gz_gaz_entry(c->g, name->target);
	struct gz_reading reading = gz_reading_of(entity, gz_gaz_spelling(c->g, name), (enum gz_via)name->via);

	if (entity == whole)
		return;
	gz_reading_weigh(&reading, GZ_LESS_INSIDE);
	keep(c, span, &reading, GZ_REJECTED);
}

void gz_log_keep_inside(const struct gz_case *c, const struct gz_span *outer, const struct gz_entry *whole)
{
	const struct gz_candidates *candidates = &c->candidates[outer->field];

	for (uint32_t i = outer->first; i < candidates->count; i++) {
		const struct gz_candidate *candidate = &candidates->ptr[i];
		const struct gz_name *name =
			candidate->name == GZ_NONE ? NULL : gz_gaz_name(c->g, candidate->name);
		struct gz_span span = {.field = outer->field,
				       .number = GZ_NONE,
				       .token = candidate->first,
				       .count = candidate->count};

		if (candidate->first >= outer->token + outer->count)
			break;
		if (name == NULL || name->kind == GZ_NAME_TITLE ||
		    (candidate->first == outer->token && candidate->count >= outer->count))
			continue;
		keep_less(c, &span, name, whole);
		for (uint32_t b = 1; b < candidate->bearers; b++)
			keep_less(c, &span, gz_gaz_name(c->g, candidate->name + b), whole);
	}
}

/* What is against it first, as in readings.c. */
static enum gz_reason why_not(const struct gz_candidate *candidate, const struct gz_name *name)
{
	return candidate->vetoed ? GZ_NOT_VETO : name->exact && !candidate->exact ? GZ_NOT_EXACT : GZ_NOT_LOWERED;
}

void gz_log_small(const struct gz_case *c, uint32_t field)
{
	const struct gz_candidates *candidates = &c->candidates[field];
	size_t m = 0;

	for (uint32_t i = 0; c->log != NULL && i < candidates->small_count; i++) {
		const struct gz_candidate *candidate = &candidates->small[i];
		const struct gz_name *name = gz_gaz_name(c->g, candidate->name);
		const struct gz_made *around = NULL;
		struct gz_span span = {.field = field, .number = GZ_NONE, .token = candidate->first, .count = 1};
		struct gz_reading reading = gz_reading_of(gz_gaz_entry(c->g, name->target), gz_gaz_spelling(c->g, name),
							  (enum gz_via)name->via);

		/* Mentions of a field were made from left to right; what is nested lies behind what is around it. */
		for (; m < c->mentions.len && (c->mentions.ptr[m].field < field || c->mentions.ptr[m].nested ||
					       c->mentions.ptr[m].token + c->mentions.ptr[m].tokens <= candidate->first);
		     m++)
			;
		if (m < c->mentions.len && c->mentions.ptr[m].token <= candidate->first)
			around = &c->mentions.ptr[m];
		if (name->kind != GZ_NAME_ENTITY || (around != NULL && (around->tokens == 1 || around->entity == reading.entity)))
			continue;
		gz_reading_weigh(&reading, around != NULL ? GZ_LESS_INSIDE : why_not(candidate, name));
		keep(c, &span, &reading, GZ_REJECTED);
	}
}

/* By place, longest first, then chosen before rejected, likelier before less likely, then id: a total order.
 */
static int by_place(const void *a, const void *b)
{
	const struct gz_judgement *x = a, *y = b;
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

/* Spans are read from left to right: what overlaps is put in order by itself, and rarely is that not enough.
 */
static void sort(struct gz_judgement *ptr, size_t count)
{
	for (size_t first = 0, end; first < count; first = end) {
		uint32_t behind = ptr[first].token + ptr[first].tokens;

		for (end = first + 1;
		     end < count && ptr[end].field == ptr[first].field && ptr[end].token < behind; end++) {
			if (ptr[end].token + ptr[end].tokens > behind)
				behind = ptr[end].token + ptr[end].tokens;
		}
		if (end - first > 1)
			qsort(ptr + first, end - first, sizeof(*ptr), by_place);
	}
	for (size_t i = 1; i < count; i++) {
		if (by_place(&ptr[i - 1], &ptr[i]) > 0) {
			qsort(ptr, count, sizeof(*ptr), by_place);
			return;
		}
	}
}

static bool is_same(const struct gz_judgement *a, const struct gz_judgement *b)
{
	return gz_str_eq(a->entity->id, b->entity->id);
}

/* The chosen reading was weighed too, perhaps as the series of what it led to, and one name folds like
 * another: what tells nothing new is left out. `told` are the span's before it, in order: those that were not
 * rejected, then the others, by entity. */
static bool is_told(const struct gz_log *log, const struct gz_judgement *told, size_t count,
		    const struct gz_judgement *entry)
{
	for (size_t i = 0; i < count && told[i].verdict != GZ_REJECTED; i++) {
		if (entry->verdict == GZ_REJECTED && (is_same(&told[i], entry) || !is_refused(log, entry)))
			return true;
		if (is_same(&told[i], entry) && told[i].via == entry->via &&
		    told[i].reasons == entry->reasons)
			return true;
	}
	for (size_t i = count; i > 0 && told[i - 1].verdict == GZ_REJECTED && is_same(&told[i - 1], entry);
	     i--) {
		if (told[i - 1].via == entry->via && told[i - 1].reasons == entry->reasons)
			return true;
	}
	return false;
}

bool gz_log_finish(struct gz_case *c, struct gz_judgements *out)
{
	struct gz_log *log = c->log;
	struct gz_codepoints at[GZ_FIELDS];
	struct gz_judgement *ptr = log->entries.ptr;
	size_t kept = 0, span = 0; /* what is told, and where its last span begins */

	for (size_t i = 0; i < log->entries.len; i++) {
		ptr[i].entity = gz_card(c, entry_of(&ptr[i]));
		if (ptr[i].entity == NULL)
			return false;
	}
	sort(ptr, log->entries.len);
	for (uint32_t field = 0; field < GZ_FIELDS; field++)
		at[field] = (struct gz_codepoints){.text = c->tokens[field].text};
	for (size_t i = 0; i < log->entries.len; i++) {
		struct gz_judgement entry = ptr[i];
		struct gz_str text = c->tokens[entry.field].text;

		if (kept == 0 || ptr[kept - 1].field != entry.field || ptr[kept - 1].token != entry.token ||
		    ptr[kept - 1].tokens != entry.tokens)
			span = kept;
		if (is_told(log, ptr + span, kept - span, &entry))
			continue;
		entry.start = gz_codepoints_at(&at[entry.field], entry.byte_start);
		entry.length =
			(uint32_t)gz_utf8_count(gz_str_of(text.ptr + entry.byte_start, entry.byte_length));
		ptr[kept++] = entry;
	}
	*out = (struct gz_judgements){ptr, kept};
	return !log->failed;
}

void gz_log_empty(struct gz_log *log)
{
	log->entries.len = 0;
	log->watched = NULL;
	log->failed = false;
}
