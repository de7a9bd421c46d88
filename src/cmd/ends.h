/* ends.h: a timeline begins and ends with whole periods, an archive seldom does. */
#ifndef GAZET_CMD_ENDS_H
#define GAZET_CMD_ENDS_H

#include "cmd.h"

/* Appends "documents are of 2011-01-02 to 2011-12-31: a week in which they begin or end is not whole" where the documents
 * of the database begin or end inside of a period, and this period is one of those from the day `first` to the one before
 * `behind`. What a filter leaves of a period is not told: it was asked for. */
bool ends_tell(struct gz_query *q, enum gz_period by, int32_t first, int32_t behind, struct gz_buf *out,
	       struct gz_error *err);

#endif
