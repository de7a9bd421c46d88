/*
 * fuzz_html.c: any bytes as a page and as a piece of HTML: what comes out of valid UTF-8 is valid UTF-8
 * without tags' worth of growth, and the reader makes a document of the file or rejects it.
 */
#include "../../src/read/internal.h"
#include "reader.h"

static void check(struct gz_str html, const struct gz_buf *out)
{
	/* A reference becomes at most as many bytes as it has; what is between blocks is shorter than tags.
	 */
	if (out->len > 2 * html.len + 4 || (gz_utf8_valid(html) && !gz_utf8_valid(gz_buf_view(out))))
		abort();
}

static void read_file(const uint8_t *data, size_t size)
{
	struct gz_read_options options = {.format = "html"};
	const char *path = fuzz_file(data, size);
	struct gz_arena arena = {0};
	struct gz_reader *reader;
	struct gz_error err;
	struct gz_doc doc;

	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC) {
		if (!gz_utf8_valid(doc.field[GZ_TEXT]) || !gz_utf8_valid(doc.field[GZ_TITLE]))
			abort();
	}
	gz_reader_close(reader);
	gz_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_str html = gz_str_of((const char *)data, size);
	struct gz_page page = {0};
	struct gz_buf text = {0};
	struct gz_error err;

	if (!gz_html_page(html, &page, &err) || !gz_html_text(html, &text, &err))
		abort();
	check(html, &page.text);
	check(html, &page.title);
	check(html, &text);
	gz_page_free(&page);
	gz_buf_free(&text);
	read_file(data, size);
	return 0;
}
