/* reform.c: a text in small letters, in capitals, or without punctuation: code point by code point. */
#include <utf8proc.h>

#include "internal.h"

static const char *const form_names[GZ_FORMS] = {"cased", "lower", "upper", "stripped"};

const char *gz_form_name(enum gz_form form)
{
	return form_names[form];
}

static bool is_space(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

	return code == '\t' || code == '\n' || code == '\r' || category == UTF8PROC_CATEGORY_ZS ||
	       category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

static uint32_t reformed(uint32_t code, enum gz_form form)
{
	if (form == GZ_FORM_CASED)
		return code;
	if (form == GZ_FORM_UPPER)
		return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
	if (form == GZ_FORM_STRIPPED && gz_class_of(code) == GZ_CLASS_BREAK && !is_space(code))
		return ' ';
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

bool gz_text_reform(struct gz_str text, enum gz_form form, struct gz_arena *arena, struct gz_str *out,
		    struct gz_error *err)
{
	/* No simple mapping makes more than 3 bytes of one. */
	char *at = gz_arena_alloc(arena, text.len * 3 + 1);
	uint32_t code;

	if (at == NULL)
		return gz_fail_nomem(err);
	*out = gz_str_of(at, 0);
	if (!gz_utf8_valid(text)) /* a damaged gazetteer's */
		return true;
	for (size_t i = 0; i < text.len;) {
		i += gz_utf8_decode(text.ptr + i, text.len - i, &code);
		out->len += gz_utf8_encode(reformed(code, form), at + out->len);
	}
	return true;
}
