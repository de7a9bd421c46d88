/*
 * datepath.c: the day that a file's path tells: in its last component, else in a directory for each of year,
 * month and day. Eight digits may be any number: as a day they are believed for plausible years only.
 */
#include "internal.h"

#define FIRST_YEAR 1500
#define LAST_YEAR  2199

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digit_run(struct gz_str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && is_digit(s.ptr[at + n]))
		n++;
	return n;
}

static int number(const char *digits, size_t count)
{
	int value = 0;

	for (size_t i = 0; i < count; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

static bool day_found(int year, int month, int dayofmonth, int32_t *day, enum gz_precision *precision)
{
	if (!gz_date_valid(year, month, dayofmonth))
		return false;
	*day = gz_day_of(year, month, dayofmonth);
	*precision = GZ_DAY;
	return true;
}

/* "YYYY-MM-DD" (or with slashes) whose numbers end where they should. */
static bool separated(struct gz_str s, size_t at, char separator, int32_t *day, enum gz_precision *precision)
{
	const char *p = s.ptr + at;

	return digit_run(s, at) == 4 && at + 10 <= s.len && p[4] == separator && digit_run(s, at + 5) == 2 &&
	       p[7] == separator && digit_run(s, at + 8) == 2 &&
	       day_found(number(p, 4), number(p + 5, 2), number(p + 8, 2), day, precision);
}

/* "20170707", or with a time of day behind it, "20170707162200". */
static bool packed(struct gz_str s, size_t at, int32_t *day, enum gz_precision *precision)
{
	const char *p = s.ptr + at;
	size_t run = digit_run(s, at);
	int year;

	if (run != 8 && run != 14)
		return false;
	year = number(p, 4);
	return year >= FIRST_YEAR && year <= LAST_YEAR &&
	       day_found(year, number(p + 4, 2), number(p + 6, 2), day, precision);
}

/* "03-05-2012" in the stated order, its year with four digits, where no digit stands before or behind it. */
static bool ordered(struct gz_str s, size_t at, enum gz_date_order order, int32_t *day,
		    enum gz_precision *precision)
{
	size_t end = at, longest = 0;

	for (unsigned part = 0; part < 3; part++) {
		size_t run = digit_run(s, end);

		longest = run > longest ? run : longest;
		end += run;
		if (run == 0 || (part < 2 && end++ == s.len))
			return false;
	}
	return longest == 4 && gz_date_numbers(gz_str_of(s.ptr + at, end - at), order, day, precision);
}

static bool in_name(struct gz_str name, enum gz_date_order order, int32_t *day, enum gz_precision *precision)
{
	for (size_t at = 0; at < name.len; at += digit_run(name, at) + 1) {
		if (separated(name, at, '-', day, precision) || packed(name, at, day, precision))
			return true;
	}
	for (size_t at = 0; at < name.len; at += digit_run(name, at) + 1) {
		if (ordered(name, at, order, day, precision))
			return true;
	}
	return false;
}

/* "YYYY/MM/" between slashes, of a plausible year. */
static bool month_of(struct gz_str s, size_t at, int32_t *day, enum gz_precision *precision)
{
	const char *p = s.ptr + at;
	int year, month;

	if (digit_run(s, at) != 4 || at + 8 > s.len || p[4] != '/' || digit_run(s, at + 5) != 2 ||
	    p[7] != '/')
		return false;
	year = number(p, 4);
	month = number(p + 5, 2);
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
		return false;
	*day = gz_day_of(year, month, 1);
	*precision = GZ_MONTH;
	return true;
}

/* The last "/YYYY/MM/DD/" of the directories, else the last "/YYYY/MM/". */
static bool in_directories(struct gz_str path, int32_t *day, enum gz_precision *precision)
{
	bool found = false, month = false;

	for (size_t at = 0; at + 8 <= path.len; at++) {
		if (at > 0 && path.ptr[at - 1] != '/')
			continue;
		if (at + 11 <= path.len && path.ptr[at + 10] == '/' &&
		    separated(path, at, '/', day, precision))
			found = true;
	}
	for (size_t at = 0; !found && at + 8 <= path.len; at++)
		month |= (at == 0 || path.ptr[at - 1] == '/') && month_of(path, at, day, precision);
	return found || month;
}

static size_t name_of(struct gz_str path)
{
	size_t name = path.len;

	while (name > 0 && path.ptr[name - 1] != '/')
		name--;
	return name;
}

bool gz_date_in_path(struct gz_str path, enum gz_date_order order, int32_t *day, enum gz_precision *precision)
{
	size_t name = name_of(path);

	return in_name(gz_str_of(path.ptr + name, path.len - name), order, day, precision) ||
	       in_directories(gz_str_of(path.ptr, name), day, precision);
}

/* Eight digits in a row are as often the number of an article. */
bool gz_date_in_url(struct gz_str path, int32_t *day, enum gz_precision *precision)
{
	for (size_t at = 0; at < path.len; at += digit_run(path, at) + 1) {
		if (separated(path, at, '-', day, precision))
			return true;
	}
	return in_directories(gz_str_of(path.ptr, name_of(path)), day, precision);
}
