/* normal.c: normal form C, in which the gazetteer's files should be, and small letters. */
#include <stdlib.h>

#include <utf8proc.h>

#include "internal.h"

bool gz_text_is_nfc(struct gz_str text)
{
	bool ascii = true, same;
	uint8_t *composed;
	ssize_t len;

	for (size_t i = 0; i < text.len && ascii; i++)
		ascii = (unsigned char)text.ptr[i] < 0x80;
	if (ascii)
		return true;
	len = utf8proc_map((const uint8_t *)text.ptr, (utf8proc_ssize_t)text.len, &composed,
			   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len < 0) /* out of memory, or no UTF-8: not for this function to tell */
		return true;
	same = gz_str_eq(text, gz_str_of((const char *)composed, (size_t)len));
	free(composed);
	return same;
}

bool gz_text_lower(struct gz_str text, struct gz_arena *arena, struct gz_str *out, struct gz_error *err)
{
	/* No small letter takes more than 3 bytes where the capital takes 2 or more than one where it takes 1. */
	char *at = gz_arena_alloc(arena, text.len * 2 + 1);
	uint32_t code;

	if (at == NULL)
		return gz_fail_nomem(err);
	*out = gz_str_of(at, 0);
	for (size_t i = 0; i < text.len;) {
		i += gz_utf8_decode(text.ptr + i, text.len - i, &code);
		out->len += gz_utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)code), at + out->len);
	}
	return true;
}
