/* wikibrace.c: braces of wikitext: where templates, parameters and variants of script begin and end. */
#include <string.h>

#include "wikitext.h"

static size_t run_of(const struct gz_wiki_scan *w, char sign)
{
	const char *s = w->at;

	while (s < w->end && *s == sign)
		s++;
	return (size_t)(s - w->at);
}

/* ---- variants of script --------------------------------------------------------------- */

/* At {, behind a hyphen that is in the output already. */
static void variant_open(struct gz_wiki_scan *w)
{
	gz_wiki_cut(w, w->out->len - 1);
	gz_wiki_push(w, GZ_WIKI_VARIANT, w->out->len);
	w->at++;
}

static bool is_code(struct gz_str s)
{
	s = gz_str_trim(s);
	for (size_t i = 0; i < s.len; i++) {
		if (!(s.ptr[i] >= 'a' && s.ptr[i] <= 'z') && s.ptr[i] != '-')
			return false;
	}
	return s.len >= 2 && s.len <= 12;
}

/* Leaves the first of the variants; nothing of a rule that is only said to be in force. */
static void variant_close(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame frame = *gz_wiki_top(w);
	size_t from = frame.args > 0 ? frame.arg[0] : frame.start, to = w->out->len;
	struct gz_str flags = gz_wiki_piece(w, frame.start, from > frame.start ? from - 1 : from);
	struct gz_str words = gz_wiki_piece(w, from, to);
	size_t colon = gz_str_find(words, ':');

	gz_wiki_pop(w);
	w->at += 2;
	for (size_t i = 0; i < flags.len && flags.len < GZ_WIKI_NAME; i++) {
		if (flags.ptr[i] == 'H' || flags.ptr[i] == 'T' || flags.ptr[i] == '-')
			to = from;
	}
	if (colon < words.len && is_code(gz_str_of(words.ptr, colon)) && to > from) {
		size_t until = gz_str_find(words, ';');

		to = from + until;
		from += colon + 1;
	}
	gz_wiki_leave(w, frame.start, from < to ? from : to, to);
}

/* ---- templates ------------------------------------------------------------------------------- */

void gz_wiki_brace_open(struct gz_wiki_scan *w)
{
	size_t count = run_of(w, '{'), depth = w->depth;

	if (count == 1) {
		size_t len = w->out->len;

		if (gz_wiki_variants(w->wiki) && w->at > w->begin && w->at[-1] == '-' &&
		    len > gz_wiki_floor(w) && w->out->ptr[len - 1] == '-') {
			variant_open(w);
			return;
		}
		gz_buf_byte(w->out, '{');
		w->at++;
		return;
	}
	if (count == 2 && w->end - w->at >= 5 && memcmp(w->at + 2, "!}}", 3) == 0) {
		struct gz_wiki_frame *top = gz_wiki_top(w);

		w->at += 5; /* a pipe, where a pipe itself would be taken by a template */
		gz_buf_byte(w->out, '|');
		if (top != NULL && top->kind == GZ_WIKI_LINK) {
			top->args += top->args < GZ_WIKI_ARGS;
			top->arg[top->args - 1] = w->out->len;
		}
		return;
	}
	w->at += count;
	gz_wiki_push(w, GZ_WIKI_BRACES, w->out->len);
	if (w->depth > depth)
		gz_wiki_top(w)->braces = count;
}

/* Two or three braces close; returns how many. */
static size_t close_one(struct gz_wiki_scan *w, size_t count)
{
	struct gz_wiki_frame *top = gz_wiki_top(w), frame = *top;
	size_t closed = count >= 3 && frame.braces >= 3 ? 3 : 2;

	w->quotes = frame.quotes;
	if (frame.braces - closed < 2) {
		gz_wiki_pop(w);
	} else {
		top->braces -= closed;
		top->args = 0;
	}
	if (closed == 3)
		gz_wiki_cut(w, frame.start);
	else
		gz_wiki_template(w, &frame);
	return closed;
}

void gz_wiki_brace_close(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);
	size_t count = run_of(w, '}');

	if (count == 1) {
		if (top != NULL && top->kind == GZ_WIKI_VARIANT && w->end - w->at >= 2 && w->at[1] == '-') {
			variant_close(w);
			return;
		}
		gz_buf_byte(w->out, '}');
		w->at++;
		return;
	}
	w->at += count;
	while (count >= 2 && w->open[GZ_WIKI_BRACES] > 0) {
		/* What was opened inside and not closed ends with the template. */
		while (gz_wiki_top(w)->kind != GZ_WIKI_BRACES)
			gz_wiki_pop(w);
		count -= close_one(w, count);
	}
}
