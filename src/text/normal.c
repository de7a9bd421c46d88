/* normal.c: normal form C, in which the gazetteer's files should be. */
#include <stdlib.h>

#include <utf8proc.h>

#include "internal.h"

const char *gz_text_unicode(void)
{
	return utf8proc_unicode_version();
}

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
