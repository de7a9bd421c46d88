/*
 * memory.c: the memory that a command works in. Most of a short answer's time would go into the system's
 * giving its few megabytes page by page, and a quarter of an archive's into finding pages that are met in no
 * order. So the heap continues in huge pages, where the system has them to give; where not, nothing is lost.
 */
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cmd.h"

#define PAGE	  ((size_t)4 << 10)
#define HUGE_PAGE ((size_t)2 << 20)
#define MAPPED	  (32 << 20) /* bytes; what is larger stays out of the heap */

void memory_prepare(size_t room)
{
	uintptr_t end, huge;
	void *first;

	/* A huge page is given for what was not yet touched: its heap begins a little in front. What is
	 * skipped is never touched. */
	malloc_trim(0);
	end = (uintptr_t)sbrk(0);
	huge = (end + 4 * PAGE + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
	if (sbrk((intptr_t)(huge - 4 * PAGE - end)) == (void *)-1)
		return;
	/* What threads allocate often is in arenas of ours. */
	mallopt(M_ARENA_MAX, 1);
	mallopt(M_MMAP_THRESHOLD, MAPPED);
	mallopt(M_TRIM_THRESHOLD, INT32_MAX);
	mallopt(M_TOP_PAD, (int)room);
	first = malloc(2 * PAGE); /* more than trimming left */
	if (first != NULL && (uintptr_t)sbrk(0) >= huge + room - 2 * PAGE)
		madvise((void *)huge, room - HUGE_PAGE, MADV_HUGEPAGE); /* a hint, no more */
	free(first);
}
