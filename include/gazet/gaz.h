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

/* Opens a compiled gazetteer, which gz_gaz_compile wrote: mapped, so that its memory is shared. GZ_EFORMAT where it is none,
 * was made by another version, is cut off or damaged; a large one (over 64 MiB) is not read for that, only gz_gaz_verify
 * does: whatever stands in it, nothing leads outside of it. Nobody may shorten the file while it is open. */
bool gz_gaz_open(const char *path, struct gz_gaz **out, struct gz_error *err);
/* Is this file a compiled gazetteer, of whatever version? False where it cannot be read, too. */
bool gz_gaz_is_compiled(const char *path);
/* Compares the checksum of everything that was opened; GZ_EFORMAT where something changed. Reads it all. */
bool gz_gaz_verify(const struct gz_gaz *g, struct gz_error *err);
/* Writes the gazetteer as one file, to be opened in no time: beside it first, then renamed, so that nobody ever sees half
 * a file. */
bool gz_gaz_compile(const struct gz_gaz *g, const char *path, struct gz_error *err);
/* The same, and frees it, whether it could be written or not: its memory goes piece by piece behind what is written. */
bool gz_gaz_unload(struct gz_gaz *g, const char *path, struct gz_error *err);
/* As gz_gaz_load, but keeps the compiled gazetteer in `folder` (made where it does not exist) and opens it there as long as
 * no file has changed: each is read and hashed. Where the folder cannot be used it loads, and so it does where something
 * in the paths is no regular file. *kept (may be NULL) tells whether it was there. Compiled gazetteers in the folder that
 * nobody opened for 30 days are removed when another one is written. */
bool gz_gaz_load_cached(const char *const *paths, size_t count, const char *folder,
			void (*fault)(void *self, const struct gz_error *err), void *self, struct gz_gaz **out, bool *kept,
			struct gz_error *err);
/* The compiled file that was opened; empty where the gazetteer was loaded into memory. */
const char *gz_gaz_path(const struct gz_gaz *g);

/* 32 hexadecimal digits: XXH3-128 over names and contents of the files in load order. */
struct gz_str gz_gaz_hash(const struct gz_gaz *g);

struct gz_str gz_gaz_text(const struct gz_gaz *g, struct gz_ref ref);

/* ---- entities ---------------------------------------------------------- */

uint32_t gz_gaz_entity_count(const struct gz_gaz *g);
static inline const struct gz_entry *gz_gaz_entry(const struct gz_gaz *g, uint32_t entity);
/* In words. */
struct gz_entity gz_gaz_entity(const struct gz_gaz *g, uint32_t entity);
/* The same of an entry, a minted one too; and only its id or name. */
struct gz_entity gz_entity_of(const struct gz_gaz *g, const struct gz_entry *entry);
struct gz_str gz_id_of(const struct gz_gaz *g, const struct gz_entry *entry);
struct gz_str gz_name_of(const struct gz_gaz *g, const struct gz_entry *entry);
/* NULL if there is none of that id. */
const struct gz_entry *gz_gaz_find(const struct gz_gaz *g, struct gz_str id);
/* Is this the id of an entity of that type: type/slug in a-z, 0-9 and inner hyphens? */
bool gz_gaz_is_id(struct gz_str id, enum gz_type type);
/* Did a pattern make it for a document? Then it begins a struct gz_minted. */
static inline bool gz_is_minted(const struct gz_gaz *g, const struct gz_entry *entry);
/* .type as a number that is one: to count by it, or to print its name. */
static inline enum gz_type gz_type_of_entry(const struct gz_entry *entry);
/* The country an entity belongs to (a country: itself), or GZ_NONE. */
static inline uint32_t gz_country_of(const struct gz_entry *entry);
static inline uint32_t gz_gaz_country(const struct gz_gaz *g, uint32_t entity);
/* Editions of a series, ordered by their first day. */
const uint32_t *gz_gaz_editions(const struct gz_gaz *g, uint32_t series, uint32_t *count);

/* The next item of a list as it is written in a cell ("a | b"), trimmed and with its escapes undone in `arena`; false at
 * the end, and, with something left in *rest, when memory ran out. */
bool gz_list_next(struct gz_str *rest, struct gz_arena *arena, struct gz_str *item);

/* ---- names ------------------------------------------------------------- */

enum gz_name_kind { GZ_NAME_ENTITY = 0, GZ_NAME_SURNAME, GZ_NAME_TITLE };

