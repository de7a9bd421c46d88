/* site.c: places of the program, in a table of hashes that all processes share. */
#include <execinfo.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "site.h"

#define SITES  ((size_t)1 << 20)
#define FRAMES 64

static atomic_uint_fast64_t *sites; /* NULL: places do not matter */

extern const char __executable_start[];

__attribute__((constructor)) static void share(void)
{
	void *frame[2];
	void *made;

	if (getenv("FAULT_SITES") == NULL)
		return;
	backtrace(frame, 2); /* what it allocates the first time is not to fail */
	made = mmap(NULL, SITES * sizeof(*sites), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	sites = made == MAP_FAILED ? NULL : made;
}

static bool is_ours(const void *frame)
{
	return (const char *)frame >= __executable_start && (uintptr_t)frame < (uintptr_t)site_end;
}

bool site_has_failed(const struct fault *plan)
{
	void *frame[FRAMES];
	uint64_t hash = ((uint64_t)plan->place * 8 + plan->effect) * 2 + plan->lasting;
	int count;

	if (sites == NULL)
		return false;
	count = backtrace(frame, FRAMES);
	for (int i = 0; i < count; i++) {
		if (is_ours(frame[i]))
			hash = (hash ^ (uintptr_t)frame[i]) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	for (size_t i = hash % SITES, tried = 0; tried < SITES; i = (i + 1) % SITES, tried++) {
		uint_fast64_t free_place = 0;

		if (atomic_compare_exchange_strong(&sites[i], &free_place, hash | 1))
			return false;
		if (free_place == (hash | 1))
			return true;
	}
	return false;
}
