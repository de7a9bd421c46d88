/* probe.c: which format reads a file. */
#include <string.h>

#include "internal.h"

#define FORMAT(name) &gz_format_##name,
#define NAME(name)   #name,

static const struct gz_format *const formats[] = {GZ_FORMATS(FORMAT)};
static const char *const names[] = {GZ_FORMATS(NAME) NULL};

const struct gz_format *gz_format_find(const char *name)
{
	for (size_t i = 0; i < GZ_COUNT(formats); i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

const struct gz_format *gz_format_probe(const struct gz_head *head)
{
	for (size_t i = 0; i < GZ_COUNT(formats); i++) {
		if (formats[i]->probe(head))
			return formats[i];
	}
	return NULL;
}

const char *const *gz_read_formats(void)
{
	return names;
}
