/*
 * fuzz_utf16.c: any bytes behind a byte order mark of UTF-16, in both orders: what comes out is sound, and
 * the same as when the bytes of each unit are swapped.
 */
#include "reader.h"

/* The mark, and as many units of text as a probe looks at: the bytes are never taken for something else. */
#define START ((size_t)1030)

/* The first document's text; empty when there is none. */
static struct gz_str first_text(const char *bytes, size_t size, struct gz_arena *arena)
{
	struct gz_read_options options = {.format = "text", .source_name = GZ_STR("s")};
	struct gz_reader *reader;
	struct gz_error err;
	struct gz_doc doc;
	struct gz_str text = GZ_STR("");
	const char *path = fuzz_file((const uint8_t *)bytes, size);

	if (!gz_reader_open(&path, 1, &options, &reader, &err))
		abort();
	if (gz_reader_next(reader, arena, &doc, &err) == GZ_READ_DOC) {
		fuzz_check(&doc);
		text = doc.field[GZ_TEXT];
	}
	gz_reader_close(reader);
	return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gz_arena arena = {0};
	char *little = malloc(START + size), *big = malloc(START + size);

	if (little == NULL || big == NULL)
		abort();
	size -= size % 2;
	for (size_t i = 0; i < START; i++) {
		little[i] = i % 2 == 0 ? 'a' : '\0';
		big[i] = i % 2 == 0 ? '\0' : 'a';
	}
	memcpy(little, "\xff\xfe", 2);
	memcpy(big, "\xfe\xff", 2);
	for (size_t i = 0; i < size; i++) {
		little[START + i] = (char)data[i];
		big[START + i] = (char)data[i ^ 1];
	}
	if (!gz_str_eq(first_text(little, START + size, &arena), first_text(big, START + size, &arena)))
		abort();
	free(little);
	free(big);
	gz_arena_free(&arena);
	return 0;
}
