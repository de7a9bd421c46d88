/* gazetteer.c: gazetteers of the public header, and names as they are compared. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazet/text.h"
#include "internal.h"

static bool load(const char *const *paths, size_t count, bool installed, struct gz_gaz **out,
		 struct gz_error *err)
{
	char folder[GZ_SETUP_PATH_MAX];

	for (size_t i = 0; i < count; i++) {
		if (paths[i] == NULL)
			return gz_fail(err, GZ_EUSAGE, "path %zu of the gazetteer is NULL", i + 1);
		if (!gz_gaz_is_compiled(paths[i]))
			continue;
		if (count == 1)
			return gz_gaz_open(paths[i], out, err);
		return gz_fail_at(err, GZ_EUSAGE, paths[i], 0, 0,
				  "is compiled, and a compiled gazetteer stands alone: give only this one");
	}
	if (gz_setup_cache(installed, folder))
		return gz_gaz_load_cached(paths, count, folder, NULL, NULL, out, NULL, err);
	return gz_gaz_load(paths, count, NULL, NULL, out, err);
}

struct gz_gazetteer *gz_gazetteer_open(const char *const *paths, size_t count, struct gz_problem *problem)
{
	struct gz_gazetteer *g = calloc(1, sizeof(*g));
	char installed[GZ_SETUP_PATH_MAX];
	const char *const own[] = {installed};
	struct gz_error err;
	bool good;

	if (g == NULL)
		good = gz_fail_nomem(&err);
	else if (count == 0 || paths == NULL)
		good = gz_setup_installed(installed) != NULL && load(own, 1, true, &g->gaz, &err);
	else
		good = load(paths, count, false, &g->gaz, &err);
	if (good) {
		struct gz_str hash = gz_gaz_hash(g->gaz);

		snprintf(g->hash, sizeof(g->hash), "%.*s", GZ_ARG(hash));
	} else {
		free(g);
		g = NULL;
	}
	gz_problem_end(problem, good, &err);
	return g;
}

void gz_gazetteer_close(struct gz_gazetteer *gazetteer)
{
	if (gazetteer == NULL)
		return;
	gz_gaz_free(gazetteer->gaz);
	free(gazetteer);
}

const char *gz_gazetteer_hash(const struct gz_gazetteer *gazetteer)
{
	return gazetteer->hash;
}

size_t gz_gazetteer_count(const struct gz_gazetteer *gazetteer)
{
	return gz_gaz_entity_count(gazetteer->gaz);
}

char *gz_fold(const char *text, size_t length, struct gz_problem *problem)
{
	struct gz_arena arena = {0};
	struct gz_buf valid = {0};
	struct gz_error err;
	struct gz_str folded;
	uint64_t replaced = 0;
	char *out = NULL;
	bool good = true;

	if (length > 0)
		good = gz_utf8_repair(&valid, gz_str_of(text, length), &replaced) || gz_fail_nomem(&err);
	good = good && gz_text_fold(gz_buf_view(&valid), &arena, &folded, &err);
	if (good) {
		out = malloc(folded.len + 1);
		if (out != NULL) {
			memcpy(out, folded.len > 0 ? folded.ptr : "", folded.len);
			out[folded.len] = '\0';
		} else {
			good = gz_fail_nomem(&err);
		}
	}
	gz_problem_end(problem, good, &err);
	gz_buf_free(&valid);
	gz_arena_free(&arena);
	return out;
}
