/*
 * rcv1.c: Reuters' corpora RCV1 and RCV2: a <newsitem> a document, in files of their own or one after another
 * in one file.
 */
#include "xmlarticle.h"

enum word { NEWSITEM = 1, TITLE, HEADLINE, DATELINE, TEXT, PASSED, DC };

static const struct gz_xml_word words[] = {
	{"newsitem", NEWSITEM}, {"title", TITLE},  {"headline", HEADLINE},
	{"dateline", DATELINE}, {"text", TEXT},	   {"byline", PASSED},
	{"copyright", PASSED},	{"codes", PASSED}, {"dc", DC},
	GZ_PROSE_WORDS,
};

static bool is_root(const struct gz_xml_element *e)
{
	return e->word == NEWSITEM;
}

static void take_dc(struct gz_article *a, const struct gz_xml_element *e)
{
	if (gz_str_eq(gz_xml_attribute(e, "element"), GZ_STR("dc.date.published")))
		gz_article_offer(a, GZ_KEY_DATE, 1, gz_xml_attribute(e, "value"));
}

static void on_start(struct gz_article *a, const struct gz_xml_element *e)
{
	switch (e->word) {
	case NEWSITEM:
		if (!gz_article_begin(a, e))
			break;
		gz_article_offer(a, GZ_KEY_ID, 0, gz_xml_attribute(e, "itemid"));
		gz_article_offer(a, GZ_KEY_DATE, 0, gz_xml_attribute(e, "date"));
		gz_article_offer(a, GZ_KEY_LANG, 0, gz_xml_attribute(e, "xml:lang"));
		break;
	case TITLE: gz_article_take(a, e, GZ_KEY_TITLE, 1); break;
	case HEADLINE: gz_article_take(a, e, GZ_KEY_TITLE, 0); break;
	case DATELINE:
	case TEXT:
		a->into = &a->value[GZ_KEY_TEXT];
		gz_xml_keep_break(a->xml, a->into, 2);
		break;
	case PASSED: gz_article_skip(a, e); break;
	case DC: take_dc(a, e); break;
	default: gz_article_prose_start(a, e);
	}
}

static void on_end(struct gz_article *a, const struct gz_xml_element *e)
{
	if (gz_article_finished(a, e))
		return;
	if (e->word == TEXT || e->word == DATELINE)
		a->into = NULL;
	else
		gz_article_prose_end(a, e);
}

static const struct gz_article_format format = {
	.name = "RCV1",
	.words = words,
	.words_count = GZ_COUNT(words),
	.size = sizeof(struct gz_article),
	.is_root = is_root,
	.start = on_start,
	.end = on_end,
	.of_file = true,
};

static bool rcv1_probe(const struct gz_head *head)
{
	struct gz_xml_root root;

	return gz_xml_root(head->bytes, &root) && gz_str_eq(root.name, GZ_STR("newsitem"));
}

static bool rcv1_open(struct gz_reader *r, struct gz_error *err)
{
	return gz_article_open(r, &format, err);
}

const struct gz_format gz_format_rcv1 = {"rcv1", rcv1_probe, rcv1_open, gz_article_next, gz_article_close};
