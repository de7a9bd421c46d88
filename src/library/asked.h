/* asked.h: a question of the public header on its way to the query: what its options say. */
#ifndef GAZET_LIBRARY_ASKED_H
#define GAZET_LIBRARY_ASKED_H

#include "gazet/query.h"
#include "internal.h"

#define ASKED_MOST_ENTITIES 64

struct asked {
	struct gz_query *query;
	struct gz_arena arena;
	struct gz_selection selection;
	struct gz_term terms[ASKED_MOST_ENTITIES + 1]; /* the last one for `any` */
	struct gz_term without[ASKED_MOST_ENTITIES];
	struct gz_term any[ASKED_MOST_ENTITIES]; /* one term when all are known */
	size_t any_count, any_place;
	GZ_VEC(struct gz_str) sources;
	struct gz_term only;   /* a pattern that is an id or a selector */
	struct gz_str pattern; /* folded; of any other */
	enum gz_period by;
	bool all;
	uint64_t width, steps;
	int32_t vs_from, vs_to;
};

/* What an option is good for; a question has those that it takes. */
enum takes {
	TAKES_FILTER = 1 << 0, /* every question: documents and rows */
	TAKES_SORT = 1 << 1,
	TAKES_ENTITIES = 1 << 2,
	TAKES_ANY = 1 << 3,
	TAKES_TYPES = 1 << 4, /* rows are entities */
	TAKES_MIN_DOCS = 1 << 5,
	TAKES_WINDOW = 1 << 6,
	TAKES_PERIOD = 1 << 7,
	TAKES_TOGETHER = 1 << 8,
	TAKES_PATTERN = 1 << 9,
	TAKES_WIDTH = 1 << 10,
	TAKES_OTHER_PERIOD = 1 << 11,
	TAKES_CHAIN = 1 << 12
};

/* Reads the options, of which `takes` are known, into *a, where the query and the defaults stand already;
 * `question`: its name, for messages. To be released in any case. */
bool gz_asked_read(struct asked *a, const char *question, unsigned takes, const char *const *options,
		   struct gz_error *err);
void gz_asked_release(struct asked *a);

#endif
