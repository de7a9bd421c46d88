/* timeline.h: documents per period: what timeline_count.c counts and timeline.c prints. */
#ifndef GAZET_QUERY_TIMELINE_H
#define GAZET_QUERY_TIMELINE_H

#include "internal.h"

#define GZ_TIMELINE_MEMO 1024

struct gz_period_count {
	uint64_t mentions;
	uint32_t docs;
};

struct gz_timeline {
	struct gz_query *q;
	const struct gz_selection *s;
	enum gz_period by;
	bool all;
	int32_t base;	     /* first period of the arrays */
	int32_t first, last; /* periods to print; none while last < first */
	size_t periods;	     /* of the arrays */
	size_t series;
	uint32_t *totals;
	struct gz_period_count *counts; /* series after series */
	struct gz_buf label;		/* of the one series of --all */
	uint64_t undated;
	int64_t *sources;
	GZ_VEC(struct gz_postings) postings; /* of each id of each term, in this order */
	int64_t next;			     /* the first document that any of them stands on */
	/* The days of the period found last, and which one it is: archives are mostly in order. */
	int32_t found_first, found_last;
	size_t found;
	/* Where they are not: the periods of days seen lately, by day modulo GZ_TIMELINE_MEMO. */
	struct {
		int32_t day;
		uint32_t at;
	} memo[GZ_TIMELINE_MEMO];
};

/* Counts all that the selection asks for. Free it also after a failure. */
bool gz_timeline_count(struct gz_timeline *t, struct gz_error *err);
void gz_timeline_free(struct gz_timeline *t);

#endif
