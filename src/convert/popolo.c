/*
 * popolo.c: Popolo, the JSON of EveryPolitician: one document a file, with persons, organizations and
 * memberships. A membership with a role of its own and days becomes an office; that of a member does not.
 */
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "internal.h"

static bool popolo_open(struct gz_import *im)
{
	return (im->state = calloc(1, sizeof(struct gz_buf))) != NULL;
}

static void popolo_close(struct gz_import *im)
{
	if (im->state != NULL)
		gz_buf_free(im->state);
	free(im->state);
}

static void popolo_line(struct gz_import *im, struct gz_str line)
{
	struct gz_buf *document = im->state;

	gz_buf_str(document, line);
	gz_buf_byte(document, '\n');
	im->failed |= document->failed;
}

/* ---- names of persons -------------------------------------------------------------- */

static bool is_upper(struct gz_str word)
{
	bool letters = false;

	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] >= 'a' && word.ptr[i] <= 'z')
			return false;
		letters |= word.ptr[i] >= 'A' && word.ptr[i] <= 'Z';
	}
	return letters && word.len > 2;
}

/* "ABE Shinzo": a family name in front, in capitals, becomes "Abe Shinzo". In the scratch arena. */
static struct gz_str lower_family(struct gz_import *im, struct gz_str name, struct gz_str *family)
{
	size_t len = gz_str_find(name, ' ');
	struct gz_str copy;

	if (len == name.len || !is_upper(gz_str_of(name.ptr, len)) ||
	    is_upper(gz_str_of(name.ptr + len + 1, name.len - len - 1)))
		return name;
	copy = gz_arena_str(&im->scratch, name);
	if (copy.ptr == NULL) {
		im->failed = true;
		return name;
	}
	for (size_t i = 1; i < len; i++) {
		if (copy.ptr[i] >= 'A' && copy.ptr[i] <= 'Z' && copy.ptr[i - 1] != '-' &&
		    copy.ptr[i - 1] != '\'')
			((char *)copy.ptr)[i] += 'a' - 'A';
	}
	*family = gz_str_of(copy.ptr, len);
	return copy;
}

/* Russian full names are written family, given, father's name; the last one shows it. */
static bool is_patronymic(struct gz_str word)
{
	static const char *const endings[] = {"вич", "вна", "ична", "инична", "оглы", "кызы"};

	for (size_t i = 0; i < GZ_COUNT(endings); i++) {
		if (gz_str_ends(word, gz_str(endings[i])))
			return true;
	}
	return false;
}

/* "Березин Пётр Сергеевич": the family name, and the name as texts write it. */
static void russian_name(struct gz_import *im, uint32_t person, struct gz_str name)
{
	size_t first = gz_str_find(name, ' '), second;
	struct gz_str rest, given;
	struct gz_buf usual = {0};

	if (first == name.len)
		return;
	rest = gz_str_of(name.ptr + first + 1, name.len - first - 1);
	second = gz_str_find(rest, ' ');
	if (second == rest.len || !is_patronymic(gz_str_of(rest.ptr + second + 1, rest.len - second - 1)))
		return;
	given = gz_str_of(rest.ptr, second);
	gz_import_surname(im, person, gz_str_of(name.ptr, first));
	gz_buf_printf(&usual, "%.*s %.*s", GZ_ARG(given), (int)first, name.ptr);
	im->failed |= usual.failed;
	gz_import_alias(im, person, "", gz_buf_view(&usual));
	gz_buf_free(&usual);
}

/* "Smith, John (politician)" as "John Smith". In the scratch arena. */
static struct gz_str plain_name(struct gz_import *im, struct gz_str name)
{
	size_t bracket = gz_str_find(name, '('), comma;
	struct gz_str out;
	char *made;

	if (bracket > 0 && bracket < name.len)
		name = gz_str_trim(gz_str_of(name.ptr, bracket));
	comma = gz_str_find(name, ',');
	if (comma == 0 || comma >= name.len)
		return name;
	out = gz_str_trim(gz_str_of(name.ptr + comma + 1, name.len - comma - 1));
	made = gz_arena_alloc(&im->scratch, name.len + 1);
	if (made == NULL || out.len == 0) {
		im->failed |= made == NULL;
		return gz_str_of(name.ptr, comma);
	}
	memcpy(made, out.ptr, out.len);
	made[out.len] = ' ';
	memcpy(made + out.len + 1, name.ptr, comma);
	return gz_str_of(made, out.len + 1 + comma);
}

static void add_names(struct gz_import *im, uint32_t entity, struct json_object *list)
{
	bool is_long = gz_import_words(im->entities.ptr[entity].name) > 1;

	for (size_t i = 0; i < gz_json_count(list); i++) {
		struct gz_str name = plain_name(im, gz_json_text(gz_json_at(list, i), "name"));

		if (name.len > 0) /* one word of a longer name needs evidence */
			gz_import_alias(im, entity, is_long && gz_import_words(name) == 1 ? "?" : "", name);
	}
}

/* ---- the document ---------------------------------------------------------------------- */

static struct gz_str identifier(struct json_object *object, const char *scheme)
{
	struct json_object *list = gz_json_get(object, "identifiers");

