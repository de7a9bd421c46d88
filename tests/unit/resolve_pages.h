/*
 * resolve_pages.h: a desk over a gazetteer that a test writes itself, page by page, for rules that need a world of
 * their own; and the words that all of these worlds share.
 */
#ifndef RESOLVE_PAGES_H
#define RESOLVE_PAGES_H

#include "resolve_desk.h"

/* A file of the gazetteer. */
struct page {
	const char *file, *content;
};

static const char common_titles[] = "title\ttype\tgender\nmr\tcourtesy\tm\nmrs\tcourtesy\tf\n"
				    "president\trank\nchancellor\trank\nfirst lady\tconsort\tf\n";
static const char common_neutral[] = "neutral\tkind\nThe\tdefinite\nA\tarticle\nAn\tarticle\n"
				     "In\tpreposition\nFrom\tpreposition\nMonday\t\n";

static inline int desk_write(void **state, const struct page *pages, size_t count,
			     const struct gz_tagger_options *options)
{
	struct desk *d = calloc(1, sizeof(*d));
	struct gz_error err;

	if (d == NULL)
		return -1;
	world_open(&d->w);
	world_add(&d->w, "titles.tsv", common_titles);
	world_add(&d->w, "neutral.tsv", common_neutral);
	for (size_t i = 0; i < count; i++)
		world_add(&d->w, pages[i].file, pages[i].content);
	world_load(&d->w);
	*state = d;
	return gz_tagger_open(d->w.gaz, options, &d->tagger, &err) ? 0 : -1;
}

#define DESK_WRITE(state, pages)                                                                             \
	desk_write(state, pages, GZ_COUNT(pages), &(const struct gz_tagger_options){0})

#endif
