/* internal.h: what the files of src/text/ share. */
#ifndef GAZET_TEXT_INTERNAL_H
#define GAZET_TEXT_INTERNAL_H

#include <string.h>

#include "gazet/text.h"

/* Is it one of these signs? A NUL of a text is none, though strchr finds it at the end of every list. */
static inline bool gz_is_sign_of(const char *signs, char c)
{
	return c != '\0' && strchr(signs, c) != NULL;
}

/* What a code point does to a token. */
enum gz_class {
	GZ_CLASS_BREAK = 0, /* ends it */
	GZ_CLASS_LETTER,    /* run of letters */
	GZ_CLASS_DIGIT,	    /* run of digits */
	GZ_CLASS_SINGLE,    /* Han, kana, Thai: a token of its own */
	GZ_CLASS_MARK,	    /* belongs to the letter or digit in front of it */
	GZ_CLASS_IGNORED    /* soft hyphen, joiners: inside a token, but no part of it */
};

enum gz_class gz_class_of(uint32_t code);
/* GZ_UPPER, GZ_LOWER or GZ_CASELESS. */
enum gz_shape gz_case_of(uint32_t code);

/* Folds the bytes of one token that is not all ASCII, by utf8proc. The result may be empty. False when memory
 * ran out. */
bool gz_fold_token(struct gz_str token, enum gz_class kind, struct gz_arena *arena, struct gz_str *out);
/* How gz_fold_token decomposes; only who includes utf8proc can use it. */
#define GZ_FOLD_OPTIONS                                                                                      \
	(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE)
/* The simplified character that is written for a traditional one; any other as it is. */
int32_t gz_fold_han(int32_t code);
/* Is this character, in decomposed form, of a script whose diacritics folding removes? */
bool gz_fold_loses_marks(int32_t base);

#endif
