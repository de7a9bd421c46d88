/* xmlarticle.c: fields and prose of an article in XML, and what becomes of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xmlarticle.h"

/* A buffer that is larger after a record gives its memory back. */
#define KEEP ((size_t)8 << 20)

static void empty(struct gz_buf *b)
{
	if (b->cap > KEEP)
		gz_buf_free(b);
	gz_buf_clear(b);
}

/* ---- fields -------------------------------------------------------------------------- */

bool gz_article_begin(struct gz_article *a, const struct gz_xml_element *element)
{
	if (a->record_depth != 0)
		return false;
	gz_xml_record(a->xml);
	a->record_depth = element->depth;
	for (size_t key = 0; key < GZ_KEYS; key++) {
		empty(&a->value[key]);
		a->rank[key] = UINT32_MAX;
	}
	empty(&a->piece);
	a->into = NULL;
	a->verbatim = false;
	return true;
}

bool gz_article_finished(struct gz_article *a, const struct gz_xml_element *element)
{
	if (element->depth != a->record_depth)
		return false;
	a->record_depth = 0;
	a->into = NULL;
	gz_xml_stop(a->xml);
	return true;
}

void gz_article_offer(struct gz_article *a, enum gz_key key, unsigned rank, struct gz_str value)
{
	value = gz_str_trim(value);
	if (value.len == 0 || rank >= a->rank[key])
		return;
	a->rank[key] = rank;
	gz_buf_clear(&a->value[key]);
	gz_xml_keep(a->xml, &a->value[key], value);
}

void gz_article_take(struct gz_article *a, const struct gz_xml_element *element, enum gz_key key,
		     unsigned rank)
{
	a->piece_before = a->into;
	a->into = &a->piece;
	a->piece_key = key;
	a->piece_rank = rank;
	a->piece_depth = element->depth;
	gz_buf_clear(&a->piece);
}

void gz_article_skip(struct gz_article *a, const struct gz_xml_element *element)
{
	a->skip_depth = element->depth;
}

/* ---- prose --------------------------------------------------------------------------- */

void gz_article_prose_start(struct gz_article *a, const struct gz_xml_element *element)
{
	if (element->word == GZ_PROSE_SKIP)
		gz_article_skip(a, element);
	else if (a->into != NULL && element->word == GZ_PROSE_PARAGRAPH)
		gz_xml_keep_break(a->xml, a->into, 2);
	else if (a->into != NULL && element->word == GZ_PROSE_LINE)
		gz_xml_keep_break(a->xml, a->into, 1);
}

void gz_article_prose_end(struct gz_article *a, const struct gz_xml_element *element)
{
	if (a->into == NULL)
		return;
	if (element->word == GZ_PROSE_CELL)
		gz_xml_keep_words(a->xml, a->into, GZ_STR(" "));
	else if (element->word != GZ_PROSE_SKIP)
		gz_article_prose_start(a, element);
}

void gz_article_append(struct gz_article *a, struct gz_str more)
{
	struct gz_buf *text = &a->value[GZ_KEY_TEXT];

	more = gz_str_trim(more);
	if (more.len == 0)
		return;
	while (text->len > 0 && text->ptr[text->len - 1] == '\n')
		text->len--;
	if (text->len > 0)
		gz_buf_str(text, GZ_STR("\n\n"));
	gz_buf_str(text, more);
}

/* ---- events --------------------------------------------------------------------------- */

static void on_start(void *self, const struct gz_xml_element *element)
{
	struct gz_article *a = self;
	char why[128];

	if (element->depth == 1) {
		a->record_depth = a->skip_depth = a->piece_depth = 0;
		a->into = NULL;
		if (!a->format->is_root(element)) {
			snprintf(why, sizeof(why), "not %s: the root element is <%.*s>", a->format->name,
				 GZ_ARG(gz_utf8_head(element->name, 64)));
			gz_xml_refuse(a->xml, why);
			return;
		}
	}
	if (a->skip_depth != 0)
		return;
	if (a->piece_depth != 0)
		gz_xml_keep_words(a->xml, &a->piece, GZ_STR(" "));
	else
		a->format->start(a, element);
}

