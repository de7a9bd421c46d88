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
		if (!gz_is_slug_byte(id.ptr[i]))
			return false;
	}
	return id.ptr[prefix.len + 1] != '-' && id.ptr[id.len - 1] != '-';
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

/* Where a reference's number belongs. */
static uint32_t *referring(struct gz_loader *l, const struct gz_reference *r)
{
	switch (r->what) {
	case GZ_REFERS_COUNTRY:
		return &l->build->entries.ptr[r->owner].country;
	case GZ_REFERS_SERIES:
		return &l->build->entries.ptr[r->owner].series;
	case GZ_REFERS_PLACE:
		return &l->build->entries.ptr[r->owner].place;
	case GZ_REFERS_HOLDER:
		return &l->offices.ptr[r->owner].holder;
	default:
		return &l->offices.ptr[r->owner].country;
	}
}

bool gz_refer(struct gz_loader *l, const struct gz_reference *r)
{
	struct gz_keys keys = gz_entity_keys(l->build);
	struct gz_row row = {.file = r->file, .line = r->line, .column = {r->column}, .count = 1};
	uint32_t known = gz_dictionary_find(&l->build->entity_by_id, &keys, r->id, gz_text_hash(r->id));

	if (known == GZ_NONE)
		return gz_load_fault_of(l, "unknown-id", &row, 0, "the id %.*s is defined nowhere", GZ_ARG(r->id));
	if ((r->types >> l->build->entries.ptr[known].type & 1u) == 0)
		return gz_load_fault_of(l, "wrong-type", &row, 0, "%.*s is of a type that cannot stand here", GZ_ARG(r->id));
	if (r->what <= GZ_REFERS_PLACE && known == r->owner)
		return gz_load_fault(l, &row, 0, "%.*s refers to itself", GZ_ARG(r->id));
	if (!r->superseded && r->what != GZ_REFERS_KIND)
		*referring(l, r) = known;
	return true;
}

/* A later layer fills the cell again: what an earlier one left to be looked up must not overwrite it. */
static void supersede(struct gz_loader *l, enum gz_refers what, uint32_t owner)
{
	if (what > GZ_REFERS_PLACE || owner + 1 == l->build->entries.len)
		return; /* the row is the first to name it */
	for (size_t i = 0; i < l->references.len; i++) {
		if (l->references.ptr[i].what == what && l->references.ptr[i].owner == owner)
			l->references.ptr[i].superseded = true;
	}
}

/* Fills in an id cell, at once if the entity is known and fits, else when everything is loaded. */
static bool keep_reference(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str id,
			   enum gz_refers what, uint32_t owner, unsigned types)
{
	struct gz_reference reference = {row->file, row->line, 0, id, what, owner, types, false};
	struct gz_keys keys = gz_entity_keys(l->build);
	uint32_t known;

	if (id.len == 0)
		return true;
	supersede(l, what, owner);
	known = gz_dictionary_find(&l->build->entity_by_id, &keys, id, gz_text_hash(id));
	if (known != GZ_NONE && (types >> l->build->entries.ptr[known].type & 1u) != 0 &&
	    (what > GZ_REFERS_PLACE || known != owner)) {
		*referring(l, &reference) = known;
		return true;
	}
	reference.column = row->column[cell];
	reference.id = gz_arena_str(&l->build->arena, id);
	return (reference.id.ptr != NULL && GZ_PUSH(&l->references, reference)) || gz_load_nomem(l);
}

bool gz_load_expect_country(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str code)
{
	struct gz_reference reference = {.file = row->file,
					 .line = row->line,
					 .column = row->column[cell],
					 .what = GZ_REFERS_KIND,
					 .types = 1u << GZ_COUNTRY};
	struct gz_buf id = {0};

	gz_buf_str(&id, GZ_STR("country/"));
	gz_buf_str(&id, code);
	if (!id.failed)
		reference.id = gz_arena_str(&l->build->arena, gz_buf_view(&id));
	gz_buf_free(&id);
	return (reference.id.ptr != NULL && GZ_PUSH(&l->references, reference)) || gz_load_nomem(l);
}

static bool keep_surnames(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str list,
			  uint32_t entity)
{
	struct gz_surnames kept = {row->file, row->line, 0, {0}};

	if (list.len == 0)
		return true;
	kept.column = row->column[cell];
	kept.list = gz_arena_str(&l->build->arena, list);
	l->surnames_of.ptr[entity] = (uint32_t)l->surnames.len;
	return (kept.list.ptr != NULL && GZ_PUSH(&l->surnames, kept)) || gz_load_nomem(l);
}

static bool add_list(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str list,
		     enum gz_via via, uint32_t entity)
{
	struct gz_str item;
	bool good = true;

	while (gz_load_list_next(l, &list, &item))
		good &= gz_name_add(l, row, cell, &(struct gz_new_name){item, GZ_NAME_ENTITY, via, entity});
	return good;
}

/* The entity of this id: a new one, or one of an earlier layer. GZ_NONE after a fault. */
static uint32_t open_entity(struct gz_loader *l, const struct gz_row *row, const int *column,
			    enum gz_type type)
{
	struct gz_build *b = l->build;
	struct gz_str id = gz_row_cell(row, column, ID);
	struct gz_keys keys = gz_entity_keys(b);
	struct gz_entry entry = {.index = (uint32_t)b->entries.len, .type = (uint8_t)type, .country = GZ_NONE,
				 .series = GZ_NONE, .place = GZ_NONE, .from = GZ_NO_DAY, .to = GZ_NO_DAY};
	uint64_t hash = gz_text_hash(id);
	uint32_t known = gz_dictionary_find(&b->entity_by_id, &keys, id, hash);

