/*
 * gap.c: second pass over a field: what stands between two tokens, and where sentences end. A name may
 * cross a soft gap; a hard one only where its own spelling has it.
 */
#include <string.h>

#include "internal.h"

/* Tokens a sentence may have on average before the field counts as unpunctuated. */
#define LONGEST_AVERAGE_SENTENCE 80
/* Lower-case words to one capitalised word at most, where a field has case. */
#define FEWEST_CAPITALS 50

/* Abbreviations that stand in front of something: their period ends no sentence. */
static const char *const leading_abbreviations[] = {
	"adm", "brig", "capt", "cmdr", "col", "cpl", "dr", "fr", "gen", "gov", "hon", "lt", "maj", "messrs", "mr",
	"mrs", "ms", "mt", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "st", "ste", "supt",
	"vs",
};

/* Abbreviations in front of a number only: "He said no." */
static const char *const number_abbreviations[] = {"no", "nos"};

/* Abbreviations that may also end a sentence. */
static const char *const other_abbreviations[] = {
	"apr", "assn", "aug", "ave", "bros", "cf", "co", "corp", "dec", "dept", "est", "etc", "feb", "fig", "ft",
	"inc", "intl", "jan", "jr", "jul", "jun", "ltd", "mar", "mfg", "mln", "natl", "nov", "oct", "pct", "plc",
	"sept", "sr", "univ", "vol",
};

/* Words that open a sentence when they are capitalised behind an abbreviation. */
static const char *const openers[] = {
	"a", "after", "all", "although", "an", "and", "as", "at", "but", "by", "for", "he", "her", "his", "however",
	"if", "in", "it", "its", "many", "meanwhile", "most", "no", "on", "one", "she", "some", "that", "the",
	"their", "there", "these", "they", "this", "those", "to", "we", "what", "when", "while", "with", "you",
};

static bool listed(const char *const *words, size_t count, struct gz_str word)
{
	for (size_t i = 0; i < count; i++) {
		if (word.ptr[0] == words[i][0] && gz_str_eq(word, gz_str(words[i])))
			return true;
	}
	return false;
}

static bool is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xa0 || code == 0x3000 || code == 0x85 ||
	       (code >= 0x2000 && code <= 0x200b) || code == 0x2028 || code == 0x2029 || code == 0x202f;
}

static bool is_quote(uint32_t code)
{
	return code == '"' || code == '\'' || code == '`' || code == 0xab || code == 0xbb ||
	       (code >= 0x2018 && code <= 0x201f) || code == 0x2039 || code == 0x203a;
}

/* French sets its opening quotation marks apart with a space. */
static bool is_opening_guillemet(uint32_t code)
{
	return code == 0xab || code == 0x2039;
}

static bool is_hyphen(uint32_t code)
{
	return code == '-' || (code >= 0x2010 && code <= 0x2013) || code == 0x2212;
}

/* Signs that join words as a space does; an em dash is none. */
static bool is_soft(uint32_t code)
{
	return is_space(code) || is_hyphen(code) || is_quote(code) || code == '/' || code == '&' || code == '.' ||
	       code == '_' || code == 0xb7 || code == 0x30fb || code == 0xff65 ||
	       code == 0x05be || code == 0x05f3 || code == 0x05f4 || code == 0x02bb || code == 0x02bc ||
	       gz_class_of(code) == GZ_CLASS_MARK || gz_class_of(code) == GZ_CLASS_IGNORED;
}

/* Signs that end a sentence wherever they stand. */
static bool is_full_stop(uint32_t code)
{
	return code == 0x3002 || code == 0xff01 || code == 0xff1f || code == 0xff0e || code == 0xff61 ||
	       code == 0x0589 || code == 0x061f || code == 0x06d4 || code == 0x0964 || code == 0x0965 ||
	       code == 0x104b || code == 0x1362 || code == 0x17d4;
}

/* What was seen between two tokens. */
struct seen {
	unsigned line_breaks;
	bool hard;
	bool period;   /* behind the last token or a bracket, white space follows */
	bool stop;     /* ! ? or a full stop of another script */
	bool opening;  /* the last sign is a quotation mark that touches the next token only */
};

