/*
 * xmlbytes.c: the bytes of an XML file as UTF-8 that an XML parser takes: decoded piece by piece, what is
 * malformed replaced by U+FFFD and control characters by blanks, both counted. One bad byte should not cost
 * all that follows it.
 */
#include <string.h>
#include <strings.h>

#include "xml.h"

/* A declaration is no longer than that. */
#define DECLARATION_MAX ((size_t)512)

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

/* UTF-16 has two bytes a unit; its second piece does not tell any more which of them comes first. */
static bool look_wide(struct gz_xml_bytes *b, struct gz_str head)
{
	const char *name = NULL;

	if (gz_str_starts(head, GZ_STR("\xff\xfe\0\0")) || gz_str_starts(head, GZ_STR("<\0\0\0"))) {
		name = "utf-32le";
		b->unit = 4;
	} else if (gz_str_starts(head, GZ_STR("\0\0\xfe\xff")) || gz_str_starts(head, GZ_STR("\0\0\0<"))) {
		name = "utf-32be";
		b->unit = 4;
	} else if (gz_str_starts(head, GZ_STR("\xff\xfe")) || gz_str_starts(head, GZ_STR("<\0"))) {
		name = "utf-16le";
		b->unit = 2;
	} else if (gz_str_starts(head, GZ_STR("\xfe\xff")) || gz_str_starts(head, GZ_STR("\0<"))) {
		name = "utf-16be";
		b->unit = 2;
	}
	if (name != NULL)
		memcpy(b->encoding, name, strlen(name) + 1);
	return name != NULL;
}

/* An encoding that is declared as UTF in bytes that could be read is UTF-8. */
static void look_declared(struct gz_xml_bytes *b, struct gz_str head)
{
	struct gz_str value;
	const char *end;

	if (head.len > DECLARATION_MAX)
		head.len = DECLARATION_MAX;
	end = memmem(head.ptr, head.len, "?>", 2);
	if (!gz_str_starts(gz_str_trim(head), GZ_STR("<?xml")) || end == NULL)
		return;
	head.len = (size_t)(end - head.ptr);
	hide_standalone(head);
	value = declared(head, "encoding");
	if (value.len >= sizeof(b->encoding) || (value.len >= 3 && strncasecmp(value.ptr, "utf", 3) == 0))
		return;
	memcpy(b->encoding, value.ptr, value.len);
	b->encoding[value.len] = '\0';
}

static void begin(struct gz_xml_bytes *b)
{
	struct gz_input *in = &b->r->input;
	struct gz_str head;

	b->begun = true;
	b->unit = 1;
	while (in->len - in->at < DECLARATION_MAX &&
	       memchr(in->block + in->at, '>', in->len - in->at) == NULL && !b->damaged) {
		enum gz_input_status status = gz_input_fill(in, &b->damage);

		b->damaged = status == GZ_INPUT_DAMAGED;
		if (status != GZ_INPUT_DATA)
			break;
	}
	head = gz_str_of(in->block + in->at, in->len - in->at);
	if (!look_wide(b, head))
		look_declared(b, head);
}

/* ---- decoding -------------------------------------------------------------------------- */

/* Bytes at the end that begin a character of UTF-8 and do not end it. */
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

/* Where a piece may be cut, whatever the encoding: no character goes on behind a line's end, nor in nearly
 * all of them in front of a tag. */
static size_t cut_safe(const struct gz_xml_bytes *b, struct gz_str s)
{
	size_t whole = s.len - s.len % b->unit;
	const char *found;

	if (b->unit == 4)
		return whole;
	if (b->unit == 2) {
		/* The first half of a pair waits for the second. */
		size_t high = strcmp(b->encoding, "utf-16le") == 0 ? 1 : 2;

		return whole >= 2 && ((unsigned char)s.ptr[whole - high] & 0xfc) == 0xd8 ? whole - 2 : whole;
	}
	found = memrchr(s.ptr, '\n', s.len);
	if (found != NULL)
		return (size_t)(found - s.ptr) + 1;
	found = memrchr(s.ptr, '<', s.len);
	return found != NULL && found > s.ptr ? (size_t)(found - s.ptr) : s.len - cut_off(s);
}

