/* buf.c: the growable byte buffer, and varints in it. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/base.h"

#define VARINT_MOST 10 /* bytes */

/* A buffer that becomes so large has grown out of the heap. */
#define OUTGROWN ((size_t)64 << 20)

bool gz_buf_reserve(struct gz_buf *b, size_t extra)
{
	size_t cap = b->cap ? b->cap : 64;
	char *grown;

	if (b->failed || extra > SIZE_MAX / 2 - b->len) {
		b->failed = true;
		return false;
	}
	if (b->len + extra <= b->cap)
		return true;
	while (cap < b->len + extra)
		cap *= 2;
	grown = realloc(b->ptr, cap);
	if (grown == NULL) {
		b->failed = true;
		return false;
	}
	gz_expect_large(grown, cap);
	if (cap >= OUTGROWN)
		malloc_trim(0); /* where it stood before is nobody's any more, but still in memory */
	b->ptr = grown;
	b->cap = cap;
	return true;
}

bool gz_buf_add(struct gz_buf *b, const void *bytes, size_t len)
{
	if (!gz_buf_reserve(b, len))
		return false;
	if (len > 0)
		memcpy(b->ptr + b->len, bytes, len);
	b->len += len;
	return true;
}

bool gz_buf_str(struct gz_buf *b, struct gz_str s)
{
	return gz_buf_add(b, s.ptr, s.len);
}

bool gz_buf_byte(struct gz_buf *b, char byte)
{
	return gz_buf_add(b, &byte, 1);
}

bool gz_buf_printf(struct gz_buf *b, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0 || !gz_buf_reserve(b, (size_t)len + 1)) {
		b->failed = true;
		return false;
	}
	va_start(args, format);
	vsnprintf(b->ptr + b->len, (size_t)len + 1, format, args);
	va_end(args);
	b->len += (size_t)len;
	return true;
}

bool gz_buf_number(struct gz_buf *b, int64_t value)
{
	char digits[24];
	size_t at = sizeof(digits);
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (value < 0)
		digits[--at] = '-';
	return gz_buf_add(b, digits + at, sizeof(digits) - at);
}

bool gz_buf_varint(struct gz_buf *b, uint64_t value)
{
	if (!gz_buf_reserve(b, VARINT_MOST))
		return false;
	b->len = (size_t)(gz_varint_put(b->ptr + b->len, value) - b->ptr);
	return true;
}

void gz_buf_clear(struct gz_buf *b)
{
	b->len = 0;
	b->failed = false;
}

void gz_buf_free(struct gz_buf *b)
{
	free(b->ptr);
	*b = (struct gz_buf){0};
}

struct gz_str gz_buf_view(const struct gz_buf *b)
{
	return gz_str_of(b->ptr ? b->ptr : "", b->len);
}

uint64_t gz_zigzag(int64_t value)
{
	return ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0);
}

int64_t gz_unzigzag(uint64_t value)
{
	return (int64_t)((value >> 1) ^ (value & 1 ? UINT64_MAX : 0));
}

bool gz_varint_read(const unsigned char **at, const unsigned char *end, uint64_t *value)
{
	uint64_t result = 0;

	if (*at < end && **at < 0x80) { /* nearly all of them */
		*value = *(*at)++;
		return true;
	}
	for (unsigned shift = 0; shift < 64 && *at < end; shift += 7) {
		unsigned char byte = *(*at)++;

		if (shift == 63 && byte > 1)
			return false;
		result |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0) {
			*value = result;
			return true;
		}
	}
	return false;
}
