/*
 * internal.h: the gazetteer while it is loaded, and frozen. Loading fills the growing arrays, freezing sorts
 * them into the flat ones that the accessors read; after that nothing changes.
 */
#ifndef GAZET_GAZ_INTERNAL_H
#define GAZET_GAZ_INTERNAL_H

#include "gazet/gaz.h"
#include "gazet/text.h"

#define GZ_NAME_TOKENS_MAX 64
#define GZ_CELLS_MAX 32
#define GZ_FAULTS_MAX 100

/* Where something was written. `file` lives in the gazetteer's arena. */
struct gz_origin {
	const char *file;
	uint64_t line;
	uint32_t column; /* code points, 1-based */
};

/* A list of numbers for each of many owners: those of owner i are item[first[i]] .. item[first[i + 1] - 1]. */
struct gz_lists {
	uint32_t *first;
	uint32_t *item;
};

struct gz_pair {
	uint32_t owner, item;
};
typedef GZ_VEC(struct gz_pair) gz_pairs;

/* Trie edges: open addressing on (node, token). */
struct gz_edge {
	uint32_t node, token, child; /* child GZ_NONE: free */
};
struct gz_trie {
	struct gz_edge *edges;
	size_t cap, count;
	uint32_t nodes;
};

struct gz_gaz {
	struct gz_arena arena; /* all strings and frozen arrays */
	struct gz_str hash;

	GZ_VEC(struct gz_entity) entities;
	GZ_VEC(uint32_t) countries; /* of each entity, as a number; after freezing */
	struct gz_map entity_by_id;

	GZ_VEC(struct gz_name) names;
	GZ_VEC(struct gz_title) titles;
	struct gz_map title_by_text;
	GZ_VEC(struct gz_pattern) patterns;
	GZ_VEC(struct gz_veto) vetoes;

	struct gz_map token_by_norm;
	GZ_VEC(uint16_t) token_flags; /* GZ_TOKEN_... */
	struct gz_trie trie;

	gz_pairs names_at;      /* node, name */
	gz_pairs names_of;      /* entity, name */
	gz_pairs vetoes_at;     /* node, veto */
	gz_pairs editions;      /* series, entity */
	gz_pairs tenures_of;    /* entity, tenure */
	GZ_VEC(struct gz_tenure) tenures;

	struct gz_lists at_node, of_entity, veto_at_node, of_series, of_holder;
	gz_pairs tenures_by;    /* title, tenure */
	struct gz_lists of_title;
};

enum {
	GZ_TOKEN_BEGINS = 1,
	GZ_TOKEN_GIVEN = 2,
	GZ_TOKEN_NEUTRAL = 4,
	GZ_TOKEN_ARTICLE = 8,
	GZ_TOKEN_SURNAME = 16,
	GZ_TOKEN_WORD = 32,
	GZ_TOKEN_DEFINITE = 64,
	GZ_TOKEN_PREPOSITION = 128,
	GZ_TOKEN_GIVEN_WORD = 256,
};

/* A cell that waits until everything is loaded, with its place: the id of another entity, or a list of surnames. */
struct gz_reference {
	const char *file;
	uint64_t line;
	uint32_t column;
	struct gz_str id;
	struct gz_str owner; /* id of the row; empty for offices */
	unsigned types;      /* bits (1u << enum gz_type) that it may have */
};

struct gz_office_row {
	struct gz_str titles[GZ_CELLS_MAX]; /* folded later: the office and its other titles */
	uint32_t title_count;
	struct gz_str country, holder;
	int32_t from, to;
	struct gz_origin origin; /* of the office's cell */
};

/* A row with an `accept` cell. */
struct gz_accepted {
	struct gz_origin origin;
	struct gz_str rules; /* the cell */
};

struct gz_veto_row {
	uint32_t node;
	struct gz_origin origin;
};

struct gz_file_rows {
	const char *file;
	const char *kind; /* of the table */
	uint64_t rows;
};

