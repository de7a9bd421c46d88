/*
 * date.c: dates as archives write them. The whole string must be a date, possibly with a time of day and a
 * zone; the day is taken as written, and what is no day of the calendar is refused. A time only has to look
 * like one: a slip in the hour does not make the day unknown. No locale has a say.
 */
#include <string.h>

#include "internal.h"

/* What is left of the string. Every accept_ function moves it only when it succeeds. */
struct scan {
	const char *at, *end;
};

struct date {
	int year, month, day;
	enum gz_precision precision;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool accept_byte(struct scan *s, char byte)
{
	if (s->at == s->end || *s->at != byte)
		return false;
	s->at++;
	return true;
}

static bool accept_blanks(struct scan *s)
{
	const char *start = s->at;

	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t'))
		s->at++;
	return s->at > start;
}

/* How many digits stand here. */
static size_t digits_here(const struct scan *s)
{
	size_t n = 0;

	while (s->at + n < s->end && is_digit(s->at[n]))
		n++;
	return n;
}

static size_t letters_here(const struct scan *s)
{
	size_t n = 0;

	while (s->at + n < s->end && is_letter(s->at[n]))
		n++;
	return n;
}

/* The next `count` digits, which the caller has seen. */
static int take_digits(struct scan *s, size_t count)
{
	int value = 0;

	for (; count > 0; count--)
		value = value * 10 + (*s->at++ - '0');
	return value;
}

static bool word_is(const char *word, size_t len, const char *name)
{
	for (size_t i = 0; i < len; i++) {
		if ((word[i] | 0x20) != name[i])
			return false;
	}
	return true;
}

/* One of the names, in full or shortened to three letters ("sept" too). Returns its number, or -1. */
static int accept_name(struct scan *s, const char *const *names, int count)
{
	size_t len = letters_here(s);

	for (int i = 0; i < count; i++) {
		bool full = len == strlen(names[i]);
		bool shortened = len == 3 || (len == 4 && names[i][0] == 's' && names[i][1] == 'e');

		if ((full || (shortened && len < strlen(names[i]))) && word_is(s->at, len, names[i])) {
			s->at += len;
			return i;
		}
	}
	return -1;
}

static bool accept_month(struct scan *s, int *month)
{
	static const char *const names[] = {"january",	 "february", "march",	 "april",
					    "may",	 "june",     "july",	 "august",
					    "september", "october",  "november", "december"};

	*month = accept_name(s, names, 12) + 1;
	return *month > 0;
}

/* "Fri ", "Friday, ": whether it was that day is not asked. */
static void accept_weekday(struct scan *s)
{
	static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
					    "friday", "saturday", "sunday"};
	struct scan t = *s;

	if (accept_name(&t, names, 7) < 0)
		return;
	accept_byte(&t, '.');
	accept_byte(&t, ',');
	if (accept_blanks(&t))
		*s = t;
}

/* Four digits, or two of RFC 822 (RFC 5322, section 4.3: 00 to 49 are of this century). */
static bool accept_year(struct scan *s, bool two_allowed, int *year)
{
	size_t n = digits_here(s);

	if (n == 4) {
		*year = take_digits(s, 4);
		return true;
	}
	if (n != 2 || !two_allowed)
		return false;
	*year = take_digits(s, 2);
	*year += *year < 50 ? 2000 : 1900;
	return true;
}

/* ---- what may follow the day -------------------------------------------------------- */

static bool accept_fraction(struct scan *s)
{
	struct scan t = *s;
	size_t n;

	if (!accept_byte(&t, '.') && !accept_byte(&t, ','))
		return false;
	n = digits_here(&t);
	if (n == 0)
		return false;
	t.at += n;
	*s = t;
	return true;
}

/* "16:22", "16:22:00", "16:22:00.0", "16h22", "16h"; with `packed` "16", "1622" and "162200" too. */
static bool accept_clock(struct scan *s, bool packed)
{
	struct scan t = *s;
	size_t n = digits_here(&t);
	bool colons = false;

	if (packed && (n == 2 || n == 4 || n == 6))
		t.at += n;
	else if (n == 1 || n == 2)
		t.at += n;
	else
		return false;
	for (int part = 0; part < 2 && n <= 2; part++) {
		struct scan u = t;

		if ((!accept_byte(&u, ':') && !accept_byte(&u, 'h')) || digits_here(&u) != 2)
			break;
		u.at += 2;
		t = u;
		colons = true;
	}
	if (!colons && !accept_byte(&t, 'h') && (!packed || n == 1))
		return false;
	accept_fraction(&t);
	*s = t;
	return true;
}

