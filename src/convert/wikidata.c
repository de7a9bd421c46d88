/*
 * wikidata.c: lines of a Wikidata JSON dump: one item a line, in an array whose brackets have lines of their
 * own. What an item is, its classes (P31) tell, by a short table of common ones or by --map Q515=place; a
 * filtered dump is expected, for all items are kept in memory. Countries and offices are items too: they are
 * put in their place when all lines are read.
 */
#include <stdlib.h>
#include <string.h>

#include <json-c/json.h>

#include "internal.h"

static const struct {
	const char *item;
	enum gz_type type;
} classes[] = {
	{"Q5", GZ_PERSON},	 {"Q6256", GZ_COUNTRY},	 {"Q3624078", GZ_COUNTRY}, {"Q3024240", GZ_COUNTRY},
	{"Q515", GZ_PLACE},	 {"Q1549591", GZ_PLACE}, {"Q5119", GZ_PLACE},	   {"Q486972", GZ_PLACE},
	{"Q3957", GZ_PLACE},	 {"Q532", GZ_PLACE},	 {"Q35657", GZ_PLACE},	   {"Q10864048", GZ_PLACE},
	{"Q82794", GZ_PLACE},	 {"Q5107", GZ_PLACE},	 {"Q23442", GZ_PLACE},	   {"Q43229", GZ_ORG},
	{"Q4830453", GZ_ORG},	 {"Q783794", GZ_ORG},	 {"Q6881511", GZ_ORG},	   {"Q891723", GZ_ORG},
	{"Q7278", GZ_ORG},	 {"Q484652", GZ_ORG},	 {"Q245065", GZ_ORG},	   {"Q79913", GZ_ORG},
	{"Q163740", GZ_ORG},	 {"Q327333", GZ_ORG},	 {"Q192350", GZ_ORG},	   {"Q66344", GZ_ORG},
	{"Q3918", GZ_ORG},	 {"Q11032", GZ_ORG},	 {"Q476028", GZ_ORG},	   {"Q1656682", GZ_EVENT},
	{"Q198", GZ_EVENT},	 {"Q178561", GZ_EVENT},	 {"Q180684", GZ_EVENT},	   {"Q27968055", GZ_EVENT},
	{"Q15275719", GZ_EVENT}, {"Q40231", GZ_EVENT},	 {"Q858439", GZ_EVENT},	   {"Q464980", GZ_EVENT},
};

/* A tenure, or a country, that waits for the item it names. */
struct waiting {
	uint32_t entity;
	struct gz_str item; /* a country or a position */
	bool office;
	int32_t from, to;
};

struct wikidata {
	struct gz_map countries; /* item, entity */
	struct gz_map positions; /* item, index of labels */
	GZ_VEC(struct gz_str) labels;
	GZ_VEC(struct gz_str) jurisdictions; /* item of each position's country; may be empty */
	GZ_VEC(struct waiting) waiting;
};

static bool wikidata_open(struct gz_import *im)
{
	return (im->state = calloc(1, sizeof(struct wikidata))) != NULL;
}

static void wikidata_close(struct gz_import *im)
{
	struct wikidata *w = im->state;

	if (w == NULL)
		return;
	gz_map_free(&w->countries);
	gz_map_free(&w->positions);
	GZ_VEC_FREE(&w->labels);
	GZ_VEC_FREE(&w->jurisdictions);
	GZ_VEC_FREE(&w->waiting);
	free(w);
}

/* ---- statements ------------------------------------------------------------------------- */

/* The value of a snak, NULL where it has none. */
static struct json_object *snak_value(struct json_object *snak)
{
	return gz_json_get(gz_json_get(snak, "datavalue"), "value");
}

static bool is_deprecated(struct json_object *statement)
{
	return gz_str_eq(gz_json_text(statement, "rank"), GZ_STR("deprecated"));
}

static struct json_object *statements(struct json_object *item, const char *property)
{
	return gz_json_get(gz_json_get(item, "claims"), property);
}

/* The value of the property's first statement that is not deprecated, a preferred one before all. */
static struct json_object *first_value(struct json_object *item, const char *property)
{
	struct json_object *list = statements(item, property), *best = NULL;

