/*
 * mime.c: the text of a message's parts. Of alternatives the plain text is taken, HTML where there is none; a
 * message inside the message (forwarded, or in a digest) is text like the rest, with its subject in front,
 * and one inside that one is not. Attachments and all other kinds of parts are passed over.
 */
#include <string.h>

#include "mail.h"

#define DEPTH_MAX    16
#define BOUNDARY_MAX 200

enum found { NOTHING, HTML, PLAIN };

struct mime {
	struct gz_reader *r;
	struct gz_mail *mail;
	struct gz_error *err;
};

/* Where a part stands. */
struct place {
	unsigned depth;
	bool inner;  /* in a message inside the message */
	bool digest; /* parts are messages unless they say something else */
};

static bool part_add(struct mime *m, struct gz_str part, struct place place, enum found *found);

/* Line breaks become plain ones, so that a message is the same text from whatever system it came. */
static bool add_lines(struct gz_buf *out, struct gz_str s)
{
	for (size_t i = 0; i < s.len;) {
		const char *cr = memchr(s.ptr + i, '\r', s.len - i);
		size_t run = cr != NULL ? (size_t)(cr - s.ptr) - i : s.len - i;

		gz_buf_add(out, s.ptr + i, run);
		i += run;
		if (i < s.len && (i + 1 == s.len || s.ptr[i + 1] != '\n'))
			gz_buf_byte(out, '\n');
		i += i < s.len;
	}
	return !out->failed;
}

/* An empty line between what is there and what comes. */
static bool add_gap(struct gz_buf *out)
{
	while (out->len > 0 && (out->ptr[out->len - 1] == '\n' || out->ptr[out->len - 1] == ' '))
		out->len--;
	return out->len == 0 || gz_buf_str(out, GZ_STR("\n\n"));
}

static bool leaf_add(struct mime *m, const struct gz_str *header, struct gz_str body, bool html,
		     enum found *found)
{
	struct gz_buf *out = &m->mail->text;
	char charset[GZ_CHARSET_NAME_MAX];
	const char *declared;
	size_t before;

	body = gz_transfer_decode(body, header[GZ_MIME_ENCODING]);
	if (gz_str_trim(body).len == 0)
		return true;
	declared = gz_header_charset(header[GZ_MIME_TYPE], charset);
	if (declared == NULL && html)
		declared = gz_html_charset(body, charset);
	if (!gz_charset_decode(m->r, body, declared, &m->mail->utf8, &body, m->err))
		return false;
	if (!add_gap(out))
		return gz_fail_nomem(m->err);
	before = out->len;
	if (html && m->mail->saved) {
		if (!gz_html_page(body, &m->mail->page, m->err))
			return false;
		if (!gz_buf_str(out, gz_buf_view(&m->mail->page.text)))
			return gz_fail_nomem(m->err);
	} else if (html && !gz_html_text(body, out, m->err)) {
		return false;
	}
	if (!html && !add_lines(out, body))
		return gz_fail_nomem(m->err);
	if (out->len > before && gz_str_trim(gz_str_of(out->ptr + before, out->len - before)).len > 0)
		*found = html ? HTML : PLAIN;
	return true;
}

/* ---- parts of a multipart ----------------------------------------------------------------- */

/* Where the next line with the delimiter begins (s.len: nowhere), and what follows it. */
static size_t find_delimiter(struct gz_str s, size_t from, struct gz_str delimiter, size_t *next, bool *last)
{
	while (from < s.len) {
		size_t at = gz_line_find(s, from, delimiter), after = at + delimiter.len;

		if (at == s.len)
			break;
		from = after;
		*last = gz_str_starts(gz_str_of(s.ptr + after, s.len - after), GZ_STR("--"));
		after += *last ? 2 : 0;
		while (after < s.len && (s.ptr[after] == ' ' || s.ptr[after] == '\t' || s.ptr[after] == '\r'))
			after++;
		if (after < s.len && s.ptr[after] != '\n')
			continue;
		*next = after < s.len ? after + 1 : after;
		return at;
	}
	*last = true;
	*next = s.len;
	return s.len;
}

/* Adds a part to alternatives of which *have was found, which begin at `start`: the better one stays. */
static bool choose(struct mime *m, struct gz_str part, struct place place, size_t start, enum found *have)
{
	struct gz_buf *out = &m->mail->text;
	enum found found = NOTHING;
	size_t from;

	if (!add_gap(out))
		return gz_fail_nomem(m->err);
	from = out->len;
	if (!part_add(m, part, place, &found))
		return false;
	if (found <= *have) {
		out->len = from > 0 ? from - 2 : 0; /* without the gap */
	} else {
		*have = found;
		memmove(out->ptr + start, out->ptr + from, out->len - from);
		out->len -= from - start;
	}
	return true;
}

