/* canvas.h: a grid of characters with colours. */
#ifndef GAZET_RENDER_CANVAS_H
#define GAZET_RENDER_CANVAS_H

#include "gazet/base.h"

struct gz_canvas_cell {
	uint32_t code; /* of a character one column wide; 0: empty */
	uint8_t color; /* an SGR number; 0: the terminal's own */
};
struct gz_canvas {
	size_t width, height;
	struct gz_canvas_cell *cells; /* the top line first */
};
bool gz_canvas_open(struct gz_canvas *c, size_t width, size_t height, struct gz_error *err);
void gz_canvas_free(struct gz_canvas *c);
/* What lies outside is not drawn. */
void gz_canvas_put(struct gz_canvas *c, size_t x, size_t y, uint32_t code, uint8_t color);
void gz_canvas_text(struct gz_canvas *c, size_t x, size_t y, const char *ascii, uint8_t color);
uint32_t gz_canvas_at(const struct gz_canvas *c, size_t x, size_t y);
/* Lines without the spaces at their ends. */
void gz_canvas_write(const struct gz_canvas *c, bool colors, struct gz_buf *out);

#endif
