/*
 * layout.c: where the nodes of a network stand. Nodes push each other away, edges pull theirs together, and
 * all are drawn to the middle (T. Fruchterman, E. Reingold: Graph drawing by force-directed placement, 1991);
 * the centre stands there. The start comes from a generator with a fixed seed: the same network is always the
 * same picture.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout.h"

#define ROUNDS	    600
#define ROUNDS_MANY 120 /* of more than MANY nodes */
#define MANY	    300
#define GRAVITY	    0.55
#define LARGEST	    30 /* radius in pixels */
#define SMALLEST    3
#define INK	    0.14 /* share of the area that circles may take */
#define LABELS	    0.5	 /* and labels, before the least important ones go without room of their own */
#define PINNED	    3	 /* as many centres stand in the middle; more find their place like all others */
#define EVEN	    0.55 /* how far crowds are spread out and gaps closed at the end: 0 not, 1 evenly */

static double score_of(const struct gz_network *n, const struct gz_network_edge *e)
{
	if (strcmp(n->measure, "npmi") == 0)
		return e->npmi > 0 ? e->npmi : 0;
	if (strcmp(n->measure, "jaccard") == 0)
		return e->jaccard;
	/* Counts and G² have few great values and many small ones. */
	return sqrt(strcmp(n->measure, "docs") == 0 ? (double)e->docs : e->g2 > 0 ? e->g2 : 0);
}

double *gz_layout_strengths(const struct gz_network *n)
{
	double *strengths = calloc(n->edge_count + 1, sizeof(*strengths)), most[2] = {0, 0};

	for (size_t i = 0; strengths != NULL && i < n->edge_count; i++) {
		bool spoke = n->nodes[n->edges[i].from].centre;

		strengths[i] = score_of(n, &n->edges[i]);
		most[spoke] = strengths[i] > most[spoke] ? strengths[i] : most[spoke];
	}
	for (size_t i = 0; strengths != NULL && i < n->edge_count; i++) {
		double of = most[n->nodes[n->edges[i].from].centre];

		strengths[i] = of > 0 ? strengths[i] / of : 0;
	}
	return strengths;
}

/* ---- sizes --------------------------------------------------------------------------- */

static void size_bodies(const struct gz_network *n, struct gz_body *bodies, double width, double height)
{
	double most = 1, sum = 0, scale, left = width * height * LABELS;
	bool too_many = n->node_count > PINNED && n->nodes[PINNED].centre; /* they come first */

	for (size_t i = 0; i < n->node_count; i++)
		most = (double)n->nodes[i].docs > most ? (double)n->nodes[i].docs : most;
	for (size_t i = 0; i < n->node_count; i++)
		sum += (double)n->nodes[i].docs / most;
	/* The area of a circle is as its documents. */
	scale = sqrt(width * height * INK / (3.14159265 * (sum > 0 ? sum : 1)));
	scale = scale < LARGEST ? scale : LARGEST;
	for (size_t i = 0; i < n->node_count; i++) {
		const struct gz_network_node *node = &n->nodes[i];
		struct gz_body *b = &bodies[i];
		double share = sqrt((double)node->docs / most);

		b->radius = scale * share > SMALLEST ? scale * share : SMALLEST;
		b->pinned = node->centre && !too_many;
		b->label_size = node->centre ? 18 : 11 + 5 * share;
		b->label_height = b->label_size * 1.2;
		b->label_width = gz_picture_text_width(node->name, b->label_size, node->centre);
		if (b->label_width >
		    width / (node->centre ? 2.5 : 4)) /* a centre may be named "one or the other" */
			b->label_width = width / (node->centre ? 2.5 : 4);
		/* Nodes come by documents. */
		left -= (b->label_width + 8) * (b->label_height + 2 * b->radius + 4);
		b->reserved = left > 0 || node->centre;
	}
}

/* ---- forces -------------------------------------------------------------------------- */

/* -1 to 1; a linear congruential generator, with the constants of D. Knuth's MMIX. */
static double chance(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (double)(*seed >> 33) / (double)(UINT64_C(1) << 30) - 1;
}

static void start(struct gz_body *bodies, size_t count)
{
	uint64_t seed = 20170707;
	size_t pinned = 0, at = 0;

	for (size_t i = 0; i < count; i++)
		pinned += bodies[i].pinned;
	for (size_t i = 0; i < count; i++) {
		bodies[i].x = chance(&seed);
		bodies[i].y = chance(&seed);
		if (bodies[i].pinned) { /* several stand side by side */
			bodies[i].x = pinned > 1 ? ((double)at / (double)(pinned - 1) - 0.5) * 0.7 : 0;
			bodies[i].y = at % 2 && pinned > 2 ? -0.25 : 0; /* for their labels */
			at++;
		}
	}
}

