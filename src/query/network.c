/*
 * network.c: the network of what the documents of a selection mention: counts first, then nodes, then the pairs
 * of these, then the edges among them; what is asked for is copied into the caller's arena.
 */
#include <stdlib.h>

#include "network.h"

#define NODES 60

static const char *const measures[GZ_LINK_MEASURES] = {"g2", "npmi", "jaccard", "docs"};

const char *gz_link_measure_name(enum gz_link_measure measure)
{
	return (unsigned)measure < GZ_LINK_MEASURES ? measures[measure] : "";
}

enum gz_link_measure gz_link_measure_of(struct gz_str name)
{
	unsigned i = 0;

	while (i < GZ_LINK_MEASURES && !gz_str_eq(gz_str(measures[i]), name))
		i++;
	return (enum gz_link_measure)i;
}

static bool make_arrays(struct gz_networking *n, struct gz_error *err)
{
	if (!gz_families_read(n->q, &n->families, err) ||
	    !gz_zeros_make(&n->counts_memory, n->families.count, sizeof(*n->counts), err))
		return false;
	n->counts = n->counts_memory.at;
	n->seat_of = calloc(n->families.count, sizeof(*n->seat_of));
	n->term_docs = calloc(n->s->term_count + 1, sizeof(*n->term_docs));
	return (n->seat_of != NULL && n->term_docs != NULL) || gz_fail_nomem(err);
}

/* Nodes that have an edge, and those of the terms, get their numbers. */
static void number_nodes(const struct gz_networking *n, uint32_t *number, size_t *count)
{
	for (size_t i = 0; i < n->edges.len; i++)
		number[n->edges.ptr[i].from] = number[n->edges.ptr[i].to] = 1;
	*count = 0;
	for (uint32_t i = 0; i < n->seats.len; i++)
		number[i] = i < n->terms || number[i] ? (uint32_t)(*count)++ : GZ_NONE;
}

static void copy_node(const struct gz_network_seat *from, bool centre, const struct gz_spells *spells,
		      struct gz_network_node *to)
{
	*to = (struct gz_network_node){.entity = from->entity,
				       .name = from->name,
				       .type = from->type,
				       .centre = centre,
				       .docs = from->count.docs,
				       .mentions = from->count.mentions,
				       .first = gz_network_first(from->count.early),
				       .last = gz_network_last(from->count.late),
				       .spells = *spells};
}

static bool copy_answer(struct gz_networking *n, const struct gz_spells *spells, struct gz_network *out)
{
	uint32_t *number = gz_arena_zalloc(n->arena, (n->seats.len + 1) * sizeof(*number));
	struct gz_network_edge *edges = gz_arena_alloc(n->arena, (n->edges.len + 1) * sizeof(*edges));
	struct gz_network_node *nodes;

	if (number == NULL || edges == NULL)
		return false;
	number_nodes(n, number, &out->node_count);
	nodes = gz_arena_alloc(n->arena, (out->node_count + 1) * sizeof(*nodes));
	if (nodes == NULL)
		return false;
	for (uint32_t i = 0; i < n->seats.len; i++) {
		if (number[i] != GZ_NONE)
			copy_node(&n->seats.ptr[i], i < n->terms, &spells[i], &nodes[number[i]]);
	}
	for (size_t i = 0; i < n->edges.len; i++) {
		edges[i] = n->edges.ptr[i];
		edges[i].from = number[edges[i].from];
		edges[i].to = number[edges[i].to];
	}
	out->nodes = nodes;
	out->edges = edges;
	out->edge_count = n->edges.len;
	return true;
}

static bool answer(struct gz_networking *n, struct gz_network *out, struct gz_error *err)
{
	static const char *const periods[] = {"day", "week", "month", "year"};
	struct gz_spells *spells;

	if (!gz_network_count_all(n, err) || !gz_network_seat_all(n, err) || !gz_network_count_pairs(n, err) ||
	    !gz_network_choose(n, err))
		return false;
	spells = gz_arena_zalloc(n->arena, (n->seats.len + 1) * sizeof(*spells));
	if (spells == NULL)
		return gz_fail_nomem(err);
	if (n->options->spells && !gz_network_spells(n, spells, err))
		return false;
	if (!copy_answer(n, spells, out))
		return gz_fail_nomem(err);
	out->documents = n->total;
	out->within = n->within;
	out->entities = n->entities;
	out->pairs = n->possible;
	out->measure = gz_link_measure_name(n->options->measure);
	out->by = n->options->spells ? periods[n->options->by] : NULL;
	return gz_query_provenance(n->q, n->s, n->arena, &out->provenance, err);
}

bool gz_query_network(struct gz_query *q, const struct gz_selection *s,
		      const struct gz_network_options *options, struct gz_arena *arena,
		      struct gz_network *out, struct gz_error *err)
{
	struct gz_network_options wanted = *options;
	struct gz_networking n = {.q = q, .s = s, .options = &wanted, .arena = arena};
	bool ok;

	*out = (struct gz_network){.nodes = NULL};
	if (wanted.nodes == 0)
		wanted.nodes = NODES;
	if (wanted.nodes > GZ_NETWORK_NODES)
		return gz_fail(err, GZ_ELIMIT, "a network has at most %d nodes, not %u", GZ_NETWORK_NODES,
			       (unsigned)wanted.nodes);
	if ((unsigned)wanted.measure >= GZ_LINK_MEASURES)
		return gz_fail(err, GZ_EUSAGE, "there is no such measure of links");
	if (!gz_query_begin(q, err))
		return false;
	ok = make_arrays(&n, err) && answer(&n, out, err);
	GZ_VEC_FREE(&n.seats);
	GZ_VEC_FREE(&n.edges);
	gz_network_view_free(&n.view);
	free(n.seat_of);
	free(n.term_docs);
	gz_families_free(&n.families);
	gz_zeros_free(&n.counts_memory);
	gz_zeros_free(&n.pairs_memory);
	gz_query_finish(q);
	return ok;
}
