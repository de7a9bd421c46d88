/* when.h: the time that words beside a mention tell. */
#ifndef GAZET_RESOLVE_WHEN_H
#define GAZET_RESOLVE_WHEN_H

#include "internal.h"

/* What is not told is 0, and the days are GZ_NO_DAY. */
struct gz_when {
	int year, month, day;
	int32_t year_from, year_to; /* first and last day of the year, if it is told */
	bool past;		    /* "last November" */
	int32_t first, last;	    /* days that "last week" and the like mean, from the document's day */
};

/* The year that a token is: 1800 to 2199; else 0. */
int gz_year_of(const struct gz_token *token);
/* The time told in tokens `first` .. `last` and beside them, without a comma or the like between: a year
 * within three tokens behind (with `in_front`, in front too), a month within three in front or eight behind,
 * last week and its like within three. */
struct gz_when gz_when_told(const struct gz_case *c, uint32_t field, uint32_t first, uint32_t last,
			    bool in_front);
bool gz_when_is_told(const struct gz_when *when);
/* Does a year or month stand in front of what begins at `first` that is over before the document's day: In
 * 1938 the British prime minister; en septembre 1938, le? Then *then is the case as if it were of that time.
 */
bool gz_then_in_front(const struct gz_case *c, uint32_t field, uint32_t first, struct gz_case *then);
/* Was what went on from one day to another (GZ_NO_DAY: the same) in that time? */
bool gz_when_fits(const struct gz_when *when, int32_t from, int32_t to);

#endif
