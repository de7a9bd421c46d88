/*
 * html.c: pages of HTML, one file a document: the main text, and what the page says of itself. The path is
 * its id, and gives the day where the page has none.
 */
#include <string.h>

#include "html.h"

/* Where the declaration of a character set has to stand (browsers look at 1024 bytes). */
#define DECLARED_WITHIN ((size_t)4096)

void gz_page_free(struct gz_page *page)
{
	gz_buf_free(&page->text);
	gz_buf_free(&page->title);
	gz_buf_free(&page->date);
	gz_buf_free(&page->url);
	gz_buf_free(&page->lang);
}

static void page_clear(struct gz_page *page)
{
	gz_buf_clear(&page->text);
	gz_buf_clear(&page->title);
	gz_buf_clear(&page->date);
	gz_buf_clear(&page->url);
	gz_buf_clear(&page->lang);
}

bool gz_html_text(struct gz_str html, struct gz_buf *out, struct gz_error *err)
{
	struct gz_html_tree tree = {0};
	bool good = gz_html_build(html, &tree, NULL);

	for (size_t i = 0; i < tree.blocks.len; i++)
		tree.blocks.ptr[i].keep = true;
	good = good && gz_html_write(&tree, GZ_STR(""), out);
	gz_html_tree_free(&tree);
	return good || gz_fail_nomem(err);
}

/* The first heading of the first order in the main text, else of the page. */
static bool take_heading(const struct gz_html_tree *tree, struct gz_html_meta *meta)
{
	const struct gz_block *best = NULL;

	for (size_t i = 0; i < tree->blocks.len; i++) {
		const struct gz_block *b = &tree->blocks.ptr[i];

		if (b->top && (best == NULL || (!best->keep && b->keep)))
			best = b;
	}
	return best == NULL || gz_buf_add(&meta->title[GZ_TITLE_H1], tree->text.ptr + best->start, best->len);
}

bool gz_html_page(struct gz_str html, struct gz_page *page, struct gz_error *err)
{
	struct gz_html_tree tree = {0};
	struct gz_html_meta meta = {0};
	bool good;

	page_clear(page);
	good = gz_html_build(html, &tree, &meta);
	if (good)
		gz_html_choose(&tree);
	good = good && take_heading(&tree, &meta) && gz_html_meta_finish(&meta, page) &&
	       gz_html_write(&tree, gz_buf_view(&page->title), &page->text);
	gz_html_tree_free(&tree);
	gz_html_meta_free(&meta);
	return good || gz_fail_nomem(err);
}

/* ---- the declaration of a character set ------------------------------------------- */

static bool keep_name(struct gz_str name, char out[GZ_CHARSET_NAME_MAX])
{
	name = gz_str_trim(name);
	if (name.len > 0 && (name.ptr[0] == '"' || name.ptr[0] == '\''))
		name = gz_str_of(name.ptr + 1,
				 gz_str_find(gz_str_of(name.ptr + 1, name.len - 1), name.ptr[0]));
	for (size_t i = 0; i < name.len; i++) {
		if ((unsigned char)name.ptr[i] <= ' ' || strchr(";,>\"'?", name.ptr[i]) != NULL)
			name.len = i;
	}
	if (name.len == 0 || name.len >= GZ_CHARSET_NAME_MAX)
		return false;
	memcpy(out, name.ptr, name.len);
	out[name.len] = '\0';
	return true;
}

bool gz_charset_parameter(struct gz_str value, const char *key, char out[GZ_CHARSET_NAME_MAX])
{
	size_t len = strlen(key);

	for (size_t i = 0; i + len < value.len; i++) {
		struct gz_str rest = gz_str_of(value.ptr + i, len);

		if (!gz_html_same(rest, key))
			continue;
		rest = gz_str_trim(gz_str_of(value.ptr + i + len, value.len - i - len));
		if (rest.len > 0 && rest.ptr[0] == '=')
			return keep_name(gz_str_of(rest.ptr + 1, rest.len - 1), out);
	}
	return false;
}

const char *gz_html_charset(struct gz_str bytes, char out[GZ_CHARSET_NAME_MAX])
{
	struct gz_html_scan scan;
	struct gz_html_token token;

	if (bytes.len > DECLARED_WITHIN)
		bytes.len = DECLARED_WITHIN;
	if (gz_str_starts(gz_str_trim(bytes), GZ_STR("<?xml")) &&
	    gz_charset_parameter(gz_str_of(bytes.ptr, gz_str_find(bytes, '>')), "encoding", out))
		return out;
	scan = (struct gz_html_scan){bytes.ptr, bytes.ptr + bytes.len};
	while (bytes.len > 0 && gz_html_next(&scan, &token)) {
		if (token.kind != GZ_HTML_START || token.element == NULL || token.element->id != GZ_EL_META)
			continue;
		if (token.attr[GZ_ATTR_CHARSET].len > 0 && keep_name(token.attr[GZ_ATTR_CHARSET], out))
			return out;
		if (gz_html_same(token.attr[GZ_ATTR_HTTP_EQUIV], "content-type") &&
		    gz_charset_parameter(token.attr[GZ_ATTR_CONTENT], "charset", out))
			return out;
	}
	return NULL;
}

