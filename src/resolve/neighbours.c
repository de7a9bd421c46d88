/*
 * neighbours.c: the words beside a name. A capitalised word that belongs to no known name makes it part of a
 * longer name: Neil Jordan is no country. In text without case, only given names tell.
 */
#include <string.h>

#include "rows.h"

/* Is one of the names written as it must be: Ira is no IRA? */
static bool is_written_so(const struct gz_case *c, const struct gz_span *span)
{
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(c, span, i);

		if (candidate->name == GZ_NONE || candidate->exact || !c->tokens[span->field].has_case ||
		    !gz_gaz_name(c->g, candidate->name)->exact)
			return true;
	}
	return false;
}

/* Is the token inside a name or title of the gazetteer (a surname alone only if `surnames`) that does not
 * touch the span? */
static bool is_known(const struct gz_case *c, const struct gz_span *span, uint32_t token, bool surnames)
{
	const struct gz_page *page = &c->page[span->field];

	if ((page->mark[token] & GZ_MARK_INSIDE) == 0)
		return false;
	for (uint32_t i = gz_first_near(c, span->field, token);
	     i < page->count && page->span[i].token <= token; i++) {
		const struct gz_span *known = &page->span[i];
		uint32_t end = known->token + known->count;

		if (end <= token || (known->token < span->token + span->count && end > span->token))
			continue;
		if ((surnames || (known->kinds & (GZ_SPAN_NAME | GZ_SPAN_PATTERN | GZ_SPAN_TITLE)) != 0) &&
		    is_written_so(c, known))
			return true;
	}
	return false;
}

/* Joined by a hyphen, or by a slash: the Merkel-Sarkozy talks are two persons'. */
static bool is_hyphened(const struct gz_tokens *tokens, uint32_t token)
{
	const char *gap = tokens->text.ptr + tokens->token[token - 1].end;

	return tokens->token[token].start == tokens->token[token - 1].end + 1 && (*gap == '-' || *gap == '/');
}

/* Where capitals tell nothing: a given name in front, or a common surname behind that is neither a word nor a
 * known name. */
static bool is_caseless_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t number;

	if (tokens->has_case && tokens->token[token].shape <= GZ_LOWER)
		return false;
	number = gz_number(c, span->field, token);
	if (number == GZ_NONE)
		return false;
	if (token < span->token)
		return gz_gaz_is_given(c->g, number) ||
		       (tokens->token[token].shape == GZ_CAPITALISED && tokens->has_case &&
			gz_gaz_is_given_word(c->g, number));
	return gz_gaz_is_surname(c->g, number) && !gz_gaz_is_word(c->g, number) &&
	       !is_known(c, span, token, true);
}

static bool begins_name(const struct gz_case *c, uint32_t field, uint32_t token);

/* May the first word of a sentence of the text be a given name that nobody knows, in front of what is a
 * surname and no country: Olympia Dukakis? It is no common word, nor does it end as verbs and adverbs do:
 * Visiting Obama. */
static bool may_be_given(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	struct gz_str word = gz_token_at(c, span->field, token)->norm;

	return span->field == GZ_TEXT && token + 1 == span->token &&
	       (span->kinds & (GZ_SPAN_SURNAME | GZ_SPAN_COUNTRY)) == GZ_SPAN_SURNAME &&
	       gz_token_at(c, span->field, token)->shape == GZ_CAPITALISED && word.len > 3 &&
	       !gz_gaz_is_word(c->g, gz_number(c, span->field, token)) &&
	       gz_word_of(c->words, word) == NULL && !gz_str_ends(word, GZ_STR("ing")) &&
	       !gz_str_ends(word, GZ_STR("ly")) && !gz_str_ends(word, GZ_STR("ed"));
}

