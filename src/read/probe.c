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

const char *gz_format_foreign(struct gz_str head)
{
	static const struct {
		const char *mark, *name;
	} marks[] = {{"%PDF-", "PDF"}, {"%!PS", "PostScript"}, {"{\\rtf", "RTF"}};

	for (size_t i = 0; i < GZ_COUNT(marks); i++) {
		if (gz_str_starts(head, gz_str(marks[i].mark)))
			return marks[i].name;
	}
	if (gz_archive_is_package(head))
		return "a document, book or program packed as zip";
	return NULL;
}

const struct gz_format *gz_format_probe(const struct gz_head *head)
{
	if (gz_format_foreign(head->bytes) != NULL)
		return NULL;
	for (size_t i = 0; i < GZ_COUNT(formats); i++) {
		if (formats[i]->probe(head))
			return formats[i] == &gz_format_text && gz_csv_is_unnamed(head, NULL) ? NULL
											      : formats[i];
	}
	return NULL;
}

const char *const *gz_read_formats(void)
{
	return names;
}
