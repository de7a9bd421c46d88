/*
 * term.c: the terms of a selection against the packed entities of a document. Both sides are sorted by
 * id: the shorter one is walked, the longer one searched.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

#define NARROW ((size_t)16) /* ids that are searched without a guess */

void gz_term_free(struct gz_term *t)
{
	free(t->entity);
	free(t->name);
	free(t->ids);
	memset(t, 0, sizeof(*t));
}

static int compare_ids(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

#define ALTERNATIVE " | "

bool gz_term_is_joined(const struct gz_term *t)
{
	return strstr(t->entity, ALTERNATIVE) != NULL;
}

/* "event/g20 | event/g8", "G20 or G8", allocated. */
static char *join_words(const struct gz_term *terms, size_t count, bool names)
{
	struct gz_buf text = {0};

	for (size_t i = 0; i < count; i++)
		gz_buf_printf(&text, "%s%s",
			      i == 0	      ? ""
			      : !names	      ? ALTERNATIVE
			      : i + 1 < count ? ", "
					      : " or ",
			      names ? terms[i].name : terms[i].entity);
	if (text.failed || !gz_buf_add(&text, "", 1)) {
		gz_buf_free(&text);
		return NULL;
	}
	return text.ptr;
}

bool gz_term_join(const struct gz_term *terms, size_t count, struct gz_term *out, struct gz_error *err)
{
	size_t total = 0;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < count; i++)
		total += terms[i].count;
	out->open = count > 0;
	out->entity = join_words(terms, count, false);
	out->name = join_words(terms, count, true);
	out->ids = malloc((total + 1) * sizeof(*out->ids));
	if (out->entity == NULL || out->name == NULL || out->ids == NULL) {
		gz_term_free(out);
		return gz_fail_nomem(err);
	}
	for (size_t i = 0, at = 0; i < count; at += terms[i++].count) {
		if (terms[i].count > 0)
			memcpy(out->ids + at, terms[i].ids, terms[i].count * sizeof(*out->ids));
		out->open = out->open && terms[i].open;
	}
	qsort(out->ids, total, sizeof(*out->ids), compare_ids);
	for (size_t i = 0; i < total; i++) {
		if (i == 0 || out->ids[i] != out->ids[out->count - 1])
			out->ids[out->count++] = out->ids[i];
	}
	return true;
}

/* About where it would stand, were the ids as far apart everywhere: those that a selector chose nearly are.
 */
static size_t guess(const struct gz_term *term, int64_t entity)
{
	double first = (double)term->ids[0], last = (double)term->ids[term->count - 1];
	size_t at = (size_t)(((double)entity - first) / (last - first + 1) * (double)term->count);

	return at < term->count ? at : term->count - 1;
}

/* Bounds around the guess, which grow until what is looked for lies between them. */
static void narrow(const struct gz_term *term, int64_t entity, size_t *low, size_t *high)
{
	size_t at = guess(term, entity), step = NARROW;

	if (term->ids[at] < entity) {
		for (*low = at + 1; at + step < *high && term->ids[at + step] < entity; step *= 2)
			*low = at + step + 1;
		if (at + step < *high)
			*high = at + step + 1;
	} else {
		for (*high = at + 1; step <= at && term->ids[at - step] >= entity; step *= 2)
			*high = at - step + 1;
		if (step <= at)
			*low = at - step;
	}
}

bool gz_term_has(const struct gz_term *term, int64_t entity)
{
	size_t low = 0, high = term->count;

	if (high == 0 || entity < term->ids[0] || entity > term->ids[high - 1])
		return false;
	if (high > NARROW)
		narrow(term, entity, &low, &high);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (term->ids[middle] < entity)
			low = middle + 1;
		else
			high = middle;
	}
	return low < term->count && term->ids[low] == entity;
}

static const struct gz_block_entity *find_entity(const struct gz_block_document *doc, int64_t entity)
{
	size_t low = 0, high = doc->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (doc->entity[middle].entity < entity)
			low = middle + 1;
		else
			high = middle;
	}
	return low < doc->count && doc->entity[low].entity == entity ? &doc->entity[low] : NULL;
}

const struct gz_block_entity *gz_term_next(const struct gz_term *term, const struct gz_block_document *doc,
					   size_t *at)
{
	if (term->count < doc->count) {
		while (*at < term->count) {
			const struct gz_block_entity *found = find_entity(doc, term->ids[(*at)++]);

			if (found != NULL)
				return found;
		}
		return NULL;
	}
	while (*at < doc->count) {
		const struct gz_block_entity *entity = &doc->entity[(*at)++];

		if (gz_term_has(term, entity->entity))
			return entity;
	}
	return NULL;
}

uint64_t gz_term_mentions(const struct gz_term *term, const struct gz_block_document *doc)
{
	const struct gz_block_entity *entity;
	uint64_t mentions = 0;
	size_t at = 0;

	while ((entity = gz_term_next(term, doc, &at)) != NULL)
		mentions += entity->mentions;
	return mentions;
}

/* Whether one of the first `count` terms means it. */
static bool is_meant(const struct gz_selection *s, size_t count, int64_t entity)
{
	for (size_t i = 0; i < count; i++) {
		if (gz_term_has(&s->terms[i], entity))
			return true;
	}
	return false;
}

/* Of whatever it mentions. */
static uint64_t all_mentions(const struct gz_block_document *doc)
{
	uint64_t mentions = 0;

	for (size_t i = 0; i < doc->count; i++)
		mentions += doc->entity[i].mentions;
	return mentions;
}

uint64_t gz_terms_mentions(const struct gz_selection *s, const struct gz_block_document *doc)
{
	const struct gz_block_entity *entity;
	uint64_t mentions = 0;

	if (s->term_count == 0)
		return all_mentions(doc);
	for (size_t i = 0; i < s->term_count; i++) {
		size_t at = 0;

		while ((entity = gz_term_next(&s->terms[i], doc, &at)) != NULL) {
			if (!is_meant(s, i, entity->entity))
				mentions += entity->mentions;
		}
	}
	return mentions;
}

size_t gz_terms_ids(const struct gz_selection *s)
{
	size_t ids = 0;

	for (size_t i = 0; i < s->term_count; i++)
		ids += s->terms[i].count;
	return ids;
}

bool gz_term_repeats(const struct gz_selection *s, size_t number)
{
	const struct gz_term *term = &s->terms[number];

	for (size_t i = 0; i < number; i++) {
		const struct gz_term *before = &s->terms[i];

		if (before->count == term->count &&
		    (term->count == 0 ||
		     memcmp(before->ids, term->ids, term->count * sizeof(*term->ids)) == 0))
			return true;
	}
	return false;
}

bool gz_terms_in(const struct gz_selection *s, const struct gz_block_document *doc)
{
	for (size_t i = 0; i < s->term_count; i++) {
		size_t at = 0;

		if (gz_term_next(&s->terms[i], doc, &at) == NULL)
			return false;
	}
	return true;
}

bool gz_terms_needed(const struct gz_selection *s, const char *question, struct gz_error *err)
{
	if (s->term_count == 0)
		return gz_fail(err, GZ_EUSAGE, "%s needs at least one entity", question);
	return true;
}
