/*
 * xmlarticle.h: what the formats of articles in XML share: fields that are filled from elements and
 * attributes, the best source of each winning, prose with its paragraphs, and the way from a record to a
 * document.
 */
#ifndef GAZET_READ_XMLARTICLE_H
#define GAZET_READ_XMLARTICLE_H

#include "xml.h"

/* Words of markup, behind the format's own in its table. */
enum gz_prose {
	GZ_PROSE_PARAGRAPH = 1000, /* stands apart */
	GZ_PROSE_LINE,
	GZ_PROSE_CELL, /* apart from its neighbours */
	GZ_PROSE_SKIP  /* nothing to read in it */
};
/* clang-format off */
#define GZ_PROSE_WORDS \
	{"p", GZ_PROSE_PARAGRAPH}, {"div", GZ_PROSE_PARAGRAPH}, {"block", GZ_PROSE_PARAGRAPH}, \
	{"h1", GZ_PROSE_PARAGRAPH}, {"h2", GZ_PROSE_PARAGRAPH}, {"h3", GZ_PROSE_PARAGRAPH}, \
	{"h4", GZ_PROSE_PARAGRAPH}, {"h5", GZ_PROSE_PARAGRAPH}, {"h6", GZ_PROSE_PARAGRAPH}, \
	{"hl2", GZ_PROSE_PARAGRAPH}, {"blockquote", GZ_PROSE_PARAGRAPH}, {"bq", GZ_PROSE_PARAGRAPH}, \
	{"pre", GZ_PROSE_PARAGRAPH}, {"table", GZ_PROSE_PARAGRAPH}, {"ul", GZ_PROSE_PARAGRAPH}, \
	{"ol", GZ_PROSE_PARAGRAPH}, {"dl", GZ_PROSE_PARAGRAPH}, {"hr", GZ_PROSE_PARAGRAPH}, \
	{"section", GZ_PROSE_PARAGRAPH}, {"article", GZ_PROSE_PARAGRAPH}, {"body", GZ_PROSE_PARAGRAPH}, \
	{"figure", GZ_PROSE_PARAGRAPH}, {"figcaption", GZ_PROSE_PARAGRAPH}, {"note", GZ_PROSE_PARAGRAPH}, \
	{"media", GZ_PROSE_PARAGRAPH}, {"media-caption", GZ_PROSE_PARAGRAPH}, \
	{"br", GZ_PROSE_LINE}, {"li", GZ_PROSE_LINE}, {"tr", GZ_PROSE_LINE}, {"dt", GZ_PROSE_LINE}, \
	{"dd", GZ_PROSE_LINE}, {"caption", GZ_PROSE_LINE}, \
	{"td", GZ_PROSE_CELL}, {"th", GZ_PROSE_CELL}, \
	{"script", GZ_PROSE_SKIP}, {"style", GZ_PROSE_SKIP}, {"media-metadata", GZ_PROSE_SKIP}, \
	{"media-producer", GZ_PROSE_SKIP}, {"media-reference", GZ_PROSE_SKIP}, {"media-object", GZ_PROSE_SKIP}
/* clang-format on */

struct gz_article;

struct gz_article_format {
	const char *name;
	const struct gz_xml_word *words;
	size_t words_count;
	size_t size; /* of the state, which begins with a struct gz_article */
	bool (*is_root)(const struct gz_xml_element *root);
	/* Not called inside an element that is taken as a field or passed over. */
	void (*start)(struct gz_article *a, const struct gz_xml_element *element);
	void (*end)(struct gz_article *a, const struct gz_xml_element *element);
	/* The record has ended: last work on its fields. False only when memory ran out. */
	bool (*complete)(struct gz_article *a, struct gz_error *err);
	void (*free)(struct gz_article *a); /* what the state holds besides */
	bool of_file; /* id and date, where the record has none, are those of the file */
};

