/*
 * wikitable.c: tables of wikitext. A row is a paragraph, its cells stand apart by " | ": names do not run
 * from one cell into the next, and the cells of a row stay near each other. Attributes of tables, rows and
 * cells are left out.
 */
#include <string.h>

#include "wikitext.h"

#define BETWEEN " | "

static void skip_line(struct gz_wiki_scan *w)
{
	const char *end = memchr(w->at, '\n', (size_t)(w->end - w->at));

	w->at = end != NULL ? end : w->end;
}

static void row_begin(struct gz_wiki_scan *w, struct gz_wiki_frame *table)
{
	gz_wiki_break(w);
	table->row = table->cell = w->out->len;
	table->attributes = table->header = table->caption = false;
}

/* The cell that ends here is empty: what set it apart goes. */
static void row_end(struct gz_wiki_scan *w, struct gz_wiki_frame *table)
{
	size_t len = w->out->len;

	while (len > table->row && memchr(" \t\n|", w->out->ptr[len - 1], 4) != NULL)
		len--;
	gz_wiki_cut(w, len);
	if (table->cell > len)
		table->cell = len;
}

void gz_wiki_table_open(struct gz_wiki_scan *w)
{
	skip_line(w);
	gz_wiki_break(w);
	gz_wiki_push(w, GZ_WIKI_TABLE, w->out->len);
}

void gz_wiki_table_cell(struct gz_wiki_scan *w, struct gz_wiki_frame *table)
{
	size_t len = w->out->len;

	while (len > table->cell && memchr(" \t\n", w->out->ptr[len - 1], 3) != NULL)
		len--;
	gz_wiki_cut(w, len);
	if (len > table->cell)
		gz_buf_str(w->out, GZ_STR(BETWEEN));
	table->cell = w->line = w->out->len;
	table->attributes = true;
}

static void table_close(struct gz_wiki_scan *w, struct gz_wiki_frame *table)
{
	row_end(w, table);
	gz_wiki_pop(w);
	gz_wiki_break(w);
}

void gz_wiki_table_line(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *table = gz_wiki_top(w);
	char sign = *w->at++, next = w->at < w->end ? *w->at : '\n';

	if (sign == '|' && next == '}' &&
	    (w->open[GZ_WIKI_BRACES] == 0 || w->end - w->at < 2 || w->at[1] != '}')) {
		w->at++;
		table_close(w, table);
	} else if (sign == '|' && (next == '-' || next == '+')) {
		row_end(w, table);
		row_begin(w, table);
		if (next == '-')
			skip_line(w);
		else
			w->at++;
		table->attributes = table->caption = next == '+';
	} else {
		if (table->caption) {
			row_end(w, table);
			row_begin(w, table);
		}
		gz_wiki_table_cell(w, table);
		table->header = sign == '!';
	}
}
