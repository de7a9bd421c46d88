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

static const struct {
	const char *name;
	int month;
	bool word; /* another word too: a month only behind one that shows it */
} months[] = {
	{"january", 1, false},	 {"february", 2, false}, {"march", 3, true},	  {"april", 4, false},
	{"may", 5, true},	 {"june", 6, false},	 {"july", 7, false},	  {"august", 8, false},
	{"september", 9, false}, {"october", 10, false}, {"november", 11, false}, {"december", 12, false},
	{"jan", 1, false},	 {"feb", 2, false},	 {"apr", 4, false},	  {"jun", 6, false},
	{"jul", 7, false},	 {"aug", 8, false},	 {"sept", 9, false},	  {"sep", 9, false},
	{"oct", 10, false},	 {"nov", 11, false},	 {"dec", 12, false},
};
static const char *const in_time[] = {"in", "last", "late",  "mid",  "early", "next",
				      "of", "on",   "since", "this", "until"};

static bool is_any(struct gz_str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (gz_str_eq(word, gz_str(words[i])))
			return true;
	}
	return false;
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
static bool is_month_there(const struct gz_tokens *tokens, uint32_t token)
{
	const struct gz_token *next = token + 1 < tokens->count ? &tokens->token[token + 1] : NULL;

	return (token > 0 && (is_any(tokens->token[token - 1].norm, in_time, GZ_COUNT(in_time)) ||
			      day_of(tokens, token - 1) != 0)) ||
	       (next != NULL && next->norm.len > 0 && next->norm.ptr[0] >= '0' && next->norm.ptr[0] <= '9');
}

static int month_of(const struct gz_tokens *tokens, uint32_t token)
{
	for (size_t i = 0; i < GZ_COUNT(months); i++) {
		if (!gz_str_eq(tokens->token[token].norm, gz_str(months[i].name)))
			continue;
		return !months[i].word || is_month_there(tokens, token) ? months[i].month : 0;
	}
	return 0;
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

/* As far in front as a time may belong to the mention: not across "after", "ahead of" and the like. */
static uint32_t front(const struct gz_tokens *tokens, uint32_t first)
{
	static const char *const parting[] = {"after", "ahead", "before", "since", "until", "when", "while"};
	uint32_t far = reach(tokens, first, YEAR_REACH, false, GZ_GAP_HARD), at = first;

	while (at > far && !is_any(tokens->token[at - 1].norm, parting, GZ_COUNT(parting)))
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

/* How many days the unit has, and how far its last and its next one reach. */
static const struct {
	const char *name;
	int days;
} units[] = {{"week", 7}, {"weekend", 5}, {"month", 31}, {"year", 366}};

/* Days of "last week" and the like at a token; false: it is none. */
static bool window_of(const struct gz_case *c, const struct gz_tokens *tokens, uint32_t token,
		      struct gz_when *when)
{
	static const char *const before[] = {"last", "past", "previous"}, *const after[] = {"next", "coming",
											    "upcoming"};
	const struct gz_str *word = &tokens->token[token].norm;
	bool past = is_any(*word, before, GZ_COUNT(before)), future = is_any(*word, after, GZ_COUNT(after));
	int year, month, day, shift = past ? -1 : future ? 1 : 0;

	if (token + 1 >= tokens->count || (!past && !future && !gz_str_eq(*word, GZ_STR("this"))))
		return false;
	for (size_t i = 0; i < GZ_COUNT(units); i++) {
		if (!gz_str_eq(tokens->token[token + 1].norm, gz_str(units[i].name)))
			continue;
		if (units[i].days == 366) {
			gz_day_split(c->first_day, &year, &month, &day);
			when->first = gz_day_of(year + shift, 1, 1);
			when->last = gz_day_of(year + shift, 12, 31);
		} else {
			when->first = c->first_day - (future ? 0 : units[i].days * (past ? 2 : 1));
			when->last = c->last_day + (past ? 0 : units[i].days * (future ? 2 : 1));
		}
		return true;
	}
	return false;
}

/* In calendars the day stands in front of a dash: December 9 - EU summit. */
static void read_calendar(const struct gz_tokens *tokens, uint32_t first, struct gz_when *when)
{
	const struct gz_token *token = &tokens->token[first];
	struct gz_str gap;

	if (first < 2 || token->gap != GZ_GAP_HARD)
		return;
	gap = gz_str_of(tokens->text.ptr + (token - 1)->end, token->start - (token - 1)->end);
	if (!gz_str_eq(gz_str_trim(gap), GZ_STR("-")) && !gz_str_eq(gz_str_trim(gap), GZ_STR("\xe2\x80\x93")))
		return;
	for (uint32_t i = first; i > 0 && first - i < 3 && when->month == 0; i--) {
		when->month = day_beside(tokens, i - 1) != 0 ? month_of(tokens, i - 1) : 0;
		when->day = when->month != 0 ? day_beside(tokens, i - 1) : 0;
	}
}

struct gz_when gz_when_told(const struct gz_case *c, uint32_t field, uint32_t first, uint32_t last,
			    bool in_front)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	struct gz_when when = {.first = GZ_NO_DAY, .last = GZ_NO_DAY};
	uint32_t from = in_front ? front(tokens, first) : first;
	uint32_t to = reach(tokens, last, YEAR_REACH, true, GZ_GAP_HARD);
	uint32_t far = reach(tokens, last, MONTH_REACH, true, GZ_GAP_HARD);

	for (uint32_t i = from; i <= to && when.year == 0; i++)
		when.year = gz_year_of(&tokens->token[i]);
	for (uint32_t i = from; i <= far && when.month == 0; i++) {
		when.month = month_of(tokens, i);
		if (when.month != 0) {
			when.day = day_beside(tokens, i);
			when.past = i > 0 && gz_str_eq(tokens->token[i - 1].norm, GZ_STR("last"));
		}
	}
	if (in_front && when.month == 0)
		read_calendar(tokens, first, &when);
	for (uint32_t i = from; i <= to && c->first_day != GZ_NO_DAY && when.first == GZ_NO_DAY; i++) {
		if (window_of(c, tokens, i, &when))
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
	days = (int64_t)to - from;
	gz_day_split(from, &first_year, &first_month, &day);
	gz_day_split(to, &last_year, &last_month, &day);
	if (when->year != 0 && (when->year < first_year || when->year > last_year))
		return false;
	/* Of what went on for months any month is right. */
	if (when->month != 0 && days < 60 && when->month != first_month && when->month != last_month)
		return false;
	/* A summit of the 3rd and 4th may be told by either day, and by the day that delegates come. */
	if (when->day != 0 && days < 20 && when->month == first_month &&
	    (when->day < day_in(from) - 1 || (first_month == last_month && when->day > day_in(to) + 1)))
		return false;
	return when->first == GZ_NO_DAY || (from <= when->last && to >= when->first);
}
