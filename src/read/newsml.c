/*
 * newsml.c: NewsML-G2 (an item, or a message of several) and NewsML 1, of agencies: a news item is a
 * document. Its text is NITF, XHTML or plain, inside the item; what an item only refers to is not read.
 */
#include <string.h>

#include "xmlarticle.h"

enum word {
	ROOT = 1,
	ITEM,
	CONTENT_CREATED,
	VERSION_CREATED,
	FIRST_CREATED,
	DAY,
	PROVIDER,
	PROVIDER_ID,
	NAME,
	HEADLINE,
	DESCRIPTION,
	LANGUAGE,
	IDENTIFIER,
	INLINE,
	DATA_CONTENT,
};

static const struct gz_xml_word words[] = {
	{"newsMessage", ROOT},
	{"NewsML", ROOT},
	{"packageItem", ROOT},
	{"newsItem", ITEM},
	{"NewsItem", ITEM},
	{"contentCreated", CONTENT_CREATED},
	{"versionCreated", VERSION_CREATED},
	{"ThisRevisionCreated", VERSION_CREATED},
	{"firstCreated", FIRST_CREATED},
	{"FirstCreated", FIRST_CREATED},
	{"DateId", DAY},
	{"provider", PROVIDER},
	{"ProviderId", PROVIDER_ID},
	{"name", NAME},
	{"headline", HEADLINE},
	{"HeadLine", HEADLINE},
	{"description", DESCRIPTION},
	{"language", LANGUAGE},
	{"Language", LANGUAGE},
	{"PublicIdentifier", IDENTIFIER},
	{"inlineXML", INLINE},
	{"inlineData", INLINE},
	{"DataContent", DATA_CONTENT},
	{"DateLine", GZ_NITF_DATELINE},
	/* These have names, headlines and texts of their own. */
	{"link", GZ_NITF_PASSED},
	{"assert", GZ_NITF_PASSED},
	{"inlineRef", GZ_NITF_PASSED},
	{"subject", GZ_NITF_PASSED},
	{"rightsInfo", GZ_NITF_PASSED},
	{"remoteContent", GZ_NITF_PASSED},
	GZ_NITF_WORDS,
	GZ_PROSE_WORDS,
};

struct newsml {
	struct gz_article article;
	struct gz_nitf body;
	size_t provider; /* depth of the element, inside it */
	size_t data;	 /* the same of what holds the text */
	bool markup;	 /* the text has elements: its white space says nothing */
	struct gz_buf guid;
};

static bool is_root(const struct gz_xml_element *e)
{
	return e->word == ROOT || e->word == ITEM;
}

/* ---- what an item says of itself ---------------------------------------------------------- */

static void item_start(struct newsml *n, const struct gz_xml_element *e)
{
	struct gz_article *a = &n->article;
	struct gz_str guid = gz_xml_attribute(e, "guid"), version = gz_xml_attribute(e, "version");

	if (!gz_article_begin(a, e))
		return;
	gz_nitf_begin(&n->body);
	n->provider = n->data = 0;
	gz_article_offer(a, GZ_KEY_LANG, 2, gz_xml_attribute(e, "xml:lang"));
	if (guid.len == 0)
		return;
	gz_buf_clear(&n->guid);
	gz_xml_keep(a->xml, &n->guid, guid);
	if (version.len > 0) {
		gz_xml_keep(a->xml, &n->guid, GZ_STR(":"));
		gz_xml_keep(a->xml, &n->guid, version);
	}
	gz_article_offer(a, GZ_KEY_ID, 0, gz_buf_view(&n->guid));
}

static void provider_start(struct newsml *n, const struct gz_xml_element *e)
{
	n->provider = e->depth;
	gz_article_offer(&n->article, GZ_KEY_SOURCE, 1, gz_xml_attribute(e, "literal"));
	gz_article_offer(&n->article, GZ_KEY_SOURCE, 2, gz_xml_attribute(e, "qcode"));
}

