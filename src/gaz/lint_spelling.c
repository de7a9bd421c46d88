/* lint_spelling.c: rules about how a name is written: normal form, invisible characters, scripts, useless
 * marks. */
#include "lint.h"

/* Characters that a reader of the file cannot see. Joiners are letters' business in the scripts behind
 * Arabic. */
static bool is_invisible(uint32_t code, uint32_t before)
{
	if ((code == 0x200c || code == 0x200d) && before >= 0x0600)
		return false;
	return code == 0x00a0 || code == 0x00ad || code == 0x034f || code == 0x061c ||
	       (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202f) ||
	       (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || (code == ' ' && before == ' ');
}

/* 'L' Latin, 'C' Cyrillic, 'G' Greek letters, ' ' what separates words, 0 anything else. */
static char script_of(uint32_t code)
{
	if ((code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || (code >= 0xc0 && code < 0x250))
		return 'L';
	if (code >= 0x400 && code < 0x530)
		return 'C';
	if (code >= 0x370 && code < 0x400)
		return 'G';
	return code < 0x80 ? ' ' : 0;
}

static void check_characters(struct gz_lint *lint, struct gz_str name, const struct gz_origin *where)
{
	uint32_t code, before = 0;
	char script, word = 0;

	for (size_t i = 0; i < name.len; before = code) {
		i += gz_utf8_decode(name.ptr + i, name.len - i, &code);
		if (is_invisible(code, before)) {
			gz_lint_report(lint, GZ_RULE_INVISIBLE, where,
				       "'%.*s' holds U+%04X, which cannot be seen", GZ_ARG(name), code);
			return;
		}
		script = script_of(code);
		if (script == ' ') {
			word = 0;
		} else if (script != 0 && word != 0 && script != word) {
			gz_lint_report(lint, GZ_RULE_MIXED_SCRIPT, where,
				       "'%.*s' mixes letters of two scripts in a word", GZ_ARG(name));
			return;
		} else if (script != 0) {
			word = script;
		}
	}
}

/* An `=` name must have a capital letter: without one every text in small letters has it. */
static bool has_capital(const struct gz_name *name)
{
	return name->shape == GZ_UPPER || name->shape == GZ_CAPITALISED || name->shape == GZ_MIXED;
}

void gz_lint_spelling(struct gz_lint *lint)
{
	for (uint32_t i = 0; i < gz_gaz_name_count(lint->g); i++) {
		const struct gz_name *name = gz_gaz_name(lint->g, i);
		struct gz_str text = gz_gaz_spelling(lint->g, name);
		const struct gz_origin *where = gz_lint_origin(lint, i);

		if (where->file == NULL) /* a surname taken from the name */
			continue;
		if (!gz_text_is_nfc(text))
			gz_lint_report(lint, GZ_RULE_NORMAL_FORM, where, "'%.*s' is not in normal form C",
				       GZ_ARG(text));
		check_characters(lint, text, where);
		if (name->exact && name->shape == GZ_CASELESS)
			gz_lint_report(lint, GZ_RULE_USELESS_MARK, where,
				       "'%.*s' has no letters with case, so that '=' does nothing",
				       GZ_ARG(text));
		else if (name->exact && !has_capital(name) && name->tokens == 1)
			gz_lint_report(lint, GZ_RULE_USELESS_MARK, where,
				       "'%.*s' begins with a small letter: '=' keeps nothing away",
				       GZ_ARG(text));
	}
}
