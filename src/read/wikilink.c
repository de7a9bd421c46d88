/* wikilink.c: links of wikitext: a link leaves its label, a file its caption, a category and another language
 * nothing. */
#include <string.h>
#include <strings.h>

#include "wikitext.h"

/* ---- captions ------------------------------------------------------------------------------- */

/* Options of a file in the languages of the largest wikis: those that set it beside the text, with its
 * caption, */
static const char *const framed[] = {
	"frame",
	"framed",
	"thumb",
	"thumbnail",
	"mini",
	"miniatur",
	"gerahmt",
	"hochkant",
	"cadre",
	"encadré",
	"vignette",
	"redresse",
	"miniatura",
	"miniaturadaimagem",
	"miniaturadeimagen",
	"enmarcado",
	"enmarcada",
	"marco",
	"commoldura",
	"min",
	"riquadro",
	"incorniciato",
	"miniatuur",
	"omkaderd",
	"miniatyr",
	"ramka",
	"мини",
	"миниатюра",
	"мініатюра",
	"обрамить",
	"тасвирча",
	"تصغير",
	"مصغر",
	"サムネイル",
	"缩略图",
	"縮圖",
	"縮略圖",
	"섬네일",
	"ממוזער",
	"küçükresim",
	"pienoiskuva",
	"náhled",
	"bélyegkép",
	"jmpl",
	"miniature",
};

/* and all others. */
static const char *const options[] = {
	"baseline",  "border",	    "bord",	  "bottom",	   "cadré",    "center",
	"centr",     "centrado",    "centre",	  "centro",	   "centruj",  "centré",
	"dcha",	     "derecha",	    "derecho",	  "destra",	   "direita",  "droite",
	"esquerda",  "frameless",   "gauche",	  "gecentreerd",   "höger",    "izda",
	"izquierda", "izquierdo",   "left",	  "lewo",	   "links",    "mały",
	"middle",    "minimapa",    "neant",	  "nenhum",	   "nessuno",  "ninguna",
	"no",	     "none",	    "néant",	  "ohne",	   "prawo",    "rand",
	"rechts",    "right",	    "sans cadre", "senza cornice", "sinistra", "sub",
	"super",     "text-bottom", "text-top",	  "top",	   "upright",  "verticale",
	"vänster",   "zentriert",   "граница",	  "центр",	   "безрамки", "справа",
	"слева",     "праворуч",    "ліворуч",	  "يسار",	   "يمين",     "右",
	"左",	     "中央",	    "居中",	  "왼쪽",	   "오른쪽",
};

/* 250px, x200px, 200x100px, 250пкс */
static bool is_size(struct gz_str s)
{
	size_t i = 0;

	while (i < s.len && ((s.ptr[i] >= '0' && s.ptr[i] <= '9') || s.ptr[i] == 'x' || s.ptr[i] == '.'))
		i++;
	while (i > 0 && i < s.len && s.ptr[i] == ' ')
		i++;
	s = gz_str_of(s.ptr + i, s.len - i);
	return i > 0 && (gz_str_eq(s, GZ_STR("px")) || gz_str_eq(s, GZ_STR("pxpx")) ||
			 gz_str_eq(s, GZ_STR("пкс")) || gz_str_eq(s, GZ_STR("像素")));
}

/* alt=..., upright=1.2: a short word and =. */
static bool is_setting(struct gz_str s)
{
	size_t i = 0;

	while (i < s.len && i < 24 &&
	       ((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || (unsigned char)s.ptr[i] >= 0x80 || s.ptr[i] == '-'))
		i++;
	return i > 0 && i < s.len && s.ptr[i] == '=';
}

static bool is_one_of(struct gz_str word, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (gz_str_eq(word, gz_str(list[i])))
			return true;
	}
	return false;
}

/* Sets *shown when it is one that shows the caption. */
static bool is_option(struct gz_str s, bool *shown)
{
	char folded[GZ_WIKI_NAME];
	struct gz_str word;

	if (s.len == 0 || is_setting(s))
		return true;
	word = gz_str_of(folded, gz_wiki_fold(s, folded));
	if (word.len == 0)
		return false;
	if (is_one_of(word, framed, GZ_COUNT(framed))) {
		*shown = true;
		return true;
	}
	return is_size(word) || gz_str_starts(word, GZ_STR("upright ")) ||
	       is_one_of(word, options, GZ_COUNT(options));
}

/* Three words and more: not the name of the country whose flag it is. */
static bool is_phrase(struct gz_str s)
{
	size_t first = gz_str_find(s, ' ');

	return first < s.len &&
	       gz_str_find(gz_str_of(s.ptr + first + 1, s.len - first - 1), ' ') < s.len - first - 1;
}