static void on_end(void *self, const struct gz_xml_element *element)
{
	struct gz_article *a = self;

	if (a->skip_depth != 0) {
		if (element->depth == a->skip_depth)
			a->skip_depth = 0;
		else
			return;
	}
	if (a->piece_depth == 0) {
		a->format->end(a, element);
	} else if (element->depth == a->piece_depth) {
		a->piece_depth = 0;
		a->into = a->piece_before;
		gz_article_offer(a, a->piece_key, a->piece_rank, gz_buf_view(&a->piece));
	}
}

static void on_text(void *self, struct gz_str text)
{
	struct gz_article *a = self;

	if (a->into == NULL || a->skip_depth != 0)
		return;
	if (a->verbatim && a->piece_depth == 0)
		gz_xml_keep(a->xml, a->into, text);
	else
		gz_xml_keep_words(a->xml, a->into, text);
}

static const struct gz_xml_events events = {on_start, on_end, on_text};

/* ---- the format's interface ------------------------------------------------------------- */

bool gz_article_open(struct gz_reader *r, const struct gz_article_format *format, struct gz_error *err)
{
	struct gz_article *a = calloc(1, format->size);

	if (a == NULL)
		return gz_fail_nomem(err);
	a->format = format;
	a->r = r;
	if (!gz_xml_open(r, format->words, format->words_count, &events, a, &a->xml, err)) {
		free(a);
		return false;
	}
	r->format_state = a;
	return true;
}

void gz_article_close(struct gz_reader *r)
{
	struct gz_article *a = r->format_state;

	if (a->format->free != NULL)
		a->format->free(a);
	for (size_t key = 0; key < GZ_KEYS; key++)
		gz_buf_free(&a->value[key]);
	gz_buf_free(&a->piece);
	gz_xml_close(a->xml);
	free(a);
	r->format_state = NULL;
}

/* What the record lacks and its file has. Several records in a file are told apart by their numbers. */
static void of_file(struct gz_article *a, struct gz_record *record)
{
	bool named = record->value[GZ_KEY_ID].len > 0;

	gz_record_of_file(a->r, record);
	if (named || record->value[GZ_KEY_ID].len == 0 || record->record == 1)
		return;
	gz_buf_clear(&a->piece);
	gz_buf_str(&a->piece, record->value[GZ_KEY_ID]);
	gz_buf_byte(&a->piece, '#');
	gz_buf_number(&a->piece, (int64_t)record->record);
	record->value[GZ_KEY_ID] = gz_buf_view(&a->piece);
}

/* GZ_READ_END: it was rejected. */
static enum gz_read_status make_document(struct gz_article *a, struct gz_arena *arena, struct gz_doc *doc,
					 struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY};

	if (!gz_xml_record_end(a->xml, &record))
		return GZ_READ_END;
	if (a->format->complete != NULL && !a->format->complete(a, err))
		return GZ_READ_FAILED;
	for (size_t key = 0; key < GZ_KEYS; key++) {
		if (a->value[key].failed) {
			gz_fail_nomem(err);
			return GZ_READ_FAILED;
		}
		record.value[key] = gz_str_trim(gz_buf_view(&a->value[key]));
	}
	if (record.value[GZ_KEY_TEXT].len == 0 && record.value[GZ_KEY_TITLE].len == 0) {
		gz_reader_reject_at(a->r, GZ_ENOTFOUND, record.record, 0, "no text and no title");
		return GZ_READ_END;
	}
	if (a->format->of_file)
		of_file(a, &record);
	if (!gz_record_finish(a->r, &record, arena, doc, err))
		return GZ_READ_FAILED;
	gz_xml_repaired(a->xml, doc);
	return GZ_READ_DOC;
}

enum gz_read_status gz_article_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				    struct gz_error *err)
{
	struct gz_article *a = r->format_state;
	enum gz_read_status status = GZ_READ_END;

	while (status == GZ_READ_END) {
		switch (gz_xml_next(a->xml, err)) {
		case GZ_XML_END: return GZ_READ_END;
		case GZ_XML_FAILED: return GZ_READ_FAILED;
		case GZ_XML_STOPPED: status = make_document(a, arena, doc, err);
		}
	}
	return status;
}
