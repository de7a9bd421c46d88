/*
 * term.c: the terms of a selection against the packed entities of a document. Both sides are sorted by
 * id: the shorter one is walked, the longer one searched.
 */
#include "internal.h"

bool gz_term_has(const struct gz_term *term, int64_t entity)
{
	size_t low = 0, high = term->count;

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
