/* md.c: a table as GitHub's Markdown has it. */
#include <ctype.h>
#include <string.h>

#include "internal.h"

/* A bar would end the cell, a line break the row; a backslash in front of a bar would free it again, and the
 * others begin HTML, an entity, code, a link or an emphasis. An underscore inside a word does nothing. */
static bool is_markup(struct gz_str s, size_t i)
{
	if (s.ptr[i] == '_')
		return i == 0 || i + 1 == s.len || !isalnum((unsigned char)s.ptr[i - 1]) ||
		       !isalnum((unsigned char)s.ptr[i + 1]);
	return s.ptr[i] != '\0' && strchr("|\\<&`[*~", s.ptr[i]) != NULL;
}

/* Bytes of a control character, which terminals obey: of two those that are no ASCII either. */
static size_t control_at(struct gz_str s, size_t i)
{
	unsigned char byte = (unsigned char)s.ptr[i];

	if (byte == 0xc2 && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xa0)
		return 2;
	return byte < 0x20 || byte == 0x7f;
}

static void md_field(struct gz_buf *out, struct gz_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		size_t control = control_at(s, i);

		if (is_markup(s, i))
			gz_buf_byte(out, '\\');
		gz_buf_byte(out, control > 0 ? ' ' : s.ptr[i]);
		i += control > 1;
	}
}

static bool is_number(const struct gz_column *column)
{
	return column->kind == GZ_CELL_INT || column->kind == GZ_CELL_REAL;
}

static bool md_begin(struct gz_render *r, struct gz_error *err)
{
	(void)err;
	for (size_t i = 0; i < r->count; i++) {
		gz_buf_str(&r->line, GZ_STR("| "));
		md_field(&r->line, gz_str(r->columns[i].name));
		gz_buf_byte(&r->line, ' ');
	}
	gz_buf_str(&r->line, GZ_STR("|\n"));
	for (size_t i = 0; i < r->count; i++)
		gz_buf_str(&r->line, is_number(&r->columns[i]) ? GZ_STR("| ---: ") : GZ_STR("| --- "));
	gz_buf_str(&r->line, GZ_STR("|\n"));
	return true;
}

static bool md_row(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err)
{
	for (size_t i = 0; i < r->count; i++) {
		gz_buf_str(&r->line, GZ_STR("| "));
		gz_buf_clear(&r->scratch);
		if (!gz_cell_fixed(&r->scratch, &cells[i], r->columns[i].decimals))
			return gz_fail_nomem(err);
		md_field(&r->line, gz_buf_view(&r->scratch));
		gz_buf_byte(&r->line, ' ');
	}
	gz_buf_str(&r->line, GZ_STR("|\n"));
	return true;
}

static bool md_end(struct gz_render *r, struct gz_error *err)
{
	(void)r;
	(void)err;
	return true;
}

const struct gz_renderer gz_renderer_md = {"md", md_begin, md_row, md_end};
