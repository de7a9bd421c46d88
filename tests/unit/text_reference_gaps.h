/*
 * text_reference_gaps.h: the plain way to gaps, sentences and addresses: each looked at by itself, behind the
 * tokens. Part of text_reference.h.
 */
#ifndef GAZET_TEXT_REFERENCE_GAPS_H
#define GAZET_TEXT_REFERENCE_GAPS_H

#include <string.h>

#include "../../src/text/internal.h"

static inline struct gz_str ref_between(const struct gz_tokens *tokens, uint32_t i)
{
	return gz_str_of(tokens->text.ptr + tokens->token[i - 1].end,
			 tokens->token[i].start - tokens->token[i - 1].end);
}

/* Does white space, or nothing that an address could go on with, stand in front of token i? */
static inline bool ref_begins_run(const struct gz_tokens *tokens, uint32_t i)
{
	struct gz_str gap = i == 0 ? gz_str_of(" ", 1) : ref_between(tokens, i);

	for (size_t at = 0; at < gap.len; at++) {
		if (strchr("./:@?&=%#~+-_", gap.ptr[at]) == NULL)
			return true;
	}
	return gap.len == 0 && i == 0;
}

/* A part of a host name: two ASCII letters or more, all lower-case. */
static inline bool ref_is_host_part(const struct gz_token *token)
{
	return token->shape == GZ_LOWER && token->norm.len >= 2 &&
	       token->norm.len == token->end - token->start;
}

static inline bool ref_is_listed(struct gz_str word)
{
	static const char *const endings[] = {"biz",  "cn",  "com", "de",  "edu", "eu",	 "fr", "gov",
					      "info", "int", "jp",  "mil", "net", "org", "ru", "uk"};

	for (size_t i = 0; i < GZ_COUNT(endings); i++) {
		if (gz_str_eq(word, gz_str(endings[i])))
			return true;
	}
	return false;
}

static inline bool ref_is_address_sign(const struct gz_tokens *tokens, uint32_t i)
{
	struct gz_str gap = ref_between(tokens, i);

	if (gz_str_eq(gap, GZ_STR("://")) || gz_str_eq(gap, GZ_STR("@")))
		return true;
	if (!gz_str_eq(gap, GZ_STR(".")) || !ref_is_host_part(&tokens->token[i - 1]) ||
	    !ref_is_host_part(&tokens->token[i]))
		return false;
	return gz_str_eq(tokens->token[i - 1].norm, GZ_STR("www")) || ref_is_listed(tokens->token[i].norm);
}

static inline void ref_mark_addresses(struct gz_tokens *tokens)
{
	for (uint32_t first = 0, end; first < tokens->count; first = end) {
		bool address = false;

		for (end = first + 1; end < tokens->count && !ref_begins_run(tokens, end); end++)
			address = address || ref_is_address_sign(tokens, end);
		for (uint32_t i = first; address && i < end; i++)
			tokens->token[i].barred = GZ_BAR_ADDRESS;
	}
}

/* Tokens a sentence may have on average before the field counts as unpunctuated. */
#define REF_LONGEST_SENTENCE 80
/* Lower-case words to one capitalised word at most, where a field has case. */
#define REF_FEWEST_CAPITALS 50

/* Abbreviations that stand in front of something: their period ends no sentence. */
static const char *const ref_leading_abbreviations[] = {
	"adm",	"brig", "capt",	  "cmdr", "col", "cpl", "dr",  "fr",   "gen",  "gov", "hon",
	"lt",	"maj",	"messrs", "mr",	  "mrs", "ms",	"mt",  "pres", "prof", "pvt", "rep",
	"reps", "rev",	"sen",	  "sens", "sgt", "st",	"ste", "supt", "vs",
	/* of Dutch, Italian, Portuguese and Spanish */
	"dhr",	"dott", "dra",	  "ee",	  "ff",	 "jj",	"mevr", "rr",	"sig", "sra",
};

/* Abbreviations in front of a number only: "He said no." */
static const char *const ref_number_abbreviations[] = {"no", "nos", "nr"};

