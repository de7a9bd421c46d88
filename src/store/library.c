/* library.c: the version of SQLite. */
#include <stdio.h>

#include "internal.h"

bool gz_store_library(size_t index, struct gz_library *out)
{
	out->name = "SQLite";
	snprintf(out->version, sizeof(out->version), "%s", sqlite3_libversion());
	return index == 0;
}
