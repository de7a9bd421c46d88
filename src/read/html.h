/*
 * html.h: what the files of html*.c share. The way of a page: tokens (html_token.c, html_entity.c) → blocks
 * of text in a tree of containers (html_tree.c) → the blocks of the main text (html_main.c); and what it says
 * of itself (html_meta.c, html_jsonld.c). All of it is linear in the bytes of the page.
 */
#ifndef GAZET_READ_HTML_H
#define GAZET_READ_HTML_H

#include "internal.h"

/* ---- tokens -------------------------------------------------------------------- */

enum gz_element_flag {
	GZ_EL_BLOCK = 1 << 0,	  /* begins and ends a paragraph */
	GZ_EL_CONTAINER = 1 << 1, /* may hold a part of the page */
	GZ_EL_VOID = 1 << 2,	  /* has no end */
	GZ_EL_RAW = 1 << 3,	  /* holds no tags */
	GZ_EL_SKIP = 1 << 4,	  /* is not shown as text */
	GZ_EL_ASIDE = 1 << 5,	  /* is no main text */
	GZ_EL_SCOPE = 1 << 6,	  /* an end tag inside closes nothing outside */
	GZ_EL_HEADING = 1 << 7,
	GZ_EL_FORMAT = 1 << 8, /* of words: a, b, em ... */
};

/* Those that something depends on; all others are names with flags only. */
enum gz_element_id {
	GZ_EL_OTHER,
	GZ_EL_A,
	GZ_EL_ARTICLE,
	GZ_EL_BODY,
	GZ_EL_BR,
	GZ_EL_CELL,
	GZ_EL_DIALOG,
	GZ_EL_DD,
	GZ_EL_FORM,
	GZ_EL_H1,
	GZ_EL_HEADER,
	GZ_EL_HTML,
	GZ_EL_LI,
	GZ_EL_LINK,
	GZ_EL_LIST,
	GZ_EL_MAIN,
	GZ_EL_META,
	GZ_EL_P,
	GZ_EL_PRE,
	GZ_EL_Q,
	GZ_EL_ROW,
	GZ_EL_SCRIPT,
	GZ_EL_TABLE,
	GZ_EL_TIME,
	GZ_EL_TITLE
};

struct gz_element {
	char name[12];
	uint16_t flags;
	uint8_t id;
};

enum gz_html_attr {
	GZ_ATTR_CLASS,
	GZ_ATTR_ID,
	GZ_ATTR_ROLE,
	GZ_ATTR_HIDDEN,
	GZ_ATTR_ARIA_HIDDEN,
	GZ_ATTR_STYLE,
	GZ_ATTR_HREF,
	GZ_ATTR_NAME,
	GZ_ATTR_PROPERTY,
	GZ_ATTR_ITEMPROP,
	GZ_ATTR_CONTENT,
	GZ_ATTR_REL,
	GZ_ATTR_LANG,
	GZ_ATTR_TYPE,
	GZ_ATTR_CHARSET,
	GZ_ATTR_HTTP_EQUIV,
	GZ_ATTR_DATETIME,
	GZ_ATTR_PUBDATE,
	GZ_ATTR_OPEN,
	GZ_ATTRS
};

enum gz_html_kind { GZ_HTML_END, GZ_HTML_TEXT, GZ_HTML_START, GZ_HTML_CLOSE };

struct gz_html_token {
	enum gz_html_kind kind;
	struct gz_str text; /* of GZ_HTML_TEXT, and what a raw element holds; references not decoded */
	const struct gz_element *element; /* of start and close; NULL: of no known name */
	struct gz_str name;		  /* as written */
	/* As written: .ptr NULL where it is missing. The first of several is it. */
	struct gz_str attr[GZ_ATTRS];
};

struct gz_html_scan {
	const char *at, *end;
};

/* False at the end. Raw elements are one start token without a close. */
bool gz_html_next(struct gz_html_scan *scan, struct gz_html_token *token);
/* NULL when it has no flags and no id. */
const struct gz_element *gz_html_element(struct gz_str name);
/* Bytes of the character reference at s (which begins with '&'); 0 when it is none. */
size_t gz_html_entity(struct gz_str s, bool attribute, uint32_t *code);
/* Appends text with references decoded and white space as one space each. */
bool gz_html_decode(struct gz_buf *out, struct gz_str s, bool attribute);
/* ASCII letters only. */
bool gz_html_same(struct gz_str a, const char *lower);
/* Does `lower` stand in it as a word between spaces? */
bool gz_html_has_word(struct gz_str list, const char *lower);

