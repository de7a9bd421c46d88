/*
 * spacy.c: patterns of spaCy's EntityRuler, JSON Lines: {"label": "ORG", "pattern": "Apple", "id": "apple"}.
 * A string becomes an exact name; a list of tokens a name where each token is one literal LOWER, ORTH or
 * TEXT. Everything else describes texts and no name, and is refused.
 */
#include <string.h>

#include <json-c/json.h>

#include "internal.h"

static const struct {
	const char *label;
	enum gz_type type;
} labels[] = {
	{"PERSON", GZ_PERSON},	  {"PER", GZ_PERSON}, {"COUNTRY", GZ_COUNTRY}, {"ORG", GZ_ORG},
	{"ORGANIZATION", GZ_ORG}, {"GPE", GZ_PLACE},  {"LOC", GZ_PLACE},       {"LOCATION", GZ_PLACE},
	{"PLACE", GZ_PLACE},	  {"FAC", GZ_PLACE},  {"EVENT", GZ_EVENT},
};

static enum gz_type type_of(const struct gz_import *im, struct gz_str label)
{
	enum gz_type type = gz_import_type(im, label);

	for (size_t i = 0; i < GZ_COUNT(labels) && type == GZ_TYPES; i++) {
		if (gz_str_eq(label, gz_str(labels[i].label)))
			type = labels[i].type;
	}
	return type;
}

/* One token: its text; *exact where it was ORTH or TEXT. Empty, after refusing it, where it is no literal. */
static struct gz_str token_text(struct gz_import *im, struct json_object *token, bool *exact)
{
	static const char *const keys[] = {"LOWER", "lower", "ORTH", "orth", "TEXT", "text"};
	struct gz_str text = GZ_STR("");

	for (size_t k = 0; k < GZ_COUNT(keys) && text.len == 0; k++) {
		text = gz_json_text(token, keys[k]);
		if (text.len > 0)
			*exact = k > 1;
	}
	if (text.len > 0 && json_object_object_length(token) == 1)
		return text;
	gz_import_refuse(im, "a token that is no literal",
			 "a token of the pattern is no literal LOWER, ORTH or TEXT");
	return GZ_STR("");
}

/* Does a token follow the one before it without a space, as spaCy cuts them: 's, a comma, a closing bracket,
 * a hyphen? */
static bool is_attached(struct gz_str before, struct gz_str token)
{
	static const char *const suffixes[] = {
		"'s", "\xe2\x80\x99s", ",", ".", ")", "]", ":", ";", "-", "/", "'", "%"};
	static const char *const openers[] = {"(", "[", "-", "/", "#"};

	for (size_t i = 0; i < GZ_COUNT(suffixes); i++) {
		if (gz_str_eq(token, gz_str(suffixes[i])))
			return true;
	}
	for (size_t i = 0; i < GZ_COUNT(openers); i++) {
		if (gz_str_eq(before, gz_str(openers[i])))
			return true;
	}
	return false;
}

/* Of quotation marks the first is open, the second closed. */
static bool is_quotation(struct gz_str token)
{
	return gz_str_eq(token, GZ_STR("\""));
}

/* The tokens as one name, in the scratch arena. Case counts only where every token says so. */
static struct gz_str join_tokens(struct gz_import *im, struct json_object *list, bool *exact)
{
	struct gz_buf name = {0};
	struct gz_str kept, before = GZ_STR("");
	bool open = false; /* a quotation */

	*exact = gz_json_count(list) > 0;
	for (size_t i = 0; i < gz_json_count(list); i++) {
		bool written = false;
		struct gz_str text = token_text(im, gz_json_at(list, i), &written);

		if (text.len == 0) {
			gz_buf_free(&name);
			return GZ_STR("");
		}
		*exact &= written;
		if (i > 0 && !is_attached(before, text) &&
		    !(open && (is_quotation(before) || is_quotation(text))))
			gz_buf_byte(&name, ' ');
		open ^= is_quotation(text);
		gz_buf_str(&name, text);
		before = text;
	}
	if (name.len == 0)
		gz_import_refuse(im, "an empty pattern", "the pattern is empty");
	kept = gz_arena_str(&im->scratch, gz_buf_view(&name));
	im->failed |= name.failed || kept.ptr == NULL;
	gz_buf_free(&name);
	return im->failed ? GZ_STR("") : kept;
}

static bool has_capital(struct gz_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z')
			return true;
	}
	return false;
}

/* The entity of an id: one in our form is kept, under any other id everything is one entity. */
static uint32_t entity_of(struct gz_import *im, enum gz_type type, struct gz_str id, struct gz_str name)
{
	if (gz_gaz_is_id(id, type))
		return gz_import_entity_of(im, type, id, name);
	return id.len == 0 ? gz_import_entity(im, type, name, id) : gz_import_keyed(im, type, name, id);
}

static void add_name(struct gz_import *im, enum gz_type type, struct gz_str id, struct gz_str name,
		     bool exact)
{
	size_t before = im->entities.len;
	uint32_t entity = entity_of(im, type, id, name);

	if (entity == GZ_NONE)
		return;
	/* Only a name of one word needs its case to be told from a word. */
	exact = exact && has_capital(name) && gz_import_words(name) == 1;
	if (im->entities.len > before)
		im->entities.ptr[entity].exact = exact;
	else
		gz_import_alias(im, entity, exact ? "=" : "", name);
}

static void spacy_line(struct gz_import *im, struct gz_str line)
{
	struct json_object *object, *pattern;
	struct gz_str label, name = GZ_STR("");
	enum gz_type type;
	bool exact = true;

	if (gz_str_trim(line).len == 0)
		return;
	object = gz_import_json(im, line);
	if (object == NULL)
		return;
	label = gz_json_text(object, "label");
	type = type_of(im, label);
	pattern = gz_json_get(object, "pattern");
	if (!json_object_is_type(object, json_type_object))
		gz_import_refuse(im, "no JSON object", "the line is no JSON object");
	else if (label.len == 0)
		gz_import_refuse(im, "no label", "there is no label");
	else if (type == GZ_TYPES)
		gz_import_refuse(im, "a label that is no type of ours",
				 "the label '%.*s' is no type of ours: --map %.*s=TYPE makes it one",
				 GZ_ARG(label), GZ_ARG(label));
	else if (json_object_is_type(pattern, json_type_array))
		name = join_tokens(im, pattern, &exact);
	else if ((name = gz_json_text(pattern, NULL)).len == 0)
		gz_import_refuse(im, "no pattern", "there is no pattern");
	if (name.len > 0)
		add_name(im, type, gz_json_text(object, "id"), name, exact);
	json_object_put(object);
}

const struct gz_importer gz_importer_spacy = {
	"spacy", "patterns of spaCy's EntityRuler, JSON Lines", NULL, spacy_line, NULL, NULL, NULL,
};
