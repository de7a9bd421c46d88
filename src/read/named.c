/* named.c: what the names of files tell about them. */
#include <string.h>

#include "internal.h"

bool gz_path_named(const char *path, const char *ending)
{
	static const char *const after[] = {"", ".gz", ".bz2", ".xz", ".zst"};
	struct gz_str whole = gz_str(path);

	for (size_t i = 0; i < GZ_COUNT(after); i++) {
		struct gz_str s = whole;

		if (!gz_str_ends(s, gz_str(after[i])))
			continue;
		s.len -= strlen(after[i]);
		if (gz_str_ends(s, gz_str(ending)))
			return true;
	}
	return false;
}