/* Parts that nothing separates are one text. */
static bool unparted_add(struct mime *m, struct gz_str body, enum found *found)
{
	const struct gz_str header[GZ_MIME_HEADERS] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};

	return leaf_add(m, header, body, false, found);
}

static bool multipart_add(struct mime *m, struct gz_str type, struct gz_str body, struct place place,
			  enum found *found)
{
	struct gz_str boundary = gz_header_param(type, "boundary"), value = gz_header_value(type), delimiter;
	bool alternative = gz_header_is(value, "multipart/alternative"), last;
	char bytes[BOUNDARY_MAX + 2] = "--";
	enum found have = NOTHING;
	size_t next, start;

	if (place.depth == DEPTH_MAX)
		return true;
	if (boundary.len == 0 || boundary.len > BOUNDARY_MAX)
		return unparted_add(m, body, found);
	memcpy(bytes + 2, boundary.ptr, boundary.len);
	delimiter = gz_str_of(bytes, boundary.len + 2);
	place.depth++;
	place.digest = gz_header_is(value, "multipart/digest");
	if (find_delimiter(body, 0, delimiter, &next, &last) == body.len)
		return unparted_add(m, body, found);
	if (!add_gap(&m->mail->text))
		return gz_fail_nomem(m->err);
	start = m->mail->text.len;
	/* What follows the page in a saved one is what stands in its frames. */
	while (!last && next < body.len && !(alternative && have == PLAIN) &&
	       !(m->mail->saved && have == HTML)) {
		size_t from = next, stop = find_delimiter(body, from, delimiter, &next, &last);
		struct gz_str part = gz_str_of(body.ptr + from, stop - from);

		if (alternative ? !choose(m, part, place, start, &have) : !part_add(m, part, place, &have))
			return false;
	}
	*found = have > *found ? have : *found;
	return true;
}

/* ---- one part ------------------------------------------------------------------------------- */

static bool entity_add(struct mime *m, const struct gz_str *header, struct gz_str body, struct place place,
		       enum found *found);

static bool message_add(struct mime *m, struct gz_str message, struct place place, enum found *found)
{
	static const char *const names[GZ_MIME_HEADERS] = {GZ_MIME_NAMES};
	struct gz_str header[GZ_MIME_HEADERS], head = message;
	size_t end = gz_headers_end(message);

	if (place.inner || place.depth == DEPTH_MAX)
		return true;
	place = (struct place){.depth = place.depth + 1, .inner = true};
	if (end > 0)
		head.len = end;
	gz_headers_read(head, names, GZ_MIME_HEADERS, header);
	if (!add_gap(&m->mail->text))
		return gz_fail_nomem(m->err);
	if (!gz_words_decode(m->r, header[GZ_MIME_SUBJECT], &m->mail->utf8, &m->mail->text, m->err))
		return false;
	return entity_add(m, header, gz_str_of(message.ptr + head.len, message.len - head.len), place, found);
}

static bool entity_add(struct mime *m, const struct gz_str *header, struct gz_str body, struct place place,
		       enum found *found)
{
	struct gz_str type = gz_header_value(header[GZ_MIME_TYPE]);
	bool typed = gz_str_find(type, '/') < type.len; /* else it is as good as none */

	if (gz_header_starts(type, "multipart/"))
		return multipart_add(m, header[GZ_MIME_TYPE], body, place, found);
	if (gz_header_is(type, "message/rfc822") || (!typed && place.digest))
		return message_add(m, body, place, found);
	if (!typed || gz_header_is(type, "text/plain"))
		return leaf_add(m, header, body, false, found);
	if (gz_header_is(type, "text/html") || gz_header_is(type, "application/xhtml+xml"))
		return leaf_add(m, header, body, true, found);
	return true;
}

static bool part_add(struct mime *m, struct gz_str part, struct place place, enum found *found)
{
	static const char *const names[GZ_MIME_HEADERS] = {GZ_MIME_NAMES};
	struct gz_str header[GZ_MIME_HEADERS], head = part;
	size_t end = gz_headers_end(part);

	if (end > 0)
		head.len = end;
	else if (!gz_header_here(part))
		head.len = 0; /* a part without headers, and without the empty line that says so */
	gz_headers_read(head, names, GZ_MIME_HEADERS, header);
	if (gz_header_is(gz_header_value(header[GZ_MIME_DISPOSITION]), "attachment"))
		return true;
	return entity_add(m, header, gz_str_of(part.ptr + head.len, part.len - head.len), place, found);
}

bool gz_mime_text(struct gz_reader *r, struct gz_mail *mail, const struct gz_str *header, struct gz_str body,
		  struct gz_error *err)
{
	struct mime m = {r, mail, err};
	enum found found = NOTHING;

	return entity_add(&m, header, body, (struct place){0}, &found);
}
