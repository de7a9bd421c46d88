/* least.h: the least of many numbers: those that a page is made of. */
#ifndef GAZET_QUERY_LEAST_H
#define GAZET_QUERY_LEAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gz_least {
	uint64_t *heap;
	size_t len, wanted;
};
/* False when memory ran out. */
bool gz_least_make(struct gz_least *l, size_t wanted);
void gz_least_add(struct gz_least *l, uint64_t number);
/* What is greater is not among them. */
static inline uint64_t gz_least_bound(const struct gz_least *l)
{
	return l->len < l->wanted || l->len == 0 ? UINT64_MAX : l->heap[0];
}
void gz_least_free(struct gz_least *l);
/* A number that orders as the day does. */
static inline uint64_t gz_day_rank(int64_t day)
{
	return (uint64_t)day ^ (uint64_t)1 << 63;
}

#endif