	for (size_t i = 0; i < gz_json_count(list); i++) {
		struct json_object *statement = gz_json_at(list, i),
				   *value = snak_value(gz_json_get(statement, "mainsnak"));

		if (value == NULL || is_deprecated(statement))
			continue;
		if (gz_str_eq(gz_json_text(statement, "rank"), GZ_STR("preferred")))
			return value;
		if (best == NULL)
			best = value;
	}
	return best;
}

static struct gz_str first_item(struct json_object *item, const char *property)
{
	return gz_json_text(first_value(item, property), "id");
}

/* {"time": "+1965-08-04T00:00:00Z", "precision": 11}: the period's first or last day; GZ_NO_DAY where there
 * is no such. */
static int32_t day_of(struct json_object *time, bool last_day)
{
	struct gz_str text = gz_json_text(time, "time");
	int precision = json_object_get_int(gz_json_get(time, "precision"));
	int32_t first, last;
	enum gz_precision ignored;

	if (text.len < 11 || text.ptr[0] != '+' || precision < 9)
		return GZ_NO_DAY;
	text = gz_str_of(text.ptr + 1, precision >= 11 ? 10 : precision == 10 ? 7 : 4);
	if (!gz_day_parse(text, &first, &last, &ignored))
		return GZ_NO_DAY;
	return last_day ? last : first;
}

static enum gz_type type_of(const struct gz_import *im, struct json_object *item)
{
	struct json_object *list = statements(item, "P31");

	for (size_t i = 0; i < gz_json_count(list); i++) {
		struct gz_str class =
			gz_json_text(snak_value(gz_json_get(gz_json_at(list, i), "mainsnak")), "id");
		enum gz_type type = gz_import_type(im, class);

		for (size_t c = 0; c < GZ_COUNT(classes) && type == GZ_TYPES; c++) {
			if (gz_str_eq(class, gz_str(classes[c].item)))
				type = classes[c].type;
		}
		if (type != GZ_TYPES && !is_deprecated(gz_json_at(list, i)))
			return type;
	}
	return GZ_TYPES;
}

static bool is_position(struct json_object *item)
{
	struct json_object *list = statements(item, "P31");

	for (size_t i = 0; i < gz_json_count(list); i++) {
		struct gz_str class =
			gz_json_text(snak_value(gz_json_get(gz_json_at(list, i), "mainsnak")), "id");

		if (gz_str_eq(class, GZ_STR("Q4164871")) || gz_str_eq(class, GZ_STR("Q294414")))
			return true;
	}
	return false;
}

/* ---- an item -------------------------------------------------------------------------------- */

/* The English label, else the first one. */
static struct gz_str label_of(struct json_object *item)
{
	static const char *const languages[] = {"en", "mul", "fr", "de", "es"};
	struct json_object *labels = gz_json_get(item, "labels");

	for (size_t i = 0; i < GZ_COUNT(languages); i++) {
		struct gz_str label = gz_json_text(gz_json_get(labels, languages[i]), "value");

		if (label.len > 0)
			return label;
	}
	if (json_object_is_type(labels, json_type_object)) {
		json_object_object_foreach(labels, language, label)
		{
			(void)language;
			if (gz_json_text(label, "value").len > 0)
				return gz_json_text(label, "value");
		}
	}
	return GZ_STR("");
}

/* A name of one word of somebody or something whose name is longer needs evidence. */
static void add_name(struct gz_import *im, uint32_t entity, struct gz_str name)
{
	bool is_word = gz_import_words(im->entities.ptr[entity].name) > 1 && gz_import_words(name) == 1;

	if (name.len > 0)
		gz_import_alias(im, entity, is_word ? "?" : "", name);
}

static void add_names(struct gz_import *im, uint32_t entity, struct json_object *item)
{
	struct json_object *labels = gz_json_get(item, "labels"), *aliases = gz_json_get(item, "aliases");

	if (json_object_is_type(labels, json_type_object)) {
		json_object_object_foreach(labels, language, label)
		{
			(void)language;
			add_name(im, entity, gz_json_text(label, "value"));
		}
	}
	if (json_object_is_type(aliases, json_type_object)) {
		json_object_object_foreach(aliases, language, list)
		{
			(void)language;
			for (size_t i = 0; i < gz_json_count(list); i++)
				add_name(im, entity, gz_json_text(gz_json_at(list, i), "value"));
		}
	}
}

