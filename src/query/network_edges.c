/*
 * network_edges.c: which pairs become edges: those of the centre, the best one of each node, and the best of
 * all, so that what is shown hangs together.
 */
#include <stdlib.h>

#include "network.h"

/* Rounding may put what is exactly as often as by chance a hair below. */
#define HAIR 1e-9

struct choice {
	double score;
	struct gz_network_edge edge;
	unsigned char rank; /* 0: of the centre; 1: the best of a node; 2: of the rest */
};
typedef GZ_VEC(struct choice) choice_vec;

static double jaccard(uint64_t docs, uint64_t x, uint64_t y)
{
	return x + y > docs ? (double)docs / (double)(x + y - docs) : 1;
}

bool gz_network_score(enum gz_link_measure measure, uint64_t docs, uint64_t x, uint64_t y, uint64_t total,
		      double *score)
{
	double npmi = gz_measure_npmi(docs, x, y, total);

	switch (measure) {
	case GZ_LINK_G2: *score = gz_measure_g2(docs, x, y, total); return npmi > -HAIR;
	case GZ_LINK_NPMI: *score = npmi; return npmi > -HAIR;
	case GZ_LINK_JACCARD: *score = jaccard(docs, x, y); return true;
	case GZ_LINK_DOCS:
	case GZ_LINK_MEASURES: break;
	}
	*score = (double)docs;
	return true;
}

static struct gz_network_edge make_edge(uint32_t from, uint32_t to, uint64_t docs, uint64_t x, uint64_t y,
					uint64_t of)
{
	return (struct gz_network_edge){.from = from,
					.to = to,
					.docs = docs,
					.with_from = x,
					.with_to = y,
					.of = of,
					.npmi = gz_measure_npmi(docs, x, y, of),
					.g2 = gz_measure_g2(docs, x, y, of),
					.jaccard = jaccard(docs, x, y)};
}

static double score_of(const struct gz_networking *n, const struct gz_network_edge *e)
{
	double score;

	gz_network_score(n->options->measure, e->docs, e->with_from, e->with_to, e->of, &score);
	return score;
}

/* Every node is there because of the centre, and hangs on it. */
static bool add_spokes(const struct gz_networking *n, choice_vec *choices)
{
	for (uint32_t hub = 0; hub < n->terms; hub++) {
		for (uint32_t to = hub + 1; to < n->seats.len; to++) {
			const struct gz_network_count *count = &n->seats.ptr[to].count;
			uint64_t x = to < n->terms ? n->seats.ptr[hub].count.filter : n->with_terms;
			struct choice c = {
				.edge = make_edge(hub, to, count->docs, x, count->filter, n->total)};

			if (count->docs == 0)
				continue;
			c.edge.first = gz_network_first(count->early);
			c.edge.last = gz_network_last(count->late);
			c.score = score_of(n, &c.edge);
			if (!GZ_PUSH(choices, c))
				return false;
		}
	}
	return true;
}

/* An edition is always where its series is. */
static bool is_ancestor(const struct gz_networking *n, uint32_t edition, uint32_t series)
{
	const struct gz_member *member = gz_family_find(&n->families, edition);

	for (uint32_t left = member ? member->lineage : 0; left > 0; left--) {
		if (member->id == series)
			return true;
		member = gz_family_find(&n->families, member->series);
	}
	return false;
}

static bool are_related(const struct gz_networking *n, uint32_t one, uint32_t other)
{
	uint32_t a = n->seats.ptr[one].id, b = n->seats.ptr[other].id;

	return n->families.has[a] && n->families.has[b] && (is_ancestor(n, a, b) || is_ancestor(n, b, a));
}

static bool add_pairs(struct gz_networking *n, choice_vec *choices)
{
	uint64_t least = n->s->min_docs > 1 ? n->s->min_docs : 1;

	for (uint32_t to = n->terms + 1; to < n->seats.len; to++) {
		for (uint32_t from = n->terms; from < to; from++) {
			const struct gz_network_pair *pair = &n->pairs[gz_network_pair_at(n, from, to)];
			struct choice c = {.rank = 2};

			if (pair->docs < least || are_related(n, from, to))
				continue;
			n->possible++;
			c.edge = make_edge(from, to, pair->docs, n->seats.ptr[from].count.whole,
					   n->seats.ptr[to].count.whole, n->with_terms);
			if (!gz_network_score(n->options->measure, pair->docs, c.edge.with_from,
					      c.edge.with_to, c.edge.of, &c.score))
				continue;
			c.edge.first = gz_network_first(pair->early);
			c.edge.last = gz_network_last(pair->late);
			if (!GZ_PUSH(choices, c))
				return false;
		}
	}
	return true;
}

static int compare_scores(const struct choice *a, const struct choice *b)
{
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->edge.docs != b->edge.docs)
		return a->edge.docs > b->edge.docs ? -1 : 1;
	if (a->edge.from != b->edge.from)
		return a->edge.from < b->edge.from ? -1 : 1;
	return (a->edge.to > b->edge.to) - (a->edge.to < b->edge.to);
}

static int compare_best(const void *left, const void *right)
{
	return compare_scores(left, right);
}

static int compare_ranks(const void *left, const void *right)
{
	const struct choice *a = left, *b = right;

	return a->rank != b->rank ? (a->rank > b->rank) - (a->rank < b->rank) : compare_scores(a, b);
}

/* The first pair that names a node is its best. */
static bool rank_pairs(const struct gz_networking *n, struct choice *pairs, size_t count)
{
	unsigned char *named = calloc(n->seats.len + 1, 1);

	if (named == NULL)
		return false;
	if (count > 1)
		qsort(pairs, count, sizeof(*pairs), compare_best);
	for (size_t i = 0; i < count; i++) {
		if (!named[pairs[i].edge.from] || !named[pairs[i].edge.to])
			pairs[i].rank = 1;
		named[pairs[i].edge.from] = named[pairs[i].edge.to] = 1;
	}
	free(named);
	return true;
}

bool gz_network_choose(struct gz_networking *n, struct gz_error *err)
{
	uint64_t most = n->options->edges;
	choice_vec choices = {.len = 0};
	size_t spokes;
	bool ok = add_spokes(n, &choices);

	spokes = choices.len;
	ok = ok && add_pairs(n, &choices) &&
	     (spokes == choices.len || rank_pairs(n, choices.ptr + spokes, choices.len - spokes));
	n->possible += spokes;
	if (most == 0)
		most = spokes + (n->seats.len - n->terms) * 5 / 2;
	if (ok && choices.len > 1)
		qsort(choices.ptr, choices.len, sizeof(*choices.ptr), compare_ranks);
	if (choices.len > most)
		choices.len = (size_t)most;
	if (ok && choices.len > 1)
		qsort(choices.ptr, choices.len, sizeof(*choices.ptr), compare_best);
	for (size_t i = 0; ok && i < choices.len; i++)
		ok = GZ_PUSH(&n->edges, choices.ptr[i].edge);
	GZ_VEC_FREE(&choices);
	return ok || gz_fail_nomem(err);
}
