/* xmlentity.c: the characters that HTML 4 has names for: feeds use the names without declaring them. */
#include <string.h>

#include "xml.h"

/* U+00A0 to U+00FF, in that order. */
static const char *const latin[] = {
	"nbsp",	  "iexcl",  "cent",   "pound",	"curren", "yen",    "brvbar", "sect",	"uml",	  "copy",
	"ordf",	  "laquo",  "not",    "shy",	"reg",	  "macr",   "deg",    "plusmn", "sup2",	  "sup3",
	"acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",	"frac14", "frac12",
	"frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",	"AElig",  "Ccedil",
	"Egrave", "Eacute", "Ecirc",  "Euml",	"Igrave", "Iacute", "Icirc",  "Iuml",	"ETH",	  "Ntilde",
	"Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",	  "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
	"Uuml",	  "Yacute", "THORN",  "szlig",	"agrave", "aacute", "acirc",  "atilde", "auml",	  "aring",
	"aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
	"eth",	  "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
	"uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

static const struct {
	const char *name;
	uint32_t code;
} others[] = {
	{"Alpha", 0x391},   {"Beta", 0x392},	{"Chi", 0x3a7},	    {"Dagger", 0x2021}, {"Delta", 0x394},
	{"Epsilon", 0x395}, {"Eta", 0x397},	{"Gamma", 0x393},   {"Iota", 0x399},	{"Kappa", 0x39a},
	{"Lambda", 0x39b},  {"Mu", 0x39c},	{"Nu", 0x39d},	    {"OElig", 0x152},	{"Omega", 0x3a9},
	{"Omicron", 0x39f}, {"Phi", 0x3a6},	{"Pi", 0x3a0},	    {"Prime", 0x2033},	{"Psi", 0x3a8},
	{"Rho", 0x3a1},	    {"Scaron", 0x160},	{"Sigma", 0x3a3},   {"Tau", 0x3a4},	{"Theta", 0x398},
	{"Upsilon", 0x3a5}, {"Xi", 0x39e},	{"Yuml", 0x178},    {"Zeta", 0x396},	{"alefsym", 0x2135},
	{"alpha", 0x3b1},   {"and", 0x2227},	{"ang", 0x2220},    {"asymp", 0x2248},	{"bdquo", 0x201e},
	{"beta", 0x3b2},    {"bull", 0x2022},	{"cap", 0x2229},    {"chi", 0x3c7},	{"circ", 0x2c6},
	{"clubs", 0x2663},  {"cong", 0x2245},	{"crarr", 0x21b5},  {"cup", 0x222a},	{"dArr", 0x21d3},
	{"dagger", 0x2020}, {"darr", 0x2193},	{"delta", 0x3b4},   {"diams", 0x2666},	{"empty", 0x2205},
	{"emsp", 0x2003},   {"ensp", 0x2002},	{"epsilon", 0x3b5}, {"equiv", 0x2261},	{"eta", 0x3b7},
	{"euro", 0x20ac},   {"exist", 0x2203},	{"fnof", 0x192},    {"forall", 0x2200}, {"frasl", 0x2044},
	{"gamma", 0x3b3},   {"ge", 0x2265},	{"hArr", 0x21d4},   {"harr", 0x2194},	{"hearts", 0x2665},
	{"hellip", 0x2026}, {"image", 0x2111},	{"infin", 0x221e},  {"int", 0x222b},	{"iota", 0x3b9},
	{"isin", 0x2208},   {"kappa", 0x3ba},	{"lArr", 0x21d0},   {"lambda", 0x3bb},	{"lang", 0x2329},
	{"larr", 0x2190},   {"lceil", 0x2308},	{"ldquo", 0x201c},  {"le", 0x2264},	{"lfloor", 0x230a},
	{"lowast", 0x2217}, {"loz", 0x25ca},	{"lrm", 0x200e},    {"lsaquo", 0x2039}, {"lsquo", 0x2018},
	{"mdash", 0x2014},  {"minus", 0x2212},	{"mu", 0x3bc},	    {"nabla", 0x2207},	{"ndash", 0x2013},
	{"ne", 0x2260},	    {"ni", 0x220b},	{"notin", 0x2209},  {"nsub", 0x2284},	{"nu", 0x3bd},
	{"oelig", 0x153},   {"oline", 0x203e},	{"omega", 0x3c9},   {"omicron", 0x3bf}, {"oplus", 0x2295},
	{"or", 0x2228},	    {"otimes", 0x2297}, {"part", 0x2202},   {"permil", 0x2030}, {"perp", 0x22a5},
	{"phi", 0x3c6},	    {"pi", 0x3c0},	{"piv", 0x3d6},	    {"prime", 0x2032},	{"prod", 0x220f},
	{"prop", 0x221d},   {"psi", 0x3c8},	{"rArr", 0x21d2},   {"radic", 0x221a},	{"rang", 0x232a},
	{"rarr", 0x2192},   {"rceil", 0x2309},	{"rdquo", 0x201d},  {"real", 0x211c},	{"rfloor", 0x230b},
	{"rho", 0x3c1},	    {"rlm", 0x200f},	{"rsaquo", 0x203a}, {"rsquo", 0x2019},	{"sbquo", 0x201a},
	{"scaron", 0x161},  {"sdot", 0x22c5},	{"sigma", 0x3c3},   {"sigmaf", 0x3c2},	{"sim", 0x223c},
	{"spades", 0x2660}, {"sub", 0x2282},	{"sube", 0x2286},   {"sum", 0x2211},	{"sup", 0x2283},
	{"supe", 0x2287},   {"tau", 0x3c4},	{"there4", 0x2234}, {"theta", 0x3b8},	{"thetasym", 0x3d1},
	{"thinsp", 0x2009}, {"tilde", 0x2dc},	{"trade", 0x2122},  {"uArr", 0x21d1},	{"uarr", 0x2191},
	{"upsih", 0x3d2},   {"upsilon", 0x3c5}, {"weierp", 0x2118}, {"xi", 0x3be},	{"zeta", 0x3b6},
	{"zwj", 0x200d},    {"zwnj", 0x200c},
};

uint32_t gz_xml_entity(struct gz_str name)
{
	for (size_t i = 0; i < GZ_COUNT(latin); i++) {
		if (gz_str_eq(name, gz_str(latin[i])))
			return 0xa0 + (uint32_t)i;
	}
	for (size_t i = 0; i < GZ_COUNT(others); i++) {
		if (gz_str_eq(name, gz_str(others[i].name)))
			return others[i].code;
	}
	return 0;
}
