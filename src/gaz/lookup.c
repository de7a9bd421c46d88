/*
 * lookup.c: all that some words can mean: the names that end at their node of the trie, what kind of words
 * they are, and the offices that they name together with a country.
 */
#include "internal.h"

enum { ENTITY, NAME, TYPE, COUNTRY, MATCHED, VIA, MARKS, FROM, TO, COLUMNS };

static const struct gz_column columns[COLUMNS] = {
	{"entity", GZ_CELL_TEXT, 0},  {"name", GZ_CELL_TEXT, 0},    {"type", GZ_CELL_TEXT, 0},
	{"country", GZ_CELL_TEXT, 0}, {"matched", GZ_CELL_TEXT, 0}, {"via", GZ_CELL_TEXT, 0},
	{"marks", GZ_CELL_TEXT, 0},   {"from", GZ_CELL_TEXT, 0},    {"to", GZ_CELL_TEXT, 0},
};

struct lookup {
	const struct gz_gaz *g;
	const struct gz_tokens *tokens;
	int32_t day;
	struct gz_sink *sink;
	struct gz_error *err;
};

/* The node of tokens `first` .. `end` - 1, or GZ_NONE. */
static uint32_t walk(const struct lookup *k, uint32_t first, uint32_t end)
{
	uint32_t node = GZ_TRIE_ROOT;

	if (first >= end)
		return GZ_NONE;
	for (uint32_t i = first; i < end && node != GZ_NONE; i++) {
		uint32_t token = gz_gaz_token(k->g, k->tokens->token[i].norm);

		node = token == GZ_NONE ? GZ_NONE : gz_gaz_child(k->g, node, token);
	}
	return node;
}

static void entity_cells(const struct gz_gaz *g, const struct gz_entry *entry, struct gz_cell cells[COLUMNS])
{
	struct gz_entity e = gz_entity_of(g, entry);

	cells[ENTITY] = gz_cell_text(e.id);
	cells[NAME] = gz_cell_text(e.name);
	cells[TYPE] = gz_cell_text(gz_str(gz_type_name(e.type)));
	if (e.country.len > 0)
		cells[COUNTRY] = gz_cell_text(e.country);
}

static bool give_name(const struct lookup *k, const struct gz_name *name)
{
	struct gz_cell cells[COLUMNS] = {{0}};
	const struct gz_entry *e = name->kind == GZ_NAME_TITLE ? NULL : gz_gaz_entry(k->g, name->target);
	const char *marks = name->exact ? (name->ambiguous ? "=?" : "=") : name->ambiguous ? "?" : "";
	char from[16], to[16];

	if (e != NULL) {
		entity_cells(k->g, e, cells);
		cells[FROM] = gz_cell_day(e->from, GZ_DAY, from);
		cells[TO] = gz_cell_day(e->to, GZ_DAY, to);
	}
	cells[MATCHED] = gz_cell_text(gz_gaz_spelling(k->g, name));
	cells[VIA] = gz_cell_text(e == NULL && gz_gaz_title(k->g, name->target)->courtesy
					  ? GZ_STR("courtesy")
					  : gz_str(gz_via_name(gz_via_of(name))));
	cells[MARKS] = gz_cell_text(gz_str(marks));
	return k->sink->row(k->sink->self, cells, k->err);
}

static bool give_names(const struct lookup *k)
{
	uint32_t node = walk(k, 0, k->tokens->count), count;
	uint32_t names;
	bool good = true;

	if (node == GZ_NONE)
		return true;
	names = gz_gaz_at(k->g, node, &count);
	for (uint32_t i = 0; i < count && good; i++)
		good = give_name(k, gz_gaz_name(k->g, names + i));
	return good;
}

static bool give_word(const struct lookup *k, const char *kind)
{
	struct gz_cell cells[COLUMNS] = {{0}};

	cells[MATCHED] = gz_cell_text(k->tokens->token[0].norm);
	cells[VIA] = gz_cell_text(gz_str(kind));
	return k->sink->row(k->sink->self, cells, k->err);
}

static bool give_words(const struct lookup *k)
{
	uint32_t token = k->tokens->count == 1 ? gz_gaz_token(k->g, k->tokens->token[0].norm) : GZ_NONE;

	if (token == GZ_NONE)
		return true;
	return (!gz_gaz_is_given(k->g, token) || give_word(k, "given name")) &&
	       (!gz_gaz_is_surname(k->g, token) || give_word(k, "common surname")) &&
	       (!gz_gaz_is_neutral(k->g, token) || give_word(k, "neutral word")) &&
	       (!gz_gaz_is_word(k->g, token) || give_word(k, "common word"));
}

/* ---- offices ------------------------------------------------------------------- */

