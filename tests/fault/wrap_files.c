/*
 * wrap_files.c: files that are read and written other than by SQLite, in the place of the C library's
 * functions: they fail when the plan says so.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "wrap.h"

static bool no_file(const FILE *stream)
{
	if (stream == stderr || !fault_hit(FAULT_FILE))
		return false;
	if (stream != NULL)
		((FILE *)(uintptr_t)stream)->_flags |= 0x20; /* what ferror() looks at in the GNU C library */
	errno = fault->effect == FAULT_FULL ? ENOSPC : EIO;
	return true;
}

/* Effects that are no faults are those of reading alone. */
static bool no_input(void)
{
	if (fault == NULL || fault->effect == FAULT_LESS || fault->effect == FAULT_BREAK ||
	    !fault_hit(FAULT_INPUT))
		return false;
	errno = EIO;
	return true;
}

/* ---- reading ---------------------------------------------------------------------------- */

WRAP(ssize_t, read, (int fd, void *out, size_t size))
{
	if (!fault_hit(FAULT_INPUT))
		return __real_read(fd, out, size);
	if (fault->effect == FAULT_LESS)
		return __real_read(fd, out, size > 1 ? (size < 300 ? size : 300) / 2 : size);
	errno = fault->effect == FAULT_BREAK ? EINTR : EIO;
	return -1;
}

WRAP(size_t, fread, (void *out, size_t size, size_t count, FILE *stream))
{
	if (!no_input())
		return __real_fread(out, size, count, stream);
	stream->_flags |= 0x20;
	return 0;
}

WRAP(int, fstat, (int fd, struct stat *out))
{
	return no_input() ? -1 : __real_fstat(fd, out);
}

WRAP(int, stat, (const char *path, struct stat *out))
{
	return no_input() ? -1 : __real_stat(path, out);
}

WRAP(int, lstat, (const char *path, struct stat *out))
{
	return no_input() ? -1 : __real_lstat(path, out);
}

WRAP(int, fstatat, (int fd, const char *path, struct stat *out, int flags))
{
	return no_input() ? -1 : __real_fstatat(fd, path, out, flags);
}

WRAP(int, access, (const char *path, int mode))
{
	return no_input() ? -1 : __real_access(path, mode);
}

WRAP(off_t, lseek, (int fd, off_t at, int from))
{
	return no_input() ? -1 : __real_lseek(fd, at, from);
}

WRAP(void *, mmap, (void *at, size_t size, int protection, int flags, int fd, off_t offset))
{
	if ((flags & MAP_ANONYMOUS) ? no_memory() : no_input())
		return MAP_FAILED;
	return __real_mmap(at, size, protection, flags, fd, offset);
}

WRAP(DIR *, opendir, (const char *path))
{
	return no_memory() || no_input() ? NULL : __real_opendir(path);
}

WRAP(struct dirent *, readdir, (DIR * folder))
{
	return no_input() ? NULL : __real_readdir(folder);
}

WRAP(ssize_t, readlink, (const char *path, char *out, size_t size))
{
	return no_input() ? -1 : __real_readlink(path, out, size);
}

WRAP(char *, realpath, (const char *path, char *out))
{
	return no_memory() || no_input() ? NULL : __real_realpath(path, out);
}

char *__wrap___realpath_chk(const char *path, char *out, size_t size);
char *__wrap___realpath_chk(const char *path, char *out, size_t size)
{
	(void)size;
	return __wrap_realpath(path, out);
}

WRAP(void *, dlopen, (const char *path, int flags))
{
	return no_memory() || no_input() ? NULL : __real_dlopen(path, flags);
}

WRAP(void *, dlsym, (void *library, const char *name))
{
	return no_input() ? NULL : __real_dlsym(library, name);
}

/* ---- opening, for the one or the other -------------------------------------------------- */

static bool no_open(int flags)
{
	return (flags & O_ACCMODE) == O_RDONLY ? no_input() : no_file(NULL);
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
	va_list rest;
	mode_t mode;

	va_start(rest, flags);
	mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return no_open(flags) ? -1 : __real_open(path, flags, mode);
}

WRAP(int, __open_2, (const char *path, int flags))
{
	return no_open(flags) ? -1 : __real___open_2(path, flags);
}

WRAP(FILE *, fopen, (const char *path, const char *mode))
{
	return no_memory() || no_open(mode[0] == 'r' ? O_RDONLY : O_WRONLY) ? NULL : __real_fopen(path, mode);
}

WRAP(FILE *, fdopen, (int fd, const char *mode))
{
	return no_memory() ? NULL : __real_fdopen(fd, mode);
}

/* ---- writing ------------------------------------------------------------------------------ */

