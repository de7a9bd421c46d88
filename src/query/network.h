/*
 * network.h: what the files of the network share: the counts of every entity, the nodes that were chosen of
 * them, and of each pair of nodes how many documents it stands in.
 */
#ifndef GAZET_QUERY_NETWORK_H
#define GAZET_QUERY_NETWORK_H

#include "internal.h"

/* Of one entity, by id. All zeros: nothing. */
struct gz_network_count {
	uint32_t filter; /* documents of the filter */
	uint32_t whole;	 /* of these, with all terms */
	uint32_t docs;	 /* of these, with the terms and the entity inside the window */
	uint32_t early, late;
	uint64_t mentions;
};

/* A node as it is counted; those of the terms come first. */
struct gz_network_seat {
	struct gz_str entity, name;
	enum gz_type type;
	uint32_t id;   /* 0: of a term */
	uint32_t term; /* its number */
	uint32_t seen; /* number of the document that it was met in last */
	struct gz_network_count count;
};

/* Of two seats that are no terms. */
struct gz_network_pair {
	uint32_t docs;
	uint32_t seen; /* number of the document that it was met in last */
	uint32_t early, late;
};

struct gz_network_met {
	uint32_t low, high; /* seats, low < high */
};

struct gz_network_point {
	uint32_t lane, seat; /* seat: below `terms` a term */
	int64_t at;
};

/* A seat, or a term, in the window that slides. */
struct gz_network_slot {
	uint32_t mentions; /* that are in it; 0: it is not */
	uint32_t place;	   /* of a seat, among those that are */
};

/* One document after the other: which seats are there, and which of them together. */
struct gz_network_view {
	GZ_VEC(uint32_t) present;
	GZ_VEC(struct gz_network_met) met; /* each pair once */
	GZ_VEC(struct gz_network_point) points;
	GZ_VEC(struct gz_network_slot) slots; /* of each term, then of each seat; zeros between lanes */
	GZ_VEC(uint32_t) inside;	      /* the seats in the window, in no order */
};

struct gz_networking {
	struct gz_query *q;
	const struct gz_selection *s;
	const struct gz_network_options *options;
	struct gz_arena *arena;
	struct gz_families families;
	struct gz_zeros counts_memory, pairs_memory;
	struct gz_network_count *counts; /* families.count of them */
	struct gz_network_pair *pairs;
	uint32_t *seat_of; /* by entity id: its seat + 1 */
	GZ_VEC(struct gz_network_seat) seats;
	GZ_VEC(struct gz_network_edge) edges; /* of seats */
	struct gz_network_view view;
	struct gz_network_count centre; /* of the documents themselves */
	uint64_t *term_docs;		/* of each term, documents of the filter */
	uint64_t total, with_terms, within;
	uint64_t entities, possible;
	uint32_t terms;	 /* seats of terms: all that are different, or none */
	uint32_t passed; /* documents counted in any pass */
};

/* Days as what grows from nothing: the earlier, the greater. */
static inline void gz_network_day(uint32_t *early, uint32_t *late, int32_t day)
{
	uint32_t e = (uint32_t)INT32_MAX - (uint32_t)day + 1, l = (uint32_t)day - (uint32_t)INT32_MIN;

	if (day == GZ_NO_DAY)
		return;
	*early = e > *early ? e : *early;
	*late = l > *late ? l : *late;
}
static inline int32_t gz_network_first(uint32_t early)
{
	return early ? (int32_t)((uint32_t)INT32_MAX - (early - 1)) : GZ_NO_DAY;
}
static inline int32_t gz_network_last(uint32_t late)
{
	return late ? (int32_t)(late + (uint32_t)INT32_MIN) : GZ_NO_DAY;
}

/* The pair of two seats that are no terms. */
static inline size_t gz_network_pair_at(const struct gz_networking *n, uint32_t low, uint32_t high)
{
	size_t l = low - n->terms, h = high - n->terms;

	return h * (h - 1) / 2 + l;
}

/* Strength of a link by a measure, and whether it is one: with g2 and npmi not where chance alone gives more.
 */
bool gz_network_score(enum gz_link_measure measure, uint64_t docs, uint64_t x, uint64_t y, uint64_t total,
		      double *score);

/* ---- network_nodes.c -------------------------------------------------------------- */

/* Counts every entity, and takes the seats. */
bool gz_network_count_all(struct gz_networking *n, struct gz_error *err);
bool gz_network_seat_all(struct gz_networking *n, struct gz_error *err);

/* ---- network_pairs.c --------------------------------------------------------------- */

/* Fills the view with a document of `scan`. */
bool gz_network_look(struct gz_networking *n, const struct gz_scan *scan, const struct gz_block_document *doc,
		     struct gz_error *err);
/* Opens a scan over the documents of the network, with places where there is a window. */
bool gz_network_scan(struct gz_networking *n, struct gz_scan *scan, struct gz_error *err);
bool gz_network_count_pairs(struct gz_networking *n, struct gz_error *err);
void gz_network_view_free(struct gz_network_view *v);

/* ---- network_edges.c ---------------------------------------------------------------- */

bool gz_network_choose(struct gz_networking *n, struct gz_error *err);

/* ---- network_spells.c ---------------------------------------------------------------- */

/* Documents of each period: of each seat, then of each edge; in the arena. */
bool gz_network_spells(struct gz_networking *n, struct gz_spells *seats, struct gz_error *err);

#endif
