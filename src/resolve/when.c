/* when.c: years, months, and times told from the document's day: last week, next month, this year. */
#include "when.h"

#define YEAR_REACH  3 /* tokens beside the mention */
#define MONTH_REACH 8 /* tokens behind it */

int gz_year_of(const struct gz_token *token)
{
	int year = 0;

	if (token->norm.len != 4)
		return 0;
	for (int i = 0; i < 4; i++) {
		if (token->norm.ptr[i] < '0' || token->norm.ptr[i] > '9')
			return 0;
		year = year * 10 + (token->norm.ptr[i] - '0');
	}
	return year >= 1800 && year < 2200 ? year : 0;
}

/* The day of the month at a token: November 3, 3 November; 0: none. */
static int day_of(const struct gz_tokens *tokens, uint32_t token)
{
	struct gz_str digits = tokens->token[token].norm;
	int day = 0;

	if (digits.len == 0 || digits.len > 2)
		return 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
			return 0;
		day = day * 10 + (digits.ptr[i] - '0');
	}
	return day <= 31 ? day : 0;
}

/* Is a word that is a month too meant as one: in May, March 2006, May 7, 7 May? */
static bool is_month_there(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	const struct gz_token *next = token + 1 < tokens->count ? &tokens->token[token + 1] : NULL;

	return (token > 0 &&
		(gz_token_is(c, field, token - 1, GZ_WORD_IN_TIME) || day_of(tokens, token - 1) != 0)) ||
	       (next != NULL && next->norm.len > 0 && next->norm.ptr[0] >= '0' && next->norm.ptr[0] <= '9');
}

/* The month that a word at a token means; 0: none. */
static int month_of(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_word *word = gz_word_of(c->words, gz_token_at(c, field, token)->norm);

	if (word == NULL || word->month == 0)
		return 0;
	return (word->classes & GZ_WORD_MONTH_TOO) == 0 || is_month_there(c, field, token) ? word->month : 0;
}

/* Steps from a token to one side as far as no hard gap comes between. */
static uint32_t reach(const struct gz_tokens *tokens, uint32_t from, uint32_t most, bool behind,
		      enum gz_gap stop)
{
	uint32_t at = from;

	while (most-- > 0) {
		if (behind ? at + 1 >= tokens->count || tokens->token[at + 1].gap >= stop
			   : at == 0 || tokens->token[at].gap >= stop)
			break;
		at = behind ? at + 1 : at - 1;
	}
	return at;
}

/* As far in front as a time may belong to the mention: not across "after", "ahead of" and the like, nor
 * across "and": in May and the G7 summit in June. */
static uint32_t front(const struct gz_case *c, uint32_t field, uint32_t first)
{
	uint32_t far = reach(&c->tokens[field], first, YEAR_REACH, false, GZ_GAP_HARD), at = first;

	while (at > far && !gz_token_is(c, field, at - 1, GZ_WORD_PARTING | GZ_WORD_AND))
		at--;
	return at;
}

static int day_beside(const struct gz_tokens *tokens, uint32_t month)
{
	int day = 0;

	if (month + 1 < tokens->count && tokens->token[month + 1].gap < GZ_GAP_HARD)
		day = day_of(tokens, month + 1);
	return day == 0 && month > 0 && tokens->token[month].gap < GZ_GAP_HARD ? day_of(tokens, month - 1)
									       : day;
}

/* Days of "last week" and the like at a token; false: it is none. */
static bool window_of(const struct gz_case *c, uint32_t field, uint32_t token, struct gz_when *when)
{
	const struct gz_word *word = gz_word_of(c->words, gz_token_at(c, field, token)->norm), *unit;
	int year, month, day, shift;
	bool past, future;

	if (word == NULL || (word->classes & (GZ_WORD_PAST | GZ_WORD_FUTURE | GZ_WORD_THIS)) == 0 ||
	    token + 1 >= c->tokens[field].count)
		return false;
	unit = gz_word_of(c->words, gz_token_at(c, field, token + 1)->norm);
	if (unit == NULL || unit->days == 0)
		return false;
	past = (word->classes & GZ_WORD_PAST) != 0;
	future = (word->classes & GZ_WORD_FUTURE) != 0;
	shift = past ? -1 : future ? 1 : 0;
	if (unit->days == 366) {
		gz_day_split(c->first_day, &year, &month, &day);
		when->first = gz_day_of(year + shift, 1, 1);
		when->last = gz_day_of(year + shift, 12, 31);
	} else {
		when->first = c->first_day - (future ? 0 : unit->days * (past ? 2 : 1));
		when->last = c->last_day + (past ? 0 : unit->days * (future ? 2 : 1));
	}
	return true;
}