static void meta_start(struct newsml *n, const struct gz_xml_element *e)
{
	struct gz_article *a = &n->article;

	switch (e->word) {
	case CONTENT_CREATED: gz_article_take(a, e, GZ_KEY_DATE, 0); break;
	case VERSION_CREATED: gz_article_take(a, e, GZ_KEY_DATE, 1); break;
	case FIRST_CREATED: gz_article_take(a, e, GZ_KEY_DATE, 2); break;
	case DAY: gz_article_take(a, e, GZ_KEY_DATE, 3); break;
	case PROVIDER: provider_start(n, e); break;
	case PROVIDER_ID: gz_article_take(a, e, GZ_KEY_SOURCE, 0); break;
	case NAME:
		if (n->provider > 0)
			gz_article_take(a, e, GZ_KEY_SOURCE, 0);
		break;
	case HEADLINE: gz_article_take(a, e, GZ_KEY_TITLE, 0); break;
	case IDENTIFIER: gz_article_take(a, e, GZ_KEY_ID, 0); break;
	case LANGUAGE:
		gz_article_offer(a, GZ_KEY_LANG, 0, gz_xml_attribute(e, "tag"));
		gz_article_offer(a, GZ_KEY_LANG, 0, gz_xml_attribute(e, "FormalName"));
		break;
	case DESCRIPTION:
		a->into = &n->body.abstract;
		gz_xml_keep_break(a->xml, a->into, 2);
		break;
	default: gz_nitf_start(a, &n->body, e, 10);
	}
}

/* ---- its text ------------------------------------------------------------------------------- */

/* The contents of a set are the same in several forms, of which the first that is text will do. */
static void data_start(struct newsml *n, const struct gz_xml_element *e)
{
	struct gz_article *a = &n->article;
	struct gz_buf *text = &a->value[GZ_KEY_TEXT];
	bool have = gz_str_trim(gz_buf_view(text)).len > 0;

	if ((e->word == INLINE && have) || gz_xml_attribute(e, "encoding").len > 0) {
		gz_article_skip(a, e);
		return;
	}
	gz_xml_keep_break(a->xml, text, 2);
	gz_article_offer(a, GZ_KEY_LANG, 1, gz_xml_attribute(e, "xml:lang"));
	a->into = text;
	a->verbatim = true;
	n->markup = false;
	n->data = e->depth;
}

static void on_start(struct gz_article *a, const struct gz_xml_element *e)
{
	struct newsml *n = (struct newsml *)a;

	if (e->word == ITEM)
		item_start(n, e);
	else if (a->record_depth == 0)
		return;
	else if (n->data > 0 && !n->markup) {
		/* What came was the space in front of it. */
		gz_xml_keep_break(a->xml, a->into, 2);
		a->verbatim = false;
		n->markup = true;
		gz_nitf_start(a, &n->body, e, 10);
	} else if (n->data > 0)
		gz_nitf_start(a, &n->body, e, 10);
	else if (e->word == INLINE || e->word == DATA_CONTENT)
		data_start(n, e);
	else
		meta_start(n, e);
}

static void on_end(struct gz_article *a, const struct gz_xml_element *e)
{
	struct newsml *n = (struct newsml *)a;

	if (a->record_depth == 0 || gz_article_finished(a, e))
		return;
	if (n->data == e->depth) {
		n->data = 0;
		a->into = NULL;
		a->verbatim = false;
	} else if (n->data > 0) {
		gz_nitf_end(a, &n->body, e);
	} else if (n->provider == e->depth) {
		n->provider = 0;
	} else if (e->word == DESCRIPTION || e->word == GZ_NITF_DATELINE) {
		a->into = NULL;
	} else {
		gz_article_prose_end(a, e);
	}
}

static bool complete(struct gz_article *a, struct gz_error *err)
{
	(void)err;
	gz_nitf_complete(a, &((struct newsml *)a)->body);
	return true;
}

static void free_item(struct gz_article *a)
{
	struct newsml *n = (struct newsml *)a;

	gz_nitf_free(&n->body);
	gz_buf_free(&n->guid);
}

/* ---- the format ------------------------------------------------------------------------------ */

static const struct gz_article_format format = {
	.name = "NewsML",
	.words = words,
	.words_count = GZ_COUNT(words),
	.size = sizeof(struct newsml),
	.is_root = is_root,
	.start = on_start,
	.end = on_end,
	.complete = complete,
	.free = free_item,
	.of_file = true,
};

static bool newsml_probe(const struct gz_head *head)
{
	static const char *const roots[] = {"newsMessage", "newsItem", "NewsML", "packageItem"};
	struct gz_xml_root root;

	if (!gz_xml_root(head->bytes, &root))
		return false;
	for (size_t i = 0; i < GZ_COUNT(roots); i++) {
		if (gz_str_eq(root.local, gz_str(roots[i])))
			return true;
	}
	return false;
}

static bool newsml_open(struct gz_reader *r, struct gz_error *err)
{
	return gz_article_open(r, &format, err);
}

const struct gz_format gz_format_newsml = {"newsml", newsml_probe, newsml_open, gz_article_next,
					   gz_article_close};