static bool accept_meridiem(struct scan *s)
{
	struct scan t = *s;
	size_t n;

	accept_blanks(&t);
	n = letters_here(&t);
	if (n == 1) {
		bool half = word_is(t.at, 1, "a") || word_is(t.at, 1, "p");

		/* a.m., p.m. */
		if (!half || t.end - t.at < 4 || t.at[1] != '.' || (t.at[2] | 0x20) != 'm' || t.at[3] != '.')
			return false;
		t.at += 4;
	} else if (n == 2 && (word_is(t.at, 2, "am") || word_is(t.at, 2, "pm"))) {
		t.at += 2;
	} else {
		return false;
	}
	*s = t;
	return true;
}

/* "+02:00", "-0500", "+02" */
static bool accept_offset(struct scan *s)
{
	struct scan t = *s;
	size_t n;

	if (!accept_byte(&t, '+') && !accept_byte(&t, '-'))
		return false;
	n = digits_here(&t);
	if (n != 2 && n != 4)
		return false;
	t.at += n;
	if (n == 2 && accept_byte(&t, ':')) {
		if (digits_here(&t) != 2)
			return false;
		t.at += 2;
	}
	*s = t;
	return true;
}

/* "Z", "EDT", "GMT+0200", "+02:00 (CEST)" */
static bool accept_zone(struct scan *s)
{
	struct scan t = *s;
	size_t n;
	bool found;

	accept_blanks(&t);
	n = letters_here(&t);
	if (n > 5)
		return false;
	t.at += n;
	found = accept_offset(&t) || n > 0;
	if (!found)
		return false;
	*s = t;
	accept_blanks(&t);
	if (accept_byte(&t, '(')) {
		n = letters_here(&t);
		t.at += n;
		if (n > 0 && accept_byte(&t, ')'))
			*s = t;
	}
	return true;
}

/* Time of day and zone, up to the end of the string. */
static bool accept_time(struct scan *s, bool packed)
{
	if (!accept_clock(s, packed))
		return false;
	accept_meridiem(s);
	accept_zone(s);
	return s->at == s->end;
}

/* The same behind what parts it from the day, or nothing. */
static bool accept_rest(struct scan *s)
{
	bool t_mark;

	if (s->at == s->end)
		return true;
	t_mark = accept_byte(s, 'T') || accept_byte(s, 't');
	if (!t_mark) {
		bool comma = accept_byte(s, ',');

		if (!accept_blanks(s) && !comma)
			return false;
	}
	return accept_time(s, t_mark);
}

/* A day with a zone, as XML Schema has it: "2017-07-07Z", "2017-07-07+02:00". */
static bool accept_zone_of_day(struct scan *s)
{
	struct scan t = *s;

	if (!accept_byte(&t, 'Z') && (t.end - t.at != 6 || !accept_offset(&t)))
		return false;
	*s = t;
	return t.at == t.end;
}

/* ---- the shapes of a date -------------------------------------------------------------- */

/* "2017", "2017-07", "2017-07-07", "2017/07/07" and a time behind the last two. */
static bool date_iso(struct scan *s, struct date *d)
{
	char separator;

	d->year = take_digits(s, 4);
	d->precision = GZ_YEAR;
	if (s->at == s->end)
		return true;
	separator = *s->at;
	if ((!accept_byte(s, '-') && !accept_byte(s, '/')) || digits_here(s) != 2)
		return false;
	d->month = take_digits(s, 2);
	d->precision = GZ_MONTH;
	if (s->at == s->end)
		return separator == '-';
	if (!accept_byte(s, separator) || digits_here(s) != 2)
		return false;
	d->day = take_digits(s, 2);
	d->precision = GZ_DAY;
	return (separator == '-' && accept_zone_of_day(s)) || accept_rest(s);
}

/* "20170707", "20170707T162200Z", "20170707162200" */
static bool date_packed(struct scan *s, size_t digits, struct date *d)
{
	d->year = take_digits(s, 4);
	d->month = take_digits(s, 2);
	d->day = take_digits(s, 2);
	if (digits == 14) {
		s->at += 6;
		accept_fraction(s);
		accept_zone(s);
		return s->at == s->end;
	}
	return accept_rest(s);
}

/* "st", "nd", "rd", "th" */
static void accept_ordinal(struct scan *s)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	size_t n = letters_here(s);

	for (size_t i = 0; n == 2 && i < GZ_COUNT(endings); i++) {
		if (word_is(s->at, 2, endings[i])) {
			s->at += 2;
			return;
		}
	}
}

/* "7 July 2017", "7th July 2017", "7-APR-1987 16:22:00.0", "07 Jul 17 16:22 GMT" */
static bool date_day_first(struct scan *s, size_t digits, struct date *d)
{
	bool dashes;

	d->day = take_digits(s, digits);
	accept_ordinal(s);
	dashes = accept_byte(s, '-');
	if ((!dashes && !accept_blanks(s)) || !accept_month(s, &d->month))
		return false;
	if (dashes)
		return accept_byte(s, '-') && accept_year(s, true, &d->year) && accept_rest(s);
	accept_byte(s, '.');
	accept_byte(s, ',');
	return accept_blanks(s) && accept_year(s, true, &d->year) && accept_rest(s);
}

