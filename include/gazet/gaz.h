/*
 * gaz.h: the gazetteer: entities with their names, offices, titles, given names, vetoes and pattern rules,
 * loaded from TSV files (gazetteers/README.md is the format), then frozen and shared by threads.
 *
 * Entities, names, titles, tokens and trie nodes are numbered from 0. GZ_NONE means "none".
 */
#ifndef GAZET_GAZ_H
#define GAZET_GAZ_H

#include "gazet/model.h"

struct gz_gaz;

/* Loads files and folders (recursively, every *.tsv in bytewise order of the paths), one layer a path: a row of a
 * later layer with a known id adds names and overrides cells that it fills; inside one layer an id stands once.
 * Each fault is given to `fault` (may be NULL) with file, line and column; with any fault the load fails
 * and *err is the first one. */
bool gz_gaz_load(const char *const *paths, size_t count,
		 void (*fault)(void *self, const struct gz_error *err), void *self, struct gz_gaz **out,
		 struct gz_error *err);
void gz_gaz_free(struct gz_gaz *g);

/* 32 hexadecimal digits: XXH3-128 over names and contents of the files in load order. */
struct gz_str gz_gaz_hash(const struct gz_gaz *g);

/* ---- entities ---------------------------------------------------------- */

uint32_t gz_gaz_entity_count(const struct gz_gaz *g);
const struct gz_entity *gz_gaz_entity(const struct gz_gaz *g, uint32_t entity);
/* NULL if there is none of that id. */
const struct gz_entity *gz_gaz_find(const struct gz_gaz *g, struct gz_str id);
/* Is this the id of an entity of that type: type/slug in a-z, 0-9 and inner hyphens? */
bool gz_gaz_is_id(struct gz_str id, enum gz_type type);
/* The country an entity belongs to (a country: itself). */
uint32_t gz_gaz_country(const struct gz_gaz *g, uint32_t entity);
/* Editions of a series, ordered by their first day. */
const uint32_t *gz_gaz_editions(const struct gz_gaz *g, uint32_t series, uint32_t *count);

/* The next item of a list as it is written in a cell ("a | b"), trimmed and with its escapes undone in `arena`; false at
 * the end. */
bool gz_list_next(struct gz_str *rest, struct gz_arena *arena, struct gz_str *item);

/* ---- names ------------------------------------------------------------- */

enum gz_name_kind { GZ_NAME_ENTITY = 0, GZ_NAME_SURNAME, GZ_NAME_TITLE };

struct gz_name {
	struct gz_str text;   /* as written in the gazetteer, without marks */
	uint32_t target;      /* entity; of a title: its number */
	uint64_t hard;        /* bit i: its own spelling has a hard gap in front of token i */
	uint8_t kind;         /* enum gz_name_kind */
	uint8_t via;          /* enum gz_via */
	uint8_t tokens;       /* at most 64 */
	uint8_t shape;        /* enum gz_shape of its first token that has letters */
	bool exact;           /* marked `=` */
	bool ambiguous;       /* marked `?` */
	const struct gz_str *written; /* of an exact name: its tokens as written; else NULL */
};

/* Is it the first half of compounds, written with a hyphen at its end: Franco-? */
bool gz_name_is_prefix(const struct gz_name *name);

uint32_t gz_gaz_name_count(const struct gz_gaz *g);
const struct gz_name *gz_gaz_name(const struct gz_gaz *g, uint32_t name);
/* The names (also surnames) of an entity, canonical one first. */
const uint32_t *gz_gaz_names_of(const struct gz_gaz *g, uint32_t entity, uint32_t *count);

/* ---- token trie ---------------------------------------------------------- */

/* Number of a folded token, or GZ_NONE when no name has it. */
uint32_t gz_gaz_token(const struct gz_gaz *g, struct gz_str norm);
#define GZ_TRIE_ROOT 0u
/* Can a name begin with this token? */
bool gz_gaz_begins(const struct gz_gaz *g, uint32_t token);
/* The node behind an edge, or GZ_NONE. */
uint32_t gz_gaz_child(const struct gz_gaz *g, uint32_t node, uint32_t token);
/* Names that end at a node. */
const uint32_t *gz_gaz_at(const struct gz_gaz *g, uint32_t node, uint32_t *count);

/* ---- what decides between readings --------------------------------------- */

struct gz_title {
	struct gz_str text;   /* folded */
	bool courtesy;        /* mr, madame: names no office */
	bool consort;         /* first lady: whose bearer is at the side of another, who goes before her */
	enum gz_gender gender;
};
const struct gz_title *gz_gaz_title(const struct gz_gaz *g, uint32_t title);

/* An office once held: from <= day < to; GZ_NO_DAY where open. One row for each title of the office. */
struct gz_tenure {
	uint32_t title;
	uint32_t holder;      /* entity */
	uint32_t country;     /* entity or GZ_NONE */
	int32_t from, to;
};
const struct gz_tenure *gz_gaz_tenures(const struct gz_gaz *g, uint32_t person, uint32_t *count);
/* The numbers of the tenures with a title, for gz_gaz_tenure. */
const uint32_t *gz_gaz_tenures_by(const struct gz_gaz *g, uint32_t title, uint32_t *count);
const struct gz_tenure *gz_gaz_tenure(const struct gz_gaz *g, uint32_t tenure);

