/*
 * feed.c: RSS 0.9x, 1.0 and 2.0, and Atom: every item of a feed is a document. Texts are HTML, escaped or as
 * elements; of a summary and a content the longer text is taken. The feed itself gives source and language.
 */
#include <string.h>
#include <strings.h>

#include "xmlarticle.h"

enum word {
	ROOT = 1, /* of RSS */
	FEED,
	CHANNEL,
	ITEM,
	TITLE,
	LINK,
	ID,
	DATE,
	PUBLISHED,
	UPDATED,
	LANGUAGE,
	SUMMARY,
	CONTENT,
};

static const struct gz_xml_word words[] = {
	{"rss", ROOT},
	{"RDF", ROOT},
	{"feed", FEED},
	{"channel", CHANNEL},
	{"item", ITEM},
	{"entry", ITEM},
	{"title", TITLE},
	{"link", LINK},
	{"guid", ID},
	{"id", ID},
	{"pubDate", PUBLISHED},
	{"published", PUBLISHED},
	{"issued", PUBLISHED},
	{"date", DATE},
	{"updated", UPDATED},
	{"modified", UPDATED},
	{"created", UPDATED},
	{"language", LANGUAGE},
	{"description", SUMMARY},
	{"summary", SUMMARY},
	{"content", CONTENT},
	{"encoded", CONTENT},
	GZ_PROSE_WORDS,
};

/* How the text of an element is written. */
enum kind { PLAIN, HTML, MARKUP };

struct text {
	struct gz_buf raw;
	enum kind kind;
};

struct feed {
	struct gz_article article;
	struct gz_buf source, language; /* of the feed */
	struct text summary, content;
	struct gz_buf plain;	    /* what HTML was turned into */
	bool title_html, permalink; /* its guid is an address */
	size_t field_depth;	    /* of the field whose text is being read */
	size_t channel_depth;
};

static bool is_root(const struct gz_xml_element *e)
{
	return e->word == ROOT || e->word == FEED || e->word == CHANNEL || e->word == ITEM;
}

/* Of RSS or Atom themselves, not of a module that has elements of the same name. */
static bool own(const struct gz_xml_element *e)
{
	return e->space == GZ_XML_NONE || e->space == GZ_XML_RSS || e->space == GZ_XML_ATOM;
}

/* ---- the feed ------------------------------------------------------------------------------- */

static void item_start(struct feed *f, const struct gz_xml_element *e)
{
	struct gz_article *a = &f->article;

	if (!gz_article_begin(a, e))
		return;
	gz_buf_clear(&f->summary.raw);
	gz_buf_clear(&f->content.raw);
	f->summary.kind = f->content.kind = HTML;
	f->title_html = f->permalink = false;
	f->field_depth = 0;
	gz_article_offer(a, GZ_KEY_LANG, 0, gz_xml_attribute(e, "xml:lang"));
	gz_article_offer(a, GZ_KEY_ID, 1, gz_xml_attribute(e, "rdf:about"));
	gz_article_offer(a, GZ_KEY_URL, 2, gz_xml_attribute(e, "rdf:about"));
}

static void channel_start(struct feed *f, const struct gz_xml_element *e)
{
	struct gz_article *a = &f->article;
	struct gz_str lang = gz_xml_attribute(e, "xml:lang");

	if (e->depth == 1) {
		gz_buf_clear(&f->source);
		gz_buf_clear(&f->language);
	}
	if (e->word == FEED || e->word == CHANNEL)
		f->channel_depth = e->depth;
	if ((e->depth == 1 || e->word == CHANNEL) && lang.len > 0 && f->language.len == 0)
		gz_xml_keep(a->xml, &f->language, lang);
	if (e->depth != f->channel_depth + 1 || e->depth == 1)
		return;
	struct gz_buf *field = e->word == TITLE && own(e)				  ? &f->source
			       : e->word == LANGUAGE && (own(e) || e->space == GZ_XML_DC) ? &f->language
											  : NULL;
	if (field != NULL) {
		gz_buf_clear(field);
		f->field_depth = e->depth;
		a->into = field;
	}
}

/* ---- the fields of an item ------------------------------------------------------------------------ */

static enum kind kind_of(const struct gz_xml_element *e)
{
	struct gz_str type = gz_xml_attribute(e, "type");

