/* import.c: the table of importers, an import's life, and the count of what it left out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static const struct gz_importer *const importers[] = {
	&gz_importer_spacy,  &gz_importer_petrarch, &gz_importer_jrc,
	&gz_importer_popolo, &gz_importer_wikidata,
};

const char *gz_import_format(size_t index, const char **about)
{
	if (index >= GZ_COUNT(importers))
		return NULL;
	*about = importers[index]->about;
	return importers[index]->name;
}

/* Goes through "theirs=ours,..."; false at the end, or where it is malformed (*rest is left there). */
static bool map_next(const char **rest, struct gz_str *theirs, enum gz_type *ours)
{
	size_t len = strcspn(*rest, ","), equals = strcspn(*rest, "=");

	if (len == 0 || equals == 0 || equals >= len)
		return false;
	*theirs = gz_str_of(*rest, equals);
	*ours = gz_type_of(gz_str_of(*rest + equals + 1, len - equals - 1));
	if (*ours == GZ_TYPES)
		return false;
	*rest += len + ((*rest)[len] == ',');
	return true;
}

static bool check_map(const char *map, struct gz_error *err)
{
	struct gz_str theirs;
	enum gz_type ours;

	while (map_next(&map, &theirs, &ours))
		;
	return *map == '\0' || gz_fail(err, GZ_EUSAGE,
				       "--map is LABEL=TYPE,... with the types person, country, org, place, "
				       "event; not '%s'",
				       map);
}

enum gz_type gz_import_type(const struct gz_import *im, struct gz_str label)
{
	const char *map = im->options.map ? im->options.map : "";
	struct gz_str theirs;
	enum gz_type ours;

	while (map_next(&map, &theirs, &ours)) {
		if (gz_str_eq(theirs, label))
			return ours;
	}
	return GZ_TYPES;
}

bool gz_import_open(const char *format, const struct gz_import_options *options, struct gz_import **out,
		    struct gz_error *err)
{
	const struct gz_importer *importer = NULL;
	struct gz_import *im;

	*out = NULL;
	for (size_t i = 0; i < GZ_COUNT(importers); i++) {
		if (strcmp(importers[i]->name, format) == 0)
			importer = importers[i];
	}
	if (importer == NULL)
		return gz_fail(err, GZ_EUSAGE, "there is no import format '%s'", format);
	if (options->map != NULL && !check_map(options->map, err))
		return false;
	im = calloc(1, sizeof(*im));
	if (im == NULL)
		return gz_fail_nomem(err);
	im->importer = importer;
	im->options = *options;
	if (importer->open != NULL && !importer->open(im)) {
		gz_import_close(im);
		return gz_fail_nomem(err);
	}
	*out = im;
	return true;
}

static bool alive(const struct gz_import *im, struct gz_error *err)
{
	return !im->failed || gz_fail_nomem(err);
}

static void end_file(struct gz_import *im)
{
	if (im->file.ptr != NULL && im->importer->end != NULL)
		im->importer->end(im);
	gz_arena_reset(&im->scratch);
}

bool gz_import_file(struct gz_import *im, const char *name, struct gz_error *err)
{
	end_file(im);
	im->file = gz_import_keep(im, gz_str(name));
	im->line = 0;
	return alive(im, err);
}

bool gz_import_line(struct gz_import *im, struct gz_str line, struct gz_error *err)
{
	im->line++;
	if (im->line == 1 && gz_str_starts(line, GZ_STR("\xef\xbb\xbf")))
		line = gz_str_of(line.ptr + 3, line.len - 3);
	if (gz_str_ends(line, GZ_STR("\r")))
		line.len--;
	if (!gz_utf8_valid(line))
		gz_import_refuse(im, "malformed UTF-8", "malformed UTF-8");
	else if (memchr(line.ptr ? line.ptr : "", '\0', line.len) != NULL)
		gz_import_refuse(im, "a NUL byte", "a NUL byte");
	else
		im->importer->line(im, line);
	gz_arena_reset(&im->scratch);
	return alive(im, err);
}

bool gz_import_lost(struct gz_import *im, const char *why, struct gz_error *err)
{
	im->line++;
	gz_import_refuse(im, "could not be read", "%s", why);
	return alive(im, err);
}

bool gz_import_finish(struct gz_import *im, struct gz_error *err)
{
	end_file(im);
	im->file = (struct gz_str){NULL, 0};
	if (im->importer->finish != NULL)
		im->importer->finish(im);
	return alive(im, err);
}

void gz_import_close(struct gz_import *im)
{
	if (im == NULL)
		return;
	if (im->importer->close != NULL)
		im->importer->close(im);
	GZ_VEC_FREE(&im->entities);
	GZ_VEC_FREE(&im->aliases);
	GZ_VEC_FREE(&im->offices);
	GZ_VEC_FREE(&im->reasons);
	gz_map_free(&im->ids);
	gz_map_free(&im->names);
	gz_arena_free(&im->scratch);
	gz_arena_free(&im->arena);
	free(im);
}

/* ---- what was left out ------------------------------------------------------------ */

static void count_reason(struct gz_import *im, const char *reason, bool refused)
{
	for (size_t i = 0; i < im->reasons.len; i++) {
		if (strcmp(im->reasons.ptr[i].text, reason) == 0 && im->reasons.ptr[i].refused == refused) {
			im->reasons.ptr[i].count++;
			return;
		}
	}
	if (!GZ_PUSH(&im->reasons, ((struct gz_import_reason){reason, refused, 1})))
		im->failed = true;
}

void gz_import_skip(struct gz_import *im, const char *reason)
{
	count_reason(im, reason, false);
}

void gz_import_refuse(struct gz_import *im, const char *reason, const char *format, ...)
{
	char message[GZ_MESSAGE_MAX];
	struct gz_error err;
	va_list args;

	count_reason(im, reason, true);
	if (im->options.refuse == NULL)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	gz_fail_at(&err, GZ_EFORMAT, im->file.ptr ? im->file.ptr : "", im->line, 0, "%s", message);
	im->options.refuse(im->options.self, &err);
}

void gz_import_count(const struct gz_import *im, struct gz_import_counts *out)
{
	*out = (struct gz_import_counts){im->entities.len, im->name_count, im->offices.len, 0, 0};
	for (size_t i = 0; i < im->reasons.len; i++) {
		const struct gz_import_reason *reason = &im->reasons.ptr[i];

		*(reason->refused ? &out->refused : &out->skipped) += reason->count;
	}
}

static int commonest(const void *a, const void *b)
{
	const struct gz_import_reason *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->text, y->text);
}

const char *gz_import_reason(struct gz_import *im, size_t index, bool *refused, uint64_t *count)
{
	if (index >= im->reasons.len)
		return NULL;
	if (index == 0)
		qsort(im->reasons.ptr, im->reasons.len, sizeof(*im->reasons.ptr), commonest);
	*refused = im->reasons.ptr[index].refused;
	*count = im->reasons.ptr[index].count;
	return im->reasons.ptr[index].text;
}

struct json_object *gz_import_json(struct gz_import *im, struct gz_str line)
{
	struct gz_error err;
	struct json_object *value = gz_json_parse(line, &err);

	if (value != NULL)
		return value;
	if (err.code == GZ_ENOMEM)
		im->failed = true;
	else
		gz_import_refuse(im, "no JSON object", "%s", err.message);
	return NULL;
}