	if (known != GZ_NONE && l->layer_of.ptr[known] == l->layer)
		return gz_load_fault_of(l, "duplicate-id", row, column[ID], "the id %.*s stands twice", GZ_ARG(id)), GZ_NONE;
	if (known != GZ_NONE) {
		l->layer_of.ptr[known] = l->layer;
		return known;
	}
	if (!gz_dictionary_add(&b->entity_by_id, hash, entry.index))
		return gz_load_nomem(l), GZ_NONE;
	entry.id = gz_build_text(b, id);
	if (entry.id.at == GZ_NONE || !GZ_PUSH(&b->entries, entry) || !GZ_PUSH(&l->layer_of, l->layer) ||
	    !GZ_PUSH(&l->surnames_of, GZ_NONE) ||
	    (l->records.keep &&
	     !GZ_PUSH(&l->records.entities, ((struct gz_origin){row->file, row->line, row->column[column[ID]]}))))
		return gz_load_nomem(l), GZ_NONE;
	return entry.index;
}

static bool read_gender(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text,
			uint8_t *out)
{
	if (text.len == 0)
		return true;
	if (!gz_str_eq(text, GZ_STR("m")) && !gz_str_eq(text, GZ_STR("f")))
		return gz_load_fault(l, row, cell, "gender is m or f, not '%.*s'", GZ_ARG(text));
	*out = text.ptr[0] == 'm' ? GZ_MALE : GZ_FEMALE;
	return true;
}

/* An empty cell leaves what an earlier layer said. */
static bool keep_wikipedia(struct gz_loader *l, uint32_t entity, struct gz_str titles)
{
	struct gz_wikipedia kept = {entity, {0, 0}};

	if (titles.len == 0)
		return true;
	l->build->entries.ptr[entity].wikipedia = true;
	kept.titles = gz_build_text(l->build, titles);
	return (kept.titles.at != GZ_NONE && GZ_PUSH(&l->build->wikipedia, kept)) || gz_load_nomem(l);
}

static bool entity_row(struct gz_loader *l, const struct gz_row *row, const int *column)
{
	struct gz_str id = gz_row_cell(row, column, ID), name = gz_row_cell(row, column, NAME);
	enum gz_type type = gz_type_of(gz_row_cell(row, column, TYPE));
	struct gz_entry *entry;
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
	entry = &l->build->entries.ptr[index];
	known_name = gz_str_eq(gz_build_view(l->build, entry->name), name);
	good = read_day(l, row, column[FROM], gz_row_cell(row, column, FROM), false, &entry->from) &&
	       read_day(l, row, column[TO], gz_row_cell(row, column, TO), true, &entry->to) &&
	       keep_wikipedia(l, index, gz_row_list(row, column, WIKIPEDIA)) &&
	       read_gender(l, row, column[GENDER], gz_row_cell(row, column, GENDER), &entry->gender) &&
	       keep_reference(l, row, column[COUNTRY], gz_row_cell(row, column, COUNTRY), GZ_REFERS_COUNTRY, index,
			      1u << GZ_COUNTRY) &&
	       keep_reference(l, row, column[SERIES], gz_row_cell(row, column, SERIES), GZ_REFERS_SERIES, index,
			      1u << GZ_EVENT) &&
	       keep_reference(l, row, column[PLACE], gz_row_cell(row, column, PLACE), GZ_REFERS_PLACE, index,
			      1u << GZ_PLACE | 1u << GZ_COUNTRY);
	if (good && entry->from != GZ_NO_DAY && entry->to != GZ_NO_DAY && entry->to < entry->from)
		good = gz_load_fault_of(l, "inverted", row, column[TO], "%.*s ends before it begins", GZ_ARG(id));
	if (!known_name) {
		good &= gz_name_add(l, row, column[NAME], &(struct gz_new_name){name, GZ_NAME_ENTITY, GZ_VIA_NAME, index});
		if (good)
			l->build->entries.ptr[index].name = l->build->names.ptr[l->build->names.len - 1].text;
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
	struct gz_office_row office = {.country = GZ_NONE, .holder = GZ_NONE, .from = GZ_NO_DAY, .to = GZ_NO_DAY};
	struct gz_str aliases = gz_row_list(row, column, OFFICE_ALIASES), item;
	struct gz_str to = gz_row_cell(row, column, OFFICE_TO);
	uint32_t title, number = (uint32_t)l->offices.len;

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
	do {
		if (office.title_count == GZ_COUNT(office.titles))
			return gz_load_fault(l, row, column[OFFICE_ALIASES], "too many titles");
		title = gz_title_intern(l, row, column[OFFICE], item);
		if (title == GZ_NONE)
			return false;
		office.titles[office.title_count++] = title;
	} while (gz_load_list_next(l, &aliases, &item));
	return (GZ_PUSH(&l->offices, office) || gz_load_nomem(l)) &&
	       keep_reference(l, row, column[OFFICE_COUNTRY], gz_row_cell(row, column, OFFICE_COUNTRY),
			      GZ_REFERS_OFFICE_COUNTRY, number, 1u << GZ_COUNTRY) &&
	       keep_reference(l, row, column[HOLDER], gz_row_cell(row, column, HOLDER), GZ_REFERS_HOLDER, number,
			      1u << GZ_PERSON);
}

const struct gz_table gz_table_offices = {"offices", office_required, office_optional, office_row};
