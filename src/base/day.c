/*
 * day.c: days since 1970-01-01 in the proleptic Gregorian calendar, and the clock. The conversion
 * counts in eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
 */
#include <stdio.h>
#include <time.h>

#include "gazet/base.h"

#define DAYS_PER_ERA 146097 /* 400 years */
#define EPOCH_SHIFT  719468 /* 0000-03-01 to 1970-01-01 */

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool gz_date_valid(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= month_days(year, month);
}

int32_t gz_day_of(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT;
}

void gz_day_split(int32_t day, int *year, int *month, int *dayofmonth)
{
	int64_t shifted = (int64_t)day + EPOCH_SHIFT;
	int64_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	int day_of_era = (int)(shifted - era * DAYS_PER_ERA);
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted_month = (5 * day_of_year + 2) / 153;

	*dayofmonth = day_of_year - (153 * shifted_month + 2) / 5 + 1;
	*month = shifted_month + (shifted_month < 10 ? 3 : -9);
	*year = (int)(year_of_era + era * 400) + (*month <= 2);
}

/* Exactly `digits` digits at *at. */
static bool read_digits(struct gz_str s, size_t *at, size_t digits, int *value)
{
	*value = 0;
	if (s.len - *at < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		char c = s.ptr[*at + i];

		if (c < '0' || c > '9')
			return false;
		*value = *value * 10 + (c - '0');
	}
	*at += digits;
	return true;
}

int32_t gz_day_last(int32_t day, enum gz_precision precision)
{
	int year, month, dayofmonth;

	if (day == GZ_NO_DAY || precision == GZ_DAY || precision == GZ_UNDATED)
		return day;
	gz_day_split(day, &year, &month, &dayofmonth);
	return precision == GZ_MONTH ? gz_day_of(year, month, month_days(year, month))
				     : gz_day_of(year, 12, 31);
}

bool gz_day_parse(struct gz_str s, int32_t *first, int32_t *last, enum gz_precision *precision)
{
	int year, month = 1, day = 1;
	size_t at = 0;

	*precision = s.len == 4 ? GZ_YEAR : s.len == 7 ? GZ_MONTH : GZ_DAY;
	if ((s.len != 4 && s.len != 7 && s.len != 10) || !read_digits(s, &at, 4, &year))
		return false;
	if (*precision >= GZ_MONTH && (s.ptr[at++] != '-' || !read_digits(s, &at, 2, &month)))
		return false;
	if (*precision == GZ_DAY && (s.ptr[at++] != '-' || !read_digits(s, &at, 2, &day)))
		return false;
	if (!gz_date_valid(year, month, day))
		return false;
	*first = gz_day_of(year, month, day);
	*last = gz_day_last(*first, *precision);
	return true;
}

/* "-07" */
static void put_two(char *out, int value)
{
	out[0] = '-';
	out[1] = (char)('0' + value / 10);
	out[2] = (char)('0' + value % 10);
	out[3] = '\0';
}

const char *gz_day_format(int32_t day, enum gz_precision precision, char out[16])
{
	int year, month, dayofmonth;

	out[0] = '\0';
	if (day == GZ_NO_DAY || precision == GZ_UNDATED)
		return out;
	gz_day_split(day, &year, &month, &dayofmonth);
	for (int i = 3; i >= 0; i--, year /= 10)
		out[i] = (char)('0' + year % 10);
	out[4] = '\0';
	if (precision >= GZ_MONTH)
		put_two(out + 4, month);
	if (precision == GZ_DAY)
		put_two(out + 7, dayofmonth);
	return out;
}

double gz_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

const char *gz_clock_iso(char out[24])
{
	time_t now = time(NULL);
	struct tm utc;

	if (gmtime_r(&now, &utc) == NULL || strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
		out[0] = '\0';
	return out;
}
