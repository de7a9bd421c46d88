/* sheet.c: what csv and tsv do for programs that show spreadsheets: a mark in front, and text that is no
 * formula. */
#include "internal.h"

bool gz_sheet_begin(struct gz_render *r)
{
	return !r->options.bom || gz_buf_str(&r->line, GZ_STR("\xef\xbb\xbf"));
}

/* Spreadsheets compute a cell that begins with one of these; some do so with the wide forms of East Asia, and
 * pass over white space in front. */
static bool begins_formula(struct gz_str s)
{
	static const struct gz_str wide[] = {GZ_STR("\xef\xbc\x9d"), GZ_STR("\xef\xbc\x8b"),
					     GZ_STR("\xef\xbc\x8d"), GZ_STR("\xef\xbc\xa0")};

	if (s.len > 0 && (s.ptr[0] == '\t' || s.ptr[0] == '\r' || s.ptr[0] == '\n'))
		return true;
	while (s.len > 0 && s.ptr[0] == ' ')
		s = gz_str_of(s.ptr + 1, s.len - 1);
	for (size_t i = 0; i < GZ_COUNT(wide); i++) {
		if (gz_str_starts(s, wide[i]))
			return true;
	}
	return s.len > 0 && (s.ptr[0] == '=' || s.ptr[0] == '+' || s.ptr[0] == '-' || s.ptr[0] == '@');
}

bool gz_sheet_cell(struct gz_render *r, const struct gz_cell *cell)
{
	gz_buf_clear(&r->scratch);
	if (r->options.safe && cell->kind == GZ_CELL_TEXT && begins_formula(cell->text))
		gz_buf_byte(&r->scratch, '\'');
	return gz_cell_exact(&r->scratch, cell);
}