/* Abbreviations that may also end a sentence. */
static const char *const ref_other_abbreviations[] = {
	"apr", "assn", "aug", "ave", "bros", "cf",  "co",   "corp", "dec",  "dept", "est", "etc",
	"feb", "fig",  "ft",  "inc", "intl", "jan", "jr",   "jul",  "jun",  "ltd",  "mar", "mfg",
	"mln", "mm",  "natl", "nov", "oct", "pct",  "plc", "sept", "sr",   "univ", "vol",
};

/* Words that open a sentence when they are capitalised behind an abbreviation. */
static const char *const ref_openers[] = {
	"a",	"after", "all", "although", "an",   "and",  "as",    "at",    "but",   "by",	    "for",
	"he",	"her",	 "his", "however",  "if",   "in",   "it",    "its",   "many",  "meanwhile", "most",
	"no",	"on",	 "one", "she",	    "some", "that", "the",   "their", "there", "these",	    "they",
	"this", "those", "to",	"we",	    "what", "when", "while", "with",  "you",
};

static inline bool ref_listed(const char *const *words, size_t count, struct gz_str word)
{
	for (size_t i = 0; i < count; i++) {
		if (word.ptr[0] == words[i][0] && gz_str_eq(word, gz_str(words[i])))
			return true;
	}
	return false;
}

static inline bool ref_is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xa0 || code == 0x3000 ||
	       code == 0x85 || (code >= 0x2000 && code <= 0x200b) || code == 0x2028 || code == 0x2029 ||
	       code == 0x202f;
}

static inline bool ref_is_quote(uint32_t code)
{
	return code == '"' || code == '\'' || code == '`' || code == 0xab || code == 0xbb ||
	       (code >= 0x2018 && code <= 0x201f) || code == 0x2039 || code == 0x203a;
}

/* French sets its opening quotation marks apart with a space. */
static inline bool ref_is_opening_guillemet(uint32_t code)
{
	return code == 0xab || code == 0x2039;
}

static inline bool ref_is_hyphen(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x2212;
}

/* Signs that join words as a space does; an em dash is none. */
static inline bool ref_is_soft(uint32_t code)
{
	return ref_is_space(code) || ref_is_hyphen(code) || ref_is_quote(code) || code == '/' ||
	       code == '&' || code == '.' || code == '_' || code == 0xb7 || code == 0x30fb ||
	       code == 0xff65 || code == 0x05be || code == 0x05f3 || code == 0x05f4 || code == 0x02bb ||
	       code == 0x02bc || gz_class_of(code) == GZ_CLASS_MARK || gz_class_of(code) == GZ_CLASS_IGNORED;
}

/* Signs that end a sentence wherever they stand. */
static inline bool ref_is_full_stop(uint32_t code)
{
	return code == 0x3002 || code == 0xff01 || code == 0xff1f || code == 0xff0e || code == 0xff61 ||
	       code == 0x0589 || code == 0x061f || code == 0x06d4 || code == 0x0964 || code == 0x0965 ||
	       code == 0x104b || code == 0x1362 || code == 0x17d4;
}

/* What was seen between two tokens. */
struct ref_seen {
	unsigned line_breaks;
	bool hard;
	bool period;  /* behind the last token or a bracket, white space follows */
	bool stop;    /* ! ? or a full stop of another script */
	bool opening; /* the last sign is a quotation mark that touches the next token only */
};

static inline void ref_see(struct ref_seen *seen, uint32_t code, uint32_t before, uint32_t after,
			   bool touches_token)
{
	bool spaced = ref_is_space(before) && ref_is_space(after);

	if (code == '\n' || code == 0x2029)
		seen->line_breaks += code == 0x2029 ? 2 : 1;
	if ((ref_is_hyphen(code) && (spaced || ref_is_hyphen(before))) ||
	    (ref_is_opening_guillemet(code) && spaced))
		seen->hard = true;
	else if (code == '.' && before == '.')
		seen->hard = seen->stop = true;
	else if (code == '.')
		seen->period = seen->period || ref_is_space(after) || ref_is_quote(after) || after == ')' ||
			       after == ']';
	else if (code == '!' || code == '?' || code == 0x2026)
		*(ref_is_space(after) || ref_is_quote(after) ? &seen->stop : &seen->hard) = true;
	else if (ref_is_full_stop(code))
		seen->stop = true;
	else if (!ref_is_soft(code))
		seen->hard = true;
	seen->opening = ref_is_quote(code) && !touches_token && before != '.';
}

