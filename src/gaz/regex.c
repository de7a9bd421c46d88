/* regex.c: what PCRE2 may compile for a rule. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "gazet/regex.h"

/* Longer than this, compiled it would be too large anyway (64 KiB). */
#define LENGTH_LIMIT 65535

bool gz_regexes_open(struct gz_regexes *r, struct gz_error *err)
{
	r->size = 0;
	r->context = pcre2_compile_context_create(NULL);
	if (r->context == NULL)
		return gz_fail_nomem(err);
	pcre2_set_max_pattern_length(r->context, LENGTH_LIMIT);
	return true;
}

void gz_regexes_close(struct gz_regexes *r)
{
	pcre2_compile_context_free(r->context);
	r->context = NULL;
}

bool gz_regex_compile(struct gz_regexes *r, struct gz_str regex, pcre2_code **out, struct gz_error *err)
{
	PCRE2_UCHAR message[256];
	PCRE2_SIZE offset, size = 0;
	int code;

	*out = pcre2_compile((PCRE2_SPTR)regex.ptr, regex.len,
			     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C, &code, &offset,
			     r->context);
	if (*out != NULL) {
		pcre2_pattern_info(*out, PCRE2_INFO_SIZE, &size);
		r->size += size;
		if (r->size <= GZ_REGEX_BYTES)
			return true;
		return gz_fail(err, GZ_ELIMIT, "the rules up to this one take more than %d MB when compiled",
			       GZ_REGEX_BYTES >> 20);
	}
	if (code == PCRE2_ERROR_HEAP_FAILED)
		return gz_fail_nomem(err);
	pcre2_get_error_message(code, message, sizeof(message));
	return gz_fail(err, GZ_EFORMAT, "the regex fails at its character %zu: %s", offset + 1,
		       (const char *)message);
}

void gz_regex_free(pcre2_code *code)
{
	pcre2_code_free(code);
}

bool gz_regex_has_group(const pcre2_code *code, const char *name)
{
	return pcre2_substring_number_from_name(code, (PCRE2_SPTR)name) > 0;
}
