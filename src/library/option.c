/* option.c: options of the public header, which are names and values in turn. */
#include <string.h>

#include "internal.h"

static bool is_one_of(const char *value, const char *const words[3])
{
	return strcmp(value, words[0]) == 0 || strcmp(value, words[1]) == 0 || strcmp(value, words[2]) == 0;
}

bool gz_option_bool(const char *name, const char *value, bool *out, struct gz_error *err)
{
	static const char *const yes[] = {"1", "yes", "true"}, *const no[] = {"0", "no", "false"};

	*out = is_one_of(value, yes);
	return *out || is_one_of(value, no) ||
	       gz_fail(err, GZ_EUSAGE, "%s is 1 or 0, not '%.*s'", name,
		       GZ_ARG(gz_utf8_head(gz_str(value), 100)));
}

bool gz_option_number(const char *name, const char *value, uint64_t *out, struct gz_error *err)
{
	*out = 0;
	for (const char *c = value; *c >= '0' && *c <= '9' && *out <= UINT32_MAX; c++) {
		*out = *out * 10 + (uint64_t)(*c - '0');
		if (c[1] == '\0' && *out <= UINT32_MAX)
			return true;
	}
	return gz_fail(err, GZ_EUSAGE, "%s is a number up to 4294967295, not '%.*s'", name,
		       GZ_ARG(gz_utf8_head(gz_str(value), 100)));
}

bool gz_option_tagger(const char *const *options, struct gz_tagger_options *out, struct gz_error *err)
{
	*out = (struct gz_tagger_options){0};
	for (; options != NULL && options[0] != NULL; options += 2) {
		const char *name = options[0], *value = options[1];
		bool *flag = strcmp(name, "no-follow-ups") == 0	     ? &out->no_follow_ups
			     : strcmp(name, "keep-boilerplate") == 0 ? &out->keep_boilerplate
								     : NULL;

		if (flag == NULL)
			return gz_fail(err, GZ_EUSAGE,
				       "there is no option '%.*s': it is no-follow-ups or keep-boilerplate",
				       GZ_ARG(gz_utf8_head(gz_str(name), 100)));
		if (value == NULL)
			return gz_fail(err, GZ_EUSAGE, "the option %s has no value", name);
		if (!gz_option_bool(name, value, flag, err))
			return false;
	}
	return true;
}
