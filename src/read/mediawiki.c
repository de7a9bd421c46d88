/*
 * mediawiki.c: dumps of a MediaWiki, as it exports them: each article is a document, in its newest revision.
 * Pages of other namespaces, redirects and pages that are no wikitext are passed over and counted. A dump
 * with whole histories takes the memory of two revisions.
 */
#include <stdlib.h>
#include <string.h>

#include "wikitext.h"
#include "xml.h"

/* Bytes of a title, a number, a name; longer ones are cut. */
#define WORD_MAX ((size_t)4096)
/* Memory that a longer page took is given back. */
#define PAGE_KEEP ((size_t)8 << 20)

enum word { MEDIAWIKI = 1, BASE, NAMESPACE, PAGE, TITLE, NS, ID, REDIRECT, REVISION, TIMESTAMP, MODEL, TEXT };

static const struct gz_xml_word words[] = {
	{"mediawiki", MEDIAWIKI},
	{"base", BASE},
	{"namespace", NAMESPACE},
	{"page", PAGE},
	{"title", TITLE},
	{"ns", NS},
	{"id", ID},
	{"redirect", REDIRECT},
	{"revision", REVISION},
	{"timestamp", TIMESTAMP},
	{"model", MODEL},
	{"text", TEXT},
};

struct revision {
	struct gz_buf timestamp, model, text;
	bool too_long;
};

struct dump {
	struct gz_reader *r;
	struct gz_xml *xml;
	struct gz_wiki *wiki;
	struct gz_buf base, lang; /* of the site */
	struct gz_buf title, ns, id;
	struct revision revision[2]; /* the newest one, and the one being read */
	bool found;		     /* there is a newest one */
	bool redirect, skipped;
	struct gz_buf *target; /* where text goes, or NULL */
	struct gz_buf name;    /* of a namespace */
	int space;
	size_t depth; /* of the element whose text it is */
	bool rooted, no_memory;
	uint64_t rejected_before; /* this file */
	struct gz_buf text, url;
};

static bool mediawiki_probe(const struct gz_head *head)
{
	struct gz_xml_root root;

	return gz_xml_root(head->bytes, &root) && gz_str_eq(root.local, GZ_STR("mediawiki"));
}

/* ---- events ------------------------------------------------------------------------------ */

static void collect(struct dump *d, struct gz_buf *out, const struct gz_xml_element *element)
{
	gz_buf_clear(out);
	d->target = out;
	d->depth = element->depth;
}

static void page_begin(struct dump *d)
{
	gz_xml_record(d->xml);
	gz_buf_clear(&d->title);
	gz_buf_clear(&d->ns);
	gz_buf_clear(&d->id);
	d->found = d->redirect = d->skipped = false;
}

static void revision_begin(struct dump *d)
{
	struct revision *revision = &d->revision[1];

	gz_buf_clear(&revision->timestamp);
	gz_buf_clear(&revision->model);
	gz_buf_clear(&revision->text);
	revision->too_long = false;
}

static void root_begin(struct dump *d, const struct gz_xml_element *element)
{
	struct gz_str lang = gz_xml_attribute(element, "xml:lang");

	d->rooted = true;
	gz_buf_clear(&d->lang);
	if (lang.ptr != NULL && lang.len <= WORD_MAX && !gz_buf_str(&d->lang, lang))
		d->no_memory = true;
	gz_wiki_set_language(d->wiki, gz_buf_view(&d->lang));
}

static int number_of(struct gz_str s)
{
	char digits[16] = "";

	s = gz_str_trim(s);
	if (s.len == 0 || s.len >= sizeof(digits))
		return GZ_WIKI_NO_SPACE;
	memcpy(digits, s.ptr, s.len);
	return (int)strtol(digits, NULL, 10);
}

static void on_start(void *self, const struct gz_xml_element *element)
{
	struct dump *d = self;

	d->target = NULL;
	switch (element->depth * 100 + (size_t)element->word) {
	case 100 + MEDIAWIKI: root_begin(d, element); break;
	case 200 + PAGE: page_begin(d); break;
	case 300 + BASE: collect(d, &d->base, element); break;
	case 400 + NAMESPACE: {
		struct gz_str key = gz_xml_attribute(element, "key");

		d->space = key.ptr != NULL ? number_of(key) : GZ_WIKI_NO_SPACE;
		collect(d, &d->name, element);
		break;
	}
	case 300 + TITLE: collect(d, &d->title, element); break;
	case 300 + NS: collect(d, &d->ns, element); break;
	case 300 + ID: collect(d, &d->id, element); break;
	case 300 + REDIRECT: d->redirect = true; break;
	case 300 + REVISION: revision_begin(d); break;
	case 400 + TIMESTAMP: collect(d, &d->revision[1].timestamp, element); break;
	case 400 + MODEL: collect(d, &d->revision[1].model, element); break;
	case 400 + TEXT:
		if (!d->skipped)
			collect(d, &d->revision[1].text, element);
		break;
	default: break;
	}
}

