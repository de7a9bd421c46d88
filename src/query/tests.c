/*
 * tests.c: the chances of many pairs of counts under the null model, and what is left of them when so many
 * were looked at: the procedure of Benjamini and Yekutieli, which holds however the tests depend on each
 * other. Rare entities share their counts: each different pair is computed once. Sources are in
 * docs/analyses.md.
 */
#include <math.h>
#include <stdlib.h>

#include "internal.h"

#define LEAST_SLOTS 1024

static size_t slot_of(const struct gz_tests *t, uint32_t a, uint32_t b)
{
	uint64_t hash = ((uint64_t)a << 32 | b) * UINT64_C(0x9e3779b97f4a7c15);

	return (size_t)(hash >> 32) & (t->cap - 1);
}

/* The slot of a pair, or the empty one where it belongs; `cap` is a power of two, and never full. */
static struct gz_test *find(const struct gz_tests *t, uint32_t a, uint32_t b)
{
	size_t at = slot_of(t, a, b);

	while (t->slots[at].count > 0 && (t->slots[at].a != a || t->slots[at].b != b))
		at = (at + 1) & (t->cap - 1);
	return &t->slots[at];
}

static bool grow(struct gz_tests *t)
{
	struct gz_tests larger = {
		.cap = t->cap > 0 ? t->cap * 2 : LEAST_SLOTS, .len = t->len, .total = t->total};

	larger.slots = calloc(larger.cap, sizeof(*larger.slots));
	if (larger.slots == NULL)
		return false;
	for (size_t i = 0; i < t->cap; i++) {
		if (t->slots[i].count > 0)
			*find(&larger, t->slots[i].a, t->slots[i].b) = t->slots[i];
	}
	free(t->slots);
	*t = larger;
	return true;
}

bool gz_tests_add(struct gz_tests *t, uint32_t a, uint32_t b)
{
	struct gz_test *test;

	if (t->len >= t->cap / 2 && !grow(t))
		return false;
	test = find(t, a, b);
	t->len += test->count == 0;
	test->a = a;
	test->b = b;
	test->count++;
	t->total++;
	return true;
}

static int compare_chances(const void *left, const void *right)
{
	const struct gz_test *a = *(struct gz_test *const *)left, *b = *(struct gz_test *const *)right;

	return (a->log_p > b->log_p) - (a->log_p < b->log_p);
}

/* 1 + 1/2 + ... + 1/count */
static double harmonic(uint64_t count)
{
	double sum = 0;

	if (count > 1000000) /* Euler's constant, and what is left at this size */
		return log((double)count) + 0.57721566490153286 + 0.5 / (double)count;
	for (uint64_t i = count; i > 0; i--)
		sum += 1 / (double)i;
	return sum;
}

bool gz_tests_solve(struct gz_tests *t, uint64_t untold,
		    double (*chance)(const void *self, uint32_t a, uint32_t b), const void *self)
{
	uint64_t rank = t->total, tests = t->total + untold;
	struct gz_test **sorted = malloc((t->len + 1) * sizeof(struct gz_test *));
	double factor, least = 0;
	size_t count = 0;

	if (sorted == NULL)
		return false;
	for (size_t i = 0; i < t->cap; i++) {
		if (t->slots[i].count == 0)
			continue;
		t->slots[i].log_p = chance(self, t->slots[i].a, t->slots[i].b);
		sorted[count++] = &t->slots[i];
	}
	qsort(sorted, count, sizeof(struct gz_test *), compare_chances);
	factor = tests > 0 ? log((double)tests) + log(harmonic(tests)) : 0;
	/* From the largest down: q is the least of p times tests / rank at or behind it. */
	for (size_t i = count; i > 0; i--) {
		double q = sorted[i - 1]->log_p + factor - log((double)rank);

		least = q < least ? q : least;
		sorted[i - 1]->log_q = least;
		rank -= sorted[i - 1]->count;
	}
	free(sorted);
	return true;
}

const struct gz_test *gz_tests_find(const struct gz_tests *t, uint32_t a, uint32_t b)
{
	const struct gz_test *test = t->cap > 0 ? find(t, a, b) : NULL;

	return test != NULL && test->count > 0 ? test : NULL;
}

void gz_tests_free(struct gz_tests *t)
{
	free(t->slots);
	*t = (struct gz_tests){.slots = NULL};
}
