/*
 * footers.c: whole lines, and the last sentences of a text without lines, that are no news: credits without
 * brackets, copyright lines, share bars, links to other articles, standing notices.
 */
#include <string.h>

#include "boilerplate.h"

#define LINE_LONGEST	  100 /* tokens */
#define COPYRIGHT_LONGEST 60
#define SHARE_LONGEST	  25
#define LINK_LONGEST	  40
#define PHOTO_LONGEST	  30
#define TAIL_MOST	  8  /* footers at the end of a text */
#define TAIL_WORDS	  40 /* of a credit without any sign */
#define PHOTO_NAMES	  4

/* A footer of one kind: the tokens are a line, or the last sentence. */
static bool is_credit(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	uint32_t names = from + gz_phrase_at(f, from, GZ_PHRASE_CREDIT);

	if (names == from && gz_phrase_at(f, from, GZ_PHRASE_BY) == 0) {
		names = from + gz_phrase_at(f, from, GZ_PHRASE_WORK);
		if (names + 1 >= to || !f->tokens->has_case)
			return false;
	}
	return names > from && names < to && !gz_is_small(f, from) &&
	       gz_phrase_at(f, names, GZ_PHRASE_NO_NAME) == 0 && gz_are_names(f, names, to);
}

/* © 2017 The Example; Copyright 2017, or (c) 2017 */
static bool is_copyright(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	struct gz_str gap = gz_finder_gap(f, from);
	bool sign = gz_str_ends(gz_str_trim(gap), GZ_STR("\xc2\xa9"));
	uint32_t word = gz_phrase_at(f, from, GZ_PHRASE_COPYRIGHT), next = from + word;

	if (to - from > COPYRIGHT_LONGEST)
		return false;
	if (sign)
		return true;
	if (next < to && gz_str_eq(gz_finder_token(f, next)->norm, GZ_STR("c")) &&
	    gz_gap_has(gz_finder_gap(f, next), '(')) {
		next++;
		if (next < to && gz_is_year(gz_finder_token(f, next)))
			return true;
	}
	if (word == 0 || next >= to || gz_is_small(f, from))
		return false;
	return gz_is_year(gz_finder_token(f, next)) || next > from + word ||
	       (gz_phrase_at(f, next, GZ_PHRASE_BY) != 0 && gz_are_names(f, next, to)) ||
	       gz_gap_has(gz_finder_gap(f, next), '\xa9');
}

static bool is_photo(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	uint32_t names = from + gz_phrase_at(f, from, GZ_PHRASE_PHOTO);

	if (names == from) {
		names = from + gz_phrase_at(f, from, GZ_PHRASE_PICTURE);
		if (names == from || names >= to ||
		    !(gz_gap_has(gz_finder_gap(f, names), ':') || gz_gap_has(gz_finder_gap(f, names), '/')))
			return false;
	}
	return names < to && to - from <= PHOTO_LONGEST && !gz_is_small(f, from) &&
	       gz_are_names(f, names, to);
}

/* Share 12 Tweet Facebook Email: nothing but words of such bars. */
static bool is_bar(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	bool act = false;
	uint32_t at = from, words = 0;

	while (at < to) {
		uint32_t count = gz_phrase_at(f, at, GZ_PHRASE_SHARE_ACT);
		const struct gz_token *token = gz_finder_token(f, at);

		act |= count > 0;
		if (count == 0)
			count = gz_phrase_at(f, at, GZ_PHRASE_SHARE_WORD);
		if (count == 0 && (token->norm.ptr[0] < '0' || token->norm.ptr[0] > '9'))
			return false;
		words += count > 0;
		at += count > 0 ? count : 1;
	}
	return act && words > (f->tokens->has_case ? 1 : 2) && at == to;
}

static bool is_share(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	return to - from <= SHARE_LONGEST && !gz_is_small(f, from) &&
	       (gz_phrase_at(f, from, GZ_PHRASE_SHARE) != 0 || is_bar(f, from, to));
}

/* A colon makes it one, or that it stands alone. */
static bool is_link(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	uint32_t next = from + gz_phrase_at(f, from, GZ_PHRASE_LINK);

	return next > from && next <= to && to - from <= LINK_LONGEST && !gz_is_small(f, from) &&
	       (next == to || gz_gap_has(gz_finder_gap(f, next), ':'));
}

static bool is_notice(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	return to - from <= COPYRIGHT_LONGEST && !gz_is_small(f, from) &&
	       gz_phrase_at(f, from, GZ_PHRASE_NOTICE) != 0;
}

/* Jane Roe in Paris contributed to this report. */
static bool is_gift(const struct gz_finder *f, uint32_t from, uint32_t to)
{
	for (uint32_t at = to - 1; at > from && to - at < GZ_PHRASE_LONGEST; at--) {
		if (gz_phrase_at(f, at, GZ_PHRASE_GAVE) == to - at)
			return true;
	}
	return false;
}

/* Most lines and sentences begin with no word of these rules, nor behind a sign. */
static bool may_be_footer(const struct gz_finder *f, uint32_t from)
{
	const unsigned first = GZ_PHRASE_ANY_CREDIT | GZ_PHRASE_PHOTO | GZ_PHRASE_PICTURE |
			       GZ_PHRASE_COPYRIGHT | GZ_PHRASE_SHARE | GZ_PHRASE_SHARE_ACT |
			       GZ_PHRASE_SHARE_WORD | GZ_PHRASE_LINK | GZ_PHRASE_NOTICE;
	struct gz_str gap = gz_finder_gap(f, from);

	return (gz_phrase_classes(f, from) & first) != 0 || gz_gap_has(gap, '\xa9') || gz_gap_has(gap, '(');
}

