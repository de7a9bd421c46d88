/* ends.c: whether the first and the last period of a timeline are whole, or look like falls. */
#include "ends.h"
#include "periods.h"

bool ends_tell(struct gz_query *q, enum gz_period by, int32_t first, int32_t behind, struct gz_buf *out,
	       struct gz_error *err)
{
	const struct gz_selection everything = {.from = GZ_NO_DAY, .to = GZ_NO_DAY};
	int32_t begin, end, head, tail;
	char days[2][16];
	bool cut;

	if (!gz_query_extent(q, &everything, &begin, &end, err))
		return false;
	if (begin == GZ_NO_DAY)
		return true;
	head = period_begin(begin, by);
	tail = period_begin(end, by);
	cut = begin > head && head >= first && head < behind;
	/* A last document on the first day of its month or year may be dated to no day: that may be whole. */
	cut |= (end > tail || by == GZ_BY_WEEK) && period_begin(end + 1, by) == tail && tail >= first &&
	       tail < behind;
	if (!cut)
		return true;
	gz_buf_printf(out, "documents are of %s to %s: a %s in which they begin or end is not whole",
		      gz_day_format(begin, GZ_DAY, days[0]), gz_day_format(end, GZ_DAY, days[1]),
		      period_name(by));
	return !out->failed || gz_fail_nomem(err);
}