/* Is this folded token a given name? */
bool gz_gaz_is_given(const struct gz_gaz *g, uint32_t token);

/* Is it a given name that is a common word too (Mark, Grace): a name only with a capital? */
bool gz_gaz_is_given_word(const struct gz_gaz *g, uint32_t token);

/* Is it a common surname? */
bool gz_gaz_is_surname(const struct gz_gaz *g, uint32_t token);
/* Is it a common word of some language, so that a name of that one token is a risk? */
bool gz_gaz_is_word(const struct gz_gaz *g, uint32_t token);

/* Is it a word that, capitalised, is no part of a name: Monday, The? */
bool gz_gaz_is_neutral(const struct gz_gaz *g, uint32_t token);
/* Is it a preposition that stands in front of places: in, from? */
bool gz_gaz_is_preposition(const struct gz_gaz *g, uint32_t token);
/* Is it an article that means something known: the, der? An article too. */
bool gz_gaz_is_definite(const struct gz_gaz *g, uint32_t token);
/* Is it an article? A neutral word too. */
bool gz_gaz_is_article(const struct gz_gaz *g, uint32_t token);

/* These tokens at once before (or behind) a name refuse it, or are a cue that it is meant. */
struct gz_veto {
	const uint32_t *tokens;
	uint8_t count;
	bool behind;          /* false: in front of the name */
	bool cue;             /* false: they refuse */
};
const struct gz_veto *gz_gaz_vetoes(const struct gz_gaz *g, uint32_t node, uint32_t *count);

/* A pattern rule, not yet compiled: pcre2 belongs to the matcher. */
struct gz_pattern {
	uint32_t anchor;      /* token */
	struct gz_str regex, id, name, country, series;
	enum gz_type type;
	const char *file;     /* where the rule stands, for messages */
	uint64_t line;
};
const struct gz_pattern *gz_gaz_patterns(const struct gz_gaz *g, uint32_t *count);

/* ---- care ------------------------------------------------------------------ */

enum gz_severity { GZ_NOTE = 0, GZ_WARNING, GZ_ERROR };
const char *gz_severity_name(enum gz_severity severity);

/* What the linter has to say of one row; .message, .file, .line and .column of `where` are set. */
struct gz_finding {
	enum gz_severity severity;
	const char *rule; /* its name, for an `accept` cell */
	struct gz_error where;
};

/* The rules that can be accepted, for help; NULL behind the last one. */
const char *gz_lint_rule(size_t index, enum gz_severity *severity, const char **about);

/* Examines files and folders as gz_gaz_load reads them. Every finding is given to `found`, in the order of layers, files and
 * lines, but loading faults (errors) first. `today` judges which offices are stale. *out is the gazetteer, or NULL
 * where there were errors. False only where a file could not be read or memory ran out. */
bool gz_gaz_lint(const char *const *paths, size_t count, int32_t today,
		 void (*found)(void *self, const struct gz_finding *finding), void *self, struct gz_gaz **out,
		 struct gz_error *err);

/* ---- looking into it, as rows ------------------------------------------------- */

struct gz_gaz_filter {
	struct gz_str pattern; /* folded; empty: all. Entities of which a name has it at the beginning of a word */
	unsigned types;        /* bit (1u << enum gz_type); 0 = all */
	uint64_t limit, offset;/* limit 0: none */
};

/* {entity,name,type,country,series,place,from,to,names}: the entities, in the order of layers, files and lines. */
bool gz_gaz_list(const struct gz_gaz *g, const struct gz_gaz_filter *filter, struct gz_sink *sink,
		 struct gz_error *err);

/* {entity,name,type,country,matched,via,marks,from,to}: all that these words can mean: names with their marks, surnames, titles, given names and
 * other words; and offices, with or without their country ("russian president", "president of the United States",
 * "fed chairman"), with the tenures of those who held them. `day` (GZ_NO_DAY: any) keeps the tenures of that day.
 * `text` is valid UTF-8. */
bool gz_gaz_lookup(const struct gz_gaz *g, struct gz_str text, int32_t day, struct gz_sink *sink, struct gz_error *err);

/* {section,item,count}: how much there is of everything, and the rows of each file. Loads the paths as gz_gaz_load does;
 * faults go to `fault`. */
bool gz_gaz_stats(const char *const *paths, size_t count, void (*fault)(void *self, const struct gz_error *err),
		  void *self, struct gz_sink *sink, struct gz_error *err);

/* {change,entity,what,before,after}: what `b` has that `a` has not (added), the other way round (removed), and cells of
 * entities that differ (changed); ordered by entity. */
bool gz_gaz_diff(const struct gz_gaz *a, const struct gz_gaz *b, struct gz_sink *sink, struct gz_error *err);

#endif
