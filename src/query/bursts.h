/* bursts.h: what bursts.c finds and burst_rows.c prints. */
#ifndef GAZET_QUERY_BURSTS_H
#define GAZET_QUERY_BURSTS_H

#include "internal.h"

struct gz_burst_row {
	struct gz_burst burst;
	uint32_t id;				/* number of the term, or the entity's id */
	uint32_t names;				/* number of its names + 1, once looked up */
	const struct gz_document_row *document; /* once looked up */
	double log_p, log_q;			/* natural logarithms */
};

/* A series is what is counted: a term, by its number, or where there is none an entity, by its id. */
struct gz_bursts {
	struct gz_query *q;
	const struct gz_selection *s;
	enum gz_period by;
	int32_t base;	       /* the first period */
	size_t periods, count; /* of time; of series */
	uint64_t *before;      /* by period: documents in front of it */
	uint32_t *seen;	       /* by period: zeros, for counting */
	uint32_t *documents;   /* by series */
	uint32_t *next;	       /* by series: where its next note goes; GZ_NONE: it has none */
	uint32_t *notes; /* of series first .. end - 1: a period for each document; NULL in the first pass */
	size_t first, end;
	uint64_t total, undated, batches, series; /* documents; periods and series that have any */
	uint32_t passed;
	struct gz_families families;
	struct gz_automaton automaton;
	GZ_VEC(struct gz_run) runs;
	GZ_VEC(struct gz_burst_row) rows;
	struct gz_entity_rows names;
	struct gz_top top;
	struct gz_str *types; /* by term */
	bool by_document;     /* rows are ordered by what is known of their document */
};

bool gz_burst_rows_check(const struct gz_selection *s, struct gz_error *err);
bool gz_burst_rows_run(struct gz_bursts *b, struct gz_sink *sink, struct gz_error *err);
void gz_burst_rows_close(struct gz_bursts *b);

#endif
