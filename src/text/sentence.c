/* sentence.c: does a period end a sentence? That depends on the words beside it. */
#include <string.h>

#include "cutter.h"

enum {
	LEADING = 1, /* an abbreviation that stands in front of something: its period ends no sentence */
	NUMBER = 2,  /* one in front of a number only: "He said no." */
	OTHER = 4,   /* one that may also end a sentence */
	OPENER = 8   /* a word that opens a sentence when it is capitalised behind an abbreviation */
};

struct word {
	char text[14];
	uint8_t len, kinds;
};

/* clang-format off */
#define WORD(text, kinds) {text, sizeof(text) - 1, kinds}
#define LAST {"", 0, 0}

/* By first letter; the shortest words first. */
static const struct word a_words[] = {
	WORD("a", OPENER), WORD("an", OPENER), WORD("as", OPENER), WORD("at", OPENER),
	WORD("adm", LEADING), WORD("all", OPENER), WORD("and", OPENER), WORD("apr", OTHER),
	WORD("aug", OTHER), WORD("ave", OTHER), WORD("assn", OTHER), WORD("after", OPENER),
	WORD("although", OPENER), LAST
};
static const struct word b_words[] = {
	WORD("by", OPENER), WORD("but", OPENER), WORD("brig", LEADING), WORD("bros", OTHER), LAST
};
static const struct word c_words[] = {
	WORD("cf", OTHER), WORD("co", OTHER), WORD("col", LEADING), WORD("cpl", LEADING),
	WORD("capt", LEADING), WORD("cmdr", LEADING), WORD("corp", OTHER), LAST
};
static const struct word d_words[] = {
	WORD("dr", LEADING), WORD("dec", OTHER), WORD("dhr", LEADING), WORD("dra", LEADING),
	WORD("dept", OTHER), WORD("dott", LEADING), LAST
};
static const struct word e_words[] = { /* EE. UU. */
	WORD("ee", LEADING), WORD("est", OTHER), WORD("etc", OTHER), LAST
};
static const struct word f_words[] = {
	WORD("ff", LEADING), WORD("fr", LEADING), WORD("ft", OTHER), WORD("feb", OTHER),
	WORD("fig", OTHER), WORD("for", OPENER), LAST
};
static const struct word g_words[] = {
	WORD("gen", LEADING), WORD("gov", LEADING), LAST
};
static const struct word h_words[] = {
	WORD("he", OPENER), WORD("her", OPENER), WORD("his", OPENER), WORD("hon", LEADING),
	WORD("however", OPENER), LAST
};
static const struct word i_words[] = {
	WORD("if", OPENER), WORD("in", OPENER), WORD("it", OPENER), WORD("inc", OTHER),
	WORD("its", OPENER), WORD("intl", OTHER), LAST
};
static const struct word j_words[] = {
	WORD("jj", LEADING), WORD("jr", OTHER), WORD("jan", OTHER), WORD("jul", OTHER),
	WORD("jun", OTHER), LAST
};
static const struct word l_words[] = {
	WORD("lt", LEADING), WORD("ltd", OTHER), LAST
};
static const struct word m_words[] = {
	WORD("mr", LEADING), WORD("ms", LEADING), WORD("mt", LEADING), WORD("maj", LEADING),
	WORD("mar", OTHER), WORD("mfg", OTHER), WORD("mln", OTHER), WORD("mrs", LEADING),
	WORD("many", OPENER), WORD("mevr", LEADING), WORD("most", OPENER), WORD("messrs", LEADING),
	WORD("meanwhile", OPENER), LAST
};
static const struct word n_words[] = {
	WORD("no", NUMBER | OPENER), WORD("nr", NUMBER), WORD("nos", NUMBER),
	WORD("nov", OTHER), WORD("natl", OTHER), LAST
};
static const struct word o_words[] = {
	WORD("on", OPENER), WORD("oct", OTHER), WORD("one", OPENER), LAST
};
static const struct word p_words[] = {
	WORD("pct", OTHER), WORD("plc", OTHER), WORD("pvt", LEADING), WORD("pres", LEADING),
	WORD("prof", LEADING), LAST
};
static const struct word r_words[] = {
	WORD("rr", LEADING), WORD("rep", LEADING), WORD("rev", LEADING), WORD("reps", LEADING), LAST
};
static const struct word s_words[] = {
	WORD("sr", OTHER), WORD("st", LEADING), WORD("sen", LEADING), WORD("sgt", LEADING),
	WORD("she", OPENER), WORD("sig", LEADING), WORD("sra", LEADING),
	WORD("ste", LEADING), WORD("sens", LEADING), WORD("sept", OTHER), WORD("some", OPENER),
	WORD("supt", LEADING), LAST
};
static const struct word t_words[] = {
	WORD("to", OPENER), WORD("the", OPENER), WORD("that", OPENER), WORD("they", OPENER),
	WORD("this", OPENER), WORD("their", OPENER), WORD("there", OPENER), WORD("these", OPENER),
	WORD("those", OPENER), LAST
};
static const struct word u_words[] = {
	WORD("univ", OTHER), LAST
};
static const struct word v_words[] = {
	WORD("vs", LEADING), WORD("vol", OTHER), LAST
};
static const struct word w_words[] = {
	WORD("we", OPENER), WORD("what", OPENER), WORD("when", OPENER), WORD("with", OPENER),
	WORD("while", OPENER), LAST
};
static const struct word y_words[] = {
	WORD("you", OPENER), LAST
};

