/*
 * internal.h: what the files of src/render share. Adding an output format means one file with a struct
 * gz_renderer and one line in render.c's table.
 */
#ifndef GAZET_RENDER_INTERNAL_H
#define GAZET_RENDER_INTERNAL_H

#include "gazet/render.h"

struct gz_render;

struct gz_renderer {
	const char *name;
	/* The columns are known. */
	bool (*begin)(struct gz_render *r, struct gz_error *err);
	bool (*row)(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err);
	bool (*end)(struct gz_render *r, struct gz_error *err);
};
extern const struct gz_renderer gz_renderer_table, gz_renderer_json, gz_renderer_jsonl, gz_renderer_csv,
	gz_renderer_tsv, gz_renderer_md, gz_renderer_plot;

/* A cell of a table, kept until the widths of all are known. */
struct gz_table_cell {
	size_t start, len; /* in render.text */
	size_t width;
};

/* The sink's state. */
struct gz_render {
	FILE *out;
	struct gz_render_options options;
	const struct gz_renderer *renderer;
	struct gz_column *columns; /* own copies */
	size_t count;
	uint64_t rows;
	struct gz_buf line; /* what is written next */
	struct gz_buf text; /* table: the text of all cells */
	struct gz_buf scratch;
	GZ_VEC(struct gz_table_cell) cells; /* table: row after row, the header first */
	GZ_VEC(uint8_t) types;		    /* table: what each row is about, enum gz_type */
	uint64_t hidden;		    /* table: bit a column that is not shown */
	const char *const *hide;  /* table: columns that are not to be shown; NULL, or ends with NULL */
	const char *const *spare; /* table: what gives way first; NULL: the usual */
	struct gz_plot *plot;	  /* plot: what is to be drawn */
};

/* Writes r->line and empties it. */
bool gz_render_write(struct gz_render *r, struct gz_error *err);

/* gz_json_string where there is room for it: GZ_JSON_ROOM bytes. Returns the end of what was written. */
#define GZ_JSON_ROOM(length) (6 * (length) + 2)
char *gz_json_put(char *at, struct gz_str s);

/* The text of a cell: real numbers with fixed decimals, or up to 6 significant digits; null is empty. */
bool gz_cell_fixed(struct gz_buf *out, const struct gz_cell *cell, int decimals);
bool gz_cell_exact(struct gz_buf *out, const struct gz_cell *cell);
/* csv, tsv: what stands in front of everything, and the text of a cell, in r->scratch. False: out of memory.
 */
bool gz_sheet_begin(struct gz_render *r);
bool gz_sheet_cell(struct gz_render *r, const struct gz_cell *cell);
/* {"column":value, ...} */
bool gz_cells_json(struct gz_buf *out, const struct gz_column *columns, size_t count,
		   const struct gz_cell *cells);

/* plot.c */
void gz_plot_free(struct gz_render *r);

/* paint.c: what a row is about, by its columns type and entity; GZ_TYPES where they do not tell. */
enum gz_type gz_row_type(const struct gz_render *r, const struct gz_cell *cells);
/* How a cell of this column is shown, as SGR numbers; NULL: as everything. */
const char *gz_paint(const struct gz_column *column, enum gz_type type);

/* The longest beginning (or, with `front`, ending) of `s` that `width` columns hold. */
struct gz_str gz_display_cut(struct gz_str s, size_t width, bool front);
/* What a terminal obeys rather than shows: control characters, direction marks, line separators; and what
 * nobody sees and no writing needs: spaces without width, unlike the joiners of Persian, Hindi and emoji. */
bool gz_code_unsafe(uint32_t code);

#endif