static bool is_stranger(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint8_t shape = tokens->token[token].shape;
	uint32_t number;

	if (!tokens->has_case || tokens->title_case)
		return is_caseless_stranger(c, span, token);
	if (shape != GZ_CAPITALISED && shape != GZ_MIXED)
		return shape == GZ_UPPER && token < span->token &&
		       gz_gaz_is_given(c->g, gz_number(c, span->field, token));
	number = gz_number(c, span->field, token);
	if (gz_gaz_is_neutral(c->g, number))
		return false;
	if (token + 1 == span->token && gz_gaz_is_given_place(c->g, number) &&
	    begins_name(c, span->field, token))
		return true; /* Austin Obama */
	/* The first word of a sentence is capitalised whatever it is. */
	if (tokens->token[token].gap >= GZ_GAP_SENTENCE && !gz_gaz_is_given(c->g, number) &&
	    !may_be_given(c, span, token))
		return false;
	return !is_known(c, span, token, is_hyphened(tokens, token < span->token ? span->token : token));
}

/* The first token behind the span and initials with their periods, where what follows them is written like a
 * name: Sanford C. Bernstein. */
static uint32_t behind_initials(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count, at = next;

	if (!tokens->has_case)
		return next;
	while (at - next < GZ_REACH && at + 1 < tokens->count && tokens->token[at].norm.len == 1 &&
	       tokens->token[at].dot && tokens->token[at].shape > GZ_LOWER &&
	       tokens->token[at + 1].gap < GZ_GAP_HARD)
		at++;
	if (at > next && is_known(c, span, at - 1, false)) /* Chevron U.S.A. */
		return next;
	return tokens->token[at].norm.len > 1 && tokens->token[at].shape > GZ_LOWER ? at : next;
}

/* No personal name begins behind an article. Behind a period that may end a sentence after all, a capital
 * tells nothing. */
static bool is_stranger_behind(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = behind_initials(c, span);

	return !gz_token_at(c, span->field, span->token + span->count - 1)->dot &&
	       is_stranger(c, span, next) &&
	       !(span->token > 0 && gz_is_article(c, span->field, span->token - 1));
}

static bool is_given_before(const struct gz_case *c, const struct gz_span *span);

/* What was found out of a span is kept. */
static bool ask(const struct gz_case *c, const struct gz_span *span, unsigned question)
{
	uint8_t none = 0, *memo = span->number == GZ_NONE ? &none : &c->page[span->field].memo[span->number];
	bool answer;

	if ((*memo >> question & 1) != 0)
		return (*memo >> question & 2) != 0;
	answer = question == GZ_MEMO_STRANGER_BEFORE   ? is_stranger(c, span, span->token - 1)
		 : question == GZ_MEMO_STRANGER_BEHIND ? is_stranger_behind(c, span)
						       : is_given_before(c, span);
	*memo |= (uint8_t)((answer ? 3 : 1) << question);
	return answer;
}

/* Is the token joined to the one in front of it, and `part` such as may be of a name: written with a capital,
 * where the field has case? */
static inline bool may_be_name(const struct gz_case *c, uint32_t field, uint32_t joined, uint32_t part)
{
	return gz_is_joined(c, field, joined) &&
	       (gz_token_at(c, field, part)->shape > GZ_LOWER || !c->tokens[field].has_case);
}

bool gz_has_stranger(const struct gz_case *c, const struct gz_span *span, bool left, bool right,
		     uint32_t *who)
{
	uint32_t next = span->token + span->count;

	*who = GZ_NONE;
	if (left && may_be_name(c, span->field, span->token, span->token - 1) &&
	    ask(c, span, GZ_MEMO_STRANGER_BEFORE))
		*who = span->token - 1;
	else if (right && may_be_name(c, span->field, next, next) && ask(c, span, GZ_MEMO_STRANGER_BEHIND))
		*who = next;
	return *who != GZ_NONE;
}

bool gz_has_given_name(const struct gz_case *c, const struct gz_span *span)
{
	return may_be_name(c, span->field, span->token, span->token - 1) &&
	       ask(c, span, GZ_MEMO_GIVEN_BEFORE);
}

/* May the word at a token be a surname: a common one, or that of somebody in the gazetteer, and no word? Not
 * a title, nor the beginning of a longer name or of a place's. */
