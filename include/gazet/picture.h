/*
 * picture.h: pictures as SVG, and what all pictures and pages share: colours, the width of text, and the places of a
 * network's nodes. A picture stands alone: no script, no font and nothing of the network is fetched. The same input
 * gives the same bytes.
 */
#ifndef GAZET_PICTURE_H
#define GAZET_PICTURE_H

#include "gazet/model.h"

/* ---- colours ------------------------------------------------------------------ */

/* "#rrggbb" of a kind of entity on a light or a dark ground: told apart with any colour vision, and 3:1 or more
 * against the ground. */
const char *gz_picture_color(enum gz_type type, bool dark);

enum gz_ink {
	GZ_INK_GROUND = 0, /* the page */
	GZ_INK_TEXT,
	GZ_INK_QUIET,      /* captions, axes */
	GZ_INK_RULE,       /* edges, grid lines */
	GZ_INKS
};
const char *gz_picture_ink(enum gz_ink ink, bool dark);
/* The style sheet of a picture: the custom properties --ground --text --quiet --rule --person --country --org --place
 * --event, for light and for dark (prefers-color-scheme). */
bool gz_picture_style(struct gz_buf *out);

/* ---- text --------------------------------------------------------------------- */

/* The font of all pictures, and how wide text of `size` pixels is in it: at least as wide as it will be, for the reader's
 * fonts differ. */
#define GZ_PICTURE_FONT "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
double gz_picture_text_width(struct gz_str text, double size, bool bold);
/* As content or attribute value; characters that XML does not have and marks that turn the direction of the text around
 * are left out. Cut to `width` pixels with an ellipsis; 0: whole. */
bool gz_picture_text(struct gz_buf *out, struct gz_str text, double size, bool bold, double width);

/* ---- networks ------------------------------------------------------------------- */

/* Of a picture of its own; and more nodes than can be laid out in a second. */
#define GZ_PICTURE_WIDTH 1200
#define GZ_PICTURE_HEIGHT 800
#define GZ_PICTURE_NODES 1000

struct gz_spot {
	double x, y, radius; /* pixels */
	/* The label's box beside, above or below the node; label_width 0: there was no room. */
	double label_x, label_y, label_width, label_height;
	double label_size; /* of the font */
};

/* Places every node and label inside width by height. Nodes never overlap; labels overlap neither each other nor nodes;
 * the more documents a node has the sooner it gets its label. One spot a node, in `arena`. */
bool gz_picture_layout(const struct gz_network *n, double width, double height, struct gz_arena *arena,
		       struct gz_spot **out, struct gz_error *err);
/* The whole picture, with title, legend and caption. */
bool gz_picture_network(const struct gz_network *n, struct gz_buf *out, struct gz_error *err);

#endif
