/* dateunix.c: days in the time since 1970, as programs count it. */
#include "dates.h"

#define DAY_SECONDS 86400

bool gz_date_milliseconds(int64_t since, int32_t *day)
{
	int64_t length = (int64_t)DAY_SECONDS * 1000, days = since / length - (since % length < 0);

	if (days < gz_day_of(1, 1, 1) || days > gz_day_of(9999, 12, 31))
		return false;
	*day = (int32_t)days;
	return true;
}

static size_t digit_run(struct gz_str s, size_t at)
{
	size_t run = 0;

	while (at + run < s.len && s.ptr[at + run] >= '0' && s.ptr[at + run] <= '9')
		run++;
	return run;
}

bool gz_date_unix(struct gz_str text, int32_t *day)
{
	size_t digits = digit_run(text, 0), end = digits;
	int64_t seconds = 0;

	if ((digits != 10 && digits != 13) || text.ptr[0] != '1' || text.ptr[1] == '9')
		return false;
	if (end < text.len && text.ptr[end] == '.')
		end += 1 + digit_run(text, end + 1);
	if (end < text.len)
		return false;
	for (size_t i = 0; i < 10; i++)
		seconds = seconds * 10 + (text.ptr[i] - '0');
	*day = (int32_t)(seconds / DAY_SECONDS);
	return true;
}
