/*
 * fuzz_mail.c: any bytes as one message and as a mailbox: headers, encoded words, parts within parts, base64 and
 * quoted-printable. Decoding makes nothing longer than repair does.
 */
#include "reader.h"

#define LIMIT ((size_t)1 << 20)

static void check(const struct gz_doc *doc)
{
	if (!gz_utf8_valid(doc->field[GZ_TEXT]) || !gz_utf8_valid(doc->field[GZ_TITLE]) ||
	    !gz_utf8_valid(doc->id) || !gz_utf8_valid(doc->url))
		abort();
	if (doc->field[GZ_TEXT].len > 3 * LIMIT || doc->id.len == 0 || doc->source.len == 0)
		abort();
	if (gz_str_trim(doc->field[GZ_TEXT]).len + gz_str_trim(doc->field[GZ_TITLE]).len == 0)
		abort();
	/* One line, without blanks at its ends. */
	if (gz_str_trim(doc->field[GZ_TITLE]).len != doc->field[GZ_TITLE].len ||
	    gz_str_find(doc->field[GZ_TITLE], '\n') != doc->field[GZ_TITLE].len)
		abort();
}

static void read_as(const char *format, const char *path)
{
	struct gz_read_options options = {.format = format, .max_document = LIMIT};
	struct gz_arena arena = {0};
	struct gz_reader *reader;
	struct gz_error err;
	struct gz_doc doc;
	size_t docs = 0;

	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	for (; gz_reader_next(reader, &arena, &doc, &err) == GZ_READ_DOC; docs++)
		check(&doc);
	if (docs > 1 && strcmp(format, "mail") == 0)
		abort();
	gz_reader_close(reader);
	gz_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = fuzz_file(data, size);

	read_as("mbox", path);
	read_as("mail", path);
	return 0;
}
