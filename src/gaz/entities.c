/* entities.c: the tables of entities and of offices. */
#include <string.h>

#include "internal.h"

enum { ID, TYPE, NAME, ALIASES, ADJECTIVES, DEMONYMS, COUNTRY, SERIES, PLACE, FROM, TO, SURNAME, GENDER, WIKIPEDIA };

static const char *const entity_required[] = {"id", "type", "name", "aliases", NULL};
static const char *const entity_optional[] = {"adjectives", "demonyms", "country", "series",  "place",
					      "from",	    "to",	"surname", "gender", "wikipedia", NULL};

bool gz_gaz_is_id(struct gz_str id, enum gz_type type)
{
	struct gz_str prefix = gz_str(gz_type_name(type));

	if (!gz_str_starts(id, prefix) || id.len < prefix.len + 2 || id.ptr[prefix.len] != '/')
		return false;
	for (size_t i = prefix.len + 1; i < id.len; i++) {
		char c = id.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > prefix.len + 1)))
			return false;
	}
	return id.ptr[id.len - 1] != '-';
}

/* A day or period cell: its first or last day. Leaves *day alone where the cell is empty. */
static bool read_day(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text,
		     bool last_day, int32_t *day)
{
	int32_t first, last;
	enum gz_precision precision;

	if (text.len == 0)
		return true;
	if (!gz_day_parse(text, &first, &last, &precision))
		return gz_load_fault_of(l, "day", row, cell, "'%.*s' is no day (YYYY, YYYY-MM or YYYY-MM-DD)", GZ_ARG(text));
	*day = last_day ? last : first;
	return true;
}

/* Keeps an id cell, to be checked when everything is loaded. */
static bool keep_reference(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str id,
			   struct gz_str owner, unsigned types, struct gz_str *out)
{
	struct gz_reference reference = {.file = row->file, .line = row->line, .owner = owner, .types = types};

	if (id.len == 0)
		return true;
	reference.column = row->column[cell];
	reference.id = *out = gz_arena_str(&l->g->arena, id);
	if (out->ptr == NULL || !GZ_PUSH(&l->references, reference))
		return gz_load_nomem(l);
	return true;
}

/* Keeps the cell with a person's surnames: which name is the last one is known when all layers are read. */
static bool keep_surnames(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str list,
			  uint32_t entity)
{
	struct gz_reference *kept = &l->surnames_of.ptr[entity];

	if (list.len == 0)
		return true;
	*kept = (struct gz_reference){.file = row->file, .line = row->line, .column = row->column[cell],
					  .id = gz_arena_str(&l->g->arena, list)};
	return kept->id.ptr != NULL || gz_load_nomem(l);
}

static bool add_list(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str list,
		     enum gz_via via, uint32_t entity)
{
	struct gz_str item;
	bool good = true;

	while (gz_list_next(&list, &l->scratch, &item))
		good &= gz_name_add(l, row, cell, &(struct gz_new_name){item, GZ_NAME_ENTITY, via, entity});
	return good;
}

/* The entity of this id: a new one, or one of an earlier layer. GZ_NONE after a fault. */
static uint32_t open_entity(struct gz_loader *l, const struct gz_row *row, const int *column,
			    enum gz_type type)
{
	struct gz_gaz *g = l->g;
	struct gz_str id = gz_row_cell(row, column, ID);
	struct gz_entity entity = {.type = type, .from = GZ_NO_DAY, .to = GZ_NO_DAY};
	uint32_t *known = gz_map_get(&g->entity_by_id, id);

	if (known != NULL && l->layer_of.ptr[*known] == l->layer)
		return gz_load_fault_of(l, "duplicate-id", row, column[ID], "the id %.*s stands twice", GZ_ARG(id)), GZ_NONE;
	if (known != NULL) {
		l->layer_of.ptr[*known] = l->layer;
		return *known;
	}
	entity.index = (uint32_t)g->entities.len;
	entity.id = gz_arena_str(&g->arena, id);
	if (entity.id.ptr == NULL || !GZ_PUSH(&g->entities, entity) || !GZ_PUSH(&l->layer_of, l->layer) ||
	    !GZ_PUSH(&l->surnames_of, ((struct gz_reference){0})) ||
	    gz_map_put(&g->entity_by_id, entity.id, entity.index, NULL) == NULL ||
	    (l->records.keep &&
	     !GZ_PUSH(&l->records.entities, ((struct gz_origin){row->file, row->line, row->column[column[ID]]}))))
		return gz_load_nomem(l), GZ_NONE;
	return entity.index;
}

static bool read_gender(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text,
			enum gz_gender *out)
{
	if (text.len == 0)
		return true;
	if (!gz_str_eq(text, GZ_STR("m")) && !gz_str_eq(text, GZ_STR("f")))
		return gz_load_fault(l, row, cell, "gender is m or f, not '%.*s'", GZ_ARG(text));
	*out = text.ptr[0] == 'm' ? GZ_MALE : GZ_FEMALE;
	return true;
}

/* A copy of a cell; an empty one leaves what an earlier layer said. */
static bool keep_cell(struct gz_loader *l, struct gz_str text, struct gz_str *out)
{
	if (text.len > 0)
		*out = gz_arena_str(&l->g->arena, text);
	return text.len == 0 || out->ptr != NULL || gz_load_nomem(l);
}

