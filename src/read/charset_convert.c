/*
 * charset_convert.c: bytes of a known character set as UTF-8. What has one byte a character goes through a
 * table of 256, made with iconv once; the rest through iconv itself. Nothing fails for what it reads: bytes
 * that mean nothing become U+FFFD.
 */
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "charset.h"

#define REPLACEMENT "\xef\xbf\xbd"

void gz_converter_close(struct gz_converter *c)
{
	if (c->open)
		iconv_close((iconv_t)c->handle);
	c->open = false;
	c->of = 0;
}

/* What each byte becomes. U+FFFD is what means nothing; NUL and the rest of ASCII stay what they are. */
static void fill_table(struct gz_converter *c, iconv_t handle)
{
	for (int i = 0; i < 256; i++) {
		char in = (char)i, *from = &in, *to = c->byte[i];
		size_t left = 1, room = sizeof(c->byte[i]);

		iconv(handle, NULL, NULL, NULL, NULL);
		if (i < 0x80) {
			c->byte[i][0] = in;
			room--;
		} else if (iconv(handle, &from, &left, &to, &room) == (size_t)-1 ||
			   iconv(handle, NULL, NULL, &to, &room) == (size_t)-1 ||
			   room == sizeof(c->byte[i])) {
			memcpy(c->byte[i], REPLACEMENT, 3);
			room = 1;
		}
		c->length[i] = (unsigned char)(sizeof(c->byte[i]) - room);
	}
}

static bool converter_open(struct gz_converter *c, uint32_t charset)
{
	iconv_t handle;

	if (c->of == charset + 1)
		return true;
	gz_converter_close(c);
	handle = iconv_open("UTF-8", gz_charset_table[charset].iconv);
	if (handle == (iconv_t)-1)
		return false;
	c->of = charset + 1;
	if (gz_charset_table[charset].kind == GZ_CHARSET_SINGLE) {
		fill_table(c, handle);
		iconv_close(handle);
		return true;
	}
	c->handle = handle;
	c->open = true;
	return true;
}

static bool run_table(const struct gz_converter *c, struct gz_str bytes, struct gz_buf *out, uint64_t *lost)
{
	const unsigned char *at = (const unsigned char *)bytes.ptr, *end = at + bytes.len;

	while (at < end) {
		size_t plain = gz_scan_text((const char *)at, (size_t)(end - at)), step;

		if (!gz_buf_add(out, at, plain))
			return false;
		at += plain;
		/* Where one is not ASCII, others follow: 4096 of them need at most 4 bytes each. */
		step = (size_t)(end - at) < 4096 ? (size_t)(end - at) : 4096;
		if (!gz_buf_reserve(out, 4 * step))
			return false;
		for (size_t i = 0; i < step; i++) {
			unsigned char byte = *at;

			/* A run of ASCII is faster above. */
			if (byte < 0x80 && i + 8 < step && at[1] < 0x80 && at[2] < 0x80 && at[4] < 0x80 &&
			    byte != 0)
				break;
			memcpy(out->ptr + out->len, c->byte[byte], 4);
			out->len += c->length[byte];
			*lost += byte >= 0x80 && memcmp(c->byte[byte], REPLACEMENT, 3) == 0;
			at++;
		}
	}
	return !out->failed;
}

/* How many bytes are passed over where iconv knows no character. */
static size_t bad_step(uint32_t charset, size_t left)
{
	size_t unit = 1;

	if (gz_charset_table[charset].kind == GZ_CHARSET_WIDE2)
		unit = 2;
	if (gz_charset_table[charset].kind == GZ_CHARSET_WIDE4)
		unit = 4;
	return unit < left ? unit : left;
}

static bool run_iconv(iconv_t handle, uint32_t charset, struct gz_str bytes, struct gz_buf *out,
		      uint64_t *lost)
{
	char *from = (char *)bytes.ptr;
	size_t left = bytes.len, room;
	bool flushed = false;

	iconv(handle, NULL, NULL, NULL, NULL);
	if (!gz_buf_reserve(out, bytes.len + bytes.len / 2 + 64))
		return false;
	while (!flushed) {
		char *to = out->ptr + out->len;
		size_t done;
		int why;

		room = out->cap - out->len;
		/* Without input: a character that waits for its accent. */
		flushed = left == 0;
		done = iconv(handle, flushed ? NULL : &from, flushed ? NULL : &left, &to, &room);
		why = done == (size_t)-1 ? errno : 0;
		out->len = (size_t)(to - out->ptr);
		if (why == E2BIG) {
			flushed = false;
			if (!gz_buf_reserve(out, out->len / 2 + 64))
				return false;
		} else if (why != 0 && left > 0) { /* EILSEQ, or EINVAL: cut off at the end */
			size_t step = why == EINVAL ? left : bad_step(charset, left);

			if (!gz_buf_add(out, REPLACEMENT, 3))
				return false;
			++*lost;
			from += step;
			left -= step;
		}
	}
	return !out->failed;
}

enum gz_convert_status gz_converter_run(struct gz_converter *c, uint32_t charset, struct gz_str bytes,
					struct gz_buf *out, uint64_t *lost)
{
	bool good;

	if (!converter_open(c, charset))
		return GZ_CONVERT_UNKNOWN;
	if (gz_charset_table[charset].kind == GZ_CHARSET_SINGLE)
		good = run_table(c, bytes, out, lost);
	else
		good = run_iconv((iconv_t)c->handle, charset, bytes, out, lost);
	return good ? GZ_CONVERTED : GZ_CONVERT_NOMEM;
}
