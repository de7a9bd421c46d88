/*
 * petrarch.c: actor dictionaries of PETRARCH and TABARI. A record is a name, further names behind +, and
 * codes with the days on which they hold, of which the first that fits a day is meant:
 *
 *     ADA_ALPHA_
 *     +A._ALPHA_
 *         [IGOUNO 980301-030615]
 *         [ELI]
 *
 * A dated code becomes an office whose title no text has ("CAMEO GOV"): it tells who was in office on a day.
 * What a name is, a person or a body, the dictionaries do not say: see type_of.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "petrarch.h"

struct role {
	struct gz_str code;
	struct gz_days days;
	bool dated;
};

struct petrarch {
	struct gz_arena arena; /* of the record */
	GZ_VEC(struct gz_str) names;
	GZ_VEC(struct role) roles;
	bool macro; /* the first name is a pattern: CATTLE!PERSON! */
};

static bool petrarch_open(struct gz_import *im)
{
	return (im->state = calloc(1, sizeof(struct petrarch))) != NULL;
}

static void petrarch_close(struct gz_import *im)
{
	struct petrarch *p = im->state;

	if (p == NULL)
		return;
	GZ_VEC_FREE(&p->names);
	GZ_VEC_FREE(&p->roles);
	gz_arena_free(&p->arena);
	free(p);
}

/* ---- what a record is ---------------------------------------------------------------- */

