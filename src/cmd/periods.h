/* periods.h: how many documents of an entity lie in which stretch of time: periods that suit a width, and
 * counts. */
#ifndef GAZET_CMD_PERIODS_H
#define GAZET_CMD_PERIODS_H

#include "gazet/query.h"

/* `merged` consecutive periods make one cell. */
struct periods {
	enum gz_period by;
	uint32_t merged;
};
/* The coarsest that give at least half as many cells as there is room for, and not more. */
struct periods periods_choose(int32_t first, int32_t last, size_t room);
/* "day", "week", "month", "year". */
const char *period_name(enum gz_period by);
/* False: there is none of that name. */
bool period_of_name(const char *name, enum gz_period *by);
/* The first day of the period that has this one; weeks begin on Monday. */
int32_t period_begin(int32_t day, enum gz_period by);
/* First and last day of 2017-07-07, 2017-W27, 2017-07 or 2017. */
bool period_days(struct gz_str period, int32_t *first, int32_t *last);

/* One cell of a trend; the days of the whole periods, inside the filter or not. */
struct trend_cell {
	int32_t from, to;
	uint64_t docs, mentions;
};
struct trend {
	struct periods periods;
	struct trend_cell *cells; /* in the arena; `count` for each term, term after term */
	size_t count;
	uint64_t undated; /* documents that are in no cell */
};
/* The documents of each term of the selection over the days of the filter, in at most `room` cells; with
 * `all` one trend of the documents with all terms. */
bool trend_read(struct gz_query *q, const struct gz_selection *s, size_t room, bool all,
		struct gz_arena *arena, struct trend *out, struct gz_error *err);

#endif
