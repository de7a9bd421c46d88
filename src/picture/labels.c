/*
 * labels.c: nodes apart from each other, and a place for each label: below its node, where room was reserved, or
 * on another side, where neither a label that was placed before nor a node is.
 */
#include <math.h>

#include "layout.h"

#define ROUNDS 800
#define GAP 3 /* pixels between boxes */

struct box {
	double left, top, right, bottom;
};

static bool overlap(const struct box *a, const struct box *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static bool is_inside(const struct box *b, double width, double height)
{
	return b->left >= 0 && b->top >= 0 && b->right <= width && b->bottom <= height;
}

static struct box circle_box(const struct gz_body *b, double gap)
{
	return (struct box){b->x - b->radius - gap, b->y - b->radius - gap, b->x + b->radius + gap,
			    b->y + b->radius + gap};
}

/* ---- apart -------------------------------------------------------------------------- */

/* A node with its label below. */
static struct box whole_box(const struct gz_body *b)
{
	struct box box = circle_box(b, GAP);

	if (b->reserved) {
		double half = b->label_width / 2 + GAP;

		box.left = b->x - half < box.left ? b->x - half : box.left;
		box.right = b->x + half > box.right ? b->x + half : box.right;
		box.bottom += b->label_height;
	}
	return box;
}

static void keep_inside(struct gz_body *b, double width, double height)
{
	struct box box = whole_box(b);

	if (box.left < 0)
		b->x -= box.left;
	else if (box.right > width)
		b->x -= box.right - width;
	if (box.top < 0)
		b->y -= box.top;
	else if (box.bottom > height)
		b->y -= box.bottom - height;
}

/* Moves two that overlap apart, by the shorter way; `order` decides for those in the same place. */
static bool part(struct gz_body *a, struct gz_body *b, bool order)
{
	struct box one = whole_box(a), two = whole_box(b);
	double x, y, half_a = a->pinned ? 0 : b->pinned ? 1 : 0.5;
	double shares[2];

	if (!overlap(&one, &two) || (a->pinned && b->pinned))
		return false;
	shares[0] = half_a;
	shares[1] = 1 - half_a;
	x = fmin(one.right, two.right) - fmax(one.left, two.left) + 0.1;
	y = fmin(one.bottom, two.bottom) - fmax(one.top, two.top) + 0.1;
	if (x < y) {
		if (a->x < b->x || (a->x == b->x && order))
			x = -x;
		a->x += x * shares[0];
		b->x -= x * shares[1];
	} else {
		if (a->y < b->y || (a->y == b->y && order))
			y = -y;
		a->y += y * shares[0];
		b->y -= y * shares[1];
	}
	return true;
}

static bool part_all(struct gz_body *bodies, size_t count, double width, double height, size_t rounds)
{
	bool moved = true;

	for (size_t round = 0; round < rounds && moved; round++) {
		moved = false;
		for (size_t i = 1; i < count; i++) {
			for (size_t j = 0; j < i; j++)
				moved |= part(&bodies[j], &bodies[i], true);
		}
		for (size_t i = 0; i < count; i++)
			keep_inside(&bodies[i], width, height);
	}
	return !moved;
}

void gz_layout_separate(struct gz_body *bodies, size_t count, double width, double height)
{
	size_t rounds = count > 300 ? ROUNDS / 10 : ROUNDS, reserved = 0;

	for (size_t i = 0; i < count; i++)
		reserved += bodies[i].reserved;
	/* Where it is too crowded the last third of the labels gives up its room. */
	while (!part_all(bodies, count, width, height, rounds) && reserved > 0) {
		size_t keep = reserved * 2 / 3, seen = 0;

		for (size_t i = 0; i < count; i++) {
			if (bodies[i].reserved && seen++ >= keep)
				bodies[i].reserved = false;
		}
		reserved = keep;
	}
}

/* ---- labels ---------------------------------------------------------------------------- */

enum { SIDES = 8 };

static struct box label_box(const struct gz_body *b, unsigned side)
{
	/* Where the middle of the label is from that of the node: below, above, right, left, and the corners. */
	static const signed char across[SIDES] = {0, 0, 1, -1, 1, -1, 1, -1};
	static const signed char down[SIDES] = {1, -1, 0, 0, 1, 1, -1, -1};
	double reach = across[side] != 0 && down[side] != 0 ? 0.75 : 1;
	double x = b->x + across[side] * (b->radius * reach + b->label_width / 2 + 2);
	double y = b->y + down[side] * (b->radius * reach + b->label_height / 2 + 1);

	return (struct box){x - b->label_width / 2, y - b->label_height / 2, x + b->label_width / 2,
			    y + b->label_height / 2};
}

static bool is_free(const struct box *label, const struct gz_body *bodies, const struct gz_spot *spots,
		    size_t count, size_t own)
{
	for (size_t i = 0; i < count; i++) {
		const struct gz_spot *s = &spots[i];
		struct box circle = circle_box(&bodies[i], 0.5);
		struct box other = {s->label_x, s->label_y, s->label_x + s->label_width,
				    s->label_y + s->label_height};

		if ((i != own && overlap(label, &circle)) || (s->label_width > 0 && overlap(label, &other)))
			return false;
	}
	return true;
}

static void place_label(struct gz_spot *spot, const struct box *box, const struct gz_body *b)
{
	spot->label_x = box->left;
	spot->label_y = box->top;
	spot->label_width = b->label_width;
	spot->label_height = b->label_height;
	spot->label_size = b->label_size;
}

/* First those whose room is reserved: nobody takes it then. Nodes come in the order of their documents. */
void gz_layout_label(const struct gz_network *n, const struct gz_body *bodies, double width, double height,
		     struct gz_spot *spots)
{
	for (size_t i = 0; i < n->node_count; i++) {
		spots[i].x = bodies[i].x;
		spots[i].y = bodies[i].y;
		spots[i].radius = bodies[i].radius;
	}
	for (unsigned pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < n->node_count; i++) {
			if (bodies[i].reserved != (pass == 0))
				continue;
			for (unsigned side = 0; side < SIDES; side++) {
				struct box box = label_box(&bodies[i], side);

				if (is_inside(&box, width, height) &&
				    is_free(&box, bodies, spots, n->node_count, i)) {
					place_label(&spots[i], &box, &bodies[i]);
					break;
				}
			}
		}
	}
}