/* Words of bodies: a dated name with one of them is no person. Folded, and sorted. */
static const char *const bodies[] = {
	"agency",	 "alliance",	 "armed",	 "army",	"assembly",   "association",
	"authority",	 "bank",	 "board",	 "brigade",	"brigades",   "bureau",
	"cabinet",	 "center",	 "centre",	 "church",	"coalition",  "command",
	"commission",	 "committee",	 "company",	 "conference",	"congress",   "corporation",
	"corps",	 "council",	 "court",	 "department",	"faction",    "federation",
	"fighters",	 "force",	 "forces",	 "foundation",	"front",      "fund",
	"government",	 "group",	 "guard",	 "guerrillas",	"insurgents", "institute",
	"international", "junta",	 "league",	 "liberation",	"militants",  "military",
	"militia",	 "ministry",	 "mission",	 "movement",	"network",    "office",
	"opposition",	 "organisation", "organization", "parliament",	"party",      "police",
	"programme",	 "rebels",	 "regime",	 "secretariat", "senate",     "separatists",
	"services",	 "society",	 "state",	 "troops",	"union",      "university",
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_body(const char *word)
{
	return bsearch(&word, bodies, GZ_COUNT(bodies), sizeof(*bodies), by_text) != NULL;
}

static bool is_given(const struct gz_gaz *g, struct gz_str word)
{
	uint32_t token = g != NULL ? gz_gaz_token(g, word) : GZ_NONE;

	return token != GZ_NONE && gz_gaz_is_given(g, token);
}

static struct gz_str folded_name(struct gz_import *im, struct gz_str name)
{
	struct gz_str folded = GZ_STR("");
	struct gz_error err;

	if (!gz_text_fold(name, &im->scratch, &folded, &err))
		im->failed = true;
	return folded;
}

/* A country where the code is nothing but one; a person where the first name is a given name, or the role has
 * days and no word of the name is that of a body; else an organisation. */
static enum gz_type type_of(struct gz_import *im, const struct petrarch *p)
{
	struct gz_str folded = folded_name(im, p->names.ptr[0]), rest = folded;
	bool dated = false, body = false, given = false;

	if (p->roles.ptr[0].code.len == 3 && !p->roles.ptr[0].dated &&
	    gz_import_country(im, p->roles.ptr[0].code).len > 0)
		return GZ_COUNTRY;
	for (size_t i = 0; i < p->roles.len; i++)
		dated |= p->roles.ptr[i].dated;
	for (bool first = true; rest.len > 0; first = false) {
		size_t len = gz_str_find(rest, ' ');
		struct gz_str word = gz_arena_str(&im->scratch, gz_str_of(rest.ptr, len));

		if (word.ptr == NULL) {
			im->failed = true;
			break;
		}
		body |= is_body(word.ptr);
		given |= first && is_given(im->options.known, word);
		rest = len < rest.len ? gz_str_of(rest.ptr + len + 1, rest.len - len - 1) : GZ_STR("");
	}
	return !body && (given || dated) && gz_import_words(folded) > 1 ? GZ_PERSON : GZ_ORG;
}

/* ---- its names --------------------------------------------------------------------------- */

/* Capitals and underscores as people write: ADA_ALPHA_ becomes "Ada Alpha". One short word stays: it may be
 * an acronym. */
static struct gz_str write_name(struct gz_import *im, struct gz_str text)
{
	struct gz_str out = gz_arena_str(&im->scratch, text);
	char *at = (char *)out.ptr; /* our own copy */
	size_t letters = 0;

	if (at == NULL) {
		im->failed = true;
		return GZ_STR("");
	}
	for (size_t i = 0; i < out.len; i++) {
		if (at[i] == '_')
			at[i] = ' ';
		letters += at[i] != ' ';
	}
	out = gz_str_trim(out);
	if (gz_import_words(out) == 1 && letters <= 5)
		return out;
	for (at = (char *)out.ptr; at < out.ptr + out.len; at++) {
		bool inside = at > out.ptr &&
			      ((at[-1] >= 'A' && at[-1] <= 'Z') || (at[-1] >= 'a' && at[-1] <= 'z') ||
			       (unsigned char)at[-1] >= 0x80 || at[-1] == '\'');

		if (inside && *at >= 'A' && *at <= 'Z')
			*at += 'a' - 'A';
	}
	return out;
}

/* Does the gazetteer know the name, as that of something else? */
static bool is_known_otherwise(struct gz_import *im, struct gz_str folded, struct gz_str id)
{
	const struct gz_gaz *g = im->options.known;
	uint32_t node = GZ_TRIE_ROOT, count;
	uint32_t names;

	while (g != NULL && folded.len > 0 && node != GZ_NONE) {
		size_t len = gz_str_find(folded, ' ');
		uint32_t token = gz_gaz_token(g, gz_str_of(folded.ptr, len));

		node = token == GZ_NONE ? GZ_NONE : gz_gaz_child(g, node, token);
		folded =
			len < folded.len ? gz_str_of(folded.ptr + len + 1, folded.len - len - 1) : GZ_STR("");
	}
	if (g == NULL || node == GZ_NONE)
		return false;
	names = gz_gaz_at(g, node, &count);
	for (uint32_t i = 0; i < count; i++) {
		const struct gz_name *name = gz_gaz_name(g, names + i);

		if (name->kind == GZ_NAME_TITLE || !gz_str_eq(gz_gaz_entity(g, name->target).id, id))
			return true;
	}
	return false;
}

static void add_names(struct gz_import *im, const struct petrarch *p, uint32_t entity)
{
	struct gz_import_entity *e = &im->entities.ptr[entity];
	bool is_long = gz_import_words(e->name) > 1;

	for (size_t i = 0; i < p->names.len; i++) {
		struct gz_str name = write_name(im, p->names.ptr[i]);
		bool is_word = is_long && gz_import_words(name) == 1;

		if (e->type == GZ_COUNTRY && is_known_otherwise(im, folded_name(im, name), e->id))
			gz_import_skip(im, "a name of a country that the gazetteer has as something else");
		else if (e->type == GZ_PERSON && is_word)
			gz_import_skip(im, "a surname alone, which is found without being a name");
		else
			gz_import_alias(im, entity, is_word ? "?" : "", name);
	}
}

/* ---- its roles ------------------------------------------------------------------------------ */

static struct gz_str country_of(struct gz_import *im, struct gz_str code)
{
	return code.len < 3 ? GZ_STR("") : gz_import_country(im, gz_str_of(code.ptr, 3));
}

static void add_offices(struct gz_import *im, struct petrarch *p, uint32_t entity)
{
	struct gz_day_set taken = {0};

	for (size_t i = 0; i < p->roles.len; i++) {
		const struct role *role = &p->roles.ptr[i];
		struct gz_str country = country_of(im, role->code), title = role->code;
		struct gz_days free[GZ_DAY_PIECES];
		struct gz_buf made = {0};
		size_t pieces;

		if (!role->dated) {
			gz_import_skip(im, "a role without days");
			continue;
		}
		if (country.len > 0)
			title = gz_str_of(title.ptr + 3, title.len - 3);
		gz_buf_printf(&made, "CAMEO %.*s", GZ_ARG(title.len ? title : role->code));
		pieces = gz_days_take(&taken, role->days, free);
		if (pieces == 0)
			gz_import_skip(im, "a role on days that an earlier one has");
		for (size_t k = 0; k < pieces; k++)
			gz_import_office(im, entity, gz_buf_view(&made), country, free[k].from, free[k].to);
		im->failed |= made.failed;
		gz_buf_free(&made);
	}
}

/* The codes, as a note. */
static struct gz_str list_codes(struct gz_import *im, const struct petrarch *p)
{
	struct gz_buf codes = {0};
	struct gz_str kept;

	for (size_t i = 0; i < p->roles.len; i++) {
		struct gz_str code = p->roles.ptr[i].code;

		if (i == 0 || !gz_str_eq(code, p->roles.ptr[i - 1].code))
			gz_buf_printf(&codes, "%s%.*s", i ? " " : "", GZ_ARG(code));
	}
	im->failed |= codes.failed;
	kept = gz_import_keep(im, gz_buf_view(&codes));
	gz_buf_free(&codes);
	return kept;
}

/* Several files, or records, may have the same name: it is one entity. */
static uint32_t open_entity(struct gz_import *im, enum gz_type type, struct gz_str name, struct gz_str code)
{
	if (type == GZ_COUNTRY)
		return gz_import_entity_of(im, type, gz_import_country(im, code), name);
	return gz_import_keyed(im, type, name, folded_name(im, name));
}

static void end_record(struct gz_import *im)
{
	struct petrarch *p = im->state;
	enum gz_type type;
	uint32_t entity;

	if (p->names.len == 0)
		goto out;
	if (p->macro)
		gz_import_skip(im, "a pattern of words, no name");
	else if (p->roles.len == 0)
		gz_import_skip(im, "a phrase without a code");
	else if (p->roles.ptr[0].code.ptr[0] == '~')
		gz_import_skip(im, "a common noun that is a role, no name");
	if (p->macro || p->roles.len == 0 || p->roles.ptr[0].code.ptr[0] == '~')
		goto out;
	type = type_of(im, p);
	entity = open_entity(im, type, write_name(im, p->names.ptr[0]), p->roles.ptr[0].code);
	if (entity == GZ_NONE)
		goto out;
	if (type != GZ_COUNTRY && im->entities.ptr[entity].country.len == 0)
		im->entities.ptr[entity].country = country_of(im, p->roles.ptr[0].code);
	if (im->entities.ptr[entity].note.len == 0)
		im->entities.ptr[entity].note = list_codes(im, p);
	add_names(im, p, entity);
	if (type == GZ_PERSON)
		add_offices(im, p, entity);
out:
	p->names.len = 0;
	p->roles.len = 0;
	p->macro = false;
	gz_arena_reset(&p->arena);
}

/* ---- its lines ---------------------------------------------------------------------------------- */

static bool is_code(struct gz_str code)
{
	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i];

		if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c == '~' && i == 0)))
			return false;
	}
	return code.len > 0;
}

