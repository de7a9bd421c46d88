/* access.c: reading the frozen gazetteer. */
#include "internal.h"

static const uint32_t *list_of(const struct gz_lists *lists, uint32_t owner, uint32_t *count)
{
	*count = lists->first[owner + 1] - lists->first[owner];
	return lists->item + lists->first[owner];
}

struct gz_str gz_gaz_hash(const struct gz_gaz *g)
{
	return g->hash;
}

uint32_t gz_gaz_entity_count(const struct gz_gaz *g)
{
	return (uint32_t)g->entities.len;
}

const struct gz_entity *gz_gaz_entity(const struct gz_gaz *g, uint32_t entity)
{
	return &g->entities.ptr[entity];
}

const struct gz_entity *gz_gaz_find(const struct gz_gaz *g, struct gz_str id)
{
	uint32_t *known = gz_map_get(&g->entity_by_id, id);

	return known ? &g->entities.ptr[*known] : NULL;
}

uint32_t gz_gaz_country(const struct gz_gaz *g, uint32_t entity)
{
	return g->countries.ptr[entity];
}

const uint32_t *gz_gaz_editions(const struct gz_gaz *g, uint32_t series, uint32_t *count)
{
	return list_of(&g->of_series, series, count);
}

bool gz_name_is_prefix(const struct gz_name *name)
{
	return name->text.len > 1 && name->text.ptr[name->text.len - 1] == '-';
}

uint32_t gz_gaz_name_count(const struct gz_gaz *g)
{
	return (uint32_t)g->names.len;
}

const struct gz_name *gz_gaz_name(const struct gz_gaz *g, uint32_t name)
{
	return &g->names.ptr[name];
}

const uint32_t *gz_gaz_names_of(const struct gz_gaz *g, uint32_t entity, uint32_t *count)
{
	return list_of(&g->of_entity, entity, count);
}

uint32_t gz_gaz_token(const struct gz_gaz *g, struct gz_str norm)
{
	uint32_t *known = gz_map_get(&g->token_by_norm, norm);

	return known ? *known : GZ_NONE;
}

bool gz_gaz_begins(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & GZ_TOKEN_BEGINS) != 0;
}

bool gz_gaz_is_given(const struct gz_gaz *g, uint32_t token)
{
	/* "In" may be a given name somewhere; as a word it is everywhere. */
	return (g->token_flags.ptr[token] & (GZ_TOKEN_GIVEN | GZ_TOKEN_NEUTRAL)) == GZ_TOKEN_GIVEN;
}

bool gz_gaz_is_surname(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & (GZ_TOKEN_SURNAME | GZ_TOKEN_NEUTRAL)) == GZ_TOKEN_SURNAME;
}

bool gz_gaz_is_word(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & GZ_TOKEN_WORD) != 0;
}

bool gz_gaz_is_neutral(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & GZ_TOKEN_NEUTRAL) != 0;
}

bool gz_gaz_is_given_word(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & GZ_TOKEN_GIVEN_WORD) != 0;
}

bool gz_gaz_is_preposition(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & GZ_TOKEN_PREPOSITION) != 0;
}

bool gz_gaz_is_definite(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & GZ_TOKEN_DEFINITE) != 0;
}

bool gz_gaz_is_article(const struct gz_gaz *g, uint32_t token)
{
	return (g->token_flags.ptr[token] & GZ_TOKEN_ARTICLE) != 0;
}

const uint32_t *gz_gaz_at(const struct gz_gaz *g, uint32_t node, uint32_t *count)
{
	return list_of(&g->at_node, node, count);
}

const struct gz_title *gz_gaz_title(const struct gz_gaz *g, uint32_t title)
{
	return &g->titles.ptr[title];
}

const struct gz_tenure *gz_gaz_tenures(const struct gz_gaz *g, uint32_t person, uint32_t *count)
{
	*count = g->of_holder.first[person + 1] - g->of_holder.first[person];
	return *count > 0 ? g->tenures.ptr + g->of_holder.first[person] : NULL;
}

const uint32_t *gz_gaz_tenures_by(const struct gz_gaz *g, uint32_t title, uint32_t *count)
{
	return list_of(&g->of_title, title, count);
}

const struct gz_tenure *gz_gaz_tenure(const struct gz_gaz *g, uint32_t tenure)
{
	return &g->tenures.ptr[tenure];
}

const struct gz_veto *gz_gaz_vetoes(const struct gz_gaz *g, uint32_t node, uint32_t *count)
{
	*count = g->veto_at_node.first[node + 1] - g->veto_at_node.first[node];
	return *count > 0 ? g->vetoes.ptr + g->veto_at_node.first[node] : NULL;
}

const struct gz_pattern *gz_gaz_patterns(const struct gz_gaz *g, uint32_t *count)
{
	*count = (uint32_t)g->patterns.len;
	return g->patterns.ptr;
}
