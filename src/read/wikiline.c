/* wikiline.c: lines of wikitext: headings, lists, rules, and the apostrophes that make words bold or italic.
 */
#include <string.h>

#include "wikitext.h"

/* ---- apostrophes --------------------------------------------------------------------- */

/* Three of them may be one that belongs to the word and two for italics (l'''Iliade''): what stands in front
 * tells. */
static void note_bold(struct gz_wiki_scan *w)
{
	size_t len = w->out->len;
	char last = len > w->line ? w->out->ptr[len - 1] : '\0';
	char before = len > w->line + 1 ? w->out->ptr[len - 2] : '\0';
	size_t *at = &w->bold_at[last == ' '	 ? GZ_WIKI_AFTER_SPACE
				 : before == ' ' ? GZ_WIKI_AFTER_LETTER
						 : GZ_WIKI_AFTER_WORD];

	if (*at == 0)
		*at = len + 1;
}

void gz_wiki_quotes(struct gz_wiki_scan *w)
{
	const char *run = w->at;
	size_t count;

	while (w->at < w->end && *w->at == '\'')
		w->at++;
	count = (size_t)(w->at - run);
	if (count == 1 || count == 4 || count > 5) {
		size_t literal = count == 1 || count == 4 ? 1 : count - 5;

		gz_buf_add(w->out, run, literal);
		count -= literal;
	}
	if (count == 3)
		note_bold(w);
	w->quotes ^= (count == 2 || count == 5 ? GZ_WIKI_ITALIC : 0u) |
		     (count == 3 || count == 5 ? GZ_WIKI_BOLD : 0u);
}

/* Neither bold nor italic is closed in this line: then one of the ''' was an apostrophe and two. */
static void settle_quotes(struct gz_wiki_scan *w)
{
	size_t at = 0;

	for (size_t i = 0; i < GZ_WIKI_AFTER && at == 0; i++)
		at = w->bold_at[i];
	if (w->quotes == (GZ_WIKI_ITALIC | GZ_WIKI_BOLD) && at > w->line && at - 1 <= w->out->len &&
	    gz_buf_byte(w->out, '\'')) {
		char *place = w->out->ptr + at - 1;

		memmove(place + 1, place, w->out->len - at);
		*place = '\'';
	}
	w->quotes = 0;
	memset(w->bold_at, 0, sizeof(w->bold_at));
}

/* ---- the end of a line -------------------------------------------------------------------- */

/* == words == leaves its words, as a paragraph. */
static bool heading(struct gz_wiki_scan *w)
{
	size_t from = w->line, to = w->out->len;
	const char *out = w->out->ptr;

	while (to > from && (out[to - 1] == ' ' || out[to - 1] == '\t'))
		to--;
	if (to < from + 3 || out[from] != '=' || out[to - 1] != '=')
		return false;
	for (int level = 0; level < 6 && to > from + 2 && out[from] == '=' && out[to - 1] == '='; level++) {
		from++;
		to--;
	}
	while (from < to && (out[from] == ' ' || out[from] == '\t'))
		from++;
	while (to > from && (out[to - 1] == ' ' || out[to - 1] == '\t'))
		to--;
	gz_buf_clear(&w->scratch);
	gz_buf_add(&w->scratch, out + from, to - from);
	gz_wiki_cut(w, w->line);
	gz_wiki_break(w);
	gz_buf_str(w->out, gz_buf_view(&w->scratch));
	return true;
}

void gz_wiki_line_end(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);

	while (top != NULL && top->kind == GZ_WIKI_EXTERNAL) { /* no longer than a line */
		gz_wiki_pop(w);
		top = gz_wiki_top(w);
	}
	if (top == NULL || top->kind == GZ_WIKI_TABLE || top->kind == GZ_WIKI_GALLERY) {
		settle_quotes(w);
		w->apart = ((top == NULL || top->kind == GZ_WIKI_TABLE) && heading(w)) || w->apart;
	}
	if (top != NULL && top->kind == GZ_WIKI_GALLERY) {
		if (top->attributes) /* a file without a caption */
			gz_wiki_cut(w, top->arg[0]);
		w->apart = true;
	}
	if (w->apart)
		gz_wiki_break(w);
	else
		gz_wiki_newline(w);
	w->apart = false;
}

/* ---- the beginning of a line ------------------------------------------------------------------ */

/* A link does not reach beyond its paragraph: what looks so was never closed. */
static void blank_line(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top;

	while ((top = gz_wiki_top(w)) != NULL && top->kind == GZ_WIKI_LINK)
		gz_wiki_pop(w);
}

static void list(struct gz_wiki_scan *w)
{
	const char *s = w->at;

	while (s < w->end && (*s == '*' || *s == '#' || *s == ':' || *s == ';'))
		s++;
	if (s == w->at)
		return;
	w->at = s;
	w->apart = true;
	gz_wiki_break(w);
	while (w->at < w->end && *w->at == ' ')
		w->at++;
}

static void rule(struct gz_wiki_scan *w)
{
	if (w->end - w->at < 4 || memcmp(w->at, "----", 4) != 0)
		return;
	while (w->at < w->end && *w->at == '-')
		w->at++;
	gz_wiki_break(w);
}

void gz_wiki_line_begin(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);

	w->line = w->out->len;
	if (top != NULL && top->kind == GZ_WIKI_GALLERY) {
		top->args = 1;
		top->arg[0] = w->line;
		top->attributes = true;
	}
	while (w->at < w->end && (*w->at == ' ' || *w->at == '\t'))
		w->at++;
	if (w->at < w->end && *w->at == '\n') {
		blank_line(w);
		return;
	}
	list(w);
	rule(w);
	if (w->end - w->at >= 2 && w->at[0] == '{' && w->at[1] == '|')
		gz_wiki_table_open(w);
	else if (w->at < w->end && top != NULL && top->kind == GZ_WIKI_TABLE &&
		 (*w->at == '|' || *w->at == '!'))
		gz_wiki_table_line(w);
}