/* What the linter and `gaz stats` need and tagging does not: kept only where `keep` is set. */
struct gz_records {
	bool keep;
	GZ_VEC(struct gz_origin) names;    /* of each name */
	GZ_VEC(struct gz_origin) entities; /* of each entity, its first row */
	GZ_VEC(struct gz_accepted) accepted;
	GZ_VEC(struct gz_veto_row) vetoes;
	GZ_VEC(struct gz_file_rows) files;
	const char *rule; /* the rule that the fault being reported broke */
};

struct gz_loader {
	struct gz_gaz *g;
	void (*fault)(void *self, const struct gz_error *err);
	void *self;
	struct gz_error first; /* the first fault */
	unsigned faults;
	bool failed;           /* out of memory, or a file that cannot be read: stop */
	unsigned layer;
	struct gz_arena scratch; /* reset after each row */
	GZ_VEC(struct gz_reference) references;
	GZ_VEC(struct gz_office_row) offices;
	GZ_VEC(unsigned) layer_of; /* of each entity */
	GZ_VEC(struct gz_reference) surnames_of; /* of each entity: its `surname` cell, in .id */
	GZ_VEC(struct gz_str) files; /* of the layer */
	struct gz_records records;
};

/* One row of a TSV file. */
struct gz_row {
	const char *file;
	uint64_t line;
	struct gz_str cell[GZ_CELLS_MAX];    /* escapes undone */
	struct gz_str written[GZ_CELLS_MAX]; /* as in the file: what a list is split from */
	uint32_t column[GZ_CELLS_MAX];       /* code points, 1-based */
	uint32_t end;                        /* the column behind the last cell */
	size_t count;
};

/* What a kind of table does with its header and rows. `column` maps its own column numbers to cells. */
struct gz_table {
	const char *name;
	const char *const *required; /* NULL-terminated; the first columns of its own numbering */
	const char *const *optional;
	bool (*row)(struct gz_loader *l, const struct gz_row *row, const int *column);
};
extern const struct gz_table gz_table_entities, gz_table_offices, gz_table_patterns, gz_table_titles,
	gz_table_given, gz_table_surname, gz_table_word, gz_table_neutral, gz_table_vetoes,
	gz_table_cues;

/* Records a fault in a cell (-1: in the row; one that the row does not have: behind its end); always returns false.
 * The rule is its name for the linter. */
bool gz_load_fault_of(struct gz_loader *l, const char *rule, const struct gz_row *row, int cell, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
#define gz_load_fault(l, row, ...) gz_load_fault_of(l, "format", row, __VA_ARGS__)
bool gz_load_nomem(struct gz_loader *l);
/* The cell of a table's own column, empty where the row or the file has none. */
struct gz_str gz_row_cell(const struct gz_row *row, const int *column, int own);
/* The same of a cell that holds a list, for gz_list_next. */
struct gz_str gz_row_list(const struct gz_row *row, const int *column, int own);

/* Loads all layers and freezes them into l->g, which the caller owns, also after false. */
bool gz_loader_run(struct gz_loader *l, const char *const *paths, size_t count);
void gz_loader_release(struct gz_loader *l);

bool gz_tsv_load(struct gz_loader *l, const char *path, struct gz_str content);

/* A name as it is added. */
struct gz_new_name {
	struct gz_str text; /* with marks */
	enum gz_name_kind kind;
	enum gz_via via;
	uint32_t target;
};
/* Cuts marks off, tokenizes, puts it into the trie. A name that folds to nothing or has too many tokens is a fault. */
bool gz_name_add(struct gz_loader *l, const struct gz_row *row, int cell, const struct gz_new_name *name);
/* Walks or makes the path of a name's tokens; GZ_NONE when memory ran out. */
uint32_t gz_trie_insert(struct gz_gaz *g, const struct gz_tokens *tokens);
uint32_t gz_token_intern(struct gz_gaz *g, struct gz_str norm);
/* Number of a title, made if it is new. */
uint32_t gz_title_intern(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text);

/* Number of an id, or GZ_NONE. */
uint32_t gz_entity_number(const struct gz_gaz *g, struct gz_str id);
/* Checks references, derives surnames, sorts the lists. */
bool gz_freeze(struct gz_loader *l);
void gz_trie_free(struct gz_trie *t);

#endif