struct gz_name {
	uint64_t hard;        /* bit i: its own spelling has a hard gap in front of token i */
	struct gz_ref text;   /* as written in the gazetteer, without marks */
	uint32_t target;      /* entity; of a title: its number */
	uint32_t written;     /* of an exact name: where its tokens stand as written, for gz_gaz_written; else 0 */
	uint8_t kind;         /* enum gz_name_kind */
	uint8_t via;          /* enum gz_via */
	uint8_t tokens;       /* at most 64 */
	uint8_t shape;        /* enum gz_shape of its first token that has letters */
	/* Flags: no bool, for what a file says may be neither true nor false. */
	uint8_t exact;        /* marked `=` */
	uint8_t ambiguous;    /* marked `?` */
	uint8_t prefix;       /* the first half of compounds, written with a hyphen at its end: Franco- */
	uint8_t beside;       /* gz_gaz_vetoes of its node has something */
};

/* Is a name of one token and a capital, which small letters never mean where a field has case? A title is. */
static inline bool gz_name_needs_capital(const struct gz_name *name);

uint32_t gz_gaz_name_count(const struct gz_gaz *g);
static inline const struct gz_name *gz_gaz_name(const struct gz_gaz *g, uint32_t name);
/* .via as a number that is one. */
static inline enum gz_via gz_via_of(const struct gz_name *name);
/* Its text. */
struct gz_str gz_gaz_spelling(const struct gz_gaz *g, const struct gz_name *name);
/* The code point that name number `name` begins with when it is folded: a, of Álvaro. */
uint32_t gz_gaz_first_letter(const struct gz_gaz *g, uint32_t name);
/* The same of a later token; 0: it has no such token. */
uint32_t gz_gaz_letter(const struct gz_gaz *g, uint32_t name, uint32_t token);
/* Does it end with that surname, and other words in front? */
bool gz_gaz_ends_with(const struct gz_gaz *g, uint32_t name, const struct gz_name *surname);
/* The same of what follows a surname that the name begins with: j, of Xi Jinping and Xi; 0: it does not. */
uint32_t gz_gaz_letter_behind(const struct gz_gaz *g, uint32_t name, uint32_t surname);
/* Token number `token` of an exact name as written. */
struct gz_str gz_gaz_written(const struct gz_gaz *g, const struct gz_name *name, uint32_t token);
/* The names (also surnames) of an entity, canonical one first. */
const uint32_t *gz_gaz_names_of(const struct gz_gaz *g, uint32_t entity, uint32_t *count);

/* ---- token trie ---------------------------------------------------------- */

/* Number of a folded token, or GZ_NONE when the gazetteer does not have it. `hash` is gz_text_hash of it. */
uint32_t gz_gaz_token(const struct gz_gaz *g, struct gz_str norm);
static inline uint32_t gz_gaz_token_hashed(const struct gz_gaz *g, struct gz_str norm, uint64_t hash);
/* The same of token `i` of a field, which is looked up once: `numbers` has room for each, GZ_UNASKED at first. */
#define GZ_UNASKED 0xfefefefeu /* each byte the same: a whole field is set at once */
static inline uint32_t gz_token_number(const struct gz_gaz *g, const struct gz_tokens *tokens, uint32_t *numbers,
				       uint32_t i);
/* Cuts tokens that the gazetteer does not know to their stems (gz_text_stem), where it knows those: from then on Merkels is
 * Merkel. */
void gz_gaz_stems(const struct gz_gaz *g, struct gz_tokens *tokens);
uint32_t gz_gaz_token_count(const struct gz_gaz *g);
struct gz_str gz_gaz_token_text(const struct gz_gaz *g, uint32_t token);
/* Filters, by hashes: g->stand of tokens that are names by themselves or anchors of patterns; g->small of those that are
 * meant in small letters too, where a field has case (gz_name_needs_capital); g->pairs of the first two tokens of
 * names, by gz_pair_hash; g->longer of the first three and more, by gz_pair_hash of the hash of those in front and of the
 * next token. */
struct gz_filter;
static inline void gz_filter_expect(struct gz_filter filter, uint64_t hash); /* a hint that it will be asked */
static inline bool gz_filter_has(struct gz_filter filter, uint64_t hash);
/* Tokens, and nodes behind two tokens or more (`path`), are looked up by their hashes in steps, each of which asks memory
 * for what the next one reads: many go side by side. gz_gaz_expect asks for the slot. gz_gaz_guess gives a token or node
 * that is probably the one, or GZ_NONE where there is none; gz_gaz_expect_names its names, as gz_gaz_at. Whether it is the
 * one, its text tells: gz_gaz_token_is, and gz_gaz_along, the folded tokens from the root to a node of this depth, a NUL
 * behind each (of more tokens than that, or of none where the node has another depth). Where it is not, gz_gaz_token_hashed
 * or gz_gaz_child give the right one. */
