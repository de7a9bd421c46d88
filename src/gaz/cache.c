/*
 * cache.c: compiled gazetteers of files that are given again and again, kept in a folder under names that
 * tell what they were made of: the hash of the files, and one of everything else that decides. So a changed
 * file has another name, processes that start at once make the same, and what is there is never changed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <xxhash.h>

#include "internal.h"
#include "layout.h"

#define SUFFIX	      ".gazetc"
#define HASH_DIGITS   32u
#define MAKER_DIGITS  8u
#define SECONDS_A_DAY (time_t)86400
/* What nobody opened for so long is removed. */
#define KEPT_DAYS 30

/* Who makes it, of which layers: format, folding, and the paths, which stand in messages. */
static uint32_t maker(uint64_t layers)
{
	struct gz_image_header h;

	memset(&h, 0, sizeof(h));
	gz_image_sign(&h);
	h.version = GZ_IMAGE_VERSION;
	h.size = sizeof(h);
	return (uint32_t)XXH3_64bits_withSeed(&h, sizeof(h), layers);
}

/* Is this the name of a file that we made here, or the one that it had before? */
static bool is_ours(struct gz_str name)
{
	bool aside = gz_str_starts(name, GZ_STR(".")) && gz_str_ends(name, GZ_STR(GZ_ASIDE_SUFFIX));
	struct gz_str stem = aside ? gz_str_of(name.ptr + 1, name.len - 1) : name;

	for (size_t i = 0; i < HASH_DIGITS + 1 + MAKER_DIGITS; i++) {
		bool fits =
			i < stem.len && (i == HASH_DIGITS ? stem.ptr[i] == '-'
							  : strchr("0123456789abcdef", stem.ptr[i]) != NULL);

		if (!fits || stem.ptr[i] == '\0')
			return false;
	}
	stem = gz_str_of(stem.ptr + HASH_DIGITS + 1 + MAKER_DIGITS,
			 stem.len - HASH_DIGITS - 1 - MAKER_DIGITS);
	return aside ? gz_str_starts(stem, GZ_STR(SUFFIX ".")) : gz_str_eq(stem, GZ_STR(SUFFIX));
}

static void remove_old(const char *folder)
{
	time_t oldest = time(NULL) - KEPT_DAYS * SECONDS_A_DAY;
	const struct dirent *entry;
	DIR *dir = opendir(folder);
	struct stat info;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (is_ours(gz_str(entry->d_name)) &&
		    fstatat(dirfd(dir), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(info.st_mode) && info.st_mtime < oldest)
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir != NULL)
		closedir(dir);
}

/* As mkdir -p, for the user alone. */
static void make_folder(const char *folder)
{
	char *path = strdup(folder);

	for (char *at = path; at != NULL && *at != '\0'; at++) {
		if (*at != '/' || at == path)
			continue;
		*at = '\0';
		mkdir(path, 0700);
		*at = '/';
	}
	if (path != NULL)
		mkdir(path, 0700);
	free(path);
}

/* So that it is known to be in use; once a day will do. */
static void touch(const char *path)
{
	struct stat info;

	if (stat(path, &info) == 0 && info.st_mtime < time(NULL) - SECONDS_A_DAY)
		utimensat(AT_FDCWD, path, NULL, 0);
}

/* NULL where it is not there, not sound, or not of these files. */
static struct gz_gaz *open_kept(const char *path, struct gz_str hash)
{
	struct gz_gaz *g;
	struct gz_error err;

	if (!gz_gaz_open(path, &g, &err))
		return NULL;
	if (gz_str_eq(gz_gaz_hash(g), hash)) {
		touch(path);
		return g;
	}
	gz_gaz_free(g);
	return NULL;
}

/* Writes what was loaded and opens it instead, so that its memory is shared; keeps *g where that fails. */
static void keep(struct gz_gaz **g, const char *folder, const char *path)
{
	struct gz_gaz *kept;
	struct gz_error err;

	make_folder(folder);
	if (!gz_gaz_compile(*g, path, &err))
		return;
	remove_old(folder);
	kept = open_kept(path, gz_gaz_hash(*g));
	if (kept == NULL)
		return;
	gz_gaz_free(*g);
	*g = kept;
}

bool gz_gaz_load_cached(const char *const *paths, size_t count, const char *folder,
			void (*fault)(void *self, const struct gz_error *err), void *self,
			struct gz_gaz **out, bool *kept, struct gz_error *err)
{
	struct gz_buf path = {0};
	char hash[HASH_DIGITS + 1];
	uint64_t layers;
	bool good;

	if (kept != NULL)
		*kept = false;
	if (!gz_paths_hash(paths, count, hash, &layers) ||
	    !gz_buf_printf(&path, "%s/%s-%08x%s", folder, hash, maker(layers), SUFFIX) ||
	    !gz_buf_byte(&path, '\0')) {
		gz_buf_free(&path);
		return gz_gaz_load(paths, count, fault, self, out, err);
	}
	*out = open_kept(path.ptr, gz_str(hash));
	good = *out != NULL;
	if (good && kept != NULL)
		*kept = true;
	if (!good)
		good = gz_gaz_load(paths, count, fault, self, out, err);
	/* Where a file changed in between, it is not what the name says. */
	if (good && gz_gaz_path(*out)[0] == '\0' && gz_str_eq(gz_gaz_hash(*out), gz_str(hash)))
		keep(out, folder, path.ptr);
	gz_buf_free(&path);
	return good;
}
