/* html.c: the text of pages. */
#include "internal.h"

void gz_page_free(struct gz_page *page)
{
	gz_buf_free(&page->text);
	gz_buf_free(&page->title);
	gz_buf_free(&page->date);
	gz_buf_free(&page->url);
	gz_buf_free(&page->lang);
}

bool gz_html_text(struct gz_str html, struct gz_buf *out, struct gz_error *err)
{
	return gz_buf_add(out, html.ptr, html.len) || gz_fail_nomem(err);
}

bool gz_html_page(struct gz_str html, struct gz_page *page, struct gz_error *err)
{
	gz_buf_clear(&page->text);
	return gz_html_text(html, &page->text, err);
}
