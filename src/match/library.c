/* library.c: the version of PCRE2. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <string.h>

#include "gazet/match.h"

bool gz_match_library(size_t index, struct gz_library *out)
{
	char text[64] = ""; /* "10.42 2022-12-11" */

	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof(text))
		pcre2_config(PCRE2_CONFIG_VERSION, text);
	out->name = "PCRE2";
	snprintf(out->version, sizeof(out->version), "%.*s", (int)strcspn(text, " "), text);
	return index == 0;
}
