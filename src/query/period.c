/*
 * period.c: numbering days, weeks, months and years without gaps, so that they index an array, and writing
 * them. Weeks are those of ISO 8601: from Monday, and of the year that has their Thursday.
 */
#include <stdio.h>

#include "internal.h"

/* 1970-01-01, day 0, was a Thursday. */
#define THURSDAY_TO_MONDAY 3

int32_t gz_period_clamp(int64_t day)
{
	int32_t first = gz_day_of(1, 1, 1), last = gz_day_of(9999, 12, 31);

	return day < first ? first : day > last ? last : (int32_t)day;
}

int32_t gz_period_of(int32_t day, enum gz_period by)
{
	int year, month, ignored;

	if (by == GZ_BY_DAY)
		return day;
	if (by == GZ_BY_WEEK) {
		int32_t shifted = day + THURSDAY_TO_MONDAY;

		return shifted >= 0 ? shifted / 7 : -((6 - shifted) / 7);
	}
	gz_day_split(day, &year, &month, &ignored);
	return by == GZ_BY_YEAR ? year : year * 12 + month - 1;
}

bool gz_period_has(enum gz_period by, int32_t day, uint8_t precision)
{
	if (day == GZ_NO_DAY)
		return false;
	if (by == GZ_BY_YEAR || (precision != GZ_YEAR && precision != GZ_MONTH))
		return true;
	return by == GZ_BY_MONTH && precision == GZ_MONTH;
}

void gz_period_days(int32_t period, enum gz_period by, int32_t *first, int32_t *last)
{
	switch (by) {
	case GZ_BY_DAY: *first = *last = period; return;
	case GZ_BY_WEEK:
		*first = period * 7 - THURSDAY_TO_MONDAY;
		*last = *first + 6;
		return;
	case GZ_BY_MONTH:
		*first = gz_day_of(period / 12, period % 12 + 1, 1);
		*last = gz_day_last(*first, GZ_MONTH);
		return;
	case GZ_BY_YEAR: break;
	}
	*first = gz_day_of(period, 1, 1);
	*last = gz_day_of(period, 12, 31);
}

const char *gz_period_format(int32_t period, enum gz_period by, char out[16])
{
	int year, month, day;
	int32_t thursday;

	switch (by) {
	case GZ_BY_DAY: return gz_day_format(period, GZ_DAY, out);
	case GZ_BY_WEEK:
		thursday = period * 7;
		gz_day_split(thursday, &year, &month, &day);
		snprintf(out, 16, "%04d-W%02d", year % 10000,
			 (thursday - gz_day_of(year, 1, 1)) / 7 % 100 + 1);
		return out;
	case GZ_BY_MONTH: snprintf(out, 16, "%04d-%02d", period / 12 % 10000, period % 12 + 1); return out;
	case GZ_BY_YEAR: break;
	}
	snprintf(out, 16, "%04d", period);
	return out;
}
