/*
 * header.c owns the decision whether a file is ours before SQLite opens it for writing: a foreign or
 * newer file must stay as it is, and opening one with a journal beside it would already change it. The
 * bytes are read through SQLite's own file layer: closing a plain descriptor would drop the POSIX locks
 * of every other connection of this process to the same file.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "internal.h"

#define HEADER_BYTES 100

static int32_t big_endian(const unsigned char *p)
{
	return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3]);
}

char *gz_path_plain(const char *path)
{
	size_t len = strlen(path);
	char *plain = malloc(len + 3);

	if (!plain)
		return NULL;
	memcpy(plain, "./", 2);
	memcpy(plain + (path[0] == '/' ? 0 : 2), path, len + 1);
	return plain;
}

static bool read_bytes(sqlite3_vfs *vfs, sqlite3_file *file, const char *name, unsigned char *bytes,
		       sqlite3_int64 *size)
{
	int code = vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);
	int system_error = errno;

	if (code == SQLITE_OK) {
		code = file->pMethods->xFileSize(file, size);
		if (code == SQLITE_OK && *size) /* a short read leaves zeros */
			code = file->pMethods->xRead(file, bytes, HEADER_BYTES, 0);
		system_error = errno;
	}
	if (file->pMethods)
		file->pMethods->xClose(file);
	errno = system_error;
	return code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ;
}

static bool read_file(const char *path, unsigned char *bytes, sqlite3_int64 *size, struct gz_error *err)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	char *plain = gz_path_plain(path), *full = NULL;
	sqlite3_file *file = NULL;
	const char *name = NULL;
	bool done = false;

	if (!vfs || !plain) {
		gz_fail_nomem(err);
		goto out;
	}
	full = calloc(1, (size_t)vfs->mxPathname + 2);
	file = calloc(1, (size_t)vfs->szOsFile);
	if (!full || !file) {
		gz_fail_nomem(err);
		goto out;
	}
	if ((vfs->xFullPathname(vfs, plain, vfs->mxPathname + 1, full) & 0xff) != SQLITE_OK) {
		gz_fail_at(err, GZ_EDB, path, 0, 0, "cannot open: the path is too long or leads in a circle");
		goto out;
	}
	name = sqlite3_create_filename(full, "", "", 0, NULL);
	if (!name) {
		gz_fail_nomem(err);
		goto out;
	}
	done = read_bytes(vfs, file, name, bytes, size);
	if (!done)
		gz_fail_at(err, GZ_EDB, path, 0, 0, "cannot read: %s", strerror(errno));
out:
	sqlite3_free_filename((char *)name);
	free(file);
	free(full);
	free(plain);
	return done;
}

/* The power failed while the first tables were made: of the file there are zeros, and a journal by which
 * SQLite makes it empty again. */
static bool is_begun(const char *path, const unsigned char *bytes, bool *begun, struct gz_error *err)
{
	static const unsigned char zeros[HEADER_BYTES];
	struct stat st;
	char *journal;

	*begun = false;
	if (memcmp(bytes, zeros, HEADER_BYTES) != 0)
		return true;
	if (asprintf(&journal, "%s-journal", path) < 0)
		return gz_fail_nomem(err);
	*begun = stat(journal, &st) == 0 && st.st_size > 0;
	free(journal);
	return true;
}

bool gz_header_read(const char *path, struct gz_header *out, struct gz_error *err)
{
	unsigned char bytes[HEADER_BYTES] = {0};
	sqlite3_int64 size = 0;
	struct stat st;
	bool begun;

	*out = (struct gz_header){GZ_HEADER_ABSENT, 0, false};
	if (!path[0])
		return gz_fail(err, GZ_EUSAGE, "the database needs a file name");
	if (stat(path, &st) != 0) {
		if (errno == ENOENT)
			return true;
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "cannot open: %s", strerror(errno));
	}
	if (S_ISDIR(st.st_mode))
		return gz_fail_at(err, GZ_EDB, path, 0, 0,
				  "is a directory, not a database: name a file in it");
	if (!S_ISREG(st.st_mode))
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "is not a regular file: name another one");
	if (!read_file(path, bytes, &size, err))
		return false;
	out->kind = GZ_HEADER_EMPTY;
	if (!is_begun(path, bytes, &begun, err))
		return false;
	if (!size || begun)
		return true;
	if (memcmp(bytes, "SQLite format 3", 16) || big_endian(bytes + 68) != GZ_APPLICATION_ID)
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "not a gazet database: name another file");
	out->kind = GZ_HEADER_OURS;
	out->version = big_endian(bytes + 60);
	out->wal = bytes[18] == 2 || bytes[19] == 2;
	return true;
}

bool gz_sql_is_database(const char *path)
{
	struct gz_header header;
	struct gz_error err;

	return gz_header_read(path, &header, &err) && header.kind == GZ_HEADER_OURS;
}

bool gz_version_accept(const char *path, int64_t version, struct gz_error *err)
{
	int truth = (int)(version / 1000), derived = (int)(version % 1000);

	if (truth > GZ_SCHEMA_TRUTH)
		return gz_fail_at(
			err, GZ_EDB, path, 0, 0,
			"written by a newer gazet (schema %d); this gazet knows schema %d: update gazet",
			truth, GZ_SCHEMA_TRUTH);
	if (truth == GZ_SCHEMA_TRUTH && derived > GZ_SCHEMA_DERIVED)
		return gz_fail_at(err, GZ_EDB, path, 0, 0,
				  "written by a newer gazet (schema %d.%d); this gazet knows schema %d.%d: "
				  "update gazet",
				  truth, derived, GZ_SCHEMA_TRUTH, GZ_SCHEMA_DERIVED);
	if (truth < 1)
		return gz_fail_at(err, GZ_EDB, path, 0, 0, "not a gazet database (schema %d)", truth);
	return true;
}
