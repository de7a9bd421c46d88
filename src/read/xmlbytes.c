/*
 * xmlbytes.c: the bytes of an XML file as UTF-8 that an XML parser takes: decoded as its first bytes or its
 * declaration say, what is malformed replaced by U+FFFD and control characters by blanks, both counted. One
 * bad byte should not cost all that follows it.
 */
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "xml.h"

/* A declaration is no longer than that. */
#define DECLARATION_MAX ((size_t)512)
/* Decoded at once. */
#define SLICE ((size_t)64 << 10)

/* ---- which encoding -------------------------------------------------------------------- */

/* The value behind `key` in a declaration; it stands in quotes. */
static struct gz_str declared(struct gz_str declaration, const char *key)
{
	const char *at = memmem(declaration.ptr, declaration.len, key, strlen(key));
	const char *end = declaration.ptr + declaration.len, *close;

	if (at == NULL)
		return GZ_STR("");
	at += strlen(key);
	while (at < end && (*at == ' ' || *at == '=' || *at == '\t'))
		at++;
	if (at == end || (*at != '"' && *at != '\''))
		return GZ_STR("");
	close = memchr(at + 1, *at, (size_t)(end - at - 1));
	return close == NULL ? GZ_STR("") : gz_str_of(at + 1, (size_t)(close - at - 1));
}

/* "standalone" forbids entities that are not declared, &nbsp; for one: it is overwritten. */
static void hide_standalone(struct gz_str declaration)
{
	struct gz_str value = declared(declaration, "standalone");
	char *at = (char *)value.ptr;

	if (!gz_str_eq(value, GZ_STR("yes")))
		return;
	memcpy(at, "no", 2);
	at[2] = at[-1]; /* the quotation mark */
	at[3] = ' ';
}

/* Names by which iconv finds what is meant: pages called Latin-1 have the quotation marks of Windows. */
static const char *decoder_name(const char *name)
{
	static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1",
					    "latin-1",	  "us-ascii",  "ascii"};

	for (size_t i = 0; i < GZ_COUNT(latin); i++) {
		if (strcasecmp(name, latin[i]) == 0)
			return "WINDOWS-1252";
	}
	return strcasecmp(name, "gb2312") == 0 ? "GB18030" : name;
}

static const char *choose(struct gz_str head, char name[64])
{
	struct gz_str declaration = head, value;
	const char *end;

	if (head.len >= 4 && (memcmp(head.ptr, "\xff\xfe", 2) == 0 || memcmp(head.ptr, "<\0?\0", 4) == 0))
		return "UTF-16LE";
	if (head.len >= 4 && (memcmp(head.ptr, "\xfe\xff", 2) == 0 || memcmp(head.ptr, "\0<\0?", 4) == 0))
		return "UTF-16BE";
	if (declaration.len > DECLARATION_MAX)
		declaration.len = DECLARATION_MAX;
	end = memmem(declaration.ptr, declaration.len, "?>", 2);
	if (!gz_str_starts(gz_str_trim(declaration), GZ_STR("<?xml")) || end == NULL)
		return NULL;
	declaration.len = (size_t)(end - declaration.ptr);
	hide_standalone(declaration);
	value = declared(declaration, "encoding");
	/* It says UTF-16, and could be read: then it is not. */
	if (value.len == 0 || value.len >= 64 || strncasecmp(value.ptr, "utf", 3) == 0)
		return NULL;
	memcpy(name, value.ptr, value.len);
	name[value.len] = '\0';
	return decoder_name(name);
}

static bool begin(struct gz_xml_bytes *b, struct gz_error *err)
{
	struct gz_input *in = &b->r->input;
	char name[64];
	const char *encoding;
	iconv_t decoder;

	b->begun = true;
	while (in->len - in->at < DECLARATION_MAX &&
	       memchr(in->block + in->at, '>', in->len - in->at) == NULL) {
		enum gz_input_status status = gz_input_fill(in, err);

		b->damaged = status == GZ_INPUT_DAMAGED;
		if (status != GZ_INPUT_DATA)
			break;
	}
	b->damage = *err;
	encoding = choose(gz_str_of(in->block + in->at, in->len - in->at), name);
	if (encoding == NULL)
		return true;
	decoder = iconv_open("UTF-8", encoding);
	if (decoder != (iconv_t)-1)
		b->decoder = decoder;
	else if (errno == ENOMEM)
		return gz_fail_nomem(err);
	return true;
}

/* ---- decoding -------------------------------------------------------------------------- */

