/*
 * place.c: a file or folder that appears complete or not at all. It is made under a name of its own beside
 * the target, is brought to the disk, and takes the target's place. A lock tells a run that is at work from
 * one that was killed.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gazet/sql.h"
#include "internal.h"

#define PARTIAL	    ".gazet-partial"
#define FOLDER_MARK "_gazet.json"

struct gz_place {
	char *path;    /* the target, symbolic links followed to files and folders */
	char *partial; /* NULL: the target is written to directly */
	FILE *file;    /* NULL: it is a folder */
	int folder;    /* holds the lock on it; -1: it is a file */
	struct gz_buf description;
	bool finished;
};

static char *join(const char *path, const char *suffix)
{
	char *joined;

	return asprintf(&joined, "%s%s", path, suffix) < 0 ? NULL : joined;
}

/* What a link to nothing says, as seen from where it stands; NULL: it is none. */
static char *follow(const char *path)
{
	const char *slash = strrchr(path, '/');
	int folder = slash != NULL ? (int)(slash - path) + 1 : 0;
	char target[PATH_MAX], *joined;
	ssize_t len = readlink(path, target, sizeof(target) - 1);

	if (len <= 0)
		return NULL;
	target[len] = '\0';
	if (target[0] == '/')
		folder = 0;
	return asprintf(&joined, "%.*s%s", folder, path, target) < 0 ? NULL : joined;
}

/* A pipe or a device: where /dev/stdout leads to then is no path that could be opened. */
static bool is_special(const char *path)
{
	struct stat there;

	return stat(path, &there) == 0 && !S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode);
}

/* Where a link leads, so that what it points to is replaced, or made, and not the link. */
static char *resolve(const char *path)
{
	char *real, *next;
	size_t len;

	if (is_special(path))
		return strdup(path);
	real = realpath(path, NULL);
	if (real != NULL)
		return real;
	next = errno == ENOENT ? follow(path) : NULL; /* links in a circle are ELOOP */
	if (next != NULL) {
		real = resolve(next);
		free(next);
		return real;
	}
	real = strdup(path);
	len = real != NULL ? strlen(real) : 0;
	while (len > 1 && real[len - 1] == '/')
		real[--len] = '\0';
	return real;
}

static struct gz_place *make(const char *path, struct gz_error *err)
{
	struct gz_place *p = calloc(1, sizeof(*p));

	if (p == NULL) {
		gz_fail_nomem(err);
		return NULL;
	}
	p->folder = -1;
	p->path = resolve(path);
	p->partial = p->path != NULL ? join(p->path, PARTIAL) : NULL;
	if (p->partial == NULL) {
		gz_fail_nomem(err);
		gz_place_close(p);
		return NULL;
	}
	return p;
}

static bool busy(const struct gz_place *p, struct gz_error *err)
{
	return gz_fail(err, GZ_EUSAGE, "another export is writing %s", p->partial);
}

/* ---- files ------------------------------------------------------------------------------ */

/* A lock on what has the name now: it may have been renamed between opening and locking. */
static bool lock(const struct gz_place *p, int fd, bool *locked, bool *again, struct gz_error *err)
{
	struct stat held, named;

	*again = *locked = false;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? busy(p, err) : gz_export_failed(p->partial, err);
	*locked = true;
	if (fstat(fd, &held) != 0)
		return gz_export_failed(p->partial, err);
	if (lstat(p->partial, &named) == 0)
		*again = named.st_ino != held.st_ino || named.st_dev != held.st_dev;
	else if (errno == ENOENT)
		*again = true;
	else
		return gz_export_failed(p->partial, err);
	return true;
}

/* Made, or found where a killed run left it; *made tells which. */
static int open_name(const char *path, bool *made)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);

	*made = fd >= 0;
	return fd >= 0 || errno != EEXIST ? fd
					  : open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
}

static bool open_partial(struct gz_place *p, struct gz_error *err)
{
	bool again = true, made, locked;
	int fd = -1;

	while (again) {
		fd = open_name(p->partial, &made);
		if (fd < 0) /* without a folder, the name that was given says more */
			return gz_export_failed(errno == ENOENT ? p->path : p->partial, err);
		if (!lock(p, fd, &locked, &again, err)) {
			if (made && locked)
				unlink(p->partial);
			free(p->partial); /* else it is somebody else's */
			p->partial = NULL;
			close(fd);
			return false;
		}
		if (again)
			close(fd);
	}
	if (ftruncate(fd, 0) != 0 || (p->file = fdopen(fd, "wb")) == NULL) {
		gz_export_failed(p->partial, err);
		unlink(p->partial); /* it is locked: ours */
		close(fd);
		return false;
	}
	return true;
}