/* ---- the format ----------------------------------------------------------------------- */

static bool html_name(const char *path)
{
	static const char *const names[] = {".html", ".htm", ".xhtml", ".shtml"};
	static const char *const after[] = {"", ".gz", ".bz2", ".xz", ".zst"};

	for (size_t i = 0; i < GZ_COUNT(after); i++) {
		struct gz_str s = gz_str(path);

		if (!gz_str_ends(s, gz_str(after[i])))
			continue;
		s.len -= strlen(after[i]);
		for (size_t j = 0; j < GZ_COUNT(names); j++) {
			size_t len = strlen(names[j]);

			if (s.len > len && gz_html_same(gz_str_of(s.ptr + s.len - len, len), names[j]))
				return true;
		}
	}
	return false;
}

/* Behind comments and an XML declaration. */
static struct gz_str pass_prolog(struct gz_str s)
{
	for (;;) {
		const char *close;

		s = gz_str_trim(s);
		if (gz_str_starts(s, GZ_STR("<!--")))
			close = memmem(s.ptr, s.len, "-->", 3);
		else if (gz_str_starts(s, GZ_STR("<?")))
			close = memmem(s.ptr, s.len, "?>", 2);
		else
			return s;
		if (close == NULL)
			return GZ_STR("");
		close = memchr(close, '>', 3);
		s = gz_str_of(close + 1, (size_t)(s.ptr + s.len - close - 1));
	}
}

static bool begins_page(struct gz_str s)
{
	static const char *const beginnings[] = {"<!doctype html", "<html", "<head", "<body"};

	for (size_t i = 0; i < GZ_COUNT(beginnings); i++) {
		size_t len = strlen(beginnings[i]);

		if (s.len > len && gz_html_same(gz_str_of(s.ptr, len), beginnings[i]) &&
		    (s.ptr[len] == '>' || (unsigned char)s.ptr[len] <= ' '))
			return true;
	}
	return false;
}

static bool html_probe(const struct gz_head *head)
{
	char narrow[GZ_PROBE_BYTES];
	struct gz_str s = head->bytes;

	if (gz_charset_wide(s)) { /* what is ASCII of it */
		size_t len = 0;

		for (size_t i = 0; i < s.len && len < sizeof(narrow); i++) {
			if (s.ptr[i] > 0)
				narrow[len++] = s.ptr[i];
		}
		s = gz_str_of(narrow, len);
	}
	s = pass_prolog(s);
	if (begins_page(s))
		return true;
	return html_name(head->path) && s.len > 0 && memchr(s.ptr, '<', s.len) != NULL &&
	       memchr(s.ptr, '\0', s.len) == NULL;
}

static bool html_open(struct gz_reader *r, struct gz_error *err)
{
	(void)r;
	(void)err;
	return true;
}

static void html_close(struct gz_reader *r)
{
	(void)r;
}

static enum gz_read_status page_document(struct gz_reader *r, struct gz_str bytes, struct gz_page *page,
					 struct gz_arena *arena, struct gz_doc *doc, struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY, .record = 1, .bytes = bytes.len};
	char name[GZ_CHARSET_NAME_MAX];
	struct gz_buf plain = {0};
	struct gz_str html;
	bool good = gz_charset_decode(r, bytes, gz_html_charset(bytes, name), &plain, &html, err) &&
		    gz_html_page(html, page, err);

	gz_buf_free(&plain);
	if (!good)
		return GZ_READ_FAILED;
	if (page->text.len == 0 && page->title.len == 0) {
		gz_reader_reject_void(r, "the page has neither text nor a title");
		return GZ_READ_END;
	}
	record.value[GZ_KEY_TEXT] = gz_buf_view(&page->text);
	record.value[GZ_KEY_TITLE] = gz_buf_view(&page->title);
	record.value[GZ_KEY_DATE] = gz_buf_view(&page->date);
	record.value[GZ_KEY_URL] = gz_buf_view(&page->url);
	record.value[GZ_KEY_LANG] = gz_buf_view(&page->lang);
	gz_record_of_file(r, &record);
	return gz_record_finish(r, &record, arena, doc, err) ? GZ_READ_DOC : GZ_READ_FAILED;
}

static enum gz_read_status html_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				     struct gz_error *err)
{
	struct gz_buf whole = {0};
	struct gz_page page = {0};
	enum gz_read_status status;

	if (r->record++ > 0)
		return GZ_READ_END; /* a file is one document */
	status = gz_reader_whole(r, &whole, err);
	if (status == GZ_READ_DOC)
		status = page_document(r, gz_buf_view(&whole), &page, arena, doc, err);
	gz_page_free(&page);
	gz_buf_free(&whole);
	return status;
}

const struct gz_format gz_format_html = {"html", html_probe, html_open, html_next, html_close};
