/* paths_apart.c: PATHs of which none is in another one. */
#include <stdlib.h>
#include <string.h>

#include "gazet/read.h"
#include "paths_apart.h"

/* Would walking `folder` come to `path`? Both are absolute. */
static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	if (strncmp(path, folder, len) != 0)
		return false;
	if (len > 0 && folder[len - 1] != '/' && path[len] != '/')
		return false;
	return !gz_read_passes_over(path, len - (folder[len - 1] == '/'));
}

/* The path that `index` is in, or came before as; GZ_NONE: it is read. */
static size_t holder(char *const *real, size_t count, size_t index)
{
	for (size_t i = 0; real[index] != NULL && i < count; i++) {
		if (i == index || real[i] == NULL)
			continue;
		if (strcmp(real[i], real[index]) == 0 ? i < index : is_below(real[index], real[i]))
			return i;
	}
	return GZ_NONE;
}

bool paths_apart_open(struct paths_apart *p, const struct settings *s, struct gz_error *err)
{
	char **real = calloc(s->arg_count + 1, sizeof(*real));

	p->path = calloc(s->arg_count + 1, sizeof(*p->path));
	p->count = 0;
	if (real == NULL || p->path == NULL) {
		free(real);
		return gz_fail_nomem(err);
	}
	for (size_t i = 0; i < s->arg_count; i++)
		real[i] = strcmp(s->args[i], "-") != 0 ? realpath(s->args[i], NULL) : NULL;
	for (size_t i = 0; i < s->arg_count; i++) {
		size_t in = holder(real, s->arg_count, i);

		if (in == GZ_NONE)
			p->path[p->count++] = s->args[i];
		else if (!s->quiet)
			say("%s is read once, with %s", s->args[i], s->args[in]);
	}
	for (size_t i = 0; i < s->arg_count; i++)
		free(real[i]);
	free(real);
	return true;
}

void paths_apart_close(struct paths_apart *p)
{
	free(p->path);
	p->path = NULL;
}