	if (e->space != GZ_XML_ATOM)
		return HTML;
	if (type.len == 0 || gz_str_eq(type, GZ_STR("text")) || gz_str_eq(type, GZ_STR("text/plain")))
		return PLAIN;
	/* Atom 0.3 tells the way of writing in `mode`. */
	if (gz_str_eq(type, GZ_STR("xhtml")) || gz_str_eq(type, GZ_STR("application/xhtml+xml")))
		return gz_str_eq(gz_xml_attribute(e, "mode"), GZ_STR("escaped")) ? HTML : MARKUP;
	return HTML;
}

static void link_start(struct feed *f, const struct gz_xml_element *e)
{
	struct gz_article *a = &f->article;
	struct gz_str href = gz_xml_attribute(e, "href"), rel = gz_xml_attribute(e, "rel");

	if (href.len == 0 && e->space != GZ_XML_ATOM)
		gz_article_take(a, e, GZ_KEY_URL, 0);
	else if (rel.len == 0 || gz_str_eq(rel, GZ_STR("alternate")))
		gz_article_offer(a, GZ_KEY_URL, e->space == GZ_XML_ATOM ? 0 : 1, href);
}

static void text_start(struct feed *f, const struct gz_xml_element *e, struct text *text)
{
	struct gz_article *a = &f->article;

	/* The first one counts; a content elsewhere (src=) is none. */
	if (gz_str_trim(gz_buf_view(&text->raw)).len > 0) {
		gz_article_skip(a, e);
		return;
	}
	gz_buf_clear(&text->raw);
	text->kind = kind_of(e);
	a->into = &text->raw;
	a->verbatim = text->kind != MARKUP;
	f->field_depth = e->depth;
}

static void field_start(struct feed *f, const struct gz_xml_element *e)
{
	struct gz_article *a = &f->article;
	bool dated = own(e) || e->space == GZ_XML_DC;

	switch (own(e) || e->space == GZ_XML_DC || e->space == GZ_XML_CONTENT ? e->word : 0) {
	case TITLE:
		if (a->rank[GZ_KEY_TITLE] > 0)
			f->title_html = kind_of(e) == HTML;
		gz_article_take(a, e, GZ_KEY_TITLE, own(e) ? 0 : 1);
		break;
	case LINK: link_start(f, e); break;
	case ID:
		gz_article_take(a, e, GZ_KEY_ID, own(e) ? 0 : 2);
		f->permalink = e->space != GZ_XML_ATOM &&
			       !gz_str_eq(gz_xml_attribute(e, "isPermaLink"), GZ_STR("false"));
		break;
	case PUBLISHED: gz_article_take(a, e, GZ_KEY_DATE, 0); break;
	case DATE:
		if (dated)
			gz_article_take(a, e, GZ_KEY_DATE, 1);
		break;
	case UPDATED: gz_article_take(a, e, GZ_KEY_DATE, 2); break;
	case LANGUAGE: gz_article_take(a, e, GZ_KEY_LANG, 1); break;
	case SUMMARY: text_start(f, e, &f->summary); break;
	case CONTENT: text_start(f, e, &f->content); break;
	default: gz_article_skip(a, e);
	}
}

static void on_start(struct gz_article *a, const struct gz_xml_element *e)
{
	struct feed *f = (struct feed *)a;

	if (e->depth == 1) /* the file before may have been another feed, broken off */
		f->field_depth = f->channel_depth = 0;
	if (f->field_depth > 0) {
		struct text *text = a->into == &f->content.raw ? &f->content : &f->summary;

		/* Not escaped after all. */
		text->kind = MARKUP;
		a->verbatim = false;
		gz_article_prose_start(a, e);
	} else if (a->record_depth > 0) {
		field_start(f, e);
	} else if (e->word == ITEM && own(e)) {
		item_start(f, e);
	} else {
		channel_start(f, e);
	}
}

static void on_end(struct gz_article *a, const struct gz_xml_element *e)
{
	struct feed *f = (struct feed *)a;

	if (f->field_depth > 0 && e->depth > f->field_depth) {
		gz_article_prose_end(a, e);
		return;
	}
	if (f->field_depth > 0) {
		f->field_depth = 0;
		a->into = NULL;
		a->verbatim = false;
	} else if (!gz_article_finished(a, e) && e->depth == f->channel_depth) {
		f->channel_depth = 0;
	}
}