static bool is_surname_at(const struct gz_case *c, uint32_t field, uint32_t token, bool *common)
{
	const struct gz_page *page = &c->page[field];
	uint32_t number = gz_number(c, field, token);
	unsigned kinds = 0;

	for (uint32_t i = gz_first_span(c, field, token); i < page->count && page->span[i].token == token;
	     i++)
		kinds |= page->span[i].count > 1 && (page->span[i].kinds & GZ_SPAN_NAME) != 0
				 ? GZ_SPAN_TITLE
				 : page->span[i].kinds;
	*common = gz_gaz_is_surname(c->g, number);
	return (*common || ((kinds & GZ_SPAN_BEARER) != 0 && !gz_gaz_is_word(c->g, number))) &&
	       (kinds & GZ_SPAN_TITLE) == 0 && !gz_gaz_is_neutral(c->g, number) &&
	       !gz_is_place_at(c, field, token);
}

/* Does a capitalised word that may be a surname follow the given name at a token, and nothing show that a
 * place is meant: in Israel Netanyahu said? */
static bool begins_name(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	uint32_t next = token + 1;
	bool common;

	if (!tokens->has_case || tokens->title_case || !gz_is_joined(c, field, next) ||
	    tokens->token[token].shape != GZ_CAPITALISED ||
	    (tokens->token[next].shape != GZ_CAPITALISED && tokens->token[next].shape != GZ_MIXED) ||
	    is_hyphened(tokens, next) || !is_surname_at(c, field, next, &common))
		return false;
	return !gz_gaz_is_given_place(c->g, gz_number(c, field, token)) || !gz_is_joined(c, field, token) ||
	       !(common ? gz_token_is(c, field, token - 1, GZ_WORD_IN)
			: gz_gaz_is_preposition(c->g, gz_number(c, field, token - 1)));
}

bool gz_is_given_name(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t number = gz_number(c, span->field, span->token);

	return span->count == 1 && (gz_gaz_is_given(c->g, number) || gz_gaz_is_given_place(c->g, number)) &&
	       begins_name(c, span->field, span->token);
}

bool gz_behind_preposition(const struct gz_case *c, const struct gz_span *span)
{
	return gz_is_joined(c, span->field, span->token) &&
	       gz_gaz_is_preposition(c->g, gz_number(c, span->field, span->token - 1));
}

bool gz_begins_dateline(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count;

	return span->token == 0 && next < c->tokens[span->field].count &&
	       gz_token_at(c, span->field, next)->barred == GZ_BAR_OMITTED;
}

static bool is_adjective(const struct gz_case *c, const struct gz_span *span)
{
	for (uint32_t i = span->first; i < span->end; i++) {
		const struct gz_candidate *candidate = gz_candidate_of(c, span, i);

		if (candidate->name != GZ_NONE && gz_gaz_name(c->g, candidate->name)->via == GZ_VIA_ADJECTIVE)
			return true;
	}
	return false;
}

bool gz_begins_compound(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count;

	if (next >= tokens->count)
		return false;
	if (is_hyphened(tokens, next))
		return true;
	if (tokens->has_case)
		return false;
	if ((c->page[span->field].mark[next] & GZ_MARK_INSIDE) == 0)
		return false;
	for (uint32_t i = gz_first_span(c, span->field, next);
	     i < c->page[span->field].count && c->page[span->field].span[i].token == next; i++) {
		if (is_adjective(c, &c->page[span->field].span[i]))
			return true;
	}
	return false;
}

bool gz_runs_on(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count;

	return tokens->has_case && next < tokens->count && is_hyphened(tokens, next) &&
	       tokens->token[next].shape > GZ_LOWER && !is_known(c, span, next, true);
}

bool gz_is_hyphenated(const struct gz_case *c, const struct gz_span *span, struct gz_str spelling)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];

	if (!tokens->has_case || span->count < 2)
		return false;
	if (span->token > 0 && is_hyphened(tokens, span->token) &&
	    gz_gaz_is_given(c->g, gz_number(c, span->field, span->token - 1)))
		return true;
	return span->count == 2 && is_hyphened(tokens, span->token + 1) && gz_has_title(c, span) &&
	       memchr(spelling.ptr, '-', spelling.len) == NULL;
}

