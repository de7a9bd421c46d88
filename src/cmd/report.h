/* report.h: what `gazet report` gathers before it writes a page. */
#ifndef GAZET_CMD_REPORT_H
#define GAZET_CMD_REPORT_H

#include "card.h"
#include "cmd.h"
#include "gazet/report.h"

/* All that a page is made from; the views of `page` point into the rest. */
struct report {
	const struct settings *s;
	struct question *q;
	uint64_t limit; /* rows of each table */
	struct gz_report page;
	struct gz_report_subject subjects[LIST_MAX];
	struct card cards[LIST_MAX]; /* of each subject */
	struct gz_gaz *gaz;	     /* offices and places; NULL: nobody asks for them */
	struct gz_report_timeline timeline;
	struct gz_report_rows associates, strongest[GZ_TYPES], contexts[GZ_REPORT_CONTEXTS], articles, newest;
	struct gz_network network;
	struct gz_provenance provenance;
	struct gz_arena arena;
};

/* Asks all that the page tells. */
bool report_gather(struct report *r, struct gz_error *err);
/* Who or what the page is about. */
bool report_subjects(struct report *r, struct gz_error *err);
/* A subject that is a group: its documents, their days, and its members. */
bool report_group(struct report *r, const struct gz_selection *one, struct gz_report_subject *s,
		  struct gz_error *err);
/* The network, its picture, and which documents of the list each node is in. */
bool report_network(struct report *r, struct gz_error *err);
void report_free(struct report *r);

#endif