static void on_text(void *self, struct gz_str text)
{
	struct dump *d = self;
	struct revision *revision = &d->revision[1];

	if (d->target == NULL)
		return;
	if (d->target != &revision->text) {
		if (d->target->len + text.len > WORD_MAX)
			return;
	} else if (revision->too_long || d->target->len + text.len > d->r->max_document) {
		revision->too_long = true;
		gz_buf_free(d->target);
		return;
	}
	if (!gz_buf_str(d->target, text))
		d->no_memory = true;
}

/* Dates of one form and zone: as strings. Among equals the last one is the newest. */
static void revision_end(struct dump *d)
{
	struct revision newer = d->revision[1];

	if (d->found && gz_str_cmp(gz_buf_view(&newer.timestamp), gz_buf_view(&d->revision[0].timestamp)) < 0)
		return;
	d->revision[1] = d->revision[0];
	d->revision[0] = newer;
	d->found = true;
}

/* Dumps before version 0.6 have no <ns>: then the title tells. */
static bool is_article(const struct dump *d)
{
	struct gz_str title = gz_buf_view(&d->title);
	size_t colon = gz_str_find(title, ':');
	int space = number_of(gz_buf_view(&d->ns));

	if (space != GZ_WIKI_NO_SPACE)
		return space == GZ_WIKI_ARTICLES;
	space = colon < title.len ? gz_wiki_space(d->wiki, gz_str_of(title.ptr, colon)) : GZ_WIKI_NO_SPACE;
	return space == GZ_WIKI_NO_SPACE || space == GZ_WIKI_ARTICLES;
}

static bool is_wikitext(const struct dump *d)
{
	struct gz_str model = gz_str_trim(gz_buf_view(&d->revision[0].model));

	return model.len == 0 || gz_str_eq(model, GZ_STR("wikitext"));
}

static void page_end(struct dump *d)
{
	if (!d->skipped && !d->redirect && is_article(d) && (!d->found || is_wikitext(d)) &&
	    !(d->found && gz_wiki_is_redirect(gz_buf_view(&d->revision[0].text)))) {
		gz_xml_stop(d->xml);
		return;
	}
	gz_count(&d->r->records_passed, 1);
}

static void on_end(void *self, const struct gz_xml_element *element)
{
	struct dump *d = self;
	struct gz_error err;

	switch (element->depth * 100 + (size_t)element->word) {
	case 200 + PAGE: page_end(d); break;
	case 400 + NAMESPACE:
		if (d->space != GZ_WIKI_NO_SPACE &&
		    !gz_wiki_add_space(d->wiki, d->space, gz_buf_view(&d->name), &err))
			d->no_memory = true;
		break;
	case 300 + NS:
	case 300 + REDIRECT: d->skipped = d->redirect || !is_article(d); break;
	case 300 + REVISION: revision_end(d); break;
	default: break;
	}
	if (d->target != NULL && element->depth == d->depth)
		d->target = NULL;
}

static const struct gz_xml_events events = {on_start, on_end, on_text};

/* ---- documents ------------------------------------------------------------------------------ */

static void mediawiki_close(struct gz_reader *r)
{
	struct dump *d = r->format_state;
	struct gz_buf *all[] = {&d->base, &d->lang, &d->title, &d->ns, &d->id, &d->name, &d->text, &d->url};

	for (size_t i = 0; i < GZ_COUNT(all); i++)
		gz_buf_free(all[i]);
	for (size_t i = 0; i < GZ_COUNT(d->revision); i++) {
		gz_buf_free(&d->revision[i].timestamp);
		gz_buf_free(&d->revision[i].model);
		gz_buf_free(&d->revision[i].text);
	}
	gz_xml_close(d->xml);
	gz_wiki_close(d->wiki);
	free(d);
	r->format_state = NULL;
}

static bool mediawiki_open(struct gz_reader *r, struct gz_error *err)
{
	struct dump *d = calloc(1, sizeof(*d));

	if (d == NULL)
		return gz_fail_nomem(err);
	d->r = r;
	d->rejected_before = r->rejected;
	r->format_state = d;
	if (gz_wiki_open(&d->wiki, err) && gz_xml_open(r, words, GZ_COUNT(words), &events, d, &d->xml, err))
		return true;
	mediawiki_close(r);
	return false;
}

