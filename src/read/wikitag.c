/*
 * wikitag.c: tags, comments and character references in wikitext. Tags of HTML go and their words stay;
 * notes, formulas and data go as a whole; what is no tag of a wiki is text.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html.h"
#include "wikitext.h"
#include "xml.h"

enum act {
	STRIP,	/* the tag itself goes */
	LINE,	/* a line break */
	APART,	/* a paragraph begins and ends */
	DROP,	/* with all that is inside */
	PLAIN,	/* what is inside is no markup */
	GALLERY /* lines of files and captions */
};

struct tag {
	const char *name;
	enum act act;
};

/* Sorted by bytes. */
static const struct tag tags[] = {
	{"abbr", STRIP},
	{"b", STRIP},
	{"bdi", STRIP},
	{"bdo", STRIP},
	{"big", STRIP},
	{"blockquote", APART},
	{"br", LINE},
	{"caption", APART},
	{"categorytree", DROP},
	{"ce", DROP},
	{"center", APART},
	{"chem", DROP},
	{"cite", STRIP},
	{"code", STRIP},
	{"data", STRIP},
	{"dd", APART},
	{"del", DROP},
	{"dfn", STRIP},
	{"div", APART},
	{"dl", APART},
	{"dt", APART},
	{"dynamicpagelist", DROP},
	{"em", STRIP},
	{"font", STRIP},
	{"gallery", GALLERY},
	{"graph", DROP},
	{"h1", APART},
	{"h2", APART},
	{"h3", APART},
	{"h4", APART},
	{"h5", APART},
	{"h6", APART},
	{"hiero", DROP},
	{"hr", APART},
	{"i", STRIP},
	{"imagemap", DROP},
	{"includeonly", DROP},
	{"indicator", DROP},
	{"inputbox", DROP},
	{"ins", STRIP},
	{"kbd", STRIP},
	{"langconvert", STRIP},
	{"li", APART},
	{"mapframe", DROP},
	{"maplink", DROP},
	{"mark", STRIP},
	{"math", DROP},
	{"meta", STRIP},
	{"noinclude", STRIP},
	{"nowiki", PLAIN},
	{"ol", APART},
	{"onlyinclude", STRIP},
	{"p", APART},
	{"poem", APART},
	{"pre", PLAIN},
	{"q", STRIP},
	{"ref", DROP},
	{"references", DROP},
	{"rp", STRIP},
	{"rt", STRIP},
	{"ruby", STRIP},
	{"s", STRIP},
	{"samp", STRIP},
	{"score", DROP},
	{"section", STRIP},
	{"small", STRIP},
	{"source", DROP},
	{"span", STRIP},
	{"strike", STRIP},
	{"strong", STRIP},
	{"style", DROP},
	{"sub", STRIP},
	{"sup", STRIP},
	{"syntaxhighlight", DROP},
	{"table", APART},
	{"tbody", STRIP},
	{"td", APART},
	{"templatedata", DROP},
	{"templatestyles", STRIP},
	{"th", APART},
	{"time", STRIP},
	{"timeline", DROP},
	{"tr", APART},
	{"translate", STRIP},
	{"tt", STRIP},
	{"tvar", STRIP},
	{"u", STRIP},
	{"ul", APART},
	{"var", STRIP},
	{"wbr", STRIP},
};

/* One of its bits says of each tag that its end was looked for in vain; they all fit. */
#define UNCLOSED(number) ((uint64_t)1 << ((number) % 64))

struct found {
	const struct tag *tag;
	unsigned number; /* of those with an end to look for */
	bool ends, empty;
	size_t len;
};

static int by_name(const void *key, const void *tag)
{
	return gz_str_cmp(*(const struct gz_str *)key, gz_str(((const struct tag *)tag)->name));
}

/* A number below 64 for the tags whose end is looked for. */
static unsigned number_of(const struct tag *tag)
{
	unsigned number = 0;

	for (const struct tag *t = tags; t < tag; t++)
		number += t->act == DROP || t->act == PLAIN;
	return number;
}

