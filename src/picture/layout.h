/*
 * layout.h: what the files of the layout share: nodes as bodies that push and pull, and room for their labels.
 */
#ifndef GAZET_PICTURE_LAYOUT_H
#define GAZET_PICTURE_LAYOUT_H

#include "gazet/picture.h"

struct gz_body {
	double x, y, dx, dy, radius;
	double label_width, label_height, label_size;
	bool pinned;   /* a centre: it stays in the middle */
	bool reserved; /* its label has room of its own below it */
};

/* How strong an edge is among those of its kind (of the centre, or not), 0 to 1. free() it. */
double *gz_layout_strengths(const struct gz_network *n);
/* Bodies apart and inside width by height, with the reserved labels as far as there is room. */
void gz_layout_separate(struct gz_body *bodies, size_t count, double width, double height);
/* Finds a place for every label that has one, the most important nodes first. */
void gz_layout_label(const struct gz_network *n, const struct gz_body *bodies, double width, double height,
		     struct gz_spot *spots);

#endif
