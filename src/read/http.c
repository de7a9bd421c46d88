/*
 * http.c: HTTP responses: chunks put together, compressed bodies unpacked within a limit of expansion.
 * Archives are not strict: tools store bodies without the codings that the headers still name, so the body
 * itself is asked.
 */
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

#include "http.h"

/* More than one coding on top of another is a trick, or a slip repeated once. */
#define CODINGS_MAX  2
#define CHUNK_DIGITS 15

static int status_of(struct gz_str line)
{
	size_t at = gz_str_find(line, ' ');
	int status = 0;

	while (at < line.len && line.ptr[at] == ' ')
		at++;
	if (line.len < at + 3)
		return 0;
	for (size_t i = at; i < at + 3; i++) {
		if (line.ptr[i] < '0' || line.ptr[i] > '9')
			return 0;
		status = status * 10 + (line.ptr[i] - '0');
	}
	return status;
}

bool gz_http_read(struct gz_str response, struct gz_http *http)
{
	static const char *const names[] = {"Content-Type", "Content-Language", "Transfer-Encoding",
					    "Content-Encoding"};
	struct gz_str values[GZ_COUNT(names)], head = response;
	size_t line, end;

	memset(http, 0, sizeof(*http));
	if (!gz_str_starts(response, GZ_STR("HTTP/")))
		return false;
	if (head.len > GZ_HTTP_HEAD_MAX)
		head.len = GZ_HTTP_HEAD_MAX;
	end = gz_headers_end(head);
	if (end > 0)
		head.len = end;
	line = gz_str_find(head, '\n');
	http->status = status_of(gz_str_of(head.ptr, line));
	if (line < head.len)
		line++;
	gz_headers_read(gz_str_of(head.ptr + line, head.len - line), names, GZ_COUNT(names), values);
	http->type = values[0];
	http->language = values[1];
	http->transfer = values[2];
	http->coding = values[3];
	http->body = gz_str_of(response.ptr + head.len, end > 0 ? response.len - head.len : 0);
	return true;
}

/* ---- chunks ---------------------------------------------------------------------------- */

/* Reads the line in front of a chunk at *at and moves behind it. False where none is. */
static bool chunk_line(struct gz_str s, size_t *at, size_t *size)
{
	size_t i = *at, digits = 0, value = 0;

	for (; i < s.len && digits <= CHUNK_DIGITS; i++, digits++) {
		char c = s.ptr[i];

		if (c >= '0' && c <= '9')
			value = value * 16 + (size_t)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			value = value * 16 + (size_t)((c | 0x20) - 'a' + 10);
		else
			break;
	}
	if (digits == 0 || digits > CHUNK_DIGITS)
		return false;
	while (i < s.len && (s.ptr[i] == ' ' || s.ptr[i] == '\t'))
		i++;
	if (i < s.len && s.ptr[i] == ';') /* an extension */
		i += gz_str_find(gz_str_of(s.ptr + i, s.len - i), '\n');
	if (i < s.len && s.ptr[i] == '\r')
		i++;
	if (i == s.len || s.ptr[i] != '\n')
		return false;
	*at = i + 1;
	*size = value;
	return true;
}

/* Puts chunks together in place. A connection that broke off leaves what had come; what is not chunked at all
 * stays. */
static bool dechunk(struct gz_str *body, bool cut, struct gz_error *err)
{
	char *out = (char *)body->ptr;
	size_t at = 0, size, used = 0;

	if (!chunk_line(*body, &at, &size))
		return true;
	while (size > 0) {
		size_t take = size < body->len - at ? size : body->len - at;

		memmove(out + used, body->ptr + at, take);
		used += take;
		at += take;
		if (at < body->len && body->ptr[at] == '\r')
			at++;
		if (at < body->len && body->ptr[at] == '\n')
			at++;
		if (at == body->len)
			break;
		if (chunk_line(*body, &at, &size))
			continue;
		if (!cut && memchr(body->ptr + at, '\n', body->len - at) != NULL)
			return gz_fail(err, GZ_EFORMAT, "damaged body: a chunk of it has no length");
		break;
	}
	body->len = used;
	return true;
}

/* ---- compression ------------------------------------------------------------------------- */

static bool too_large(size_t len, size_t packed, size_t limit, struct gz_error *err)
{
	if (len > limit)
		return !gz_fail(err, GZ_ELIMIT, "unpacks to more than the limit of %zu bytes; skipped",
				limit);
	if (len > GZ_BODY_FREE && len / GZ_BODY_RATIO > packed)
		return !gz_fail(err, GZ_ELIMIT,
				"unpacks to more than %d times its length (and %zu bytes); skipped",
				GZ_BODY_RATIO, GZ_BODY_FREE);
	return false;
}

/* Up to the end of the data (or of all members of it). Z_STREAM_END, or where it stopped. */
static int inflate_all(z_stream *z, size_t packed, size_t limit, bool gzip, struct gz_buf *out,
		       struct gz_error *err)
{
	int status = Z_OK;