/* In calendars the day stands in front of a dash: December 9 - EU summit. */
static void read_calendar(const struct gz_case *c, uint32_t field, uint32_t first, struct gz_when *when)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	const struct gz_token *token = &tokens->token[first];
	struct gz_str gap;

	if (first < 2 || token->gap != GZ_GAP_HARD)
		return;
	gap = gz_str_of(tokens->text.ptr + (token - 1)->end, token->start - (token - 1)->end);
	if (!gz_str_eq(gz_str_trim(gap), GZ_STR("-")) && !gz_str_eq(gz_str_trim(gap), GZ_STR("\xe2\x80\x93")))
		return;
	for (uint32_t i = first; i > 0 && first - i < 3 && when->month == 0; i--) {
		when->month = day_beside(tokens, i - 1) != 0 ? month_of(c, field, i - 1) : 0;
		when->day = when->month != 0 ? day_beside(tokens, i - 1) : 0;
	}
}

struct gz_when gz_when_told(const struct gz_case *c, uint32_t field, uint32_t first, uint32_t last,
			    bool in_front)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	struct gz_when when = {.first = GZ_NO_DAY, .last = GZ_NO_DAY};
	uint32_t from = in_front ? front(c, field, first) : first;
	uint32_t to = reach(tokens, last, YEAR_REACH, true, GZ_GAP_HARD);
	uint32_t far = reach(tokens, last, MONTH_REACH, true, GZ_GAP_HARD);

	for (uint32_t i = from; i <= to && when.year == 0; i++)
		when.year = gz_year_of(&tokens->token[i]);
	if (when.year != 0) {
		when.year_from = gz_day_of(when.year, 1, 1);
		when.year_to = gz_day_of(when.year, 12, 31);
	}
	for (uint32_t i = from; i <= far && when.month == 0; i++) {
		when.month = month_of(c, field, i);
		if (when.month != 0) {
			when.day = day_beside(tokens, i);
			when.past = i > 0 && gz_token_is(c, field, i - 1, GZ_WORD_LAST);
		}
	}
	if (in_front && when.month == 0)
		read_calendar(c, field, first, &when);
	for (uint32_t i = from; i <= to && c->first_day != GZ_NO_DAY && when.first == GZ_NO_DAY; i++) {
		if (window_of(c, field, i, &when))
			break;
	}
	return when;
}

bool gz_when_is_told(const struct gz_when *when)
{
	return when->year != 0 || when->month != 0 || when->first != GZ_NO_DAY;
}

static int day_in(int32_t day)
{
	int year, month, dayofmonth;

	gz_day_split(day, &year, &month, &dayofmonth);
	return dayofmonth;
}

bool gz_when_fits(const struct gz_when *when, int32_t from, int32_t to)
{
	int first_year, last_year, first_month, last_month, day;
	int64_t days;

	if (from == GZ_NO_DAY)
		return false;
	if (to == GZ_NO_DAY)
		to = from;
	if (when->year != 0 && (when->year_to < from || when->year_from > to))
		return false;
	if (when->month == 0)
		return when->first == GZ_NO_DAY || (from <= when->last && to >= when->first);
	days = (int64_t)to - from;
	gz_day_split(from, &first_year, &first_month, &day);
	gz_day_split(to, &last_year, &last_month, &day);
	/* Of what went on for months any month is right. */
	if (when->month != 0 && days < 60 && when->month != first_month && when->month != last_month)
		return false;
	/* A summit of the 3rd and 4th may be told by either day, and by the day that delegates come. */
	if (when->day != 0 && days < 20 &&
	    ((when->month == first_month && when->day < day_in(from) - 1) ||
	     (when->month == last_month && when->day > day_in(to) + 1)))
		return false;
	return when->first == GZ_NO_DAY || (from <= when->last && to >= when->first);
}

/* Across an article, and, where a sentence begins with it, a comma behind the year, which a preposition or a
 * month makes one of time. Without punctuation nobody knows to what it belongs: it was in 1986 the governor
 * said. */
bool gz_then_in_front(const struct gz_case *c, uint32_t field, uint32_t first, struct gz_case *then)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	uint32_t at = first, before;
	int32_t from, to;
	int year, month;

	if (gz_is_joined(c, field, at) && gz_is_article(c, field, at - 1))
		at--;
	if (at < 2 || tokens->token[at].gap > GZ_GAP_HARD || !tokens->punctuated)
		return false;
	year = gz_year_of(&tokens->token[at - 1]);
	before = at - 2;
	if (year == 0 || !gz_is_joined(c, field, at - 1))
		return false;
	month = month_of(c, field, before);
	if (month == 0 && !gz_token_is(c, field, before, GZ_WORD_IN_YEAR))
		return false;
	if (tokens->token[at].gap == GZ_GAP_HARD) {
		before -= month != 0 && before > 0 && gz_token_is(c, field, before - 1, GZ_WORD_IN_YEAR);
		if (before > 0 && tokens->token[before].gap < GZ_GAP_SENTENCE)
			return false;
	}
	from = gz_day_of(year, month != 0 ? month : 1, 1);
	to = gz_day_last(from, month != 0 ? GZ_MONTH : GZ_YEAR);
	if (c->first_day != GZ_NO_DAY && to >= c->first_day)
		return false;
	*then = *c;
	then->first_day = from;
	then->last_day = to;
	return true;
}