/* "Jul  7 16:22:00 2017", "Jul 07 16:22:00 +0000 2017": the year last, as ctime has it. */
static bool date_year_last(struct scan *s, struct date *d)
{
	struct scan t;

	if (!accept_clock(s, false))
		return false;
	t = *s;
	if (!accept_zone(&t) || !accept_blanks(&t) || digits_here(&t) != 4)
		t = *s;
	if (t.at == s->at && !accept_blanks(&t))
		return false;
	*s = t;
	return accept_year(s, false, &d->year) && s->at == s->end;
}

/* "July 7, 2017", "Oct 28, 2011 1:26pm EDT", "Jul 07 2017 16:22:00 GMT+0200", "July 2017" */
static bool date_month_first(struct scan *s, struct date *d)
{
	bool comma;
	size_t n;

	if (!accept_month(s, &d->month))
		return false;
	accept_byte(s, '.');
	if (!accept_blanks(s))
		return false;
	n = digits_here(s);
	if (n == 4) {
		d->year = take_digits(s, 4);
		d->precision = GZ_MONTH;
		return s->at == s->end;
	}
	if (n != 1 && n != 2)
		return false;
	d->day = take_digits(s, n);
	accept_ordinal(s);
	comma = accept_byte(s, ',');
	if (!accept_blanks(s) && !comma)
		return false;
	if (digits_here(s) != 4)
		return date_year_last(s, d);
	d->year = take_digits(s, 4);
	return accept_rest(s);
}

/* "3. Mai 2011", "3 de mayo de 2011 14:30", "mai 2011" */
static bool date_of_words(struct gz_str text, struct date *d)
{
	struct gz_worded_day found;
	struct gz_str rest;
	struct scan s;

	if (!gz_date_words(text, &found, &rest))
		return false;
	*d = (struct date){found.year, found.month, found.day, found.precision};
	s = (struct scan){rest.ptr, rest.ptr + rest.len};
	return rest.len == 0 || (d->precision == GZ_DAY && accept_time(&s, false));
}

bool gz_date_parse(struct gz_str text, int32_t *day, enum gz_precision *precision)
{
	struct gz_str trimmed = gz_str_trim(text);
	struct scan s = {trimmed.ptr, trimmed.ptr + trimmed.len};
	struct date d = {.year = 0, .month = 1, .day = 1, .precision = GZ_DAY};
	size_t digits;
	bool found;

	if (trimmed.len == 0)
		return false;
	if (gz_date_unix(trimmed, day)) {
		*precision = GZ_DAY;
		return true;
	}
	accept_weekday(&s);
	digits = digits_here(&s);
	if (digits == 0)
		found = date_month_first(&s, &d);
	else if (digits == 4 && s.at == trimmed.ptr)
		found = date_iso(&s, &d);
	else if ((digits == 8 || digits == 14) && s.at == trimmed.ptr)
		found = date_packed(&s, digits, &d);
	else
		found = digits <= 2 && date_day_first(&s, digits, &d);
	found = found || date_of_words(trimmed, &d);
	/* The shape was that of a date; now its day has to exist. */
	if (!found || !gz_date_valid(d.year, d.month, d.day))
		return false;
	*day = gz_day_of(d.year, d.month, d.day);
	*precision = d.precision;
	return true;
}

/* ---- numbers alone ------------------------------------------------------------------------ */

bool gz_date_numbers(struct gz_str text, enum gz_date_order order, int32_t *day, enum gz_precision *precision)
{
	struct gz_str trimmed = gz_str_trim(text);
	struct scan s = {trimmed.ptr, trimmed.ptr + trimmed.len};
	int part[3], year, month, dayofmonth;
	unsigned year_at = order == GZ_DATE_YMD ? 0 : 2;
	char separator = '\0';

	if (order == GZ_DATE_NO_ORDER)
		return false;
	accept_weekday(&s);
	for (unsigned i = 0; i < 3; i++) {
		size_t n = digits_here(&s);

		if (i == year_at ? !accept_year(&s, true, &part[i]) : n != 1 && n != 2)
			return false;
		if (i != year_at)
			part[i] = take_digits(&s, n);
		if (i == 2)
			break;
		if (i == 0 && s.at < s.end)
			separator = *s.at;
		if (separator == '\0' || strchr("/.-_", separator) == NULL || !accept_byte(&s, separator))
			return false;
	}
	year = part[year_at];
	month = part[order == GZ_DATE_MDY ? 0 : 1];
	dayofmonth = part[order == GZ_DATE_DMY ? 0 : order == GZ_DATE_MDY ? 1 : 2];
	if (!accept_rest(&s) || !gz_date_valid(year, month, dayofmonth))
		return false;
	*day = gz_day_of(year, month, dayofmonth);
	*precision = GZ_DAY;
	return true;
}