static void wait_for(struct gz_import *im, struct waiting waiting)
{
	struct wikidata *w = im->state;

	if (waiting.item.len == 0)
		return;
	waiting.item = gz_import_keep(im, waiting.item);
	im->failed |= !GZ_PUSH(&w->waiting, waiting);
}

/* Positions held (P39), with their days. */
static void add_offices(struct gz_import *im, uint32_t person, struct json_object *item)
{
	struct json_object *list = statements(item, "P39");

	for (size_t i = 0; i < gz_json_count(list); i++) {
		struct json_object *statement = gz_json_at(list, i),
				   *qualifiers = gz_json_get(statement, "qualifiers");
		struct waiting office = {.entity = person, .office = true};

		office.item = gz_json_text(snak_value(gz_json_get(statement, "mainsnak")), "id");
		office.from = day_of(snak_value(gz_json_at(gz_json_get(qualifiers, "P580"), 0)), false);
		office.to = day_of(snak_value(gz_json_at(gz_json_get(qualifiers, "P582"), 0)), false);
		if (is_deprecated(statement))
			continue;
		if (office.from == GZ_NO_DAY && office.to == GZ_NO_DAY)
			gz_import_skip(im, "an office without days");
		else
			wait_for(im, office);
	}
}

static void add_days(struct gz_import_entity *e, struct json_object *item)
{
	struct json_object *point = first_value(item, "P585");

	e->from = day_of(first_value(item, "P580"), false);
	e->to = day_of(first_value(item, "P582"), true);
	if (e->from == GZ_NO_DAY && e->to == GZ_NO_DAY) {
		e->from = day_of(point, false);
		e->to = day_of(point, true);
	}
	if (e->from != GZ_NO_DAY && e->to != GZ_NO_DAY && e->to < e->from)
		e->to = GZ_NO_DAY;
}

/* country/fr, by the code of ISO 3166-1 that the item has (P297); empty where it has none. In the scratch
 * arena. */
static struct gz_str country_id(struct gz_import *im, struct json_object *item)
{
	struct gz_str code = gz_json_text(first_value(item, "P297"), NULL);
	char *id = gz_arena_alloc(&im->scratch, 16);

	im->failed |= id == NULL;
	if (id == NULL || code.len != 2 || code.ptr[0] < 'A' || code.ptr[0] > 'Z' || code.ptr[1] < 'A' ||
	    code.ptr[1] > 'Z')
		return GZ_STR("");
	memcpy(id, "country/", 8);
	id[8] = (char)(code.ptr[0] + 'a' - 'A');
	id[9] = (char)(code.ptr[1] + 'a' - 'A');
	return gz_str_of(id, 10);
}

static void add_position(struct gz_import *im, struct json_object *item, struct gz_str id)
{
	struct wikidata *w = im->state;
	struct gz_str label = gz_import_keep(im, label_of(item)), country = first_item(item, "P1001");

	if (country.len == 0)
		country = first_item(item, "P17");
	country = gz_import_keep(im, country);
	if (im->failed || !GZ_PUSH(&w->labels, label) || !GZ_PUSH(&w->jurisdictions, country) ||
	    gz_map_put(&w->positions, gz_import_keep(im, id), (uint32_t)(w->labels.len - 1), NULL) == NULL)
		im->failed = true;
}

static uint32_t open_entity(struct gz_import *im, struct json_object *item, enum gz_type type,
			    struct gz_str id)
{
	struct wikidata *w = im->state;
	struct gz_str name = label_of(item), country = type == GZ_COUNTRY ? country_id(im, item) : GZ_STR("");
	struct gz_buf made = {0};
	uint32_t entity;

	gz_buf_printf(&made, "%s/q%.*s", gz_type_name(type), (int)(id.len - 1), id.ptr + 1);
	im->failed |= made.failed;
	entity = im->failed ? GZ_NONE
			    : gz_import_entity_of(im, type, country.len ? country : gz_buf_view(&made), name);
	gz_buf_free(&made);
	if (entity != GZ_NONE && type == GZ_COUNTRY &&
	    gz_map_put(&w->countries, gz_import_keep(im, id), entity, NULL) == NULL)
		im->failed = true;
	return entity;
}

