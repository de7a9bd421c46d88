/*
 * iso3166.c: the three-letter codes of ISO 3166-1, some retired ones included, as ids of countries.
 * tests/cli/T53-iso.sh compares it with the lists of Debian's iso-codes.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/* Sorted by the code. */
static const struct code {
	char alpha3[4];
	char id[5];
} codes[] = {
	{"ABW", "aw"},	 {"AFG", "af"}, {"AGO", "ao"},	 {"AIA", "ai"}, {"ALA", "ax"}, {"ALB", "al"},
	{"AND", "ad"},	 {"ARE", "ae"}, {"ARG", "ar"},	 {"ARM", "am"}, {"ASM", "as"}, {"ATA", "aq"},
	{"ATF", "tf"},	 {"ATG", "ag"}, {"AUS", "au"},	 {"AUT", "at"}, {"AZE", "az"}, {"BDI", "bi"},
	{"BEL", "be"},	 {"BEN", "bj"}, {"BES", "bq"},	 {"BFA", "bf"}, {"BGD", "bd"}, {"BGR", "bg"},
	{"BHR", "bh"},	 {"BHS", "bs"}, {"BIH", "ba"},	 {"BLM", "bl"}, {"BLR", "by"}, {"BLZ", "bz"},
	{"BMU", "bm"},	 {"BOL", "bo"}, {"BRA", "br"},	 {"BRB", "bb"}, {"BRN", "bn"}, {"BTN", "bt"},
	{"BVT", "bv"},	 {"BWA", "bw"}, {"CAF", "cf"},	 {"CAN", "ca"}, {"CCK", "cc"}, {"CHE", "ch"},
	{"CHL", "cl"},	 {"CHN", "cn"}, {"CIV", "ci"},	 {"CMR", "cm"}, {"COD", "cd"}, {"COG", "cg"},
	{"COK", "ck"},	 {"COL", "co"}, {"COM", "km"},	 {"CPV", "cv"}, {"CRI", "cr"}, {"CSK", "cshh"},
	{"CUB", "cu"},	 {"CUW", "cw"}, {"CXR", "cx"},	 {"CYM", "ky"}, {"CYP", "cy"}, {"CZE", "cz"},
	{"DDR", "ddde"}, {"DEU", "de"}, {"DJI", "dj"},	 {"DMA", "dm"}, {"DNK", "dk"}, {"DOM", "do"},
	{"DZA", "dz"},	 {"ECU", "ec"}, {"EGY", "eg"},	 {"ERI", "er"}, {"ESH", "eh"}, {"ESP", "es"},
	{"EST", "ee"},	 {"ETH", "et"}, {"FIN", "fi"},	 {"FJI", "fj"}, {"FLK", "fk"}, {"FRA", "fr"},
	{"FRO", "fo"},	 {"FSM", "fm"}, {"GAB", "ga"},	 {"GBR", "gb"}, {"GEO", "ge"}, {"GGY", "gg"},
	{"GHA", "gh"},	 {"GIB", "gi"}, {"GIN", "gn"},	 {"GLP", "gp"}, {"GMB", "gm"}, {"GNB", "gw"},
	{"GNQ", "gq"},	 {"GRC", "gr"}, {"GRD", "gd"},	 {"GRL", "gl"}, {"GTM", "gt"}, {"GUF", "gf"},
	{"GUM", "gu"},	 {"GUY", "gy"}, {"HKG", "hk"},	 {"HMD", "hm"}, {"HND", "hn"}, {"HRV", "hr"},
	{"HTI", "ht"},	 {"HUN", "hu"}, {"IDN", "id"},	 {"IMN", "im"}, {"IND", "in"}, {"IOT", "io"},
	{"IRL", "ie"},	 {"IRN", "ir"}, {"IRQ", "iq"},	 {"ISL", "is"}, {"ISR", "il"}, {"ITA", "it"},
	{"JAM", "jm"},	 {"JEY", "je"}, {"JOR", "jo"},	 {"JPN", "jp"}, {"KAZ", "kz"}, {"KEN", "ke"},
	{"KGZ", "kg"},	 {"KHM", "kh"}, {"KIR", "ki"},	 {"KNA", "kn"}, {"KOR", "kr"}, {"KWT", "kw"},
	{"LAO", "la"},	 {"LBN", "lb"}, {"LBR", "lr"},	 {"LBY", "ly"}, {"LCA", "lc"}, {"LIE", "li"},
	{"LKA", "lk"},	 {"LSO", "ls"}, {"LTU", "lt"},	 {"LUX", "lu"}, {"LVA", "lv"}, {"MAC", "mo"},
	{"MAF", "mf"},	 {"MAR", "ma"}, {"MCO", "mc"},	 {"MDA", "md"}, {"MDG", "mg"}, {"MDV", "mv"},
	{"MEX", "mx"},	 {"MHL", "mh"}, {"MKD", "mk"},	 {"MLI", "ml"}, {"MLT", "mt"}, {"MMR", "mm"},
	{"MNE", "me"},	 {"MNG", "mn"}, {"MNP", "mp"},	 {"MOZ", "mz"}, {"MRT", "mr"}, {"MSR", "ms"},
	{"MTQ", "mq"},	 {"MUS", "mu"}, {"MWI", "mw"},	 {"MYS", "my"}, {"MYT", "yt"}, {"NAM", "na"},
	{"NCL", "nc"},	 {"NER", "ne"}, {"NFK", "nf"},	 {"NGA", "ng"}, {"NIC", "ni"}, {"NIU", "nu"},
	{"NLD", "nl"},	 {"NOR", "no"}, {"NPL", "np"},	 {"NRU", "nr"}, {"NZL", "nz"}, {"OMN", "om"},
	{"PAK", "pk"},	 {"PAN", "pa"}, {"PCN", "pn"},	 {"PER", "pe"}, {"PHL", "ph"}, {"PLW", "pw"},
	{"PNG", "pg"},	 {"POL", "pl"}, {"PRI", "pr"},	 {"PRK", "kp"}, {"PRT", "pt"}, {"PRY", "py"},
	{"PSE", "ps"},	 {"PYF", "pf"}, {"QAT", "qa"},	 {"REU", "re"}, {"ROU", "ro"}, {"RUS", "ru"},
	{"RWA", "rw"},	 {"SAU", "sa"}, {"SCG", "csxx"}, {"SDN", "sd"}, {"SEN", "sn"}, {"SGP", "sg"},
	{"SGS", "gs"},	 {"SHN", "sh"}, {"SJM", "sj"},	 {"SLB", "sb"}, {"SLE", "sl"}, {"SLV", "sv"},
	{"SMR", "sm"},	 {"SOM", "so"}, {"SPM", "pm"},	 {"SRB", "rs"}, {"SSD", "ss"}, {"STP", "st"},
	{"SUN", "suhh"}, {"SUR", "sr"}, {"SVK", "sk"},	 {"SVN", "si"}, {"SWE", "se"}, {"SWZ", "sz"},
	{"SXM", "sx"},	 {"SYC", "sc"}, {"SYR", "sy"},	 {"TCA", "tc"}, {"TCD", "td"}, {"TGO", "tg"},
	{"THA", "th"},	 {"TJK", "tj"}, {"TKL", "tk"},	 {"TKM", "tm"}, {"TLS", "tl"}, {"TON", "to"},
	{"TTO", "tt"},	 {"TUN", "tn"}, {"TUR", "tr"},	 {"TUV", "tv"}, {"TWN", "tw"}, {"TZA", "tz"},
	{"UGA", "ug"},	 {"UKR", "ua"}, {"UMI", "um"},	 {"URY", "uy"}, {"USA", "us"}, {"UZB", "uz"},
	{"VAT", "va"},	 {"VCT", "vc"}, {"VEN", "ve"},	 {"VGB", "vg"}, {"VIR", "vi"}, {"VNM", "vn"},
	{"VUT", "vu"},	 {"WLF", "wf"}, {"WSM", "ws"},	 {"XKX", "xk"}, {"YEM", "ye"}, {"YMD", "ydye"},
	{"YUG", "yucs"}, {"ZAF", "za"}, {"ZMB", "zm"},	 {"ZWE", "zw"},
};

static int by_code(const void *a, const void *b)
{
	return memcmp(((const struct code *)a)->alpha3, ((const struct code *)b)->alpha3, 3);
}

struct gz_str gz_import_country(struct gz_import *im, struct gz_str alpha3)
{
	struct code wanted = {"", ""};
	const struct code *found;
	char id[16] = "country/";

	if (alpha3.len != 3)
		return GZ_STR("");
	memcpy(wanted.alpha3, alpha3.ptr, 3);
	found = bsearch(&wanted, codes, GZ_COUNT(codes), sizeof(*codes), by_code);
	if (found == NULL)
		return GZ_STR("");
	memcpy(id + 8, found->id, sizeof(found->id));
	return gz_import_keep(im, gz_str(id));
}
