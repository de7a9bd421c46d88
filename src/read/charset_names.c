/*
 * charset_names.c: the character sets that are read, and what they are called. As on the web, a name means
 * what software makes of it: "ISO-8859-1" is Windows-1252, "GB2312" is GB18030, "Shift_JIS" is Windows-31J.
 */
#include <string.h>

#include "charset.h"

/* Of the label that is looked up: longer ones are none. */
#define LABEL_MAX 32

/* What is taken for a character set by older names stands with the newer one that contains it. */
const struct gz_charset gz_charset_table[] = {
	{"utf-8", "UTF-8", "utf8 unicode11utf8 unicode20utf8 utf8mb4 utf8n utf8sig", GZ_CHARSET_UTF8},
	{"us-ascii", "ASCII", "usascii ascii ansix341968 ansix341986 iso646us iso646irv1991 us 646 7bit",
	 GZ_CHARSET_NOTHING},
	{"windows-1252", "CP1252",
	 "windows1252 cp1252 iso88591 iso885911987 latin1 l1 ibm819 cp819 isoir100 isolatin1 ansi msansi "
	 "win1252",
	 GZ_CHARSET_SINGLE},
	{"windows-1250", "CP1250", "windows1250 cp1250 win1250 msee", GZ_CHARSET_SINGLE},
	{"windows-1251", "CP1251", "windows1251 cp1251 win1251 mscyrl", GZ_CHARSET_SINGLE},
	{"windows-1253", "CP1253", "windows1253 cp1253 win1253 msgreek", GZ_CHARSET_SINGLE},
	{"windows-1254", "CP1254",
	 "windows1254 cp1254 win1254 msturk iso88599 iso885991989 latin5 l5 isoir148 isolatin5",
	 GZ_CHARSET_SINGLE},
	{"windows-1255", "CP1255", "windows1255 cp1255 win1255 mshebr", GZ_CHARSET_SINGLE},
	{"windows-1256", "CP1256", "windows1256 cp1256 win1256 msarab", GZ_CHARSET_SINGLE},
	{"windows-1257", "CP1257", "windows1257 cp1257 win1257", GZ_CHARSET_SINGLE},
	{"windows-1258", "CP1258", "windows1258 cp1258 win1258",
	 GZ_CHARSET_MULTI}, /* accents are bytes behind */
	{"windows-874", "CP874", "windows874 cp874 iso885911 tis620 dos874 tis62025330", GZ_CHARSET_SINGLE},
	{"iso-8859-2", "ISO-8859-2", "iso88592 iso885921987 latin2 l2 isoir101 isolatin2", GZ_CHARSET_SINGLE},
	{"iso-8859-3", "ISO-8859-3", "iso88593 iso885931988 latin3 l3 isoir109 isolatin3", GZ_CHARSET_SINGLE},
	{"iso-8859-4", "ISO-8859-4", "iso88594 iso885941988 latin4 l4 isoir110 isolatin4", GZ_CHARSET_SINGLE},
	{"iso-8859-5", "ISO-8859-5", "iso88595 iso885951988 cyrillic isoir144 isolatincyrillic",
	 GZ_CHARSET_SINGLE},
	{"iso-8859-6", "ISO-8859-6",
	 "iso88596 iso885961987 arabic asmo708 ecma114 isoir127 iso88596e iso88596i isolatinarabic",
	 GZ_CHARSET_SINGLE},
	{"iso-8859-7", "ISO-8859-7",
	 "iso88597 iso885971987 greek greek8 ecma118 elot928 isoir126 suneugreek isolatingreek",
	 GZ_CHARSET_SINGLE},
	{"iso-8859-8", "ISO-8859-8",
	 "iso88598 iso885981988 hebrew isoir138 iso88598e iso88598i logical visual isolatinhebrew",
	 GZ_CHARSET_SINGLE},
	{"iso-8859-10", "ISO-8859-10", "iso885910 iso8859101992 latin6 l6 isoir157 isolatin6",
	 GZ_CHARSET_SINGLE},
	{"iso-8859-13", "ISO-8859-13", "iso885913 latin7 l7 isoir179", GZ_CHARSET_SINGLE},
	{"iso-8859-14", "ISO-8859-14", "iso885914 iso8859141998 latin8 l8 isoir199", GZ_CHARSET_SINGLE},
	{"iso-8859-15", "ISO-8859-15", "iso885915 iso8859151998 latin9 l9 isoir203 isolatin9",
	 GZ_CHARSET_SINGLE},
	{"iso-8859-16", "ISO-8859-16", "iso885916 iso8859162001 latin10 l10 isoir226", GZ_CHARSET_SINGLE},
	{"koi8-r", "KOI8-R", "koi8r koi8 koi", GZ_CHARSET_SINGLE},
	{"koi8-u", "KOI8-U", "koi8u koi8ru", GZ_CHARSET_SINGLE},
	{"ibm866", "CP866", "ibm866 cp866 866", GZ_CHARSET_SINGLE},
	{"ibm437", "CP437", "ibm437 cp437 437 pc8codepage437", GZ_CHARSET_SINGLE},
	{"ibm850", "CP850", "ibm850 cp850 850 pc850multilingual", GZ_CHARSET_SINGLE},
	{"ibm852", "CP852", "ibm852 cp852 852 pcp852", GZ_CHARSET_SINGLE},
	{"ibm855", "CP855", "ibm855 cp855 855", GZ_CHARSET_SINGLE},
	{"ibm857", "CP857", "ibm857 cp857 857", GZ_CHARSET_SINGLE},
	{"ibm862", "CP862", "ibm862 cp862 862", GZ_CHARSET_SINGLE},
	{"macintosh", "MACINTOSH", "macintosh mac macroman", GZ_CHARSET_SINGLE},
	{"x-mac-cyrillic", "MAC-CYRILLIC", "maccyrillic macukrainian", GZ_CHARSET_SINGLE},
	{"x-mac-ce", "MAC-CENTRALEUROPE", "macce maccentraleurope maclatin2", GZ_CHARSET_SINGLE},
	{"viscii", "VISCII", "viscii viscii11", GZ_CHARSET_SINGLE},
	{"georgian-academy", "GEORGIAN-ACADEMY", "georgianacademy", GZ_CHARSET_SINGLE},
	{"armscii-8", "ARMSCII-8", "armscii8", GZ_CHARSET_SINGLE},
	{"gb18030", "GB18030",
	 "gb18030 gbk gb2312 gb231280 gb chinese isoir58 cp936 windows936 ms936 euccn gb180302000 cngb",
	 GZ_CHARSET_MULTI},
	{"big5", "BIG5-HKSCS", "big5 big5hkscs cnbig5 xbig5 cp950 windows950 ms950 bigfive",
	 GZ_CHARSET_MULTI},
	{"euc-tw", "EUC-TW", "euctw", GZ_CHARSET_MULTI},
	{"shift_jis", "CP932", "shiftjis sjis mskanji windows31j cp932 ms932 windows932", GZ_CHARSET_MULTI},
	{"euc-jp", "EUC-JP-MS", "eucjp eucpkdfmtjapanese eucjpms ujis", GZ_CHARSET_MULTI},
	{"euc-kr", "UHC",
	 "euckr ksc56011987 ksc56011989 ksc5601 korean cp949 windows949 ms949 uhc isoir149 ksx1001",
	 GZ_CHARSET_MULTI},
	{"johab", "JOHAB", "johab cp1361 ms1361", GZ_CHARSET_MULTI},
	{"iso-2022-jp", "ISO-2022-JP-3", "iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jpms",
	 GZ_CHARSET_SEVEN},
	{"iso-2022-kr", "ISO-2022-KR", "iso2022kr", GZ_CHARSET_SEVEN},
	{"iso-2022-cn", "ISO-2022-CN-EXT", "iso2022cn iso2022cnext", GZ_CHARSET_SEVEN},
	{"utf-7", "UTF-7", "utf7 unicode11utf7", GZ_CHARSET_SEVEN},
	{"utf-16le", "UTF-16LE", "utf16le utf16 unicode unicodelittle ucs2 ucs2le iso10646ucs2 unicodefeff",
	 GZ_CHARSET_WIDE2},
	{"utf-16be", "UTF-16BE", "utf16be ucs2be unicodebig unicodefffe", GZ_CHARSET_WIDE2},
	{"utf-32le", "UTF-32LE", "utf32le utf32 ucs4 ucs4le iso10646ucs4", GZ_CHARSET_WIDE4},
	{"utf-32be", "UTF-32BE", "utf32be ucs4be", GZ_CHARSET_WIDE4},
	{NULL, NULL, NULL, GZ_CHARSET_NOTHING},
};

