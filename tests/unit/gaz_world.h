/*
 * gaz_world.h: small gazetteers for the tests of the gazetteer, the matcher, the resolver and the pipeline,
 * written to a temporary folder and loaded from there. Faults are caught as "file:line:column: message", with
 * the folder left out.
 */
#ifndef GAZ_WORLD_H
#define GAZ_WORLD_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "gazet/gaz.h"

#define WORLD_PATHS 12
#define WORLD_FAULTS 256

struct world {
	char folder[128];
	char *path[WORLD_PATHS]; /* a layer each */
	size_t paths;
	struct gz_gaz *gaz;
	struct gz_error err; /* of the last load */
	char *fault[WORLD_FAULTS];
	size_t faults;
};

static inline void world_open(struct world *w)
{
	const char *base = getenv("TMPDIR");

	*w = (struct world){0};
	snprintf(w->folder, sizeof(w->folder), "%s/gazet-test-XXXXXX", base != NULL ? base : "/tmp");
	assert_non_null(mkdtemp(w->folder));
}

static inline int world_remove(const char *path, const struct stat *info, int flag, struct FTW *at)
{
	(void)info;
	(void)flag;
	(void)at;
	return remove(path);
}

static inline void world_forget(struct world *w)
{
	gz_gaz_free(w->gaz);
	w->gaz = NULL;
	for (size_t i = 0; i < w->faults && i < WORLD_FAULTS; i++)
		free(w->fault[i]);
	w->faults = 0;
}

static inline void world_close(struct world *w)
{
	world_forget(w);
	for (size_t i = 0; i < w->paths; i++)
		free(w->path[i]);
	assert_int_equal(nftw(w->folder, world_remove, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* Writes a file below the folder; makes the folders on its way. */
static inline void world_write(struct world *w, const char *name, struct gz_str content)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", w->folder, name);
	for (char *slash = path + strlen(w->folder) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(content.ptr, 1, content.len, file), content.len);
	assert_int_equal(fclose(file), 0);
}

/* Names a layer: a file or folder below the folder; "" is the folder itself. */
static inline void world_layer(struct world *w, const char *name)
{
	assert_true(w->paths < WORLD_PATHS);
	assert_true(asprintf(&w->path[w->paths++], "%s%s%s", w->folder, *name ? "/" : "", name) > 0);
}

/* A file that is a layer of its own. */
static inline void world_add(struct world *w, const char *name, const char *content)
{
	world_write(w, name, gz_str(content));
	world_layer(w, name);
}

static inline void world_fault(void *self, const struct gz_error *err)
{
	char text[GZ_MESSAGE_MAX + 1024];
	const char *shown = gz_error_text(err, text, sizeof(text));
	struct world *w = self;

	if (strncmp(shown, w->folder, strlen(w->folder)) == 0)
		shown += strlen(w->folder) + 1;
	if (w->faults < WORLD_FAULTS) {
		w->fault[w->faults] = strdup(shown);
		assert_non_null(w->fault[w->faults]);
	}
	w->faults++;
}

/* Loads the layers; false with faults. */
static inline bool world_try(struct world *w)
{
	const char *paths[WORLD_PATHS];

	world_forget(w);
	w->err = (struct gz_error){0};
	for (size_t i = 0; i < w->paths; i++)
		paths[i] = w->path[i];
	return gz_gaz_load(paths, w->paths, world_fault, w, &w->gaz, &w->err);
}

static inline void world_load(struct world *w)
{
	bool good = world_try(w);

	if (!good && w->faults > 0)
		print_error("%s\n", w->fault[0]);
	assert_true(good);
	assert_int_equal(w->faults, 0);
	assert_non_null(w->gaz);
}

static inline const struct gz_entry *world_entry(const struct world *w, const char *id)
{
	const struct gz_entry *entity = gz_gaz_find(w->gaz, gz_str(id));

	if (entity == NULL)
		print_error("no entity %s\n", id);
	assert_non_null(entity);
	return entity;
}

/* The same in words. */
static inline struct gz_entity world_entity(const struct world *w, const char *id)
{
	return gz_entity_of(w->gaz, world_entry(w, id));
}

static inline void assert_str(struct gz_str s, const char *expected)
{
	char *copy = strndup(s.len > 0 ? s.ptr : "", s.len);

	assert_non_null(copy);
	assert_string_equal(copy, expected);
	free(copy);
}

#endif
