/* jsonl.c: JSON Lines, an object a line. */
#include "internal.h"

static bool jsonl_nothing(struct gz_render *r, struct gz_error *err)
{
	(void)r;
	(void)err;
	return true;
}

static bool jsonl_row(struct gz_render *r, const struct gz_cell *cells, struct gz_error *err)
{
	(void)err;
	gz_cells_json(&r->line, r->columns, r->count, cells);
	gz_buf_byte(&r->line, '\n');
	return true;
}

const struct gz_renderer gz_renderer_jsonl = {"jsonl", jsonl_nothing, jsonl_row, jsonl_nothing};
