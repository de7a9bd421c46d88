/*
 * fold.c: folding of one token that is not all ASCII: compatibility decomposition and case folding by
 * utf8proc, then the diacritics of five scripts removed, Chinese characters simplified, letters of Persian and
 * Hindi made one, then composed again.
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "internal.h"

/* Letters with a stroke or ligature, which decomposition leaves whole, as readers without the key write them.
 */
static const struct {
	uint32_t code;
	char plain[3];
} stroke_letters[] = {
	{0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x0111, "d"},  {0x0127, "h"},
	{0x00fe, "th"}, {0x0131, "i"}, {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},
};

/* Latin, Greek, Cyrillic, Hebrew, Arabic, in decomposed form. */
bool gz_fold_loses_marks(int32_t base)
{
	return base < 0x0530 || (base >= 0x0590 && base < 0x0700) || (base >= 0x0750 && base < 0x0780) ||
	       (base >= 0x08a0 && base < 0x0900) || (base >= 0x1d00 && base < 0x2000) ||
	       (base >= 0x2c60 && base < 0x2c80) || (base >= 0xa720 && base < 0xa800) ||
	       (base >= 0xfb00 && base < 0xfe00);
}

/* Letters of Persian and Urdu that many write with the Arabic key, or the other way. The final alef maksura of
 * Arabic stays: it tells a preposition from the name Ali. */
static int32_t fold_arabic(int32_t code)
{
	return code == 0x06cc ? 0x064a : code == 0x06a9 ? 0x0643 : code;
}

/* The dot of Devanagari that makes sounds of other languages of letters, which many leave out: z of j, f of ph.
 * Of d and dh it makes letters of Hindi, and stays. */
static bool is_foreign_dot(int32_t mark, int32_t base)
{
	return mark == 0x093c &&
	       (base == 0x0915 || base == 0x0916 || base == 0x0917 || base == 0x091c || base == 0x092b);
}

/* The compatibility decomposition of the Thai and Lao letters AM, which is one vowel: put together again. */
static int32_t vowel_am(const int32_t *in, size_t left)
{
	if (left > 1 && in[0] == 0x0e4d && in[1] == 0x0e32)
		return 0x0e33;
	return left > 1 && in[0] == 0x0ecd && in[1] == 0x0eb2 ? 0x0eb3 : 0;
}

/* Drops what folding removes, in place; returns the new length. `out` has room for twice the length. */
static size_t strip(const int32_t *in, size_t count, enum gz_class kind, int32_t *out)
{
	size_t len = 0;
	int32_t base = 0;

	for (size_t i = 0; i < count; i++) {
		enum gz_class class = gz_class_of((uint32_t)in[i]);
		int32_t am = vowel_am(in + i, count - i);
		size_t s = 0;

		if (am != 0) {
			out[len++] = base = am;
			i++;
			continue;
		}
		if (class == GZ_CLASS_MARK) {
			if (kind != GZ_CLASS_DIGIT && !gz_fold_loses_marks(base) && !is_foreign_dot(in[i], base))
				out[len++] = in[i];
			continue;
		}
		if (class == GZ_CLASS_IGNORED)
			continue;
		base = fold_arabic(gz_fold_han(in[i]));
		/* Tatweel only stretches a word; compatibility forms bring signs, and spaces that carry a
		 * mark. */
		if (base == 0x0640 || class == GZ_CLASS_BREAK)
			continue;
		while (s < GZ_COUNT(stroke_letters) && stroke_letters[s].code != (uint32_t)base)
			s++;
		if (s == GZ_COUNT(stroke_letters)) {
			out[len++] = base;
			continue;
		}
		for (const char *plain = stroke_letters[s].plain; *plain; plain++)
			out[len++] = (unsigned char)*plain;
	}
	return len;
}

bool gz_fold_token(struct gz_str token, enum gz_class kind, struct gz_arena *arena, struct gz_str *out)
{
	utf8proc_ssize_t count;
	int32_t *codes, *kept;
	size_t len = 0;
	char *bytes;

	*out = gz_str_of("", 0);
	count = utf8proc_decompose((const utf8proc_uint8_t *)token.ptr, (utf8proc_ssize_t)token.len, NULL, 0,
				   GZ_FOLD_OPTIONS);
	if (count <= 0)
		return true;
	codes = gz_arena_alloc(arena, ((size_t)count + 1) * sizeof(*codes));
	kept = gz_arena_alloc(arena, ((size_t)count * 2 + 1) * sizeof(*kept));
	if (codes == NULL || kept == NULL)
		return false;
	count = utf8proc_decompose((const utf8proc_uint8_t *)token.ptr, (utf8proc_ssize_t)token.len, codes,
				   count, GZ_FOLD_OPTIONS);
	if (count <= 0)
		return true;
	count = (utf8proc_ssize_t)strip(codes, (size_t)count, kind, kept);
	count = utf8proc_normalize_utf32(kept, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (count <= 0)
		return true;
	bytes = gz_arena_alloc(arena, (size_t)count * 4);
	if (bytes == NULL)
		return false;
	for (utf8proc_ssize_t i = 0; i < count; i++)
		len += gz_utf8_encode((uint32_t)kept[i], bytes + len);
	*out = gz_str_of(bytes, len);
	return true;
}
