/* markup.c: text, numbers and addresses as markup in which nothing but text can be read. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "internal.h"

static const char *entity_of(char byte)
{
	switch (byte) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

bool gz_markup_text(struct gz_buf *out, struct gz_str s)
{
	uint32_t code, before = 0;

	for (size_t i = 0; i < s.len;) {
		const char *entity = entity_of(s.ptr[i]);
		size_t step = gz_utf8_decode(s.ptr + i, s.len - i, &code);

		if (entity != NULL)
			gz_buf_str(out, gz_str(entity));
		else if (step == 0 || gz_page_hides(code, before, true))
			gz_buf_str(out, GZ_STR("\xef\xbf\xbd"));
		else
			gz_buf_add(out, s.ptr + i, step);
		i += step > 0 ? step : gz_utf8_invalid(s.ptr + i, s.len - i);
		before = step > 0 ? code : 0;
	}
	return !out->failed;
}

bool gz_markup_name(struct gz_buf *out, struct gz_str s)
{
	gz_buf_str(out, GZ_STR("<bdi>"));
	gz_markup_text(out, s);
	return gz_buf_str(out, GZ_STR("</bdi>"));
}

bool gz_markup_is_web(struct gz_str url)
{
	static const char *const schemes[] = {"http://", "https://"};

	for (size_t i = 0; i < url.len; i++) {
		if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == 0x7f)
			return false;
	}
	for (size_t i = 0; i < GZ_COUNT(schemes); i++) {
		size_t len = strlen(schemes[i]);

		if (url.len > len && strncasecmp(url.ptr, schemes[i], len) == 0)
			return true;
	}
	return false;
}

bool gz_markup_link(struct gz_buf *out, struct gz_str url, struct gz_str text)
{
	if (!gz_markup_is_web(url))
		return gz_markup_name(out, text);
	gz_buf_str(out, GZ_STR("<a rel=\"noopener noreferrer\" href=\""));
	gz_markup_text(out, url);
	gz_buf_str(out, GZ_STR("\">"));
	gz_markup_name(out, text);
	return gz_buf_str(out, GZ_STR("</a>"));
}

bool gz_markup_count(struct gz_buf *out, uint64_t value)
{
	char digits[32];
	size_t len = (size_t)snprintf(digits, sizeof(digits), "%llu", (unsigned long long)value);

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			gz_buf_byte(out, ',');
		gz_buf_byte(out, digits[i]);
	}
	return !out->failed;
}

bool gz_markup_counted(struct gz_buf *out, uint64_t value, const char *one)
{
	gz_markup_count(out, value);
	return gz_buf_printf(out, " %s%s", one, value == 1 ? "" : "s");
}

bool gz_markup_real(struct gz_buf *out, double value, int decimals)
{
	char number[400];

	snprintf(number, sizeof(number), "%.*f", decimals, value);
	if (number[0] == '-' && strspn(number + 1, "0.") == strlen(number + 1))
		return gz_buf_str(out, gz_str(number + 1)); /* not "-0.0" */
	return gz_buf_str(out, gz_str(number));
}

bool gz_markup_json(struct gz_buf *out, struct gz_str json)
{
	for (size_t i = 0; i < json.len; i++) {
		char c = json.ptr[i];

		/* These stand in strings only; U+2028 and U+2029 are E2 80 A8 and E2 80 A9. */
		if (c == '<' || c == '>' || c == '&') {
			gz_buf_printf(out, "\\u%04x", (unsigned)c);
		} else if (json.len - i > 2 && memcmp(json.ptr + i, "\xe2\x80", 2) == 0 &&
			   (json.ptr[i + 2] == '\xa8' || json.ptr[i + 2] == '\xa9')) {
			gz_buf_str(out, json.ptr[i + 2] == '\xa8' ? GZ_STR("\\u2028") : GZ_STR("\\u2029"));
			i += 2;
		} else {
			gz_buf_byte(out, c);
		}
	}
	return !out->failed;
}

struct gz_str gz_cell_words(const struct gz_cell *cell)
{
	return cell != NULL && cell->kind == GZ_CELL_TEXT && cell->text.ptr != NULL ? cell->text : GZ_STR("");
}
