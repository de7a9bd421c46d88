/* transfer.c: base64 and quoted-printable, decoded where they stand: the result is never longer. */
#include <string.h>

#include "transfer.h"

static int base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

size_t gz_base64_decode(char *bytes, size_t len)
{
	uint32_t group = 0;
	unsigned digits = 0;
	size_t used = 0;

	for (size_t i = 0; i < len; i++) {
		int digit = base64_digit(bytes[i]);

		if (digit < 0 && bytes[i] != '=')
			continue;
		/* Padding ends a group; several encoded pieces may stand one behind the other. */
		if (digit < 0) {
			if (digits >= 2)
				bytes[used++] = (char)(group >> (digits == 2 ? 4 : 10));
			if (digits == 3)
				bytes[used++] = (char)(group >> 2);
			digits = 0;
			group = 0;
			continue;
		}
		group = group << 6 | (uint32_t)digit;
		if (++digits < 4)
			continue;
		bytes[used++] = (char)(group >> 16);
		bytes[used++] = (char)(group >> 8);
		bytes[used++] = (char)group;
		digits = 0;
		group = 0;
	}
	if (digits >= 2)
		bytes[used++] = (char)(group >> (digits == 2 ? 4 : 10));
	if (digits == 3)
		bytes[used++] = (char)(group >> 2);
	return used;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Length of a line break at the end of a line that "=" continues, blanks in front of it included; 0: none. */
static size_t soft_break(const char *s, size_t len)
{
	size_t at = 0;

	while (at < len && (s[at] == ' ' || s[at] == '\t'))
		at++;
	if (at < len && s[at] == '\r')
		at++;
	if (at == len)
		return at;
	return s[at] == '\n' ? at + 1 : 0;
}

size_t gz_quoted_decode(char *bytes, size_t len)
{
	size_t used = 0;

	for (size_t i = 0; i < len;) {
		const char *equals = memchr(bytes + i, '=', len - i);
		size_t run = equals != NULL ? (size_t)(equals - bytes) - i : len - i;
		int high, low;

		memmove(bytes + used, bytes + i, run);
		used += run;
		i += run;
		if (i == len)
			break;
		high = len - i > 2 ? hex_digit(bytes[i + 1]) : -1;
		low = len - i > 2 ? hex_digit(bytes[i + 2]) : -1;
		if (high >= 0 && low >= 0) {
			bytes[used++] = (char)(high << 4 | low);
			i += 3;
			continue;
		}
		run = soft_break(bytes + i + 1, len - i - 1);
		if (run == 0 && i + 1 < len)
			bytes[used++] = '=';
		i += 1 + run;
	}
	return used;
}

struct gz_str gz_transfer_decode(struct gz_str bytes, struct gz_str encoding)
{
	encoding = gz_header_value(encoding);
	if (gz_header_is(encoding, "base64"))
		bytes.len = gz_base64_decode((char *)bytes.ptr, bytes.len);
	else if (gz_header_is(encoding, "quoted-printable"))
		bytes.len = gz_quoted_decode((char *)bytes.ptr, bytes.len);
	return bytes;
}
