/* petrarch.h: the days of roles in actor dictionaries. All are half-open: from <= day < to, GZ_NO_DAY where
 * open. */
#ifndef GAZET_CONVERT_PETRARCH_H
#define GAZET_CONVERT_PETRARCH_H

#include "gazet/base.h"

struct gz_days {
	int32_t from, to;
};

/* "930125-970120", ">010120", "<19450412": years of two digits are 1930 to 2029. False where it is malformed,
 * no day, or inverted. The dictionaries' intervals are half-open like ours: the one that follows begins on
 * the day on which this one ends. */
bool gz_days_parse(struct gz_str text, struct gz_days *out);

/* Days that roles have taken, at most GZ_DAY_TAKEN intervals; further ones are not remembered. */
#define GZ_DAY_TAKEN  64
#define GZ_DAY_PIECES (GZ_DAY_TAKEN + 1)
struct gz_day_set {
	struct gz_days days[GZ_DAY_TAKEN];
	size_t count;
};
/* The parts of `days` that nothing has taken yet, in order; they are taken now. Returns how many. Of several
 * roles that hold on a day the first one is meant: that is how PETRARCH reads its dictionaries. */
size_t gz_days_take(struct gz_day_set *set, struct gz_days days, struct gz_days free[GZ_DAY_PIECES]);

#endif
