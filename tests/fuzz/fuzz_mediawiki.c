/*
 * fuzz_mediawiki.c: any bytes as a dump of a MediaWiki. The first byte chooses the limit. Every document that comes
 * out is sound.
 */
#include "reader.h"

static void check(const struct gz_doc *doc)
{
	const struct gz_str all[] = {doc->source, doc->id, doc->field[GZ_TITLE], doc->field[GZ_TEXT],
				     doc->url,	  doc->lang, doc->date,		 doc->path};

	for (size_t i = 0; i < GZ_COUNT(all); i++) {
		if (!gz_utf8_valid(all[i]) || gz_str_find(all[i], '\0') != all[i].len)
			abort();
	}
	if (doc->source.len == 0 || doc->id.len == 0 || doc->record == 0 || doc->day != GZ_NO_DAY)
		abort();
	if (doc->field[GZ_TITLE].len + doc->field[GZ_TEXT].len == 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_read_options options = {.format = "mediawiki", .max_document = size > 0 ? data[0] * 16u : 0};
	struct gz_reader *reader;
	struct gz_arena arena = {0};
	struct gz_error err;
	struct gz_doc doc;
	const char *path;

	if (size == 0)
		return 0;
	path = fuzz_file(data + 1, size - 1);
	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC) {
		check(&doc);
		gz_arena_reset(&arena);
	}
	gz_reader_close(reader);
	gz_arena_free(&arena);
	return 0;
}
