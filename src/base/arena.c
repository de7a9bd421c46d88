/* arena.c: memory that comes in growing chunks and goes all at once, and the growable array. */
#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "gazet/base.h"

/* Fuzzing has smaller ones: a sanitizer sees what goes beyond a chunk. */
#ifndef GZ_FIRST_CHUNK
#define GZ_FIRST_CHUNK ((size_t)16 << 10)
#endif
#define LARGEST_STEP ((size_t)4 << 20)
/* Kept for after a reset. */
#define KEPT_MAX ((size_t)4 << 20)
/* Blocks of so many bytes are worth huge pages: at most a fourth more memory is used. */
#define LARGE	  ((size_t)8 << 20)
#define PAGE	  ((uintptr_t)4096)
#define HUGE_PAGE ((size_t)2 << 20)

struct gz_arena_chunk {
	struct gz_arena_chunk *next;
	size_t size, used;
	alignas(max_align_t) char bytes[];
};

static struct gz_arena_chunk *add_chunk(struct gz_arena *a, size_t needed)
{
	size_t size = a->chunks ? a->chunks->size * 2 : GZ_FIRST_CHUNK;
	struct gz_arena_chunk *chunk = a->spare;

	if (chunk != NULL && chunk->size >= needed) {
		a->spare = chunk->next;
		chunk->next = a->chunks;
		a->chunks = chunk;
		return chunk;
	}
	if (size > LARGEST_STEP)
		size = LARGEST_STEP;
	if (size < needed)
		size = needed;
	if (size > SIZE_MAX / 2)
		return NULL;
	chunk = malloc(sizeof(*chunk) + size);
	if (chunk == NULL)
		return NULL;
	chunk->next = a->chunks;
	chunk->size = size;
	chunk->used = 0;
	a->chunks = chunk;
	return chunk;
}

void *gz_arena_alloc(struct gz_arena *a, size_t size)
{
	struct gz_arena_chunk *chunk = a->chunks;
	size_t align = alignof(max_align_t);
	char *result;

	if (size > SIZE_MAX / 4)
		return NULL;
	size = (size + align - 1) & ~(align - 1);
	if (chunk == NULL || chunk->size - chunk->used < size) {
		chunk = add_chunk(a, size);
		if (chunk == NULL)
			return NULL;
	}
	result = chunk->bytes + chunk->used;
	chunk->used += size;
	a->used += size;
	return result;
}

void *gz_arena_zalloc(struct gz_arena *a, size_t size)
{
	void *result = gz_arena_alloc(a, size);

	if (result != NULL)
		memset(result, 0, size);
	return result;
}

struct gz_str gz_arena_str(struct gz_arena *a, struct gz_str s)
{
	char *copy = gz_arena_alloc(a, s.len + 1);

	if (copy == NULL)
		return (struct gz_str){NULL, 0};
	if (s.len > 0)
		memcpy(copy, s.ptr, s.len);
	copy[s.len] = '\0';
	return gz_str_of(copy, s.len);
}

/* Puts a chunk among the spare ones, the largest first. */
static void keep_chunk(struct gz_arena *a, struct gz_arena_chunk *chunk)
{
	struct gz_arena_chunk **place = &a->spare;

	while (*place != NULL && (*place)->size > chunk->size)
		place = &(*place)->next;
	chunk->next = *place;
	chunk->used = 0;
	*place = chunk;
}

void gz_arena_reset(struct gz_arena *a)
{
	size_t kept = 0;

	for (struct gz_arena_chunk *chunk = a->chunks, *next; chunk != NULL; chunk = next) {
		next = chunk->next;
		keep_chunk(a, chunk);
	}
	for (struct gz_arena_chunk **place = &a->spare; *place != NULL;) {
		struct gz_arena_chunk *chunk = *place;

		/* One huge document must not hold its memory for the run. */
		if (chunk->size <= KEPT_MAX - kept) {
			kept += chunk->size;
			place = &chunk->next;
		} else {
			*place = chunk->next;
			free(chunk);
		}
	}
	a->chunks = NULL;
	a->used = 0;
}

static void free_chunks(struct gz_arena_chunk *chunk)
{
	while (chunk != NULL) {
		struct gz_arena_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
}

void gz_arena_free(struct gz_arena *a)
{
	free_chunks(a->chunks);
	free_chunks(a->spare);
	*a = (struct gz_arena){0};
}

/* From the page of its head to its last one: a part of a mapping could not be moved when it grows. */
void gz_expect_large(void *block, size_t size)
{
	uintptr_t first = (uintptr_t)block & ~(PAGE - 1), end;

	if (size < LARGE)
		return;
	end = ((uintptr_t)block + malloc_usable_size(block) + PAGE - 1) & ~(PAGE - 1);
	madvise((void *)first, end - first, MADV_HUGEPAGE);
}

void *gz_alloc_large(size_t size)
{
	void *block;

	if (size < LARGE || size > SIZE_MAX - HUGE_PAGE)
		return malloc(size);
	block = aligned_alloc(HUGE_PAGE, (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE);
	if (block != NULL)
		madvise(block, size, MADV_HUGEPAGE);
	return block;
}

bool gz_vec_grow(void **ptr, size_t *cap, size_t item, size_t needed)
{
	size_t grown = *cap ? *cap : 16;
	void *moved;

	while (grown < needed) {
		if (grown > SIZE_MAX / 2 / item)
			return false;
		grown *= 2;
	}
	moved = realloc(*ptr, grown * item);
	if (moved == NULL)
		return false;
	gz_expect_large(moved, grown * item);
	*ptr = moved;
	*cap = grown;
	return true;
}

void gz_vec_free(void **ptr, size_t *len, size_t *cap)
{
	free(*ptr);
	*ptr = NULL;
	*len = 0;
	*cap = 0;
}