/* What comes in front of the first record is reported as its own. */
static bool decode(struct gz_xml_bytes *b, struct gz_str s, struct gz_str *out, struct gz_error *err)
{
	const char *declared_as = b->encoding[0] != '\0' ? b->encoding : NULL;
	bool first = b->r->record == 0, good;

	b->r->record += first;
	good = gz_charset_decode(b->r, s, declared_as, &b->decoded, out, err);
	b->r->record -= first;
	return good;
}

/* *out is empty when all that is unread is only the beginning of something. */
static bool take(struct gz_xml_bytes *b, bool last, struct gz_str *out, struct gz_error *err)
{
	struct gz_input *in = &b->r->input;
	struct gz_str s = gz_str_of(in->block + in->at, in->len - in->at);
	size_t tail = last ? 0 : cut_off(s);

	*out = gz_str_of(s.ptr, s.len - tail);
	if (b->encoding[0] == '\0' && gz_utf8_clean(*out) == out->len) {
		in->at += out->len;
		return true;
	}
	if (!last)
		s.len = cut_safe(b, s);
	in->at += s.len;
	if (!decode(b, s, out, err))
		return false;
	if (gz_utf8_clean(*out) == out->len)
		return true;
	gz_buf_clear(&b->sound);
	if (!gz_utf8_repair(&b->sound, *out, &b->repaired))
		return gz_fail_nomem(err);
	*out = gz_buf_view(&b->sound);
	return true;
}

static bool is_control(unsigned char c)
{
	return c < 0x20 && c != '\n' && c != '\t' && c != '\r';
}

/* Looks at eight bytes at once for those below a blank: few lines have any but their ends. */
static uint64_t blank_controls(unsigned char *p, size_t len)
{
	uint64_t count = 0, word;
	size_t i = 0;

	while (i < len) {
		size_t end = i + 8 < len ? i + 8 : len;

		if (end - i == 8) {
			memcpy(&word, p + i, 8);
			if (((word - UINT64_C(0x2020202020202020)) & ~word & UINT64_C(0x8080808080808080)) ==
			    0) {
				i = end;
				continue;
			}
		}
		for (; i < end; i++) {
			if (is_control(p[i])) {
				p[i] = ' ';
				count++;
			}
		}
	}
	return count;
}

/* What XML does not allow: control characters become blanks, U+FFFE and U+FFFF become U+FFFD. */
static uint64_t clean(struct gz_str s)
{
	unsigned char *p = (unsigned char *)s.ptr, *end = p + s.len;
	uint64_t count = blank_controls(p, s.len);

	while (p < end && (p = memchr(p, 0xef, (size_t)(end - p))) != NULL) {
		if (end - p > 2 && p[1] == 0xbf && p[2] > 0xbd) {
			p[2] = 0xbd;
			count++;
		}
		p++;
	}
	return count;
}

enum gz_input_status gz_xml_bytes_next(struct gz_xml_bytes *b, struct gz_str *out, struct gz_error *err)
{
	struct gz_input *in = &b->r->input;

	if (!b->begun)
		begin(b);
	*out = GZ_STR("");
	while (out->len == 0 && !b->ended) {
		/* What was left needs what follows. */
		if (in->at == in->len || b->taken) {
			enum gz_input_status status = b->damaged ? GZ_INPUT_DAMAGED : gz_input_fill(in, err);

			if (b->damaged)
				*err = b->damage;
			if (status == GZ_INPUT_DAMAGED)
				return status;
			b->ended = status == GZ_INPUT_END;
		}
		if (!take(b, b->ended, out, err))
			return GZ_INPUT_DAMAGED;
		b->taken = true;
	}
	b->repaired += clean(*out);
	return out->len > 0 ? GZ_INPUT_DATA : GZ_INPUT_END;
}

void gz_xml_bytes_close(struct gz_xml_bytes *b)
{
	gz_buf_free(&b->decoded);
	gz_buf_free(&b->sound);
}
