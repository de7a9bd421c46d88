/*
 * text.c: plain text, one file a document. A first line of at most 200 bytes with an empty line behind it is
 * the title; otherwise there is none and the text is the whole file. The day comes from the path.
 */
#include <string.h>

#include "internal.h"

#define TITLE_MAX 200

/* Bytes that text of no character set has, but those with sixteen bits a character. */
static void count_controls(struct gz_str s, size_t *nuls, size_t *controls)
{
	const uint64_t spaces = 0x2020202020202020u, high = 0x8080808080808080u;

	*nuls = *controls = 0;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c;
		uint64_t word;

		/* Most words have no byte below the space. */
		while (s.len - i > 8) {
			memcpy(&word, s.ptr + i, 8);
			if (((word - spaces) & ~word & high) != 0)
				break;
			i += 8;
		}
		c = (unsigned char)s.ptr[i];

		*nuls += c == '\0';
		*controls += c < 0x20 && !(c >= '\b' && c <= '\r') && c != 0x1b;
	}
}

static bool text_name(const char *path)
{
	static const char *const endings[] = {".txt", ".txt.gz", ".txt.bz2", ".txt.xz", ".txt.zst"};

	for (size_t i = 0; i < GZ_COUNT(endings); i++) {
		if (gz_str_ends(gz_str(path), gz_str(endings[i])))
			return true;
	}
	return false;
}

/* What calls itself text may have NULs; what does not may be in any encoding, but hardly has control
 * characters. */
static bool text_probe(const struct gz_head *head)
{
	size_t nuls, controls;

	/* XML of a vocabulary that no format knows. */
	if (gz_str_starts(gz_str_trim(head->bytes), GZ_STR("<?xml ")))
		return false;
	if (gz_charset_wide(head->bytes))
		return true;
	count_controls(head->bytes, &nuls, &controls);
	if (text_name(head->path))
		return controls <= 1 + head->bytes.len / 16; /* of random bytes a tenth are */
	return nuls == 0 && controls <= 1 + head->bytes.len / 100;
}

static bool text_open(struct gz_reader *r, struct gz_error *err)
{
	(void)r;
	(void)err;
	return true;
}

static void text_close(struct gz_reader *r)
{
	(void)r;
}

/* Where lines end with a carriage return alone, as those of old Macs, it becomes a line feed. */
static void mend_lines(struct gz_buf *text)
{
	if (text->len == 0 || memchr(text->ptr, '\n', text->len) != NULL)
		return;
	for (size_t i = 0; i < text->len; i++) {
		if (text->ptr[i] == '\r')
			text->ptr[i] = '\n';
	}
}

/* The line at the front of *rest, without its ending; moves *rest behind it. */
static struct gz_str cut_line(struct gz_str *rest)
{
	size_t len = gz_str_find(*rest, '\n');
	struct gz_str line = gz_str_of(rest->ptr, len);
	size_t step = len + (len < rest->len);

	rest->ptr += step;
	rest->len -= step;
	return line;
}

static void split_title(struct gz_str whole, struct gz_record *record)
{
	struct gz_str rest = whole, title = {NULL, 0};

	record->value[GZ_KEY_TEXT] = whole;
	while (rest.len > 0 && title.len == 0)
		title = gz_str_trim(cut_line(&rest));
	if (title.len > TITLE_MAX || rest.len == 0 || gz_str_trim(cut_line(&rest)).len > 0)
		return;
	while (rest.len > 0) {
		struct gz_str next = rest;

		if (gz_str_trim(cut_line(&next)).len > 0)
			break;
		rest = next;
	}
	if (rest.len == 0)
		return;
	record->value[GZ_KEY_TITLE] = title;
	record->value[GZ_KEY_TEXT] = rest;
}

static enum gz_read_status text_next(struct gz_reader *r, struct gz_arena *arena, struct gz_doc *doc,
				     struct gz_error *err)
{
	struct gz_record record = {.day = GZ_NO_DAY, .record = 1};
	struct gz_buf whole = {0}, plain = {0};
	enum gz_read_status status = GZ_READ_END;
	struct gz_str text;

	if (r->record++ > 0)
		return GZ_READ_END; /* a file is one document */
	switch (gz_reader_whole(r, &whole, err)) {
	case GZ_READ_FAILED: status = GZ_READ_FAILED; break;
	case GZ_READ_END: break;
	case GZ_READ_DOC:
		record.bytes = whole.len;
		status = GZ_READ_FAILED;
		if (!gz_charset_decode(r, gz_buf_view(&whole), NULL, &plain, &text, err))
			break;
		mend_lines(text.ptr == plain.ptr ? &plain : &whole);
		status = GZ_READ_END;
		if (!gz_reader_filled(r, text)) /* marks of byte orders, and nothing behind them */
			break;
		status = GZ_READ_FAILED;
		split_title(text, &record);
		gz_record_of_file(r, &record);
		if (gz_record_finish(r, &record, arena, doc, err))
			status = GZ_READ_DOC;
	}
	gz_buf_free(&plain);
	gz_buf_free(&whole);
	return status;
}

const struct gz_format gz_format_text = {"text", text_probe, text_open, text_next, text_close};
