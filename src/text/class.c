/* class.c: what a code point means for tokens: its general category from utf8proc, and the scripts without spaces. */
#include <utf8proc.h>

#include "internal.h"

struct range {
	uint32_t first, last;
};

/* Scripts that are written without spaces between words (Han, kana, Thai): one token a character. */
static const struct range single[] = {
	{0x0e01, 0x0e30}, {0x0e32, 0x0e33}, {0x0e40, 0x0e46}, {0x2e80, 0x2fdf},	  {0x3005, 0x3007},
	{0x3021, 0x3029}, {0x3038, 0x303b}, {0x3041, 0x3096}, {0x309d, 0x309f},	  {0x30a1, 0x30fa},
	{0x30fc, 0x30ff}, {0x31f0, 0x31ff}, {0x3400, 0x4dbf}, {0x4e00, 0x9fff},	  {0xf900, 0xfaff},
	{0xff66, 0xff9d}, {0x1b000, 0x1b16f}, {0x20000, 0x3ffff},
};

static bool is_single(uint32_t code)
{
	if (code < single[0].first)
		return false;
	for (size_t i = 0; i < GZ_COUNT(single); i++) {
		if (code <= single[i].last)
			return code >= single[i].first;
	}
	return false;
}

enum gz_class gz_class_of(uint32_t code)
{
	if (code == 0x200b) /* zero width space: there to separate words */
		return GZ_CLASS_BREAK;
	if (code == 0x02bb || code == 0x02bc) /* apostrophes that Unicode counts as letters: Hawaiʻi */
		return GZ_CLASS_BREAK;
	if (code == 0x02be || code == 0x02bf) /* hamza and ayn of transliterations, which most writers leave out */
		return GZ_CLASS_IGNORED;
	if (code == 0xff9e || code == 0xff9f) /* halfwidth kana voicing marks are letters to Unicode */
		return GZ_CLASS_MARK;
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_NL:
		return is_single(code) ? GZ_CLASS_SINGLE : GZ_CLASS_LETTER;
	case UTF8PROC_CATEGORY_SO: /* Han radicals, which stand for whole characters in text taken from PDF */
		return is_single(code) ? GZ_CLASS_SINGLE : GZ_CLASS_BREAK;
	case UTF8PROC_CATEGORY_ND:
		return GZ_CLASS_DIGIT;
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return GZ_CLASS_MARK;
	case UTF8PROC_CATEGORY_CF:
		return GZ_CLASS_IGNORED;
	default:
		return GZ_CLASS_BREAK;
	}
}

enum gz_shape gz_case_of(uint32_t code)
{
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return GZ_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return GZ_LOWER;
	default:
		return GZ_CASELESS;
	}
}