bool gz_place_file(const char *path, struct gz_place **out, FILE **stream, struct gz_error *err)
{
	struct gz_place *p = make(path, err);
	struct stat there;
	bool good, exists;

	*out = NULL;
	if (p == NULL)
		return false;
	exists = stat(p->path, &there) == 0;
	if (exists && S_ISDIR(there.st_mode)) {
		good = gz_fail(err, GZ_EUSAGE, "%s is a folder, and this export is one file", path);
	} else if (exists && !S_ISREG(there.st_mode)) {
		free(p->partial);
		p->partial = NULL;
		p->file = fopen(p->path, "wb");
		good = p->file != NULL || gz_export_failed(path, err);
	} else if (exists && gz_sql_is_database(p->path)) {
		free(p->partial);
		p->partial = NULL;
		good = gz_fail(err, GZ_EUSAGE, "%s is a gazet database: it is not overwritten", path);
	} else {
		good = open_partial(p, err);
		if (good && exists)
			(void)!fchmod(fileno(p->file), there.st_mode & 0777);
	}
	if (!good) {
		gz_place_close(p);
		return false;
	}
	*stream = p->file;
	*out = p;
	return true;
}

/* ---- folders ----------------------------------------------------------------------------- */

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info;
	(void)kind;
	(void)where;
	return remove(path);
}

