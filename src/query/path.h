/* path.h: what path.c finds and path_rows.c prints. */
#ifndef GAZET_QUERY_PATH_H
#define GAZET_QUERY_PATH_H

#include "internal.h"

#define GZ_PATH_STEPS 4 /* unless asked for otherwise */
#define GZ_PATH_MOST  8

/* A way from the first term to an entity. */
struct gz_path_label {
	double cost;  /* of the steps so far: the sum of -ln Jaccard */
	double least; /* of the whole way, at best */
	uint32_t entity, steps;
	uint32_t before; /* the label in front of it, or GZ_NONE */
};

struct gz_path {
	struct gz_query *q;
	const struct gz_selection *s;
	uint32_t steps;
	struct gz_families families;
	uint32_t *documents;   /* by entity, in the filter */
	uint32_t *joint;       /* by entity: documents with what was looked around last; zero but for `met` */
	GZ_VEC(uint32_t) met;  /* those that are not zero */
	uint32_t *to_end;      /* by entity: documents with the second term */
	unsigned char *closed; /* by entity: no way leads through it */
	double *cheapest;      /* by steps and entity: the least cost so far; 0: none */
	uint32_t passed;
	uint64_t read;	     /* documents */
	uint64_t ends[2];    /* documents of the terms */
	uint64_t direct;     /* documents with both */
	double last_step;    /* the least that a last step can cost */
	double best;	     /* cost of the best way; INFINITY: none */
	uint32_t best_label; /* the last one in front of the second term; GZ_NONE: the direct way */
	GZ_VEC(struct gz_path_label) labels;
	GZ_VEC(uint32_t) heap; /* labels, the one with the least `least` in front */
	bool complete;
};

/* The rows of the way that was found. */
bool gz_path_rows(struct gz_path *p, struct gz_sink *sink, struct gz_error *err);

#endif
