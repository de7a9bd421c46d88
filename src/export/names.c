/* names.c: texts that are safe as something else: as part of a file's name, in HTML and XML, as a member of
 * JSON. */
#include <string.h>

#include "internal.h"

#define VALUE_MOST 200 /* of the 255 bytes that a name may have, its key and the hash left out */

static bool is_plain(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

bool gz_export_partition_value(struct gz_buf *out, struct gz_str value)
{
	static const char escaped[] = "\"#%'*/:=?\\{[]^<>|";
	size_t begin = out->len;

	if (value.len == 0)
		return gz_buf_str(out, GZ_STR("__HIVE_DEFAULT_PARTITION__"));
	for (size_t i = 0; i < value.len; i++) {
		unsigned char byte = (unsigned char)value.ptr[i];

		if (byte < ' ' || byte == 0x7f || strchr(escaped, byte) != NULL)
			gz_buf_printf(out, "%%%02X", byte);
		else
			gz_buf_byte(out, (char)byte);
	}
	if (out->failed || out->len - begin <= VALUE_MOST)
		return !out->failed;
	/* Neither a character nor an escape is cut. */
	out->len = begin + VALUE_MOST;
	while (((unsigned char)out->ptr[out->len] & 0xc0) == 0x80)
		out->len--;
	for (size_t back = 1; back <= 2; back++) {
		if (out->ptr[out->len - back] == '%') {
			out->len -= back;
			break;
		}
	}
	return gz_buf_printf(out, "~%016llx", (unsigned long long)gz_str_hash(value));
}

bool gz_export_file_name(struct gz_buf *out, struct gz_str text, size_t most)
{
	size_t begin = out->len;

	for (size_t i = 0; i < text.len && out->len - begin < most; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];
		bool stays = is_plain(byte) || byte == '-' || byte == '_' || byte == '.';

		if ((byte & 0xc0) != 0x80) /* one sign for a character */
			gz_buf_byte(out, stays ? (char)byte : '_');
	}
	return !out->failed;
}

/* What XML 1.0 can hold; HTML shows the same. */
static bool is_character(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xfffe) ||
	       code >= 0x10000;
}

bool gz_export_markup(struct gz_buf *out, struct gz_str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = 0;
		size_t len = gz_utf8_decode(text.ptr + at, text.len - at, &code);

		if (len == 0) {
			at++;
			continue;
		}
		switch (code) {
		case '&': gz_buf_str(out, GZ_STR("&amp;")); break;
		case '<': gz_buf_str(out, GZ_STR("&lt;")); break;
		case '>': gz_buf_str(out, GZ_STR("&gt;")); break;
		case '"': gz_buf_str(out, GZ_STR("&quot;")); break;
		case '\'': gz_buf_str(out, GZ_STR("&#39;")); break;
		default:
			if (is_character(code))
				gz_buf_add(out, text.ptr + at, len);
		}
		at += len;
	}
	return !out->failed;
}

bool gz_export_member(struct gz_buf *out, const char *key, struct gz_str value)
{
	if (value.len == 0)
		return !out->failed;
	if (out->len > 0 && out->ptr[out->len - 1] != '{')
		gz_buf_byte(out, ',');
	gz_buf_printf(out, "\"%s\":", key);
	return gz_json_string(out, value);
}
