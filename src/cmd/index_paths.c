/*
 * index_paths.c: what the PATHs of `index` are, before anything is made: a database where -d was forgotten
 * would leave the rest in another database, and where nothing can be opened none is needed.
 */
#include <string.h>
#include <unistd.h>

#include "index_paths.h"

static bool is_called_database(const char *path)
{
	size_t len = strlen(path);

	return len > 3 && strcmp(path + len - 3, ".db") == 0;
}

/* By its first bytes; a folder has none. */
static bool is_database(const char *path)
{
	static const char magic[16] = "SQLite format 3";
	char head[sizeof(magic)];
	FILE *file = fopen(path, "rb");
	bool is = file != NULL && fread(head, 1, sizeof(head), file) == sizeof(head) &&
		  memcmp(head, magic, sizeof(head)) == 0;

	if (file != NULL)
		fclose(file);
	return is;
}

bool index_paths_right(const struct settings *s)
{
	for (size_t i = 0; i < s->arg_count && s->db == NULL; i++) {
		const char *path = s->args[i];

		if (!is_called_database(path) || (access(path, R_OK) == 0 && !is_database(path)))
			continue;
		say("%s is no archive: is it the database? Then -d %s (nothing was indexed)", path, path);
		return false;
	}
	return true;
}

bool index_paths_open(const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(paths[i], "-") == 0 || access(paths[i], R_OK) == 0)
			return true;
	}
	return false;
}
