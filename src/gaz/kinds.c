/*
 * kinds.c: what a pattern rule calls the same thing in different countries: a line for each kind, its word and
 * then the codes of the countries that have it. A line without codes is for all others; the word - is for
 * those of which the rule makes nothing.
 */
#include "internal.h"

bool gz_kind_word(struct gz_str *rest, struct gz_str *word)
{
	*rest = gz_str_trim(*rest);
	*word = gz_str_of(rest->ptr, gz_str_find(*rest, ' '));
	*rest = gz_str_of(rest->ptr + word->len, rest->len - word->len);
	return word->len > 0;
}

static bool has_code(struct gz_str codes, struct gz_str code)
{
	struct gz_str word;

	while (gz_kind_word(&codes, &word)) {
		if (gz_str_eq(word, code))
			return true;
	}
	return false;
}

/* Takes the next line that is not blank: its word, and the codes behind it. */
static bool next_line(struct gz_str *rest, struct gz_str *word, struct gz_str *codes)
{
	while (rest->len > 0) {
		size_t end = gz_str_find(*rest, '\n'), next = end < rest->len ? end + 1 : end;

		*codes = gz_str_of(rest->ptr, end);
		*rest = gz_str_of(rest->ptr + next, rest->len - next);
		if (gz_kind_word(codes, word))
			return true;
	}
	return false;
}

bool gz_kinds_name(struct gz_str kinds, struct gz_str code)
{
	struct gz_str word, codes;

	while (next_line(&kinds, &word, &codes)) {
		if (has_code(codes, code))
			return true;
	}
	return false;
}

bool gz_gaz_kind_of(struct gz_str kinds, struct gz_str code, struct gz_str *kind)
{
	const bool some = kinds.len > 0;
	struct gz_str word, codes;

	*kind = gz_str_of("", 0);
	while (next_line(&kinds, &word, &codes)) {
		if (codes.len > 0 && !has_code(codes, code))
			continue;
		*kind = word;
		if (codes.len > 0)
			break;
	}
	return !some || (kind->len > 0 && !gz_str_eq(*kind, GZ_STR("-")));
}
