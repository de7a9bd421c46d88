/*
 * fuzz_xml.c: any bytes as XML of news or feeds. The first byte chooses the format (its lowest bits) and the
 * limit. Every document that comes out is sound, and reading once more gives the same.
 */
#include "reader.h"

static const char *const formats[] = {"nitf", "newsml", "rcv1", "rss", "atom", NULL, NULL, NULL};

struct sum {
	uint64_t docs, rejected;
	unsigned char hash;
};

static void check(const struct gz_doc *doc)
{
	const struct gz_str all[] = {doc->source,	  doc->id,  doc->field[GZ_TITLE],
				     doc->field[GZ_TEXT], doc->url, doc->lang,
				     doc->date,		  doc->path};

	for (size_t i = 0; i < GZ_COUNT(all); i++) {
		if (!gz_utf8_valid(all[i]) || gz_str_find(all[i], '\0') != all[i].len)
			abort();
	}
	if (doc->source.len == 0 || doc->id.len == 0 || doc->record == 0)
		abort();
	if ((doc->day == GZ_NO_DAY) != (doc->precision == GZ_UNDATED))
		abort();
}

static struct sum read_all(const char *path, const struct gz_read_options *options)
{
	struct gz_read_progress progress;
	struct gz_reader *reader;
	struct gz_arena arena = {0};
	struct gz_error err;
	struct gz_doc doc;
	struct sum sum = {0};

	if (!gz_reader_open(&path, 1, options, &reader, &err))
		abort();
	while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC) {
		check(&doc);
		sum.docs++;
		sum.hash = (unsigned char)(sum.hash * 31 + doc.hash[0]);
		gz_arena_reset(&arena);
	}
	gz_reader_progress(reader, &progress);
	sum.rejected = progress.rejected;
	gz_reader_close(reader);
	gz_arena_free(&arena);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_read_options options = {0};
	struct sum first, second;
	const char *path;

	if (size == 0)
		return 0;
	options.format = formats[data[0] & 7];
	options.max_document = (data[0] >> 3) * 64u;
	path = fuzz_file(data + 1, size - 1);
	first = read_all(path, &options);
	second = read_all(path, &options);
	if (first.docs != second.docs || first.rejected != second.rejected || first.hash != second.hash)
		abort();
	return 0;
}
