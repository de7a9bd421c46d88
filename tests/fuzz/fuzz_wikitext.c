/*
 * fuzz_wikitext.c: any bytes as the wikitext of a page; the first byte chooses the language. What comes out is not
 * much longer than what went in, has no blank lines at its ends, and is the same when it is appended to something.
 */
#include <stdlib.h>
#include <string.h>

#include "../../src/read/wikitext.h"

static void add_spaces(struct gz_wiki *wiki, struct gz_error *err)
{
	if (!gz_wiki_add_space(wiki, GZ_WIKI_FILE, GZ_STR("Файл"), err) ||
	    !gz_wiki_add_space(wiki, GZ_WIKI_CATEGORY, GZ_STR("Catégorie"), err) ||
	    !gz_wiki_add_space(wiki, 1, GZ_STR("Talk"), err))
		abort();
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_str title = GZ_STR("Title"), page;
	struct gz_buf alone = {0}, behind = {0};
	struct gz_wiki *wiki;
	struct gz_error err;

	if (size == 0)
		return 0;
	page = gz_str_of((const char *)data + 1, size - 1);
	if (!gz_wiki_open(&wiki, &err))
		abort();
	add_spaces(wiki, &err);
	gz_wiki_set_language(wiki, data[0] % 2 == 0 ? GZ_STR("de") : GZ_STR("zh-hans"));
	gz_buf_str(&behind, GZ_STR("x"));
	if (!gz_wiki_text(wiki, title, page, &alone, &err) || !gz_wiki_text(wiki, title, page, &behind, &err))
		abort();
	if (alone.len + 1 != behind.len || (alone.len > 0 && memcmp(alone.ptr, behind.ptr + 1, alone.len) != 0))
		abort();
	if (alone.len > 2 * page.len + 64)
		abort();
	if (alone.len > 0 && is_blank(alone.ptr[alone.len - 1]))
		abort();
	gz_wiki_is_redirect(page);
	gz_buf_free(&alone);
	gz_buf_free(&behind);
	gz_wiki_close(wiki);
	return 0;
}
