/*
 * unwatched.h: with FUZZ_SQLITE=unwatched SQLite has its memory from the C library instead of
 * AddressSanitizer. Most of what a target does with a database is SQLite's small pieces of memory, so it runs
 * two and a half times as fast; what we do wrong with such a piece goes unnoticed then, which is why run.sh
 * asks for it in every other slice only.
 */
#ifndef FUZZ_UNWATCHED_H
#define FUZZ_UNWATCHED_H

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* The C library's own, by names that no sanitizer takes over. */
void *__libc_malloc(size_t size) __attribute__((weak));
void *__libc_realloc(void *piece, size_t size) __attribute__((weak));
void __libc_free(void *piece) __attribute__((weak));

/* In front of each piece stands how large it is. */
#define FUZZ_PIECE_HEAD 16

static inline void *fuzz_piece(size_t *head, int size)
{
	if (head == NULL)
		return NULL;
	*head = (size_t)size;
	return (char *)head + FUZZ_PIECE_HEAD;
}

static inline void *fuzz_piece_take(int size)
{
	return fuzz_piece(__libc_malloc((size_t)size + FUZZ_PIECE_HEAD), size);
}

static inline void *fuzz_piece_resize(void *piece, int size)
{
	return fuzz_piece(__libc_realloc((char *)piece - FUZZ_PIECE_HEAD, (size_t)size + FUZZ_PIECE_HEAD),
			  size);
}

static inline void fuzz_piece_free(void *piece)
{
	__libc_free((char *)piece - FUZZ_PIECE_HEAD);
}

static inline int fuzz_piece_size(void *piece)
{
	size_t size;

	memcpy(&size, (char *)piece - FUZZ_PIECE_HEAD, sizeof(size));
	return (int)size;
}

static inline int fuzz_piece_round(int size)
{
	return (size + 7) & ~7;
}

static inline int fuzz_piece_begin(void *unused)
{
	(void)unused;
	return SQLITE_OK;
}

static inline void fuzz_piece_end(void *unused)
{
	(void)unused;
}

__attribute__((constructor)) static void fuzz_unwatch_sqlite(void)
{
	static const sqlite3_mem_methods plain = {
		.xMalloc = fuzz_piece_take,
		.xFree = fuzz_piece_free,
		.xRealloc = fuzz_piece_resize,
		.xSize = fuzz_piece_size,
		.xRoundup = fuzz_piece_round,
		.xInit = fuzz_piece_begin,
		.xShutdown = fuzz_piece_end,
	};
	const char *asked = getenv("FUZZ_SQLITE");

	if (asked != NULL && strcmp(asked, "unwatched") == 0 && __libc_malloc != NULL &&
	    __libc_realloc != NULL && __libc_free != NULL)
		sqlite3_config(SQLITE_CONFIG_MALLOC, &plain);
}

#endif