/* ---- a whole item ------------------------------------------------------------------------------------- */

/* Turns HTML into what it says. */
static bool html_to_text(struct feed *f, struct gz_buf *b, struct gz_error *err)
{
	struct gz_buf old = *b;

	if (memchr(b->ptr, '<', b->len) == NULL && memchr(b->ptr, '&', b->len) == NULL)
		return true;
	gz_buf_clear(&f->plain);
	if (!gz_html_text(gz_buf_view(b), &f->plain, err))
		return false;
	*b = f->plain;
	f->plain = old;
	return true;
}

static bool text_complete(struct feed *f, struct text *text, struct gz_error *err)
{
	return text->raw.len == 0 || text->kind != HTML || html_to_text(f, &text->raw, err);
}

static bool complete(struct gz_article *a, struct gz_error *err)
{
	struct feed *f = (struct feed *)a;
	struct gz_buf *title = &a->value[GZ_KEY_TITLE], *url = &a->value[GZ_KEY_URL];
	struct gz_buf *id = &a->value[GZ_KEY_ID], *best, swapped;

	if (f->summary.raw.failed || f->content.raw.failed)
		return gz_fail_nomem(err);
	if (!text_complete(f, &f->summary, err) || !text_complete(f, &f->content, err))
		return false;
	if (title->len > 0 && f->title_html && !html_to_text(f, title, err))
		return false;
	best = f->content.raw.len >= f->summary.raw.len ? &f->content.raw : &f->summary.raw;
	swapped = a->value[GZ_KEY_TEXT];
	a->value[GZ_KEY_TEXT] = *best;
	*best = swapped;
	if (url->len == 0 && f->permalink && gz_str_starts(gz_buf_view(id), GZ_STR("http")))
		gz_buf_str(url, gz_buf_view(id));
	if (id->len == 0)
		gz_buf_str(id, gz_buf_view(url));
	if (a->value[GZ_KEY_LANG].len == 0)
		gz_buf_str(&a->value[GZ_KEY_LANG], gz_buf_view(&f->language));
	gz_buf_str(&a->value[GZ_KEY_SOURCE], gz_buf_view(&f->source));
	return true;
}

static void free_feed(struct gz_article *a)
{
	struct feed *f = (struct feed *)a;

	gz_buf_free(&f->source);
	gz_buf_free(&f->language);
	gz_buf_free(&f->summary.raw);
	gz_buf_free(&f->content.raw);
	gz_buf_free(&f->plain);
}

/* ---- the formats --------------------------------------------------------------------------------------- */

static const struct gz_article_format format = {
	.name = "a feed",
	.words = words,
	.words_count = GZ_COUNT(words),
	.size = sizeof(struct feed),
	.is_root = is_root,
	.start = on_start,
	.end = on_end,
	.complete = complete,
	.free = free_feed,
};

static bool feed_open(struct gz_reader *r, struct gz_error *err)
{
	return gz_article_open(r, &format, err);
}

/* RDF may be anything: of feeds it is when it names their namespace. */
static bool rss_probe(const struct gz_head *head)
{
	struct gz_xml_root root;

	if (!gz_xml_root(head->bytes, &root))
		return false;
	if (gz_str_eq(root.name, GZ_STR("rss")) || gz_str_eq(root.name, GZ_STR("channel")))
		return true;
	return gz_str_eq(root.local, GZ_STR("RDF")) &&
	       (memmem(root.tag.ptr, root.tag.len, "purl.org/rss/", 13) != NULL ||
		memmem(root.tag.ptr, root.tag.len, "netscape.com/rdf", 16) != NULL);
}

static bool atom_probe(const struct gz_head *head)
{
	struct gz_xml_root root;

	if (!gz_xml_root(head->bytes, &root))
		return false;
	if (!gz_str_eq(root.local, GZ_STR("feed")) && !gz_str_eq(root.local, GZ_STR("entry")))
		return false;
	return memmem(root.tag.ptr, root.tag.len, "2005/Atom", 9) != NULL ||
	       memmem(root.tag.ptr, root.tag.len, "purl.org/atom/", 14) != NULL;
}

const struct gz_format gz_format_rss = {"rss", rss_probe, feed_open, gz_article_next, gz_article_close};
const struct gz_format gz_format_atom = {"atom", atom_probe, feed_open, gz_article_next, gz_article_close};
