/* told.c: what is told at the end of a run, though nothing was rejected: titles without text, names of --map
 * that no record had, columns that are called alike. */
#include <stdio.h>
#include <string.h>

#include "internal.h"

#define PATH_BYTES 150 /* of a path; with "..." it fits into GZ_PLACE */

const char *gz_reader_place(const struct gz_reader *r, char out[GZ_PLACE])
{
	struct gz_str path = gz_str(gz_reader_file(r)), end = gz_utf8_tail(path, PATH_BYTES);

	snprintf(out, GZ_PLACE, "%s%.*s", end.len < path.len ? "..." : "", GZ_ARG(end));
	return out;
}

void gz_reader_note_title(struct gz_reader *r, struct gz_file *file, const struct gz_doc *doc)
{
	char place[GZ_PLACE];

	gz_count(&r->titles_alone, 1);
	if (++file->titles_alone == 1)
		snprintf(r->title_here, sizeof(r->title_here), "%s:%llu", gz_reader_place(r, place),
			 (unsigned long long)doc->record);
	if (file->titles_alone <= r->titles_most)
		return;
	r->titles_most = file->titles_alone;
	memcpy(r->title_most, r->title_here, sizeof(r->title_most));
}

void gz_reader_note_twice(struct gz_reader *r, const char *name)
{
	char place[GZ_PLACE];

	if (r->twice[0] == '\0')
		snprintf(r->twice, sizeof(r->twice), "%s: \"%.*s\"", gz_reader_place(r, place),
			 GZ_ARG(gz_utf8_head(gz_str(name), 60)));
}

const char *gz_reader_title_alone(const struct gz_reader *r, uint64_t *count, bool *keyed)
{
	*count = r->titles_most;
	*keyed = r->keys.records > 0 && !r->keys.mapped[GZ_KEY_TEXT] && r->keys.name[GZ_KEY_TEXT][0] != NULL;
	return r->titles_most > 0 ? r->title_most : NULL;
}

const char *gz_reader_unmet(const struct gz_reader *r, size_t *at, char out[GZ_MESSAGE_MAX])
{
	while (r->keys.records > 0 && *at < GZ_KEYS) {
		size_t key = (*at)++;

		if (!r->keys.mapped[key] || r->keys.met[key])
			continue;
		snprintf(out, GZ_MESSAGE_MAX, "%s=%.*s", gz_key_name((enum gz_key)key),
			 GZ_ARG(gz_utf8_head(gz_str(r->keys.name[key][0]), 200)));
		return out;
	}
	return NULL;
}

const char *gz_reader_twice(const struct gz_reader *r)
{
	return r->twice[0] != '\0' ? r->twice : NULL;
}
