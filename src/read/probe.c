/* probe.c: the table of input formats. The first one that takes a file's beginning reads it. */
#include <string.h>

#include "internal.h"

/* The most particular first: nearly everything is text. */
#define FORMATS(X)                                                                                           \
	X(nitf)                                                                                              \
	X(newsml)                                                                                            \
	X(rcv1)                                                                                              \
	X(rss)                                                                                               \
	X(atom)                                                                                              \
	X(html)                                                                                              \
	X(jsonl)                                                                                             \
	X(text)

#define FORMAT(name) &gz_format_##name,
#define NAME(name)   #name,

static const struct gz_format *const formats[] = {FORMATS(FORMAT)};
static const char *const names[] = {FORMATS(NAME) NULL};

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
