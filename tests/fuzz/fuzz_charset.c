/*
 * fuzz_charset.c: any bytes, declared to be in any character set (a name up to the first line break): what
 * comes out is valid UTF-8 where it was converted, and the bytes themselves where it was not.
 */
#include <stdlib.h>
#include <string.h>

#include "../../src/read/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gz_reader reader;
	static const struct gz_item item = {.path = "f"};
	struct gz_buf buf = {0};
	struct gz_error err;
	struct gz_str bytes = gz_str_of((const char *)data, size), out;
	size_t at = size > 0 ? gz_str_find(bytes, '\n') : 0;
	char name[64];

	reader.item = &item;
	reader.record++;
	if (at >= sizeof(name) || at == size)
		return 0;
	memcpy(name, data, at);
	name[at] = '\0';
	bytes = gz_str_of(bytes.ptr + at + 1, size - at - 1);
	if (!gz_charset_decode(&reader, bytes, at > 0 ? name : NULL, &buf, &out, &err))
		abort();
	if (out.ptr == buf.ptr && out.len > 0 && !gz_utf8_valid(out))
		abort();
	if (out.ptr != buf.ptr && (out.ptr < bytes.ptr || out.ptr + out.len != bytes.ptr + bytes.len))
		abort();
	gz_buf_free(&buf);
	gz_charset_close(&reader);
	return 0;
}
