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

/* By first letter; the shortest words first. */
/* clang-format off */
#define A_WORDS(W) \
	W("a", OPENER) W("an", OPENER) W("as", OPENER) W("at", OPENER) W("adm", LEADING) \
	W("all", OPENER) W("and", OPENER) W("apr", OTHER) W("aug", OTHER) W("ave", OTHER) \
	W("assn", OTHER) W("after", OPENER) W("although", OPENER)
#define B_WORDS(W) \
	W("by", OPENER) W("but", OPENER) W("brig", LEADING) W("bros", OTHER)
#define C_WORDS(W) \
	W("cf", OTHER) W("co", OTHER) W("col", LEADING) W("cpl", LEADING) \
	W("capt", LEADING) W("cmdr", LEADING) W("corp", OTHER)
#define D_WORDS(W) \
	W("dr", LEADING) W("dec", OTHER) W("dhr", LEADING) W("dra", LEADING) \
	W("dept", OTHER) W("dott", LEADING)
/* EE. UU. */
#define E_WORDS(W) \
	W("ee", LEADING) W("est", OTHER) W("etc", OTHER)
#define F_WORDS(W) \
	W("ff", LEADING) W("fr", LEADING) W("ft", OTHER) W("feb", OTHER) W("fig", OTHER) \
	W("for", OPENER)
#define G_WORDS(W) \
	W("gen", LEADING) W("gov", LEADING)
#define H_WORDS(W) \
	W("he", OPENER) W("her", OPENER) W("his", OPENER) W("hon", LEADING) \
	W("however", OPENER)
#define I_WORDS(W) \
	W("if", OPENER) W("in", OPENER) W("it", OPENER) W("inc", OTHER) W("its", OPENER) \
	W("intl", OTHER)
#define J_WORDS(W) \
	W("jj", LEADING) W("jr", OTHER) W("jan", OTHER) W("jul", OTHER) W("jun", OTHER)
#define L_WORDS(W) \
	W("lt", LEADING) W("ltd", OTHER)
#define M_WORDS(W) \
	W("mr", LEADING) W("ms", LEADING) W("mt", LEADING) W("mm", OTHER) W("maj", LEADING) \
	W("mar", OTHER) W("mfg", OTHER) W("mln", OTHER) W("mrs", LEADING) W("many", OPENER) \
	W("mevr", LEADING) W("most", OPENER) W("messrs", LEADING) W("meanwhile", OPENER)
#define N_WORDS(W) \
	W("no", NUMBER | OPENER) W("nr", NUMBER) W("nos", NUMBER) W("nov", OTHER) \
	W("natl", OTHER)
#define O_WORDS(W) \
	W("on", OPENER) W("oct", OTHER) W("one", OPENER)
#define P_WORDS(W) \
	W("pct", OTHER) W("plc", OTHER) W("pvt", LEADING) W("pres", LEADING) \
	W("prof", LEADING)
#define R_WORDS(W) \
	W("rr", LEADING) W("rep", LEADING) W("rev", LEADING) W("reps", LEADING)
#define S_WORDS(W) \
	W("sr", OTHER) W("st", LEADING) W("sen", LEADING) W("sgt", LEADING) \
	W("she", OPENER) W("sig", LEADING) W("sra", LEADING) W("ste", LEADING) \
	W("sens", LEADING) W("sept", OTHER) W("some", OPENER) W("supt", LEADING)
#define T_WORDS(W) \
	W("to", OPENER) W("the", OPENER) W("that", OPENER) W("they", OPENER) \
	W("this", OPENER) W("their", OPENER) W("there", OPENER) W("these", OPENER) \
	W("those", OPENER)
#define U_WORDS(W) \
	W("univ", OTHER)
#define V_WORDS(W) \
	W("vs", LEADING) W("vol", OTHER)
#define W_WORDS(W) \
	W("we", OPENER) W("what", OPENER) W("when", OPENER) W("with", OPENER) \
	W("while", OPENER)
#define Y_WORDS(W) \
	W("you", OPENER)