static bool entity_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	struct gz_str id = gz_row_cell(row, column, ID), name = gz_row_cell(row, column, NAME);
	enum gz_type type = gz_type_of(gz_row_cell(row, column, TYPE));
	struct gz_entity *entity;
	uint32_t index;
	bool good, known_name;

	if (type == GZ_TYPES)
		return gz_load_fault(l, row, column[TYPE], "'%.*s' is no type (person country org place event)",
				     GZ_ARG(gz_row_cell(row, column, TYPE)));
	if (!gz_gaz_is_id(id, type))
		return gz_load_fault(l, row, column[ID],
				     "'%.*s' is no id: it must be %s/slug in a-z, 0-9 and -", GZ_ARG(id),
				     gz_type_name(type));
	if (name.len == 0)
		return gz_load_fault_of(l, "empty-name", row, column[NAME], "%.*s has no name", GZ_ARG(id));
	index = open_entity(l, row, column, type);
	if (index == GZ_NONE)
		return false;
	if (!keep_surnames(l, row, column[SURNAME], gz_row_list(row, column, SURNAME), index))
		return false;
	entity = &l->g->entities.ptr[index];
	known_name = gz_str_eq(entity->name, name);
	good = read_day(l, row, column[FROM], gz_row_cell(row, column, FROM), false, &entity->from) &&
	       read_day(l, row, column[TO], gz_row_cell(row, column, TO), true, &entity->to) &&
	       keep_cell(l, gz_row_list(row, column, WIKIPEDIA), &entity->wikipedia) &&
	       read_gender(l, row, column[GENDER], gz_row_cell(row, column, GENDER), &entity->gender) &&
	       keep_reference(l, row, column[COUNTRY], gz_row_cell(row, column, COUNTRY), entity->id,
			      1u << GZ_COUNTRY, &entity->country) &&
	       keep_reference(l, row, column[SERIES], gz_row_cell(row, column, SERIES), entity->id,
			      1u << GZ_EVENT, &entity->series) &&
	       keep_reference(l, row, column[PLACE], gz_row_cell(row, column, PLACE), entity->id,
			      1u << GZ_PLACE | 1u << GZ_COUNTRY, &entity->place);
	if (good && entity->from != GZ_NO_DAY && entity->to != GZ_NO_DAY && entity->to < entity->from)
		good = gz_load_fault_of(l, "inverted", row, column[TO], "%.*s ends before it begins", GZ_ARG(id));
	if (!known_name) {
		good &= gz_name_add(l, row, column[NAME], &(struct gz_new_name){name, GZ_NAME_ENTITY, GZ_VIA_NAME, index});
		if (good)
			l->g->entities.ptr[index].name = l->g->names.ptr[l->g->names.len - 1].text;
	}
	return add_list(l, row, column[ALIASES], gz_row_list(row, column, ALIASES), GZ_VIA_ALIAS, index) &&
	       add_list(l, row, column[ADJECTIVES], gz_row_list(row, column, ADJECTIVES), GZ_VIA_ADJECTIVE, index) &&
	       add_list(l, row, column[DEMONYMS], gz_row_list(row, column, DEMONYMS), GZ_VIA_DEMONYM, index) && good;
}

const struct gz_table gz_table_entities = {"entities", entity_required, entity_optional, entity_row};

enum { OFFICE, OFFICE_COUNTRY, HOLDER, OFFICE_FROM, OFFICE_TO, OFFICE_ALIASES };

static const char *const office_required[] = {"office", "country", "holder", "from", "to", NULL};
static const char *const office_optional[] = {"aliases", NULL};

static bool office_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	const struct gz_str nobody = {"", 0};
	struct gz_office_row office = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};
	struct gz_str aliases = gz_row_list(row, column, OFFICE_ALIASES), item;
	struct gz_str to = gz_row_cell(row, column, OFFICE_TO);
	uint32_t title;

	office.origin = (struct gz_origin){row->file, row->line, row->column[column[OFFICE]]};
	item = gz_row_cell(row, column, OFFICE);
	if (item.len == 0 || gz_row_cell(row, column, HOLDER).len == 0)
		return gz_load_fault(l, row, column[item.len ? HOLDER : OFFICE], "an office needs its name and its holder");
	/* Half-open: of a shorter form in `to`, the first day is the first one out of office. */
	if (!read_day(l, row, column[OFFICE_FROM], gz_row_cell(row, column, OFFICE_FROM), false, &office.from) ||
	    !read_day(l, row, column[OFFICE_TO], to, false, &office.to))
		return false;
	if (office.from != GZ_NO_DAY && office.to != GZ_NO_DAY && office.to < office.from)
		return gz_load_fault_of(l, "inverted", row, column[OFFICE_TO], "the office ends before it begins");
	if (!keep_reference(l, row, column[OFFICE_COUNTRY], gz_row_cell(row, column, OFFICE_COUNTRY), nobody,
			    1u << GZ_COUNTRY, &office.country) ||
	    !keep_reference(l, row, column[HOLDER], gz_row_cell(row, column, HOLDER), nobody, 1u << GZ_PERSON,
			    &office.holder))
		return false;
	do {
		if (office.title_count == GZ_COUNT(office.titles))
			return gz_load_fault(l, row, column[OFFICE_ALIASES], "too many titles");
		title = gz_title_intern(l, row, column[OFFICE], item);
		if (title == GZ_NONE)
			return false;
		office.titles[office.title_count++] = l->g->titles.ptr[title].text;
	} while (gz_list_next(&aliases, &l->scratch, &item));
	return GZ_PUSH(&l->offices, office) || gz_load_nomem(l);
}

const struct gz_table gz_table_offices = {"offices", office_required, office_optional, office_row};
