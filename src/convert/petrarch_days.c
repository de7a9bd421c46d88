/* petrarch_days.c: the days of roles in actor dictionaries, and which of several roles holds on a day. */
#include <stdlib.h>

#include "petrarch.h"

/* YYMMDD or YYYYMMDD. */
static bool read_day(struct gz_str text, int32_t *day)
{
	int value = 0, year;

	if (text.len != 6 && text.len != 8)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		value = value * 10 + (text.ptr[i] - '0');
	}
	year = value / 10000;
	if (text.len == 6)
		year += year >= 30 ? 1900 : 2000;
	if (!gz_date_valid(year, value / 100 % 100, value % 100))
		return false;
	*day = gz_day_of(year, value / 100 % 100, value % 100);
	return true;
}

bool gz_days_parse(struct gz_str text, struct gz_days *out)
{
	size_t dash = gz_str_find(text, '-');
	char first = text.len > 0 ? text.ptr[0] : '\0';

	*out = (struct gz_days){GZ_NO_DAY, GZ_NO_DAY};
	if (first == '>' || first == '<')
		return read_day(gz_str_trim(gz_str_of(text.ptr + 1, text.len - 1)),
				first == '>' ? &out->from : &out->to);
	if (dash == text.len)
		return false;
	return read_day(gz_str_trim(gz_str_of(text.ptr, dash)), &out->from) &&
	       read_day(gz_str_trim(gz_str_of(text.ptr + dash + 1, text.len - dash - 1)), &out->to) &&
	       out->from <= out->to;
}

static int64_t begin_of(struct gz_days days)
{
	return days.from == GZ_NO_DAY ? INT64_MIN : days.from;
}

static int64_t end_of(struct gz_days days)
{
	return days.to == GZ_NO_DAY ? INT64_MAX : days.to;
}

static int by_begin(const void *a, const void *b)
{
	int64_t x = begin_of(*(const struct gz_days *)a), y = begin_of(*(const struct gz_days *)b);

	return (x > y) - (x < y);
}

size_t gz_days_take(struct gz_day_set *set, struct gz_days days, struct gz_days free[GZ_DAY_PIECES])
{
	int64_t end = end_of(days);
	size_t pieces = 0;
	bool more = begin_of(days) < end;

	/* The set is in order of beginning, and its intervals do not meet. */
	for (size_t i = 0; i < set->count && more; i++) {
		struct gz_days taken = set->days[i];

		if (end_of(taken) <= begin_of(days))
			continue;
		if (begin_of(taken) >= end)
			break;
		if (begin_of(taken) > begin_of(days))
			free[pieces++] = (struct gz_days){days.from, taken.from};
		days.from = taken.to;
		more = taken.to != GZ_NO_DAY && taken.to < end;
	}
	if (more)
		free[pieces++] = days;
	for (size_t i = 0; i < pieces && set->count < GZ_DAY_TAKEN; i++)
		set->days[set->count++] = free[i];
	qsort(set->days, set->count, sizeof(*set->days), by_begin);
	return pieces;
}
