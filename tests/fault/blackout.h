/* blackout.h: the power fails after each call of a command. */
#ifndef GAZET_FAULT_BLACKOUT_H
#define GAZET_FAULT_BLACKOUT_H

#include "round.h"

/* Tries at most `limit` of the first `last` calls (0: all of the shard; all); how many there are. */
uint64_t blackout(struct trial *t, unsigned long limit, unsigned long last, unsigned long seed,
		  unsigned long shard, unsigned long shards);

#endif
