/* library.c: the version of utf8proc. */
#include <stdio.h>

#include <utf8proc.h>

#include "gazet/text.h"

bool gz_text_library(size_t index, struct gz_library *out)
{
	out->name = "utf8proc";
	snprintf(out->version, sizeof(out->version), "%s", utf8proc_version());
	return index == 0;
}