_Static_assert(GZ_COUNT(gz_charset_table) <= GZ_CHARSETS, "counted in struct gz_read_progress");

const char *gz_charset_name(size_t index)
{
	return index < GZ_COUNT(gz_charset_table) - 1 ? gz_charset_table[index].name : NULL;
}

const char *gz_charset_way_name(enum gz_charset_way way)
{
	static const char *const names[GZ_CHARSET_WAYS] = {"byte order mark", "declared", "detected",
							   "assumed"};

	return names[way];
}

/* Letters and digits only, in small letters; empty when it is too long to be a name. */
static struct gz_str plain_label(struct gz_str label, char out[LABEL_MAX])
{
	size_t len = 0;
	char lead = '\0';

	for (size_t i = 0; i < label.len; i++) {
		char c = label.ptr[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
			/* "x-sjis": a name that was never registered */
			if (c == '-' && len == 1 && out[0] == 'x' && lead == 'x')
				len = 0;
			continue;
		}
		if (len == LABEL_MAX)
			return GZ_STR("");
		if (len == 0)
			lead = c;
		out[len++] = c;
	}
	return gz_str_of(out, len);
}

static bool has_label(const char *labels, struct gz_str label)
{
	for (const char *at = labels; *at != '\0';) {
		size_t len = strcspn(at, " ");

		if (gz_str_eq(gz_str_of(at, len), label))
			return true;
		at += len + (at[len] == ' ');
	}
	return false;
}

static uint32_t find_plain(struct gz_str label)
{
	for (uint32_t i = 0; label.len > 0 && gz_charset_table[i].name != NULL; i++) {
		if (has_label(gz_charset_table[i].labels, label))
			return i;
	}
	return GZ_NONE;
}

uint32_t gz_charset_find(struct gz_str label)
{
	char room[LABEL_MAX];
	struct gz_str plain = plain_label(label, room);
	uint32_t found = find_plain(plain);

	/* The registry's other way to write them: "csISO88592", "csShiftJIS". */
	if (found == GZ_NONE && gz_str_starts(plain, GZ_STR("cs")))
		found = find_plain(gz_str_of(plain.ptr + 2, plain.len - 2));
	return found;
}
