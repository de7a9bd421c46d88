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

bool gz_gaz_kind_of(struct gz_str kinds, struct gz_str code, struct gz_str *kind)
{
	*kind = gz_str_of("", 0);
	if (kinds.len == 0)
		return true;
	while (kinds.len > 0) {
		size_t end = gz_str_find(kinds, '\n'), next = end < kinds.len ? end + 1 : end;
		struct gz_str line = gz_str_of(kinds.ptr, end), word;
		bool named = gz_kind_word(&line, &word);

		kinds = gz_str_of(kinds.ptr + next, kinds.len - next);
		if (!named || (line.len > 0 && !has_code(line, code)))
			continue;
		*kind = word;
		if (line.len > 0)
			break;
	}
	return kind->len > 0 && !gz_str_eq(*kind, GZ_STR("-"));
}
