/*
 * fuzz_jsonl.c: any bytes as JSON Lines. The first byte chooses the limit. Every document that comes out is
 * sound, and no byte is counted twice.
 */
#include "reader.h"

static void check(const struct gz_doc *doc, size_t size)
{
	const struct gz_str all[] = {doc->source,	  doc->id,  doc->field[GZ_TITLE],
				     doc->field[GZ_TEXT], doc->url, doc->lang,
				     doc->date,		  doc->path};

	for (size_t i = 0; i < GZ_COUNT(all); i++) {
		if (!gz_utf8_valid(all[i]) || gz_str_find(all[i], '\0') != all[i].len)
			abort();
	}
	if (doc->source.len == 0 || doc->id.len == 0)
		abort();
	if (gz_str_trim(doc->field[GZ_TEXT]).len == 0 && gz_str_trim(doc->field[GZ_TITLE]).len == 0)
		abort();
	if (doc->bytes > size || doc->record == 0)
		abort();
	if ((doc->day == GZ_NO_DAY) != (doc->precision == GZ_UNDATED))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_read_options options = {.format = "jsonl", .max_document = size > 0 ? data[0] * 8u : 0};
	struct gz_read_progress progress;
	struct gz_reader *reader;
	struct gz_arena arena = {0};
	struct gz_error err;
	struct gz_doc doc;
	const char *path;
	uint64_t taken = 0;

	if (size == 0)
		return 0;
	path = fuzz_file(data + 1, size - 1);
	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC) {
		check(&doc, size * 2000); /* deflate shrinks at most so far */
		taken += doc.bytes;
		gz_arena_reset(&arena);
	}
	gz_reader_progress(reader, &progress);
	if (taken > progress.bytes_text || progress.bytes_read > progress.bytes_total)
		abort();
	gz_reader_close(reader);
	gz_arena_free(&arena);
	return 0;
}