static bool give_tenure(const struct lookup *k, const struct gz_tenure *tenure)
{
	struct gz_cell cells[COLUMNS] = {{0}};
	char from[16], to[16];

	entity_cells(k->g, gz_gaz_entry(k->g, tenure->holder), cells);
	cells[COUNTRY] = gz_cell_text(tenure->country == GZ_NONE /* of the office */
					      ? (struct gz_str){NULL, 0}
					      : gz_id_of(k->g, gz_gaz_entry(k->g, tenure->country)));
	cells[MATCHED] = gz_cell_text(gz_gaz_text(k->g, gz_gaz_title(k->g, tenure->title)->text));
	cells[VIA] = gz_cell_text(GZ_STR("office"));
	cells[FROM] = gz_cell_day(tenure->from, GZ_DAY, from);
	cells[TO] = gz_cell_day(tenure->to, GZ_DAY, to);
	return k->sink->row(k->sink->self, cells, k->err);
}

static bool holds_on(const struct gz_tenure *tenure, int32_t day)
{
	return day == GZ_NO_DAY || ((tenure->from == GZ_NO_DAY || tenure->from <= day) &&
				    (tenure->to == GZ_NO_DAY || day < tenure->to));
}

static bool give_title(const struct lookup *k, uint32_t title, uint32_t country)
{
	uint32_t count;
	const uint32_t *tenures = gz_gaz_tenures_by(k->g, title, &count);
	bool good = true;

	for (uint32_t t = 0; t < count && good; t++) {
		const struct gz_tenure *tenure = gz_gaz_tenure(k->g, tenures[t]);

		if ((country == GZ_NONE || tenure->country == country) && holds_on(tenure, k->day))
			good = give_tenure(k, tenure);
	}
	return good;
}

/* The tenures of the titles at a node, of one country (GZ_NONE: of any). */
static bool give_offices(const struct lookup *k, uint32_t node, uint32_t country)
{
	uint32_t count;
	uint32_t names = gz_gaz_at(k->g, node, &count);
	bool good = true;

	for (uint32_t i = 0; i < count && good; i++) {
		const struct gz_name *name = gz_gaz_name(k->g, names + i);
		uint32_t meant;

		if (name->kind != GZ_NAME_TITLE)
			continue;
		for (uint32_t which = 0;
		     good && (meant = gz_gaz_meant_title(k->g, name->target, which)) != GZ_NONE; which++)
			good = give_title(k, meant, country);
	}
	return good;
}

/* Tokens `title` .. `title_end` - 1 as a title, the others as a country. */
static bool give_offices_of(const struct lookup *k, uint32_t title, uint32_t title_end, uint32_t country,
			    uint32_t country_end)
{
	uint32_t node = walk(k, country, country_end), title_node = walk(k, title, title_end), count,
		 last = GZ_NONE;
	uint32_t names;
	bool good = true;

	if (node == GZ_NONE || title_node == GZ_NONE)
		return true;
	names = gz_gaz_at(k->g, node, &count);
	for (uint32_t i = 0; i < count && good; i++) {
		const struct gz_name *name = gz_gaz_name(k->g, names + i);

		if (name->kind != GZ_NAME_ENTITY || name->target == last ||
		    gz_gaz_entry(k->g, name->target)->type != GZ_COUNTRY)
			continue;
		last = name->target;
		good = give_offices(k, title_node, name->target);
	}
	return good;
}

static bool is_word(const struct lookup *k, uint32_t token, const char *word)
{
	return token < k->tokens->count && gz_str_eq(k->tokens->token[token].norm, gz_str(word));
}

/* "[the] president", "[the] russian president", "russia s president", "president of [the] united states". */
static bool give_all_offices(const struct lookup *k)
{
	uint32_t count = k->tokens->count, first = is_word(k, 0, "the") && count > 1 ? 1 : 0;
	bool good = give_offices(k, walk(k, first, count), GZ_NONE);

	for (uint32_t i = first + 1; i < count && good; i++) {
		uint32_t title = is_word(k, i, "s") ? i + 1 : i,
			 country = is_word(k, i + 1, "the") ? i + 2 : i + 1;

		good = give_offices_of(k, title, count, first, i);
		if (good && is_word(k, i, "of"))
			good = give_offices_of(k, first, i, country, count);
	}
	return good;
}

bool gz_gaz_lookup(const struct gz_gaz *g, struct gz_str text, int32_t day, struct gz_sink *sink,
		   struct gz_error *err)
{
	struct gz_arena arena = {0};
	struct gz_tokens tokens;
	struct lookup k = {g, &tokens, day, sink, err};
	bool good = gz_text_tokenize(text, &arena, &tokens, err) &&
		    sink->begin(sink->self, columns, COLUMNS, err) && give_names(&k) && give_words(&k) &&
		    give_all_offices(&k) && sink->end(sink->self, err);

	gz_arena_free(&arena);
	return good;
}