/* 2d, 3rd: the digit and its ending are two tokens without a gap. */
static bool is_ordinal(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_tokens *tokens = &c->tokens[field];
	struct gz_str digit = tokens->token[token].norm;

	return digit.len == 1 && digit.ptr[0] >= '2' && digit.ptr[0] <= '9' && token + 1 < tokens->count &&
	       tokens->token[token + 1].start == tokens->token[token].end &&
	       gz_token_is(c, field, token + 1, GZ_WORD_ORDINAL);
}

bool gz_is_of_generation(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count;

	if (next >= tokens->count || tokens->token[next].gap > GZ_GAP_HARD)
		return false;
	return (gz_is_joined(c, span->field, next) && is_ordinal(c, span->field, next)) ||
	       (gz_token_is(c, span->field, next, GZ_WORD_GENERATION) &&
		(!tokens->has_case || tokens->token[next].shape > GZ_LOWER));
}

/* A quotation mark that a span may stand behind or in front of, not ' which is an apostrophe, too. */
static bool is_quotation_mark(uint32_t code)
{
	return code == '"' || code == 0xab || code == 0xbb || (code >= 0x201c && code <= 0x201f);
}

bool gz_is_quoted_alone(const struct gz_case *c, const struct gz_span *span)
{
	struct gz_str text = c->tokens[span->field].text;
	uint32_t start = gz_token_at(c, span->field, span->token)->start, before = 0, behind = 0, at = start;
	uint32_t end = gz_token_at(c, span->field, span->token + span->count - 1)->end;

	if (start == 0 || end >= text.len)
		return false;
	do
		at--; /* to the code point's first byte */
	while (at > 0 && ((unsigned char)text.ptr[at] & 0xc0) == 0x80);
	gz_utf8_decode(text.ptr + at, start - at, &before);
	gz_utf8_decode(text.ptr + end, text.len - end, &behind);
	return is_quotation_mark(before) && is_quotation_mark(behind);
}

/* One initial, and a space behind its period; of the compass it may be one of a region: E. Europe. */
bool gz_is_behind_initial(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t first = tokens->has_case ? gz_initial_before(c, span) : GZ_NONE;

	return first != GZ_NONE && first + 1 == span->token &&
	       tokens->token[span->token].start > tokens->token[first].end + 1 &&
	       strchr("nsew", tokens->token[first].norm.ptr[0]) == NULL &&
	       !(gz_is_joined(c, span->field, first) && tokens->token[first - 1].shape > GZ_LOWER);
}

/* Is the token a name that nobody knows, and no given name: Friedrichs? */
static bool is_nobodys(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	const struct gz_token *t = gz_token_at(c, span->field, token);
	uint32_t number = gz_number(c, span->field, token);

	return t->shape == GZ_CAPITALISED && t->gap < GZ_GAP_SENTENCE && !gz_gaz_is_neutral(c->g, number) &&
	       !gz_gaz_is_given(c->g, number) && !is_known(c, span, token, true);
}

/* Does the row of names that a span begins or goes on with end as a firm's does: Howard, Weil, Labouisse,
 * Friedrichs Inc? */
static bool is_of_firm(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];

	for (uint32_t at = span->token + span->count, i = 0; i < GZ_REACH && at < tokens->count; i++, at++) {
		if (!gz_is_joined(c, span->field, at) && !gz_is_row_gap(c, span->field, at, at))
			return false;
		if (gz_token_is(c, span->field, at, GZ_WORD_FIRM) && tokens->token[at].shape > GZ_LOWER)
			return true;
		if (tokens->token[at].shape <= GZ_LOWER)
			return false;
	}
	return false;
}

bool gz_is_among_strangers(const struct gz_case *c, const struct gz_span *span)
{
	uint32_t next = span->token + span->count;

	if (!c->tokens[span->field].has_case || c->tokens[span->field].title_case)
		return false;
	return is_of_firm(c, span) ||
	       (span->token > 0 && gz_is_row_gap(c, span->field, span->token, span->token) &&
		is_nobodys(c, span, span->token - 1)) ||
	       (gz_is_row_gap(c, span->field, next, next) && is_nobodys(c, span, next));
}

/* Is the token, where capitals tell nothing, such as stands in a person's name, a given name or common
 * surname, and not a part of another name that is known: obama angela merkel? */
