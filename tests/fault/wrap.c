/*
 * wrap.c: what stands in the place of functions of the C library, by the linker's --wrap: they fail when the
 * plan says so. The clock goes on by the call, so that a run does the same every time.
 */
#include <dirent.h>
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "site.h"

struct fault *fault;

bool fault_hit(enum fault_place place)
{
	uint64_t call;
	void *frames[40];

	if (fault == NULL)
		return false;
	call = ++fault->calls[place];
	if (fault->place != place || call < fault->at)
		return false;
	if (fault->fired)
		return fault->lasting;
	if (site_has_failed(fault))
		return false;
	if (atomic_exchange(&fault->fired, true))
		return fault->lasting;
	if (getenv("FAULT_TRACE") != NULL)
		backtrace_symbols_fd(frames, backtrace(frames, 40), STDERR_FILENO);
	return true;
}

/* Inside of what is C++: uchardet cannot say that there is no memory. The reader asks for as much before it
 * makes one. */
static _Thread_local unsigned spared;

static bool no_memory(void)
{
	if (spared > 0 || !fault_hit(FAULT_MEMORY))
		return false;
	errno = ENOMEM;
	return true;
}

static bool no_file(const FILE *stream)
{
	if (stream == stderr || !fault_hit(FAULT_FILE))
		return false;
	if (stream != NULL)
		((FILE *)(uintptr_t)stream)->_flags |= 0x20; /* what ferror() looks at in the GNU C library */
	errno = fault->effect == FAULT_FULL ? ENOSPC : EIO;
	return true;
}

#define WRAP(type, name, parameters)                                                                         \
	type __real_##name parameters;                                                                       \
	type __wrap_##name parameters;                                                                       \
	type __wrap_##name parameters

/* ---- memory --------------------------------------------------------------------------- */

WRAP(void *, malloc, (size_t size))
{
	return no_memory() ? NULL : __real_malloc(size);
}

WRAP(void *, calloc, (size_t count, size_t size))
{
	return no_memory() ? NULL : __real_calloc(count, size);
}

WRAP(void *, realloc, (void *old, size_t size))
{
	return no_memory() ? NULL : __real_realloc(old, size);
}

WRAP(char *, strdup, (const char *s))
{
	return no_memory() ? NULL : __real_strdup(s);
}

WRAP(char *, strndup, (const char *s, size_t len))
{
	return no_memory() ? NULL : __real_strndup(s, len);
}

WRAP(int, vasprintf, (char **out, const char *format, va_list args))
{
	return no_memory() ? -1 : __real_vasprintf(out, format, args);
}

int __wrap_asprintf(char **out, const char *format, ...);
int __wrap_asprintf(char **out, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = __wrap_vasprintf(out, format, args);
	va_end(args);
	return len;
}

WRAP(char *, realpath, (const char *path, char *out))
{
	return no_memory() ? NULL : __real_realpath(path, out);
}

WRAP(FILE *, fopen, (const char *path, const char *mode))
{
	return no_memory() ? NULL : __real_fopen(path, mode);
}

WRAP(FILE *, fdopen, (int fd, const char *mode))
{
	return no_memory() ? NULL : __real_fdopen(fd, mode);
}

WRAP(DIR *, opendir, (const char *path))
{
	return no_memory() ? NULL : __real_opendir(path);
}

WRAP(void *, uchardet_new, (void))
{
	void *made;

	spared++;
	made = __real_uchardet_new();
	spared--;
	return made;
}

WRAP(int, uchardet_handle_data, (void *detector, const char *bytes, size_t len))
{
	int code;

	spared++;
	code = __real_uchardet_handle_data(detector, bytes, len);
	spared--;
	return code;
}

/* ---- arenas ---------------------------------------------------------------------------- */

WRAP(void *, gz_arena_alloc, (struct gz_arena * a, size_t size))
{
	return fault_hit(FAULT_ARENA) ? NULL : __real_gz_arena_alloc(a, size);
}

WRAP(void *, gz_arena_zalloc, (struct gz_arena * a, size_t size))
{
	return fault_hit(FAULT_ARENA) ? NULL : __real_gz_arena_zalloc(a, size);
}

WRAP(struct gz_str, gz_arena_str, (struct gz_arena * a, struct gz_str s))
{
	return fault_hit(FAULT_ARENA) ? (struct gz_str){NULL, 0} : __real_gz_arena_str(a, s);
}

/* ---- threads and files ------------------------------------------------------------------- */

WRAP(int, pthread_create,
     (pthread_t * thread, const pthread_attr_t *attributes, void *(*run)(void *), void *arg))
{
	return fault_hit(FAULT_THREAD) ? EAGAIN : __real_pthread_create(thread, attributes, run, arg);
}

WRAP(size_t, fwrite, (const void *bytes, size_t size, size_t count, FILE *stream))
{
	return no_file(stream) ? 0 : __real_fwrite(bytes, size, count, stream);
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

WRAP(int, fsync, (int fd))
{
	return no_file(NULL) ? -1 : __real_fsync(fd);
}

WRAP(int, rename, (const char *from, const char *to))
{
	return no_file(NULL) ? -1 : __real_rename(from, to);
}

/* ---- the clock ------------------------------------------------------------------------------ */

WRAP(double, gz_clock, (void))
{
	static atomic_uint calls;

	return 0.1 * ++calls;
}

WRAP(const char *, gz_clock_iso, (char out[24]))
{
	return memcpy(out, "2026-01-31T12:00:00Z", 21);
}
