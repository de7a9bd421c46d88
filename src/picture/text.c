/*
 * text.c: words in pictures: how wide they are at most in the fonts that readers have, and what of them may
 * stand in XML.
 */
#include "gazet/picture.h"
#include "gazet/render.h"

/* Hundredths of the font size that Helvetica's letters take from space to tilde; Arial and Liberation Sans
 * are made to the same measure. */
static const uint8_t ascii[95] = {
	28, 28, 36, 56, 56, 89, 67, 20, 34,  34, 39, 59, 28, 34, 28, 28, 56, 56, 56, 56, 56, 56, 56, 56,
	56, 56, 28, 28, 59, 59, 59, 56, 102, 67, 67, 73, 73, 67, 61, 78, 73, 28, 50, 67, 56, 84, 73, 78,
	67, 78, 73, 67, 61, 73, 67, 95, 67,  67, 61, 28, 28, 28, 47, 56, 34, 56, 56, 50, 56, 56, 28, 56,
	56, 23, 23, 50, 23, 84, 56, 56, 56,  56, 34, 50, 28, 56, 50, 73, 50, 50, 50, 34, 26, 34, 59,
};

#define WIDEST	  75   /* of a letter that is neither ASCII nor wide: no common one is wider */
#define IDEOGRAPH 50   /* of each of the two columns of a wide one */
#define SLACK	  1.17 /* DejaVu and the like are wider than Helvetica */
#define BOLD	  1.12

static double letter_width(uint32_t code, struct gz_str bytes)
{
	if (code >= 0x20 && code < 0x7f)
		return ascii[code - 0x20] / 100.0;
	if (code == '\t' || code == '\n' || code == '\r')
		return ascii[0] / 100.0;
	switch (gz_display_width(bytes)) {
	case 0: return 0;
	case 1: return WIDEST / 100.0;
	default: return 2 * IDEOGRAPH / 100.0;
	}
}

/* The code point at `at`, which moves on. One that is malformed, has no place in XML, or is seen by nobody or
 * turns others around behind `before`, counts as a replacement character. */
static uint32_t next_letter(struct gz_str text, size_t *at, uint32_t before, struct gz_str *bytes)
{
	uint32_t code = 0xfffd;
	size_t len = gz_utf8_decode(text.ptr + *at, text.len - *at, &code);

	*bytes = gz_str_of(text.ptr + *at, len);
	*at += len > 0 ? len : gz_utf8_invalid(text.ptr + *at, text.len - *at);
	if (len > 0 && code != 0xfffe && code != 0xffff && !gz_page_hides(code, before, true))
		return code;
	*bytes = GZ_STR("\xef\xbf\xbd");
	return 0xfffd;
}

double gz_picture_text_width(struct gz_str text, double size, bool bold)
{
	uint32_t code = 0;
	double width = 0;

	for (size_t at = 0; at < text.len;) {
		struct gz_str bytes;

		code = next_letter(text, &at, code, &bytes);
		width += letter_width(code, bytes);
	}
	return width * size * SLACK * (bold ? BOLD : 1);
}

static void add_letter(struct gz_buf *out, uint32_t code, struct gz_str bytes)
{
	switch (code) {
	case '&': gz_buf_str(out, GZ_STR("&amp;")); return;
	case '<': gz_buf_str(out, GZ_STR("&lt;")); return;
	case '>': gz_buf_str(out, GZ_STR("&gt;")); return;
	case '"': gz_buf_str(out, GZ_STR("&quot;")); return;
	case '\'': gz_buf_str(out, GZ_STR("&#39;")); return;
	default: break;
	}
	if (code == '\t' || code == '\n' || code == '\r')
		gz_buf_byte(out, ' ');
	else
		gz_buf_str(out, bytes);
}

bool gz_picture_text(struct gz_buf *out, struct gz_str text, double size, bool bold, double width)
{
	double scale = size * SLACK * (bold ? BOLD : 1), used = 0,
	       room = width - scale; /* an ellipsis is 1 wide */
	uint32_t code = 0;
	bool cut = width > 0 && gz_picture_text_width(text, size, bold) > width;

	for (size_t at = 0; at < text.len;) {
		struct gz_str bytes;

		code = next_letter(text, &at, code, &bytes);
		used += letter_width(code, bytes) * scale;
		if (cut && used > room)
			return gz_buf_str(out, GZ_STR("\xe2\x80\xa6"));
		add_letter(out, code, bytes);
	}
	return !out->failed;
}
