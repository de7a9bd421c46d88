/* csv.c: comma-separated values as RFC 4180 has them: lines end in CR LF, quotation marks are doubled. */
#include <string.h>

#include "internal.h"

static void csv_field(struct gz_render *r, struct gz_str s)
{
	bool quote = r->count == 1 && s.len == 0; /* or the line would be blank and be passed over */

	for (size_t i = 0; i < s.len && !quote; i++)
		quote = strchr("\",\r\n", s.ptr[i]) != NULL;
	if (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' '))
		quote = true;
	if (!quote) {
		gz_buf_str(&r->line, s);
		return;
	}
	gz_buf_byte(&r->line, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '"')
			gz_buf_byte(&r->line, '"');
		gz_buf_byte(&r->line, s.ptr[i]);
	}
	gz_buf_byte(&r->line, '"');
}

static bool csv_begin(struct gz_render *r, struct gz_error *err)
{
	(void)err;
	gz_sheet_begin(r);
	if (!r->options.header)
		return true;
	for (size_t i = 0; i < r->count; i++) {
		if (i > 0)
			gz_buf_byte(&r->line, ',');
		csv_field(r, gz_str(r->columns[i].name));
	}
	gz_buf_str(&r->line, GZ_STR("\r\n"));
	return true;
}

static bool csv_row(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err)
{
	for (size_t i = 0; i < r->count; i++) {
		if (i > 0)
			gz_buf_byte(&r->line, ',');
		if (!gz_sheet_cell(r, &cells[i]))
			return gz_fail_nomem(err);
		csv_field(r, gz_buf_view(&r->scratch));
	}
	gz_buf_str(&r->line, GZ_STR("\r\n"));
	return true;
}

static bool csv_end(struct gz_render *r, struct gz_error *err)
{
	(void)r;
	(void)err;
	return true;
}

const struct gz_renderer gz_renderer_csv = {"csv", csv_begin, csv_row, csv_end};
