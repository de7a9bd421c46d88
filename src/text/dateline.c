/*
 * dateline.c: in front of the news: who wrote it, and the agency and date behind the place it comes from:
 * PARIS, July 7 (AFP) -; MOSCOW. July 7. INTERFAX; By Jane Roe. The place itself is news, and stays.
 */
#include <string.h>

#include "boilerplate.h"

#define DATELINE_LONGEST 16 /* tokens in front of the agency */
#define BRACKET_LONGEST	 8  /* tokens in its brackets */
#define DATE_LONGEST	 8
#define BYLINE_LONGEST	 24
#define SMALL_WORD	 3 /* bytes of a small word in a place's name: Frankfurt am Main */

/* ---- dates --------------------------------------------------------------------------------- */

static bool is_digits(const struct gz_token *token)
{
	return token->norm.len > 0 && token->norm.ptr[0] >= '0' && token->norm.ptr[0] <= '9';
}

bool gz_is_year(const struct gz_token *token)
{
	struct gz_str norm = token->norm;

	return norm.len == 4 && is_digits(token) &&
	       (memcmp(norm.ptr, "18", 2) == 0 || memcmp(norm.ptr, "19", 2) == 0 ||
		memcmp(norm.ptr, "20", 2) == 0 || memcmp(norm.ptr, "21", 2) == 0);
}

/* July 7th; 7 de julio de 2017 */
static bool is_date_link(struct gz_str norm)
{
	return gz_str_eq(norm, GZ_STR("de")) || gz_str_eq(norm, GZ_STR("th")) ||
	       gz_str_eq(norm, GZ_STR("st")) || gz_str_eq(norm, GZ_STR("nd")) ||
	       gz_str_eq(norm, GZ_STR("rd"));
}

/* What a run of tokens says of a date. */
struct date_words {
	uint32_t months, weekdays, numbers;
};

/* Counts the token if it may be part of a date. */
static bool see_date(const struct gz_finder *f, uint32_t token, struct date_words *seen)
{
	const struct gz_token *t = gz_finder_token(f, token);

	if (is_digits(t) && t->norm.len <= 4)
		seen->numbers++;
	else if (gz_phrase_at(f, token, GZ_PHRASE_MONTH) != 0)
		seen->months++;
	else if (gz_phrase_at(f, token, GZ_PHRASE_WEEKDAY) != 0)
		seen->weekdays++;
	else
		return is_date_link(t->norm);
	return true;
}

static bool is_date(const struct date_words *seen)
{
	return seen->weekdays > 0 || (seen->months > 0 && seen->numbers > 0) || seen->numbers > 1;
}

/* Where the date begins that ends in front of token `end`; `end`: there is none. */
static uint32_t date_start(const struct gz_finder *f, uint32_t from, uint32_t end)
{
	struct date_words seen = {0};
	uint32_t at = end;

	while (at > from && end - at < DATE_LONGEST && see_date(f, at - 1, &seen))
		at--;
	while (at < end && is_date_link(gz_finder_token(f, at)->norm))
		at++;
	return is_date(&seen) ? at : end;
}

/* ---- datelines ------------------------------------------------------------------------------ */

/* A dash such as parts a dateline from the news: not the hyphen of Reuters-owned. */
static bool has_dash(struct gz_str gap)
{
	for (size_t i = 0; i < gap.len; i++) {
		if (gap.ptr[i] == '-' && gap.len > 1)
			return true;
		if (i + 2 < gap.len && memcmp(gap.ptr + i, "\xe2\x80", 2) == 0 &&
		    (unsigned char)gap.ptr[i + 2] >= 0x93 && (unsigned char)gap.ptr[i + 2] <= 0x95)
			return true;
	}
	return false;
}

static bool may_be_place(const struct gz_finder *f, uint32_t token)
{
	const struct gz_token *t = gz_finder_token(f, token);

	return !gz_is_small(f, token) || t->end - t->start <= SMALL_WORD;
}

/* Are the tokens in capitals, and one of them at least? Capitals tell nothing in text without case. */
static bool are_capitals(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		if (gz_finder_token(f, i)->shape != GZ_UPPER)
			return false;
	}
	return f->tokens->has_case && from < to;
}

