/* bins.c: days gathered into the periods of a picture. */
#include <string.h>

#include "internal.h"

#define BINS_WANTED 160

const char *const gz_bin_names[] = {"day", "week", "month", "year"};

int32_t gz_bin_first(int32_t day, enum gz_bin_unit unit)
{
	int year, month, dayofmonth;

	gz_day_split(day, &year, &month, &dayofmonth);
	switch (unit) {
	case GZ_BIN_WEEK: return day - ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
	case GZ_BIN_MONTH: return gz_day_of(year, month, 1);
	case GZ_BIN_YEAR: return gz_day_of(year, 1, 1);
	case GZ_BIN_DAY: break;
	}
	return day;
}

int32_t gz_bin_next(int32_t first, enum gz_bin_unit unit)
{
	switch (unit) {
	case GZ_BIN_WEEK: return first + 7;
	case GZ_BIN_MONTH: return gz_bin_first(first + 31, unit);
	case GZ_BIN_YEAR: return gz_bin_first(first + 366, unit);
	case GZ_BIN_DAY: break;
	}
	return first + 1;
}

enum gz_bin_unit gz_bin_fitting(int32_t first, int32_t last, const char *by)
{
	int64_t days = (int64_t)last - first + 1;
	enum gz_bin_unit least = strcmp(by, "year") == 0    ? GZ_BIN_YEAR
				 : strcmp(by, "month") == 0 ? GZ_BIN_MONTH
							    : GZ_BIN_DAY;
	enum gz_bin_unit unit = days <= BINS_WANTED	       ? GZ_BIN_DAY
				: days <= BINS_WANTED * 7      ? GZ_BIN_WEEK
				: days <= BINS_WANTED * 30 * 2 ? GZ_BIN_MONTH
							       : GZ_BIN_YEAR;

	return unit < least ? least : unit;
}

const char *gz_bin_name(int32_t first, enum gz_bin_unit unit, char out[16])
{
	return gz_day_format(first,
			     unit == GZ_BIN_YEAR    ? GZ_YEAR
			     : unit == GZ_BIN_MONTH ? GZ_MONTH
						    : GZ_DAY,
			     out);
}
