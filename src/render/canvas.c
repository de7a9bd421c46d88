/* canvas.c: a grid of characters with colours, for plots: drawn into in any order, then written line by line.
 */
#include <stdlib.h>

#include "canvas.h"

bool gz_canvas_open(struct gz_canvas *c, size_t width, size_t height, struct gz_error *err)
{
	*c = (struct gz_canvas){.width = width, .height = height};
	if (height > 0 && width > SIZE_MAX / sizeof(*c->cells) / height)
		return gz_fail_nomem(err);
	c->cells = calloc(width * height + 1, sizeof(*c->cells));
	return c->cells != NULL || gz_fail_nomem(err);
}

void gz_canvas_free(struct gz_canvas *c)
{
	free(c->cells);
	c->cells = NULL;
}

void gz_canvas_put(struct gz_canvas *c, size_t x, size_t y, uint32_t code, uint8_t color)
{
	if (x < c->width && y < c->height)
		c->cells[y * c->width + x] = (struct gz_canvas_cell){code, color};
}

uint32_t gz_canvas_at(const struct gz_canvas *c, size_t x, size_t y)
{
	return x < c->width && y < c->height ? c->cells[y * c->width + x].code : 0;
}

void gz_canvas_text(struct gz_canvas *c, size_t x, size_t y, const char *ascii, uint8_t color)
{
	for (; *ascii != '\0'; ascii++)
		gz_canvas_put(c, x++, y, (unsigned char)*ascii, color);
}

void gz_canvas_write(const struct gz_canvas *c, bool colors, struct gz_buf *out)
{
	for (size_t y = 0; y < c->height; y++) {
		const struct gz_canvas_cell *line = c->cells + y * c->width;
		size_t end = c->width;
		uint8_t color = 0;

		while (end > 0 && (line[end - 1].code == 0 || line[end - 1].code == ' '))
			end--;
		for (size_t x = 0; x < end; x++) {
			char bytes[4];

			if (colors && line[x].color != color) {
				color = line[x].color;
				gz_buf_printf(out, "\033[%um", (unsigned)color);
			}
			gz_buf_add(out, bytes, gz_utf8_encode(line[x].code ? line[x].code : ' ', bytes));
		}
		if (color != 0)
			gz_buf_str(out, GZ_STR("\033[0m"));
		gz_buf_byte(out, '\n');
	}
}