static inline void gz_gaz_expect(const struct gz_gaz *g, uint64_t hash, bool path);
static inline uint32_t gz_gaz_guess(const struct gz_gaz *g, uint64_t hash, bool path);
static inline uint32_t gz_gaz_expect_names(const struct gz_gaz *g, uint32_t number, bool path, uint32_t *count);
/* The names of one token alone, as gz_gaz_at. */
static inline uint32_t gz_gaz_token_names(const struct gz_gaz *g, uint32_t token, uint32_t *count);
/* Its node, or GZ_NONE: the child of the root. */
static inline uint32_t gz_gaz_token_node(const struct gz_gaz *g, uint32_t token);
static inline bool gz_gaz_token_is(const struct gz_gaz *g, uint32_t token, struct gz_str norm);
static inline struct gz_str gz_gaz_along(const struct gz_gaz *g, uint32_t node, uint32_t depth);
#define GZ_TRIE_ROOT 0u
uint32_t gz_gaz_node_count(const struct gz_gaz *g);
/* The node behind an edge, or GZ_NONE. */
uint32_t gz_gaz_child(const struct gz_gaz *g, uint32_t node, uint32_t token);
/* The token in front of a node (not the root), and its children: *first .. *end - 1, ordered by token. */
uint32_t gz_gaz_edge(const struct gz_gaz *g, uint32_t node, uint32_t *first, uint32_t *end);
/* Is it a surname of which one candidate serves all bearers? Not where its spelling tells them apart. */
static inline bool gz_name_is_shared(const struct gz_name *name);
/* The first of the names that end at a node; the others are numbered behind it. Shared surnames come last. */
static inline uint32_t gz_gaz_at(const struct gz_gaz *g, uint32_t node, uint32_t *count);

/* ---- what decides between readings --------------------------------------- */

struct gz_title {
	struct gz_ref text;   /* folded */
	uint8_t courtesy;     /* flag: mr, madame: names no office */
	uint8_t consort;      /* flag: first lady: whose bearer is at the side of another, who goes before her */
	uint8_t gender;       /* enum gz_gender */
	uint8_t unused;       /* 0, as in struct gz_entry */
};
uint32_t gz_gaz_title_count(const struct gz_gaz *g);
const struct gz_title *gz_gaz_title(const struct gz_gaz *g, uint32_t title);

/* An office once held: from <= day < to; GZ_NO_DAY where open. One row for each title of the office. */
struct gz_tenure {
	uint32_t title;
	uint32_t holder;      /* entity */
	uint32_t country;     /* entity or GZ_NONE */
	int32_t from, to;
	uint32_t office;      /* its row, which all titles of the office have in common; its name is the first one */
};
const struct gz_tenure *gz_gaz_tenures(const struct gz_gaz *g, uint32_t person, uint32_t *count);
/* The numbers of the tenures with a title, for gz_gaz_tenure: with it itself, and not with those that it stands for. */
const uint32_t *gz_gaz_tenures_by(const struct gz_gaz *g, uint32_t title, uint32_t *count);
/* What a title means: it itself (`which` 0), then the titles of offices that it stands for (canciller: chancellor); GZ_NONE
 * behind the last. */
uint32_t gz_gaz_meant_title(const struct gz_gaz *g, uint32_t title, uint32_t which);
/* Is `held`, the title of a tenure, one of them? */
bool gz_gaz_title_means(const struct gz_gaz *g, uint32_t title, uint32_t held);
const struct gz_tenure *gz_gaz_tenure(const struct gz_gaz *g, uint32_t tenure);
/* A walk over the names that a title holds. Zero-initialised it is at the beginning. */
struct gz_inside {
	size_t byte;   /* of the title: behind the words that were looked at */
	uint32_t node; /* behind them */
	uint32_t name, left; /* of those that end there: what is still to come */
};
/* The next organisation whose name the title begins with: the ECB, of ecb president; GZ_NONE: none is left. */
uint32_t gz_gaz_next_body(const struct gz_gaz *g, uint32_t title, struct gz_inside *at);
/* The next place of that country whose name it holds, in no longer name: Virginia, of virginia governor. */
uint32_t gz_gaz_next_part(const struct gz_gaz *g, uint32_t title, uint32_t country, struct gz_inside *at);

/* Is this folded token a given name? */
static inline bool gz_gaz_is_given(const struct gz_gaz *g, uint32_t token);

/* Is it a given name that is a common word too (Mark, Grace): a name only with a capital? */
static inline bool gz_gaz_is_given_word(const struct gz_gaz *g, uint32_t token);
/* Is it a given name that is a place's too (Jordan, Virginia): one only in front of a surname, or beside kin? */
static inline bool gz_gaz_is_given_place(const struct gz_gaz *g, uint32_t token);

