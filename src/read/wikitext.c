/* wikitext.c: the pass over a page: runs of plain text are copied, signs of the markup go to who knows them.
 */
#include <string.h>

#include "wikitext.h"

/* What ends a run of plain text. */
static const bool signs[256] = {
	['\n'] = true, ['\''] = true, ['&'] = true, ['<'] = true, ['['] = true, [']'] = true,
	['{'] = true,  ['}'] = true,  ['|'] = true, ['!'] = true, ['_'] = true,
};

struct gz_wiki_frame *gz_wiki_top(struct gz_wiki_scan *w)
{
	return w->depth > 0 ? &w->frame[w->depth - 1] : NULL;
}

void gz_wiki_push(struct gz_wiki_scan *w, enum gz_wiki_kind kind, size_t start)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);

	if (w->depth == GZ_WIKI_DEPTH)
		return;
	if (top != NULL && kind == GZ_WIKI_LINK)
		top->attributes = false;
	top = &w->frame[w->depth++]; /* arg[] is not cleared: it is large */
	top->kind = kind;
	top->start = top->cell = top->row = start;
	top->braces = 0;
	top->args = 0;
	top->attributes = top->header = top->caption = false;
	top->quotes = w->quotes;
	w->open[kind]++;
}

void gz_wiki_pop(struct gz_wiki_scan *w)
{
	w->open[w->frame[--w->depth].kind]--;
}

size_t gz_wiki_floor(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);

	if (top == NULL)
		return w->base;
	if (top->kind == GZ_WIKI_TABLE)
		return top->cell;
	return top->args > 0 ? top->arg[top->args - 1] : top->start;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void gz_wiki_cut(struct gz_wiki_scan *w, size_t start)
{
	w->out->len = start;
	if (w->line > start)
		w->line = start;
	for (size_t i = 0; i < GZ_WIKI_AFTER; i++) {
		if (w->bold_at[i] > start + 1)
			w->bold_at[i] = 0;
	}
}

void gz_wiki_leave(struct gz_wiki_scan *w, size_t start, size_t from, size_t to)
{
	for (size_t i = 0; i < GZ_WIKI_AFTER; i++) {
		if (w->bold_at[i] > to + 1 || (w->bold_at[i] > start + 1 && w->bold_at[i] < from + 1))
			w->bold_at[i] = 0;
		else if (w->bold_at[i] >= from + 1)
			w->bold_at[i] -= from - start;
	}
	if (to > from)
		memmove(w->out->ptr + start, w->out->ptr + from, to - from);
	gz_wiki_cut(w, start + (to - from));
}

struct gz_str gz_wiki_piece(const struct gz_wiki_scan *w, size_t from, size_t to)
{
	return from < to ? gz_str_of(w->out->ptr + from, to - from) : GZ_STR("");
}

struct gz_str gz_wiki_arg(const struct gz_wiki_scan *w, const struct gz_wiki_frame *frame, unsigned i,
			  size_t end)
{
	size_t to = i + 1 < frame->args ? frame->arg[i + 1] - 1 : end;

	return gz_str_trim(gz_wiki_piece(w, frame->arg[i], to));
}

/* Removes white space at the end of the output. */
static void trim_end(struct gz_wiki_scan *w, bool lines)
{
	size_t len = w->out->len, floor = gz_wiki_floor(w);

	while (len > floor && is_blank(w->out->ptr[len - 1]) && (lines || w->out->ptr[len - 1] != '\n'))
		len--;
	if (len < w->out->len)
		gz_wiki_cut(w, len);
}

/* Line breaks at the end of the output, two at most. */
static unsigned breaks_at_end(const struct gz_wiki_scan *w)
{
	unsigned count = 0;

	while (count < 2 && w->out->len > w->base + count && w->out->ptr[w->out->len - 1 - count] == '\n')
		count++;
	return count;
}

void gz_wiki_break(struct gz_wiki_scan *w)
{
	trim_end(w, true);
	if (w->out->len > w->base)
		gz_buf_add(w->out, "\n\n", 2 - breaks_at_end(w));
	w->line = w->out->len;
	w->quotes = 0;
	memset(w->bold_at, 0, sizeof(w->bold_at));
}

void gz_wiki_newline(struct gz_wiki_scan *w)
{
	trim_end(w, false);
	if (w->out->len > w->base && breaks_at_end(w) < 2)
		gz_buf_byte(w->out, '\n');
}

static void pipe_sign(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);

	w->at++;
	if (top == NULL || top->kind == GZ_WIKI_EXTERNAL) {
		gz_buf_byte(w->out, '|');
	} else if (top->kind == GZ_WIKI_TABLE && w->at < w->end && *w->at == '|') {
		w->at++;
		gz_wiki_table_cell(w, top);
	} else if (top->kind == GZ_WIKI_TABLE && top->attributes) {
		top->attributes = false;
		gz_wiki_cut(w, top->cell);
	} else if (top->kind == GZ_WIKI_TABLE) {
		gz_buf_byte(w->out, '|');
	} else if (top->kind == GZ_WIKI_GALLERY) {
		gz_wiki_cut(w, top->arg[0]); /* the name of the file, or an option */
		top->attributes = false;
	} else {
		gz_buf_byte(w->out, '|');
		top->args += top->args < GZ_WIKI_ARGS;
		top->arg[top->args - 1] = w->out->len;
	}
}

