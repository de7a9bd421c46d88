/* file.c: compiled gazetteers as files: mapped to be read; written beside first, then renamed, so that they
 * are whole. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "layout.h"

/* The whole of a file up to this size is compared with its checksum when it is opened. */
#define VERIFIED_BYTES ((size_t)64 << 20)
/* Written at once of memory that is given back behind it: a multiple of huge pages. */
#define WRITTEN_BYTES ((size_t)4 << 20)

static bool refuse(struct gz_error *err, const char *path, int code)
{
	return gz_fail_at(err, GZ_EIO, path, 0, 0, "%s", strerror(code));
}

/* ---- reading --------------------------------------------------------------------- */

/* As much as there is of `size` bytes, however the system gives them. */
static size_t read_some(int file, char *out, size_t size)
{
	size_t len = 0;
	ssize_t got = 1;

	while (len < size && got != 0) {
		got = read(file, out + len, size - len);
		if (got > 0)
			len += (size_t)got;
		else if (got < 0 && errno != EINTR)
			break;
	}
	return len;
}

bool gz_gaz_is_compiled(const char *path)
{
	char magic[sizeof(((struct gz_image_header *)0)->magic)];
	struct stat info;
	bool is;
	int file;

	/* Nothing is taken out of a pipe: who loads it wants all of it. */
	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
		return false;
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return false;
	is = read_some(file, magic, sizeof(magic)) == sizeof(magic) &&
	     memcmp(magic, GZ_IMAGE_MAGIC, sizeof(magic)) == 0;
	close(file);
	return is;
}

/* Maps a file that can be a compiled gazetteer; NULL where it cannot be. */
static void *map_file(const char *path, size_t *size, struct gz_error *err)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	void *bytes = MAP_FAILED;
	struct stat info;

	if (file < 0 || fstat(file, &info) != 0) {
		refuse(err, path, errno);
	} else if (!S_ISREG(info.st_mode) || (size_t)info.st_size < strlen(GZ_IMAGE_MAGIC)) {
		gz_fail_at(err, GZ_EFORMAT, path, 0, 0, "this is no compiled gazetteer");
	} else {
		*size = (size_t)info.st_size;
		bytes = mmap(NULL, *size, PROT_READ, MAP_SHARED, file, 0);
		if (bytes == MAP_FAILED)
			refuse(err, path, errno);
	}
	if (file >= 0)
		close(file);
	return bytes == MAP_FAILED ? NULL : bytes;
}

bool gz_gaz_open(const char *path, struct gz_gaz **out, struct gz_error *err)
{
	size_t size = 0;
	void *bytes = map_file(path, &size, err);

	*out = NULL;
	if (bytes == NULL)
		return false;
	/* Where the file system has huge pages for files; a hint, no more. */
	madvise(bytes, size, MADV_HUGEPAGE);
	if (!gz_image_open(bytes, size, path, out, err))
		return false;
	if (size > VERIFIED_BYTES || gz_gaz_verify(*out, err))
		return true;
	gz_gaz_free(*out);
	*out = NULL;
	return false;
}

/* ---- writing ---------------------------------------------------------------------- */

static bool write_all(int file, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t wrote = write(file, bytes, size);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return false;
		bytes += wrote;
		size -= (size_t)wrote;
	}
	return true;
}

/* The same, and gives the memory of what is written back, so that the file's pages can have it: the system
 * has used and zeroed it before, which takes as long as writing does. */
static bool write_away(int file, char *bytes, size_t size)
{
	while (size > 0) {
		size_t piece = size < WRITTEN_BYTES ? size : WRITTEN_BYTES;

		if (!write_all(file, bytes, piece))
			return false;
		madvise(bytes, piece, MADV_DONTNEED); /* a hint, no more */
		bytes += piece;
		size -= piece;
	}
	return true;
}

/* Makes a file beside `path` that nobody else writes; its name in `aside`. Negative, with errno, where that
 * fails. */
static int create_beside(const char *path, struct gz_buf *aside)
{
	const char *slash = strrchr(path, '/');
	size_t folder = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	int file = -1;

	errno = EEXIST;
	for (int tries = 0; file < 0 && errno == EEXIST && tries < 100; tries++) {
		uint64_t random;

		if (getrandom(&random, sizeof(random), 0) != (ssize_t)sizeof(random))
			return -1;
		gz_buf_clear(aside);
		gz_buf_printf(aside, "%.*s.%s.%016llx%s", (int)folder, path, path + folder,
			      (unsigned long long)random, GZ_ASIDE_SUFFIX);
		if (!gz_buf_byte(aside, '\0')) {
			errno = ENOMEM;
			return -1;
		}
		file = open(aside->ptr, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	}
	return file;
}

static bool write_file(const struct gz_gaz *g, bool away, const char *path, struct gz_error *err)
{
	struct gz_buf aside = {0};
	int file, code = 0;

	if (!gz_image_seal(g, err))
		return false;
	file = create_beside(path, &aside);
	if (file < 0) {
		code = errno;
	} else {
		/* On the disk before it has its name: a name whose bytes a crash lost would be worse than
		 * none. */
		if (!(away ? write_away(file, g->bytes, g->size) : write_all(file, g->bytes, g->size)) ||
		    fsync(file) != 0)
			code = errno;
		if (close(file) != 0 && code == 0)
			code = errno;
		if (code == 0 && rename(aside.ptr, path) != 0)
			code = errno;
		if (code != 0)
			unlink(aside.ptr);
	}
	gz_buf_free(&aside);
	return code == 0 || refuse(err, path, code);
}

bool gz_gaz_compile(const struct gz_gaz *g, const char *path, struct gz_error *err)
{
	return write_file(g, false, path, err);
}

bool gz_gaz_unload(struct gz_gaz *g, const char *path, struct gz_error *err)
{
	bool good = write_file(g, true, path, err);

	gz_gaz_free(g);
	return good;
}
