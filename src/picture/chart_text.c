/* chart_text.c: words and numbers of a chart. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "chart.h"

void chart_text(struct gz_buf *out, struct gz_str s)
{
	gz_picture_text(out, s, CHART_SMALL, false, 0);
}

void chart_number(struct gz_buf *out, uint64_t value)
{
	char digits[32];
	int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)value);

	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			gz_buf_byte(out, ',');
		gz_buf_byte(out, digits[i]);
	}
}

static void put_length(struct gz_buf *out, double value)
{
	long long parts = llround(fabs(value) * 100);

	if (value < 0 && parts > 0)
		gz_buf_byte(out, '-');
	gz_buf_number(out, parts / 100);
	if (parts % 100 == 0)
		return;
	gz_buf_byte(out, '.');
	gz_buf_byte(out, (char)('0' + parts / 10 % 10));
	if (parts % 10 != 0)
		gz_buf_byte(out, (char)('0' + parts % 10));
}

void chart_put(struct gz_buf *out, const char *pattern, const double *lengths)
{
	for (const char *end; (end = strchr(pattern, '~')) != NULL; pattern = end + 1) {
		gz_buf_add(out, pattern, (size_t)(end - pattern));
		put_length(out, *lengths++);
	}
	gz_buf_str(out, gz_str(pattern));
}

/* Where the line ends that begins at s: at the last space that fits, else at the last character. */
static size_t end_of_line(struct gz_str s, double width)
{
	size_t end = 0, space = 0;
	double used = 0;

	while (end < s.len && s.ptr[end] != '\n') {
		uint32_t code;
		size_t step = gz_utf8_decode(s.ptr + end, s.len - end, &code);

		step = step > 0 ? step : 1;
		used += gz_picture_text_width(gz_str_of(s.ptr + end, step), CHART_SMALL, false);
		if (used > width && end > 0)
			return space > 0 ? space : end;
		if (s.ptr[end] == ' ')
			space = end;
		end += step;
	}
	return end;
}

size_t chart_lines(struct gz_buf *out, struct gz_str s, double width, double x, double y, double step)
{
	size_t lines = 0;

	while (s.len > 0) {
		size_t end = end_of_line(s, width);

		chart_put(out, "<text class=\"quiet\" x=\"~\" y=\"~\">",
			  (const double[]){x, y + step * (double)lines++});
		chart_text(out, gz_str_of(s.ptr, end));
		gz_buf_str(out, GZ_STR("</text>\n"));
		end += end < s.len && (s.ptr[end] == ' ' || s.ptr[end] == '\n');
		s = gz_str_of(s.ptr + end, s.len - end);
	}
	return lines;
}