/* ---- its text --------------------------------------------------------------------- */

/* How far it goes on without needing a look: up to white space other than one space between two bytes that
 * need none, up to '&', or up to the first byte of U+0080 to U+00BF. */
size_t gz_html_run(const char *s, size_t len);
/* Of a language that writes no words, they count by its characters. */
uint32_t gz_html_words(struct gz_str s);

/* ---- the page as blocks --------------------------------------------------------- */

enum gz_node_mark {
	GZ_NODE_ASIDE = 1 << 0, /* by element or role no main text */
	GZ_NODE_DOUBT = 1 << 1, /* by its class or id none */
	GZ_NODE_ARTICLE = 1 << 2,
	GZ_NODE_MAIN = 1 << 3,
	GZ_NODE_BODY = 1 << 4,	 /* says that it is the text of the article */
	GZ_NODE_HEADER = 1 << 5, /* aside outside of an article */
	GZ_NODE_HEART = 1 << 6	 /* the page's heading, or its main part, is below it */
};

struct gz_node {
	uint32_t parent; /* less than its own number; of the first one: 0 */
	uint32_t words;	 /* html_main.c's */
	uint8_t marks;
	uint8_t out; /* html_main.c's: what was inherited */
};

/* A run of text without a break. */
struct gz_block {
	size_t start, len; /* in the page's text */
	size_t linked;	   /* bytes that are links */
	uint32_t words;
	uint32_t node;
	uint32_t row, cell; /* of a table, from 1; else 0 */
	bool heading;
	bool top;  /* of <h1> */
	bool keep; /* html_main.c's */
	bool content;
};

struct gz_html_tree {
	struct gz_buf text;
	GZ_VEC(struct gz_node) nodes;
	GZ_VEC(struct gz_block) blocks;
};

/* Marks of an element by its role, class, id and itemprop. *hidden: it is not shown. */
uint8_t gz_html_marks(const struct gz_html_token *token, bool *hidden);

struct gz_html_meta;
/* `meta` may be NULL: nobody asks. False only when memory ran out. */
bool gz_html_build(struct gz_str html, struct gz_html_tree *tree, struct gz_html_meta *meta);
void gz_html_tree_free(struct gz_html_tree *tree);
/* Sets `keep` of the blocks that are the main text; of all blocks where nothing is. */
void gz_html_choose(struct gz_html_tree *tree);
/* Appends the kept blocks: an empty line between paragraphs, " | " between cells of a row. A block that is
 * `title` and nothing else is left out (once). */
bool gz_html_write(const struct gz_html_tree *tree, struct gz_str title, struct gz_buf *out);

/* ---- what it says of itself -------------------------------------------------------- */

/* Candidates, best first. */
enum gz_meta_title {
	GZ_TITLE_OG,
	GZ_TITLE_JSONLD,
	GZ_TITLE_ELEMENT,
	GZ_TITLE_TWITTER,
	GZ_TITLE_H1,
	GZ_META_TITLES
};
enum gz_meta_date {
	GZ_DATE_JSONLD,
	GZ_DATE_ARTICLE,
	GZ_DATE_ITEM,
	GZ_DATE_NAME,
	GZ_DATE_PUBDATE,
	GZ_DATE_TIME,
	GZ_META_DATES
};

struct gz_html_meta {
	struct gz_buf title[GZ_META_TITLES], date[GZ_META_DATES];
	struct gz_buf site, canonical, og_url, lang;
	bool article; /* JSON-LD gave those of an article, not of any page */
};

bool gz_html_meta_element(struct gz_html_meta *meta, const struct gz_html_token *token);
/* <time>; `main`: in an article or the main part. */
bool gz_html_meta_time(struct gz_html_meta *meta, const struct gz_html_token *token, bool main);
bool gz_html_meta_jsonld(struct gz_html_meta *meta, struct gz_str json);
/* The best of each into *page. */
bool gz_html_meta_finish(struct gz_html_meta *meta, struct gz_page *page);
void gz_html_meta_free(struct gz_html_meta *meta);

#endif
