/*
 * credits.c: credits and what else stands in brackets, behind the news mostly: (Reporting by Jane Roe in
 * Paris; Editing by John Doe), (Photo by Jane Roe), (Copyright 2017 The Example).
 */
#include <string.h>

#include "boilerplate.h"

#define CREDIT_LONGEST 250 /* tokens */
#define DEEPEST	       4   /* brackets in brackets */
#define PHOTO_LONGEST  40
#define SIGNATURE      3 /* tokens beside the agency's name: (dpa/rtr) */
#define CASELESS_NAMES 40

bool gz_are_names(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	if (!f->tokens->has_case)
		return to - from <= CASELESS_NAMES;
	for (uint32_t i = from; i < to; i++) {
		if (gz_is_small(f, i) && gz_phrase_at(f, i, GZ_PHRASE_CREDIT_WORD) == 0)
			return false;
	}
	return true;
}

/* Behind the last token of the bracket that opens in front of the token; *closed: it is closed there, and not
 * only left open. */
static uint32_t bracket_end(const struct gz_finder *f, uint32_t token, bool *closed)
{
	uint32_t end = token;
	int depth = 1;

	*closed = false;
	while (end < f->tokens->count && end - token < CREDIT_LONGEST) {
		struct gz_str gap = gz_finder_gap(f, ++end);

		for (size_t i = 0; i < gap.len; i++) {
			depth += (gap.ptr[i] == '(') - (gap.ptr[i] == ')');
			*closed = depth == 0;
			if (depth == 0 || depth > DEEPEST)
				return end;
		}
	}
	return end;
}

/* Nothing comes behind but a new line, another bracket, or the end. */
static bool stands_last(const struct gz_finder *f, uint32_t end)
{
	return end == f->tokens->count || gz_begins_line(f, end) || gz_gap_has(gz_finder_gap(f, end), '(');
}

/* (Jeanne Roe, édité par Jean Dupont): names, and behind a comma the words of a credit. */
static bool omit_names_first(struct gz_finder *f, uint32_t token)
{
	bool credit = false;
	uint32_t end = token;

	if (!f->tokens->has_case)
		return false;
	for (; end < f->tokens->count && end - token < CREDIT_LONGEST; end++) {
		struct gz_str gap = gz_finder_gap(f, end);

		if (end > token && (gz_gap_has(gap, ')') || gz_gap_has(gap, '(') || gz_gap_has(gap, '\n')))
			break;
		if (end > token && gz_finder_token(f, end)->gap >= GZ_GAP_HARD)
			credit |= gz_phrase_at(f, end, GZ_PHRASE_CREDIT) != 0;
		if (!gz_are_names(f, end, end + 1))
			return false;
	}
	return credit && gz_gap_has(gz_finder_gap(f, end), ')') && gz_omit(f, token, end, GZ_BOILER_CREDIT);
}

/* Behind a sentence, and with a capital, it is a credit whatever it says; else only if it says nothing but
 * names. */
static bool is_credit(const struct gz_finder *f, uint32_t token, uint32_t end, bool closed,
		      bool behind_sentence)
{
	uint32_t names = token + gz_phrase_at(f, token, GZ_PHRASE_CREDIT);

	if (names > token && names < end && closed && behind_sentence && stands_last(f, end))
		names += gz_phrase_at(f, names, GZ_PHRASE_NO_NAME) != 0 && names + 1 < end &&
			 gz_are_names(f, names + 1, end); /* the Paris bureau */
	if (names > token && names < end && gz_phrase_at(f, names, GZ_PHRASE_NO_NAME) == 0) {
		if (!closed)
			return end == f->tokens->count && behind_sentence && gz_are_names(f, names, end);
		if (behind_sentence && !gz_is_small(f, token))
			return true;
		return (behind_sentence || stands_last(f, end)) && gz_are_names(f, names, end);
	}
	names = token + gz_phrase_at(f, token, GZ_PHRASE_WORK);
	return names > token && names + 1 < end && closed && behind_sentence && stands_last(f, end) &&
	       gz_phrase_at(f, names, GZ_PHRASE_NO_NAME) == 0 && gz_are_names(f, names, end);
}

/* (AP Photo/Jane Roe), (Foto: dpa), (Photo by Jane Roe) */
static bool is_photo(const struct gz_finder *f, uint32_t token, uint32_t end)
{
	uint32_t names = token + gz_phrase_at(f, token, GZ_PHRASE_PHOTO);

	if (names == token) {
		names = token + gz_phrase_at(f, token, GZ_PHRASE_PICTURE | GZ_PHRASE_AGENCY);
		if (names == token || names >= end ||
		    !(gz_str_eq(gz_finder_gap(f, names), GZ_STR("/")) ||
		      (gz_gap_has(gz_finder_gap(f, names), ':') &&
		       gz_phrase_at(f, token, GZ_PHRASE_PICTURE) != 0)))
			return false;
	}
	return names < end && end - token <= PHOTO_LONGEST && gz_are_names(f, names, end);
}

static bool is_copyright(const struct gz_finder *f, uint32_t token, uint32_t end)
{
	if (gz_phrase_at(f, token, GZ_PHRASE_COPYRIGHT) == 0 || end - token > PHOTO_LONGEST)
		return false;
	for (uint32_t i = token + 1; i < end; i++) {
		if (gz_is_year(gz_finder_token(f, i)))
			return true;
	}
	return false;
}

/* (dpa), (sda/afp), behind all else. */
static bool is_signature(const struct gz_finder *f, uint32_t token, uint32_t end)
{
	uint32_t count = gz_phrase_at(f, token, GZ_PHRASE_ANY_AGENCY);

	return count > 0 && end - token <= count + SIGNATURE &&
	       (end == f->tokens->count || gz_begins_line(f, end));
}

void gz_find_bracket(struct gz_finder *f, uint32_t token, bool behind_sentence)
{
	const unsigned any = GZ_PHRASE_ANY_CREDIT | GZ_PHRASE_PHOTO | GZ_PHRASE_PICTURE |
			     GZ_PHRASE_COPYRIGHT | GZ_PHRASE_ANY_AGENCY | GZ_PHRASE_SHARE;
	bool closed;
	uint32_t end;

	if (token < f->behind)
		return;
	if (gz_phrase_at(f, token, any) == 0) {
		if (behind_sentence)
			omit_names_first(f, token);
		return;
	}
	end = bracket_end(f, token, &closed);
	if (is_credit(f, token, end, closed, behind_sentence))
		gz_omit(f, token, end, GZ_BOILER_CREDIT);
	else if (!closed)
		return;
	else if (is_photo(f, token, end))
		gz_omit(f, token, end, GZ_BOILER_PHOTO);
	else if (is_copyright(f, token, end))
		gz_omit(f, token, end, GZ_BOILER_COPYRIGHT);
	else if (behind_sentence && is_signature(f, token, end))
		gz_omit(f, token, end, GZ_BOILER_CREDIT);
	else if (behind_sentence && end - token <= PHOTO_LONGEST && !gz_is_small(f, token) &&
		 gz_phrase_at(f, token, GZ_PHRASE_SHARE) != 0)
		gz_omit(f, token, end, GZ_BOILER_SHARE);
}