/* Is it a common surname? */
static inline bool gz_gaz_is_surname(const struct gz_gaz *g, uint32_t token);
/* Is it a common word of some language, so that a name of that one token is a risk? */
static inline bool gz_gaz_is_word(const struct gz_gaz *g, uint32_t token);

/* Is it a word that, capitalised, is no part of a name: Monday, The? */
static inline bool gz_gaz_is_neutral(const struct gz_gaz *g, uint32_t token);
/* Is it a preposition that stands in front of places: in, from? */
static inline bool gz_gaz_is_preposition(const struct gz_gaz *g, uint32_t token);
/* Is it an article that means something known: the, der? An article too. */
static inline bool gz_gaz_is_definite(const struct gz_gaz *g, uint32_t token);
/* Is it an article? A neutral word too. */
static inline bool gz_gaz_is_article(const struct gz_gaz *g, uint32_t token);
/* Is it the anchor of a pattern rule? */
static inline bool gz_gaz_is_anchor(const struct gz_gaz *g, uint32_t token);

/* These tokens at once before (or behind) a name refuse it, or are a cue that it is meant. */
struct gz_veto {
	uint32_t tokens;      /* for gz_gaz_veto_tokens */
	uint8_t count;        /* of them */
	uint8_t behind;       /* flag; else in front of the name */
	uint8_t cue;          /* flag; else they refuse */
	uint8_t unused;       /* 0, as in struct gz_entry */
};
const struct gz_veto *gz_gaz_vetoes(const struct gz_gaz *g, uint32_t node, uint32_t *count);
const uint32_t *gz_gaz_veto_tokens(const struct gz_gaz *g, const struct gz_veto *veto);

/* A pattern rule, not yet compiled: pcre2 belongs to the matcher. */
struct gz_pattern {
	uint32_t anchor;      /* token */
	struct gz_str regex, id, name, country, series;
	struct gz_str kinds;  /* for gz_gaz_kind_of */
	enum gz_type type;
	const uint32_t *near; /* tokens of which one stands near the anchor wherever it can match; none: not told */
	uint32_t near_count;
	const char *file;     /* where the rule stands, for messages */
	uint64_t line;
};
const struct gz_pattern *gz_gaz_patterns(const struct gz_gaz *g, uint32_t *count);
/* What `${kind}` of a rule stands for where its country has this code: "" where the rule knows no kinds. False where it makes
 * nothing of this country. */
#define GZ_KINDS_BYTES 4096 /* of a rule, at most */
bool gz_gaz_kind_of(struct gz_str kinds, struct gz_str code, struct gz_str *kind);

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

/* Appends the entities whose names or ids are nearest to what somebody may have mistyped: "Angela Merkel
 * (person/angela-merkel), ..."; GZ_GAZ_NEAREST at most, nothing where none is near. */
#define GZ_GAZ_NEAREST 5
bool gz_gaz_nearest(const struct gz_gaz *g, struct gz_str what, struct gz_buf *out, struct gz_error *err);

/* {section,item,count}: how much there is of everything, and the rows of each file. Loads the paths as gz_gaz_load does;
 * faults go to `fault`. Of one compiled gazetteer (the only path) what it has: no rows, no files. */
bool gz_gaz_stats(const char *const *paths, size_t count, void (*fault)(void *self, const struct gz_error *err),
		  void *self, struct gz_sink *sink, struct gz_error *err);

/* {change,entity,what,before,after}: what `b` has that `a` has not (added), the other way round (removed), and cells of
 * entities that differ (changed); ordered by entity. */
bool gz_gaz_diff(const struct gz_gaz *a, const struct gz_gaz *b, struct gz_sink *sink, struct gz_error *err);

/* ---- what documents depend on ----------------------------------------------- */

/* The print of a gazetteer: sums over all that it says, in buckets by the tokens without which a document does not meet it;
 * two tables of 4 bytes a bucket, two to four tokens a bucket, 1 KiB to 4 MiB. `out` is emptied first. */
bool gz_gaz_print(const struct gz_gaz *g, struct gz_buf *out, struct gz_error *err);

/* The tokens whose meaning is not the same in two gazetteers. */
struct gz_changes {
	uint64_t *words; /* a bit for each bucket, one table behind the other */
	unsigned bits;   /* of a token's hash that choose it */
	size_t count;    /* buckets that have changed */
	bool all;        /* it is not known: one of the prints is none, or of another version */
};
bool gz_changes_make(struct gz_str before, struct gz_str after, struct gz_changes *out, struct gz_error *err);
/* May a field be tagged otherwise? A bucket has several tokens: some fields are asked in vain. */
bool gz_changes_meet(const struct gz_changes *c, const struct gz_tokens *tokens);
void gz_changes_free(struct gz_changes *c);

/* ---- how it is kept: for the inline functions above ----------------------- */

#include "gazet/image.h"

#endif
