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

/* Length of the run of ASCII bytes without NUL at s. */
static size_t plain_run(const char *s, size_t len)
{
	size_t i = 0;
	uint64_t word;

	/* Eight bytes at once: none has its high bit set and none is zero. */
	for (; i + 8 <= len; i += 8) {
		memcpy(&word, s + i, 8);
		if (((word | ((word - 0x0101010101010101u) & ~word)) & 0x8080808080808080u) != 0)
			break;
	}
	while (i < len && (unsigned char)(s[i] - 1) < 0x7f)
		i++;
	return i;
}

bool gz_utf8_valid(struct gz_str s)
{
	uint32_t code;

	for (size_t i = 0; i < s.len;) {
		size_t step = plain_run(s.ptr + i, s.len - i);

		if (step == 0)
			step = gz_utf8_decode(s.ptr + i, s.len - i, &code);
		if (step == 0)
			return false;
		i += step;
	}
	return true;
}

/* Bytes of eight that go on with a code point: 10xxxxxx. */
static size_t trailing_bytes(uint64_t eight)
{
	/* One in the lowest bit of each such byte, then all of them added up in the highest byte. */
	return (size_t)(((eight >> 7 & ~(eight >> 6) & 0x0101010101010101u) * 0x0101010101010101u) >> 56);
}

size_t gz_utf8_count(struct gz_str valid)
{
	size_t count = valid.len, i = 0;
	uint64_t eight[4];

	for (; i + sizeof(eight) <= valid.len; i += sizeof(eight)) {
		memcpy(eight, valid.ptr + i, sizeof(eight));
		if (((eight[0] | eight[1] | eight[2] | eight[3]) & 0x8080808080808080u) == 0)
			continue; /* most text is plain ASCII */
		for (size_t k = 0; k < GZ_COUNT(eight); k++)
			count -= trailing_bytes(eight[k]);
	}
	for (; i < valid.len; i++)
		count -= ((unsigned char)valid.ptr[i] & 0xc0) == 0x80;
	return count;
}

size_t gz_utf8_offset(struct gz_str valid, size_t index)
{
	size_t i = 0;

	for (; i < valid.len; i++) {
		if (((unsigned char)valid.ptr[i] & 0xc0) != 0x80 && index-- == 0)
			break;
	}
	return i;
}

bool gz_utf8_repair(struct gz_buf *out, struct gz_str s, uint64_t *replaced)
{
	uint32_t code;

	for (size_t i = 0; i < s.len;) {
		size_t step = plain_run(s.ptr + i, s.len - i);

		if (step == 0 && s.ptr[i] != '\0')
			step = gz_utf8_decode(s.ptr + i, s.len - i, &code);
		if (step > 0) {
			gz_buf_add(out, s.ptr + i, step);
			i += step;
			continue;
		}
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
