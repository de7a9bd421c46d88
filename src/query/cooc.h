/* cooc.h: what occurs with the terms: what cooc_count.c counts and cooc.c prints. */
#ifndef GAZET_QUERY_COOC_H
#define GAZET_QUERY_COOC_H

#include "internal.h"

/* What is added up for an entity over the documents with the terms: small, for all of them are met in no
 * order. Nothing is all zeros, so that memory of those that are not met is not touched. */
struct gz_associate {
	uint32_t joint;
	uint32_t early, late; /* greater, the earlier and the later the day; 0: no dated document */
};

/* One that occurs with the terms. */
struct gz_met {
	uint32_t id;
	uint32_t names; /* once completed: number of its names + 1 */
};

struct gz_cooc {
	struct gz_query *q;
	const struct gz_selection *s;
	struct gz_families families;
	struct gz_zeros memory; /* of these three, by id: */
	struct gz_associate *associates;
	uint32_t *documents;	   /* of the filter, with the terms or without */
	unsigned char *marks;	   /* what makes some differ from most */
	GZ_VEC(struct gz_met) met; /* by id */
	uint64_t never;		   /* entities of the filter that never occur with the terms */
	struct gz_entity_rows rows;
	size_t count;
	uint64_t total;	 /* documents of the filter */
	uint64_t terms;	 /* of these with all terms */
	uint64_t within; /* of these with the terms inside the window */
	uint32_t passed; /* documents counted in any pass */
	struct gz_tests tests;
};

/* Counts all that the selection asks for. Free it also after a failure. */
bool gz_cooc_count(struct gz_cooc *c, struct gz_error *err);
void gz_cooc_free(struct gz_cooc *c);

#endif