static inline struct ref_seen ref_look(struct gz_str text, size_t from, size_t to)
{
	struct ref_seen seen = {0};
	uint32_t before = 'x', code = 0, after;

	for (size_t at = from, step, next; at < to; at += step, before = code) {
		step = gz_utf8_decode(text.ptr + at, to - at, &code);
		if (step == 0)
			step = 1;
		after = 'x';
		if (at + step < to) {
			next = gz_utf8_decode(text.ptr + at + step, to - at - step, &after);
			(void)next;
		}
		ref_see(&seen, code, before, after, at == from);
	}
	return seen;
}

/* Does the period behind `last` end a sentence, when `next` follows? */
static inline bool ref_ends_sentence(struct gz_str text, const struct gz_token *last, const struct gz_token *next,
				     bool has_case)
{
	bool next_initial = gz_utf8_count(next->norm) == 1 && next->end < text.len && text.ptr[next->end] == '.';
	bool capital =
		next->shape == GZ_CAPITALISED || (next->shape == GZ_UPPER && gz_utf8_count(next->norm) == 1);
	bool initial = last->shape != GZ_CASELESS && gz_utf8_count(last->norm) == 1;

	if (ref_listed(ref_leading_abbreviations, GZ_COUNT(ref_leading_abbreviations), last->norm))
		return false;
	if (ref_listed(ref_number_abbreviations, GZ_COUNT(ref_number_abbreviations), last->norm) &&
	    next->norm.ptr[0] >= '0' && next->norm.ptr[0] <= '9')
		return false;
	if (initial || ref_listed(ref_other_abbreviations, GZ_COUNT(ref_other_abbreviations), last->norm))
		return has_case && capital && !next_initial && ref_listed(ref_openers, GZ_COUNT(ref_openers), next->norm);
	return !has_case || next->shape != GZ_LOWER;
}

static inline enum gz_gap ref_gap_between(const struct gz_tokens *tokens, uint32_t i)
{
	const struct gz_token *last = &tokens->token[i - 1], *next = &tokens->token[i];
	size_t from = last->end, to = next->start;
	struct ref_seen seen;

	if (from == to)
		return GZ_GAP_NONE;
	if (to - from == 1) { /* by far the commonest gaps */
		char sign = tokens->text.ptr[from];

		if (sign == ' ' || sign == '-' || sign == '\'' || sign == '.' || sign == '/' ||
		    sign == '\n' || sign == '&')
			return GZ_GAP_SOFT;
	}
	seen = ref_look(tokens->text, from, to);
	if (seen.line_breaks >= 2)
		return GZ_GAP_PARAGRAPH;
	if (seen.stop || (seen.period && ref_ends_sentence(tokens->text, last, next, tokens->has_case)))
		return GZ_GAP_SENTENCE;
	return seen.hard || seen.opening ? GZ_GAP_HARD : GZ_GAP_SOFT;
}

/* Case is evidence where the writer uses it: a stray capital in lower-case text does not make it so. A single
 * letter counts for nothing (u s, I). */
static inline void ref_judge_case(struct gz_tokens *tokens)
{
	size_t lower = 0, capital = 0;

	for (uint32_t i = 0; i < tokens->count; i++) {
		if (gz_utf8_count(tokens->token[i].norm) < 2)
			continue;
		lower += tokens->token[i].shape == GZ_LOWER;
		capital += tokens->token[i].shape > GZ_LOWER;
	}
	tokens->has_case = lower > 0 && capital > 0 && capital * REF_FEWEST_CAPITALS >= lower;
	tokens->title_case = tokens->has_case && capital > lower;
}

static inline void ref_mark_gaps(struct gz_tokens *tokens)
{
	uint32_t sentence = 0;

	ref_judge_case(tokens);
	for (uint32_t i = 0; i < tokens->count; i++) {
		enum gz_gap gap = i == 0 ? GZ_GAP_PARAGRAPH : ref_gap_between(tokens, i);

		sentence += i > 0 && gap >= GZ_GAP_SENTENCE;
		tokens->token[i].gap = (uint8_t)gap;
		tokens->token[i].sentence = sentence;
	}
	ref_mark_addresses(tokens);
	tokens->punctuated = tokens->count / (sentence + 1) <= REF_LONGEST_SENTENCE;
}

#endif
