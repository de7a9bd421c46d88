/* tsv.c: tab-separated values, a row a line; tab, line break and backslash are written \t, \n, \r and \\. */
#include "internal.h"

static void tsv_field(struct gz_buf *out, struct gz_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		char escape = s.ptr[i] == '\t' ? 't' : s.ptr[i] == '\n' ? 'n' : s.ptr[i] == '\r' ? 'r' :
			      s.ptr[i] == '\\' ? '\\' : '\0';

		if (escape != '\0')
			gz_buf_byte(out, '\\');
		gz_buf_byte(out, escape != '\0' ? escape : s.ptr[i]);
	}
}

static bool tsv_begin(struct gz_render *r, struct gz_error *err)
{
	(void)err;
	gz_sheet_begin(r);
	if (!r->options.header)
		return true;
	for (size_t i = 0; i < r->count; i++) {
		if (i > 0)
			gz_buf_byte(&r->line, '\t');
		tsv_field(&r->line, gz_str(r->columns[i].name));
	}
	gz_buf_byte(&r->line, '\n');
	return true;
}

static bool tsv_row(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err)
{
	for (size_t i = 0; i < r->count; i++) {
		if (i > 0)
			gz_buf_byte(&r->line, '\t');
		if (!gz_sheet_cell(r, &cells[i]))
			return gz_fail_nomem(err);
		tsv_field(&r->line, gz_buf_view(&r->scratch));
	}
	gz_buf_byte(&r->line, '\n');
	return true;
}

static bool tsv_end(struct gz_render *r, struct gz_error *err)
{
	(void)r;
	(void)err;
	return true;
}

const struct gz_renderer gz_renderer_tsv = {"tsv", tsv_begin, tsv_row, tsv_end};
