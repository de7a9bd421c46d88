/*
 * render.h: rows into text. One file per output format in src/render/, behind struct gz_renderer.
 */
#ifndef GAZET_RENDER_H
#define GAZET_RENDER_H

#include <stdio.h>

#include "gazet/model.h"

/* Where output goes. A write error is remembered; EPIPE is a quiet end (gz_out_broken). */
struct gz_render_options {
	bool color;    /* ANSI colours (table only) */
	int width;     /* columns of the terminal; 0 = unlimited (not a terminal) */
	bool header;   /* csv, tsv: a header row */
	bool bom;      /* csv, tsv: U+FEFF in front, by which Excel knows UTF-8 */
	bool safe;     /* csv, tsv: an apostrophe in front of text that a spreadsheet would compute */
};

/* `format`: table, json, jsonl, csv, tsv, md, plot (of a timeline: bars or lines). The sink writes to `out` and owns nothing but its state, which
 * gz_render_close frees. */
bool gz_render_open(const char *format, FILE *out, const struct gz_render_options *options,
		    struct gz_sink *sink, struct gz_error *err);
void gz_render_close(struct gz_sink *sink);
/* Before the first row: a table does not show these columns (NULL at the end; they must outlive it), though it colours
 * by them; md, csv and all others have every column. */
void gz_render_hide(struct gz_sink *sink, const char *const *columns);
/* Likewise: what a table leaves out, one after the other, where the terminal is too narrow; else url, last and first. */
void gz_render_spare(struct gz_sink *sink, const char *const *columns);
const char *const *gz_render_formats(void);

/* JSON text of a string, with quotes; control characters escaped, UTF-8 kept. */
bool gz_json_string(struct gz_buf *out, struct gz_str s);
/* Shortest text that reads back as the same number to 6 significant digits; no exponent for 1e-4..1e15; null for
 * infinities and not-a-number. */
bool gz_json_number(struct gz_buf *out, double value);

enum gz_offsets { GZ_OFFSETS_CODEPOINT = 0, GZ_OFFSETS_BYTE, GZ_OFFSETS_UTF16 };
/* The `tag` contract, one line without line break: {"id","date","mentions":[...]}. */
bool gz_render_tagged(struct gz_buf *out, const struct gz_tagged *tagged, enum gz_offsets offsets);

/* A line of blocks, one for each number, as high as its share of the greatest; a space for 0. */
bool gz_sparkline(struct gz_buf *out, const uint64_t *values, size_t count);

/* Columns a terminal needs for the string: 2 for wide characters, 0 for combining ones; 2 for a flag, for an emoji with
 * its variation selector or skin tone, and for emoji that are joined. Control and bidirectional characters are shown as
 * U+FFFD by gz_terminal_safe. */
size_t gz_display_width(struct gz_str s);
bool gz_terminal_safe(struct gz_buf *out, struct gz_str s);

/* On pages and in pictures, is U+FFFD shown in place of this code point? `before` is the one in front of it. Of a name: what
 * gz_terminal_safe replaces, but white space. Of running text, which may need marks of direction and places to break: only
 * controls, hidden words and what turns others around. */
bool gz_page_hides(uint32_t code, uint32_t before, bool name);

#endif