#define WORD(text, kinds)   {text, sizeof(text) - 1, kinds},
#define LENGTH(text, kinds) | 1u << (sizeof(text) - 1)
static const struct word a_words[] = {A_WORDS(WORD) {"", 0, 0}};
static const struct word b_words[] = {B_WORDS(WORD) {"", 0, 0}};
static const struct word c_words[] = {C_WORDS(WORD) {"", 0, 0}};
static const struct word d_words[] = {D_WORDS(WORD) {"", 0, 0}};
static const struct word e_words[] = {E_WORDS(WORD) {"", 0, 0}};
static const struct word f_words[] = {F_WORDS(WORD) {"", 0, 0}};
static const struct word g_words[] = {G_WORDS(WORD) {"", 0, 0}};
static const struct word h_words[] = {H_WORDS(WORD) {"", 0, 0}};
static const struct word i_words[] = {I_WORDS(WORD) {"", 0, 0}};
static const struct word j_words[] = {J_WORDS(WORD) {"", 0, 0}};
static const struct word l_words[] = {L_WORDS(WORD) {"", 0, 0}};
static const struct word m_words[] = {M_WORDS(WORD) {"", 0, 0}};
static const struct word n_words[] = {N_WORDS(WORD) {"", 0, 0}};
static const struct word o_words[] = {O_WORDS(WORD) {"", 0, 0}};
static const struct word p_words[] = {P_WORDS(WORD) {"", 0, 0}};
static const struct word r_words[] = {R_WORDS(WORD) {"", 0, 0}};
static const struct word s_words[] = {S_WORDS(WORD) {"", 0, 0}};
static const struct word t_words[] = {T_WORDS(WORD) {"", 0, 0}};
static const struct word u_words[] = {U_WORDS(WORD) {"", 0, 0}};
static const struct word v_words[] = {V_WORDS(WORD) {"", 0, 0}};
static const struct word w_words[] = {W_WORDS(WORD) {"", 0, 0}};
static const struct word y_words[] = {Y_WORDS(WORD) {"", 0, 0}};

/* And of which lengths there are some: most words at the end of a sentence are of none. */
static const struct {
	const struct word *words;
	uint16_t lengths; /* bits */
} of_letter[26] = {
	['a' - 'a'] = {a_words, 0 A_WORDS(LENGTH)},
	['b' - 'a'] = {b_words, 0 B_WORDS(LENGTH)},
	['c' - 'a'] = {c_words, 0 C_WORDS(LENGTH)},
	['d' - 'a'] = {d_words, 0 D_WORDS(LENGTH)},
	['e' - 'a'] = {e_words, 0 E_WORDS(LENGTH)},
	['f' - 'a'] = {f_words, 0 F_WORDS(LENGTH)},
	['g' - 'a'] = {g_words, 0 G_WORDS(LENGTH)},
	['h' - 'a'] = {h_words, 0 H_WORDS(LENGTH)},
	['i' - 'a'] = {i_words, 0 I_WORDS(LENGTH)},
	['j' - 'a'] = {j_words, 0 J_WORDS(LENGTH)},
	['l' - 'a'] = {l_words, 0 L_WORDS(LENGTH)},
	['m' - 'a'] = {m_words, 0 M_WORDS(LENGTH)},
	['n' - 'a'] = {n_words, 0 N_WORDS(LENGTH)},
	['o' - 'a'] = {o_words, 0 O_WORDS(LENGTH)},
	['p' - 'a'] = {p_words, 0 P_WORDS(LENGTH)},
	['r' - 'a'] = {r_words, 0 R_WORDS(LENGTH)},
	['s' - 'a'] = {s_words, 0 S_WORDS(LENGTH)},
	['t' - 'a'] = {t_words, 0 T_WORDS(LENGTH)},
	['u' - 'a'] = {u_words, 0 U_WORDS(LENGTH)},
	['v' - 'a'] = {v_words, 0 V_WORDS(LENGTH)},
	['w' - 'a'] = {w_words, 0 W_WORDS(LENGTH)},
	['y' - 'a'] = {y_words, 0 Y_WORDS(LENGTH)},
};
/* clang-format on */

static unsigned kinds_of(struct gz_str norm)
{
	unsigned letter = (unsigned)(unsigned char)norm.ptr[0] - 'a';
	const struct word *word;

	if (letter >= GZ_COUNT(of_letter) || norm.len > 15 ||
	    (of_letter[letter].lengths >> norm.len & 1) == 0)
		return 0;
	for (word = of_letter[letter].words; word->len <= norm.len && word->len > 0; word++) {
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

bool gz_ends_sentence(const struct gz_token *last, const struct gz_token *next, bool next_dot, bool has_case)
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
		/* J. A. Smith: no article has a period behind it. */
		return has_case && capital && !(next_dot && is_one_character(next->norm)) &&
		       kinds_of(next->norm) & OPENER;
	}
	return !has_case || next->shape != GZ_LOWER;
}
