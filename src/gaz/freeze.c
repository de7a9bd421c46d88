/*
 * freeze.c: what is left to do when all files are read: check references between files, derive surnames, give
 * tenures to their holders, and sort the lists that belong to nodes and entities.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static bool check_references(struct gz_loader *l)
{
	bool good = true;

	for (size_t i = 0; i < l->references.len; i++) {
		const struct gz_reference *r = &l->references.ptr[i];
		struct gz_row row = {.file = r->file, .line = r->line, .column = {r->column}, .count = 1};

		const uint32_t *known = gz_map_get(&l->g->entity_by_id, r->id);

		if (known == NULL)
			good = gz_load_fault_of(l, "unknown-id", &row, 0, "the id %.*s is defined nowhere", GZ_ARG(r->id));
		else if ((r->types >> l->g->entities.ptr[*known].type & 1u) == 0)
			good = gz_load_fault_of(l, "wrong-type", &row, 0, "%.*s is of a type that cannot stand here", GZ_ARG(r->id));
		else if (gz_str_eq(r->id, r->owner))
			good = gz_load_fault(l, &row, 0, "%.*s refers to itself", GZ_ARG(r->id));
	}
	return good;
}

uint32_t gz_entity_number(const struct gz_gaz *g, struct gz_str id)
{
	uint32_t *known = id.len ? gz_map_get(&g->entity_by_id, id) : NULL;

	return known ? *known : GZ_NONE;
}

/* Jr., III and the like are no surnames. */
static bool is_generation(struct gz_str word)
{
	static const char *const words[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};

	for (size_t i = 0; i < GZ_COUNT(words); i++) {
		if (gz_str_eq(word, gz_str(words[i])))
			return true;
	}
	return false;
}

/* The last word of a name of two words or more. */
static struct gz_str last_word(struct gz_str name)
{
	size_t end = name.len, start;

	for (;;) {
		for (start = end; start > 0 && name.ptr[start - 1] != ' '; start--)
			;
		if (start == 0)
			return gz_str_of("", 0);
		if (!is_generation(gz_str_of(name.ptr + start, end - start)))
			return gz_str_of(name.ptr + start, end - start);
		end = start - 1;
	}
}

/* The last word of the name, if it has letters. */
static bool add_last_word(struct gz_loader *l, const struct gz_row *row, struct gz_new_name *name)
{
	struct gz_str folded;
	struct gz_error err;

	name->text = last_word(l->g->entities.ptr[name->target].name);
	if (!gz_text_fold(name->text, &l->scratch, &folded, &err))
		return gz_load_nomem(l);
	return folded.len == 0 || gz_name_add(l, row, 0, name);
}

static bool add_surnames(struct gz_loader *l, uint32_t person)
{
	const struct gz_reference *cell = &l->surnames_of.ptr[person];
	const struct gz_row row = {.file = cell->file, .line = cell->line, .column = {cell->column}, .count = 1};
	struct gz_new_name name = {.kind = GZ_NAME_SURNAME, .via = GZ_VIA_SURNAME, .target = person};
	struct gz_str list = cell->id;
	bool good = true;

	if (list.len == 0)
		good = add_last_word(l, &row, &name);
	else if (!gz_str_eq(list, GZ_STR("-")))
		while (gz_list_next(&list, &l->scratch, &name.text))
			good &= gz_name_add(l, &row, 0, &name);
	gz_arena_reset(&l->scratch);
	return good;
}

static bool add_tenures(struct gz_loader *l)
{
	struct gz_gaz *g = l->g;

	for (size_t i = 0; i < l->offices.len; i++) {
		const struct gz_office_row *office = &l->offices.ptr[i];
		uint32_t holder = gz_entity_number(g, office->holder);

		for (uint32_t t = 0; t < office->title_count; t++) {
			struct gz_tenure tenure = {*gz_map_get(&g->title_by_text, office->titles[t]), holder,
						   gz_entity_number(g, office->country), office->from, office->to};

			if (!GZ_PUSH(&g->tenures, tenure) ||
			    !GZ_PUSH(&g->tenures_of, ((struct gz_pair){holder, (uint32_t)(g->tenures.len - 1)})))
				return gz_load_nomem(l);
		}
	}
	return true;
}

static int by_owner(const void *a, const void *b)
{
	const struct gz_pair *x = a, *y = b;

	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	return (x->item > y->item) - (x->item < y->item);
}

static bool make_lists(struct gz_gaz *g, gz_pairs *pairs, uint32_t owners, struct gz_lists *out)
{
	size_t at = 0;

	if (pairs->len > 1)
		qsort(pairs->ptr, pairs->len, sizeof(*pairs->ptr), by_owner);
	out->first = gz_arena_alloc(&g->arena, ((size_t)owners + 1) * sizeof(*out->first));
	out->item = gz_arena_alloc(&g->arena, (pairs->len + 1) * sizeof(*out->item));
	if (out->first == NULL || out->item == NULL)
		return false;
	for (uint32_t owner = 0; owner <= owners; owner++) {
		out->first[owner] = (uint32_t)at;
		for (; owner < owners && at < pairs->len && pairs->ptr[at].owner == owner; at++)
			out->item[at] = pairs->ptr[at].item;
	}
	GZ_VEC_FREE(pairs);
	return true;
}

