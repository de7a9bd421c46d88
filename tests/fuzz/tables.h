/* tables.h: a gazetteer of tables that stand in memory, for fuzz targets. */
#ifndef FUZZ_TABLES_H
#define FUZZ_TABLES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "gazet/gaz.h"
#include "must.h"

#define FUZZ_TABLES 12

/* As gz_gaz_load of a layer for each table, at most FUZZ_TABLES. */
static inline bool fuzz_load(const struct gz_str *tables, size_t count, struct gz_gaz **out, struct gz_error *err)
{
	char paths[FUZZ_TABLES][32];
	const char *path[FUZZ_TABLES];
	int fd[FUZZ_TABLES];
	bool good;

	for (size_t i = 0; i < count; i++) {
		fd[i] = memfd_create("table", MFD_CLOEXEC);
		must(fd[i] >= 0 && write(fd[i], tables[i].ptr, tables[i].len) == (ssize_t)tables[i].len);
		snprintf(paths[i], sizeof(paths[0]), "/proc/self/fd/%d", fd[i]);
		path[i] = paths[i];
	}
	good = gz_gaz_load(path, count, NULL, NULL, out, err);
	for (size_t i = 0; i < count; i++)
		close(fd[i]);
	return good;
}

#endif
