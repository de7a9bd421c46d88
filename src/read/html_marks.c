/*
 * html_marks.c: what an element's attributes say of its part of the page: that it is hidden, the main part,
 * the article's text, or something beside it. Classes and ids are free words; those that nearly all sites use
 * for what is not the article are believed as far as the page's heading is not below them (html_main.c).
 */
#include <string.h>

#include "html.h"

/* Words of classes and ids, in bytewise order. */
static const char *const doubtful[] = {"ad",	      "addthis",     "addtoany",      "ads",
				       "adv",	      "advert",	     "advertisement", "advertising",
				       "banner",      "breadcrumb",  "breadcrumbs",   "comment",
				       "commentary",  "commentlist", "comments",      "consent",
				       "cookie",      "cookies",     "copyright",     "disclaimer",
				       "disqus",      "foot",	     "footer",	      "gdpr",
				       "leftnav",     "legal",	     "login",	      "masthead",
				       "menu",	      "menus",	     "modal",	      "mostread",
				       "nav",	      "navbar",	     "navigation",    "newsletter",
				       "outbrain",    "overlay",     "pager",	      "pagination",
				       "popular",     "popup",	     "promo",	      "promoted",
				       "promos",      "readmore",    "recommend",     "recommendations",
				       "recommended", "related",     "respond",	      "rss",
				       "share",	      "sharebar",    "shares",	      "sharing",
				       "sidebar",     "signup",	     "skip",	      "social",
				       "sponsor",     "sponsored",   "subscribe",     "subscription",
				       "taboola",     "tags",	     "teaser",	      "teasers",
				       "toolbar",     "tooltip",     "topbar",	      "topnav",
				       "trending",    "widget",	     "widgets"};

/* Beginnings of classes that tell of a state or a subject, not of a part. */
static const char *const states[] = {"category-", "has-", "is-", "js-", "no-", "tag-", "with-"};

static const char *const aside_roles[] = {"alert",	 "alertdialog", "banner", "complementary",
					  "contentinfo", "dialog",	"menu",	  "menubar",
					  "navigation",	 "search",	"toolbar"};

static const char *const hidden_classes[] = {"hidden",
					     "sr-only",
					     "visually-hidden",
					     "visuallyhidden",
					     "screen-reader-text",
					     "screen-reader-only",
					     "element-invisible"};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_alnum(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

static bool is_doubtful(struct gz_str word)
{
	size_t low = 0, high = GZ_COUNT(doubtful);

	while (low < high) {
		size_t middle = (low + high) / 2, i = 0;
		const char *known = doubtful[middle];

		while (i < word.len && lower(word.ptr[i]) == known[i])
			i++;
		if (i == word.len && known[i] == '\0')
			return true;
		if (i == word.len || lower(word.ptr[i]) < known[i])
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

static bool is_state(struct gz_str name)
{
	for (size_t i = 0; i < GZ_COUNT(states); i++) {
		size_t len = strlen(states[i]);

		if (name.len > len && gz_html_same(gz_str_of(name.ptr, len), states[i]))
			return true;
	}
	return false;
}

/* "post-comments", "postComments", "post_comments": any of its words. */
static bool doubtful_name(struct gz_str name)
{
	if (is_state(name))
		return false;
	for (size_t i = 0; i < name.len;) {
		size_t from;

		while (i < name.len && !is_alnum(name.ptr[i]))
			i++;
		from = i;
		while (i < name.len && is_alnum(name.ptr[i])) {
			bool camel = i > from && name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' &&
				     (name.ptr[i - 1] < 'A' || name.ptr[i - 1] > 'Z');

			if (camel)
				break;
			i++;
		}
		if (i > from && is_doubtful(gz_str_of(name.ptr + from, i - from)))
			return true;
	}
	return false;
}

/* How much of a list of classes is looked at. */
#define CLASSES_MAX 1024

static bool doubtful_list(struct gz_str list)
{
	if (list.len > CLASSES_MAX)
		list.len = CLASSES_MAX;
	for (size_t i = 0; i < list.len;) {
		size_t from = i;

		while (i < list.len && list.ptr[i] > ' ')
			i++;
		if (doubtful_name(gz_str_of(list.ptr + from, i - from)))
			return true;
		while (i < list.len && (unsigned char)list.ptr[i] <= ' ')
			i++;
		i += i == from; /* bytes beyond ASCII, where char is signed */
	}
	return false;
}

static bool has_any(struct gz_str list, const char *const *words, size_t count)
{
	for (size_t i = 0; list.len > 0 && i < count; i++) {
		if (gz_html_has_word(list, words[i]))
			return true;
	}
	return false;
}

/* "display: none" or "visibility: hidden" in a style. */
static bool hides(struct gz_str style)
{
	char plain[256];
	size_t len = 0;

	for (size_t i = 0; i < style.len && len + 1 < sizeof(plain); i++) {
		if ((unsigned char)style.ptr[i] > ' ')
			plain[len++] = lower(style.ptr[i]);
	}
	plain[len] = '\0';
	return strstr(plain, "display:none") != NULL || strstr(plain, "visibility:hidden") != NULL;
}

static bool is_hidden(const struct gz_str *attr)
{
	if (attr[GZ_ATTR_HIDDEN].ptr != NULL && !gz_html_same(attr[GZ_ATTR_HIDDEN], "false"))
		return true;
	if (gz_html_same(attr[GZ_ATTR_ARIA_HIDDEN], "true"))
		return true;
	if (attr[GZ_ATTR_STYLE].len > 0 && hides(attr[GZ_ATTR_STYLE]))
		return true;
	return has_any(attr[GZ_ATTR_CLASS], hidden_classes, GZ_COUNT(hidden_classes));
}

uint8_t gz_html_marks(const struct gz_html_token *token, bool *hidden)
{
	const struct gz_str *attr = token->attr;
	unsigned marks = 0, id = token->element != NULL ? token->element->id : GZ_EL_OTHER;
	unsigned flags = token->element != NULL ? token->element->flags : 0;

	*hidden = is_hidden(attr) || (id == GZ_EL_DIALOG && attr[GZ_ATTR_OPEN].ptr == NULL);
	if (id == GZ_EL_MAIN || gz_html_has_word(attr[GZ_ATTR_ROLE], "main"))
		return GZ_NODE_MAIN | GZ_NODE_HEART;
	if (gz_html_has_word(attr[GZ_ATTR_ITEMPROP], "articlebody"))
		return GZ_NODE_BODY | GZ_NODE_HEART;
	if ((flags & GZ_EL_ASIDE) || id == GZ_EL_DIALOG ||
	    has_any(attr[GZ_ATTR_ROLE], aside_roles, GZ_COUNT(aside_roles)) ||
	    gz_html_has_word(attr[GZ_ATTR_ITEMPROP], "comment"))
		marks |= GZ_NODE_ASIDE;
	if (id == GZ_EL_HEADER || gz_html_same(attr[GZ_ATTR_ID], "header"))
		marks |= GZ_NODE_HEADER;
	if (id == GZ_EL_ARTICLE || gz_html_has_word(attr[GZ_ATTR_ROLE], "article"))
		marks |= GZ_NODE_ARTICLE;
	if (id == GZ_EL_FORM || doubtful_list(attr[GZ_ATTR_CLASS]) || doubtful_list(attr[GZ_ATTR_ID]))
		marks |= GZ_NODE_DOUBT;
	return (uint8_t)marks;
}