WRAP(size_t, fwrite, (const void *bytes, size_t size, size_t count, FILE *stream))
{
	return no_file(stream) ? 0 : __real_fwrite(bytes, size, count, stream);
}

WRAP(int, fputs, (const char *text, FILE *stream))
{
	return no_file(stream) ? EOF : __real_fputs(text, stream);
}

WRAP(int, fflush, (FILE * stream))
{
	return no_file(stream) ? EOF : __real_fflush(stream);
}

/* It is closed all the same. */
WRAP(int, fclose, (FILE * stream))
{
	bool fails = no_file(stream);
	int error = errno, code = __real_fclose(stream);

	if (!fails)
		return code;
	errno = error;
	return EOF;
}

WRAP(int, close, (int fd))
{
	bool fails = no_file(NULL);
	int error = errno, code = __real_close(fd);

	if (!fails)
		return code;
	errno = error;
	return -1;
}

WRAP(ssize_t, write, (int fd, const void *bytes, size_t size))
{
	if (!no_file(NULL))
		return __real_write(fd, bytes, size);
	return fault->lasting || size < 2 ? -1 : __real_write(fd, bytes, size / 2);
}

WRAP(int, fsync, (int fd))
{
	return no_file(NULL) ? -1 : __real_fsync(fd);
}

WRAP(int, syncfs, (int fd))
{
	return no_file(NULL) ? -1 : __real_syncfs(fd);
}

WRAP(int, ftruncate, (int fd, off_t size))
{
	return no_file(NULL) ? -1 : __real_ftruncate(fd, size);
}

WRAP(int, flock, (int fd, int how))
{
	return no_file(NULL) ? -1 : __real_flock(fd, how);
}

WRAP(int, fchmod, (int fd, mode_t mode))
{
	return no_file(NULL) ? -1 : __real_fchmod(fd, mode);
}

WRAP(int, rename, (const char *from, const char *to))
{
	return no_file(NULL) ? -1 : __real_rename(from, to);
}

WRAP(int, renameat2, (int from_at, const char *from, int to_at, const char *to, unsigned flags))
{
	return no_file(NULL) ? -1 : __real_renameat2(from_at, from, to_at, to, flags);
}

WRAP(int, mkdir, (const char *path, mode_t mode))
{
	return no_file(NULL) ? -1 : __real_mkdir(path, mode);
}

WRAP(int, unlink, (const char *path))
{
	return no_file(NULL) ? -1 : __real_unlink(path);
}

WRAP(int, unlinkat, (int fd, const char *path, int flags))
{
	return no_file(NULL) ? -1 : __real_unlinkat(fd, path, flags);
}

WRAP(int, remove, (const char *path))
{
	return no_file(NULL) ? -1 : __real_remove(path);
}

WRAP(int, nftw, (const char *path, __nftw_func_t each, int descriptors, int flags))
{
	return no_memory() || no_file(NULL) ? -1 : __real_nftw(path, each, descriptors, flags);
}

WRAP(ssize_t, getrandom, (void *out, size_t size, unsigned flags))
{
	return no_file(NULL) ? -1 : __real_getrandom(out, size, flags);
}

/* ---- SQLite ------------------------------------------------------------------------------- */

static int real_open(const char *path, int flags, int mode)
{
	return __real_open(path, flags, mode);
}

void fault_spare_sqlite(void)
{
	const struct {
		const char *name;
		sqlite3_syscall_ptr call;
	} own[] = {
		{"open", (sqlite3_syscall_ptr)real_open},
		{"close", (sqlite3_syscall_ptr)__real_close},
		{"access", (sqlite3_syscall_ptr)__real_access},
		{"stat", (sqlite3_syscall_ptr)__real_stat},
		{"fstat", (sqlite3_syscall_ptr)__real_fstat},
		{"lstat", (sqlite3_syscall_ptr)__real_lstat},
		{"ftruncate", (sqlite3_syscall_ptr)__real_ftruncate},
		{"read", (sqlite3_syscall_ptr)__real_read},
		{"write", (sqlite3_syscall_ptr)__real_write},
		{"unlink", (sqlite3_syscall_ptr)__real_unlink},
		{"mkdir", (sqlite3_syscall_ptr)__real_mkdir},
		{"mmap", (sqlite3_syscall_ptr)__real_mmap},
		{"readlink", (sqlite3_syscall_ptr)__real_readlink},
	};
	sqlite3_vfs *usual = sqlite3_vfs_find(NULL);

	for (size_t i = 0; usual != NULL && usual->iVersion >= 3 && i < GZ_COUNT(own); i++)
		usual->xSetSystemCall(usual, own[i].name, own[i].call);
}