static bool remove_tree(const char *path, struct gz_error *err)
{
	/* Links are removed and not followed. One folder is open at a time, however few files may be. */
	return nftw(path, remove_entry, 1, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT ||
	       gz_fail(err, GZ_EIO, "cannot remove %s: %s", path, strerror(errno));
}

/* Only what an export has made, or an empty folder, is replaced. */
static bool may_replace(const char *path, struct gz_error *err)
{
	bool empty = true, ours = false;
	struct dirent *entry;
	DIR *dir = opendir(path);
	int code;

	if (dir == NULL)
		return errno == ENOENT ||
		       gz_fail(err, GZ_EIO, "cannot write the folder %s: %s", path, strerror(errno));
	while ((errno = 0, entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		empty = false;
		ours |= strcmp(entry->d_name, FOLDER_MARK) == 0;
	}
	code = errno;
	closedir(dir);
	if (code != 0)
		return gz_fail(err, GZ_EIO, "cannot read the folder %s: %s", path, strerror(code));
	return empty || ours ||
	       gz_fail(err, GZ_EUSAGE,
		       "%s is a folder with files that no export has made (it has no %s): name another, or "
		       "empty it",
		       path, FOLDER_MARK);
}

/* What a killed run left is removed. */
static bool clear_partial(struct gz_place *p, struct gz_error *err)
{
	int fd = open(p->partial, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool locked, again, good;

	if (fd < 0)
		return errno == ENOENT || gz_export_failed(p->partial, err);
	good = lock(p, fd, &locked, &again, err) && (again || remove_tree(p->partial, err));
	close(fd);
	return good;
}

static bool make_partial(struct gz_place *p, struct gz_error *err)
{
	bool locked, again = false, good;

	if (!clear_partial(p, err))
		return false;
	if (mkdir(p->partial, 0777) != 0)
		return errno == EEXIST ? busy(p, err) : gz_export_failed(p->partial, err);
	p->folder = open(p->partial, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (p->folder < 0) {
		gz_export_failed(p->partial, err);
		rmdir(p->partial); /* only as long as it is empty, so nobody else's work */
		return false;
	}
	good = lock(p, p->folder, &locked, &again, err);
	if (good && !again)
		return true;
	if (!good && err->code != GZ_EUSAGE)
		rmdir(p->partial); /* as above */
	close(p->folder);	   /* else what has the name now is somebody else's */
	p->folder = -1;
	return good ? busy(p, err) : false;
}

bool gz_place_folder(const char *path, struct gz_place **out, struct gz_error *err)
{
	struct gz_place *p = make(path, err);

	*out = NULL;
	if (p == NULL)
		return false;
	if (!may_replace(p->path, err) || !make_partial(p, err)) {
		if (p->folder < 0) { /* nothing here is ours */
			free(p->partial);
			p->partial = NULL;
		}
		gz_place_close(p);
		return false;
	}
	*out = p;
	return true;
}

/* ---- the end ------------------------------------------------------------------------------- */

const char *gz_place_path(const struct gz_place *p)
{
	return p->partial != NULL ? p->partial : p->path;
}

bool gz_place_describe(struct gz_place *p, struct gz_str json, struct gz_error *err)
{
	gz_buf_clear(&p->description);
	gz_buf_str(&p->description, json);
	return gz_buf_byte(&p->description, '\n') || gz_fail_nomem(err);
}

static bool write_small(const char *path, struct gz_str content, struct gz_error *err)
{
	FILE *file = fopen(path, "wb");
	bool good;

	if (file == NULL)
		return gz_export_failed(path, err);
	good = fwrite(content.ptr, 1, content.len, file) == content.len && fflush(file) == 0 &&
	       fsync(fileno(file)) == 0;
	good = fclose(file) == 0 && good;
	return good || gz_export_failed(path, err);
}

/* The new folder and the old one change their names at once, where the file system can. */
static bool replace_folder(struct gz_place *p, struct gz_error *err)
{
	if (rename(p->partial, p->path) == 0)
		return true;
	if (errno != ENOTEMPTY && errno != EEXIST)
		return gz_export_failed(p->path, err);
	if (renameat2(AT_FDCWD, p->partial, AT_FDCWD, p->path, RENAME_EXCHANGE) != 0) {
		if (errno != EINVAL && errno != ENOSYS)
			return gz_export_failed(p->path, err);
		return remove_tree(p->path, err) &&
		       (rename(p->partial, p->path) == 0 || gz_export_failed(p->path, err));
	}
	return remove_tree(p->partial, err);
}

static bool finish_folder(struct gz_place *p, struct gz_error *err)
{
	char *mark = join(p->partial, "/" FOLDER_MARK);
	struct gz_str none = GZ_STR("{}\n");
	bool good;

	if (mark == NULL)
		return gz_fail_nomem(err);
	good = write_small(mark, p->description.len > 0 ? gz_buf_view(&p->description) : none, err);
	free(mark);
	if (!good)
		return false;
	if (syncfs(p->folder) != 0)
		return gz_export_failed(p->partial, err);
	/* The target may have changed since. */
	return may_replace(p->path, err) && replace_folder(p, err);
}

/* A file and its description have their names one right after the other, once both are written. */
static bool finish_described(struct gz_place *p, struct gz_error *err)
{
	char *path = join(p->path, ".meta.json"), *partial = join(p->path, ".meta.json" PARTIAL);
	bool good = (path != NULL && partial != NULL) || gz_fail_nomem(err);

	if (good && !write_small(partial, gz_buf_view(&p->description), err)) {
		unlink(partial);
		good = false;
	} else if (good && rename(p->partial, p->path) != 0) {
		good = gz_export_failed(p->path, err);
		unlink(partial);
	} else if (good) {
		good = rename(partial, path) == 0 || gz_export_failed(path, err);
	}
	free(path);
	free(partial);
	return good;
}

static bool finish_file(struct gz_place *p, struct gz_error *err)
{
	errno = 0;
	if (fflush(p->file) != 0 || ferror(p->file) || (p->partial != NULL && fsync(fileno(p->file)) != 0))
		return gz_export_failed(p->path, err);
	if (p->partial == NULL)
		return true;
	if (p->description.len > 0)
		return finish_described(p, err);
	return rename(p->partial, p->path) == 0 || gz_export_failed(p->path, err);
}

bool gz_place_finish(struct gz_place *p, struct gz_error *err)
{
	if (!(p->folder >= 0 ? finish_folder(p, err) : finish_file(p, err)))
		return false;
	p->finished = true;
	return true;
}

void gz_place_close(struct gz_place *p)
{
	struct gz_error ignored;

	if (p == NULL)
		return;
	if (!p->finished && p->partial != NULL && p->file != NULL)
		unlink(p->partial);
	if (!p->finished && p->partial != NULL && p->folder >= 0 && !remove_tree(p->partial, &ignored)) {
		/* Where no file more can be opened, the lock goes, and gives its place. */
		close(p->folder);
		p->folder = -1;
		remove_tree(p->partial, &ignored);
	}
	if (p->file != NULL)
		fclose(p->file);
	if (p->folder >= 0)
		close(p->folder);
	gz_buf_free(&p->description);
	free(p->partial);
	free(p->path);
	free(p);
}