/* The last argument that is no option, as a paragraph. */
static void file_close(struct gz_wiki_scan *w, const struct gz_wiki_frame *link)
{
	size_t end = w->out->len;
	struct gz_str caption = GZ_STR("");
	bool shown = false;

	for (unsigned i = link->args; i > 0; i--) {
		struct gz_str piece = gz_wiki_arg(w, link, i - 1, end);

		if (!is_option(piece, &shown) && caption.len == 0)
			caption = piece;
	}
	gz_buf_clear(&w->scratch);
	if (shown || is_phrase(caption))
		gz_buf_str(&w->scratch, caption);
	gz_wiki_cut(w, link->start);
	if (w->scratch.len == 0)
		return;
	gz_wiki_break(w);
	gz_buf_str(w->out, gz_buf_view(&w->scratch));
	gz_wiki_break(w);
}

/* ---- links ----------------------------------------------------------------------------------- */

/* de, zh-yue, simple: an article of another wiki, not of this text. */
static bool is_language(struct gz_str s)
{
	size_t i = 0;

	if (gz_str_eq(s, GZ_STR("simple")))
		return true;
	while (i < s.len && s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
		i++;
	if (i < 2 || i > 3)
		return false;
	while (i < s.len && (s.ptr[i] == '-' || (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')))
		i++;
	return i == s.len && s.len <= 14;
}

static void label_close(struct gz_wiki_scan *w, const struct gz_wiki_frame *link, size_t target_end)
{
	size_t end = w->out->len, from = link->start;

	if (link->args > 0 && gz_str_trim(gz_wiki_piece(w, link->arg[0], end)).len > 0) {
		gz_wiki_leave(w, link->start, link->arg[0], end);
		return;
	}
	while (from < target_end && w->out->ptr[from] == ':')
		from++;
	gz_wiki_leave(w, link->start, from, target_end);
}

static void link_close(struct gz_wiki_scan *w)
{
	const struct gz_wiki_frame *link = gz_wiki_top(w); /* stays where it is, as nothing is pushed */
	size_t target_end = link->args > 0 ? link->arg[0] - 1 : w->out->len;
	struct gz_str target = gz_str_trim(gz_wiki_piece(w, link->start, target_end));
	size_t colon = target.len <= GZ_WIKI_NAME ? gz_str_find(target, ':')
						  : gz_str_find(gz_str_of(target.ptr, GZ_WIKI_NAME), ':');
	struct gz_str prefix = gz_str_of(target.ptr, colon);
	int space;

	gz_wiki_pop(w);
	if (colon == 0 || colon >= target.len || target.ptr[colon] != ':') {
		label_close(w, link, target_end);
		return;
	}
	space = gz_wiki_space(w->wiki, prefix);
	if (space == GZ_WIKI_FILE)
		file_close(w, link);
	else if (space == GZ_WIKI_CATEGORY || (space == GZ_WIKI_NO_SPACE && is_language(prefix)))
		gz_wiki_cut(w, link->start);
	else
		label_close(w, link, target_end);
}

/* Behind [ stands an address: its length, else 0. */
static size_t address(const char *s, size_t len)
{
	static const char *const schemes[] = {"http://", "https://", "//",	 "ftp://",
					      "ftps://", "mailto:",  "news:",	 "irc://",
					      "ircs://", "git://",   "gopher://"};
	size_t i = 0;

	for (size_t j = 0; j < GZ_COUNT(schemes) && i == 0; j++) {
		size_t scheme = strlen(schemes[j]);

		if (len > scheme && strncasecmp(s, schemes[j], scheme) == 0)
			i = scheme;
	}
	if (i == 0)
		return 0;
	while (i < len && strchr(" \t\n]|<[{", s[i]) == NULL)
		i++;
	return i;
}

void gz_wiki_bracket_open(struct gz_wiki_scan *w)
{
	size_t left = (size_t)(w->end - w->at), len;

	if (left >= 2 && w->at[1] == '[' && (left < 3 || w->at[2] != '[')) {
		w->at += 2;
		gz_wiki_push(w, GZ_WIKI_LINK, w->out->len);
		return;
	}
	len = left > 1 && w->at[1] != '[' ? address(w->at + 1, left - 1) : 0;
	if (len == 0) {
		gz_buf_byte(w->out, '[');
		w->at++;
		return;
	}
	w->at += 1 + len;
	while (w->at < w->end && (*w->at == ' ' || *w->at == '\t'))
		w->at++;
	gz_wiki_push(w, GZ_WIKI_EXTERNAL, w->out->len);
}

void gz_wiki_bracket_close(struct gz_wiki_scan *w)
{
	struct gz_wiki_frame *top = gz_wiki_top(w);

	if (top != NULL && top->kind == GZ_WIKI_EXTERNAL) {
		w->at++;
		gz_wiki_pop(w);
		return;
	}
	if (w->end - w->at >= 2 && w->at[1] == ']') {
		while (top != NULL && top->kind == GZ_WIKI_VARIANT && w->open[GZ_WIKI_LINK] > 0) {
			gz_wiki_pop(w);
			top = gz_wiki_top(w);
		}
		w->at += 2;
		if (top != NULL && top->kind == GZ_WIKI_LINK)
			link_close(w);
		else
			gz_buf_str(w->out, GZ_STR("]]"));
		return;
	}
	gz_buf_byte(w->out, ']');
	w->at++;
}
