/*
 * internal.h: loading: files into rows, rows into the growing arrays of build.h, and what must be remembered
 * until all files are read.
 */
#ifndef GAZET_GAZ_INTERNAL_H
#define GAZET_GAZ_INTERNAL_H

#include "build.h"
#include "gazet/regex.h"

#define GZ_NAME_TOKENS_MAX GZ_DEEPEST
#define GZ_CELLS_MAX	   32
#define GZ_FAULTS_MAX	   100

/* Where something was written. `file` lives in the gazetteer's arena. */
struct gz_origin {
	const char *file;
	uint64_t line;
	uint32_t column; /* code points, 1-based */
};

/* Which number a reference fills in. */
enum gz_refers {
	GZ_REFERS_COUNTRY,
	GZ_REFERS_SERIES,
	GZ_REFERS_PLACE,
	GZ_REFERS_HOLDER,
	GZ_REFERS_OFFICE_COUNTRY,
	GZ_REFERS_KIND /* none: a rule only says something of it */
};

/* The id of another entity that was not known yet, with its place: looked up when everything is loaded. */
struct gz_reference {
	const char *file;
	uint64_t line;
	uint32_t column;
	struct gz_str id;
	enum gz_refers what;
	uint32_t owner;	 /* entity, or number of the office's row */
	unsigned types;	 /* bits (1u << enum gz_type) that it may have */
	bool superseded; /* a later layer filled the cell again */
};

/* A cell with a person's surnames: which name is the last one is known when all layers are read. */
struct gz_surnames {
	const char *file;
	uint64_t line;
	uint32_t column;
	struct gz_str list;
};

struct gz_office_row {
	uint32_t titles[GZ_CELLS_MAX]; /* the office and its other titles */
	uint32_t title_count;
	uint32_t country, holder; /* entities; GZ_NONE */
	int32_t from, to;
	struct gz_origin origin; /* of the office's cell */
};

/* A row with an `accept` cell. */
struct gz_accepted {
	struct gz_origin origin;
	struct gz_str rules; /* the cell */
};

/* A title as one cell writes it. */
struct gz_title_cell {
	uint32_t title;
	struct gz_str text;
	struct gz_origin origin;
};

struct gz_veto_row {
	uint32_t node; /* while it is loaded, its chain in vetoes_of */
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
	GZ_VEC(struct gz_origin) names;	   /* of each name */
	GZ_VEC(struct gz_origin) entities; /* of each entity, its first row */
	GZ_VEC(struct gz_accepted) accepted;
	GZ_VEC(struct gz_title_cell) titles; /* every one, as often as it is written */
	GZ_VEC(struct gz_veto_row) vetoes;
	GZ_VEC(struct gz_file_rows) files;
	const char *rule; /* the rule that the fault being reported broke */
};

struct gz_loader {
	struct gz_build *build;
	struct gz_gaz *gaz; /* when all went well; the caller's */
	void (*fault)(void *self, const struct gz_error *err);
	void *self;
	struct gz_error first; /* the first fault */
	unsigned faults;
	bool failed; /* out of memory, or a file that cannot be read: stop */
	unsigned layer;
	struct gz_arena scratch; /* reset after each row */
	GZ_VEC(struct gz_reference) references;
	GZ_VEC(struct gz_office_row) offices;
	GZ_VEC(unsigned) layer_of; /* of each entity */
	GZ_VEC(struct gz_surnames) surnames;
	GZ_VEC(uint32_t) surnames_of; /* of each entity, in `surnames`, or GZ_NONE */
	GZ_VEC(struct gz_str) files;  /* of the layer */
	struct gz_regexes rules;      /* opened by the first pattern rule */
	struct gz_records records;
};

/* One row of a TSV file. */
struct gz_row {
	const char *file;
	uint64_t line;
	struct gz_str cell[GZ_CELLS_MAX];    /* escapes undone */
	struct gz_str written[GZ_CELLS_MAX]; /* as in the file: what a list is split from */
	uint32_t column[GZ_CELLS_MAX];	     /* code points, 1-based */
	uint32_t end;			     /* the column behind the last cell */
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
	gz_table_given, gz_table_surname, gz_table_word, gz_table_neutral, gz_table_vetoes, gz_table_cues;

/* Records a fault in a cell (-1: in the row; one that the row does not have: behind its end); always returns
 * false. The rule is its name for the linter. */
bool gz_load_fault_of(struct gz_loader *l, const char *rule, const struct gz_row *row, int cell,
		      const char *format, ...) __attribute__((format(printf, 5, 6)));
#define gz_load_fault(l, row, ...) gz_load_fault_of(l, "format", row, __VA_ARGS__)
bool gz_load_nomem(struct gz_loader *l);
/* gz_list_next; where memory runs out the load has failed. */
bool gz_load_list_next(struct gz_loader *l, struct gz_str *rest, struct gz_str *item);
/* The cell of a table's own column, empty where the row or the file has none. */
struct gz_str gz_row_cell(const struct gz_row *row, const int *column, int own);
/* The same of a cell that holds a list, for gz_load_list_next. */
struct gz_str gz_row_list(const struct gz_row *row, const int *column, int own);

/* A country/CODE that has to be there when all files are read. */
bool gz_load_expect_country(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str code);
/* May the byte stand in the part of an id behind its slash? */
static inline bool gz_is_slug_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}
/* Takes the next word of a line of kinds; and does a line name this code? */
bool gz_kind_word(struct gz_str *rest, struct gz_str *word);
bool gz_kinds_name(struct gz_str kinds, struct gz_str code);

/* The tokens of a cell, in the scratch arena; a fault where one is too long to be kept (64 KiB). */
bool gz_load_tokens(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text,
		    struct gz_tokens *out);

/* Loads all layers and makes l->gaz of them, which the caller owns; NULL after false. */
bool gz_loader_run(struct gz_loader *l, const char *const *paths, size_t count);
void gz_loader_release(struct gz_loader *l);
/* gz_gaz_hash of what is there to be loaded, without loading it, and one of the paths themselves with the
 * number of files in each: the same files in other layers are another gazetteer. False where something cannot
 * be read, or only once. */
bool gz_paths_hash(const char *const *paths, size_t count, char text[33], uint64_t *layers);

/* A file while it is read: .row.file is its path, else zero. */
struct gz_tsv {
	struct gz_row row;
	const struct gz_table *table; /* NULL before the header */
	int column[GZ_CELLS_MAX * 2]; /* of the table */
	size_t width;		      /* of the header */
	int accept;		      /* that cell; -1: none */
};
/* The next lines, whole ones: of the last line only the file's last one may have no end. False where the rest
 * of the file need not be read. */
bool gz_tsv_load(struct gz_loader *l, struct gz_tsv *t, struct gz_str lines);

/* A name as it is added. */
struct gz_new_name {
	struct gz_str text; /* with marks */
	enum gz_name_kind kind;
	enum gz_via via;
	uint32_t target;
};
/* Cuts marks off, tokenizes, puts it into the trie. A name that folds to nothing or has too many tokens is a
 * fault. */
bool gz_name_add(struct gz_loader *l, const struct gz_row *row, int cell, const struct gz_new_name *name);
/* Number of a title, made if it is new. */
uint32_t gz_title_intern(struct gz_loader *l, const struct gz_row *row, int cell, struct gz_str text);

/* Fills in a reference; a fault where the entity is unknown, of a wrong type or the owner itself. */
bool gz_refer(struct gz_loader *l, const struct gz_reference *reference);

/* Checks references, derives surnames, gives tenures to their holders, settles the order of names. */
bool gz_freeze(struct gz_loader *l);

#endif