/* Bytes at the end that begin a character and do not end it. */
static size_t cut_off(struct gz_str s)
{
	for (size_t back = 1; back <= 3 && back <= s.len; back++) {
		unsigned char c = (unsigned char)s.ptr[s.len - back];
		size_t need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;

		if ((c & 0xc0) != 0x80)
			return need > back && gz_utf8_invalid(s.ptr + s.len - back, back) == back ? back : 0;
	}
	return 0;
}

static bool take_utf8(struct gz_xml_bytes *b, bool last, struct gz_str *out, struct gz_error *err)
{
	struct gz_input *in = &b->r->input;
	struct gz_str s = gz_str_of(in->block + in->at, in->len - in->at);

	if (!last)
		s.len -= cut_off(s);
	in->at += s.len;
	*out = s;
	if (gz_utf8_clean(s) == s.len)
		return true;
	gz_buf_clear(&b->out);
	if (!gz_utf8_repair(&b->out, s, &b->repaired))
		return gz_fail_nomem(err);
	*out = gz_buf_view(&b->out);
	return true;
}

static bool take_decoded(struct gz_xml_bytes *b, bool last, struct gz_str *out, struct gz_error *err)
{
	struct gz_input *in = &b->r->input;
	char *from = in->block + in->at;
	size_t left = in->len - in->at < SLICE ? in->len - in->at : SLICE;

	gz_buf_clear(&b->out);
	while (left > 0) {
		size_t before = left, room;
		char *to;
		size_t done;

		if (!gz_buf_reserve(&b->out, left * 4 + 16))
			return gz_fail_nomem(err);
		to = b->out.ptr + b->out.len;
		room = b->out.cap - b->out.len;
		done = iconv((iconv_t)b->decoder, &from, &left, &to, &room);
		b->out.len = (size_t)(to - b->out.ptr);
		if (done != (size_t)-1 || (errno == EINVAL && !last))
			break;
		if (errno == E2BIG && left < before)
			continue;
		gz_buf_str(&b->out, GZ_STR("\xef\xbf\xbd"));
		b->repaired++;
		from++;
		left--;
	}
	in->at = (size_t)(from - in->block);
	*out = gz_buf_view(&b->out);
	return !b->out.failed || gz_fail_nomem(err);
}

/* What XML does not allow: control characters become blanks, the two non-characters U+FFFD. */
static uint64_t clean(struct gz_str s)
{
	unsigned char *p = (unsigned char *)s.ptr, *end = p + s.len;
	unsigned found = 0;
	uint64_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		found |= (unsigned)(p[i] < 0x20) & (unsigned)(p[i] != '\n') & (unsigned)(p[i] != '\t') &
			 (unsigned)(p[i] != '\r');
	for (size_t i = 0; found != 0 && i < s.len; i++) {
		if (p[i] < 0x20 && p[i] != '\n' && p[i] != '\t' && p[i] != '\r') {
			p[i] = ' ';
			count++;
		}
	}
	while (p < end && (p = memmem(p, (size_t)(end - p), "\xef\xbf", 2)) != NULL) {
		if (end - p > 2 && p[2] > 0xbd) {
			p[2] = 0xbd;
			count++;
		}
		p += 2;
	}
	return count;
}

enum gz_input_status gz_xml_bytes_next(struct gz_xml_bytes *b, struct gz_str *out, struct gz_error *err)
{
	struct gz_input *in = &b->r->input;

	if (!b->begun && !begin(b, err))
		return GZ_INPUT_DAMAGED;
	*out = GZ_STR("");
	while (out->len == 0 && !b->ended) {
		size_t before = in->len - in->at;
		bool last = false;

		if (before == 0 || b->starved) {
			enum gz_input_status status = b->damaged ? GZ_INPUT_DAMAGED : gz_input_fill(in, err);

			if (b->damaged)
				*err = b->damage;
			if (status == GZ_INPUT_DAMAGED)
				return status;
			last = status == GZ_INPUT_END;
		}
		b->ended = last;
		if (!(b->decoder != NULL ? take_decoded(b, last, out, err) : take_utf8(b, last, out, err)))
			return GZ_INPUT_DAMAGED;
		/* Only the beginning of a character is left. */
		b->starved = in->len - in->at > 0 && out->len == 0;
	}
	b->repaired += clean(*out);
	return out->len > 0 ? GZ_INPUT_DATA : GZ_INPUT_END;
}

void gz_xml_bytes_close(struct gz_xml_bytes *b)
{
	if (b->decoder != NULL)
		iconv_close((iconv_t)b->decoder);
	gz_buf_free(&b->out);
}
