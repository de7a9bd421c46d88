/* round.h: a command with a fault, and whether what became of it is right. */
#ifndef GAZET_FAULT_ROUND_H
#define GAZET_FAULT_ROUND_H

#include "run.h"
#include "scene.h"

/* How a scene ends undisturbed, and what was found of it. */
struct trial {
	const struct scene *scene;
	struct outcome end;
	uint64_t start, dump, target;
	uint64_t *seen; /* states of its database that were found good */
	size_t states, room;
	uint64_t *kept; /* hashes of the documents that are there before and after */
	size_t documents;
	unsigned long rounds, faults, examined, failures;
	unsigned long complaints; /* of the kind of fault that is tried */
};

/* False, with a line of what is wrong: the scene cannot be played. */
bool trial_begin(struct trial *t, const struct scene *scene);
void trial_end(struct trial *t);
/* The database, and what else the scene needs, as it begins. */
bool trial_prepare(const struct trial *t);
/* One round; true when the fault came to pass. */
bool trial_round(struct trial *t, const struct fault *plan);
/* Looks at a database that was left behind: it is sound, and the command comes to its end with it. Once for
 * every state. `kept`: one of dumps[0..count) from there on is what it says; count 0: it may say anything. */
void trial_examine(struct trial *t, const struct fault *plan, const struct outcome *o, const uint64_t *dumps,
		   size_t count);
/* Hash of what `gazet db dump` says; 0: it fails. */
uint64_t trial_dump(const struct trial *t);

#endif
