/*
 * zeros.c: large arrays of zeros that are met in no order, as counts by entity are. They ask the system for
 * huge pages: a page for each few hundred entities would have to be given one by one, and be looked for again
 * at every access.
 */
#include <stdlib.h>
#include <sys/mman.h>

#include "internal.h"

#define HUGE_PAGE ((size_t)2 << 20)

bool gz_zeros_make(struct gz_zeros *z, size_t count, size_t size, struct gz_error *err)
{
	size_t bytes, mapped;
	void *map;

	*z = (struct gz_zeros){.at = NULL};
	if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - 2 * HUGE_PAGE)
		return gz_fail_nomem(err);
	if (bytes < HUGE_PAGE / 2) {
		z->at = calloc(bytes + 1, 1);
		return z->at != NULL || gz_fail_nomem(err);
	}
	mapped = (bytes + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE + HUGE_PAGE;
	map = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (map == MAP_FAILED)
		return gz_fail_nomem(err);
	z->map = map;
	z->mapped = mapped;
	z->at = (char *)map + (HUGE_PAGE - (uintptr_t)map % HUGE_PAGE) % HUGE_PAGE;
	madvise(z->at, mapped - HUGE_PAGE, MADV_HUGEPAGE); /* a hint, no more */
	return true;
}

void gz_zeros_free(struct gz_zeros *z)
{
	if (z->map != NULL)
		munmap(z->map, z->mapped);
	else
		free(z->at);
	*z = (struct gz_zeros){.at = NULL};
}
