/*
 * articles.c: which entity has which article. Titles are those of the column `wikipedia`; where that is empty
 * the name is the title. They are compared folded: Türkiye and Turkiye are one article.
 */
#include <stdlib.h>

#include "internal.h"

struct link {
	uint32_t entity, next; /* GZ_NONE */
};

struct gz_articles {
	const struct gz_gaz *g;
	struct gz_arena arena;	/* folded titles */
	struct gz_map by_title; /* to the first link */
	GZ_VEC(struct link) links;
};

static bool add(struct gz_articles *a, uint32_t entity, struct gz_str title, struct gz_error *err)
{
	struct link link = {entity, GZ_NONE};
	struct gz_str key;
	uint32_t *first;
	bool added;

	if (!gz_text_fold(title, &a->arena, &key, err))
		return false;
	first = gz_map_put(&a->by_title, key, (uint32_t)a->links.len, &added);
	if (first == NULL)
		return gz_fail_nomem(err);
	if (!added) { /* behind the first one */
		link.next = a->links.ptr[*first].next;
		a->links.ptr[*first].next = (uint32_t)a->links.len;
	}
	return GZ_PUSH(&a->links, link) || gz_fail_nomem(err);
}

static bool add_all(struct gz_articles *a, struct gz_error *err)
{
	struct gz_arena scratch = {0};
	bool good = true;

	for (uint32_t i = 0; good && i < gz_gaz_entity_count(a->g); i++) {
		struct gz_entity entity = gz_gaz_entity(a->g, i);
		struct gz_str rest = entity.wikipedia, title;

		if (rest.len == 0)
			good = add(a, i, entity.name, err);
		while (good && gz_list_next(&rest, &scratch, &title))
			good = add(a, i, title, err);
		good = good && (rest.len == 0 || gz_fail_nomem(err));
		gz_arena_reset(&scratch);
	}
	gz_arena_free(&scratch);
	return good;
}

bool gz_articles_open(const struct gz_gaz *g, struct gz_articles **out, struct gz_error *err)
{
	struct gz_articles *a = calloc(1, sizeof(*a));

	*out = a;
	if (a == NULL)
		return gz_fail_nomem(err);
	a->g = g;
	if (add_all(a, err))
		return true;
	gz_articles_close(a);
	*out = NULL;
	return false;
}

void gz_articles_close(struct gz_articles *a)
{
	if (a == NULL)
		return;
	gz_map_free(&a->by_title);
	GZ_VEC_FREE(&a->links);
	gz_arena_free(&a->arena);
	free(a);
}

const struct gz_gaz *gz_articles_gaz(const struct gz_articles *a)
{
	return a->g;
}

/* The first link of a title, or GZ_NONE. */
static uint32_t first_of(const struct gz_articles *a, struct gz_str title)
{
	struct gz_arena scratch = {0};
	struct gz_error err;
	struct gz_str key;
	const uint32_t *first = NULL;

	if (gz_text_fold(title, &scratch, &key, &err) && key.len > 0)
		first = gz_map_get(&a->by_title, key);
	gz_arena_free(&scratch);
	return first != NULL ? *first : GZ_NONE;
}

bool gz_articles_match(const struct gz_articles *a, const struct gz_entity *entity, struct gz_str title)
{
	for (uint32_t at = first_of(a, title); at != GZ_NONE; at = a->links.ptr[at].next) {
		if (a->links.ptr[at].entity == entity->index)
			return true;
	}
	return false;
}

const struct gz_entry *gz_articles_find(const struct gz_articles *a, struct gz_str title, enum gz_type type)
{
	const struct gz_entry *found = NULL;

	for (uint32_t at = first_of(a, title); at != GZ_NONE; at = a->links.ptr[at].next) {
		const struct gz_entry *entity = gz_gaz_entry(a->g, a->links.ptr[at].entity);

		if (entity->type == type)
			return entity;
		if (found == NULL)
			found = entity;
	}
	return found;
}