static void shout(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);

	w->at++;
	if (top != NULL && top->kind == GZ_WIKI_TABLE && top->header && w->at < w->end && *w->at == '!') {
		w->at++;
		gz_wiki_table_cell(w, top);
	} else {
		gz_buf_byte(w->out, '!');
	}
}

/* A switch such as __NOTOC__, which other languages write in their own capitals. */
static void underscores(struct gz_wiki_scan *w)
{
	const char *s = w->at + 1, *last = w->end - w->at > 64 ? w->at + 64 : w->end;

	if (s < last && *s == '_') {
		const char *name = ++s;

		while (s < last && ((*s >= 'A' && *s <= 'Z') || (unsigned char)*s >= 0x80))
			s++;
		while (s > name && s + 1 < last && *s == '_' && s[1] != '_') { /* __DIT_IS__ */
			s++;
			while (s < last && ((*s >= 'A' && *s <= 'Z') || (unsigned char)*s >= 0x80))
				s++;
		}
		if (s > name && last - s >= 2 && s[0] == '_' && s[1] == '_') {
			w->at = s + 2;
			return;
		}
	}
	s = w->at;
	while (w->at < w->end && *w->at == '_')
		w->at++;
	gz_buf_add(w->out, s, (size_t)(w->at - s));
}

static void sign(struct gz_wiki_scan *w)
{
	switch (*w->at) {
	case '\n':
		w->at++;
		gz_wiki_line_end(w);
		gz_wiki_line_begin(w);
		break;
	case '\'': gz_wiki_quotes(w); break;
	case '&': gz_wiki_entity(w); break;
	case '<': gz_wiki_tag(w); break;
	case '[': gz_wiki_bracket_open(w); break;
	case ']': gz_wiki_bracket_close(w); break;
	case '{': gz_wiki_brace_open(w); break;
	case '}': gz_wiki_brace_close(w); break;
	case '|': pipe_sign(w); break;
	case '!': shout(w); break;
	default: underscores(w);
	}
}

/* What was left out has blanks on both sides: one of them is enough. */
static bool ends_blank(const struct gz_wiki_scan *w)
{
	return w->out->len == w->base || w->out->ptr[w->out->len - 1] == ' ' ||
	       w->out->ptr[w->out->len - 1] == '\n';
}

static void scan(struct gz_wiki_scan *w)
{
	gz_wiki_line_begin(w);
	while (w->at < w->end && !w->out->failed && !w->scratch.failed) {
		const char *run;

		if (ends_blank(w)) {
			while (w->at < w->end && *w->at == ' ')
				w->at++;
		}
		run = w->at;
		while (w->at < w->end && !signs[(unsigned char)*w->at])
			w->at++;
		if (w->at > run)
			gz_buf_add(w->out, run, (size_t)(w->at - run));
		if (w->at < w->end)
			sign(w);
	}
	gz_wiki_line_end(w);
	while (w->depth > 0)
		gz_wiki_pop(w);
	trim_end(w, true);
}

bool gz_wiki_text(struct gz_wiki *wiki, struct gz_str title, struct gz_str page, struct gz_buf *out,
		  struct gz_error *err)
{
	struct gz_wiki_scan w = {.wiki = wiki,
				 .title = title,
				 .begin = page.ptr,
				 .at = page.ptr,
				 .end = page.ptr + page.len,
				 .out = out,
				 .base = out->len,
				 .line = out->len,
				 .frame = gz_wiki_frames(wiki)};
	bool failed;

	if (page.len == 0)
		return true;
	scan(&w);
	failed = out->failed || w.scratch.failed;
	gz_buf_free(&w.scratch);
	return !failed || gz_fail_nomem(err);
}

bool gz_wiki_is_redirect(struct gz_str page)
{
	struct gz_str s = gz_str_trim(page);
	size_t i = 1;

	if (s.len < 8 || s.ptr[0] != '#')
		return false;
	/* One word, in any language, and then a link. A list would have a blank or a shorter word. */
	while (i < s.len && i < 60 && ((s.ptr[i] | 0x20) >= 'a' || (unsigned char)s.ptr[i] >= 0x80) &&
	       s.ptr[i] != '[' && s.ptr[i] != '{' && s.ptr[i] != '|')
		i++;
	if (i < 5)
		return false;
	while (i < s.len && (is_blank(s.ptr[i]) || s.ptr[i] == ':'))
		i++;
	if (i + 2 >= s.len || s.ptr[i] != '[' || s.ptr[i + 1] != '[')
		return false;
	s = gz_str_of(s.ptr + i, s.len - i);
	s.len = gz_str_find(s, '\n');
	return gz_str_ends(gz_str_trim(s), GZ_STR("]]"));
}
