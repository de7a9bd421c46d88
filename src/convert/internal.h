/*
 * internal.h: what the importers share. An importer looks at lines and adds entities, names and offices;
 * tables.c keeps and writes them, import.c counts what was left out.
 */
#ifndef GAZET_CONVERT_INTERNAL_H
#define GAZET_CONVERT_INTERNAL_H

#include "gazet/convert.h"
#include "gazet/json.h"
#include "gazet/text.h"

struct gz_import_entity {
	enum gz_type type;
	struct gz_str id, name; /* the name without marks */
	struct gz_str country, surname, wikidata, wikipedia, note;
	int32_t from, to;
	enum gz_gender gender;
	bool exact;	      /* the name is marked = */
	uint32_t first, last; /* of its aliases; GZ_NONE */
};

struct gz_import_alias {
	struct gz_str text; /* with marks */
	uint32_t next;	    /* GZ_NONE */
};

struct gz_import_office {
	struct gz_str title, country;
	uint32_t holder;
	int32_t from, to; /* half-open; GZ_NO_DAY where open */
};

struct gz_import_reason {
	const char *text;
	bool refused;
	uint64_t count;
};

struct gz_importer {
	const char *name;
	const char *about;
	bool (*open)(struct gz_import *im); /* may be NULL; sets im->state */
	void (*line)(struct gz_import *im, struct gz_str line);
	void (*end)(struct gz_import *im);    /* of a file; may be NULL */
	void (*finish)(struct gz_import *im); /* of all files; may be NULL */
	void (*close)(struct gz_import *im);  /* may be NULL */
};
extern const struct gz_importer gz_importer_spacy, gz_importer_petrarch, gz_importer_jrc, gz_importer_popolo,
	gz_importer_wikidata;

struct gz_import {
	const struct gz_importer *importer;
	struct gz_import_options options;
	void *state;			/* of the importer */
	struct gz_arena arena, scratch; /* scratch is reset after each line */
	bool failed;			/* memory ran out: nothing is added any more */
	struct gz_str file;
	uint64_t line;

	GZ_VEC(struct gz_import_entity) entities;
	GZ_VEC(struct gz_import_alias) aliases;
	GZ_VEC(struct gz_import_office) offices;
	GZ_VEC(struct gz_import_reason) reasons;
	struct gz_map ids;   /* to entities */
	struct gz_map names; /* "12 folded name": which names an entity has */
	uint64_t name_count;
};

/* Counted by its reason, a string constant. */
void gz_import_skip(struct gz_import *im, const char *reason);
/* The same, and reported with file and line: what is wrong, in words. */
void gz_import_refuse(struct gz_import *im, const char *reason, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A kept copy; empty after memory ran out (im->failed). */
struct gz_str gz_import_keep(struct gz_import *im, struct gz_str text);
/* A new entity whose id is made of its name, or, where that has no Latin letters, of the number or key that
 * its source knows it by. GZ_NONE where the name cannot be one. */
uint32_t gz_import_entity(struct gz_import *im, enum gz_type type, struct gz_str name, struct gz_str key);
/* The entity that its source knows by this key, made with that name where there is none. */
uint32_t gz_import_keyed(struct gz_import *im, enum gz_type type, struct gz_str name, struct gz_str key);
/* The entity of an id, made with that name where there is none. */
uint32_t gz_import_entity_of(struct gz_import *im, enum gz_type type, struct gz_str id, struct gz_str name);
/* One more name, unless the entity has it. `marks` are "", "=", "?" or "=?". */
void gz_import_alias(struct gz_import *im, uint32_t entity, const char *marks, struct gz_str name);
void gz_import_surname(struct gz_import *im, uint32_t person, struct gz_str surname);
/* A title without letters is left out. */
void gz_import_office(struct gz_import *im, uint32_t holder, struct gz_str title, struct gz_str country,
		      int32_t from, int32_t to);
/* Our type for their label, by --map, else by the importer's own table; GZ_TYPES: none. */
enum gz_type gz_import_type(const struct gz_import *im, struct gz_str label);
/* An object or array, to be put back with gz_json_free; NULL after refusing it. */
struct json_object *gz_import_json(struct gz_import *im, struct gz_str line);
/* How many words a name has, separated by spaces. */
size_t gz_import_words(struct gz_str name);

/* "country/af" of an ISO 3166-1 alpha-3 code (or one that was), in the arena; empty where there is none of
 * that code. */
struct gz_str gz_import_country(struct gz_import *im, struct gz_str alpha3);

#endif
