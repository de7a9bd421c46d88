/*
 * blackout.c: a run is written down; then the database is made as the disk may have it when the power fails
 * after each of its calls. It is sound and says what it said after one of the commits, none before the last
 * one that the disk was told to keep; the command again completes it.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "blackout.h"
#include "power.h"

/* dumps[k]: what the database says after k commits. */
static uint64_t *dumps_of(const struct trial *t, const struct power_run *run, size_t commits)
{
	uint64_t *dumps = calloc(commits + 2, sizeof(*dumps));
	size_t k = 0;

	if (dumps == NULL)
		return NULL;
	if (run_place(t->scene->start) && t->scene->start != NULL)
		dumps[0] = trial_dump(t);
	for (size_t i = 0; i < run->count; i++) {
		if (run->calls[i]->call == POWER_COMMIT &&
		    power_make(run, t->scene->start, i + 1, POWER_ALL, 0))
			dumps[++k] = trial_dump(t);
	}
	dumps[commits + 1] = dumps[commits];
	return dumps;
}

static void fail_after(struct trial *t, const struct power_run *run, size_t calls, unsigned long seed,
		       const uint64_t *dumps)
{
	static const struct outcome gone = {.status = -SIGKILL};
	struct fault plan;
	size_t made, kept;

	memset(&plan, 0, sizeof(plan));
	plan.place = FAULT_POWER;
	plan.at = calls;
	power_commits(run, calls, &made, &kept);
	for (int luck = POWER_NONE; luck < POWER_LUCKS; luck++) {
		t->rounds++;
		t->faults++;
		if (!power_make(run, t->scene->start, calls, (enum power_luck)luck, seed))
			abort();
		/* What is about to be committed may be there too. */
		trial_examine(t, &plan, &gone, dumps + kept, made + 2 - kept);
	}
}

uint64_t blackout(struct trial *t, unsigned long limit, unsigned long last, unsigned long seed,
		  unsigned long shard, unsigned long shards)
{
	struct power_run run;
	struct fault plan;
	size_t commits, kept, count, stride;
	uint64_t *dumps;

	memset(&plan, 0, sizeof(plan));
	plan.place = FAULT_POWER;
	trial_prepare(t);
	if (run_gazet(t->scene->words, &plan, t->scene->tick).status != t->end.status ||
	    !power_load("calls", &run))
		abort();
	count = run.count;
	if (last == 0 || last > count)
		last = count;
	power_commits(&run, count, &commits, &kept);
	dumps = dumps_of(t, &run, commits);
	if (dumps == NULL)
		abort();
	stride = limit > 0 ? last / limit + 1 : shards;
	for (size_t i = limit > 0 ? 1 + (size_t)rand() % stride : shard; i <= last; i += stride)
		fail_after(t, &run, i, seed, dumps);
	free(dumps);
	power_free(&run);
	return count;
}
