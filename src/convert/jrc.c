/*
 * jrc.c: JRC-Names, the multilingual name variants of the European Commission's Joint Research Centre: lines
 * of number, type (P person, O organisation), language and a name with + for spaces, those of one number
 * together.
 */
#include "internal.h"

static bool split(struct gz_str line, struct gz_str field[4])
{
	for (size_t i = 0; i < 4; i++) {
		size_t len = gz_str_find(line, '\t');

		if (i < 3 && len == line.len)
			return false;
		field[i] = gz_str_trim(gz_str_of(line.ptr, len));
		line = len < line.len ? gz_str_of(line.ptr + len + 1, line.len - len - 1) : GZ_STR("");
	}
	return field[0].len > 0 && field[3].len > 0;
}

static struct gz_str with_spaces(struct gz_import *im, struct gz_str name)
{
	struct gz_str out = gz_arena_str(&im->scratch, name);
	char *at = (char *)out.ptr; /* our own copy */

	if (at == NULL) {
		im->failed = true;
		return GZ_STR("");
	}
	for (size_t i = 0; i < out.len; i++) {
		if (at[i] == '+')
			at[i] = ' ';
	}
	return out;
}

static void jrc_line(struct gz_import *im, struct gz_str line)
{
	struct gz_str field[4], name;
	enum gz_type type;
	uint32_t entity;

	if (gz_str_trim(line).len == 0 || line.ptr[0] == '#')
		return;
	if (!split(line, field)) {
		gz_import_refuse(im, "not four fields", "not four fields: number, type, language, name");
		return;
	}
	type = gz_import_type(im, field[1]);
	if (type == GZ_TYPES && gz_str_eq(field[1], GZ_STR("P")))
		type = GZ_PERSON;
	if (type == GZ_TYPES && gz_str_eq(field[1], GZ_STR("O")))
		type = GZ_ORG;
	if (type == GZ_TYPES) {
		gz_import_skip(im, "neither a person (P) nor an organisation (O)");
		return;
	}
	name = with_spaces(im, field[3]);
	entity = gz_import_keyed(im, type, name, field[0]);
	if (entity != GZ_NONE)
		gz_import_alias(im, entity, "", name);
}

const struct gz_importer gz_importer_jrc = {
	"jrc", "JRC-Names: number, type, language, name with + for spaces", NULL, jrc_line, NULL, NULL, NULL,
};