/* What stands in the brackets: a code, and its days. */
static void add_role(struct gz_import *im, struct gz_str inside)
{
	struct petrarch *p = im->state;
	size_t len = gz_str_find(inside, ' ');
	struct gz_str days =
		len < inside.len ? gz_str_trim(gz_str_of(inside.ptr + len, inside.len - len)) : GZ_STR("");
	struct role role = {.code = gz_str_of(inside.ptr, len), .dated = days.len > 0};

	if (gz_str_eq(role.code, GZ_STR("---"))) {
		gz_import_skip(im, "a code that means nobody");
		return;
	}
	if (!is_code(role.code)) {
		gz_import_refuse(im, "a code that is none", "'%.*s' is no code", GZ_ARG(role.code));
		return;
	}
	if (role.dated && !gz_days_parse(days, &role.days)) {
		gz_import_refuse(im, "days that are none",
				 "'%.*s' are no days (YYMMDD-YYMMDD, >YYMMDD or <YYMMDD, of four digits for "
				 "the year too)",
				 GZ_ARG(days));
		return;
	}
	role.code = gz_arena_str(&p->arena, role.code);
	im->failed |= role.code.ptr == NULL || !GZ_PUSH(&p->roles, role);
}

static void add_name(struct gz_import *im, struct gz_str name)
{
	struct petrarch *p = im->state;

	name = gz_str_trim(name);
	if (name.len == 0)
		return;
	if (gz_str_find(name, '!') < name.len && p->names.len > 0) {
		gz_import_skip(im, "a pattern of words, no name");
		return;
	}
	p->macro |= gz_str_find(name, '!') < name.len;
	name = gz_arena_str(&p->arena, name);
	im->failed |= name.ptr == NULL || !GZ_PUSH(&p->names, name);
}

