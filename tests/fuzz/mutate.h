/*
 * mutate.h: inputs made of saved ones, for fuzzing without libFuzzer. An input is a function of the corpus,
 * the seed and its number alone, so that it can be made again.
 */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

struct fuzz_bytes {
	uint8_t *data;
	size_t size;
};

/* No input is longer. */
#define FUZZ_LARGEST ((size_t)64 << 10)

/* Fills `out` (of FUZZ_LARGEST bytes) with input `number`; how long it is. `count` saved inputs, at least
 * one. */
size_t fuzz_mutate(const struct fuzz_bytes *corpus, size_t count, uint64_t seed, uint64_t number,
		   uint8_t *out);

/* A target of which 1,000 inputs take too long says how many are run in `make check`. */
extern const uint64_t fuzz_runs __attribute__((weak));

#endif