static void order_editions(struct gz_gaz *g, uint32_t series)
{
	uint32_t first = g->of_series.first[series], end = g->of_series.first[series + 1];
	uint32_t *item = g->of_series.item;

	for (uint32_t i = first + 1; i < end; i++) { /* a few dozen at most, nearly sorted */
		uint32_t moved = item[i], at = i;

		for (; at > first && g->entities.ptr[item[at - 1]].from > g->entities.ptr[moved].from; at--)
			item[at] = item[at - 1];
		item[at] = moved;
	}
}

static bool link_entities(struct gz_loader *l)
{
	struct gz_gaz *g = l->g;
	bool good = true;

	for (uint32_t i = 0; i < g->entities.len; i++) {
		const struct gz_entity *e = &g->entities.ptr[i];
		uint32_t series = gz_entity_number(g, e->series);
		uint32_t country = e->type == GZ_COUNTRY ? i : gz_entity_number(g, e->country);

		if (!GZ_PUSH(&g->countries, country) ||
		    (series != GZ_NONE && !GZ_PUSH(&g->editions, ((struct gz_pair){series, i}))))
			return gz_load_nomem(l);
		if (e->type == GZ_PERSON)
			good &= add_surnames(l, i);
	}
	return good;
}

/* A later layer's name goes in front of those that it replaced; they stay, as aliases. */
static void order_names(struct gz_gaz *g, uint32_t entity)
{
	uint32_t first = g->of_entity.first[entity], end = g->of_entity.first[entity + 1];
	uint32_t *item = g->of_entity.item;

	for (uint32_t i = first; i < end; i++) {
		struct gz_name *name = &g->names.ptr[item[i]];
		uint32_t canonical = item[i];

		if (name->via != GZ_VIA_NAME)
			continue;
		if (name->text.ptr != g->entities.ptr[entity].name.ptr) {
			name->via = GZ_VIA_ALIAS;
			continue;
		}
		memmove(item + first + 1, item + first, (i - first) * sizeof(*item));
		item[first] = canonical;
	}
}

/* A holder's tenures side by side, so that they can be given out as an array; those of a title as a list. */
static bool sort_tenures(struct gz_loader *l)
{
	struct gz_gaz *g = l->g;
	struct gz_tenure *sorted = gz_arena_alloc(&g->arena, (g->tenures.len + 1) * sizeof(*sorted));

	if (sorted == NULL)
		return gz_load_nomem(l);
	for (uint32_t i = 0; i < g->tenures.len; i++) {
		sorted[i] = g->tenures.ptr[g->of_holder.item[i]];
		if (!GZ_PUSH(&g->tenures_by, ((struct gz_pair){sorted[i].title, i})))
			return gz_load_nomem(l);
	}
	if (g->tenures.len > 0)
		memcpy(g->tenures.ptr, sorted, g->tenures.len * sizeof(*sorted));
	return make_lists(g, &g->tenures_by, (uint32_t)g->titles.len, &g->of_title) || gz_load_nomem(l);
}

/* Likewise the vetoes of a node. */
static bool sort_vetoes(struct gz_loader *l)
{
	struct gz_gaz *g = l->g;
	struct gz_veto *sorted = gz_arena_alloc(&g->arena, (g->vetoes.len + 1) * sizeof(*sorted));

	if (sorted == NULL)
		return gz_load_nomem(l);
	for (size_t i = 0; i < g->vetoes.len; i++)
		sorted[i] = g->vetoes.ptr[g->veto_at_node.item[i]];
	if (g->vetoes.len > 0)
		memcpy(g->vetoes.ptr, sorted, g->vetoes.len * sizeof(*sorted));
	return true;
}

bool gz_freeze(struct gz_loader *l)
{
	struct gz_gaz *g = l->g;
	uint32_t entities = (uint32_t)g->entities.len, nodes;

	if (!check_references(l) || !link_entities(l) || !add_tenures(l))
		return false;
	nodes = g->trie.nodes ? g->trie.nodes : 1;
	if (!make_lists(g, &g->names_at, nodes, &g->at_node) ||
	    !make_lists(g, &g->vetoes_at, nodes, &g->veto_at_node) ||
	    !make_lists(g, &g->names_of, entities, &g->of_entity) ||
	    !make_lists(g, &g->editions, entities, &g->of_series) ||
	    !make_lists(g, &g->tenures_of, entities, &g->of_holder))
		return gz_load_nomem(l);
	for (uint32_t i = 0; i < entities; i++) {
		order_names(g, i);
		order_editions(g, i);
	}
	return sort_tenures(l) && sort_vetoes(l);
}
