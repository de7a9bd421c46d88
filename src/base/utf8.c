/*
 * utf8.c: decoding, counting and repairing UTF-8. What is well-formed is table 3-7 of the Unicode
 * standard; what one replacement covers is its "maximal subpart" (section 3.9).
 */
#include <string.h>

#include "gazet/base.h"

/* Second-byte range and length by first byte; length 0 where no sequence starts so. */
static size_t sequence(unsigned char first, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xbf;
	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	if (first < 0xe0)
		return 2;
	if (first < 0xf0) {
		if (first == 0xe0)
			*low = 0xa0;
		if (first == 0xed)
			*high = 0x9f; /* no surrogates */
		return 3;
	}
	if (first == 0xf0)
		*low = 0x90;
	if (first == 0xf4)
		*high = 0x8f; /* nothing above U+10FFFF */
	return 4;
}

/* How many bytes at s continue a well-formed sequence (of `length` in all). */
static size_t good_prefix(const char *s, size_t len, size_t *length)
{
	unsigned char low, high;
	size_t good = 1;

	*length = sequence((unsigned char)s[0], &low, &high);
	while (good < *length && good < len) {
		unsigned char byte = (unsigned char)s[good];

		if (byte < low || byte > high)
			break;
		low = 0x80;
		high = 0xbf;
		good++;
	}
	return good;
}

size_t gz_utf8_decode(const char *s, size_t len, uint32_t *code)
{
	size_t length;
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] < 0x80) {
		*code = u[0];
		return 1;
	}
	if (good_prefix(s, len, &length) < length || length == 0)
		return 0;
	if (length == 2)
		*code = (uint32_t)(u[0] & 0x1f) << 6 | (u[1] & 0x3f);
	else if (length == 3)
		*code = (uint32_t)(u[0] & 0x0f) << 12 | (uint32_t)(u[1] & 0x3f) << 6 | (u[2] & 0x3f);
	else
		*code = (uint32_t)(u[0] & 0x07) << 18 | (uint32_t)(u[1] & 0x3f) << 12 |
			(uint32_t)(u[2] & 0x3f) << 6 | (u[3] & 0x3f);
	return length;
}

size_t gz_utf8_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

size_t gz_utf8_invalid(const char *s, size_t len)
{
	size_t length;

	return good_prefix(s, len, &length);
}

/* Length of the sequence of two to four bytes at s; 0 where it is malformed. The frequent ones without a
 * table. */
static size_t sequence_at(const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t length;

	if (u[0] >= 0xc2 && u[0] < 0xe0)
		return len >= 2 && (u[1] & 0xc0) == 0x80 ? 2 : 0;
	if (u[0] > 0xe0 && u[0] < 0xf0 && u[0] != 0xed)
		return len >= 3 && (u[1] & 0xc0) == 0x80 && (u[2] & 0xc0) == 0x80 ? 3 : 0;
	return good_prefix(s, len, &length) == length ? length : 0;
}

size_t gz_utf8_clean(struct gz_str s)
{
	size_t i = 0;

	while (i < s.len) {
		size_t step;

		i += gz_scan_text(s.ptr + i, s.len - i);
		/* Where one is not ASCII, the next ones are not either, but for the space between words. */
		while (i < s.len && s.ptr[i] != '\0') {
			if ((unsigned char)s.ptr[i] >= 0x80)
				step = sequence_at(s.ptr + i, s.len - i);
			else if (i + 1 < s.len && (unsigned char)s.ptr[i + 1] >= 0x80)
				step = 1;
			else
				break;
			if (step == 0)
				return i;
			i += step;
		}
		if (i < s.len && s.ptr[i] == '\0')
			return i;
	}
	return i;
}

bool gz_utf8_valid(struct gz_str s)
{
	size_t i = 0;

	if (s.len == 0)
		return true;
	while ((i += gz_utf8_clean(gz_str_of(s.ptr + i, s.len - i))) < s.len && s.ptr[i] == '\0')
		i++;
	return i == s.len;
}

static bool goes_on(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* By the bytes that are left alone: the string may have been cut before, by snprintf. */
struct gz_str gz_utf8_head(struct gz_str s, size_t most)
{
	size_t len = s.len < most ? s.len : most, last = len, length;

	while (last > 0 && len - last < 3 && goes_on(s.ptr[last - 1]))
		last--;
	if (last > 0 && good_prefix(s.ptr + last - 1, len - last + 1, &length) == len - last + 1 &&
	    len - last + 1 < length)
		len = last - 1;
	return gz_str_of(s.ptr, len);
}

struct gz_str gz_utf8_tail(struct gz_str s, size_t most)
{
	size_t start = s.len > most ? s.len - most : 0;

	for (size_t i = 0; start > 0 && i < 3 && start < s.len && goes_on(s.ptr[start]); i++)
		start++;
	return gz_str_of(s.ptr + start, s.len - start);
}

size_t gz_utf8_count(struct gz_str valid)
{
	return valid.len > 0 ? gz_scan_codes(valid.ptr, valid.len) : 0;
}

size_t gz_utf8_offset(struct gz_str valid, size_t index)
{
	size_t i = 0;

	/* So many code points are at least so many bytes. */
	while (index >= 16 && valid.len - i >= 16) {
		size_t step = index < valid.len - i ? index : valid.len - i;

		index -= gz_scan_codes(valid.ptr + i, step);
		i += step;
	}
	for (; i < valid.len; i++) {
		if (!goes_on(valid.ptr[i]) && index-- == 0)
			break;
	}
	return i;
}

bool gz_utf8_repair(struct gz_buf *out, struct gz_str s, uint64_t *replaced)
{
	for (size_t i = 0; i < s.len;) {
		size_t clean = gz_utf8_clean(gz_str_of(s.ptr + i, s.len - i));

		gz_buf_add(out, s.ptr + i, clean);
		i += clean;
		if (i == s.len)
			break;
		gz_buf_add(out, "\xef\xbf\xbd", 3);
		i += s.ptr[i] == '\0' ? 1 : gz_utf8_invalid(s.ptr + i, s.len - i);
		++*replaced;
	}
	return !out->failed;
}

uint32_t gz_codepoints_at(struct gz_codepoints *c, uint32_t byte)
{
	if (byte < c->byte) /* asked out of order: start again */
		c->byte = c->code = 0;
	c->code += (uint32_t)gz_utf8_count(gz_str_of(c->text.ptr + c->byte, byte - c->byte));
	c->byte = byte;
	return c->code;
}