/* (ANSA) - ROMA, 7 LUG -: the date behind the place behind the agency. */
static void omit_date_behind(struct gz_finder *f, uint32_t from)
{
	uint32_t end = from, start;

	while (end < f->tokens->count && end - from < DATELINE_LONGEST) {
		if (end > from && has_dash(gz_finder_gap(f, end)))
			break;
		if (gz_begins_line(f, end) || gz_is_small(f, end))
			return;
		end++;
	}
	start = date_start(f, from, end);
	if (end < f->tokens->count && start < end && are_capitals(f, from, start))
		gz_omit(f, start, end, GZ_BOILER_DATELINE);
}

/* Behind the bracket that opens in front of the token; GZ_NONE: it does not close soon. */
static uint32_t bracket_end(const struct gz_finder *f, uint32_t token)
{
	for (uint32_t end = token + 1; end <= f->tokens->count && end - token <= BRACKET_LONGEST; end++) {
		struct gz_str gap = gz_finder_gap(f, end);

		if (gz_gap_has(gap, ')'))
			return end;
		if (gz_gap_has(gap, '(') || gz_gap_has(gap, '\n'))
			return GZ_NONE;
	}
	return GZ_NONE;
}

static bool is_place(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	const struct gz_place_asker *asker = f->asker;
	const struct gz_token *first = gz_finder_token(f, from);

	if (asker == NULL || to <= from)
		return false;
	for (uint32_t part = to; part > from; part--) { /* strasbourg france */
		if (asker->is_place(asker->self, first, part - from) &&
		    (part == to || asker->is_place(asker->self, first + (part - from), to - part)))
			return true;
	}
	return false;
}

/* Capitals tell them from other words; without, somebody must know them. */
static bool may_be_places(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	return f->tokens->has_case || is_place(f, from, to);
}

/* WASHINGTON (Reuters) -; the bracket opens in front of token `at`. A dash or colon marks the dateline; else
 * a place in capitals, a date, or that nothing is in front. */
static bool omit_in_brackets(struct gz_finder *f, uint32_t from, uint32_t at)
{
	bool sure = gz_phrase_at(f, at, GZ_PHRASE_AGENCY) != 0, marked;
	uint32_t end = bracket_end(f, at), date;

	if (end == GZ_NONE || end >= f->tokens->count)
		return false;
	marked = has_dash(gz_finder_gap(f, end)) || gz_gap_has(gz_finder_gap(f, end), ':');
	date = date_start(f, from, at);
	if (!marked &&
	    (!sure || gz_is_small(f, end) ||
	     !(from == at || are_capitals(f, from, from + 1) || (date < at && may_be_places(f, from, date)))))
		return false;
	/* Alone on its line it is a signature. */
	gz_omit(f, date, end, from == at && gz_begins_line(f, end) ? GZ_BOILER_CREDIT : GZ_BOILER_DATELINE);
	if (from == at)
		omit_date_behind(f, end);
	return true;
}

static bool has_number(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		if (is_digits(gz_finder_token(f, i)))
			return true;
	}
	return false;
}

/* MOSCOW, July 7 - RIA Novosti.; LONDON, Reuters -: the agency is tokens `at` .. `end` - 1. */
static bool omit_bare(struct gz_finder *f, uint32_t from, uint32_t at, uint32_t end)
{
	struct gz_str before = gz_finder_gap(f, at), behind = gz_finder_gap(f, end);
	bool parted = has_dash(behind) || (gz_gap_has(before, '/') && gz_gap_has(behind, '/'));
	uint32_t date = date_start(f, from, at);

	if (end >= f->tokens->count || date == from)
		return false;
	if (date < at && has_number(f, date, at))
		parted |= gz_gap_has(behind, '.') || gz_gap_has(behind, ':') || gz_gap_has(behind, '\n');
	else if (date == at && (gz_phrase_at(f, at, GZ_PHRASE_AGENCY) == 0 || !are_capitals(f, from, at)))
		return false;
	return parted && may_be_places(f, from, date) &&
	       (gz_finder_token(f, at)->gap >= GZ_GAP_HARD || gz_gap_has(before, '/')) &&
	       gz_omit(f, date, end, GZ_BOILER_DATELINE);
}

/* Reuters - Nothing is in front. */
static bool omit_first(struct gz_finder *f, uint32_t from)
{
	uint32_t count = f->line == 0 ? gz_phrase_at(f, from, GZ_PHRASE_AGENCY) : 0;

	if (count == 0 || from + count >= f->tokens->count || !has_dash(gz_finder_gap(f, from + count)))
		return false;
	gz_omit(f, from, from + count, GZ_BOILER_DATELINE);
	omit_date_behind(f, from + count);
	return true;
}

