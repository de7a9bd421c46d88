/* distinct.c: the entities of a document, each once, with the different words it is named by. */
#include <stdlib.h>

#include "internal.h"

/* By entity, then words, then place. */
static int by_words(const void *a, const void *b)
{
	const struct gz_distinct *x = a, *y = b;
	int words =
		x->entity != y->entity ? (x->entity < y->entity ? -1 : 1) : gz_str_cmp(x->words, y->words);

	return words != 0 ? words : (x->mention > y->mention) - (x->mention < y->mention);
}

static int by_place(const void *a, const void *b)
{
	const struct gz_distinct *x = a, *y = b;

	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	return (x->mention > y->mention) - (x->mention < y->mention);
}

static bool number_entities(const struct gz_tagged *tagged, gz_distinct_vec *out)
{
	struct gz_map numbers = {0};
	bool good = true;

	out->len = 0;
	for (size_t i = 0; i < tagged->count && good; i++) {
		const struct gz_mention *m = &tagged->mentions[i];
		uint32_t *number = gz_map_put(&numbers, m->entity->id, (uint32_t)numbers.count, NULL);

		good = number != NULL && GZ_PUSH(out, ((struct gz_distinct){gz_export_words(&tagged->doc, m),
									    *number, (uint32_t)i}));
	}
	gz_map_free(&numbers);
	return good;
}

bool gz_export_distinct(const struct gz_tagged *tagged, gz_distinct_vec *out)
{
	size_t kept = 0;

	if (!number_entities(tagged, out))
		return false;
	if (out->len == 0)
		return true;
	qsort(out->ptr, out->len, sizeof(*out->ptr), by_words);
	for (size_t i = 0; i < out->len; i++) {
		const struct gz_distinct *d = &out->ptr[i];

		if (kept == 0 || out->ptr[kept - 1].entity != d->entity ||
		    !gz_str_eq(out->ptr[kept - 1].words, d->words))
			out->ptr[kept++] = *d;
	}
	out->len = kept;
	qsort(out->ptr, out->len, sizeof(*out->ptr), by_place);
	return true;
}

bool gz_distinct_begins(const gz_distinct_vec *all, size_t i)
{
	return i == 0 || all->ptr[i - 1].entity != all->ptr[i].entity;
}