	for (;;) {
		if (!gz_buf_reserve(out, 4096 + 2 * (size_t)z->avail_in))
			return Z_MEM_ERROR;
		z->next_out = (unsigned char *)out->ptr + out->len;
		z->avail_out = (unsigned)(out->cap - out->len > (1 << 20) ? 1 << 20 : out->cap - out->len);
		status = inflate(z, Z_NO_FLUSH);
		out->len = (size_t)((char *)z->next_out - out->ptr);
		if (too_large(out->len, packed, limit, err))
			return Z_NEED_DICT;
		if (status == Z_STREAM_END && gzip && z->avail_in > 2 && z->next_in[0] == 0x1f &&
		    z->next_in[1] == 0x8b)
			status = inflateReset(z);
		if (status != Z_OK)
			return status;
	}
}

/* `window` as of inflateInit2. *tried is false when the data is not of that kind from its first bytes on. */
static bool unpack(struct gz_str packed, int window, size_t limit, bool cut, struct gz_buf *out, bool *tried,
		   struct gz_error *err)
{
	z_stream z = {.next_in = (const unsigned char *)packed.ptr, .avail_in = (unsigned)packed.len};
	int status;

	gz_buf_clear(out);
	if (inflateInit2(&z, window) != Z_OK)
		return gz_fail_nomem(err);
	status = inflate_all(&z, packed.len, limit, window > 15, out, err);
	inflateEnd(&z);
	*tried = status == Z_STREAM_END || out->len > 0;
	if (status == Z_MEM_ERROR)
		return gz_fail_nomem(err);
	if (status == Z_NEED_DICT && out->len > 0)
		return false; /* too_large has said it */
	if (status == Z_STREAM_END || (cut && out->len > 0) || !*tried)
		return true;
	return gz_fail(err, GZ_EFORMAT,
		       status == Z_BUF_ERROR ? "truncated body: its compressed data breaks off"
					     : "damaged body: its compressed data is wrong");
}

static bool decode_gzip(struct gz_str *body, size_t limit, bool cut, struct gz_buf *out, struct gz_error *err)
{
	bool tried;

	if (body->len < 2 || (unsigned char)body->ptr[0] != 0x1f || (unsigned char)body->ptr[1] != 0x8b)
		return true; /* stored unpacked */
	if (!unpack(*body, 15 + 16, limit, cut, out, &tried, err))
		return false;
	if (!tried && !cut)
		return gz_fail(err, GZ_EFORMAT, "damaged body: its compressed data is wrong, or breaks off");
	*body = gz_buf_view(out);
	return true;
}

/* By the standard with zlib's header; by some servers without. */
static bool decode_deflate(struct gz_str *body, size_t limit, bool cut, struct gz_buf *out,
			   struct gz_error *err)
{
	bool tried = false;

	if (body->len == 0 || body->ptr[0] == '<')
		return true;
	if (!unpack(*body, 15, limit, cut, out, &tried, err))
		return false;
	if (!tried && !unpack(*body, -15, limit, cut, out, &tried, err))
		return false;
	if (tried)
		*body = gz_buf_view(out);
	return true;
}

static bool decode(struct gz_str coding, struct gz_str *body, size_t limit, bool cut, struct gz_buf *out,
		   struct gz_error *err)
{
	if (coding.len == 0 || gz_header_is(coding, "identity") || gz_header_is(coding, "none") ||
	    gz_header_starts(coding, "utf"))
		return true;
	if (gz_header_is(coding, "gzip") || gz_header_is(coding, "x-gzip"))
		return decode_gzip(body, limit, cut, out, err);
	if (gz_header_is(coding, "deflate"))
		return decode_deflate(body, limit, cut, out, err);
	return gz_fail(err, GZ_EFORMAT, "a body with Content-Encoding \"%.*s\" cannot be read",
		       coding.len > 40 ? 40 : (int)coding.len, coding.ptr);
}

bool gz_http_body(const struct gz_http *http, size_t limit, bool cut, struct gz_buf buf[2],
		  struct gz_str *body, struct gz_error *err)
{
	struct gz_str codings = http->coding;
	int turn = 0;

	*body = http->body;
	if (gz_header_starts(http->transfer, "chunked") || gz_str_ends(http->transfer, GZ_STR("chunked"))) {
		if (!dechunk(body, cut, err))
			return false;
	}
	while (codings.len > 0) { /* the last one was put on last */
		size_t start = codings.len;

		while (start > 0 && codings.ptr[start - 1] != ',')
			start--;
		if (turn == CODINGS_MAX)
			return gz_fail(err, GZ_EFORMAT, "more than %d codings of the body", CODINGS_MAX);
		if (!decode(gz_str_trim(gz_str_of(codings.ptr + start, codings.len - start)), body, limit,
			    cut, &buf[turn++], err))
			return false;
		codings.len = start > 0 ? start - 1 : 0;
	}
	return body->len <= limit ||
	       gz_fail(err, GZ_ELIMIT, "longer than the limit of %zu bytes; skipped", limit);
}