static bool is_of_name(const struct gz_case *c, const struct gz_span *span, uint32_t token)
{
	uint32_t number = gz_number(c, span->field, token);

	if (number == GZ_NONE || is_known(c, span, token, false))
		return false;
	return gz_gaz_is_given(c->g, number) ||
	       (gz_gaz_is_surname(c->g, number) && !gz_gaz_is_word(c->g, number));
}

bool gz_is_share_code(const struct gz_tokens *tokens, uint32_t token)
{
	const struct gz_token *t = &tokens->token[token];
	bool behind = token + 1 < tokens->count && t->dot && tokens->token[token + 1].start == t->end + 1 &&
		      tokens->token[token + 1].norm.len <= 2;
	bool in_front = token > 0 && (t - 1)->dot && t->start == (t - 1)->end + 1 && t->norm.len <= 2;

	return t->norm.len > 1 && (behind || in_front);
}

bool gz_stands_alone(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t next = span->token + span->count;

	if (tokens->has_case && !tokens->title_case) /* then strangers tell */
		return true;
	return !(span->token > 0 && tokens->token[span->token].gap < GZ_GAP_HARD &&
		 is_of_name(c, span, span->token - 1)) &&
	       !(next < tokens->count && tokens->token[next].gap < GZ_GAP_HARD && is_of_name(c, span, next));
}

static bool is_given_before(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t before = span->token - 1, number = gz_number(c, span->field, before), initial;

	if (!tokens->has_case) /* without punctuation, the name of an athlete and his country are neighbours
				*/
		return tokens->punctuated && gz_gaz_is_given(c->g, number) && !gz_gaz_is_word(c->g, number) &&
		       !is_known(c, span, before, false);
	initial = gz_initial_before(c, span);
	if (initial != GZ_NONE && gz_is_joined(c, span->field, initial)) {
		before = initial - 1; /* Harvey T. Lyon */
		number = gz_number(c, span->field, before);
	}
	return (gz_gaz_is_given(c->g, number) ||
		(gz_gaz_is_given_word(c->g, number) && tokens->token[before].gap < GZ_GAP_SENTENCE)) &&
	       !is_known(c, span, before, false);
}

/* With its period, or, where a field has none, as a capital; but A and I are words. The T of AT&T is no
 * initial, nor is the s of Buffett's or of the 1930s. */
static bool is_initial(const struct gz_tokens *tokens, uint32_t at)
{
	const struct gz_token *token = &tokens->token[at];
	char before = token->start > 0 ? tokens->text.ptr[token->start - 1] : ' ';

	if (token->norm.len != 1 || token->norm.ptr[0] < 'a' || token->norm.ptr[0] > 'z' || before == '&' ||
	    before == '-' || before == '\'' || token->gap == GZ_GAP_NONE)
		return false;
	if (tokens->has_case && token->shape <= GZ_LOWER)
		return false;
	return token->dot || (!tokens->punctuated && token->shape >= GZ_CAPITALISED &&
			      token->norm.ptr[0] != 'a' && token->norm.ptr[0] != 'i');
}

/* Does a known name of several tokens end in front of the token, as that of the U.S. does? */
static bool ends_name(const struct gz_case *c, uint32_t field, uint32_t token)
{
	const struct gz_page *page = &c->page[field];

	for (uint32_t i = gz_first_near(c, field, token); i < page->count && page->span[i].token < token;
	     i++) {
		if (page->span[i].count > 1 && page->span[i].token + page->span[i].count == token &&
		    (page->span[i].kinds & GZ_SPAN_NAME) != 0)
			return true;
	}
	return false;
}

uint32_t gz_initial_before(const struct gz_case *c, const struct gz_span *span)
{
	const struct gz_tokens *tokens = &c->tokens[span->field];
	uint32_t first = span->token;

	while (first > 0 && span->token - first < GZ_REACH && tokens->token[first].gap < GZ_GAP_HARD &&
	       is_initial(tokens, first - 1))
		first--;
	return first == span->token || ends_name(c, span->field, span->token) ? GZ_NONE : first;
}