/* The tag at `<`; false where there is none that a wiki knows. */
static bool find_tag(const struct gz_wiki_scan *w, struct found *found)
{
	char name[24];
	const char *s = w->at + 1;
	struct gz_str key = {name, 0};

	*found = (struct found){.ends = s < w->end && *s == '/'};
	s += found->ends;
	while (s < w->end && key.len < sizeof(name) &&
	       (((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') || (key.len > 0 && *s >= '0' && *s <= '9')))
		name[key.len++] = (char)(*s++ | 0x20);
	if (key.len == 2 && name[0] == 'h' && s[-1] >= '0' && s[-1] <= '9')
		name[1] = s[-1];
	if (key.len == 0 || key.len == sizeof(name) || s == w->end || strchr(" \t\n/>", *s) == NULL)
		return false;
	found->tag = bsearch(&key, tags, GZ_COUNT(tags), sizeof(tags[0]), by_name);
	if (found->tag == NULL)
		return false;
	while (s < w->end && *s != '>' && *s != '<')
		s++;
	if (s == w->end || *s == '<')
		return false;
	found->empty = s[-1] == '/';
	found->len = (size_t)(s + 1 - w->at);
	return true;
}

/* From `s` on: where </name begins, or NULL. */
static const char *find_end(const char *s, const char *end, const char *name)
{
	size_t len = strlen(name);

	while ((size_t)(end - s) > len + 2 && (s = memchr(s, '<', (size_t)(end - s) - len - 2)) != NULL) {
		if (s[1] == '/' && strncasecmp(s + 2, name, len) == 0 && strchr(" \t\n>", s[2 + len]) != NULL)
			return s;
		s++;
	}
	return NULL;
}

/* Behind the > of the end tag at `s`. */
static const char *behind(const char *s, const char *end)
{
	const char *close = memchr(s, '>', (size_t)(end - s));

	return close != NULL ? close + 1 : end;
}

static void add_plain(struct gz_wiki_scan *w, const char *end)
{
	while (w->at < end) {
		const char *mark = memchr(w->at, '&', (size_t)(end - w->at));

		gz_buf_add(w->out, w->at, (size_t)((mark != NULL ? mark : end) - w->at));
		w->at = mark != NULL ? mark : end;
		if (mark != NULL)
			gz_wiki_entity(w);
	}
}

/* A tag whose end matters; without one, only the tag itself goes. */
static void enclosed(struct gz_wiki_scan *w, const struct found *found)
{
	uint64_t bit = UNCLOSED(number_of(found->tag));
	const char *from = w->at + found->len, *to = NULL;

	w->at = from;
	if (found->ends || found->empty)
		return;
	if ((w->unclosed & bit) == 0)
		to = find_end(from, w->end, found->tag->name);
	if (to == NULL) {
		w->unclosed |= bit;
		return;
	}
	if (found->tag->act == PLAIN)
		add_plain(w, to);
	w->at = behind(to, w->end);
}

static void gallery(struct gz_wiki_scan *w, bool ends)
{
	if (!ends) {
		gz_wiki_break(w);
		gz_wiki_push(w, GZ_WIKI_GALLERY, w->out->len);
		gz_wiki_line_begin(w);
		return;
	}
	if (w->open[GZ_WIKI_GALLERY] == 0)
		return;
	while (gz_wiki_top(w)->kind != GZ_WIKI_GALLERY)
		gz_wiki_pop(w);
	gz_wiki_line_end(w);
	gz_wiki_pop(w);
	gz_wiki_break(w);
}

/* A comment that has lines to itself takes them with it. */
static void comment(struct gz_wiki_scan *w)
{
	const char *end = memmem(w->at + 4, (size_t)(w->end - w->at) - 4, "-->", 3);
	bool first = w->at == w->begin || w->at[-1] == '\n';

	w->at = end != NULL ? end + 3 : w->end;
	if (first && w->at < w->end && *w->at == '\n') {
		w->at++;
		gz_wiki_line_begin(w);
	}
}

void gz_wiki_tag(struct gz_wiki_scan *w)
{
	struct found found;

	if (w->end - w->at >= 4 && memcmp(w->at, "<!--", 4) == 0) {
		comment(w);
		return;
	}
	if (!find_tag(w, &found)) {
		gz_buf_byte(w->out, *w->at++);
		return;
	}
	switch (found.tag->act) {
	case DROP:
	case PLAIN: enclosed(w, &found); return;
	case GALLERY:
		w->at += found.len;
		if (!found.empty)
			gallery(w, found.ends);
		return;
	case APART: gz_wiki_break(w); break;
	case LINE: gz_wiki_newline(w); break;
	case STRIP: break;
	}
	w->at += found.len;
}

/* ---- character references --------------------------------------------------------------------- */

/* Value of a reference with its & and ;, or 0. */
static uint32_t code_of(struct gz_str reference)
{
	uint32_t code = 0;
	bool whole = gz_html_entity(reference, false, &code) == reference.len;

	return !whole || code < 0x20 ? 0 : code;
}

void gz_wiki_entity(struct gz_wiki_scan *w)
{
	size_t left = (size_t)(w->end - w->at), len = 1;
	uint32_t code;
	char out[4];

	while (len < left && len < 16 && w->at[len] != ';' && w->at[len] != '&' &&
	       (unsigned char)w->at[len] > ' ')
		len++;
	code = len < left && w->at[len] == ';' ? code_of(gz_str_of(w->at, len + 1)) : 0;
	if (code == 0) {
		gz_buf_byte(w->out, *w->at++);
		return;
	}
	gz_buf_add(w->out, out, gz_utf8_encode(code == 0xa0 ? ' ' : code, out));
	w->at += len + 1;
}