static const struct word *const words[26] = {
	['a' - 'a'] = a_words, ['b' - 'a'] = b_words, ['c' - 'a'] = c_words, ['d' - 'a'] = d_words,
	['e' - 'a'] = e_words, ['f' - 'a'] = f_words, ['g' - 'a'] = g_words, ['h' - 'a'] = h_words,
	['i' - 'a'] = i_words, ['j' - 'a'] = j_words, ['l' - 'a'] = l_words, ['m' - 'a'] = m_words,
	['n' - 'a'] = n_words, ['o' - 'a'] = o_words, ['p' - 'a'] = p_words, ['r' - 'a'] = r_words,
	['s' - 'a'] = s_words, ['t' - 'a'] = t_words, ['u' - 'a'] = u_words, ['v' - 'a'] = v_words,
	['w' - 'a'] = w_words, ['y' - 'a'] = y_words,
};
/* clang-format on */

static unsigned kinds_of(struct gz_str norm)
{
	unsigned letter = (unsigned)(unsigned char)norm.ptr[0] - 'a';
	const struct word *word;

	if (letter >= GZ_COUNT(words) || words[letter] == NULL)
		return 0;
	for (word = words[letter]; word->len > 0 && word->len <= norm.len; word++) {
		if (word->len == norm.len && memcmp(word->text, norm.ptr, norm.len) == 0)
			return word->kinds;
	}
	return 0;
}

/* A folded token is never empty. */
static bool is_one_character(struct gz_str norm)
{
	return norm.len <= 4 && gz_utf8_count(norm) == 1;
}

bool gz_ends_sentence(const struct gz_token *last, const struct gz_token *next, bool has_case)
{
	unsigned kinds = kinds_of(last->norm);
	bool capital;

	if (kinds & LEADING)
		return false;
	if (kinds & NUMBER && next->norm.ptr[0] >= '0' && next->norm.ptr[0] <= '9')
		return false;
	if (kinds & OTHER || (last->shape != GZ_CASELESS && is_one_character(last->norm))) {
		capital = next->shape == GZ_CAPITALISED ||
			  (next->shape == GZ_UPPER && is_one_character(next->norm));
		return has_case && capital && kinds_of(next->norm) & OPENER;
	}
	return !has_case || next->shape != GZ_LOWER;
}
