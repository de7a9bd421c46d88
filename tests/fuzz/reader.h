/*
 * reader.h: any bytes as a file of one format, for the fuzz targets of formats. The first byte chooses the
 * limit. Every document that comes out is sound, records are numbered upwards, and no byte is counted twice.
 */
#ifndef FUZZ_READER_H
#define FUZZ_READER_H

#include <dlfcn.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gazet/read.h"

static inline void fuzz_check(const struct gz_doc *doc)
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
	if ((doc->day == GZ_NO_DAY) != (doc->precision == GZ_UNDATED))
		abort();
}

/* What a reader gave, to be compared with what it gives another time. */
struct fuzz_sum {
	uint64_t docs, rejected, hash;
};

static inline struct fuzz_sum fuzz_read_path(const char *path, const struct gz_read_options *options)
{
	struct fuzz_sum sum = {0};
	struct gz_read_progress progress;
	struct gz_reader *reader;
	struct gz_arena arena = {0};
	struct gz_error err;
	struct gz_doc doc;
	uint64_t taken = 0, record = 0;
	bool ordered = true;

	if (!gz_reader_open(&path, 1, options, &reader, &err))
		abort();
	while (gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC) {
		fuzz_check(&doc);
		ordered = ordered && doc.record > record;
		record = doc.record;
		taken += doc.bytes;
		sum.docs++;
		for (size_t i = 0; i < sizeof(doc.hash); i++)
			sum.hash = sum.hash * 31 + doc.hash[i];
		gz_arena_reset(&arena);
	}
	gz_reader_progress(reader, &progress);
	sum.rejected = progress.rejected;
	/* Each member of an archive begins anew. */
	if (!ordered && progress.archives == 0)
		abort();
	/* U+FFFD is three bytes long. */
	if (taken > 3 * progress.bytes_text ||
	    (progress.bytes_total > 0 && progress.bytes_read > progress.bytes_total))
		abort();
	gz_reader_close(reader);
	gz_arena_free(&arena);
	return sum;
}

/* What is loaded where a document needs it stays, for the next input to find it there. */
static inline const iconv_t *fuzz_stay(void)
{
	static const char *const charsets[] = {"UTF-16",     "CP1252",	 "CP1250",  "CP1251",	"ISO-8859-1",  "ISO-8859-2",
					       "ISO-8859-7", "ISO-8859-15", "KOI8-R",  "GB18030",	"BIG5",	       "SHIFT_JIS",
					       "EUC-JP",     "EUC-KR",	 "EUC-TW",  "ISO-2022-JP", "TIS-620",   "CP1253",
					       "CP1255",     "CP1256",	 "CP1258",  "IBM866",	"ISO-8859-5"};

	static iconv_t held[GZ_COUNT(charsets)];

	for (size_t i = 0; i < GZ_COUNT(charsets); i++)
		held[i] = iconv_open("UTF-8", charsets[i]);
	dlopen("libisal.so.2", RTLD_NOW | RTLD_NODELETE);
	return held;
}

/* A file of these bytes that has no name but the path; until the next one. */
static inline const char *fuzz_file(const uint8_t *data, size_t size)
{
	static char path[64];
	static int fd = -1;

	if (fd < 0) {
		fd = memfd_create("fuzz", MFD_CLOEXEC);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		fuzz_stay();
	}
	if (fd < 0 || pwrite(fd, data, size, 0) != (ssize_t)size || ftruncate(fd, (off_t)size) != 0)
		abort();
	return path;
}

/* A pipe takes that much before somebody reads it. */
#define FUZZ_PIPE ((size_t)65536)

/* As fuzz_read_path, of at most FUZZ_PIPE bytes that one cannot go back in. */
static inline struct fuzz_sum fuzz_read_pipe(const uint8_t *data, size_t size,
					     const struct gz_read_options *options)
{
	struct fuzz_sum sum;
	char path[64];
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0 || write(ends[1], data, size) != (ssize_t)size)
		abort();
	close(ends[1]);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	sum = fuzz_read_path(path, options);
	close(ends[0]);
	return sum;
}

/* NULL: the format that the bytes look like. `map` as in struct gz_read_options. */
static inline void fuzz_read(const char *format, const char *map, const uint8_t *data, size_t size)
{
	struct gz_read_options options = {
		.format = format, .map = map, .max_document = size > 0 ? data[0] * 8u : 0};

	if (size > 0)
		fuzz_read_path(fuzz_file(data + 1, size - 1), &options);
}

#endif