static void push_apart(struct gz_body *bodies, size_t count, double k)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < i; j++) {
			double x = bodies[i].x - bodies[j].x, y = bodies[i].y - bodies[j].y;
			double square = x * x + y * y + 1e-6, force = k * k / square;

			/* A centre keeps some room around itself. */
			if (bodies[i].pinned || bodies[j].pinned)
				force *= 2.5;
			bodies[i].dx += x * force;
			bodies[i].dy += y * force;
			bodies[j].dx -= x * force;
			bodies[j].dy -= y * force;
		}
	}
}

static void pull_together(const struct gz_network *n, const double *strengths, struct gz_body *bodies,
			  double k)
{
	for (size_t i = 0; i < n->edge_count; i++) {
		struct gz_body *a = &bodies[n->edges[i].from], *b = &bodies[n->edges[i].to];
		double x = a->x - b->x, y = a->y - b->y, far = sqrt(x * x + y * y);
		/* What hangs on the centre is drawn to it by gravity already. */
		double weight = a->pinned ? 0.05 + 0.25 * strengths[i] : 0.25 + 0.75 * strengths[i];
		double force = weight * far / k;

		a->dx -= x * force;
		a->dy -= y * force;
		b->dx += x * force;
		b->dy += y * force;
	}
}

static void move(struct gz_body *bodies, size_t count, double most)
{
	for (size_t i = 0; i < count; i++) {
		struct gz_body *b = &bodies[i];
		double x = b->dx - b->x * GRAVITY, y = b->dy - b->y * GRAVITY;
		double far = sqrt(x * x + y * y), step = far > most ? most / far : 1;

		if (!b->pinned) {
			b->x += x * step;
			b->y += y * step;
		}
		b->dx = b->dy = 0;
	}
}

static void settle(const struct gz_network *n, const double *strengths, struct gz_body *bodies)
{
	size_t rounds = n->node_count > MANY ? ROUNDS_MANY : ROUNDS;
	double k = 0.9 / sqrt((double)n->node_count);

	start(bodies, n->node_count);
	for (size_t round = 0; round < rounds; round++) {
		double heat = 1 - (double)round / (double)rounds;

		push_apart(bodies, n->node_count, k);
		pull_together(n, strengths, bodies, k);
		move(bodies, n->node_count, 0.1 * heat * heat + 0.0005);
	}
}

/* ---- into the picture ------------------------------------------------------------------- */

struct rank {
	double at;
	size_t body;
};

static int compare_ranks(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return (a->body > b->body) - (a->body < b->body);
}

/* The wish of a rank and the wish of a distance, -1 to 1, both with the middle where it is. */
static double place_rank(const struct rank *ranks, size_t i, size_t middle, size_t count, double most)
{
	double far = most > 0 ? ranks[i].at / most : 0;
	double side = i < middle ? (double)middle : (double)(count - 1 - middle);
	double even = side > 0 ? ((double)i - (double)middle) / side : 0;

	return EVEN * even + (1 - EVEN) * far;
}

static void spread(struct gz_body *bodies, size_t count, struct rank *ranks, bool vertical, double size)
{
	double most = 0;
	size_t middle = 0;

	for (size_t i = 0; i < count; i++) {
		ranks[i] = (struct rank){vertical ? bodies[i].y : bodies[i].x, i};
		most = fabs(ranks[i].at) > most ? fabs(ranks[i].at) : most;
	}
	qsort(ranks, count, sizeof(*ranks), compare_ranks);
	while (middle < count - 1 && ranks[middle].at < 0)
		middle++;
	for (size_t i = 0; i < count; i++) {
		struct gz_body *b = &bodies[ranks[i].body];
		double at = b->pinned ? ranks[i].at : place_rank(ranks, i, middle, count, most);

		*(vertical ? &b->y : &b->x) = size / 2 + at * size * 0.46;
	}
}

bool gz_picture_layout(const struct gz_network *n, double width, double height, struct gz_arena *arena,
		       struct gz_spot **out, struct gz_error *err)
{
	struct gz_body *bodies = gz_arena_zalloc(arena, (n->node_count + 1) * sizeof(*bodies));
	struct rank *ranks = gz_arena_alloc(arena, (n->node_count + 1) * sizeof(*ranks));
	double *strengths = gz_layout_strengths(n);
	bool ok = false;

	*out = gz_arena_zalloc(arena, (n->node_count + 1) * sizeof(**out));
	if (n->node_count > GZ_PICTURE_NODES)
		gz_fail(err, GZ_ELIMIT, "a picture has at most %d nodes: --nodes", GZ_PICTURE_NODES);
	else if (bodies == NULL || ranks == NULL || strengths == NULL || *out == NULL)
		gz_fail_nomem(err);
	else
		ok = true;
	if (ok && n->node_count > 0) {
		size_bodies(n, bodies, width, height);
		settle(n, strengths, bodies);
		spread(bodies, n->node_count, ranks, false, width);
		spread(bodies, n->node_count, ranks, true, height);
		gz_layout_separate(bodies, n->node_count, width, height);
		gz_layout_label(n, bodies, width, height, *out);
	}
	free(strengths);
	return ok;
}
