/*
 * mutator.h: for targets that tell libFuzzer how their inputs are built. LLVMFuzzerMutate is libFuzzer's own way to
 * change bytes; without libFuzzer (replay.c) nobody calls these.
 */
#ifndef FUZZ_MUTATOR_H
#define FUZZ_MUTATOR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most) __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/* Puts words of the first part behind `separator` into the part after it. */
static inline size_t fuzz_copy_word(uint8_t *data, size_t size, size_t most, size_t head, unsigned seed)
{
	size_t from = head > 1 ? seed / 7 % (head - 1) : 0, to = head + seed / 31 % (size - head + 1), len = 0;
	uint8_t word[24];

	while (from + len < head && len < sizeof(word) && data[from + len] != '\n' && data[from + len] != '|')
		len++;
	if (len == 0 || size + len > most || to <= head)
		return size;
	memcpy(word, data + from, len);
	memmove(data + to + len, data + to, size - to);
	memcpy(data + to, word, len);
	return size + len;
}

/* Of an input of two parts, changes the second one alone, but for one time in `whole`. */
static inline size_t fuzz_mutate_behind(uint8_t *data, size_t size, size_t most, unsigned seed, uint8_t separator,
					unsigned whole)
{
	const uint8_t *at = size > 0 ? memchr(data, separator, size) : NULL;
	size_t head = at != NULL ? (size_t)(at - data) + 1 : 0;

	if (at == NULL || seed % whole == 0)
		return LLVMFuzzerMutate(data, size, most);
	if (seed % whole == 1)
		return fuzz_copy_word(data, size, most, head, seed);
	return head + LLVMFuzzerMutate(data + head, size - head, most - head);
}

#endif