static void see(struct seen *seen, uint32_t code, uint32_t before, uint32_t after, bool touches_token)
{
	bool spaced = is_space(before) && is_space(after);

	if (code == '\n' || code == 0x2029)
		seen->line_breaks += code == 0x2029 ? 2 : 1;
	if ((is_hyphen(code) && (spaced || is_hyphen(before))) || (is_opening_guillemet(code) && spaced))
		seen->hard = true;
	else if (code == '.' && before == '.')
		seen->hard = seen->stop = true;
	else if (code == '.')
		seen->period = seen->period || is_space(after) || is_quote(after) || after == ')' || after == ']';
	else if (code == '!' || code == '?' || code == 0x2026)
		*(is_space(after) || is_quote(after) ? &seen->stop : &seen->hard) = true;
	else if (is_full_stop(code))
		seen->stop = true;
	else if (!is_soft(code))
		seen->hard = true;
	seen->opening = is_quote(code) && !touches_token && before != '.';
}

static struct seen look(struct gz_str text, size_t from, size_t to)
{
	struct seen seen = {0};
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
		see(&seen, code, before, after, at == from);
	}
	return seen;
}

/* Does the period behind `last` end a sentence, when `next` follows? */
static bool ends_sentence(const struct gz_token *last, const struct gz_token *next, bool has_case)
{
	bool capital = next->shape == GZ_CAPITALISED || (next->shape == GZ_UPPER && gz_utf8_count(next->norm) == 1);
	bool initial = last->shape != GZ_CASELESS && gz_utf8_count(last->norm) == 1;

	if (listed(leading_abbreviations, GZ_COUNT(leading_abbreviations), last->norm))
		return false;
	if (listed(number_abbreviations, GZ_COUNT(number_abbreviations), last->norm) && next->norm.ptr[0] >= '0' &&
	    next->norm.ptr[0] <= '9')
		return false;
	if (initial || listed(other_abbreviations, GZ_COUNT(other_abbreviations), last->norm))
		return has_case && capital && listed(openers, GZ_COUNT(openers), next->norm);
	return !has_case || next->shape != GZ_LOWER;
}

static enum gz_gap gap_between(const struct gz_tokens *tokens, uint32_t i)
{
	const struct gz_token *last = &tokens->token[i - 1], *next = &tokens->token[i];
	size_t from = last->end, to = next->start;
	struct seen seen;

	if (from == to)
		return GZ_GAP_NONE;
	if (to - from == 1) { /* by far the commonest gaps */
		char sign = tokens->text.ptr[from];

		if (sign == ' ' || sign == '-' || sign == '\'' || sign == '.' || sign == '/' || sign == '\n' || sign == '&')
			return GZ_GAP_SOFT;
	}
	seen = look(tokens->text, from, to);
	if (seen.line_breaks >= 2)
		return GZ_GAP_PARAGRAPH;
	if (seen.stop || (seen.period && ends_sentence(last, next, tokens->has_case)))
		return GZ_GAP_SENTENCE;
	return seen.hard || seen.opening ? GZ_GAP_HARD : GZ_GAP_SOFT;
}

/* Case is evidence where the writer uses it: a stray capital in lower-case text does not make it so. A single
 * letter counts for nothing (u s, I). */
static void judge_case(struct gz_tokens *tokens)
{
	size_t lower = 0, capital = 0;

	for (uint32_t i = 0; i < tokens->count; i++) {
		if (gz_utf8_count(tokens->token[i].norm) < 2)
			continue;
		lower += tokens->token[i].shape == GZ_LOWER;
		capital += tokens->token[i].shape > GZ_LOWER;
	}
	tokens->has_case = lower > 0 && capital > 0 && capital * FEWEST_CAPITALS >= lower;
	tokens->title_case = tokens->has_case && capital > lower;
}

void gz_tokens_mark_gaps(struct gz_tokens *tokens)
{
	uint32_t sentence = 0;

	judge_case(tokens);
	for (uint32_t i = 0; i < tokens->count; i++) {
		enum gz_gap gap = i == 0 ? GZ_GAP_PARAGRAPH : gap_between(tokens, i);

		sentence += i > 0 && gap >= GZ_GAP_SENTENCE;
		tokens->token[i].gap = (uint8_t)gap;
		tokens->token[i].sentence = sentence;
	}
	gz_tokens_mark_addresses(tokens);
	tokens->punctuated = tokens->count / (sentence + 1) <= LONGEST_AVERAGE_SENTENCE;
}