/* washington reuters president obama: where nothing is bracketed, only a known place tells, or that nothing
 * is in front of the agency's one word, and that the agency does nothing. */
static bool omit_caseless(struct gz_finder *f)
{
	for (uint32_t at = 0; at < f->tokens->count && at < DATE_LONGEST; at++) {
		uint32_t count = gz_phrase_at(f, at, GZ_PHRASE_ANY_AGENCY), end = at + count, date;

		if (count == 0)
			continue;
		date = date_start(f, 0, at);
		return end < f->tokens->count && (date < at || gz_phrase_at(f, at, GZ_PHRASE_AGENCY) != 0) &&
		       (at == 0 ? count == 1 && gz_finder_token(f, 0)->shape <= GZ_LOWER
				: is_place(f, 0, date)) &&
		       gz_phrase_at(f, end, GZ_PHRASE_SPOKEN_OF) == 0 &&
		       gz_omit(f, date, end, GZ_BOILER_DATELINE);
	}
	return false;
}

bool gz_find_dateline(struct gz_finder *f, uint32_t token)
{
	if (omit_first(f, token))
		return true;
	for (uint32_t at = token; at < f->tokens->count && at - token <= DATELINE_LONGEST; at++) {
		struct gz_str gap = gz_finder_gap(f, at);
		uint32_t count;

		if (at > token && gz_gap_has(gap, '\n'))
			break;
		count = gz_phrase_at(f, at, GZ_PHRASE_ANY_AGENCY);
		if (count > 0 && gz_gap_has(gap, '('))
			return omit_in_brackets(f, token, at);
		if (count > 0 && at > token && omit_bare(f, token, at, at + count))
			return true;
		if (!may_be_place(f, at) && gz_phrase_at(f, at, GZ_PHRASE_MONTH) == 0)
			break;
	}
	return token == 0 && !f->tokens->has_case && omit_caseless(f);
}

/* ---- bylines ----------------------------------------------------------------------------------- */

/* By Jane Roe WASHINGTON (Reuters) -: the line goes on with a dateline, which tells where the names end. */
static bool ends_at_dateline(struct gz_finder *f, uint32_t from, uint32_t at)
{
	struct gz_finder before = *f;

	if (gz_finder_token(f, at)->shape != GZ_UPPER || gz_finder_token(f, at)->norm.len < 2 ||
	    gz_finder_token(f, at - 1)->shape == GZ_UPPER)
		return false;
	gz_omit(f, from, at, GZ_BOILER_BYLINE);
	if (gz_find_dateline(f, at))
		return true;
	f->count = before.count;
	f->behind = before.behind;
	return false;
}

/* Reuters, or Associated Press Writer, as a line of its own below or instead of it. */
static bool omit_agency_line(struct gz_finder *f, uint32_t token)
{
	uint32_t count = gz_phrase_at(f, token, GZ_PHRASE_AGENCY), end;

	if (count == 0 || gz_is_small(f, token))
		return false;
	end = gz_line_end(f, token, count + 2);
	return end < f->tokens->count && end - token <= count + 2 && gz_begins_line(f, end) &&
	       gz_are_names(f, token + count, end) && gz_omit(f, token, end, GZ_BOILER_BYLINE);
}

bool gz_find_byline(struct gz_finder *f, uint32_t token)
{
	uint32_t first = token + gz_phrase_at(f, token, GZ_PHRASE_BY), names = 0;

	if (first == token)
		return omit_agency_line(f, token);
	if (gz_is_small(f, token) || first >= f->tokens->count ||
	    gz_phrase_at(f, first, GZ_PHRASE_NO_NAME) != 0)
		return false;
	for (uint32_t at = first; at < f->tokens->count && at - token <= BYLINE_LONGEST; at++) {
		if (at > first && gz_begins_line(f, at))
			return names > 1 && (f->tokens->has_case || names < 9) &&
			       gz_omit(f, token, at, GZ_BOILER_BYLINE);
		if (names > 1 && ends_at_dateline(f, token, at))
			return true;
		if (is_digits(gz_finder_token(f, at)) || !gz_are_names(f, at, at + 1) ||
		    gz_str_eq(gz_finder_token(f, at)->norm, GZ_STR("s")) ||
		    (at > first && gz_finder_token(f, at)->gap >= GZ_GAP_SENTENCE))
			return false;
		names += gz_phrase_at(f, at, GZ_PHRASE_CREDIT_WORD) == 0;
	}
	return false;
}
