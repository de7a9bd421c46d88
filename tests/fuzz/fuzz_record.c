/*
 * fuzz_record.c: one line, read as it is and with a number in front that only json-c reads: both must be the
 * same document, or none.
 */
#include "reader.h"

/* The document that a line is; false when it is none. */
static bool read_line(struct gz_str line, struct gz_arena *arena, struct gz_doc *doc)
{
	struct gz_read_options options = {.format = "jsonl", .source_name = GZ_STR("s")};
	struct gz_reader *reader;
	struct gz_error err;
	const char *path = fuzz_file((const uint8_t *)line.ptr, line.len);
	enum gz_read_status status;

	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	status = gz_reader_next(reader, arena, doc, &err);
	gz_reader_close(reader);
	return status == GZ_READ_DOC;
}

static void same(struct gz_str a, struct gz_str b)
{
	if (!gz_str_eq(a, b))
		abort();
}

/* {"z":1e0, and what stood behind the brace; false where there is none. */
static bool force(struct gz_str line, struct gz_buf *out)
{
	size_t at = 0, next;

	while (at < line.len && strchr(" \t\r", line.ptr[at]) != NULL && line.ptr[at] != '\0')
		at++;
	if (at == line.len || line.ptr[at] != '{')
		return false;
	for (next = at + 1;
	     next < line.len && line.ptr[next] != '\0' && strchr(" \t\r", line.ptr[next]) != NULL;)
		next++;
	gz_buf_add(out, line.ptr, at + 1);
	gz_buf_str(out, GZ_STR("\"z\":1e0"));
	if (next == line.len || line.ptr[next] != '}')
		gz_buf_byte(out, ',');
	return gz_buf_add(out, line.ptr + at + 1, line.len - at - 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_str line = gz_str_of((const char *)data, size);
	struct gz_buf forced = {0};
	struct gz_arena arena = {0};
	struct gz_doc a, b;
	bool one, two;

	line.len = size > 0 ? gz_str_find(line, '\n') : 0;
	if (line.len > 0 && force(line, &forced)) {
		one = read_line(line, &arena, &a);
		two = read_line(gz_buf_view(&forced), &arena, &b);
		if (one != two)
			abort();
		if (one) {
			same(a.id, b.id);
			same(a.field[GZ_TITLE], b.field[GZ_TITLE]);
			same(a.field[GZ_TEXT], b.field[GZ_TEXT]);
			same(a.date, b.date);
			same(a.url, b.url);
			same(a.lang, b.lang);
			same(a.source, b.source);
			if (memcmp(a.hash, b.hash, sizeof(a.hash)) != 0 || a.repaired != b.repaired)
				abort();
		}
	}
	gz_buf_free(&forced);
	gz_arena_free(&arena);
	return 0;
}
