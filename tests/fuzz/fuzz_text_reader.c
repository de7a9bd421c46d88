/*
 * fuzz_text_reader.c: any bytes as a file of unknown format, compressed perhaps, plain text most of the time:
 * the probe, the decompression and the cut between title and text.
 */
#include "reader.h"

static void check(const struct gz_doc *doc)
{
	if (!gz_utf8_valid(doc->field[GZ_TEXT]) || !gz_utf8_valid(doc->field[GZ_TITLE]))
		abort();
	if (gz_str_find(doc->field[GZ_TEXT], '\0') != doc->field[GZ_TEXT].len)
		abort();
	if (gz_str_trim(doc->field[GZ_TEXT]).len == 0 || doc->id.len == 0 || doc->source.len == 0)
		abort();
}

static void read_as(const char *format, const char *path)
{
	struct gz_read_options options = {.format = format, .max_document = 1 << 20};
	struct gz_reader *reader;
	struct gz_arena arena = {0};
	struct gz_error err;
	struct gz_doc doc;

	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC)
		check(&doc);
	gz_reader_close(reader);
	gz_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = fuzz_file(data, size);

	read_as(NULL, path);
	read_as("text", path);
	return 0;
}
