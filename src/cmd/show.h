/* show.h: what prints a card: as text and Markdown, or as one object. */
#ifndef GAZET_CMD_SHOW_H
#define GAZET_CMD_SHOW_H

#include <stdio.h>

#include "card.h"
#include "gazet/render.h"

#define CARD_LABEL 12 /* columns of the labels of facts */

struct card_style {
	bool markdown; /* else text */
	bool trend;    /* with the line of blocks */
	struct gz_render_options render;
};
/* Both write to `out`; it is for the caller to flush it. */
bool card_print(const struct card *c, const struct card_style *style, FILE *out, struct gz_error *err);
bool card_print_json(const struct card *c, FILE *out, struct gz_error *err);

#endif