	for (size_t i = 0; i < gz_json_count(list); i++) {
		if (gz_str_eq(gz_json_text(gz_json_at(list, i), "scheme"), gz_str(scheme)))
			return gz_json_text(gz_json_at(list, i), "identifier");
	}
	return GZ_STR("");
}

/* Under their id, for memberships. */
static void remember(struct gz_import *im, struct gz_map *known, struct gz_str id, uint32_t entity)
{
	if (id.len > 0 && gz_map_put(known, gz_import_keep(im, id), entity, NULL) == NULL)
		im->failed = true;
}

static void add_person(struct gz_import *im, struct json_object *person, struct gz_map *known)
{
	struct gz_str family = gz_json_text(person, "family_name"), gender = gz_json_text(person, "gender");
	struct gz_str name = lower_family(im, gz_str_trim(gz_json_text(person, "name")), &family);
	uint32_t index = gz_import_entity(im, GZ_PERSON, name, gz_json_text(person, "id"));
	struct gz_import_entity *e;

	if (name.len == 0)
		gz_import_refuse(im, "a person without a name", "person '%.*s' has no name",
				 GZ_ARG(gz_json_text(person, "id")));
	if (index == GZ_NONE)
		return;
	e = &im->entities.ptr[index];
	e->gender = gz_str_eq(gender, GZ_STR("male"))	  ? GZ_MALE
		    : gz_str_eq(gender, GZ_STR("female")) ? GZ_FEMALE
							  : GZ_GENDER_UNKNOWN;
	e->wikidata = gz_import_keep(im, identifier(person, "wikidata"));
	if (family.len > 0)
		gz_import_surname(im, index, family);
	else
		russian_name(im, index, name);
	add_names(im, index, gz_json_get(person, "other_names"));
	remember(im, known, gz_json_text(person, "id"), index);
}

static void add_organization(struct gz_import *im, struct json_object *organization)
{
	uint32_t index = gz_import_entity(im, GZ_ORG, gz_json_text(organization, "name"),
					  gz_json_text(organization, "id"));

	if (index == GZ_NONE)
		return;
	im->entities.ptr[index].wikidata = gz_import_keep(im, identifier(organization, "wikidata"));
	im->entities.ptr[index].note = gz_import_keep(im, gz_json_text(organization, "classification"));
	add_names(im, index, gz_json_get(organization, "other_names"));
}

static int32_t day_of(struct gz_import *im, struct json_object *object, const char *key)
{
	struct gz_str text = gz_json_text(object, key);
	int32_t first = GZ_NO_DAY, last;
	enum gz_precision precision;

	if (text.len > 0 && !gz_day_parse(text, &first, &last, &precision)) {
		gz_import_refuse(im, "a day that is none", "%s: '%.*s' is no day", key, GZ_ARG(text));
		first = GZ_NO_DAY;
	}
	return first;
}

static void add_membership(struct gz_import *im, struct json_object *membership, const struct gz_map *known)
{
	struct gz_str role = gz_json_text(membership, "role");
	uint32_t *holder = gz_map_get(known, gz_json_text(membership, "person_id"));
	int32_t from, to;

	if (role.len == 0 || gz_str_eq(role, GZ_STR("member"))) {
		gz_import_skip(im, "a membership that is no office");
		return;
	}
	from = day_of(im, membership, "start_date");
	to = day_of(im, membership, "end_date");
	if (holder == NULL || (from == GZ_NO_DAY && to == GZ_NO_DAY))
		gz_import_skip(im,
			       holder == NULL ? "a membership of nobody in the file" : "a role without days");
	else if (from != GZ_NO_DAY && to != GZ_NO_DAY && to < from)
		gz_import_refuse(im, "days that are inverted", "'%.*s' ends before it begins", GZ_ARG(role));
	else
		gz_import_office(im, *holder, role, GZ_STR(""), from, to);
}

static void popolo_end(struct gz_import *im)
{
	struct gz_buf *text = im->state;
	struct gz_map known = {0};
	struct json_object *document, *list;
	struct gz_str whole = gz_str_trim(gz_buf_view(text));

	document = whole.len > 0 ? gz_import_json(im, whole) : NULL;
	gz_buf_free(text);
	if (document == NULL)
		return;
	list = gz_json_get(document, "persons");
	if (gz_json_count(list) == 0)
		gz_import_refuse(im, "no persons", "there are no \"persons\" in the document");
	for (size_t i = 0; i < gz_json_count(list) && !im->failed; i++) {
		add_person(im, gz_json_at(list, i), &known);
		gz_arena_reset(&im->scratch);
	}
	list = gz_json_get(document, "organizations");
	for (size_t i = 0; i < gz_json_count(list) && !im->failed; i++)
		add_organization(im, gz_json_at(list, i));
	list = gz_json_get(document, "memberships");
	for (size_t i = 0; i < gz_json_count(list) && !im->failed; i++)
		add_membership(im, gz_json_at(list, i), &known);
	gz_map_free(&known);
	json_object_put(document);
}

const struct gz_importer gz_importer_popolo = {
	"popolo",     "Popolo JSON, as EveryPolitician has it: one document a file",
	popolo_open,  popolo_line,
	popolo_end,   NULL,
	popolo_close,
};
