/*
 * wrap.c: memory, threads and the clock, in the place of the C library's, by the linker's --wrap: they fail
 * when the plan says so. The clock goes on by the call, so that a run does the same every time.
 */
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "site.h"
#include "wrap.h"

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

bool no_memory(void)
{
	if (spared > 0 || !fault_hit(FAULT_MEMORY))
		return false;
	errno = ENOMEM;
	return true;
}

/* ---- memory --------------------------------------------------------------------------- */

WRAP(void *, malloc, (size_t size))
{
	return no_memory() ? NULL : __real_malloc(size);
}

WRAP(void *, aligned_alloc, (size_t alignment, size_t size))
{
	return no_memory() ? NULL : __real_aligned_alloc(alignment, size);
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

WRAP(FILE *, open_memstream, (char **out, size_t *size))
{
	return no_memory() ? NULL : __real_open_memstream(out, size);
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

/* ---- threads ---------------------------------------------------------------------------- */

WRAP(int, pthread_create,
     (pthread_t * thread, const pthread_attr_t *attributes, void *(*run)(void *), void *arg))
{
	return fault_hit(FAULT_THREAD) ? EAGAIN : __real_pthread_create(thread, attributes, run, arg);
}

/* Made all the same: SQLite never asks. */
WRAP(int, pthread_mutex_init, (pthread_mutex_t * mutex, const pthread_mutexattr_t *attributes))
{
	int code = __real_pthread_mutex_init(mutex, attributes);

	return fault_hit(FAULT_THREAD) ? EAGAIN : code;
}

WRAP(int, pthread_cond_init, (pthread_cond_t * condition, const pthread_condattr_t *attributes))
{
	int code = __real_pthread_cond_init(condition, attributes);

	return fault_hit(FAULT_THREAD) ? EAGAIN : code;
}

/* ---- the clock ------------------------------------------------------------------------------ */

WRAP(double, gz_clock, (void))
{
	static atomic_uint calls;

	return (fault != NULL && fault->tick > 0 ? fault->tick : 0.1) * ++calls;
}

WRAP(const char *, gz_clock_iso, (char out[24]))
{
	return memcpy(out, "2026-01-31T12:00:00Z", 21);
}