static void add_item(struct gz_import *im, struct json_object *item, struct gz_str id)
{
	enum gz_type type = type_of(im, item);
	struct gz_str gender = first_item(item, "P21"), title;
	struct gz_import_entity *e;
	uint32_t entity;

	if (is_position(item)) {
		add_position(im, item, id);
		return;
	}
	if (type == GZ_TYPES) {
		gz_import_skip(im, "an item of no class that is a type of ours");
		return;
	}
	if (label_of(item).len == 0) {
		gz_import_skip(im, "an item without a label");
		return;
	}
	entity = open_entity(im, item, type, id);
	if (entity == GZ_NONE)
		return;
	e = &im->entities.ptr[entity];
	e->wikidata = gz_import_keep(im, id);
	title = gz_json_text(gz_json_get(gz_json_get(item, "sitelinks"), "enwiki"), "title");
	e->wikipedia = gz_import_keep(im, title);
	e->gender = gz_str_eq(gender, GZ_STR("Q6581097"))   ? GZ_MALE
		    : gz_str_eq(gender, GZ_STR("Q6581072")) ? GZ_FEMALE
							    : GZ_GENDER_UNKNOWN;
	if (type == GZ_EVENT)
		add_days(e, item);
	add_names(im, entity, item);
	if (type != GZ_COUNTRY)
		wait_for(im, (struct waiting){.entity = entity,
					      .item = first_item(item, type == GZ_PERSON ? "P27" : "P17")});
	if (type == GZ_PERSON)
		add_offices(im, entity, item);
}

static bool is_item_id(struct gz_str id)
{
	for (size_t i = 1; i < id.len; i++) {
		if (id.ptr[i] < '0' || id.ptr[i] > '9')
			return false;
	}
	return id.len > 1 && id.ptr[0] == 'Q';
}

static void wikidata_line(struct gz_import *im, struct gz_str line)
{
	struct json_object *item;
	struct gz_str id;

	line = gz_str_trim(line);
	if (gz_str_ends(line, GZ_STR(",")))
		line.len--;
	if (line.len == 0 || gz_str_eq(line, GZ_STR("[")) || gz_str_eq(line, GZ_STR("]")))
		return;
	item = gz_import_json(im, line);
	if (item == NULL)
		return;
	id = gz_json_text(item, "id");
	if (is_item_id(id))
		add_item(im, item, id);
	else if (gz_json_text(item, "type").len > 0)
		gz_import_skip(im, "no item: a property or a lexeme");
	else
		gz_import_refuse(im, "no item of Wikidata", "no item of Wikidata: it has no id");
	json_object_put(item);
}

/* ---- when all lines are read ---------------------------------------------------------------- */

static struct gz_str country_of(const struct gz_import *im, struct gz_str item)
{
	const struct wikidata *w = im->state;
	const uint32_t *entity = item.len ? gz_map_get(&w->countries, item) : NULL;

	return entity != NULL ? im->entities.ptr[*entity].id : GZ_STR("");
}

static void settle_office(struct gz_import *im, const struct waiting *office)
{
	const struct wikidata *w = im->state;
	const uint32_t *position = gz_map_get(&w->positions, office->item);

	if (position == NULL || w->labels.ptr[*position].len == 0)
		gz_import_skip(im, "an office that is no item of the input");
	else if (office->from != GZ_NO_DAY && office->to != GZ_NO_DAY && office->to < office->from)
		gz_import_skip(im, "an office that ends before it begins");
	else
		gz_import_office(im, office->entity, w->labels.ptr[*position],
				 country_of(im, w->jurisdictions.ptr[*position]), office->from, office->to);
}

static void wikidata_finish(struct gz_import *im)
{
	const struct wikidata *w = im->state;

	for (size_t i = 0; i < w->waiting.len && !im->failed; i++) {
		const struct waiting *waiting = &w->waiting.ptr[i];
		struct gz_import_entity *e = &im->entities.ptr[waiting->entity];

		if (waiting->office)
			settle_office(im, waiting);
		else if ((e->country = country_of(im, waiting->item)).len == 0)
			gz_import_skip(im, "a country that is no item of the input");
	}
}

const struct gz_importer gz_importer_wikidata = {
	"wikidata",	"lines of a Wikidata JSON dump", wikidata_open, wikidata_line, NULL, wikidata_finish,
	wikidata_close,
};