static bool is_footer(const struct gz_finder *f, uint32_t from, uint32_t to, enum gz_boiler *kind)
{
	static const struct {
		bool (*is)(const struct gz_finder *f, uint32_t from, uint32_t to);
		enum gz_boiler kind;
	} rules[] = {
		{is_copyright, GZ_BOILER_COPYRIGHT}, {is_credit, GZ_BOILER_CREDIT},
		{is_photo, GZ_BOILER_PHOTO},	     {is_share, GZ_BOILER_SHARE},
		{is_link, GZ_BOILER_LINK},	     {is_notice, GZ_BOILER_NOTICE},
	};

	for (size_t i = 0; i < GZ_COUNT(rules); i++) {
		*kind = rules[i].kind;
		if (rules[i].is(f, from, to))
			return true;
	}
	return false;
}

void gz_find_line(struct gz_finder *f, uint32_t token)
{
	enum gz_boiler kind;
	uint32_t end;

	if (!may_be_footer(f, token))
		return;
	end = gz_line_end(f, token, LINE_LONGEST);
	if (end - token <= LINE_LONGEST && is_footer(f, token, end, &kind))
		gz_omit(f, token, end, kind);
}

/* Where the agency begins that ends in front of the token: AFP PHOTO. The token itself: there is none. */
static uint32_t agency_start(const struct gz_finder *f, uint32_t end)
{
	uint32_t start = end;

	for (uint32_t at = end; at > f->behind && end - at < GZ_PHRASE_LONGEST;) {
		at--;
		if (gz_finder_token(f, at)->shape == GZ_UPPER &&
		    gz_phrase_at(f, at, GZ_PHRASE_AGENCY | GZ_PHRASE_PICTURE) == end - at)
			start = at;
	}
	return start;
}

/* The names behind a slash behind an agency, at the end of a caption. */
void gz_find_line_end(struct gz_finder *f, uint32_t token)
{
	for (uint32_t name = token; f->tokens->has_case && name > f->behind && token - name < PHOTO_NAMES;
	     name--) {
		uint32_t start;

		if (gz_finder_token(f, name)->shape <= GZ_LOWER)
			return;
		if (!gz_str_eq(gz_finder_gap(f, name), GZ_STR("/")))
			continue;
		start = agency_start(f, name);
		if (start < name)
			gz_omit(f, start, token + 1, GZ_BOILER_PHOTO);
		return;
	}
}

/* reporting by jane roe editing by john doe: where there is no punctuation, the last words are a credit if
 * two say so, or one that is hardly said otherwise. */
static void find_last_words(struct gz_finder *f)
{
	uint32_t count = f->tokens->count, credits = 0, sure = 0, start = 0, names;

	for (uint32_t at = count; at > f->behind && count - at < TAIL_WORDS &&
				  (at == count || gz_finder_token(f, at)->gap < GZ_GAP_SENTENCE);) {
		at--;
		names = at + gz_phrase_at(f, at, GZ_PHRASE_CREDIT);
		if (names == at || names >= count)
			continue;
		if (gz_phrase_at(f, names, GZ_PHRASE_NO_NAME) != 0)
			break;
		credits++;
		sure += gz_phrase_at(f, at, GZ_PHRASE_SURE) != 0;
		start = at;
	}
	if (credits > 1 || (sure > 0 && count - start < TAIL_WORDS / 3))
		gz_omit(f, start, count, GZ_BOILER_CREDIT);
}

/* Where the sentence or line begins that ends in front of token `to`; GZ_NONE: it is long. */
static uint32_t sentence_start(const struct gz_finder *f, uint32_t to)
{
	uint32_t from = to - 1;

	while (from > 0 && gz_finder_token(f, from)->gap < GZ_GAP_SENTENCE && !gz_begins_line(f, from)) {
		if (to - from >= LINE_LONGEST)
			return GZ_NONE;
		from--;
	}
	return from;
}

/* Footers are taken off the end one by one; those that were found before are put back in their order. */
void gz_find_tail(struct gz_finder *f)
{
	struct gz_omission taken[TAIL_MOST];
	uint32_t to = f->tokens->count, count = 0;

	gz_find_line_end(f, to - 1);
	while (to > 0 && count < TAIL_MOST) {
		struct gz_omission *last = f->count > 0 ? &f->found[f->count - 1] : NULL;
		enum gz_boiler kind;
		uint32_t from;

		if (last != NULL && last->token + last->tokens == to) {
			taken[count++] = *last;
			to = last->token;
			f->count--;
			continue;
		}
		f->behind = last == NULL ? 0 : last->token + last->tokens;
		from = sentence_start(f, to);
		if (from == GZ_NONE || from < f->behind || from == 0)
			break;
		if (is_gift(f, from, to))
			kind = GZ_BOILER_CREDIT;
		else if (!may_be_footer(f, from) || !is_footer(f, from, to, &kind))
			break;
		taken[count++] =
			(struct gz_omission){.token = from, .tokens = to - from, .kind = (uint8_t)kind};
		to = from;
	}
	f->behind = f->count == 0 ? 0 : f->found[f->count - 1].token + f->found[f->count - 1].tokens;
	if (count == 0 && !f->tokens->has_case)
		find_last_words(f);
	while (count-- > 0)
		gz_omit(f, taken[count].token, taken[count].token + taken[count].tokens,
			(enum gz_boiler)taken[count].kind);
}
