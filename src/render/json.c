/* json.c: one JSON array, an object a line. */
#include "internal.h"

static bool json_begin(struct gz_render *r, struct gz_error *err)
{
	(void)err;
	gz_buf_byte(&r->line, '[');
	return true;
}

static bool json_row(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err)
{
	(void)err;
	gz_buf_str(&r->line, r->rows > 0 ? GZ_STR(",\n") : GZ_STR("\n"));
	gz_cells_json(&r->line, r->columns, r->count, cells);
	return true;
}

static bool json_end(struct gz_render *r, struct gz_error *err)
{
	(void)err;
	gz_buf_str(&r->line, r->rows > 0 ? GZ_STR("\n]\n") : GZ_STR("]\n"));
	return true;
}

const struct gz_renderer gz_renderer_json = {"json", json_begin, json_row, json_end};
