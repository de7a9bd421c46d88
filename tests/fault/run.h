/* run.h: gazet run in a process of its own, with or without a fault, and files compared by their bytes. */
#ifndef GAZET_FAULT_RUN_H
#define GAZET_FAULT_RUN_H

#include "fault.h"

struct outcome {
	int status;	      /* of exit; -signal when it was killed */
	bool fired;	      /* the fault came to pass */
	uint64_t out;	      /* hash of standard output */
	char complaint[1600]; /* the beginning of standard error */
	uint64_t calls[FAULT_PLACES];
};

/* Runs `gazet WORDS...`, or the program that the first word names; `plan` NULL: without a fault. `tick`:
 * seconds that pass each time somebody looks at the clock; 0: the usual. */
struct outcome run_gazet(const char *const *words, const struct fault *plan, double tick);
/* Hash of a file, 0 where it is not there. */
uint64_t run_hash(const char *path);
/* The same of a folder, with what is in it; `depth` is 0. */
uint64_t run_hash_tree(const char *path, unsigned depth);
bool run_copy(const char *from, const char *to);
/* x.db with what stands beside it: begins with `start`, or with nothing. */
bool run_place(const char *start);
/* Hash of x.db with its logs. */
uint64_t run_state(void);

#endif
