/* installed.c: where the installed gazetteer is, and where compiled ones are kept. */
#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gazet/setup.h"

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The file of the program or shared library that this code is in. A program knows itself by no path that can
 * be relied on: the system is asked. */
static bool own_file(char out[PATH_MAX])
{
	static const char here;
	struct link_map *map = NULL;
	Dl_info info;
	ssize_t len;

	if (dladdr1(&here, &info, (void **)&map, RTLD_DL_LINKMAP) != 0 && map != NULL &&
	    map->l_name[0] != '\0')
		return realpath(map->l_name, out) != NULL;
	len = readlink("/proc/self/exe", out, PATH_MAX - 1);
	out[len > 0 ? len : 0] = '\0';
	return len > 0;
}

const char *gz_setup_installed(char out[GZ_SETUP_PATH_MAX])
{
	static const char *const beside[] = {"../share/gazet/gazetteers", "../gazetteers",
					     "../../gazetteers"};
	char file[PATH_MAX], *slash;

	if (own_file(file)) {
		slash = strrchr(file, '/');
		if (slash != NULL)
			*slash = '\0';
		for (size_t i = 0; i < GZ_COUNT(beside); i++) {
			if (snprintf(out, GZ_SETUP_PATH_MAX, "%s/%s", file, beside[i]) < GZ_SETUP_PATH_MAX &&
			    is_folder(out))
				return out;
		}
	}
	snprintf(out, GZ_SETUP_PATH_MAX, "%s", GAZET_DATADIR "/gazetteers");
	return out;
}

bool gz_setup_cache(bool installed, char out[GZ_SETUP_PATH_MAX])
{
	const char *own = getenv("GAZET_CACHE"), *caches = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	int length = -1;

	if (own != NULL)
		length = snprintf(out, GZ_SETUP_PATH_MAX, "%s", own);
	else if (installed && caches != NULL && caches[0] == '/')
		length = snprintf(out, GZ_SETUP_PATH_MAX, "%s/gazet", caches);
	else if (installed && home != NULL && home[0] == '/')
		length = snprintf(out, GZ_SETUP_PATH_MAX, "%s/.cache/gazet", home);
	return length > 0 && length < GZ_SETUP_PATH_MAX;
}
