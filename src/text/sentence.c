/* sentence.c: does a period end a sentence? That depends on the words beside it. */
#include <string.h>

#include "cutter.h"

#define LETTERS 26
/* No listed word is longer. */
#define LONGEST_WORD 9

/* Word lists by first letter, each word with a space on both sides. */

/* Abbreviations that stand in front of something: their period ends no sentence. */
static const char *const leading_abbreviations[LETTERS] = {
	['a' - 'a'] = " adm ",
	['b' - 'a'] = " brig ",
	['c' - 'a'] = " capt cmdr col cpl ",
	['d' - 'a'] = " dr ",
	['f' - 'a'] = " fr ",
	['g' - 'a'] = " gen gov ",
	['h' - 'a'] = " hon ",
	['l' - 'a'] = " lt ",
	['m' - 'a'] = " maj messrs mr mrs ms mt ",
	['p' - 'a'] = " pres prof pvt ",
	['r' - 'a'] = " rep reps rev ",
	['s' - 'a'] = " sen sens sgt st ste supt ",
	['v' - 'a'] = " vs ",
};

/* Abbreviations in front of a number only: "He said no." */
static const char *const number_abbreviations[LETTERS] = {['n' - 'a'] = " no nos "};

/* Abbreviations that may also end a sentence. */
static const char *const other_abbreviations[LETTERS] = {
	['a' - 'a'] = " apr assn aug ave ",
	['b' - 'a'] = " bros ",
	['c' - 'a'] = " cf co corp ",
	['d' - 'a'] = " dec dept ",
	['e' - 'a'] = " est etc ",
	['f' - 'a'] = " feb fig ft ",
	['i' - 'a'] = " inc intl ",
	['j' - 'a'] = " jan jr jul jun ",
	['l' - 'a'] = " ltd ",
	['m' - 'a'] = " mar mfg mln ",
	['n' - 'a'] = " natl nov ",
	['o' - 'a'] = " oct ",
	['p' - 'a'] = " pct plc ",
	['s' - 'a'] = " sept sr ",
	['u' - 'a'] = " univ ",
	['v' - 'a'] = " vol ",
};

/* Words that open a sentence when they are capitalised behind an abbreviation. */
static const char *const openers[LETTERS] = {
	['a' - 'a'] = " a after all although an and as at ",
	['b' - 'a'] = " but by ",
	['f' - 'a'] = " for ",
	['h' - 'a'] = " he her his however ",
	['i' - 'a'] = " if in it its ",
	['m' - 'a'] = " many meanwhile most ",
	['n' - 'a'] = " no ",
	['o' - 'a'] = " on one ",
	['s' - 'a'] = " she some ",
	['t' - 'a'] = " that the their there these they this those to ",
	['w' - 'a'] = " we what when while with ",
	['y' - 'a'] = " you ",
};

static bool listed(const char *const words[LETTERS], struct gz_str word)
{
	unsigned letter = (unsigned char)word.ptr[0] - 'a';
	char spaced[LONGEST_WORD + 3] = " ";

	if (letter >= LETTERS || words[letter] == NULL || word.len > LONGEST_WORD)
		return false;
	memcpy(spaced + 1, word.ptr, word.len);
	spaced[word.len + 1] = ' ';
	return strstr(words[letter], spaced) != NULL;
}

/* A folded token is never empty. */
static bool is_one_character(struct gz_str norm)
{
	return norm.len <= 4 && gz_utf8_count(norm) == 1;
}

bool gz_ends_sentence(const struct gz_token *last, const struct gz_token *next, bool has_case)
{
	bool capital =
		next->shape == GZ_CAPITALISED || (next->shape == GZ_UPPER && is_one_character(next->norm));
	bool initial = last->shape != GZ_CASELESS && is_one_character(last->norm);

	if (listed(leading_abbreviations, last->norm))
		return false;
	if (listed(number_abbreviations, last->norm) && next->norm.ptr[0] >= '0' && next->norm.ptr[0] <= '9')
		return false;
	if (initial || listed(other_abbreviations, last->norm))
		return has_case && capital && listed(openers, next->norm);
	return !has_case || next->shape != GZ_LOWER;
}
