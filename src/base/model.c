/* model.c: the names of the model's enumerations, and the embedded SQL by name. */
#include <string.h>
#include <strings.h>

#include "gazet/model.h"
#include "gazet/sql.h"

static const char *const type_names[GZ_TYPES] = {"person", "country", "org", "place", "event"};
static const char *const via_names[GZ_VIAS] = {"name",	  "alias",   "acronym",	 "adjective",
					       "demonym", "surname", "title",	 "edition",
					       "pattern", "office",  "follow-up"};

const char *gz_type_name(enum gz_type type)
{
	return type_names[type];
}

enum gz_type gz_type_of(struct gz_str name)
{
	for (int type = 0; type < GZ_TYPES; type++) {
		if (gz_str_eq(name, gz_str(type_names[type])))
			return (enum gz_type)type;
	}
	return GZ_TYPES;
}

/* What people call a type; the first word of each is the one that messages use. */
static const struct {
	const char *word;
	enum gz_type type;
} type_words[] = {
	{"person", GZ_PERSON},	   {"persons", GZ_PERSON},    {"people", GZ_PERSON},
	{"country", GZ_COUNTRY},   {"countries", GZ_COUNTRY}, {"organisation", GZ_ORG},
	{"organisations", GZ_ORG}, {"organization", GZ_ORG},  {"organizations", GZ_ORG},
	{"org", GZ_ORG},	   {"orgs", GZ_ORG},	      {"place", GZ_PLACE},
	{"places", GZ_PLACE},	   {"event", GZ_EVENT},	      {"events", GZ_EVENT},
};

const char *gz_type_word(enum gz_type type)
{
	size_t i = 0;

	while (type_words[i].type != type)
		i++;
	return type_words[i].word;
}

enum gz_type gz_type_meant(struct gz_str word)
{
	for (size_t i = 0; i < GZ_COUNT(type_words); i++) {
		if (strlen(type_words[i].word) == word.len &&
		    strncasecmp(type_words[i].word, word.ptr, word.len) == 0)
			return type_words[i].type;
	}
	return GZ_TYPES;
}

const char *gz_via_name(enum gz_via via)
{
	return via_names[via];
}

const char *gz_field_name(enum gz_field field)
{
	return field == GZ_TITLE ? "title" : "text";
}

static const struct {
	const char *name, *words;
} boilers[GZ_BOILERS] = {
	[GZ_BOILER_DATELINE] = {"dateline", "the agency and date of a dateline"},
	[GZ_BOILER_BYLINE] = {"byline", "the line that names the author"},
	[GZ_BOILER_CREDIT] = {"credit", "who reported, wrote or edited it"},
	[GZ_BOILER_PHOTO] = {"photo", "whose picture it is"},
	[GZ_BOILER_COPYRIGHT] = {"copyright", "a copyright line"},
	[GZ_BOILER_SHARE] = {"share", "an invitation to share, follow or subscribe"},
	[GZ_BOILER_LINK] = {"link", "a line that leads to other articles"},
	[GZ_BOILER_NOTICE] = {"notice", "a standing notice of the publisher"},
};

const char *gz_boiler_name(enum gz_boiler kind)
{
	return boilers[kind].name;
}

const char *gz_boiler_words(enum gz_boiler kind)
{
	return boilers[kind].words;
}

const char *gz_sql_find(const char *name)
{
	for (const struct gz_sql *sql = gz_sql_all; sql->name != NULL; sql++) {
		if (strcmp(sql->name, name) == 0)
			return sql->text;
	}
	return NULL;
}
