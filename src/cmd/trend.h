/* trend.h: a sink that adds to rows of entities how their documents lie over time. */
#ifndef GAZET_CMD_TREND_H
#define GAZET_CMD_TREND_H

#include "periods.h"

#define TREND_CELLS 24 /* columns of a trend, at most, */
#define TREND_LEAST 8  /* and in a window however narrow */

/* Columns of a trend beside the rows of a window so wide, where none of them need be cut. */
size_t trend_cells(int width);

/* Rows of a query with a column `entity` are kept, at most `limit` (and one), and given on with a column
 * `trend`, a line of blocks: the documents with the entity, and with the terms of the selection, over the
 * days of the filter. */
struct trend_sink {
	struct gz_query *q;
	const struct gz_selection *s;
	struct gz_sink *to;
	struct gz_sink sink; /* give this to the query */
	struct gz_arena arena;
	struct gz_column *columns;
	size_t count, entity, limit;
	size_t room; /* columns of a trend: TREND_CELLS at most */
	GZ_VEC(struct gz_cell) cells; /* row after row */
};
/* .q, .s, .to and .room are set. */
bool trend_sink_open(struct trend_sink *t, size_t limit, struct gz_error *err);
/* Once the query has succeeded: counts, and gives the rows on. */
bool trend_sink_finish(struct trend_sink *t, struct gz_error *err);
void trend_sink_close(struct trend_sink *t);

#endif
