/*
 * nitf.c: NITF (News Industry Text Format) 3: a story with its headline, its identifier and its day in the
 * head. Agencies and the New York Times' corpus use it; NewsML carries it.
 */
#include <string.h>

#include "xmlarticle.h"

struct nitf {
	struct gz_article article;
	struct gz_nitf body;
};

static const struct gz_xml_word words[] = {GZ_NITF_WORDS, GZ_PROSE_WORDS};

/* ---- the elements of a story ----------------------------------------------------------- */

void gz_nitf_begin(struct gz_nitf *n)
{
	gz_buf_clear(&n->dateline);
	gz_buf_clear(&n->abstract);
	gz_buf_clear(&n->lead);
	n->full = n->content = false;
}

void gz_nitf_free(struct gz_nitf *n)
{
	gz_buf_free(&n->dateline);
	gz_buf_free(&n->abstract);
	gz_buf_free(&n->lead);
}

static void head_start(struct gz_article *a, const struct gz_xml_element *e, unsigned rank)
{
	switch (e->word) {
	case GZ_NITF:
		a->into = NULL;
		gz_article_offer(a, GZ_KEY_LANG, rank, gz_xml_attribute(e, "xml:lang"));
		break;
	case GZ_NITF_TITLE: gz_article_take(a, e, GZ_KEY_TITLE, rank + 1); break;
	case GZ_NITF_DOC_ID: gz_article_offer(a, GZ_KEY_ID, rank, gz_xml_attribute(e, "id-string")); break;
	case GZ_NITF_DATE_ISSUE: gz_article_offer(a, GZ_KEY_DATE, rank, gz_xml_attribute(e, "norm")); break;
	case GZ_NITF_DATE_RELEASE:
		gz_article_offer(a, GZ_KEY_DATE, rank + 2, gz_xml_attribute(e, "norm"));
		break;
	case GZ_NITF_PUBDATA:
		gz_article_offer(a, GZ_KEY_DATE, rank + 1, gz_xml_attribute(e, "date.publication"));
		gz_article_offer(a, GZ_KEY_URL, rank, gz_xml_attribute(e, "ex-ref"));
		gz_article_offer(a, GZ_KEY_SOURCE, rank, gz_xml_attribute(e, "name"));
		break;
	default: break;
	}
}

/* The lead is repeated in the full text, if there is one. */
static void block_start(struct gz_article *a, struct gz_nitf *n, const struct gz_xml_element *e)
{
	struct gz_str class = gz_xml_attribute(e, "class");

	if (!n->content)
		return;
	if (gz_str_eq(class, GZ_STR("full_text")))
		n->full = true;
	a->into = gz_str_eq(class, GZ_STR("lead_paragraph")) ? &n->lead : &a->value[GZ_KEY_TEXT];
	gz_xml_keep_break(a->xml, a->into, 2);
}

void gz_nitf_start(struct gz_article *a, struct gz_nitf *n, const struct gz_xml_element *e, unsigned rank)
{
	switch (e->word) {
	case GZ_NITF_HL1: gz_article_take(a, e, GZ_KEY_TITLE, rank); break;
	case GZ_NITF_HEDLINE:
		/* Only its first line is a title. */
		a->into = NULL;
		break;
	case GZ_NITF_DATELINE:
		if (n->dateline.len > 0) /* of NewsML's own */
			gz_article_skip(a, e);
		else
			a->into = &n->dateline;
		break;
	case GZ_NITF_ABSTRACT: a->into = &n->abstract; break;
	case GZ_NITF_CONTENT:
		n->content = true;
		a->into = &a->value[GZ_KEY_TEXT];
		break;
	case GZ_NITF_BLOCK: block_start(a, n, e); break;
	case GZ_NITF_PASSED: gz_article_skip(a, e); break;
	default: head_start(a, e, rank); gz_article_prose_start(a, e);
	}
}

void gz_nitf_end(struct gz_article *a, struct gz_nitf *n, const struct gz_xml_element *e)
{
	switch (e->word) {
	case GZ_NITF_HEDLINE:
	case GZ_NITF_DATELINE:
	case GZ_NITF_ABSTRACT: a->into = n->content ? &a->value[GZ_KEY_TEXT] : NULL; break;
	case GZ_NITF_CONTENT:
		n->content = false;
		a->into = NULL;
		break;
	case GZ_NITF_BLOCK:
		if (n->content) {
			if (a->into != NULL) /* another story may have begun inside of it */
				gz_xml_keep_break(a->xml, a->into, 2);
			a->into = &a->value[GZ_KEY_TEXT];
		}
		break;
	default: gz_article_prose_end(a, e);
	}
}

static void prepend(struct gz_article *a, struct gz_buf *front)
{
	struct gz_buf *text = &a->value[GZ_KEY_TEXT], old = *text;
	struct gz_str first = gz_str_trim(gz_buf_view(front));

	if (first.len == 0 || gz_str_starts(gz_str_trim(gz_buf_view(text)), first))
		return;
	*text = *front;
	gz_article_append(a, gz_buf_view(&old));
	*front = old;
}

void gz_nitf_complete(struct gz_article *a, struct gz_nitf *n)
{
	if (!n->full)
		prepend(a, &n->lead);
	if (gz_str_trim(gz_buf_view(&a->value[GZ_KEY_TEXT])).len == 0)
		gz_article_append(a, gz_buf_view(&n->abstract));
	prepend(a, &n->dateline);
}

/* ---- the format ---------------------------------------------------------------------------- */

static bool is_root(const struct gz_xml_element *e)
{
	return e->word == GZ_NITF;
}

static void on_start(struct gz_article *a, const struct gz_xml_element *e)
{
	struct nitf *n = (struct nitf *)a;

	if (e->depth == 1 && gz_article_begin(a, e))
		gz_nitf_begin(&n->body);
	gz_nitf_start(a, &n->body, e, 0);
}

static void on_end(struct gz_article *a, const struct gz_xml_element *e)
{
	if (!gz_article_finished(a, e))
		gz_nitf_end(a, &((struct nitf *)a)->body, e);
}

static bool complete(struct gz_article *a, struct gz_error *err)
{
	(void)err;
	gz_nitf_complete(a, &((struct nitf *)a)->body);
	return true;
}

static void free_body(struct gz_article *a)
{
	gz_nitf_free(&((struct nitf *)a)->body);
}

static const struct gz_article_format format = {
	.name = "NITF",
	.words = words,
	.words_count = GZ_COUNT(words),
	.size = sizeof(struct nitf),
	.is_root = is_root,
	.start = on_start,
	.end = on_end,
	.complete = complete,
	.free = free_body,
	.of_file = true,
};

static bool nitf_probe(const struct gz_head *head)
{
	struct gz_xml_root root;

	return gz_xml_root(head->bytes, &root) && gz_str_eq(root.local, GZ_STR("nitf"));
}

static bool nitf_open(struct gz_reader *r, struct gz_error *err)
{
	return gz_article_open(r, &format, err);
}

const struct gz_format gz_format_nitf = {"nitf", nitf_probe, nitf_open, gz_article_next, gz_article_close};
