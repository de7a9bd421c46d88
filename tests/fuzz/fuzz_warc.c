/*
 * fuzz_warc.c: any bytes as a WARC file: where records begin and end, their headers, answers with chunks and compressed
 * bodies. Every document is within the limit, and reading ends.
 */
#include "reader.h"

#define LIMIT ((size_t)1 << 20)

static void check(const struct gz_doc *doc, uint64_t *record)
{
	if (!gz_utf8_valid(doc->field[GZ_TEXT]) || !gz_utf8_valid(doc->field[GZ_TITLE]) ||
	    !gz_utf8_valid(doc->id) || !gz_utf8_valid(doc->url))
		abort();
	/* U+FFFD is three bytes long. */
	if (doc->field[GZ_TEXT].len > 3 * LIMIT || doc->id.len == 0 || doc->source.len == 0)
		abort();
	if (gz_str_trim(doc->field[GZ_TEXT]).len + gz_str_trim(doc->field[GZ_TITLE]).len == 0)
		abort();
	if (doc->record <= *record) /* they come in order, one a record */
		abort();
	*record = doc->record;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_read_options options = {.format = "warc", .max_document = LIMIT};
	struct gz_arena arena = {0};
	struct gz_reader *reader;
	struct gz_error err;
	struct gz_doc doc;
	uint64_t record = 0;
	const char *path = fuzz_file(data, size);

	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC)
		check(&doc, &record);
	gz_reader_close(reader);
	gz_arena_free(&arena);
	return 0;
}