struct gz_article {
	const struct gz_article_format *format;
	struct gz_reader *r;
	struct gz_xml *xml;
	struct gz_buf value[GZ_KEYS];
	unsigned rank[GZ_KEYS]; /* of where the value is from */
	struct gz_buf *into;	/* where text goes; NULL: nowhere */
	bool verbatim;		/* with its white space */
	struct gz_buf piece;	/* a field that is being taken */
	enum gz_key piece_key;
	unsigned piece_rank;
	size_t piece_depth;
	struct gz_buf *piece_before;
	size_t skip_depth;
	size_t record_depth; /* of the element that is the record; 0 outside */
};

bool gz_article_open(struct gz_reader *r, const struct gz_article_format *format, struct gz_error *err);
enum gz_read_status gz_article_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				    struct gz_error *err);
void gz_article_close(struct gz_reader *r);

/* ---- in handlers ---------------------------------------------------------------- */

/* This element is a record. False inside another one. */
bool gz_article_begin(struct gz_article *a, const struct gz_xml_element *element);
/* In its `end`: true when it was the record's, and gz_article_next takes over. */
bool gz_article_finished(struct gz_article *a, const struct gz_xml_element *element);
/* A value for a field: it counts when it is not blank and none of a lower or the same rank is there. */
void gz_article_offer(struct gz_article *a, enum gz_key key, unsigned rank, struct gz_str value);
/* The text of this element is such a value. */
void gz_article_take(struct gz_article *a, const struct gz_xml_element *element, enum gz_key key,
		     unsigned rank);
/* Nothing in this element is wanted. */
void gz_article_skip(struct gz_article *a, const struct gz_xml_element *element);
/* Markup in a->into. */
void gz_article_prose_start(struct gz_article *a, const struct gz_xml_element *element);
void gz_article_prose_end(struct gz_article *a, const struct gz_xml_element *element);
/* Appends `more` to the text as paragraphs of their own: in `complete`, where the record is known to be small
 * enough. */
void gz_article_append(struct gz_article *a, struct gz_str more);

/* ---- NITF, also inside NewsML ------------------------------------------------------ */

struct gz_nitf {
	struct gz_buf dateline, abstract, lead;
	bool full;    /* there is a block with the full text */
	bool content; /* inside body.content */
};
/* Words of NITF, before those of prose. */
enum gz_nitf_word {
	GZ_NITF = 500,
	GZ_NITF_TITLE,
	GZ_NITF_DOC_ID,
	GZ_NITF_DATE_ISSUE,
	GZ_NITF_DATE_RELEASE,
	GZ_NITF_PUBDATA,
	GZ_NITF_HL1,
	GZ_NITF_HEDLINE,
	GZ_NITF_DATELINE,
	GZ_NITF_ABSTRACT,
	GZ_NITF_CONTENT,
	GZ_NITF_BLOCK,
	GZ_NITF_PASSED /* bylines, credits, the codes in docdata */
};
/* clang-format off */
#define GZ_NITF_WORDS \
	{"nitf", GZ_NITF}, {"title", GZ_NITF_TITLE}, {"doc-id", GZ_NITF_DOC_ID}, \
	{"date.issue", GZ_NITF_DATE_ISSUE}, {"date.release", GZ_NITF_DATE_RELEASE}, \
	{"pubdata", GZ_NITF_PUBDATA}, {"hl1", GZ_NITF_HL1}, {"hedline", GZ_NITF_HEDLINE}, \
	{"dateline", GZ_NITF_DATELINE}, {"abstract", GZ_NITF_ABSTRACT}, {"body.content", GZ_NITF_CONTENT}, \
	{"block", GZ_NITF_BLOCK}, {"byline", GZ_NITF_PASSED}, {"body.end", GZ_NITF_PASSED}, \
	{"identified-content", GZ_NITF_PASSED}
/* clang-format on */
void gz_nitf_begin(struct gz_nitf *n);
/* `rank` is added to the ranks of fields. */
void gz_nitf_start(struct gz_article *a, struct gz_nitf *n, const struct gz_xml_element *element,
		   unsigned rank);
void gz_nitf_end(struct gz_article *a, struct gz_nitf *n, const struct gz_xml_element *element);
/* Puts the text together. */
void gz_nitf_complete(struct gz_article *a, struct gz_nitf *n);
void gz_nitf_free(struct gz_nitf *n);

#endif
