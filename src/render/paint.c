/*
 * paint.c: colours of tables. Five of the eight base colours, which every terminal sets so that they can be
 * read on its background, say what kind of entity it is; what is read last is dim.
 */
#include <string.h>

#include "internal.h"

/* Person, country, organisation, place, event; none of them. */
static const char *const of_type[GZ_TYPES + 1] = {"36", "32", "35", "34", "31", NULL};
static const char *const of_match[GZ_TYPES + 1] = {"1;36", "1;32", "1;35", "1;34", "1;31", "1"};

static const char *const typed[] = {"entity", "name", "type"};
static const char *const dim[] = {"first", "last", "doc", "source", "url", "field", "total_docs"};

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(name, names[i]) == 0)
			return true;
	}
	return false;
}

enum gz_type gz_row_type(const struct gz_render *r, const struct gz_cell *cells)
{
	enum gz_type type = GZ_TYPES;

	for (size_t i = 0; i < r->count && type == GZ_TYPES; i++) {
		struct gz_str text = cells[i].text;

		if (cells[i].kind != GZ_CELL_TEXT)
			continue;
		if (strcmp(r->columns[i].name, "type") == 0)
			type = gz_type_of(text);
		else if (strcmp(r->columns[i].name, "entity") == 0)
			type = gz_type_of(gz_str_of(text.ptr, gz_str_find(text, '/')));
	}
	return type;
}

const char *gz_paint(const struct gz_column *column, enum gz_type type)
{
	if (strcmp(column->name, "match") == 0)
		return of_match[type];
	if (is_one_of(column->name, typed, GZ_COUNT(typed)))
		return of_type[type];
	return is_one_of(column->name, dim, GZ_COUNT(dim)) ? "2" : NULL;
}