static struct gz_str without_comment(struct gz_str line)
{
	size_t len = gz_str_find(line, ';'), hash = gz_str_find(line, '#');

	return gz_str_of(line.ptr, len < hash ? len : hash);
}

static void petrarch_line(struct gz_import *im, struct gz_str line)
{
	struct petrarch *p = im->state;
	struct gz_str rest = without_comment(line);
	size_t bracket = gz_str_find(rest, '[');
	struct gz_str name = gz_str_trim(gz_str_of(rest.ptr, bracket));

	if (gz_str_trim(rest).len == 0)
		return;
	if (name.ptr[0] == '!' && gz_str_find(name, '=') < name.len) {
		gz_import_skip(im, "a list of words for patterns");
		return;
	}
	/* A + begins a further name, where there is a first one. */
	if (name.len > 0 && name.ptr[0] == '+' && p->names.len > 0)
		name = gz_str_of(name.ptr + 1, name.len - 1);
	else if (name.len > 0)
		end_record(im);
	if (name.len > 0 && name.ptr[0] == '+')
		name = gz_str_of(name.ptr + 1, name.len - 1);
	add_name(im, name);
	while (bracket < rest.len) {
		size_t end;

		rest = gz_str_of(rest.ptr + bracket + 1, rest.len - bracket - 1);
		end = gz_str_find(rest, ']');
		if (end == rest.len) {
			gz_import_refuse(im, "a bracket that is not closed", "a bracket is not closed");
			return;
		}
		if (p->names.len == 0)
			gz_import_refuse(im, "a code without a name",
					 "a code stands in front of the first name");
		else
			add_role(im, gz_str_trim(gz_str_of(rest.ptr, end)));
		bracket = end + 1 + gz_str_find(gz_str_of(rest.ptr + end + 1, rest.len - end - 1), '[');
	}
}

const struct gz_importer gz_importer_petrarch = {
	"petrarch",	"actor dictionaries of PETRARCH and TABARI, with dated roles",
	petrarch_open,	petrarch_line,
	end_record,	NULL,
	petrarch_close,
};