/* The address of an article: that of the main page with another title. */
static void make_url(struct dump *d)
{
	static const char kept[] = "-_.~;@$!*(),/:";
	struct gz_str base = gz_str_trim(gz_buf_view(&d->base)), title = gz_buf_view(&d->title);
	size_t len = base.len;

	gz_buf_clear(&d->url);
	while (len > 0 && base.ptr[len - 1] != '/' && base.ptr[len - 1] != '=')
		len--;
	if (!gz_str_starts(base, GZ_STR("http")) || len < 9)
		return;
	gz_buf_add(&d->url, base.ptr, len);
	for (size_t i = 0; i < title.len; i++) {
		unsigned char c = (unsigned char)title.ptr[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (c == ' ')
			gz_buf_byte(&d->url, '_');
		else if (plain || (c != '\0' && strchr(kept, c) != NULL))
			gz_buf_byte(&d->url, (char)c);
		else
			gz_buf_printf(&d->url, "%%%02X", c);
	}
}

static void give_back(struct dump *d)
{
	if (d->text.cap > PAGE_KEEP)
		gz_buf_free(&d->text);
	for (size_t i = 0; i < GZ_COUNT(d->revision); i++) {
		if (d->revision[i].text.cap > PAGE_KEEP)
			gz_buf_free(&d->revision[i].text);
	}
}

/* GZ_READ_END: the page was rejected. */
static enum gz_read_status document(struct dump *d, struct gz_arena *arena, struct gz_doc *doc,
				    struct gz_error *err)
{
	struct gz_reader *r = d->r;
	struct gz_record record = {.day = GZ_NO_DAY, .record = r->record};
	struct gz_str page = d->found ? gz_buf_view(&d->revision[0].text) : GZ_STR("");

	if (d->found && d->revision[0].too_long) {
		gz_reader_reject_at(r, GZ_ELIMIT, r->record, 0, "longer than the limit of %zu bytes; skipped",
				    r->max_document);
		return GZ_READ_END;
	}
	gz_buf_clear(&d->text);
	if (!gz_wiki_text(d->wiki, gz_buf_view(&d->title), page, &d->text, err))
		return GZ_READ_FAILED;
	make_url(d);
	if (d->url.failed) {
		gz_fail_nomem(err);
		return GZ_READ_FAILED;
	}
	record.value[GZ_KEY_TEXT] = gz_buf_view(&d->text);
	record.value[GZ_KEY_TITLE] = gz_str_trim(gz_buf_view(&d->title));
	record.value[GZ_KEY_ID] = gz_str_trim(gz_buf_view(&d->id));
	record.value[GZ_KEY_URL] = gz_buf_view(&d->url);
	record.value[GZ_KEY_LANG] = gz_buf_view(&d->lang);
	if (d->found)
		record.crawled = gz_str_trim(gz_buf_view(&d->revision[0].timestamp));
	record.bytes = page.len + d->title.len;
	if (record.value[GZ_KEY_TEXT].len == 0 && record.value[GZ_KEY_TITLE].len == 0) {
		gz_reader_reject_at(r, GZ_ENOTFOUND, r->record, 0, "a page without title and text");
		return GZ_READ_END;
	}
	if (!gz_record_finish(r, &record, arena, doc, err))
		return GZ_READ_FAILED;
	gz_xml_repaired(d->xml, doc);
	return GZ_READ_DOC;
}

static enum gz_read_status mediawiki_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
					  struct gz_error *err)
{
	struct dump *d = r->format_state;

	for (;;) {
		enum gz_xml_status xml = gz_xml_next(d->xml, err);
		enum gz_read_status status;

		if (xml == GZ_XML_FAILED || d->no_memory) {
			gz_fail_nomem(err);
			return GZ_READ_FAILED;
		}
		if (xml == GZ_XML_END) {
			if (!d->rooted && d->r->rejected == d->rejected_before)
				gz_reader_reject_at(r, GZ_EFORMAT, 0, 0, "not a dump of MediaWiki");
			return GZ_READ_END;
		}
		status = document(d, arena, doc, err);
		give_back(d);
		if (status != GZ_READ_END)
			return status;
	}
}

const struct gz_format gz_format_mediawiki = {"mediawiki", mediawiki_probe, mediawiki_open, mediawiki_next,
					      mediawiki_close};
